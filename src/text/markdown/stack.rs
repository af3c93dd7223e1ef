//! The elements that are open, from the outside to the inside.

use super::raw::Element;
use super::reader::Reader;
use crate::problem::Severity::Warning;

/// Elements that may be open at once; deeper ones are written flat.
const DEEPEST: usize = 64;

/// An element that is open.
#[derive(Debug, Clone, Copy)]
pub(super) enum Open {
    /// A block, with its closing tag.
    Block(&'static str),
    /// Within a line, with its closing tag.
    Inline(&'static str),
    /// A paragraph, perhaps one of figures alone.
    Paragraph,
    /// A heading.
    Heading,
    /// A cell of a table's first row.
    HeadCell,
    /// A link.
    Link,
    /// A picture.
    Picture,
    /// A footnote's text.
    Footnote,
    /// HTML of the author.
    Raw(&'static Element),
    /// Nothing was written for it.
    Silent,
}

impl Reader<'_, '_> {
    /// Opens an element.
    pub(super) fn push(&mut self, open: Open) {
        self.open.push((open, self.now.end));
    }

    /// Whether no more elements may be opened; told once.
    pub(super) fn is_full(&mut self) -> bool {
        if self.open.len() < DEEPEST {
            return false;
        }
        if !self.is_too_deep {
            self.is_too_deep = true;
            let message = format!("嵌套超过 {DEEPEST} 层，更深的列表和引用按普通文字发布");
            self.report.tell(Warning, self.now.clone(), message, "减少层次");
        }
        true
    }

    /// Closes the innermost element.
    pub(super) fn pop(&mut self) -> Open {
        let (open, _) = self.open.pop().unwrap_or((Open::Silent, 0));
        if self.muted.as_ref().is_some_and(|(depth, _)| self.open.len() < *depth) {
            self.muted = None;
        }
        open
    }

    /// Where the innermost element ends in the source.
    pub(super) fn innermost_end(&self) -> usize {
        self.open.last().map_or(self.source.len(), |(_, end)| *end)
    }

    /// The innermost element, where it is HTML of the author.
    pub(super) fn raw_top(&self) -> Option<&'static Element> {
        self.raw_stack().next()
    }

    /// The author's HTML that is open here, from the inside.
    pub(super) fn raw_stack(&self) -> impl Iterator<Item = &'static Element> {
        self.open.iter().rev().map_while(|(open, _)| match open {
            Open::Raw(element) => Some(*element),
            _ => None,
        })
    }

    /// Whether only what stands within a line may come now.
    pub(super) fn is_in_line(&self) -> bool {
        for (open, _) in self.open.iter().rev() {
            match open {
                Open::Silent => {}
                Open::Block(_) | Open::HeadCell | Open::Footnote => return false,
                Open::Raw(element) => return element.is_inline,
                Open::Inline(_) | Open::Paragraph | Open::Heading | Open::Link | Open::Picture => {
                    return true;
                }
            }
        }
        false
    }

    /// Passes over everything until the closing tag `name`, or the end of the
    /// element around it.
    pub(super) fn mute(&mut self, name: &str) {
        self.muted = Some((self.open.len(), name.to_owned()));
    }

    /// Ends that, where `html` is the closing tag.
    pub(super) fn unmute(&mut self, html: &str) {
        let Some((_, name)) = &self.muted else { return };
        let closes = html.strip_prefix("</").and_then(|rest| rest.get(..name.len()));
        if closes.is_some_and(|closed| closed.eq_ignore_ascii_case(name)) {
            self.muted = None;
        }
    }
}
