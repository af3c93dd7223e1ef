//! Excel workbooks in and out: how offices hand in the figures of a plan.
//!
//! ```text
//!  bytes ── guard ── reader (cells) + layout (merged, hidden, formulas) ── Workbook
//!                                                                            │
//!                        wide (进展) and long (明细) tables ── given ── intake ── ledger
//!  targets, figures ── template ── bytes
//! ```
//! Foreign bytes never panic and never fill the memory: what is no sound
//! workbook is one problem. Knows figures and targets, not pages or disk.

mod given;
mod guard;
mod head;
pub mod intake;
mod layout;
mod long;
mod package;
mod reader;
mod resolve;
mod sheet;
mod stamp;
mod table;
pub mod template;
mod wide;

use crate::problem::{Problem, Severity};
use sheet::{Sheet, Spot};

/// The largest workbook that is read: a form of 50,000 figures has 4 MB.
pub const SIZE_LIMIT: u64 = 32 << 20;

/// The label beside which the notes sheet keeps the policy's slug.
const POLICY_LABEL: &str = "政策标识";

/// A workbook that was read.
#[derive(Debug)]
pub struct Workbook {
    name: String,
    sheets: Vec<Sheet>,
}

/// Why a file is no workbook that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Refusal {
    message: String,
    hint: String,
}

impl Refusal {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }

    /// A file that is a workbook on the outside only.
    fn damaged() -> Self {
        Self::new("工作簿损坏或不完整，读不懂", "用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再试")
    }
}

impl Workbook {
    /// Reads `bytes`, which came from the file `name`. The problem says in one
    /// sentence why they are no workbook.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Box<Problem>> {
        let sheets = guard::check(bytes).and_then(|()| reader::read(bytes));
        match sheets {
            Ok(sheets) => Ok(Self { name: name.to_owned(), sheets }),
            Err(refusal) => {
                Err(Box::new(Problem::new(Severity::Error, refusal.message).in_file(name).hint(refusal.hint)))
            }
        }
    }

    /// The slug of the policy that the notes sheet names; `None` in a workbook not made by us.
    #[must_use]
    pub fn policy(&self) -> Option<&str> {
        const ROWS: u32 = 60;
        let mut cells = self.sheets.iter().flat_map(|sheet| sheet.top(ROWS));
        cells.by_ref().find(|(_, cell)| cell.text == POLICY_LABEL)?;
        cells.next().map(|(_, cell)| cell.text.as_str())
    }

    /// An error at a cell: `表“进展”D7：…`.
    fn problem(&self, spot: Spot, severity: Severity, message: &str) -> Problem {
        Problem::new(severity, format!("{}：{message}", self.place(spot))).in_file(&self.name)
    }

    /// `表“进展”D7`.
    fn place(&self, spot: Spot) -> String {
        format!("{}{}", self.sheet_name(spot.sheet), spot.address())
    }

    /// `表“进展”`.
    fn sheet_name(&self, at: usize) -> String {
        format!("表“{}”", self.sheets.get(at).map_or("", |sheet| sheet.name.as_str()))
    }
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
