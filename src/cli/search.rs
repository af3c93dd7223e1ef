//! `saltpress search`: asks the built site as its own search page does.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{Format, Outcome, report};
use crate::disk;
use crate::search::query::{self, Found, Hit, Missing, Note, NoteKind, Reader};
use crate::site::route;
use crate::{Error, Result};

/// Arguments of `search`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// 要找的词
    #[arg(value_name = "搜索词")]
    query: String,
    /// 项目文件夹，默认是当前文件夹
    #[arg(long, value_name = "文件夹", default_value = ".")]
    root: PathBuf,
    /// 已生成的网站，默认是项目下的 public
    #[arg(long, value_name = "文件夹")]
    out: Option<PathBuf>,
    /// 最多列出几条，默认 10
    #[arg(long, value_name = "条数", default_value_t = 10)]
    top: usize,
    /// 输出方式：text 给人看（默认），json 给程序用
    #[arg(long, value_name = "方式", value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Serialize)]
struct Report {
    total: usize,
    /// What was looked for instead, where something was.
    shown: Option<String>,
    results: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    title: String,
    address: String,
    date: String,
    is_complete: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let out = arguments.out.clone().unwrap_or_else(|| arguments.root.join("public"));
    let place = |name: &str| out.join(route::search_part(name).as_str());
    let files = |name: &str| disk::read(&place(name)).ok();
    let refused = |Missing(name): Missing| Error::incomplete(&place(&name));
    let mut reader = Reader::open(&files).map_err(refused)?;
    let found = query::find(&mut reader, &arguments.query).map_err(refused)?;
    let shown = found.ranked.iter().take(arguments.top);
    let hits: Vec<(Hit, bool)> = shown
        .map(|ranked| Ok((query::hit(&reader, ranked.document)?, ranked.is_complete)))
        .collect::<std::result::Result<_, Missing>>()
        .map_err(refused)?;
    match arguments.format {
        Format::Json => report::json(&report_of(&found, hits)),
        Format::Text => report::text(&told(&found, &hits)),
    }
    Ok(Outcome::Clean)
}

fn report_of(found: &Found, hits: Vec<(Hit, bool)>) -> Report {
    let line = |(hit, is_complete): (Hit, bool)| Line {
        title: hit.title().to_owned(),
        address: hit.address().to_owned(),
        date: hit.date().to_owned(),
        is_complete,
    };
    Report {
        total: found.ranked.len(),
        shown: found.note.as_ref().map(|note| note.shown.clone()),
        results: hits.into_iter().map(line).collect(),
    }
}

fn told(found: &Found, hits: &[(Hit, bool)]) -> String {
    let mut lines: Vec<String> = found.note.iter().map(noted).collect();
    lines.push(format!("找到 {} 条结果", found.ranked.len()));
    for (number, (hit, is_complete)) in (1..).zip(hits) {
        let part = if *is_complete { "" } else { "（只有部分词）" };
        lines.push(format!("{number}. {}{part}\n   {} {}", hit.title(), hit.date(), hit.address()));
    }
    lines.join("\n")
}

fn noted(note: &Note) -> String {
    let how = match note.kind {
        NoteKind::Traditional => "已按简体",
        NoteKind::Pinyin => "已按拼音",
        NoteKind::Typing => "没有找到原词，已显示相近的词",
    };
    format!("{how}“{}”的结果。", note.shown)
}
