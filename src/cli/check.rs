//! `saltpress check`: everything that is wrong, without writing a file.

use clap::Args;
use serde::Serialize;

use super::{Format, Outcome, Project, report};
use crate::Result;
use crate::problem::{Problem, Problems};

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    project: Project,
    /// 发布前检查：示例内容和未核实的内容一律算错误
    #[arg(long)]
    release: bool,
    /// 输出方式：text 给人看（默认），json 给程序用
    #[arg(long, value_name = "方式", value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Serialize)]
struct Report {
    pages: usize,
    problems: Vec<Problem>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut problems = Problems::new();
    let edition = crate::edition(&arguments.project.root, arguments.project.today(), &mut problems)?;
    crate::check::run(&edition, &mut problems);
    if arguments.release {
        crate::check::release(edition.site(), &mut problems);
    }
    match arguments.format {
        Format::Json => report::json(&Report { pages: edition.len(), problems: report::owned(&problems) }),
        Format::Text => {
            report::problems(&problems);
            report::text(&format!("检查了 {} 个文件：{}", edition.len(), report::summary(&problems)));
        }
    }
    Ok(report::outcome(&problems))
}
