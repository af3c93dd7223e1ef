//! Case studies: `content/cases/<slug>/index.md` or `content/cases/<slug>.md`.

use serde::{Deserialize, Serialize};

use super::Column;
use super::article::{self, Article};
use super::header::header;
use super::known::Known;
use super::terms::{Facet, Template};
use crate::id::CaseSlug;
use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};
use crate::text::yaml::{self, Placed, Words};

/// Where cases lie.
pub const FOLDER: &str = "content/cases/";

header! {
    struct Header and Own {
        #[serde(rename = "企业", alias = "enterprises", alias = "enterprise", default)]
        enterprises: Words,
        #[serde(rename = "梯度", alias = "tier", default)]
        tier: Option<Placed>,
        #[serde(rename = "产业", alias = "industry", default)]
        industry: Option<Placed>,
        #[serde(rename = "镇街", alias = "town", default)]
        town: Option<Placed>,
        #[serde(rename = "年度", alias = "year", default)]
        year: Option<Placed<i16>>,
        #[serde(rename = "主题", alias = "themes", alias = "theme", default)]
        themes: Words,
        #[serde(rename = "亮点", alias = "highlights", default)]
        highlights: Option<Vec<RawHighlight>>,
        #[serde(rename = "头条", alias = "lead", deserialize_with = "crate::text::yaml::yes_or_no", default)]
        is_lead: bool,
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "“数值”和“说明”两项，如 {数值: \"37%\", 说明: 良品率提高}")]
struct RawHighlight {
    #[serde(rename = "数值", alias = "value")]
    value: String,
    #[serde(rename = "说明", alias = "note")]
    note: String,
}

/// A figure of the firm that the story turns on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// 37%.
    pub value: String,
    /// 良品率提高.
    pub note: String,
}

/// One success story.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its address, frozen.
    pub slug: CaseSlug,
    /// The text.
    pub article: Article,
    /// Indexes in [`Column::enterprises`].
    pub enterprises: Vec<usize>,
    /// Index of the tier at the time of the story; that of its firm where it names none.
    pub tier: Option<usize>,
    /// Index of the industry; that of its firm where it names none.
    pub industry: Option<usize>,
    /// Index of the town; that of its firm where it names none.
    pub town: Option<usize>,
    /// The year it tells of; that of its publication where it names none.
    pub year: i16,
    /// Indexes of its themes.
    pub themes: Vec<usize>,
    /// Figures to take in at a glance.
    pub highlights: Vec<Highlight>,
    /// 头条.
    pub is_lead: bool,
}

impl Case {
    /// The terms of a facet that the case belongs to.
    #[must_use]
    pub fn terms(&self, facet: Facet) -> &[usize] {
        match facet {
            Facet::Tier => self.tier.as_slice(),
            Facet::Industry => self.industry.as_slice(),
            Facet::Town => self.town.as_slice(),
            Facet::Theme => &self.themes,
        }
    }
}

/// The files that hold cases.
pub(super) fn files(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
    sources.under(FOLDER).filter(|file| stem(file.path()).is_some())
}

/// `nut` of `content/cases/nut.md` and of `content/cases/nut/index.md`.
fn stem(path: &str) -> Option<&str> {
    let name = path.strip_prefix(FOLDER)?;
    let stem = name.strip_suffix("/index.md").or_else(|| name.strip_suffix(".md"))?;
    (!stem.contains('/')).then_some(stem)
}

/// Reads one case.
pub(super) fn parse(
    file: &SourceFile,
    column: &Column,
    known: &Known,
    problems: &mut Problems,
) -> Option<Case> {
    let slug = read_slug(file, problems);
    let (own, text) = known.read(file, problems)?.part(Header::split);
    let mut article = article::assemble(file, text, problems);
    let words = own.enterprises.into_list(file);
    let names_firms = !words.is_empty();
    if !article.is_sample {
        tell_made_up(file, &words, column, problems);
    }
    let enterprises = resolve_enterprises(file, words, column, problems);
    if names_firms && enterprises.is_empty() {
        article.lost.add("企业");
    }
    let firm = enterprises.first().map(|&at| &column.enterprises[at]);
    let mut term = |facet, word: Option<Placed>| column.terms.resolve(facet, file, &word?, problems);
    let tier = term(Facet::Tier, own.tier);
    let industry = term(Facet::Industry, own.industry);
    let town = term(Facet::Town, own.town);
    let themes = own.themes.into_list(file);
    let mut themes: Vec<usize> =
        themes.iter().filter_map(|word| column.terms.resolve(Facet::Theme, file, word, problems)).collect();
    themes.sort_unstable();
    themes.dedup();
    let year = own.year.and_then(|year| read_year(file, &year, problems));
    advise(file, &article, &column.terms.template, problems);
    Some(Case {
        slug: slug?,
        tier: tier.or_else(|| firm?.tier_in(year.unwrap_or(article.published.date.year()))),
        industry: industry.or_else(|| firm?.industry),
        town: town.or_else(|| firm?.town),
        year: year.unwrap_or(article.published.date.year()),
        article,
        enterprises,
        themes,
        highlights: own
            .highlights
            .unwrap_or_default()
            .into_iter()
            .map(|RawHighlight { value, note }| Highlight { value, note })
            .collect(),
        is_lead: own.is_lead,
    })
}

