//! A workbook: the figures on one sheet, what they are on another.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{COLUMNS, Column, Table};
use crate::progress::field::Field;

pub(super) fn write(table: &Table<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day, so that the same figures give the same bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(table.title()).set_creation_datetime(&day));
    figures(workbook.add_worksheet(), table)?;
    notes(workbook.add_worksheet(), table)?;
    workbook.save_to_buffer()
}

fn figures(sheet: &mut Worksheet, table: &Table<'_>) -> Result<(), XlsxError> {
    sheet.set_name("数据")?;
    let head = Format::new().set_bold();
    for (column, at) in COLUMNS.iter().zip(0..) {
        sheet.write_with_format(0, at, column.label(), &head)?;
        sheet.set_column_width(at, width(*column))?;
    }
    sheet.set_freeze_panes(1, 2)?;
    for ((target, figure), row) in table.lines().zip(1..) {
        for (column, at) in COLUMNS.iter().zip(0..) {
            let text = column.text(target, figure);
            // A cell holds the double nearest to the decimal, which Excel shows as it was.
            match text.parse::<f64>() {
                Ok(number) if column.is_number() => sheet.write_number(row, at, number)?,
                _ if text.is_empty() => continue,
                _ => sheet.write_string(row, at, text)?,
            };
        }
    }
    Ok(())
}

/// In Latin characters; a Han character takes two.
fn width(column: Column) -> f64 {
    match column {
        Column::Name => 40.0,
        Column::Figure(Field::Source | Field::SourceUrl | Field::Note) => 36.0,
        Column::Figure(Field::Target) => 24.0,
        _ => 12.0,
    }
}

fn notes(sheet: &mut Worksheet, table: &Table<'_>) -> Result<(), XlsxError> {
    sheet.set_name("说明")?;
    sheet.set_column_width(0, 16)?;
    sheet.set_column_width(1, 90)?;
    let policy = &table.document.policy;
    let config = &table.site.config;
    let or_missing = |text: &Option<String>| text.clone().unwrap_or_else(|| "待补".to_owned());
    let lines = [
        ("内容", table.title()),
        ("出自", policy.record.title.value.clone()),
        ("发文字号", or_missing(&policy.record.document_number)),
        ("数据截至", table.board.cutoff.to_string()),
        ("公布单位", or_missing(&config.organiser)),
        ("使用许可", or_missing(&config.data_licence)),
        ("没有数据", "未公布的年份不列行；0 是真实的零；数据状态为“不适用”的没有数值".to_owned()),
        ("示例", "“示例”一栏写“是”的数是虚构的，只用来演示版面".to_owned()),
    ];
    for ((name, text), row) in lines.into_iter().zip(0..) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, text)?;
    }
    Ok(())
}
