//! The files of a built site, by name: printed when asked for, or read from a folder.

use std::collections::HashMap;
use std::path::Path;

use crate::Result;
use crate::edition::Edition;
use crate::problem::Problem;
use crate::site::route::{self, OutputPath};
use crate::source;

type Read<'a> = dyn Fn(usize) -> std::result::Result<Vec<u8>, Box<Problem>> + Sync + 'a;

/// A built site.
pub(in crate::inspection) struct Built<'a> {
    names: Vec<String>,
    /// Which of them are HTML pages.
    pages: Vec<bool>,
    places: HashMap<String, usize>,
    /// Names in lower case, for addresses that only differ in that.
    lower: HashMap<String, usize>,
    /// The absolute address of the site's root, ending in `/`.
    base: Option<String>,
    read: Box<Read<'a>>,
}

impl<'a> Built<'a> {
    /// A site of ours, each file printed on the spot.
    pub(in crate::inspection) fn of_edition(edition: &'a Edition) -> Self {
        let paths: Vec<&OutputPath> = edition.paths().collect();
        let names = paths.iter().map(|path| path.as_str().to_owned()).collect();
        let base = edition.site().config.base().map(str::to_owned);
        Self::new(names, base, Box::new(move |at| edition.print(paths[at])))
    }

    /// Any site in a folder. `base` is its absolute address, where somebody knows it; else
    /// that of its home page, where that says so.
    pub(in crate::inspection) fn of_folder(folder: &Path, base: Option<String>) -> Result<Self> {
        let names = source::list_built(folder)?;
        let paths: Vec<_> = names.iter().map(|name| folder.join(name)).collect();
        let mut built = Self::new(names, None, Box::new(move |at| source::read_built(&paths[at])));
        let of_home = || own_address(&String::from_utf8_lossy(&built.read(built.index_of("")?).ok()?));
        built.base = base.or_else(of_home);
        Ok(built)
    }

    /// A site in memory.
    #[cfg(test)]
    pub(super) fn of_texts(files: &'a [(String, String)], base: Option<&str>) -> Self {
        let names = files.iter().map(|(name, _)| name.clone()).collect();
        let read = move |at: usize| Ok(files[at].1.clone().into_bytes());
        Self::new(names, base.map(str::to_owned), Box::new(read))
    }

    fn new(names: Vec<String>, base: Option<String>, read: Box<Read<'a>>) -> Self {
        let pages = names.iter().map(|name| is_page(name)).collect();
        let places = names.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect();
        let lower = names.iter().enumerate().map(|(at, name)| (name.to_lowercase(), at)).collect();
        Self { names, pages, places, lower, base, read }
    }

    /// How many files.
    pub(in crate::inspection) fn len(&self) -> usize {
        self.names.len()
    }

    /// How many HTML pages.
    pub(in crate::inspection) fn pages(&self) -> usize {
        self.pages.iter().filter(|is_page| **is_page).count()
    }

    /// The name of a file, from the site's root.
    pub(super) fn name(&self, at: usize) -> &str {
        &self.names[at]
    }

    /// All names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The place of a file.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The page that a server shows for a folder, named with or without a `/` at its end.
    pub(super) fn index_of(&self, folder: &str) -> Option<usize> {
        let folder = folder.trim_end_matches('/');
        let within =
            |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        self.find(&within(route::home().as_str())).or_else(|| {
            // What other systems write.
            let others = ["index", "default"].into_iter().flat_map(|stem| {
                ["htm", "shtml", "html"].into_iter().map(move |ending| format!("{stem}.{ending}"))
            });
            others.into_iter().find_map(|name| self.find(&within(&name)))
        })
    }

    /// The place of a file whose name only differs in the case of its letters.
    pub(super) fn find_in_any_case(&self, name: &str) -> Option<usize> {
        self.lower.get(&name.to_lowercase()).copied()
    }

    /// Whether a file is an HTML page.
    pub(super) fn is_page(&self, at: usize) -> bool {
        self.pages[at]
    }

    /// The absolute address of the root.
    pub(super) fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// The bytes of a file.
    pub(super) fn read(&self, at: usize) -> std::result::Result<Vec<u8>, Box<Problem>> {
        (self.read)(at)
    }
}

fn is_page(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending
        .is_some_and(|ending| ["html", "htm", "shtml"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The address of the folder of a page, by its `<link rel=canonical>`.
fn own_address(html: &str) -> Option<String> {
    let tags = html.split('<').filter(|tag| tag.starts_with("link"));
    let tags = tags.filter_map(|tag| tag.split_once('>').map(|(tag, _)| tag));
    let tag = tags.into_iter().find(|tag| tag.contains("canonical"))?;
    let value = tag.split_once("href=")?.1;
    let address = value.trim_start_matches(['"', '\'']).split(['"', '\'', ' ']).next()?;
    let is_absolute = address.starts_with("https://") || address.starts_with("http://");
    let (folder, _) = address.rsplit_once('/').filter(|(folder, _)| is_absolute && folder.contains("//"))?;
    (!folder.ends_with('/')).then(|| format!("{folder}/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_page_says_where_its_site_stands() {
        for (html, wanted) in [
            ("<link rel=canonical href=https://a.gov.cn/zjtx/><p>", Some("https://a.gov.cn/zjtx/")),
            ("<link href=\"http://a.gov.cn/index.html\" rel=\"canonical\">", Some("http://a.gov.cn/")),
            ("<link rel=icon href=https://a.gov.cn/x.png>", None),
            ("<link rel=canonical href=/zjtx/>", None),
            ("<link rel=canonical href=https://>", None),
        ] {
            assert_eq!(own_address(html).as_deref(), wanted, "{html}");
        }
    }
}
