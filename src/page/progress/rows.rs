//! Targets and numbers as lines of tables.

use super::view::{FigureRow, MilestoneRow, RevisionRow, StatusView, TargetRow};
use super::words;
use crate::page::At;
use crate::page::measures;
use crate::page::view::{Link, UnitLink};
use crate::progress::status::{Flag, Judgement, Status};
use crate::progress::{Figure, FigureState, Revision, Target};
use crate::quantity::{Kind, plain};
use crate::site::board::{Board, Joined};
use crate::site::{Document, route};

/// A sign for each status, of those that every Chinese font has.
fn sign(status: Status) -> &'static str {
    match status {
        Status::Achieved | Status::AchievedProvisional => "√",
        Status::OnTrack => "●",
        Status::Lagging => "△",
        Status::OffTrack => "▲",
        Status::NotDue => "○",
        Status::BelowBase => "↓",
        Status::PartlyMet => "◇",
        Status::NotMet => "×",
        Status::NoBaseline | Status::Incomplete => "□",
        Status::NoData | Status::NoDataDue => "—",
    }
}

pub(super) fn status(status: Status) -> StatusView {
    StatusView {
        slug: status.slug(),
        name: status.label(),
        label: status.label().to_owned(),
        sign: sign(status),
    }
}

/// The status of a target, with 3/4 where years or groups are met in part.
pub(super) fn judged(target: &Target, judgement: &Judgement) -> StatusView {
    let mut view = status(judgement.status);
    let in_parts = matches!(judgement.status, Status::PartlyMet | Status::NotMet | Status::Incomplete);
    let unit = if target.kind == Kind::Flow { "年" } else { "组" };
    if in_parts
        && (target.kind == Kind::Flow || judgement.group_count > 0)
        && let Some((met, count)) = judgement.met()
    {
        view.label = format!("{}（{met}/{count}{unit}达标）", view.label);
    }
    view
}

/// What is said beside the status; 示例 has its own mark.
pub(super) fn flags(judgement: &Judgement) -> Vec<&'static str> {
    judgement.flags.iter().filter(|flag| **flag != Flag::Sample).map(|flag| flag.label()).collect()
}

pub(super) fn unit_links(at: &At<'_>, joined: &Joined) -> Vec<UnitLink> {
    joined.units.iter().map(|name| measures::unit_link(at, name, None)).collect()
}

/// A line for the target at `place`.
pub(super) fn row(at: &At<'_>, document: &Document, board: &Board, place: usize) -> TargetRow {
    let (target, joined) = (&board.progress.targets[place], &board.targets[place]);
    let judgement = &joined.judgement;
    TargetRow {
        number: place + 1,
        name: target.name.clone(),
        href: at.origin.to(&route::target(&document.policy.slug, &target.id)),
        promise: words::promise(target),
        modality: target.modality.clone(),
        latest: words::latest(target, judgement),
        status: judged(target, judgement),
        flags: flags(judgement),
        source: latest_figure(board, target).map(source),
        units: unit_links(at, joined),
        is_sample: judgement.is_sample(),
    }
}

/// The newest figure that counts.
pub(super) fn latest_figure<'a>(board: &'a Board, target: &Target) -> Option<&'a Figure> {
    let figures = board.progress.figures_of(&target.id).iter();
    figures
        .filter(|figure| {
            figure.as_of <= board.cutoff && figure.as_of >= target.start && figure.value.is_some()
        })
        .max_by_key(|figure| figure.as_of)
}

pub(super) fn source(figure: &Figure) -> Link {
    Link { text: figure.source.clone(), href: figure.source_url.clone() }
}

/// A line for a reported number.
pub(super) fn figure(target: &Target, judgement: &Judgement, figure: &Figure) -> FigureRow {
    let verdict =
        judgement.years.iter().find(|year| year.year == figure.key.year).and_then(|year| year.is_met);
    let is_year_end = (figure.as_of.month(), figure.as_of.day()) == (12, 31);
    let parts = figure.numerator.zip(figure.denominator);
    FigureRow {
        group: figure.key.group.clone(),
        year: figure.key.year,
        value: figure.value.map(|value| words::with_unit(value, &target.unit)),
        measure: words::counted(figure.key.measure),
        verdict: verdict.map(verdict_word),
        state: match figure.state {
            FigureState::Final => "",
            state => state.label(),
        },
        parts: parts.map(|(top, bottom)| format!("{}÷{}", plain(top), plain(bottom))),
        as_of: (!is_year_end).then(|| words::day(figure.as_of)),
        source: Some(source(figure)),
        note: figure.note.clone(),
        is_sample: figure.is_sample,
    }
}

/// A line for a year without a number.
pub(super) fn missing(target: &Target, group: Option<String>, year: i16) -> FigureRow {
    FigureRow {
        group,
        year,
        value: None,
        measure: words::counted(target.measure()),
        verdict: None,
        state: "",
        parts: None,
        as_of: None,
        source: None,
        note: None,
        is_sample: false,
    }
}

fn verdict_word(is_met: bool) -> &'static str {
    if is_met { "达标" } else { "未达标" }
}

/// A line for each change.
pub(super) fn revisions<'a>(
    at: &At<'_>,
    document: &Document,
    board: &Board,
    revisions: impl Iterator<Item = &'a Revision>,
) -> Vec<RevisionRow> {
    revisions
        .filter_map(|revision| {
            let target = board.progress.target(&revision.key.target)?;
            let number = |value: Option<rust_decimal::Decimal>| {
                value.map_or_else(|| "不适用".to_owned(), |value| words::with_unit(value, &target.unit))
            };
            let group = revision.key.group.as_deref().unwrap_or_default();
            Some(RevisionRow {
                target: target_link(at, document, target),
                which: format!("{group}{}年{}", revision.key.year, words::counted(revision.key.measure)),
                old: number(revision.old_value),
                new: number(revision.new_value),
                changed: revision.changed.to_string(),
                reason: revision.reason.clone(),
                is_sample: revision.is_sample,
            })
        })
        .collect()
}

pub(super) fn target_link(at: &At<'_>, document: &Document, target: &Target) -> Link {
    Link {
        text: target.name.clone(),
        href: Some(at.origin.to(&route::target(&document.policy.slug, &target.id))),
    }
}

/// Lines for the undertakings at `places`.
pub(super) fn milestones(
    at: &At<'_>,
    document: &Document,
    board: &Board,
    places: impl Iterator<Item = usize>,
) -> Vec<MilestoneRow> {
    places
        .map(|place| {
            let milestone = &board.progress.milestones[place];
            let clause = document.clause(board.milestones[place]);
            MilestoneRow {
                name: milestone.name.clone(),
                quote: milestone.quote.clone(),
                clause: Link {
                    text: clause_name(document, board.milestones[place]),
                    href: Some(at.origin.to_clause(document, clause)),
                },
                state: milestone.state.label(),
                evidence: milestone
                    .evidence
                    .as_ref()
                    .map(|(title, url)| Link { text: title.clone(), href: Some(url.clone()) }),
                is_sample: milestone.is_sample,
            }
        })
        .collect()
}

/// `措施5 加大成果转化`, `一、工作目标`.
pub(super) fn clause_name(document: &Document, at: usize) -> String {
    let clause = document.clause(at);
    let title = clause.title.as_deref().unwrap_or_default();
    if document.has_measure_page(at) {
        format!("措施{} {title}", measures::bare_number(clause))
    } else {
        format!("{}{title}", clause.number.as_deref().unwrap_or_default())
    }
}
