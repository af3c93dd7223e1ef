//! 检查报告: one HTML page that stands alone, for the screen, for A4 and for readers by ear.

use std::fmt::Write as _;

use super::report::{Changes, Counter, Report, UNCERTAIN, WAIVING, Waived};
use super::rule::{Level, Owner};
use super::told::Told;
use crate::problem::{Place, Problem, Severity};

const STYLE: &str = include_str!("paper.css");

/// The page.
#[must_use]
pub fn print(report: &Report) -> String {
    let title = format!("检查报告 - {}", escaped(&report.subject));
    let body = [
        head(report),
        verdict(report),
        shares(report),
        counters(&report.counters),
        groups(report),
        waived(report),
        changes(report.changes.as_ref()),
        limits(report),
    ];
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n",
        body.concat()
    )
}

fn head(report: &Report) -> String {
    format!(
        "<header>\n<p class=\"kind\">政府网站检查报告</p>\n<h1>{}</h1>\n<dl class=\"facts\">\n\
         <div><dt>检查日期</dt><dd>{}</dd></div>\n<div><dt>检查范围</dt><dd>{} 个页面，{} 个文件</dd></div>\n\
         <div><dt>依据</dt><dd>国办发〔2017〕47号、国办秘函〔2019〕19号、GB/T 37668-2019 等，见各条</dd></div>\n\
         </dl>\n</header>\n",
        escaped(&report.subject),
        report.today,
        report.pages,
        report.files
    )
}

/// How many of each level, and in one sentence what that means.
fn verdict(report: &Report) -> String {
    let (vetoes, deductions) = (report.count(Level::Veto), report.count(Level::Deduct));
    let (sentence, entries) = (report.verdict(), report.entries(Level::Deduct));
    let gathered =
        if entries < deductions { format!("扣分项归为 {entries} 条。") } else { String::new() };
    let cells = [
        ("veto", "单项否决", vetoes),
        ("deduct", "扣分", deductions),
        ("advice", "建议", report.count(Level::Advice)),
        ("source", "稿件和数据", report.problems.len()),
    ];
    let mut html = format!(
        "<section aria-labelledby=\"verdict\">\n<h2 id=\"verdict\">结论</h2>\n<p class=\"verdict\">{sentence}{gathered}</p>\n<ul class=\"counts\">\n"
    );
    for (class, label, count) in cells {
        let _ = writeln!(html, "<li class=\"{class}\"><b>{count}</b> {label}</li>");
    }
    html.push_str("</ul>\n</section>\n");
    html
}

/// Who has how much to mend: one row for each group of people, leading to its section.
fn shares(report: &Report) -> String {
    let mut html = "<section aria-labelledby=\"shares\">\n<h2 id=\"shares\">分给谁改</h2>\n<table>\n<thead><tr><th scope=\"col\">谁改</th><th scope=\"col\">单项否决</th><th scope=\"col\">扣分</th><th scope=\"col\">建议</th><th scope=\"col\">稿件和数据</th></tr></thead>\n<tbody>\n".to_owned();
    let groups = report.by_owner();
    if groups.is_empty() {
        return String::new();
    }
    for (owner, (problems, findings)) in groups {
        let _ = write!(
            html,
            "<tr><th scope=\"row\"><a href=\"#owner-{}\">{}</a></th>",
            number(owner),
            owner.label()
        );
        for level in Level::ALL {
            let of_level = findings.iter().filter(|told| told.level == level).map(|told| 1 + told.more);
            let _ = write!(html, "<td>{}</td>", of_level.sum::<usize>());
        }
        let _ = writeln!(html, "<td>{}</td></tr>", problems.len());
    }
    html.push_str("</tbody>\n</table>\n</section>\n");
    html
}

fn counters(counters: &[Counter]) -> String {
    if counters.is_empty() {
        return String::new();
    }
    let mut html = "<section aria-labelledby=\"counters\">\n<h2 id=\"counters\">离单项否决还有多远</h2>\n<table>\n<thead><tr><th scope=\"col\">计数项</th><th scope=\"col\">现有</th><th scope=\"col\">达到即否决</th></tr></thead>\n<tbody>\n".to_owned();
    for counter in counters {
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            escaped(&counter.name),
            counter.count,
            counter.limit
        );
    }
    html.push_str("</tbody>\n</table>\n</section>\n");
    html
}

fn changes(changes: Option<&Changes>) -> String {
    let Some(changes) = changes else { return String::new() };
    let mut html =
        "<section aria-labelledby=\"changes\">\n<h2 id=\"changes\">与上一次发布相比</h2>\n".to_owned();
    let kinds = [("新发布", &changes.published), ("撤下", &changes.withdrawn), ("有改动", &changes.changed)];
    for (label, paths) in kinds {
        let _ = writeln!(
            html,
            "<details{}><summary>{label} {} 个</summary>\n<ul class=\"paths\">",
            if paths.len() <= 10 { " open" } else { "" },
            paths.len()
        );
        for path in paths {
            let _ = writeln!(html, "<li><code>{}</code></li>", escaped(path));
        }
        html.push_str("</ul>\n</details>\n");
    }
    html.push_str("</section>\n");
    html
}

