//! Cells of all worksheets, as texts that say what a clerk sees.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Style, Xlsx};
use rust_decimal::Decimal;

use super::Refusal;
use super::layout::{self, Layout};
use super::package::Package;
use super::sheet::{Area, Cell, CellKind, Row, Sheet};
use crate::quantity::plain;
use crate::text::fold;

/// Cells that are not blank, in all sheets: three times what 50,000 figures take.
const CELLS_LIMIT: usize = 2_000_000;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// All worksheets, in their order. `bytes` have passed the guard.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let layouts = layout::read(&mut Package::open(bytes)?)?;
    // The reader of values counts without care for overflow in places that only
    // a forged file reaches; there it may panic, which is one more damaged file.
    let read = catch_unwind(AssertUnwindSafe(|| values(bytes, layouts)));
    read.unwrap_or_else(|_| Err(Refusal::damaged()))
}

fn values(bytes: &[u8], mut layouts: BTreeMap<String, Layout>) -> Result<Vec<Sheet>, Refusal> {
    let mut book = Book::new(Cursor::new(bytes)).map_err(|_| Refusal::damaged())?;
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    let mut left = CELLS_LIMIT;
    for listed in listed.into_iter().filter(|listed| listed.typ == SheetType::WorkSheet) {
        let layout = layouts.remove(&listed.name).ok_or_else(Refusal::damaged)?;
        let mut rows = rows(&mut book, &listed.name, &layout, &mut left)?;
        spread(&mut rows, &layout.merged, &mut left)?;
        sheets.push(Sheet {
            name: listed.name,
            is_hidden: listed.visible != SheetVisible::Visible,
            rows,
            merged: layout.merged,
            hidden_rows: layout.hidden_rows,
            hidden_columns: layout.hidden_columns,
        });
    }
    Ok(sheets)
}

fn rows(book: &mut Book<'_>, name: &str, layout: &Layout, left: &mut usize) -> Result<Vec<Row>, Refusal> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| Refusal::damaged())?;
    let percents: Vec<bool> = cells.styles().iter().map(shows_percent).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut is_sorted = true;
    while let Some((read, style)) = cells.next_cell_with_style_id().map_err(|_| Refusal::damaged())? {
        let at = read.get_position();
        let is_percent = percents.get(style).copied().unwrap_or(false);
        let Some(cell) = cell(read.get_value(), is_percent, layout.formulas.contains(&at)) else { continue };
        take_one(left)?;
        match rows.last_mut().filter(|row| row.at == at.0) {
            Some(row) => {
                is_sorted &= row.cells.last().is_none_or(|(column, _)| *column < at.1);
                row.cells.push((at.1, cell));
            }
            None => {
                is_sorted &= rows.last().is_none_or(|row| row.at < at.0);
                rows.push(Row { at: at.0, cells: vec![(at.1, cell)] });
            }
        }
    }
    Ok(if is_sorted { rows } else { sorted(rows) })
}

fn take_one(left: &mut usize) -> Result<(), Refusal> {
    *left = left.checked_sub(1).ok_or_else(|| {
        Refusal::new(format!("工作簿里有内容的单元格超过 {CELLS_LIMIT} 个"), "分成几个文件，或删去无关的表")
    })?;
    Ok(())
}

/// Rows and cells by place; of two cells at one place, the later counts.
fn sorted(rows: Vec<Row>) -> Vec<Row> {
    let mut sorted: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
    for row in rows {
        sorted.entry(row.at).or_default().extend(row.cells);
    }
    sorted.into_iter().map(|(at, cells)| Row { at, cells: cells.into_iter().collect() }).collect()
}

