//! Targets, milestones and figures: what was promised and what was reported.
//!
//! ```text
//!  targets.yaml ── definition ──┐
//!  figures.csv ─┐               ├── status ── judgement, with its inputs
//!               ├─ draft ─ series ┘
//!  workbook  ───┘      │
//!                    ledger ── figures.csv, revisions.csv
//! ```
//! Pure: text in, values out. Knows nothing of clauses, pages or disk: whether a
//! quote stands in its clause is for `site` to say. Exact decimals, no clock.

pub mod cell;
pub mod consistency;
pub mod definition;
pub mod draft;
pub mod field;
pub mod figures;
pub mod ledger;
pub mod ratio;
pub mod series;
pub mod status;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::id::{ClauseId, PolicySlug, TargetId};
use crate::problem::{Problem, Problems, Severity};
use crate::quantity::{Amount, Kind, Op};
use crate::source::Sources;

/// Whether more or less of it is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More: enterprises, patents.
    Up,
    /// Less: energy per unit of output.
    Down,
}

/// Where a target started from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// In the target's unit.
    pub value: Decimal,
    /// The day for which it holds.
    pub at: Date,
    /// Who published it, in which document.
    pub source: String,
    /// Made up, to show the product.
    pub is_sample: bool,
}

/// The five statements that auditors look for beside a figure (GAO-15-788); `None` is 待补.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quality {
    /// 如何核实.
    pub verified: Option<String>,
    /// 数据来源.
    pub source: Option<String>,
    /// 所需精度.
    pub accuracy: Option<String>,
    /// 局限.
    pub limits: Option<String>,
    /// 如何弥补局限.
    pub compensation: Option<String>,
}

/// When figures are due each year, and who is asked for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Month and day of the following year.
    pub due: Option<(i8, i8)>,
    /// Whom to ask.
    pub contact: Option<String>,
}

/// One target, reviewed by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Frozen, never derived.
    pub id: TargetId,
    /// 国家级专精特新“小巨人”企业.
    pub name: String,
    /// For charts and tables; `name` where the file gives none.
    pub short: String,
    /// How it counts.
    pub kind: Kind,
    /// 家, 件, %.
    pub unit: String,
    /// Whether fractions make no sense.
    pub is_whole: bool,
    /// Which way is better.
    pub direction: Direction,
    /// How the number is held against `amount`.
    pub op: Op,
    /// What was promised; per year for a flow.
    pub amount: Amount,
    /// The last day that counts.
    pub deadline: Date,
    /// The first day that counts.
    pub start: Date,
    /// 力争: shown beside the status, changes nothing.
    pub modality: Option<String>,
    /// 每个产业链: the promise is made for each group.
    pub per: Option<String>,
    /// Names of the groups, where they are published.
    pub groups: Vec<String>,
    /// How many groups there are, where the plan says so.
    pub group_count: Option<usize>,
    /// `None` where nobody has published one.
    pub baseline: Option<Baseline>,
    /// Declared points between baseline and target, by year; empty is a straight line.
    pub path: BTreeMap<i16, Decimal>,
    /// The clause that states it.
    pub clause: ClauseId,
    /// Verbatim from the clause.
    pub quote: String,
    /// Responsible units where they differ from the clause's.
    pub units: Vec<String>,
    /// The yearly flow that feeds this stock.
    pub flow: Option<TargetId>,
    /// Stocks that together hold what is promised to each group.
    pub within: Vec<TargetId>,
    /// What counts, who designates, net of removals or not.
    pub definition: Option<String>,
    /// The five statements.
    pub quality: Quality,
    /// When figures are due.
    pub release: Option<Release>,
    /// Places in `targets.yaml` of clause and quote.
    pub spans: Spans,
}

/// Bytes of `targets.yaml` that hold what can only be checked against the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spans {
    /// The target's id.
    pub id: Range<usize>,
    /// The clause.
    pub clause: Range<usize>,
    /// The quote.
    pub quote: Range<usize>,
}

