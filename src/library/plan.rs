//! Policies, their clauses, their targets, and the units that answer for them.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::policy::Clause;
use crate::quantity;
use crate::search::document::{Document as Found, Parent};
use crate::site::route;
use crate::site::{Document, Site};

/// Clauses with a heading: what has none is found with its document.
pub(super) fn clauses(document: &Document) -> impl Iterator<Item = usize> + '_ {
    document.iter().filter(|(_, clause)| !clause.heading.trim().is_empty()).map(|(at, _)| at)
}

fn parent(document: &Document) -> Parent<'_> {
    let policy = &document.policy;
    Parent {
        title: Cow::Borrowed(&policy.record.title.value),
        address: route::policy(&policy.slug).to_string(),
    }
}

pub(super) fn policy(site: &Site, at: usize, address: String) -> Found<'_> {
    let document = &site.policies[at];
    let (record, dates) = (&document.policy.record, &document.policy.dates);
    let text = document.iter().flat_map(|(_, clause)| [clause.heading.as_str(), clause.text.as_str()]);
    Found {
        title: Cow::Borrowed(record.carrier_title.as_deref().unwrap_or(&record.title.value)),
        address,
        date: dates.published.or(dates.signed),
        number: record.document_number.as_deref().map(Cow::Borrowed),
        registration: record.registration_number.as_deref().map(Cow::Borrowed),
        section: Cow::Borrowed("政策文件"),
        year: dates.published.map(Date::year),
        keywords: record
            .keywords
            .iter()
            .chain(&record.subjects)
            .map(|word| Cow::Borrowed(word.as_str()))
            .collect(),
        body: Cow::Owned(super::lines(std::iter::once(record.title.value.as_str()).chain(text))),
        ..Found::default()
    }
}

pub(super) fn clause(site: &Site, policy: usize, at: usize, page: String) -> Found<'_> {
    let document = &site.policies[policy];
    let clause = document.clause(at);
    let is_own = document.has_measure_page(at) || document.has_section_page(at);
    let section = document.clauses[at].parent.filter(|parent| document.has_section_page(*parent));
    let dates = &document.policy.dates;
    Found {
        title: Cow::Borrowed(clause.heading.trim().trim_end_matches('。')),
        address: if is_own { page } else { format!("{page}#{}", route::anchor(clause)) },
        parent: Some(parent(document)),
        date: dates.published.or(dates.signed),
        section: Cow::Borrowed("政策条款"),
        year: dates.published.map(Date::year),
        project: section.and_then(|section| document.clause(section).title.as_deref()).map(Cow::Borrowed),
        units: units(site, clause),
        body: Cow::Borrowed(&clause.text),
        ..Found::default()
    }
}

fn units<'a>(site: &'a Site, clause: &'a Clause) -> Vec<Cow<'a, str>> {
    let name = |printed: &'a str| site.unit_of(printed).map_or(printed, |unit| unit.short_name());
    clause.units.iter().map(|duty| Cow::Borrowed(name(&duty.name))).collect()
}

pub(super) fn target(site: &Site, policy: usize, at: usize, address: String) -> Found<'_> {
    let document = &site.policies[policy];
    let Some(board) = &document.board else { return Found::default() };
    let (target, joined) = (&board.progress.targets[at], &board.targets[at]);
    let figures = board.progress.figures_of(&target.id).iter().filter(|figure| !figure.is_sample);
    let figures = figures.filter_map(|figure| {
        let value = quantity::plain(figure.value?);
        let group = figure.key.group.as_deref().unwrap_or_default();
        Some(format!("{}年{group}{value}{}，{}", figure.key.year, target.unit, figure.source))
    });
    let mut text = vec![target.quote.clone()];
    text.extend(target.definition.clone());
    text.extend(figures);
    Found {
        title: Cow::Owned(format!("目标：{}", target.name)),
        address,
        parent: Some(parent(document)),
        date: document.policy.dates.published,
        section: Cow::Borrowed("目标进展"),
        year: document.policy.dates.published.map(Date::year),
        project: joined
            .section
            .and_then(|section| document.clause(section).title.as_deref())
            .map(Cow::Borrowed),
        units: units(site, document.clause(joined.clause)),
        keywords: vec![Cow::Owned(format!("{}年目标", target.deadline.year()))],
        body: Cow::Owned(text.join("\n")),
        ..Found::default()
    }
}

pub(super) fn unit(site: &Site, at: usize, address: String) -> Found<'_> {
    let unit = &site.units.list()[at];
    let duties = site.duties.get(&unit.id).into_iter().flatten();
    let duties = duties.map(|duty| site.policies[duty.policy].clause(duty.clause).heading.as_str());
    let contact = [&unit.phone, &unit.postal_address, &unit.note].into_iter().flatten().map(String::as_str);
    let newest = site.policies.iter().filter_map(|document| document.policy.dates.published).max();
    let title = if unit.name == unit.short_name() {
        unit.name.clone()
    } else {
        format!("{}（{}）", unit.name, unit.short_name())
    };
    let names = unit.printed.iter().map(String::as_str);
    Found {
        title: Cow::Owned(title),
        address,
        date: newest,
        section: Cow::Borrowed("责任单位"),
        units: vec![Cow::Borrowed(unit.short_name())],
        // What readers look for on its page.
        keywords: ["联系方式", "联系电话", "办公地址", "职责"].map(Cow::Borrowed).to_vec(),
        body: Cow::Owned(super::lines(names.chain(contact).chain(duties))),
        ..Found::default()
    }
}
