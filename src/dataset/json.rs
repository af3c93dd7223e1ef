//! JSON: targets with their promise, status, inputs and figures.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Number;

use super::Table;
use crate::id::{ClauseId, PolicySlug, TargetId};
use crate::progress::status::{Flag, Judgement, Status};
use crate::progress::{Figure, FigureState, Measure};
use crate::quantity::{self, Amount, Kind, Op};
use crate::site::route;

#[derive(Serialize)]
struct File<'a> {
    policy: Policy<'a>,
    data_cutoff: String,
    publisher: Option<&'a str>,
    licence: Option<&'a str>,
    targets: Vec<Target<'a>>,
}

#[derive(Serialize)]
struct Policy<'a> {
    slug: &'a PolicySlug,
    title: &'a str,
    document_number: Option<&'a str>,
    url: Option<String>,
}

#[derive(Serialize)]
struct Target<'a> {
    id: &'a TargetId,
    name: &'a str,
    kind: Kind,
    op: Op,
    value: Amount,
    unit: &'a str,
    per: Option<&'a str>,
    start: String,
    deadline: String,
    modality: Option<&'a str>,
    clause: &'a ClauseId,
    quote: &'a str,
    units: &'a [String],
    judgement: Judged<'a>,
    figures: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Judged<'a> {
    status: Status,
    label: &'static str,
    flags: &'a [Flag],
    sample: bool,
    baseline: Option<Number>,
    latest: Option<Latest>,
    expected: Option<Number>,
    path_ratio: Option<Number>,
    attainment: Option<Number>,
    needed_per_year: Option<Number>,
    observed_per_year: Option<Number>,
    years_passed: i16,
    years_total: i16,
    missing_years: &'a [i16],
    years: Vec<InYear>,
    groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct Latest {
    value: Number,
    year: i16,
    as_of: String,
}

#[derive(Serialize)]
struct InYear {
    year: i16,
    value: Option<Number>,
    is_met: Option<bool>,
}

#[derive(Serialize)]
struct Group<'a> {
    group: &'a str,
    judgement: Judged<'a>,
}

#[derive(Serialize)]
struct Line<'a> {
    group: Option<&'a str>,
    year: i16,
    measure: Measure,
    value: Option<Number>,
    numerator: Option<Number>,
    denominator: Option<Number>,
    as_of: String,
    state: FigureState,
    source: &'a str,
    source_url: Option<&'a str>,
    note: Option<&'a str>,
    sample: bool,
}

pub(super) fn write(table: &Table<'_>) -> Vec<u8> {
    let policy = &table.document.policy;
    let config = &table.site.config;
    let file = File {
        policy: Policy {
            slug: &policy.slug,
            title: &policy.record.title.value,
            document_number: policy.record.document_number.as_deref(),
            url: config.base().map(|base| route::absolute(base, &route::policy(&policy.slug))),
        },
        data_cutoff: table.board.cutoff.to_string(),
        publisher: config.organiser.as_deref(),
        licence: config.data_licence.as_deref(),
        targets: table.targets().map(|at| target(table, at)).collect(),
    };
    serde_json::to_vec(&file).unwrap_or_default()
}

fn target<'a>(table: &Table<'a>, at: usize) -> Target<'a> {
    let (target, joined) = (&table.board.progress.targets[at], &table.board.targets[at]);
    let figures = table.board.progress.figures_of(&target.id).iter();
    Target {
        id: &target.id,
        name: &target.name,
        kind: target.kind,
        op: target.op,
        value: target.amount,
        unit: &target.unit,
        per: target.per.as_deref(),
        start: target.start.to_string(),
        deadline: target.deadline.to_string(),
        modality: target.modality.as_deref(),
        clause: &target.clause,
        quote: &target.quote,
        units: &joined.units,
        judgement: judged(&joined.judgement),
        figures: figures.filter(|figure| figure.as_of <= table.board.cutoff).map(line).collect(),
    }
}

fn number(value: Option<Decimal>) -> Option<Number> {
    value.map(quantity::number)
}

/// Shares and means do not end: four places are kept.
fn cut(value: Option<Decimal>) -> Option<Number> {
    number(value.map(|value| value.round_dp(4)))
}

fn judged(judgement: &Judgement) -> Judged<'_> {
    let years = judgement.years.iter();
    let groups = judgement.groups.iter();
    Judged {
        status: judgement.status,
        label: judgement.status.label(),
        flags: &judgement.flags,
        sample: judgement.is_sample(),
        baseline: number(judgement.baseline),
        latest: judgement.latest.map(|latest| Latest {
            value: quantity::number(latest.value.round_dp(4)),
            year: latest.year,
            as_of: latest.as_of.to_string(),
        }),
        expected: cut(judgement.expected),
        path_ratio: cut(judgement.path_ratio),
        attainment: cut(judgement.attainment),
        needed_per_year: cut(judgement.needed),
        observed_per_year: cut(judgement.observed),
        years_passed: judgement.periods_passed,
        years_total: judgement.periods,
        missing_years: &judgement.missing,
        years: years
            .map(|year| InYear { year: year.year, value: number(year.value), is_met: year.is_met })
            .collect(),
        groups: groups.map(|(group, judgement)| Group { group, judgement: judged(judgement) }).collect(),
    }
}

fn line(figure: &Figure) -> Line<'_> {
    Line {
        group: figure.key.group.as_deref(),
        year: figure.key.year,
        measure: figure.key.measure,
        value: number(figure.value),
        numerator: number(figure.numerator),
        denominator: number(figure.denominator),
        as_of: figure.as_of.to_string(),
        state: figure.state,
        source: &figure.source,
        source_url: figure.source_url.as_deref(),
        note: figure.note.as_deref(),
        sample: figure.is_sample,
    }
}
