//! `saltpress template figures SLUG`: the workbook in which an office fills in figures.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Outcome, import, report};
use crate::config::Config;
use crate::disk;
use crate::id::PolicySlug;
use crate::policy::record;
use crate::problem::{Problem, Problems, Severity};
use crate::progress;
use crate::source::Sources;
use crate::workbook::template::{self, Form};
use crate::{Error, Result};

/// Arguments of `template`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 生成一份政策的进展填报表（.xlsx），已有的数都填好
    Figures(FigureArguments),
}

/// Arguments of `template figures`.
#[derive(Debug, Args)]
struct FigureArguments {
    /// 政策的标识，即 policies/ 下的文件夹名，如 zjtx-2022
    #[arg(value_name = "标识")]
    policy: String,
    /// 写到哪个文件，默认是当前文件夹下的“标识-进展填报.xlsx”
    #[arg(short, long, value_name = "文件")]
    output: Option<PathBuf>,
    /// 覆盖已有的文件
    #[arg(long)]
    force: bool,
    /// 项目文件夹，默认是当前文件夹
    #[arg(long, value_name = "文件夹", default_value = ".")]
    root: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let What::Figures(arguments) = &arguments.what;
    let mut problems = Problems::new();
    let told = figures(arguments, &mut problems)?;
    report::problems(&problems);
    if let Some(told) = told {
        report::text(&told);
    }
    Ok(report::outcome(&problems))
}

/// Writes the form; what to tell, `None` where nothing was written.
fn figures(arguments: &FigureArguments, problems: &mut Problems) -> Result<Option<String>> {
    let sources = Sources::read(&arguments.root, problems)?;
    let Some(slug) = slug(&arguments.policy, problems) else { return Ok(None) };
    let Some(progress) = import::published(&sources, &slug, problems) else {
        let [targets, ..] = progress::paths(slug.as_str());
        let problem = Problem::new(Severity::Error, format!("没有 {targets}，不知道有哪些指标"));
        problems.add(problem.hint("核对标识，或先写明指标"));
        return Ok(None);
    };
    // A figure that could not be read would be missing in the form without a word.
    if problems.has_errors() {
        return Ok(None);
    }
    let title = title(&sources, &slug);
    let contact = contact(&sources);
    let form = Form { slug: &slug, title: &title, progress: &progress, contact: contact.as_deref() };
    match template::write(&form) {
        Ok(bytes) => write(arguments, &slug, &bytes).map(Some),
        Err(problem) => {
            problems.add(*problem);
            Ok(None)
        }
    }
}

fn slug(text: &str, problems: &mut Problems) -> Option<PolicySlug> {
    let slug = PolicySlug::parse(text);
    if let Err(bad) = &slug {
        problems.add(Problem::new(Severity::Error, bad.to_string()).hint("标识就是 policies/ 下的文件夹名"));
    }
    slug.ok()
}

/// The policy's name; its slug where the record does not say. Its own problems are for `check`.
fn title(sources: &Sources, slug: &PolicySlug) -> String {
    let policies = record::parse_all(sources, &mut Problems::new());
    let policy = policies.iter().find(|policy| policy.slug == *slug);
    policy.map_or_else(|| slug.to_string(), |policy| policy.record.title.value.clone())
}

/// Who keeps the site, where it says so.
fn contact(sources: &Sources) -> Option<String> {
    let config = Config::parse(sources, &mut Problems::new());
    let organiser = config.organiser?;
    Some(match config.phone {
        Some(phone) => format!("{organiser}（联系电话 {phone}）"),
        None => organiser,
    })
}

fn write(arguments: &FigureArguments, slug: &PolicySlug, bytes: &[u8]) -> Result<String> {
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from(format!("{slug}-进展填报.xlsx")));
    if arguments.force {
        disk::replace(&path, bytes)?;
    } else if !disk::create(&path, bytes)? {
        return Err(Error::exists(&path));
    }
    Ok(format!("填报表已写入 {}\n填好后导入：saltpress import figures {}", path.display(), path.display()))
}
