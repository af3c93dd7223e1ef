//! One cell: what a clerk typed, and what is meant by it in its column.

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::head::{CellKind, Head};
use super::phone;
use crate::column::enterprise;
use crate::column::moment::Moment;
use crate::problem::{Problem, Severity};
use crate::quantity::{self, plain};
use crate::spreadsheet::CellKind as Typed;
use crate::text::fold;

/// A cell; blank is 未公布, never 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// 未公布.
    Blank,
    /// Words, a choice, a telephone number.
    Text(String),
    /// A number in the column's unit.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// A web address.
    Address(String),
}

impl Value {
    /// As shown and as exported, without a unit; `None` where it is 未公布.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Blank => None,
            Self::Text(text) | Self::Address(text) => Some(text.clone()),
            Self::Number(value) => Some(plain(*value)),
            Self::Date(day) => Some(day.to_string()),
        }
    }
}

/// A cell as its file has it, without blanks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Given<'a> {
    pub(super) text: &'a str,
    /// What a spreadsheet takes it for; text where the file is none.
    pub(super) typed: Typed,
}

impl<'a> Given<'a> {
    /// Of a file that knows nothing but text.
    pub(super) fn text(text: &'a str) -> Self {
        Self { text: text.trim_matches(fold::is_blank), typed: Typed::Text }
    }
}

/// What is wrong with a cell, without its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remark {
    severity: Severity,
    pub(super) message: String,
    hint: String,
}

impl Remark {
    pub(super) fn error(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Error, message: message.into(), hint: hint.into() }
    }

    pub(super) fn warning(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message, hint) }
    }

    /// At the place of `problem`, whose own message comes first (`表“榜单”D7：`).
    pub(super) fn told(self, problem: Problem) -> Problem {
        let message = format!("{}{}", problem.message, self.message);
        Problem { message, severity: self.severity, ..problem }.hint(self.hint)
    }
}

/// Reads a cell of the column `head`; one that cannot be taken is blank and an error says why.
pub(super) fn read(given: Given<'_>, head: &Head, remarks: &mut Vec<Remark>) -> Value {
    match given.typed {
        Typed::Uncalculated => {
            let hint = "在 Excel 里打开并保存一次，或直接填内容；真的是 0 就填 0";
            remarks.push(Remark::error("公式没有计算结果，或结果是 0 而可能没有计算", hint));
            return Value::Blank;
        }
        Typed::Error => {
            let message = format!("“{}”是公式出错的结果", given.text);
            remarks.push(Remark::error(message, "修好公式，或直接填写"));
            return Value::Blank;
        }
        Typed::Text | Typed::Number | Typed::Percent | Typed::Date if given.text.is_empty() => {
            return Value::Blank;
        }
        Typed::Text | Typed::Number | Typed::Percent | Typed::Date => {}
    }
    let read = match head.kind {
        CellKind::Text | CellKind::Choice => Ok(Value::Text(given.text.to_owned())),
        CellKind::Number => number(given, head.unit.as_deref()),
        CellKind::Date => day(given),
        CellKind::Address => address(given.text),
        CellKind::Phone => return phone::read(given.text, remarks),
    };
    read.unwrap_or_else(|remark| {
        remarks.push(remark);
        Value::Blank
    })
}

fn number(given: Given<'_>, unit: Option<&str>) -> Result<Value, Remark> {
    let text = given.text.strip_prefix('\'').unwrap_or(given.text);
    match (given.typed, quantity::parse(text)) {
        (Typed::Date, _) => Err(Remark::error(
            format!("Excel 把填的数当成了日期（{text}）"),
            "把单元格格式改为“常规”，再填数字本身",
        )),
        (Typed::Percent, Some(value)) => percent(value * Decimal::ONE_HUNDRED, unit),
        (_, Some(value)) => Ok(Value::Number(value)),
        (_, None) => Err(no_number(text, unit)),
    }
}

/// 4.5%, which a spreadsheet keeps as 0.045.
fn percent(shown: Decimal, unit: Option<&str>) -> Result<Value, Remark> {
    if unit == Some("%") {
        return Ok(Value::Number(shown));
    }
    let hint = "在“列”里给这一列写“单位: \"%\"”，或把单元格格式改为“常规”后填数字本身";
    Err(Remark::error(format!("是百分比格式，显示 {}%", plain(shown)), hint))
}

