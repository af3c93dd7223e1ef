//! The elements that anybody asks about.

/// What an element is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    A,
    Area,
    Audio,
    Base,
    Body,
    Button,
    Embed,
    Form,
    /// h1 to h6.
    Heading(u8),
    Html,
    Iframe,
    Img,
    Input,
    Item,
    Label,
    Link,
    /// `<ul>`, `<ol>`.
    List,
    Meta,
    Noscript,
    Object,
    Script,
    Select,
    Source,
    Style,
    Svg,
    Table,
    Td,
    Template,
    Textarea,
    Th,
    Title,
    Track,
    Use,
    Video,
    /// Any other around which a reader does not pause.
    Inline,
    /// Any other.
    Block,
}

impl Tag {
    /// Names come in lower case.
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"a" => Self::A,
            b"area" => Self::Area,
            b"audio" => Self::Audio,
            b"base" => Self::Base,
            b"body" => Self::Body,
            b"button" => Self::Button,
            b"embed" | b"frame" => Self::Embed,
            b"form" => Self::Form,
            [b'h', level @ b'1'..=b'6'] => Self::Heading(level - b'0'),
            b"html" => Self::Html,
            b"iframe" => Self::Iframe,
            b"img" => Self::Img,
            b"input" => Self::Input,
            b"li" => Self::Item,
            b"label" => Self::Label,
            b"link" => Self::Link,
            b"ul" | b"ol" => Self::List,
            b"meta" => Self::Meta,
            b"noscript" => Self::Noscript,
            b"object" => Self::Object,
            b"script" => Self::Script,
            b"select" => Self::Select,
            b"source" => Self::Source,
            b"style" => Self::Style,
            b"svg" => Self::Svg,
            b"table" => Self::Table,
            b"td" => Self::Td,
            b"template" => Self::Template,
            b"textarea" => Self::Textarea,
            b"th" => Self::Th,
            b"title" => Self::Title,
            b"track" => Self::Track,
            b"use" => Self::Use,
            b"video" => Self::Video,
            b"abbr" | b"b" | b"bdi" | b"bdo" | b"cite" | b"code" | b"em" | b"i" | b"kbd" | b"mark" | b"q"
            | b"s" | b"small" | b"span" | b"strong" | b"sub" | b"sup" | b"time" | b"u" => Self::Inline,
            _ => Self::Block,
        }
    }

    /// Whether a reader reads on without a pause.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::A | Self::Label | Self::Button | Self::Inline)
    }

    /// Whether such an element says nothing by itself, only by what its attributes say.
    pub(super) fn is_plain(self) -> bool {
        matches!(self, Self::Block | Self::Inline)
    }

    /// Whether no reader sees the text in it.
    pub(super) fn is_silent(self) -> bool {
        matches!(self, Self::Script | Self::Style | Self::Title | Self::Noscript | Self::Template)
    }
}
