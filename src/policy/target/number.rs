//! A number with its unit, as plans print it.
//!
//! Arabic digits of either width or Han numerals, ranges, multipliers, 以上 and
//! 以内. A number without a unit, or glued to letters (5G, G60), is a name.

use rust_decimal::Decimal;

use super::unit::{self, Unit, UnitKind};
use crate::quantity::{self, Amount, Op};
use crate::text::fold::half_width;
use crate::text::numeral;

/// A number and what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure<'a> {
    pub(super) amount: Amount,
    pub(super) unit: &'a str,
    pub(super) kind: UnitKind,
    /// From 以上 or 以内 behind it.
    pub(super) bound: Option<Op>,
    /// 左右.
    pub(super) is_rough: bool,
    /// 三家: more often a phrase than a number.
    pub(super) is_han: bool,
}

/// What stands at a digit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Found<'a> {
    Measure(Measure<'a>, usize),
    /// Digits that count nothing, with the letters and signs around them; bytes to pass over.
    Name(usize),
}

/// Digits of a number: no plan counts further, and a longer one is no number.
const MOST_DIGITS: usize = 24;

/// Words behind a number that bound it.
const BOUNDS: [(&str, Op); 12] = [
    ("及以上", Op::AtLeast),
    ("(含)以上", Op::AtLeast),
    ("（含）以上", Op::AtLeast),
    ("以上", Op::AtLeast),
    ("之上", Op::AtLeast),
    ("及以内", Op::AtMost),
    ("以内", Op::AtMost),
    ("之内", Op::AtMost),
    ("及以下", Op::AtMost),
    ("以下", Op::AtMost),
    ("左右", Op::Equal),
    ("上下", Op::Equal),
];

/// Reads the number that starts `text`; `before` is the character in front of it.
///
/// `None` where no digit or numeral stands.
pub(super) fn at_start(text: &str, before: Option<char>) -> Option<Found<'_>> {
    let first = text.chars().next()?;
    if half_width(first).is_ascii_digit() {
        return Some(arabic(text, before));
    }
    if text.starts_with("百分之") || text.starts_with("千分之") {
        return share_in_words(text);
    }
    if is_numeral(first) { han(text, before) } else { None }
}

fn arabic(text: &str, before: Option<char>) -> Found<'_> {
    let (first, len) = digits(text);
    let name = || Found::Name(len + glued(&text[len..]));
    let is_glued = before.map(half_width).is_some_and(|c| {
        c.is_ascii_alphanumeric() || matches!(c, '第' | '前' | '.' | '-' | '+' | '×' | '/' | '#' | '_')
    });
    let (Some(first), false) = (first, is_glued) else { return name() };
    let low = unit_at(text, len);
    let (high, len, unit) = match range(text, low.map_or(len, |(_, end)| end)).or_else(|| range(text, len)) {
        Some((high, end, unit)) => (Some(high), end, Some(unit)),
        None => match low {
            Some((unit, end)) => (None, end, Some(unit)),
            None => (None, len, None),
        },
    };
    let (Some(unit), false) = (unit, is_inexact(&text[len..])) else { return name() };
    match amount(first, high) {
        Some(amount) => measure(text, amount, unit, len, false),
        None => name(),
    }
}

fn amount(first: Decimal, high: Option<Decimal>) -> Option<Amount> {
    match high {
        None => Some(Amount::One(first)),
        Some(high) if first < high => Some(Amount::Range(first, high)),
        Some(_) => None,
    }
}

/// The unit at `from`, blanks passed over, and where it ends.
fn unit_at(text: &str, from: usize) -> Option<(Unit<'_>, usize)> {
    let rest = text[from..].trim_start_matches(' ');
    // 20余家, 100多个: not exact.
    if rest.starts_with(['余', '多', '几', '餘']) {
        return None;
    }
    let unit = unit::at_start(rest)?;
    Some((unit, text.len() - rest.len() + unit.len))
}

/// The second number of a range that goes on at `from`, its end and its unit.
fn range(text: &str, from: usize) -> Option<(Decimal, usize, Unit<'_>)> {
    let rest = &text[from..];
    let mark = rest
        .chars()
        .next()
        .filter(|c| matches!(half_width(*c), '-' | '–' | '—' | '～' | '~' | '至' | '到'))?;
    let rest = rest[mark.len_utf8()..].trim_start_matches('—');
    let begin = text.len() - rest.len();
    let (high, len) = digits(rest);
    let (high, len) = match high {
        Some(high) => (high, len),
        None => han_digits(rest)?,
    };
    let (unit, end) = unit_at(text, begin + len)?;
    Some((high, end, unit))
}

/// The number of the digits that start `text`, and their length.
fn digits(text: &str) -> (Option<Decimal>, usize) {
    let mut end = 0;
    let mut count = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let folded = half_width(character);
        let next = characters.peek().map(|(_, c)| half_width(*c));
        let joins = matches!(folded, '.' | ',') && count > 0 && next.is_some_and(|c| c.is_ascii_digit());
        if !folded.is_ascii_digit() && !joins || folded == ',' && !groups(&text[at..]) {
            break;
        }
        count += 1;
        end = at + character.len_utf8();
    }
    let value = if count > MOST_DIGITS { None } else { quantity::parse(&text[..end]) };
    (value, end)
}

/// A comma with exactly three digits behind it: 1,500; 3,5家 are two numbers.
fn groups(text: &str) -> bool {
    let after: Vec<bool> = text.chars().skip(1).take(4).map(|c| half_width(c).is_ascii_digit()).collect();
    after.len() >= 3 && after[..3].iter().all(|is_digit| *is_digit) && after.get(3) != Some(&true)
}

