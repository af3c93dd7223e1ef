//! Runs of digits as people write them, and what number one is: a person's, a card's, a telephone's.

use std::ops::Range;

use crate::inspection::rule::RuleId;

/// Digits that belong together: `138 0000 0000`, `6222-0000-…`, `33042419800101123X`.
pub(super) struct Run {
    pub(super) digits: String,
    pub(super) span: Range<usize>,
    /// Letters stand right before it: `ID3304…`, but also the names of files.
    has_prefix: bool,
}

/// What an amount is counted in: no telephone number has one behind it.
const COUNTED: [char; 11] = ['元', '万', '亿', '吨', '家', '户', '册', '件', '股', '人', '次'];

impl Run {
    /// What the number is; `None` where it is nothing that must not leak.
    pub(super) fn kind(&self, text: &str) -> Option<(RuleId, &'static str)> {
        let digits = self.digits.as_str();
        let before = &text[..self.span.start];
        let abroad = ["86", "0086"].iter().find_map(|code| digits.strip_prefix(code));
        let national = abroad.filter(|_| before.ends_with(['+', '＋']) || digits.starts_with("00"));
        if is_resident_id(digits) {
            Some((RuleId::ResidentId, "身份证号码"))
        } else if self.has_prefix {
            None
        } else if is_mobile(national.unwrap_or(digits)) {
            let is_amount = text[self.span.end..].starts_with(COUNTED);
            (!is_amount).then_some((RuleId::MobileNumber, "手机号码"))
        } else {
            is_card(digits).then_some((RuleId::BankCard, "银行卡号"))
        }
    }

    pub(super) fn is_grouped(&self, text: &str) -> bool {
        text.get(self.span.clone()).is_some_and(|written| written.contains([' ', '-']))
    }
}

/// Runs of digits, of a keyboard set to full width too, that no letter or point touches.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Run> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + first_digit(text.as_bytes().get(at..)?)?;
        let (run, end) = run(text, start);
        at = end;
        Some(run)
    })
    .flatten()
}

/// Bytes that are looked at side by side.
const PIECE: usize = 32;

/// Where the first digit of half or full width starts.
fn first_digit(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    // Every text is read to its end: pieces without a digit are passed over as one.
    while let Some(piece) = bytes[at..].first_chunk::<{ PIECE + 2 }>()
        && !(0..PIECE).fold(false, |has, at| has | is_digit(piece[at], piece[at + 1], piece[at + 2]))
    {
        at += PIECE;
    }
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    (at..bytes.len()).find(|at| is_digit(byte(*at), byte(at + 1), byte(at + 2)))
}

/// Whether a digit of half or full width starts with these bytes.
#[expect(clippy::needless_bitwise_bool, reason = "without a jump, many are compared at once")]
fn is_digit(first: u8, second: u8, third: u8) -> bool {
    first.is_ascii_digit() | ((first == 0xef) & (second == 0xbc) & (0x90..=0x99).contains(&third))
}

/// The run that starts at `start`, where it stands alone, and where it ends.
fn run(text: &str, start: usize) -> (Option<Run>, usize) {
    let mut digits = String::new();
    let mut rest = text[start..].chars();
    let mut end = start;
    let mut points = 0;
    while let Some(c) = rest.next() {
        match digit(c) {
            Some(digit) => digits.push(digit),
            None if matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ') && digits.len() == 17 => digits.push('X'),
            None if matches!(c, ' ' | '-')
                && rest.clone().next().is_some_and(|next| digit(next).is_some())
                && is_grouped(&digits) => {}
            None if c == '.' && is_phone_point(&digits, points, rest.as_str()) => points += 1,
            None => break,
        }
        end += c.len_utf8();
    }
    let (before, after) = (&text[..start], &text[end..]);
    let has_prefix = before.ends_with(|c: char| c.is_ascii_alphabetic());
    let is_touched = (touches_before(before) && !has_prefix) || touches_after(after);
    let run = (!is_touched).then_some(Run { digits, span: start..end, has_prefix });
    (run, end)
}

/// Whether a point parts a phone as `138.0000.0000` does: behind 3 and 7 digits, with 4 to follow.
fn is_phone_point(digits: &str, points: usize, rest: &str) -> bool {
    let four = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count() == 4;
    match (digits.len(), points) {
        (3, 0) => four(rest) && rest[4..].strip_prefix('.').is_some_and(four),
        (7, 1) => four(rest),
        _ => false,
    }
}

/// How many digits a number has at least beside which another one stands behind a `/`.
const LONG: usize = 7;

/// Whether what stands before a number makes it a part of something else.
fn touches_before(before: &str) -> bool {
    let mut chars = before.chars().rev();
    match chars.next() {
        // `Tel.138…`, and no decimal.
        Some('.') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        // Two numbers of one office, and no address of the web.
        Some('/') => {
            let is_near = |c: &char| c.is_ascii_digit() || *c == '-';
            chars.clone().next().is_some_and(|c| c.is_ascii())
                && chars.take_while(is_near).filter(char::is_ascii_digit).count() < LONG
        }
        Some(c) => c.is_ascii_alphanumeric() || matches!(c, '_' | '%'),
        None => false,
    }
}

/// Whether what stands behind a number makes it a part of something else.
fn touches_after(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        // The end of a sentence, or the point of a number.
        Some('.') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some('/') => {
            let is_near = |c: &char| c.is_ascii_digit() || *c == '-';
            chars.take_while(is_near).filter(char::is_ascii_digit).count() < LONG
        }
        Some(c) => c.is_ascii_alphanumeric() || matches!(c, '_' | '%'),
        None => false,
    }
}

/// As it is written on a keyboard set to half width.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// Where people part numbers: after 3 and 7 digits of a phone, after every 4 of a card, after 6, 10 and 14 of a person.
fn is_grouped(digits: &str) -> bool {
    let length = digits.len();
    length.is_multiple_of(4) || matches!(length, 3 | 6 | 7 | 10 | 14)
}

/// 18 characters with a day of birth that exists and the check character of GB 11643-1999.
pub(super) fn is_resident_id(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    if digits.len() != 18 || digits.starts_with('0') {
        return false;
    }
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<i16>().ok());
    let small = |range| part(range).and_then(|value| i8::try_from(value).ok());
    let (Some(year), Some(month), Some(day)) = (part(6..10), small(10..12), small(12..14)) else {
        return false;
    };
    if !(1900..=2100).contains(&year) || jiff::civil::Date::new(year, month, day).is_err() {
        return false;
    }
    let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS.get(sum as usize % 11) == digits.as_bytes().last()
}

/// 11 digits of a network that there is.
fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && matches!(digits.as_bytes()[1], b'3'..=b'9')
}

/// 16 to 19 digits of a card's maker whose last one is right by Luhn's rule.
pub(super) fn is_card(digits: &str) -> bool {
    let is_issued =
        ["62", "4", "51", "52", "53", "54", "55", "9558"].iter().any(|start| digits.starts_with(start));
    if !(16..=19).contains(&digits.len()) || !is_issued || digits.ends_with('X') {
        return false;
    }
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0') * if place % 2 == 1 { 2 } else { 1 };
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_digit_is_found_wherever_it_stands() {
        for digit in ["7", "７"] {
            for before in 0..3 * PIECE {
                for blank in ["，", "a"] {
                    let text = format!("{}{digit}后", blank.repeat(before));
                    assert_eq!(first_digit(text.as_bytes()), text.find(digit), "{text}");
                }
            }
        }
        assert_eq!(first_digit("，：；！（）".repeat(PIECE).as_bytes()), None);
    }
}
