//! What one row says of one figure, each word with its cell.

use rust_decimal::Decimal;

use crate::problem::{Problem, Problems, Severity};
use crate::progress::cell::{self, Cell as Reading};
use crate::progress::draft::Draft;
use crate::progress::field::{Field, Remark};
use crate::quantity::{self, plain};
use crate::spreadsheet::{Cell, CellKind, Spot};
use crate::text::fold;

use super::Workbook;

/// Problems of one workbook; past a number that nobody reads through, they are only counted.
pub(super) struct Notes<'a> {
    book: &'a Workbook,
    problems: &'a mut Problems,
    room: usize,
    left_out: Vec<Severity>,
}

impl<'a> Notes<'a> {
    /// None yet.
    pub(super) fn new(book: &'a Workbook, problems: &'a mut Problems) -> Self {
        const ROOM: usize = 200;
        Self { book, problems, room: ROOM, left_out: Vec::new() }
    }

    /// One at a cell.
    pub(super) fn add(&mut self, spot: Spot, severity: Severity, message: &str, hint: &str) {
        let book = self.book;
        self.push(severity, || book.problem(spot, severity, message).hint(hint));
    }

    pub(super) fn error(&mut self, spot: Spot, message: &str, hint: &str) {
        self.add(spot, Severity::Error, message, hint);
    }

    pub(super) fn warning(&mut self, spot: Spot, message: &str, hint: &str) {
        self.add(spot, Severity::Warning, message, hint);
    }

    pub(super) fn remark(&mut self, spot: Spot, remark: &Remark) {
        self.add(spot, remark.severity, &remark.message, &remark.hint);
    }

    /// One of a sheet, which the message names.
    pub(super) fn sheet(&mut self, severity: Severity, message: &str, hint: &str) {
        let book = self.book;
        self.push(severity, || Problem::new(severity, message).in_file(&book.name).hint(hint));
    }

    /// An error of the workbook as a whole.
    pub(super) fn whole(&mut self, message: &str, hint: &str) {
        self.sheet(Severity::Error, message, hint);
    }

    /// `表“进展”D7`, for messages that name a second cell.
    pub(super) fn place(&self, spot: Spot) -> String {
        self.book.place(spot)
    }

    fn push(&mut self, severity: Severity, problem: impl FnOnce() -> Problem) {
        if self.room == 0 {
            self.left_out.push(severity);
            return;
        }
        self.room -= 1;
        self.problems.add(problem());
    }
}

impl Drop for Notes<'_> {
    fn drop(&mut self) {
        if let Some(worst) = self.left_out.iter().min() {
            let message = format!("另有 {} 处问题没有列出", self.left_out.len());
            let problem = Problem::new(*worst, message).in_file(&self.book.name);
            self.problems.add(problem.hint("先改好列出的，再导入一次"));
        }
    }
}

/// A text and the cell it stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) text: String,
    pub(super) spot: Option<Spot>,
}

/// All that a row says of a figure.
#[derive(Debug, Clone)]
pub(super) struct Given {
    told: [Told; Field::ALL.len()],
    pub(super) reason: String,
    /// 校验码; empty where there is none.
    pub(super) stamp: String,
    /// The cell of the row that stands for all of it.
    pub(super) home: Spot,
}

/// The columns that hold numbers.
pub(super) const NUMBERS: [Field; 3] = [Field::Value, Field::Numerator, Field::Denominator];
/// The columns that say what a number is worth.
pub(super) const DETAILS: [Field; 6] =
    [Field::AsOf, Field::State, Field::Source, Field::SourceUrl, Field::Note, Field::Sample];

impl Given {
    /// Nothing yet, in the row of `home`.
    pub(super) fn at(home: Spot) -> Self {
        Self { told: Default::default(), reason: String::new(), stamp: String::new(), home }
    }

    pub(super) fn text(&self, field: Field) -> &str {
        &self.told[field as usize].text
    }

    /// The cell of a column; where the row has none, that of another of its numbers or of the row.
    pub(super) fn spot(&self, field: Field) -> Spot {
        let other = NUMBERS.into_iter().filter(|_| NUMBERS.contains(&field));
        let mut fields = std::iter::once(field).chain(other);
        fields.find_map(|field| self.told[field as usize].spot).unwrap_or(self.home)
    }

    pub(super) fn told(&self, field: Field) -> &Told {
        &self.told[field as usize]
    }

    pub(super) fn set(&mut self, field: Field, told: Told) {
        self.told[field as usize] = told;
    }

    /// The cell of the number, or of the first of its parts.
    pub(super) fn number_spot(&self) -> Spot {
        let filled = NUMBERS.into_iter().find(|field| !self.text(*field).is_empty());
        self.spot(filled.unwrap_or(Field::Value))
    }

    /// Whether no number is given.
    pub(super) fn is_blank(&self) -> bool {
        NUMBERS.into_iter().all(|field| self.text(field).is_empty())
    }

