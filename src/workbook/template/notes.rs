//! The sheet 说明: how to fill in, what a cell may hold, whom to hand it to.

use rust_xlsxwriter::{ProtectionOptions, Worksheet, XlsxError};

use crate::workbook::POLICY_LABEL;

use super::style::Styles;
use super::{Form, height, set_up};

const STEPS: [&str; 8] = [
    "在“进展”表里填数：一行一个指标（分组的指标一组一行），一列一年。只填浅黄色的格，灰色的格不要改。",
    "填了新数或改了数，就在同一行填来源（发布单位和文件名称）；统计时点留空表示年底，数据状态留空表示正式数。",
    "改动已经公布的数，必须写修订原因；原来的数、来源和原因会记入数据修订记录，一并公开。",
    "比例分两行填：分子和分母，比例由程序计算，不要自己算好百分比。",
    "同一行几个年份的来源、状态或备注不同，就在“明细”表里逐个数填写；“明细”表的一行只管那一个数。",
    "“明细”表“示例”一栏写“是”的数是虚构的：换成真实的数时，在“明细”表里改数、改来源，并清空“示例”。",
    "不要合并单元格、隐藏行列、改动标识和表头，也不要只对其中几列排序；“校验码”一列由程序使用。",
    "存成“Excel 工作簿（*.xlsx）”，不要加密码，不要存成 .xls、.csv 或带宏的格式。",
];

/// What a cell of numbers may hold, and what it means.
const RULES: [(&str, &str); 9] = [
    ("空白", "没有填报。不等于 0，也不会删除已有的数。"),
    ("0", "真的是零。"),
    ("—", "不适用：这一年不要求这个数。已公布的数改成 — 要写修订原因。"),
    ("25", "半角数字，可以有小数点。指标是个数时必须是整数。"),
    ("25家、25 件", "不要带单位，只填 25。"),
    ("约25、25左右、25余", "不是确数，不收。核实后填确数，说法写进备注。"),
    ("２５", "不要用全角数字，改为 25。"),
    ("1.2万、60%", "按指标的单位填写：12000；比例填分子和分母。"),
    ("=A1+B1", "公式要有计算结果；最好直接填数字。"),
];

const LABEL_WIDTH: f64 = 22.0;
const TEXT_WIDTH: f64 = 96.0;
/// What fits into it for certain.
const TEXT_COLUMNS: usize = 92;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, form: &Form<'_>, styles: &Styles) -> Result<(), XlsxError> {
    set_up(sheet, "说明", &ProtectionOptions::new())?;
    sheet
        .set_print_fit_to_pages(1, 1)
        .set_screen_gridlines(false)
        .set_column_width(0, LABEL_WIDTH)?
        .set_column_width(1, TEXT_WIDTH)?;
    sheet.set_row_height(0, 28)?.write_string_with_format(0, 0, "填报说明", &styles.title)?;
    let slug = form.slug.as_str();
    let mut at = pair(sheet, 1, ("政策名称", form.title), styles)?;
    at = pair(sheet, at, (POLICY_LABEL, slug), styles)?;
    let hand_in = match form.contact {
        Some(contact) => format!("交给{contact}"),
        None => "交给发来本表的人（联系人待补）".to_owned(),
    };
    at = pair(
        sheet,
        at,
        ("填好以后", &format!("{hand_in}，由对方运行：saltpress import figures 本文件")),
        styles,
    )?;
    at = section(sheet, at + 1, "怎样填", styles)?;
    for (number, step) in (1..).zip(STEPS) {
        at = pair(sheet, at, (&format!("第 {number} 条"), step), styles)?;
    }
    at = section(sheet, at + 1, "一格里填什么", styles)?;
    sheet.write_string_with_format(at, 0, "填法", &styles.head)?;
    sheet.write_string_with_format(at, 1, "含义", &styles.head)?;
    at += 1;
    for rule in RULES {
        at = pair(sheet, at, rule, styles)?;
    }
    Ok(())
}

fn section(sheet: &mut Worksheet, at: u32, text: &str, styles: &Styles) -> Result<u32, XlsxError> {
    sheet.set_row_height(at, 24)?.write_string_with_format(at, 0, text, &styles.section)?;
    Ok(at + 1)
}

/// A label and what belongs to it; the row below it.
fn pair(
    sheet: &mut Worksheet,
    at: u32,
    (label, text): (&str, &str),
    styles: &Styles,
) -> Result<u32, XlsxError> {
    sheet.set_row_height(at, height(text, TEXT_COLUMNS))?;
    sheet.write_string_with_format(at, 0, label, &styles.locked)?;
    sheet.write_string_with_format(at, 1, text, &styles.text)?;
    Ok(at + 1)
}
