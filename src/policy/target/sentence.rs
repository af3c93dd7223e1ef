//! The targets of a line: which numbers are meant, what of, by when.
//!
//! Walks the tokens once. What governs a number may stand far before it: a date
//! or 力争 at the start of the sentence, 新增 at the start of a list, the object
//! in the sentence before.

use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::chain::Chain;
use super::context::{Calendar, List, Mood, Object, Speech, Subject};
use super::day::Day;
use super::number::Measure;
use super::part::{Each, Part};
use super::tail::{ends_here, names_a_level};
use super::token::{Break, Kind, Token, is_blank};
use super::verdict::{self, Governed};
use super::word::Word;
use crate::quantity::{self, Amount, Op};

/// The longest quote, in bytes: two hundred characters.
pub(super) const LONGEST_QUOTE: usize = 600;

/// A number that is meant as a target; places are bytes of its line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found<'a> {
    pub(super) quote: Range<usize>,
    /// Empty where the text gives none.
    pub(super) name: Range<usize>,
    /// 降低, 年均增长: goes with the name, which may stand before another number.
    pub(super) motion: Range<usize>,
    pub(super) kind: quantity::Kind,
    pub(super) op: Op,
    pub(super) amount: Amount,
    pub(super) unit: Option<&'a str>,
    pub(super) per: Option<Range<usize>>,
    pub(super) deadline: Option<Date>,
    pub(super) modality: Option<Range<usize>>,
}

/// The targets of `line` in order.
pub(super) fn find<'a>(line: &'a str, tokens: &[Token<'a>], calendar: &mut Calendar) -> Vec<Found<'a>> {
    let mut walk = Walk {
        line,
        tokens,
        breaks: breaks(tokens),
        calendar,
        found: Vec::new(),
        part: Part::new(0),
        mood: Mood::default(),
        list: None,
        object: None,
    };
    for at in 0..tokens.len() {
        walk.step(at);
    }
    walk.found
}

/// For each token, the next break at or behind it.
fn breaks(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut next = tokens.len();
    let mut found = vec![next; tokens.len()];
    for (at, token) in tokens.iter().enumerate().rev() {
        if matches!(token.kind, Kind::Break(_)) {
            next = at;
        }
        found[at] = next;
    }
    found
}

/// A line on its way: what was found, and what governs what comes.
pub(super) struct Walk<'a, 'b> {
    pub(super) line: &'a str,
    pub(super) tokens: &'b [Token<'a>],
    pub(super) breaks: Vec<usize>,
    pub(super) calendar: &'b mut Calendar,
    pub(super) found: Vec<Found<'a>>,
    pub(super) part: Part,
    pub(super) mood: Mood,
    pub(super) list: Option<List>,
    pub(super) object: Option<Object>,
}

