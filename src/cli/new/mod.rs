//! `saltpress new`: a ready skeleton of what staff write, under a suggested name.

mod slug;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Outcome, parse_date, report};
use crate::column::terms::{Facet, Terms};
use crate::disk;
use crate::id::{CaseSlug, EnterpriseId, NoticeSlug};
use crate::problem::{Problem, Problems, Severity};
use crate::site::route;
use crate::source::Sources;
use crate::{Error, Result};

/// Arguments of `new`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 新写一篇案例：content/cases/标识/index.md
    Case(Named),
    /// 新写一则通知：content/notices/标识.md
    Notice(Named),
    /// 新登记一家企业：content/enterprises/标识.yaml
    Enterprise(Named),
}

#[derive(Debug, Args)]
struct Named {
    /// 标题或企业名称；中间有空格的，可以不加引号
    #[arg(value_name = "标题", required = true, num_args = 1..)]
    title: Vec<String>,
    /// 标识，会成为网址的一部分；不写就用标题的拼音
    #[arg(long, value_name = "标识")]
    slug: Option<String>,
    /// 项目文件夹，默认是当前文件夹
    #[arg(long, value_name = "文件夹", default_value = ".")]
    root: PathBuf,
    /// 发布时间，默认今天
    #[arg(long, value_name = "日期", value_parser = parse_date)]
    today: Option<jiff::civil::Date>,
}

impl Named {
    /// As it was typed; a shell parts it at its blanks.
    fn title(&self) -> String {
        self.title.join(" ").trim().to_owned()
    }
}

/// A file to be written, and the address it will have.
struct Skeleton {
    path: String,
    address: String,
    text: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut problems = Problems::new();
    let named = match &arguments.what {
        What::Case(named) | What::Notice(named) | What::Enterprise(named) => named,
    };
    if !named.root.join("content").is_dir() {
        return Err(Error::no_project(&named.root));
    }
    if named.title().is_empty() {
        let problem = Problem::new(Severity::Error, "没有写标题");
        problems.add(problem.hint("在命令后面写上标题或企业名称，如 saltpress new case 一颗不松的螺母"));
        report::problems(&problems);
        return Ok(Outcome::HasProblems);
    }
    let skeleton = match &arguments.what {
        What::Case(named) => case(named, &mut problems)?,
        What::Notice(named) => notice(named, &mut problems),
        What::Enterprise(named) => enterprise(named, &mut problems)?,
    };
    let Some(skeleton) = skeleton else {
        report::problems(&problems);
        return Ok(Outcome::HasProblems);
    };
    let path = named.root.join(&skeleton.path);
    if let Some(folder) = path.parent() {
        disk::make_folder(folder)?;
    }
    if !disk::create(&path, skeleton.text.as_bytes())? {
        let problem = Problem::new(Severity::Error, "文件已经存在，没有改动").in_file(&skeleton.path);
        problems.add(problem.hint("用 --slug 另给一个标识"));
        report::problems(&problems);
        return Ok(Outcome::HasProblems);
    }
    report::text(&format!(
        "已新建 {}\n网址将是 {}\n标识不合适现在就改文件名（文件夹名）；发布以后不要再改。\n\
         {}，再运行 saltpress check。",
        skeleton.path,
        skeleton.address,
        next(&arguments.what)
    ));
    Ok(Outcome::Clean)
}

/// What is left to do with what was made.
fn next(what: &What) -> &'static str {
    match what {
        What::Case(_) => "写好、三审填齐后删去“草稿: true”",
        What::Notice(_) => "写好后删去“草稿: true”",
        What::Enterprise(_) => "填好“公开”和“梯度经历”",
    }
}

/// The name asked for, or the one that the title suggests and nobody has yet.
fn name<T, E: std::fmt::Display>(
    named: &Named,
    parse: impl Fn(&str) -> std::result::Result<T, E>,
    is_taken: impl Fn(&str) -> bool,
    problems: &mut Problems,
) -> Option<T> {
    let wanted = named.slug.clone().unwrap_or_else(|| slug::suggest(&named.title(), is_taken));
    match parse(&wanted) {
        Ok(name) => Some(name),
        Err(bad) => {
            let problem = Problem::new(Severity::Error, bad.to_string());
            problems.add(problem.hint("用 --slug 另给一个，如 --slug yi-ke-luo-mao"));
            None
        }
    }
}

