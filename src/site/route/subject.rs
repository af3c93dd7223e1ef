//! The page of a subject.

use super::{OutputPath, case, enterprise, measure, notice, policy, reading, section, service, target, unit};
use crate::site::links::Node;
use crate::site::{Document, Site};

/// The page of a subject; of a clause or a target without a page, that of its document.
#[must_use]
pub fn subject(site: &Site, node: Node) -> OutputPath {
    let column = &site.column;
    match node {
        Node::Case(at) => case(&column.cases[at as usize].slug),
        Node::Enterprise(at) => enterprise(&column.enterprises[at as usize].id),
        Node::Notice(at) => notice(&column.notices[at as usize].slug),
        Node::Service(at) => service(&column.services[at as usize].slug),
        Node::Reading(at) => {
            let of = &column.readings[at as usize];
            reading(&of.policy, &of.slug)
        }
        Node::Policy(at) => policy(&site.policies[at as usize].policy.slug),
        Node::Clause(at, clause) => of_clause(&site.policies[at as usize], clause as usize),
        Node::Target(at, number) => of_target(&site.policies[at as usize], number as usize),
        Node::Unit(at) => unit(&site.units.list()[at as usize].id),
    }
}

fn of_clause(document: &Document, at: usize) -> OutputPath {
    if document.has_measure_page(at) {
        measure(document, document.clause(at))
    } else if document.has_section_page(at) {
        section(document, document.clause(at))
    } else {
        policy(&document.policy.slug)
    }
}

fn of_target(document: &Document, number: usize) -> OutputPath {
    let slug = &document.policy.slug;
    let found = document.board.as_ref().and_then(|board| board.progress.targets.get(number));
    found.map_or_else(|| policy(slug), |found| target(slug, &found.id))
}
