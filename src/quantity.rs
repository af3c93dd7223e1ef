//! Numbers as plans and offices state them, and what a target asks of one.
//!
//! Exact decimals only: what was printed as 3.17 stays 3.17. Knows nothing of
//! plans, figures or pages; what reads targets and what judges them share it.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::text::fold;

/// How a target counts. The five are never added to, nor drawn with, one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 达到: how many there are at a day.
    Stock,
    /// 每年新增: how many come in each year.
    Flow,
    /// 新增（累计）: how many came from the start of the period.
    Cumulative,
    /// 比例: a share in percent.
    Ratio,
    /// 零突破: the first one.
    Breakthrough,
}

impl Kind {
    /// Every kind, in the order of explanations.
    pub const ALL: [Self; 5] = [Self::Stock, Self::Flow, Self::Cumulative, Self::Ratio, Self::Breakthrough];

    /// The word that staff write and readers see.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Stock => "达到",
            Self::Flow => "每年新增",
            Self::Cumulative => "累计新增",
            Self::Ratio => "比例",
            Self::Breakthrough => "零突破",
        }
    }
}

/// How a number is held against the one that was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Op {
    /// 不少于, 达到, 以上.
    #[serde(rename = ">=")]
    AtLeast,
    /// 不超过, 控制在…以内, 下降到.
    #[serde(rename = "<=")]
    AtMost,
    /// Exactly so many.
    #[serde(rename = "=")]
    Equal,
    /// 5-10个, both ends included.
    #[serde(rename = "between")]
    Between,
}

/// What was promised: one number, or a range with both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Amount {
    /// 25家.
    One(Decimal),
    /// 5-10个; the lower end first.
    Range(Decimal, Decimal),
}

impl Amount {
    /// The number that has to be reached: the lower end of a range.
    #[must_use]
    pub fn least(self) -> Decimal {
        match self {
            Self::One(value) | Self::Range(value, _) => value,
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(value) => write!(f, "{}", plain(*value)),
            Self::Range(low, high) => write!(f, "{}–{}", plain(*low), plain(*high)),
        }
    }
}

/// A number, or two in a list.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(value) => number(*value).serialize(serializer),
            Self::Range(low, high) => [number(*low), number(*high)].serialize(serializer),
        }
    }
}

/// Without zeros at the end, as it is printed: `3.17`, `25`, `-4`.
#[must_use]
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// For JSON: the digits that [`plain`] prints, as a number.
///
/// A number of more than 15 digits, which no reader of JSON keeps exactly,
/// loses its last ones.
#[must_use]
pub fn number(value: Decimal) -> serde_json::Number {
    let text = plain(value);
    text.parse().unwrap_or_else(|_| serde_json::Number::from(0))
}

/// The most digits a number may have: what every reader of JSON and every spreadsheet keeps
/// exactly, and so few that no sum or product of targets and figures overflows.
pub const MOST_DIGITS: usize = 15;

/// Reads `25`, `3.17`, `1,500`, `２５`: digits of either width, with or without
/// thousands separators, [`MOST_DIGITS`] at most. `None` for anything else, so for
/// `25家` and `约25` too.
#[must_use]
pub fn parse(text: &str) -> Option<Decimal> {
    let folded: String = text.trim().chars().map(digit_as_typed).collect();
    let (sign, digits) = match folded.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", folded.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(fraction) {
        return None;
    }
    let whole = ungroup(whole).filter(|whole| is_digits(whole))?;
    if digits.bytes().filter(u8::is_ascii_digit).count() > MOST_DIGITS {
        return None;
    }
    let text =
        if digits.contains('.') { format!("{sign}{whole}.{fraction}") } else { format!("{sign}{whole}") };
    Decimal::from_str_exact(&text).ok()
}

/// `1,500` without its separators; `None` where they stand elsewhere than every three digits.
fn ungroup(whole: &str) -> Option<String> {
    if !whole.contains(',') {
        return Some(whole.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

/// Also takes the minus sign of typesetters.
fn digit_as_typed(character: char) -> char {
    if character == '−' { '-' } else { fold::half_width(character) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digits_of_either_width_are_a_number_and_words_are_none() {
        for (text, value) in [
            ("25", "25"),
            (" 3.17 ", "3.17"),
            ("２５", "25"),
            ("1,500", "1500"),
            ("１，５００．５", "1500.5"),
            ("-4", "-4"),
            ("60.0", "60"),
        ] {
            assert_eq!(parse(text).map(plain).as_deref(), Some(value), "{text}");
        }
        for text in ["", "-", "25家", "约25", "1,50", "1,2345", ".5", "5.", "1e3", "二十", "—", "1 500"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        assert!(parse(&"9".repeat(MOST_DIGITS)).is_some());
        assert_eq!(parse(&"9".repeat(MOST_DIGITS + 1)), None);
        assert_eq!(parse("1234567890.123456"), None);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(units in -1_000_000_000_i64..1_000_000_000, scale in 0_u32..6) {
            let value = Decimal::new(units, scale);
            prop_assert_eq!(parse(&plain(value)), Some(value.normalize()));
            prop_assert_eq!(number(value).to_string().parse::<f64>().ok(), plain(value).parse::<f64>().ok());
        }
    }
}
