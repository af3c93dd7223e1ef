//! A judgement in words: one plain sentence with every number filled in.

use std::fmt::Write as _;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::progress::status::{Judgement, Status};
use crate::progress::{Direction, Measure, Target};
use crate::quantity::{Amount, Kind, Op, plain};

/// `17家`, `45.4%`; at most two places, cut and not rounded.
pub(in crate::page) fn with_unit(value: Decimal, unit: &str) -> String {
    format!("{}{unit}", plain(value.trunc_with_scale(2)))
}

/// A share as `94.9%`: cut, not rounded, so that it never looks as if it had reached a threshold.
pub(in crate::page) fn share(value: Decimal) -> String {
    format!("{}%", plain((value * Decimal::ONE_HUNDRED).trunc_with_scale(1)))
}

/// `2023年底`, or `2024年6月30日` for a day within the year.
pub(in crate::page) fn day(date: Date) -> String {
    if (date.month(), date.day()) == (12, 31) {
        format!("{}年底", date.year())
    } else {
        format!("{}年{}月{}日", date.year(), date.month(), date.day())
    }
}

/// The promise without the plan's own words: `2025年底不少于25家`.
pub(in crate::page) fn promise(target: &Target) -> String {
    let amount = format!("{}{}", target.amount, target.unit);
    let bound = match target.op {
        Op::AtLeast => format!("不少于{amount}"),
        Op::AtMost => format!("不超过{amount}"),
        Op::Equal => amount,
        Op::Between => format!("在{amount}之间"),
    };
    let until = day(target.deadline);
    let per = target.per.as_deref().unwrap_or_default();
    match target.kind {
        Kind::Stock | Kind::Ratio => format!("{until}{per}{bound}"),
        Kind::Flow => format!("{}至{}年每年{bound}", target.start.year(), target.deadline.year()),
        Kind::Cumulative => format!("到{until}累计新增{bound}"),
        Kind::Breakthrough => format!("到{until}实现零突破（至少1{}）", target.unit),
    }
}

/// The newest number with its day; `None` where nothing is known.
pub(in crate::page) fn latest(target: &Target, judgement: &Judgement) -> Option<String> {
    let reading = judgement.latest?;
    if judgement.group_count > 0 {
        let (met, count) = judgement.met()?;
        return Some(format!("{met}/{count}组达标（{}）", day(reading.as_of)));
    }
    let value = with_unit(reading.value, &target.unit);
    Some(match target.kind {
        Kind::Flow => format!("{}年{value}", reading.year),
        Kind::Cumulative => format!("累计{value}（至{}）", day(reading.as_of)),
        _ => format!("{value}（{}）", day(reading.as_of)),
    })
}

/// The status with its formula filled in.
pub(in crate::page) fn sentence(target: &Target, judgement: &Judgement, cutoff: Date) -> String {
    match judgement.status {
        Status::NoData => format!("截至{}，没有查到公开发布的数据。", full(cutoff)),
        Status::NoDataDue => format!(
            "期限（{}）已过，截至{}没有查到公开发布的数据：不能说已经实现，也不能说没有实现。",
            full(target.deadline),
            full(cutoff)
        ),
        _ if judgement.group_count > 0 => groups(target, judgement),
        Status::Incomplete if matches!(target.kind, Kind::Stock | Kind::Ratio | Kind::Breakthrough) => {
            overdue(target, judgement)
        }
        _ => match target.kind {
            Kind::Flow => flow(target, judgement),
            Kind::Breakthrough => breakthrough(judgement),
            Kind::Cumulative => cumulative(target, judgement),
            Kind::Stock | Kind::Ratio => level(target, judgement),
        },
    }
}

