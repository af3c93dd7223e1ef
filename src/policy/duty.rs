//! Who is responsible: 责任单位, 牵头, 配合, in brackets, on a line, in a heading.

use std::collections::HashSet;

use super::{Duty, Role};
use crate::text::fold;

/// Labels before a colon, and the role they give.
const LABELS: [(&str, Option<Role>); 14] = [
    ("责任单位", None),
    ("責任單位", None),
    ("责任部门", None),
    ("責任部門", None),
    ("落实单位", None),
    ("牵头单位", Some(Role::Lead)),
    ("牽頭單位", Some(Role::Lead)),
    ("牵头部门", Some(Role::Lead)),
    ("配合单位", Some(Role::Joint)),
    ("配合單位", Some(Role::Joint)),
    ("配合部门", Some(Role::Joint)),
    ("协同单位", Some(Role::Joint)),
    ("协办单位", Some(Role::Joint)),
    ("参与单位", Some(Role::Joint)),
];

/// The longest bracket that names units without a label, in characters.
const LONGEST_BRACKET: usize = 160;
/// The longest name of a unit, in characters.
const LONGEST_NAME: usize = 40;

/// The units that `text` makes responsible, in printed order, each once.
pub(super) fn find(text: &str) -> Vec<Duty> {
    let mut duties = labelled(text);
    if duties.is_empty() {
        duties = in_last_bracket(text);
    }
    let mut known = HashSet::new();
    duties.retain(|duty| known.insert(duty.name.clone()));
    duties
}

/// 责任单位：…, as often as it stands.
fn labelled(text: &str) -> Vec<Duty> {
    // Most clauses have none: not worth a search for each label.
    if !text.contains([':', '：']) {
        return Vec::new();
    }
    let labels = labels(text);
    let mut duties = Vec::new();
    for (at, &(start, label, role)) in labels.iter().enumerate() {
        let rest = text[start + label.len()..].trim_start_matches(fold::is_blank);
        let Some(list) = rest.strip_prefix([':', '：']) else { continue };
        let begin = text.len() - list.len();
        let next = labels.get(at + 1).map_or(text.len(), |next| next.0);
        let list = &text[begin..next.max(begin)];
        names(&list[..list_end(list)], role, &mut duties);
    }
    duties
}

/// Every label with its place, in the order of the text, in one pass for each.
fn labels(text: &str) -> Vec<(usize, &'static str, Option<Role>)> {
    let mut found: Vec<_> = LABELS
        .iter()
        .flat_map(|&(label, role)| text.match_indices(label).map(move |(at, _)| (at, label, role)))
        .collect();
    found.sort_unstable_by_key(|(at, _, _)| *at);
    found
}

/// A list ends at the bracket that encloses it, at a full stop, or a break.
fn list_end(list: &str) -> usize {
    let mut depth = 0;
    let end = list.char_indices().find(|(_, character)| match character {
        '(' | '（' | '〔' | '[' | '【' => {
            depth += 1;
            false
        }
        ')' | '）' | '〕' | ']' | '】' => {
            depth -= 1;
            depth < 0
        }
        '。' | '\n' => true,
        _ => false,
    });
    end.map_or(list.len(), |(at, _)| at)
}

/// （由科技局牵头，财政局配合） at the end of a paragraph or a heading.
fn in_last_bracket(text: &str) -> Vec<Duty> {
    let mut duties = Vec::new();
    for line in text.lines() {
        let line = line.trim_end_matches(['。', ' ', '\u{3000}']);
        let Some(inner) = last_bracket(line) else { continue };
        let speaks = ["牵头", "牽頭", "配合", "负责", "負責"].iter().any(|word| inner.contains(word));
        if speaks && inner.chars().count() <= LONGEST_BRACKET {
            segments(inner, &mut duties);
        }
    }
    duties
}

fn last_bracket(line: &str) -> Option<&str> {
    let body = line.strip_suffix([')', '）'])?;
    let mut depth = 0;
    for (at, character) in body.char_indices().rev() {
        match character {
            ')' | '）' => depth += 1,
            '(' | '（' if depth == 0 => return Some(&body[at + character.len_utf8()..]),
            '(' | '（' => depth -= 1,
            _ => {}
        }
        if body.len() - at > LONGEST_BRACKET * 4 {
            return None;
        }
    }
    None
}