/// Words before or after a number that make it no exact one.
const VAGUE: [&str; 10] = ["约", "近", "超", "不少于", "不超过", "预计", "左右", "以上", "以内", "余"];

fn no_number(text: &str, unit: Option<&str>) -> Remark {
    let message = format!("“{text}”不是数字");
    let folded: String = text.chars().map(fold::half_width).filter(|c| !fold::is_blank(*c)).collect();
    let start = folded.find(|c: char| c.is_ascii_digit()).unwrap_or(folded.len());
    let rest = &folded[start..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let (before, number, after) = (&folded[..start], &rest[..end], &rest[end..]);
    let is_vague = VAGUE.iter().any(|word| before.contains(word) || after.contains(word));
    let meant = quantity::parse(number).and_then(|value| in_unit(value, after, unit));
    let hint = match meant {
        Some(value) if before.is_empty() && !is_vague => format!("改为 {}（单位写在表头）", plain(value)),
        _ if is_vague => "核实后填确数；说不准的，把这一列改成“类型: 文字”".to_owned(),
        _ => "填半角数字，如 25；没有就留空；写不成数字的（如“面议”）把这一列改成“类型: 文字”".to_owned(),
    };
    Remark::error(message, hint)
}

/// `value` with the unit `written` in the unit of its column: 300万 is 300 where that is 万元.
/// `None` where the two do not fit.
fn in_unit(value: Decimal, written: &str, unit: Option<&str>) -> Option<Decimal> {
    let (factor, base) = scale(written);
    let (divisor, wanted) = scale(unit.unwrap_or_default());
    let is_word = base.chars().count() <= 2 && base.chars().all(char::is_alphabetic);
    let fits = base.is_empty() || base == wanted || (unit.is_none() && is_word);
    if !fits {
        return None;
    }
    // A bare number is already in the unit of its column.
    let divisor = if written.is_empty() { Decimal::ONE } else { divisor };
    value.checked_mul(factor)?.checked_div(divisor)
}

/// 万元 is 10,000 times 元.
fn scale(unit: &str) -> (Decimal, &str) {
    if let Some(base) = unit.strip_prefix('万') {
        return (Decimal::from(10_000), base);
    }
    match unit.strip_prefix('亿') {
        Some(base) => (Decimal::from(100_000_000), base),
        None => (Decimal::ONE, unit),
    }
}

fn day(given: Given<'_>) -> Result<Value, Remark> {
    if let Some(moment) = Moment::parse(given.text) {
        return Ok(Value::Date(moment.date));
    }
    let folded = fold::half_width_str(given.text);
    let hint = match meant_day(&folded, given.typed) {
        Some(day) => format!("是不是 {day}？把单元格格式改为日期，或照这样写"),
        None if folded.contains("长期") => "长期有效的留空，并把“长期”写在别的列里".to_owned(),
        None => "写成 2026-01-15 的样子；没有就留空；只到月份的，把这一列改成“类型: 文字”".to_owned(),
    };
    Err(Remark::error(format!("“{}”不是日期", given.text), hint))
}

/// The day in `20260115`, and in the number by which a spreadsheet keeps it.
fn meant_day(text: &str, typed: Typed) -> Option<Date> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Moment::parse(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])).map(|m| m.date);
    }
    // Days are counted from 1899-12-30; five digits reach from 1927 to 2173.
    let serial: i32 = text.parse().ok().filter(|serial| (10_000..100_000).contains(serial))?;
    let is_number = typed == Typed::Number;
    Date::new(1899, 12, 30).ok()?.checked_add(serial.days()).ok().filter(|_| is_number)
}

