//! The addresses of other sites that pages lead their readers to, each once.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::spot::Spot;
use super::{Built, text_of};
use crate::inspection::html::{self, Use};
use crate::problem::Problem;

/// An address of another site.
pub(in crate::inspection) struct Outward {
    /// Absolute, without an anchor.
    pub(in crate::inspection) address: String,
    /// Where it stands first, with nothing said of it yet.
    pub(in crate::inspection) place: Problem,
    /// How many pages lead there.
    pub(in crate::inspection) pages: usize,
}

/// Page and byte where an address stands first, and on how many pages it stands.
#[derive(Clone, Copy)]
struct Seen {
    page: usize,
    at: usize,
    pages: usize,
}

/// All of them, by address.
pub(in crate::inspection) fn list(built: &Built<'_>) -> Vec<Outward> {
    let pages: Vec<usize> = (0..built.len()).filter(|at| built.is_page(*at)).collect();
    let found = pages.par_iter().map(|page| of_page(built, *page));
    let found = found.reduce(BTreeMap::new, |mut all, more| {
        for (address, seen) in more {
            all.entry(address).and_modify(|known: &mut Seen| known.pages += seen.pages).or_insert(seen);
        }
        all
    });
    found.into_iter().filter_map(|(address, seen)| outward(built, address, seen)).collect()
}

fn of_page(built: &Built<'_>, page: usize) -> BTreeMap<String, Seen> {
    let mut found = BTreeMap::new();
    let bytes = built.read(page).unwrap_or_default();
    let Some(text) = text_of(&bytes) else { return found };
    for reference in html::read(&text).references.iter().filter(|reference| reference.usage == Use::Link) {
        let is_own = built.base().is_some_and(|base| reference.address.starts_with(base));
        if let Some(address) = absolute(&reference.address).filter(|_| !is_own) {
            found.entry(address).or_insert(Seen { page, at: reference.at, pages: 1 });
        }
    }
    found
}

/// An address of the web without its anchor, which servers never see; one that leaves out its
/// scheme goes over TLS.
fn absolute(address: &str) -> Option<String> {
    let address = address.split('#').next().unwrap_or_default();
    if address.starts_with("//") {
        return Some(format!("https:{address}"));
    }
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    matches!(scheme.as_str(), "http" | "https").then(|| address.to_owned())
}

fn outward(built: &Built<'_>, address: String, seen: Seen) -> Option<Outward> {
    let bytes = built.read(seen.page).ok()?;
    let text = text_of(&bytes)?;
    let place = Spot::new(built.name(seen.page), &text).tag(seen.at, "");
    Some(Outward { address, place, pages: seen.pages })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_of_another_site_is_listed_once_with_its_first_place() {
        let page = |body: &str| format!("<!doctype html><html><body>{body}</body></html>");
        let files = [
            (
                "a.html".to_owned(),
                page(
                    "<p><a href=\"https://b.gov.cn/x?a=1&amp;b=2#top\">甲</a> <a href=\"//c.gov.cn/\">乙</a> \
                     <a href=\"https://own.gov.cn/a.html\">丙</a> <a href=\"mailto:a@b.cn\">丁</a> \
                     <a href=\"b.html\">戊</a> <img src=\"https://d.gov.cn/p.jpg\">",
                ),
            ),
            ("b.html".to_owned(), page("<a href=\"https://b.gov.cn/x?a=1&amp;b=2\">甲</a>")),
            ("c.txt".to_owned(), "<a href=\"https://e.gov.cn/\">".to_owned()),
        ];
        let built = Built::of_texts(&files, Some("https://own.gov.cn/"));
        let found = list(&built);
        let told: Vec<(&str, usize)> =
            found.iter().map(|outward| (outward.address.as_str(), outward.pages)).collect();
        assert_eq!(told, [("https://b.gov.cn/x?a=1&b=2", 2), ("https://c.gov.cn/", 1)]);
        assert_eq!(found[0].place.path.as_deref(), Some("a.html"));
    }
}
