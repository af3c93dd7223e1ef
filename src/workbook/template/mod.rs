//! The fill-in workbook of a policy: what is known filled in, what is asked for left open.
//!
//! Three sheets: 进展 (a row for each target, a column for each year), 明细 (a
//! row for each published figure with all its details) and 说明. What must not
//! be changed is locked without a password. The same figures give the same bytes.

mod long;
mod notes;
mod row;
mod style;
mod wide;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet, XlsxError};

use crate::id::PolicySlug;
use crate::problem::{Problem, Severity};
use crate::progress::Progress;
use crate::text::width;

use style::Styles;

/// What a form is about.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// Kept in the notes, so that the form is known again.
    pub slug: &'a PolicySlug,
    /// Of the policy.
    pub title: &'a str,
    /// Its targets, and the figures to fill in.
    pub progress: &'a Progress,
    /// To whom the form goes back; `None` where nobody has said.
    pub contact: Option<&'a str>,
}

/// The row of the heads; title and a line of advice stand above.
const HEAD_ROW: u32 = 2;
/// Excel's number of the paper size A4.
const A4: u8 = 9;

/// The workbook's bytes. A problem where Excel has no room for a text.
pub fn write(form: &Form<'_>) -> Result<Vec<u8>, Box<Problem>> {
    book(form).map_err(|cause| {
        let message = format!("填报表写不成：{cause}");
        let hint = "Excel 的单元格最多 32767 个字、表最多 1048576 行：检查 figures.csv 里过长的备注或来源";
        Box::new(Problem::new(Severity::Error, message).hint(hint))
    })
}

fn book(form: &Form<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The moment of making would make each form differ from the last.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = format!("{}进展填报表", form.title);
    book.set_properties(
        &DocProperties::new().set_title(title).set_author("saltpress").set_creation_datetime(&made),
    );
    let styles = Styles::new();
    wide::write(book.add_worksheet(), form, &styles)?;
    long::write(book.add_worksheet(), form, &styles)?;
    notes::write(book.add_worksheet(), form, &styles)?;
    book.save_to_buffer()
}

/// What all sheets share: paper, margins, protection.
fn set_up<'s>(
    sheet: &'s mut Worksheet,
    name: &str,
    protection: &ProtectionOptions,
) -> Result<&'s mut Worksheet, XlsxError> {
    sheet.set_name(name)?;
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_footer("&L&A&R第 &P 页，共 &N 页")
        .protect_with_options(protection);
    Ok(sheet)
}

/// Title and advice above a table.
fn title(sheet: &mut Worksheet, title: &str, advice: &str, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 26)?.write_string_with_format(0, 0, title, &styles.title)?;
    sheet.set_row_height(1, 20)?.write_string_with_format(1, 0, advice, &styles.advice)?;
    Ok(())
}

/// How high, in points, a row must be for a text that is broken at `columns` half-width characters.
fn height(text: &str, columns: usize) -> u32 {
    const LINE: usize = 16;
    /// Excel has no higher rows.
    const HIGHEST: usize = 409;
    let lines: usize = text.lines().map(|line| width::of_str(line).div_ceil(columns).max(1)).sum();
    let height = lines.max(1).saturating_mul(LINE) + 4;
    u32::try_from(height.min(HIGHEST)).unwrap_or(0)
}
