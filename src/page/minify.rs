//! Pages without needless blanks and quotes.
//!
//! Minifying is the dearest step of printing a page, so it is not done twice.
//! A page marks two kinds of parts: what is *finished* was written without
//! needless characters (the head, running text, cards, drawings) and goes through
//! as it is; what is *shared* (header and footer) is minified once for all pages
//! on which it reads the same.

use std::collections::HashMap;
use std::sync::RwLock;

const FINISHED: &str = "<!--=finished-->";
const SHARED: &str = "<!--=shared-->";
const END: &str = "<!--=end-->";
/// Stands for a part while the rest is minified: no text of ours holds it.
const PLACE: char = '\u{e000}';
/// Head and foot differ by depth and by the current entry of the navigation.
const MOST_SHARED: usize = 512;

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
            Some((rest, parts)) if !html.contains(PLACE) => self.filled(&rest, &parts),
            _ => self.whole(html).into_bytes(),
        }
    }

    fn whole(&self, html: &str) -> String {
        let bytes = minify_html::minify(html.as_bytes(), &self.rules);
        String::from_utf8(bytes).unwrap_or_else(|_| html.to_owned())
    }

    fn filled(&self, rest: &str, parts: &[Part<'_>]) -> Vec<u8> {
        let rest = self.whole(rest);
        let length = rest.len() + parts.iter().map(|part| part.html.len()).sum::<usize>();
        let mut page = String::with_capacity(length);
        for (number, between) in rest.split(PLACE).enumerate() {
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

/// The page with a place for each part, and the parts; `None` where a mark has no end.
fn part(html: &str) -> Option<(String, Vec<Part<'_>>)> {
    let mut rest = String::with_capacity(html.len());
    let mut parts = Vec::new();
    let mut left = html;
    while let Some(at) = left.find("<!--=") {
        rest.push_str(&left[..at]);
        let marked = &left[at..];
        let (is_shared, inner) = match (marked.strip_prefix(FINISHED), marked.strip_prefix(SHARED)) {
            (Some(inner), _) => (false, inner),
            (_, Some(inner)) => (true, inner),
            _ => return None,
        };
        let end = inner.find(END)?;
        parts.push(Part { html: &inner[..end], is_shared });
        rest.push(PLACE);
        left = &inner[end + END.len()..];
    }
    rest.push_str(left);
    Some((rest, parts))
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
    fn shared_parts_are_minified_once_and_read_the_same() {
        let minifier = Minifier::new();
        let html = format!(
            "<body>{SHARED}<header>  <a href=\"index.html\">甲</a>  </header>{END}<main></main></body>"
        );
        let first = minifier.page(&html);
        assert_eq!(first, minifier.page(&html));
        assert_eq!(minifier.shared.read().unwrap().len(), 1);
        assert!(String::from_utf8(first).unwrap().contains("<header><a href=index.html>甲</a></header>"));
    }

    #[test]
    fn a_mark_without_end_and_a_stray_sign_lose_nothing() {
        for html in [format!("<p>甲{FINISHED}乙</p>"), format!("<p>\u{e000}{}</p>", finished("乙"))] {
            let told = page(&html);
            assert!(told.contains('乙') && !told.contains("<!--"), "{told}");
        }
    }
}
