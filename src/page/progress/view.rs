//! What the templates of progress get.

use serde::Serialize;

use crate::page::column::view::FromColumn;
use crate::page::view::{Link, Row, UnitLink};

/// A status: word, shape and class, never colour alone.
#[derive(Debug, Clone, Serialize)]
pub struct StatusView {
    /// `not-met`, for the class.
    pub slug: &'static str,
    /// 到期未实现.
    pub name: &'static str,
    /// The same, with how many years or groups are met.
    pub label: String,
    /// A sign that every Chinese font has.
    pub sign: &'static str,
}

/// A target in a table.
#[derive(Debug, Clone, Serialize)]
pub struct TargetRow {
    /// Its number in the plan's order.
    pub number: usize,
    /// 国家级专精特新“小巨人”企业.
    pub name: String,
    /// Its page.
    pub href: String,
    /// `2025年底不少于25家`.
    pub promise: String,
    /// 力争.
    pub modality: Option<String>,
    /// `23家（2025年底）`; `None` is 未公布.
    pub latest: Option<String>,
    /// The result.
    pub status: StatusView,
    /// 初步数, 已修订, 待更新.
    pub flags: Vec<&'static str>,
    /// Who published the latest figure.
    pub source: Option<Link>,
    /// Responsible units.
    pub units: Vec<UnitLink>,
    /// Whether a number in it is made up.
    pub is_sample: bool,
}

/// Targets under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct TargetGroup {
    /// `(一)`; empty outside the 工程.
    pub number: String,
    /// 实施精细化梯度培育工程.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Fragment on this page.
    pub anchor: String,
    /// Its targets.
    pub rows: Vec<TargetRow>,
    /// Its undertakings without a number.
    pub milestones: Vec<MilestoneRow>,
}

/// An undertaking without a number.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneRow {
    /// What it is.
    pub name: String,
    /// Verbatim.
    pub quote: String,
    /// The clause.
    pub clause: Link,
    /// 未公布.
    pub state: &'static str,
    /// What shows it.
    pub evidence: Option<Link>,
    /// Whether it is made up.
    pub is_sample: bool,
}

/// How many targets have a status.
#[derive(Debug, Clone, Serialize)]
pub struct CountView {
    /// The status.
    pub status: StatusView,
    /// How many.
    pub count: usize,
    /// The list of them.
    pub href: String,
}

/// A way to narrow the list.
#[derive(Debug, Clone, Serialize)]
pub struct FilterView {
    /// 按责任单位.
    pub title: &'static str,
    /// The choices.
    pub links: Vec<Link>,
}

/// All targets, or some of them.
#[derive(Debug, Clone, Serialize)]
pub struct OverviewView {
    /// Heading of the page.
    pub title: String,
    /// What the list is narrowed to; `None` for all.
    pub narrowed: Option<String>,
    /// All targets of the plan.
    pub all: Link,
    /// How many targets are listed.
    pub total: usize,
    /// How many of them have published figures; made-up ones are none.
    pub with_data: usize,
    /// How many of them show made-up figures.
    pub samples: usize,
    /// By status.
    pub counts: Vec<CountView>,
    /// By 工程.
    pub groups: Vec<TargetGroup>,
    /// How many undertakings without a number are listed.
    pub milestone_total: usize,
    /// Ways to narrow.
    pub filters: Vec<FilterView>,
    /// 2026年10月31日.
    pub cutoff: String,
    /// 怎样评价, 数据公布情况, 数据修订记录, 一览表.
    pub notes: Vec<Link>,
    /// Files of all figures.
    pub downloads: Vec<Link>,
    /// Whether a number on the page is made up.
    pub is_sample: bool,
    /// The plan.
    pub document: Link,
}

/// One number in a table of years.
#[derive(Debug, Clone, Serialize)]
pub struct FigureRow {
    /// The group, where there are groups.
    pub group: Option<String>,
    /// 2023.
    pub year: i16,
    /// `17家`; `None` is 未公布.
    pub value: Option<String>,
    /// 期末数.
    pub measure: &'static str,
    /// Whether the year is met, for a yearly target.
    pub verdict: Option<&'static str>,
    /// 正式数; empty where there is no number.
    pub state: &'static str,
    /// `7÷12`.
    pub parts: Option<String>,
    /// The day for which it holds, where it is not the end of the year.
    pub as_of: Option<String>,
    /// Who published it.
    pub source: Option<Link>,
    /// Remark of the office.
    pub note: Option<String>,
    /// Whether it is made up.
    pub is_sample: bool,
}