/// One section for each group of people, so that each gets its own sheet.
fn groups(report: &Report) -> String {
    let mut html = String::new();
    for (owner, (problems, findings)) in report.by_owner() {
        let _ = writeln!(
            html,
            "<section class=\"owner\" aria-labelledby=\"owner-{0}\">\n<h2 id=\"owner-{0}\">请{1}改（{2}）</h2>",
            number(owner),
            owner.label(),
            extent(&problems, &findings)
        );
        for level in Level::ALL {
            let of_level: Vec<&&Told> = findings.iter().filter(|told| told.level == level).collect();
            let of_sources: Vec<&&Problem> =
                problems.iter().filter(|problem| problem.severity == level.severity()).collect();
            if of_level.is_empty() && of_sources.is_empty() {
                continue;
            }
            html.push_str("<ol class=\"findings\">\n");
            html.extend(of_sources.into_iter().map(|problem| of_source(problem)));
            html.extend(of_level.into_iter().map(|told| finding(told)));
            html.push_str("</ol>\n");
        }
        html.push_str("</section>\n");
    }
    html
}

/// `390 处，归为 31 条`: what stands in many places is mended once.
fn extent(problems: &[&Problem], findings: &[&Told]) -> String {
    let entries = problems.len() + findings.len();
    let places = entries + findings.iter().map(|told| told.more).sum::<usize>();
    if places == entries { format!("{entries} 处") } else { format!("{places} 处，归为 {entries} 条") }
}

fn number(owner: Owner) -> usize {
    Owner::ALL.iter().position(|known| *known == owner).unwrap_or_default()
}

fn of_source(problem: &Problem) -> String {
    let class = match problem.severity {
        Severity::Error => "veto",
        Severity::Warning => "deduct",
        Severity::Advice => "advice",
    };
    item(class, problem.severity.label(), problem, None, "")
}

fn finding(told: &Told) -> String {
    let class = match told.level {
        Level::Veto => "veto",
        Level::Deduct => "deduct",
        Level::Advice => "advice",
    };
    let mut note = format!("{}，{}", escaped(&told.name), escaped(&told.basis));
    if let Some(points) = &told.points {
        let _ = write!(note, "，扣 {} 分", escaped(points));
    }
    let _ = write!(note, "，规则 <code>{}</code>", told.rule);
    if told.more > 0 {
        let _ = write!(note, "；{}", told.further());
    }
    item(class, told.level.label(), &told.problem, told.made_of().as_deref(), &note)
}

/// `made_of` says where to mend what stands in a page that nobody wrote by hand.
fn item(class: &str, label: &str, problem: &Problem, made_of: Option<&str>, note: &str) -> String {
    let mut html = format!(
        "<li class=\"{class}\">\n<p class=\"what\"><span class=\"level\">{label}</span> {}</p>\n",
        escaped(&problem.message)
    );
    if let Some(location) = problem.location() {
        let _ = writeln!(html, "<p class=\"where\">{}</p>", where_told(&location, problem.place.as_ref()));
    }
    if let Some(place) = &problem.place {
        let (before, culprit, after) = place.parts();
        let (before, after) = (escaped(before.trim_start()), escaped(after.trim_end()));
        let _ = writeln!(html, "<pre>{before}<mark>{}</mark>{after}</pre>", escaped(culprit));
    }
    if let Some(hint) = &problem.hint {
        let _ = writeln!(html, "<p class=\"hint\"><span>怎么改</span>{}</p>", escaped(hint));
    }
    if let Some(made_of) = made_of {
        let _ = writeln!(html, "<p class=\"hint\"><span>改哪里</span>{}</p>", escaped(made_of));
    }
    if !note.is_empty() {
        let _ = writeln!(html, "<p class=\"note\">{note}</p>");
    }
    html.push_str("</li>\n");
    html
}

/// `content/a.md，第 4 行第 9 列`: the editor's status bar has both.
fn where_told(location: &str, place: Option<&Place>) -> String {
    let Some(place) = place else { return format!("<code>{}</code>", escaped(location)) };
    let path = location.strip_suffix(&format!(":{}:{}", place.line, place.column)).unwrap_or(location);
    format!("<code>{}</code> 第 {} 行，第 {} 列", escaped(path), place.line, place.column)
}

fn waived(report: &Report) -> String {
    if report.waived.is_empty() && report.switched_off.is_empty() {
        return String::new();
    }
    let mut html = "<section aria-labelledby=\"waived\">\n<h2 id=\"waived\">写明理由后豁免的</h2>\n<ol class=\"findings\">\n".to_owned();
    for Waived { told, reason, approved_by, until } in &report.waived {
        let mut note = format!("理由：{}", escaped(reason));
        note.extend(approved_by.iter().map(|name| format!("；批准：{}", escaped(name))));
        note.extend(until.iter().map(|day| format!("；到 {day} 为止")));
        let _ = write!(note, "；规则 <code>{}</code>", told.rule);
        if told.more > 0 {
            let _ = write!(note, "；另有 {} 处", told.more);
        }
        html.push_str(&item("waived", told.level.label(), &told.problem, None, &note));
    }
    for (rule, reason) in &report.switched_off {
        let _ = writeln!(
            html,
            "<li class=\"waived\">\n<p class=\"what\">停用规则 <code>{rule}</code></p>\n<p class=\"note\">理由：{}</p>\n</li>",
            escaped(reason)
        );
    }
    html.push_str("</ol>\n</section>\n");
    html
}

fn limits(report: &Report) -> String {
    let mut html = "<footer>\n<h2>没有查到的</h2>\n<ul>\n".to_owned();
    for limit in &report.limits {
        let _ = writeln!(html, "<li>{}</li>", escaped(limit));
    }
    let waiving = if report.is_ours { format!("<p>{WAIVING}。</p>\n") } else { String::new() };
    let _ = write!(
        html,
        "</ul>\n{waiving}<p>{UNCERTAIN}。号码、邮箱和内网地址在本报告里已经遮盖。</p>\n</footer>\n"
    );
    html
}

/// `text`, safe between tags and inside the quotes of an attribute.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
