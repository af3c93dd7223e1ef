//! The page that lists all problems, and all that is not published yet.

use std::fmt::Write as _;

use super::desk::Issue;
use super::inspect::Inspected;
use super::{answer, item, mark, paper};
use crate::edition::Hold;
use crate::problem::{Problem, Severity};
use crate::site::route;

/// Where it stands.
pub(super) const ADDRESS: &str = "/__report";

/// How many problems of one level are shown: a fault of ten thousand files is told often enough.
const SHOWN: usize = 500;

/// The page of all problems. `base` is the path below which the site lies.
pub(super) fn print(issue: &Issue, inspected: &Inspected, base: &str) -> String {
    let mut body = String::new();
    let home = format!("{base}{}", route::home());
    let _ = write!(body, "<p><a href=\"{}\">回到首页</a></p>", item::escaped(&home));
    // What must not leak stands first, whatever else there is to mend.
    let leaks = crate::inspection::leaks(&issue.sources, issue.edition.site().today);
    section(&mut body, "不能公开的内容", &leaks.iter().collect::<Vec<_>>());
    if issue.problems.is_empty() && leaks.is_empty() {
        body.push_str("<p>没有发现问题。</p>");
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Advice] {
        let of_level = issue.problems.iter().filter(|problem| problem.severity == severity);
        section(&mut body, severity.label(), &of_level.collect::<Vec<_>>());
    }
    waiting(&mut body, issue, base);
    body.push_str(
        "<h2>还要检查什么</h2><p>这里列出的是读取文件时发现的问题；每一页的用词和结构在各页的小框里。\
         链接、更新期限等要看全站的检查。检查时可以接着写、接着看；发布前请运行 <code>saltpress check --release</code>。</p>",
    );
    body.push_str(&paper::offer(issue, inspected));
    page("全部问题", &body)
}

fn section(body: &mut String, title: &str, all: &[&Problem]) {
    if all.is_empty() {
        return;
    }
    let _ = write!(body, "<h2>{title}（{}）</h2>", all.len());
    body.push_str(&item::list(all.iter().take(SHOWN).copied()));
    if all.len() > SHOWN {
        let _ = write!(body, "<p>还有 {} 条没有列出，改好上面的再看。</p>", all.len() - SHOWN);
    }
}

/// What no list of the site leads to.
fn waiting(body: &mut String, issue: &Issue, base: &str) {
    let items = issue.edition.waiting().map(|(path, article, hold)| {
        let state = match hold {
            Hold::Scheduled(on) => format!("定于 {on} 发布"),
            Hold::Draft | Hold::Sample => "草稿".to_owned(),
        };
        let (address, title) = (format!("{base}{path}"), &article.title.value);
        format!(
            "<li><a href=\"{}\">{}</a>（{state}）<br><code>{}</code></li>",
            item::escaped(&address),
            item::escaped(title),
            item::escaped(&article.path)
        )
    });
    let items: String = items.collect();
    if !items.is_empty() {
        let _ = write!(body, "<h2>还没有发布的稿件</h2><ul class=\"sp-list\">{items}</ul>");
    }
}

/// The page in the place of one that cannot be printed.
pub(super) fn failure(problem: &Problem) -> String {
    let body = format!("{}<p><a href=\"{ADDRESS}\">查看全部问题</a></p>", item::list([problem]));
    page("这一页没有生成", &body)
}

/// A page of a few words, for an address that has none.
pub(super) fn notice(title: &str, text: &str) -> String {
    page(title, &format!("<p>{}</p>", item::escaped(text)))
}

/// A page of the preview's own.
pub(super) fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} - 预览</title><link rel=\"stylesheet\" href=\"{}\"></head>\
         <body class=\"sp-page\"><main><h1>{title}</h1><p id=\"sp-state\" role=\"status\"></p>{body}</main>\
         {}</body></html>",
        answer::STYLE,
        mark::bar(&[])
    )
}
