//! Which rows 进展 has: one for each number of each target and group.

use std::collections::BTreeSet;

use crate::progress::field::Field;
use crate::progress::{Figure, Measure, Progress, Target};
use crate::quantity::Kind;

/// A row of 进展.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) target: &'a Target,
    pub(super) group: Option<String>,
    pub(super) measure: Measure,
    /// Whether the office may choose between 当年新增 and 累计.
    pub(super) may_choose: bool,
    /// Value, numerator or denominator.
    pub(super) item: Field,
    figures: Vec<&'a Figure>,
}

impl<'a> Row<'a> {
    /// The published figure of a year.
    pub(super) fn figure(&self, year: i16) -> Option<&'a Figure> {
        self.figures.iter().find(|figure| figure.key.year == year).copied()
    }

    /// Whether the row asks for a number of this year.
    pub(super) fn asks_for(&self, year: i16) -> bool {
        let target = self.target;
        let has_baseline = matches!(target.kind, Kind::Stock | Kind::Ratio);
        target.years().contains(&year)
            || (has_baseline && year == target.base_day().year())
            || self.figure(year).is_some()
    }

    /// Whether the group is still without a name.
    pub(super) fn needs_group(&self) -> bool {
        self.target.per.is_some() && self.group.is_none()
    }
}

/// All rows, in the order of the targets.
pub(super) fn rows(progress: &Progress) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for target in &progress.targets {
        let figures = progress.figures_of(&target.id);
        for group in groups(target, figures) {
            let own: Vec<&Figure> = figures.iter().filter(|figure| figure.key.group == group).collect();
            let (measures, may_choose) = measures(target, &own);
            for measure in measures {
                for item in items(target) {
                    let figures =
                        own.iter().filter(|figure| figure.key.measure == measure).copied().collect();
                    rows.push(Row {
                        target,
                        group: group.clone(),
                        measure,
                        may_choose,
                        item: *item,
                        figures,
                    });
                }
            }
        }
    }
    rows
}

/// Named groups, then those that only figures name, then as many without a name as are left.
fn groups(target: &Target, figures: &[Figure]) -> Vec<Option<String>> {
    if target.per.is_none() {
        return vec![None];
    }
    let mut groups: Vec<Option<String>> = target.groups.iter().cloned().map(Some).collect();
    let others: BTreeSet<&String> = figures.iter().filter_map(|figure| figure.key.group.as_ref()).collect();
    groups.extend(others.into_iter().filter(|other| !target.groups.contains(other)).cloned().map(Some));
    while groups.len() < target.group_count.unwrap_or(1) {
        groups.push(None);
    }
    groups
}

/// What is counted: as published, or what the office chooses.
fn measures(target: &Target, figures: &[&Figure]) -> (Vec<Measure>, bool) {
    if target.kind != Kind::Cumulative {
        return (vec![target.measure()], false);
    }
    let known: BTreeSet<Measure> = figures.iter().map(|figure| figure.key.measure).collect();
    if known.is_empty() { (vec![target.measure()], true) } else { (known.into_iter().collect(), false) }
}

fn items(target: &Target) -> &'static [Field] {
    match target.kind {
        Kind::Ratio => &[Field::Numerator, Field::Denominator],
        _ => &[Field::Value],
    }
}