    /// The numbers in one spelling, so that 25.0 and 25 are equal.
    pub(super) fn numbers(&self) -> [String; 3] {
        NUMBERS.map(|field| same_number(self.text(field)))
    }

    /// As a line of `figures.csv`.
    pub(super) fn draft(&self) -> Draft<'_> {
        Field::ALL.into_iter().fold(Draft::default(), |draft, field| draft.with(field, self.text(field)))
    }
}

/// A number in one spelling; what is none stays as it is.
pub(super) fn same_number(text: &str) -> String {
    match cell::read(text) {
        Ok(Reading::Number(value)) => plain(value),
        Ok(Reading::NotApplicable) => "—".to_owned(),
        Ok(Reading::Blank) => String::new(),
        Err(_) => text.to_owned(),
    }
}

/// A cell where a number is expected. `None` where what is wrong has been told.
pub(super) fn number(cell: Option<&Cell>, spot: Spot, notes: &mut Notes<'_>) -> Option<Told> {
    let Some(cell) = cell else { return Some(Told { text: String::new(), spot: Some(spot) }) };
    let text = &cell.text;
    match cell.kind {
        CellKind::Uncalculated => return uncalculated(spot, notes),
        CellKind::Percent => {
            let message = format!("是百分比格式，显示 {}%，读出来是 {text}", hundredfold(text));
            notes.error(spot, &message, "把单元格格式改为“常规”，再填数字本身");
            return None;
        }
        CellKind::Date => {
            let message = format!("Excel 把填的数当成了日期（{text}）");
            notes.error(spot, &message, "把单元格格式改为“常规”，再填数字本身");
            return None;
        }
        CellKind::Text | CellKind::Number | CellKind::Error => {}
    }
    // WPS keeps the apostrophe that makes a number a text when it reads CSV files.
    let text = text.strip_prefix('\'').unwrap_or(text).to_owned();
    Some(Told { text, spot: Some(spot) })
}

/// The same for a share in percent, where 60% is meant by both 60 and the percentage 0.6.
pub(super) fn share(cell: Option<&Cell>, spot: Spot, notes: &mut Notes<'_>) -> Option<Told> {
    match cell {
        Some(Cell { text, kind: CellKind::Percent }) => {
            Some(Told { text: hundredfold(text), spot: Some(spot) })
        }
        cell => number(cell, spot, notes),
    }
}

fn hundredfold(text: &str) -> String {
    quantity::parse(text).map_or_else(|| text.to_owned(), |value| plain(value * Decimal::ONE_HUNDRED))
}

/// A cell where words are expected.
pub(super) fn words(cell: Option<&Cell>, spot: Spot, notes: &mut Notes<'_>) -> Option<Told> {
    let Some(cell) = cell else { return Some(Told { text: String::new(), spot: Some(spot) }) };
    match cell.kind {
        CellKind::Uncalculated => uncalculated(spot, notes),
        CellKind::Error => {
            notes.error(spot, &format!("“{}”是公式出错的结果", cell.text), "修好公式，或直接填写");
            None
        }
        _ => Some(Told { text: cell.text.clone(), spot: Some(spot) }),
    }
}

/// A cell where a day is expected: `2023年6月30日`, `2023/6/30` and `2023.6.30` are days too.
pub(super) fn day(cell: Option<&Cell>, spot: Spot, notes: &mut Notes<'_>) -> Option<Told> {
    let mut told = words(cell, spot, notes)?;
    if let Some(day) = iso(&told.text) {
        told.text = day;
    }
    Some(told)
}

fn iso(text: &str) -> Option<String> {
    let folded = fold::half_width_str(text);
    let plain = folded.strip_suffix('日').unwrap_or(&folded);
    let parts: Vec<&str> = plain.split(['年', '月', '/', '.', '-']).map(str::trim).collect();
    let [year, month, day] = parts[..] else { return None };
    let (year, month, day) = (year.parse::<u16>().ok()?, month.parse::<u8>().ok()?, day.parse::<u8>().ok()?);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

fn uncalculated(spot: Spot, notes: &mut Notes<'_>) -> Option<Told> {
    notes.error(
        spot,
        "公式没有计算结果，或结果是 0 而可能没有计算",
        "在 Excel 里打开并保存一次，或直接填数字；真的是 0 就填 0",
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_the_spellings_of_offices_are_one_day() {
        for text in
            ["2023-06-30", "2023-6-30", "2023年6月30日", "2023/6/30", "2023.06.30", "２０２３年６月３０日"]
        {
            assert_eq!(iso(text).as_deref(), Some("2023-06-30"), "{text}");
        }
        for text in ["", "年底", "2023年", "6月30日", "2023-06"] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn one_number_has_one_spelling() {
        for (text, same) in [("25.0", "25"), ("1,500", "1500"), ("-", "—"), (" ", ""), ("25家", "25家")] {
            assert_eq!(same_number(text), same);
        }
    }
}
