//! What `saltpress targets` prints of a document.

use std::fmt::Write as _;

use serde::Serialize;

use super::Candidate;
use crate::policy::Outline;
use crate::problem::Problem;
use crate::quantity::{Kind, Op};

/// The candidates with what is wrong in the text, as JSON has it.
#[derive(Debug, Serialize)]
pub struct TargetsReport<'a> {
    targets: &'a [Candidate],
    problems: Vec<Problem>,
}

impl<'a> TargetsReport<'a> {
    /// Joins the two.
    #[must_use]
    pub fn new(targets: &'a [Candidate], problems: Vec<Problem>) -> Self {
        Self { targets, problems }
    }
}

/// The candidates for a person: how many of which kind, then each with its words.
#[must_use]
pub fn list(outline: &Outline, targets: &[Candidate]) -> String {
    let title = outline.title.as_deref().unwrap_or("（原文没有标题）");
    let mut text = format!("{title}\n");
    if targets.is_empty() {
        text.push_str("没有读到定量目标。表格里的指标不读，请对照原文。\n");
        return text;
    }
    let _ =
        writeln!(text, "读到疑似定量目标 {} 个（{}），请逐个对照原文核对。", targets.len(), counts(targets));
    let mut clause = None;
    for (at, target) in targets.iter().enumerate() {
        if clause != Some(&target.clause) {
            clause = Some(&target.clause);
            let _ = writeln!(text, "\n条款 {}{}", target.clause, units(target));
        }
        entry(at + 1, target, &mut text);
    }
    text
}

/// `达到 12、累计新增 13`.
fn counts(targets: &[Candidate]) -> String {
    let count = |kind| targets.iter().filter(|target| target.kind == kind).count();
    let known = Kind::ALL.map(|kind| (kind, count(kind)));
    let told = known.iter().filter(|(_, count)| *count > 0);
    told.map(|(kind, count)| format!("{} {count}", kind.label())).collect::<Vec<_>>().join("、")
}

fn units(target: &Candidate) -> String {
    if target.units.is_empty() { String::new() } else { format!("  ［{}］", target.units.join("、")) }
}

fn entry(number: usize, target: &Candidate, text: &mut String) {
    let per = target.per.as_ref().map(|per| format!("{per} ")).unwrap_or_default();
    let unit = target.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let deadline = target.deadline.map_or_else(|| "期限不明".to_owned(), |date| format!("{date} 前"));
    let modality = target.modality.as_ref().map(|word| format!("，{word}")).unwrap_or_default();
    let _ = writeln!(text, "{number:>3}. {}", target.name);
    let _ = writeln!(
        text,
        "     {}：{per}{}{}{unit}，{deadline}{modality}",
        target.kind.label(),
        word(target.op),
        target.amount
    );
    let _ = writeln!(text, "     原文：{}", target.quote);
}

fn word(op: Op) -> &'static str {
    match op {
        Op::AtLeast => "不少于 ",
        Op::AtMost => "不超过 ",
        Op::Equal => "等于 ",
        Op::Between => "",
    }
}
