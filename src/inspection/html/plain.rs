//! The short way through a page whose tags are written plainly, as ours are.
//!
//! Takes what every reader of HTML understands alike, without copying it, and stops
//! before the first thing that only the standard's own rules can settle. A test holds
//! the two ways against each other.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use super::element::{Attribute, Element};
use super::reader::Reader;
use super::tag::Tag;

/// Reads a page as far as it is plain, and says to which byte that is; no tag is open there.
pub(super) fn read<'a>(html: &'a str, reader: &mut Reader<'a>) -> usize {
    // Line ends and zeros are changed everywhere by the standard.
    if memchr2(b'\r', 0, html.as_bytes()).is_some() {
        return 0;
    }
    let mut page = Plain { html, reference: 0 };
    let mut element = Element::new();
    let mut at = 0;
    while at < html.len() {
        let tag = memchr(b'<', &html.as_bytes()[at..]).map_or(html.len(), |length| at + length);
        let Some(text) = page.decoded(at..tag) else { return at };
        let Some((markup, end)) = page.markup(tag, &mut element) else { return at };
        if !text.is_empty() {
            reader.text(text, at);
        }
        match markup {
            Markup::Aside => {}
            Markup::Start => reader.start(&element),
            Markup::End(name) => reader.end(name),
            Markup::Raw(text, at) => {
                reader.start(&element);
                if !text.is_empty() {
                    reader.text(text, at);
                }
                reader.end(element.tag);
            }
        }
        at = end;
    }
    at
}

/// What stands between `<` and `>`.
enum Markup<'a> {
    /// A comment, the document type, the end of the page.
    Aside,
    Start,
    End(Tag),
    /// A start tag, the text up to its end tag, and that; where the text starts.
    Raw(Cow<'a, str>, usize),
}

/// A page on its short way.
struct Plain<'a> {
    html: &'a str,
    /// Where the next `&` stands that is known of; only grows.
    reference: usize,
}

impl<'a> Plain<'a> {
    /// The markup at byte `at`, and the byte behind it; `None` where it is not plain.
    fn markup(&mut self, at: usize, element: &mut Element<'a>) -> Option<(Markup<'a>, usize)> {
        let bytes = self.html.as_bytes();
        match bytes.get(at + 1) {
            None => (at == bytes.len()).then_some((Markup::Aside, at)),
            Some(b'/') => {
                let name = name(bytes, at + 2)?;
                let end = after_tag(bytes, name.end)?;
                Some((Markup::End(Tag::of(&bytes[name])), end))
            }
            Some(b'!') => aside(self.html, at).map(|end| (Markup::Aside, end)),
            Some(_) => {
                let name = name(bytes, at + 1)?;
                element.begin(Tag::of(&bytes[name.clone()]), at);
                let end = self.attributes(name.end, element)?;
                match element.tag {
                    Tag::Title | Tag::Textarea | Tag::Style | Tag::Noscript | Tag::Script => {
                        self.raw(&bytes[name], element.tag, end)
                    }
                    Tag::Iframe => None,
                    Tag::Block if ODD.contains(&&bytes[name]) => None,
                    _ => Some((Markup::Start, end)),
                }
            }
        }
    }

    /// Reads the attributes from byte `at` on; the byte behind the tag.
    fn attributes(&mut self, mut at: usize, element: &mut Element<'a>) -> Option<usize> {
        let bytes = self.html.as_bytes();
        loop {
            at = skipped(bytes, at, |byte| is(byte, SPACE) || byte == b'/');
            if *bytes.get(at)? == b'>' {
                return Some(at + 1);
            }
            let name = at;
            at = skipped(bytes, at, |byte| !is(byte, ENDS_ATTRIBUTE));
            if at == name || b"\"'<".contains(bytes.get(at)?) {
                return None;
            }
            let attribute = Attribute::of(&bytes[name..at]);
            at = skipped(bytes, at, |byte| is(byte, SPACE));
            let mut value = at..at;
            if *bytes.get(at)? == b'=' {
                at = skipped(bytes, at + 1, |byte| is(byte, SPACE));
                (value, at) = written(bytes, at)?;
            }
            if let Some(attribute) = attribute {
                let value = self.decoded(value)?;
                element.put(attribute, value);
            }
        }
    }

    /// The text of an element in which no tags are, from byte `at` to its end tag.
    fn raw(&mut self, name: &[u8], tag: Tag, at: usize) -> Option<(Markup<'a>, usize)> {
        let rest = &self.html.as_bytes()[at..];
        // An end tag of another name, or of one that only starts alike, is text.
        let is_own = |end: &usize| {
            let after = rest.get(end + 2..end + 2 + name.len());
            after.is_some_and(|after| after.eq_ignore_ascii_case(name))
        };
        let length = memmem::find_iter(rest, b"</").find(is_own)?;
        let behind = length + 2 + name.len();
        let end = after_tag(self.html.as_bytes(), at + behind)?;
        let text = &self.html[at..at + length];
        if rest[length + 2..behind] != *name || (tag == Tag::Script && text.contains("<!--")) {
            return None;
        }
        let is_decoded = matches!(tag, Tag::Title | Tag::Textarea);
        let text = if is_decoded { self.decoded(at..at + length)? } else { Cow::Borrowed(text) };
        Some((Markup::Raw(text, at), end))
    }

