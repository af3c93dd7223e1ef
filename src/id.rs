//! Names that never change: parsed once at the door, trusted afterwards.
//!
//! Every one becomes part of an address, so all are lower-case ASCII that any
//! web server, object store and file system takes as it is.

use std::fmt;

use serde::Serialize;

/// Why a text is no identifier, in words for its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadId {
    text: String,
}

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "标识“{}”只能用小写英文字母、数字和连字符（-），以字母或数字开头，不超过 64 个字符",
            self.text
        )
    }
}

/// Device names that Windows refuses as a file, whatever the ending.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];

fn is_slug(text: &str) -> bool {
    let bytes = text.as_bytes();
    (1..=64).contains(&bytes.len())
        && bytes[0].is_ascii_alphanumeric()
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
        && !RESERVED.contains(&text)
}

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes 1–64 characters of `a-z 0-9 -` that start with a letter or digit.
            pub fn parse(text: &str) -> Result<Self, BadId> {
                if is_slug(text) { Ok(Self(text.to_owned())) } else { Err(BadId { text: text.to_owned() }) }
            }

            /// As written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

slug! {
    /// The folder name of a policy: `zjtx-2022`.
    PolicySlug
}
slug! {
    /// The frozen name of a responsible unit: `jingxin`.
    UnitId
}
slug! {
    /// The file or folder name of a case: `yihao-jinggong`.
    CaseSlug
}
slug! {
    /// The file name of an enterprise.
    EnterpriseId
}
slug! {
    /// The file name of a notice.
    NoticeSlug
}
slug! {
    /// The file name of a list of services.
    ServiceSlug
}
slug! {
    /// The file name of a reading (解读) beside its policy.
    ReadingSlug
}
slug! {
    /// The frozen name of a tier, an industry, a town or a theme: `little-giant`.
    TermId
}
slug! {
    /// The frozen name of a target or a milestone of a policy: `little-giant`.
    TargetId
}

/// The printed numbers of a clause from the top, joined by points: 二、（二）4. is
/// `2.2.4`. Unnumbered groups of paragraphs are `p1`, `p2`, … within their parent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ClauseId(String);

impl ClauseId {
    /// Takes parts of `a-z 0-9 -`, joined by points.
    pub fn parse(text: &str) -> Result<Self, BadId> {
        let sound = text.len() <= 128
            && text.split('.').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            });
        if sound { Ok(Self(text.to_owned())) } else { Err(BadId { text: text.to_owned() }) }
    }

    /// The id of the clause at place `at` of a document whose numbers give none.
    #[must_use]
    pub fn numbered(at: usize) -> Self {
        Self(format!("n{at}"))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_server_or_disk_would_refuse_are_refused() {
        for text in ["", "A", "盐", "a b", "-a", "a/b", "..", "a.b", "nul", &"a".repeat(65)] {
            assert!(PolicySlug::parse(text).is_err(), "{text}");
        }
        assert!(PolicySlug::parse("zjtx-2022").is_ok());
        for text in ["2.2.4", "p1", "a1.2", "2-2.1"] {
            assert!(ClauseId::parse(text).is_ok(), "{text}");
        }
        for text in ["", ".", "2.", "2..1", "二", "2/1"] {
            assert!(ClauseId::parse(text).is_err(), "{text}");
        }
    }
}
