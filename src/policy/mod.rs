//! Official documents: their text as a tree of clauses, and what is known about them.
//!
//! Pure: text in, values out. Never refuses a text and never loses a character.
//! Knows nothing of pages, figures or cases. The words of the field have one
//! English name each: see the glossary in the README.

mod citation;
mod dates;
mod duty;
mod furniture;
mod head;
mod line;
pub mod outline;
pub mod record;
pub mod report;
mod series;
mod split;
mod table;
pub mod target;
mod tree;

use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use crate::id::ClauseId;

/// What kind of heading a clause stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClauseKind {
    /// 一、 or 第一章.
    Chapter,
    /// （一） or 第一节; a 工程 is a section.
    Section,
    /// 1. (主要任务的条目).
    Measure,
    /// （1） and deeper.
    Item,
    /// 第一条.
    Article,
    /// Paragraphs without a number: a preamble, a carrier's body, a closing.
    ParagraphGroup,
}

/// How a unit takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 牵头.
    Lead,
    /// 配合.
    Joint,
}

/// A unit that a clause makes responsible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// As printed: `县财政局(金融办)`.
    pub name: String,
    /// `None` where the text does not say; being named first is no role.
    pub role: Option<Role>,
}

/// One clause with its wording, exactly as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// Unique in its document.
    pub id: ClauseId,
    /// What kind of heading it stands under.
    pub kind: ClauseKind,
    /// As printed, with its punctuation: `一、`, `(一)`, `1.`, `第三条`. `None` for groups.
    pub number: Option<String>,
    /// Without number and closing stop. `None` where the text runs on without one.
    pub title: Option<String>,
    /// Number, title and the stop after a run-in title, as printed; empty for groups.
    pub heading: String,
    /// What follows the heading and belongs to no child; paragraphs separated by `\n`.
    /// `heading` and `text` of all clauses, depth first, with `residue` between
    /// them by place, give the document back.
    pub text: String,
    /// Responsible units in printed order, each once.
    pub units: Vec<Duty>,
    /// Byte range in the source of heading and text, without children.
    pub span: Range<usize>,
    /// In printed order.
    pub children: Vec<Clause>,
}

/// What a line outside the clauses is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResidueKind {
    /// Title of the plan.
    Title,
    /// Title of the notice that carries it.
    CarrierTitle,
    /// 发文字号.
    DocumentNumber,
    /// 统一编号.
    RegistrationNumber,
    /// A field of the page it was copied from that has a value: 发布时间, 来源, 有效性.
    Field,
    /// 主送机关.
    Addressees,
    /// The issuer's name as signature.
    Signature,
    /// The date below the signature.
    SignedDate,
    /// 附注: （此件公开发布）.
    Note,
    /// Page furniture without content: 浏览次数, 打印, 分享, 字号.
    Furniture,
    /// 版记: 抄送, 印发.
    Imprint,
}

/// A piece of the text that belongs to no clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Residue {
    /// What it is.
    pub kind: ResidueKind,
    /// What a person calls it, in Chinese: 浏览次数, 发文字号.
    pub name: String,
    /// As printed.
    pub text: String,
    /// Byte range in the source.
    pub span: Range<usize>,
}

/// The dates that a text states about itself, or a record about its text. Five
/// different things; `None` where it is silent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Dates {
    /// 成文日期.
    pub signed: Option<Date>,
    /// 发布日期.
    pub published: Option<Date>,
    /// 施行日期.
    pub in_force: Option<Date>,
    /// 失效日期.
    pub expires: Option<Date>,
    /// 执行期限起.
    pub period_start: Option<Date>,
    /// 执行期限止.
    pub period_end: Option<Date>,
}

/// Another document that the text names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// Without 《》.
    pub title: String,
    /// 发文字号, as printed, without its bracket.
    pub number: Option<String>,
    /// The clause that names it first; `None` outside the clauses.
    pub clause: Option<ClauseId>,
}

/// What a document's text says, in its own order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Outline {
    /// Of the plan itself; line breaks inside it removed.
    pub title: Option<String>,
    /// Of the notice that carries it (…关于印发…的通知).
    pub carrier_title: Option<String>,
    /// 发文字号.
    pub document_number: Option<String>,
    /// 统一编号.
    pub registration_number: Option<String>,
    /// 发布机关, from the signature or else the head.
    pub issuer: Option<String>,
    /// 来源 as the page states it.
    pub source: Option<String>,
    /// 有效性 as the page states it.
    pub validity: Option<String>,
    /// 主送机关.
    pub addressees: Vec<String>,
    /// The dates it states.
    pub dates: Dates,
    /// Each other document once.
    pub citations: Vec<Citation>,
    /// The tree.
    pub clauses: Vec<Clause>,
    /// What belongs to no clause.
    pub residue: Vec<Residue>,
}
