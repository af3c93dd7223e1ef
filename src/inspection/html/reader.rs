//! Tags and texts in, a [`Page`] out.

use std::borrow::Cow;

use super::element::{Attribute, Element, trimmed};
use super::tag::Tag;
use super::{Control, Heading, Image, Item, List, Meta, Named, Page, Reference, Table, Use};

/// What an open element collects until it ends.
#[derive(Debug)]
enum Opened {
    Link { reference: usize },
    Heading { level: u8 },
    Label,
    Button { control: usize },
    Item,
    List { items: Vec<Item> },
    Table { table: usize },
}

impl Opened {
    /// Whether what is said in it names it.
    fn hears(&self) -> bool {
        matches!(self, Self::Link { .. } | Self::Button { .. } | Self::Heading { .. })
    }
}

/// How many bytes of a link, a heading or a button are kept: more says nothing more, and what
/// is never closed would hold the rest of its page.
const HEARD: usize = 1024;
/// How deep elements are followed; browsers go no deeper.
const NESTED: usize = 512;
/// How many open elements around a picture hear what is said of it.
const DEPTH: usize = 16;

/// The start of a text, as much of it as is kept.
fn heard(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEARD)]
}

#[derive(Debug)]
struct Open {
    tag: Tag,
    what: Opened,
    /// Bytes of the page's text before it.
    text: usize,
    at: usize,
    /// A name that stands in an attribute, of the element or of something in it.
    spoken: String,
}

/// What has been read of a page.
#[derive(Debug, Default)]
pub(super) struct Reader<'a> {
    page: Page<'a>,
    open: Vec<Open>,
    /// The element whose text no reader sees, until its end.
    silent: Option<Silent<'a>>,
    /// How many drawings are open: a `<title>` in one is not the page's.
    drawings: usize,
}

#[derive(Debug)]
struct Silent<'a> {
    tag: Tag,
    at: usize,
    text: Cow<'a, str>,
    is_data: bool,
    is_title: bool,
}

impl<'a> Reader<'a> {
    /// A reader for a page of so many bytes.
    pub(super) fn of(length: usize) -> Self {
        let mut reader = Self::default();
        // About what a page of text has: it seldom has to be moved while it grows.
        reader.page.text.reserve(length / 4);
        reader
    }

    /// A text between two tags, at byte `at` of the page.
    pub(super) fn text(&mut self, text: Cow<'a, str>, at: usize) {
        if let Some(silent) = &mut self.silent {
            if silent.is_data || silent.is_title {
                silent.text += text;
            }
            return;
        }
        if text.chars().all(char::is_whitespace) {
            if !self.page.text.is_empty() && !self.page.text.ends_with(char::is_whitespace) {
                self.page.text.push(' ');
            }
            return;
        }
        self.page.places.push((self.page.text.len(), at));
        self.page.text.push_str(&text);
    }

    fn pause(&mut self, tag: Tag) {
        if tag.is_inline() || self.page.text.is_empty() {
            return;
        }
        if matches!(tag, Tag::Td | Tag::Th | Tag::Img) {
            self.page.text.push(' ');
        } else if !self.page.text.ends_with('\n') {
            self.page.text.push('\n');
        }
    }

    /// A start tag with its attributes.
    pub(super) fn start(&mut self, element: &Element<'a>) {
        if self.silent.is_some() {
            return;
        }
        self.pause(element.tag);
        if element.has_some() {
            self.anchors(element);
            self.speak(element);
        }
        if !element.tag.is_plain() {
            self.head(element);
            self.references(element);
            self.candidates(element);
            self.structure(element);
            self.open(element);
            self.silence(element);
        }
    }

    fn anchors(&mut self, element: &Element<'a>) {
        let by_id = element.kept_words(Attribute::Id);
        let by_name = (element.tag == Tag::A).then(|| element.kept_words(Attribute::Name)).flatten();
        let named = by_id.into_iter().chain(by_name);
        self.page.anchors.extend(named.map(|text| Named { text, at: element.at }));
    }

    /// What is said of an element gives a name to the link or button around it.
    fn speak(&mut self, element: &Element<'a>) {
        let alt = element.words(Attribute::Alt).filter(|_| matches!(element.tag, Tag::Img | Tag::Area));
        let label = element.words(Attribute::AriaLabel).or_else(|| element.words(Attribute::AriaLabelledBy));
        if let Some(words) = label.or(alt) {
            let hears = |open: &&mut Open| open.what.hears() && open.spoken.len() < HEARD;
            for open in self.open.iter_mut().rev().take(DEPTH).filter(hears) {
                open.spoken.push_str(heard(words));
            }
        }
    }

