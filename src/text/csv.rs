//! CSV with its places: lines of fields, each of which can be shown to its author.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use crate::problem::{Problem, Problems};
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

/// Marks that tables are parted by where nobody looked, and their names.
const WRONG_MARKS: [(char, &str); 4] =
    [('，', "全角逗号（，）"), ('\t', "Tab 键"), ('；', "全角分号（；）"), (';', "分号（;）")];
/// How many lines tell by which mark a table is parted.
const LOOKED_AT: usize = 10;

/// The lines of a CSV file that are not blank; a broken one is a problem. `None` where the columns are
/// not parted by commas, which is told: nothing else can be said of such a file.
pub fn lines(file: &SourceFile, problems: &mut Problems) -> Option<Vec<Line>> {
    problems.extend(file.strange(0..file.text().len(), "表格里"));
    if let Some(problem) = wrong_mark(file) {
        problems.add(problem);
        return None;
    }
    Some(parted(file, problems))
}

/// What parts the columns of a table that has no commas where it should.
fn wrong_mark(file: &SourceFile) -> Option<Problem> {
    let text = file.text();
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    let first = lines().next().filter(|first| !first.contains(','))?;
    let count = |mark: char| lines().filter(|line| line.contains(mark)).count();
    let (mark, name) = WRONG_MARKS.into_iter().find(|(mark, _)| first.contains(*mark))?;
    // A title above a table that is parted well holds such a mark, too.
    if count(mark) < count(',') {
        return None;
    }
    let at = text.find(mark)?;
    let problem = file.problem(at..at + mark.len_utf8(), format!("表格的各列是用{name}隔开的，读不出各列"));
    Some(problem.hint(
        "用半角逗号隔开：在 Excel 或 WPS 里打开，另存为“CSV UTF-8（逗号分隔）”；用记事本改的，内容里有逗号的格两边加半角引号",
    ))
}

fn parted(file: &SourceFile, problems: &mut Problems) -> Vec<Line> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (bool, Vec<(String, String)>) {
        let mut problems = Problems::new();
        let is_read = lines(&SourceFile::new("a.csv", text), &mut problems).is_some();
        let told = problems.into_iter().map(|p| (p.location().unwrap_or_default(), p.message)).collect();
        (is_read, told)
    }

    #[test]
    fn columns_that_no_comma_parts_are_told_at_their_first_mark() {
        for (text, name) in [
            ("名称，电话\n甲，1\n", "全角逗号"),
            ("\n名称\t电话\n甲\t1,200\n", "Tab 键"),
            ("名称；电话\n甲；1\n", "全角分号"),
            ("名称;电话\n甲;1\n", "分号（;）"),
        ] {
            let (is_read, told) = told(text);
            assert!(!is_read && told.len() == 1 && told[0].1.contains(name), "{text} {told:?}");
            assert!(told[0].0.ends_with(":5"), "{text} {told:?}");
        }
        for text in ["", "名称\n甲，乙\n", "名单；2025年\n名称,电话\n甲,1\n乙,2\n", "名称,电话；传真\n"]
        {
            assert_eq!(told(text), (true, vec![]), "{text}");
        }
    }

    #[test]
    fn what_nobody_sees_in_a_table_is_told() {
        let (is_read, told) = told("名称,电话\n甲\u{200b}乙,1\n");
        assert!(is_read && told.len() == 1, "{told:?}");
        assert!(told[0].0 == "a.csv:2:3" && told[0].1.contains("表格里有 1 个看不见的字符"), "{told:?}");
    }
}
