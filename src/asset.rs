//! Theme files, put together and given names by their content.
//!
//! The default theme is embedded in the program; a file of the same name below
//! `themes/<name>/` of the project takes its place. One stylesheet and two
//! scripts reach the reader, whatever number of parts they were written in.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::problem::{Problem, Problems, Severity};
use crate::site::route::{self, OutputPath};
use crate::source::Sources;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The parts that only pages with targets and figures need.
const FIGURES: [&str; 2] = ["parts/chart/", "parts/progress/"];

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
    /// The stylesheet of every page.
    pub css: Asset,
    /// The stylesheet of pages that show targets and figures, beside the other.
    pub figures_css: Asset,
    /// The script that must run before the page is drawn.
    pub early_script: Asset,
    /// The script that runs after.
    pub script: Asset,
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
        let mut own = 0;
        for file in sources.under(&prefix) {
            if let Some(name) = file.path().strip_prefix(&prefix) {
                files.insert(name.to_owned(), file.text());
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
        let is_template = |name: &&String| name.ends_with(".html");
        let templates = files
            .iter()
            .filter(|(name, _)| is_template(name))
            .map(|(name, text)| (name.clone(), (*text).to_owned()))
            .collect();
        let is_figures = |name: &str| FIGURES.iter().any(|part| name.starts_with(part));
        let (first, last) = (["styles/tokens.css", "styles/base.css"], ["styles/print.css"]);
        let css = concat(&files, &first, |name| name.ends_with(".css") && !is_figures(name), &last);
        let figures_css = concat(&files, &[], |name| name.ends_with(".css") && is_figures(name), &[]);
        let script = concat(&files, &["scripts/site.js"], |name| name.ends_with(".js"), &[]);
        let early = files.get("scripts/early.js").copied().unwrap_or_default();
        let icon = files.get("images/icon.svg").copied().unwrap_or_default();
        Self {
            folder,
            templates,
            css: named("site", "css", &minify_css(&css)),
            figures_css: named("figures", "css", &minify_css(&figures_css)),
            early_script: named("early", "js", early),
            script: named("site", "js", &script),
            icon: named("icon", "svg", icon),
        }
    }

    /// The files that are published.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        [&self.css, &self.figures_css, &self.early_script, &self.script, &self.icon].into_iter()
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

/// `first`, then the files of parts that are wanted by name, then `last`.
fn concat(files: &Files<'_>, first: &[&str], is_wanted: impl Fn(&str) -> bool, last: &[&str]) -> String {
    let parts =
        files.iter().filter(|(name, _)| name.starts_with("parts/") && is_wanted(name)).map(|(_, text)| *text);
    let first = first.iter().filter_map(|name| files.get(*name).copied());
    let last = last.iter().filter_map(|name| files.get(*name).copied());
    first.chain(parts).chain(last).collect::<Vec<_>>().join("\n")
}

/// Comments and needless blanks away; strings stay as they are.
fn minify_css(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        squeeze(before, &mut out);
        if let Some(comment) = from.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            continue;
        }
        let quote = from.as_bytes()[0];
        let end = if quote == b'/' { 1 } else { string_end(from.as_bytes(), quote) };
        out.push_str(&from[..end]);
        rest = &from[end..];
    }
    squeeze(rest, &mut out);
    out
}

/// The byte after the string that starts `bytes`.
fn string_end(bytes: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b if b == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn squeeze(css: &str, out: &mut String) {
    for character in css.chars() {
        let last = out.chars().next_back();
        if character.is_whitespace() {
            if !matches!(last, None | Some(' ' | '{' | '}' | ';' | ',' | ':' | '>')) {
                out.push(' ');
            }
            continue;
        }
        if last == Some(' ') && matches!(character, '{' | '}' | ';' | ',' | '>') {
            out.pop();
        }
        // 0.5em is .5em; the blank after a combinator is none.
        if character == '.' && ends_with_lone_zero(out) {
            out.pop();
        }
        if character == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push(character);
    }
}

/// Whether `css` ends with a 0 that is the whole number before a point.
fn ends_with_lone_zero(css: &str) -> bool {
    css.strip_suffix('0').is_some_and(|before| before.ends_with([' ', ':', ',', '(', '-']))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_shrink_and_keep_their_meaning() {
        for (css, small) in [
            ("a {\n  color: red;\n}\n", "a{color:red}"),
            ("a :hover { color: red }", "a :hover{color:red}"),
            ("/* x */a , b{ margin: 0 auto ; }", "a,b{margin:0 auto}"),
            ("a::before { content: \"/* } */  \"; }", "a::before{content:\"/* } */  \"}"),
            ("@media (min-width: 1px) and (x) { a { b: c } }", "@media (min-width:1px) and (x){a{b:c}}"),
            ("a > b { margin: -0.5em 10.5em 0.25em }", "a>b{margin:-.5em 10.5em .25em}"),
            ("a { width: calc(1px + 2px / 3) }", "a{width:calc(1px + 2px / 3)}"),
        ] {
            assert_eq!(minify_css(css).trim(), small, "{css}");
        }
    }
}
