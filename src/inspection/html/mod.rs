//! Reads a built page, ours or a foreign one, into what rules ask about.
//!
//! One pass over the tokens of the HTML standard; no tree. What a browser would
//! repair is taken as it stands: an element ends at its own end tag, or where the
//! one around it ends. Never refuses a page. Knows no rule.

mod element;
mod reader;

pub use reader::read;

/// What a page holds. All places are bytes of the page.
#[derive(Debug, Default)]
pub struct Page {
    /// `lang` of the root.
    pub lang: Option<String>,
    /// Whether there is an `<html>` or a `<body>`: else it is a piece for other pages.
    pub is_document: bool,
    /// `data-kind` of the body: what kind of page our templates printed.
    pub kind: Option<String>,
    /// Each `<title>`.
    pub titles: Vec<Named>,
    /// Each `<meta>` with a name, in order.
    pub metas: Vec<Meta>,
    /// Content of `<meta http-equiv=refresh>`.
    pub refresh: Option<String>,
    /// Everything that names an address.
    pub references: Vec<Reference>,
    /// Each `id`, and each name of an `<a>`.
    pub anchors: Vec<Named>,
    /// h1 to h6.
    pub headings: Vec<Heading>,
    /// Pictures.
    pub images: Vec<Image>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Fields and buttons.
    pub controls: Vec<Control>,
    /// Values of `for` of labels.
    pub labelled: Vec<String>,
    /// Frames: their titles.
    pub frames: Vec<Named>,
    /// Lists with the text of their items.
    pub lists: Vec<List>,
    /// Linked data, as written.
    pub data: Vec<Named>,
    /// The visible text, with a line for each block; alternative texts are part of it.
    pub text: String,
    /// Where pieces of the text stand in the page: text, page.
    places: Vec<(usize, usize)>,
}

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Without blanks around.
    pub text: String,
    /// Where.
    pub at: usize,
}

/// `<meta name content>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// As written.
    pub name: String,
    /// `None` without the attribute.
    pub content: Option<String>,
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
pub struct Reference {
    /// As written, without blanks around.
    pub address: String,
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
pub struct Image {
    /// `None` without the attribute, empty where it says nothing on purpose.
    pub alt: Option<String>,
    /// Its address.
    pub source: String,
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
pub struct Control {
    /// Its `id`.
    pub id: Option<String>,
    /// Whether it has words of its own: around it, in it or in an attribute.
    pub is_named: bool,
    /// Where.
    pub at: usize,
}

/// `<ul>`, `<ol>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The text of each item.
    pub items: Vec<Named>,
}

impl Page {
    /// The byte of the page that byte `at` of [`Page::text`] comes from; about, where an entity was written.
    #[must_use]
    pub fn place_of_text(&self, at: usize) -> usize {
        let after = self.places.partition_point(|(text, _)| *text <= at);
        let (text, page) = self.places.get(after.saturating_sub(1)).copied().unwrap_or_default();
        page + at.saturating_sub(text)
    }

    /// The content of the first tag of that name, in any case.
    #[must_use]
    pub fn meta(&self, name: &str) -> Option<&Meta> {
        self.metas.iter().find(|meta| meta.name.eq_ignore_ascii_case(name))
    }
}
