//! `content/column.yaml`: what cases and firms are sorted by, and what a case should look like.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::id::{TargetId, TermId};
use crate::problem::{Problems, Severity};
use crate::source::{SourceFile, Sources};
use crate::text::yaml::Placed;
use crate::text::{fold, yaml};

/// Where the file lies.
pub const PATH: &str = "content/column.yaml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    #[serde(rename = "名称", alias = "name", default)]
    name: Option<String>,
    #[serde(rename = "说明", alias = "note", default)]
    note: Option<String>,
    #[serde(rename = "每页", alias = "per_page", default)]
    per_page: Option<Placed<usize>>,
    #[serde(rename = "梯度", alias = "tiers", default)]
    tiers: Vec<Entry>,
    #[serde(rename = "产业", alias = "industries", default)]
    industries: Vec<Entry>,
    #[serde(rename = "镇街", alias = "towns", default)]
    towns: Vec<Entry>,
    #[serde(rename = "主题", alias = "themes", default)]
    themes: Vec<Entry>,
    #[serde(rename = "案例模板", alias = "case_template", default)]
    template: Option<RawTemplate>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(rename = "标识", alias = "id")]
    id: Placed,
    #[serde(rename = "名称", alias = "name")]
    name: Placed,
    #[serde(rename = "别名", alias = "other_names", default)]
    other_names: Vec<Placed>,
    #[serde(rename = "说明", alias = "note", default)]
    note: Option<String>,
    #[serde(rename = "指标", alias = "target", default)]
    target: Option<Placed>,
    #[serde(rename = "示例", alias = "sample", deserialize_with = "crate::text::yaml::yes_or_no", default)]
    is_sample: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTemplate {
    #[serde(rename = "字数", alias = "characters", default = "default_characters")]
    characters: usize,
    #[serde(rename = "配图", alias = "pictures", default = "default_pictures")]
    pictures: usize,
    #[serde(rename = "章节", alias = "sections", default = "default_sections")]
    sections: Vec<String>,
}

fn default_characters() -> usize {
    2500
}

fn default_pictures() -> usize {
    2
}

fn default_sections() -> Vec<String> {
    ["基本情况", "主要做法", "成效", "启示"].map(str::to_owned).to_vec()
}

/// What a case should look like; departures are advice. Defaults: the MIIT call of 2021.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// At most this many characters.
    pub characters: usize,
    /// At least this many pictures.
    pub pictures: usize,
    /// Headings, in order.
    pub sections: Vec<String>,
}

impl Default for Template {
    fn default() -> Self {
        Self { characters: default_characters(), pictures: default_pictures(), sections: default_sections() }
    }
}

/// A tier, an industry, a town or a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Frozen: part of an address.
    pub id: TermId,
    /// As shown.
    pub name: String,
    /// Other names under which staff and readers know it.
    pub other_names: Vec<String>,
    /// What a reader should know about it.
    pub note: Option<String>,
    /// The target that counts its members (tiers).
    pub target: Option<Placed<TargetId>>,
    /// Made up, to show the product.
    pub is_sample: bool,
}

/// What things are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// 梯度.
    Tier,
    /// 产业.
    Industry,
    /// 镇街.
    Town,
    /// 主题.
    Theme,
}

impl Facet {
    /// All of them, in the order readers meet them.
    pub const ALL: [Self; 4] = [Self::Tier, Self::Industry, Self::Town, Self::Theme];

    /// The word a reader sees; also the key in files.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Tier => "梯度",
            Self::Industry => "产业",
            Self::Town => "镇街",
            Self::Theme => "主题",
        }
    }
}

/// The terms of one facet, in the file's order.
#[derive(Debug, Default, Clone)]
pub struct Vocabulary {
    list: Vec<Term>,
    names: BTreeMap<String, usize>,
}

impl Vocabulary {
    /// In the file's order; tiers from broad to narrow.
    #[must_use]
    pub fn list(&self) -> &[Term] {
        &self.list
    }

