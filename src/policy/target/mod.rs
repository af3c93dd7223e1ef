//! Candidates for numeric targets: what a plan promises in numbers, each with its quote.
//!
//! For a person to review, of any plan; nothing is published from here. Pure,
//! never refuses a text, time linear in its length. Reads sentences, not tables.
//!
//! Conventions where a text leaves a choice:
//! - 万 and 亿 stay in the unit as printed: 5万家 is 5 in 万家, 50000家 is 50000 in 家.
//! - 零突破 is 1, at least, without a unit.
//! - 降低13.5% is at least 13.5 % of a fall, and 降低 stays in the name; 下降到
//!   and 控制在 are at most. All of % and 个百分点 are ratios, also 年均增长8%.
//! - What is not exact (一批, 十余项, 20多家) or tells of the past (截至2021年底,
//!   目前) or of money given (奖励20万元) is no candidate.

mod chain;
mod day;
mod number;
mod part;
pub mod report;
mod sentence;
mod token;
mod unit;
mod verdict;
mod word;
mod zone;

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Clause, Outline};
use crate::id::ClauseId;
use crate::quantity::{Amount, Kind, Op};
use sentence::Calendar;
use word::{Lexicon, Word};

/// A number of a plan that reads like a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Where it stands.
    pub clause: ClauseId,
    /// A slice of the clause's text (or of its heading), with the number in it.
    pub quote: String,
    /// What is counted or measured, in the plan's words.
    pub name: String,
    /// How it counts.
    pub kind: Kind,
    /// How the number is meant.
    pub op: Op,
    /// The number, in `unit`.
    #[serde(rename = "value")]
    pub amount: Amount,
    /// As printed, with 万 or 亿; `%` for ％ too. `None` for 零突破.
    pub unit: Option<String>,
    /// 每个产业链, 每千人口, 每季度: as printed.
    pub per: Option<String>,
    /// The last day: of the sentence, or else of the clause, of those above it,
    /// of the goals, of the period in the title.
    pub deadline: Option<Date>,
    /// 力争, 确保, as printed.
    pub modality: Option<String>,
    /// Responsible units of the clause, or else of the nearest one above it.
    pub units: Vec<String>,
}

/// The candidates of a document, in its order.
#[must_use]
pub fn candidates(outline: &Outline) -> Vec<Candidate> {
    let title = outline.title.as_deref().or(outline.carrier_title.as_deref()).unwrap_or_default();
    let period = day::period(title);
    let begins = period.and_then(|(first, _)| Date::new(first?, 1, 1).ok());
    let year = period.filter(|(first, last)| *first == Some(last.year())).map(|(_, last)| last.year());
    let issued = [outline.dates.signed, outline.dates.published, begins].into_iter().flatten().min();
    let mut reader = Reader { lexicon: Lexicon::new(), found: Vec::new(), goals: BTreeSet::new() };
    let above =
        Above { calendar: Calendar { issued, deadline: None, year }, units: Vec::new(), is_goal: false };
    for clause in &outline.clauses {
        reader.clause(clause, &above);
    }
    let goal = if reader.goals.len() == 1 { reader.goals.first().copied() } else { None };
    let fallback = goal.or(period.map(|(_, last)| last)).or(outline.dates.period_end);
    for candidate in &mut reader.found {
        candidate.deadline = candidate.deadline.or(fallback);
    }
    reader.found
}

/// Every number of `quote` with its unit, in order; 零突破 is 1 without a unit.
///
/// More than [`candidates`] takes: any number that counts something. Numbers in
/// names (“上市50”, 5G, G60, 〔2022〕19号) are none. The unit keeps 万 and 亿.
#[must_use]
pub fn amounts(quote: &str) -> Vec<(Amount, String)> {
    let tokens = token::read(quote, &Lexicon::new());
    let read = tokens.into_iter().filter_map(|token| match token.kind {
        token::Kind::Measure(measure) => Some((measure.amount, measure.unit.to_owned())),
        token::Kind::Word(Word::First) => Some((Amount::One(Decimal::ONE), String::new())),
        _ => None,
    });
    read.collect()
}

/// What a clause takes from those above it.
#[derive(Clone)]
struct Above {
    calendar: Calendar,
    units: Vec<String>,
    is_goal: bool,
}

struct Reader {
    lexicon: Lexicon,
    found: Vec<Candidate>,
    /// The deadlines of the goals.
    goals: BTreeSet<Date>,
}

impl Reader {
    fn clause(&mut self, clause: &Clause, above: &Above) {
        let title = clause.title.as_deref().unwrap_or_default();
        if tells_no_target(title) {
            return;
        }
        let own: Vec<String> = clause.units.iter().map(|duty| duty.name.clone()).collect();
        let mut here = above.clone();
        here.is_goal |= title.contains("目标") || title.contains("目標");
        if !own.is_empty() {
            here.units = own;
        }
        let number = clause.number.as_deref().unwrap_or_default();
        let heading = clause.heading.strip_prefix(number).unwrap_or(&clause.heading);
        for line in heading.lines().chain(clause.text.lines()) {
            self.line(line, clause, &mut here);
        }
        if here.is_goal {
            self.goals.extend(here.calendar.deadline);
        }
        for child in &clause.children {
            self.clause(child, &here);
        }
    }

    fn line(&mut self, line: &str, clause: &Clause, here: &mut Above) {
        let tokens = token::read(line, &self.lexicon);
        for found in sentence::find(line, &tokens, &mut here.calendar) {
            let motion = &line[found.motion];
            let name = format!("{}{motion}", tidy(&line[found.name]));
            let title = || clause.title.clone().unwrap_or_else(|| line[found.quote.clone()].to_owned());
            self.found.push(Candidate {
                clause: clause.id.clone(),
                name: if name.is_empty() { title() } else { name },
                quote: line[found.quote.clone()].trim().to_owned(),
                kind: found.kind,
                op: found.op,
                amount: found.amount,
                unit: found.unit.map(str::to_owned),
                per: found.per.map(|per| line[per].trim().to_owned()),
                deadline: found.deadline,
                modality: found.modality.map(|modality| line[modality].to_owned()),
                units: here.units.clone(),
            });
            if here.is_goal {
                self.goals.extend(found.deadline);
            }
        }
    }
}

/// A name without what hangs on its ends.
fn tidy(name: &str) -> &str {
    let hangs = |c: char| crate::text::fold::is_blank(c) || "，,、：:；;的".contains(c);
    let name = name.trim_matches(hangs);
    name.strip_suffix("分别").unwrap_or(name).trim_end_matches(hangs)
}

/// Chapters on what was, and on what someone has to bring for money.
fn tells_no_target(title: &str) -> bool {
    let past = [
        "发展现状",
        "现状",
        "基本情况",
        "发展基础",
        "现实基础",
        "工作基础",
        "发展回顾",
        "主要成效",
        "面临形势",
    ];
    let money = ["申报条件", "认定条件", "奖励标准", "补助标准", "奖补标准", "扶持标准", "申报对象"];
    past.iter().any(|word| title.starts_with(word)) || money.iter().any(|word| title.contains(word))
}
