//! JSON: targets with their promise, status, inputs and figures.

use rust_decimal::Decimal;
use serde_json::{Number, Value, json};

use super::Table;
use crate::progress::Figure;
use crate::progress::status::Judgement;
use crate::quantity;
use crate::site::route;

pub(super) fn write(table: &Table<'_>) -> Vec<u8> {
    let policy = &table.document.policy;
    let config = &table.site.config;
    let targets: Vec<Value> = table.targets().map(|at| target(table, at)).collect();
    let value = json!({
        "policy": {
            "slug": policy.slug,
            "title": policy.record.title.value,
            "document_number": policy.record.document_number,
            "url": config.base().map(|base| route::absolute(base, &route::policy(&policy.slug))),
        },
        "data_cutoff": table.board.cutoff.to_string(),
        "publisher": config.organiser,
        "licence": config.data_licence,
        "targets": targets,
    });
    serde_json::to_vec_pretty(&value).unwrap_or_default()
}

fn target(table: &Table<'_>, at: usize) -> Value {
    let (target, joined) = (&table.board.progress.targets[at], &table.board.targets[at]);
    let figures = table.board.progress.figures_of(&target.id).iter();
    let figures: Vec<Value> =
        figures.filter(|figure| figure.as_of <= table.board.cutoff).map(figure).collect();
    json!({
        "id": target.id,
        "name": target.name,
        "kind": target.kind,
        "op": target.op,
        "value": target.amount,
        "unit": target.unit,
        "per": target.per,
        "start": target.start.to_string(),
        "deadline": target.deadline.to_string(),
        "modality": target.modality,
        "clause": target.clause,
        "quote": target.quote,
        "units": joined.units,
        "judgement": judgement(&joined.judgement),
        "figures": figures,
    })
}

fn number(value: Option<Decimal>) -> Option<Number> {
    value.map(quantity::number)
}

fn ratio(value: Option<Decimal>) -> Option<Number> {
    value.map(|value| quantity::number(value.round_dp(4)))
}

fn judgement(judged: &Judgement) -> Value {
    let groups: Vec<Value> = judged
        .groups
        .iter()
        .map(|(name, group)| json!({"group": name, "judgement": judgement(group)}))
        .collect();
    let years: Vec<Value> = judged
        .years
        .iter()
        .map(|year| json!({"year": year.year, "value": number(year.value), "is_met": year.is_met}))
        .collect();
    json!({
        "status": judged.status,
        "label": judged.status.label(),
        "flags": judged.flags,
        "sample": judged.is_sample(),
        "baseline": number(judged.baseline),
        "latest": judged.latest.map(|latest| json!({
            "value": quantity::number(latest.value),
            "year": latest.year,
            "as_of": latest.as_of.to_string(),
        })),
        "expected": ratio(judged.expected),
        "path_ratio": ratio(judged.path_ratio),
        "attainment": ratio(judged.attainment),
        "needed_per_year": ratio(judged.needed),
        "observed_per_year": ratio(judged.observed),
        "years_passed": judged.periods_passed,
        "years_total": judged.periods,
        "missing_years": judged.missing,
        "years": years,
        "groups": groups,
    })
}

fn figure(figure: &Figure) -> Value {
    json!({
        "group": figure.key.group,
        "year": figure.key.year,
        "measure": figure.key.measure,
        "value": number(figure.value),
        "numerator": number(figure.numerator),
        "denominator": number(figure.denominator),
        "as_of": figure.as_of.to_string(),
        "state": figure.state,
        "source": figure.source,
        "source_url": figure.source_url,
        "note": figure.note,
        "sample": figure.is_sample,
    })
}