    /// The term that an id, a name or another name means; quotes and widths do not matter.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<usize> {
        self.names.get(&key(word)).copied()
    }

    fn add(&mut self, file: &SourceFile, entry: Entry, problems: &mut Problems) {
        let id = match TermId::parse(&entry.id.value) {
            Ok(id) => id,
            Err(bad) => {
                problems.add(file.problem(entry.id.span.clone(), bad.to_string()).hint("如 little-giant"));
                return;
            }
        };
        let at = self.list.len();
        let words = [&entry.id, &entry.name].into_iter().chain(&entry.other_names);
        for word in words {
            if self.names.insert(key(&word.value), at).is_some_and(|other| other != at) {
                let message = format!("“{}”用了两次", word.value);
                problems.add(file.problem(word.span.clone(), message).hint("一个名称只能指一项"));
            }
        }
        let target = entry.target.and_then(|target| read_target(file, &target, problems));
        self.list.push(Term {
            id,
            name: entry.name.value,
            other_names: entry.other_names.into_iter().map(|name| name.value).collect(),
            note: entry.note,
            target,
            is_sample: entry.is_sample,
        });
    }
}

fn read_target(file: &SourceFile, target: &Placed, problems: &mut Problems) -> Option<Placed<TargetId>> {
    let span = target.span.clone();
    match TargetId::parse(&target.value) {
        Ok(value) => Some(Placed { value, span }),
        Err(bad) => {
            problems.add(file.problem(span, bad.to_string()).hint("写 targets.yaml 中的标识"));
            None
        }
    }
}

/// One spelling for quotes, widths and blanks: 专精特新“小巨人”, 专精特新小巨人.
fn key(name: &str) -> String {
    let is_quote = |c: &char| matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」');
    let plain = name.chars().map(fold::half_width).filter(|c| !fold::is_blank(*c) && !is_quote(c));
    plain.flat_map(char::to_lowercase).collect()
}

/// The whole of `content/column.yaml`.
#[derive(Debug, Clone)]
pub struct Terms {
    /// What the column is called.
    pub name: String,
    /// One or two sentences about it.
    pub note: Option<String>,
    /// Entries of a list page.
    pub per_page: usize,
    /// What a case should look like.
    pub template: Template,
    /// Whether every term could be read: only then is one that is not here unknown.
    is_whole: bool,
    vocabularies: [Vocabulary; 4],
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            name: "专精特新".to_owned(),
            note: None,
            per_page: 20,
            template: Template::default(),
            is_whole: true,
            vocabularies: <[Vocabulary; 4]>::default(),
        }
    }
}

impl Terms {
    /// Reads the file; without one nothing is sorted.
    pub fn parse(sources: &Sources, problems: &mut Problems) -> Self {
        let mut terms = Self::default();
        let Some(file) = sources.get(PATH) else { return terms };
        let reading = yaml::read::<Sheet>(file, problems);
        terms.is_whole = reading.is_sound();
        let Some(sheet) = reading.value else { return terms };
        terms.name = sheet.name.unwrap_or(terms.name);
        terms.note = sheet.note;
        if let Some(per_page) = sheet.per_page {
            terms.per_page = checked_per_page(file, &per_page, problems);
        }
        if let Some(template) = sheet.template {
            let RawTemplate { characters, pictures, sections } = template;
            terms.template = Template { characters, pictures, sections };
        }
        let entries = [sheet.tiers, sheet.industries, sheet.towns, sheet.themes];
        for (vocabulary, entries) in terms.vocabularies.iter_mut().zip(entries) {
            for entry in entries {
                vocabulary.add(file, entry, problems);
            }
        }
        terms
    }

