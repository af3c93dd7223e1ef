//! From text to the terms that index and query share.
//!
//! The rules stand twice, here and in the theme's `search/analysis.js`; one
//! table of cases, `tests/search/analysis.json`, holds them together.

mod fold;
mod number;
mod run;
mod token;

pub use fold::{Folded, fold};
pub use number::{Number, document_numbers, registration_number, written_freely};
pub use run::{Run, is_ideograph, runs};
pub use token::{Token, Words, parts, tokens};

/// Longest token, in characters; what is longer is cut.
pub const LONGEST_TOKEN: usize = 32;
