//! The line from baseline to target, counted in whole periods.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::is_yearly;
use crate::progress::{Direction, Figure, Measure, Target};

/// Whole years from the target's start to `day`: end of 2023 is 2 of 4.
pub(super) fn periods(target: &Target, day: Date) -> i16 {
    let after = day.tomorrow().unwrap_or(day);
    let years = after.year() - target.start.year();
    let is_short = (after.month(), after.day()) < (target.start.month(), target.start.day());
    (years - i16::from(is_short)).max(0)
}

/// What the path asks after `passed` of `total` periods: a straight line, or
/// straight between the points that the plan declares. No fraction of an
/// enterprise is overdue: rounded to the side of the baseline for whole units.
pub(super) fn expected(
    target: &Target,
    baseline: Decimal,
    goal: Decimal,
    passed: i16,
    total: i16,
) -> Decimal {
    let mut from = (0, baseline);
    let mut to = (total, goal);
    for (year, value) in &target.path {
        let at = year - target.start.year() + 1;
        if at <= passed {
            from = (at, *value);
        } else {
            to = (at, *value);
            break;
        }
    }
    let passed = passed.min(total);
    let exact = if to.0 <= from.0 || passed <= from.0 {
        if passed >= total { goal } else { from.1 }
    } else {
        from.1 + (to.1 - from.1) * Decimal::from(passed - from.0) / Decimal::from(to.0 - from.0)
    };
    match target.direction {
        _ if !target.is_whole => exact,
        Direction::Up => exact.floor(),
        Direction::Down => exact.ceil(),
    }
}

/// Whether a number was due before `cutoff` and is missing. Only where the
/// target says when numbers are due.
pub(super) fn is_overdue(target: &Target, figures: &[Figure], cutoff: Date) -> bool {
    let Some((month, day)) = target.release.as_ref().and_then(|release| release.due) else { return false };
    let is_needed = |year: i16| Date::new(year + 1, month, day).is_ok_and(|due| cutoff > due);
    let has = |year: i16| {
        figures.iter().any(|figure| {
            figure.key.year == year && (is_yearly(target.kind) || figure.key.measure == Measure::EndOfYear)
        })
    };
    target.years().any(|year| is_needed(year) && !has(year))
}
