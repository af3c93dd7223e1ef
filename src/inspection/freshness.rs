//! Columns that lie still, columns that are empty, and how near the site is to failing for it.

use jiff::civil::Date;

use super::finding::Findings;
use super::report::Counter;
use super::rule::RuleId;
use super::subject::{Subject, after, days};
use crate::column::article::{Article, State};
use crate::problem::{Problem, Severity};

/// The columns that are to be kept up, by the names that a project sets deadlines for.
pub(super) const COLUMNS: [&str; 4] = [POLICIES, CASES, NOTICES, SERVICES];
const POLICIES: &str = "政策文件";
const CASES: &str = "典型案例";
const NOTICES: &str = "通知公告";
const SERVICES: &str = "惠企服务";

/// A column of the site, as the inspection counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// 动态、通知公告、政策文件: five of these lying still make the site fail.
    Main,
    /// Any other that should be kept up.
    Other,
}

#[derive(Debug)]
struct Column {
    name: &'static str,
    kind: Kind,
    /// The rule that sets its deadline.
    rule: RuleId,
    /// Where its texts lie.
    folder: &'static str,
    count: usize,
    newest: Option<Date>,
}

/// Tells stale and empty columns, and counts them against what makes a site fail.
pub(super) fn inspect(subject: &Subject<'_>, findings: &mut Findings) -> Vec<Counter> {
    let columns = columns(subject);
    let today = subject.today();
    let is_stale = |column: &&Column| column.stale_on(subject).is_some_and(|day| day <= today);
    for column in columns.iter().filter(is_stale) {
        let Some(newest) = column.newest else { continue };
        let (days, limit) = (days(newest, today), column.limit(subject));
        let message =
            format!("“{}”栏目已有 {days} 天没有更新（最近一次 {newest}，期限 {limit} 天）", column.name);
        let mut problem = Problem::new(Severity::Error, message).in_file(column.folder);
        if column.rule == RuleId::ColumnStale {
            problem = problem.hint(format!(
                "先核对最近一篇的发布时间，再发布新内容；期限不合适的，在 content/inspection.yaml 写“栏目期限: [{{栏目: {}, 天数: 365}}]”",
                column.name
            ));
        }
        findings.add(column.rule, problem);
    }
    for column in columns.iter().filter(|column| column.count == 0) {
        let message = format!("“{}”是空栏目", column.name);
        findings.add(RuleId::ColumnEmpty, Problem::new(Severity::Error, message).in_file(column.folder));
    }
    let stale: Vec<&Column> = columns.iter().filter(is_stale).collect();
    let counters = [
        (RuleId::ColumnsStaleMain, stale.iter().filter(|column| column.kind == Kind::Main).count()),
        (RuleId::ColumnsStaleMany, stale.len()),
        (RuleId::ColumnsEmptyMany, columns.iter().filter(|column| column.count == 0).count()),
    ];
    counters.into_iter().map(|(rule, count)| counter(subject, rule, count, findings)).collect()
}

/// What will have gone stale within `ahead` days if nothing is done.
pub(super) fn forecast(subject: &Subject<'_>, ahead: i64, findings: &mut Findings) {
    let today = subject.today();
    for column in columns(subject) {
        let Some(day) = column.stale_on(subject).filter(|day| *day > today && *day <= after(today, ahead))
        else {
            continue;
        };
        let message = format!("“{}”栏目到 {day} 仍不更新就会超期", column.name);
        findings.add(RuleId::GoingStale, Problem::new(Severity::Error, message).in_file(column.folder));
    }
    for notice in &subject.site.column.notices {
        let Some(closes) = notice.window.closes else { continue };
        if notice.article.is_listed(today) && closes >= today && closes <= after(today, ahead) {
            let message = format!("《{}》{closes} 截止", notice.article.title.value);
            let problem = subject.at_entry(&notice.article.path, "截止", message);
            findings.add(RuleId::GoingStale, problem.hint("截止后及时发布结果，或写上“到期”日期"));
        }
    }
}

fn counter(subject: &Subject<'_>, rule: RuleId, count: usize, findings: &mut Findings) -> Counter {
    let (limit, count) = (subject.settings.rules.threshold(rule), i64::try_from(count).unwrap_or(i64::MAX));
    let name = subject.settings.rules.of(rule).name.clone();
    if count >= limit {
        let message = format!("{name}：{count} 个，达到 {limit} 个即单项否决");
        findings.add(rule, Problem::new(Severity::Error, message));
    }
    Counter { name, count, limit }
}

impl Column {
    /// Days it may lie still: the project's own, else the rule's.
    fn limit(&self, subject: &Subject<'_>) -> i64 {
        let own = subject.settings.deadlines.iter().find(|own| own.column == self.name);
        own.map_or_else(|| subject.settings.rules.threshold(self.rule), |own| own.days)
    }

    /// The first day on which it counts as stale; `None` where nothing is due or nothing is there.
    fn stale_on(&self, subject: &Subject<'_>) -> Option<Date> {
        Some(after(self.newest?, self.limit(subject) + 1))
    }
}

fn columns(subject: &Subject<'_>) -> Vec<Column> {
    let site = subject.site;
    let today = subject.today();
    let texts = |name, kind, rule, folder, articles: &mut dyn Iterator<Item = &Article>| {
        let listed: Vec<&Article> = articles.filter(|article| is_live(article, today)).collect();
        let newest = listed.iter().map(|article| article.published.date).max();
        Column { name, kind, rule, folder, count: listed.len(), newest }
    };
    // Readings come with their documents: whether one is missing or late is told by `readings`.
    let of_readings = |column: Column| Column { newest: None, ..column };
    let column = &site.column;
    let mut columns = vec![Column {
        name: POLICIES,
        kind: Kind::Main,
        rule: RuleId::PoliciesStale,
        folder: "policies",
        count: site.policies.len(),
        newest: site.policies.iter().filter_map(|document| document.policy.dates.published).max(),
    }];
    if column.is_empty() {
        return columns;
    }
    let (main, other) = (Kind::Main, Kind::Other);
    let mut cases = column.cases.iter().map(|case| &case.article);
    let mut notices = column.notices.iter().map(|notice| &notice.article);
    let mut readings = column.readings.iter().map(|reading| &reading.article);
    columns.extend([
        texts(CASES, other, RuleId::ColumnStale, "content/cases", &mut cases),
        texts(NOTICES, main, RuleId::NoticesStale, "content/notices", &mut notices),
        of_readings(texts("政策解读", other, RuleId::ColumnStale, "policies", &mut readings)),
        Column {
            name: SERVICES,
            kind: other,
            rule: RuleId::ServicesStale,
            folder: "content/services",
            count: column.services.len(),
            newest: column.services.iter().map(|list| list.updated).max(),
        },
    ]);
    columns
}

fn is_live(article: &Article, today: Date) -> bool {
    matches!(article.state(today), State::Current | State::Expired(_))
}
