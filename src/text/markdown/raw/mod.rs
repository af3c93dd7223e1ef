//! The HTML of an author, cleaned by an allow-list as it goes by.
//!
//! A list of our own and not a library: those parse a whole document again, a
//! hundred times the cost of an article, and know neither the places of tags
//! nor the pieces between them. What is written here is only ever a name, an
//! attribute and a value that `element` knows: there is no way through for
//! anything else, and every element that is opened is closed where its parent ends.

mod element;
mod token;

use std::ops::Range;

pub(super) use self::element::Element;
use self::element::Fate;
use self::token::{Cutter, Kind};
use super::escape;
use super::reader::Reader;
use super::report::quoted;
use super::stack::Open;
use crate::problem::Severity::{Advice, Error, Warning};

/// A block of HTML as its lines come.
#[derive(Debug, Default)]
pub(super) struct Block {
    text: String,
    /// Where each line starts, here and in the file.
    lines: Vec<(usize, usize)>,
}

impl Block {
    /// Takes the next line, which starts at byte `source` of the file.
    pub(super) fn line(&mut self, line: &str, source: usize) {
        self.lines.push((self.text.len(), source));
        self.text.push_str(line);
    }

    fn span(&self, span: &Range<usize>) -> Range<usize> {
        let index = self.lines.partition_point(|(at, _)| *at <= span.start);
        let (at, source) = index.checked_sub(1).map_or((0, 0), |index| self.lines[index]);
        source + span.start - at..source + span.end - at
    }
}

/// What Word and web editors left in a text: told once.
#[derive(Debug, Default)]
pub(super) struct Residue {
    count: usize,
    first: Range<usize>,
}

impl Residue {
    fn add(&mut self, span: Range<usize>) {
        if self.count == 0 {
            self.first = span;
        }
        self.count += 1;
    }
}

impl Reader<'_, '_> {
    /// Writes a whole block of HTML.
    pub(super) fn html_block(&mut self, block: &Block) {
        self.clean(block, false);
        // What follows a blank line is a paragraph of its own.
        while self.raw_top().is_some_and(|top| top.is_inline || top.name == "p") {
            self.close_raw_top();
        }
        self.out.markup("\n");
    }

    /// Writes one tag within a line.
    pub(super) fn inline_html(&mut self, html: &str, span: Range<usize>) {
        let mut block = Block::default();
        block.line(html, span.start);
        self.clean(&block, true);
    }

    /// Tells what Word left, once.
    pub(super) fn tell_residue(&mut self) {
        let Residue { count, first } = std::mem::take(&mut self.residue);
        if count > 0 {
            let message = format!("去掉了 {count} 处从 Word 或网页粘贴带来的格式标记，文字保留");
            self.report.tell(Advice, first, message, "粘贴时选“只保留文本”，格式用 Markdown 写");
        }
    }

    fn clean(&mut self, block: &Block, is_inline: bool) {
        let mut cutter = Cutter::new(&block.text);
        while let Some(token) = cutter.next() {
            let span = block.span(&token.span);
            match token.kind {
                Kind::Text(text) => self.raw_text(text, span),
                Kind::Open(name, attributes) => {
                    // Within a line, what the tag holds comes as events of its own.
                    match self.raw_open(name, attributes, span) {
                        true if is_inline => self.mute(name),
                        true => cutter.swallow(name),
                        false => {}
                    }
                }
                Kind::Close(name) => self.raw_close(name, span),
                Kind::Comment(comment, is_closed) => self.comment(comment, is_closed, span),
                Kind::Declaration => self.residue.add(span),
            }
        }
    }

    fn raw_text(&mut self, text: &str, span: Range<usize>) {
        if text.trim_ascii().is_empty() {
            self.out.markup(if text.contains('\n') { "\n" } else { " " });
        } else {
            self.write(&escape::decode(text), span);
        }
    }

    fn comment(&mut self, comment: &str, is_closed: bool, span: Range<usize>) {
        if !is_closed {
            let message = "注释（<!--）没有结束，后面的内容都没有发布";
            self.report.tell(Error, span.start..span.start + 4, message, "在注释末尾写 -->");
        } else if comment.starts_with("[if") || comment.ends_with("Fragment") {
            self.residue.add(span);
        }
    }

