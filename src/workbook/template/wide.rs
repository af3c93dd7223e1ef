//! The sheet 进展.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DataValidation, Format, ProtectionOptions, Worksheet, XlsxError};

use crate::progress::field::Field;
use crate::progress::figures::written;
use crate::progress::{Figure, FigureState, Measure, Target};
use crate::quantity::{self, Kind, Op};

use super::row::{Row, rows};
use super::style::Styles;
use super::{Form, HEAD_ROW, height, set_up, title};
use crate::workbook::head::Head;

/// Heads before the years, with their widths in characters.
const BEFORE: [(Head, f64); 8] = [
    (Head::Field(Field::Target), 15.0),
    (Head::Name, NAME_WIDTH),
    (Head::Field(Field::Group), 14.0),
    (Head::ForReading("类型"), 9.0),
    (Head::ForReading("单位"), 6.0),
    (Head::ForReading("目标"), 21.0),
    (Head::Field(Field::Measure), 9.0),
    (Head::Item, 7.0),
];
/// Heads after the years.
const AFTER: [(Head, f64); 6] = [
    (Head::Field(Field::AsOf), 11.5),
    (Head::Field(Field::State), 9.0),
    (Head::Field(Field::Source), 24.0),
    (Head::Field(Field::SourceUrl), 16.0),
    (Head::Reason, 15.0),
    (Head::Field(Field::Note), 15.0),
];
const NAME_WIDTH: f64 = 28.0;
/// What fits into the columns of names and goals for certain.
const NAME_COLUMNS: usize = 24;
const GOAL_COLUMNS: usize = 20;
const YEAR_WIDTH: f64 = 8.5;
const ADVICE: &str = "只填浅黄色的格。没有数据就留空，零填 0，不适用填 —；每个数都要有来源；改动已有的数要写修订原因。详见“说明”。";

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, form: &Form<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let rows = rows(form.progress);
    let heads = heads(form, &rows);
    let protection =
        ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
    set_up(sheet, "进展", &protection)?
        .set_freeze_panes(HEAD_ROW + 1, 2)?
        .set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    sheet.set_active(true).set_tab_color("#2F5D9B");
    title(sheet, &format!("《{}》进展填报表", form.title), ADVICE, styles)?;
    sheet.set_row_height(HEAD_ROW, 24)?;
    for (column, (head, width)) in (0..).zip(&heads) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(HEAD_ROW, column, head.label(), &styles.head)?;
    }
    for (at, row) in (HEAD_ROW + 1..).zip(&rows) {
        sheet.set_row_height(
            at,
            height(&row.target.name, NAME_COLUMNS).max(height(&goal(row.target), GOAL_COLUMNS)),
        )?;
        for (column, (head, _)) in (0..).zip(&heads) {
            cell(sheet, (at, column), *head, row, styles)?;
        }
    }
    choices(sheet, &heads, &rows)
}

fn heads(form: &Form<'_>, rows: &[Row<'_>]) -> Vec<(Head, f64)> {
    let targets = || rows.iter().map(|row| row.target);
    let first = targets()
        .map(|target| if has_baseline(target) { target.base_day().year() } else { target.start.year() });
    let last = targets().map(|target| target.deadline.year()).max();
    let years = first.min().zip(last).into_iter().flat_map(|(first, last)| first..=last);
    let years = years.map(|year| (Head::Year(year), YEAR_WIDTH));
    let has_groups = form.progress.targets.iter().any(|target| target.per.is_some());
    let before = BEFORE.into_iter().map(|(head, width)| {
        let is_narrow = head == Head::Field(Field::Group) && !has_groups;
        (head, if is_narrow { 5.0 } else { width })
    });
    before.chain(years).chain(AFTER).collect()
}

fn has_baseline(target: &Target) -> bool {
    matches!(target.kind, Kind::Stock | Kind::Ratio)
}

fn cell(
    sheet: &mut Worksheet,
    at: (u32, u16),
    head: Head,
    row: &Row<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let target = row.target;
    let group = row.group.as_deref().unwrap_or_default();
    let (text, format): (String, &Format) = match head {
        Head::Year(year) => return year_cell(sheet, at, row, year, styles),
        Head::Field(Field::Target) => (target.id.to_string(), &styles.locked),
        Head::Name => (target.name.clone(), &styles.locked),
        Head::Field(Field::Group) if row.needs_group() => (String::new(), &styles.choice),
        Head::Field(Field::Group) => (group.to_owned(), &styles.label),
        Head::ForReading("类型") => (target.kind.label().to_owned(), &styles.label),
        Head::ForReading("单位") => (unit(row), &styles.label),
        Head::ForReading(_) => (goal(target), &styles.label),
        Head::Field(Field::Measure) if row.may_choose => (row.measure.label().to_owned(), &styles.choice),
        Head::Field(Field::Measure) => (row.measure.label().to_owned(), &styles.label),
        Head::Item => (row.item.label().to_owned(), &styles.label),
        Head::Field(Field::AsOf | Field::State) => (String::new(), &styles.choice),
        _ => (String::new(), &styles.words),
    };
    write_words(sheet, at, &text, format)
}

