//! Where the tag of a built page was written: in a template of the project's, or in a text.
//!
//! A printed page is small: quotes are gone, marks were added. What stays is the element
//! with its attributes, by which it is found again. What a template only puts together
//! from values is not found, and then nothing is said.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use crate::edition::Edition;
use crate::problem::Place;
use crate::source::{SourceFile, Sources};

/// Where pages of our own are written.
pub(super) trait Written {
    /// The file that holds the text of the page at a path.
    fn text(&self, page: &str) -> Option<String>;
    /// The files of the project's own theme that may shape pages of a kind.
    fn layout(&self, kind: &str) -> Vec<String>;
    /// The lines in `files` that may have printed the tag at a place of a page.
    fn lines(&self, place: &Place, files: &[&str]) -> Vec<Line>;
}

/// Pages of which nothing is known but what they hold.
pub(super) struct Elsewhere;

impl Written for Elsewhere {
    fn text(&self, _: &str) -> Option<String> {
        None
    }

    fn layout(&self, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn lines(&self, _: &Place, _: &[&str]) -> Vec<Line> {
        Vec::new()
    }
}

/// Pages of an edition, with the files it was made of.
pub(super) struct Ours<'a> {
    pub(super) edition: &'a Edition,
    pub(super) sources: &'a Sources,
}

impl Written for Ours<'_> {
    fn text(&self, page: &str) -> Option<String> {
        self.edition.written_in(&self.edition.find(page)?).into_iter().next()
    }

    fn layout(&self, kind: &str) -> Vec<String> {
        self.edition.layout(kind)
    }

    fn lines(&self, place: &Place, files: &[&str]) -> Vec<Line> {
        find(place, files.iter().filter_map(|file| self.sources.get(file)))
    }
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Relative to the project's root.
    pub file: String,
    /// 1-based.
    pub line: usize,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} 第 {} 行", self.file, self.line)
    }
}

/// Attributes that printing adds.
const ADDED: [&str; 1] = ["data-leaving"];
/// Those that it leaves out: they say what is so without them.
const LEFT_OUT: [(&str, &str); 1] = [("type", "text")];

/// A tag, as far as it can be found again.
#[derive(Debug)]
struct Tag<'a> {
    name: &'a str,
    attributes: BTreeSet<(&'a str, &'a str)>,
    /// Whether its end is there: a long one is cut where it is told.
    is_whole: bool,
}

impl<'a> Tag<'a> {
    /// The tag at the start of `text`; `None` where there is none.
    fn at(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let length = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|at| *at > 0)?;
        let (name, mut rest) = inner.split_at(length);
        let mut tag = Self { name, attributes: BTreeSet::new(), is_whole: false };
        while let Some((attribute, after)) = attribute(rest) {
            if !ADDED.contains(&attribute.0) && !LEFT_OUT.contains(&attribute) {
                tag.attributes.insert(attribute);
            }
            rest = after;
        }
        tag.is_whole = blanks(rest).starts_with('>');
        Some(tag)
    }

    /// Whether this, as it was printed, may be that, as it was written.
    fn is(&self, written: &Self) -> bool {
        self.name == written.name
            && if self.is_whole {
                written.is_whole && self.attributes == written.attributes
            } else {
                !self.attributes.is_empty() && self.attributes.is_subset(&written.attributes)
            }
    }

    /// The address that it names, as a text would have it.
    fn address(&self) -> Option<&'a str> {
        let own = self.attributes.iter().find(|(name, _)| matches!(*name, "href" | "src"));
        own.map(|(_, value)| *value).filter(|value| value.len() > 2)
    }
}

fn blanks(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '/')
}

/// The next attribute with its value, and what follows it; `None` at the end of the tag or of what is there.
fn attribute(text: &str) -> Option<((&str, &str), &str)> {
    let text = blanks(text);
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))?;
    let (name, rest) = text.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
    let Some(written) = rest.strip_prefix('=') else { return Some(((name, ""), rest)) };
    for quote in ['"', '\''] {
        if let Some(inner) = written.strip_prefix(quote) {
            let (value, rest) = inner.split_once(quote)?;
            return Some(((name, value), rest));
        }
    }
    let end = written.find(|c: char| c.is_whitespace() || c == '>')?;
    let (value, rest) = written.split_at(end);
    Some(((name, value), rest))
}

