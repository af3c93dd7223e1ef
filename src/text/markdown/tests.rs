use super::*;
use crate::problem::{Problem, Severity};

/// A text and what was told of it.
fn read(text: &str) -> (Body, Vec<Problem>) {
    let file = SourceFile::new("a.md", text);
    let mut problems = Problems::new();
    let body = parse(&file, 0..text.len(), &mut problems);
    (body, problems.into_iter().collect())
}

/// The HTML of a text of which nothing is told.
#[track_caller]
fn html(text: &str) -> String {
    let (body, told) = read(text);
    assert!(told.is_empty(), "{text} {told:?}");
    body.html().unwrap_or_else(|| panic!("{text} {:?}", body.pieces())).to_owned()
}

/// The one problem that is told of a text, and what is published all the same.
#[track_caller]
fn problem(text: &str) -> (Problem, Body) {
    let (body, mut told) = read(text);
    assert_eq!(told.len(), 1, "{text} {told:?}");
    (told.remove(0), body)
}

#[track_caller]
fn expect(text: &str, severity: Severity, place: &str, message: &str) {
    let (problem, _) = problem(text);
    assert_eq!(
        (problem.severity, problem.location().as_deref()),
        (severity, Some(place)),
        "{text} {problem}"
    );
    assert!(problem.message.contains(message), "{text} {problem}");
    assert!(problem.hint.is_some(), "{text}");
}

#[test]
fn headings_leave_the_page_its_one_h1() {
    assert_eq!(html("# 甲\n\n## 乙\n"), "<h2 id=\"s1\">甲</h2>\n<h3 id=\"s2\">乙</h3>\n");
    assert_eq!(html("## 甲\n\n### 乙\n"), "<h2 id=\"s1\">甲</h2>\n<h3 id=\"s2\">乙</h3>\n");
    assert_eq!(html("乙\n==\n\n## 甲\n"), "<h2 id=\"s1\">乙</h2>\n<h3 id=\"s2\">甲</h3>\n");
}

