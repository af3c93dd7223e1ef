//! Between the column and the plan: measures that helped, targets, whom to call, what is open.

use super::view::{FromColumn, NextSteps, ReadingCard};
use super::{cards, index};
use crate::column::article::State;
use crate::column::moment::Opening;
use crate::page::progress::view::TargetRow;
use crate::page::view::{MeasureCard, UnitCard};
use crate::page::{At, measures as measure_pages, progress, unit_pages};
use crate::site::Document;
use crate::site::links::Node;
use crate::site::units::Unit;

/// Entries of each kind that a page of the plan shows.
const SHOWN: usize = 6;
/// Units, notices and lists among the next steps.
const STEPS: usize = 4;

/// The measures that a subject is linked with, in the order of the plan.
pub(super) fn measures(at: &At<'_>, node: Node) -> Vec<MeasureCard> {
    let clauses = at.site.links.clauses(node);
    clauses
        .map(|(policy, clause)| {
            let document = &at.site.policies[policy];
            let mut card = measure_pages::card(at, document, document.clause(clause));
            if !document.has_measure_page(clause) {
                card.href = super::address(at, Node::Clause(index(policy), index(clause)));
                card.title = super::name(at.site, Node::Clause(index(policy), index(clause)));
                card.number = String::new();
            }
            card
        })
        .collect()
}

/// The targets that a subject is linked with.
pub(super) fn targets(at: &At<'_>, node: Node) -> Vec<TargetRow> {
    let targets = at.site.links.targets(node);
    targets.filter_map(|(policy, place)| target(at, Node::Target(index(policy), index(place)))).collect()
}

/// One target as a row of a table.
pub(super) fn target(at: &At<'_>, node: Node) -> Option<TargetRow> {
    let Node::Target(policy, place) = node else { return None };
    progress::row_of(at, &at.site.policies[policy as usize], place as usize)
}

/// Units of the measures that helped, what is open under them, and lists that help.
///
/// Notices and lists count where they share a measure or a unit with the subject.
pub(super) fn next_steps(at: &At<'_>, node: Node) -> NextSteps {
    let links = &at.site.links;
    let mut units: Vec<usize> = links.units(node).collect();
    for (policy, clause) in links.clauses(node) {
        let duties = &at.site.policies[policy].clause(clause).units;
        let found = duties.iter().filter_map(|duty| at.site.units.position(&duty.name));
        for unit in found {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
    }
    let near: Vec<Node> = links
        .clauses(node)
        .map(|(policy, clause)| Node::Clause(index(policy), index(clause)))
        .chain(units.iter().map(|&unit| Node::Unit(index(unit))))
        .collect();
    let open = at.open_notices.iter().copied();
    let is_near = |other: Node| links.of(other).any(|linked| near.contains(&linked));
    let notices = open.filter(|&notice| is_near(Node::Notice(index(notice))));
    let services = (0..at.site.column.services.len()).filter(|&list| is_near(Node::Service(index(list))));
    NextSteps {
        units: units.iter().take(STEPS).map(|&unit| unit_card(at, unit)).collect(),
        notices: notices.take(STEPS).map(|notice| cards::notice(at, notice)).collect(),
        services: services.take(STEPS).map(|list| cards::service(at, list)).collect(),
    }
}

fn unit_card(at: &At<'_>, unit: usize) -> UnitCard {
    unit_pages::card(at, &at.site.units.list()[unit])
}

/// What the column has for a measure and the clauses below it.
pub(in crate::page) fn of_clause(at: &At<'_>, document: &Document, clause: usize) -> FromColumn {
    let Some(policy) = at.site.policy(&document.policy.slug) else { return FromColumn::default() };
    let below = measure_pages::items(document, clause);
    let nodes: Vec<Node> =
        std::iter::once(clause).chain(below).map(|at| Node::Clause(index(policy), index(at))).collect();
    of_nodes(at, &nodes)
}

/// What the column has for a target.
pub(in crate::page) fn of_target(at: &At<'_>, document: &Document, target: usize) -> FromColumn {
    let Some(policy) = at.site.policy(&document.policy.slug) else { return FromColumn::default() };
    of_nodes(at, &[Node::Target(index(policy), index(target))])
}

/// What the column has for a unit.
pub(in crate::page) fn of_unit(at: &At<'_>, unit: &Unit) -> FromColumn {
    let place = at.site.units.position(unit.id.as_str());
    place.map_or_else(FromColumn::default, |place| of_nodes(at, &[Node::Unit(index(place))]))
}

fn of_nodes(at: &At<'_>, nodes: &[Node]) -> FromColumn {
    let site = at.site;
    let (links, today) = (&site.links, site.today);
    let each_once = |mut found: Vec<usize>| {
        found.sort_unstable();
        found.dedup();
        found
    };
    let collect =
        |of: &dyn Fn(Node) -> Vec<usize>| each_once(nodes.iter().flat_map(|&node| of(node)).collect());
    let column = &site.column;
    let mut cases = collect(&|node| links.cases(node).collect());
    cases.retain(|&case| column.cases[case].article.is_listed(today));
    cases.sort_by_key(|&case| (std::cmp::Reverse(column.cases[case].article.published), case));
    let mut notices = collect(&|node| links.notices(node).collect());
    notices.retain(|&notice| column.notices[notice].article.is_listed(today));
    notices.sort_by_key(|&notice| {
        let of = &column.notices[notice];
        let is_open = of.article.state(today) == State::Current
            && matches!(of.window.at(today), Opening::Open(_) | Opening::Ahead(_));
        (!is_open, std::cmp::Reverse(of.article.published), notice)
    });
    let services = collect(&|node| links.services(node).collect());
    let mut readings = collect(&|node| links.readings(node).collect());
    readings.retain(|&reading| column.readings[reading].article.is_listed(today));
    FromColumn {
        case_count: cases.len(),
        cases: cases.iter().take(SHOWN).map(|&case| cards::case(at, case)).collect(),
        notices: notices.iter().take(SHOWN).map(|&notice| cards::notice(at, notice)).collect(),
        services: services.iter().map(|&service| cards::service(at, service)).collect(),
        readings: readings.iter().map(|&reading| cards::reading(at, reading)).collect(),
    }
}

/// The readings of a policy, newest first.
pub(in crate::page) fn readings_of(at: &At<'_>, policy: usize) -> Vec<ReadingCard> {
    let slug = &at.site.policies[policy].policy.slug;
    let readings = at.site.lists.readings.iter().map(|&reading| reading as usize);
    let own = readings.filter(|&reading| &at.site.column.readings[reading].policy == slug);
    own.map(|reading| cards::reading(at, reading)).collect()
}
