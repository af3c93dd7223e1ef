//! `saltpress import`: what offices hand in becomes files of the project.

mod figures;
mod policy;

use clap::{Args, Subcommand};

pub(super) use figures::published;

use super::Outcome;
use crate::Result;

/// Arguments of `import`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 导入一份政策原文，生成 policies/标识/policy.yaml 和 text.txt
    Policy(policy::Arguments),
    /// 导入填好的进展填报表（.xlsx），更新 policies/标识/figures.csv 和 revisions.csv
    Figures(figures::Arguments),
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    match &arguments.what {
        What::Policy(arguments) => policy::run(arguments),
        What::Figures(arguments) => figures::run(arguments),
    }
}
