//! A start tag: its name and the attributes that anybody asks about.

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
    /// Names come in lower case from the tokenizer.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
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

/// The start tag that is being read.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) at: usize,
    attributes: Vec<(Attribute, String)>,
}

impl Element {
    pub(super) fn begin(&mut self, name: &[u8], at: usize) {
        self.name.clear();
        self.name.push_str(&String::from_utf8_lossy(name));
        self.at = at;
        self.attributes.clear();
    }

    /// The first of two attributes of one name counts.
    pub(super) fn put(&mut self, attribute: Attribute) {
        if !self.has(attribute) {
            self.attributes.push((attribute, String::new()));
        }
    }

    pub(super) fn fill(&mut self, attribute: Attribute, value: &[u8]) {
        if let Some((_, own)) = self.attributes.iter_mut().find(|(known, _)| *known == attribute)
            && own.is_empty()
        {
            own.push_str(&String::from_utf8_lossy(value));
        }
    }

    pub(super) fn has(&self, attribute: Attribute) -> bool {
        self.attributes.iter().any(|(known, _)| *known == attribute)
    }

    pub(super) fn get(&self, attribute: Attribute) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == attribute).map(|(_, value)| value.as_str())
    }

    /// The value without blanks around; `None` where nothing is left.
    pub(super) fn words(&self, attribute: Attribute) -> Option<&str> {
        self.get(attribute).map(str::trim).filter(|value| !value.is_empty())
    }

    pub(super) fn owned(&self, attribute: Attribute) -> Option<String> {
        self.get(attribute).map(|value| value.trim().to_owned())
    }
}
