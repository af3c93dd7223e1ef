//! `targets.yaml`: every target of a plan, each quoting its clause.
//!
//! Slow and reviewed like text. What can be said without the plan is checked
//! here; whether the quote stands in its clause is for `site` to say.

mod raw;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_saphyr::Spanned;

use super::{Baseline, Direction, Milestone, MilestoneState, Quality, Release, Spans, Target};
use crate::id::{ClauseId, TargetId};
use crate::problem::Problems;
use crate::quantity::{self, Amount, Kind, Op};
use crate::source::SourceFile;
use crate::text::yaml;
use raw::{KindWord, OpWord, RawBaseline, RawMilestone, RawQuality, RawRelease, RawTarget, Sheet, StateWord};

/// Targets and milestones of `file`, in its order; what cannot be taken is a problem and left out.
/// `None` where the file as a whole could not be read, which is a problem too.
pub fn parse(file: &SourceFile, problems: &mut Problems) -> Option<(Vec<Target>, Vec<Milestone>)> {
    let sheet = yaml::parse::<Sheet>(file, problems)?;
    let mut reader = Reader { file, problems, known: BTreeSet::new() };
    let (start, deadline) = (reader.date(&sheet.start), reader.date(&sheet.deadline));
    let (start, deadline) = start.zip(deadline)?;
    let targets: Vec<Target> =
        sheet.targets.into_iter().filter_map(|raw| reader.target(raw, start, deadline)).collect();
    let milestones = sheet.milestones.into_iter().filter_map(|raw| reader.milestone(raw)).collect();
    Some((targets, milestones))
}

struct Reader<'a> {
    file: &'a SourceFile,
    problems: &'a mut Problems,
    known: BTreeSet<TargetId>,
}

