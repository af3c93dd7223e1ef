//! The home page shows that somebody is there: its newest date, and a date on every item of a dated list.

use jiff::civil::Date;

use super::Context;
use super::spot::Spot;
use crate::inspection::finding::Findings;
use crate::inspection::html::{Item, Page};
use crate::inspection::rule::RuleId;
use crate::inspection::subject::{after, days};

/// Holds the home page against the rules; every page's dated lists.
pub(super) fn inspect(context: &Context<'_>, page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    undated(page, spot, findings);
    if context.built.index_of("") != context.built.find(spot.name) {
        return;
    }
    let limit = context.settings.rules.threshold(RuleId::HomeStale);
    let dates: Vec<Date> = news(&page.text).collect();
    if let Some(day) = context.ahead.and_then(|ahead| stale_on(&dates, context.today, ahead, limit)) {
        let message = format!("首页到 {day} 仍不更新就会超期（期限 {limit} 天，单项否决）");
        let way = context.settings.rules.of(RuleId::HomeStale).remedy.clone();
        findings.add(RuleId::GoingStale, spot.whole(message).hint(way));
    }
    let newest = dates.into_iter().filter(|day| *day <= context.today).max();
    match newest.map(|newest| (newest, days(newest, context.today))) {
        None => findings.add(RuleId::HomeStale, spot.whole("首页没有带日期的内容，按没有更新计")),
        Some((newest, waited)) if waited > limit => {
            let message = format!("首页最近的日期是 {newest}，已有 {waited} 天没有更新（期限 {limit} 天）");
            findings.add(RuleId::HomeStale, spot.whole(message));
        }
        Some(_) => {}
    }
}

/// The first day within `ahead` days on which a home page with these dates will count as not kept
/// up; `None` where it does so already.
fn stale_on(dates: &[Date], today: Date, ahead: i64, limit: i64) -> Option<Date> {
    let is_stale = |on: &Date| {
        let newest = dates.iter().filter(|day| *day <= on).max();
        newest.is_none_or(|newest| days(*newest, *on) > limit)
    };
    if is_stale(&today) {
        return None;
    }
    (1..=ahead).map(|more| after(today, more)).find(is_stale)
}

/// Of a list in which most items have a date, those that have none.
fn undated(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    for list in page.lists.iter().filter(|list| list.items.len() > 3) {
        let is_bare = |item: &&Item| dates(&page.text[item.text.clone()]).next().is_none();
        let bare: Vec<&Item> = list.items.iter().filter(is_bare).collect();
        let dated = list.items.len() - bare.len();
        if dated < 3 || bare.len() >= dated {
            continue;
        }
        for item in bare {
            findings.add(RuleId::ItemUndated, spot.tag(item.at, "列表里这一条没有日期，检查时按没有更新计"));
        }
    }
}

/// Days written as `2026-01-15`, `2026/1/15` or `2026年1月15日`.
fn dates(text: &str) -> impl Iterator<Item = Date> {
    days_of(text).map(|(_, day)| day)
}

/// The same with their bytes.
fn days_of(text: &str) -> impl Iterator<Item = (usize, Date)> {
    let starts = memchr::memmem::find_iter(text.as_bytes(), "20");
    let starts = starts.filter(|at| !text[..*at].ends_with(|c: char| c.is_ascii_digit()));
    starts.filter_map(|at| Some((at, day(&text[at..])?)))
}

/// Words around a day on which something ends or up to which it counts: nothing appeared then.
const BEFORE_END: [&str; 8] = ["截止", "截至", "截止日期", "到期", "有效期至", "止", "至", "到"];
const AFTER_END: [&str; 4] = ["截止", "到期", "止", "前"];

/// Days on which something appeared, as far as the words around them tell.
fn news(text: &str) -> impl Iterator<Item = Date> {
    days_of(text).filter_map(|(at, day)| {
        let before = text[..at].trim_end_matches([' ', '：', ':', '于', '日', '期', '\n']);
        let length = text[at..].find(|c: char| !c.is_ascii_digit() && !"-/.年月日 ".contains(c));
        let after = &text[length.map_or(text.len(), |length| at + length)..];
        let ends = BEFORE_END.iter().any(|word| before.ends_with(word))
            || AFTER_END.iter().any(|word| after.starts_with(word));
        (!ends).then_some(day)
    })
}

/// The day that a text starts with.
fn day(text: &str) -> Option<Date> {
    let (year, rest) = number(text, 4)?;
    let (month, rest) = number(rest.strip_prefix(BETWEEN)?, 2)?;
    let (day, _) = number(rest.strip_prefix(BETWEEN)?, 2)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// What stands between the numbers of a date.
const BETWEEN: [char; 7] = ['-', '/', '.', '年', '月', ' ', '\n'];

/// The number of at most `most` digits that a text starts with, and what follows it.
fn number(text: &str, most: usize) -> Option<(i16, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = (length <= most).then(|| text[..length].parse().ok())??;
    Some((number, &text[length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_page_that_will_lie_still_too_long_is_foreseen() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let today = day("2026-11-26");
        let on = |dates: &[&str], ahead| {
            let dates: Vec<Date> = dates.iter().map(|date| day(date)).collect();
            stale_on(&dates, today, ahead, 14).map(|day| day.to_string())
        };
        assert_eq!(on(&["2026-11-20", "2025-01-01"], 30).as_deref(), Some("2026-12-05"));
        assert_eq!(on(&["2026-11-20"], 8), None);
        // What will appear next week is a date that readers will see then.
        assert_eq!(on(&["2026-11-20", "2026-12-01"], 30).as_deref(), Some("2026-12-16"));
        // Stale today: that is told as it is.
        assert_eq!(on(&["2026-11-01"], 30), None);
        assert_eq!(on(&[], 30), None);
    }

    #[test]
    fn a_day_on_which_something_ends_is_no_news() {
        for text in [
            "截止：2026-12-31",
            "2026-12-31 截止",
            "数据截至2026年1月10日",
            "有效期至 2026-12-31",
            "2026年12月31日前提交",
            "受理到 2026-12-31",
            "截止日期\n2026-12-31",
        ] {
            assert_eq!(news(text).count(), 0, "{text}");
        }
        for text in ["发布时间：2026-01-10", "2026年1月10日 通知", "更新于2026-01-10"] {
            assert_eq!(news(text).count(), 1, "{text}");
        }
    }

    #[test]
    fn days_are_found_as_pages_write_them() {
        for (text, count) in [
            ("2026-01-15 发布", 1),
            ("2026年1月5日", 1),
            ("（2022-2025年）", 0),
            ("盐政办发〔2023〕1号", 0),
            ("2026/1/5、2026.01.06", 2),
            ("12026-01-15", 0),
        ] {
            assert_eq!(dates(text).count(), count, "{text}");
        }
    }
}
