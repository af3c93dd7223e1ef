//! The rules by kind; the first that fits wins.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Flag, Judgement, LAGGING, ON_TRACK, Reading, Status, YearVerdict, lines};
use crate::progress::{Direction, Figure, FigureState, Measure, Target, ratio};
use crate::quantity::{Amount, Kind, Op};

/// Judges a promise that is made for each group, group by group.
pub(super) fn groups(target: &Target, figures: &[&Figure], cutoff: Date) -> Judgement {
    let mut names: BTreeSet<&str> = target.groups.iter().map(String::as_str).collect();
    names.extend(figures.iter().filter_map(|figure| figure.key.group.as_deref()));
    let judged: BTreeMap<String, Judgement> = names
        .into_iter()
        .map(|name| {
            let own: Vec<&Figure> =
                figures.iter().copied().filter(|figure| figure.key.group.as_deref() == Some(name)).collect();
            (name.to_owned(), one(target, &own, cutoff))
        })
        .collect();
    let count = target.group_count.unwrap_or(0).max(judged.len());
    let mut judgement = Judgement::empty(target, group_status(target, &judged, count, cutoff));
    judgement.group_count = count;
    judgement.latest = judged.values().filter_map(|group| group.latest).max_by_key(|reading| reading.as_of);
    judgement.flags = judged.values().flat_map(|group| group.flags.iter().copied()).collect();
    judgement.groups = judged;
    judgement
}

fn group_status(target: &Target, groups: &BTreeMap<String, Judgement>, count: usize, cutoff: Date) -> Status {
    let has = |wanted: &[Status]| groups.values().filter(|group| wanted.contains(&group.status)).count();
    let achieved = has(&[Status::Achieved, Status::AchievedProvisional]);
    let unknown = count - groups.len() + has(&[Status::NoData, Status::NoDataDue, Status::Incomplete]);
    if unknown == count || count == 0 {
        return without_data(target, cutoff);
    }
    if achieved == count {
        let is_final = has(&[Status::Achieved]) == count;
        return if is_final { Status::Achieved } else { Status::AchievedProvisional };
    }
    if unknown > 0 {
        return Status::Incomplete;
    }
    let is_due = groups.values().all(|group| group.periods_passed >= group.periods);
    match (achieved, is_due) {
        (0, true) => Status::NotMet,
        (0, false) if has(&[Status::NoBaseline]) == count => Status::NoBaseline,
        _ => Status::PartlyMet,
    }
}

/// Judges one line of figures.
pub(super) fn one(target: &Target, figures: &[&Figure], cutoff: Date) -> Judgement {
    match target.kind {
        Kind::Flow => flow(target, figures, cutoff),
        Kind::Cumulative => cumulative(target, figures, cutoff),
        Kind::Breakthrough => breakthrough(target, figures, cutoff),
        Kind::Stock | Kind::Ratio => level(target, figures, cutoff),
    }
}

fn without_data(target: &Target, cutoff: Date) -> Status {
    if cutoff >= target.deadline { Status::NoDataDue } else { Status::NoData }
}

/// A share is judged by its parts, not by the two places that are shown of it.
fn reading(figure: &Figure) -> Option<Reading> {
    let parts = figure.numerator.zip(figure.denominator);
    let shown = figure.value?;
    Some(Reading {
        value: parts.map_or(shown, |(numerator, denominator)| ratio::exact(numerator, denominator)),
        year: figure.key.year,
        as_of: figure.as_of,
        is_provisional: figure.state == FigureState::Provisional,
        is_revised: figure.state == FigureState::Revised,
        is_sample: figure.is_sample,
    })
}

/// What the period counts: after its start, by day.
fn readings(target: &Target, figures: &[&Figure]) -> Vec<Reading> {
    let mut readings: Vec<Reading> = figures
        .iter()
        .filter(|figure| figure.as_of >= target.start && figure.as_of <= target.deadline)
        .filter_map(|figure| reading(figure))
        .collect();
    readings.sort_by_key(|reading| reading.as_of);
    readings
}

fn is_met(target: &Target, value: Decimal) -> bool {
    match (target.op, target.amount) {
        (Op::AtMost, Amount::One(goal)) => value <= goal,
        (Op::Equal, Amount::One(goal)) => value == goal,
        (Op::Between, Amount::Range(low, high)) => (low..=high).contains(&value),
        (_, amount) => value >= amount.least(),
    }
}

/// 达到 and 比例.
fn level(target: &Target, figures: &[&Figure], cutoff: Date) -> Judgement {
    let readings = readings(target, figures);
    let (baseline, is_sample) = baseline(target, figures);
    let mut judgement = Judgement::empty(target, without_data(target, cutoff));
    judgement.baseline = baseline;
    judgement.baseline_is_sample = is_sample;
    if baseline.is_some_and(|baseline| is_met(target, baseline)) {
        judgement.flags.push(Flag::MetAtBaseline);
    }
    let Some(latest) = readings.last().copied() else { return judgement };
    if !is_met(target, latest.value) && readings.iter().any(|reading| is_met(target, reading.value)) {
        judgement.flags.push(Flag::WasAchieved);
    }
    judgement.projection = projection(target, &readings);
    judge_latest(target, latest, cutoff, &mut judgement);
    judgement
}

