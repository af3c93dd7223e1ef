//! A line as the tokens that matter to targets; everything else is text between them.
//!
//! One pass from left to right.

use std::ops::Range;

use super::day::{self, Day};
use super::number::{self, Found, Measure};
use super::word::{Lexicon, Word};
use super::zone;
use crate::text::fold;

/// Where a thought ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// 。！？
    Sentence,
    /// ；
    Semicolon,
    /// ，：and the cells of a table.
    Comma,
    /// 、
    List,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind<'a> {
    Break(Break),
    Day(Day),
    Word(Word),
    Measure(Measure<'a>),
    /// A name with digits or in quotation marks, an aside in brackets.
    Opaque,
}

/// A token and its bytes in the line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) span: Range<usize>,
}

/// The tokens of `line`, in order.
pub(super) fn read<'a>(line: &'a str, lexicon: &Lexicon) -> Vec<Token<'a>> {
    let mut scan = Scan { line, lexicon, zones: zone::find(line), next_zone: 0, before: None };
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = line[at..].chars().next() {
        let (kind, len) = scan.at(at, first);
        if let Some(kind) = kind {
            tokens.push(Token { kind, span: at..at + len });
        }
        at += len;
        scan.before = line[..at].chars().next_back();
    }
    tokens
}

struct Scan<'a, 'b> {
    line: &'a str,
    lexicon: &'b Lexicon,
    zones: Vec<(usize, usize)>,
    next_zone: usize,
    before: Option<char>,
}

impl<'a> Scan<'a, '_> {
    /// The token at byte `at`, and how many bytes to go on.
    fn at(&mut self, at: usize, first: char) -> (Option<Kind<'a>>, usize) {
        let rest = &self.line[at..];
        if let Some(kind) = break_of(first, rest) {
            return (Some(Kind::Break(kind)), first.len_utf8());
        }
        if let Some((day, len)) = day::at_start(rest, self.before) {
            return (Some(Kind::Day(day)), len);
        }
        // Before marks and numerals, which both start with: “零”突破, 一批.
        let word = self.lexicon.at_start(rest);
        if let Some((word @ (Word::First | Word::Batch), len)) = word {
            return (Some(Kind::Word(word)), len);
        }
        if let Some(found) = self.zone(at, first) {
            return found;
        }
        match number::at_start(rest, self.before) {
            Some(Found::Measure(measure, len)) => return (Some(Kind::Measure(measure)), len),
            Some(Found::Name(len)) => return (Some(Kind::Opaque), len),
            None => {}
        }
        match word {
            Some((word, len)) => (Some(Kind::Word(word)), len),
            None => (None, first.len_utf8()),
        }
    }

    /// A pair of marks that opens here. （其中省级5家） goes on with the sentence.
    fn zone(&mut self, at: usize, first: char) -> Option<(Option<Kind<'a>>, usize)> {
        while self.zones.get(self.next_zone).is_some_and(|(start, _)| *start < at) {
            self.next_zone += 1;
        }
        let (start, end) = *self.zones.get(self.next_zone)?;
        if start != at {
            return None;
        }
        let inner = &self.line[start + first.len_utf8()..end];
        let goes_on = matches!(first, '(' | '（') && inner.starts_with("其中");
        let comma = Kind::Break(Break::Comma);
        Some(if goes_on { (Some(comma), first.len_utf8()) } else { (Some(Kind::Opaque), end - start) })
    }
}

fn break_of(first: char, rest: &str) -> Option<Break> {
    match first {
        '。' | '！' | '？' | '!' | '?' | '\n' => Some(Break::Sentence),
        '；' | ';' => Some(Break::Semicolon),
        '，' | ',' | '：' | ':' | '\t' | ')' | '）' | '|' => Some(Break::Comma),
        '—' if rest.starts_with("——") => Some(Break::Comma),
        '、' => Some(Break::List),
        _ => None,
    }
}

/// Whether nothing but blanks stands in `text`.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(fold::is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each token as its text; measures in ［］, names in 〈〉.
    fn told(line: &str) -> String {
        let tokens = read(line, &Lexicon::new());
        let told = tokens.iter().map(|token| {
            let text = &line[token.span.clone()];
            match token.kind {
                Kind::Measure(_) => format!("［{text}］"),
                Kind::Opaque => format!("〈{text}〉"),
                _ => text.to_owned(),
            }
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_are_kept_from_the_numbers() {
        for (line, wanted) in [
            ("到2025年,力争上市公司达到12家。", "到2025年 , 力争 达到 ［12家］ 。"),
            ("企业“上市50”专项行动", "〈“上市50”〉"),
            ("新增绿色工厂35家（其中省级5家）", "新增 ［35家］ （ ［5家］ ）"),
            ("依托G60走廊", "〈60〉"),
            ("(浙政办发〔2022〕19号)", "〈(浙政办发〔2022〕19号)〉"),
            ("中国质量奖实现零突破", "实现 零突破"),
            ("实现“零”突破", "实现 “零”突破"),
            ("形成一批首台(套)装备", "形成 一批 〈(套)〉"),
        ] {
            assert_eq!(told(line), wanted, "{line}");
        }
    }
}