/// The numbers of groups, year by year.
#[derive(Debug, Clone, Serialize)]
pub struct Matrix {
    /// The groups, in the order of their names.
    pub groups: Vec<String>,
    /// The years that have numbers.
    pub rows: Vec<MatrixRow>,
}

/// A year of all groups.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    /// 2023.
    pub year: i16,
    /// One for each group, in their order.
    pub cells: Vec<MatrixCell>,
    /// Who published them, each once.
    pub sources: Vec<Link>,
    /// Remarks of the office, each once.
    pub notes: Vec<String>,
}

/// The number of a group in a year.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixCell {
    /// The group.
    pub group: String,
    /// `3家`; `None` is 未公布.
    pub value: Option<String>,
    /// 初步数, 修订数, 不适用; empty where it is final or missing.
    pub state: &'static str,
    /// Whether it is made up.
    pub is_sample: bool,
}

/// A change of a published number.
#[derive(Debug, Clone, Serialize)]
pub struct RevisionRow {
    /// The target.
    pub target: Link,
    /// `2023年 期末数`.
    pub which: String,
    /// `16家`.
    pub old: String,
    /// `17家`.
    pub new: String,
    /// The day.
    pub changed: String,
    /// Why.
    pub reason: String,
    /// Whether it is made up.
    pub is_sample: bool,
}

/// A group of a target.
#[derive(Debug, Clone, Serialize)]
pub struct GroupRow {
    /// 产业.
    pub name: String,
    /// `3家（2025年底）`.
    pub latest: Option<String>,
    /// The result.
    pub status: StatusView,
}

/// One target.
#[derive(Debug, Clone, Serialize)]
pub struct TargetView {
    /// 国家级专精特新“小巨人”企业.
    pub name: String,
    /// 到2025年底…达到了吗？
    pub question: String,
    /// The promise.
    pub promise: String,
    /// 力争.
    pub modality: Option<String>,
    /// Verbatim.
    pub quote: String,
    /// Cases, notices and services that belong to it.
    pub column: FromColumn,
    /// The clause in the full text.
    pub clause: Link,
    /// The measure that states it.
    pub measure: Option<Link>,
    /// The 工程.
    pub section: Option<Link>,
    /// Responsible units.
    pub units: Vec<UnitLink>,
    /// The result.
    pub status: StatusView,
    /// 初步数, 已修订, 待更新.
    pub flags: Vec<&'static str>,
    /// The result with its arithmetic.
    pub sentence: String,
    /// What went into it.
    pub inputs: Vec<Row>,
    /// How it is counted.
    pub method: String,
    /// What counts.
    pub definition: Option<String>,
    /// The years.
    pub figures: Vec<FigureRow>,
    /// The years of groups, where the promise is made for groups: then `figures` is empty.
    pub matrix: Option<Matrix>,
    /// Whether the table tells met and missed years.
    pub has_verdicts: bool,
    /// The groups with their results.
    pub groups: Vec<GroupRow>,
    /// Drawings; empty where there is nothing to draw.
    pub chart_wide: String,
    /// For a phone.
    pub chart_narrow: String,
    /// The five statements.
    pub quality: Vec<Row>,
    /// Changes of its numbers.
    pub revisions: Vec<RevisionRow>,
    /// Files.
    pub downloads: Vec<Link>,
    /// 数据许可; `None` is 待补.
    pub licence: Option<String>,
    /// 2026年10月31日.
    pub cutoff: String,
    /// The card for other sites: its page, and the HTML to copy.
    pub embed: Link,
    /// HTML that shows the card; `None` without an absolute address.
    pub embed_code: Option<String>,
    /// How targets are judged.
    pub method_href: String,
    /// The one before.
    pub previous: Option<Link>,
    /// The one after.
    pub next: Option<Link>,
    /// Whether a number on the page is made up.
    pub is_sample: bool,
}

