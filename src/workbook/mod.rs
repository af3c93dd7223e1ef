//! Excel workbooks in and out: how offices hand in the figures of a plan.
//!
//! ```text
//!  bytes ── spreadsheet ── Workbook
//!                             │
//!                    wide (进展) and long (明细) tables ── given ── intake ── ledger
//!  targets, figures ── template ── bytes
//! ```
//! Foreign bytes never panic and never fill the memory: what is no sound
//! workbook is one problem. Knows figures and targets, not pages or disk.

mod given;
mod head;
pub mod intake;
mod long;
mod resolve;
mod stamp;
mod table;
pub mod template;
mod wide;

use crate::problem::{Problem, Severity};
use crate::spreadsheet::{self, Sheet, Spot};

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

impl Workbook {
    /// Reads `bytes`, which came from the file `name`. The problem says in one
    /// sentence why they are no workbook.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Box<Problem>> {
        match spreadsheet::read(bytes) {
            Ok(sheets) => Ok(Self { name: name.to_owned(), sheets }),
            Err(refusal) => Err(Box::new(refusal.problem(name))),
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
