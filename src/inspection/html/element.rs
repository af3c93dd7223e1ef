//! A start tag: what it is and the attributes that anybody asks about.

use std::borrow::Cow;

use super::tag::Tag;

/// An attribute that the reader keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    Action,
    Alt,
    AriaHidden,
    AriaLabel,
    AriaLabelledBy,
    Content,
    Data,
    DataKind,
    For,
    Href,
    HttpEquiv,
    Id,
    Lang,
    Name,
    Poster,
    Property,
    Rel,
    Role,
    Src,
    Srcset,
    Title,
    Type,
}

impl Attribute {
    /// In any case.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        match Self::of_lower(name) {
            None if name.iter().any(u8::is_ascii_uppercase) => Self::of_lower(&name.to_ascii_lowercase()),
            known => known,
        }
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }

    fn of_lower(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"action" => Self::Action,
            b"alt" => Self::Alt,
            b"aria-hidden" => Self::AriaHidden,
            b"aria-label" => Self::AriaLabel,
            b"aria-labelledby" => Self::AriaLabelledBy,
            b"content" => Self::Content,
            b"data" => Self::Data,
            b"data-kind" => Self::DataKind,
            b"for" => Self::For,
            b"href" | b"xlink:href" => Self::Href,
            b"http-equiv" => Self::HttpEquiv,
            b"id" => Self::Id,
            b"lang" => Self::Lang,
            b"name" => Self::Name,
            b"poster" => Self::Poster,
            b"property" => Self::Property,
            b"rel" => Self::Rel,
            b"role" => Self::Role,
            b"src" => Self::Src,
            b"srcset" => Self::Srcset,
            b"title" => Self::Title,
            b"type" => Self::Type,
            _ => return None,
        })
    }
}

/// The start tag that is being read; one is used again for the next.
#[derive(Debug)]
pub(super) struct Element<'a> {
    pub(super) tag: Tag,
    pub(super) at: usize,
    attributes: Vec<(Attribute, Cow<'a, str>)>,
    /// A bit for each attribute that it has: most are asked for in vain.
    present: u32,
}

impl<'a> Element<'a> {
    pub(super) fn new() -> Self {
        Self { tag: Tag::Block, at: 0, attributes: Vec::new(), present: 0 }
    }

    pub(super) fn begin(&mut self, tag: Tag, at: usize) {
        self.tag = tag;
        self.at = at;
        self.attributes.clear();
        self.present = 0;
    }

    /// The first of two attributes of one name counts.
    pub(super) fn put(&mut self, attribute: Attribute, value: Cow<'a, str>) {
        if !self.has(attribute) {
            self.present |= attribute.bit();
            self.attributes.push((attribute, value));
        }
    }

    /// Whether it has any attribute that is kept.
    pub(super) fn has_some(&self) -> bool {
        self.present != 0
    }

    pub(super) fn has(&self, attribute: Attribute) -> bool {
        self.present & attribute.bit() != 0
    }

    fn value(&self, attribute: Attribute) -> Option<&Cow<'a, str>> {
        if !self.has(attribute) {
            return None;
        }
        self.attributes.iter().find(|(known, _)| *known == attribute).map(|(_, value)| value)
    }

    pub(super) fn get(&self, attribute: Attribute) -> Option<&str> {
        self.value(attribute).map(AsRef::as_ref)
    }

    /// The value without blanks around; `None` where nothing is left.
    pub(super) fn words(&self, attribute: Attribute) -> Option<&str> {
        self.get(attribute).map(str::trim).filter(|value| !value.is_empty())
    }

    /// The value without blanks around, to be kept.
    pub(super) fn kept(&self, attribute: Attribute) -> Option<Cow<'a, str>> {
        self.value(attribute).map(trimmed)
    }

    /// The same; `None` where nothing is left.
    pub(super) fn kept_words(&self, attribute: Attribute) -> Option<Cow<'a, str>> {
        self.kept(attribute).filter(|value| !value.is_empty())
    }
}

/// Without blanks around.
pub(super) fn trimmed<'a>(text: &Cow<'a, str>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}