/// The published baseline, or the figure of the day before the period.
fn baseline(target: &Target, figures: &[&Figure]) -> (Option<Decimal>, bool) {
    if let Some(baseline) = &target.baseline {
        return (Some(baseline.value), baseline.is_sample);
    }
    let figure = figures.iter().find(|figure| figure.as_of == target.base_day());
    (figure.and_then(|figure| figure.value), figure.is_some_and(|figure| figure.is_sample))
}

/// The straight line through the first and the last number, at the deadline.
fn projection(target: &Target, readings: &[Reading]) -> Option<Decimal> {
    let (first, last) = (readings.first()?, readings.last()?);
    let between = lines::periods(target, last.as_of) - lines::periods(target, first.as_of);
    let left = lines::periods(target, target.deadline) - lines::periods(target, last.as_of);
    if between <= 0 || left <= 0 {
        return None;
    }
    let grown = (last.value - first.value) * Decimal::from(left) / Decimal::from(between);
    Some((last.value + grown).round_dp(2))
}

/// Rules 2 to 7 of the method: from the newest number to a status.
fn judge_latest(target: &Target, latest: Reading, cutoff: Date, judgement: &mut Judgement) {
    let goal = target.amount.least();
    let total = judgement.periods;
    let passed = lines::periods(target, latest.as_of).min(total);
    judgement.latest = Some(latest);
    judgement.periods_passed = passed;
    note_firmness(latest, &mut judgement.flags);
    if !goal.is_zero() && target.direction == Direction::Up {
        judgement.attainment = Some(latest.value / goal);
    }
    if passed < total {
        judgement.needed = Some((goal - latest.value) / Decimal::from(total - passed));
    }
    if let Some(base) = judgement.baseline {
        if passed > 0 {
            judgement.observed = Some((latest.value - base) / Decimal::from(passed));
        }
        let expected = lines::expected(target, base, goal, passed, total);
        judgement.expected = Some(expected);
        if expected != base {
            judgement.path_ratio = Some((latest.value - base) / (expected - base));
        }
    }
    judgement.status = latest_status(target, latest, judgement);
    // The last day has come, and what would decide is not published: no word on the pace any more.
    let is_open =
        !matches!(judgement.status, Status::Achieved | Status::AchievedProvisional | Status::NotMet);
    if is_open && cutoff >= target.deadline {
        judgement.missing.extend(latest.year + 1..=target.deadline.year());
        judgement.status = Status::Incomplete;
    }
}

fn latest_status(target: &Target, latest: Reading, judgement: &Judgement) -> Status {
    if is_met(target, latest.value) {
        return if latest.is_provisional { Status::AchievedProvisional } else { Status::Achieved };
    }
    if judgement.periods_passed >= judgement.periods {
        return Status::NotMet;
    }
    let Some(base) = judgement.baseline else { return Status::NoBaseline };
    let is_worse = match target.direction {
        Direction::Up => latest.value < base,
        Direction::Down => latest.value > base,
    };
    if is_worse {
        return Status::BelowBase;
    }
    match judgement.path_ratio {
        None => Status::NotDue,
        Some(ratio) if ratio >= ON_TRACK => Status::OnTrack,
        Some(ratio) if ratio >= LAGGING => Status::Lagging,
        Some(_) => Status::OffTrack,
    }
}

fn note_firmness(reading: Reading, flags: &mut Vec<Flag>) {
    if reading.is_provisional {
        flags.push(Flag::Provisional);
    }
    if reading.is_revised {
        flags.push(Flag::Revised);
    }
}

/// 累计新增: the sum from the start, or the reported total. With a gap the sum
/// is a lower bound: enough to prove that the target is met, else 数据不全.
fn cumulative(target: &Target, figures: &[&Figure], cutoff: Date) -> Judgement {
    let mut judgement = Judgement::empty(target, without_data(target, cutoff));
    judgement.baseline = Some(Decimal::ZERO);
    let Some((latest, missing)) = sum(target, figures) else { return judgement };
    judgement.missing = missing;
    judge_latest(target, latest, cutoff, &mut judgement);
    let is_proven = is_met(target, latest.value) && target.direction == Direction::Up;
    if !judgement.missing.is_empty() && !is_proven {
        judgement.status = Status::Incomplete;
    }
    judgement
}

