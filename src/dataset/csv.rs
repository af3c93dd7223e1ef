//! UTF-8 with BOM and CRLF, as Excel opens it by a double click.

use super::{COLUMNS, Column, Table};
use crate::text::csv::quoted;

pub(super) fn write(table: &Table<'_>) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    push(&mut text, COLUMNS.iter().map(|column| column.label().to_owned()));
    for (target, figure) in table.lines() {
        push(&mut text, COLUMNS.iter().map(|column| safe(*column, column.text(target, figure))));
    }
    text.into_bytes()
}

/// Adds a line.
pub(super) fn push(text: &mut String, fields: impl Iterator<Item = String>) {
    let fields: Vec<String> = fields.map(|field| quoted(&field)).collect();
    text.push_str(&fields.join(","));
    text.push_str("\r\n");
}

fn safe(column: Column, text: String) -> String {
    if column.is_number() { text } else { inert(text) }
}

/// A text that a spreadsheet would take for a formula gets a blank before it.
pub(super) fn inert(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']) {
        format!(" {text}")
    } else {
        text
    }
}
