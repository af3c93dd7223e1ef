//! The panel on each page of the preview: what is wrong with it, and whether it is published.

use std::fmt::Write as _;

use super::desk::Issue;
use super::{item, mark, report};
use crate::edition::Hold;
use crate::problem::{Problem, Severity};
use crate::site::route::OutputPath;

/// How many problems of one page the panel shows; the report has all.
const SHOWN: usize = 20;

/// What is put on the page at `path`, or on an address that has none.
pub(super) fn print(issue: &Issue, path: Option<&OutputPath>) -> String {
    let holds = path.map(|path| issue.edition.holds(path)).unwrap_or_default();
    let files = path.map(|path| issue.edition.written_in(path)).unwrap_or_default();
    let told: Vec<&Problem> = issue.problems.iter().filter(|problem| concerns(problem, &files)).collect();
    let glanced = path.map(|path| issue.glance.at(&issue.edition, &issue.sources, path, &files));
    let glanced = glanced.unwrap_or_default();
    // What the reading told of a place is not told again by a rule.
    let found = glanced.iter().filter(|found| !told.iter().any(|told| told.message == found.message));
    let mut own: Vec<&Problem> = told.iter().copied().chain(found).collect();
    own.sort_by_key(|problem| problem.severity);
    let is_held = files.iter().any(|file| issue.held.contains(file));
    let mut out = mark::bar(&holds) + &mark::print(&holds);
    out.push_str("<div class=\"sp-room\"></div><aside id=\"sp-panel\" aria-label=\"预览提示\"><details");
    // Errors of other files open it where the page is not there at all: one of them is why.
    let is_missing = path.is_none() && issue.count(Severity::Error) > 0;
    if is_missing || own.iter().any(|problem| problem.severity == Severity::Error) {
        out.push_str(" open");
    }
    let _ = write!(out, "><summary>{}</summary><div class=\"sp-body\">", summary(&own, &holds));
    out.push_str("<p id=\"sp-state\" role=\"status\"></p>");
    if is_held {
        out.push_str("<p><strong>文件有错误，页面显示的是上一次没有错误时的内容。</strong></p>");
    }
    for sentence in mark::told(&holds) {
        let _ = write!(out, "<p>{}</p>", item::escaped(&sentence));
    }
    if is_missing {
        out.push_str(&item::list(errors(issue).take(SHOWN)));
    }
    out.push_str(&item::list(own.iter().take(SHOWN).copied()));
    if own.len() > SHOWN {
        let _ = write!(out, "<p>还有 {} 条，改好上面的再看。</p>", own.len() - SHOWN);
    }
    if own.is_empty() {
        out.push_str("<p>这一页没有发现问题。</p>");
    }
    if let Some(file) = files.first() {
        let _ = write!(out, "<p>这一页写在：<code>{}</code></p>", item::escaped(file));
    }
    out.push_str(&elsewhere(issue, told.len()));
    out.push_str("<noscript><p>浏览器没有运行脚本：保存后请自己刷新页面。</p></noscript>");
    out.push_str("</div></details></aside>");
    out
}

/// Whether a problem is of one of `files`, of what lies beside it in its own folder, or of the theme,
/// which stands on all pages.
fn concerns(problem: &Problem, files: &[String]) -> bool {
    let Some(path) = problem.path.as_deref() else { return false };
    let beside = |file: &String| {
        let folder = file.strip_suffix("index.md");
        path == file || folder.is_some_and(|folder| path.starts_with(folder))
    };
    path.starts_with("themes/") || files.iter().any(beside)
}

fn errors(issue: &Issue) -> impl Iterator<Item = &Problem> {
    issue.problems.iter().filter(|problem| problem.severity == Severity::Error)
}

fn summary(own: &[&Problem], holds: &[Hold]) -> String {
    let count = |severity| own.iter().filter(|problem| problem.severity == severity).count();
    let mut words = vec!["预览".to_owned()];
    words.extend(holds.iter().map(|hold| match hold {
        Hold::Draft => "草稿".to_owned(),
        Hold::Scheduled(_) => "未发布".to_owned(),
        Hold::Sample => "示例".to_owned(),
    }));
    let levels = [Severity::Error, Severity::Warning, Severity::Advice];
    let found = levels.map(|severity| (severity.label(), count(severity)));
    let found: Vec<String> = found
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(label, count)| format!("<b class=\"sp-level\" data-level=\"{label}\">{label} {count}</b>"))
        .collect();
    if found.is_empty() {
        words.push("本页没有问题".to_owned());
    }
    words.extend(found);
    words.join(" · ")
}

/// How much is wrong in other files, and where all of it stands.
fn elsewhere(issue: &Issue, own: usize) -> String {
    let (all, errors) = (issue.problems.len(), issue.count(Severity::Error));
    let more = match (all - own.min(all), errors) {
        (0, _) => "其他文件没有问题".to_owned(),
        (more, 0) => format!("其他文件还有 {more} 条提示"),
        (more, errors) => format!("其他文件还有 {more} 条提示；全站错误 {errors} 个"),
    };
    format!("<p>{more}。<a href=\"{}\">查看全部问题</a></p>", report::ADDRESS)
}
