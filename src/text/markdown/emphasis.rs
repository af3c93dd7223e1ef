//! `**“重点”**后文` in bold.
//!
//! `CommonMark` lets a `**` between punctuation and a letter only open or only
//! close. Chinese sets no blank there, so bold text that starts or ends with a
//! quotation or a colon is left as stars, or the text between two of them turns
//! bold. Here the punctuation beside such a `**` is shown to the parser as a
//! letter of the same length, so that both directions are open and pairs find
//! each other in order; what is written is always the author's character.

use std::borrow::Cow;

use memchr::{memchr, memchr2};
use pulldown_cmark::CowStr;

/// Punctuation that Chinese text sets beside bold, three bytes each.
const PUNCTUATION: [char; 30] = [
    '“', '”', '‘', '’', '《', '》', '〈', '〉', '（', '）', '「', '」', '『', '』', '【', '】', '〔', '〕',
    '，', '。', '、', '；', '：', '？', '！', '…', '—', '％', '～', '－',
];

/// Where stand-ins may start: private characters, of which a text may hold some itself.
const FIRST_STAND_INS: [u32; 5] = [0xe000, 0xe800, 0xec00, 0xf300, 0xf500];

/// A text as the parser is to see it, and what was put in it.
#[derive(Debug)]
pub(super) struct Veil<'a> {
    /// Of the same length, borrowed where nothing changes.
    pub(super) text: Cow<'a, str>,
    /// The first of the private characters that stand for [`PUNCTUATION`], in the same
    /// order: none of them is the author's.
    first: u32,
}

/// Puts stand-ins where they are needed.
pub(super) fn veil(text: &str) -> Veil<'_> {
    let unchanged = Veil { text: Cow::Borrowed(text), first: 0 };
    let mut places = Vec::new();
    let mut is_needed = false;
    let mut line = Line::default();
    for (start, end) in runs(text) {
        is_needed |= line.takes(text, start, end);
        places.extend(veiled_beside(text, start, end));
    }
    if places.is_empty() || !is_needed && !line.is_odd {
        return unchanged;
    }
    let Some(first) = FIRST_STAND_INS.into_iter().find(|first| !holds_stand_ins(text, *first)) else {
        return unchanged;
    };
    places.dedup();
    Veil { text: Cow::Owned(replaced(text, &places, first)), first }
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
    match (punctuation(before), punctuation(after)) {
        (Some(_), None) if is_letter(after) => Some(start - before.len_utf8()),
        (None, Some(_)) if is_letter(before) => Some(end),
        _ => None,
    }
}

fn is_letter(character: char) -> bool {
    !character.is_whitespace() && !character.is_ascii_punctuation()
}

fn replaced(text: &str, places: &[usize], first: u32) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for &place in places {
        let Some(character) = text[place..].chars().next() else { continue };
        out.push_str(&text[done..place]);
        out.push(stand_in(character, first).unwrap_or(character));
        done = place + character.len_utf8();
    }
    out.push_str(&text[done..]);
    out
}

/// The number of a mark that Chinese sets beside bold.
fn punctuation(character: char) -> Option<u32> {
    let index = PUNCTUATION.iter().position(|known| *known == character)?;
    u32::try_from(index).ok()
}

fn stand_in(character: char, first: u32) -> Option<char> {
    char::from_u32(first + punctuation(character)?)
}

/// The mark that a stand-in stands for.
fn original(character: char, first: u32) -> Option<char> {
    let index = usize::try_from(u32::from(character).checked_sub(first)?).ok()?;
    PUNCTUATION.get(index).copied()
}

impl Veil<'_> {
    /// The author's text of what the parser returned.
    pub(super) fn lift<'t>(&self, text: CowStr<'t>) -> CowStr<'t> {
        if !self.is_worn() || !holds_stand_ins(&text, self.first) {
            return text;
        }
        let lifted = text.chars().map(|character| original(character, self.first).unwrap_or(character));
        lifted.collect::<String>().into()
    }

    /// Whether anything was put in the text.
    pub(super) fn is_worn(&self) -> bool {
        matches!(self.text, Cow::Owned(_))
    }
}

fn holds_stand_ins(text: &str, first: u32) -> bool {
    // All private characters of three bytes start with ee or ef.
    memchr2(0xee, 0xef, text.as_bytes()).is_some()
        && text.chars().any(|character| original(character, first).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_veil_keeps_every_place_and_can_be_lifted() {
        for text in ["**“重点”**后文", "a**（x）**b", "**：**", "文**：重**文", "** “", "“**”**x**"]
        {
            let veiled = veil(text);
            assert_eq!(veiled.text.len(), text.len(), "{text}");
            assert_eq!(&*veiled.lift(CowStr::from(veiled.text.to_string())), text);
        }
    }

    #[test]
    fn nothing_is_veiled_without_need() {
        for text in ["**重点**：后文", "- **甲**：乙\n- **丙**：丁", "5*（3+2）*2", "文，**重点**。"]
        {
            assert!(!veil(text).is_worn(), "{text}");
        }
        assert!(veil("**甲\n“乙”**丙").is_worn());
    }

    #[test]
    fn private_characters_of_the_author_stay_the_authors() {
        for own in ["\u{e000}", "\u{e003}", "\u{f06c}", "\u{e000}\u{e800}\u{ec00}"] {
            let text = format!("{own}**“重点”**后文");
            let veiled = veil(&text);
            assert!(veiled.is_worn(), "{own:?}");
            assert_eq!(&*veiled.lift(CowStr::from(veiled.text.to_string())), text);
        }
    }
}
