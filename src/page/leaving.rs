//! Links that lead out of governments' sites: each says so, and its page brings the notice.
//!
//! One place for all of them, whatever text or template they come from: the finished
//! page is looked through, so that no theme can forget one.

use memchr::memmem;

use super::At;
use super::view::Leaving;
use crate::asset::Sheet;
use crate::text::host;

/// What stands at the end of such a link: seen without a script, heard by whoever cannot see.
const MARK: &[u8] =
    "<span class=leaving>站外<span class=visually-hidden>链接，将离开本网站</span></span>".as_bytes();

/// What the pages of a site need to mark their links.
pub(super) fn of(at: &At<'_>) -> Leaving {
    Leaving {
        own: at.site.config.base().map(host::of),
        sheet: at.origin.to(&at.theme.sheet(Sheet::Leaving).path),
        script: at.origin.to(&at.theme.leaving_script.path),
    }
}

/// The page with every link out marked and the notice loaded; as it is where there is none.
pub(super) fn mark(page: Vec<u8>, leaving: &Leaving) -> Vec<u8> {
    let mut marked = Vec::new();
    let mut from = 0;
    for at in memmem::find_iter(&page, b"<a ") {
        let Some(tag) = page.get(at..).and_then(Tag::read).filter(|_| at >= from) else { continue };
        let Some(end) = memmem::find(&page[at + tag.length..], b"</a>") else { continue };
        if tag.leaves(leaving.own.as_deref()) {
            marked.extend_from_slice(&page[from..at]);
            marked.extend_from_slice(b"<a data-leaving");
            from = at + tag.length + end;
            marked.extend_from_slice(&page[at + b"<a".len()..from]);
            marked.extend_from_slice(MARK);
        }
    }
    if from == 0 {
        return page;
    }
    marked.extend_from_slice(&page[from..]);
    with_notice(marked, leaving)
}

/// The page with sheet and script at the end of its head. Without a head the mark is the notice.
fn with_notice(page: Vec<u8>, leaving: &Leaving) -> Vec<u8> {
    let Some(at) = memmem::find(&page, b"</head>") else { return page };
    let Leaving { sheet, script, .. } = leaving;
    let parts = format!("<link rel=\"stylesheet\" href=\"{sheet}\"><script src=\"{script}\" defer></script>");
    [&page[..at], parts.as_bytes(), &page[at..]].concat()
}

/// An opening tag.
#[derive(Debug, PartialEq)]
struct Tag<'a> {
    /// Bytes from `<` to `>`.
    length: usize,
    href: &'a [u8],
}

impl<'a> Tag<'a> {
    /// The tag at the start of `html`; `None` where it has no end or no address.
    fn read(html: &'a [u8]) -> Option<Self> {
        let mut href = None;
        let mut at = html.iter().position(u8::is_ascii_whitespace)?;
        loop {
            at += html[at..].iter().position(|byte| !byte.is_ascii_whitespace())?;
            if html[at] == b'>' {
                return Some(Self { length: at + 1, href: href? });
            }
            let name = &html[at..];
            let name = &name[..name.iter().position(|byte| b"= \t\n>".contains(byte))?];
            at += name.len();
            if html[at] != b'=' {
                continue;
            }
            let (start, end) = match html.get(at + 1)? {
                quote @ (b'"' | b'\'') => {
                    let start = at + 2;
                    (start, start + html[start..].iter().position(|byte| byte == quote)?)
                }
                _ => {
                    let start = at + 1;
                    (start, start + html[start..].iter().position(|byte| b" \t\n>".contains(byte))?)
                }
            };
            if name.eq_ignore_ascii_case(b"href") {
                href = Some(&html[start..end]);
            }
            at = end + usize::from(matches!(html[end], b'"' | b'\''));
        }
    }

    fn leaves(&self, own: Option<&str>) -> bool {
        std::str::from_utf8(self.href).is_ok_and(|href| host::left_for(href, own).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(html: &str) -> String {
        let leaving = Leaving {
            own: Some("zt.example".to_owned()),
            sheet: "a.css".to_owned(),
            script: "a.js".to_owned(),
        };
        String::from_utf8(mark(html.as_bytes().to_vec(), &leaving)).unwrap()
    }

    #[test]
    fn a_link_out_is_marked_however_it_is_written() {
        for (html, start) in [
            ("<a href=https://a.com/>甲</a>", "<a data-leaving href=https://a.com/>甲<span"),
            (
                "<a class=\"x\" href='https://a.com'><b>甲</b></a>",
                "<a data-leaving class=\"x\" href='https://a.com'><b>甲</b><span",
            ),
            (
                "<p><a title=\"a>b\" href=\"//a.com/?a=1&amp;b\" hidden>甲</a>",
                "<p><a data-leaving title=\"a>b\" href=\"//a.com/?a=1&amp;b\" hidden>甲<span",
            ),
        ] {
            let told = marked(html);
            assert!(told.starts_with(start) && told.contains("将离开本网站</span></span></a>"), "{told}");
        }
    }

    #[test]
    fn other_links_and_what_is_no_link_stay_as_they_are() {
        for html in [
            "<a href=a/b.html>甲</a>",
            "<a href=https://www.gov.cn/>甲</a>",
            "<a href=https://zt.example/a>甲</a>",
            "<a href=mailto:a@a.com>甲</a>",
            "<a id=b>甲</a>",
            "<a href=\"https://a.com",
            "<a href=https://a.com>甲",
            "<a ",
            "<a =",
            "<abbr title=https://a.com>甲</abbr>",
            "<link href=https://a.com/>",
        ] {
            assert_eq!(marked(html), html);
        }
    }

    #[test]
    fn only_a_page_with_such_a_link_loads_the_notice_once() {
        let page = |links: &str| marked(&format!("<head><title>甲</title></head><body>{links}"));
        let told = page("<a href=https://a.com>甲</a><a href=https://b.com>乙</a>");
        let parts = "<link rel=\"stylesheet\" href=\"a.css\"><script src=\"a.js\" defer></script></head>";
        assert_eq!((told.matches(parts).count(), told.matches("将离开").count()), (1, 2), "{told}");
        assert!(!page("<a href=b.html>甲</a>").contains("a.js"));
    }
}
