//! Traditional characters in a simplified text.

use std::collections::HashMap;

use super::Hit;
use crate::inspection::rule::RuleId;

/// Each traditional character with its simplified one: the characters of `OpenCC`
/// (`TSCharacters`, Apache-2.0) that are no part of GB 2312, without those that the
/// 通用规范汉字表 keeps (乾、於、瞭…).
const TABLE: &str = include_str!("traditional.txt");

/// The characters that do not belong.
#[derive(Debug)]
pub struct Traditional {
    simplified: HashMap<char, char>,
}

impl Traditional {
    /// Reads the table.
    #[must_use]
    pub fn new() -> Self {
        let pair = |pair: &str| {
            let mut characters = pair.chars();
            Some((characters.next()?, characters.next()?))
        };
        Self { simplified: TABLE.split_whitespace().filter_map(pair).collect() }
    }

    /// Tells each run of them.
    pub(super) fn find(&self, text: &str) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for (at, character) in text.char_indices() {
            // The block of Han characters starts there: most of a page's markup never gets to the table.
            if character < '\u{4e00}' || !self.simplified.contains_key(&character) {
                continue;
            }
            let end = at + character.len_utf8();
            match hits.last_mut() {
                Some(last) if last.span.end == at => last.span.end = end,
                _ => hits.push(Hit::new(RuleId::TraditionalCharacters, at..end, String::new())),
            }
        }
        for hit in &mut hits {
            let found = &text[hit.span.clone()];
            let right: String =
                found.chars().map(|c| self.simplified.get(&c).copied().unwrap_or(c)).collect();
            hit.message = format!("夹有繁体字“{found}”，应为“{right}”");
        }
        hits
    }
}

impl Default for Traditional {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_are_told_with_the_simplified_ones() {
        let hits = Traditional::new().find("推动產業升级");
        assert_eq!((hits.len(), hits[0].message.as_str()), (1, "夹有繁体字“產業”，应为“产业”"));
        for text in ["推动产业升级", "乾坤瞭望，藉此", "朱镕基、陶喆"] {
            assert_eq!(Traditional::new().find(text), [], "{text}");
        }
    }
}
