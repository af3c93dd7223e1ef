//! CSV with its places: lines of fields, each of which can be shown to its author.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use crate::problem::Problems;
use crate::source::SourceFile;

/// A line with its place.
#[derive(Debug)]
pub struct Line {
    record: StringRecord,
    start: usize,
}

impl Line {
    /// The texts of all columns.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.record.iter()
    }

    /// The text of the column at `at`, empty where the line is shorter.
    #[must_use]
    pub fn text(&self, at: usize) -> &str {
        self.record.get(at).unwrap_or_default()
    }

    fn is_blank(&self) -> bool {
        self.record.iter().all(|text| text.trim().is_empty())
    }

    /// The bytes of the column at `at`: only asked for where something is wrong.
    #[must_use]
    pub fn span(&self, file: &SourceFile, at: usize) -> Range<usize> {
        let text = &file.text()[self.start.min(file.text().len())..];
        let (mut column, mut begin, mut is_quoted) = (0, 0, false);
        for (byte, character) in text.char_indices() {
            match character {
                '"' => is_quoted = !is_quoted,
                ',' if !is_quoted => {
                    if column == at {
                        return self.start + begin..self.start + byte;
                    }
                    column += 1;
                    begin = byte + 1;
                }
                '\n' | '\r' if !is_quoted => return self.start + begin..self.start + byte,
                _ => {}
            }
        }
        self.start + begin..self.start + text.len()
    }
}

/// The lines of a CSV file that are not blank; a broken one is a problem.
pub fn lines(file: &SourceFile, problems: &mut Problems) -> Vec<Line> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file.text().as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let start =
                    record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
                // The reader counts the blank lines before a record to it.
                let text = &file.text()[start.min(file.text().len())..];
                let start = start + (text.len() - text.trim_start_matches(['\r', '\n']).len());
                lines.push(Line { record, start });
            }
            Err(_) => problems.add(file.whole_problem("表格读不懂").hint("用 Excel 另存为“CSV UTF-8”后再试")),
        }
    }
    lines.retain(|line| !line.is_blank());
    lines
}

/// A CSV field, in quotes where it must be.
#[must_use]
pub fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
