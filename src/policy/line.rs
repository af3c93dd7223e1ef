//! What one line of an official text is: a heading of some level, or text.

use std::ops::Range;

use super::ClauseKind;
use crate::text::fold::{self, half_width};
use crate::text::numeral;

/// A number that opens a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// How far up the tree it stands; smaller is higher.
    pub(super) rank: u8,
    pub(super) kind: ClauseKind,
    pub(super) value: u32,
    /// Bytes of the number with its punctuation, from the start of the line.
    pub(super) len: usize,
}

/// The longest title that runs into its text, in characters: 22 of the seed's
/// line and some air; a longer first sentence is a sentence.
const LONGEST_RUN_IN: usize = 30;
/// The longest title on a line of its own.
const LONGEST_TITLE: usize = 48;
/// The longest label of an item, in characters: 申报条件：.
const LONGEST_LABEL: usize = 16;
/// A title with a comma in it is short, or it is a sentence.
const LONGEST_WITH_COMMA: usize = 18;

/// The number that opens `line`, which starts without blanks.
///
/// A sentence that merely starts like one (一批企业…, 1000家以上…, 2025年…,
/// 1.5亿元…) has none.
pub(super) fn number(line: &str) -> Option<Number> {
    ordinal(line)
        .or_else(|| han(line))
        .or_else(|| bracketed(line))
        .or_else(|| arabic(line))
        .or_else(|| circled(line))
}

/// 第三章, 第二节, 第十二条.
fn ordinal(line: &str) -> Option<Number> {
    let rest = line.strip_prefix('第')?;
    let end = rest.find(['编', '編', '章', '节', '節', '条', '條'])?;
    let digits = &rest[..end];
    let plain: String = digits.chars().filter(|c| !fold::is_blank(*c)).map(half_width).collect();
    let value =
        numeral::parse(&plain).or_else(|| plain.parse().ok()).filter(|value| (1..1000).contains(value))?;
    let word = rest[end..].chars().next()?;
    let after = rest[end + word.len_utf8()..].chars().next();
    let (rank, kind) = match word {
        '编' | '編' => (0, ClauseKind::Chapter),
        '章' => (1, ClauseKind::Chapter),
        '节' | '節' => (2, ClauseKind::Section),
        _ => (3, ClauseKind::Article),
    };
    // 第三条第二款规定…, 第一章的… are sentences about a clause.
    let opens = match after {
        None | Some('【' | '[' | '〔' | '：' | ':') => true,
        Some('第' | '的' | '款' | '和' | '至' | '、' | '，' | ',' | '。' | '规' | '規' | '所') => {
            false
        }
        Some(character) => fold::is_blank(character) || kind == ClauseKind::Article,
    };
    let len = '第'.len_utf8() + end + word.len_utf8();
    opens.then_some(Number { rank, kind, value, len })
}

/// 一、 and the rarer 一. or 一．
fn han(line: &str) -> Option<Number> {
    let end = line.find(['、', '.', '．'])?;
    // 三十九 is the longest that headings use.
    if end > 12 {
        return None;
    }
    let value = numeral::parse(&line[..end]).filter(|value| *value < 100)?;
    let mark = line[end..].chars().next()?;
    let rest = &line[end + mark.len_utf8()..];
    // 一、二、三产业 and 二、三线城市 are words.
    let is_list = rest.find('、').is_some_and(|next| numeral::parse(&rest[..next]).is_some())
        || (mark == '、'
            && rest.chars().next().is_some_and(|c| numeral::parse(&c.to_string()).is_some())
            && !rest.contains('。'));
    let len = end + mark.len_utf8();
    (!is_list).then_some(Number { rank: 4, kind: ClauseKind::Chapter, value, len })
}

/// （一） and （1）, in either width, with blanks inside.
fn bracketed(line: &str) -> Option<Number> {
    let rest = line.strip_prefix(['(', '（'])?;
    let end = rest.find([')', '）']).filter(|end| *end <= 24)?;
    let inner: String = rest[..end].chars().filter(|c| !fold::is_blank(*c)).map(half_width).collect();
    let open = line.len() - rest.len();
    let close = rest[end..].chars().next()?.len_utf8();
    let mut len = open + end + close;
    // （一）、 prints the comma as well.
    if let Some(after) = line[len..].strip_prefix(['、', '.', '．']) {
        len = line.len() - after.len();
    }
    if let Some(value) = numeral::parse(&inner) {
        return (value < 100).then_some(Number { rank: 5, kind: ClauseKind::Section, value, len });
    }
    let value = arabic_value(&inner)?;
    Some(Number { rank: 7, kind: ClauseKind::Item, value, len })
}

fn arabic_value(text: &str) -> Option<u32> {
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|value| is_number && *value > 0)
}