fn address(text: &str) -> Result<Value, Remark> {
    if enterprise::is_web_address(text) {
        return Ok(Value::Address(text.to_owned()));
    }
    Err(Remark::error(format!("“{text}”不是完整的网址"), "以 https:// 或 http:// 开头；没有就留空"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(kind: CellKind, unit: Option<&str>) -> Head {
        Head { name: "列".to_owned(), kind, unit: unit.map(str::to_owned), is_filter: false }
    }

    /// The value as text, and what is told: message and hint.
    fn read_as(text: &str, typed: Typed, head: &Head) -> (Option<String>, String) {
        let mut remarks = Vec::new();
        let value = read(Given { text, typed }, head, &mut remarks);
        let told: Vec<String> = remarks.into_iter().map(|r| format!("{}；{}", r.message, r.hint)).collect();
        (value.text(), told.join("\n"))
    }

    fn typed(text: &str, kind: CellKind, unit: Option<&str>) -> (Option<String>, String) {
        read_as(text, Typed::Text, &head(kind, unit))
    }

    #[test]
    fn numbers_of_either_width_and_with_separators_are_taken() {
        for (text, value) in
            [("300", "300"), ("１，５００", "1500"), ("3.50", "3.5"), ("'12", "12"), ("-4", "-4")]
        {
            assert_eq!(
                typed(text, CellKind::Number, None),
                (Some(value.to_owned()), String::new()),
                "{text}"
            );
        }
        assert_eq!(typed("", CellKind::Number, None), (None, String::new()));
    }

    #[test]
    fn what_is_no_number_is_refused_with_the_one_that_was_meant() {
        for (text, unit, told) in [
            ("３00万", Some("万元"), "改为 300"),
            ("300万元", Some("万元"), "改为 300"),
            ("2亿", Some("万元"), "改为 20000"),
            ("500000元", Some("万元"), "改为 50"),
            ("300万", Some("元"), "改为 3000000"),
            ("3人", Some("人"), "改为 3"),
            ("3人", Some("万元"), "填半角数字"),
            ("约300", Some("万元"), "核实后填确数"),
            ("300万以上", Some("万元"), "核实后填确数"),
            ("20-30", None, "填半角数字"),
            ("面议", None, "类型: 文字"),
            ("—", None, "没有就留空"),
        ] {
            let (value, message) = typed(text, CellKind::Number, unit);
            assert!(value.is_none() && message.contains(told), "{text}: {message}");
        }
    }

    #[test]
    fn what_a_spreadsheet_makes_of_a_number_is_told() {
        let (plain, share) = (head(CellKind::Number, None), head(CellKind::Number, Some("%")));
        assert_eq!(read_as("0.045", Typed::Percent, &share), (Some("4.5".to_owned()), String::new()));
        for (text, typed, told) in [
            ("0.045", Typed::Percent, "显示 4.5%"),
            ("2026-01-02", Typed::Date, "当成了日期"),
            ("#REF!", Typed::Error, "公式出错"),
            ("0", Typed::Uncalculated, "没有计算"),
        ] {
            let (value, message) = read_as(text, typed, &plain);
            assert!(value.is_none() && message.contains(told), "{text}: {message}");
        }
    }

    #[test]
    fn days_are_read_as_offices_write_them_and_near_misses_are_offered() {
        for text in ["2026-03-05", "2026/3/5", "2026年3月5日", "２０２６．３．５"] {
            assert_eq!(typed(text, CellKind::Date, None).0.as_deref(), Some("2026-03-05"), "{text}");
        }
        for (text, told) in [
            ("20260305", "是不是 2026-03-05"),
            ("长期有效", "长期"),
            ("2026年3月", "只到月份"),
            ("2026-02-30", "不是日期"),
            ("46086", "写成"),
        ] {
            let (value, message) = typed(text, CellKind::Date, None);
            assert!(value.is_none() && message.contains(told), "{text}: {message}");
        }
        let (_, message) = read_as("46086", Typed::Number, &head(CellKind::Date, None));
        assert!(message.contains("是不是 2026-03-05"), "{message}");
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert!(typed("https://www.96871.com.cn/", CellKind::Address, None).0.is_some());
        for text in ["www.96871.com.cn", "javascript:alert(1)", "https://a b.cn", "无"] {
            let (value, message) = typed(text, CellKind::Address, None);
            assert!(value.is_none() && message.contains("网址"), "{text}: {message}");
        }
    }
}
