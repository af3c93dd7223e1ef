//! 分工表: units that only an attached table names, given to their measures.

use super::{Clause, ClauseKind, Duty, Role, duty};
use crate::text::fold;

/// Where the columns of a table stand.
struct Columns {
    count: usize,
    task: Option<usize>,
    lead: Option<usize>,
    joint: Option<usize>,
    all: Option<usize>,
}

/// A row: its number, its task, its units.
struct Row {
    number: Option<u32>,
    task: String,
    units: Vec<Duty>,
}

/// Gives the units of the tables in the attachments to measures that name none.
pub(super) fn assign(clauses: &mut [Clause]) {
    let mut rows = Vec::new();
    for clause in clauses.iter() {
        collect(clause, &mut rows);
    }
    if rows.is_empty() {
        return;
    }
    for clause in clauses {
        give(clause, &rows);
    }
}

fn collect(clause: &Clause, rows: &mut Vec<Row>) {
    let mut columns: Option<Columns> = None;
    for line in clause.heading.lines().chain(clause.text.lines()) {
        let cells = cells(line);
        if let Some(found) = header(&cells) {
            columns = Some(found);
        } else if let Some(columns) = &columns
            && cells.len() == columns.count
        {
            rows.push(row(&cells, columns));
        }
    }
    for child in &clause.children {
        collect(child, rows);
    }
}

/// Cells are set off by tabs, bars, or two blanks.
fn cells(line: &str) -> Vec<&str> {
    let by_bar = line.trim_matches('|');
    let parts: Vec<&str> = if by_bar.contains('|') {
        by_bar.split('|').collect()
    } else if line.contains('\t') {
        line.split('\t').collect()
    } else if line.contains("  ") {
        line.split("  ").filter(|part| !part.trim().is_empty()).collect()
    } else {
        line.split('\u{3000}').filter(|part| !part.is_empty()).collect()
    };
    parts.into_iter().map(|cell| cell.trim_matches(fold::is_blank)).collect()
}

fn header(cells: &[&str]) -> Option<Columns> {
    let find = |words: &[&str]| cells.iter().position(|cell| words.contains(cell));
    let all = find(&["责任单位", "责任部门", "責任單位"]);
    let lead = find(&["牵头单位", "牵头部门", "牽頭單位"]);
    let joint = find(&["配合单位", "配合部门", "协同单位", "配合單位", "参与单位"]);
    let task = find(&[
        "工作任务",
        "任务",
        "主要任务",
        "重点任务",
        "任务内容",
        "工作内容",
        "措施",
        "主要工作任务",
        "事项",
    ]);
    let sound = cells.len() >= 2 && (all.is_some() || lead.is_some());
    sound.then_some(Columns { count: cells.len(), task, lead, joint, all })
}

fn row(cells: &[&str], columns: &Columns) -> Row {
    let mut units = Vec::new();
    for (column, role) in
        [(columns.lead, Some(Role::Lead)), (columns.joint, Some(Role::Joint)), (columns.all, None)]
    {
        let cell = column.and_then(|column| cells.get(column)).copied().unwrap_or_default();
        units.extend(duty::of_cell(cell, role));
    }
    let number: String = cells[0].chars().map(fold::half_width).collect();
    let task = columns.task.and_then(|column| cells.get(column)).copied().unwrap_or_default();
    Row { number: number.parse().ok(), task: task.to_owned(), units }
}

/// By title where the task names it, else by number.
fn give(clause: &mut Clause, rows: &[Row]) {
    if clause.units.is_empty() && clause.kind == ClauseKind::Measure {
        let title = clause.title.as_deref().unwrap_or_default();
        let by_title = rows.iter().find(|row| !title.is_empty() && row.task.contains(title));
        let number = clause.id.as_str().rsplit('.').next().and_then(|number| number.parse::<u32>().ok());
        let by_number =
            || rows.iter().find(|row| row.number.is_some() && row.number == number && row.task.is_empty());
        if let Some(row) = by_title.or_else(by_number) {
            clause.units.clone_from(&row.units);
        }
    }
    for child in &mut clause.children {
        give(child, rows);
    }
}
