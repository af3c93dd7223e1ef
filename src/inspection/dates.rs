//! Dates that cannot be: to come, out of order, run out and not marked.

use jiff::civil::Date;

use super::finding::Findings;
use super::rule::RuleId;
use super::subject::{Subject, days};
use crate::column::article::State;
use crate::policy::record::Policy;

/// Tells all of them.
pub(super) fn inspect(subject: &Subject<'_>, findings: &mut Findings) {
    for document in &subject.site.policies {
        of_policy(subject, &document.policy, findings);
    }
    windows(subject, findings);
    let today = subject.today();
    for page in subject.site.prose.iter().filter(|page| page.published > today) {
        let message = format!("发布时间 {} 还没有到，页面却会发布", page.published);
        findings.add(RuleId::DateFuture, subject.at_entry(&page.path, "发布时间", message));
    }
    for list in subject.site.column.services.iter().filter(|list| list.updated > today) {
        let message = format!("更新时间 {} 还没有到", list.updated);
        findings.add(RuleId::DateFuture, subject.at_entry(&list.path, "更新时间", message));
    }
}

fn of_policy(subject: &Subject<'_>, policy: &Policy, findings: &mut Findings) {
    let path = format!("policies/{}/policy.yaml", policy.slug);
    let (dates, today) = (&policy.dates, subject.today());
    for (key, day) in [("成文日期", dates.signed), ("发布日期", dates.published)] {
        if let Some(day) = day.filter(|day| *day > today) {
            let message = format!("{key} {day} 还没有到");
            findings.add(RuleId::DateFuture, subject.at_entry(&path, key, message));
        }
    }
    // The other pairs are held against each other where the record is read.
    let order = [("成文日期", dates.signed), ("发布日期", dates.published)];
    for (first, earlier) in order {
        for (second, later) in [("失效日期", dates.expires), ("执行期限止", dates.period_end)] {
            if let (Some(earlier), Some(later)) = (earlier, later)
                && earlier > later
            {
                let message = format!("{first}（{earlier}）晚于{second}（{later}）");
                findings.add(RuleId::DateOrder, subject.at_entry(&path, second, message));
            }
        }
    }
    expired(subject, policy, &path, findings);
}

/// A document past its last day must say so: 有效性 is what the page shows.
fn expired(subject: &Subject<'_>, policy: &Policy, path: &str, findings: &mut Findings) {
    const IN_FORCE: [&str; 2] = ["有效", "现行有效"];
    let says_in_force = match &policy.record.validity {
        Some(validity) => IN_FORCE.contains(&validity.value.as_str()),
        None => true,
    };
    let last: Option<Date> = policy.dates.expires.or(policy.dates.period_end);
    if let Some(last) = last.filter(|last| *last < subject.today() && says_in_force) {
        let message = format!("文件 {last} 已到期，有效性没有标“失效”");
        findings.add(RuleId::ExpiredUnmarked, subject.at_entry(path, "有效性", message));
    }
}

/// Notices whose time was over when they appeared, or is long over.
fn windows(subject: &Subject<'_>, findings: &mut Findings) {
    let today = subject.today();
    let long = subject.settings.rules.threshold(RuleId::WindowLongClosed);
    for notice in &subject.site.column.notices {
        let (Some(closes), article) = (notice.window.closes, &notice.article) else { continue };
        if closes < article.published.date {
            let message = format!("{closes} 就截止了，通知却到 {} 才发布", article.published.date);
            findings.add(RuleId::WindowClosedAtOnce, subject.at_entry(&article.path, "截止", message));
        } else if article.state(today) == State::Current && days(closes, today) > long {
            let message = format!("{closes} 已截止 {} 天，还没有写“到期”", days(closes, today));
            findings.add(RuleId::WindowLongClosed, subject.at_entry(&article.path, "截止", message));
        }
    }
}
