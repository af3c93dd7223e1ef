//! What a text holds at all, so that what it does not hold is never looked for.

use memchr::{memchr, memchr_iter, memmem};

/// Rare things, each true where the text may hold it.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Watch {
    /// `{{` or its full-width form.
    pub(super) embeds: bool,
    /// `www.` or `://`.
    pub(super) addresses: bool,
    /// `[^`.
    pub(super) footnotes: bool,
    /// `**`.
    pub(super) stars: bool,
    /// Blanks that are no ASCII.
    pub(super) wide_blanks: bool,
}

impl Watch {
    pub(super) fn over(text: &str) -> Self {
        let has = |needle: &str| memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
        Self {
            embeds: has("{{") || has("｛"),
            addresses: has("www.") || has("://"),
            footnotes: has("[^"),
            stars: has("**"),
            wide_blanks: has("\u{3000}") || has("\u{a0}") || has("\u{2003}") || has("\u{200b}"),
        }
    }
}

/// Whether a heading of the first level may be in `text`; `false` is certain.
pub(super) fn may_hold_h1(text: &str) -> bool {
    let bytes = text.as_bytes();
    let before = |at: usize| at.checked_sub(1).map_or(b'\n', |at| bytes[at]);
    let is_atx = |at: usize| before(at) != b'#' && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
    let is_underline = |at: usize| matches!(before(at), b'\n' | b' ' | b'\t' | b'>');
    memchr_iter(b'#', bytes).any(is_atx)
        || (memchr(b'=', bytes).is_some() && memchr_iter(b'=', bytes).any(is_underline))
}

/// Characters of a text that are no blank.
pub(super) fn count(text: &str, wide_blanks: bool) -> usize {
    if wide_blanks {
        return text.chars().filter(|character| !crate::text::fold::is_blank(*character)).count();
    }
    // A byte that starts a character: anything but 10xxxxxx.
    text.bytes().filter(|byte| byte & 0xc0 != 0x80 && !byte.is_ascii_whitespace()).count()
}

/// Whether a line may be broken beside this character without a blank to show
/// for it: Han, kana, and the punctuation of Chinese text.
pub(super) fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{303f}' | '\u{3041}'..='\u{312f}' | '\u{31a0}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_looks_like_a_first_heading_is_looked_at_again() {
        for text in ["# 甲", "文\n#\t甲", "甲\n==\n", "> 甲\n> =", "#"] {
            assert!(may_hold_h1(text), "{text}");
        }
        for text in ["", "## 甲\n### 乙", "a=b", "C#语言", "[x](a?b=c)"] {
            assert!(!may_hold_h1(text), "{text}");
        }
    }

    #[test]
    fn both_ways_of_counting_agree() {
        for text in ["", "海盐 县\n12.5%，", "a b", "𠮷野"] {
            assert_eq!(count(text, true), count(text, false), "{text}");
        }
        assert_eq!(count("　　海\u{a0}盐", true), 2);
    }
}
