//! Any text of staff is published safely: nothing panics, only what is on the list comes out.

use proptest::prelude::*;

use crate::laws::markdown::read_lawfully;

/// Pieces that texts of staff, pastes from Word and attacks are made of.
pub(crate) const PIECES: [&str; 96] = [
    "海盐",
    "“重点”",
    "，",
    "。",
    "：",
    "a",
    "1",
    " ",
    "  \n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{3000}",
    "\u{a0}",
    "\u{200b}",
    "\u{e003}",
    "&",
    "&lt;",
    "&#106;",
    "\\",
    "# ",
    "## ",
    "#### ",
    "#",
    "{#a}",
    "{#s1}",
    "===\n",
    "---\n",
    "*",
    "**",
    "***",
    "_",
    "`",
    "```\n",
    "~~",
    "- ",
    "1. ",
    "    ",
    "> ",
    ">",
    "[!政策提示] 甲\n",
    "[!甲]",
    "- [x] ",
    "- [ ] ",
    "\n: ",
    "| 甲 | 1 |\n",
    "| --- | ---: |\n",
    "|",
    "[",
    "]",
    "](",
    ")",
    "![",
    "[^a]",
    "[^a]: ",
    "[^b]:",
    "[甲](a.md)",
    "[甲](#s1)",
    "[更多](https://a.cn)",
    "![图](a.jpg \"注\")",
    "\n\n![甲](a.jpg)\n\n",
    "<https://a.cn>",
    "(javascript:x)",
    "javascript:",
    "www.a.cn",
    "{{",
    "}}",
    "｛｛",
    "｝｝",
    " 指标: a ",
    "{{ 条款: 2.1 }}",
    "\n\n{{ 视频: a.mp4; 标题: 甲; 文字稿: a.txt }}\n\n",
    "<",
    ">",
    "\"",
    "'",
    "<b>",
    "</b>",
    "<p>",
    "<table>",
    "<tr>",
    "<td colspan=2>",
    "</table>",
    "<details>\n",
    "<summary>",
    "</details>",
    "<script>",
    "</script>",
    "<img src=x onerror=y>",
    "<a href='javascript:x'>",
    "<span style=x>",
    "<o:p>",
    "<!--",
    "-->",
    "<li>",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_text_of_known_pieces_is_published_safely(text in texts()) {
        read_lawfully(&text);
    }

    #[test]
    fn any_text_at_all_is_published_safely(text in "\\PC{0,200}") {
        read_lawfully(&text);
    }
}

#[test]
fn texts_that_nest_without_end_are_published_flat() {
    for piece in
        [">", "> ", "- ", "[", "![", "**a ", "*a **a ", "<b>", "<div>", "<ul><li>", "{{", "[^a]", "`a"]
    {
        let body = read_lawfully(&piece.repeat(20_000));
        let pieces: usize = body.pieces().len();
        assert!(pieces < 100, "{piece} {pieces}");
    }
}

#[test]
fn a_table_of_many_columns_and_rows_stays_within_bounds() {
    let text = format!("{}\n{}\n{}", "|a".repeat(2000), "|-".repeat(2000), "|b\n".repeat(2000));
    let body = read_lawfully(&text);
    assert!(body.html().is_some_and(|html| html.len() < 20_000_000));
}
