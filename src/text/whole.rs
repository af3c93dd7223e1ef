//! What stands on one line: days as offices write them in tables and bylines.

use std::borrow::Cow;
use std::ops::Range;

/// Begins what the style keeps on one line.
pub const START: &str = "<span class=\"whole\">";
/// Ends it.
pub const END: &str = "</span>";

/// The first day (`2026-11-18`) in `text`: Chromium breaks a line after its hyphens.
#[must_use]
pub fn day(text: &str) -> Option<Range<usize>> {
    const FORM: &[u8; 10] = b"0000-00-00";
    let bytes = text.as_bytes();
    let is_day = |at: usize| {
        let fits =
            |(byte, form): (&u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == form };
        let joined =
            |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        bytes.get(at..at + FORM.len()).is_some_and(|word| word.iter().zip(FORM).all(fits))
            && !joined(at.checked_sub(1).and_then(|before| bytes.get(before)))
            && !joined(bytes.get(at + FORM.len()))
    };
    let hyphens = memchr::memchr_iter(b'-', bytes);
    let start = hyphens.filter_map(|hyphen| hyphen.checked_sub(4)).find(|at| is_day(*at))?;
    Some(start..start + FORM.len())
}

/// Escaped text with every day marked to stay whole.
#[must_use]
pub fn days(html: &str) -> Cow<'_, str> {
    let Some(first) = day(html) else { return Cow::Borrowed(html) };
    let mut marked = String::with_capacity(html.len() + START.len() + END.len());
    let (mut rest, mut next) = (html, Some(first));
    while let Some(day) = next {
        marked.push_str(&rest[..day.start]);
        marked.push_str(START);
        marked.push_str(&rest[day.clone()]);
        marked.push_str(END);
        rest = &rest[day.end..];
        next = self::day(rest);
    }
    marked.push_str(rest);
    Cow::Owned(marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stay_whole_and_nothing_else_is_touched() {
        for (text, marked) in [
            ("甲，2026-11-18", "甲，[2026-11-18]"),
            ("2026-11-18至2026-12-05", "[2026-11-18]至[2026-12-05]"),
            ("0573-86020000", "0573-86020000"),
            ("ab2026-11-18", "ab2026-11-18"),
            ("2026-11-181", "2026-11-181"),
            ("2026-11", "2026-11"),
            ("12026-11-18-甲", "12026-11-18-甲"),
            ("-", "-"),
            ("县级-2026-11-18", "县级-2026-11-18"),
            ("", ""),
        ] {
            assert_eq!(days(text).replace(START, "[").replace(END, "]"), marked, "{text}");
        }
    }
}
