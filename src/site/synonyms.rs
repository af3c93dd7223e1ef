//! `content/synonyms.yaml`: words that mean the same to a reader.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::problem::{Problem, Problems, Severity};
use crate::source::Sources;
use crate::text::yaml::{self, Placed};

/// Where the groups lie.
pub const PATH: &str = "content/synonyms.yaml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(rename = "同义词", alias = "synonyms", default)]
    groups: Vec<Vec<serde_saphyr::Spanned<String>>>,
    #[serde(rename = "单向", alias = "one_way", default)]
    ways: BTreeMap<String, Vec<String>>,
}

/// What readers say for what texts say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Words that mean the same, two or more.
    pub groups: Vec<Vec<String>>,
    /// A word, then those that are looked for with it but not the other way round.
    pub ways: Vec<Vec<String>>,
}

impl Synonyms {
    /// Reads `content/synonyms.yaml`; without the file there are none.
    pub fn parse(sources: &Sources, problems: &mut Problems) -> Self {
        let Some(file) = sources.get(PATH) else { return Self::default() };
        let Some(raw) = yaml::parse::<Raw>(file, problems) else { return Self::default() };
        let mut groups = Vec::new();
        for group in raw.groups {
            let words: Vec<Placed> =
                group.into_iter().map(Placed::from).filter(|word| !word.value.trim().is_empty()).collect();
            if let [lone] = words.as_slice() {
                let message = format!("“{}”一组只有一个词", lone.value);
                problems.add(file.problem(lone.span.clone(), message).hint("写出它的同义词，或删去这一组"));
            }
            if words.len() > 1 {
                groups.push(words.into_iter().map(|word| word.value).collect());
            }
        }
        let ways = raw.ways.into_iter().map(|(word, others)| std::iter::once(word).chain(others).collect());
        Self { groups, ways: ways.collect() }
    }
}

/// A group of which the whole site has no word.
#[must_use]
pub fn idle(group: &[String]) -> Problem {
    let message = format!("网站内容中没有这组同义词的任何一个词：{}", group.join("、"));
    Problem::new(Severity::Advice, message).in_file(PATH).hint("暂时用不上；可以留着等相关内容，也可以删去")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn groups_and_ways_are_taken_and_lone_words_told() {
        let text = "同义词:\n  - [补贴, 奖补]\n  - [单独]\n单向:\n  钱: [资金]\n";
        let mut problems = Problems::new();
        let read = Synonyms::parse(&Sources::from_files([SourceFile::new(PATH, text)]), &mut problems);
        assert_eq!(read.groups, [["补贴", "奖补"]]);
        assert_eq!(read.ways, [["钱", "资金"]]);
        let told: Vec<String> = problems.into_iter().map(|problem| problem.message).collect();
        assert!(told[0].contains("只有一个词"), "{told:?}");
    }
}
