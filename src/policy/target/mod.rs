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
//! - Left to the reader: tables of indicators, 翻一番, numbers without a unit
//!   (之比达到2.8), a share in the middle (机关100%建成…), ranks (前10名); of several
//!   dates that share a list (到2023年、2024年分别达到…) all numbers get the last.

mod chain;
mod context;
mod day;
mod meaning;
mod number;
mod part;
pub mod report;
mod sentence;
mod tail;
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
use context::Calendar;
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
    let name = name.strip_suffix("分别").or_else(|| name.strip_suffix("首次")).unwrap_or(name);
    name.trim_end_matches(hangs)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::outline;
    use crate::problem::Problems;
    use crate::source::SourceFile;

    fn found(text: &str) -> Vec<Candidate> {
        candidates(&outline::read(&SourceFile::new("text.txt", text), &mut Problems::new()))
    }

    /// Kind, op, number and unit of each target of a sentence: `Stock >= 4 家`.
    fn told(sentence: &str) -> Vec<String> {
        let text = format!("甲县行动方案（2022—2025年）\n\n一、任务\n推进各项工作。{sentence}\n");
        let show = |found: Candidate| {
            let op = serde_json::to_string(&found.op).unwrap_or_default();
            let unit = found.unit.unwrap_or_default();
            format!("{:?} {} {} {unit}", found.kind, op.trim_matches('"'), found.amount).trim_end().to_owned()
        };
        found(&text).into_iter().map(show).collect()
    }

    #[test]
    fn words_before_and_behind_a_number_say_how_it_counts() {
        for (sentence, wanted) in [
            ("上市公司达到12家。", "Stock >= 12 家"),
            ("有效发明专利达2400件。", "Stock >= 2400 件"),
            ("到2025年，绿色工厂12家。", "Stock >= 12 家"),
            ("新增绿色工厂35家。", "Cumulative >= 35 家"),
            ("企业新增3家。", "Cumulative >= 3 家"),
            ("累计新认定首台套不少于20项。", "Cumulative >= 20 项"),
            ("推荐不少于150家企业进入培育库。", "Cumulative >= 150 家"),
            ("建立5家以上拟上市企业培育库。", "Stock >= 5 家"),
            ("建立5家以上研发机构。", "Cumulative >= 5 家"),
            ("每年发布15项以上榜单。", "Flow >= 15 项"),
            ("每个产业链梳理5-10个重点企业。", "Stock between 5–10 个"),
            ("清洁生产比例达到60%以上。", "Ratio >= 60 %"),
            ("实现国家级奖项零突破。", "Breakthrough >= 1"),
            ("新增企业不少于100家/年。", "Flow >= 100 家/年"),
            ("能耗下降到0.5吨标准煤/万元。", "Stock <= 0.5 吨标准煤/万元"),
            ("能耗降低13.5%。", "Ratio >= 13.5 %"),
            ("减少散煤1.5万吨。", "Cumulative >= 1.5 万吨"),
            ("能源消费总量控制在112万吨标准煤以内。", "Stock <= 112 万吨标准煤"),
            ("办理时间不超过5分钟。", "Stock <= 5 分钟"),
            ("生猪存栏保持在18万头。", "Stock = 18 万头"),
            ("播种面积稳定在52万亩以上。", "Stock >= 52 万亩"),
            ("安排3000万元专项资金。", "Cumulative >= 3000 万元"),
            ("力争100家企业上云。", "Cumulative >= 100 家"),
            ("新建五百张床位的酒店两座。", "Cumulative >= 2 座"),
            ("培育年产值2000万元以上企业10家。", "Cumulative >= 10 家"),
            ("打造10个年产值超过1亿元的品牌。", "Cumulative >= 10 个"),
            ("比重由2020年的16.5%提高到2025年的22%。", "Ratio >= 22 %"),
        ] {
            assert_eq!(told(sentence), [wanted], "{sentence}");
        }
    }

    #[test]
    fn what_is_no_promise_is_no_candidate() {
        for sentence in [
            "截至2021年底，已建成绿色工厂12家。",
            "2021年，绿色工厂达到12家。",
            "目前全县有上市公司6家。",
            "对认定的企业给予20万元奖励。",
            "通过验收的，奖励不超过100万元。",
            "对销售额首次达到1亿元、5亿元的企业，分别给予奖励。",
            "每家企业申领额度不超过10万元。",
            "落实50人以上的单位主体责任，引进50人以上的机构。",
            "覆盖9个镇、105个村。",
            "实施“上市50”行动，依托96871、G60和5G。",
            "推动“三年创优”“双提升”，落实〔2022〕19号文件第3条。",
            "围绕六大产业、三个方面，形成一批企业，提供一对一、一条龙服务。",
            "培育20余家企业，走访100多家。",
            "培育世界500强企业，对A类企业优先支持。",
            "打造15分钟生活圈。",
            "投资额不低于500万元的项目优先安排。",
            "建设一个平台。",
        ] {
            assert_eq!(told(sentence), [""; 0], "{sentence}");
        }
    }

    #[test]
    fn one_word_governs_a_whole_list() {
        let text = "甲县方案\n一、任务\n1.品质。提升品质。到2025年,力争中国质量奖实现零突破,新增省、市政府质量奖企业3家、县政府质量奖企业10家。每年新增甲企业1家以上、乙企业2家以上。\n";
        let found = found(text);
        let kinds: Vec<Kind> = found.iter().map(|found| found.kind).collect();
        assert_eq!(kinds, [Kind::Breakthrough, Kind::Cumulative, Kind::Cumulative, Kind::Flow, Kind::Flow]);
        let names: Vec<&str> = found.iter().map(|found| found.name.as_str()).collect();
        assert_eq!(names, ["中国质量奖", "省、市政府质量奖企业", "县政府质量奖企业", "甲企业", "乙企业"]);
        let meant: Vec<bool> = found.iter().map(|found| found.modality.is_some()).collect();
        assert_eq!(meant, [true, true, true, false, false], "力争 ends with its sentence");
    }

    #[test]
    fn a_number_without_a_name_takes_what_was_spoken_of_last() {
        let found = found(
            "甲县方案\n一、任务\n1.转化。形成一批首台(套)装备、首版次软件等产品,到2025年,累计新认定不少于20项。\n",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, "首台(套)装备、首版次软件等产品");
        assert_eq!(found[0].quote, "形成一批首台(套)装备、首版次软件等产品,到2025年,累计新认定不少于20项");
    }

    #[test]
    fn a_deadline_comes_from_the_nearest_place_that_states_one() {
        let deadline = |text: &str| {
            let dates: Vec<_> =
                found(text).iter().map(|found| found.deadline.map(|date| date.to_string())).collect();
            dates.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join(" ")
        };
        let goals = "甲县方案（2022—2026年）\n一、工作目标\n到2025年，企业达到3家。\n二、任务\n";
        for (text, wanted) in [
            (format!("{goals}1.甲。乙。新增乙企业5家。\n"), "2025-12-31 2025-12-31"),
            (
                format!("{goals}1.甲。乙。2024年6月底前，新增乙5家。再新增丙3家。\n"),
                "2025-12-31 2024-06-30 2024-06-30",
            ),
            ("甲县方案（2022—2026年）\n一、任务\n1.甲。乙。新增乙企业5家。\n".to_owned(), "2026-12-31"),
            ("甲县方案\n一、任务\n1.甲。乙。新增乙企业5家。\n".to_owned(), ""),
        ] {
            assert_eq!(deadline(&text), wanted, "{text}");
        }
    }

    #[test]
    fn units_come_from_the_clause_or_the_one_above() {
        let found = found(
            "甲县方案\n一、任务\n（一）甲（责任单位：县甲局）\n1.乙。丙。新增乙5家。\n2.丁。戊。新增丁6家。（责任单位：县丁局）\n",
        );
        let units: Vec<&str> =
            found.iter().flat_map(|found| found.units.iter().map(String::as_str)).collect();
        assert_eq!(units, ["县甲局", "县丁局"]);
    }

    #[test]
    fn every_number_of_a_quote_is_read() {
        let read = |quote: &str| {
            let amounts = amounts(quote).into_iter();
            amounts.map(|(amount, unit)| format!("{amount} {unit}")).collect::<Vec<_>>().join("; ")
        };
        for (quote, wanted) in [
            ("国家级“单项冠军”示范企业(产品)达到4家", "4 家"),
            ("每个产业链梳理5-10个企业", "5–10 个"),
            ("中国质量奖实现零突破", "1 "),
            ("比例达到60%以上", "60 %"),
            ("减排量分别不低于420吨、18吨", "420 吨; 18 吨"),
            ("企业5万家", "5 万家"),
            ("企业“上市50”行动", ""),
        ] {
            assert_eq!(read(quote), wanted, "{quote}");
        }
    }
}
