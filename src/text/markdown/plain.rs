//! The visible text of finished HTML. Reads only what this room writes.

use memchr::memchr;

use super::body::{Picture, Piece};
use super::{escape, footnote};

/// Tags that start or end a line.
const BLOCKS: [&str; 27] = [
    "p",
    "li",
    "ul",
    "ol",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "thead",
    "tbody",
    "caption",
    "div",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "aside",
    "section",
    "pre",
    "br",
    "figure",
    "figcaption",
    "details",
    "summary",
];

/// The visible text of `pieces`.
pub(super) fn of(pieces: &[Piece]) -> String {
    let mut plain = Plain::default();
    for piece in pieces {
        match piece {
            Piece::Html(html) => plain.html(html),
            Piece::Picture(Picture { caption: Some(caption), is_block: true, .. }) => plain.line(caption),
            Piece::Media(media) => {
                plain.end_line();
                plain.out.push_str(&media.title);
                plain.end_line();
            }
            Piece::Picture(_) | Piece::Link(_) | Piece::Embed(_) => {}
        }
    }
    plain.end_line();
    plain.out.truncate(plain.out.trim_end().len());
    plain.out
}

#[derive(Default)]
struct Plain {
    out: String,
    is_preformatted: bool,
}

impl Plain {
    fn line(&mut self, html: &str) {
        self.end_line();
        self.html(html);
        self.end_line();
    }

    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(start) = memchr(b'<', rest.as_bytes()) {
            self.text(&rest[..start]);
            let Some(len) = memchr(b'>', &rest.as_bytes()[start..]) else { return };
            let tag = &rest[start..=start + len];
            rest = &rest[start + len + 1..];
            if tag.starts_with(footnote::BACK_LINK) {
                rest = rest.split_once("</a>").map_or("", |(_, after)| after);
            }
            self.tag(tag);
        }
        self.text(rest);
    }

    fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split([' ', '>']).next().unwrap_or_default();
        match name {
            "pre" => self.is_preformatted = !tag.starts_with("</"),
            "td" | "th" if !self.out.ends_with(char::is_whitespace) => self.out.push(' '),
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        let kept = self.out.trim_end_matches([' ', '\n']).len();
        self.out.truncate(kept);
        if kept > 0 {
            self.out.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        let text = escape::decode(text);
        if self.is_preformatted {
            self.out.push_str(&text);
            return;
        }
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 && !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
                self.out.push(' ');
            }
            self.out.push_str(part);
        }
    }
}