/// The card for other sites.
#[derive(Debug, Clone, Serialize)]
pub struct EmbedView {
    /// Name of the target.
    pub name: String,
    /// The promise.
    pub promise: String,
    /// The newest number.
    pub latest: Option<String>,
    /// The result.
    pub status: StatusView,
    /// 来源.
    pub source: Option<String>,
    /// Absolute address of the target's page, or relative where the site has none.
    pub href: String,
    /// Whether it is made up.
    pub is_sample: bool,
}

/// What was reported for a year.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// 2023.
    pub year: i16,
    /// Targets with their number of the year.
    pub rows: Vec<YearRow>,
    /// How many have a published one.
    pub reported: usize,
    /// How many show a made-up one.
    pub samples: usize,
    /// The years.
    pub years: Vec<Link>,
    /// All targets.
    pub overview: Link,
    /// Whether a number on the page is made up.
    pub is_sample: bool,
}

/// A target in a year.
#[derive(Debug, Clone, Serialize)]
pub struct YearRow {
    /// Its name.
    pub target: Link,
    /// What was promised.
    pub promise: String,
    /// Its numbers; empty is 未公布.
    pub figures: Vec<FigureRow>,
    /// What the path asked by the end of the year.
    pub expected: Option<String>,
}

/// 数据公布情况.
#[derive(Debug, Clone, Serialize)]
pub struct ReportingView {
    /// The years of the table's head.
    pub years: Vec<Link>,
    /// How many targets have a number in each year.
    pub totals: Vec<usize>,
    /// A line for each target.
    pub rows: Vec<ReportingRow>,
    /// How many targets there are.
    pub total: usize,
    /// How many have a published number; a made-up one is none.
    pub with_data: usize,
    /// How many show made-up numbers.
    pub samples: usize,
    /// By unit: name, targets, with data.
    pub units: Vec<UnitReporting>,
    /// All targets.
    pub overview: Link,
    /// 2026年10月31日.
    pub cutoff: String,
    /// Whether a number on the page is made up.
    pub is_sample: bool,
}

/// Which years of a target are published.
#[derive(Debug, Clone, Serialize)]
pub struct ReportingRow {
    /// The target.
    pub target: Link,
    /// 有, 初步, —, 未公布, and blank outside its period: one for each year.
    pub cells: Vec<&'static str>,
    /// When numbers are due.
    pub due: Option<String>,
    /// Whether a number in it is made up.
    pub is_sample: bool,
}

/// How much of a unit's targets is published.
#[derive(Debug, Clone, Serialize)]
pub struct UnitReporting {
    /// The unit.
    pub unit: Link,
    /// Its targets.
    pub targets: usize,
    /// Those with figures.
    pub with_data: usize,
}

/// 数据修订记录.
#[derive(Debug, Clone, Serialize)]
pub struct RevisionsView {
    /// Newest first.
    pub rows: Vec<RevisionRow>,
    /// All targets.
    pub overview: Link,
    /// Whether a number on the page is made up.
    pub is_sample: bool,
}

/// How targets are judged.
#[derive(Debug, Clone, Serialize)]
pub struct MethodView {
    /// Each status with what it means.
    pub statuses: Vec<(StatusView, String)>,
    /// Each kind with how it is counted.
    pub kinds: Vec<(&'static str, &'static str)>,
    /// 95%.
    pub on_track: String,
    /// 60%.
    pub lagging: String,
    /// Do the numbers fit each other?
    pub findings: Vec<FindingRow>,
    /// 2026年10月31日.
    pub cutoff: String,
    /// All targets.
    pub overview: Link,
    /// Whether a number on the page is made up.
    pub is_sample: bool,
}

/// A comparison of numbers.
#[derive(Debug, Clone, Serialize)]
pub struct FindingRow {
    /// The target.
    pub target: Link,
    /// 一致, 不一致, 无法核对.
    pub verdict: &'static str,
    /// In one sentence.
    pub text: String,
    /// Whether a number in it is made up.
    pub is_sample: bool,
}