/// Of more lines, none says where to look.
const MOST: usize = 4;

/// The lines of `files` where the tag at `place` of a page stands; none where they are many.
fn find<'a>(place: &Place, files: impl IntoIterator<Item = &'a SourceFile>) -> Vec<Line> {
    let Some(tag) = Tag::at(place.parts().1) else { return Vec::new() };
    let mut found: Vec<Line> = files.into_iter().flat_map(|file| lines(file, &tag)).take(MOST + 1).collect();
    if found.len() > MOST {
        found.clear();
    }
    found
}

fn lines(file: &SourceFile, tag: &Tag<'_>) -> Vec<Line> {
    let text = file.text();
    let places: Vec<usize> = if file.path().ends_with(".md") {
        let address = tag.address();
        address
            .map(|address| memchr::memmem::find_iter(text.as_bytes(), address).collect())
            .unwrap_or_default()
    } else {
        let starts = memchr::memchr_iter(b'<', text.as_bytes());
        starts.filter(|at| Tag::at(&text[*at..]).is_some_and(|written| tag.is(&written))).collect()
    };
    let mut lines: Vec<usize> = places.into_iter().map(|at| file.place(at..at).line).collect();
    lines.dedup();
    lines.into_iter().map(|line| Line { file: file.path().to_owned(), line }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(printed: &str, files: &[(&str, &str)]) -> Vec<(String, usize)> {
        let page = SourceFile::new("page", format!("<p>甲</p>{printed}<p>乙</p>"));
        let start = "<p>甲</p>".len();
        let end = start + printed.find('>').map_or(printed.len(), |end| end + 1);
        let files: Vec<SourceFile> = files.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
        find(&page.place(start..end), &files).into_iter().map(|found| (found.file, found.line)).collect()
    }

    #[test]
    fn a_tag_is_found_where_it_was_written() {
        const TEMPLATE: &str = "<p>一</p>\n<img alt=\"图片\" src='a.png'>\n<img src=\"a.png\">\n<h5>跳级</h5>\n\
                                {% if a > 1 %}<a href=\"{{ b }}\">去</a>{% endif %}<a\n  href=\"/x.css\">去</a><input type=\"text\">";
        for (printed, line) in [
            ("<img src=a.png>", Some(3)),
            ("<img alt=图片 src=a.png>", Some(2)),
            ("<h5>", Some(4)),
            ("<a data-leaving href=/x.css>", Some(5)),
            ("<a href=y.css>", None),
            ("<h6>", None),
            ("文字", None),
            ("<img src=\"a.png", None),
            ("<img alt=图片 src=\"a.pn", Some(2)),
            ("<input>", Some(6)),
            ("<input name=q>", None),
        ] {
            let told = found(printed, &[("templates/a", TEMPLATE), ("templates/b", "<p>二</p>")]);
            let wanted: Vec<_> =
                line.into_iter().map(|line: usize| ("templates/a".to_owned(), line)).collect();
            assert_eq!(told, wanted, "{printed}");
        }
    }

    #[test]
    fn what_stands_in_some_places_is_told_with_all_and_in_many_with_none() {
        let many = "<h5>\n".repeat(3);
        let at = |file: &str, line| (file.to_owned(), line);
        assert_eq!(found("<h5>", &[("a", "<h5>甲</h5>"), ("b", "\n<h5>乙</h5>")]), [at("a", 1), at("b", 2)]);
        assert_eq!(found("<h5>", &[("a", &many), ("b", &many)]), []);
    }

    #[test]
    fn a_link_of_a_text_is_found_by_its_address() {
        let text = "---\n标题: 甲\n---\n\n见[方案](gone.pdf)。\n";
        assert_eq!(found("<a href=gone.pdf>", &[("a.md", text)]), [("a.md".to_owned(), 5)]);
        assert_eq!(found("<a class=x>", &[("a.md", text)]), []);
    }
}
