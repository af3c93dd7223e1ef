//! How wide text is in a terminal and in a chart.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Display columns of one character: 2 for Han and full-width, 0 for control
/// and combining ones.
#[must_use]
pub fn of_char(character: char) -> usize {
    character.width().unwrap_or(0)
}

/// Display columns of a text without line breaks.
#[must_use]
pub fn of_str(text: &str) -> usize {
    text.width()
}
