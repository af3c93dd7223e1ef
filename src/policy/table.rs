//! 分工表: units that only an attached table names, given to their measures.

use std::collections::{HashMap, HashSet};

use aho_corasick::AhoCorasick;

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
    let mut titles = HashSet::new();
    for clause in clauses.iter() {
        wanting(clause, &mut titles);
    }
    let rows = Rows { by_title: by_title(&rows, &titles), by_number: by_number(&rows) };
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

/// The first row of each measure.
struct Rows<'a> {
    /// By a title that stands in the row's task.
    by_title: HashMap<String, &'a Row>,
    /// Of the rows that tell no task.
    by_number: HashMap<u32, &'a Row>,
}

/// A measure that takes its units from a table.
fn wants(clause: &Clause) -> bool {
    clause.units.is_empty() && clause.kind == ClauseKind::Measure
}

fn wanting(clause: &Clause, titles: &mut HashSet<String>) {
    if wants(clause) {
        titles.extend(clause.title.clone().filter(|title| !title.is_empty()));
    }
    for child in &clause.children {
        wanting(child, titles);
    }
}

/// All titles are looked for at once: a table may have as many rows as the text has measures.
fn by_title<'a>(rows: &'a [Row], titles: &HashSet<String>) -> HashMap<String, &'a Row> {
    let titles: Vec<&String> = titles.iter().collect();
    // Only more titles than any text that is read can hold are refused.
    let Ok(finder) = AhoCorasick::new(&titles) else { return HashMap::new() };
    let mut found = HashMap::new();
    for row in rows {
        for title in finder.find_overlapping_iter(&row.task) {
            found.entry(titles[title.pattern().as_usize()].clone()).or_insert(row);
        }
    }
    found
}

fn by_number(rows: &[Row]) -> HashMap<u32, &Row> {
    let mut found = HashMap::new();
    for row in rows.iter().filter(|row| row.task.is_empty()) {
        if let Some(number) = row.number {
            found.entry(number).or_insert(row);
        }
    }
    found
}

/// By title where a task names it, else by number.
fn give(clause: &mut Clause, rows: &Rows<'_>) {
    if wants(clause) {
        let by_title = clause.title.as_deref().and_then(|title| rows.by_title.get(title));
        let number = clause.id.as_str().rsplit('.').next().and_then(|number| number.parse().ok());
        let by_number = || number.and_then(|number: u32| rows.by_number.get(&number));
        if let Some(row) = by_title.or_else(by_number) {
            clause.units.clone_from(&row.units);
        }
    }
    for child in &mut clause.children {
        give(child, rows);
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::outline;
    use crate::problem::Problems;
    use crate::source::SourceFile;

    /// The first unit of each measure of `text`.
    fn units(text: &str) -> Vec<String> {
        let outline = outline::read(&SourceFile::new("text.txt", text), &mut Problems::new());
        let measures = outline.clauses[0].children.iter();
        measures.map(|clause| clause.units.first().map_or(String::new(), |duty| duty.name.clone())).collect()
    }

    #[test]
    fn a_measure_takes_the_first_row_that_names_it() {
        let text = "一、任务\n1.培育\n2.创新\n3.融资\n附件1\n分工表\n序号\t任务\t责任单位\n\
            1\t推动创新和培育\t甲局\n2\t创新\t乙局\n3\t\t丙局\n4\t\t丁局\n";
        assert_eq!(units(text), ["甲局", "甲局", "丙局"]);
    }

    /// Each measure against each row would be 100 million comparisons.
    #[test]
    fn ten_thousand_measures_take_their_rows_from_ten_thousand() {
        let lines = |line: &dyn Fn(u32) -> String| (0..10_000).map(line).collect::<Vec<_>>().join("\n");
        let measures = lines(&|n| format!("{}.第{n}项", n % 199 + 1));
        let rows = lines(&|n| format!("{n}\t落实第{n}项工作\t{n}局"));
        let units = units(&format!("一、任务\n{measures}\n附件1\n分工表\n序号\t任务\t责任单位\n{rows}"));
        assert_eq!(units.len(), 10_000);
        assert_eq!((units[0].as_str(), units[9_999].as_str()), ("0局", "9999局"));
    }
}
