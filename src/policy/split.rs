//! Lines of a text, also of one whose line breaks were lost.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{citation, furniture, head, line};
use crate::text::fold;

/// A line longer than this, in bytes, that holds several headings has lost its breaks.
const LONG: usize = 1500;
/// The longest heading without a stop before the next one, in bytes.
const NEAR: usize = 120;

/// The lines of `text` without blanks around them; blank ones left out.
pub(super) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{85}']) {
        let range = trim(text, start..start + line.len());
        start += line.len();
        if range.is_empty() {
            continue;
        }
        if range.len() > LONG { break_up(text, range, &mut found) } else { found.push(range) }
    }
    found
}

/// `range` without blanks at its ends.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let line = &text[range.clone()];
    let front = line.len() - line.trim_start_matches(fold::is_blank).len();
    let length = line.trim_matches(fold::is_blank).len();
    range.start + front..range.start + front + length
}

/// Divides a long line at its headings; as one where it has fewer than three.
fn break_up(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let cuts = cuts(&text[range.clone()]);
    if cuts.len() < 3 {
        found.push(range);
        return;
    }
    let ends = cuts.iter().copied().skip(1).chain([range.len()]);
    if cuts[0] > 0 {
        surroundings(text, trim(text, range.start..range.start + cuts[0]), found);
    }
    for (from, to) in cuts.iter().zip(ends) {
        let piece = trim(text, range.start + from..range.start + to);
        let title = title_end(&text[piece.clone()]);
        if let Some(at) = title {
            found.push(trim(text, piece.start..piece.start + at));
            found.push(trim(text, piece.start + at..piece.end));
        } else {
            found.push(piece);
        }
    }
    if let Some(last) = found.pop() {
        surroundings(text, last, found);
    }
    found.retain(|piece| !piece.is_empty());
}

/// Divides what stands before the first heading or ends the last clause at the
/// blanks that were line breaks: title, fields, addressees, signature, date.
fn surroundings(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let mut start = 0;
    let mut before = "";
    for word in piece.split(fold::is_blank).filter(|word| !word.is_empty()) {
        let at = word.as_ptr() as usize - piece.as_ptr() as usize;
        if at > start && was_break(&piece[start..at], before, word) {
            found.push(trim(text, range.start + start..range.start + at));
            start = at;
        }
        before = word;
    }
    found.push(trim(text, range.start + start..range.end));
}

/// Whether the blank between two words was a line break; `line` is the line so far.
fn was_break(line: &str, before: &str, word: &str) -> bool {
    if before.ends_with(['：', ':']) && head::addressees(before).is_none() {
        return false;
    }
    // The value of a field may be an organ or a date: only text ends it.
    let after_break = if furniture::is_fields(line) {
        word.contains('。')
    } else {
        before.ends_with('。') || stands_alone(before)
    };
    after_break || stands_alone(word)
}

/// Whether a word is a line of its own in any document.
fn stands_alone(word: &str) -> bool {
    head::is_title(word)
        || head::is_organ(word)
        || head::is_note(word)
        || head::addressees(word).is_some()
        || head::signed_date(word).is_some()
        || citation::number_at(word).is_some_and(|len| len == word.len())
}

/// Where a title that is set off by a blank ends: 一、工作目标 通过实施….
fn title_end(piece: &str) -> Option<usize> {
    let number = line::number(piece)?;
    let rest = &piece[number.len..];
    let lead = rest.len() - rest.trim_start_matches(fold::is_blank).len();
    let end = rest[lead..].find(fold::is_blank)? + lead;
    let title = &rest[lead..end];
    let sound = !title.is_empty()
        && title.chars().count() <= 24
        && !title.contains(['。', '，', ',', '；', '：', ':']);
    sound.then_some(number.len + end)
}

/// Byte offsets at which a heading begins whose number fits those before it.
fn cuts(line: &str) -> Vec<usize> {
    let mut cuts: Vec<usize> = Vec::new();
    let mut last: BTreeMap<u8, u32> = BTreeMap::new();
    let mut before = '。';
    let mut stop_at = 0;
    for (at, character) in line.char_indices() {
        let is_break = fold::is_blank(before) || "。；;：:)）〕】”".contains(before);
        let is_near = cuts.last().is_some_and(|&cut| at - cut <= NEAR && stop_at <= cut);
        if (is_break || is_near)
            && may_open(character)
            && let Some(number) = line::number(window(line, at))
        {
            let expected = last.get(&number.rank).map_or(1, |value| value + 1);
            if number.value == expected || (number.value == 1 && number.rank > 4) {
                cuts.push(at);
                last.insert(number.rank, number.value);
                if number.rank != 6 {
                    last.retain(|rank, _| *rank <= number.rank || *rank == 6);
                }
            }
        }
        if character == '。' {
            stop_at = at;
        }
        before = character;
    }
    cuts
}

/// As much as a number can take, so that long lines stay linear.
fn window(line: &str, at: usize) -> &str {
    let mut end = (at + 96).min(line.len());
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    &line[at..end]
}

fn may_open(character: char) -> bool {
    matches!(fold::half_width(character), '0'..='9' | '(') || "第一二三四五六七八九十".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_line_breaks_are_found_again() {
        let filler = "推动企业做大做强，完善服务体系，落实各项政策措施。".repeat(20);
        let text = format!(
            "一、工作目标 {filler}二、主要任务 （一）培育工程1.明确重点。{filler}2.构建体系。{filler}（二）创新工程3.提升能级。{filler}三、保障措施 {filler}"
        );
        let starts: Vec<String> =
            lines(&text).into_iter().map(|range| text[range].chars().take(5).collect()).collect();
        assert_eq!(
            starts,
            [
                "一、工作目",
                "推动企业做",
                "二、主要任",
                "（一）培育",
                "1.明确重",
                "2.构建体",
                "（二）创新",
                "3.提升能",
                "三、保障措",
                "推动企业做"
            ]
        );
    }

    #[test]
    fn what_stands_around_the_clauses_is_set_off_too() {
        let clauses = "一、目标。二、任务。三、保障。".to_owned() + &"落实责任。".repeat(100);
        let text = format!(
            "甲县发展计划 甲政发〔2023〕1号 发布时间：2023-07-05 来源： 甲县发改局 打印 为促进2025年发展。 {clauses} 本计划自发布之日起施行。 甲县发改局 2023年7月3日"
        );
        let lines: Vec<&str> = lines(&text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(
            lines[..4],
            [
                "甲县发展计划",
                "甲政发〔2023〕1号",
                "发布时间：2023-07-05 来源： 甲县发改局 打印",
                "为促进2025年发展。"
            ]
        );
        assert_eq!(lines[lines.len() - 3..], ["本计划自发布之日起施行。", "甲县发改局", "2023年7月3日"]);
    }

    #[test]
    fn blanks_of_every_kind_are_taken_off() {
        let text = "\u{feff}\u{3000}甲\u{a0}\r\n\t\r\n乙\u{200b}";
        let lines: Vec<&str> = lines(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(lines, ["甲", "乙"]);
    }
}