/// What a cell holds; `None` where it is blank.
fn cell(value: &DataRef<'_>, is_percent: bool, is_formula: bool) -> Option<Cell> {
    let (text, kind) = match value {
        DataRef::Empty => (String::new(), CellKind::Text),
        #[expect(clippy::cast_precision_loss, reason = "a reader of xlsx gives no integers")]
        DataRef::Int(value) => number(*value as f64, is_percent),
        DataRef::Float(value) => number(*value, is_percent),
        DataRef::String(text) | DataRef::DurationIso(text) => (text.clone(), CellKind::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), CellKind::Text),
        DataRef::Bool(value) => (if *value { "TRUE" } else { "FALSE" }.to_owned(), CellKind::Text),
        DataRef::DateTime(date) => day(date),
        DataRef::DateTimeIso(text) => (text.split('T').next().unwrap_or_default().to_owned(), CellKind::Date),
        DataRef::Error(error) => (error.to_string(), CellKind::Error),
    };
    let text = text.trim_matches(fold::is_blank).to_owned();
    if is_formula && (text.is_empty() || text == "0") {
        return Some(Cell { text, kind: CellKind::Uncalculated });
    }
    (!text.is_empty()).then_some(Cell { text, kind })
}

/// A number as Excel shows it: 15 digits, so that 0.1+0.2 is 0.3.
fn number(value: f64, is_percent: bool) -> (String, CellKind) {
    let kind = if is_percent { CellKind::Percent } else { CellKind::Number };
    let shown = Decimal::from_scientific(&format!("{value:.14e}")).map(|value| plain(value.normalize()));
    (shown.unwrap_or_else(|_| value.to_string()), kind)
}

fn day(date: &ExcelDateTime) -> (String, CellKind) {
    if date.is_duration() || date.as_f64() < 1.0 {
        return number(date.as_f64(), false);
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    (format!("{year:04}-{month:02}-{day:02}"), CellKind::Date)
}

/// Whether numbers of this style carry a percent sign.
fn shows_percent(style: &Style) -> bool {
    let Some(format) = &style.number_format else { return false };
    // 9 is 0% and 10 is 0.00%, in every Excel.
    matches!(format.format_id, Some(9 | 10)) || outside_quotes(&format.format_code).contains('%')
}

fn outside_quotes(format: &str) -> String {
    format.split('"').step_by(2).collect()
}

/// Puts the value of each merged block into all its cells within the rows that have any.
fn spread(rows: &mut Vec<Row>, merged: &[Area], left: &mut usize) -> Result<(), Refusal> {
    let last_row = rows.last().map_or(0, |row| row.at);
    let last_column =
        rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max().unwrap_or(0);
    let mut added = Vec::new();
    for area in merged {
        let (top, start) = area.first;
        let Ok(at) = rows.binary_search_by_key(&top, |row| row.at) else { continue };
        let Some(value) = rows[at].cell(start).cloned() else { continue };
        for row in top..=area.last.0.min(last_row) {
            for column in start..=area.last.1.min(last_column) {
                if (row, column) != area.first {
                    take_one(left)?;
                    added.push(Row { at: row, cells: vec![(column, value.clone())] });
                }
            }
        }
    }
    if !added.is_empty() {
        rows.append(&mut added);
        *rows = sorted(std::mem::take(rows));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_excel_shows_them() {
        for (value, text) in [
            (25.0, "25"),
            (0.1 + 0.2, "0.3"),
            (3.17, "3.17"),
            (58.333_333_333_333_336, "58.3333333333333"),
            (-4.5, "-4.5"),
            (0.0, "0"),
            (1_234_567.89, "1234567.89"),
            (1e14, "100000000000000"),
        ] {
            assert_eq!(number(value, false).0, text);
        }
        for value in [f64::NAN, f64::INFINITY, 1e300, 5e-324] {
            let _ = number(value, false);
        }
    }

    #[test]
    fn a_percent_sign_in_quotes_is_a_word() {
        for (format, is_percent) in [("0.0%", true), ("0\"%\"", false), ("General", false)] {
            assert_eq!(outside_quotes(format).contains('%'), is_percent, "{format}");
        }
    }
}