    /// A piece of the page with its character references resolved; `None` where it has an
    /// unusual one. Pieces are asked for from the first to the last.
    fn decoded(&mut self, piece: Range<usize>) -> Option<Cow<'a, str>> {
        let text = &self.html[piece.clone()];
        if self.reference < piece.start {
            let rest = &self.html.as_bytes()[piece.start..];
            self.reference = memchr(b'&', rest).map_or(self.html.len(), |length| piece.start + length);
        }
        if self.reference >= piece.end { Some(Cow::Borrowed(text)) } else { resolved(text) }
    }
}

/// A text with its character references resolved; `None` where it has an unusual one.
fn resolved(text: &str) -> Option<Cow<'_, str>> {
    const KNOWN: [(&str, &str); 7] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", "\u{a0}"),
    ];
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        let (before, reference) = rest.split_at(at);
        let (written, meant) = KNOWN.iter().find(|(written, _)| reference.starts_with(written))?;
        told.push_str(before);
        told.push_str(meant);
        rest = &reference[written.len()..];
    }
    told.push_str(rest);
    Some(Cow::Owned(told))
}

/// The end of a comment or a document type at byte `at`.
fn aside(html: &str, at: usize) -> Option<usize> {
    const PLAIN: &str = "<!doctype html>";
    let Some(comment) = html[at..].strip_prefix("<!--") else {
        let is_plain = at == 0 && html.get(..PLAIN.len())?.eq_ignore_ascii_case(PLAIN);
        return is_plain.then_some(PLAIN.len());
    };
    let text = &comment[..memmem::find(comment.as_bytes(), b"-->")?];
    let is_plain = !text.starts_with(['>', '-']) && !text.contains("--!") && !text.contains("<!");
    is_plain.then(|| html.len() - comment.len() + text.len() + "-->".len())
}

/// Elements whose text has rules of its own, and that no page of ours has.
const ODD: [&[u8]; 5] = [b"xmp", b"noembed", b"noframe", b"noframes", b"plaintext"];

/// A blank.
const SPACE: u8 = 1;
/// Ends the name of an attribute, or does not belong into one.
const ENDS_ATTRIBUTE: u8 = 2;
/// Belongs into the name of a tag in lower case.
const TAG: u8 = 4;

/// What each byte is: a look-up costs less than a row of comparisons.
static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte: u8 = 0;
    // No byte above belongs to any kind.
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b' ' | b'\n' | b'\t' | 0x0c => SPACE | ENDS_ATTRIBUTE,
            b'/' | b'>' | b'=' | b'"' | b'\'' | b'<' => ENDS_ATTRIBUTE,
            b'a'..=b'z' | b'0'..=b'9' | b'-' => TAG,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

fn is(byte: u8, kind: u8) -> bool {
    KINDS[usize::from(byte)] & kind != 0
}

/// The first byte from `at` on that does not pass.
fn skipped(bytes: &[u8], mut at: usize, passes: impl Fn(u8) -> bool) -> usize {
    while bytes.get(at).is_some_and(|byte| passes(*byte)) {
        at += 1;
    }
    at
}

/// The byte behind the end tag whose name ends at byte `at`.
fn after_tag(bytes: &[u8], at: usize) -> Option<usize> {
    let end = skipped(bytes, at, |byte| is(byte, SPACE));
    (bytes.get(end) == Some(&b'>')).then_some(end + 1)
}

/// The name of a tag from byte `at` on, in lower case as it must be.
fn name(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let end = skipped(bytes, at, |byte| is(byte, TAG));
    let is_whole = bytes.get(end).is_some_and(|byte| is(*byte, SPACE) || b"/>".contains(byte));
    (is_whole && bytes[at].is_ascii_lowercase()).then_some(at..end)
}

/// The value of an attribute at byte `at`, and the byte behind it.
fn written(bytes: &[u8], at: usize) -> Option<(Range<usize>, usize)> {
    match *bytes.get(at)? {
        quote @ (b'"' | b'\'') => {
            let end = at + 1 + memchr(quote, &bytes[at + 1..])?;
            Some((at + 1..end, end + 1))
        }
        b'>' => None,
        _ => {
            let end = skipped(bytes, at, |byte| !is(byte, SPACE) && byte != b'>');
            Some((at..end, end))
        }
    }
}