/// 1. 1． 1、 with digits of either width; not 1.5, 2025.1 or 3.2%.
fn arabic(line: &str) -> Option<Number> {
    let end = line.find(|c: char| !half_width(c).is_ascii_digit())?;
    let digits: String = line[..end].chars().map(half_width).collect();
    let value = arabic_value(&digits)?;
    let blanks = line[end..].len() - line[end..].trim_start_matches(fold::is_blank).len();
    let mark_at = end + blanks;
    let mark = line[mark_at..].chars().next().filter(|c| matches!(half_width(*c), '.' | '、'))?;
    let len = mark_at + mark.len_utf8();
    let next = line[len..].chars().next().map(half_width);
    let is_decimal = next.is_some_and(|c| c.is_ascii_digit() || c == '%');
    (!is_decimal && value < 200).then_some(Number { rank: 6, kind: ClauseKind::Measure, value, len })
}

/// ① and ⑴.
fn circled(line: &str) -> Option<Number> {
    let character = line.chars().next()?;
    let (first, rank) = match character {
        '①'..='⑳' => ('①', 8),
        '⑴'..='⒇' => ('⑴', 7),
        _ => return None,
    };
    let value = u32::from(character) - u32::from(first) + 1;
    Some(Number { rank, kind: ClauseKind::Item, value, len: character.len_utf8() })
}

/// How the rest of a heading's line divides, in bytes from its start.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// The title without blanks around it and without its stop.
    pub(super) title: Option<Range<usize>>,
    /// Where the text begins: after the title and its stop.
    pub(super) text_start: usize,
}

/// Divides what follows a number into title and text.
pub(super) fn heading(rest: &str, kind: ClauseKind) -> Heading {
    let start = rest.len() - rest.trim_start_matches(fold::is_blank).len();
    let body = rest[start..].trim_end_matches(fold::is_blank);
    let sentence = Heading { title: None, text_start: start };
    if let Some(found) = bracket_title(body, start) {
        return found;
    }
    let title =
        |end: usize, mark: usize| Heading { title: Some(start..start + end), text_start: start + end + mark };
    let stop = body.find('。');
    match stop {
        Some(end) if end + '。'.len_utf8() < body.len() => {
            let by_colon = colon(body, end);
            if let Some((at, mark)) = by_colon {
                return title(at, mark);
            }
            if is_title(&body[..end], LONGEST_RUN_IN) && kind != ClauseKind::Article {
                title(end, '。'.len_utf8())
            } else {
                sentence
            }
        }
        Some(end) if kind == ClauseKind::Chapter || kind == ClauseKind::Section => {
            if is_title(&body[..end], LONGEST_RUN_IN) { title(end, '。'.len_utf8()) } else { sentence }
        }
        Some(end) => {
            let is_short = is_title(&body[..end], LONGEST_WITH_COMMA) && !body.contains([',', '，']);
            let may = is_short && kind == ClauseKind::Measure;
            match colon(body, end) {
                Some((at, mark)) => title(at, mark),
                None if may => title(end, '。'.len_utf8()),
                None => sentence,
            }
        }
        None => unstopped(body, kind).map_or(sentence, |(end, mark)| title(end, mark)),
    }
}

/// A line without a full stop: a title of its own, unless it ends or runs like a sentence.
fn unstopped(body: &str, kind: ClauseKind) -> Option<(usize, usize)> {
    let bare = body.trim_end_matches(['：', ':']);
    if let Some((at, mark)) = colon(bare, bare.len()) {
        return Some((at, mark));
    }
    let ends_like_text = body.ends_with(['；', ';', '，', ',', '、']) || leads_in(body, kind);
    let limit =
        if kind == ClauseKind::Item || kind == ClauseKind::Article { LONGEST_RUN_IN } else { LONGEST_TITLE };
    let sound = !bare.is_empty() && !ends_like_text && is_title(without_duty(bare), limit);
    sound.then(|| (without_duty(bare).len(), 0))
}

/// 第三条　申领企业应当具备下列条件： leads into its items and names nothing.
fn leads_in(body: &str, kind: ClauseKind) -> bool {
    let Some(bare) = body.strip_suffix([':', '：']) else { return false };
    let says_so = ["下列", "以下", "如下"].iter().any(|word| bare.contains(word));
    let demands =
        || ["应当", "應當", "满足", "包括", "其中", "不超过"].iter().any(|word| bare.contains(word));
    says_so
        || kind == ClauseKind::Article
        || (kind == ClauseKind::Item && (demands() || bare.chars().count() > LONGEST_LABEL))
}

/// 第三条 【适用范围】…
fn bracket_title(body: &str, start: usize) -> Option<Heading> {
    let inner = body.strip_prefix(['【', '〔'])?;
    let open = body.len() - inner.len();
    let end = inner.find(['】', '〕'])?;
    let close = inner[end..].chars().next()?.len_utf8();
    is_title(&inner[..end], LONGEST_RUN_IN).then_some(Heading {
        title: Some(start + open..start + open + end),
        text_start: start + open + end + close,
    })
}

