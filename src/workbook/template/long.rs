//! The sheet 明细.

use rust_xlsxwriter::{DataValidation, ProtectionOptions, Worksheet, XlsxError};

use crate::progress::field::Field;
use crate::progress::figures::written;
use crate::progress::{Figure, Target};

use super::style::Styles;
use super::wide::{state_choice, write_number, write_words};
use super::{Form, HEAD_ROW, height, set_up, title};
use crate::spreadsheet::Spot;
use crate::workbook::given::{Given, Told};
use crate::workbook::head::Head;
use crate::workbook::stamp::Stamp;

/// Heads with their widths in characters.
const HEADS: [(Head, f64); 16] = [
    (Head::Field(Field::Target), 15.0),
    (Head::Name, 26.0),
    (Head::Field(Field::Group), 14.0),
    (Head::Field(Field::Year), 7.0),
    (Head::Field(Field::Value), 9.0),
    (Head::Field(Field::Numerator), 8.0),
    (Head::Field(Field::Denominator), 8.0),
    (Head::Field(Field::Measure), 9.0),
    (Head::Field(Field::AsOf), 11.5),
    (Head::Field(Field::State), 9.0),
    (Head::Field(Field::Source), 24.0),
    (Head::Field(Field::SourceUrl), 18.0),
    (Head::Field(Field::Note), 15.0),
    (Head::Field(Field::Sample), 6.0),
    (Head::Reason, 15.0),
    (Head::Stamp, 19.0),
];
const ADVICE: &str =
    "每个已有的数一行，来源、状态、备注各数各写；也可以在下面另起一行添数。灰色的列不要改动。";
/// Rows for which drop-downs are set beyond those that are filled.
const SPARE: u32 = 1000;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, form: &Form<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let protection = ProtectionOptions {
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        ..ProtectionOptions::new()
    };
    set_up(sheet, "明细", &protection)?
        .set_freeze_panes(HEAD_ROW + 1, 2)?
        .set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    title(sheet, &format!("《{}》数据明细", form.title), ADVICE, styles)?;
    sheet.set_row_height(HEAD_ROW, 24)?;
    for (column, (head, width)) in (0..).zip(HEADS) {
        sheet.set_column_width(column, width)?;
        // Below the figures, whole columns stay open for more.
        if head != Head::Stamp {
            sheet.set_column_format(column, &styles.below)?;
        }
        sheet.write_string_with_format(HEAD_ROW, column, head.label(), &styles.head)?;
    }
    let figures = &form.progress.figures;
    for (at, figure) in (HEAD_ROW + 1..).zip(figures) {
        let target = form.progress.target(&figure.key.target);
        sheet.set_row_height(at, tallest(figure, target))?;
        for (column, (head, _)) in (0..).zip(HEADS) {
            cell(sheet, (at, column), head, figure, target, styles)?;
        }
    }
    choices(sheet, HEAD_ROW + SPARE + u32::try_from(figures.len()).unwrap_or(0))
}

fn cell(
    sheet: &mut Worksheet,
    at: (u32, u16),
    head: Head,
    figure: &Figure,
    target: Option<&Target>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let is_whole = target.is_some_and(|target| target.is_whole);
    match head {
        Head::Field(field @ (Field::Value | Field::Numerator | Field::Denominator)) => write_number(
            sheet,
            at,
            &written(figure, field),
            if is_whole { &styles.whole } else { &styles.number },
        ),
        Head::Field(Field::Year) => write_number(sheet, at, &written(figure, Field::Year), &styles.label),
        Head::Field(Field::Target) => write_words(sheet, at, &written(figure, Field::Target), &styles.locked),
        Head::Field(field @ (Field::Group | Field::Measure)) => {
            write_words(sheet, at, &written(figure, field), &styles.label)
        }
        Head::Field(field @ (Field::AsOf | Field::State | Field::Sample)) => {
            write_words(sheet, at, &written(figure, field), &styles.choice)
        }
        Head::Field(field) => write_words(sheet, at, &written(figure, field), &styles.words),
        Head::Name => write_words(sheet, at, target.map_or("", |target| &target.name), &styles.locked),
        Head::Stamp => write_words(sheet, at, &stamp(figure), &styles.stamp),
        _ => write_words(sheet, at, "", &styles.words),
    }
}

/// The height that the longest of a figure's texts needs.
fn tallest(figure: &Figure, target: Option<&Target>) -> u32 {
    const COLUMNS: [(Field, usize); 3] = [(Field::Source, 21), (Field::SourceUrl, 14), (Field::Note, 12)];
    let name = height(target.map_or("", |target| &target.name), 23);
    let texts = COLUMNS.map(|(field, columns)| height(&written(figure, field), columns));
    texts.into_iter().max().unwrap_or(0).max(name)
}

/// 校验码 of a figure as it is printed.
fn stamp(figure: &Figure) -> String {
    let mut given = Given::at(Spot { sheet: 0, row: 0, column: 0 });
    for field in Field::ALL {
        given.set(field, Told { text: written(figure, field), spot: None });
    }
    Stamp::of(&figure.key, &given).text()
}

fn choices(sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    let sample = DataValidation::new().allow_list_strings(&["是"])?.set_error_message("写“是”或留空")?;
    for (column, (head, _)) in (0..).zip(HEADS) {
        match head {
            Head::Field(Field::State) => {
                sheet.add_data_validation(HEAD_ROW + 1, column, last, column, &state_choice()?)?;
            }
            Head::Field(Field::Sample) => {
                sheet.add_data_validation(HEAD_ROW + 1, column, last, column, &sample)?;
            }
            _ => {}
        }
    }
    Ok(())
}
