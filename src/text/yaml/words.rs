//! Words that staff write as a list or on one line.

use serde::Serialize;
use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

use super::Placed;
use crate::source::SourceFile;

/// Words that staff write as a list or on one line: `[甲, 乙]`, `甲、乙`, `甲`.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words(Vec<Placed>);

impl Words {
    /// Each word with its place; numbers stay as they were written (`2.10` is no 2.1).
    #[must_use]
    pub fn into_list(self, file: &SourceFile) -> Vec<Placed> {
        let raw = |word: Placed| {
            let written = file.text().get(word.span.clone()).unwrap_or_default();
            // A number was not kept as text: the file has it as it was written.
            if word.value.is_empty() { Placed { value: written.to_owned(), ..word } } else { word }
        };
        self.0.into_iter().map(raw).flat_map(|word| split(file, &word)).collect()
    }
}

/// The words of one line. Their places are exact where nothing was quoted or escaped.
fn split(file: &SourceFile, line: &Placed) -> Vec<Placed> {
    const BETWEEN: [char; 5] = ['、', '，', ',', '；', ';'];
    let is_plain = file.text().get(line.span.clone()) == Some(line.value.as_str());
    let mut at = 0;
    let mut words = Vec::new();
    for part in line.value.split(BETWEEN) {
        let word = bare(part.trim());
        let start = line.span.start + at + part.find(word).unwrap_or_default();
        let span = if is_plain { start..start + word.len() } else { line.span.clone() };
        if !word.is_empty() {
            words.push(Placed { value: word.to_owned(), span });
        }
        at += part.len();
        at += line.value[at..].chars().next().map_or(0, char::len_utf8);
    }
    words
}

/// A word without the Chinese quotes around all of it, which staff write for “quoted”.
fn bare(word: &str) -> &str {
    const PAIRS: [(char, char); 3] = [('“', '”'), ('‘', '’'), ('「', '」')];
    let inner = PAIRS.iter().find_map(|(open, close)| word.strip_prefix(*open)?.strip_suffix(*close));
    inner
        .filter(|inner| !inner.contains(|c| PAIRS.iter().any(|(open, close)| c == *open || c == *close)))
        .map_or(word, str::trim)
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Vec::deserialize(deserializer).map(Self);
        }
        let found = Placed::<Found>::deserialize(deserializer)?;
        Ok(Self(match found.value {
            Found::Nothing => Vec::new(),
            Found::One(value) => vec![Placed { value, span: found.span }],
            Found::Many(list) => list,
        }))
    }
}

enum Found {
    Nothing,
    /// Empty where it was a number: its text is in the file.
    One(String),
    Many(Vec<Placed>),
}

impl<'de> Deserialize<'de> for Found {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FoundVisitor)
    }
}

struct FoundVisitor;

impl<'de> Visitor<'de> for FoundVisitor {
    type Value = Found;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("一个词或一列词（[甲, 乙]）")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Found, E> {
        Ok(if text.trim().is_empty() { Found::Nothing } else { Found::One(text.to_owned()) })
    }

    fn visit_unit<E: de::Error>(self) -> Result<Found, E> {
        Ok(Found::Nothing)
    }

    fn visit_none<E: de::Error>(self) -> Result<Found, E> {
        Ok(Found::Nothing)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Found, E> {
        Ok(Found::One(String::new()))
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Found, E> {
        Ok(Found::One(String::new()))
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Found, E> {
        Ok(Found::One(String::new()))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Found, E> {
        Ok(Found::One(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Found, A::Error> {
        let mut found = Vec::new();
        while let Some(word) = list.next_element()? {
            found.push(word);
        }
        Ok(Found::Many(found))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::problem::Problems;
    use crate::text::yaml::parse;

    #[derive(Debug, Deserialize)]
    struct Listed {
        #[serde(rename = "条款", default)]
        words: Words,
    }

    #[test]
    fn words_are_a_list_a_line_or_one() {
        for (text, wanted) in [
            ("条款: [\"2.1\", 2.10]\n", vec![("2.1", "\"2.1\""), ("2.10", "2.10")]),
            ("条款: 2.10\n", vec![("2.10", "2.10")]),
            ("条款: 2.1.2、 2.2.4，3\n", vec![("2.1.2", "2.1.2"), ("2.2.4", "2.2.4"), ("3", "3")]),
            ("条款: \"甲、乙\"\n", vec![("甲", "\"甲、乙\""), ("乙", "\"甲、乙\"")]),
            ("条款:\n", vec![]),
            ("条款: []\n", vec![]),
            ("条款: yes\n", vec![("yes", "yes")]),
            ("条款: true\n", vec![("true", "true")]),
            ("条款: [“2.4.11”, 「3.1」]\n", vec![("2.4.11", "2.4.11"), ("3.1", "3.1")]),
            ("条款: “小巨人”\n", vec![("小巨人", "小巨人")]),
            ("条款: 专精特新“小巨人”\n", vec![("专精特新“小巨人”", "专精特新“小巨人”")]),
        ] {
            let file = SourceFile::new("a.yaml", text);
            let mut problems = Problems::new();
            let listed: Listed = parse(&file, &mut problems).unwrap_or_else(|| panic!("{text}"));
            let words = listed.words.into_list(&file);
            let told: Vec<(&str, &str)> =
                words.iter().map(|word| (word.value.as_str(), &text[word.span.clone()])).collect();
            assert_eq!(told, wanted, "{text}");
        }
    }
}
