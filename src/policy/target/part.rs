//! A part of a sentence: what stands between two numbers of a list.

use std::ops::Range;

use super::token::is_blank;
use super::word::Word;

/// The widest blank between two words, in bytes.
const GAP: usize = 12;

/// How often it is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Each {
    /// 每年.
    Year,
    /// 每季度, with its place.
    Span(Range<usize>),
}

/// What was read of a part before its number.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Behind dates, 力争 and 并: where a quote begins.
    pub(super) lead: usize,
    /// Behind the verbs that open it as well: where a name begins.
    name: usize,
    /// Where a name begins if the last verb stands at the number (企业新增3家).
    name_before_verb: usize,
    /// Where it begins if the last verb is half of it (培育企业达到…, 城镇新建建筑面积达到…).
    name_with_act: Option<usize>,
    /// What makes or brings, anywhere it counts.
    pub(super) verb: Option<Word>,
    /// 每年, 每季度.
    pub(super) each: Option<Each>,
    /// 每个产业链, and where its name ends once a verb came.
    group: Option<(usize, Option<usize>)>,
    /// 每千人口.
    pub(super) scale: Option<Range<usize>>,
    /// Where 由2020年的10% begins, which is no part of the name.
    pub(super) from: Option<usize>,
    /// Whether a number of the same sentence stands right before it.
    pub(super) follows_number: bool,
    /// Whether it stands behind a comma, not within a list.
    pub(super) is_clause: bool,
}

impl Part {
    pub(super) fn new(start: usize) -> Self {
        Self {
            lead: start,
            name: start,
            name_before_verb: start,
            name_with_act: None,
            verb: None,
            each: None,
            group: None,
            scale: None,
            from: None,
            follows_number: false,
            is_clause: true,
        }
    }

    /// A part right behind a number or its list mark.
    pub(super) fn after_number(start: usize) -> Self {
        Self { follows_number: true, is_clause: false, ..Self::new(start) }
    }

    /// Whether nothing but blanks stands between what opened the part and `at`.
    fn opens(&self, line: &str, at: usize) -> bool {
        at >= self.name && at - self.name <= GAP && is_blank(&line[self.name..at])
    }

    /// 到2025年, 力争, 并: stand before the part's own words.
    pub(super) fn pass(&mut self, line: &str, span: &Range<usize>) {
        if self.opens(line, span.start) {
            if self.lead == self.name {
                self.lead = span.end;
                self.name_before_verb = span.end;
            }
            self.name = span.end;
        }
    }

    /// A word that may govern the part's number.
    pub(super) fn take(&mut self, line: &str, word: Word, span: &Range<usize>) {
        let opens = self.opens(line, span.start);
        match word {
            Word::And | Word::Modality => self.pass(line, span),
            Word::EachYear => self.each = Some(Each::Year),
            Word::EachSpan => self.each = Some(Each::Span(span.clone())),
            Word::EachGroup => self.group = Some((span.start, group_end(line, span))),
            Word::EachScale => self.scale = Some(span.clone()),
            _ => {}
        }
        if let Some((_, end @ None)) = &mut self.group
            && word.ends_group()
        {
            *end = Some(span.start);
            self.name_before_verb = span.end;
            self.name = span.end;
            self.verb = self.verb.or(word.brings().then_some(word));
            return;
        }
        let is_short = span.len() <= '有'.len_utf8();
        match word {
            Word::Gain | Word::Make | Word::Total => self.governed(word, span, opens),
            // 减少散煤1.5万吨: the verb stays in the name.
            Word::Rise | Word::Drop if opens => self.verb = self.verb.or(Some(word)),
            Word::EachYear | Word::EachSpan | Word::EachGroup | Word::EachScale | Word::Batch if opens => {
                self.name = span.end;
            }
            Word::Act | Word::List | Word::Establish | Word::Hold if opens && !is_short => {
                if word == Word::Act && self.verb.is_none() {
                    self.name_with_act = Some(self.name);
                }
                self.verb = self.verb.or(Some(word));
                self.name = span.end;
            }
            _ => {}
        }
    }

    fn governed(&mut self, word: Word, span: &Range<usize>, opens: bool) {
        if self.verb != Some(Word::Gain) {
            self.verb = Some(word);
        }
        self.name_with_act = (!opens).then_some(self.name);
        if !opens {
            self.name_before_verb = self.name;
        }
        self.name = span.end;
    }

    /// 新建、改扩建: a list mark between the verbs that open the part.
    pub(super) fn pass_mark(&mut self, line: &str, span: &Range<usize>) {
        if self.verb.is_some() && self.opens(line, span.start) {
            self.name = span.end;
        }
    }

    /// Whether the part names a group that each has a number of its own.
    pub(super) fn is_grouped(&self) -> bool {
        self.group.is_some()
    }

    /// 每个产业链 or 每千人口, before a number whose words begin at `chain`.
    pub(super) fn per(&self, chain: usize) -> Option<Range<usize>> {
        let span = match (&self.each, self.group) {
            (Some(Each::Span(span)), _) => Some(span.clone()),
            (_, Some((start, end))) => Some(start..end.unwrap_or(chain).max(start)),
            _ => None,
        };
        span.or_else(|| self.scale.clone())
    }

    /// What a number is of, where the words at the number begin at `chain` and
    /// `is_level` says that they measure (达到, 降低).
    pub(super) fn name(&self, chain: usize, is_level: bool) -> Range<usize> {
        let start = match self.name_with_act {
            Some(start) if is_level => start,
            _ if self.name > chain => self.name_before_verb,
            _ => self.name,
        };
        let start = start.max(self.lead);
        let end = self.from.unwrap_or(chain);
        start.min(end)..end
    }
}

/// 每个产业链 says its name, 每个 alone leaves it to what follows.
fn group_end(line: &str, span: &Range<usize>) -> Option<usize> {
    let is_open = ["每个", "每家", "每所", "每条", "每支", "每名", "每处"].contains(&&line[span.clone()]);
    (!is_open).then_some(span.end)
}