impl Reader<'_> {
    fn target(&mut self, raw: RawTarget, start: Date, deadline: Date) -> Option<Target> {
        let id = self.id(&raw.id)?;
        let kind = kind(raw.kind);
        let op = raw.op.map_or(Op::AtLeast, op);
        let amount = self.amount(&raw.value, op)?;
        let start = raw.start.as_ref().map_or(Some(start), |entry| self.date(entry))?;
        let deadline = raw.deadline.as_ref().map_or(Some(deadline), |entry| self.date(entry))?;
        if deadline <= start {
            self.problem(&raw.id, format!("指标“{}”的期限不在起算之后", raw.name), "核对起算和期限");
            return None;
        }
        let clause = self.clause(&raw.clause)?;
        let path = self.path(raw.path, start, deadline);
        let release = raw.release.map(|release| self.release(release));
        let baseline = raw.baseline.and_then(|baseline| self.baseline(&baseline, start));
        let flow = raw.flow.as_ref().and_then(|flow| self.reference(flow));
        let within = raw.within.iter().filter_map(|stock| self.reference(stock)).collect();
        Some(Target {
            short: raw.short.unwrap_or_else(|| raw.name.clone()),
            name: raw.name,
            kind,
            unit: raw.unit,
            is_whole: !raw.is_fractional && kind != Kind::Ratio,
            direction: if op == Op::AtMost { Direction::Down } else { Direction::Up },
            op,
            amount,
            deadline,
            start,
            modality: raw.modality,
            per: raw.per,
            group_count: raw.group_count.or((!raw.groups.is_empty()).then_some(raw.groups.len())),
            groups: raw.groups,
            baseline,
            path,
            clause,
            units: raw.units,
            flow,
            within,
            definition: raw.definition,
            quality: quality(raw.quality),
            release,
            spans: spans(&raw.id, &raw.clause, &raw.quote),
            quote: raw.quote.value,
            id,
        })
    }

    fn milestone(&mut self, raw: RawMilestone) -> Option<Milestone> {
        let id = self.id(&raw.id)?;
        let clause = self.clause(&raw.clause)?;
        let state = raw.state.map_or(MilestoneState::Unpublished, state);
        if state != MilestoneState::Unpublished && raw.evidence.is_none() {
            let message = format!("“{}”写了{}，但没有佐证", raw.name, state.label());
            self.problem(&raw.id, message, "补上佐证（标题和网址），或把状态改为“未公布”");
        }
        Some(Milestone {
            id,
            name: raw.name,
            clause,
            state,
            evidence: raw.evidence.map(|evidence| (evidence.title, evidence.url)),
            is_sample: raw.is_sample,
            spans: spans(&raw.id, &raw.clause, &raw.quote),
            quote: raw.quote.value,
        })
    }

    fn problem<T>(&mut self, entry: &Spanned<T>, message: impl Into<String>, hint: &str) {
        self.problems.add(self.file.problem(yaml::span(entry), message).hint(hint));
    }

    fn id(&mut self, entry: &Spanned<String>) -> Option<TargetId> {
        match TargetId::parse(&entry.value) {
            Ok(id) if self.known.insert(id.clone()) => Some(id),
            Ok(id) => {
                self.problem(
                    entry,
                    format!("标识“{id}”用了两次"),
                    "每个指标的标识只能有一个，发布后不再改动",
                );
                None
            }
            Err(bad) => {
                self.problem(entry, bad.to_string(), "用英文小写短语，如 little-giant");
                None
            }
        }
    }

    fn reference(&mut self, entry: &Spanned<String>) -> Option<TargetId> {
        let id = TargetId::parse(&entry.value);
        if let Err(bad) = &id {
            self.problem(entry, bad.to_string(), "写另一个指标的标识");
        }
        id.ok()
    }

    fn clause(&mut self, entry: &Spanned<String>) -> Option<ClauseId> {
        match ClauseId::parse(&entry.value) {
            Ok(id) => Some(id),
            Err(bad) => {
                self.problem(
                    entry,
                    bad.to_string(),
                    "写条款编号，如 2.1.2；用“saltpress outline”查看全部编号",
                );
                None
            }
        }
    }

    fn date(&mut self, entry: &Spanned<String>) -> Option<Date> {
        let date = entry.value.parse().ok();
        if date.is_none() {
            self.problem(entry, format!("“{}”不是日期", entry.value), "写成 2025-12-31 的样子");
        }
        date
    }

    fn number(&mut self, entry: &Spanned<String>) -> Option<Decimal> {
        let value = quantity::parse(&entry.value);
        if value.is_none() {
            self.problem(entry, format!("“{}”不是数字", entry.value), "只写数字，单位写在“单位”里");
        }
        value
    }

    fn amount(&mut self, entry: &Spanned<String>, op: Op) -> Option<Amount> {
        if op != Op::Between {
            return self.number(entry).map(Amount::One);
        }
        let ends = entry.value.split_once(['-', '–', '～', '~']);
        let ends = ends.and_then(|(low, high)| quantity::parse(low).zip(quantity::parse(high)));
        match ends {
            Some((low, high)) if low < high => Some(Amount::Range(low, high)),
            _ => {
                self.problem(entry, format!("“{}”不是区间", entry.value), "写成 5-10 的样子，小的在前");
                None
            }
        }
    }

    fn path(
        &mut self,
        raw: BTreeMap<i16, Spanned<String>>,
        start: Date,
        deadline: Date,
    ) -> BTreeMap<i16, Decimal> {
        let mut path = BTreeMap::new();
        for (year, entry) in raw {
            if !(start.year()..deadline.year()).contains(&year) {
                self.problem(&entry, format!("节点 {year} 年不在起算和期限之间"), "删去这个节点，或核对年份");
            } else if let Some(value) = self.number(&entry) {
                path.insert(year, value);
            }
        }
        path
    }

    fn baseline(&mut self, raw: &RawBaseline, start: Date) -> Option<Baseline> {
        let value = self.number(&raw.value)?;
        let at = self.date(&raw.at)?;
        if raw.source.value.trim().is_empty() {
            self.problem(&raw.source, "基期数没有来源", "写明发布单位和文件；没有来源就不要填基期");
            return None;
        }
        if at.tomorrow().ok() != Some(start) {
            let message = format!("基期是 {at}，而指标从 {start} 起算");
            self.problem(&raw.at, message, "基期应是起算前一天的数；其他年份的数写进 figures.csv");
            return None;
        }
        Some(Baseline { value, at, source: raw.source.value.clone(), is_sample: raw.is_sample })
    }

    fn release(&mut self, raw: RawRelease) -> Release {
        let due = raw.due.as_ref().and_then(|entry| {
            let due = month_and_day(&entry.value);
            if due.is_none() {
                self.problem(entry, format!("“{}”不是月和日", entry.value), "写成 03-31 的样子");
            }
            due
        });
        Release { due, contact: raw.contact }
    }
}

/// Reads `03-31`; the 29th of February is no day of every year.
fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2023, month, day).ok().map(|_| (month, day))
}

fn spans(id: &Spanned<String>, clause: &Spanned<String>, quote: &Spanned<String>) -> Spans {
    Spans { id: yaml::span(id), clause: yaml::span(clause), quote: yaml::span(quote) }
}

