//! The pages of the 专精特新 column: its home, cases, firms, notices, services, readings, their lists.

mod body;
mod cards;
mod case;
mod enterprise;
mod facets;
mod feed;
mod home;
mod lists;
mod notice;
mod picture;
mod plan;
mod provenance;
mod reading;
mod service;
pub mod view;

pub use feed::{Format as FeedFormat, print as print_feed};

pub(super) use body::fill as fill_body;
pub(super) use case::case;
pub(super) use enterprise::enterprise;
pub(super) use home::{column, lead, open};
pub(super) use lists::{case_list, enterprise_list, notice_list, reading_list};
pub(super) use notice::notice;
pub(super) use plan::{of_clause, of_target, of_unit, readings_of};
pub(super) use provenance::Provenance;
pub(super) use reading::reading;
pub(super) use service::{index as service_index, list as service};

use super::frame::{self, Column, Subject};
use super::view::{Branch, Link, Page};
use super::{At, former, others};
use crate::column::terms::Facet;
use crate::site::Site;
use crate::site::links::Node;
use crate::site::paging::{PageNumber, Paging};
use crate::site::route::{self, Listing, OutputPath};
use view::MovedView;

/// A page of the column. Numbers are indexes into the site's column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnPage {
    /// Its home.
    Home,
    /// One case.
    Case(usize),
    /// One firm.
    Enterprise(usize),
    /// One notice.
    Notice(usize),
    /// One reading.
    Reading(usize),
    /// All lists of services.
    ServiceIndex,
    /// A page of a list of services.
    Service(usize, PageNumber),
    /// A page of a list.
    List(Listing, PageNumber),
    /// An address under which a subject stood before.
    Moved(Node),
}

/// All pages of the column.
#[must_use]
pub fn list(site: &Site) -> Vec<(OutputPath, ColumnPage)> {
    let column = &site.column;
    // They come first: where a page stands today, the page wins.
    let moved = former::addresses(site).into_iter();
    let mut pages: Vec<(OutputPath, ColumnPage)> =
        moved.map(|(path, node)| (path, ColumnPage::Moved(node))).collect();
    for (at, reading) in column.readings.iter().enumerate() {
        if site.has_page(&reading.article) {
            pages.push((route::reading(&reading.policy, &reading.slug), ColumnPage::Reading(at)));
        }
    }
    if !site.lists.readings.is_empty() {
        push_list(site, Listing::Readings, site.lists.readings.len(), &mut pages);
    }
    if column.is_empty() {
        return pages;
    }
    pages.push((route::column(), ColumnPage::Home));
    for (at, case) in column.cases.iter().enumerate() {
        if site.has_page(&case.article) {
            pages.push((route::case(&case.slug), ColumnPage::Case(at)));
        }
    }
    for (at, enterprise) in column.enterprises.iter().enumerate() {
        pages.push((route::enterprise(&enterprise.id), ColumnPage::Enterprise(at)));
    }
    for (at, notice) in column.notices.iter().enumerate() {
        if site.has_page(&notice.article) {
            pages.push((route::notice(&notice.slug), ColumnPage::Notice(at)));
        }
    }
    if !column.services.is_empty() {
        pages.push((route::service_index(), ColumnPage::ServiceIndex));
    }
    for (at, list) in column.services.iter().enumerate() {
        let numbers = service::paging(list).pages();
        pages.extend(
            numbers.map(|page| (route::service_page(&list.slug, page), ColumnPage::Service(at, page))),
        );
    }
    for (listing, length) in listings(site) {
        push_list(site, listing, length, &mut pages);
    }
    pages
}

/// The lists that have something in them, and how much.
fn listings(site: &Site) -> Vec<(Listing, usize)> {
    let lists = &site.lists;
    let mut found = vec![
        (Listing::Cases, lists.cases.len()),
        (Listing::Enterprises, lists.enterprises.len()),
        (Listing::Notices, lists.notices.len()),
    ];
    found.retain(|(_, length)| *length > 0);
    for facet in Facet::ALL {
        for term in 0..site.column.terms.of(facet).list().len() {
            let cases = lists.cases_of(facet, term).len();
            // A step of the ladder is shown even where nobody stands on it yet.
            if facet == Facet::Tier || cases + lists.enterprises_of(facet, term).len() > 0 {
                found.push((Listing::Term(facet, term), cases));
            }
        }
    }
    found.extend(lists.cases_by_year.iter().map(|(year, cases)| (Listing::Year(*year), cases.len())));
    found
}

fn push_list(site: &Site, listing: Listing, length: usize, pages: &mut Vec<(OutputPath, ColumnPage)>) {
    let terms = &site.column.terms;
    let numbers = Paging::new(length, terms.per_page).pages();
    pages.extend(numbers.map(|page| (route::listing(terms, listing, page), ColumnPage::List(listing, page))));
}

