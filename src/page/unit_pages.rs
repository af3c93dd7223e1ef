//! The register of responsible units and the page of one.

use super::At;
use super::frame::{self, Article, Column, Subject};
use super::view::{DutyGroup, Page, Row, UnitCard, UnitIndexView, UnitView};
use super::{column, measures, progress};
use crate::column::moment::Moment;
use crate::id::UnitId;
use crate::policy::Role;
use crate::site::units::Unit;
use crate::site::{DutyRef, route};

const TO_COME: &str = "待补";

fn duties<'a>(at: &At<'a>, unit: &Unit) -> &'a [DutyRef] {
    at.site.duties.get(&unit.id).map_or(&[], Vec::as_slice)
}

/// Whether the unit leads: as the text says, else by being named first.
fn is_first(duty: &DutyRef) -> bool {
    duty.role.map_or(duty.position == 0, |role| role == Role::Lead)
}

pub(super) fn card(at: &At<'_>, unit: &Unit) -> UnitCard {
    let duties = duties(at, unit);
    UnitCard {
        name: unit.short_name().to_owned(),
        full_name: unit.name.clone(),
        href: at.origin.to(&route::unit(&unit.id)),
        measures: duties.len(),
        first: duties.iter().filter(|duty| is_first(duty)).count(),
        phone: unit.phone.clone(),
    }
}

pub(super) fn index_frame(at: &At<'_>) -> Page {
    let title = "责任单位".to_owned();
    let description = format!("{}行动方案的责任单位：承担哪些措施，怎样联系。", at.site.config.region);
    let trail = vec![(title.clone(), route::unit_index())];
    let subject = Subject {
        kind: "unit-index",
        title,
        description,
        column: Column::Units,
        trail,
        article: None,
        json_ld: Vec::new(),
    };
    frame::frame(at, subject)
}

pub(super) fn index_view(at: &At<'_>) -> UnitIndexView {
    UnitIndexView { units: at.site.units.list().iter().map(|unit| card(at, unit)).collect() }
}

pub(super) fn unit(at: &At<'_>, id: &UnitId) -> Option<(Page, UnitView)> {
    let unit = at.site.units.list().iter().find(|unit| &unit.id == id)?;
    let total = duties(at, unit).len();
    let subject = Subject {
        kind: "unit",
        title: unit.name.clone(),
        description: format!("{}在行动方案中承担 {total} 条措施。", unit.name),
        column: Column::Units,
        trail: vec![
            ("责任单位".to_owned(), route::unit_index()),
            (unit.short_name().to_owned(), route::unit(&unit.id)),
        ],
        article: Some(Article {
            published: at
                .site
                .policies
                .iter()
                .filter_map(|document| document.policy.dates.published)
                .max()
                .map(Moment::from),
            source: at.site.config.organiser.clone(),
            keywords: unit.printed.clone(),
            ..Article::default()
        }),
        json_ld: Vec::new(),
    };
    let view = UnitView {
        name: unit.short_name().to_owned(),
        full_name: unit.name.clone(),
        other_names: unit.printed.iter().skip(1).cloned().collect(),
        note: unit.note.clone(),
        contact: contact(unit),
        targets: progress::of_unit(at, &unit.id),
        column: column::of_unit(at, unit),
        groups: groups(at, unit),
        total,
    };
    Some((frame::frame(at, subject), view))
}

fn contact(unit: &Unit) -> Vec<Row> {
    let row =
        |label, value: &Option<String>, href| Row { label, value: value.clone(), missing: TO_COME, href };
    let dial = unit.phone.as_ref().map(|phone| {
        let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        format!("tel:{digits}")
    });
    let mut rows = vec![row("电话", &unit.phone, dial), row("地址", &unit.postal_address, None)];
    if unit.hours.is_some() {
        rows.push(row("办公时间", &unit.hours, None));
    }
    if unit.website.is_some() {
        rows.push(row("网址", &unit.website, unit.website.clone()));
    }
    rows
}

fn groups(at: &At<'_>, unit: &Unit) -> Vec<DutyGroup> {
    type Test = fn(&DutyRef) -> bool;
    let kinds: [(&str, &str, Test); 4] = [
        ("牵头的措施", "由本单位牵头。", |duty| duty.role == Some(Role::Lead)),
        (
            "列为首位责任单位的措施",
            "原文未写明牵头单位，此处只按责任单位的排列次序区分。",
            |duty| duty.role.is_none() && duty.position == 0,
        ),
        ("配合的措施", "原文写明由本单位配合。", |duty| duty.role == Some(Role::Joint)),
        ("共同负责的措施", "原文把本单位列在首位之后。", |duty| {
            duty.role.is_none() && duty.position > 0
        }),
    ];
    let group = |(title, note, belongs): (&'static str, &'static str, Test)| {
        let duties = duties(at, unit).iter().filter(|duty| belongs(duty));
        let measures: Vec<_> = duties
            .map(|duty| {
                let document = &at.site.policies[duty.policy];
                let mut card = measures::card(at, document, document.clause(duty.clause));
                if !document.has_measure_page(duty.clause) {
                    card.href = at.origin.to_clause(document, document.clause(duty.clause));
                }
                card
            })
            .collect();
        (!measures.is_empty()).then_some(DutyGroup { title, note, measures })
    };
    kinds.into_iter().filter_map(group).collect()
}