/// The newest total, with the increments of later years, and the years that are missing in it.
fn sum(target: &Target, figures: &[&Figure]) -> Option<(Reading, Vec<i16>)> {
    let inside = |figure: &&&Figure| target.years().contains(&figure.key.year);
    let by_year = |measure: Measure| -> BTreeMap<i16, Reading> {
        let own = figures.iter().filter(inside).filter(|figure| figure.key.measure == measure);
        own.filter_map(|figure| Some((figure.key.year, reading(figure)?))).collect()
    };
    let increments = by_year(Measure::InYear);
    let total = by_year(Measure::Total).into_iter().next_back();
    let first = total.map_or(target.start.year(), |(year, _)| year + 1);
    let last = increments.keys().next_back().copied().filter(|last| *last >= first);
    let mut latest = match (total, last) {
        (Some((_, total)), _) => total,
        (None, Some(last)) => Reading { value: Decimal::ZERO, ..increments[&last] },
        (None, None) => return None,
    };
    let mut missing = Vec::new();
    for year in first..=last.unwrap_or(first - 1) {
        match increments.get(&year) {
            Some(increment) => {
                latest = Reading {
                    value: latest.value + increment.value,
                    year,
                    as_of: increment.as_of,
                    is_provisional: latest.is_provisional || increment.is_provisional,
                    is_revised: latest.is_revised || increment.is_revised,
                    is_sample: latest.is_sample || increment.is_sample,
                }
            }
            None => missing.push(year),
        }
    }
    Some((latest, missing))
}

/// 每年新增: each closed year by itself; a later surplus does not repair a missed year.
fn flow(target: &Target, figures: &[&Figure], cutoff: Date) -> Judgement {
    let mut judgement = Judgement::empty(target, without_data(target, cutoff));
    let mut newest: Option<Reading> = None;
    for year in target.years() {
        let is_closed = Date::new(year, 12, 31).is_ok_and(|end| end <= cutoff);
        let found = figures.iter().find(|figure| figure.key.year == year).and_then(|figure| reading(figure));
        if !is_closed && found.is_none() {
            continue;
        }
        let is_whole_year = found.is_none_or(|found| found.as_of.month() == 12 && found.as_of.day() == 31);
        let value = found.map(|found| found.value);
        let is_met = value.filter(|_| is_closed && is_whole_year).map(|value| is_met(target, value));
        judgement.years.push(YearVerdict { year, value, is_met, is_closed });
        newest = found.or(newest);
        if is_closed && is_met.is_none() {
            judgement.missing.push(year);
        }
    }
    judgement.latest = newest;
    if let Some(newest) = newest {
        judgement.periods_passed = lines::periods(target, newest.as_of).min(judgement.periods);
        judgement.status = flow_status(target, &judgement, cutoff);
        for figure in figures.iter().filter(|figure| target.years().contains(&figure.key.year)) {
            if let Some(reading) = reading(figure) {
                note_firmness(reading, &mut judgement.flags);
            }
        }
        let is_provisional = judgement.flags.contains(&Flag::Provisional);
        if judgement.status == Status::Achieved && is_provisional {
            judgement.status = Status::AchievedProvisional;
        }
    }
    judgement
}

fn flow_status(target: &Target, judgement: &Judgement, cutoff: Date) -> Status {
    let verdicts = || judgement.years.iter().filter_map(|year| year.is_met);
    let is_over = cutoff >= target.deadline;
    let (met, missed) = (verdicts().filter(|met| *met).count(), verdicts().filter(|met| !*met).count());
    match (met, missed, judgement.missing.is_empty()) {
        (0, 0, true) => Status::NotDue,
        (_, 0, false) => Status::Incomplete,
        (_, 0, true) if is_over => Status::Achieved,
        (_, 0, true) => Status::OnTrack,
        // 部分达标 would be untrue where no year was met.
        (0, _, true) if is_over => Status::NotMet,
        (0, _, _) => Status::OffTrack,
        (_, _, _) => Status::PartlyMet,
    }
}

/// 零突破: done once the first is there, and never lagging before the last day.
fn breakthrough(target: &Target, figures: &[&Figure], cutoff: Date) -> Judgement {
    let readings = readings(target, figures);
    let mut judgement = Judgement::empty(target, without_data(target, cutoff));
    let Some(latest) = readings.last().copied() else { return judgement };
    let first = readings.iter().find(|reading| reading.value >= Decimal::ONE).copied();
    let counted = first.unwrap_or(latest);
    judgement.latest = Some(counted);
    judgement.since = first.map(|first| first.as_of);
    judgement.periods_passed = lines::periods(target, latest.as_of).min(judgement.periods);
    note_firmness(counted, &mut judgement.flags);
    judgement.status = match first {
        Some(first) if first.is_provisional => Status::AchievedProvisional,
        Some(_) => Status::Achieved,
        None if judgement.periods_passed >= judgement.periods => Status::NotMet,
        None if cutoff >= target.deadline => Status::Incomplete,
        None => Status::NotDue,
    };
    judgement
}