/// The column in the site map: its lists, not every entry of them.
pub(super) fn branches(at: &At<'_>) -> Vec<Branch> {
    let site = at.site;
    let (column, lists) = (&site.column, &site.lists);
    if column.is_empty() {
        return Vec::new();
    }
    let list = |text: &str, listing| {
        others::leaf(at, text, &route::listing(&column.terms, listing, PageNumber::Index))
    };
    let term =
        |facet, term: usize| list(&column.terms.of(facet).list()[term].name, Listing::Term(facet, term));
    let of_facet = |facet: Facet| {
        let listed = |term: &usize| {
            facet == Facet::Tier
                || lists.cases_of(facet, *term).len() + lists.enterprises_of(facet, *term).len() > 0
        };
        let terms = (0..column.terms.of(facet).list().len()).filter(listed);
        terms.map(move |at| term(facet, at)).collect::<Vec<_>>()
    };
    let mut children = Vec::new();
    if !lists.cases.is_empty() {
        let years =
            lists.cases_by_year.keys().rev().map(|year| list(&format!("{year}年"), Listing::Year(*year)));
        let themes = of_facet(Facet::Theme).into_iter();
        children
            .push(Branch { children: themes.chain(years).collect(), ..list("典型案例", Listing::Cases) });
    }
    if !lists.enterprises.is_empty() {
        let ways = [Facet::Tier, Facet::Industry, Facet::Town].into_iter().flat_map(of_facet);
        children.push(Branch { children: ways.collect(), ..list("企业名录", Listing::Enterprises) });
    }
    let mut branches = vec![Branch { children, ..others::leaf(at, &column.terms.name, &route::column()) }];
    if !lists.notices.is_empty() {
        branches.push(list("通知公告", Listing::Notices));
    }
    if !column.services.is_empty() {
        let services = column.services.iter();
        let children = services.map(|list| others::leaf(at, &list.name.value, &route::service(&list.slug)));
        branches.push(Branch {
            children: children.collect(),
            ..others::leaf(at, "惠企服务", &route::service_index())
        });
    }
    if !lists.readings.is_empty() {
        branches.push(list("政策解读", Listing::Readings));
    }
    branches
}

/// The page at an address of before.
pub(super) fn moved(at: &At<'_>, node: Node) -> (Page, MovedView) {
    let to = Link { text: name(at.site, node), href: Some(address(at, node)) };
    let subject = Subject {
        kind: "moved",
        title: format!("“{}”已移到新地址", to.text),
        description: format!("“{}”的网址变了，请从这里前往。", to.text),
        column: Column::About,
        trail: vec![("已移到新地址".to_owned(), at.path.clone())],
        article: None,
        json_ld: Vec::new(),
    };
    let mut page = frame::frame(at, subject);
    page.canonical = at.site.config.base().map(|base| route::absolute(base, &route::subject(at.site, node)));
    page.refresh = to.href.as_ref().map(|href| format!("0; url={href}"));
    (page, MovedView { to })
}

/// The address of a subject as a link on this page.
pub(super) fn address(at: &At<'_>, node: Node) -> String {
    match node {
        Node::Clause(policy, clause) => {
            let (document, clause) = (&at.site.policies[policy as usize], clause as usize);
            if document.has_measure_page(clause) || document.has_section_page(clause) {
                at.origin.to(&route::subject(at.site, node))
            } else {
                at.origin.to_clause(document, document.clause(clause))
            }
        }
        _ => at.origin.to(&route::subject(at.site, node)),
    }
}

/// What a subject is called.
fn name(site: &Site, node: Node) -> String {
    let column = &site.column;
    match node {
        Node::Case(at) => column.cases[at as usize].article.title.value.clone(),
        Node::Enterprise(at) => column.enterprises[at as usize].name.value.clone(),
        Node::Notice(at) => column.notices[at as usize].article.title.value.clone(),
        Node::Service(at) => column.services[at as usize].name.value.clone(),
        Node::Reading(at) => column.readings[at as usize].article.title.value.clone(),
        Node::Policy(at) => site.policies[at as usize].policy.short_title().to_owned(),
        Node::Clause(policy, clause) => {
            let clause = site.policies[policy as usize].clause(clause as usize);
            clause.heading.trim().trim_end_matches('。').to_owned()
        }
        Node::Target(policy, target) => {
            let board = site.policies[policy as usize].board.as_ref();
            let target = board.and_then(|board| board.progress.targets.get(target as usize));
            target.map(|target| target.short.clone()).unwrap_or_default()
        }
        Node::Unit(at) => site.units.list()[at as usize].short_name().to_owned(),
    }
}

/// Indexes of a site fit in 32 bits.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
