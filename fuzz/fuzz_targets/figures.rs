//! Any bytes as `targets.yaml`, `figures.csv` and `revisions.csv`.
#![no_main]
#![expect(dead_code, reason = "the laws of the other targets")]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/laws/mod.rs"]
mod laws;

fuzz_target!(|bytes: &[u8]| laws::figures::hold(bytes));
