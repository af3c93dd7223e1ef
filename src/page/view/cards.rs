//! Entries of lists: units, measures, sections, documents.

use serde::Serialize;

/// A unit where it is named as responsible.
#[derive(Debug, Clone, Serialize)]
pub struct UnitLink {
    /// As printed.
    pub name: String,
    /// Its page; `None` where it is not registered.
    pub href: Option<String>,
    /// 牵头 or 配合, where the text says so.
    pub role: Option<&'static str>,
}

/// A measure in a list.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureCard {
    /// `4`, as printed without its point.
    pub number: String,
    /// 提升创新能级.
    pub title: String,
    /// Its page.
    pub href: String,
    /// First sentence without links, as finished HTML.
    pub lead_html: String,
    /// Responsible units.
    pub units: Vec<UnitLink>,
}

/// A 工程 in a list, with its measures.
#[derive(Debug, Clone, Serialize)]
pub struct SectionCard {
    /// `(一)` as printed.
    pub number: String,
    /// 实施精细化梯度培育工程.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its measures.
    pub measures: Vec<MeasureCard>,
}

/// A document in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentCard {
    /// Full title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 发文字号.
    pub number: Option<String>,
    /// 发布日期.
    pub published: Option<String>,
    /// 来源.
    pub source: Option<String>,
    /// 有效性 as stated.
    pub validity: Option<String>,
}

/// A unit in a list.
#[derive(Debug, Clone, Serialize)]
pub struct UnitCard {
    /// As documents print it.
    pub name: String,
    /// Official full name.
    pub full_name: String,
    /// Its page.
    pub href: String,
    /// How many measures name it.
    pub measures: usize,
    /// How many name it first or as lead.
    pub first: usize,
    /// 电话; `None` is 待补.
    pub phone: Option<String>,
}