    fn head(&mut self, element: &Element<'a>) {
        let at = element.at;
        match element.tag {
            Tag::Html => {
                self.page.is_document = true;
                self.page.lang = element.kept(Attribute::Lang);
                self.page.root = Some(at);
            }
            // Both tags may be left out.
            Tag::Title if self.drawings == 0 => self.page.is_document = true,
            Tag::Base if self.page.base.is_none() => self.page.base = element.kept_words(Attribute::Href),
            Tag::Body => {
                self.page.is_document = true;
                self.page.kind = element.kept(Attribute::DataKind);
            }
            Tag::Meta => {
                let content = element.kept(Attribute::Content);
                if element
                    .words(Attribute::HttpEquiv)
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("refresh"))
                {
                    self.follow(content.as_ref(), at);
                    self.page.refresh = content;
                } else if let Some(name) = element.kept_words(Attribute::Name) {
                    self.page.metas.push(Meta { name, content, at });
                }
            }
            _ => {}
        }
    }

    /// Where `5; url=b.htm` leads.
    fn follow(&mut self, content: Option<&Cow<'a, str>>, at: usize) {
        let Some((_, address)) = content.and_then(|content| content.split_once('=')) else { return };
        let address = address.trim().trim_matches(['"', '\'']).to_owned();
        let reference = Reference { address: Cow::Owned(address), usage: Use::Link, at, words: None };
        self.page.references.push(reference);
    }

    fn references(&mut self, element: &Element<'a>) {
        let usage = match element.tag {
            Tag::A | Tag::Area => Use::Link,
            Tag::Link => {
                let relation = element.words(Attribute::Rel).unwrap_or_default().to_ascii_lowercase();
                let is_part =
                    ["stylesheet", "icon", "preload", "manifest"].iter().any(|part| relation.contains(part));
                if is_part { Use::Part } else { Use::Relation }
            }
            Tag::Use => Use::Symbol,
            Tag::Script => Use::Part,
            Tag::Form => Use::Form,
            _ => Use::Shown,
        };
        let addresses = match element.tag {
            Tag::A | Tag::Area | Tag::Link | Tag::Use => [Attribute::Href].as_slice(),
            Tag::Img
            | Tag::Script
            | Tag::Source
            | Tag::Audio
            | Tag::Track
            | Tag::Iframe
            | Tag::Embed
            | Tag::Input => &[Attribute::Src],
            Tag::Video => &[Attribute::Src, Attribute::Poster],
            Tag::Object => &[Attribute::Data],
            Tag::Form => &[Attribute::Action],
            _ => &[],
        };
        for attribute in addresses {
            if let Some(address) = element.kept(*attribute) {
                self.page.references.push(Reference { address, usage, at: element.at, words: None });
            }
        }
    }

    /// The sizes of a picture.
    fn candidates(&mut self, element: &Element<'a>) {
        let Some(candidates) = element.words(Attribute::Srcset) else { return };
        // Data in place has a `,` of its own.
        let is_data = candidates.contains("data:");
        let addresses = candidates.split(',').filter_map(|part| part.split_whitespace().next());
        let addresses = addresses.filter(|_| !is_data);
        self.page.references.extend(addresses.map(|address| Reference {
            address: Cow::Owned(address.to_owned()),
            usage: Use::Candidate,
            at: element.at,
            words: None,
        }));
    }

    fn structure(&mut self, element: &Element<'a>) {
        let at = element.at;
        match element.tag {
            Tag::Img => {
                let source = element.kept(Attribute::Src).unwrap_or_default();
                let is_hidden = element.get(Attribute::AriaHidden) == Some("true")
                    || matches!(element.get(Attribute::Role), Some("presentation" | "none"));
                let alt = element.kept(Attribute::Alt).or_else(|| element.kept(Attribute::AriaLabel));
                let alt = alt.or(is_hidden.then_some(Cow::Borrowed("")));
                self.say(alt.as_deref().unwrap_or_default(), at);
                self.page.images.push(Image { alt, source, at });
            }
            Tag::Th | Tag::Td => {
                let table = self.open.iter().rev().find_map(|open| match open.what {
                    Opened::Table { table } => Some(table),
                    _ => None,
                });
                if let Some(table) = table.and_then(|table| self.page.tables.get_mut(table)) {
                    if element.tag == Tag::Th { table.heads += 1 } else { table.cells += 1 }
                }
            }
            Tag::Svg => self.drawings += 1,
            Tag::Label => self.page.labelled.extend(element.kept(Attribute::For)),
            Tag::Iframe => {
                let text = element.kept(Attribute::Title).unwrap_or_default();
                self.page.frames.push(Named { text, at });
            }
            Tag::Input | Tag::Select | Tag::Textarea => self.field(element),
            _ => {}
        }
    }

    fn say(&mut self, words: &str, at: usize) {
        if !words.is_empty() {
            self.page.places.push((self.page.text.len(), at));
            self.page.text.push_str(words);
            self.page.text.push(' ');
        }
    }

    fn field(&mut self, element: &Element<'a>) {
        let kind = element.get(Attribute::Type).unwrap_or_default().to_ascii_lowercase();
        if matches!(kind.as_str(), "hidden" | "submit" | "reset") {
            return;
        }
        if kind == "image" {
            let source = element.kept(Attribute::Src).unwrap_or_default();
            self.page.images.push(Image { alt: element.kept(Attribute::Alt), source, at: element.at });
            return;
        }
        let is_in_label = self.open.iter().any(|open| matches!(open.what, Opened::Label));
        let is_named = is_in_label || has_name(element);
        self.page.controls.push(Control { id: element.kept(Attribute::Id), is_named, at: element.at });
    }

    fn open(&mut self, element: &Element<'a>) {
        // Browsers close a link where the next one starts.
        if element.tag == Tag::A && self.open.iter().any(|open| open.tag == Tag::A) {
            self.end(Tag::A);
        }
        let what = match element.tag {
            Tag::A if element.has(Attribute::Href) => {
                Opened::Link { reference: self.page.references.len().saturating_sub(1) }
            }
            Tag::Heading(level) => Opened::Heading { level },
            Tag::Label => Opened::Label,
            Tag::Button => {
                let control =
                    Control { id: element.kept(Attribute::Id), is_named: has_name(element), at: element.at };
                self.page.controls.push(control);
                Opened::Button { control: self.page.controls.len() - 1 }
            }
            Tag::Item => {
                self.end_item();
                Opened::Item
            }
            Tag::List => Opened::List { items: Vec::new() },
            Tag::Table => {
                let is_layout = matches!(element.get(Attribute::Role), Some("presentation" | "none"));
                self.page.tables.push(Table { heads: 0, cells: 0, is_layout, at: element.at });
                Opened::Table { table: self.page.tables.len() - 1 }
            }
            _ => return,
        };
        if self.open.len() >= NESTED {
            return;
        }
        let spoken = element.words(Attribute::AriaLabel).or_else(|| element.words(Attribute::Title));
        self.open.push(Open {
            tag: element.tag,
            what,
            text: self.page.text.len(),
            at: element.at,
            spoken: heard(spoken.unwrap_or_default()).to_owned(),
        });
    }

    /// An item ends where the next one of its list starts.
    fn end_item(&mut self) {
        let inner = self.open.iter().rev().take_while(|open| !matches!(open.what, Opened::List { .. }));
        if inner.filter(|open| matches!(open.what, Opened::Item)).count() > 0 {
            self.end(Tag::Item);
        }
    }

    fn silence(&mut self, element: &Element<'a>) {
        if element.tag.is_silent() {
            let kind = element.get(Attribute::Type).unwrap_or_default();
            self.silent = Some(Silent {
                tag: element.tag,
                at: element.at,
                text: Cow::Borrowed(""),
                is_data: element.tag == Tag::Script && kind.eq_ignore_ascii_case("application/ld+json"),
                is_title: element.tag == Tag::Title && self.drawings == 0,
            });
        }
    }

    /// An end tag.
    pub(super) fn end(&mut self, tag: Tag) {
        if let Some(silent) = self.silent.take_if(|silent| silent.tag == tag) {
            let named = Named { text: trimmed(&silent.text), at: silent.at };
            if silent.is_title {
                self.page.titles.push(named);
            } else if silent.is_data {
                self.page.data.push(named);
            }
            return;
        }
        self.pause(tag);
        if tag.is_plain() {
            return;
        }
        if tag == Tag::Svg {
            self.drawings = self.drawings.saturating_sub(1);
        }
        let Some(place) = self.open.iter().rposition(|open| open.tag == tag) else { return };
        while self.open.len() > place {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let written = open.text.min(self.page.text.len())..self.page.text.len();
        let text = self.page.text[written.clone()].trim();
        match open.what {
            Opened::Link { reference } => {
                let words = if text.is_empty() { open.spoken } else { heard(text).to_owned() };
                if let Some(reference) = self.page.references.get_mut(reference) {
                    reference.words = Some(words);
                }
            }
            Opened::Heading { level } => {
                self.page.headings.push(Heading { level, text: heard(text).to_owned(), at: open.at });
            }
            Opened::Button { control } => {
                let is_named = !text.is_empty() || !open.spoken.is_empty();
                if let Some(control) = self.page.controls.get_mut(control) {
                    control.is_named |= is_named;
                }
            }
            Opened::Item => {
                let list = self.open.iter_mut().rev().find_map(|open| match &mut open.what {
                    Opened::List { items } => Some(items),
                    _ => None,
                });
                if let Some(items) = list {
                    items.push(Item { text: written, at: open.at });
                }
            }
            Opened::List { items } => self.page.lists.push(List { items }),
            Opened::Label | Opened::Table { .. } => {}
        }
    }

    /// What the page holds.
    pub(super) fn finish(mut self) -> Page<'a> {
        while !self.open.is_empty() {
            self.close();
        }
        self.page
    }
}

