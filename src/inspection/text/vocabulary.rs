//! Words that are wrong wherever they stand: a sourced list that a project may add to.

use std::ops::Range;

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
    /// Ends of what stands before a word that is none.
    #[serde(rename = "前面不是", default)]
    not_after: Vec<String>,
    /// Starts of what stands behind it.
    #[serde(rename = "后面不是", default)]
    not_before: Vec<String>,
    /// `误→正`, several with `/` on the left.
    #[serde(rename = "词")]
    words: Vec<String>,
}

/// A word of the list, and where it is none.
#[derive(Debug)]
struct Entry {
    word: Word,
    not_after: Vec<String>,
    not_before: Vec<String>,
}

impl Entry {
    /// Whether the word at `span` of a text is the one that is meant.
    fn stands_at(&self, text: &str, span: &Range<usize>) -> bool {
        let (before, after) = (&text[..span.start], &text[span.end..]);
        !self.not_after.iter().any(|end| before.ends_with(end))
            && !self.not_before.iter().any(|start| after.starts_with(start))
    }
}

impl From<Word> for Entry {
    fn from(word: Word) -> Self {
        Self { word, not_after: Vec::new(), not_before: Vec::new() }
    }
}

/// The words and their finder.
#[derive(Debug)]
pub struct Vocabulary {
    words: Vec<Entry>,
    finder: Option<AhoCorasick>,
}

impl Vocabulary {
    /// The shipped list without what the project allows, with what it adds.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let mut words = shipped();
        words.retain(|entry| !settings.allowed.contains(&entry.word.wrong));
        let own = settings.words.iter().filter(|word| !word.wrong.is_empty());
        words.extend(own.cloned().map(Entry::from));
        let mut builder = AhoCorasick::builder();
        // Every text is read through it: a table takes a few hundred KB and a third of the time.
        builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA));
        let finder = builder.build(words.iter().map(|entry| entry.word.wrong.as_str())).ok();
        Self { words, finder }
    }

    /// Tells every wrong word.
    pub(super) fn find(&self, text: &str) -> Vec<Hit> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let found =
            finder.find_iter(text).map(|found| (&self.words[found.pattern().as_usize()], found.range()));
        let meant = found.filter(|(entry, span)| entry.stands_at(text, span));
        meant.map(|(entry, span)| hit(&entry.word, span)).collect()
    }
}

fn hit(word: &Word, span: Range<usize>) -> Hit {
    let rule = if word.is_serious { RuleId::WrongWordSerious } else { RuleId::WrongWord };
    let message = format!("“{}”应为“{}”", word.wrong, word.right);
    let hit = Hit::new(rule, span, message);
    match &word.source {
        Some(source) => hit.hint(format!("改为“{}”（{source}）；确属原文引用的写入豁免", word.right)),
        None => hit,
    }
}

/// A broken list of ours is held by a test; then nothing is told rather than everything refused.
fn shipped() -> Vec<Entry> {
    let mut problems = Problems::new();
    let table = yaml::parse::<Table>(&SourceFile::new("words.yaml", TABLE), &mut problems);
    let groups = table.map(|table| table.groups).unwrap_or_default();
    groups.into_iter().flat_map(Group::entries).collect()
}

impl Group {
    fn entries(self) -> Vec<Entry> {
        let Self { source, is_serious, not_after, not_before, words } = self;
        let pairs = words.iter().filter_map(|entry| entry.split_once('→'));
        let each = pairs.flat_map(|(wrong, right)| wrong.split('/').map(move |wrong| (wrong, right)));
        let entry = |(wrong, right): (&str, &str)| Entry {
            word: Word {
                wrong: wrong.to_owned(),
                right: right.to_owned(),
                is_serious,
                source: Some(source.clone()),
            },
            not_after: not_after.clone(),
            not_before: not_before.clone(),
        };
        each.map(entry).collect()
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
        let words: Vec<Word> = shipped().into_iter().map(|entry| entry.word).collect();
        assert!(words.len() > 110, "{}", words.len());
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
            ("香港等国家参展", RuleId::WrongWordSerious),
            ("认真学习习近乎讲话", RuleId::WrongWordSerious),
            ("按照工作布署", RuleId::WrongWord),
        ] {
            assert_eq!(rules(text), [rule], "{text}");
        }
        for text in ["培育专精特新企业", "隐形冠军", "香港、澳门等地区", "总书记"] {
            assert_eq!(rules(text), [], "{text}");
        }
    }

    #[test]
    fn words_within_sound_sentences_are_none() {
        for text in [
            "他担任中央政治局委员",
            "赴台湾国际机床展参展",
            "理顺数据中台关系",
            "其中港台投资企业三家",
            "出席海关总署记者会",
            "出口到美国、香港等国家和地区",
            "向社区赠书，汇总书计1200册",
            "组织学习进平台、学习近乎全覆盖",
            "这四个意思要讲清",
            "专精特新新增4家，入选小巨入库名单",
            "规模以上上市企业两家",
            "开展产业练兵，推动产业链协同同步",
            "维护知识产权权益，降低融资担保保费",
            "支持高新企业技术改造",
            "按装置要求和装机容量验收",
            "网上公布署名文章，讲座落下帷幕",
            "既使成本下降，又使质量提高",
            "引伸计、山脉博物馆、拼凑和剽窃",
            "贯彻落实实施方案，两个维护护航发展",
            "加强协会企政策对接，乘坐阵容整齐",
        ] {
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
