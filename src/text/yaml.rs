//! YAML with its places, its mistakes told in Chinese.
//!
//! One run shows all mistakes of a file: an entry that cannot be taken is told
//! and blanked out, and the rest is read again.

use std::ops::Range;

use serde::Serialize;
use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, SeqAccess, Visitor};
use serde_saphyr::{Error, Location, Spanned};

use crate::problem::{Problem, Problems};
use crate::source::SourceFile;

/// How many mistakes of one file are told before the rest must wait.
const MOST_MISTAKES: usize = 30;

/// The bytes that a value takes in its file.
pub fn span<T>(value: &Spanned<T>) -> Range<usize> {
    location_span(value.referenced)
}

fn location_span(location: Location) -> Range<usize> {
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
        let word = part.trim();
        let start = line.span.start + at + (part.len() - part.trim_start().len());
        let span = if is_plain { start..start + word.len() } else { line.span.clone() };
        if !word.is_empty() {
            words.push(Placed { value: word.to_owned(), span });
        }
        at += part.len();
        at += line.value[at..].chars().next().map_or(0, char::len_utf8);
    }
    words
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

/// Reads a file as `T`. `None` where it held a mistake: each is a problem.
pub fn parse<T: DeserializeOwned>(file: &SourceFile, problems: &mut Problems) -> Option<T> {
    parse_text(file, file.text(), problems)
}

/// Reads `text`, which is `file` with everything but one YAML document blanked out.
pub fn parse_text<T: DeserializeOwned>(file: &SourceFile, text: &str, problems: &mut Problems) -> Option<T> {
    let mut text = text.to_owned();
    for mistakes in 0..MOST_MISTAKES {
        if mistakes > 0 && text.trim().is_empty() {
            return None;
        }
        let error = match serde_saphyr::from_str::<T>(&text) {
            Ok(value) => return (mistakes == 0).then_some(value),
            Err(error) => error,
        };
        let error = error.without_snippet();
        let place = error.location().map_or(0..0, location_span);
        // An entry that was blanked out is missed next: that is no second mistake.
        if mistakes == 0 || !matches!(error, Error::SerdeMissingField { .. }) {
            problems.add(explain(file, error, place.clone()));
        }
        let is_syntax =
            matches!(error, Error::Message { .. } | Error::ExternalMessage { .. } | Error::Eof { .. });
        if is_syntax
            || matches!(error, Error::SerdeMissingField { .. })
            || !blank_entry(&mut text, place.start)
        {
            return None;
        }
    }
    None
}

/// Replaces the entry that starts on the line of byte `at`, with its deeper
/// lines, by blanks of the same length. `false` where there was nothing left.
fn blank_entry(text: &mut String, at: usize) -> bool {
    let at = at.min(text.len());
    let line_start = text[..floor(text, at)].rfind('\n').map_or(0, |before| before + 1);
    let indent = indent_of(&text[line_start..]);
    let mut end = line_start;
    for (number, line) in text[line_start..].split_inclusive('\n').enumerate() {
        if number > 0 && !line.trim().is_empty() && indent_of(line) <= indent {
            break;
        }
        end += line.len();
    }
    if text[line_start..end].trim().is_empty() {
        return false;
    }
    let blanks: String = text[line_start..end].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(line_start..end, &blanks);
    true
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The mistake in words for its author.
fn explain(file: &SourceFile, error: &Error, place: Range<usize>) -> Problem {
    let quoted = |names: &[&str]| {
        let mut names: Vec<&str> = names.iter().copied().filter(|name| !name.is_ascii()).collect();
        names.dedup();
        names.join("、")
    };
    match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            let problem =
                file.problem(place.start..place.start + field.len(), format!("没有“{field}”这一项"));
            match nearest(field, expected) {
                Some(name) => problem.hint(format!("是不是“{name}”？可用的有：{}", quoted(expected))),
                None => problem.hint(format!("可用的有：{}", quoted(expected))),
            }
        }
        Error::SerdeMissingField { field, .. } => file
            .problem(place, format!("缺少“{field}”"))
            .hint(format!("补上一行“{field}: …”（冒号用半角，后面空一格）")),
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or_default();
            file.problem(place, format!("“{key}”写了两次")).hint("只保留一处")
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            file.problem(place, format!("不认识“{variant}”")).hint(format!("只能是：{}", quoted(expected)))
        }
        Error::SerdeInvalidType { unexpected, expected, .. }
        | Error::SerdeInvalidValue { unexpected, expected, .. } => file
            .problem(place, format!("这里的值不对：需要 {expected}，写的是 {unexpected}"))
            .hint("对照 README 的格式修改"),
        Error::InvalidScalar { ty, .. } => {
            let wanted = if *ty == "bool" { "true（是）或 false（否）" } else { "数字" };
            file.problem(place, format!("这里要写{wanted}")).hint("去掉单位、逗号和文字，用半角书写")
        }
        Error::Budget { .. } => {
            file.problem(place, "结构过深或重复引用过多，没有读取").hint("删去多余的嵌套和引用（& 与 *）")
        }
        _ => file
            .problem(place, format!("格式读不懂（{error}）", error = plain(error)))
            .hint("检查冒号是否为半角且后面空一格、缩进是否对齐（不能用 Tab）、引号是否成对"),
    }
}

/// The library's own words, on one line, without its own place.
fn plain(error: &Error) -> String {
    let text = error.to_string();
    let text = text.lines().next().unwrap_or_default();
    text.split(" at line ").next().unwrap_or_default().trim_end_matches(" (").to_owned()
}

/// The name among `known` that differs least from `name`, where it is near enough.
#[must_use]
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let limit = (name.chars().count() / 2).max(1);
    known
        .iter()
        .map(|known| (distance(name, known), *known))
        .filter(|(far, _)| *far <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Levenshtein's distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

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

    #[test]
    fn the_nearest_name_is_offered() {
        assert_eq!(nearest("标提", &["标题", "数量"]), Some("标题"));
        assert_eq!(nearest("天气", &["标题", "数量"]), None);
    }
}
