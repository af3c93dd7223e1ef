//! The lines of a text, and what of them can be a key.

/// One line, without its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Byte of its first character.
    pub(super) start: usize,
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// Whether it says nothing: blank, a remark, a fence.
    pub(super) fn is_empty(self) -> bool {
        let text = self.text.trim();
        text.is_empty() || text.starts_with('#') || text == "---" || text == "..."
    }

    /// The blanks before what it says.
    pub(super) fn indent_text(self) -> &'a str {
        &self.text[..self.text.len() - self.content_to_end().len()]
    }

    /// Bytes of those blanks.
    pub(super) fn indent(self) -> usize {
        self.indent_text().len()
    }

    /// What it says.
    pub(super) fn content(self) -> &'a str {
        self.content_to_end().trim_end()
    }

    /// Where that starts in the text.
    pub(super) fn content_start(self) -> usize {
        self.start + self.indent()
    }

    fn content_to_end(self) -> &'a str {
        self.text.trim_start()
    }
}

/// All lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let line = |whole: &'_ str| {
        let len = whole.len();
        let text = whole.trim_end_matches(['\n', '\r']);
        start += len;
        (start - len, text.len())
    };
    let places: Vec<(usize, usize)> = text.split_inclusive('\n').map(line).collect();
    places.into_iter().map(|(start, len)| Line { start, text: &text[start..start + len] }).collect()
}

/// Longest name of an entry.
const LONGEST_KEY: usize = 16;

/// Whether a text before a colon is the name of an entry, and no half sentence.
pub(super) fn is_key(text: &str) -> bool {
    let text = text.trim_end();
    let is_part =
        |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '（' | '）');
    !text.is_empty() && text.chars().count() <= LONGEST_KEY && text.chars().all(is_part)
}
