//! Whether a number is meant: what it belongs to, on which side of it that stands.

use rust_decimal::Decimal;

use super::chain::Chain;
use super::number::Measure;
use super::sentence::{LONGEST_QUOTE, Walk};
use super::tail::{ends_here, names_a_phrase, names_all, names_money};
use super::token::{Break, Kind};
use super::unit::UnitKind;
use super::word::Word;
use crate::quantity::{Amount, Op};

/// How many tokens behind a number are asked whether money is given.
const MOST_AHEAD: usize = 24;
/// How many marks of a list a name behind a number may span.
const MOST_MARKS: usize = 12;
/// The longest name behind a number, in characters.
const LONGEST_TAIL: usize = 120;

impl<'a> Walk<'a, '_> {
    /// Whether money is promised further on: behind the number, or, where the part
    /// opens with 对 (对产值首次达到1亿元的企业，给予…), in the sentence.
    pub(super) fn is_rewarded(&self, at: usize) -> bool {
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
    pub(super) fn is_cap(&self, chain: &Chain, measure: &Measure<'_>) -> bool {
        let is_dated = self.mood.modality.is_some() || self.mood.is_dated;
        measure.kind == UnitKind::Money && chain.bound == Some(Op::AtMost) && !is_dated
    }

    /// What stands behind number `at` before the next break, brackets passed over.
    pub(super) fn tail(&self, at: usize) -> &'a str {
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
    pub(super) fn is_meant_last(&self, chain: &Chain, measure: &Measure<'_>) -> bool {
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
    pub(super) fn is_meant_first(&self, chain: &Chain, measure: &Measure<'_>, at: usize, tail: &str) -> bool {
        let front = self.line[self.part.lead.min(chain.start)..chain.start].trim();
        let is_share = measure.kind == UnitKind::Share && (front.is_empty() || names_all(front));
        if is_share && !chain.speaks() {
            return self.is_due(measure);
        }
        self.is_governed(chain, measure, front.is_empty())
            && !is_phrase(chain, measure, tail)
            && !self.is_attribute(chain, measure, at, tail)
    }

    /// Whether a word in front of the number brings it; `opens` says that nothing
    /// else stands there.
    fn is_governed(&self, chain: &Chain, measure: &Measure<'_>, opens: bool) -> bool {
        let is_listed =
            self.part.follows_number && self.list.as_ref().is_some_and(|list| list.is_number_first);
        let is_bounded = chain.is_measured() && (self.mood.modality.is_some() || self.mood.is_dated);
        chain.brings.is_some()
            || chain.is_meant
            || chain.holds && (self.is_due(measure) || self.part.is_grouped())
            || opens && (is_listed || is_bounded || self.part.each.is_some())
            || self.part.is_grouped() && chain.is_measured()
    }

    /// 投资额500万元的项目, 50人以上企业3家: the number belongs to a name.
    fn is_attribute(&self, chain: &Chain, measure: &Measure<'_>, at: usize, tail: &str) -> bool {
        let is_size = matches!(measure.kind, UnitKind::Size | UnitKind::People) && measure.bound.is_some();
        let is_free = chain.brings.is_none() && !chain.holds;
        tail.starts_with('的') && (is_size || is_free)
            || measure.kind == UnitKind::Scale
            || measure.kind == UnitKind::Money && !names_money(tail)
            || (measure.kind != UnitKind::Count || tail.contains('的')) && self.counts_later(at)
    }

    /// 年产值2000万元以上企业10家: another number of the same part counts.
    fn counts_later(&self, at: usize) -> bool {
        let end = self.breaks[at];
        let mut later = self.tokens[at + 1..end].iter().take(MOST_MARKS);
        let next = later.position(|token| matches!(token.kind, Kind::Measure(_)));
        next.is_some_and(|offset| ends_here(self.tail(at + 1 + offset)))
    }

    /// Where the name behind number `at` ends: at a comma, or at a list mark that
    /// another number follows.
    pub(super) fn tail_end(&self, at: usize) -> usize {
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
}

/// 一个平台, 三项制度: a numeral in a phrase.
fn is_phrase(chain: &Chain, measure: &Measure<'_>, tail: &str) -> bool {
    let is_one = measure.amount == Amount::One(Decimal::ONE);
    measure.is_han && (is_one && chain.bound.is_none() || names_a_phrase(tail))
}
