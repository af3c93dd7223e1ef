//! Tables: which column is set how.

use pulldown_cmark::Alignment;

/// The classes of a table's columns, and where in it the text is.
#[derive(Debug, Default)]
pub(super) struct Table {
    columns: Vec<&'static str>,
    column: usize,
    is_head: bool,
}

/// Lines of a table that are looked at to see what its columns hold.
const SAMPLE: usize = 50;

impl Table {
    /// `source` is the whole table as written: a column without alignment that
    /// holds nothing but numbers is set like one.
    pub(super) fn new(alignments: &[Alignment], source: &str) -> Self {
        let mut columns: Vec<&'static str> = alignments.iter().copied().map(class).collect();
        if alignments.contains(&Alignment::None) {
            for (column, kind) in kinds(source, columns.len()).into_iter().enumerate() {
                if alignments[column] == Alignment::None && kind == Some(true) {
                    columns[column] = NUMBER;
                }
            }
        }
        Self { columns, column: 0, is_head: false }
    }

    /// Begins a row.
    pub(super) fn row(&mut self, is_head: bool) {
        self.column = 0;
        self.is_head = is_head;
    }

    /// Begins a cell: its opening tag in two parts, and its closing one.
    pub(super) fn cell(&mut self) -> (&'static str, &'static str, &'static str) {
        let class = self.columns.get(self.column).copied().unwrap_or_default();
        self.column += 1;
        if self.is_head { ("<th scope=\"col\"", class, "</th>") } else { ("<td", class, "</td>") }
    }
}

const NUMBER: &str = " class=\"number\">";

fn class(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Right => NUMBER,
        Alignment::Center => " class=\"center\">",
        Alignment::None | Alignment::Left => ">",
    }
}

/// For each column: whether it holds numbers alone. `None` where it holds nothing.
fn kinds(source: &str, columns: usize) -> Vec<Option<bool>> {
    let mut kinds = vec![None; columns];
    for line in source.lines().skip(2).take(SAMPLE) {
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let line = line.strip_prefix('|').unwrap_or(line);
        for (cell, kind) in line.split('|').zip(&mut kinds) {
            let cell = cell.trim();
            if !matches!(cell, "" | "-" | "—" | "——" | "/") {
                *kind = Some(*kind != Some(false) && is_number(cell));
            }
        }
    }
    kinds
}

/// `1,280`, `-3.5%`: what is read from the right.
fn is_number(cell: &str) -> bool {
    let cell = cell.trim_start_matches(['+', '-', '−', '约']).trim_end_matches(['%', '％', '‰']);
    cell.starts_with(|first: char| first.is_ascii_digit())
        && cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_numbers_is_seen_without_a_colon() {
        let source = "| 指标 | 数 | 空 | 混 |\n| --- | --- | --- | --- |\n| 甲 | 1,280 | | 3 |\n> | 乙 | 3.5% | — | 三 |";
        assert_eq!(kinds(source, 4), [Some(false), Some(true), None, Some(false)]);
    }
}
