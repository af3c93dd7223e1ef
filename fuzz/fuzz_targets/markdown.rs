//! Any bytes as the Markdown of staff: decoded, read, and held to the law of all texts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use saltpress::problem::Problems;
use saltpress::source::{self, SourceFile};
use saltpress::text::markdown;

#[path = "../../tests/it/markdown_law.rs"]
mod markdown_law;

fuzz_target!(|bytes: &[u8]| {
    let Some((text, _)) = source::decode(bytes) else { return };
    markdown_law::read_lawfully(&text);
    let file = SourceFile::new("a.md", text);
    if let Some((header, body)) = markdown::split_header(&file, &mut Problems::new()) {
        assert!(file.text().get(body).is_some() && header.len() <= file.text().len());
    }
});
