//! Any bytes as the file of a case, a notice and a reading.
#![no_main]
#![expect(dead_code, reason = "the laws of the other targets")]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/laws/mod.rs"]
mod laws;

fuzz_target!(|bytes: &[u8]| laws::front_matter::hold(bytes));
