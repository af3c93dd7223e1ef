//! Whole-site tests: files in, a command, what comes out.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on says why")]

mod laws;
mod project;
mod rust_source;
mod studio;

mod architecture;
#[cfg(unix)]
mod bad_days;
mod building;
mod charts;
mod clerk;
mod column;
mod faults;
mod incremental;
mod inspection;
mod markdown_properties;
mod outline_properties;
mod pages;
mod picture_faults;
mod pictures;
mod policies;
mod preview;
mod progress;
mod readme;
mod search;
mod seeds;
mod services;
mod targets;
mod workbook;
