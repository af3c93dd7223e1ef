//! 责任单位.

use super::{MeasureCard, Row, UnitCard};
use crate::page::column::view::FromColumn;
use crate::page::progress::view::TargetRow;
use serde::Serialize;

/// The register.
#[derive(Debug, Clone, Serialize)]
pub struct UnitIndexView {
    /// In the register's order.
    pub units: Vec<UnitCard>,
}

/// Measures of a unit under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct DutyGroup {
    /// 牵头, 首位责任单位, 共同责任单位.
    pub title: &'static str,
    /// What the heading means.
    pub note: &'static str,
    /// The measures.
    pub measures: Vec<MeasureCard>,
}

/// One unit.
#[derive(Debug, Clone, Serialize)]
pub struct UnitView {
    /// As documents print it.
    pub name: String,
    /// Official full name.
    pub full_name: String,
    /// Other printed names.
    pub other_names: Vec<String>,
    /// A merger, a change of name.
    pub note: Option<String>,
    /// 电话, 地址, 网址, 办公时间.
    pub contact: Vec<Row>,
    /// What it answers for in numbers, and where that stands.
    pub targets: Vec<TargetRow>,
    /// Its notices, services and cases.
    pub column: FromColumn,
    /// Lead first; empty groups are left out.
    pub groups: Vec<DutyGroup>,
    /// How many measures in all.
    pub total: usize,
}
