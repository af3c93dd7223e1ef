//! The short way through a page whose tags are written plainly, as ours are.
//!
//! Takes what every reader of HTML understands alike, without copying it, and stops
//! before the first thing that only the standard's own rules can settle. A test holds
//! the two ways against each other.

use std::borrow::Cow;

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
    let mut element = Element::new();
    let mut at = 0;
    while at < html.len() {
        let tag = memchr(b'<', &html.as_bytes()[at..]).map_or(html.len(), |length| at + length);
        let Some(text) = decoded(&html[at..tag]) else { return at };
        let Some((markup, end)) = markup(html, tag, &mut element) else { return at };
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

/// The markup at byte `at`, and the byte behind it; `None` where it is not plain.
fn markup<'a>(html: &'a str, at: usize, element: &mut Element<'a>) -> Option<(Markup<'a>, usize)> {
    let rest = &html[at..];
    if rest.is_empty() {
        return Some((Markup::Aside, at));
    }
    if let Some(name) = rest.strip_prefix("</") {
        let length = name_length(name)?;
        let end = name[length..].trim_start_matches(SPACE).strip_prefix('>')?;
        return Some((Markup::End(Tag::of(&name.as_bytes()[..length])), html.len() - end.len()));
    }
    if let Some(comment) = rest.strip_prefix("<!--") {
        let text = &comment[..memmem::find(comment.as_bytes(), b"-->")?];
        let is_plain = !text.starts_with(['>', '-']) && !text.contains("--!") && !text.contains("<!");
        return is_plain.then(|| (Markup::Aside, html.len() - comment.len() + text.len() + "-->".len()));
    }
    if rest.starts_with("<!") {
        const PLAIN: &str = "<!doctype html>";
        let is_plain = at == 0 && rest.get(..PLAIN.len())?.eq_ignore_ascii_case(PLAIN);
        return is_plain.then_some((Markup::Aside, PLAIN.len()));
    }
    let length = name_length(&rest[1..])?;
    let name = &rest[1..=length];
    element.begin(Tag::of(name.as_bytes()), at);
    let end = attributes(html, at + 1 + length, element)?;
    match name {
        "iframe" | "xmp" | "noembed" | "noframe" | "noframes" | "plaintext" => None,
        "title" | "textarea" | "style" | "noscript" | "script" => raw(html, name, end),
        _ => Some((Markup::Start, end)),
    }
}

const SPACE: [char; 4] = [' ', '\n', '\t', '\u{c}'];

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | 0x0c)
}

/// How long the name of a tag is, in lower case as it must be.
fn name_length(rest: &str) -> Option<usize> {
    let is_part = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
    let length = rest.bytes().take_while(is_part).count();
    let is_whole = rest.as_bytes().get(length).is_some_and(|byte| is_space(*byte) || b"/>".contains(byte));
    (is_whole && rest.starts_with(|first: char| first.is_ascii_lowercase())).then_some(length)
}

/// Reads the attributes from byte `at` on; the byte behind the tag.
fn attributes<'a>(html: &'a str, mut at: usize, element: &mut Element<'a>) -> Option<usize> {
    let bytes = html.as_bytes();
    loop {
        at += bytes[at..].iter().take_while(|byte| is_space(**byte) || **byte == b'/').count();
        if *bytes.get(at)? == b'>' {
            return Some(at + 1);
        }
        let name = at;
        at += bytes[at..].iter().take_while(|byte| !is_space(**byte) && !b"/>=\"'<".contains(byte)).count();
        if at == name || b"\"'<".contains(bytes.get(at)?) {
            return None;
        }
        let attribute = Attribute::of(&bytes[name..at]);
        at += bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
        let mut value = "";
        if *bytes.get(at)? == b'=' {
            at += 1;
            at += bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
            (value, at) = written(html, at)?;
        }
        if let Some(attribute) = attribute {
            element.put(attribute, decoded(value)?);
        }
    }
}

/// The value of an attribute at byte `at`, and the byte behind it.
fn written(html: &str, at: usize) -> Option<(&str, usize)> {
    let bytes = html.as_bytes();
    match *bytes.get(at)? {
        quote @ (b'"' | b'\'') => {
            let length = memchr(quote, &bytes[at + 1..])?;
            Some((&html[at + 1..at + 1 + length], at + length + 2))
        }
        b'>' => None,
        _ => {
            let length = bytes[at..].iter().take_while(|byte| !is_space(**byte) && **byte != b'>').count();
            Some((&html[at..at + length], at + length))
        }
    }
}

/// The text of an element in which no tags are, from byte `at` to its end tag.
fn raw<'a>(html: &'a str, name: &str, at: usize) -> Option<(Markup<'a>, usize)> {
    let rest = &html[at..];
    // An end tag of another name, or of one that only starts alike, is text.
    let is_own = |end: &usize| {
        let after = rest.as_bytes().get(end + 2..end + 2 + name.len());
        after.is_some_and(|after| after.eq_ignore_ascii_case(name.as_bytes()))
    };
    let end = memmem::find_iter(rest.as_bytes(), b"</").find(is_own)?;
    let (text, after) = rest.split_at(end);
    let after = after[2..].strip_prefix(name)?.trim_start_matches(SPACE).strip_prefix('>')?;
    if name == "script" && text.contains("<!--") {
        return None;
    }
    let text = if matches!(name, "title" | "textarea") { decoded(text)? } else { Cow::Borrowed(text) };
    Some((Markup::Raw(text, at), html.len() - after.len()))
}

/// A text with its character references resolved; `None` where it has an unusual one.
fn decoded(text: &str) -> Option<Cow<'_, str>> {
    const KNOWN: [(&str, &str); 7] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", "\u{a0}"),
    ];
    let Some(mut at) = memchr(b'&', text.as_bytes()) else { return Some(Cow::Borrowed(text)) };
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (before, reference) = rest.split_at(at);
        let (written, meant) = KNOWN.iter().find(|(written, _)| reference.starts_with(written))?;
        told.push_str(before);
        told.push_str(meant);
        rest = &reference[written.len()..];
        match memchr(b'&', rest.as_bytes()) {
            Some(next) => at = next,
            None => break,
        }
    }
    told.push_str(rest);
    Some(Cow::Owned(told))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::*;
    use crate::inspection::html;
    use crate::problem::Problems;

    #[test]
    fn our_own_pages_are_plain_to_their_end() {
        let root = Path::new("src/cli/scaffold");
        let edition = crate::edition(root, date(2026, 1, 15), &mut Problems::new()).unwrap();
        for path in edition.paths().filter(|path| path.as_str().ends_with(".html")) {
            let page = String::from_utf8(edition.print(path).unwrap()).unwrap();
            let read = read(&page, &mut Reader::default());
            assert!(read == page.len(), "{path} is not plain from here on: {:.200}", &page[read..]);
            assert_eq!(html::read(&page), html::read_by_the_standard(&page), "{path}");
        }
    }
}