fn kind(word: KindWord) -> Kind {
    match word {
        KindWord::Stock => Kind::Stock,
        KindWord::Flow => Kind::Flow,
        KindWord::Cumulative => Kind::Cumulative,
        KindWord::Ratio => Kind::Ratio,
        KindWord::Breakthrough => Kind::Breakthrough,
    }
}

fn op(word: OpWord) -> Op {
    match word {
        OpWord::AtLeast => Op::AtLeast,
        OpWord::AtMost => Op::AtMost,
        OpWord::Equal => Op::Equal,
        OpWord::Between => Op::Between,
    }
}

fn state(word: StateWord) -> MilestoneState {
    match word {
        StateWord::Done => MilestoneState::Done,
        StateWord::Running => MilestoneState::Running,
        StateWord::NotStarted => MilestoneState::NotStarted,
        StateWord::Unpublished => MilestoneState::Unpublished,
    }
}

fn quality(raw: RawQuality) -> Quality {
    Quality {
        verified: raw.verified,
        source: raw.source,
        accuracy: raw.accuracy,
        limits: raw.limits,
        compensation: raw.compensation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "起算: \"2022-01-01\"\n期限: \"2025-12-31\"\n指标:\n";

    fn read(entries: &str) -> (Vec<Target>, Vec<String>) {
        let mut problems = Problems::new();
        let file = SourceFile::new("policies/a/targets.yaml", format!("{HEAD}{entries}"));
        let (targets, _) = parse(&file, &mut problems).unwrap_or_default();
        (targets, problems.into_iter().map(|problem| problem.message).collect())
    }

    const GIANT: &str = "- {标识: little-giant, 名称: 小巨人, 类型: 达到, 目标值: 25, 单位: 家, 语气: 力争, 条款: \"1\", 引文: 达到25家}\n";

    #[test]
    fn a_target_takes_the_period_of_the_file() {
        let (targets, told) = read(GIANT);
        assert_eq!(told, Vec::<String>::new());
        let target = &targets[0];
        assert_eq!(target.amount, Amount::One(Decimal::from(25)));
        assert_eq!(
            (target.start.to_string(), target.deadline.to_string()),
            ("2022-01-01".into(), "2025-12-31".into())
        );
        assert_eq!(target.base_day().to_string(), "2021-12-31");
        assert!(target.is_whole && target.op == Op::AtLeast && target.short == "小巨人");
    }

    #[test]
    fn a_baseline_of_another_year_is_no_baseline() {
        let entry = GIANT.replace("语气: 力争", "基期: {数值: 10, 日期: \"2020-12-31\", 来源: 统计公报}");
        let (targets, told) = read(&entry);
        assert_eq!(targets[0].baseline, None);
        assert!(told[0].contains("起算"), "{told:?}");
    }

    #[test]
    fn mistakes_are_told_and_the_rest_is_read() {
        for (from, to, message) in [
            ("little-giant", "小巨人", "标识"),
            ("目标值: 25", "目标值: 25家", "不是数字"),
            ("目标值: 25", "目标值: 10-5, 比较: 区间", "不是区间"),
            ("语气: 力争", "期限: \"2021-12-31\"", "期限"),
            ("语气: 力争", "节点: {2025: 20}", "节点"),
            ("语气: 力争", "报送: {截止: 02-30}", "月和日"),
            ("类型: 达到", "类型: 存量", "不认识"),
        ] {
            let (_, told) = read(&GIANT.replace(from, to));
            assert!(told.iter().any(|told| told.contains(message)), "{to}: {told:?}");
        }
        let (targets, told) = read(&GIANT.repeat(2));
        assert!(targets.len() == 1 && told[0].contains("用了两次"));
    }

    #[test]
    fn a_milestone_needs_evidence_for_what_it_claims() {
        let mut problems = Problems::new();
        let text = "起算: \"2022-01-01\"\n期限: \"2025-12-31\"\n里程碑:\n- {标识: list, 名称: 清单, 条款: \"2.6.16\", 引文: 清单机制, 状态: 已完成}\n- {标识: other, 名称: 清单, 条款: \"2.6.16\", 引文: 清单机制}\n";
        let (_, milestones) = parse(&SourceFile::new("t.yaml", text), &mut problems).unwrap();
        assert_eq!(milestones[1].state, MilestoneState::Unpublished);
        assert_eq!(problems.sorted().len(), 1);
        assert!(problems.sorted()[0].message.contains("没有佐证"));
    }
}