pub(in crate::page) fn full(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The last day has come and the number of that day is not published.
fn overdue(target: &Target, judgement: &Judgement) -> String {
    let newest = latest(target, judgement).unwrap_or_default();
    format!(
        "期限（{}）已过，到期数没有公布；最新公布的是{newest}{}，不足以判断是否实现。",
        full(target.deadline),
        of_goal(judgement)
    )
}

fn goal(target: &Target) -> String {
    format!("{}{}", target.amount, target.unit)
}

fn level(target: &Target, judgement: &Judgement) -> String {
    let Some(latest) = judgement.latest else { return String::new() };
    let (when, value) = (day(latest.as_of), with_unit(latest.value, &target.unit));
    let head = format!("{when}实际{value}");
    match judgement.status {
        Status::Achieved | Status::AchievedProvisional => {
            format!(
                "目标{}，{head}{}{}，达到目标。",
                goal(target),
                provisional(judgement),
                of_goal(judgement)
            )
        }
        Status::NotMet => {
            format!("目标{}，{head}{}，{}。", goal(target), of_goal(judgement), gap(target, latest.value))
        }
        Status::NoBaseline => format!(
            "{head}{}；起算时（{}）的基期数未公布，进度快慢暂不评价。{}{}",
            of_goal(judgement),
            day(target.base_day()),
            needed(target, judgement),
            projected(target, judgement)
        ),
        _ => on_path(target, judgement, &when, &value),
    }
}

/// Said of a number that may still change.
fn provisional(judgement: &Judgement) -> &'static str {
    if judgement.latest.is_some_and(|latest| latest.is_provisional) { "（初步数）" } else { "" }
}

/// `，为目标的92%`.
fn of_goal(judgement: &Judgement) -> String {
    judgement.attainment.map(|attainment| format!("，为目标的{}", share(attainment))).unwrap_or_default()
}

fn gap(target: &Target, value: Decimal) -> String {
    let unit = if target.unit == "%" { "个百分点" } else { &target.unit };
    match (target.op, target.amount) {
        (Op::AtMost, Amount::One(goal)) => format!("超出{}", with_unit(value - goal, unit)),
        (Op::Between, Amount::Range(_, high)) if value > high => {
            format!("超出{}", with_unit(value - high, unit))
        }
        (_, amount) => format!("相差{}", with_unit((amount.least() - value).abs(), unit)),
    }
}

fn on_path(target: &Target, judgement: &Judgement, when: &str, value: &str) -> String {
    let base = judgement.baseline.unwrap_or_default();
    let expected = judgement.expected.unwrap_or_default();
    let word = if target.direction == Direction::Up { "达" } else { "降到" };
    let start = if target.kind == Kind::Cumulative {
        String::new()
    } else {
        format!("基期（{}）{}，", day(target.base_day()), with_unit(base, &target.unit))
    };
    let due = format!("到{when}应{word}{}，实际{value}", with_unit(expected, &target.unit));
    match (judgement.status, judgement.path_ratio) {
        (Status::BelowBase, _) => format!("{start}{due}，比基期还差。{}", needed(target, judgement)),
        (_, Some(ratio)) => {
            format!("{start}{due}，完成这一段任务的{}。{}", share(ratio), needed(target, judgement))
        }
        (_, None) => format!("{start}{due}，还没有到要求变化的节点。{}", needed(target, judgement)),
    }
}

fn needed(target: &Target, judgement: &Judgement) -> String {
    let Some(needed) = judgement.needed else { return String::new() };
    let word = if target.direction == Direction::Up { "增加" } else { "减少" };
    let unit = if target.unit == "%" { "个百分点" } else { &target.unit };
    let so_far = judgement.observed.map(|observed| format!("，至今年均变化{}", with_unit(observed, unit)));
    format!("以后每年还需{word}{}{}。", with_unit(needed.abs(), unit), so_far.unwrap_or_default())
}

fn projected(target: &Target, judgement: &Judgement) -> String {
    let Some(projection) = judgement.projection else { return String::new() };
    format!("按已公布数据的走势，到期约{}，仅供参考，不作评价。", with_unit(projection, &target.unit))
}