/// 省商务厅牵头，省外办、省贸促会按职责分工配合.
fn segments(inner: &str, duties: &mut Vec<Duty>) {
    let mut waiting = String::new();
    for segment in inner.split(['，', ',', '；', ';']) {
        let words: [(&str, Option<Role>); 8] = [
            ("牵头", Some(Role::Lead)),
            ("牽頭", Some(Role::Lead)),
            ("按职责分工", Some(Role::Joint)),
            ("配合", Some(Role::Joint)),
            ("参与", Some(Role::Joint)),
            ("协同", Some(Role::Joint)),
            ("负责", None),
            ("負責", None),
        ];
        match words
            .iter()
            .filter_map(|(word, role)| Some((segment.find(word)?, *role)))
            .min_by_key(|(at, _)| *at)
        {
            Some((at, role)) => {
                let role =
                    if segment.contains("负责") && role == Some(Role::Joint) && !segment.contains("配合")
                    {
                        None
                    } else {
                        role
                    };
                let list = format!("{waiting}{}", segment[..at].trim_start_matches(['由', ' ']));
                names(&list, role, duties);
                waiting.clear();
            }
            None => {
                waiting.push_str(segment.trim_start_matches('由'));
                waiting.push('、');
            }
        }
    }
}

/// Splits a list outside brackets: `县财政局(金融办)、各镇〔街道〕` are two.
fn names(list: &str, role: Option<Role>, duties: &mut Vec<Duty>) {
    let mut depth = 0_i32;
    let mut start = 0;
    let mut push = |name: &str| {
        let name =
            name.trim_matches(|c: char| fold::is_blank(c) || matches!(c, ':' | '：' | '。' | '(' | '（'));
        let name =
            name.trim_end_matches("等单位").trim_end_matches("等部门").trim_end_matches("按职责分工负责");
        let name = name.strip_suffix('等').unwrap_or(name);
        let name = balance(name);
        let length = name.chars().count();
        if (2..=LONGEST_NAME).contains(&length) {
            duties.push(Duty { name: name.to_owned(), role });
        }
    };
    for (at, character) in list.char_indices() {
        match character {
            '(' | '（' | '〔' | '[' | '【' => depth += 1,
            ')' | '）' | '〕' | ']' | '】' => depth -= 1,
            '、' | ',' | '，' | '；' | ';' | '/' | '\t' | ' ' | '\u{3000}' if depth <= 0 => {
                push(&list[start..at]);
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    push(&list[start..]);
}

/// A closing bracket without its opening one belongs to the sentence around.
fn balance(name: &str) -> &str {
    let opens = name.chars().filter(|c| "(（〔[【".contains(*c)).count();
    let closes = name.chars().filter(|c| ")）〕]】".contains(*c)).count();
    if closes > opens { name.trim_end_matches([')', '）', '〕', ']', '】']) } else { name }
}

/// The units of a cell of a 分工表.
pub(super) fn of_cell(cell: &str, role: Option<Role>) -> Vec<Duty> {
    let mut duties = labelled(cell);
    if duties.is_empty() {
        names(cell, role, &mut duties);
    }
    duties
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, Option<Role>)> {
        find(text).into_iter().map(|duty| (duty.name, duty.role)).collect()
    }

    #[test]
    fn lists_are_split_outside_brackets() {
        for (text, wanted) in [
            ("创新。(责任单位:县经信局、县科技局)", vec!["县经信局", "县科技局"]),
            ("(责任单位:县财政局(金融办)、人行海盐支行)", vec!["县财政局(金融办)", "人行海盐支行"]),
            ("(责任单位:县商务局、县经信局,各镇〔街道〕)", vec!["县商务局", "县经信局", "各镇〔街道〕"]),
            ("（责任单位：县委组织部〔人才办〕）", vec!["县委组织部〔人才办〕"]),
            ("責任單位：縣經信局、縣科技局。", vec!["縣經信局", "縣科技局"]),
            ("由企业负责落实。", vec![]),
            ("发展（含续建项目）。", vec![]),
        ] {
            let names: Vec<String> = told(text).into_iter().map(|(name, _)| name).collect();
            assert_eq!(names, wanted, "{text}");
        }
    }

    #[test]
    fn roles_are_taken_only_where_they_are_stated() {
        let (lead, joint) = (Some(Role::Lead), Some(Role::Joint));
        for (text, wanted) in [
            (
                "牵头单位：县科技局；配合单位：县财政局、县人社局",
                vec![("县科技局", lead), ("县财政局", joint), ("县人社局", joint)],
            ),
            ("实施工程（由科技局牵头）", vec![("科技局", lead)]),
            (
                "（省商务厅牵头，省外办、省贸促会按职责分工配合）",
                vec![("省商务厅", lead), ("省外办", joint), ("省贸促会", joint)],
            ),
            ("（县经信局、县科技局按职责分工负责）", vec![("县经信局", None), ("县科技局", None)]),
        ] {
            let wanted: Vec<_> = wanted.into_iter().map(|(name, role)| (name.to_owned(), role)).collect();
            assert_eq!(told(text), wanted, "{text}");
        }
    }
}