    /// Writes an opening tag. `true` where what it holds is to be passed over.
    fn raw_open(&mut self, name: &str, attributes: &str, span: Range<usize>) -> bool {
        match element::fate(name) {
            Fate::Allowed(element) => self.raw_element(element, attributes, span),
            Fate::Residue => self.residue.add(span),
            // Word's jump marks.
            Fate::Refused if name.eq_ignore_ascii_case("a") && !attributes.contains("href") => {
                self.residue.add(span);
            }
            Fate::Refused => {
                let message = format!("<{}> 标签没有发布", quoted(name));
                self.report.tell(Warning, span, message, element::hint(name));
            }
            Fate::Swallowed => {
                let message = format!("<{}> 标签和其中的内容没有发布", quoted(name));
                self.report.tell(Warning, span, message, element::hint(name));
                return !attributes.ends_with('/');
            }
        }
        false
    }

    fn raw_element(&mut self, element: &'static Element, attributes: &str, span: Range<usize>) {
        if !self.make_room(element) {
            let message = format!("<{}> 不能放在这里，没有发布", element.name);
            let hint = match element.parents {
                [] if !element.is_inline => "这个标签要单独成段，前后各空一行".to_owned(),
                [] => "嵌套过深，删去多余的标签".to_owned(),
                parents => format!("它要直接放在 <{}> 里面", parents.join("> 或 <")),
            };
            self.report.tell(Warning, span, message, hint);
            return;
        }
        self.out.markup("<");
        self.out.markup(element.name);
        self.raw_attributes(element, attributes, span);
        self.out.markup(">");
        if !element.close.is_empty() {
            self.push(Open::Raw(element));
        }
    }

    /// Closes what must end before `element` starts. `false` where it has no place here.
    fn make_room(&mut self, element: &'static Element) -> bool {
        if self.is_full() {
            return false;
        }
        if element.parents.is_empty() {
            if !element.is_inline && self.raw_top().is_some_and(|top| top.name == "p") {
                self.close_raw_top();
            }
            return element.is_inline || !self.is_in_line();
        }
        let fits = |reader: &Self| reader.raw_top().is_some_and(|top| element.parents.contains(&top.name));
        let reaches =
            self.raw_stack().find(|open| !open.ends_by_itself || element.parents.contains(&open.name));
        if !reaches.is_some_and(|open| element.parents.contains(&open.name)) {
            return false;
        }
        while !fits(self) {
            self.close_raw_top();
        }
        true
    }

    fn raw_attributes(&mut self, element: &'static Element, attributes: &str, span: Range<usize>) {
        // Two of a name would be no HTML: the first counts, as in browsers.
        let mut written = 0_u8;
        for (name, value) in token::attributes(attributes) {
            let known = element.attributes.iter().position(|known| known.name().eq_ignore_ascii_case(name));
            let value = escape::decode(value);
            match known.map(|index| (1_u8 << index, element.attributes[index])) {
                Some((bit, attribute)) if attribute.takes(&value) => {
                    if written & bit == 0 {
                        written |= bit;
                        self.out.markup(" ");
                        self.out.markup(attribute.name());
                        self.out.markup("=\"");
                        self.out.attribute(&value);
                        self.out.markup("\"");
                    }
                }
                _ if element::is_residue(name) => self.residue.add(span.clone()),
                _ => {
                    let message = format!("<{}> 的属性“{}”没有发布", element.name, quoted(name));
                    self.report.tell(Warning, span.clone(), message, "删去这个属性");
                }
            }
        }
    }

    fn raw_close(&mut self, name: &str, span: Range<usize>) {
        let Fate::Allowed(element) = element::fate(name) else { return };
        let Some(depth) = self.raw_stack().position(|open| open.name == element.name) else {
            if !element.close.is_empty() {
                let message = format!("多余的 </{}>", element.name);
                self.report.tell(Warning, span, message, "删去它，或者补上前面的开始标签");
            }
            return;
        };
        for _ in 0..depth {
            self.close_raw_top();
        }
        self.close_raw_top_quietly();
    }

    /// Closes the innermost element of the author's HTML, and tells where its
    /// closing tag was not left out by right.
    pub(super) fn close_raw_top(&mut self) {
        let Some(element) = self.raw_top() else { return };
        if !element.ends_by_itself {
            let at = self.here();
            let message = format!("<{}> 没有结束", element.name);
            self.report.tell(Warning, at, message, format!("在它的末尾写 {}", element.close));
        }
        self.close_raw_top_quietly();
    }

    fn close_raw_top_quietly(&mut self) {
        if let Some(element) = self.raw_top() {
            self.out.markup(element.close);
            self.pop();
        }
    }
}