impl Target {
    /// The last day before the period: for which a baseline holds.
    #[must_use]
    pub fn base_day(&self) -> Date {
        self.start.yesterday().unwrap_or(self.start)
    }

    /// First and last year of the period.
    #[must_use]
    pub fn years(&self) -> std::ops::RangeInclusive<i16> {
        self.start.year()..=self.deadline.year()
    }

    /// What a figure of this target measures.
    #[must_use]
    pub fn measure(&self) -> Measure {
        match self.kind {
            Kind::Stock | Kind::Ratio | Kind::Breakthrough => Measure::EndOfYear,
            Kind::Flow | Kind::Cumulative => Measure::InYear,
        }
    }
}

/// An undertaking without a number: text and evidence, no percentage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Frozen.
    pub id: TargetId,
    /// 建立金融服务清单机制.
    pub name: String,
    /// The clause that states it.
    pub clause: ClauseId,
    /// Verbatim from the clause.
    pub quote: String,
    /// What has been published about it.
    pub state: MilestoneState,
    /// Title and address of what shows it.
    pub evidence: Option<(String, String)>,
    /// Made up, to show the product.
    pub is_sample: bool,
    /// Places in `targets.yaml`.
    pub spans: Spans,
}

/// How far an undertaking is, as its unit has published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneState {
    /// 已完成.
    Done,
    /// 推进中.
    Running,
    /// 未启动.
    NotStarted,
    /// 未公布.
    Unpublished,
}

impl MilestoneState {
    /// The word a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Done => "已完成",
            Self::Running => "推进中",
            Self::NotStarted => "未启动",
            Self::Unpublished => "未公布",
        }
    }
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 期末: how many there were at the day.
    EndOfYear,
    /// 当年新增: how many came in the year.
    InYear,
    /// 累计: how many came since the start of the period.
    Total,
}

impl Measure {
    /// Every measure, in the order of tables.
    pub const ALL: [Self; 3] = [Self::EndOfYear, Self::InYear, Self::Total];

    /// The word in files and on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::EndOfYear => "期末",
            Self::InYear => "当年新增",
            Self::Total => "累计",
        }
    }
}

/// How firm a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureState {
    /// 正式数.
    Final,
    /// 初步数.
    Provisional,
    /// 修订数.
    Revised,
    /// 不适用: not asked in that year.
    NotApplicable,
}

impl FigureState {
    /// Every state, in the order of drop-downs.
    pub const ALL: [Self; 4] = [Self::Final, Self::Provisional, Self::Revised, Self::NotApplicable];

    /// The word in files and on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Final => "正式数",
            Self::Provisional => "初步数",
            Self::Revised => "修订数",
            Self::NotApplicable => "不适用",
        }
    }
}

/// Which number of which target a figure is: unique in a policy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureKey {
    /// Of the policy's targets.
    pub target: TargetId,
    /// 产业, where the promise is made for each group.
    pub group: Option<String>,
    /// The year it is about.
    pub year: i16,
    /// What it counts.
    pub measure: Measure,
}

/// A reported number with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Which one.
    pub key: FigureKey,
    /// In the target's unit; percent for a ratio. `None` only where not applicable.
    pub value: Option<Decimal>,
    /// Of a ratio.
    pub numerator: Option<Decimal>,
    /// Of a ratio.
    pub denominator: Option<Decimal>,
    /// The day for which it holds.
    pub as_of: Date,
    /// How firm it is.
    pub state: FigureState,
    /// Who published it, in which document.
    pub source: String,
    /// Address of the document.
    pub source_url: Option<String>,
    /// Remark of the office.
    pub note: Option<String>,
    /// Made up, to show the product.
    pub is_sample: bool,
}

