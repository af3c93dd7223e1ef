//! Words that are wrong wherever they stand: a sourced list that a project may add to.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use super::Hit;
use crate::inspection::rule::RuleId;
use crate::inspection::settings::{Settings, Word};
use crate::problem::Problems;
use crate::source::SourceFile;
use crate::text::yaml;

/// The list as it is shipped.
const TABLE: &str = include_str!("words.yaml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "词组")]
    groups: Vec<Group>,
}

/// Words of one source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    #[serde(rename = "来源")]
    source: String,
    #[serde(rename = "严重", default)]
    is_serious: bool,
    /// `误→正`, several with `/` on the left.
    #[serde(rename = "词")]
    words: Vec<String>,
}

/// The words and their finder.
#[derive(Debug)]
pub struct Vocabulary {
    words: Vec<Word>,
    finder: Option<AhoCorasick>,
}

impl Vocabulary {
    /// The shipped list without what the project allows, with what it adds.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let mut words = shipped();
        words.retain(|word| !settings.allowed.contains(&word.wrong));
        words.extend(settings.words.iter().filter(|word| !word.wrong.is_empty()).cloned());
        let mut builder = AhoCorasick::builder();
        // Every text is read through it: a table takes a few hundred KB and a third of the time.
        builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA));
        let finder = builder.build(words.iter().map(|word| word.wrong.as_str())).ok();
        Self { words, finder }
    }

    /// Tells every wrong word.
    pub(super) fn find(&self, text: &str) -> Vec<Hit> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let matches = finder.find_iter(text);
        matches.map(|found| hit(&self.words[found.pattern().as_usize()], found.range())).collect()
    }
}

fn hit(word: &Word, span: std::ops::Range<usize>) -> Hit {
    let rule = if word.is_serious { RuleId::WrongWordSerious } else { RuleId::WrongWord };
    let message = format!("“{}”应为“{}”", word.wrong, word.right);
    let hit = Hit::new(rule, span, message);
    match &word.source {
        Some(source) => hit.hint(format!("改为“{}”（{source}）；确属原文引用的写入豁免", word.right)),
        None => hit,
    }
}

/// A broken list of ours is held by a test; then nothing is told rather than everything refused.
fn shipped() -> Vec<Word> {
    let mut problems = Problems::new();
    let table = yaml::parse::<Table>(&SourceFile::new("words.yaml", TABLE), &mut problems);
    let groups = table.map(|table| table.groups).unwrap_or_default();
    groups.into_iter().flat_map(Group::words).collect()
}

impl Group {
    fn words(self) -> Vec<Word> {
        let Self { source, is_serious, words } = self;
        let pairs = words.iter().filter_map(|entry| entry.split_once('→'));
        let each = pairs.flat_map(|(wrong, right)| wrong.split('/').map(move |wrong| (wrong, right)));
        each.map(|(wrong, right)| Word {
            wrong: wrong.to_owned(),
            right: right.to_owned(),
            is_serious,
            source: Some(source.clone()),
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Vec<RuleId> {
        Vocabulary::new(&Settings::shipped()).find(text).into_iter().map(|hit| hit.rule).collect()
    }

    #[test]
    fn the_shipped_list_is_whole() {
        let words = shipped();
        assert!(words.len() > 120, "{}", words.len());
        for (at, word) in words.iter().enumerate() {
            assert!(!word.wrong.is_empty() && !word.right.contains(&word.wrong), "{word:?}");
            assert!(!words[..at].iter().any(|other| other.wrong == word.wrong), "{word:?}");
        }
    }

    #[test]
    fn wrong_words_are_told_by_their_weight() {
        for (text, rule) in [
            ("培育专精特薪企业", RuleId::WrongWord),
            ("隐型冠军", RuleId::WrongWord),
            ("台湾、香港等国家", RuleId::WrongWordSerious),
            ("总书纪", RuleId::WrongWordSerious),
        ] {
            assert_eq!(rules(text), [rule], "{text}");
        }
        for text in ["培育专精特新企业", "隐形冠军", "香港、澳门等地区", "总书记"] {
            assert_eq!(rules(text), [], "{text}");
        }
    }

    #[test]
    fn a_project_adds_words_and_allows_others() {
        let mut settings = Settings::shipped();
        settings.allowed.push("隐型冠军".to_owned());
        settings.words.push(Word {
            wrong: "海盐镇".into(),
            right: "海盐县".into(),
            is_serious: true,
            source: None,
        });
        let hits = Vocabulary::new(&settings).find("海盐镇的隐型冠军");
        assert_eq!(hits.len(), 1);
        assert_eq!((hits[0].rule, &hits[0].span), (RuleId::WrongWordSerious, &(0..9)));
    }
}
