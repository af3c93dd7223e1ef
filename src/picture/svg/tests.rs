//! What goes and what stays of drawings.

use super::*;

const NS: &str = "xmlns=\"http://www.w3.org/2000/svg\"";

fn drawing(inner: &str) -> String {
    format!("<svg {NS} xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"10\" height=\"20\">{inner}</svg>")
}

#[test]
fn a_plain_drawing_keeps_everything_that_is_seen() {
    let inner = "<title>产业链 &amp; 图</title><defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#c00\"/>\
                 </linearGradient></defs><g transform=\"translate(1 2)\"><rect class=\"a\" width=\"5\" fill=\"url(#g)\"/>\
                 <use href=\"#g\"/><text x=\"1\">一&lt;二</text></g>";
    let clean = clean(&drawing(inner)).unwrap();
    assert_eq!(clean.text, format!("<svg {NS} width=\"10\" height=\"20\">{inner}</svg>"));
    assert_eq!((clean.width, clean.height), (10, 20));
    assert!(clean.removed.is_empty());
}

#[test]
fn what_acts_or_loads_is_left_out_and_told() {
    for (inner, kept, told) in [
        ("<script>alert(1)</script><rect/>", "<rect/>", "脚本"),
        ("<script href=\"http://x/a.js\"/>", "", "脚本"),
        ("<rect onload=\"alert(1)\" x=\"1\"/>", "<rect x=\"1\"/>", "事件脚本"),
        ("<rect OnClick=\"alert(1)\"/>", "<rect/>", "事件脚本"),
        ("<foreignObject><div><script/></div></foreignObject>", "", "嵌入的网页内容"),
        ("<image href=\"http://x/a.png\"/>", "", "嵌入的图片"),
        ("<image xlink:href=\"data:image/png;base64,AA\"/>", "", "嵌入的图片"),
        ("<use xlink:href=\"http://x/a.svg#b\"/>", "<use/>", "外部链接"),
        ("<use href=\"data:image/svg+xml,x\"/>", "<use/>", "外部链接"),
        ("<rect fill=\"url(http://x/a#b)\"/>", "<rect/>", style::TOLD),
        ("<rect fill=\"u\\72l(http://x/a#b)\"/>", "<rect/>", style::TOLD),
        ("<rect style=\"fill:url(//x)\"/>", "<rect/>", style::TOLD),
        ("<style>@import url(http://x);</style>", "<style/>", style::TOLD),
        ("<style><![CDATA[@import 'x';]]></style>", "<style/>", style::TOLD),
        ("<style>.a{fill:u&#114;l(http://x)}</style>", "<style/>", style::TOLD),
        (
            "<a href=\"javascript:alert(1)\"><set attributeName=\"href\" to=\"x\"/><path/></a>",
            "<path/>",
            "动画",
        ),
        ("<blink><path/></blink>", "", "不认识的元素"),
    ] {
        let clean = clean(&drawing(inner)).unwrap();
        let text = clean.text.split_once("20\"").unwrap().1;
        let expected = if kept.is_empty() { "/>".to_owned() } else { format!(">{kept}</svg>") };
        assert_eq!((text, clean.removed.as_slice()), (expected.as_str(), &[told.to_owned()][..]), "{inner}");
    }
}

#[test]
fn what_editors_leave_behind_goes_without_a_word() {
    let inner = "<!-- by hand --><metadata><rdf:RDF><script/></rdf:RDF></metadata><sodipodi:namedview id=\"x\"/>\
                 <?xpacket x?><g inkscape:label=\"层 1\" data-name=\"y\"><path d=\"M0 0\"/></g>";
    let text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x.dtd\">{}",
        drawing(inner)
    );
    let clean = clean(&text).unwrap();
    assert_eq!(clean.text, format!("<svg {NS} width=\"10\" height=\"20\"><g><path d=\"M0 0\"/></g></svg>"));
    assert!(clean.removed.is_empty());
}

#[test]
fn a_drawing_that_cannot_be_trusted_is_refused_with_its_reason() {
    let bomb = "<!DOCTYPE svg [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><svg width=\"1\" height=\"1\">&b;</svg>";
    let deep = format!("{}{}", "<g>".repeat(MAX_DEPTH), "</g>".repeat(MAX_DEPTH));
    let long = "<!-- -->".repeat(200_000);
    for (text, fault) in [
        (bomb, Fault::SvgEntities),
        (&drawing("&b;"), Fault::SvgEntities),
        (&drawing(&deep), Fault::SvgTooDeep),
        (&drawing("<script>").replace("<script>", &format!("<script>{deep}</script>")), Fault::SvgTooDeep),
        (&long, Fault::SvgTooLong(1_600_000)),
        ("<html><svg/></html>", Fault::SvgBroken),
        ("<svg width=\"1\" height=\"1\"><g></svg>", Fault::SvgBroken),
        ("<svg width=\"1\" height=\"1\"><g>", Fault::SvgBroken),
        ("<svg width=\"1\" height=\"1\"/><svg/>", Fault::SvgBroken),
        ("", Fault::SvgBroken),
        ("<svg/>", Fault::SvgNoSize),
    ] {
        assert_eq!(clean(text), Err(fault), "{text:.80}");
    }
}

#[test]
fn a_clean_drawing_is_clean() {
    for inner in [
        "<text a=\"&quot;\" id='a\"b&#9;&#10;c'>x&#13;\r\ny&#x1;]]&gt;&amp;lt;</text>",
        "<style>a &gt; b{fill:red}</style>",
        "<style>a<g/>b</style>",
        "<g class=\"a\" class=\"b\" id=a><a><switch><use xlink:href=\" #x\"/></switch></a></g>",
    ] {
        let Ok(once) = clean(&drawing(inner)) else { continue };
        let twice = clean(&once.text).unwrap();
        assert_eq!(twice.text, once.text, "{inner}");
        assert!(twice.removed.is_empty());
    }
}
