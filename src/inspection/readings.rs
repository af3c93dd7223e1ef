//! 解读: each document has some, in time, in more than one form.

use super::finding::Findings;
use super::rule::RuleId;
use super::subject::{Subject, days};
use crate::column::reading::{Form, Reading};
use crate::policy::record::Policy;

/// Holds the readings of every document against the rules.
pub(super) fn inspect(subject: &Subject<'_>, findings: &mut Findings) {
    let today = subject.today();
    for document in &subject.site.policies {
        let policy = &document.policy;
        let readings = subject.site.column.readings.iter();
        let own: Vec<&Reading> = readings
            .filter(|reading| reading.policy == policy.slug && reading.article.is_listed(today))
            .collect();
        of_policy(subject, policy, &own, findings);
    }
}

fn of_policy(subject: &Subject<'_>, policy: &Policy, own: &[&Reading], findings: &mut Findings) {
    let path = format!("policies/{}/policy.yaml", policy.slug);
    let Some(first) = own.iter().min_by_key(|reading| reading.article.published) else {
        let message = format!("《{}》没有解读", policy.short_title());
        findings.add(RuleId::ReadingMissing, subject.at_entry(&path, "标题", message));
        return;
    };
    if own.iter().all(|reading| reading.form == Form::Text) {
        let message = format!("《{}》只有文字解读", policy.short_title());
        findings.add(RuleId::ReadingForms, subject.at_entry(&path, "标题", message));
    }
    let Some(published) = policy.dates.published else { return };
    let (waited, most) = (
        days(published, first.article.published.date),
        subject.settings.rules.threshold(RuleId::ReadingLate),
    );
    if waited > most {
        let message = format!("文件 {published} 发布，第一篇解读晚了 {waited} 天");
        findings.add(RuleId::ReadingLate, subject.at_entry(&first.article.path, "发布时间", message));
    }
    for reading in own.iter().filter(|reading| reading.article.published.date < published) {
        let message = format!("解读的发布时间早于文件的发布日期 {published}");
        findings.add(RuleId::ReadingEarly, subject.at_entry(&reading.article.path, "发布时间", message));
    }
}
