//! `saltpress import figures FILE`: a workbook that came back becomes figures and revisions.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::Result;
use crate::cli::{Format, Outcome, Project, report};
use crate::disk;
use crate::id::PolicySlug;
use crate::problem::{Problem, Problems, Severity};
use crate::progress::ledger::{self, Merged};
use crate::progress::{self, Progress, figures};
use crate::source::{self, Sources};
use crate::workbook::{SIZE_LIMIT, Workbook, intake};

/// Arguments of `import figures`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// 填好的工作簿（.xlsx）
    #[arg(value_name = "文件")]
    file: PathBuf,
    /// 哪份政策，如 zjtx-2022；本程序生成的填报表里已写明，自制的表要写
    #[arg(long, value_name = "标识")]
    policy: Option<String>,
    #[command(flatten)]
    project: Project,
    /// 输出方式：text 给人看（默认），json 给程序用
    #[arg(long, value_name = "方式", value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What an import did.
#[derive(Debug, Default, Serialize)]
struct Report {
    /// `null` where nobody said which.
    policy: Option<String>,
    added: usize,
    changed: usize,
    unchanged: usize,
    /// How many old values went into `revisions.csv`.
    revisions: usize,
    /// Relative to the project; empty where nothing was written.
    written: Vec<String>,
    problems: Vec<Problem>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut problems = Problems::new();
    let mut report = Report::default();
    import(arguments, &mut report, &mut problems)?;
    match arguments.format {
        Format::Json => {
            report.problems = report::owned(&problems);
            report::json(&report);
        }
        Format::Text => {
            report::problems(&problems);
            report::text(&told(&report, problems.has_errors()));
        }
    }
    Ok(report::outcome(&problems))
}

/// Merges and writes; without a word of it where a problem came first.
fn import(arguments: &Arguments, report: &mut Report, problems: &mut Problems) -> Result<()> {
    let sources = Sources::read(&arguments.project.root, problems)?;
    let bytes = source::read_bytes(&arguments.file, SIZE_LIMIT)?;
    let Some((book, slug)) = open(arguments, bytes, &sources, problems) else { return Ok(()) };
    report.policy = Some(slug.to_string());
    let Some(progress) = published(&sources, &slug, problems) else {
        let [targets, ..] = progress::paths(slug.as_str());
        let problem = Problem::new(Severity::Error, format!("没有 {targets}，不知道有哪些指标"));
        problems.add(
            problem.in_file(name(arguments)).hint("先写明指标，再用 saltpress template figures 生成填报表"),
        );
        return Ok(());
    };
    let merged = intake::merge(&book, &progress, arguments.project.today(), problems);
    (report.added, report.changed, report.unchanged) = (merged.added, merged.changed, merged.unchanged);
    if !problems.has_errors() {
        report.revisions = merged.revisions.len();
        write(arguments, &slug, &merged, &progress, report)?;
    }
    Ok(())
}

/// The workbook's name as problems tell it.
fn name(arguments: &Arguments) -> String {
    arguments.file.to_string_lossy().replace('\\', "/")
}

/// The workbook and the policy it belongs to; what keeps from knowing either is a problem.
fn open(
    arguments: &Arguments,
    bytes: std::result::Result<Vec<u8>, Problem>,
    sources: &Sources,
    problems: &mut Problems,
) -> Option<(Workbook, PolicySlug)> {
    let name = name(arguments);
    let opened =
        bytes.and_then(|bytes| Workbook::read(&name, &bytes).map_err(|problem| *problem)).and_then(|book| {
            let slug = slug(arguments.policy.as_deref(), book.policy(), sources);
            slug.map(|slug| (book, slug)).map_err(|problem| problem.in_file(&name))
        });
    opened.map_err(|problem| problems.add(problem)).ok()
}

/// What is published of a policy. Its warnings are for `check`; its errors keep
/// from writing, since what could not be read would be lost.
pub(in crate::cli) fn published(
    sources: &Sources,
    slug: &PolicySlug,
    problems: &mut Problems,
) -> Option<Progress> {
    let mut found = Problems::new();
    let progress = progress::parse_one(sources, slug.as_str(), &mut found);
    problems.extend(found.into_iter().filter(|problem| problem.severity == Severity::Error));
    progress
}

/// The policy that is asked for or that the workbook names; they must not differ.
fn slug(
    wanted: Option<&str>,
    named: Option<&str>,
    sources: &Sources,
) -> std::result::Result<PolicySlug, Problem> {
    let error = |message: String| Problem::new(Severity::Error, message);
    let text = match (wanted, named) {
        (Some(wanted), Some(named)) if wanted != named => {
            let message = format!("这是“{named}”的填报表，不是“{wanted}”的");
            return Err(error(message).hint("核对文件；工作簿没有拿错就去掉 --policy"));
        }
        (Some(text), _) | (None, Some(text)) => text,
        (None, None) => {
            let message = "工作簿里没有写明是哪份政策".to_owned();
            return Err(error(message).hint(format!("用 --policy 写明；有指标的政策：{}", known(sources))));
        }
    };
    PolicySlug::parse(text).map_err(|bad| error(bad.to_string()).hint("标识就是 policies/ 下的文件夹名"))
}

/// Names of the policies that have targets.
fn known(sources: &Sources) -> String {
    let folders = sources
        .under("policies/")
        .filter_map(|file| file.path().strip_prefix("policies/")?.strip_suffix("/targets.yaml"));
    let folders: Vec<&str> = folders.collect();
    if folders.is_empty() { "（还没有）".to_owned() } else { folders.join("、") }
}

/// Writes what differs. Revisions go first: a run that is cut off between the
/// two has an old value on record, never a new one without its past.
fn write(
    arguments: &Arguments,
    slug: &PolicySlug,
    merged: &Merged,
    progress: &Progress,
    report: &mut Report,
) -> Result<()> {
    let [_, figures_path, revisions_path] = progress::paths(slug.as_str());
    let mut write = |path: String, text: &str| -> Result<()> {
        disk::replace(&arguments.project.root.join(&path), text.as_bytes())?;
        report.written.push(path);
        Ok(())
    };
    if !merged.revisions.is_empty() {
        write(revisions_path, &ledger::write(&intake::revisions(merged, progress)))?;
    }
    if merged.figures != progress.figures {
        write(figures_path, &figures::write(&merged.figures))?;
    }
    Ok(())
}

fn told(report: &Report, has_errors: bool) -> String {
    if has_errors {
        return "有错误，一个数也没有导入；改好后再导入一次".to_owned();
    }
    let counts =
        format!("新增 {} 个，改动 {} 个，不变 {} 个", report.added, report.changed, report.unchanged);
    if report.written.is_empty() {
        return format!("{counts}；没有变化，未写文件");
    }
    let recorded = match report.revisions {
        0 => String::new(),
        count => format!("，修订记录 {count} 条"),
    };
    format!("{counts}{recorded}；已写入 {}", report.written.join("、"))
}
