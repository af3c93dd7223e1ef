//! 条目: entries that stand in the list's own sheet.

use super::ROWS_LIMIT;
use super::cell::{Given, Value};
use super::head::{self, Head};
use super::notes::Notes;
use super::rows::{Reader, Table};
use super::sheet::Entry;
use crate::source::SourceFile;

/// Reads entries by `heads`; a name that is no column is told with the nearest that is.
pub(super) fn read(file: &SourceFile, entries: Vec<Entry>, heads: &[Head], notes: &mut Notes<'_>) -> Table {
    let mut table = Table { rows: Vec::new(), has: vec![false; heads.len()] };
    if entries.len() > ROWS_LIMIT {
        let problem = file.whole_problem(format!("有 {} 个条目，超过 {ROWS_LIMIT} 个的上限", entries.len()));
        notes.add(problem.hint("分成几份清单，如按年度或产业"));
        return table;
    }
    let mut reader = Reader::new(heads);
    for entry in entries {
        table.rows.push(row(file, entry, heads, &mut table.has, &mut reader, notes));
    }
    table
}

fn row(
    file: &SourceFile,
    entry: Entry,
    heads: &[Head],
    has: &mut [bool],
    reader: &mut Reader<'_>,
    notes: &mut Notes<'_>,
) -> Vec<Value> {
    let whole = entry.0.first().map_or(0..0, |(name, _)| name.span.clone());
    let mut cells = vec![None; heads.len()];
    for (name, value) in entry.0 {
        match head::find(heads, &name.value) {
            Some(at) if cells[at].is_some() => {
                let problem = file.problem(name.span, format!("“{}”写了两次", name.value));
                notes.add(problem.hint("只保留一处"));
            }
            Some(at) => {
                has[at] = true;
                cells[at] = value;
            }
            None => {
                let problem = file.problem(name.span, format!("没有“{}”这一列", name.value));
                notes.add(problem.hint(head::offer(heads, &name.value, true)));
            }
        }
    }
    let mut values = Vec::with_capacity(heads.len());
    for (place, cell) in cells.iter().enumerate() {
        let span = cell.as_ref().map_or(whole.clone(), |cell| cell.span.clone());
        let given = cell.as_ref().map(|cell| Given::text(&cell.value));
        values.push(reader.cell(place, given, |message| file.problem(span.clone(), message), notes));
    }
    values
}
