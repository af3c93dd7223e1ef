//! Text that is safe where it stands: between tags, in an attribute, in an address.

use std::borrow::Cow;
use std::fmt::Write as _;

use memchr::{memchr, memchr3};

/// Appends `text` so that it is text between tags.
pub(super) fn text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Appends `value` so that it stays between the double quotes of an attribute.
pub(super) fn attribute(out: &mut String, value: &str) {
    let mut rest = value;
    while let Some(at) = memchr(b'"', rest.as_bytes()) {
        text(out, &rest[..at]);
        out.push_str("&quot;");
        rest = &rest[at + 1..];
    }
    text(out, rest);
}

/// Appends an address for `href`: what an address may not hold is written in percent.
pub(super) fn address(out: &mut String, address: &str) {
    for byte in address.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            _ if b"-_.~:/?#[]@!$()*+,;=%".contains(&byte) => out.push(char::from(byte)),
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
}

/// The longest reference that is looked for: `&#x10ffff;` and the names below are shorter.
const LONGEST_REFERENCE: usize = 12;

/// The names that staff and Word write; any other `&…;` stays as it is.
const NAMES: [(&str, char); 22] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("middot", '·'),
    ("times", '×'),
    ("permil", '‰'),
    ("deg", '°'),
    ("copy", '©'),
    ("yen", '¥'),
];

/// `text` with its character references replaced by what they stand for.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut out = text[..first].to_owned();
    let mut rest = &text[first..];
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((character, len)) => {
                out.push(character);
                rest = &rest[len..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that the reference at the start of `text` stands for, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|character| !character.is_control())?
        }
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((character, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_escaped_is_decoded_to_itself() {
        for value in ["", "a<b>&\"c\"", "&amp;", "“引”&nbsp", "&&&;"] {
            let mut out = String::new();
            attribute(&mut out, value);
            assert!(!out.contains(['<', '>', '"']), "{out}");
            assert_eq!(decode(&out), value);
        }
    }

    #[test]
    fn references_of_offices_are_read_and_others_stay() {
        assert_eq!(decode("3&nbsp;家&#x4e2d;&#22269;&ldquo;"), "3\u{a0}家中国“");
        assert_eq!(decode("&foo; &#0; &#xffffffff; & &很长;"), "&foo; &#0; &#xffffffff; & &很长;");
    }

    #[test]
    fn an_address_cannot_leave_its_attribute() {
        let mut out = String::new();
        address(&mut out, "https://a.cn/甲\"'<>` ?a=1&b=2");
        assert_eq!(out, "https://a.cn/%E7%94%B2%22%27%3C%3E%60%20?a=1&amp;b=2");
    }
}
