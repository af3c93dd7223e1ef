//! One spelling for characters that official texts print in several.
//!
//! For matching only: what is shown is always the text as printed.

/// The half-width form of a full-width letter, digit, bracket, colon, comma,
/// point or blank; anything else as it is. One character in, one out, so that
/// positions stay.
#[must_use]
pub fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => character,
    }
}

/// `half_width` for each character.
#[must_use]
pub fn half_width_str(text: &str) -> String {
    text.chars().map(half_width).collect()
}

/// Whether a character is a blank of any width, a break, or invisible.
#[must_use]
pub fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}
