//! YAML with its places, its mistakes told in Chinese.
//!
//! One run shows all mistakes of a file: known slips of the pen are told and
//! mended, an entry that cannot be taken is told and blanked out, and the rest is
//! read again.

mod mistake;
mod near;
mod reading;
mod slips;
mod words;
mod yes;

use std::ops::Range;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer};
use serde_saphyr::{Location, Spanned};

pub use self::near::nearest;
pub use self::reading::{Lost, Reading, parse, parse_text, read, read_text};
pub use self::words::Words;
pub use self::yes::yes_or_no;

/// The bytes that a value takes in its file.
pub fn span<T>(value: &Spanned<T>) -> Range<usize> {
    span_of(value.referenced)
}

fn span_of(location: Location) -> Range<usize> {
    let index = |value: Option<u64>| value.and_then(|value| usize::try_from(value).ok()).unwrap_or(0);
    let start = index(location.span().byte_offset());
    start..start + index(location.span().byte_len())
}

/// A value and the bytes of its file that hold it.
///
/// Read from YAML it finds its own place; in a format for programs alone the place
/// stands beside the value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placed<T = String> {
    /// As understood.
    pub value: T,
    /// Where it was written.
    pub span: Range<usize>,
}

impl<T> From<Spanned<T>> for Placed<T> {
    fn from(value: Spanned<T>) -> Self {
        Self { span: span(&value), value: value.value }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Spanned::<T>::deserialize(deserializer).map(Self::from);
        }
        let (value, span) = Deserialize::deserialize(deserializer)?;
        Ok(Self { value, span })
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::problem::Problems;
    use crate::source::SourceFile;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sheet {
        #[serde(rename = "标题", alias = "title")]
        title: Spanned<String>,
        #[serde(rename = "数量", alias = "count", default)]
        count: u32,
    }

    fn read(text: &str) -> (Option<Sheet>, Vec<(String, String)>) {
        let mut problems = Problems::new();
        let sheet = parse(&SourceFile::new("a.yaml", text), &mut problems);
        let told = problems.into_iter().map(|p| (p.location().unwrap_or_default(), p.message)).collect();
        (sheet, told)
    }

    #[test]
    fn values_know_their_place() {
        let (sheet, told) = read("数量: 3\n标题: 一颗螺帽\n");
        let sheet = sheet.unwrap();
        assert_eq!((sheet.title.value.as_str(), sheet.count, told), ("一颗螺帽", 3, vec![]));
        assert_eq!(span(&sheet.title), 18..30);
    }

    #[test]
    fn what_nobody_sees_is_told_and_the_rest_is_read() {
        let (sheet, told) = read("标题: 一颗\u{200b}螺帽\n");
        assert!(sheet.is_some() && told.len() == 1, "{told:?}");
        assert!(told[0].0 == "a.yaml:1:11" && told[0].1.contains("看不见的字符"), "{told:?}");
    }

    #[test]
    fn all_mistakes_of_a_file_are_told_in_one_run() {
        let (sheet, told) = read("标提: 一颗螺帽\n数量: 三\n产业: 泵\n");
        assert!(sheet.is_none());
        let places: Vec<&str> = told.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(places, ["a.yaml:1:1", "a.yaml:2:7", "a.yaml:3:1"], "{told:?}");
    }

    #[test]
    fn a_bomb_and_a_broken_file_are_one_problem_each() {
        let bomb = format!("标题: {}{}", "[".repeat(5000), "]".repeat(5000));
        for text in [bomb.as_str(), "标题: [一", "a: &a [*a]", "标题: 'x"] {
            let (sheet, told) = read(text);
            assert!(sheet.is_none() && !told.is_empty(), "{text:.20} {told:?}");
        }
    }
}
