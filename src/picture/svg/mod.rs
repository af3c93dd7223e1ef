//! Drawings in text, rewritten so that nothing in them can act or load anything.
//!
//! What is not on a list of harmless things is left out: elements with all they
//! hold, attributes alone. What somebody would miss is told; what editors leave
//! behind (their own elements, comments, metadata) goes without a word.
//! Pure, and never refuses a text without saying why.

mod allowed;
mod size;
mod style;
mod writer;

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::fault::Fault;
use writer::Writer;

/// The longest drawing, in bytes: a longer one is a map or a traced photo, and better a PNG.
pub const MAX_BYTES: u64 = 1 << 20;
/// Elements within elements.
pub const MAX_DEPTH: usize = 100;

/// A harmless drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// UTF-8, without declaration; cleaning it again changes nothing.
    pub text: String,
    /// CSS pixels, at least 1.
    pub width: u32,
    /// CSS pixels, at least 1.
    pub height: u32,
    /// What was left out, in the words of a problem; each kind once, in order.
    pub removed: Vec<String>,
}

/// Cleans the drawing `text`.
pub fn clean(text: &str) -> Result<Drawing, Fault> {
    if text.len() as u64 > MAX_BYTES {
        return Err(Fault::SvgTooLong(text.len() as u64));
    }
    let mut cleaner = Cleaner::default();
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|_| Fault::SvgBroken)? {
            Event::Eof => break,
            event => cleaner.take(&event)?,
        }
    }
    cleaner.finish()
}

/// The drawing as far as it was read.
#[derive(Debug, Default)]
struct Cleaner {
    writer: Writer,
    /// What is left out, and so all that it holds: how many elements deep.
    skipped: usize,
    /// The open elements: whether each was written.
    open: Vec<bool>,
    size: Option<(u32, u32)>,
    removed: BTreeSet<String>,
    /// The text of the open `<style>`, which is judged as a whole.
    style: Option<String>,
    has_root: bool,
}

impl Cleaner {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Fault> {
        match event {
            Event::Start(element) => self.start(element),
            Event::Empty(element) => {
                self.start(element)?;
                self.end();
                Ok(())
            }
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(text) => {
                self.text(&text.xml10_content());
                Ok(())
            }
            Event::CData(text) => {
                self.text(&text.xml10_content());
                Ok(())
            }
            Event::GeneralRef(reference) => self.reference(reference),
            // A bare DOCTYPE is harmless and goes; entities of its own may hide anything or grow without end.
            Event::DocType(kind) if kind.contains('[') => Err(Fault::SvgEntities),
            _ => Ok(()),
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        if self.open.len() + self.skipped >= MAX_DEPTH {
            return Err(Fault::SvgTooDeep);
        }
        if self.skipped > 0 {
            self.skipped += 1;
            return Ok(());
        }
        let name = element.name();
        let name = name.as_ref();
        if self.open.is_empty() && (self.has_root || name != "svg") {
            return Err(Fault::SvgBroken);
        }
        match allowed::element(name) {
            allowed::Verdict::Keep => self.keep(name, element)?,
            allowed::Verdict::Unwrap => self.open.push(false),
            allowed::Verdict::Drop(told) => {
                self.removed.extend(told.map(str::to_owned));
                self.skipped = 1;
            }
        }
        Ok(())
    }

    fn keep(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Fault> {
        let attributes = self.attributes(element)?;
        if !self.has_root {
            self.has_root = true;
            self.size = size::of(&attributes);
        }
        self.open.push(true);
        if name == "style" {
            self.style = Some(String::new());
        }
        self.writer.start(name, &attributes);
        Ok(())
    }

    /// The harmless attributes, in their order; of a name that stands twice the first.
    fn attributes(&mut self, element: &BytesStart<'_>) -> Result<Vec<(String, String)>, Fault> {
        let mut kept: Vec<(String, String)> = Vec::new();
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Fault::SvgBroken)?;
            let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| Fault::SvgBroken)?;
            match allowed::attribute(attribute.key.as_ref(), &value) {
                allowed::Attribute::Keep(name, value) => {
                    if kept.iter().all(|(known, _)| *known != name) {
                        kept.push((name.to_owned(), value));
                    }
                }
                allowed::Attribute::Drop(told) => self.removed.extend(told),
            }
        }
        Ok(kept)
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(was_written) = self.open.pop() else { return };
        if let Some(style) = self.style.take() {
            if style::is_harmless(&style) {
                self.writer.text(&style);
            } else {
                self.removed.insert(style::TOLD.to_owned());
            }
        }
        if was_written {
            self.writer.end();
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 || self.open.is_empty() {
            return;
        }
        match &mut self.style {
            Some(style) => style.push_str(text),
            None => self.writer.text(text),
        }
    }

    /// A character given by number or by one of the five names that XML has.
    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), Fault> {
        let text = format!("&{};", &**reference);
        match quick_xml::escape::unescape(&text) {
            Ok(text) => self.text(&text),
            Err(_) if self.skipped > 0 => {}
            Err(_) => return Err(Fault::SvgEntities),
        }
        Ok(())
    }

    fn finish(self) -> Result<Drawing, Fault> {
        if !self.has_root || !self.open.is_empty() || self.skipped > 0 {
            return Err(Fault::SvgBroken);
        }
        let (width, height) = self.size.ok_or(Fault::SvgNoSize)?;
        Ok(Drawing { text: self.writer.finish(), width, height, removed: self.removed.into_iter().collect() })
    }
}

#[cfg(test)]
mod tests;
