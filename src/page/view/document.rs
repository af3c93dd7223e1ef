//! The pages of a document and of its clauses.

use super::{DocumentCard, Link, MeasureCard, Row, UnitLink};
use crate::page::column::view::{FromColumn, ReadingCard};
use crate::page::progress::view::TargetRow;
use serde::Serialize;

/// The list of documents.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyIndexView {
    /// Newest first.
    pub documents: Vec<DocumentCard>,
}

/// An entry of the outline navigation.
#[derive(Debug, Clone, Serialize)]
pub struct OutlineEntry {
    /// 1 for the top level.
    pub level: usize,
    /// `一、`.
    pub number: String,
    /// 工作目标.
    pub title: String,
    /// `#c1`.
    pub href: String,
    /// Entries below it.
    pub children: Vec<OutlineEntry>,
}

/// A clause of the full text, in printed order; nesting is told by `level`.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseView {
    /// Fragment: `c2.1.3`.
    pub anchor: String,
    /// 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 for paragraphs without a number.
    pub level: usize,
    /// The heading element's level: 2 to 6.
    pub heading_level: usize,
    /// `chapter`, `section`, `measure`, `item`, `article`, `paragraph-group`.
    pub kind: &'static str,
    /// Heading as printed; empty where the clause has none of its own line.
    pub heading: String,
    /// Whether the heading runs into the first paragraph: then it is set inside it.
    pub is_run_in: bool,
    /// Paragraphs as finished HTML, to the character.
    pub html: Vec<String>,
    /// Page of its own.
    pub href: Option<String>,
    /// What the copy link is called: 复制“1.明确重点领域”的链接.
    pub label: String,
}

/// A document that the text cites.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView {
    /// Title.
    pub title: String,
    /// 发文字号.
    pub number: Option<String>,
    /// Its page, where it is on this site.
    pub href: Option<String>,
    /// The clause that cites it.
    pub place: Option<Link>,
}

/// A defined term.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// The term.
    pub name: String,
    /// Its definition.
    pub href: String,
}

/// The full text of a document.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyView {
    /// Of the plan.
    pub title: String,
    /// Of the notice that carries it.
    pub carrier_title: Option<String>,
    /// 主送机关 as printed.
    pub addressees: Option<String>,
    /// Body of the notice, before the plan.
    pub carrier: Vec<ClauseView>,
    /// Signature and its date, as printed.
    pub signature: Vec<String>,
    /// 附注, as printed.
    pub notes: Vec<String>,
    /// 发文字号, dates and the rest.
    pub record: Vec<Row>,
    /// Said where the document no longer holds.
    pub lapsed: Option<String>,
    /// Navigation.
    pub outline: Vec<OutlineEntry>,
    /// The plan, in printed order.
    pub clauses: Vec<ClauseView>,
    /// Cited documents.
    pub citations: Vec<CitationView>,
    /// Defined terms.
    pub terms: Vec<TermView>,
    /// 版记 and anything else printed, as printed.
    pub imprint: Vec<String>,
    /// 解读 of the document.
    pub readings: Vec<ReadingCard>,
}

/// One 工程.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// `(一)`.
    pub number: String,
    /// 实施精细化梯度培育工程.
    pub title: String,
    /// Text of its own, before its measures.
    pub html: Vec<String>,
    /// Its measures.
    pub measures: Vec<MeasureCard>,
    /// What they promise in numbers, and where that stands.
    pub targets: Vec<TargetRow>,
    /// Units of all its measures, each once.
    pub units: Vec<UnitLink>,
    /// In the full text.
    pub in_policy: String,
    /// The document.
    pub document: DocumentCard,
    /// The one before.
    pub previous: Option<Link>,
    /// The one after.
    pub next: Option<Link>,
}

/// One measure.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureView {
    /// `4`.
    pub number: String,
    /// 提升创新能级.
    pub title: String,
    /// The wording, heading included, as finished HTML.
    pub html: Vec<String>,
    /// Its items, in printed order.
    pub items: Vec<ClauseView>,
    /// Responsible units.
    pub units: Vec<UnitLink>,
    /// Whether the text says who leads.
    pub roles_are_known: bool,
    /// The 工程 it belongs to.
    pub section: Option<Link>,
    /// What it promises in numbers, and where that stands.
    pub targets: Vec<TargetRow>,
    /// Cases that used it, notices, services, readings.
    pub column: FromColumn,
    /// In the full text.
    pub in_policy: String,
    /// The document.
    pub document: DocumentCard,
    /// Documents that it cites.
    pub citations: Vec<CitationView>,
    /// Defined terms that it uses.
    pub terms: Vec<TermView>,
    /// Other measures of its 工程.
    pub siblings: Vec<Link>,
    /// The one before.
    pub previous: Option<Link>,
    /// The one after.
    pub next: Option<Link>,
}
