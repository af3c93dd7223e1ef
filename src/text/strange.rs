//! Characters that nobody sees, or that every font shows differently.
//!
//! They come with what is pasted from Word, chats and PDF. Readers would meet boxes,
//! turned lines and words that no search finds: whoever reads a text tells them.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr3_iter;

/// What a strange character is: its name, and what to do.
fn kind(character: char) -> Option<(&'static str, &'static str)> {
    const DELETE: &str = "把光标移到这里，删去前后各一个字再重新输入；或者先粘贴到记事本再复制过来";
    const BULLET: &str = "Word 的项目符号带不过来：每一项另起一行，行首写“- ”";
    Some(match character {
        '\u{f06c}' | '\u{f06e}' | '\u{f075}' | '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f0fc}' => {
            ("Word 的项目符号", BULLET)
        }
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}' => ("只有个别字体才有的字符", DELETE),
        '\u{2028}' | '\u{2029}' => ("特殊的换行符", DELETE),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ("改变文字方向的控制符", DELETE)
        }
        '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' => ("看不见的字符", DELETE),
        _ => return None,
    })
}

/// Whether a text may hold one; `false` is certain. Their first bytes are c2, e2, ee, ef, f3, f4.
fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_mark = |at: &usize| {
        matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x8b..=0x8f | 0xa8..=0xae] | [0x81, 0xa0..=0xa9]))
    };
    let is_private = |at: usize| matches!(bytes.get(at + 1..at + 3), Some([0x80..=0xa3, _] | [0xbb, 0xbf]));
    memchr3_iter(0xe2, 0xee, 0xef, bytes).any(|at| match bytes[at] {
        0xe2 => is_mark(&at),
        0xef => is_private(at),
        _ => true,
    }) || memchr3_iter(0xc2, 0xf3, 0xf4, bytes)
        .any(|at| bytes[at] != 0xc2 || bytes.get(at + 1) == Some(&0xad))
}

/// A strange character of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strange {
    /// Where it first stands, in bytes of the text.
    pub span: Range<usize>,
    /// How often it stands there.
    pub count: usize,
    /// `看不见的字符（U+200B）`.
    pub name: String,
    /// What to do.
    pub remedy: &'static str,
}

/// The strange characters within the bytes `range` of a text, each once.
#[must_use]
pub fn find(source: &str, range: Range<usize>) -> Vec<Strange> {
    let text = &source[range.clone()];
    if !may_hold(text) {
        return Vec::new();
    }
    let mut known: Vec<char> = Vec::new();
    let mut found = Vec::new();
    for (at, character) in text.char_indices() {
        let Some((name, remedy)) = kind(character).filter(|_| !known.contains(&character)) else { continue };
        known.push(character);
        let start = range.start + at;
        let name = format!("{name}（U+{:04X}）", u32::from(character));
        let span = start..start + character.len_utf8();
        found.push(Strange { span, count: text.matches(character).count(), name, remedy });
    }
    found
}

/// The text without them.
#[must_use]
pub fn without(text: &str) -> Cow<'_, str> {
    if !may_hold(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|character| kind(*character).is_none()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_strange_character_is_looked_for() {
        for character in ('\u{0}'..='\u{10ffff}').filter(|character| kind(*character).is_some()) {
            assert!(may_hold(&format!("甲{character}")), "{character:?}");
            assert_eq!(without(&format!("甲{character}乙")), "甲乙");
        }
        for text in ["", "甲，乙“丙”——…", "×·°", "ＡＢ（）", "𠮷"] {
            assert!(!may_hold(text), "{text}");
        }
    }
}
