//! A sheet as it was read: cells by row, with what a clerk sees and what Excel keeps to itself.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Where a cell is; all counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Of the workbook's sheets.
    pub sheet: usize,
    /// Of the sheet.
    pub row: u32,
    /// Of the sheet.
    pub column: u32,
}

impl Spot {
    /// `D7`, as the sheet's own heads say.
    #[must_use]
    pub fn address(self) -> String {
        format!("{}{}", column_name(self.column), u64::from(self.row) + 1)
    }
}

/// `D` for 3, `AA` for 26.
#[must_use]
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = u64::from(column) + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// What kind of content a cell has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Typed as text, or a truth value.
    Text,
    /// A number; its text is plain digits.
    Number,
    /// A number shown as a percentage: 60% is 0.6.
    Percent,
    /// A day; its text is `2023-12-31`.
    Date,
    /// `#REF!` and its kin.
    Error,
    /// A formula without a result, or with the 0 that a tool wrote in its place.
    Uncalculated,
}

/// A cell that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Without blanks around it.
    pub text: String,
    /// What Excel takes it for.
    pub kind: CellKind,
}

/// A row with at least one cell.
#[derive(Debug)]
pub struct Row {
    /// Counted from 0.
    pub at: u32,
    /// By column.
    pub cells: Vec<(u32, Cell)>,
}

impl Row {
    /// The cell in a column.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(at, _)| *at).ok()?;
        Some(&self.cells[at].1)
    }
}

/// A block of cells, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Row and column of its first cell.
    pub first: (u32, u32),
    /// Row and column of its last cell.
    pub last: (u32, u32),
}

/// A worksheet.
#[derive(Debug)]
pub struct Sheet {
    /// As its tab says.
    pub name: String,
    /// Nobody sees it without asking for it.
    pub is_hidden: bool,
    /// By place; rows without cells are left out.
    pub rows: Vec<Row>,
    /// Blocks that are one cell; their value stands in each of their cells here.
    pub merged: Vec<Area>,
    /// Counted from 0.
    pub hidden_rows: BTreeSet<u32>,
    /// Counted from 0, both ends included.
    pub hidden_columns: Vec<RangeInclusive<u32>>,
}

impl Sheet {
    /// The cells of the first `rows` rows, row by row, with row and column.
    pub fn top(&self, rows: u32) -> impl Iterator<Item = ((u32, u32), &Cell)> {
        let rows = self.rows.iter().take_while(move |row| row.at < rows);
        rows.flat_map(|row| row.cells.iter().map(|(column, cell)| ((row.at, *column), cell)))
    }

    /// Whether a column is hidden.
    #[must_use]
    pub fn hides_column(&self, column: u32) -> bool {
        self.hidden_columns.iter().any(|columns| columns.contains(&column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_that_excel_shows() {
        for (column, row, address) in [
            (0, 0, "A1"),
            (3, 6, "D7"),
            (25, 9, "Z10"),
            (26, 0, "AA1"),
            (701, 0, "ZZ1"),
            (16383, 1_048_575, "XFD1048576"),
        ] {
            assert_eq!(Spot { sheet: 0, row, column }.address(), address);
        }
    }
}
