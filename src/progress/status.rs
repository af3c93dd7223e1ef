//! How far a target has come: the arithmetic, nothing else.
//!
//! Exact decimals, whole reporting periods, no clock: the cut-off day of the
//! data is an argument. A missing number stays missing: it is never read as
//! zero and never interpolated. The words of a judgement are in `page`.

mod lines;
mod rules;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Figure, FigureState, Target};
use crate::quantity::Kind;

/// What can be said of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The target is met.
    Achieved,
    /// Met by a number that is not final.
    AchievedProvisional,
    /// At least 95 % of what the path asks by now.
    OnTrack,
    /// 60 to 95 %.
    Lagging,
    /// Below 60 %.
    OffTrack,
    /// The path asks nothing yet.
    NotDue,
    /// Worse than at the start.
    BelowBase,
    /// A yearly target met in some years only, or a target for groups in some groups only.
    PartlyMet,
    /// The last day has come and the target is not met.
    NotMet,
    /// Without a baseline nobody can say what should have been reached by now.
    NoBaseline,
    /// Numbers of needed years are missing: within a sum, or of the last year when that is over.
    Incomplete,
    /// Nothing has been published.
    NoData,
    /// Nothing has been published although the last day has come.
    NoDataDue,
}

impl Status {
    /// Every status, in the order of counts and filters.
    pub const ALL: [Self; 13] = [
        Self::Achieved,
        Self::AchievedProvisional,
        Self::OnTrack,
        Self::Lagging,
        Self::OffTrack,
        Self::NotDue,
        Self::BelowBase,
        Self::PartlyMet,
        Self::NotMet,
        Self::NoBaseline,
        Self::Incomplete,
        Self::NoData,
        Self::NoDataDue,
    ];

    /// The words a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Achieved => "已实现",
            Self::AchievedProvisional => "已实现（初步）",
            Self::OnTrack => "正常推进",
            Self::Lagging => "略有滞后",
            Self::OffTrack => "明显滞后",
            Self::NotDue => "未到节点",
            Self::BelowBase => "低于基期",
            Self::PartlyMet => "部分达标",
            Self::NotMet => "到期未实现",
            Self::NoBaseline => "缺基期暂不评价",
            Self::Incomplete => "数据不全",
            Self::NoData => "暂无公布数据",
            Self::NoDataDue => "到期暂无公布数据",
        }
    }

    /// The name in addresses, classes and data: `no-data-due`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::AchievedProvisional => "achieved-provisional",
            Self::OnTrack => "on-track",
            Self::Lagging => "lagging",
            Self::OffTrack => "off-track",
            Self::NotDue => "not-due",
            Self::BelowBase => "below-base",
            Self::PartlyMet => "partly-met",
            Self::NotMet => "not-met",
            Self::NoBaseline => "no-baseline",
            Self::Incomplete => "incomplete",
            Self::NoData => "no-data",
            Self::NoDataDue => "no-data-due",
        }
    }

    /// Whether nothing at all is known.
    #[must_use]
    pub fn is_without_data(self) -> bool {
        matches!(self, Self::NoData | Self::NoDataDue)
    }
}

/// Said beside a status; changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// 初步数.
    Provisional,
    /// 已修订.
    Revised,
    /// 待更新: a number was due and is missing.
    Overdue,
    /// 曾达到: it was met once and is not now.
    WasAchieved,
    /// 基期已达到.
    MetAtBaseline,
    /// 示例.
    Sample,
}

impl Flag {
    /// The words a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Provisional => "初步数",
            Self::Revised => "已修订",
            Self::Overdue => "待更新",
            Self::WasAchieved => "曾达到",
            Self::MetAtBaseline => "基期已达到",
            Self::Sample => "示例",
        }
    }
}

/// At least this share of what the path asks is 正常推进.
pub const ON_TRACK: Decimal = Decimal::from_parts(95, 0, 0, false, 2);
/// At least this share is 略有滞后.
pub const LAGGING: Decimal = Decimal::from_parts(60, 0, 0, false, 2);

/// A value at a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// In the target's unit.
    pub value: Decimal,
    /// The year it is about.
    pub year: i16,
    /// The day for which it holds.
    pub as_of: Date,
    /// Whether a number in it is not final.
    pub is_provisional: bool,
    /// Whether a number in it was changed after publication.
    pub is_revised: bool,
    /// Whether a number in it is made up.
    pub is_sample: bool,
}

/// One year of a yearly target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearVerdict {
    /// The year.
    pub year: i16,
    /// As reported; `None` where nothing was.
    pub value: Option<Decimal>,
    /// Met or not; `None` without a number and for the open year.
    pub is_met: Option<bool>,
    /// Whether the year is over at the cut-off.
    pub is_closed: bool,
}

