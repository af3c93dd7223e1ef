//! How much room text takes where no font can be asked, and XML's own signs.
//!
//! Estimates are on the wide side for the usual Chinese system fonts, bold
//! included, so that what is placed apart stays apart.

use super::geometry::Tenths;

/// Hundredths of the font size that a character takes: Han 1 em.
fn hundredths(character: char) -> i32 {
    match character {
        ',' | '.' | ':' | ';' | '\'' | '|' | ' ' | '!' => 34,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '&' => 96,
        'A'..='Z' => 74,
        ' '..='~' => 60,
        _ => 100,
    }
}

/// The width of `text` without line breaks at a font size.
pub(super) fn width(text: &str, size: Tenths) -> Tenths {
    let hundredths = text.chars().map(hundredths).fold(0, i32::saturating_add);
    let tenths = i64::from(hundredths) * i64::from(size) / 100;
    i32::try_from(tenths).unwrap_or(i32::MAX / 4).min(i32::MAX / 4)
}

/// Breaks `text` into lines of at most `room`, at least one character each.
///
/// Breaks between any two characters but before those that close (，。）”) and
/// within Latin words and numbers, unless a word alone is longer than a line.
pub(super) fn wrap(text: &str, size: Tenths, room: Tenths) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        if line.is_empty() || width(&line, size) + width(word, size) <= room {
            line.push_str(word);
        } else {
            lines.push(std::mem::replace(&mut line, word.trim_start().to_owned()));
        }
        while width(&line, size) > room && line.chars().count() > 1 {
            let rest = line.split_off(fitting(&line, size, room));
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    lines.push(line);
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Breaks `text` at its blanks only, where that keeps each line within `room`;
/// else as [`wrap`] does.
pub(super) fn wrap_at_blanks(text: &str, size: Tenths, room: Tenths) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.iter().any(|line| width(line, size) > room) { wrap(text, size, room) } else { lines }
}

/// How many bytes of `line` fit in `room`; at least its first character.
fn fitting(line: &str, size: Tenths, room: Tenths) -> usize {
    let first = line.chars().next().map_or(0, char::len_utf8);
    let ends = line.char_indices().map(|(at, character)| at + character.len_utf8());
    ends.take_while(|end| width(&line[..*end], size) <= room).last().unwrap_or(first)
}

/// The pieces that a line keeps whole.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(character);
    }
    words.push(&text[start..]);
    words
}

fn may_break(before: char, after: char) -> bool {
    const OPENING: &str = "（《“‘〔【(";
    const CLOSING: &str = "，。、；：！？）》”’〕】)%,.";
    let is_word = |character: char| character.is_ascii() && character != ' ' || character == '–';
    !(OPENING.contains(before) || CLOSING.contains(after) || is_word(before) && is_word(after))
}

/// `text` in XML: its signs escaped, and without the control characters that
/// XML forbids even escaped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            '\n' | '\r' | '\t' => out.push(' '),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_is_one_em_and_digits_are_narrower() {
        assert_eq!(width("目标", 150), 300);
        assert_eq!(width("25", 100), 120);
        assert_eq!(width("", 150), 0);
    }

    #[test]
    fn lines_break_between_han_but_not_in_numbers_nor_before_marks() {
        assert_eq!(wrap("国家级小巨人", 100, 300), ["国家级", "小巨人"]);
        assert_eq!(wrap("到2025年底", 100, 300), ["到", "2025", "年底"]);
        assert_eq!(wrap("企业数量，家", 100, 400), ["企业数", "量，家"]);
        assert_eq!(wrap("一般公共", 100, 50), ["一", "般", "公", "共"]);
        assert_eq!(wrap("123456", 100, 130), ["12", "34", "56"]);
        assert_eq!(wrap("每年5–10个", 100, 300), ["每年", "5–10", "个"]);
        assert!(wrap(" ", 100, 300).is_empty());
    }

    #[test]
    fn a_label_breaks_at_its_blanks_where_its_parts_fit() {
        assert_eq!(wrap_at_blanks("目标 每年不少于20家", 100, 740), ["目标", "每年不少于20家"]);
        assert_eq!(wrap_at_blanks("目标 25 家", 100, 740), ["目标 25 家"]);
        assert_eq!(wrap_at_blanks("目标 每年不少于20家", 100, 400), ["目标 每", "年不少于", "20家"]);
        assert!(wrap_at_blanks(" ", 100, 300).is_empty());
    }

    #[test]
    fn signs_of_xml_are_escaped_and_forbidden_characters_left_out() {
        assert_eq!(escape("a<b> & “c” \"d\"\u{0}\u{7}\n"), "a&lt;b&gt; &amp; “c” &quot;d&quot; ");
    }
}
