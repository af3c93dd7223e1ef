//! The home page shows that somebody is there: its newest date, and a date on every item of a dated list.

use jiff::civil::Date;

use super::Context;
use super::spot::Spot;
use crate::inspection::finding::Findings;
use crate::inspection::html::Page;
use crate::inspection::rule::RuleId;
use crate::inspection::subject::days;
use crate::site::route;

/// Holds the home page against the rules; every page's dated lists.
pub(super) fn inspect(context: &Context<'_>, page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    undated(page, spot, findings);
    if spot.name != route::home().as_str() {
        return;
    }
    let limit = context.settings.rules.threshold(RuleId::HomeStale);
    let newest = dates(&page.text).into_iter().filter(|day| *day <= context.today).max();
    match newest.map(|newest| (newest, days(newest, context.today))) {
        None => findings.add(RuleId::HomeStale, spot.whole("首页没有带日期的内容，按没有更新计")),
        Some((newest, waited)) if waited > limit => {
            let message = format!("首页最近的日期是 {newest}，已有 {waited} 天没有更新（期限 {limit} 天）");
            findings.add(RuleId::HomeStale, spot.whole(message));
        }
        Some(_) => {}
    }
}

/// Of a list in which most items have a date, those that have none.
fn undated(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    for list in &page.lists {
        let (dated, bare): (Vec<_>, Vec<_>) =
            list.items.iter().partition(|item| !dates(&page.text[item.text.clone()]).is_empty());
        if dated.len() < 3 || bare.len() >= dated.len() {
            continue;
        }
        for item in bare {
            findings.add(RuleId::ItemUndated, spot.tag(item.at, "列表里这一条没有日期，检查时按没有更新计"));
        }
    }
}

/// Days written as `2026-01-15`, `2026/1/15` or `2026年1月15日`.
fn dates(text: &str) -> Vec<Date> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("20") {
        if text[..at].ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let rest: String = text[at..].chars().take(11).collect();
        let mut parts = rest.split(['-', '/', '.', '年', '月', '日', ' ', '\n']);
        let mut number = |most: usize| {
            let digits: String = parts.next()?.chars().take_while(char::is_ascii_digit).collect();
            (!digits.is_empty() && digits.len() <= most).then(|| digits.parse::<i16>().ok())?
        };
        let (Some(year), Some(month), Some(day)) = (number(4), number(2), number(2)) else { continue };
        let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { continue };
        found.extend(Date::new(year, month, day).ok());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(dates(text).len(), count, "{text}");
        }
    }
}
