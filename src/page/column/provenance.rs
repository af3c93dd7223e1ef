//! What a page of the column is made from, told without filling its view.
//!
//! Of ten thousand cases one is edited: the others need not be looked at. A case's
//! page shows its own text, the cards of a few others, and what all pages share;
//! a page far down a list shows cards. Each of these is known by a digest of the
//! files behind it. Pages that count or join are told by their views alone.

use std::collections::BTreeSet;

use super::{ColumnPage, case, index};
use crate::column::article::Article;
use crate::column::terms::Facet;
use crate::digest;
use crate::page::{At, Fingerprint};
use crate::picture::Gallery;
use crate::site::Site;
use crate::site::links::Node;
use crate::site::paging::{PageNumber, Paging};
use crate::site::reference::Destination;
use crate::site::route::{self, Listing};
use crate::text::markdown::Piece;

/// The digests behind the pages of a column.
#[derive(Debug)]
pub(in crate::page) struct Provenance {
    /// Of all that bears on every page: the program, the day, every source but the cases.
    shared: [u8; 32],
    /// Of each case: its file and its pictures.
    cases: Vec<[u8; 32]>,
}

impl Provenance {
    /// `others` is the digest of all sources but the cases.
    pub(in crate::page) fn new(site: &Site, gallery: &Gallery, others: [u8; 32]) -> Self {
        use rayon::prelude::*;
        let cases = site.column.cases.par_iter().map(|case| of_article(&case.article, gallery)).collect();
        Self { shared: shared(site, others), cases }
    }

    /// What the page is made from; `None` where only its view tells.
    pub(in crate::page) fn of(&self, at: &At<'_>, page: &ColumnPage) -> Option<Fingerprint> {
        let mut trace = Trace::default();
        trace.add(&self.shared);
        trace.add(at.path.as_str().as_bytes());
        match page {
            ColumnPage::Case(place) => self.case(at, *place, &mut trace)?,
            ColumnPage::List(listing, page @ PageNumber::Archive(_)) => {
                self.list(at.site, *listing, *page, &mut trace)?;
            }
            _ => return None,
        }
        Some(trace.finish())
    }

    fn case(&self, at: &At<'_>, place: usize, trace: &mut Trace) -> Option<()> {
        trace.add(&self.cases[place]);
        let article = &at.site.column.cases[place].article;
        for piece in &article.body.gist().needs {
            trace.need(at, article, piece)?;
        }
        for node in at.site.links.of(Node::Case(index(place))) {
            trace.node(at.site, node);
        }
        for other in case::related(at, place) {
            trace.add(&self.cases[other]);
        }
        for other in <[_; 2]>::from(case::beside(at, place)) {
            trace.add(other.map_or(&[], |other| &self.cases[other]));
        }
        Some(())
    }

    fn list(&self, site: &Site, listing: Listing, page: PageNumber, trace: &mut Trace) -> Option<()> {
        let lists = &site.lists;
        let all = match listing {
            Listing::Cases => &lists.cases,
            Listing::Term(facet, term) => lists.cases_of(facet, term),
            Listing::Year(year) => lists.cases_by_year.get(&year)?,
            Listing::Enterprises | Listing::Notices | Listing::Readings => return None,
        };
        let paging = Paging::new(all.len(), site.column.terms.per_page);
        for beside in [paging.newer(page), paging.older(page)] {
            trace.add(format!("{beside:?}").as_bytes());
        }
        // A list of a term shows whether one of its firms is made up: that is shared.
        for &case in &all[paging.entries(page)] {
            trace.add(&self.cases[case as usize]);
        }
        Some(())
    }
}

/// A digest of parts that do not run into each other.
#[derive(Default)]
struct Trace(Vec<u8>);

impl Trace {
    fn add(&mut self, part: &[u8]) {
        self.0.extend_from_slice(&part.len().to_le_bytes());
        self.0.extend_from_slice(part);
    }

    /// A subject. The numbers of cases say nothing, the others' stand by the shared part.
    fn node(&mut self, site: &Site, node: Node) {
        match node {
            Node::Case(_) => self.add(route::subject(site, node).as_str().as_bytes()),
            _ => self.add(format!("{node:?}").as_bytes()),
        }
    }

    /// What a text needs; `None` where files are shown that nobody has a digest of.
    fn need(&mut self, at: &At<'_>, article: &Article, piece: &Piece) -> Option<()> {
        match piece {
            // Figures and clauses stand by the shared part.
            Piece::Html(_) | Piece::Embed(_) => {}
            Piece::Media(_) => return None,
            Piece::Picture(picture) => {
                let path = article.beside(&super::body::decoded(&picture.file.address));
                self.picture(at.gallery, path.as_deref());
            }
            Piece::Link(link) => match at.site.destination(&article.path, &link.address) {
                Ok(Destination::Node(node)) => self.node(at.site, node),
                Ok(other) => self.add(format!("{other:?}").as_bytes()),
                Err(_) => self.add(&[]),
            },
        }
        Some(())
    }

    fn picture(&mut self, gallery: &Gallery, path: Option<&str>) {
        let found = path.and_then(|path| gallery.get(path));
        for variant in found.iter().flat_map(|picture| &picture.variants) {
            self.add(variant.name.as_bytes());
        }
        self.add(&[]);
    }

    fn finish(self) -> [u8; 32] {
        digest::of(&self.0)
    }
}

fn of_article(article: &Article, gallery: &Gallery) -> [u8; 32] {
    if article.pictures.is_empty() {
        return article.digest;
    }
    let mut trace = Trace::default();
    trace.add(&article.digest);
    for picture in &article.pictures {
        trace.picture(gallery, article.beside(&picture.file.value).as_deref());
    }
    trace.finish()
}

fn shared(site: &Site, others: [u8; 32]) -> [u8; 32] {
    let mut trace = Trace::default();
    trace.add(digest::PROGRAM.as_bytes());
    trace.add(site.today.to_string().as_bytes());
    trace.add(&others);
    // Links lead to lists that have something in them.
    let lists = &site.lists;
    let facets = Facet::ALL.into_iter().flat_map(|facet| {
        let terms = 0..site.column.terms.of(facet).list().len();
        terms.map(move |term| lists.cases_of(facet, term).is_empty())
    });
    trace.add(&facets.map(u8::from).collect::<Vec<u8>>());
    let years: BTreeSet<i16> = lists.cases_by_year.keys().copied().collect();
    trace.add(format!("{years:?} {}", site.column.is_empty()).as_bytes());
    trace.finish()
}
