//! `saltpress targets FILE`: what a text promises in numbers.

use std::path::PathBuf;

use clap::Args;

use super::{Format, Outcome, report};
use crate::Result;
use crate::policy::outline;
use crate::policy::target::candidates;
use crate::policy::target::report::{TargetsReport, list};
use crate::problem::Problems;
use crate::source::SourceFile;

/// Arguments of `targets`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// 原文（.txt，UTF-8 或 GB18030）
    #[arg(value_name = "文件")]
    file: PathBuf,
    /// 输出方式：text 给人看（默认），json 给程序用
    #[arg(long, value_name = "方式", value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut problems = Problems::new();
    let outline = match SourceFile::read(&arguments.file)? {
        Ok(file) => outline::read(&file, &mut problems),
        Err(problem) => {
            problems.add(problem);
            crate::policy::Outline::default()
        }
    };
    let targets = candidates(&outline);
    match arguments.format {
        Format::Json => report::json(&TargetsReport::new(&targets, report::owned(&problems))),
        Format::Text => {
            report::text(&list(&outline, &targets));
            report::problems(&problems);
        }
    }
    Ok(report::outcome(&problems))
}