/// Words, or an empty cell of this format.
pub(super) fn write_words(
    sheet: &mut Worksheet,
    at: (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        sheet.write_blank(at.0, at.1, format)?;
    } else {
        sheet.write_string_with_format(at.0, at.1, text, format)?;
    }
    Ok(())
}

/// A number as Excel keeps it; one that it would round, as text.
pub(super) fn write_number(
    sheet: &mut Worksheet,
    at: (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    const EXACT_DIGITS: usize = 15;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match quantity::parse(text).filter(|_| digits <= EXACT_DIGITS).and_then(|value| value.to_f64()) {
        Some(value) => drop(sheet.write_number_with_format(at.0, at.1, value, format)?),
        None => write_words(sheet, at, text, format)?,
    }
    Ok(())
}

fn year_cell(
    sheet: &mut Worksheet,
    at: (u32, u16),
    row: &Row<'_>,
    year: i16,
    styles: &Styles,
) -> Result<(), XlsxError> {
    if !row.asks_for(year) {
        return write_words(sheet, at, "", &styles.closed);
    }
    let text = row.figure(year).map(|figure| number(figure, row.item)).unwrap_or_default();
    write_number(sheet, at, &text, if row.target.is_whole { &styles.whole } else { &styles.number })
}

/// The number of a figure that a row holds; — where the figure is not applicable.
fn number(figure: &Figure, item: Field) -> String {
    match figure.state {
        FigureState::NotApplicable => written(figure, Field::Value),
        _ => written(figure, item),
    }
}

/// What a cell of the row counts in: the parts of a share are no percentages.
fn unit(row: &Row<'_>) -> String {
    if row.item == Field::Value { row.target.unit.clone() } else { String::new() }
}

/// `力争不少于25，2025年底`; of a yearly target, `每年不少于2，至2025年`.
fn goal(target: &Target) -> String {
    let op = match target.op {
        Op::AtLeast => "不少于",
        Op::AtMost => "不超过",
        Op::Equal => "等于",
        Op::Between => "",
    };
    let sign = if target.unit == "%" { "%" } else { "" };
    let modality = target.modality.as_deref().unwrap_or_default();
    let amount = format!("{op}{}{sign}", target.amount);
    let deadline = target.deadline;
    match (target.kind, deadline.month(), deadline.day()) {
        (Kind::Flow, ..) => format!("{modality}每年{amount}，至{}年", deadline.year()),
        (_, 12, 31) => format!("{modality}{amount}，{}年底", deadline.year()),
        _ => format!("{modality}{amount}，{deadline}"),
    }
}

/// Drop-downs for states and, where the office may choose, for what is counted.
fn choices(sheet: &mut Worksheet, heads: &[(Head, f64)], rows: &[Row<'_>]) -> Result<(), XlsxError> {
    let column =
        |wanted: Head| (0_u16..).zip(heads).find(|(_, (head, _))| *head == wanted).map(|(column, _)| column);
    if let Some(column) = column(Head::Field(Field::State)).filter(|_| !rows.is_empty()) {
        let last = HEAD_ROW + u32::try_from(rows.len()).unwrap_or(u32::MAX - HEAD_ROW);
        sheet.add_data_validation(HEAD_ROW + 1, column, last, column, &state_choice()?)?;
    }
    let Some(column) = column(Head::Field(Field::Measure)) else { return Ok(()) };
    let words = [Measure::InYear.label(), Measure::Total.label()];
    let choice = DataValidation::new()
        .allow_list_strings(&words)?
        .set_error_title("口径")?
        .set_error_message("只能选：当年新增、累计")?;
    for (at, _) in (HEAD_ROW + 1..).zip(rows).filter(|(_, row)| row.may_choose) {
        sheet.add_data_validation(at, column, at, column, &choice)?;
    }
    Ok(())
}

/// The four states.
pub(super) fn state_choice() -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(&FigureState::ALL.map(FigureState::label))?
        .set_error_title("数据状态")?
        .set_error_message("只能选：正式数、初步数、修订数、不适用")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Amount;

    #[test]
    fn a_goal_is_told_with_its_day() {
        let mut target = crate::workbook::samples::targets().remove(0);
        target.modality = Some("力争".to_owned());
        assert_eq!(goal(&target), "力争不少于25，2025年底");
        target.op = Op::Between;
        target.amount = Amount::Range(5.into(), 10.into());
        target.modality = None;
        assert_eq!(goal(&target), "5–10，2025年底");
        assert_eq!(goal(&crate::workbook::samples::targets()[1]), "每年不少于2，至2025年");
    }
}
