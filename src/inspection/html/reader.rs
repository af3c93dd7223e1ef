//! Tokens in, a [`Page`] out.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::element::{Attribute, Element};
use super::{Control, Heading, Image, List, Meta, Named, Page, Reference, Table, Use};

/// Reads a page; bytes that are no UTF-8 are replaced by their reader.
#[must_use]
pub fn read(html: &str) -> Page {
    let mut reader = Reader::default();
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            reader.event(&event, span.start);
            None
        });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    reader.finish()
}

/// What an open element collects until it ends.
#[derive(Debug)]
enum Opened {
    Link { reference: usize },
    Heading { level: u8 },
    Label,
    Button { control: usize },
    Item,
    List { items: Vec<Named> },
    Table { table: usize },
}

#[derive(Debug)]
struct Open {
    name: String,
    what: Opened,
    /// Bytes of the page's text before it.
    text: usize,
    at: usize,
    /// A name that stands in an attribute, of the element or of something in it.
    spoken: String,
}

#[derive(Debug, Default)]
struct Reader {
    page: Page,
    element: Element,
    attribute: Option<Attribute>,
    in_tag: bool,
    open: Vec<Open>,
    /// The element whose text no reader sees, until its end.
    silent: Option<Silent>,
    /// How many drawings are open: a `<title>` in one is not the page's.
    drawings: usize,
}

#[derive(Debug)]
struct Silent {
    name: String,
    at: usize,
    text: String,
    is_data: bool,
    is_title: bool,
}

const SILENT: [&str; 5] = ["script", "style", "title", "noscript", "template"];
/// Elements around which a reader pauses.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "kbd", "label", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u", "button",
];

impl Reader {
    fn event(&mut self, event: &CallbackEvent<'_>, at: usize) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.element.begin(name, at);
                self.in_tag = true;
            }
            CallbackEvent::AttributeName { name } if self.in_tag => {
                self.attribute = Attribute::of(name);
                if let Some(attribute) = self.attribute {
                    self.element.put(attribute);
                }
            }
            CallbackEvent::AttributeValue { value } if self.in_tag => {
                if let Some(attribute) = self.attribute {
                    self.element.fill(attribute, value);
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                self.in_tag = false;
                self.start();
            }
            CallbackEvent::EndTag { name } => {
                self.in_tag = false;
                self.end(&String::from_utf8_lossy(name));
            }
            CallbackEvent::String { value } => self.text(&String::from_utf8_lossy(value), at),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        if let Some(silent) = &mut self.silent {
            if silent.is_data || silent.is_title {
                silent.text.push_str(text);
            }
            return;
        }
        if text.trim().is_empty() {
            if !self.page.text.is_empty() && !self.page.text.ends_with(char::is_whitespace) {
                self.page.text.push(' ');
            }
            return;
        }
        self.page.places.push((self.page.text.len(), at));
        self.page.text.push_str(text);
    }

    fn pause(&mut self, name: &str) {
        if INLINE.contains(&name) || self.page.text.is_empty() {
            return;
        }
        if matches!(name, "td" | "th" | "img") {
            self.page.text.push(' ');
        } else if !self.page.text.ends_with('\n') {
            self.page.text.push('\n');
        }
    }

    fn start(&mut self) {
        let element = std::mem::take(&mut self.element);
        if self.silent.is_none() {
            self.pause(&element.name);
            self.anchors(&element);
            self.speak(&element);
            self.head(&element);
            self.references(&element);
            self.structure(&element);
            self.open(&element);
            self.silence(&element);
        }
        self.element = element;
    }

    fn anchors(&mut self, element: &Element) {
        let by_id = element.words(Attribute::Id);
        let by_name = element.words(Attribute::Name).filter(|_| element.name == "a");
        for text in by_id.into_iter().chain(by_name) {
            self.page.anchors.push(Named { text: text.to_owned(), at: element.at });
        }
    }

    /// What is said of an element gives a name to the link or button around it.
    fn speak(&mut self, element: &Element) {
        let alt = element.words(Attribute::Alt).filter(|_| matches!(element.name.as_str(), "img" | "area"));
        let label = element.words(Attribute::AriaLabel).or_else(|| element.words(Attribute::AriaLabelledBy));
        if let Some(words) = label.or(alt) {
            for open in &mut self.open {
                open.spoken.push_str(words);
            }
        }
    }

