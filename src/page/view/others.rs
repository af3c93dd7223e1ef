//! The site map, running text, the search and the page that is not there.

use super::Link;
use serde::Serialize;

/// A branch of the site map.
#[derive(Debug, Clone, Serialize)]
pub struct Branch {
    /// The page that heads it.
    pub link: Link,
    /// Pages below it.
    pub children: Vec<Branch>,
}

/// The site map.
#[derive(Debug, Clone, Serialize)]
pub struct SiteMapView {
    /// Top branches.
    pub branches: Vec<Branch>,
}

/// Running text.
#[derive(Debug, Clone, Serialize)]
pub struct ProseView {
    /// Title.
    pub title: String,
    /// Finished HTML.
    pub html: String,
}

/// The page for addresses that do not exist.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundView {
    /// Where to go instead.
    pub ways: Vec<Link>,
}

/// The search page: its script asks the index, and shows what it finds in the page's empty places.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// The folder of the index.
    pub root: String,
    /// The state of the index: what addresses of its files carry.
    pub version: String,
    /// The script of the search.
    pub script: String,
    /// The script that only some searches need.
    pub more_script: String,
    /// Directories for readers without script, and for those who found nothing.
    pub directories: Vec<Directory>,
}

/// One way to walk through the site.
#[derive(Debug, Clone, Serialize)]
pub struct Directory {
    /// 按年度.
    pub name: String,
    /// What it leads to.
    pub shelves: Vec<Shelf>,
}

/// Links that stand together.
#[derive(Debug, Clone, Serialize)]
pub struct Shelf {
    /// A letter, where there are several shelves.
    pub label: Option<String>,
    /// Not empty.
    pub links: Vec<Link>,
}
