//! Addresses as seen from a page, and from the whole web.

use super::{OutputPath, anchor, policy};
use crate::policy::Clause;
use crate::site::Document;

/// The absolute address of a page below `base`, which ends in `/`. A page
/// called `index.html` is named by its folder.
#[must_use]
pub fn absolute(base: &str, to: &OutputPath) -> String {
    let path = to.0.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("{base}{}", path.unwrap_or(&to.0))
}

/// The path part of `base`: `/zjtx/` of `https://www.example.gov.cn/zjtx/`.
#[must_use]
pub fn base_path(base: &str) -> &str {
    let host = base.split_once("://").map_or(base, |(_, rest)| rest);
    host.find('/').map_or("/", |at| &host[at..])
}

/// From where the addresses of a page are counted.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'a> {
    /// From the page's own folder.
    Page(&'a OutputPath),
    /// From the server's root, for a page that is shown at any address.
    Anywhere(&'a str),
}

impl Origin<'_> {
    /// The address of `to` as a link on this page.
    #[must_use]
    pub fn to(&self, to: &OutputPath) -> String {
        match self {
            Self::Page(from) => relative(from, to),
            Self::Anywhere(base) => format!("{base}{to}"),
        }
    }

    /// The address of a clause on its document's page.
    #[must_use]
    pub fn to_clause(&self, document: &Document, clause: &Clause) -> String {
        let page = policy(&document.policy.slug);
        match self {
            Self::Page(from) if **from == page => format!("#{}", anchor(clause)),
            _ => format!("{}#{}", self.to(&page), anchor(clause)),
        }
    }
}

fn relative(from: &OutputPath, to: &OutputPath) -> String {
    let from: Vec<&str> = from.0.split('/').collect();
    let to: Vec<&str> = to.0.split('/').collect();
    let folders = from.len().min(to.len()) - 1;
    let shared = (0..folders).take_while(|&at| from[at] == to[at]).count();
    let mut parts = vec![".."; from.len() - 1 - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> OutputPath {
        OutputPath(text.to_owned())
    }

    #[test]
    fn relative_addresses_lead_from_page_to_page() {
        for (from, to, address) in [
            ("index.html", "index.html", "index.html"),
            ("index.html", "a/b.html", "a/b.html"),
            ("a/b.html", "index.html", "../index.html"),
            ("a/b/c.html", "a/d/e.html", "../d/e.html"),
            ("a/b/c.html", "a/b/d.html", "d.html"),
            ("a/b/c.html", "x/y.html", "../../x/y.html"),
            ("a/index.html", "a/b/c.html", "b/c.html"),
        ] {
            assert_eq!(relative(&path(from), &path(to)), address, "{from} → {to}");
        }
    }

    #[test]
    fn absolute_addresses_name_folders() {
        let base = "https://www.example.gov.cn/zjtx/";
        assert_eq!(absolute(base, &path("index.html")), base);
        assert_eq!(absolute(base, &path("a/index.html")), format!("{base}a/"));
        assert_eq!(absolute(base, &path("a/b.html")), format!("{base}a/b.html"));
        assert_eq!(base_path(base), "/zjtx/");
        assert_eq!(base_path("https://www.example.gov.cn"), "/");
    }
}
