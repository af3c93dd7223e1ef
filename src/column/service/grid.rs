//! The table beside a list: rows of cells from a CSV file or a sheet, each with its place.

use std::collections::BTreeSet;

use super::beside;
use super::cell::Given;
use super::notes::Notes;
use crate::problem::{Problem, Severity};
use crate::source::{SourceFile, Sources};
use crate::spreadsheet::{self, Cell, Row, Sheet, Spot, column_name};
use crate::text::csv::{self, Line};
use crate::text::yaml::{self, Placed};

/// Rows of cells; both counted from 0.
pub(super) enum Grid<'a> {
    /// Of a CSV file.
    Lines(&'a SourceFile, Vec<Line>),
    /// Of a sheet: path of the workbook, the sheet.
    Sheet(String, Sheet),
}

impl Grid<'_> {
    /// How many rows have any cell.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Lines(_, lines) => lines.len(),
            Self::Sheet(_, sheet) => sheet.rows.len(),
        }
    }

    /// The cells of a row that are not blank, with their columns.
    pub(super) fn cells(&self, row: usize) -> Vec<(usize, Given<'_>)> {
        match self {
            Self::Lines(_, lines) => {
                let texts = lines[row].texts().map(Given::text).enumerate();
                texts.filter(|(_, given)| !given.text.is_empty()).collect()
            }
            Self::Sheet(_, sheet) => {
                let cells = sheet.rows[row].cells.iter();
                cells.map(|(column, cell)| (*column as usize, given(cell))).collect()
            }
        }
    }

    /// An error at a cell, ready for the words of what is wrong.
    pub(super) fn problem(&self, row: usize, column: usize, message: &str) -> Problem {
        match self {
            Self::Lines(file, lines) => file.problem(lines[row].span(file, column), message),
            Self::Sheet(path, sheet) => {
                let column = u32::try_from(column).unwrap_or(u32::MAX);
                let spot = Spot { sheet: 0, row: sheet.rows[row].at, column };
                let message = format!("表“{}”{}：{message}", sheet.name, spot.address());
                Problem::new(Severity::Error, message).in_file(path.as_str())
            }
        }
    }

    /// An error of the table as a whole.
    pub(super) fn whole(&self, message: String) -> Problem {
        match self {
            Self::Lines(file, _) => file.whole_problem(message),
            Self::Sheet(path, sheet) => {
                Problem::new(Severity::Error, format!("表“{}”：{message}", sheet.name)).in_file(path.as_str())
            }
        }
    }

    /// Tells what Excel keeps to itself in the rows from `first` on and the columns that are read.
    pub(super) fn tell_layout(&self, first: usize, columns: &[usize], notes: &mut Notes<'_>) {
        if let Self::Sheet(_, sheet) = self {
            let columns: Vec<u32> = columns.iter().filter_map(|column| u32::try_from(*column).ok()).collect();
            let rows = sheet.rows.get(first..).unwrap_or_default();
            self.tell_hidden(sheet, rows, &columns, notes);
            self.tell_merged(sheet, rows, &columns, notes);
        }
    }

    /// What nobody sees is published all the same: an old remainder would be, too.
    fn tell_hidden(&self, sheet: &Sheet, rows: &[Row], columns: &[u32], notes: &mut Notes<'_>) {
        let hidden = rows.iter().filter(|row| sheet.hidden_rows.contains(&row.at));
        let rows: Vec<String> = hidden.map(|row| (u64::from(row.at) + 1).to_string()).collect();
        let hidden = columns.iter().filter(|column| sheet.hides_column(**column));
        let columns: Vec<String> = hidden.map(|column| column_name(*column)).collect();
        for (what, places) in [("行", rows), ("列", columns)] {
            let Some(first) = places.first() else { continue };
            let message = match places.len() {
                1 => format!("第 {first} {what}是隐藏的，里面的内容也会公布"),
                count => format!("第 {first} {what}等 {count} {what}是隐藏的，里面的内容也会公布"),
            };
            let hint = "取消隐藏，核对后再用；不该公布的就删去";
            notes.add(self.whole(message).severity(Severity::Warning).hint(hint));
        }
    }

    fn tell_merged(&self, sheet: &Sheet, rows: &[Row], columns: &[u32], notes: &mut Notes<'_>) {
        let Some(top) = rows.first().map(|row| row.at) else { return };
        let is_read = |columns: &[u32], first, last| columns.iter().any(|c| (first..=last).contains(c));
        let mut merged = sheet
            .merged
            .iter()
            .filter(|area| area.first.0 >= top && is_read(columns, area.first.1, area.last.1));
        let Some(first) = merged.next() else { return };
        let address = |(row, column)| Spot { sheet: 0, row, column }.address();
        let message = format!(
            "有 {} 处合并单元格（如 {} 到 {}），每一格都按左上角的内容读",
            merged.count() + 1,
            address(first.first),
            address(first.last)
        );
        notes.add(self.whole(message).severity(Severity::Advice).hint("取消合并，每格各填各的，再核对一遍"));
    }
}

