//! The entries of a list of services as CSV: UTF-8 with BOM and CRLF, as Excel opens it.

use super::csv::{inert, push};
use crate::column::service::{Service, Value};

/// The column that says of each row that it is made up.
const SAMPLE: &str = "示例";

/// All entries, exact: blank is 未公布; a made-up list says so in each of its rows.
pub(super) fn write(service: &Service) -> Vec<u8> {
    let sample = |text: &str| service.is_sample.then(|| text.to_owned());
    let mut text = String::from("\u{feff}");
    push(&mut text, service.heads.iter().map(|head| inert(head.label())).chain(sample(SAMPLE)));
    for row in &service.rows {
        push(&mut text, row.iter().map(field).chain(sample("是")));
    }
    text.into_bytes()
}

/// Numbers stay numbers, even negative ones; no text becomes a formula.
fn field(value: &Value) -> String {
    let text = value.text().unwrap_or_default();
    if matches!(value, Value::Number(_)) { text } else { inert(text) }
}

#[cfg(test)]
mod tests {
    use crate::column;
    use crate::column::known::Known;
    use crate::problem::Problems;
    use crate::source::{SourceFile, Sources};

    use super::*;

    const LIST: &str = "名称: 榜单\n类别: 其他服务\n来源: 局\n更新时间: 2026-03-05\n列:\n  - {名称: 名称}\n  - {名称: 额度, 类型: 数字, 单位: 万元}\n  - {名称: 电话, 类型: 电话}\n";

    fn service(entries: &str) -> Service {
        let file = SourceFile::new("content/services/a.yaml", format!("{LIST}{entries}"));
        let mut problems = Problems::new();
        let column = column::parse_all(&Sources::from_files([file]), &Known::default(), &mut problems);
        assert!(!problems.has_errors(), "{problems:?}");
        column.services.into_iter().next().unwrap()
    }

    #[test]
    fn numbers_stay_numbers_and_no_text_becomes_a_formula() {
        let service = service(
            "条目:\n  - {名称: \"=HYPERLINK(1)\", 额度: -4.50}\n  - {名称: \"＝1\", 电话: +86 573 86012345}\n  - {名称: \"甲,\\\"乙\\\"\"}\n",
        );
        let text = String::from_utf8(write(&service)).unwrap();
        assert_eq!(
            text,
            "\u{feff}名称,额度（万元）,电话\r\n =HYPERLINK(1),-4.5,\r\n ＝1,, +86 573 86012345\r\n\"甲,\"\"乙\"\"\",,\r\n"
        );
    }

    #[test]
    fn made_up_rows_say_so() {
        let service = service("示例: true\n条目: [{名称: 甲}]\n");
        assert_eq!(
            String::from_utf8(write(&service)).unwrap(),
            "\u{feff}名称,额度（万元）,电话,示例\r\n甲,,,是\r\n"
        );
    }
}
