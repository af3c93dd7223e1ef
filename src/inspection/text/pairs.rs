//! Quotes and brackets that come in pairs: left open, closed twice, of two widths.

use super::Hit;
use crate::inspection::rule::RuleId;

/// Opening and closing mark of each pair.
const PAIRS: [(char, char); 10] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('〔', '〕'),
    ('「', '」'),
    ('『', '』'),
    ('〈', '〉'),
];

/// Tells the marks of `text` that have no partner in their paragraph. Up to byte `body` it is data,
/// from there on a text whose lines run on.
pub(super) fn find(text: &str, body: usize) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut start = 0;
    let (data, prose) = text.split_at(body);
    let paragraphs = paragraphs(data, starts_entry).into_iter().chain(paragraphs(prose, starts_block));
    for paragraph in paragraphs {
        in_paragraph(paragraph, start, &mut hits);
        start += paragraph.len();
    }
    hits
}

/// A line of data starts an entry where it is not indented.
fn starts_entry(line: &str) -> bool {
    line.trim().is_empty() || !line.starts_with(' ') || line.trim_start().starts_with("- ")
}

/// A line of a text goes on with the paragraph of the line before, but for these.
fn starts_block(line: &str) -> bool {
    let line = line.trim_start();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.is_empty()
        || ["- ", "* ", "+ ", "#", ">", "|", "[^", ": ", "```"].iter().any(|start| line.starts_with(start))
        || (number.len() < line.len() && number.starts_with(['.', ')', '、', '）']))
}

/// Pieces of lines, each of which `starts` where that says so; together they are the text.
fn paragraphs(text: &str, starts: fn(&str) -> bool) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if starts(line) && at > start {
            found.push(&text[start..at]);
            start = at;
        }
        at += line.len();
    }
    found.push(&text[start..]);
    found
}

fn in_paragraph(text: &str, offset: usize, hits: &mut Vec<Hit>) {
    let mut open: Vec<(char, usize)> = Vec::new();
    // Nearly every character is Han or a letter: those are passed over at once.
    let is_mark = |c: char| !('\u{4e00}'..='\u{9fff}').contains(&c) && !c.is_ascii_alphanumeric();
    for (at, character) in text.char_indices().filter(|(_, character)| is_mark(*character)) {
        if PAIRS.iter().any(|(opening, _)| *opening == character) {
            open.push((character, at));
            continue;
        }
        let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == character) else { continue };
        match open.last() {
            Some((last, _)) if last == opening => drop(open.pop()),
            Some((last, from)) if are_of_two_widths(*last, *opening) => {
                let message = "括号一半全角、一半半角";
                hits.push(Hit::new(
                    RuleId::BracketsMixed,
                    offset + from..offset + at + character.len_utf8(),
                    message,
                ));
                open.pop();
            }
            _ if is_numbering(&text[..at]) || is_apostrophe(text, at, character) => {}
            _ => match open.iter().rposition(|(last, _)| last == opening) {
                Some(place) => {
                    open.drain(place..)
                        .skip(1)
                        .for_each(|(lone, from)| hits.push(lonely(lone, offset + from)));
                }
                None => hits.push(lonely(character, offset + at)),
            },
        }
    }
    hits.extend(open.into_iter().map(|(lone, from)| lonely(lone, offset + from)));
}

fn lonely(mark: char, at: usize) -> Hit {
    Hit::new(RuleId::MarksUnpaired, at..at + mark.len_utf8(), lonely_words(mark))
}

fn lonely_words(mark: char) -> String {
    match PAIRS.iter().find(|(opening, closing)| *opening == mark || *closing == mark) {
        Some((opening, closing)) if *opening == mark => format!("{mark} 没有成对：后面缺 {closing}"),
        Some((opening, _)) => format!("{mark} 没有成对：前面缺 {opening}"),
        None => format!("{mark} 没有成对"),
    }
}

fn are_of_two_widths(open: char, wanted: char) -> bool {
    matches!((open, wanted), ('（', '(') | ('(', '（'))
}

/// `1）` and `a)` at the start of a line number an item and close nothing.
fn is_numbering(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let line = line.rsplit(['，', '。', '；', '：', ',', ';', '|', '、']).next().unwrap_or_default();
    let number = line.trim().trim_start_matches(['-', '*', '>', ' ']);
    let count = number.chars().count();
    (1..=3).contains(&count)
        && number.chars().all(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c))
}

/// `’` of `Moody’s`.
fn is_apostrophe(text: &str, at: usize, character: char) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    character == '’'
        && is_letter(text[..at].chars().next_back())
        && is_letter(text[at + character.len_utf8()..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Vec<RuleId> {
        // As data and as a text, where nothing depends on it.
        find(text, 0).into_iter().map(|hit| hit.rule).collect()
    }

    #[test]
    fn a_mark_without_its_partner_is_told() {
        for text in ["走“专精特新之路。\n\n好”的", "《方案", "一）乱）", "他说”好“", "“甲（乙”丙）"]
        {
            assert!(rules(text).contains(&RuleId::MarksUnpaired), "{text}");
        }
        for text in [
            "走“专精特新”之路",
            "“甲‘乙’丙”（丁）",
            "1）第一\n2）第二",
            "- a) 一",
            "说明：\n  “一\n  二”\n",
            "（一）总体",
            "走“专精特新\n之路”的",
            "评级由Moody’s给出",
        ] {
            assert_eq!(rules(text), [], "{text}");
        }
        assert_eq!(find("甲: “一\n乙: 二”\n", "甲: “一\n乙: 二”\n".len()).len(), 2, "entries are apart");
    }

    #[test]
    fn a_pair_of_two_widths_is_told_once() {
        for text in ["方案（2022年)", "方案(2022年）"] {
            assert_eq!(rules(text), [RuleId::BracketsMixed], "{text}");
        }
        assert_eq!(rules("方案(2022年)（试行）"), []);
    }

    #[test]
    fn the_place_is_that_of_the_mark() {
        let hits = find("一段\n\n走“路", 0);
        assert_eq!(&"一段\n\n走“路"[hits[0].span.clone()], "“");
    }
}
