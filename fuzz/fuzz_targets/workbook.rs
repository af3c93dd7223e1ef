//! Any bytes as a workbook that came back, or as one part of it.
#![no_main]
#![expect(dead_code, reason = "the laws of the other targets")]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/laws/mod.rs"]
mod laws;

fuzz_target!(
    // A panic of the reader of workbooks is caught by the program: only one that is not is a finding.
    init: drop(std::panic::take_hook()),
    |bytes: &[u8]| laws::workbook::hold(bytes)
);
