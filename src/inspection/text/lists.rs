//! Lists of services that came as a workbook: its cells are read where they were joined, for the file
//! itself is no text.

use super::{Lists, is_text};
use crate::column::service::{CellKind, Service, Value};
use crate::inspection::finding::Findings;
use crate::inspection::subject::Subject;
use crate::problem::{Problem, Severity};

/// Tells what is wrong in their cells, each with its entry and column.
pub(super) fn inspect(subject: &Subject<'_>, lists: &Lists, findings: &mut Findings) {
    for list in &subject.site.column.services {
        let Some(book) = list.data.as_deref().filter(|path| !is_text(path)) else { continue };
        for (at, row) in list.rows.iter().enumerate() {
            in_row(list, book, (at, row.as_slice()), lists, findings);
        }
    }
}

fn in_row(list: &Service, book: &str, (at, row): (usize, &[Value]), lists: &Lists, findings: &mut Findings) {
    let cells = list.heads.iter().zip(row).filter_map(|(head, value)| match value {
        Value::Text(text) => Some((head, text)),
        _ => None,
    });
    for (head, text) in cells {
        for hit in lists.in_words(text, head.kind == CellKind::Phone) {
            let place = format!("（第 {} 条的“{}”）", at + 1, head.name);
            let problem = Problem::new(Severity::Error, format!("{}{place}", hit.message)).in_file(book);
            findings.add(
                hit.rule,
                match hit.hint {
                    Some(hint) => problem.hint(hint),
                    None => problem,
                },
            );
        }
    }
}
