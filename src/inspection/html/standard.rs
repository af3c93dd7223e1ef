//! Any page, by the tokens of the HTML standard.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::element::{Attribute, Element};
use super::reader::Reader;
use super::tag::Tag;

/// Reads a page from byte `from` on, where no tag is open.
pub(super) fn read(html: &str, from: usize, reader: &mut Reader<'_>) {
    let mut tokens = Tokens { reader, element: Element::new(), pending: None, in_tag: false };
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            tokens.event(&event, from + span.start);
            None
        });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(&html[from..], emitter).finish();
}

struct Tokens<'r, 'a> {
    reader: &'r mut Reader<'a>,
    element: Element<'a>,
    /// The attribute whose value has not come yet.
    pending: Option<Attribute>,
    in_tag: bool,
}

impl Tokens<'_, '_> {
    fn event(&mut self, event: &CallbackEvent<'_>, at: usize) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.element.begin(Tag::of(name), at);
                self.in_tag = true;
                self.pending = None;
            }
            CallbackEvent::AttributeName { name } if self.in_tag => {
                self.settle(Cow::Borrowed(""));
                self.pending = Attribute::of(name);
            }
            CallbackEvent::AttributeValue { value } if self.in_tag => self.settle(owned(value)),
            CallbackEvent::CloseStartTag { .. } => {
                self.settle(Cow::Borrowed(""));
                self.in_tag = false;
                self.reader.start(&self.element);
            }
            CallbackEvent::EndTag { name } => {
                self.in_tag = false;
                self.reader.end(Tag::of(name));
            }
            CallbackEvent::String { value } => self.reader.text(owned(value), at),
            _ => {}
        }
    }
}

impl<'a> Tokens<'_, 'a> {
    fn settle(&mut self, value: Cow<'a, str>) {
        if let Some(attribute) = self.pending.take() {
            self.element.put(attribute, value);
        }
    }
}

fn owned(bytes: &[u8]) -> Cow<'static, str> {
    Cow::Owned(String::from_utf8_lossy(bytes).into_owned())
}
