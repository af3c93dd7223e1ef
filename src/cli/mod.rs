//! The commands: one file each. Exit codes: 0 clean, 1 author's problems, 2 machine's refusal.

mod build;
mod check;
mod import;
mod init;
mod new;
mod outline;
mod report;
mod search;
mod serve;
mod targets;
mod template;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::{Date, DateTime};

use crate::Result;
use crate::column::moment::Moment;

const ABOUT: &str = "盐印：把一份政府行动方案变成快速、可检索、无障碍的静态网站";
const AFTER: &str = "退出码：0 没有问题；1 稿件或数据有需要修改的问题；2 电脑拒绝（磁盘、权限、路径）。\n\
                     build 只在有“错误”时返回 1，“警告”照常发布；其余命令有“错误”或“警告”都返回 1。";

/// The program's arguments.
#[derive(Debug, Parser)]
#[command(name = "saltpress", version, about = ABOUT, after_help = AFTER, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 生成网站
    Build(build::Arguments),
    /// 检查全部内容，不改稿件，不动网站
    Check(check::Arguments),
    /// 预览：边写边在浏览器里看
    Serve(serve::Arguments),
    /// 查看一份政策原文被读成什么结构
    Outline(text::Arguments),
    /// 找出一份政策原文里的定量目标
    Targets(text::Arguments),
    /// 导入原文或数据
    Import(import::Arguments),
    /// 生成填报表
    Template(template::Arguments),
    /// 在已生成的网站中搜索
    Search(search::Arguments),
    /// 新写一篇案例、一则通知，或登记一家企业
    New(new::Arguments),
    /// 新建一个小而完整的网站
    Init(init::Arguments),
}

/// Which project, and for which day.
#[derive(Debug, Args)]
struct Project {
    /// 项目文件夹，默认是当前文件夹
    #[arg(long, value_name = "文件夹", default_value = ".")]
    root: PathBuf,
    /// 按哪一天生成（如 2026-01-15），默认今天；同样的内容和日期得到同样的文件
    #[arg(long, value_name = "日期", value_parser = parse_date)]
    today: Option<Date>,
}

impl Project {
    /// The day asked for, or the day it is in China.
    fn today(&self) -> Date {
        self.today.unwrap_or_else(current_date)
    }
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// 给人看的文字
    Text,
    /// 给程序用的 JSON
    Json,
}

fn parse_date(text: &str) -> std::result::Result<Date, String> {
    let moment = Moment::parse(text).map(|moment| moment.date);
    moment.ok_or_else(|| "日期写成 2026-01-15 的样子".to_owned())
}

/// The day it is in China.
fn current_date() -> Date {
    current_moment().date()
}

/// The one place that asks the clock; everything else takes the day as an argument.
#[expect(clippy::disallowed_methods, reason = "the default of --today, and when a preview did something")]
fn current_moment() -> DateTime {
    let china = jiff::tz::Offset::constant(8);
    china.to_datetime(jiff::Timestamp::now())
}

/// What a command found, as its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Clean,
    HasProblems,
}

/// Runs the program with the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    let matches =
        chinese(Cli::command()).try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match matches {
        Ok(cli) => cli,
        Err(error) => return report::usage(&error),
    };
    match run(cli.command) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::HasProblems) => ExitCode::from(1),
        Err(error) => {
            report::refusal(&error);
            ExitCode::from(2)
        }
    }
}

/// The definition of all commands, for documentation and tests.
#[must_use]
pub fn definition() -> clap::Command {
    chinese(Cli::command())
}

fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Outline(arguments) => outline::run(&arguments),
        Command::Targets(arguments) => targets::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Template(arguments) => template::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
    }
}

/// Help in Chinese, for this command and those below it.
fn chinese(command: clap::Command) -> clap::Command {
    translated(command, "")
}

/// `above` is the commands before this one, as they are typed.
fn translated(command: clap::Command, above: &str) -> clap::Command {
    const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}\n";
    let path = format!("{above}{}", command.get_name());
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let is_root = command.get_version().is_some();
    let usage = usage(&path, &command);
    let flag = |name: &'static str, short, help: &'static str| {
        clap::Arg::new(name).short(short).long(name).help(help).help_heading("选项")
    };
    let mut command = command
        .help_template(TEMPLATE)
        .override_usage(usage)
        .subcommand_help_heading("命令")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', "显示帮助").action(clap::ArgAction::Help));
    if is_root {
        command = command.arg(flag("version", 'V', "显示版本").action(clap::ArgAction::Version));
    }
    command = command.mut_args(|argument| {
        let heading = if argument.is_positional() { "参数" } else { "选项" };
        let is_valued = argument.get_action().takes_values();
        let argument = argument.help_heading(heading);
        if is_valued { argument.hide_default_value(true).hide_possible_values(true) } else { argument }
    });
    for name in names {
        let above = format!("{path} ");
        command = command.mut_subcommand(name, |inner| translated(inner, &above));
    }
    command
}

fn usage(path: &str, command: &clap::Command) -> String {
    if command.has_subcommands() {
        return format!("{path} <命令>");
    }
    let names = command.get_positionals().filter_map(|argument| argument.get_value_names()?.first());
    names.fold(format!("{path} [选项]"), |usage, name| format!("{usage} <{name}>"))
}
