//! Any text is read: nothing panics, nothing is lost, ids are unique.

use proptest::prelude::*;

use crate::laws::policy_text::read_lawfully;

/// Pieces that official texts and the pages around them are made of.
pub(crate) const PIECES: [&str; 72] = [
    "一、",
    "二、",
    "三、",
    "十一、",
    "（一）",
    "(二)",
    "（ 三 ）",
    "1.",
    "2.",
    "３．",
    "1、",
    "（1）",
    "（２）",
    "⑴",
    "①",
    "第一章",
    "第二节",
    "第一条",
    "第三条第二款",
    "第二條",
    "一是",
    "一批企业",
    "1000家以上",
    "2025年",
    "1.5亿元",
    "第一批",
    "(",
    ")",
    "（",
    "）",
    "〔",
    "〕",
    "《",
    "》",
    "【",
    "】",
    "“",
    "”",
    "。",
    "，",
    "；",
    "：",
    ":",
    "、",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\u{3000}",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\t",
    "  • ",
    "发布时间：",
    "来源:",
    "浏览次数：",
    "打印",
    "字号：[大 中 小]",
    "2023年1月19日",
    "二〇二三年一月十九日",
    "2023- 02- 30",
    "甲政办发〔2023〕1号",
    "FHYD01-2023-0001",
    "甲县人民政府关于印发甲县行动方案的通知",
    "甲县行动方案",
    "各镇人民政府，县政府各部门：",
    "甲县人民政府办公室",
    "附件1",
    "附件：1.分工表",
    "责任单位：县经信局、县财政局(金融办)",
    "序号\t工作任务\t牵头单位\t配合单位",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        2 => "[\u{4e00}-\u{4e40}]{1,30}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn any_text_is_given_back(text in text()) {
        read_lawfully(&text);
    }

    #[test]
    fn any_text_without_breaks_is_given_back(text in text()) {
        let line = text.replace(['\n', '\r'], " ");
        let filler = "推动企业做大做强，完善服务体系。".repeat(40);
        read_lawfully(&format!("{line}一、甲。{filler}{line}二、乙。{line}三、丙。{line}"));
    }
}

#[test]
fn texts_without_content_are_read() {
    for text in [
        "",
        "\n\n",
        "\u{feff}",
        "\u{3000}\r\n\u{200b}\u{a0}",
        "浏览次数：\n打印\n字号：大 中 小\n【关闭窗口】",
    ] {
        assert!(read_lawfully(text).clauses.is_empty(), "{text:?}");
    }
}

#[test]
fn deep_brackets_end() {
    for (open, close) in [("（", "）"), ("(", ")"), ("《", "》"), ("〔", "〕"), ("【", "】")] {
        let (opens, closes) = (open.repeat(20_000), close.repeat(20_000));
        read_lawfully(&opens);
        read_lawfully(&closes);
        read_lawfully(&format!("一、甲。（责任单位：{opens}乙{closes}）"));
    }
}

#[test]
fn one_endless_line_is_read() {
    read_lawfully(&"盐".repeat(100_000));
    read_lawfully(&"一、甲，乙。（一）1.".repeat(5_000));
    read_lawfully(&"甲县人民政府 2023年1月1日 ".repeat(5_000));
    read_lawfully(&"(一)".repeat(5_000));
    read_lawfully(&"责任单位：".repeat(20_000));
    read_lawfully(&"发布时间： ".repeat(20_000));
    read_lawfully(&" ".repeat(1_000_000));
}

/// Sizes at which reading all for each word or line would be felt at once.
#[test]
fn what_repeats_is_read_in_the_time_of_its_length() {
    let words = "盐城 ".repeat(100_000);
    read_lawfully(&format!("一、甲。二、乙。三、丙。{words}"));
    read_lawfully(&format!("{words}一、甲。二、乙。三、丙。丁。"));
    read_lawfully(&format!("：{}甲\n", "\u{3000}".repeat(150)).repeat(200));
    read_lawfully(&format!("一、甲。二、乙。三、丙。{}", "来源：甲 乙 丙 甲县发展方案 ".repeat(2_000)));
    read_lawfully(&format!("一、甲\n{}", "2023年13月45日\n".repeat(20_000)));
    read_lawfully(&"本方案自印发之日起施行\n打印\n".repeat(40_000));
}

#[test]
fn ten_thousand_headings_are_read() {
    for heading in [
        "一、甲\n",
        "（一）甲。乙。\n",
        "1.甲\n（1）乙\n",
        "附件\n",
        "第一条　甲。\n",
        "甲县行动方案\n一、甲\n",
    ] {
        read_lawfully(&heading.repeat(3_000));
    }
    let numbers: Vec<String> = (1..10_000).map(|n| format!("{n}.甲")).collect();
    read_lawfully(&numbers.join("\n"));
}

/// Found by the fuzz target `policy_text`.
#[test]
fn what_follows_the_clauses_of_a_second_document_stands_after_them() {
    let outline = read_lawfully("1.甲\n甲县发展行动计划\n一、乙\n丙。\n本行动计划自印发之日起施行。\n丁。\n");
    let second = &outline.clauses[1];
    let ids: Vec<&str> = second.children.iter().map(|clause| clause.id.as_str()).collect();
    assert_eq!((second.id.as_str(), ids), ("d2", vec!["d2.1", "d2.p1"]));
    assert_eq!(second.children[1].text, "本行动计划自印发之日起施行。\n丁。");
}

#[test]
fn line_ends_and_odd_blanks_change_nothing() {
    let text = "甲县行动方案\n一、目标\n（一）培育。做大做强。\n1.创新。加大投入。\n";
    let ids = |text: &str| -> Vec<String> {
        read_lawfully(text)
            .clauses
            .iter()
            .flat_map(|clause| clause.children.iter().map(|c| c.id.to_string()))
            .collect()
    };
    let plain = ids(text);
    assert_eq!(plain, ["1.1"]);
    for other in [
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        text.replace('\n', "\u{a0}\n\u{3000}\u{3000}"),
        text.replace('\n', "\u{200b}\n\u{feff}"),
    ] {
        assert_eq!(ids(&other), plain, "{other:?}");
    }
}
