//! Traditional characters in a simplified text.

use std::ops::{Range, RangeInclusive};
use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use super::Hit;
use crate::inspection::rule::RuleId;

/// The block of Han characters in which all of them lie.
const BLOCK: RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// Variants that the table of standard characters (通用规范汉字表, 2013) has again, for names.
const IN_NAMES: [char; 12] = ['昇', '陞', '甯', '邨', '喆', '堃', '迺', '龢', '祕', '絜', '仝', '甦'];

/// The characters that do not belong: no part of GB 2312, and otherwise in simplified
/// script. What GB 2312 has (乾, 於, 著) is found in simplified texts, too.
#[derive(Default)]
pub struct Traditional {
    /// Loaded once a text holds a character that may be one: most sites have none.
    converter: OnceLock<Option<OpenCC>>,
}

impl std::fmt::Debug for Traditional {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Traditional").finish_non_exhaustive()
    }
}

impl Traditional {
    /// Tells each run of them.
    pub(super) fn find(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut done = 0;
        for (at, _) in text.char_indices().filter(|(_, character)| is_rare(*character)) {
            if at >= done {
                // A name with one rare character is common, and converting is slow: words lie
                // within a run of Han characters.
                let is_other = |c: char| !BLOCK.contains(&c);
                let start = text[..at].trim_end_matches(|c| !is_other(c)).len();
                done = text[at..].find(is_other).map_or(text.len(), |length| at + length);
                hits.extend(self.in_run(&text[start..done]).into_iter().map(|hit| hit.moved(start)));
            }
        }
        hits
    }

    fn in_run(&self, run: &str) -> Vec<Hit> {
        let converter = self.converter.get_or_init(|| OpenCC::from_config(BuiltinConfig::T2s).ok());
        let Some(converter) = converter else { return Vec::new() };
        // Word by word: 瞭望 stays, 瞭解 becomes 了解.
        let simplified = converter.convert(run);
        let mut runs: Vec<(Range<usize>, String)> = Vec::new();
        for ((at, old), new) in run.char_indices().zip(simplified.chars()) {
            if old == new || !is_rare(old) || IN_NAMES.contains(&old) {
                continue;
            }
            let end = at + old.len_utf8();
            match runs.last_mut() {
                Some((last, right)) if last.end == at => {
                    last.end = end;
                    right.push(new);
                }
                _ => runs.push((at..end, new.to_string())),
            }
        }
        let told = |(span, right): (Range<usize>, String)| {
            let message = format!("夹有繁体字“{}”，应为“{right}”", &run[span.clone()]);
            Hit::new(RuleId::TraditionalCharacters, span, message)
        };
        runs.into_iter().map(told).collect()
    }
}

/// Whether a character is one of Han and no part of GB 2312.
fn is_rare(character: char) -> bool {
    static RARE: OnceLock<Vec<bool>> = OnceLock::new();
    if !BLOCK.contains(&character) {
        return false;
    }
    // Every character of every text is looked up: a place in a list and no search.
    let rare = RARE.get_or_init(|| BLOCK.map(|character| !is_gb2312(character)).collect());
    let at = usize::try_from(u32::from(character) - u32::from(*BLOCK.start()));
    at.ok().and_then(|at| rare.get(at)).is_some_and(|is_rare| *is_rare)
}

/// In GBK, the characters of GB 2312 stand in rows B0 to F7, each from A1 on.
fn is_gb2312(character: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, _) = encoding_rs::GBK.encode(character.encode_utf8(&mut buffer));
    matches!(*bytes, [0xb0..=0xf7, 0xa1..=0xfe])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_are_told_with_the_simplified_ones() {
        let script = Traditional::default();
        for (text, message) in [
            ("推动產業升级", "夹有繁体字“產業”，应为“产业”"),
            ("佔地十亩", "夹有繁体字“佔”，应为“占”"),
            ("深入瞭解", "夹有繁体字“瞭”，应为“了”"),
        ] {
            let told: Vec<String> = script.find(text).into_iter().map(|hit| hit.message).collect();
            assert_eq!(told, [message], "{text}");
        }
        let text = "海盐县槃\n推动產業升级\n佔地";
        let places: Vec<&str> = script.find(text).into_iter().map(|hit| &text[hit.span]).collect();
        assert_eq!(places, ["產業", "佔"]);
        for text in ["推动产业升级", "乾坤瞭望，藉此", "朱镕基、陶喆", "许昇、甯某", "海盐县槃"]
        {
            assert_eq!(script.find(text), [], "{text}");
        }
    }
}
