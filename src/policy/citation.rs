//! Documents that a text names: 《…》（浙政办发〔2022〕19号）, and 发文字号.

use crate::text::fold;

/// The 发文字号 that starts `text`: 盐政办发〔2023〕1号, in any bracket. Length in bytes.
pub(super) fn number_at(text: &str) -> Option<usize> {
    let open = text.find(['〔', '[', '【', '(', '（', '﹝', '［'])?;
    let organ = &text[..open];
    let organ_length = organ.chars().count();
    let is_organ =
        (2..=16).contains(&organ_length) && organ.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    if !is_organ {
        return None;
    }
    let inner = &text[open + text[open..].chars().next()?.len_utf8()..];
    let year: String = inner.chars().take(4).map(fold::half_width).collect();
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let after = &inner[inner.chars().take(4).map(char::len_utf8).sum::<usize>()..];
    let after = after.strip_prefix(['〕', ']', '】', ')', '）', '﹞', '］'])?;
    let after = after.trim_start_matches(fold::is_blank);
    let after = after.strip_prefix('第').unwrap_or(after);
    let digits = after.find(|c: char| !fold::half_width(c).is_ascii_digit()).filter(|end| *end > 0)?;
    let rest = after[digits..].trim_start_matches(fold::is_blank).strip_prefix(['号', '號'])?;
    Some(text.len() - rest.len())
}

/// The 统一编号 that a line is, whatever the province's grammar: FHYD01-2023-0001.
pub(super) fn is_registration_number(line: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let letters = line.bytes().take_while(u8::is_ascii_uppercase).count();
    if !(2..=6).contains(&letters) {
        return false;
    }
    let rest = &line[letters..];
    match rest.split_once('-') {
        // FHYD01-2023-0001
        Some((head, parts)) => {
            (head.is_empty() || digits(head)) && parts.contains('-') && parts.split('-').all(digits)
        }
        // GZ0320240034
        None => rest.len() >= 8 && digits(rest),
    }
}

/// Every 《title》 of `text` with its number, in order. Titles keep inner 〈〉.
pub(super) fn find(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('《') {
        let start = at + open + '《'.len_utf8();
        let Some(len) = close(&text[start..]) else { break };
        let title = &text[start..start + len];
        at = start + len + '》'.len_utf8();
        if title.trim().is_empty() {
            continue;
        }
        let number = bracketed_number(&text[at..]);
        found.push((title, number));
    }
    found
}

/// The longest title that is looked for, in bytes; without it, an unclosed 《
/// would make reading quadratic.
const LONGEST_TITLE: usize = 600;

/// The bytes before the 》 that closes.
fn close(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            '《' => depth += 1,
            '》' if depth == 0 => return Some(at),
            '》' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
        if at > LONGEST_TITLE {
            return None;
        }
    }
    None
}

fn bracketed_number(text: &str) -> Option<&str> {
    let inner = text.trim_start_matches(fold::is_blank).strip_prefix(['(', '（'])?;
    let len = number_at(inner)?;
    Some(&inner[..len])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_numbers_come_in_many_brackets() {
        for text in
            ["盐政办发〔2023〕1号", "国办发[2017]47号", "浙政办发（2022）19号", "盐政办发〔2023〕 第1号"]
        {
            assert_eq!(number_at(text), Some(text.len()), "{text}");
        }
        for text in ["各镇(街道)", "〔2023〕1号", "2023年1号", "盐政办发〔23〕1号"] {
            assert_eq!(number_at(text), None, "{text}");
        }
    }

    #[test]
    fn registration_numbers_differ_by_province() {
        for text in ["FHYD01-2023-0001", "GZ0320240034", "HHCR-2023-01005"] {
            assert!(is_registration_number(text), "{text}");
        }
        for text in ["", "G60", "2023-02-01", "RCEP", "A-1"] {
            assert!(!is_registration_number(text), "{text}");
        }
    }

    #[test]
    fn titles_keep_their_numbers() {
        let text = "根据《若干意见》(浙政办发〔2022〕19号)和《关于〈办法〉的通知》精神，《未完";
        assert_eq!(find(text), [("若干意见", Some("浙政办发〔2022〕19号")), ("关于〈办法〉的通知", None)]);
    }
}