    /// The terms of a facet.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &Vocabulary {
        &self.vocabularies[facet as usize]
    }

    /// The term that an author means; one that does not exist is told with the nearest that does.
    pub(super) fn resolve(
        &self,
        facet: Facet,
        file: &SourceFile,
        word: &Placed,
        problems: &mut Problems,
    ) -> Option<usize> {
        let found = self.of(facet).find(&word.value);
        if found.is_none() && self.is_whole {
            let known: Vec<&str> = self.of(facet).list().iter().map(|term| term.name.as_str()).collect();
            let label = facet.label();
            let problem = file.problem(word.span.clone(), format!("没有“{}”这个{label}", word.value));
            problems.add(problem.hint(match yaml::nearest(&word.value, &known) {
                Some(name) => format!("是不是“{name}”？可用的有：{}", known.join("、")),
                None if known.is_empty() => format!("先在 {PATH} 的“{label}”中登记"),
                None => format!("可用的有：{}；新的先在 {PATH} 中登记", known.join("、")),
            }));
        }
        found
    }
}

fn checked_per_page(file: &SourceFile, per_page: &Placed<usize>, problems: &mut Problems) -> usize {
    let sound = per_page.value.clamp(5, 200);
    if sound != per_page.value {
        let problem = file.problem(per_page.span.clone(), format!("每页 {} 条不合适", per_page.value));
        problems.add(problem.severity(Severity::Warning).hint("写 5 到 200 之间的数；通常 20"));
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Terms, Vec<String>) {
        let sources = Sources::from_files([SourceFile::new(PATH, text)]);
        let mut problems = Problems::new();
        let terms = Terms::parse(&sources, &mut problems);
        (terms, problems.into_iter().map(|problem| problem.message).collect())
    }

    const TIERS: &str = "梯度:\n  - {标识: little-giant, 名称: 国家级专精特新“小巨人”企业, 别名: [小巨人], 指标: little-giant}\n  - {标识: champion, 名称: 国家级“单项冠军”}\n";

    #[test]
    fn a_term_is_found_by_id_name_or_other_name() {
        let (terms, told) = parse(TIERS);
        assert_eq!(told, Vec::<String>::new());
        let tiers = terms.of(Facet::Tier);
        for word in ["little-giant", "小巨人", "“小巨人”", "国家级专精特新小巨人企业"] {
            assert_eq!(tiers.find(word), Some(0), "{word}");
        }
        assert_eq!(tiers.find("单项冠军"), None);
        assert!(terms.of(Facet::Town).list().is_empty());
    }

    #[test]
    fn doubles_bad_ids_and_odd_pages_are_told() {
        let (_, told) = parse(
            "每页: 1000\n镇街:\n  - {标识: a, 名称: 甲}\n  - {标识: b, 名称: 甲}\n  - {标识: 丙, 名称: 丙}\n",
        );
        assert_eq!(told.len(), 3, "{told:?}");
    }

    #[test]
    fn a_term_that_could_not_be_read_is_not_unknown() {
        let (terms, told) = parse(&TIERS.replace("别名: [小巨人]", "别名: [小巨人"));
        assert_eq!(told.len(), 1, "{told:?}");
        let file = SourceFile::new("content/cases/a.md", "小巨人");
        let mut problems = Problems::new();
        for (value, wanted) in [("小巨人", None), ("国家级“单项冠军”", Some(0))] {
            let word = Placed { value: value.to_owned(), span: 0..9 };
            assert_eq!(terms.resolve(Facet::Tier, &file, &word, &mut problems), wanted, "{value}");
        }
        assert!(problems.is_empty());
    }

    #[test]
    fn the_nearest_term_is_offered() {
        let (terms, _) = parse(TIERS);
        let file = SourceFile::new("content/cases/a.md", "小矩人");
        let mut problems = Problems::new();
        let word = Placed { value: "国家级单向冠军".to_owned(), span: 0..9 };
        assert_eq!(terms.resolve(Facet::Tier, &file, &word, &mut problems), None);
        let told = problems.into_iter().next().unwrap();
        assert!(told.hint.unwrap().contains("是不是“国家级“单项冠军””"));
    }
}
