//! `saltpress check`: everything that is wrong, without writing a file of the site.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Format, Outcome, Project, report};
use crate::Result;
use crate::disk;
use crate::inspection::report::{Report, UNCERTAIN, WAIVING};
use crate::inspection::rule::Level;
use crate::inspection::{self, Scope};
use crate::problem::Problems;
use crate::site::route;
use crate::source::Sources;
use crate::visit::Reach;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    project: Project,
    /// 发布前检查：示例、待补、待核的内容一律不能发布
    #[arg(long)]
    release: bool,
    /// 预报几天内会超期的栏目和会截止的通知（如 30）
    #[arg(long, value_name = "天数", value_parser = parse_days)]
    days: Option<u16>,
    /// 与上一次发布的网站比较（文件夹）；--release 不写时用项目下的 public
    #[arg(long, value_name = "文件夹")]
    against: Option<PathBuf>,
    /// 改为检查一个已经生成的网站（文件夹），什么系统生成的都可以
    #[arg(long, value_name = "文件夹", conflicts_with_all = ["release", "days"])]
    html: Option<PathBuf>,
    /// 与 --html 同用：这个网站的完整网址，用来核对订阅和网站地图里的地址；不写时按首页的规范链接
    #[arg(long, value_name = "网址", requires = "html")]
    base: Option<String>,
    /// 另外逐一打开外部链接，看对方还在不在（要能上网；不写这一项就不访问网络）
    #[arg(long)]
    external: bool,
    /// 另写一份可以打印的检查报告（HTML 文件）
    #[arg(long, value_name = "文件")]
    report: Option<PathBuf>,
    /// 输出方式：text 给人看（默认），json 给程序用
    #[arg(long, value_name = "方式", value_enum, default_value_t = Format::Text)]
    format: Format,
    /// 等于 --format json
    #[arg(long)]
    json: bool,
}

fn parse_days(text: &str) -> std::result::Result<u16, String> {
    let days = text.parse().ok().filter(|days| (1..=3660).contains(days));
    days.ok_or_else(|| "天数写 1 到 3660 的整数".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let is_json = arguments.json || arguments.format == Format::Json;
    if arguments.external && !is_json {
        report::text("要逐一打开外部链接，每个最多等 10 秒，请稍候……");
    }
    if let Some(folder) = arguments.report.as_deref().and_then(Path::parent) {
        disk::make_folder(folder)?;
    }
    let found = inspect(arguments)?;
    if let Some(path) = &arguments.report {
        disk::replace(path, inspection::paper(&found).as_bytes())?;
    }
    if is_json {
        report::json(&found);
    } else {
        report::inspection(&found);
        report::text(&summary(&found));
        if let Some(path) = &arguments.report {
            report::text(&format!("检查报告写在 {}，用浏览器打开，可以打印", path.display()));
        }
    }
    Ok(if found.is_clean() { Outcome::Clean } else { Outcome::HasProblems })
}

fn inspect(arguments: &Arguments) -> Result<Report> {
    let project = &arguments.project;
    let scope = Scope {
        is_release: arguments.release,
        ahead: arguments.days.map(i64::from),
        previous: previous(arguments),
        reach: arguments.external.then(Reach::default),
    };
    if let Some(folder) = &arguments.html {
        let base = arguments.base.clone().map(|base| format!("{}/", base.trim_end_matches('/')));
        return inspection::foreign(folder, base, project.today(), &scope);
    }
    let mut problems = Problems::new();
    let sources = Sources::read(&project.root, &mut problems)?;
    let edition = crate::edition_of(&sources, project.today(), &mut problems)?;
    inspection::own(&edition, &sources, &scope, &mut problems)
}

/// The release before: the folder that was named, or what stands where `build` writes.
fn previous(arguments: &Arguments) -> Option<PathBuf> {
    let public = arguments.project.root.join("public");
    let stands = arguments.release && public.join(route::home().as_str()).is_file();
    arguments.against.clone().or_else(|| stands.then_some(public))
}

fn summary(found: &Report) -> String {
    let mut problems = Problems::new();
    problems.extend(found.problems.iter().cloned());
    let waived = match found.waived.len() {
        0 => String::new(),
        count => format!("；写明理由豁免 {count} 条"),
    };
    let extent = |level, unit: &str| {
        let (count, entries) = (found.count(level), found.entries(level));
        let told = if entries < count { format!("（归为 {entries} 条）") } else { String::new() };
        format!("{count} {unit}{told}")
    };
    let waiving = if found.is_clean() || !found.is_ours { String::new() } else { format!("\n{WAIVING}") };
    let uncertain = if found.has_uncertain() { format!("\n{UNCERTAIN}") } else { String::new() };
    format!(
        "检查了 {} 个文件，按 {} 计算\n稿件和数据：{}\n检查规则：单项否决 {} 个，扣分 {}，建议 {}{waived}\n{}{waiving}{uncertain}",
        found.files,
        found.today,
        report::summary(&problems),
        found.count(Level::Veto),
        extent(Level::Deduct, "个"),
        extent(Level::Advice, "条"),
        found.verdict()
    )
}