#[test]
fn a_late_heading_of_the_first_level_is_told_where_it_stands() {
    let text = "## 做法\n\n甲。\n\n# 启示\n\n乙。\n";
    let (told, body) = problem(text);
    assert_eq!(told.location().as_deref(), Some("a.md:5:1"));
    assert!(told.hint.as_deref().unwrap_or_default().contains("改成 ##"), "{told}");
    assert_eq!(body.gist().headings.iter().map(|heading| heading.level).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn strange_characters_are_told_and_gone_and_leave_bold_alone() {
    let (told, body) = problem("甲\u{e003}乙**“重点”**后文\u{e003}。\n");
    assert!(told.message.contains("2 个") && told.message.contains("U+E003"), "{told}");
    assert_eq!(body.html(), Some("<p>甲乙<strong>“重点”</strong>后文。</p>\n"));
    for (text, place, word) in [
        ("甲\u{200b}乙\n", "a.md:1:3", "看不见"),
        ("甲\u{feff}乙\n", "a.md:1:3", "看不见"),
        ("甲\u{2028}乙\n", "a.md:1:3", "换行"),
        ("甲\u{202e}乙\n", "a.md:1:3", "方向"),
        ("\u{f06c} 甲\n", "a.md:1:1", "项目符号"),
    ] {
        let (told, body) = problem(text);
        assert_eq!((told.severity, told.location().as_deref()), (Severity::Warning, Some(place)), "{text:?}");
        assert!(told.message.contains(word), "{told}");
        let html = body.html().unwrap_or_default();
        assert!(!html.contains(['\u{200b}', '\u{feff}', '\u{2028}', '\u{202e}', '\u{f06c}']), "{html:?}");
    }
}

#[test]
fn marks_that_are_no_markdown_are_told_with_the_right_form() {
    use Severity::{Error, Warning};
    for (text, severity, place, message) in [
        ("![螺帽特写]（a.jpg “图注”）\n", Error, "a.md:1:12", "括号是全角的"),
        ("！[螺帽特写](a.jpg)\n", Error, "a.md:1:1", "感叹号是全角的"),
        ("![螺帽特写](a.jpg “图注”)\n", Error, "a.md:1:19", "引号是全角的"),
        ("![螺帽特写](微信图片 2026.jpg \"图注\")\n", Error, "a.md:1:13", "文件名里有空格"),
        ("见[谷雨示例]（../x.yaml）。\n", Warning, "a.md:1:13", "括号是全角的"),
        ("见[甲](../x y.md)和[乙镇](../z.md)。\n", Warning, "a.md:1:8", "文件名里有空格"),
        ("| 甲 | 乙 |\n| 丙 | 丁 |\n", Warning, "a.md:1:1", "第二行"),
        ("｜甲｜乙｜\n｜---｜---｜\n", Warning, "a.md:1:1", "竖线是全角的"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 丙 |\n", Warning, "a.md:3:1", "只有 1 格"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 | 戊 |\n", Error, "a.md:3:1", "有 3 格"),
        ("| 甲 | 乙 |\n| --- |\n| 丙 | 丁 |\n", Warning, "a.md:2:1", "格数"),
        ("甲＊＊重点＊＊乙\n", Warning, "a.md:1:3", "星号是全角的"),
        ("现有{ 指标: specialized }家\n", Error, "a.md:1:5", "花括号"),
        ("·先诊断\n", Warning, "a.md:1:1", "不会成为列表"),
        ("-先诊断\n", Warning, "a.md:1:1", "不会成为列表"),
    ] {
        expect(text, severity, place, message);
    }
    for text in [
        "`![甲](乙 丙)`和`{ 指标: a }`\n",
        "```\n| 甲 | 乙 |\n·甲\n```\n",
        "| 甲 | 乙 |\n| --- | ---: |\n| `a|b` \\| 丙 | 1 |\n",
        "见附件（一）[^1]（略）。\n\n[^1]: 甲\n",
        "绝对值|x|与|y|。\n",
        "——某负责人\n\n- 甲·乙\n- [x] 丙\n",
    ] {
        let told = read(text).1;
        assert!(told.is_empty(), "{text} {told:?}");
    }
}

#[test]
fn a_heading_has_the_authors_anchor_or_its_number() {
    let (body, told) = read("## 申报条件 {#apply}\n\n## **二**、`x`\n\n## ![厂区全景](a.jpg)\n");
    assert!(told.is_empty(), "{told:?}");
    let shown: Vec<_> =
        body.gist().headings.iter().map(|h| (h.level, h.text.as_str(), h.anchor.as_str())).collect();
    assert_eq!(shown, [(2, "申报条件", "apply"), (2, "二、x", "s2"), (2, "厂区全景", "s3")]);
    for (text, message) in
        [("## 甲 {#a}\n\n## 乙 {#a}", "用了两次"), ("## 甲 {#申报}", "不能用"), ("## 甲 {#s9}", "留给网站")]
    {
        let (problem, body) = problem(text);
        assert!(problem.message.contains(message), "{problem}");
        assert!(body.gist().headings.last().is_some_and(|heading| heading.anchor.starts_with('s')), "{text}");
    }
}

#[test]
fn jumps_and_empty_headings_are_told() {
    expect("## 甲\n\n#### 乙", Severity::Warning, "a.md:3:1", "跳了级：上一个标题是 ##，这里是 ####");
    expect("### 甲", Severity::Warning, "a.md:1:1", "第一个标题就是 ###");
    let (_, body) = problem("##\n\n文");
    assert_eq!(body.html(), Some("<p>文</p>\n"));
    expect("##标题", Severity::Warning, "a.md:1:1", "没有成为标题");
}

#[test]
fn bold_beside_chinese_punctuation_is_bold() {
    for (text, expected) in [
        ("**“重点”**后文", "<p><strong>“重点”</strong>后文</p>\n"),
        ("**“重点”**后文和**“另一”**文", "<p><strong>“重点”</strong>后文和<strong>“另一”</strong>文</p>\n"),
        ("文字**：重点**后", "<p>文字<strong>：重点</strong>后</p>\n"),
        ("**重点：**后文", "<p><strong>重点：</strong>后文</p>\n"),
        ("（**甲**）**乙**、丙", "<p>（<strong>甲</strong>）<strong>乙</strong>、丙</p>\n"),
        ("`“**“`**“x”**后", "<p><code>“**“</code><strong>“x”</strong>后</p>\n"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
    expect("甲 **重点 **", Severity::Advice, "a.md:1:4", "没有成为加粗");
    assert_eq!(html("甲\\*\\*乙"), "<p>甲**乙</p>\n");
    assert_eq!(html("5*（3+2）*2"), "<p>5*（3+2）*2</p>\n");
}

#[test]
fn a_line_break_between_chinese_is_no_blank() {
    assert_eq!(html("第一行，\n第二**行**\nABC\n词"), "<p>第一行，第二<strong>行</strong>\nABC\n词</p>\n");
    assert_eq!(html("　　段首空两格  \n　　再来"), "<p>段首空两格<br>\n再来</p>\n");
}

#[test]
fn pictures_alone_are_figures_and_others_stand_in_their_line() {
    let (body, told) = read("![车间一角](a.jpg \"车间 <一>\")\n![成品仓库](b/c.jpg)\n\n文![厂标](d.png)字\n");
    assert!(told.is_empty(), "{told:?}");
    let pictures: Vec<_> = body
        .pieces()
        .iter()
        .filter_map(|piece| match piece {
            Piece::Picture(it) => Some((it.file.address.as_str(), it.caption.as_deref(), it.is_block)),
            _ => None,
        })
        .collect();
    let caption = Some("车间 &lt;一&gt;");
    assert_eq!(pictures, [("a.jpg", caption, true), ("b/c.jpg", None, true), ("d.png", None, false)]);
    assert_eq!(body.plain(), "车间 <一>\n文字");
    let Piece::Picture(first) = &body.pieces()[0] else { panic!() };
    assert_eq!((first.alt.as_str(), first.file.span.clone()), ("车间一角", 16..21));
    let (body, _) = read("![甲的样子](a.jpg)后面有字");
    assert!(matches!(&body.pieces()[0], Piece::Html(start) if start == "<p>"), "{body:?}");
}

#[test]
fn alternative_texts_that_say_nothing_are_told() {
    for text in [
        "![](a.jpg)",
        "![图片](a.jpg)",
        "![图1](a.jpg)",
        "![Image](a.jpg)",
        "![a.jpg](x/a.jpg)",
        "![a](a.jpg)",
    ] {
        expect(text, Severity::Warning, "a.md:1:1", "替代文字");
    }
    expect("![厂区全景](https://a.cn/a.jpg)", Severity::Error, "a.md:1:13", "别的网站");
    expect("![厂区全景](data:image/png;base64,x)", Severity::Error, "a.md:1:13", "不能用");
}

#[test]
fn tables_scroll_and_align_by_class() {
    assert_eq!(
        html("| | 数 | 率 |\n| --- | ---: | --- |\n| 甲 | 3 | 5% |\n"),
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"表格1，可左右滚动\"><table class=\"table\">\n\
         <thead><tr><td></td><th scope=\"col\" class=\"number\">数</th><th scope=\"col\" class=\"number\">率</th></tr></thead><tbody>\n\
         <tr><td>甲</td><td class=\"number\">3</td><td class=\"number\">5%</td></tr>\n</tbody></table></div>\n"
    );
}

#[test]
fn footnotes_are_gathered_numbered_and_linked_both_ways() {
    let (body, told) = read("甲[^b]乙[^a]丙[^b]\n\n[^a]: 注一\n[^b]: 注二\n\n丁\n");
    assert!(told.is_empty(), "{told:?}");
    let page = body.html().unwrap();
    assert!(page.starts_with("<p>甲<sup class=\"footnote-ref\"><a id=\"fnref1\" href=\"#fn1\" role=\"doc-noteref\" aria-label=\"注释1\">1</a></sup>乙"), "{page}");
    assert!(page.contains("<li id=\"fn1\"><p>注二 <a class=\"footnote-back\" href=\"#fnref1\""), "{page}");
    assert!(page.contains("href=\"#fnref1-2\"") && page.contains("id=\"fnref1-2\""), "{page}");
    assert!(page.find("丁") < page.find("注释</h2>"), "{page}");
    assert_eq!(body.plain(), "甲1乙2丙1\n丁\n注释\n注二\n注一");
    expect("甲[^x]", Severity::Warning, "a.md:1:3", "脚注 [^x] 没有内容");
    expect("甲\n\n[^x]: 乙", Severity::Warning, "a.md:3:1", "没有引用");
}

#[test]
fn tasks_and_definitions_are_lists() {
    assert_eq!(
        html("- [x] 甲\n- [ ] 乙\n"),
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"已完成\"> 甲</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"未完成\"> 乙</li>\n</ul>\n"
    );
    assert_eq!(html("小巨人\n: 国家级\n"), "<dl>\n<dt>小巨人</dt>\n<dd>国家级</dd>\n</dl>\n");
    assert_eq!(html("10~20万元，30~40万元"), "<p>10~20万元，30~40万元</p>\n");
}

#[test]
fn a_quotation_can_be_a_notice() {
    assert_eq!(
        html("> [!政策提示] 申报时间\n> 三月**底**前\n"),
        "<aside class=\"note note-policy\" role=\"note\" aria-label=\"政策提示：申报时间\">\n\
         <p class=\"note-title\">政策提示：申报时间</p>\n<p>三月<strong>底</strong>前</p>\n</aside>\n"
    );
    assert!(html("> [!NOTE]\n>\n> 文").contains("<p class=\"note-title\">提示</p>\n<p>文</p>"));
    assert_eq!(html("> 引文"), "<blockquote>\n<p>引文</p>\n</blockquote>\n");
    expect("> [!政策揭示] 甲", Severity::Warning, "a.md:1:3", "没有“政策揭示”这种提示");
}

#[test]
fn what_is_held_elsewhere_is_a_piece() {
    let (body, told) = read(
        "目前{{ 指标: little-giant }}，见｛｛条款：qyts-2024#2.1.2｝｝。\n\n{{ 指标: a_b }}\n\n`{{ x }}`\n",
    );
    assert!(told.is_empty(), "{told:?}");
    let embeds: Vec<_> = body
        .pieces()
        .iter()
        .filter_map(|piece| match piece {
            Piece::Embed(it) => Some((it.kind, it.policy.as_deref(), it.id.as_str(), it.is_block)),
            _ => None,
        })
        .collect();
    assert_eq!(
        embeds,
        [
            (EmbedKind::Target, None, "little-giant", false),
            (EmbedKind::Clause, Some("qyts-2024"), "2.1.2", false),
            (EmbedKind::Target, None, "a_b", true)
        ]
    );
    assert_eq!(body.plain(), "目前，见。\n{{ x }}");
}

#[test]
fn a_video_brings_its_words() {
    let text = "{{ 视频: my_a.mp4; 标题: 甲；封面：c.jpg; 文字稿: my_b.txt }}";
    let (body, told) = read(text);
    assert!(told.is_empty(), "{told:?}");
    let [Piece::Media(media)] = body.pieces() else { panic!("{body:?}") };
    assert_eq!((media.kind, media.title.as_str()), (MediaKind::Video, "甲"));
    for (reference, address) in [
        (Some(&media.file), "my_a.mp4"),
        (media.poster.as_ref(), "c.jpg"),
        (media.transcript.as_ref(), "my_b.txt"),
    ] {
        let reference = reference.unwrap();
        assert_eq!(reference.address, address);
        assert_eq!(&text[reference.span.clone()], address);
    }
    expect("{{ 视频: a.mp4; 标题: 甲 }}", Severity::Error, "a.md:1:1", "没有文字稿");
    expect("看{{ 视频: a.mp4; 标题: 甲; 文字稿: a.txt }}吧", Severity::Error, "a.md:1:12", "不能放在句子里");
}

#[test]
fn broken_embeds_are_told_with_the_right_form() {
    for (text, place, message, hint) in [
        ("{{ 指标 }}", "a.md:1:1", "没有写是哪一个", "{{ 指标: little-giant }}"),
        ("甲{{ 指际: a }}", "a.md:1:3", "不认识“指际”", "{{ 指标: little-giant }}"),
        ("{{ 指标: a", "a.md:1:1", "没有“}}”", "{{ 指标: little-giant }}"),
        ("{{}}", "a.md:1:1", "没有内容", "反引号"),
        ("{{ 条款: 2 1 }}", "a.md:1:10", "不是一个标识", "{{ 条款: 2.1.2 }}"),
        ("## 甲{{ 指标: a }}", "a.md:1:6", "标题和链接", "正文"),
        ("{{ 视频: a.mp4; 标题: 甲; 文稿: a.txt; 文字稿: b.txt }}", "a.md:1:27", "没有“文稿”", "“文字稿”"),
    ] {
        let (problem, _) = problem(text);
        assert_eq!(
            (problem.severity, problem.location().as_deref()),
            (Severity::Error, Some(place)),
            "{problem}"
        );
        assert!(
            problem.message.contains(message) && problem.hint.as_deref().unwrap().contains(hint),
            "{problem}"
        );
    }
}

#[test]
fn links_leave_visibly_or_are_pieces() {
    assert_eq!(
        html("[省厅](https://a.cn/?x=1&y=甲)"),
        "<p><a class=\"external\" href=\"https://a.cn/?x=1&amp;y=%E7%94%B2\" rel=\"external noopener\">省厅</a></p>\n"
    );
    assert_eq!(html("<a@b.cn>"), "<p><a href=\"mailto:a@b.cn\">a@b.cn</a></p>\n");
    assert_eq!(html("## 甲 {#x}\n\n[看甲](#x)"), "<h2 id=\"x\">甲</h2>\n<p><a href=\"#x\">看甲</a></p>\n");
    let (body, told) = read("见[某案](../a.md#s1)。");
    assert!(told.is_empty(), "{told:?}");
    let [Piece::Html(before), Piece::Link(link), Piece::Html(after)] = body.pieces() else {
        panic!("{body:?}")
    };
    assert_eq!((before.as_str(), after.as_str()), ("<p>见", "某案</a>。</p>\n"));
    assert_eq!((link.address.as_str(), link.span.clone()), ("../a.md#s1", 12..22));
}

#[test]
fn links_that_lead_nowhere_are_told() {
    for (text, severity, message) in [
        ("[甲](java&#115;cript:x)", Severity::Error, "不安全"),
        ("[甲](www.a.cn)", Severity::Error, "不完整"),
        ("[甲]()", Severity::Error, "没有网址"),
        ("[甲](#none)", Severity::Warning, "没有“#none”"),
        ("[点击这里](https://a.cn)", Severity::Advice, "没有说明"),
        ("[更多>>](https://a.cn)", Severity::Advice, "没有说明"),
        ("[](https://a.cn)", Severity::Advice, "没有文字"),
        ("见 https://a.cn/b，好", Severity::Advice, "点不开"),
    ] {
        let (problem, body) = problem(text);
        assert_eq!(problem.severity, severity, "{problem}");
        assert!(problem.message.contains(message), "{problem}");
        assert!(!body.html().unwrap_or_default().contains("script:"), "{text}");
    }
}

#[test]
fn html_on_the_list_stays_and_is_closed() {
    assert_eq!(html("H<sub>2</sub>O<BR/>x"), "<p>H<sub>2</sub>O<br>x</p>\n");
    assert_eq!(
        html("<abbr title='专精特新 \"小巨人\"'>小巨人</abbr>"),
        "<p><abbr title=\"专精特新 &quot;小巨人&quot;\">小巨人</abbr></p>\n"
    );
    assert_eq!(
        html("<details>\n<summary>更多</summary>\n\n文\n\n</details>\n"),
        "<details>\n<summary>更多</summary>\n\n<p>文</p>\n</details>\n\n"
    );
    assert_eq!(
        html("<table><tr><td colspan=2>甲<tr><td>乙&nbsp;&lt;</table>"),
        "<table><tr><td colspan=\"2\">甲</td></tr><tr><td>乙\u{a0}&lt;</td></tr></table>\n"
    );
    let (problem, body) = problem("甲<b>乙\n\n丙");
    assert!(problem.message.contains("<b> 没有结束"), "{problem}");
    assert_eq!(body.html(), Some("<p>甲<b>乙</b></p>\n<p>丙</p>\n"));
}

#[test]
fn html_off_the_list_is_told_and_gone() {
    for (text, left) in [
        ("前<script>x</script>后", "<p>前后</p>\n"),
        ("<script>\nx\n</script>\n", "\n"),
        ("甲<img src=x onerror=y>", "<p>甲</p>\n"),
        ("甲<b onclick=x>乙</b>", "<p>甲<b>乙</b></p>\n"),
        ("甲<a href='javascript:x'>乙</a>", "<p>甲乙</p>\n"),
        ("<tr>", "\n"),
        ("甲</b>乙", "<p>甲乙</p>\n"),
        ("<p>甲<table></p>", "<p>甲</p><table>\n</table>"),
    ] {
        let (body, told) = read(text);
        assert!(!told.is_empty(), "{text}");
        assert_eq!(body.html().unwrap().trim(), left.trim(), "{text} {told:?}");
    }
}

#[test]
fn what_word_leaves_is_told_once() {
    let text = "<p class=MsoNormal style='margin:0'><span lang=EN-US>甲</span><o:p></o:p></p>\n\n乙<font color=red>丙</font>";
    let (problem, body) = problem(text);
    assert_eq!(problem.severity, Severity::Advice);
    assert!(problem.message.contains("5 处"), "{problem}");
    assert_eq!(body.html(), Some("<p>甲</p>\n\n<p>乙丙</p>\n"));
}

#[test]
fn indented_chinese_is_no_code() {
    expect("甲\n\n    第二段从这里开始。", Severity::Warning, "a.md:3:5", "显示成代码");
    assert!(html("```yaml\n标题: <甲>\n```").contains("<code>标题: &lt;甲&gt;\n</code></pre>"));
}

#[test]
fn characters_are_counted_without_blanks_and_markup() {
    let (body, _) = read("# 标题 1\n\n**重点**：3 家，见[甲](a.md)。\n\n| 列 |\n| --- |\n| 12.5% |\n");
    assert_eq!(body.gist().characters, "标题1重点：3家，见甲。列12.5%".chars().count());
    assert_eq!(body.plain(), "标题 1\n重点：3 家，见甲。\n列\n12.5%");
}
