//! 校验码: by which a form knows, when it comes back, what was typed into it.
//!
//! A figure stands in a form twice, in both tables. Only what differs from the
//! day the form was made is a statement of the office; the rest is our own
//! printing, which may be older than what is published by now.

use sha2::{Digest, Sha256};

use crate::progress::FigureKey;

use super::given::{DETAILS, Given};

/// What a figure was when the form was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    number: String,
    details: String,
}

impl Stamp {
    /// The stamp of what `given` says of a figure.
    pub(super) fn of(key: &FigureKey, given: &Given) -> Self {
        let numbers = given.numbers();
        let details = DETAILS.map(|field| given.text(field).replace("\r\n", "\n"));
        Self {
            number: digest(key, numbers.iter().map(String::as_str)),
            details: digest(key, details.iter().map(String::as_str)),
        }
    }

    /// The stamp that a cell holds; `None` where it is none of ours.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (number, details) = text.split_once('-')?;
        let is_digest = |text: &str| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        (is_digest(number) && is_digest(details))
            .then(|| Self { number: number.to_owned(), details: details.to_owned() })
    }

    /// What is printed in the form.
    pub(super) fn text(&self) -> String {
        format!("{}-{}", self.number, self.details)
    }

    /// Whether `given` has the number that was printed.
    pub(super) fn has_number(&self, key: &FigureKey, given: &Given) -> bool {
        Self::of(key, given).number == self.number
    }

    /// Whether `given` has the details that were printed.
    pub(super) fn has_details(&self, key: &FigureKey, given: &Given) -> bool {
        Self::of(key, given).details == self.details
    }
}

/// Eight hexadecimal digits: a slip of the hand is found, forgery is not the matter.
fn digest<'a>(key: &FigureKey, texts: impl Iterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update(text.as_bytes());
        hash.update([0]);
    };
    add(key.target.as_str());
    add(key.group.as_deref().unwrap_or_default());
    add(&key.year.to_string());
    add(key.measure.label());
    texts.for_each(add);
    let bytes = hash.finalize();
    format!("{:02x}{:02x}{:02x}{:02x}", bytes[0], bytes[1], bytes[2], bytes[3])
}
