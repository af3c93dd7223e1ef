//! Any bytes as `content/site.yaml`: read, and every problem told with its place.

use saltpress::config::{self, Config};
use saltpress::problem::Problems;
use saltpress::source::{self, SourceFile, Sources};

/// Holds the law.
pub(crate) fn hold(bytes: &[u8]) {
    let Some((text, _)) = source::decode(bytes) else { return };
    let file = SourceFile::new(config::PATH, text);
    let sources = Sources::from_files([file.clone()]);
    let mut problems = Problems::new();
    let config = Config::parse(&sources, &mut problems);
    assert!(config.base().is_none_or(|base| base.ends_with('/')), "{:?}", config.base());
    super::assert_told(&problems, &[&file]);
}