/// What a figure was before somebody changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Which figure.
    pub key: FigureKey,
    /// As it was; `None` where it was not applicable.
    pub old_value: Option<Decimal>,
    /// As it became; `None` where it was taken back.
    pub new_value: Option<Decimal>,
    /// How firm the old one was.
    pub old_state: FigureState,
    /// Where the old one came from.
    pub old_source: String,
    /// The day of the change.
    pub changed: Date,
    /// Why, in the office's words.
    pub reason: String,
    /// Whether the old figure was made up.
    pub is_sample: bool,
}

/// All of one policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// In the order of the file, which is the plan's.
    pub targets: Vec<Target>,
    /// In the order of the file.
    pub milestones: Vec<Milestone>,
    /// By key.
    pub figures: Vec<Figure>,
    /// Newest first.
    pub revisions: Vec<Revision>,
}

impl Progress {
    /// The target with this id.
    #[must_use]
    pub fn target(&self, id: &TargetId) -> Option<&Target> {
        self.targets.iter().find(|target| &target.id == id)
    }

    /// All figures of a target, by group and year.
    #[must_use]
    pub fn figures_of(&self, id: &TargetId) -> &[Figure] {
        let start = self.figures.partition_point(|figure| &figure.key.target < id);
        let rest = &self.figures[start..];
        &rest[..rest.partition_point(|figure| &figure.key.target == id)]
    }

    /// Whether anything here is made up.
    #[must_use]
    pub fn has_sample(&self) -> bool {
        self.figures.iter().any(|figure| figure.is_sample)
            || self.milestones.iter().any(|milestone| milestone.is_sample)
            || self
                .targets
                .iter()
                .any(|target| target.baseline.as_ref().is_some_and(|baseline| baseline.is_sample))
    }
}

/// Where a policy's targets, figures and revisions lie.
#[must_use]
pub fn paths(slug: &str) -> [String; 3] {
    ["targets.yaml", "figures.csv", "revisions.csv"].map(|name| format!("policies/{slug}/{name}"))
}

/// Reads the targets and figures of every policy that has them, in parallel.
pub fn parse_all(sources: &Sources, problems: &mut Problems) -> BTreeMap<PolicySlug, Progress> {
    use rayon::prelude::*;
    let names: BTreeSet<&str> =
        sources.under("policies/").filter_map(|file| file.path().split('/').nth(1)).collect();
    let slugs: Vec<PolicySlug> = names.into_iter().filter_map(|name| PolicySlug::parse(name).ok()).collect();
    let read: Vec<_> = slugs
        .into_par_iter()
        .map(|slug| {
            let mut problems = Problems::new();
            let progress = parse_one(sources, slug.as_str(), &mut problems);
            (slug, progress, problems)
        })
        .collect();
    let mut all = BTreeMap::new();
    for (slug, progress, found) in read {
        problems.extend(found);
        if let Some(progress) = progress {
            all.insert(slug, progress);
        }
    }
    all
}

/// Reads those of one policy; `None` where it has no targets.
pub fn parse_one(sources: &Sources, slug: &str, problems: &mut Problems) -> Option<Progress> {
    let [targets_path, figures_path, revisions_path] = paths(slug);
    let Some(file) = sources.get(&targets_path) else {
        for path in [figures_path, revisions_path] {
            if sources.get(&path).is_some() {
                let problem = Problem::new(Severity::Error, "没有指标定义，这些数据没有用到").in_file(&path);
                problems.add(problem.hint(format!("先在 {targets_path} 里写明指标")));
            }
        }
        return None;
    };
    // Without targets every figure would be a stranger: the one mistake is told, not its echoes.
    let (targets, milestones) = definition::parse(file, problems)?;
    let figures = match sources.get(&figures_path) {
        Some(file) => figures::parse(file, &targets, problems),
        None => Vec::new(),
    };
    let revisions = match sources.get(&revisions_path) {
        Some(file) => ledger::parse(file, &targets, problems),
        None => Vec::new(),
    };
    Some(Progress { targets, milestones, figures, revisions })
}
