//! `saltpress serve`: the site in a browser of this computer, while it is written.

use std::time::Duration;

use clap::Args;

use super::{Outcome, Project, report};
use crate::Result;
use crate::preview::{self, Settings};

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    project: Project,
    /// 端口，默认 8000，被占用时自动换下一个；写 0 由电脑挑选
    #[arg(long, value_name = "端口", value_parser = parse_port)]
    port: Option<u16>,
    /// 每隔几秒查看一次文件变化（默认 2 秒）：项目在网络共享盘上、保存后页面不更新时使用
    #[arg(long, value_name = "秒", num_args = 0..=1, require_equals = true, default_missing_value = "2",
        value_parser = parse_seconds)]
    poll: Option<u16>,
}

fn parse_port(text: &str) -> std::result::Result<u16, String> {
    text.parse().map_err(|_| "端口写 0 到 65535 的整数".to_owned())
}

fn parse_seconds(text: &str) -> std::result::Result<u16, String> {
    let seconds = text.parse().ok().filter(|seconds| (1..=60).contains(seconds));
    seconds.ok_or_else(|| "秒数写 1 到 60 的整数".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let settings = Settings {
        root: arguments.project.root.clone(),
        today: arguments.project.today(),
        port: arguments.port,
        poll: arguments.poll.map(|seconds| Duration::from_secs(seconds.into())),
        now: super::current_moment,
    };
    preview::run(&settings, &report::text)?;
    Ok(Outcome::Clean)
}