fn cumulative(target: &Target, judgement: &Judgement) -> String {
    let Some(latest) = judgement.latest else { return String::new() };
    let total = with_unit(latest.value, &target.unit);
    let when = day(latest.as_of);
    let missing = years(&judgement.missing);
    match judgement.status {
        Status::Incomplete => format!(
            "目标累计{}；已公布年份合计{total}，缺{missing}的数据，不足以判断是否达到。",
            goal(target)
        ),
        Status::Achieved | Status::AchievedProvisional if !judgement.missing.is_empty() => {
            format!("目标累计{}；缺{missing}的数据，仅已公布年份合计就有{total}，达到目标。", goal(target))
        }
        Status::Achieved | Status::AchievedProvisional => {
            format!(
                "目标累计{}，到{when}累计{total}{}{}，达到目标。",
                goal(target),
                provisional(judgement),
                of_goal(judgement)
            )
        }
        Status::NotMet => format!(
            "目标累计{}，到{when}累计{total}{}，{}。",
            goal(target),
            of_goal(judgement),
            gap(target, latest.value)
        ),
        _ => on_path(target, judgement, &when, &total),
    }
}

fn years(years: &[i16]) -> String {
    years.iter().map(|year| format!("{year}年")).collect::<Vec<_>>().join("、")
}

fn flow(target: &Target, judgement: &Judgement) -> String {
    let unit = &target.unit;
    let mut parts = vec![format!("每年目标{}", goal(target))];
    if let Some((met, count)) = judgement.met() {
        parts.push(format!("有数据的{count}年中{met}年达标"));
    }
    let missed: Vec<String> = judgement
        .years
        .iter()
        .filter(|year| year.is_met == Some(false))
        .filter_map(|year| Some(format!("{}年{}", year.year, with_unit(year.value?, unit))))
        .collect();
    if !missed.is_empty() {
        parts.push(format!("未达标的是{}", missed.join("、")));
    }
    let open = judgement.years.iter().find(|year| !year.is_closed);
    if let Some(open) = open
        && let Some(value) = open.value
    {
        parts.push(format!("{}年尚未结束，年内{}/{}", open.year, plain(value), goal(target)));
    }
    if !judgement.missing.is_empty() {
        parts.push(format!("缺{}的数据", years(&judgement.missing)));
    }
    let note =
        if missed.is_empty() { "。" } else { "。各年分别评价，一年超额不抵补另一年。" };
    format!("{}{note}", parts.join("，"))
}

fn breakthrough(judgement: &Judgement) -> String {
    let Some(latest) = judgement.latest else { return String::new() };
    match (judgement.since, judgement.status) {
        (Some(since), _) => format!("{}已公布{}，实现零突破。", day(since), plain(latest.value)),
        (None, Status::NotMet) => format!("到{}仍为0，没有实现零突破。", day(latest.as_of)),
        (None, _) => format!("到{}为0，期限未到。", day(latest.as_of)),
    }
}

fn groups(target: &Target, judgement: &Judgement) -> String {
    let (met, count) = judgement.met().unwrap_or_default();
    let is_met = |status: Status| matches!(status, Status::Achieved | Status::AchievedProvisional);
    let short: Vec<String> = judgement
        .groups
        .iter()
        .filter(|(_, group)| !is_met(group.status))
        .filter_map(|(name, group)| Some(format!("{name}{}", with_unit(group.latest?.value, &target.unit))))
        .collect();
    let known = judgement.groups.values().filter(|group| group.latest.is_some()).count();
    let mut text = format!("目标是每组{}；{count}组中{met}组达标", goal(target));
    if !short.is_empty() {
        text.push_str("，未达标的是");
        text.push_str(&short.join("、"));
    }
    if known < count {
        let _ = write!(text, "，{}组没有公布数据", count - known);
    }
    text.push_str("。各组分别评价，不计算平均数。");
    text
}

/// What is counted, for the table's head: 期末数, 当年新增数.
pub(in crate::page) fn counted(measure: Measure) -> &'static str {
    match measure {
        Measure::EndOfYear => "期末数",
        Measure::InYear => "当年新增数",
        Measure::Total => "累计数",
    }
}
