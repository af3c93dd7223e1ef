//! `**“重点”**后文` in bold.
//!
//! `CommonMark` lets a `**` between punctuation and a letter only open or only
//! close. Chinese sets no blank there, so bold text that starts or ends with a
//! quotation or a colon is left as stars, or the text between two of them turns
//! bold. Here the punctuation beside such a `**` is shown to the parser as a
//! letter of the same length, so that both directions are open and pairs find
//! each other in order; what is written is always the author's character.

use std::borrow::Cow;

use memchr::memchr;
use pulldown_cmark::CowStr;

/// Punctuation that Chinese text sets beside bold, three bytes each.
const PUNCTUATION: [char; 30] = [
    '“', '”', '‘', '’', '《', '》', '〈', '〉', '（', '）', '「', '」', '『', '』', '【', '】', '〔', '〕',
    '，', '。', '、', '；', '：', '？', '！', '…', '—', '％', '～', '－',
];

/// The first of the private characters that stand for them, in the same order.
const FIRST_STAND_IN: u32 = 0xe000;
/// The bytes that all of them start with.
const STAND_IN_BYTES: &str = "\u{e000}";

/// `text` as the parser is to see it: of the same length, borrowed where nothing changes.
pub(super) fn veil(text: &str) -> Cow<'_, str> {
    let mut places = Vec::new();
    let mut is_needed = false;
    let mut line = Line::default();
    for (start, end) in runs(text) {
        is_needed |= line.takes(text, start, end);
        places.extend(veiled_beside(text, start, end));
    }
    if places.is_empty() || !is_needed && !line.is_odd || holds_stand_ins(text) {
        return Cow::Borrowed(text);
    }
    places.dedup();
    Cow::Owned(replaced(text, &places))
}

/// Where two or more stars stand together.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr(b'*', &text.as_bytes()[at..])?;
            let len = text.as_bytes()[start..].iter().take_while(|byte| **byte == b'*').count();
            at = start + len;
            if len > 1 {
                return Some((start, at));
            }
        }
    })
}

/// Whether the next stars of a line are to open or to close.
#[derive(Debug, Default)]
struct Line {
    is_odd: bool,
    end: usize,
}

impl Line {
    /// Takes stars in; `true` where the parser would not let them do their part,
    /// or where those of the line before were not in pairs.
    fn takes(&mut self, text: &str, start: usize, end: usize) -> bool {
        let is_new = start >= self.end;
        let was_odd = is_new && self.is_odd;
        if is_new {
            self.end = memchr(b'\n', &text.as_bytes()[end..]).map_or(text.len(), |len| end + len);
            self.is_odd = false;
        }
        let closes = self.is_odd;
        self.is_odd = !self.is_odd;
        was_odd || veiled_beside(text, start, end).is_some_and(|place| closes == (place < start))
    }
}

/// Where the punctuation stands that keeps the stars `start..end` from closing
/// (before them) or from opening (behind them).
fn veiled_beside(text: &str, start: usize, end: usize) -> Option<usize> {
    let before = text[..start].chars().next_back()?;
    let after = text[end..].chars().next()?;
    match (stand_in(before), stand_in(after)) {
        (Some(_), None) if is_letter(after) => Some(start - before.len_utf8()),
        (None, Some(_)) if is_letter(before) => Some(end),
        _ => None,
    }
}

fn is_letter(character: char) -> bool {
    !character.is_whitespace() && !character.is_ascii_punctuation()
}

fn replaced(text: &str, places: &[usize]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for &place in places {
        let Some(character) = text[place..].chars().next() else { continue };
        out.push_str(&text[done..place]);
        out.push(stand_in(character).unwrap_or(character));
        done = place + character.len_utf8();
    }
    out.push_str(&text[done..]);
    out
}

fn stand_in(character: char) -> Option<char> {
    let index = PUNCTUATION.iter().position(|known| *known == character)?;
    char::from_u32(FIRST_STAND_IN + u32::try_from(index).ok()?)
}

/// The author's text of what the parser returned from a veiled one.
pub(super) fn unveil(text: CowStr<'_>) -> CowStr<'_> {
    if !holds_stand_ins(&text) {
        return text;
    }
    let original = |character: char| {
        let index = u32::from(character).checked_sub(FIRST_STAND_IN);
        let index = index.and_then(|index| usize::try_from(index).ok());
        index.and_then(|index| PUNCTUATION.get(index)).copied().unwrap_or(character)
    };
    text.chars().map(original).collect::<String>().into()
}

fn holds_stand_ins(text: &str) -> bool {
    let mut bytes = text.as_bytes();
    let [first, second, ..] = STAND_IN_BYTES.as_bytes() else { return false };
    while let Some(at) = memchr(*first, bytes) {
        if bytes.get(at + 1) == Some(second) {
            return true;
        }
        bytes = &bytes[at + 1..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_veil_keeps_every_place_and_can_be_lifted() {
        for text in ["**“重点”**后文", "a**（x）**b", "**：**", "文**：重**文", "** “", "“**”**x**"]
        {
            let veiled = veil(text);
            assert_eq!(veiled.len(), text.len(), "{text}");
            assert_eq!(&*unveil(CowStr::from(veiled.into_owned())), text);
        }
    }

    #[test]
    fn nothing_is_veiled_without_need() {
        for text in [
            "**重点**：后文",
            "- **甲**：乙\n- **丙**：丁",
            "5*（3+2）*2",
            "文，**重点**。",
            "\u{e001}**“重点”**后文",
        ] {
            assert!(matches!(veil(text), Cow::Borrowed(_)), "{text}");
        }
        assert!(matches!(veil("**甲\n“乙”**丙"), Cow::Owned(_)));
    }
}
