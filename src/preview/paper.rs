//! 检查报告 in the preview: the last one, with the time, and whether something was changed since.

use std::fmt::Write as _;

use super::answer::{Answer, Policy, STYLE};
use super::desk::Issue;
use super::inspect::{Inspected, Outcome};
use super::{item, mark, report};

/// Where it stands; whoever posts there asks for a new one.
pub(super) const ADDRESS: &str = "/__inspection";

/// The newest report, or how far it is.
pub(super) fn print(issue: &Issue, inspected: &Inspected) -> Answer {
    let Some(last) = &inspected.last else {
        let body =
            format!("{}<p><a href=\"{}\">查看全部问题</a></p>", offer(issue, inspected), report::ADDRESS);
        return waiting(inspected, Answer::page(200, report::page("检查全站", &body)));
    };
    let answer = match &last.paper {
        Ok(paper) => {
            let page = paper.replacen("<body>\n", &format!("<body>\n{}", bar(issue, inspected, last)), 1);
            let page =
                page.replacen("</head>", &format!("<link rel=\"stylesheet\" href=\"{STYLE}\"></head>"), 1);
            Answer { policy: Policy::Paper, ..Answer::page(200, page) }
        }
        Err(cause) => {
            let body = format!("<p>{}</p>{}", item::escaped(cause), offer(issue, inspected));
            Answer::page(200, report::page("没有检查完", &body))
        }
    };
    waiting(inspected, answer)
}

/// A page that is loaded again until the inspection is done; without script, too.
fn waiting(inspected: &Inspected, mut answer: Answer) -> Answer {
    if inspected.is_running {
        answer.headers.push(("refresh", format!("2; url={ADDRESS}")));
    }
    answer
}

/// Above the report, and not on its print.
fn bar(issue: &Issue, inspected: &Inspected, last: &Outcome) -> String {
    format!(
        "{}<div class=\"sp-page sp-above\"><p>{}。<a href=\"{}\">全部问题</a></p>{}</div>\n",
        mark::bar(&[]),
        told(issue, last),
        report::ADDRESS,
        button(inspected, "重新检查")
    )
}

/// `10:32 检查的结果，之后又改过`.
fn told(issue: &Issue, last: &Outcome) -> String {
    let mut told = format!("{} 检查的结果", last.done.strftime("%Y-%m-%d %H:%M"));
    if last.issue != issue.number {
        told.push_str("，<strong>之后又改过</strong>，要看现在的请重新检查");
    }
    told
}

/// What there is, and the button for a new one.
pub(super) fn offer(issue: &Issue, inspected: &Inspected) -> String {
    let mut html = String::new();
    if let Some(last) = &inspected.last {
        let _ = write!(html, "<p>{}：<a href=\"{ADDRESS}\">查看检查报告</a></p>", told(issue, last));
    }
    html + &button(inspected, "检查全站")
}

fn button(inspected: &Inspected, words: &str) -> String {
    if inspected.is_running {
        return format!(
            "<p role=\"status\">正在检查全站，检查完会显示在<a href=\"{ADDRESS}\">检查报告</a>里……</p>"
        );
    }
    format!("<form method=\"post\" action=\"{ADDRESS}\"><button type=\"submit\">{words}</button></form>")
}