/// A short label with a colon: 目标任务：…
fn colon(body: &str, before: usize) -> Option<(usize, usize)> {
    let at = body[..before].find([':', '：'])?;
    let mark = body[at..].chars().next()?.len_utf8();
    let label = &body[..at];
    let is_label = label.chars().count() <= 14 && !label.contains([',', '，', '(', '（', '《', '“', '"']);
    (is_label && at > 0 && at + mark < body.len()).then_some((at, mark))
}

/// A heading's title without a bracket that only names units: （由科技局牵头）.
fn without_duty(title: &str) -> &str {
    let Some(at) = last_bracket(title) else { return title };
    let names_units = ["责任单位", "責任單位", "牵头", "牽頭", "负责", "責任"]
        .iter()
        .any(|word| title[at..].contains(word));
    if names_units && title.ends_with([')', '）']) {
        title[..at].trim_end_matches(fold::is_blank)
    } else {
        title
    }
}

/// Where the last outermost bracket opens.
fn last_bracket(title: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, character) in title.char_indices().rev() {
        match character {
            ')' | '）' => depth += 1,
            '(' | '（' if depth <= 1 => return Some(at),
            '(' | '（' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn is_title(text: &str, limit: usize) -> bool {
    let count = text.chars().count();
    let has_comma = text.contains([',', '，']);
    let limit = if has_comma { limit.min(LONGEST_WITH_COMMA) } else { limit };
    count > 0 && count <= limit && !text.contains(['；', ';', '！', '？']) && balanced(text)
}

fn balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for character in text.chars() {
        match character {
            '(' | '（' | '《' | '〔' => depth += 1,
            ')' | '）' | '》' | '〕' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_all_levels_open_a_clause() {
        for (line, rank, value, printed) in [
            ("一、工作目标", 4, 1, "一、"),
            ("二十一、附则", 4, 21, "二十一、"),
            ("(一)实施工程", 5, 1, "(一)"),
            ("（ 十二 ）保障", 5, 12, "（ 十二 ）"),
            ("1.明确", 6, 1, "1."),
            ("１２．明确", 6, 12, "１２．"),
            ("3、明确", 6, 3, "3、"),
            ("（1）对企业", 7, 1, "（1）"),
            ("⑵对企业", 7, 2, "⑵"),
            ("③对企业", 8, 3, "③"),
            ("第三章 总则", 1, 3, "第三章"),
            ("第十二条 本办法", 3, 12, "第十二条"),
            ("第二條　本辦法", 3, 2, "第二條"),
        ] {
            let found = number(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.rank, found.value, &line[..found.len]), (rank, value, printed), "{line}");
        }
    }

    #[test]
    fn a_sentence_that_starts_like_a_heading_is_text() {
        for line in [
            "一批企业",
            "一是加强",
            "1000家以上",
            "2025年",
            "2025.1.19",
            "1.5亿元",
            "3.2%以上",
            "十大工程",
            "第一批企业",
            "第三条第二款规定",
            "第一章的内容",
            "一、二、三产业融合",
            "二、三产业",
            "(2022-2025年)",
            "(试行)",
            "5G+工业互联网",
            "",
        ] {
            assert_eq!(number(line), None, "{line}");
        }
    }

    #[test]
    fn titles_are_told_from_sentences() {
        for (rest, kind, title) in [
            ("工作目标", ClauseKind::Chapter, Some("工作目标")),
            ("加强组织领导。县领导小组强化指导。", ClauseKind::Section, Some("加强组织领导")),
            ("强化统筹，凝聚合力。各地要…。", ClauseKind::Section, Some("强化统筹，凝聚合力")),
            ("对首次认定的企业，给予20万元奖励。", ClauseKind::Item, None),
            ("为了规范资金管理，制定本办法。", ClauseKind::Article, None),
            ("本办法由县经信局解释。", ClauseKind::Article, None),
            ("总则", ClauseKind::Chapter, Some("总则")),
            ("实施创新工程（由科技局牵头）", ClauseKind::Section, Some("实施创新工程")),
            ("畅通渠道（县监管局（举报中心）负责）", ClauseKind::Section, Some("畅通渠道")),
            ("目标任务：到2025年，达到4家。", ClauseKind::Measure, Some("目标任务")),
            ("【适用范围】本办法适用于企业。", ClauseKind::Article, Some("适用范围")),
            ("有固定场所；", ClauseKind::Item, None),
            ("申领企业应当具备下列条件：", ClauseKind::Article, None),
            ("小型企业不超过8万元，且满足：", ClauseKind::Item, None),
            ("实施机关带头安排行动：", ClauseKind::Item, Some("实施机关带头安排行动")),
            ("申报条件：", ClauseKind::Item, Some("申报条件")),
        ] {
            let found = heading(rest, kind);
            assert_eq!(found.title.map(|range| &rest[range]), title, "{rest}");
        }
    }
}
