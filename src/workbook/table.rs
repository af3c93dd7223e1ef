//! Where in a workbook the tables of figures are: their heads within the first rows of a sheet.

use crate::problem::Severity;
use crate::progress::field::Field;
use crate::spreadsheet::{Row, Sheet, Spot, column_name};

use super::Workbook;
use super::given::Notes;
use super::head::Head;

/// Heads stand within this many rows; above them is a title.
const HEAD_ROWS: u32 = 10;

/// How a table lays figures out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A row for each target, a column for each year.
    Wide,
    /// A row for each figure.
    Long,
}

/// A table that was found.
#[derive(Debug)]
pub(super) struct Table {
    /// Of the workbook's sheets.
    pub(super) sheet: usize,
    pub(super) shape: Shape,
    head_row: u32,
    /// Known columns, from left to right.
    pub(super) columns: Vec<(u32, Head)>,
}

impl Table {
    /// The column with this head.
    pub(super) fn column(&self, head: Head) -> Option<u32> {
        self.columns.iter().find(|(_, known)| *known == head).map(|(column, _)| *column)
    }

    /// The rows below the heads.
    pub(super) fn rows<'b>(&self, book: &'b Workbook) -> &'b [Row] {
        let rows = &book.sheets[self.sheet].rows;
        &rows[rows.partition_point(|row| row.at <= self.head_row)..]
    }

    fn holds_numbers(head: Head) -> bool {
        matches!(head, Head::Year(_) | Head::Field(Field::Value | Field::Numerator | Field::Denominator))
    }
}

/// All tables of a workbook; what is odd about them is told.
pub(super) fn find(book: &Workbook, notes: &mut Notes<'_>) -> Vec<Table> {
    let tables: Vec<Table> =
        book.sheets.iter().enumerate().filter_map(|(at, sheet)| table(at, sheet, notes)).collect();
    if tables.is_empty() {
        notes.whole(
            "没有找到可以导入的表：前 10 行里没有“指标标识”和年份的表头",
            "请填在 saltpress template figures 生成的表里；自制的表要有“指标标识、年份、数值、来源”各列",
        );
    }
    for table in &tables {
        tell_hidden(book, table, notes);
        tell_merged(book, table, notes);
    }
    tables
}

fn table(at: usize, sheet: &Sheet, notes: &mut Notes<'_>) -> Option<Table> {
    let mut rows = sheet.rows.iter().take_while(|row| row.at < HEAD_ROWS);
    let (row, shape) = rows.find_map(|row| shape(row).map(|shape| (row, shape)))?;
    let mut columns: Vec<(u32, Head)> = Vec::new();
    for (column, cell) in &row.cells {
        let spot = Spot { sheet: at, row: row.at, column: *column };
        match Head::named(&cell.text) {
            Some(head) if columns.iter().any(|(_, known)| *known == head) => {
                notes.error(spot, &format!("表头“{}”有两列", cell.text), "只保留一列");
            }
            Some(head) => columns.push((*column, head)),
            None => {
                let message = format!("表头“{}”不认识，这一列没有读", cell.text);
                notes.add(spot, Severity::Advice, &message, "与填报无关就不必理会；有关就改成模板里的表头");
            }
        }
    }
    let table = Table { sheet: at, shape, head_row: row.at, columns };
    is_whole(&table, notes).then_some(table)
}

/// Which table a row is the head of.
fn shape(row: &Row) -> Option<Shape> {
    let heads: Vec<Head> = row.cells.iter().filter_map(|(_, cell)| Head::named(&cell.text)).collect();
    if !heads.contains(&Head::Field(Field::Target)) {
        return None;
    }
    if heads.contains(&Head::Field(Field::Year)) {
        return Some(Shape::Long);
    }
    heads.iter().any(|head| matches!(head, Head::Year(_))).then_some(Shape::Wide)
}

/// Whether a table has the columns without which nothing can be read.
fn is_whole(table: &Table, notes: &mut Notes<'_>) -> bool {
    let spot = Spot { sheet: table.sheet, row: table.head_row, column: 0 };
    let has_numbers = table.columns.iter().any(|(_, head)| Table::holds_numbers(*head));
    let has_source = table.column(Head::Field(Field::Source)).is_some();
    for (is_there, name) in [(has_numbers, "数值"), (has_source, "来源")] {
        if !is_there {
            notes.error(spot, &format!("缺少“{name}”这一列"), "补上这一列，表头一字不差");
        }
    }
    has_numbers && has_source
}

/// Numbers that nobody sees are read all the same: an old remainder would be, too.
fn tell_hidden(book: &Workbook, table: &Table, notes: &mut Notes<'_>) {
    const HINT: &str = "取消隐藏，核对后再导入；不要的就删去";
    let sheet = &book.sheets[table.sheet];
    let number_columns: Vec<u32> = table
        .columns
        .iter()
        .filter(|(_, head)| Table::holds_numbers(*head))
        .map(|(column, _)| *column)
        .collect();
    let has_number = |row: &Row| number_columns.iter().find(|column| row.cell(**column).is_some()).copied();
    let rows = table.rows(book);
    if sheet.is_hidden && rows.iter().any(|row| has_number(row).is_some()) {
        let message = format!("{}是隐藏的，里面的数也读了", book.sheet_name(table.sheet));
        notes.sheet(Severity::Warning, &message, HINT);
    }
    for row in rows.iter().filter(|row| sheet.hidden_rows.contains(&row.at)) {
        if let Some(column) = has_number(row) {
            let spot = Spot { sheet: table.sheet, row: row.at, column };
            notes.warning(spot, &format!("第 {} 行是隐藏的，里面的数也读了", row.at + 1), HINT);
        }
    }
    for column in number_columns.iter().copied().filter(|column| sheet.hides_column(*column)) {
        if let Some(row) = rows.iter().find(|row| row.cell(column).is_some()) {
            let spot = Spot { sheet: table.sheet, row: row.at, column };
            notes.warning(spot, &format!("{} 列是隐藏的，里面的数也读了", column_name(column)), HINT);
        }
    }
}

fn tell_merged(book: &Workbook, table: &Table, notes: &mut Notes<'_>) {
    for area in &book.sheets[table.sheet].merged {
        let is_read = table.columns.iter().any(|(column, _)| (area.first.1..=area.last.1).contains(column));
        let spot = Spot { sheet: table.sheet, row: area.first.0, column: area.first.1 };
        let row = table.rows(book).iter().find(|row| row.at == area.first.0);
        let Some(cell) = row.and_then(|row| row.cell(spot.column)).filter(|_| is_read) else { continue };
        let last = Spot { row: area.last.0, column: area.last.1, ..spot }.address();
        let message = format!("与 {last} 之间是合并单元格，每一格都按“{}”读", cell.text);
        notes.warning(spot, &message, "取消合并，每格各填各的，再核对一遍");
    }
}