/// Everything that a status was made from, and the status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The result.
    pub status: Status,
    /// In their order.
    pub flags: Vec<Flag>,
    /// Newest number that counts; the sum for a cumulative target.
    pub latest: Option<Reading>,
    /// Baseline; 0 for a cumulative target. `None` where nobody has published one.
    pub baseline: Option<Decimal>,
    /// Whether the baseline is made up.
    pub baseline_is_sample: bool,
    /// E: what the path asks by `latest`'s day.
    pub expected: Option<Decimal>,
    /// R: (v − B) / (E − B).
    pub path_ratio: Option<Decimal>,
    /// A: v / T.
    pub attainment: Option<Decimal>,
    /// N: what each period left must bring.
    pub needed: Option<Decimal>,
    /// O: what each period so far brought.
    pub observed: Option<Decimal>,
    /// v + slope·(tT − t): what the line through the first and the last number would give.
    /// Information where there is no baseline, never a status.
    pub projection: Option<Decimal>,
    /// Whole periods (years) from the start to `latest`.
    pub periods_passed: i16,
    /// Whole periods from start to deadline.
    pub periods: i16,
    /// Years whose number is missing but needed.
    pub missing: Vec<i16>,
    /// Each year of a yearly target.
    pub years: Vec<YearVerdict>,
    /// Each group, where the promise is made for groups; groups without a name have no entry.
    pub groups: BTreeMap<String, Judgement>,
    /// How many groups there are, met or not, named or not.
    pub group_count: usize,
    /// The first day for which a breakthrough was reported.
    pub since: Option<Date>,
}

impl Judgement {
    /// How many groups or years are met, and of how many that have a verdict or should have one.
    #[must_use]
    pub fn met(&self) -> Option<(usize, usize)> {
        if self.group_count > 0 {
            let met = self
                .groups
                .values()
                .filter(|group| matches!(group.status, Status::Achieved | Status::AchievedProvisional));
            return Some((met.count(), self.group_count));
        }
        let verdicts: Vec<bool> = self.years.iter().filter_map(|year| year.is_met).collect();
        (!verdicts.is_empty()).then(|| (verdicts.iter().filter(|met| **met).count(), verdicts.len()))
    }

    /// Whether anything in it is made up.
    #[must_use]
    pub fn is_sample(&self) -> bool {
        self.flags.contains(&Flag::Sample)
    }

    fn empty(target: &Target, status: Status) -> Self {
        Self {
            status,
            flags: Vec::new(),
            latest: None,
            baseline: None,
            baseline_is_sample: false,
            expected: None,
            path_ratio: None,
            attainment: None,
            needed: None,
            observed: None,
            projection: None,
            periods_passed: 0,
            periods: lines::periods(target, target.deadline),
            missing: Vec::new(),
            years: Vec::new(),
            groups: BTreeMap::new(),
            group_count: 0,
            since: None,
        }
    }
}

/// Judges `target` by its `figures` (all of them, in any order) as known on `cutoff`.
#[must_use]
pub fn judge(target: &Target, figures: &[Figure], cutoff: Date) -> Judgement {
    let known: Vec<&Figure> = figures
        .iter()
        .filter(|figure| figure.as_of <= cutoff && figure.state != FigureState::NotApplicable)
        .collect();
    let mut judgement = if target.per.is_some() {
        rules::groups(target, &known, cutoff)
    } else {
        rules::one(target, &known, cutoff)
    };
    if lines::is_overdue(target, figures, cutoff) {
        judgement.flags.push(Flag::Overdue);
    }
    let has_sample = known.iter().any(|figure| figure.is_sample)
        || (judgement.baseline_is_sample && judgement.baseline.is_some());
    if has_sample {
        judgement.flags.push(Flag::Sample);
    }
    judgement.flags.sort_unstable();
    judgement.flags.dedup();
    judgement
}

/// How many targets have each status; one with none is left out, 暂无公布数据 never.
#[must_use]
pub fn count<'a>(judgements: impl IntoIterator<Item = &'a Judgement>) -> BTreeMap<Status, usize> {
    let mut counts = BTreeMap::new();
    for judgement in judgements {
        *counts.entry(judgement.status).or_insert(0) += 1;
    }
    counts
}

/// Whether the kind sums or repeats yearly numbers.
fn is_yearly(kind: Kind) -> bool {
    matches!(kind, Kind::Flow | Kind::Cumulative)
}

#[cfg(test)]
pub(super) mod tests;
