//! Telephone numbers of offices; a person's mobile is asked about before it is published.

use super::cell::{Remark, Value};
use crate::text::fold;

/// Reads one or several telephone numbers, with 转 and an extension where there is one.
pub(super) fn read(text: &str, remarks: &mut Vec<Remark>) -> Value {
    let folded = fold::half_width_str(text);
    for part in folded.split(['、', ',', ';', '/']) {
        let part = part.trim();
        if !is_phone(part) {
            let hint = "只写号码，如 0573-86012345 转 801；联系人写在别的列；没有就留空";
            remarks.push(Remark::error(format!("“{text}”不是电话号码"), hint));
            return Value::Blank;
        }
        if is_mobile(part) {
            let hint = "公开的应是办公电话；确需公布手机号的，先取得本人同意";
            remarks.push(Remark::warning(format!("“{part}”像是个人手机号"), hint));
        } else if lost_its_zero(part) {
            let hint = "把单元格格式改为“文本”，再填上开头的 0";
            remarks.push(Remark::warning(format!("“{part}”像是丢了区号开头的 0"), hint));
        }
    }
    Value::Text(folded)
}

fn is_phone(text: &str) -> bool {
    let (number, extension) = match text.split_once('转') {
        Some((number, extension)) => (number, Some(extension.trim())),
        None => (text, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    number.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')'))
        && (3..=15).contains(&digits(number).len())
        && extension.is_none_or(|extension| is_digits(extension) && extension.len() <= 6)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// 11 digits from 13 to 19, with or without the country's 86.
fn is_mobile(text: &str) -> bool {
    let digits = digits(text);
    let own = if digits.len() == 13 { digits.strip_prefix("86").unwrap_or(&digits) } else { &digits };
    own.len() == 11 && own.starts_with('1') && own.as_bytes()[1] >= b'3'
}

/// An area code without its 0, as a spreadsheet leaves it: 57386012345.
fn lost_its_zero(text: &str) -> bool {
    (10..=11).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && !text.starts_with(['0', '1'])
        && !text.starts_with("400")
        && !text.starts_with("800")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(text: &str) -> (Option<String>, String) {
        let mut remarks = Vec::new();
        let value = read(text, &mut remarks);
        let told: Vec<String> = remarks.into_iter().map(|remark| remark.message).collect();
        (value.text(), told.join("；"))
    }

    #[test]
    fn telephones_of_offices_are_taken_and_mobiles_asked_about() {
        for text in [
            "96871",
            "0573-86012345",
            "（0573）86012345",
            "0573-86012345转801",
            "+86 573 86012345",
            "400-820-8820",
            "12345、86012345",
        ] {
            let (value, message) = take(text);
            assert!(value.is_some() && message.is_empty(), "{text}: {message}");
        }
        for (text, told) in [
            ("13812345678", "手机号"),
            ("0573-86012345、+86 138 1234 5678", "手机号"),
            ("57386012345", "丢了区号"),
        ] {
            let (value, message) = take(text);
            assert!(value.is_some() && message.contains(told), "{text}: {message}");
        }
        for text in ["张三 86012345", "86", "见官网", "86012345转", "1234567890123456"] {
            let (value, message) = take(text);
            assert!(value.is_none() && message.contains("不是电话号码"), "{text}: {message}");
        }
    }
}
