//! Theme files, put together and given names by their content.
//!
//! The default theme is embedded in the program; a file of the same name below
//! `themes/<name>/` of the project takes its place. A few stylesheets and two
//! scripts reach the reader, whatever number of parts they were written in.

mod mangle;
mod minify;
mod sheet;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::problem::{Problem, Problems, Severity};
use crate::site::route::{self, OutputPath};
use crate::source::Sources;

pub use sheet::Sheet;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The parts that only the search page needs, and those that only some searches need.
const SEARCH: &str = "parts/search/";
const SEARCH_MORE: &str = "parts/search-more/";

/// The part that only pages with links out of governments' sites need.
const LEAVING: &str = "parts/leaving/";

/// A file that is published as it is.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where.
    pub path: OutputPath,
    /// What.
    pub bytes: Arc<Vec<u8>>,
}

/// How the site looks.
#[derive(Debug)]
pub struct Theme {
    /// Folder in the project, for problems: `themes/default`.
    pub folder: String,
    /// Templates and the HTML of parts, by name: `templates/home.html`, `parts/outline/outline.html`.
    pub templates: BTreeMap<String, String>,
    /// Those of them that are not as the program has them, by name.
    pub changed: Vec<String>,
    /// The stylesheets, in the order of [`Sheet::ALL`].
    sheets: [Asset; Sheet::ALL.len()],
    /// The script that must run before the page is drawn.
    pub early_script: Asset,
    /// The script that runs after.
    pub script: Asset,
    /// The script of the search page.
    pub search_script: Asset,
    /// What only some searches need: filters, other spellings, suggestions.
    pub search_more_script: Asset,
    /// What asks before a link leaves governments' sites.
    pub leaving_script: Asset,
    /// The icon of browser tabs.
    pub icon: Asset,
}

/// All text files of a theme by their name below its folder.
type Files<'a> = BTreeMap<String, &'a str>;

impl Theme {
    /// Puts the theme of `config` together.
    pub fn load(sources: &Sources, config: &Config, problems: &mut Problems) -> Self {
        let folder = format!("themes/{}", config.theme);
        let prefix = format!("{folder}/");
        let mut files = Files::new();
        embedded(&DEFAULT, &mut files);
        let before = files.len();
        let is_template = |name: &str| name.ends_with(".html");
        let mut own = 0;
        let mut changed = Vec::new();
        for file in sources.under(&prefix) {
            if let Some(name) = file.path().strip_prefix(&prefix) {
                let before = files.insert(name.to_owned(), file.text());
                if is_template(name) && before != Some(file.text()) {
                    changed.push(name.to_owned());
                }
                own += 1;
            }
        }
        if own == 0 && config.theme != "default" {
            let message = format!("没有主题文件夹 {folder}，用的是内置主题");
            problems.add(
                Problem::new(Severity::Warning, message)
                    .in_file(crate::config::PATH)
                    .hint("“主题”留空即用内置主题"),
            );
        }
        debug_assert!(before > 0, "the default theme is embedded");
        let templates = files
            .iter()
            .filter(|(name, _)| is_template(name))
            .map(|(name, text)| (name.clone(), (*text).to_owned()))
            .collect();
        let sheets = Sheet::ALL.map(|sheet| {
            let (css, told) = sheet::text(&files, sheet, &folder);
            problems.extend(told);
            named(sheet.stem(), "css", &minify::css(&css))
        });
        let early = files.get("scripts/early.js").copied().unwrap_or_default();
        let icon = files.get("images/icon.svg").copied().unwrap_or_default();
        Self {
            folder,
            templates,
            changed,
            sheets,
            early_script: named("early", "js", &mangle::script(early)),
            script: named("site", "js", &mangle::script(&script(&files))),
            search_script: named("search", "js", &mangle::script(&part_script(&files, SEARCH))),
            search_more_script: named(
                "search-more",
                "js",
                &mangle::script(&part_script(&files, SEARCH_MORE)),
            ),
            leaving_script: named("leaving", "js", &mangle::script(&part_script(&files, LEAVING))),
            icon: named("icon", "svg", icon),
        }
    }

    /// A stylesheet.
    #[must_use]
    pub fn sheet(&self, sheet: Sheet) -> &Asset {
        &self.sheets[sheet as usize]
    }

    /// The files that are published.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        let scripts = [
            &self.early_script,
            &self.script,
            &self.search_script,
            &self.search_more_script,
            &self.leaving_script,
        ];
        self.sheets.iter().chain(scripts).chain([&self.icon])
    }
}

fn embedded<'a>(dir: &'a Dir<'a>, files: &mut Files<'a>) {
    for file in dir.files() {
        if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            files.insert(name.replace('\\', "/"), text);
        }
    }
    for inner in dir.dirs() {
        embedded(inner, files);
    }
}

/// The scripts of one part, by name.
fn part_script(files: &Files<'_>, part: &str) -> String {
    let own = files.iter().filter(|(name, _)| name.starts_with(part) && name.ends_with(".js"));
    own.map(|(_, text)| *text).collect::<Vec<_>>().join("\n")
}

/// What all parts share, then the scripts of the parts by name.
fn script(files: &Files<'_>) -> String {
    let is_own = |name: &str| [SEARCH, SEARCH_MORE, LEAVING].iter().any(|part| name.starts_with(part));
    let is_part = |name: &str| name.starts_with("parts/") && name.ends_with(".js") && !is_own(name);
    let parts = files.iter().filter(|(name, _)| is_part(name)).map(|(_, text)| *text);
    files.get("scripts/site.js").copied().into_iter().chain(parts).collect::<Vec<_>>().join("\n")
}

fn named(stem: &str, ending: &str, text: &str) -> Asset {
    let hash = Sha256::digest(text.as_bytes());
    let hash = hash.iter().take(5).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let path = route::asset(&format!("{stem}.{hash}.{ending}"));
    Asset { path, bytes: Arc::new(text.as_bytes().to_vec()) }
}
