//! Foreign Excel workbooks, read with care: the cells of their sheets as a clerk sees them.
//!
//! ```text
//!  bytes ── guard ── reader (cells) + layout (merged, hidden, formulas) ── Sheet …
//! ```
//! Foreign bytes never panic and never fill the memory: what is no sound
//! workbook is one [`Refusal`]. Knows nothing of what the cells are about.

mod guard;
mod layout;
mod package;
mod reader;
mod sheet;
mod words;

use crate::problem::{Problem, Severity};

pub use sheet::{Area, Cell, CellKind, Row, Sheet, Spot, column_name};
pub use words::{Words, words};

/// Why a file is no workbook that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
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

    /// The same, as an error of the file `name`.
    #[must_use]
    pub fn problem(self, name: &str) -> Problem {
        Problem::new(Severity::Error, self.message).in_file(name).hint(self.hint)
    }
}

/// The worksheets of a workbook, in their order.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    guard::check(bytes)?;
    reader::read(bytes)
}
