//! The columns of a table of figures, and what is said of one of them.
//!
//! CSV files and workbooks have the same columns; each front knows where a
//! column stands, so a remark names the column and no place.

use crate::problem::Severity;

/// A column of `figures.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 指标标识.
    Target,
    /// 分组.
    Group,
    /// 年份.
    Year,
    /// 数值.
    Value,
    /// 分子.
    Numerator,
    /// 分母.
    Denominator,
    /// 口径.
    Measure,
    /// 统计时点.
    AsOf,
    /// 数据状态.
    State,
    /// 来源.
    Source,
    /// 来源网址.
    SourceUrl,
    /// 备注.
    Note,
    /// 示例.
    Sample,
}

impl Field {
    /// Every column, in the order in which files are written.
    pub const ALL: [Self; 13] = [
        Self::Target,
        Self::Group,
        Self::Year,
        Self::Value,
        Self::Numerator,
        Self::Denominator,
        Self::Measure,
        Self::AsOf,
        Self::State,
        Self::Source,
        Self::SourceUrl,
        Self::Note,
        Self::Sample,
    ];

    /// The column's head in CSV files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Target => "indicator",
            Self::Group => "group",
            Self::Year => "year",
            Self::Value => "value",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Measure => "measure",
            Self::AsOf => "as_of",
            Self::State => "state",
            Self::Source => "source",
            Self::SourceUrl => "source_url",
            Self::Note => "note",
            Self::Sample => "sample",
        }
    }

    /// The column's head in workbooks; CSV files may use it too.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Target => "指标标识",
            Self::Group => "分组",
            Self::Year => "年份",
            Self::Value => "数值",
            Self::Numerator => "分子",
            Self::Denominator => "分母",
            Self::Measure => "口径",
            Self::AsOf => "统计时点",
            Self::State => "数据状态",
            Self::Source => "来源",
            Self::SourceUrl => "来源网址",
            Self::Note => "备注",
            Self::Sample => "示例",
        }
    }

    /// The column with this head, in either language.
    #[must_use]
    pub fn named(head: &str) -> Option<Self> {
        let head = head.trim();
        Self::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(head) || field.label() == head)
    }
}

/// Something wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where in the line.
    pub field: Field,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Remark {
    /// An error.
    #[must_use]
    pub fn error(field: Field, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { field, severity: Severity::Error, message: message.into(), hint: hint.into() }
    }

    /// A warning.
    #[must_use]
    pub fn warning(field: Field, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(field, message, hint) }
    }
}
