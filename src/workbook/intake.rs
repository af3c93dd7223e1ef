//! What a workbook hands in, merged into what is published: all of it or nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::problem::Problems;
use crate::progress::field::Remark;
use crate::progress::ledger::{self, Merged};
use crate::progress::{Figure, FigureKey, Progress, Revision, series};
use crate::spreadsheet::Spot;

use super::given::{Given, Notes};
use super::resolve::{self, Sides};
use super::table::{self, Shape, Table};
use super::{Workbook, long, wide};

/// Merges what `book` says into `progress`, with `today` as the day of its revisions.
///
/// Whoever finds an error in `problems` afterwards must not publish the result.
pub fn merge(book: &Workbook, progress: &Progress, today: Date, problems: &mut Problems) -> Merged {
    let mut notes = Notes::new(book, problems);
    let sides = gather(book, progress, &mut notes);
    let mut handed_in = Vec::new();
    let mut reasons = BTreeMap::new();
    let mut spots = BTreeMap::new();
    for (key, sides) in &sides {
        let old = published(progress, key);
        let Some(answer) = resolve::figure(key, sides, old, &progress.targets, &mut notes) else { continue };
        reasons.insert(key.clone(), answer.reason);
        spots.insert(key.clone(), answer.spot);
        handed_in.push(answer.figure);
    }
    let mut merged = ledger::merge(&progress.figures, handed_in, &reasons, today);
    tell_unexplained(&merged, progress, &spots, &mut notes);
    tell_series(&merged, progress, &spots, &mut notes);
    merged.revisions.retain(|revision| !is_recorded(revision, &progress.revisions));
    merged
}

/// All revisions, newest first: what `merged` adds and what was recorded before.
#[must_use]
pub fn revisions(merged: &Merged, progress: &Progress) -> Vec<Revision> {
    merged.revisions.iter().chain(&progress.revisions).cloned().collect()
}

/// Whether a change was written down by a run that was cut off before it wrote the figures.
fn is_recorded(revision: &Revision, recorded: &[Revision]) -> bool {
    recorded.contains(revision)
}

fn published<'p>(progress: &'p Progress, key: &FigureKey) -> Option<&'p Figure> {
    let at = progress.figures.binary_search_by(|figure| figure.key.cmp(key)).ok()?;
    progress.figures.get(at)
}

/// What each table says of each figure.
fn gather(book: &Workbook, progress: &Progress, notes: &mut Notes<'_>) -> BTreeMap<FigureKey, Sides> {
    let mut gathered: BTreeMap<FigureKey, Sides> = BTreeMap::new();
    for table in table::find(book, notes) {
        for (key, given) in read(book, &table, progress, notes) {
            let sides = gathered.entry(key.clone()).or_default();
            let side = match table.shape {
                Shape::Wide => &mut sides.wide,
                Shape::Long => &mut sides.long,
            };
            match side {
                None => *side = Some(given),
                Some(earlier) if given.is_blank() && !earlier.is_blank() => {}
                Some(earlier) if earlier.is_blank() => *earlier = given,
                Some(earlier) => tell_repeated(&key, earlier, &given, notes),
            }
        }
    }
    gathered
}

fn read(
    book: &Workbook,
    table: &Table,
    progress: &Progress,
    notes: &mut Notes<'_>,
) -> Vec<(FigureKey, Given)> {
    match table.shape {
        Shape::Wide => wide::read(book, table, &progress.targets, notes),
        Shape::Long => long::read(book, table, &progress.targets, notes),
    }
}

fn tell_repeated(key: &FigureKey, earlier: &Given, later: &Given, notes: &mut Notes<'_>) {
    let place = notes.place(earlier.number_spot());
    let message = format!("“{}”{}年的数填了两次，另一处在{place}", key.target, key.year);
    notes.error(later.number_spot(), &message, "只保留一处");
}

fn tell_unexplained(
    merged: &Merged,
    progress: &Progress,
    spots: &BTreeMap<FigureKey, Spot>,
    notes: &mut Notes<'_>,
) {
    for key in &merged.unexplained {
        let (Some(spot), Some(old)) = (spots.get(key), published(progress, key)) else { continue };
        let message = format!("{}年已公布的数有改动，没有写修订原因", old.key.year);
        notes.error(*spot, &message, "在同一行“修订原因”里写明；没有改动就恢复原数");
    }
}

/// Falls, leaps and contradictions that were not there before.
fn tell_series(
    merged: &Merged,
    progress: &Progress,
    spots: &BTreeMap<FigureKey, Spot>,
    notes: &mut Notes<'_>,
) {
    if merged.figures == progress.figures {
        return;
    }
    let remarks = |figures: &[Figure]| -> Vec<(FigureKey, Remark)> {
        let told = series::check(figures, &progress.targets).into_iter();
        told.map(|(at, remark)| (figures[at].key.clone(), remark)).collect()
    };
    let known: BTreeSet<(FigureKey, String)> =
        remarks(&progress.figures).into_iter().map(|(key, remark)| (key, remark.message)).collect();
    for (key, remark) in remarks(&merged.figures) {
        if known.contains(&(key.clone(), remark.message.clone())) {
            continue;
        }
        match spots.get(&key) {
            Some(spot) => notes.remark(*spot, &remark),
            None => {
                let message = format!("“{}”{}", key.target, remark.message);
                notes.sheet(remark.severity, &message, &remark.hint);
            }
        }
    }
}
