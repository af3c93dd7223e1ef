//! Any bytes as a built page: read to the end, every place within it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use saltpress::inspection::html;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let page = html::read(&text);
    for reference in &page.references {
        assert!(reference.at <= text.len());
    }
});
