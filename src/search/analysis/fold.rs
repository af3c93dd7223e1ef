//! One spelling for what people write in several.

use unicode_normalization::UnicodeNormalization;

use super::is_ideograph;

/// A text in the common spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The text.
    pub text: String,
    /// For each of its characters the place, in characters, of the one it came from.
    pub places: Vec<u32>,
}

/// Compatibility forms, case, quotation marks, dashes and brackets around one or
/// two ideographs do not matter: `首台（套）` is `首台套`, `“５Ｇ”` is `5g`.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut characters: Vec<(char, u32)> = Vec::with_capacity(text.len() / 2);
    for (place, character) in (0..).zip(text.chars()) {
        put(character, place, &mut characters);
    }
    let kept = without_brackets(&characters);
    let mut folded =
        Folded { text: String::with_capacity(text.len()), places: Vec::with_capacity(characters.len()) };
    for ((character, place), _) in characters.iter().zip(kept).filter(|(_, kept)| *kept) {
        folded.text.push(*character);
        folded.places.push(*place);
    }
    folded
}

fn put(character: char, place: u32, out: &mut Vec<(char, u32)>) {
    if character.is_ascii() || matches!(character, '\u{4e00}'..='\u{9fff}') {
        out.extend(spelled(character.to_ascii_lowercase()).map(|character| (character, place)));
        return;
    }
    let plain = std::iter::once(character).nfkc().flat_map(char::to_lowercase);
    out.extend(plain.filter_map(spelled).map(|character| (character, place)));
}

/// `None` for a quotation mark.
fn spelled(character: char) -> Option<char> {
    match character {
        '"' | '\'' | '\u{2018}'..='\u{201f}' | '\u{300c}'..='\u{300f}' => None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        other => Some(other),
    }
}

/// Which characters stay when brackets around one or two ideographs go.
fn without_brackets(characters: &[(char, u32)]) -> Vec<bool> {
    let mut kept = vec![true; characters.len()];
    for at in 0..characters.len() {
        if characters[at].0 != '(' {
            continue;
        }
        let inside = characters[at + 1..].iter().take(3).take_while(|(c, _)| is_ideograph(*c)).count();
        let end = at + 1 + inside;
        if (1..=2).contains(&inside) && characters.get(end).is_some_and(|(c, _)| *c == ')') {
            kept[at] = false;
            kept[end] = false;
        }
    }
    kept
}
