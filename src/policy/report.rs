//! What `saltpress outline` prints of a document.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Clause, Outline, Role};
use crate::problem::Problem;

/// The outline with what is wrong in the text, as JSON has it.
#[derive(Debug, Serialize)]
pub struct OutlineReport<'a> {
    #[serde(flatten)]
    outline: &'a Outline,
    problems: Vec<Problem>,
}

impl<'a> OutlineReport<'a> {
    /// Joins the two.
    #[must_use]
    pub fn new(outline: &'a Outline, problems: Vec<Problem>) -> Self {
        Self { outline, problems }
    }
}

/// The longest start of a clause without a title, in characters.
const START: usize = 20;

/// The outline for a person: what is known, then the clauses, indented.
#[must_use]
pub fn tree(outline: &Outline) -> String {
    let mut text = String::new();
    let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    let entries = [
        ("标题", outline.title.clone()),
        ("印发通知", outline.carrier_title.clone()),
        ("发文字号", outline.document_number.clone()),
        ("统一编号", outline.registration_number.clone()),
        ("发布机构", outline.issuer.clone()),
        ("来源", outline.source.clone()),
        ("有效性", outline.validity.clone()),
        ("成文日期", day(outline.dates.signed)),
        ("发布日期", day(outline.dates.published)),
        ("施行日期", day(outline.dates.in_force)),
        ("失效日期", day(outline.dates.expires)),
        ("执行期限起", day(outline.dates.period_start)),
        ("执行期限止", day(outline.dates.period_end)),
    ];
    for (name, value) in entries {
        let _ = writeln!(text, "{name}：{}", value.as_deref().unwrap_or("（原文没有）"));
    }
    text.push('\n');
    for clause in &outline.clauses {
        branch(clause, 0, &mut text);
    }
    if !outline.residue.is_empty() {
        text.push_str("\n不属于条款的内容：\n");
    }
    for piece in &outline.residue {
        let _ = writeln!(text, "  {}：{}", piece.name, piece.text);
    }
    text
}

fn branch(clause: &Clause, depth: usize, text: &mut String) {
    let number = clause.number.as_deref().unwrap_or_default();
    let start: String = clause.text.chars().take(START).collect();
    let title = clause.title.clone().unwrap_or_else(|| format!("{start}……"));
    let _ = write!(text, "{}{}  {number}{title}", "  ".repeat(depth), clause.id);
    if !clause.units.is_empty() {
        let units: Vec<String> = clause
            .units
            .iter()
            .map(|duty| match duty.role {
                Some(Role::Lead) => format!("{}（牵头）", duty.name),
                Some(Role::Joint) => format!("{}（配合）", duty.name),
                None => duty.name.clone(),
            })
            .collect();
        let _ = write!(text, "  ［{}］", units.join("、"));
    }
    text.push('\n');
    for child in &clause.children {
        branch(child, depth + 1, text);
    }
}
