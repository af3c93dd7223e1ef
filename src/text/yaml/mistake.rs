//! The mistakes that the library finds, in the words of their author.

use std::ops::Range;

use serde_saphyr::Error;

use super::near::nearest;
use crate::problem::Problem;
use crate::source::SourceFile;

/// Whether the text is no YAML at all, whatever it was to hold.
pub(super) fn is_of_syntax(error: &Error) -> bool {
    match error {
        Error::Message { msg, .. } => !is_ours(msg),
        Error::ExternalMessage { .. }
        | Error::Eof { .. }
        | Error::MultipleDocuments { .. }
        | Error::ContainerEndMismatch { .. }
        | Error::UnknownAnchor { .. } => true,
        _ => false,
    }
}

/// The mistake in words for its author.
pub(super) fn explain(file: &SourceFile, error: &Error, place: Range<usize>) -> Problem {
    match error {
        Error::SerdeUnknownField { field, expected, .. } => unknown_field(file, field, expected, place),
        Error::SerdeMissingField { field, .. } => file
            .problem(place, format!("缺少“{field}”"))
            .hint(format!("补上一行“{field}: …”（冒号用半角，后面空一格）")),
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or_default();
            file.problem(place, format!("“{key}”写了两次")).hint("只保留一处")
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            let hint = match nearest(variant, expected) {
                Some(name) => format!("是不是“{name}”？只能是：{}", quoted(expected)),
                None => format!("只能是：{}", quoted(expected)),
            };
            file.problem(place, format!("不认识“{variant}”")).hint(hint)
        }
        Error::SerdeInvalidType { unexpected, expected, .. }
        | Error::SerdeInvalidValue { unexpected, expected, .. } => {
            let (written, wanted) = (written(unexpected), wanted(expected));
            let message = format!("这里的值不对：需要{wanted}，写的是{written}");
            file.problem(place, message).hint(format!("改成{wanted}；写法见手册和自带的示例"))
        }
        Error::Unexpected { expected, .. } => {
            let wanted = wanted(expected);
            file.problem(place, format!("这里的值不对：需要{wanted}"))
                .hint("写法见手册和自带的示例；没有内容的，整行删去")
        }
        Error::InvalidScalar { ty, .. } => {
            let (wanted, hint) = if *ty == "bool" {
                ("“是”或“否”", "写“是”或“否”（也可以写 true 或 false）")
            } else {
                ("数字", "去掉单位、逗号和文字，用半角数字书写")
            };
            file.problem(place, format!("这里要写{wanted}")).hint(hint)
        }
        Error::Budget { .. } => {
            file.problem(place, "结构过深或重复引用过多，没有读取").hint("删去多余的嵌套和引用（& 与 *）")
        }
        Error::Message { msg, .. } if is_ours(msg) => {
            let (message, hint) = msg.split_once('，').unwrap_or((msg, "对照手册改正这一处"));
            file.problem(place, message).hint(hint)
        }
        _ => {
            let (message, hint) = syntax(error);
            file.problem(place, message).hint(hint)
        }
    }
}

/// Messages of this program's own readers are Chinese already.
fn is_ours(message: &str) -> bool {
    message.chars().any(|character| matches!(character, '\u{4e00}'..='\u{9fff}'))
        && !message.contains("invalid type")
}

fn unknown_field(file: &SourceFile, field: &str, expected: &[&str], place: Range<usize>) -> Problem {
    let key = field.split([':', '：']).next().unwrap_or(field).trim();
    let problem = file.problem(place.start..place.start + field.len(), format!("没有“{field}”这一项"));
    if key != field && expected.contains(&key) {
        return problem.hint(format!("写成“{key}: …”：冒号用半角，后面空一格"));
    }
    match nearest(field, expected) {
        Some(name) => problem.hint(format!("是不是“{name}”？可用的有：{}", quoted(expected))),
        None => problem.hint(format!("可用的有：{}", quoted(expected))),
    }
}

fn quoted(names: &[&str]) -> String {
    let mut names: Vec<&str> = names.iter().copied().filter(|name| !name.is_ascii()).collect();
    names.dedup();
    names.join("、")
}

/// What was found, as the library puts it: ``string "三"``, ``integer `3` ``, `map`.
fn written(unexpected: &str) -> String {
    let value = || unexpected.split(['"', '`']).nth(1).unwrap_or_default();
    match unexpected.split([' ', '"', '`']).next().unwrap_or_default() {
        "string" | "character" => format!("文字“{}”", value()),
        "integer" | "floating" => format!("数字 {}", value()),
        "boolean" => value().to_owned(),
        "sequence" => "一列（[…] 或“- ”开头的几行）".to_owned(),
        "map" | "struct" => "一组“名称: 值”".to_owned(),
        "unit" | "null" | "Option" => "空白".to_owned(),
        _ => "别的东西".to_owned(),
    }
}

/// What was wanted: the reader's own words, or those for what the library names.
fn wanted(expected: &str) -> String {
    if !expected.is_ascii() {
        return expected.to_owned();
    }
    let is = |word: &str| expected.contains(word);
    if is("sequence") {
        "一列（写成 [甲, 乙]，或每行前面写“- ”）"
    } else if is("struct") || is("map") {
        "一组“名称: 值”（写成 {名称: 值, 名称: 值}）"
    } else if is("string") {
        "文字"
    } else if is("bool") {
        "“是”或“否”"
    } else {
        "数字"
    }
    .to_owned()
}

/// What the scanner stumbled over, by the words that it uses for it.
const SYNTAX: [(&[&str], &str, &str); 9] = [
    (&["tab"], "这里有 Tab（制表符）", "删去 Tab，改用空格"),
    (
        &["flow sequence", "',' or ']'"],
        "方括号里的写法不对",
        "写成 [甲, 乙]：方括号成对，各项之间用半角逗号隔开",
    ),
    (
        &["flow mapping", "',' or '}'"],
        "花括号里的写法不对",
        "写成 {名称: 值, 名称: 值}：花括号成对，冒号和逗号用半角，冒号后面空一格",
    ),
    (
        &["mapping values", "mapping value"],
        "值里又有冒号，或者这一行没有对齐",
        "值里有半角冒号的，整个值加上半角引号；与上一行同类的项左边对齐",
    ),
    (&["quoted scalar", "quote"], "引号没有成对", "引号用半角，前后各一个"),
    (
        &["anchor", "alias", "cannot start any token", "directive", "reserved"],
        "值不能用这个符号开头",
        "给整个值加上半角引号",
    ),
    (
        &["indent", "block sequence", "block mapping", "'-'"],
        "这一行没有对齐",
        "同一层的各行左边对齐；列表每行前面空两格再写“- ”",
    ),
    (&["simple key", "':'", "could not find"], "这一行缺少冒号", "写成“名称: 值”：冒号用半角，后面空一格"),
    (&["document"], "文件中间有一行 --- 或 ...", "删去这一行"),
];

fn syntax(error: &Error) -> (&'static str, &'static str) {
    let told = error.to_string();
    let found = SYNTAX.iter().find(|(words, ..)| words.iter().any(|word| told.contains(word)));
    found.map_or(
        (
            "这一处的格式读不懂",
            "检查冒号是否为半角且后面空一格、左边是否对齐（不能用 Tab）、引号和括号是否成对",
        ),
        |(_, message, hint)| (*message, *hint),
    )
}
