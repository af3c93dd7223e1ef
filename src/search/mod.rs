//! Chinese search on a plain file server: the index, and the query in Rust.
//!
//! Knows nothing of policies or pages: [`document::Document`] is its only input.
//! The theme's script asks the same files by the same rules; where this room
//! changes, `themes/default/parts/search/` changes with it.

pub mod analysis;
pub mod document;
pub mod file;
pub mod index;
pub mod query;