fn read_slug(file: &SourceFile, problems: &mut Problems) -> Option<CaseSlug> {
    let stem = stem(file.path())?;
    match CaseSlug::parse(stem) {
        Ok(slug) => Some(slug),
        Err(bad) => {
            let problem = Problem::new(Severity::Error, bad.to_string()).in_file(file.path());
            let hint = "文件名（或文件夹名）会成为网址，改成拼音或英文；“saltpress new case 标题”会给出建议";
            problems.add(problem.hint(hint));
            None
        }
    }
}

/// The firms that an article names, each once.
pub(super) fn resolve_enterprises(
    file: &SourceFile,
    words: Vec<Placed>,
    column: &Column,
    problems: &mut Problems,
) -> Vec<usize> {
    let mut found = Vec::new();
    for word in words {
        match column.find_enterprise(&word.value) {
            Some(at) if found.contains(&at) => {}
            Some(at) => found.push(at),
            None if column.may_be_unread(&word.value) => {}
            None => problems.add(unknown_enterprise(file, &word, column)),
        }
    }
    found
}

/// A true case has no made-up firm.
fn tell_made_up(file: &SourceFile, words: &[Placed], column: &Column, problems: &mut Problems) {
    let firm = |word: &Placed| column.find_enterprise(&word.value).map(|at| &column.enterprises[at]);
    for word in words.iter().filter(|word| firm(word).is_some_and(|firm| firm.is_sample)) {
        let message = format!("企业“{}”标着“示例”，这篇案例没有标", word.value);
        let problem = file.problem(word.span.clone(), message).severity(Severity::Warning);
        problems.add(problem.hint("案例也是虚构的，在文件头写上“示例: true”；是真实的，换成真实的企业"));
    }
}

fn unknown_enterprise(file: &SourceFile, word: &Placed, column: &Column) -> Problem {
    let known: Vec<&str> = column.enterprises.iter().map(|firm| firm.id.as_str()).collect();
    let problem = file.problem(word.span.clone(), format!("没有企业“{}”", word.value));
    problem.hint(match yaml::nearest(&word.value, &known) {
        Some(name) => format!("是不是“{name}”？"),
        None => "先用 saltpress new enterprise 登记，或写已有企业的标识".to_owned(),
    })
}

fn read_year(file: &SourceFile, year: &Placed<i16>, problems: &mut Problems) -> Option<i16> {
    if (1949..=2200).contains(&year.value) {
        return Some(year.value);
    }
    let problem = file.problem(year.span.clone(), format!("年度“{}”不对", year.value));
    problems.add(problem.hint("写四位数的年份，如 2025"));
    None
}

/// Holds a case against the template of the column; departures are advice.
fn advise(file: &SourceFile, article: &Article, template: &Template, problems: &mut Problems) {
    let mut tell = |message: String, hint: String| {
        problems.add(file.whole_problem(message).severity(Severity::Advice).hint(hint));
    };
    let length = article.body.gist().characters;
    if length > template.characters {
        let hint = "典型案例征集一般要求精炼；删去背景和口号，留下做法和数据";
        tell(format!("正文 {length} 字，超过 {} 字", template.characters), hint.to_owned());
    }
    let pictures = article.picture_count();
    if pictures < template.pictures && !article.lost.has("配图") {
        let hint = "一般要有主导产品和生产现场各一张；图片放在稿件旁边，在正文里写 ![图里有什么](文件名)";
        let told =
            if pictures == 0 { "没有图片".to_owned() } else { format!("只有 {pictures} 张图") };
        tell(format!("{told}，建议至少 {} 张", template.pictures), hint.to_owned());
    }
    let missing: Vec<&str> = template
        .sections
        .iter()
        .map(String::as_str)
        .filter(|section| !article.body.gist().headings.iter().any(|heading| heading.text.contains(section)))
        .collect();
    if !missing.is_empty() {
        let sections = template.sections.join("、");
        tell(format!("缺少章节：{}", missing.join("、")), format!("二级标题（## ）依次写：{sections}"));
    }
    let reviews = &article.reviews;
    let open = [("初审", &reviews.first), ("复审", &reviews.second), ("终审", &reviews.last)];
    let open: Vec<&str> = open
        .iter()
        .filter(|(label, name)| name.is_none() && !article.lost.has(label))
        .map(|(label, _)| *label)
        .collect();
    if !open.is_empty() {
        tell(
            format!("三审未完成：{}", open.join("、")),
            "先审后发：审完在文件头写上审稿的单位和审完的日期，如“初审: 县经信局业务科室，某年-某月-某日”"
                .to_owned(),
        );
    }
}