    fn head(&mut self, element: &Element) {
        let at = element.at;
        match element.name.as_str() {
            "html" => {
                self.page.is_document = true;
                self.page.lang = element.owned(Attribute::Lang);
            }
            "body" => {
                self.page.is_document = true;
                self.page.kind = element.owned(Attribute::DataKind);
            }
            "meta" => {
                let content = element.owned(Attribute::Content);
                if element
                    .words(Attribute::HttpEquiv)
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("refresh"))
                {
                    self.page.refresh = content;
                } else if let Some(name) = element.words(Attribute::Name) {
                    self.page.metas.push(Meta { name: name.to_owned(), content, at });
                }
            }
            _ => {}
        }
    }

    fn references(&mut self, element: &Element) {
        let usage = match element.name.as_str() {
            "a" | "area" => Use::Link,
            "link" => {
                let relation = element.words(Attribute::Rel).unwrap_or_default().to_ascii_lowercase();
                let is_part =
                    ["stylesheet", "icon", "preload", "manifest"].iter().any(|part| relation.contains(part));
                if is_part { Use::Part } else { Use::Relation }
            }
            "use" => Use::Symbol,
            "script" => Use::Part,
            "form" => Use::Form,
            _ => Use::Shown,
        };
        let addresses = match element.name.as_str() {
            "a" | "area" | "link" | "use" => [Attribute::Href].as_slice(),
            "img" | "script" | "source" | "audio" | "track" | "iframe" | "embed" | "input" => {
                &[Attribute::Src]
            }
            "video" => &[Attribute::Src, Attribute::Poster],
            "object" => &[Attribute::Data],
            "form" => &[Attribute::Action],
            _ => &[],
        };
        for attribute in addresses {
            if let Some(address) = element.owned(*attribute) {
                self.page.references.push(Reference { address, usage, at: element.at, words: None });
            }
        }
        let candidates = element.words(Attribute::Srcset).unwrap_or_default();
        let addresses = candidates.split(',').filter_map(|part| part.split_whitespace().next());
        self.page.references.extend(addresses.map(|address| Reference {
            address: address.to_owned(),
            usage: Use::Candidate,
            at: element.at,
            words: None,
        }));
    }

    fn structure(&mut self, element: &Element) {
        let at = element.at;
        match element.name.as_str() {
            "img" => {
                let source = element.owned(Attribute::Src).unwrap_or_default();
                let is_hidden = element.get(Attribute::AriaHidden) == Some("true")
                    || matches!(element.get(Attribute::Role), Some("presentation" | "none"));
                let alt = element.owned(Attribute::Alt).or_else(|| element.owned(Attribute::AriaLabel));
                let alt = alt.or(is_hidden.then(String::new));
                self.say(alt.as_deref().unwrap_or_default(), at);
                self.page.images.push(Image { alt, source, at });
            }
            "th" | "td" => {
                let table = self.open.iter().rev().find_map(|open| match open.what {
                    Opened::Table { table } => Some(table),
                    _ => None,
                });
                if let Some(table) = table.and_then(|table| self.page.tables.get_mut(table)) {
                    if element.name == "th" { table.heads += 1 } else { table.cells += 1 }
                }
            }
            "svg" => self.drawings += 1,
            "label" => self.page.labelled.extend(element.owned(Attribute::For)),
            "iframe" => {
                let text = element.owned(Attribute::Title).unwrap_or_default();
                self.page.frames.push(Named { text, at });
            }
            "input" | "select" | "textarea" => self.field(element),
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

    fn field(&mut self, element: &Element) {
        let kind = element.get(Attribute::Type).unwrap_or_default().to_ascii_lowercase();
        if matches!(kind.as_str(), "hidden" | "submit" | "reset") {
            return;
        }
        if kind == "image" {
            let source = element.owned(Attribute::Src).unwrap_or_default();
            self.page.images.push(Image { alt: element.owned(Attribute::Alt), source, at: element.at });
            return;
        }
        let is_in_label = self.open.iter().any(|open| matches!(open.what, Opened::Label));
        let is_named = is_in_label || has_name(element);
        self.page.controls.push(Control { id: element.owned(Attribute::Id), is_named, at: element.at });
    }

    fn open(&mut self, element: &Element) {
        let name = element.name.as_str();
        let what = match name {
            "a" if element.has(Attribute::Href) => {
                Opened::Link { reference: self.page.references.len().saturating_sub(1) }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Opened::Heading { level: name.as_bytes()[1] - b'0' },
            "label" => Opened::Label,
            "button" => {
                let control =
                    Control { id: element.owned(Attribute::Id), is_named: has_name(element), at: element.at };
                self.page.controls.push(control);
                Opened::Button { control: self.page.controls.len() - 1 }
            }
            "li" => {
                self.end_item();
                Opened::Item
            }
            "ul" | "ol" => Opened::List { items: Vec::new() },
            "table" => {
                let is_layout = matches!(element.get(Attribute::Role), Some("presentation" | "none"));
                self.page.tables.push(Table { heads: 0, cells: 0, is_layout, at: element.at });
                Opened::Table { table: self.page.tables.len() - 1 }
            }
            _ => return,
        };
        let spoken = element.words(Attribute::AriaLabel).or_else(|| element.words(Attribute::Title));
        self.open.push(Open {
            name: name.to_owned(),
            what,
            text: self.page.text.len(),
            at: element.at,
            spoken: spoken.unwrap_or_default().to_owned(),
        });
    }

    /// An item ends where the next one of its list starts.
    fn end_item(&mut self) {
        let inner = self.open.iter().rev().take_while(|open| !matches!(open.what, Opened::List { .. }));
        if inner.filter(|open| matches!(open.what, Opened::Item)).count() > 0 {
            self.end("li");
        }
    }

    fn silence(&mut self, element: &Element) {
        if SILENT.contains(&element.name.as_str()) {
            let kind = element.get(Attribute::Type).unwrap_or_default();
            self.silent = Some(Silent {
                name: element.name.clone(),
                at: element.at,
                text: String::new(),
                is_data: element.name == "script" && kind.eq_ignore_ascii_case("application/ld+json"),
                is_title: element.name == "title" && self.drawings == 0,
            });
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(silent) = self.silent.take_if(|silent| silent.name == name) {
            let named = Named { text: silent.text.trim().to_owned(), at: silent.at };
            if silent.is_title {
                self.page.titles.push(named);
            } else if silent.is_data {
                self.page.data.push(named);
            }
            return;
        }
        self.pause(name);
        if name == "svg" {
            self.drawings = self.drawings.saturating_sub(1);
        }
        let Some(place) = self.open.iter().rposition(|open| open.name == name) else { return };
        while self.open.len() > place {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let text = self.page.text.get(open.text..).unwrap_or_default().trim().to_owned();
        match open.what {
            Opened::Link { reference } => {
                let words = if text.is_empty() { open.spoken } else { text };
                if let Some(reference) = self.page.references.get_mut(reference) {
                    reference.words = Some(words);
                }
            }
            Opened::Heading { level } => self.page.headings.push(Heading { level, text, at: open.at }),
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
                    items.push(Named { text, at: open.at });
                }
            }
            Opened::List { items } => self.page.lists.push(List { items }),
            Opened::Label | Opened::Table { .. } => {}
        }
    }

    fn finish(mut self) -> Page {
        while !self.open.is_empty() {
            self.close();
        }
        self.page
    }
}

fn has_name(element: &Element) -> bool {
    [Attribute::AriaLabel, Attribute::AriaLabelledBy, Attribute::Title]
        .iter()
        .any(|attribute| element.words(*attribute).is_some())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_bytes_are_read_to_their_end(html in ".{0,400}|([<>/='\" a-z&;-]|li|ul|title|svg|script|table|图){0,80}") {
            let page = read(&html);
            for at in 0..page.text.len() {
                prop_assert!(page.place_of_text(at) <= html.len() + page.text.len());
            }
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
    fn a_page_is_read_in_one_pass() {
        let page = read(PAGE);
        assert_eq!((page.lang.as_deref(), page.kind.as_deref()), (Some("zh-CN"), Some("case")));
        let titles: Vec<&str> = page.titles.iter().map(|title| title.text.as_str()).collect();
        assert_eq!(titles, ["一颗螺帽"]);
        assert_eq!(page.meta("pubdate").unwrap().content.as_deref(), Some("2026-01-15 09:30"));
        assert_eq!(page.data[0].text, "{\"a\":1}");
        assert_eq!((page.headings[0].level, page.headings[0].text.as_str()), (1, "一颗螺帽"));
        let told: Vec<(&str, Option<&str>)> =
            page.references.iter().map(|found| (found.address.as_str(), found.words.as_deref())).collect();
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
            .map(|list| list.items.iter().map(|item| item.text.as_str()).collect())
            .collect();
        assert_eq!(items, [vec!["丙"], vec!["甲", "乙\n丙"]]);
        let named: Vec<bool> = page.controls.iter().map(|control| control.is_named).collect();
        assert_eq!((named, page.labelled), (vec![false, true], vec!["q".to_owned()]));
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
