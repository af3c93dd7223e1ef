//! Pages of one subject: a case, a firm, a notice, a reading.

use super::{CaseCard, FigureView, LadderStep, MarkView, NoticeCard, ReadingCard, ServiceCard, StateView};
use crate::page::progress::view::TargetRow;
use crate::page::view::{Link, MeasureCard, Row, UnitCard, UnitLink};
use serde::Serialize;

/// A line of a facts box.
#[derive(Debug, Clone, Serialize)]
pub struct FactRow {
    /// 梯度.
    pub label: &'static str,
    /// What it is, each with its page where it has one.
    pub values: Vec<Link>,
}

/// A figure to take in at a glance.
#[derive(Debug, Clone, Serialize)]
pub struct HighlightView {
    /// 37%.
    pub value: String,
    /// 良品率提高.
    pub note: String,
}

/// What stands below and beside articles: what to do next.
#[derive(Debug, Clone, Serialize)]
pub struct NextSteps {
    /// Whom to call.
    pub units: Vec<UnitCard>,
    /// What can be applied for now.
    pub notices: Vec<NoticeCard>,
    /// Lists that help.
    pub services: Vec<ServiceCard>,
}

/// One case.
#[derive(Debug, Clone, Serialize)]
pub struct CaseView {
    /// 标题.
    pub title: String,
    /// 摘要.
    pub summary: String,
    /// 作者.
    pub author: Option<String>,
    /// Said where it no longer holds.
    pub state: Option<StateView>,
    /// Made up.
    pub is_sample: bool,
    /// The leading picture.
    pub lead: Option<FigureView>,
    /// Pictures of the header beside the first.
    pub pictures: Vec<FigureView>,
    /// Firm, tier, industry, town, year, themes.
    pub facts: Vec<FactRow>,
    /// Figures to take in at a glance.
    pub highlights: Vec<HighlightView>,
    /// The text as finished HTML; headings start at h2.
    pub html: String,
    /// 哪些政策帮到了他们: the measures with a lead of their wording.
    pub measures: Vec<MeasureCard>,
    /// The targets it belongs to.
    pub targets: Vec<TargetRow>,
    /// What to do next.
    pub next_steps: NextSteps,
    /// Cases of the same firm, theme, industry.
    pub related: Vec<CaseCard>,
    /// 供稿, 初审, 复审, 终审: those that are known.
    pub reviews: Vec<Row>,
    /// 关键词.
    pub keywords: Vec<String>,
    /// The newer case.
    pub previous: Option<Link>,
    /// The older case.
    pub next: Option<Link>,
}

/// A step of a firm's way.
#[derive(Debug, Clone, Serialize)]
pub struct TierStep {
    /// 2023.
    pub year: i16,
    /// The tier.
    pub tier: Link,
    /// 有效, 已到期, 复核通过.
    pub standing: &'static str,
    /// Whether it holds today.
    pub holds: bool,
    /// The last day on which it holds.
    pub valid_until: Option<String>,
    /// The document that says so, with its address.
    pub source: Link,
    /// Its number.
    pub number: Option<String>,
}

/// One firm.
#[derive(Debug, Clone, Serialize)]
pub struct EnterpriseView {
    /// Registered name.
    pub name: String,
    /// The narrowest tier it holds.
    pub tier: Option<Link>,
    /// A few sentences.
    pub intro: Option<String>,
    /// Made up.
    pub is_sample: bool,
    /// Industry, town, founded, website, telephone: what the firm cleared.
    pub facts: Vec<FactRow>,
    /// 主导产品.
    pub products: Vec<String>,
    /// The ladder with the firm's place on it.
    pub ladder: Vec<LadderStep>,
    /// Its way, newest first.
    pub steps: Vec<TierStep>,
    /// Its stories.
    pub cases: Vec<CaseCard>,
    /// Notices that name it.
    pub notices: Vec<NoticeCard>,
}

/// A file to take away.
#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    /// What it is called.
    pub name: String,
    /// Its address.
    pub href: String,
    /// XLSX.
    pub format: String,
}

/// One notice.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeView {
    /// 标题.
    pub title: String,
    /// 申报通知.
    pub kind: &'static str,
    /// Said where it no longer holds.
    pub state: Option<StateView>,
    /// Made up.
    pub is_sample: bool,
    /// Where its window stands.
    pub mark: Option<MarkView>,
    /// 文号, 对象, 办理时间, 责任单位, 电话, 网址.
    pub facts: Vec<Row>,
    /// The tiers it is for.
    pub tiers: Vec<Link>,
    /// The text as finished HTML.
    pub html: String,
    /// Files to take away.
    pub files: Vec<FileView>,
    /// Firms that it names.
    pub enterprises: Vec<Link>,
    /// The measures behind it.
    pub measures: Vec<MeasureCard>,
    /// The targets behind it.
    pub targets: Vec<TargetRow>,
    /// Units that answer for it.
    pub units: Vec<UnitLink>,
    /// Cases that tell of it.
    pub cases: Vec<CaseCard>,
    /// The newer notice.
    pub previous: Option<Link>,
    /// The older notice.
    pub next: Option<Link>,
}

/// One reading.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingView {
    /// 标题.
    pub title: String,
    /// 问答解读.
    pub form: &'static str,
    /// 摘要.
    pub summary: String,
    /// Said where it no longer holds.
    pub state: Option<StateView>,
    /// Made up.
    pub is_sample: bool,
    /// Pictures of the header.
    pub pictures: Vec<FigureView>,
    /// The text as finished HTML.
    pub html: String,
    /// The policy it explains.
    pub policy: Link,
    /// The measures it explains.
    pub measures: Vec<MeasureCard>,
    /// The targets it explains.
    pub targets: Vec<TargetRow>,
    /// Other readings of the same policy.
    pub others: Vec<ReadingCard>,
    /// Cases that name it.
    pub cases: Vec<CaseCard>,
    /// 供稿 and reviews.
    pub reviews: Vec<Row>,
}
