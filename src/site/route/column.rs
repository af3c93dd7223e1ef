//! Addresses of the column: its subjects, lists and feeds.

use super::OutputPath;
use crate::column::terms::{Facet, Terms};
use crate::id::{CaseSlug, EnterpriseId, NoticeSlug, PolicySlug, ReadingSlug, ServiceSlug};
use crate::site::paging::PageNumber;

/// The home page of the column.
#[must_use]
pub fn column() -> OutputPath {
    OutputPath("column/index.html".to_owned())
}

/// One case.
#[must_use]
pub fn case(slug: &CaseSlug) -> OutputPath {
    OutputPath(format!("cases/{slug}.html"))
}

/// One firm.
#[must_use]
pub fn enterprise(id: &EnterpriseId) -> OutputPath {
    OutputPath(format!("enterprises/{id}.html"))
}

/// One notice.
#[must_use]
pub fn notice(slug: &NoticeSlug) -> OutputPath {
    OutputPath(format!("notices/{slug}.html"))
}

/// All lists of services.
#[must_use]
pub fn service_index() -> OutputPath {
    OutputPath("services/index.html".to_owned())
}

/// One list of services.
#[must_use]
pub fn service(slug: &ServiceSlug) -> OutputPath {
    OutputPath(format!("services/{slug}.html"))
}

/// A page of a list of services: the list itself, or one of the pages behind it.
#[must_use]
pub fn service_page(slug: &ServiceSlug, page: PageNumber) -> OutputPath {
    match page {
        PageNumber::Index => service(slug),
        PageNumber::Archive(number) => OutputPath(format!("services/{slug}/list/{number}.html")),
    }
}

/// The entries of a list of services as a file.
#[must_use]
pub fn service_data(slug: &ServiceSlug) -> OutputPath {
    OutputPath(format!("services/data/{slug}.csv"))
}

/// One reading, below its policy.
#[must_use]
pub fn reading(policy: &PolicySlug, slug: &ReadingSlug) -> OutputPath {
    OutputPath(format!("policies/{policy}/readings/{slug}.html"))
}

/// A list of the column that may be long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Listing {
    /// All cases.
    Cases,
    /// A tier, an industry, a town or a theme: its cases and firms.
    Term(Facet, usize),
    /// Cases of a year.
    Year(i16),
    /// All firms.
    Enterprises,
    /// All notices.
    Notices,
    /// All readings.
    Readings,
}

/// A page of a list.
#[must_use]
pub fn listing(terms: &Terms, listing: Listing, page: PageNumber) -> OutputPath {
    let folder = match listing {
        Listing::Cases => "cases".to_owned(),
        Listing::Term(facet, term) => {
            let id = &terms.of(facet).list()[term].id;
            format!("column/{}/{id}", facet_folder(facet))
        }
        Listing::Year(year) => format!("column/year/{year}"),
        Listing::Enterprises => "enterprises".to_owned(),
        Listing::Notices => "notices".to_owned(),
        Listing::Readings => "readings".to_owned(),
    };
    OutputPath(match page {
        PageNumber::Index => format!("{folder}/index.html"),
        PageNumber::Archive(number) => format!("{folder}/list/{number}.html"),
    })
}

fn facet_folder(facet: Facet) -> &'static str {
    match facet {
        Facet::Tier => "tier",
        Facet::Industry => "industry",
        Facet::Town => "town",
        Facet::Theme => "theme",
    }
}

/// What a feed follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// Everything new in the column.
    Column,
    /// Cases.
    Cases,
    /// Notices.
    Notices,
    /// Readings.
    Readings,
}

impl Stream {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Column, Self::Cases, Self::Notices, Self::Readings];

    fn stem(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Cases => "cases",
            Self::Notices => "notices",
            Self::Readings => "readings",
        }
    }
}

/// The Atom feed of a stream.
#[must_use]
pub fn atom(stream: Stream) -> OutputPath {
    OutputPath(format!("feeds/{}.atom.xml", stream.stem()))
}

/// The RSS feed of a stream.
#[must_use]
pub fn rss(stream: Stream) -> OutputPath {
    OutputPath(format!("feeds/{}.rss.xml", stream.stem()))
}
