//! Tiers, industries, towns, themes and years as ways through the column.

use super::view::{Choice, FacetView, LadderStep};
use super::{index, plan};
use crate::column::terms::Facet;
use crate::page::At;
use crate::page::view::Link;
use crate::site::links::Node;
use crate::site::paging::PageNumber;
use crate::site::route::{self, Listing};

/// A term with its page.
pub(super) fn link(at: &At<'_>, facet: Facet, term: usize) -> Link {
    let terms = &at.site.column.terms;
    let path = route::listing(terms, Listing::Term(facet, term), PageNumber::Index);
    let has_page = facet == Facet::Tier
        || !at.site.lists.cases_of(facet, term).is_empty()
        || !at.site.lists.enterprises_of(facet, term).is_empty();
    Link { text: terms.of(facet).list()[term].name.clone(), href: has_page.then(|| at.origin.to(&path)) }
}

/// The choices of facets and years that have something in them; the page's own has no address.
pub(super) fn all(at: &At<'_>, own: Option<Listing>) -> Vec<FacetView> {
    let lists = &at.site.lists;
    let terms = &at.site.column.terms;
    let mut views: Vec<FacetView> = Facet::ALL
        .into_iter()
        .map(|facet| {
            let with_cases = (0..terms.of(facet).list().len()).filter(|&term| {
                !lists.cases_of(facet, term).is_empty() || !lists.enterprises_of(facet, term).is_empty()
            });
            let choices = with_cases.map(|term| {
                let is_own = own == Some(Listing::Term(facet, term));
                let link = link(at, facet, term);
                Choice {
                    link: Link { href: link.href.filter(|_| !is_own), ..link },
                    count: lists.cases_of(facet, term).len(),
                    is_sample: terms.of(facet).list()[term].is_sample,
                }
            });
            FacetView { label: facet.label(), choices: choices.collect() }
        })
        .collect();
    let years = lists.cases_by_year.iter().rev().map(|(&year, cases)| {
        let path = route::listing(terms, Listing::Year(year), PageNumber::Index);
        let href = (own != Some(Listing::Year(year))).then(|| at.origin.to(&path));
        Choice { link: Link { text: format!("{year}年"), href }, count: cases.len(), is_sample: false }
    });
    views.push(FacetView { label: "年度", choices: years.collect() });
    views.retain(|view| !view.choices.is_empty());
    views
}

/// Tiers, industries and towns with how many firms each has.
pub(super) fn of_firms(at: &At<'_>) -> Vec<FacetView> {
    let (lists, terms) = (&at.site.lists, &at.site.column.terms);
    let view = |facet: Facet| {
        let with_firms =
            (0..terms.of(facet).list().len()).filter(|&term| !lists.enterprises_of(facet, term).is_empty());
        let choices = with_firms.map(|term| Choice {
            link: link(at, facet, term),
            count: lists.enterprises_of(facet, term).len(),
            is_sample: terms.of(facet).list()[term].is_sample,
        });
        FacetView { label: facet.label(), choices: choices.collect() }
    };
    let views = [Facet::Tier, Facet::Industry, Facet::Town].into_iter().map(view);
    views.filter(|view| !view.choices.is_empty()).collect()
}

/// The ladder from the broadest tier to the narrowest, with members, cases and targets.
pub(super) fn ladder(at: &At<'_>, current: Option<usize>) -> Vec<LadderStep> {
    let lists = &at.site.lists;
    let tiers = at.site.column.terms.of(Facet::Tier).list();
    let step = |(term, tier): (usize, &crate::column::terms::Term)| {
        let target = at.site.tier_targets.get(term).copied().flatten();
        LadderStep {
            link: link(at, Facet::Tier, term),
            note: tier.note.clone(),
            members: lists.enterprises_of(Facet::Tier, term).len(),
            cases: lists.cases_of(Facet::Tier, term).len(),
            target: target
                .and_then(|(policy, target)| plan::target(at, Node::Target(index(policy), index(target)))),
            is_current: current == Some(term),
        }
    };
    tiers.iter().enumerate().map(step).collect()
}
