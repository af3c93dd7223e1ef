//! All that can be found on the site, as documents of the search.
//!
//! Built from the joined site, not from its pages: what a page shows of another
//! subject is found under that subject. Everything with a page of its own is
//! here, and every clause.

mod column;
pub mod kept;
mod plan;

use std::borrow::Cow;

use crate::column::terms::Facet;
use crate::search::document::{Document, Lexicon, Library};
use crate::site::Site;
use crate::site::links::Node;
use crate::site::route::{self, OutputPath};
use crate::site::units::Unit;

/// One thing that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A subject of the site.
    Subject(Node),
    /// A page of running text, in [`Site::prose`].
    Prose(usize),
}

/// The site as a library of documents.
#[derive(Debug, Clone, Copy)]
pub struct Shelf<'a> {
    site: &'a Site,
    items: &'a [Item],
}

/// What can be found of `site`: all whose page `is_there`.
#[must_use]
pub fn items(site: &Site, is_there: impl Fn(&OutputPath) -> bool) -> Vec<Item> {
    let column = &site.column;
    let mut items: Vec<Item> = (0..site.prose.len()).map(Item::Prose).collect();
    let mut put = |nodes: &mut dyn Iterator<Item = Node>| items.extend(nodes.map(Item::Subject));
    put(&mut (0..count(column.cases.len())).map(Node::Case));
    put(&mut (0..count(column.enterprises.len())).map(Node::Enterprise));
    put(&mut (0..count(column.notices.len())).map(Node::Notice));
    put(&mut (0..count(column.services.len())).map(Node::Service));
    put(&mut (0..count(column.readings.len())).map(Node::Reading));
    put(&mut (0..count(site.units.list().len())).map(Node::Unit));
    for (at, document) in (0..).zip(&site.policies) {
        put(&mut std::iter::once(Node::Policy(at)));
        put(&mut plan::clauses(document).map(|clause| Node::Clause(at, count(clause))));
        let targets = document.board.as_ref().map_or(0, |board| board.progress.targets.len());
        put(&mut (0..count(targets)).map(|target| Node::Target(at, target)));
    }
    items.retain(|item| is_open(site, *item) && is_there(&page(site, *item)));
    items
}

/// Drafts and what is withdrawn are not found, whatever page they have.
fn is_open(site: &Site, item: Item) -> bool {
    let column = &site.column;
    match item {
        Item::Subject(Node::Case(at)) => column.cases[at as usize].article.is_listed(site.today),
        Item::Subject(Node::Notice(at)) => column.notices[at as usize].article.is_listed(site.today),
        Item::Subject(Node::Reading(at)) => column.readings[at as usize].article.is_listed(site.today),
        _ => true,
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The page on which an item stands.
fn page(site: &Site, item: Item) -> OutputPath {
    match item {
        Item::Prose(at) => route::prose(&site.prose[at].name),
        Item::Subject(node) => route::subject(site, node),
    }
}

impl<'a> Shelf<'a> {
    /// `items` of [`items`], of the same site.
    #[must_use]
    pub fn new(site: &'a Site, items: &'a [Item]) -> Self {
        Self { site, items }
    }

    /// The site's own words.
    #[must_use]
    pub fn lexicon(&self) -> Lexicon {
        let terms = &self.site.column.terms;
        let vocabulary = Facet::ALL.into_iter().flat_map(|facet| terms.of(facet).list());
        let words = vocabulary.flat_map(|term| std::iter::once(&term.name).chain(&term.other_names)).cloned();
        let sections = self
            .site
            .policies
            .iter()
            .flat_map(|document| document.sections().filter_map(|(_, clause)| clause.title.clone()));
        Lexicon {
            units: self.site.units.list().iter().map(names).collect(),
            synonyms: self.site.synonyms.groups.clone(),
            ways: self.site.synonyms.ways.clone(),
            places: places(&self.site.config.region),
            terms: words.chain(sections).collect(),
        }
    }
}

fn names(unit: &Unit) -> Vec<String> {
    unit.printed.iter().chain([&unit.name]).cloned().collect()
}

/// 海盐县 stands before names as 海盐县, 海盐 or 县.
fn places(region: &str) -> Vec<String> {
    let kind = region.chars().next_back().filter(|last| matches!(last, '县' | '市' | '区' | '旗'));
    let bare = kind.map(|kind| region.trim_end_matches(kind).to_owned());
    let words = [Some(region.to_owned()), bare, kind.map(String::from)];
    words.into_iter().flatten().filter(|word| !word.is_empty()).collect()
}

impl Library for Shelf<'_> {
    fn len(&self) -> usize {
        self.items.len()
    }

    fn document(&self, at: usize) -> Document<'_> {
        let (site, item) = (self.site, self.items[at]);
        let address = page(site, item).to_string();
        match item {
            Item::Prose(prose) => {
                let prose = &site.prose[prose];
                Document {
                    title: Cow::Borrowed(&prose.title),
                    address,
                    date: Some(prose.published),
                    section: Cow::Borrowed("网站说明"),
                    year: Some(prose.published.year()),
                    body: Cow::Owned(prose.body.plain()),
                    ..Document::default()
                }
            }
            Item::Subject(Node::Policy(policy)) => plan::policy(site, policy as usize, address),
            Item::Subject(Node::Clause(policy, clause)) => {
                plan::clause(site, policy as usize, clause as usize, address)
            }
            Item::Subject(Node::Target(policy, target)) => {
                plan::target(site, policy as usize, target as usize, address)
            }
            Item::Subject(Node::Unit(unit)) => plan::unit(site, unit as usize, address),
            Item::Subject(Node::Case(case)) => column::case(site, case as usize, address),
            Item::Subject(Node::Enterprise(firm)) => column::enterprise(site, firm as usize, address),
            Item::Subject(Node::Notice(notice)) => column::notice(site, notice as usize, address),
            Item::Subject(Node::Service(service)) => column::service(site, service as usize, address),
            Item::Subject(Node::Reading(reading)) => column::reading(site, reading as usize, address),
        }
    }
}

/// The short names of units linked with a subject.
fn units_of(site: &Site, node: Node) -> Vec<Cow<'_, str>> {
    site.links.units(node).map(|unit| Cow::Borrowed(site.units.list()[unit].short_name())).collect()
}

/// Some lines as one text.
fn lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
