//! Cuts the HTML of an author into tags and text. Never fails: what is no tag is text.

use std::ops::Range;

use memchr::{memchr, memmem, memrchr};

/// A part of it, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) span: Range<usize>,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// Text, not decoded.
    Text(&'a str),
    /// `<name attributes>`.
    Open(&'a str, &'a str),
    /// `</name>`.
    Close(&'a str),
    /// `<!-- … -->`; the flag: whether it ends.
    Comment(&'a str, bool),
    /// `<!…>`, `<?…>`.
    Declaration,
}

/// Bytes of the longest name of a tag that is one.
const LONGEST_NAME: usize = 40;
/// How many tags may be left without their end before `<` is taken for text.
const MOST_BROKEN: usize = 100;

/// Cuts one text, part by part.
#[derive(Debug)]
pub(super) struct Cutter<'a> {
    html: &'a str,
    at: usize,
    /// Behind the last `>`: what starts here or later is no tag.
    end_of_tags: usize,
    broken: usize,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        let end_of_tags = memrchr(b'>', html.as_bytes()).map_or(0, |at| at + 1);
        Self { html, at: 0, end_of_tags, broken: 0 }
    }

    /// Passes over everything up to and with the closing tag `name`, or to the end.
    pub(super) fn swallow(&mut self, name: &str) {
        let mut at = self.at;
        while let Some(found) = memmem::find(&self.html.as_bytes()[at..], b"</") {
            let start = at + found + 2;
            let is_it =
                self.html.get(start..start + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
            if is_it {
                let rest = &self.html.as_bytes()[start..];
                self.at = memchr(b'>', rest).map_or(self.html.len(), |end| start + end + 1);
                return;
            }
            at = start;
        }
        self.at = self.html.len();
    }

    fn markup(&mut self, text: &'a str) -> Option<(Kind<'a>, usize)> {
        let inner = text.strip_prefix('<')?;
        if let Some(comment) = inner.strip_prefix("!--") {
            return Some(match memmem::find(comment.as_bytes(), b"-->") {
                Some(end) => (Kind::Comment(&comment[..end], true), 4 + end + 3),
                None => (Kind::Comment(comment, false), text.len()),
            });
        }
        if inner.starts_with(['!', '?']) {
            let end = memchr(b'>', inner.as_bytes()).map_or(text.len(), |end| end + 2);
            return Some((Kind::Declaration, end));
        }
        let (is_close, named) = inner.strip_prefix('/').map_or((false, inner), |named| (true, named));
        if self.at >= self.end_of_tags || !named.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let name_end = named.bytes().take(LONGEST_NAME).position(is_end)?;
        let end = name_end + self.tag_end(&named[name_end..])?;
        let len = text.len() - named.len() + end + 1;
        let name = &named[..name_end];
        Some(if is_close { (Kind::Close(name), len) } else { (Kind::Open(name, &named[name_end..end]), len) })
    }

    /// Where the `>` is that no quotation marks enclose.
    fn tag_end(&mut self, text: &str) -> Option<usize> {
        if self.broken == MOST_BROKEN {
            return None;
        }
        let mut quote = None;
        for (at, byte) in text.bytes().enumerate() {
            match (quote, byte) {
                (None, b'>') => return Some(at),
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                _ => {}
            }
        }
        self.broken += 1;
        None
    }
}

impl<'a> Iterator for Cutter<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let rest = self.html.get(start..).filter(|rest| !rest.is_empty())?;
        let (kind, len) = self.markup(rest).unwrap_or_else(|| {
            // The character here is text, whatever it is.
            let len = memchr(b'<', &rest.as_bytes()[1..]).map_or(rest.len(), |found| found + 1);
            (Kind::Text(&rest[..len]), len)
        });
        self.at = start + len;
        Some(Token { kind, span: start..self.at })
    }
}

/// The attributes of a tag: name and value as written; no value is empty.
pub(super) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        // A stray `=` is a name to browsers too; the first character always moves on.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let is_end = |c: char| c.is_ascii_whitespace() || c == '=' || c == '/';
        let name_end = rest[first..].find(is_end).map_or(rest.len(), |end| end + first);
        let name = &rest[..name_end];
        rest = &rest[name_end..];
        let Some(after) = rest.trim_ascii_start().strip_prefix('=') else { return Some((name, "")) };
        let (value, after) = value(after.trim_ascii_start());
        rest = after;
        Some((name, value))
    })
}

fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(html: &str) -> Vec<Kind<'_>> {
        Cutter::new(html).map(|token| token.kind).collect()
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        use Kind::{Close, Comment, Declaration, Open, Text};
        assert_eq!(
            cut("甲<b>乙</b ><br/><!-- c --><!DOCTYPE x>1 < 2<i title='>'>"),
            [
                Text("甲"),
                Open("b", ""),
                Text("乙"),
                Close("b"),
                Open("br", "/"),
                Comment(" c ", true),
                Declaration,
                Text("1 "),
                Text("< 2"),
                Open("i", " title='>'")
            ]
        );
        assert_eq!(cut("<!-- x"), [Comment(" x", false)]);
        assert_eq!(cut("<b"), [Text("<b")]);
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let found: Vec<_> = attributes(" a=1 b = \"2 3\" c='4'/d =e onclick").collect();
        assert_eq!(found, [("a", "1"), ("b", "2 3"), ("c", "4"), ("d", "e"), ("onclick", "")]);
        assert_eq!(attributes("= == \"").count(), 2);
    }
}
