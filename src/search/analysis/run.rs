//! Where ideographs end and letters or digits begin.

/// A stretch of folded text of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run<'a> {
    /// Ideographs only.
    Han(&'a str),
    /// Letters and digits, joined by single `-`, `.`, `_`, `/` or `&`.
    Latin(&'a str),
}

/// Whether a character is written without blanks between words.
#[must_use]
pub fn is_ideograph(character: char) -> bool {
    matches!(character,
        '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() && !is_ideograph(character)
}

fn is_joiner(character: char) -> bool {
    matches!(character, '-' | '.' | '_' | '/' | '&')
}

/// The runs of a folded text, in order; what lies between them is lost.
pub fn runs(folded: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_ideograph(c));
        let first = rest.chars().next()?;
        let length = if is_ideograph(first) { han_length(rest) } else { latin_length(rest) };
        let (run, after) = rest.split_at(length);
        rest = after;
        Some(if is_ideograph(first) { Run::Han(run) } else { Run::Latin(run) })
    })
}

fn han_length(text: &str) -> usize {
    text.find(|c: char| !is_ideograph(c)).unwrap_or(text.len())
}

fn latin_length(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, character)) = characters.next() {
        let joins = is_joiner(character) && characters.peek().is_some_and(|(_, next)| is_letter(*next));
        if !is_letter(character) && !joins {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}
