//! What only several figures of one target show: repeats, falls, leaps, contradictions.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rust_decimal::Decimal;

use super::field::{Field, Remark};
use super::{Figure, Measure, Target};
use crate::quantity::{Kind, plain};

/// A change above this many times the earlier value, up or down, is asked about.
const LEAP: u32 = 3;
/// Values below this leap by chance: from 1 to 4 is no slip of the hand.
const SMALL: u32 = 10;

/// Figures of one target and group, by year.
type Line<'a> = BTreeMap<i16, (usize, &'a Figure)>;

/// Looks across `figures`, which are in the order of their file; each remark
/// comes with the place of its figure in that order.
#[must_use]
pub fn check(figures: &[Figure], targets: &[Target]) -> Vec<(usize, Remark)> {
    let mut remarks = Vec::new();
    let mut lines: BTreeMap<(&str, Option<&str>, Measure), Line<'_>> = BTreeMap::new();
    for (at, figure) in figures.iter().enumerate() {
        let key = &figure.key;
        let line = lines.entry((key.target.as_str(), key.group.as_deref(), key.measure)).or_default();
        match line.entry(key.year) {
            Entry::Vacant(free) => {
                free.insert((at, figure));
            }
            Entry::Occupied(_) => {
                let message = format!("{}年的这个数写了两次", key.year);
                let hint = "只保留一行；更正旧数请直接改旧行，原数会记入修订记录";
                remarks.push((at, Remark::error(Field::Year, message, hint)));
            }
        }
    }
    for ((id, group, measure), line) in &lines {
        let Some(target) = targets.iter().find(|target| target.id.as_str() == *id) else { continue };
        neighbours(target, *measure, line, &mut remarks);
        if *measure == Measure::Total {
            let increments = lines.get(&(*id, *group, Measure::InYear));
            totals_against_increments(line, increments, &mut remarks);
        }
    }
    remarks.sort_by_key(|(at, _)| *at);
    remarks
}

fn neighbours(target: &Target, measure: Measure, line: &Line<'_>, remarks: &mut Vec<(usize, Remark)>) {
    for ((year, (_, earlier)), (next, (at, later))) in line.iter().zip(line.iter().skip(1)) {
        let (Some(old), Some(new)) = (earlier.value, later.value) else { continue };
        if measure == Measure::Total && new < old {
            let message = format!("累计数从{year}年的 {} 降到{next}年的 {}", plain(old), plain(new));
            remarks.push((
                *at,
                Remark::error(Field::Value, message, "累计数不会下降：核对两年的数，或把口径改为“当年新增”"),
            ));
        } else if target.kind != Kind::Ratio && is_leap(old, new) {
            let message = format!("从{year}年的 {} 变为{next}年的 {}，相差三倍以上", plain(old), plain(new));
            remarks.push((
                *at,
                Remark::warning(
                    Field::Value,
                    message,
                    "核对是否多写、少写了一位，或口径有变化；属实请在备注说明",
                ),
            ));
        }
    }
}

fn is_leap(old: Decimal, new: Decimal) -> bool {
    let (small, large) = if old < new { (old, new) } else { (new, old) };
    large >= Decimal::from(SMALL) && small > Decimal::ZERO && large > small * Decimal::from(LEAP)
}

/// A total grows by the year's own number, where both are reported.
fn totals_against_increments(
    totals: &Line<'_>,
    increments: Option<&Line<'_>>,
    remarks: &mut Vec<(usize, Remark)>,
) {
    let Some(increments) = increments else { return };
    for ((year, (_, earlier)), (next, (at, later))) in totals.iter().zip(totals.iter().skip(1)) {
        let increment = increments.get(next).and_then(|(_, figure)| figure.value);
        let (Some(old), Some(new), Some(increment)) = (earlier.value, later.value, increment) else {
            continue;
        };
        if *next == year + 1 && new - old != increment {
            let message =
                format!("{next}年累计比上年多 {}，而当年新增写的是 {}", plain(new - old), plain(increment));
            remarks
                .push((*at, Remark::warning(Field::Value, message, "核对三个数；有退出或核减请在备注说明")));
        }
    }
}