fn given(cell: &Cell) -> Given<'_> {
    Given { text: &cell.text, typed: cell.kind }
}

/// Opens the table that 数据 names; `None` where what is wrong has been told.
pub(super) fn open<'s>(
    file: &SourceFile,
    data: &Placed,
    sheet: Option<&Placed>,
    sources: &'s Sources,
    notes: &mut Notes<'_>,
) -> Option<Grid<'s>> {
    let path = beside(file, data).map_err(|problem| notes.add(problem)).ok()?;
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "csv" => {
            let Some(table) = sources.get(&path) else {
                notes.add(missing(file, data, sources));
                return None;
            };
            let lines = csv::lines(table, notes.problems())?;
            Some(Grid::Lines(table, lines))
        }
        "xlsx" if sources.others().contains(&path) => {
            // Bytes that are missing were told when they were read.
            let sheets = spreadsheet::read(sources.bytes(&path)?);
            let sheets = sheets.map_err(|refusal| notes.add(refusal.problem(&path))).ok()?;
            choose(file, sheet, &path, sheets, notes).map(|sheet| Grid::Sheet(path, sheet))
        }
        "xlsx" => {
            notes.add(missing(file, data, sources));
            None
        }
        _ => {
            let problem = file.problem(data.span.clone(), format!("“{}”不是能读的表格", data.value));
            notes.add(problem.hint("用 Excel 或 WPS 另存为“CSV UTF-8”（.csv）或“Excel 工作簿”（.xlsx）"));
            None
        }
    }
}

fn missing(file: &SourceFile, data: &Placed, sources: &Sources) -> Problem {
    let folder = file.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    let texts = sources.under(super::FOLDER).map(SourceFile::path);
    let near: BTreeSet<&str> = texts
        .chain(sources.others().iter().map(String::as_str))
        .filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'))
        .filter(|name| name.ends_with(".csv") || name.ends_with(".xlsx"))
        .collect();
    let known: Vec<&str> = near.into_iter().collect();
    let problem = file.problem(data.span.clone(), format!("没有找到表格文件“{}”", data.value));
    problem.hint(match yaml::nearest(&data.value, &known) {
        Some(near) => format!("是不是“{near}”？"),
        None => format!("把文件放在 {folder} 里，只写文件名"),
    })
}

/// The sheet that 工作表 names, else the only one that is shown and has cells.
fn choose(
    file: &SourceFile,
    wanted: Option<&Placed>,
    path: &str,
    sheets: Vec<Sheet>,
    notes: &mut Notes<'_>,
) -> Option<Sheet> {
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    if let Some(wanted) = wanted {
        let found = sheets.into_iter().find(|sheet| sheet.name.trim() == wanted.value.trim());
        if found.is_none() {
            let problem = file.problem(wanted.span.clone(), format!("没有工作表“{}”", wanted.value));
            notes.add(problem.hint(format!("工作簿里有：{}", names.join("、"))));
        }
        return found;
    }
    let mut shown = sheets.into_iter().filter(|sheet| !sheet.is_hidden && !sheet.rows.is_empty());
    let Some(first) = shown.next() else {
        let problem = Problem::new(Severity::Error, "工作簿里没有内容").in_file(path);
        notes.add(problem.hint("填好表格并保存；隐藏的表不读"));
        return None;
    };
    if shown.next().is_some() {
        let message = format!("工作簿里有几张表，读的是第一张“{}”", first.name);
        let problem = Problem::new(Severity::Warning, message).in_file(path);
        notes.add(problem.hint("在清单里写“工作表: 表名”，或删去别的表"));
    }
    Some(first)
}
