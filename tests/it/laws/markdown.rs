//! What holds for every text that staff may write, broken or hostile.

use std::collections::BTreeSet;
use std::ops::Range;

use saltpress::problem::Problems;
use saltpress::source::{self, SourceFile};
use saltpress::text::markdown::{self, Body, Piece, Reference};

/// Every tag that may come out, with the attributes it may have.
const TAGS: [(&str, &[&str]); 60] = [
    ("a", &["class", "id", "href", "rel", "role", "aria-label"]),
    ("abbr", &["title"]),
    ("address", &[]),
    ("aside", &["class", "role", "aria-label"]),
    ("b", &[]),
    ("bdi", &[]),
    ("blockquote", &[]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("dd", &[]),
    ("del", &[]),
    ("details", &["open"]),
    ("dfn", &[]),
    ("div", &["class", "tabindex", "role", "aria-label"]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("hr", &[]),
    ("i", &[]),
    ("input", &["type", "disabled", "checked", "aria-label"]),
    ("ins", &[]),
    ("kbd", &[]),
    ("li", &["id", "class"]),
    ("mark", &[]),
    ("ol", &["start"]),
    ("p", &["class"]),
    ("pre", &["tabindex", "role", "aria-label"]),
    ("q", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &["class", "role", "aria-labelledby"]),
    ("small", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &["class"]),
    ("table", &["class"]),
    ("tbody", &[]),
    ("td", &["class", "colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["class", "scope", "colspan", "rowspan"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
];
const VOID: [&str; 4] = ["br", "hr", "input", "wbr"];
/// One problem more than are told one by one.
const MOST_PROBLEMS: usize = 51;

/// Holds the law: of the text, and of its header where it has one.
pub(crate) fn hold(bytes: &[u8]) {
    let Some((text, _)) = source::decode(bytes) else { return };
    read_lawfully(&text);
    let file = SourceFile::new("a.md", text);
    if let Some((header, body)) = markdown::split_header(&file, &mut Problems::new()) {
        assert!(file.text().get(body).is_some() && header.len() <= file.text().len());
    }
}

/// Reads a text and holds everything that came out against the law.
pub(crate) fn read_lawfully(text: &str) -> Body {
    let file = SourceFile::new("a.md", text);
    let mut problems = Problems::new();
    let body = markdown::parse(&file, 0..text.len(), &mut problems);
    let told = problems.into_iter().count();
    assert!(told <= MOST_PROBLEMS, "{told} problems");
    assert!(body.gist().characters <= text.chars().count(), "{} characters", body.gist().characters);
    for span in spans(&body) {
        assert!(text.get(span.clone()).is_some(), "{span:?} is no place in the text");
    }
    for pair in body.pieces().windows(2) {
        assert!(!matches!(pair, [Piece::Html(_), Piece::Html(_)]), "two pieces of HTML: {pair:?}");
    }
    check_html(&whole(&body));
    let plain = body.plain();
    assert!(text.contains(['<', '&']) || !plain.contains('<'), "markup in the plain text: {plain}");
    body
}

fn spans(body: &Body) -> Vec<Range<usize>> {
    let reference = |it: &Reference| it.span.clone();
    let mut spans = Vec::new();
    for piece in body.pieces() {
        match piece {
            Piece::Html(_) => {}
            Piece::Link(it) => spans.push(reference(it)),
            Piece::Picture(it) => spans.push(reference(&it.file)),
            Piece::Media(it) => {
                spans.push(reference(&it.file));
                spans.extend([&it.poster, &it.captions, &it.transcript].into_iter().flatten().map(reference));
            }
            Piece::Embed(it) => spans.push(it.span.clone()),
        }
    }
    spans
}

/// The page as it would be with every piece filled in.
fn whole(body: &Body) -> String {
    let mut html = String::new();
    for piece in body.pieces() {
        match piece {
            Piece::Html(piece) => html.push_str(piece),
            Piece::Link(_) => html.push_str("<a>"),
            Piece::Picture(picture) => html.push_str(picture.caption.as_deref().unwrap_or_default()),
            Piece::Media(_) | Piece::Embed(_) => html.push('□'),
        }
    }
    html
}

/// Balanced, of known tags and attributes, with addresses of the web and ids that differ.
fn check_html(html: &str) {
    let mut open = Vec::new();
    let mut ids = BTreeSet::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        assert!(!rest[..start].contains('>'), "a loose > in {html}");
        let end = start + rest[start..].find('>').expect("every < has its >");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "</{name}> in {html}");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let known = TAGS.iter().find(|(known, _)| *known == name);
        let (_, known) = known.unwrap_or_else(|| panic!("<{tag}> is not on the list"));
        check_attributes(attributes, known, &mut ids);
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(!rest.contains('>') && open.is_empty(), "left open: {open:?}");
}

fn check_attributes<'a>(attributes: &'a str, known: &[&str], ids: &mut BTreeSet<&'a str>) {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let name = rest.split([' ', '=']).next().unwrap_or_default();
        assert!(known.contains(&name), "{name} in {attributes}");
        rest = &rest[name.len()..];
        let value = rest.strip_prefix("=\"").map(|rest| rest.split_once('"').expect("a value ends"));
        let (value, after) = value.unwrap_or(("", rest));
        rest = after.trim_start();
        match name {
            "id" => assert!(ids.insert(value), "the id {value} twice"),
            "href" => {
                let is_known = ["#", "http://", "https://", "http:", "https:", "mailto:", "tel:"];
                let value = value.to_ascii_lowercase();
                assert!(is_known.iter().any(|start| value.starts_with(start)), "{value}");
            }
            _ => {}
        }
    }
}