fn case(named: &Named, problems: &mut Problems) -> Result<Option<Skeleton>> {
    let taken = |slug: &str| {
        let folder = named.root.join("content/cases");
        folder.join(slug).exists() || folder.join(format!("{slug}.md")).exists()
    };
    let Some(slug) = name(named, CaseSlug::parse, taken, problems) else { return Ok(None) };
    let known = terms(named)?;
    let template = &known.template;
    let sections =
        template.sections.iter().fold(String::new(), |text, section| text + "## " + section + "\n\n\n\n");
    let list = |facet: Facet| {
        let offered: Vec<&str> = known.of(facet).list().iter().map(|term| term.name.as_str()).collect();
        if offered.is_empty() { String::new() } else { format!("  # {}", offered.join("、")) }
    };
    let text = format!(
        "---\n标题: {}\n摘要:           # 一两句话，列表和搜索里显示\n企业:           # content/enterprises/ 里的标识\n\
         梯度:         {}\n产业:         {}\n镇街:         {}\n主题: []      {}\n年度: {}\n\
         条款: []        # 哪些措施帮到了企业，如 [\"2.1.2\", \"2.4.11\"]；编号用 saltpress outline 查看\n\
         指标: []        # 相关指标的标识，如 [little-giant]\n来源:           # 供稿单位，如 县融媒体中心\n作者:\n\
         发布时间: {}\n关键词: []\n\
         配图:           # 第一张是题图；至少 {} 张，放在本文件旁边\n\
         #  - {{文件: tuzhi.jpg, 替代文字: 图里有什么, 图注: 说明}}\n\
         责任单位: []    # 帮上忙的单位，如 [县经信局, 县科技局]\n\
         亮点:           # 两三个数，没有就删去这一项\n\
         #  - {{数值: \"95.2%\", 说明: 一次成功率}}\n\
         供稿:\n初审:           # 供稿单位或业务科室，日期；写职务还是姓名按本单位的规定\n\
         复审:           # 另一科室，日期\n终审:           # 分管负责人，日期\n\
         示例: 否        # 内容是虚构的，写“是”\n草稿: true      # 写好后删去这一行\n---\n\n{sections}",
        quoted(&named.title()),
        list(Facet::Tier),
        list(Facet::Industry),
        list(Facet::Town),
        list(Facet::Theme),
        today(named).year(),
        today(named),
        template.pictures
    );
    let address = route::case(&slug).to_string();
    Ok(Some(Skeleton { path: format!("content/cases/{slug}/index.md"), address, text }))
}

fn notice(named: &Named, problems: &mut Problems) -> Option<Skeleton> {
    let taken = |slug: &str| named.root.join(format!("content/notices/{slug}.md")).exists();
    let slug = name(named, NoticeSlug::parse, taken, problems)?;
    let text = format!(
        "---\n标题: {}\n摘要:           # 一两句话\n类别: 申报通知   # 申报通知、公示名单、通知公告\n文号:\n\
         对象:           # 谁可以申报\n梯度: []\n开始:           # 如 2026-03-01\n截止:\n责任单位:       # 如 县经信局\n\
         电话:           # 办公电话；留空用责任单位的电话\n网址:           # 在哪里申报\n条款: []\n附件: []        \
         # - {{文件: shenbaobiao.docx, 名称: 申报表}}\n来源:\n发布时间: {}\n草稿: true      # 写好后删去这一行\n---\n\n",
        quoted(&named.title()),
        today(named)
    );
    let address = route::notice(&slug).to_string();
    Some(Skeleton { path: format!("content/notices/{slug}.md"), address, text })
}

fn enterprise(named: &Named, problems: &mut Problems) -> Result<Option<Skeleton>> {
    let taken = |id: &str| named.root.join(format!("content/enterprises/{id}.yaml")).exists();
    let Some(id) = name(named, EnterpriseId::parse, taken, problems) else { return Ok(None) };
    let tiers: Vec<String> =
        terms(named)?.of(Facet::Tier).list().iter().map(|tier| tier.name.clone()).collect();
    let text = format!(
        "名称: {}\n简称:\n别名: []\n\
         公开: []        # 企业同意公开的项目：产业、镇街、产品、简介、成立、网址、电话、地址；没列出的不会发布\n\
         产业:\n镇街:\n产品: []\n简介:\n成立:           # 年份\n网址:\n电话:\n地址:\n\
         梯度经历: []    # 每次认定一行，必须有来源文件；梯度：{}\n\
         #  - {{梯度: …, 年度: 2025, 来源: 公布名单的文件名称, 文号: …, 有效期至: 2028-12-31}}\n",
        quoted(&named.title()),
        tiers.join("、")
    );
    let address = route::enterprise(&id).to_string();
    Ok(Some(Skeleton { path: format!("content/enterprises/{id}.yaml"), address, text }))
}

/// The names that the column knows, to be offered in comments.
fn terms(named: &Named) -> Result<Terms> {
    let sources = Sources::read(&named.root, &mut Problems::new())?;
    Ok(Terms::parse(&sources, &mut Problems::new()))
}

fn today(named: &Named) -> jiff::civil::Date {
    named.today.unwrap_or_else(super::current_date)
}

/// A title as a YAML string in double quotes: “中文引号” need none, `"` and `\` do.
fn quoted(title: &str) -> String {
    let clean: String = title.chars().filter(|c| !c.is_control()).collect();
    format!("\"{}\"", clean.trim().replace('\\', "\\\\").replace('"', "\\\""))
}
