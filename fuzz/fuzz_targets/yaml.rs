//! Any bytes as `content/site.yaml`: read, and every problem told with its place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use saltpress::config::{self, Config};
use saltpress::problem::Problems;
use saltpress::source::{self, SourceFile, Sources};

fuzz_target!(|bytes: &[u8]| {
    let Some((text, _)) = source::decode(bytes) else { return };
    let sources = Sources::from_files([SourceFile::new(config::PATH, text)]);
    let mut problems = Problems::new();
    let config = Config::parse(&sources, &mut problems);
    assert!(config.base().is_none_or(|base| base.ends_with('/')), "{:?}", config.base());
    for problem in problems.sorted() {
        assert!(problem.to_string().contains(config::PATH), "{problem}");
    }
});
