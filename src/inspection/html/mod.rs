//! Reads a built page, ours or a foreign one, into what rules ask about.
//!
//! One pass over its tags; no tree. What a browser would repair is taken as it
//! stands: an element ends at its own end tag, or where the one around it ends.
//! Never refuses a page. Knows no rule.
//!
//! ```text
//!  page ─ plain ─ as far as it is written plainly ┐
//!           └──── standard ─ the rest ────────────┴ reader ─ Page
//! ```

mod element;
mod plain;
mod reader;
mod standard;
mod tag;

use std::borrow::Cow;
use std::ops::Range;

use reader::Reader;

/// Reads a page; bytes that are no UTF-8 are replaced by their reader.
#[must_use]
pub fn read(html: &str) -> Page<'_> {
    let mut reader = Reader::of(html.len());
    let rest = plain::read(html, &mut reader);
    if rest < html.len() {
        standard::read(html, rest, &mut reader);
    }
    reader.finish()
}

/// The same by the rules of the HTML standard alone, slower: what [`read`] is held against.
#[must_use]
pub fn read_by_the_standard(html: &str) -> Page<'_> {
    let mut reader = Reader::of(html.len());
    standard::read(html, 0, &mut reader);
    reader.finish()
}

/// How far the short way takes a page.
#[cfg(test)]
pub(super) fn plain_length(html: &str) -> usize {
    plain::read(html, &mut Reader::default())
}

/// What a page holds. All places are bytes of the page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page<'a> {
    /// `lang` of the root.
    pub lang: Option<Cow<'a, str>>,
    /// Where the root starts, where it is written.
    pub root: Option<usize>,
    /// `href` of `<base>`: where its relative addresses start from.
    pub base: Option<Cow<'a, str>>,
    /// Whether there is an `<html>`, a `<body>` or a title: else it is a piece for other pages.
    pub is_document: bool,
    /// `data-kind` of the body: what kind of page our templates printed.
    pub kind: Option<Cow<'a, str>>,
    /// Each `<title>`.
    pub titles: Vec<Named<'a>>,
    /// Each `<meta>` with a name, in order.
    pub metas: Vec<Meta<'a>>,
    /// Content of `<meta http-equiv=refresh>`.
    pub refresh: Option<Cow<'a, str>>,
    /// Everything that names an address.
    pub references: Vec<Reference<'a>>,
    /// Each `id`, and each name of an `<a>`.
    pub anchors: Vec<Named<'a>>,
    /// h1 to h6.
    pub headings: Vec<Heading>,
    /// Pictures.
    pub images: Vec<Image<'a>>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Fields and buttons.
    pub controls: Vec<Control<'a>>,
    /// Values of `for` of labels.
    pub labelled: Vec<Cow<'a, str>>,
    /// Frames: their titles.
    pub frames: Vec<Named<'a>>,
    /// Lists with the text of their items.
    pub lists: Vec<List>,
    /// Linked data, as written.
    pub data: Vec<Named<'a>>,
    /// The visible text, with a line for each block; alternative texts are part of it.
    pub text: String,
    /// Where pieces of the text stand in the page: text, page.
    places: Vec<(usize, usize)>,
}

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'a> {
    /// Without blanks around.
    pub text: Cow<'a, str>,
    /// Where.
    pub at: usize,
}

/// `<meta name content>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta<'a> {
    /// As written.
    pub name: Cow<'a, str>,
    /// `None` without the attribute.
    pub content: Option<Cow<'a, str>>,
    /// Where.
    pub at: usize,
}

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// `<a href>`, `<area href>`: a reader goes there.
    Link,
    /// A stylesheet, a script, an icon.
    Part,
    /// A picture, a film, a frame: shown in the page.
    Shown,
    /// One of several sizes of a picture.
    Candidate,
    /// Feeds, canonical and alternate pages.
    Relation,
    /// Where a form is sent.
    Form,
    /// Inside an SVG: `<use href="#…">`.
    Symbol,
}

/// An address that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'a> {
    /// As written, without blanks around.
    pub address: Cow<'a, str>,
    /// What for.
    pub usage: Use,
    /// Where.
    pub at: usize,
    /// Of a link: what a reader hears. `None` for all else.
    pub words: Option<String>,
}

/// h1 to h6.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Where.
    pub at: usize,
}

/// `<img>`, `<input type=image>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image<'a> {
    /// `None` without the attribute, empty where it says nothing on purpose.
    pub alt: Option<Cow<'a, str>>,
    /// Its address.
    pub source: Cow<'a, str>,
    /// Where.
    pub at: usize,
}

/// `<table>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// How many header cells it has.
    pub heads: usize,
    /// How many other cells.
    pub cells: usize,
    /// `role=presentation`: laid out, no data.
    pub is_layout: bool,
    /// Where.
    pub at: usize,
}

/// A field or a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control<'a> {
    /// Its `id`.
    pub id: Option<Cow<'a, str>>,
    /// Whether it has words of its own: around it, in it or in an attribute.
    pub is_named: bool,
    /// Where.
    pub at: usize,
}

/// `<ul>`, `<ol>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// From the first to the last.
    pub items: Vec<Item>,
}

/// `<li>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Bytes of [`Page::text`], with blanks around.
    pub text: Range<usize>,
    /// Where.
    pub at: usize,
}

impl<'a> Page<'a> {
    /// The byte of the page that byte `at` of [`Page::text`] comes from; about, where an entity was written.
    #[must_use]
    pub fn place_of_text(&self, at: usize) -> usize {
        let after = self.places.partition_point(|(text, _)| *text <= at);
        let (text, page) = self.places.get(after.saturating_sub(1)).copied().unwrap_or_default();
        page + at.saturating_sub(text)
    }

    /// The content of the first tag of that name, in any case.
    #[must_use]
    pub fn meta(&self, name: &str) -> Option<&Meta<'a>> {
        self.metas.iter().find(|meta| meta.name.eq_ignore_ascii_case(name))
    }
}
