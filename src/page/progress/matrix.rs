//! The numbers of groups side by side: a line for each year, a column for each group.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::view::{Matrix, MatrixCell, MatrixRow};
use super::{rows, words};
use crate::page::view::Link;
use crate::progress::status::Judgement;
use crate::progress::{Figure, FigureState, Target};

/// The table of what was published up to `cutoff`; without a number it has one line, for the last day.
pub(super) fn of(target: &Target, judgement: &Judgement, figures: &[Figure], cutoff: Date) -> Matrix {
    let mut groups: Vec<String> = judgement.groups.keys().cloned().collect();
    if groups.is_empty() {
        groups.extend(target.per.clone());
    }
    let known = figures.iter().filter(|figure| figure.as_of <= cutoff);
    let numbers: BTreeMap<(i16, &str), &Figure> =
        known.filter_map(|figure| Some(((figure.key.year, figure.key.group.as_deref()?), figure))).collect();
    let mut years: BTreeSet<i16> = numbers.keys().map(|(year, _)| *year).collect();
    if years.is_empty() {
        years.insert(target.deadline.year());
    }
    let row = |year: i16| {
        let own: Vec<Option<&Figure>> =
            groups.iter().map(|group| numbers.get(&(year, group.as_str())).copied()).collect();
        MatrixRow {
            year,
            sources: sources(&own),
            notes: own
                .iter()
                .flatten()
                .filter_map(|figure| figure.note.clone())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            cells: groups.iter().zip(own).map(|(group, figure)| cell(target, group, figure)).collect(),
        }
    };
    let rows = years.into_iter().map(row).collect();
    Matrix { groups: groups.clone(), rows }
}

fn cell(target: &Target, group: &str, figure: Option<&Figure>) -> MatrixCell {
    MatrixCell {
        group: group.to_owned(),
        value: figure.and_then(|figure| figure.value).map(|value| words::with_unit(value, &target.unit)),
        state: match figure.map(|figure| figure.state) {
            None | Some(FigureState::Final) => "",
            Some(state) => state.label(),
        },
        is_sample: figure.is_some_and(|figure| figure.is_sample),
    }
}

/// Who published the numbers of a year, each once, in the order of the groups.
fn sources(figures: &[Option<&Figure>]) -> Vec<Link> {
    let mut sources: Vec<Link> = Vec::new();
    for figure in figures.iter().flatten() {
        let source = rows::source(figure);
        if !sources.iter().any(|known| known.text == source.text && known.href == source.href) {
            sources.push(source);
        }
    }
    sources
}
