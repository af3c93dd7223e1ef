//! The words right before a number: 累计新认定不少于, 提高到, 每年新增.

use super::day::Day;
use super::token::{Kind, Token, is_blank};
use super::word::Word;
use crate::quantity::Op;

/// What the words right before a number say of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Chain {
    /// The first byte of the words; of the number where there are none.
    pub(super) start: usize,
    /// 新增, 培育.
    pub(super) brings: Option<Word>,
    /// 拥有.
    pub(super) holds: bool,
    /// 达到, 下降到, 稳定在, 增长, 降低.
    pub(super) measure: Option<Word>,
    /// 不少于, 不超过.
    pub(super) bound: Option<Op>,
    /// Behind 增长 or 降低, which the name keeps.
    pub(super) moved: Option<usize>,
    /// Behind the verb nearest to the number, where it is one that may be half of a name (节能改造).
    pub(super) act: Option<usize>,
    /// 力争.
    pub(super) is_meant: bool,
    /// 2020年的10%: what it was.
    pub(super) looks_back: bool,
}

impl Chain {
    /// Reads the words before token `at`.
    pub(super) fn before(line: &str, tokens: &[Token<'_>], at: usize) -> Self {
        let mut chain = Self { start: tokens[at].span.start, ..Self::default() };
        let mut edge = chain.start;
        for token in tokens[..at].iter().rev() {
            if !is_blank(&line[token.span.end..edge]) {
                break;
            }
            match token.kind {
                Kind::Word(Word::Modality) => {
                    chain.is_meant = true;
                    chain.start = token.span.start;
                    break;
                }
                Kind::Word(word) if word.is_near() => {
                    chain.take(word, token.span.end);
                    chain.start = token.span.start;
                }
                Kind::Day(Day::Reference) => {
                    // 较2020年降低 compares, 2020年的10% tells what was.
                    chain.looks_back = edge == tokens[at].span.start;
                    if chain.looks_back {
                        chain.start = token.span.start;
                    }
                    break;
                }
                // 提高到2025年的20%
                Kind::Day(_) => {}
                Kind::Word(_) | Kind::Break(_) | Kind::Measure(_) | Kind::Opaque => break,
            }
            edge = token.span.start;
        }
        chain
    }

    /// The next word to the left.
    fn take(&mut self, word: Word, end: usize) {
        match word {
            Word::AtLeast => self.bound = self.bound.or(Some(Op::AtLeast)),
            Word::AtMost => self.bound = self.bound.or(Some(Op::AtMost)),
            Word::Reach | Word::Fall | Word::Steady => self.measure = self.measure.or(Some(word)),
            Word::Rise | Word::Drop => {
                self.measure = self.measure.or(Some(word));
                self.moved = self.moved.or(Some(end));
            }
            Word::Hold => self.holds = true,
            _ if word.brings() => {
                if word == Word::Act && self.brings.is_none() {
                    self.act = Some(end);
                }
                // 累计 only says how what follows it is counted.
                self.brings = self.brings.filter(|known| *known != Word::Total).or(Some(word));
            }
            _ => {}
        }
    }

    /// Whether it says anything of the number.
    pub(super) fn speaks(&self) -> bool {
        self.brings.is_some() || self.holds || self.is_measured()
    }

    /// Whether it says how high something stands, so that a verb before it may be
    /// half of a name: 办理时间不超过5分钟.
    pub(super) fn is_level(&self) -> bool {
        self.measure.is_some() || self.bound == Some(Op::AtMost)
    }

    /// Whether the number is held against something.
    pub(super) fn is_measured(&self) -> bool {
        self.measure.is_some() || self.bound.is_some()
    }
}
