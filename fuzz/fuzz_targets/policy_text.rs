//! Any bytes as an official text: decoded, read, and held to the law of all outlines.
#![no_main]

use libfuzzer_sys::fuzz_target;
use saltpress::source;

#[path = "../../tests/it/outline_law.rs"]
mod outline_law;

fuzz_target!(|bytes: &[u8]| {
    if let Some((text, _)) = source::decode(bytes) {
        outline_law::read_lawfully(&text);
    }
});