impl<'a> Walk<'a, '_> {
    fn step(&mut self, at: usize) {
        let token = &self.tokens[at];
        let span = token.span.clone();
        let is_told = span.start < self.part.lead;
        match token.kind {
            // Inside the name of the number before: 打造10个年产值1亿元以上企业.
            Kind::Measure(_) | Kind::Word(Word::First) if is_told => {}
            Kind::Break(Break::List) => {
                let is_behind = span.start >= self.part.lead;
                if is_behind && self.part.follows_number && is_blank(&self.line[self.part.lead..span.start]) {
                    self.part = Part::after_number(span.end);
                } else {
                    self.part.pass_mark(self.line, &span);
                }
            }
            Kind::Break(kind) => self.close(kind, &span),
            Kind::Day(day) => self.day(day, &span),
            Kind::Word(Word::First) => self.breakthrough(&span),
            Kind::Word(word) => self.word(word, &span),
            Kind::Measure(measure) => self.measure(at, &measure),
            Kind::Opaque => {}
        }
    }

    /// A comma or more: the part ends, its words may be the object of the next.
    fn close(&mut self, kind: Break, span: &Range<usize>) {
        let name = self.part.name(span.start, false);
        let is_object = !self.part.follows_number && !is_blank(&self.line[name.clone()]);
        if is_object {
            let motion = span.start..span.start;
            self.object = Some(Object { name, motion, lead: self.part.lead, is_counted: false });
        }
        self.part = Part::new(span.end);
        if kind == Break::Semicolon && !self.mood.is_wide {
            self.mood.modality = None;
        }
        if kind == Break::Sentence {
            self.mood = Mood::default();
            self.list = None;
        }
    }

    fn day(&mut self, day: Day, span: &Range<usize>) {
        let due = match day {
            Day::Deadline(date) => Some(date),
            Day::MonthEnd(month) => self.calendar.year().and_then(|year| month_end(year, month)),
            Day::Reference => None,
        };
        if let Some(date) = due {
            let is_past = self.calendar.issued.is_some_and(|issued| date < issued);
            self.mood.turn(is_past);
            self.mood.is_dated |= !is_past;
            if !is_past {
                self.calendar.deadline = Some(date);
            }
            let modality = self.mood.modality.as_ref();
            self.mood.is_wide |= modality.is_some_and(|modality| modality.end == span.start);
        }
        self.part.pass(self.line, span);
    }

    fn word(&mut self, word: Word, span: &Range<usize>) {
        match word {
            Word::Modality => {
                self.mood.modality = Some(span.clone());
                self.mood.turn(false);
            }
            Word::Fact => self.mood.turn(true),
            Word::Reward => self.mood.speech = Speech::Reward,
            _ => {}
        }
        self.part.take(self.line, word, span);
    }

    fn is_silent(&self) -> bool {
        self.mood.speech != Speech::Promise
    }

    /// 中国质量奖实现零突破: one, where there was none.
    fn breakthrough(&mut self, span: &Range<usize>) {
        if self.is_silent() {
            return;
        }
        let line = self.line;
        let mut name = self.part.name(span.start, false);
        for word in ["实现", "實現", "取得"] {
            let text = line[name.clone()].trim_end();
            if text.ends_with(word) {
                name.end = name.start + text.len() - word.len();
            }
        }
        let subject = self.subject(name, span.start..span.start, span.end);
        let found = Found {
            quote: subject.lead..span.end,
            name: subject.name.clone(),
            motion: subject.motion.clone(),
            kind: quantity::Kind::Breakthrough,
            op: Op::AtLeast,
            amount: Amount::One(Decimal::ONE),
            unit: None,
            per: None,
            deadline: self.calendar.deadline,
            modality: self.mood.modality.clone(),
        };
        self.list =
            Some(List { verb: None, is_yearly: false, is_number_first: false, per: None, op: Op::AtLeast });
        self.push(found, subject);
        self.part = Part::after_number(span.end);
    }

    fn push(&mut self, found: Found<'a>, subject: Subject) {
        let Subject { name, motion, lead, .. } = subject;
        self.object = Some(Object { name, motion, lead, is_counted: true });
        self.found.push(found);
    }

    fn measure(&mut self, at: usize, measure: &Measure<'a>) {
        let chain = Chain::before(self.line, self.tokens, at);
        let span = self.tokens[at].span.clone();
        let before = &self.line[..chain.start];
        let origin = before.strip_suffix(['由', '从', '從']);
        if chain.looks_back || origin.is_some() {
            self.part.from.get_or_insert(origin.unwrap_or(before).len());
            return;
        }
        if self.is_silent() || self.is_rewarded(at) || self.is_cap(&chain, measure) {
            return;
        }
        let tail = self.tail(at);
        let is_number_first = !ends_here(tail);
        let name = self.name_before(&chain, &span);
        let is_level = chain.measure.is_some() && !is_blank(&self.line[name.clone()]);
        if !is_number_first || is_level && names_a_level(tail) {
            if self.is_meant_last(&chain, measure) {
                let motion = chain.start..chain.moved.unwrap_or(chain.start);
                let subject = self.subject(name, motion, span.end);
                self.number_last(&chain, measure, subject, &span);
            }
        } else if self.is_meant_first(&chain, measure, at, tail) {
            self.number_first(&chain, measure, at);
        }
    }

    /// The name in front of a number.
    fn name_before(&self, chain: &Chain, number: &Range<usize>) -> Range<usize> {
        let name = self.part.name(chain.start, chain.is_level());
        let is_noun = self.part.verb.is_some() && !is_blank(&self.line[name.clone()]);
        match chain.act {
            // 完成既有建筑节能改造45万平方米: the part has its verb already.
            Some(act) if is_noun && act <= number.start => name.start..act,
            _ => name,
        }
    }

    fn number_last(
        &mut self,
        chain: &Chain,
        measure: &Measure<'a>,
        mut subject: Subject,
        span: &Range<usize>,
    ) {
        if is_blank(&self.line[subject.name.clone()])
            && let Some(per) = self.part.per(chain.start)
        {
            subject.name = per;
        }
        self.take(chain, measure, false, subject, span.end);
        self.part = Part::after_number(span.end);
    }

    fn number_first(&mut self, chain: &Chain, measure: &Measure<'a>, at: usize) {
        let start = self.tokens[at].span.end;
        let end = self.tail_end(at);
        let text = &self.line[start..end];
        let name = start + text.len() - text.trim_start_matches(['的', ' ']).len()..end;
        let subject = Subject { name, motion: end..end, lead: self.part.lead, is_shared: false };
        self.take(chain, measure, true, subject, end);
        self.part = Part::after_number(end);
    }

    /// What a number is of; one that has no name of its own takes what was spoken of last.
    fn subject(&self, name: Range<usize>, motion: Range<usize>, end: usize) -> Subject {
        let own = Subject { name, motion, lead: self.part.lead, is_shared: false };
        if !is_blank(&self.line[own.name.clone()]) || self.part.is_grouped() {
            return own;
        }
        let Some(object) = self.object.as_ref().filter(|object| end - object.lead <= LONGEST_QUOTE) else {
            return own;
        };
        let motion = if own.motion.is_empty() { object.motion.clone() } else { own.motion };
        Subject { name: object.name.clone(), motion, lead: object.lead, is_shared: object.is_counted }
    }

    fn take(
        &mut self,
        chain: &Chain,
        measure: &Measure<'a>,
        is_number_first: bool,
        subject: Subject,
        end: usize,
    ) {
        let is_act = |verb: &Word| *verb == Word::Act && chain.is_level() && !is_number_first;
        let own = self.part.verb.filter(|verb| !is_act(verb));
        let list = self.list.as_ref();
        let list = list.filter(|_| own.is_none() && !chain.speaks() || !self.part.is_clause);
        let governed = Governed {
            verb: own.or(list.and_then(|list| list.verb)),
            is_yearly: self.part.each.is_some() || list.is_some_and(|list| list.is_yearly),
            is_grouped: self.part.is_grouped(),
            is_number_first,
            name: self.line[subject.name.clone()].trim(),
        };
        let kind = verdict::kind(measure, chain, &governed);
        let said = measure.bound.is_some() || chain.speaks() || matches!(measure.amount, Amount::Range(..));
        let shared = list.filter(|list| subject.is_shared && !said && list.op != Op::Between);
        let op = shared.map_or_else(|| verdict::op(measure, chain), |list| list.op);
        let carried = list.filter(|_| !self.part.is_clause).and_then(|list| list.per.clone());
        let per = self.part.per(chain.start).or(carried);
        self.list = Some(List {
            verb: chain.brings.or(governed.verb),
            is_yearly: kind == quantity::Kind::Flow && !matches!(self.part.each, Some(Each::Span(_))),
            is_number_first,
            per: per.clone(),
            op,
        });
        let found = Found {
            quote: subject.lead..end,
            name: subject.name.clone(),
            motion: subject.motion.clone(),
            kind,
            op,
            amount: measure.amount,
            unit: Some(measure.unit),
            per,
            deadline: self.calendar.deadline,
            modality: self.mood.modality.clone(),
        };
        self.push(found, subject);
    }
}

fn month_end(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(Date::last_of_month)
}
