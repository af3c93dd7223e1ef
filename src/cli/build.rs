//! `saltpress build`: the site, printed to disk.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use super::{Format, Outcome, Project, report};
use crate::Result;
use crate::inspection;
use crate::press::{self, Press, Pressed};
use crate::problem::{Problem, Problems};
use crate::site::route;

/// Arguments of `build`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    project: Project,
    /// 输出文件夹，默认是项目下的 public
    #[arg(long, value_name = "文件夹")]
    out: Option<PathBuf>,
    /// 写进已有别的文件的文件夹：同名的会被覆盖，其余不动
    #[arg(long)]
    force: bool,
    /// 输出方式：text 给人看（默认），json 给程序用
    #[arg(long, value_name = "方式", value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Serialize)]
struct Report {
    out: String,
    /// `null` where nothing was published.
    site: Option<Pressed>,
    stages: Stages,
    problems: Vec<Problem>,
}

/// Milliseconds of wall time.
#[derive(Debug, Serialize)]
struct Stages {
    read: u128,
    print: u128,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let root = &arguments.project.root;
    let out = arguments.out.clone().unwrap_or_else(|| root.join("public"));
    press::check(&out, root, arguments.force)?;
    let mut problems = Problems::new();
    let start = Instant::now();
    let today = arguments.project.today();
    // What stands in the folder is looked up meanwhile; one that is not there is not made for that.
    let (edition, opened) = rayon::join(
        || crate::edition(root, today, &mut problems),
        || out.is_dir().then(|| Press::open(&out)),
    );
    let (edition, sources) = edition?;
    let read = start.elapsed().as_millis();
    let print = |problems: &mut Problems| {
        if problems.has_errors() {
            return Ok(None);
        }
        let bar = progress(edition.len(), arguments.format);
        let press = opened.unwrap_or_else(|| Press::open(&out))?;
        let pressed = press.run(&edition, problems, &|| bar.inc(1));
        bar.finish_and_clear();
        pressed
    };
    // Printing waits for the disk: the texts are looked through meanwhile.
    let (site, leaks) = rayon::join(|| print(&mut problems), || inspection::leaks(&sources, today));
    let site = site?;
    let has_leaks = !leaks.is_empty();
    problems.extend(leaks);
    let stages = Stages { read, print: start.elapsed().as_millis() - read };
    let outcome = if site.is_some() { Outcome::Clean } else { Outcome::HasProblems };
    match arguments.format {
        Format::Json => {
            let problems = report::owned(&problems);
            report::json(&Report { out: out.display().to_string(), site, stages, problems });
        }
        Format::Text => {
            report::problems(&problems);
            if has_leaks {
                report::text(
                    "身份证号码、银行卡号和密级字样属于单项否决，这里先提醒；其余各项请运行 saltpress check",
                );
            }
            report::text(&told(site.as_ref(), &stages, &out));
        }
    }
    // The program ends here: giving back each of ten thousand pages would take a tenth of a rebuild.
    std::mem::forget((edition, sources));
    Ok(outcome)
}

/// No bar on short work or where nobody looks.
fn progress(length: usize, format: Format) -> ProgressBar {
    const WORTH_SHOWING: usize = 2000;
    let target = if format == Format::Text && length >= WORTH_SHOWING {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(length as u64), target);
    match ProgressStyle::with_template("正在生成 {bar:40} {pos}/{len} 剩余 {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn told(site: Option<&Pressed>, stages: &Stages, out: &std::path::Path) -> String {
    let Some(site) = site else {
        return "有错误，网站没有更新；上一次生成的文件原样保留".to_owned();
    };
    let index = std::path::absolute(out).unwrap_or_else(|_| out.to_owned()).join(route::home().as_str());
    let changes = match (site.written, site.removed) {
        (0, 0) => "没有变化，未写文件".to_owned(),
        (written, removed) => format!("写入 {written} 个，移除 {removed} 个"),
    };
    format!(
        "网站已生成：{} 个页面，共 {} 个文件 {}；{changes}\n用时：读取 {} 毫秒，印制 {} 毫秒\n用浏览器打开：{}",
        site.pages,
        site.files,
        size(site.bytes),
        stages.read,
        stages.print,
        index.display()
    )
}

/// Bytes in the unit a person reads, one decimal.
fn size(bytes: u64) -> String {
    let (tenths, unit) = match bytes * 10 / 1024 {
        kilo @ 0..10240 => (kilo, "KB"),
        kilo => (kilo / 1024, "MB"),
    };
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}