/// The letters and signs glued to a name: `G+`, `A`, `-2025`.
fn glued(text: &str) -> usize {
    let is_glue = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '×' | '/' | '.' | '万');
    text.char_indices().find(|(_, c)| !is_glue(half_width(*c))).map_or(text.len(), |(at, _)| at)
}

fn is_inexact(rest: &str) -> bool {
    rest.starts_with(['余', '多', '餘', '强', '強'])
}

fn measure<'a>(text: &'a str, amount: Amount, unit: Unit<'a>, end: usize, is_han: bool) -> Found<'a> {
    let rest = &text[end..];
    let (word, bound) = BOUNDS
        .iter()
        .find(|(word, _)| rest.starts_with(word))
        .map_or(("", None), |(word, bound)| (*word, Some(*bound)));
    let measure = Measure {
        amount,
        unit: unit.text,
        kind: unit.kind,
        bound,
        is_rough: bound == Some(Op::Equal),
        is_han,
    };
    Found::Measure(measure, end + word.len())
}

fn is_numeral(character: char) -> bool {
    "一二三四五六七八九十百千两〇零壹贰叁肆伍陆柒捌玖".contains(character)
}

/// The value of the Han numeral that starts `text`, and its length.
fn han_digits(text: &str) -> Option<(Decimal, usize)> {
    let end = text.char_indices().find(|(_, c)| !is_numeral(*c)).map_or(text.len(), |(at, _)| at);
    // The longest that counts is 九千九百九十九.
    let value = (end <= 24).then(|| numeral::count(&text[..end])).flatten()?;
    Some((Decimal::from(value), end))
}

/// 三家, 两千名, 三至五个. A phrase with a numeral (六大, 三创) is none: it has no unit.
fn han(text: &str, before: Option<char>) -> Option<Found<'_>> {
    let run = text.char_indices().find(|(_, c)| !is_numeral(*c)).map_or(text.len(), |(at, _)| at);
    let is_part =
        before.is_some_and(|c| is_numeral(c) || matches!(c, '第' | '前' | '几' | '数' | '每' | '近'));
    let read = || -> Option<Found<'_>> {
        let (first, len) = han_digits(text)?;
        let (high, end, unit) = match range(text, len) {
            Some((high, end, unit)) => (Some(high), end, unit),
            None => {
                let (unit, end) = unit_at(text, len)?;
                (None, end, unit)
            }
        };
        // 三年, 五分, 十万: durations and phrases.
        let is_phrase = unit.kind == UnitKind::Scale || unit.text == "万" || unit.text == "亿";
        let amount = amount(first, high).filter(|_| !is_part && !is_phrase)?;
        Some(measure(text, amount, unit, end, true))
    };
    read().or(Some(Found::Name(run)))
}

/// 百分之六十 is 60 %.
fn share_in_words(text: &str) -> Option<Found<'_>> {
    let (unit, word) = if text.starts_with('百') { ("%", "百分之") } else { ("‰", "千分之") };
    let (value, len) = han_digits(&text[word.len()..])?;
    let end = word.len() + len;
    let unit = Unit { text: unit, kind: UnitKind::Share, len: 0 };
    Some(measure(text, Amount::One(value), unit, end, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<String> {
        match at_start(text, None)? {
            Found::Measure(found, len) => {
                let bound = found.bound.map(|bound| format!(" {bound:?}")).unwrap_or_default();
                Some(format!("{} {}{bound} | {}", found.amount, found.unit, &text[len..]))
            }
            Found::Name(len) => Some(format!("name | {}", &text[len..])),
        }
    }

    #[test]
    fn numbers_are_read_with_their_units() {
        for (text, wanted) in [
            ("4家、", "4 家 | 、"),
            ("1,500件", "1500 件 | "),
            ("１０家以上省级", "10 家 AtLeast | 省级"),
            ("13.5%。", "13.5 % | 。"),
            ("60％以上", "60 % AtLeast | "),
            ("5万家", "5 万家 | "),
            ("50000家", "50000 家 | "),
            ("5-10个综合", "5–10 个 | 综合"),
            ("5至10个", "5–10 个 | "),
            ("15%—20%", "15–20 % | "),
            ("30万—50万亩", "30–50 万亩 | "),
            ("0.5个工作日以内", "0.5 个工作日 AtMost | "),
            ("30微克/立方米", "30 微克/立方米 | "),
            ("3家,5家", "3 家 | ,5家"),
            ("三家企业", "3 家 | 企业"),
            ("两千名", "2000 名 | "),
            ("三至五个", "3–5 个 | "),
            ("百分之六十以上", "60 % AtLeast | "),
        ] {
            assert_eq!(told(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn names_with_digits_are_no_numbers() {
        for (text, rest) in [
            ("5G+工业", "工业"),
            ("96871", ""),
            ("500强企业", "强企业"),
            ("20余家", "余家"),
            ("100多个", "多个"),
            ("4A级", "级"),
            ("1+N体系", "体系"),
            ("六大产业", "大产业"),
            ("三年创优", "年创优"),
            ("十余项", "余项"),
            ("一体化", "体化"),
            ("10-5个", "个"),
        ] {
            assert_eq!(told(text), Some(format!("name | {rest}")), "{text}");
        }
        for (text, before) in [("60科创", 'G'), ("3条", '第'), ("10名", '前'), ("2.5家", 'M')] {
            assert!(matches!(at_start(text, Some(before)), Some(Found::Name(_))), "{before}{text}");
        }
        assert_eq!(told("企业"), None);
    }
}
