//! From a grid to rows: its heads are found and matched, its cells read one by one.

use std::collections::BTreeMap;

use super::ROWS_LIMIT;
use super::cell::{self, Given, Value};
use super::grid::Grid;
use super::head::{self, CellKind, Head};
use super::notes::Notes;
use crate::problem::{Problem, Severity};

/// Heads stand within this many rows; above them is a title.
const HEAD_ROWS: usize = 10;
/// Heads that only number rows.
const NUMBERING: [&str; 2] = ["序号", "编号"];

/// What was read, and which columns the file has.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// One value for each head.
    pub(super) rows: Vec<Vec<Value>>,
    /// Whether the file has the column; all of them where it declares its own.
    pub(super) has: Vec<bool>,
}

impl Table {
    /// Leaves out the columns of `heads` that the file does not have.
    pub(super) fn drop_unused(&mut self, heads: Vec<Head>) -> Vec<Head> {
        let has = std::mem::take(&mut self.has);
        let is_used = |at: usize| has.get(at).copied().unwrap_or(true);
        for row in &mut self.rows {
            let values = std::mem::take(row).into_iter().enumerate();
            *row = values.filter(|(at, _)| is_used(*at)).map(|(_, value)| value).collect();
        }
        let heads = heads.into_iter().enumerate();
        heads.filter(|(at, _)| is_used(*at)).map(|(_, head)| head).collect()
    }
}

/// Reads `grid` by `heads`, which are those of the kind where `is_standard`.
pub(super) fn read(grid: &Grid<'_>, heads: &[Head], is_standard: bool, notes: &mut Notes<'_>) -> Table {
    let Some(head_row) = find_heads(grid, heads) else {
        let names: Vec<String> = heads.iter().map(Head::label).collect();
        let problem = grid.whole("没有找到表头".to_owned());
        notes.add(problem.hint(format!("第一行写表头：{}", names.join("、"))));
        return Table::default();
    };
    let columns = columns(grid, head_row, heads, is_standard, notes);
    if !is_whole(grid, head_row, heads, &columns, is_standard, notes) {
        return Table::default();
    }
    let first = head_row + 1;
    if grid.len() - first > ROWS_LIMIT {
        let problem = grid.whole(format!("有 {} 行，超过 {ROWS_LIMIT} 行的上限", grid.len() - first));
        notes.add(problem.hint("分成几份清单，如按年度或产业"));
        return Table::default();
    }
    let read: Vec<usize> = columns.iter().flatten().copied().collect();
    grid.tell_layout(first, &read, notes);
    let mut reader = Reader::new(heads);
    let rows = (first..grid.len()).filter_map(|row| {
        let cells = grid.cells(row);
        let mut values = Vec::with_capacity(heads.len());
        let at = |column: usize| cells.iter().find(|(at, _)| *at == column).map(|(_, given)| *given);
        if !read.iter().any(|column| at(*column).is_some()) {
            return None;
        }
        for (place, column) in columns.iter().enumerate() {
            let given = column.and_then(at);
            values.push(reader.cell(
                place,
                given,
                |message| grid.problem(row, column.unwrap_or_default(), message),
                notes,
            ));
        }
        Some(values)
    });
    let rows = rows.collect();
    Table { rows, has: columns.iter().map(Option::is_some).collect() }
}

/// The row that names most columns.
fn find_heads(grid: &Grid<'_>, heads: &[Head]) -> Option<usize> {
    let count = |row: usize| {
        let cells = grid.cells(row);
        cells.iter().filter(|(_, given)| head::find(heads, given.text).is_some()).count()
    };
    let counts = (0..grid.len().min(HEAD_ROWS)).map(|row| (count(row), std::cmp::Reverse(row)));
    counts.filter(|(count, _)| *count > 0).max().map(|(_, row)| row.0)
}

/// Where each head stands; one that is unknown or stands twice is told.
fn columns(
    grid: &Grid<'_>,
    head_row: usize,
    heads: &[Head],
    is_standard: bool,
    notes: &mut Notes<'_>,
) -> Vec<Option<usize>> {
    let mut columns = vec![None; heads.len()];
    for (column, given) in grid.cells(head_row) {
        match head::find(heads, given.text) {
            Some(at) if columns[at].is_some() => {
                let problem = grid.problem(head_row, column, &format!("表头“{}”有两列", given.text));
                notes.add(problem.hint("只保留一列"));
            }
            Some(at) => columns[at] = Some(column),
            None if NUMBERING.contains(&given.text) => {}
            None => {
                let problem = grid.problem(head_row, column, &format!("不认识表头“{}”", given.text));
                notes.add(problem.hint(head::offer(heads, given.text, is_standard)));
            }
        }
    }
    columns
}

/// Whether the table has the columns that it must have: all that an office declared, else the first.
fn is_whole(
    grid: &Grid<'_>,
    head_row: usize,
    heads: &[Head],
    columns: &[Option<usize>],
    is_standard: bool,
    notes: &mut Notes<'_>,
) -> bool {
    let needed = if is_standard { 1 } else { heads.len() };
    let missing: Vec<String> = heads
        .iter()
        .zip(columns)
        .take(needed)
        .filter(|(_, column)| column.is_none())
        .map(|(head, _)| format!("“{}”", head.label()))
        .collect();
    if missing.is_empty() {
        return true;
    }
    let problem = grid.problem(head_row, 0, &format!("缺少{}这一列", missing.join("、")));
    notes.add(problem.hint("补上这一列；内容没有公布的留空"));
    false
}

/// Reads cells, row by row, and remembers how choices were spelt.
pub(super) struct Reader<'h> {
    heads: &'h [Head],
    /// For each head: one spelling → the first that was seen.
    spellings: Vec<BTreeMap<String, String>>,
    remarks: Vec<cell::Remark>,
}

impl<'h> Reader<'h> {
    /// Nothing read yet.
    pub(super) fn new(heads: &'h [Head]) -> Self {
        Self { heads, spellings: vec![BTreeMap::new(); heads.len()], remarks: Vec::new() }
    }

    /// Reads the cell of the head at `place`; `problem` makes one at the cell.
    pub(super) fn cell(
        &mut self,
        place: usize,
        given: Option<Given<'_>>,
        problem: impl Fn(&str) -> Problem,
        notes: &mut Notes<'_>,
    ) -> Value {
        let head = &self.heads[place];
        let value = given.map_or(Value::Blank, |given| cell::read(given, head, &mut self.remarks));
        if place == 0 && value == Value::Blank && self.remarks.is_empty() {
            notes.add(problem(&format!("没有写“{}”", head.name)).hint("每个条目都要有名称；多余的行请删去"));
        }
        for remark in self.remarks.drain(..) {
            notes.add(remark.told(problem("")));
        }
        if let (CellKind::Choice, Value::Text(text)) = (head.kind, &value) {
            let first = self.spellings[place].entry(head::key(text)).or_insert_with(|| text.clone());
            if first != text {
                let told = problem(&format!("“{text}”与前面的“{first}”写法不一，筛选时会分成两项"));
                notes.add(told.severity(Severity::Warning).hint("统一成一种写法"));
            }
        }
        value
    }
}
