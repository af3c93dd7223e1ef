//! One written number: what a clerk typed in a cell, and what is meant.
//!
//! Blank is not reported, 0 is a true zero, — is not applicable; anything else
//! that is no number is refused with the number that was probably meant.

use rust_decimal::Decimal;

use crate::quantity;
use crate::text::fold;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Nothing reported.
    Blank,
    /// —, 不适用.
    NotApplicable,
    /// A number.
    Number(Decimal),
}

/// Why a cell cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// What is wrong, without the place.
    pub message: String,
    /// What to write instead.
    pub proposal: String,
}

/// Words for 不适用.
const NOT_APPLICABLE: [&str; 7] = ["—", "——", "–", "-", "/", "不适用", "N/A"];
/// Words before a number that make it no exact one.
const ABOUT: [&str; 9] = ["约", "大约", "近", "超", "超过", "不少于", "达", "达到", "预计"];
/// Words after a number that make it no exact one.
const VAGUE: [&str; 5] = ["左右", "以上", "余", "多", "以下"];

/// Reads the text of a cell.
pub fn read(text: &str) -> Result<Cell, BadCell> {
    let text = text.trim_matches(fold::is_blank);
    if text.is_empty() {
        return Ok(Cell::Blank);
    }
    if NOT_APPLICABLE.contains(&text) {
        return Ok(Cell::NotApplicable);
    }
    match quantity::parse(text) {
        Some(value) if text.is_ascii() => Ok(Cell::Number(value)),
        Some(value) => Err(bad("用了全角数字", text, Some(value))),
        None => Err(explain(text)),
    }
}

fn bad(what: &str, text: &str, value: Option<Decimal>) -> BadCell {
    let proposal = match value {
        Some(value) => format!("改为 {}", quantity::plain(value)),
        None => "填半角数字，如 25；没有数据就留空，不适用填 —".to_owned(),
    };
    BadCell { message: format!("“{text}”{what}"), proposal }
}

fn explain(text: &str) -> BadCell {
    let folded = fold::half_width_str(text);
    if folded.starts_with('#') {
        return BadCell {
            message: format!("“{text}”是公式出错的结果"),
            proposal: "修好公式，或直接填数字".to_owned(),
        };
    }
    if let Some(percent) = folded.strip_suffix('%') {
        return bad("带了百分号，比例直接填数字", text, quantity::parse(percent));
    }
    if folded.chars().all(|character| character.is_ascii_digit() || "-.,".contains(character))
        && folded.chars().filter(char::is_ascii_digit).count() > quantity::MOST_DIGITS
    {
        return bad("位数太多", text, None);
    }
    let start = ABOUT.iter().find_map(|word| folded.strip_prefix(word));
    let digits_end = |text: &str| text.find(|c: char| !c.is_ascii_digit() && !".,-".contains(c));
    let rest = start.unwrap_or(&folded).trim_start();
    let (number, tail) = rest.split_at(digits_end(rest).unwrap_or(rest.len()));
    let value = quantity::parse(number);
    let is_vague = start.is_some() || VAGUE.iter().any(|word| tail.contains(word));
    match value {
        Some(_) if tail.starts_with('万') || tail.starts_with('亿') => {
            bad("带了“万”或“亿”，要按指标的单位填写", text, None)
        }
        Some(value) if is_vague => BadCell {
            message: format!("“{text}”不是确数"),
            proposal: format!("核实后填确数（如 {}），把说法写进备注", quantity::plain(value)),
        },
        Some(value) => bad("带了单位或文字", text, Some(value)),
        None => bad("不是数字", text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_zero_and_not_applicable_are_three_things() {
        assert_eq!(read(" 　"), Ok(Cell::Blank));
        assert_eq!(read("0"), Ok(Cell::Number(Decimal::ZERO)));
        for text in ["—", "-", "不适用", "/"] {
            assert_eq!(read(text), Ok(Cell::NotApplicable), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_what_was_meant() {
        for (text, message, proposal) in [
            ("25家", "带了单位", "改为 25"),
            ("２５", "全角", "改为 25"),
            ("约25", "不是确数", "如 25"),
            ("25左右", "不是确数", "如 25"),
            ("1,500 家", "带了单位", "改为 1500"),
            ("60%", "百分号", "改为 60"),
            ("1.2万", "万", "半角数字"),
            ("#REF!", "公式", "公式"),
            ("二十五", "不是数字", "半角数字"),
            ("1234567890123456", "位数太多", "半角数字"),
            ("1,50", "不是数字", "半角数字"),
        ] {
            let bad = read(text).unwrap_err();
            assert!(bad.message.contains(message), "{text}: {bad:?}");
            assert!(bad.proposal.contains(proposal), "{text}: {bad:?}");
        }
    }
}