fn has_name(element: &Element<'_>) -> bool {
    [Attribute::AriaLabel, Attribute::AriaLabelledBy, Attribute::Title]
        .iter()
        .any(|attribute| element.words(*attribute).is_some())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{HEARD, NESTED};
    use crate::inspection::html::{read, read_by_the_standard};

    /// Pieces of pages, most of them plain, some that only the standard settles.
    const PIECES: [&str; 65] = [
        "<p>",
        "</p>",
        "<a href=x.html>",
        "<a href='y'>",
        "</a>",
        "<a href=\"z&amp;1#q\" >",
        "<b",
        "<",
        ">",
        "/",
        "<h2 id=t>",
        "</h2>",
        "<title>",
        "</title>",
        "<title>甲 &lt; 乙</title>",
        "<ul>",
        "<li>",
        "</li>",
        "</ul>",
        "<ol>",
        "</ol>",
        "<script>",
        "</script>",
        "<script src=a.js></script>",
        "<style>a>b{}</style>",
        "<style>",
        "</style >",
        "<!--",
        "-->",
        "<!-- 注 -->",
        "<!doctype html>",
        "<!DOCTYPE html>",
        "<!x>",
        "<?x?>",
        "&amp;",
        "&copy;",
        "&lt",
        "& ",
        "&#39;",
        "&#x4e2d;",
        "&nbsp;",
        "甲",
        " ",
        "\n",
        "\r\n",
        "\t",
        "text",
        "<svg viewBox=\"0 0 1 1\"><title>图</title><use href=#a /></svg>",
        "<table><tr><th>",
        "<td>",
        "</table>",
        "<img alt=图 src=a.png>",
        "<img src=b.png srcset='c 1x, d 2x' ALT=x>",
        "<input id=q>",
        "<label for=q>",
        "</label>",
        "<button aria-label=关>",
        "</button>",
        "<noscript><a href=n>",
        "</noscript>",
        "</NOSCRIPT>",
        "</scripts>",
        "<noscript><b>x</b></noscript>",
        "<iframe src=i>",
        "<meta name=a content='b' content=c>",
    ];

    proptest! {
        #[test]
        fn any_bytes_are_read_to_their_end(html in ".{0,400}|([<>/='\" a-z&;-]|li|ul|title|svg|script|table|图){0,80}") {
            let page = read(&html);
            for at in 0..page.text.len() {
                prop_assert!(page.place_of_text(at) <= html.len() + page.text.len());
            }
            prop_assert_eq!(page, read_by_the_standard(&html));
        }

        #[test]
        fn the_short_way_reads_what_the_standard_says(html in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat())) {
            prop_assert_eq!(read(&html), read_by_the_standard(&html));
        }
    }

    const PAGE: &str = "<!doctype html><html lang=zh-CN><head><title> 一颗螺帽 </title>\
        <meta name=PubDate content='2026-01-15 09:30'><link rel=stylesheet href=a.css><script src=b.js></script>\
        <script type=application/ld+json>{\"a\":1}</script></head>\
        <body data-kind=case><h1 id=top>一颗<b>螺帽</b></h1><p>见<a href=' c.html#x '>方案 &amp; 目标</a></p>\
        <a href=d.html><img src=e.png alt=螺帽></a><table><tr><th>年<td>数</table>\
        <ul><li>甲<li>乙<ul><li>丙</ul></ul><input id=q><label for=q>搜索</label><button><svg aria-label=关闭><title>关</title></svg></button>\
        <img src=f.jpg srcset='f1.jpg 1x, f2.jpg 2x'><noscript><a href=g.html>没有</a></noscript></body></html>";

    #[test]
    fn a_page_of_ill_will_is_kept_small() {
        let many = |piece: &str| piece.repeat(20_000);
        for html in [
            many("<ul>") + &many("<img alt=一张二十个字的替代文字说明说明说明说明>"),
            many("<a href=x>文字"),
            many("<h2>文字"),
            many("<button>") + &many("<img alt=一张二十个字的替代文字说明说明说明说明>"),
        ] {
            let page = read(&html);
            let words = page.references.iter().filter_map(|link| link.words.as_ref()).map(String::len);
            let headings = page.headings.iter().map(|heading| heading.text.len());
            let kept = words.sum::<usize>() + headings.sum::<usize>();
            assert!(kept <= html.len() + NESTED * HEARD, "{kept} of {}: {}", html.len(), &html[..20]);
        }
    }

    #[test]
    fn a_link_ends_where_the_next_one_starts() {
        let page = read("<a href=x>甲<a href=y>乙</a>丙");
        let words: Vec<_> = page.references.iter().map(|link| link.words.as_deref().unwrap()).collect();
        assert_eq!(words, ["甲", "乙"]);
    }

    #[test]
    fn a_page_is_read_in_one_pass() {
        let page = read(PAGE);
        assert_eq!((page.lang.as_deref(), page.kind.as_deref()), (Some("zh-CN"), Some("case")));
        let titles: Vec<&str> = page.titles.iter().map(|title| title.text.as_ref()).collect();
        assert_eq!(titles, ["一颗螺帽"]);
        assert_eq!(page.meta("pubdate").unwrap().content.as_deref(), Some("2026-01-15 09:30"));
        assert_eq!(page.data[0].text, "{\"a\":1}");
        assert_eq!((page.headings[0].level, page.headings[0].text.as_str()), (1, "一颗螺帽"));
        let told: Vec<(&str, Option<&str>)> =
            page.references.iter().map(|found| (found.address.as_ref(), found.words.as_deref())).collect();
        assert_eq!(
            told,
            [
                ("a.css", None),
                ("b.js", None),
                ("c.html#x", Some("方案 & 目标")),
                ("d.html", Some("螺帽")),
                ("e.png", None),
                ("f.jpg", None),
                ("f1.jpg", None),
                ("f2.jpg", None)
            ]
        );
        assert_eq!((page.tables[0].heads, page.tables[0].cells), (1, 1));
        let items: Vec<Vec<&str>> = page
            .lists
            .iter()
            .map(|list| list.items.iter().map(|item| page.text[item.text.clone()].trim()).collect())
            .collect();
        assert_eq!(items, [vec!["丙"], vec!["甲", "乙\n丙"]]);
        let named: Vec<bool> = page.controls.iter().map(|control| control.is_named).collect();
        assert_eq!((named, page.labelled), (vec![false, true], vec!["q".into()]));
        assert_eq!(page.images[1].alt, None);
    }

    #[test]
    fn a_place_in_the_text_leads_back_to_the_page() {
        let html = "<p>一段<b>文字</b>，<a href=x>见此</a></p>";
        let page = read(html);
        for word in ["一段", "文字", "见此"] {
            let at = page.place_of_text(page.text.find(word).unwrap());
            assert!(html[at..].starts_with(word), "{word}: {}", &html[at..]);
        }
    }

    #[test]
    fn tag_soup_is_read_to_its_end() {
        for soup in [
            "",
            "<",
            "<a",
            "<a href",
            "</li></ul>",
            "<ul><li><ul><li>",
            "<title>",
            "<b><a href=x>",
            "\u{0}<p>",
        ] {
            assert!(read(soup).metas.is_empty(), "{soup}");
        }
        assert_eq!(read("<ul><li><a href=x>甲").references[0].words.as_deref(), Some("甲"));
    }
}
