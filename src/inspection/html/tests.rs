//! Pages read by both ways.

use proptest::prelude::*;

use crate::inspection::html::{read, read_by_the_standard};

/// Pieces of pages, most of them plain, some that only the standard settles.
const PIECES: [&str; 65] = [
    "<p>",
    "</p>",
    "<a href=x.html>",
    "<a href='y'>",
    "</a>",
    "<a href=\"z&amp;1#q\" >",
    "<b",
    "<",
    ">",
    "/",
    "<h2 id=t>",
    "</h2>",
    "<title>",
    "</title>",
    "<title>甲 &lt; 乙</title>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<script>",
    "</script>",
    "<script src=a.js></script>",
    "<style>a>b{}</style>",
    "<style>",
    "</style >",
    "<!--",
    "-->",
    "<!-- 注 -->",
    "<!doctype html>",
    "<!DOCTYPE html>",
    "<!x>",
    "<?x?>",
    "&amp;",
    "&copy;",
    "&lt",
    "& ",
    "&#39;",
    "&#x4e2d;",
    "&nbsp;",
    "甲",
    " ",
    "\n",
    "\r\n",
    "\t",
    "text",
    "<svg viewBox=\"0 0 1 1\"><title>图</title><use href=#a /></svg>",
    "<table><tr><th>",
    "<td>",
    "</table>",
    "<img alt=图 src=a.png>",
    "<img src=b.png srcset='c 1x, d 2x' ALT=x>",
    "<input id=q>",
    "<label for=q>",
    "</label>",
    "<button aria-label=关>",
    "</button>",
    "<noscript><a href=n>",
    "</noscript>",
    "</NOSCRIPT>",
    "</scripts>",
    "<noscript><b>x</b></noscript>",
    "<iframe src=i>",
    "<meta name=a content='b' content=c>",
];

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(html in ".{0,400}|([<>/='\" a-z&;-]|li|ul|title|svg|script|table|图){0,80}") {
        let page = read(&html);
        for at in 0..page.text.len() {
            prop_assert!(page.place_of_text(at) <= html.len() + page.text.len());
        }
        prop_assert_eq!(page, read_by_the_standard(&html));
    }

    #[test]
    fn the_short_way_reads_what_the_standard_says(html in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat())) {
        prop_assert_eq!(read(&html), read_by_the_standard(&html));
    }
}

const PAGE: &str = "<!doctype html><html lang=zh-CN><head><title> 一颗螺帽 </title>\
    <meta name=PubDate content='2026-01-15 09:30'><link rel=stylesheet href=a.css><script src=b.js></script>\
    <script type=application/ld+json>{\"a\":1}</script></head>\
    <body data-kind=case><h1 id=top>一颗<b>螺帽</b></h1><p>见<a href=' c.html#x '>方案 &amp; 目标</a></p>\
    <a href=d.html><img src=e.png alt=螺帽></a><table><tr><th>年<td>数</table>\
    <ul><li>甲<li>乙<ul><li>丙</ul></ul><input id=q><label for=q>搜索</label><button><svg aria-label=关闭><title>关</title></svg></button>\
    <img src=f.jpg srcset='f1.jpg 1x, f2.jpg 2x'><noscript><a href=g.html>没有</a></noscript></body></html>";

#[test]
fn a_page_is_read_in_one_pass() {
    let page = read(PAGE);
    assert_eq!((page.lang.as_deref(), page.kind.as_deref()), (Some("zh-CN"), Some("case")));
    let titles: Vec<&str> = page.titles.iter().map(|title| title.text.as_ref()).collect();
    assert_eq!(titles, ["一颗螺帽"]);
    assert_eq!(page.meta("pubdate").unwrap().content.as_deref(), Some("2026-01-15 09:30"));
    assert_eq!(page.data[0].text, "{\"a\":1}");
    assert_eq!((page.headings[0].level, page.headings[0].text.as_str()), (1, "一颗螺帽"));
    let told: Vec<(&str, Option<&str>)> =
        page.references.iter().map(|found| (found.address.as_ref(), found.words.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("a.css", None),
            ("b.js", None),
            ("c.html#x", Some("方案 & 目标")),
            ("d.html", Some("螺帽")),
            ("e.png", None),
            ("f.jpg", None),
            ("f1.jpg", None),
            ("f2.jpg", None)
        ]
    );
    assert_eq!((page.tables[0].heads, page.tables[0].cells), (1, 1));
    let items: Vec<Vec<&str>> = page
        .lists
        .iter()
        .map(|list| list.items.iter().map(|item| page.text[item.text.clone()].trim()).collect())
        .collect();
    assert_eq!(items, [vec!["丙"], vec!["甲", "乙\n丙"]]);
    let named: Vec<bool> = page.controls.iter().map(|control| control.is_named).collect();
    assert_eq!((named, page.labelled), (vec![false, true], vec!["q".into()]));
    assert_eq!(page.images[1].alt, None);
}

#[test]
fn a_place_in_the_text_leads_back_to_the_page() {
    let html = "<p>一段<b>文字</b>，<a href=x>见此</a></p>";
    let page = read(html);
    for word in ["一段", "文字", "见此"] {
        let at = page.place_of_text(page.text.find(word).unwrap());
        assert!(html[at..].starts_with(word), "{word}: {}", &html[at..]);
    }
}

#[test]
fn tag_soup_is_read_to_its_end() {
    for soup in
        ["", "<", "<a", "<a href", "</li></ul>", "<ul><li><ul><li>", "<title>", "<b><a href=x>", "\u{0}<p>"]
    {
        assert!(read(soup).metas.is_empty(), "{soup}");
    }
    assert_eq!(read("<ul><li><a href=x>甲").references[0].words.as_deref(), Some("甲"));
}
