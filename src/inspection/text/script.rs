//! Traditional characters in a simplified text.

use std::ops::Range;

use super::Hit;
use crate::inspection::rule::RuleId;

/// Each traditional character with its simplified one: the characters of `OpenCC`
/// (`TSCharacters`, Apache-2.0) that are no part of GB 2312, without those that the
/// 通用规范汉字表 keeps (乾、於、瞭…).
const TABLE: &str = include_str!("traditional.txt");

/// The block of Han characters in which all of them lie.
const BLOCK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// The characters that do not belong.
#[derive(Debug)]
pub struct Traditional {
    /// The simplified character of each one of the block: every character of every
    /// text is looked up, so that this is a place in a list and no search.
    simplified: Vec<Option<char>>,
}

impl Traditional {
    /// Reads the table.
    #[must_use]
    pub fn new() -> Self {
        let mut simplified = vec![None; BLOCK.count()];
        for pair in TABLE.split_whitespace() {
            let mut characters = pair.chars();
            if let (Some(old), Some(new)) = (characters.next(), characters.next())
                && let Some(place) = place(old).and_then(|at| simplified.get_mut(at))
            {
                *place = Some(new);
            }
        }
        Self { simplified }
    }

    fn simplified(&self, character: char) -> Option<char> {
        self.simplified.get(place(character)?).copied().flatten()
    }

    /// Tells each run of them.
    pub(super) fn find(&self, text: &str) -> Vec<Hit> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, character) in text.char_indices().filter(|(_, c)| self.simplified(*c).is_some()) {
            let end = at + character.len_utf8();
            match runs.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => runs.push(at..end),
            }
        }
        let told = |run: Range<usize>| {
            let found = &text[run.clone()];
            let right: String = found.chars().filter_map(|c| self.simplified(c)).collect();
            Hit::new(RuleId::TraditionalCharacters, run, format!("夹有繁体字“{found}”，应为“{right}”"))
        };
        runs.into_iter().map(told).collect()
    }
}

/// The place of a character in the block.
fn place(character: char) -> Option<usize> {
    u32::from(character).checked_sub(u32::from(*BLOCK.start())).and_then(|at| usize::try_from(at).ok())
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
