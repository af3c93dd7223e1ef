//! The home page.

use super::{DocumentCard, SectionCard, UnitCard};
use crate::page::column::view::{CaseCard, NoticeCard};
use crate::page::progress::view::{CountView, TargetRow};
use serde::Serialize;

/// A main promise as printed.
#[derive(Debug, Clone, Serialize)]
pub struct HeadlineView {
    /// What is counted.
    pub name: String,
    /// The number as printed.
    pub value: String,
    /// 家.
    pub unit: String,
    /// Verbatim.
    pub quote: String,
    /// The clause it is quoted from.
    pub href: String,
    /// Where it stands; `None` where it is no listed target.
    pub standing: Option<TargetRow>,
}

/// A step of the tier ladder; 1 is the broadest.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// 1 to 5.
    pub level: usize,
    /// 创新型中小企业.
    pub name: String,
    /// A word to the firm.
    pub note: Option<String>,
    /// `500家`, with what is counted; empty where the plan states no number.
    pub targets: Vec<HeadlineView>,
}

/// The home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// What the plan is.
    pub sentence: String,
    /// 到2025年.
    pub horizon: Option<String>,
    /// The plan.
    pub document: Option<DocumentCard>,
    /// The main promises.
    pub headlines: Vec<HeadlineView>,
    /// The ladder.
    pub ladder: Vec<StepView>,
    /// The 工程 with their measures.
    pub sections: Vec<SectionCard>,
    /// How many measures there are.
    pub measure_count: usize,
    /// How far the plan has come; `None` where its targets are not listed.
    pub progress: Option<ProgressCard>,
    /// Newest first.
    pub latest: Vec<DocumentCard>,
    /// The leading story of the column.
    pub lead: Option<CaseCard>,
    /// What can be applied for now.
    pub open: Vec<NoticeCard>,
    /// The column; `None` where nobody has written for it.
    pub column_href: Option<String>,
    /// Whom to call.
    pub contacts: Vec<UnitCard>,
    /// The register.
    pub units_href: String,
}

/// How far a plan has come, in a few numbers.
#[derive(Debug, Clone, Serialize)]
pub struct ProgressCard {
    /// All targets.
    pub href: String,
    /// How many targets there are.
    pub total: usize,
    /// How many have each status.
    pub counts: Vec<CountView>,
    /// 2026年10月31日.
    pub cutoff: String,
    /// Whether a number in it is made up.
    pub is_sample: bool,
}
