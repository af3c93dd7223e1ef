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

/// What `<sup>` or `<sub>` and the text after it read as without markup: `m³` and not `m3`.
/// `None` where Unicode has no such sign, or the tag is another.
fn raised(tag: &str, rest: &str) -> Option<String> {
    let signs = match tag {
        "<sup>" => "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻",
        "<sub>" => "₀₁₂₃₄₅₆₇₈₉₊₋",
        _ => return None,
    };
    let (inner, after) = rest.split_once('<')?;
    let is_closed = after.starts_with("/sup>") || after.starts_with("/sub>");
    let one = |sign: char| "0123456789+-".find(sign).and_then(|place| signs.chars().nth(place));
    if !is_closed || inner.is_empty() { None } else { inner.chars().map(one).collect() }
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
            if let Some(raised) = raised(tag, rest) {
                self.out.push_str(&raised);
                rest = rest.split_once('>').map_or("", |(_, after)| after);
                continue;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_figures_are_no_plain_ones() {
        for (html, text) in [
            ("<p>m<sup>3</sup>，CO<sub>2</sub></p>", "m³，CO₂"),
            ("10<sup>-12</sup>", "10⁻¹²"),
            ("x<sup>注</sup>，y<sup></sup>", "x注，y"),
            ("<sup>3", "3"),
        ] {
            assert_eq!(of(&[Piece::Html(html.to_owned())]), text, "{html}");
        }
    }
}
