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
use super::tail::{ends_here, names_a_level, names_a_phrase, names_all, names_money};
use super::token::{Break, Kind, Token, is_blank};
use super::unit::UnitKind;
use super::verdict::{self, Governed};
use super::word::Word;
use crate::quantity::{self, Amount, Op};

/// The longest quote, in bytes: two hundred characters.
const LONGEST_QUOTE: usize = 600;
/// The longest name behind a number, in characters.
const LONGEST_TAIL: usize = 120;
/// How many tokens behind a number are asked whether money is given.
const MOST_AHEAD: usize = 24;
/// How many marks of a list a name behind a number may span.
const MOST_MARKS: usize = 12;

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

struct Walk<'a, 'b> {
    line: &'a str,
    tokens: &'b [Token<'a>],
    breaks: Vec<usize>,
    calendar: &'b mut Calendar,
    found: Vec<Found<'a>>,
    part: Part,
    mood: Mood,
    list: Option<List>,
    object: Option<Object>,
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

    /// Whether money is promised further on: behind the number, or, where the part
    /// opens with 对 (对产值首次达到1亿元的企业，给予…), in the sentence.
    fn is_rewarded(&self, at: usize) -> bool {
        let is_condition = self.line[self.part.lead..].starts_with(['对', '對', '凡']);
        let ends = |kind: &Kind<'_>| match kind {
            Kind::Break(Break::Sentence) => true,
            Kind::Break(_) => !is_condition,
            _ => false,
        };
        let rest = self.tokens[at..].iter().take(MOST_AHEAD).take_while(|token| !ends(&token.kind));
        rest.into_iter().any(|token| token.kind == Kind::Word(Word::Reward))
    }

    /// 申领额度不超过10万元: a rule on money, unless the sentence names a date.
    fn is_cap(&self, chain: &Chain, measure: &Measure<'_>) -> bool {
        let is_dated = self.mood.modality.is_some() || self.mood.is_dated;
        measure.kind == UnitKind::Money && chain.bound == Some(Op::AtMost) && !is_dated
    }

    /// What stands behind number `at` before the next break, brackets passed over.
    fn tail(&self, at: usize) -> &'a str {
        let end = self.tokens.get(self.breaks[at]).map_or(self.line.len(), |token| token.span.start);
        let mut start = self.tokens[at].span.end;
        if let Some(aside) = self.tokens.get(at + 1) {
            let is_aside = aside.kind == Kind::Opaque
                && aside.span.start == start
                && self.line[start..].starts_with(['(', '（']);
            start = if is_aside { aside.span.end } else { start };
        }
        let longest = self.line.floor_char_boundary(start + LONGEST_QUOTE);
        &self.line[start..end.clamp(start, longest)]
    }

    /// 企业达到25家, 新增企业3家: the number stands behind what it counts.
    fn is_meant_last(&self, chain: &Chain, measure: &Measure<'_>) -> bool {
        if measure.kind == UnitKind::Scale {
            return chain.is_measured();
        }
        chain.speaks()
            || chain.is_meant
            || self.part.verb.is_some()
            || self.part.each.is_some()
            || self.part.is_grouped()
            || self.is_due(measure)
    }

    /// Whether the sentence says that something shall be; for a share (覆盖率75%) its clause may.
    fn is_due(&self, measure: &Measure<'_>) -> bool {
        let is_share = measure.kind == UnitKind::Share && self.calendar.deadline.is_some();
        self.mood.modality.is_some() || self.mood.is_dated || self.list.is_some() || is_share
    }

    /// 建立5家以上培育库: the number stands before what it counts, so a verb must stand before it.
    fn is_meant_first(&self, chain: &Chain, measure: &Measure<'_>, at: usize, tail: &str) -> bool {
        let is_one = measure.amount == Amount::One(Decimal::ONE);
        let is_phrase = measure.is_han && (is_one && chain.bound.is_none() || names_a_phrase(tail));
        let front = self.line[self.part.lead.min(chain.start)..chain.start].trim();
        let opens = front.is_empty();
        let is_share = measure.kind == UnitKind::Share && (opens || names_all(front));
        if is_share && !chain.speaks() {
            return self.is_due(measure);
        }
        let is_listed =
            opens && self.part.follows_number && self.list.as_ref().is_some_and(|list| list.is_number_first);
        let is_bounded = chain.is_measured() && opens && (self.mood.modality.is_some() || self.mood.is_dated);
        let is_governed = chain.brings.is_some()
            || chain.holds && (self.is_due(measure) || self.part.is_grouped())
            || chain.is_meant
            || is_listed
            || is_bounded
            || opens && self.part.each.is_some()
            || self.part.is_grouped() && chain.is_measured();
        let is_size = matches!(measure.kind, UnitKind::Size | UnitKind::People) && measure.bound.is_some();
        let is_attribute = tail.starts_with('的') && (is_size || chain.brings.is_none() && !chain.holds)
            || measure.kind == UnitKind::Scale
            || measure.kind == UnitKind::Money && !names_money(tail)
            || (measure.kind != UnitKind::Count || tail.contains('的')) && self.counts_later(at);
        is_governed && !is_phrase && !is_attribute
    }

    /// 年产值2000万元以上企业10家: another number of the same part counts.
    fn counts_later(&self, at: usize) -> bool {
        let end = self.breaks[at];
        let mut later = self.tokens[at + 1..end].iter().take(MOST_MARKS);
        let next = later.position(|token| matches!(token.kind, Kind::Measure(_)));
        next.is_some_and(|offset| ends_here(self.tail(at + 1 + offset)))
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

    /// Where the name behind number `at` ends: at a comma, or at a list mark that
    /// another number follows.
    fn tail_end(&self, at: usize) -> usize {
        let start = self.tokens[at].span.end;
        let longest =
            self.line[start..].char_indices().nth(LONGEST_TAIL).map_or(self.line.len(), |(n, _)| start + n);
        if let Some(end) = self.joined(at) {
            return end.min(longest);
        }
        let mut stop = self.breaks[at];
        for _ in 0..MOST_MARKS {
            let Some(token) = self.tokens.get(stop) else { return longest };
            let ahead = self.breaks.get(stop + 1).copied().unwrap_or(self.tokens.len());
            let mut between = self.tokens[stop + 1..ahead.max(stop + 1)].iter().take(MOST_MARKS);
            let counts =
                between.any(|token| matches!(token.kind, Kind::Measure(_) | Kind::Word(Word::First)));
            if token.kind != Kind::Break(Break::List) || counts || token.span.start > longest {
                return token.span.start.min(longest);
            }
            stop = ahead;
        }
        longest
    }

    /// Where 和 or 及 joins another number of the same part: 3家研究院和5家技术中心.
    fn joined(&self, at: usize) -> Option<usize> {
        let inside = (at + 1..self.breaks[at]).take(MOST_MARKS);
        let mut later = inside.filter(|next| matches!(self.tokens[*next].kind, Kind::Measure(_)));
        later.find_map(|next| {
            let chain = Chain::before(self.line, self.tokens, next).start;
            let rest = self.line[self.tokens[at].span.end..chain].strip_suffix(['和', '及', '与', '并'])?;
            Some(self.tokens[at].span.end + rest.len())
        })
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
