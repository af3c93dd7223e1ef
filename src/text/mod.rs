//! Text without a subject: widths, folding, numerals, front matter, Markdown, CSV.
//!
//! Pure functions from text to value. Knows nothing of plans or pages.

pub mod csv;
pub mod fold;
pub mod host;
pub mod markdown;
pub mod nickname;
pub mod numeral;
pub mod strange;
pub mod whole;
pub mod width;
pub mod yaml;
