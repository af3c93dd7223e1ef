//! `content/pages/*.md`: about, accessibility statement and other running text.

use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::id::PolicySlug;
use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};
use crate::text::markdown::{self, Body};
use crate::text::yaml;

const FOLDER: &str = "content/pages/";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    #[serde(rename = "标题", alias = "title")]
    title: String,
    #[serde(rename = "摘要", alias = "summary")]
    summary: String,
    #[serde(rename = "发布时间", alias = "published")]
    published: Spanned<String>,
    #[serde(rename = "来源", alias = "source")]
    source: String,
}

/// A page of running text.
#[derive(Debug, Clone)]
pub struct Prose {
    /// The file's name without its ending; also its address.
    pub name: PolicySlug,
    /// Its file, relative to the project's root.
    pub path: String,
    /// Title.
    pub title: String,
    /// One sentence, for lists and search engines.
    pub summary: String,
    /// 发布时间.
    pub published: Date,
    /// 来源.
    pub source: String,
    /// The text.
    pub body: Body,
}

/// Reads all pages, by name.
pub fn parse_all(sources: &Sources, problems: &mut Problems) -> Vec<Prose> {
    let files = sources.under(FOLDER).filter(|file| file.path().ends_with(".md"));
    let mut found = Vec::new();
    for file in files {
        let mut own = Problems::new();
        let prose = parse(file, &mut own);
        if prose.is_none() {
            own.leave_out("这个页面");
        }
        found.extend(prose);
        problems.extend(own);
    }
    found
}

fn parse(file: &SourceFile, problems: &mut Problems) -> Option<Prose> {
    let stem = file.path().strip_prefix(FOLDER)?.strip_suffix(".md")?;
    let name = match PolicySlug::parse(stem) {
        Ok(name) => name,
        Err(bad) => {
            problems
                .add(Problem::new(Severity::Error, bad.to_string()).in_file(file.path()).hint("给文件改名"));
            return None;
        }
    };
    let (header, body) = markdown::split_header(file, problems)?;
    let reading = yaml::read_text::<Header>(file, &header, problems);
    // Whatever the header holds, the text below it is looked at as well.
    let body = markdown::parse(file, body, problems);
    let header = reading.whole()?;
    let Ok(published) = header.published.value.parse::<Date>() else {
        let problem =
            file.problem(yaml::span(&header.published), format!("“{}”不是日期", header.published.value));
        problems.add(problem.hint("写成 2026-01-15 的样子"));
        return None;
    };
    Some(Prose {
        name,
        path: file.path().to_owned(),
        title: header.title,
        summary: header.summary,
        published,
        source: header.source,
        body,
    })
}
