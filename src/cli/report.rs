//! How a run tells what it found: in the terminal or as JSON.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the one room that speaks to the terminal")]

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use serde::Serialize;

use super::Outcome;
use crate::Error;
use crate::inspection::report::{Changes, Report, Waived};
use crate::inspection::rule::Level;
use crate::problem::{Problem, Problems, Severity};

/// Prints a text; a reader that went away (`| head`) is no failure.
pub(super) fn text(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{}", text.trim_end());
}

/// Prints a value as JSON.
pub(super) fn json<T: Serialize>(value: &T) {
    match serde_json::to_string_pretty(value) {
        Ok(json) => text(&json),
        Err(cause) => eprintln!("错误：无法写成 JSON（{cause}）"),
    }
}

/// How much advice a terminal shows before it only counts.
const ADVICE_SHOWN: usize = 60;

/// Prints the problems to the error stream, then their count. Of a long list of advice
/// the rest is counted, and all of it where there are errors: those are what somebody
/// waits for, and they must not scroll away.
pub(super) fn problems(problems: &Problems) {
    let sorted = problems.sorted();
    let mut err = io::BufWriter::new(io::stderr().lock());
    let advice = sorted.partition_point(|problem| problem.severity < Severity::Advice);
    let room = if problems.has_errors() { 0 } else { ADVICE_SHOWN };
    let shown = sorted.len().min(advice + room);
    for problem in &sorted[..shown] {
        let _ = writeln!(err, "{problem}\n");
    }
    if shown < sorted.len() {
        let _ = writeln!(err, "还有 {} 条建议没有显示，加 --format json 看全部\n", sorted.len() - shown);
    }
    if !sorted.is_empty() {
        let _ = writeln!(err, "{}", summary(problems));
    }
}

/// Prints what an inspection found, the gravest first: it is what was asked for, so that it goes
/// where a file can take it. Of a long list of advice a terminal shows a part, a file has all.
pub(super) fn inspection(report: &Report) {
    let out = io::stdout();
    let shown = if out.is_terminal() { ADVICE_SHOWN } else { usize::MAX };
    let _ = write_inspection(&mut io::BufWriter::new(out.lock()), report, shown);
}

fn write_inspection(out: &mut impl io::Write, report: &Report, shown: usize) -> io::Result<()> {
    for problem in report.problems.iter().filter(|problem| problem.severity < Severity::Advice) {
        writeln!(out, "{problem}\n")?;
    }
    for told in report.findings.iter().filter(|told| told.level < Level::Advice) {
        writeln!(out, "{told}\n")?;
    }
    let problems = report.problems.iter().filter(|problem| problem.severity == Severity::Advice);
    let findings = report.findings.iter().filter(|told| told.level == Level::Advice);
    let advice: Vec<String> =
        problems.map(ToString::to_string).chain(findings.map(ToString::to_string)).collect();
    for text in advice.iter().take(shown) {
        writeln!(out, "{text}\n")?;
    }
    if let Some(hidden) = advice.len().checked_sub(shown).filter(|hidden| *hidden > 0) {
        writeln!(
            out,
            "还有 {hidden} 条建议没有显示，用 --report 写成报告，或在命令后加 > 文件.txt，都有全部内容\n"
        )?;
    }
    for waived in &report.waived {
        let location = waived.told.problem.location().unwrap_or_default();
        let Waived { told, reason, .. } = waived;
        let (message, rule) = (&told.problem.message, told.rule);
        let more = if told.more > 0 { format!("，另有 {} 处", told.more) } else { String::new() };
        writeln!(out, "豁免：{message}（{location}，规则 {rule}）{more}，理由：{reason}\n")?;
    }
    for (rule, reason) in &report.switched_off {
        writeln!(out, "停用的规则：{rule}，理由：{reason}\n")?;
    }
    if let Some(changes) = &report.changes {
        write_changes(out, changes)?;
    }
    for counter in &report.counters {
        writeln!(out, "{}：{} 个（达到 {} 个即单项否决）", counter.name, counter.count, counter.limit)?;
    }
    for limit in &report.limits {
        writeln!(out, "没有查到的：{limit}")?;
    }
    writeln!(out)?;
    out.flush()
}

/// How many changed files a terminal names of each kind.
const CHANGES_SHOWN: usize = 10;

/// What a release would publish, take away and change.
fn write_changes(out: &mut impl io::Write, changes: &Changes) -> io::Result<()> {
    let kinds = [("新发布", &changes.published), ("撤下", &changes.withdrawn), ("有改动", &changes.changed)];
    for (label, paths) in kinds {
        writeln!(out, "与上一次发布相比，{label} {} 个", paths.len())?;
        for path in paths.iter().take(CHANGES_SHOWN) {
            writeln!(out, "  {path}")?;
        }
        if paths.len() > CHANGES_SHOWN {
            writeln!(out, "  …… 全部见 --report 写的检查报告")?;
        }
    }
    writeln!(out)
}

/// `错误 1 个，警告 2 个，建议 3 条`.
pub(super) fn summary(problems: &Problems) -> String {
    let count = |severity| problems.count(severity);
    format!(
        "错误 {} 个，警告 {} 个，建议 {} 条",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Advice)
    )
}

/// What a command that reports problems returns.
pub(super) fn outcome(problems: &Problems) -> Outcome {
    if problems.is_clean() { Outcome::Clean } else { Outcome::HasProblems }
}

/// The problems as they stand in JSON.
pub(super) fn owned(problems: &Problems) -> Vec<Problem> {
    problems.sorted().into_iter().cloned().collect()
}

/// Tells what the machine refused.
pub(super) fn refusal(error: &Error) {
    eprintln!("无法继续：{error}");
}

/// Help goes to the output, a wrong argument to the error stream, in Chinese.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        print!("{error}");
        return ExitCode::SUCCESS;
    }
    eprintln!("{}", explain(error));
    ExitCode::from(2)
}

fn explain(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let mut message = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个参数"),
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "请写明命令".to_owned()
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            let cause =
                std::error::Error::source(error).map(|cause| format!("：{cause}")).unwrap_or_default();
            if value.is_empty() {
                format!("{argument} 后面缺少内容")
            } else {
                format!("{argument} 的值“{value}”不对{cause}")
            }
        }
        ErrorKind::ArgumentConflict => format!("{argument} 与其他参数冲突或写了两次"),
        _ => "参数不对".to_owned(),
    };
    let valid = context(ContextKind::ValidValue);
    if !valid.is_empty() {
        message = format!("{message}，可用的有：{valid}");
    }
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near: Vec<String> = near.into_iter().map(context).filter(|text| !text.is_empty()).collect();
    if !near.is_empty() {
        message = format!("{message}，是不是“{}”？", near.join("、"));
    }
    format!("无法继续：{message}\n查看用法：saltpress --help")
}
