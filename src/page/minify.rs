//! Pages without needless blanks and quotes.
//!
//! Minifying is the dearest step of printing a page, so it is not done twice, and
//! not where it has nothing to find. A page marks two kinds of parts: what is
//! *finished* was written without needless characters (the head, running text,
//! cards, drawings, the pages of which there are thousands) and goes through as it
//! is; what is *shared* (header and footer) is minified once for all pages on which
//! it reads the same. So is the rest, where parts leave little of a page.

use std::collections::HashMap;
use std::sync::RwLock;

use memchr::memmem;

const FINISHED: &str = "<!--=finished-->";
const SHARED: &str = "<!--=shared-->";
const END: &str = "<!--=end-->";
/// How each mark begins.
const MARK: &str = "<!--=";
/// Stands for a part while the rest is minified: no text of ours holds it.
const PLACE: &str = "\u{e000}";
/// Head and foot differ by depth and by the current entry of the navigation, the
/// rest by the number of its parts.
const MOST_SHARED: usize = 512;
/// A longer rest holds text of its own and is not met again, in bytes.
const SHORT: usize = 1024;

/// Marks HTML that is finished.
pub(super) fn finished(html: &str) -> String {
    format!("{FINISHED}{html}{END}")
}

/// The minifier, with the shared parts that it has seen.
pub(super) struct Minifier {
    rules: minify_html::Cfg,
    shared: RwLock<HashMap<String, String>>,
}

impl Minifier {
    pub(super) fn new() -> Self {
        let rules = minify_html::Cfg {
            keep_closing_tags: true,
            keep_html_and_head_opening_tags: true,
            keep_comments: false,
            allow_removing_spaces_between_attributes: false,
            ..minify_html::Cfg::new()
        };
        Self { rules, shared: RwLock::new(HashMap::new()) }
    }

    /// A page as it is published.
    pub(super) fn page(&self, html: &str) -> Vec<u8> {
        match part(html) {
            // Whoever writes the character of our own gets a page that is minified whole.
            Some((rest, parts)) if memmem::find(html.as_bytes(), PLACE.as_bytes()).is_none() => {
                self.filled(&rest, &parts)
            }
            _ => self.whole(html).into_bytes(),
        }
    }

    fn whole(&self, html: &str) -> String {
        let bytes = minify_html::minify(html.as_bytes(), &self.rules);
        String::from_utf8(bytes).unwrap_or_else(|_| html.to_owned())
    }

    fn filled(&self, rest: &str, parts: &[Part<'_>]) -> Vec<u8> {
        let mut minified = String::new();
        if rest.len() <= SHORT {
            self.push_shared(rest, &mut minified);
        } else {
            minified = self.whole(rest);
        }
        let length = minified.len() + parts.iter().map(|part| part.html.len()).sum::<usize>();
        let mut page = String::with_capacity(length);
        for (number, between) in minified.split(PLACE).enumerate() {
            if let Some(part) = number.checked_sub(1).and_then(|before| parts.get(before)) {
                if part.is_shared {
                    self.push_shared(part.html, &mut page);
                } else {
                    page.push_str(part.html);
                }
            }
            page.push_str(between);
        }
        page.into_bytes()
    }

    fn push_shared(&self, html: &str, page: &mut String) {
        if let Ok(known) = self.shared.read()
            && let Some(found) = known.get(html)
        {
            page.push_str(found);
            return;
        }
        let minified = self.whole(html);
        page.push_str(&minified);
        if let Ok(mut known) = self.shared.write()
            && known.len() < MOST_SHARED
        {
            known.insert(html.to_owned(), minified);
        }
    }
}

/// A part of a page that is not minified with it.
struct Part<'a> {
    html: &'a str,
    is_shared: bool,
}

/// The page with a place for each part, and the parts; `None` where a mark has no
/// end. What is finished may hold more that is.
fn part(html: &str) -> Option<(String, Vec<Part<'_>>)> {
    let mut rest = String::new();
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut is_shared = false;
    let mut from = 0;
    for at in memmem::find_iter(html.as_bytes(), MARK) {
        let (before, marked) = (&html[from..at], &html[at..]);
        if depth == 0 {
            rest.push_str(before);
        } else if !before.is_empty() {
            parts.push(Part { html: before, is_shared });
            rest.push_str(PLACE);
        }
        let mark = [FINISHED, SHARED, END].into_iter().find(|mark| marked.starts_with(mark))?;
        depth = if mark == END { depth.checked_sub(1)? } else { depth + 1 };
        is_shared = if depth == 1 { mark == SHARED } else { is_shared && depth > 0 };
        from = at + mark.len();
    }
    rest.push_str(&html[from..]);
    (depth == 0).then_some((rest, parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> String {
        String::from_utf8(Minifier::new().page(html)).unwrap()
    }

    #[test]
    fn finished_parts_go_through_and_the_rest_shrinks() {
        let html = format!("<main>  <p class=\"a\">  甲  </p>  {}  </main>", finished("<pre>  乙\n</pre>"));
        assert_eq!(page(&html), "<main><p class=a>甲</p> <pre>  乙\n</pre></main>");
    }

    #[test]
    fn what_is_finished_may_hold_more_that_is() {
        let inner = finished("<b class=\"b\">  乙  </b>");
        let html = format!("<main>  {}  </main>", finished(&format!("<p class=\"a\">甲</p>{inner} 丙")));
        assert_eq!(page(&html), "<main><p class=\"a\">甲</p><b class=\"b\">  乙  </b> 丙</main>");
    }

    #[test]
    fn shared_parts_are_minified_once_and_read_the_same() {
        let minifier = Minifier::new();
        let html = format!(
            "<body>{SHARED}<header>  <a href=\"index.html\">甲</a>  </header>{END}<main></main></body>"
        );
        let first = minifier.page(&html);
        assert_eq!(first, minifier.page(&html));
        // The header, and the page around it.
        assert_eq!(minifier.shared.read().unwrap().len(), 2);
        assert!(String::from_utf8(first).unwrap().contains("<header><a href=index.html>甲</a></header>"));
    }

    #[test]
    fn a_mark_without_end_and_a_stray_sign_lose_nothing() {
        let pages = [
            format!("<p>甲{FINISHED}乙</p>"),
            format!("<p>甲{END}乙</p>"),
            format!("<p>\u{e000}{}</p>", finished("乙")),
        ];
        for html in pages {
            let told = page(&html);
            assert!(told.contains('乙') && !told.contains("<!--"), "{told}");
        }
    }
}
