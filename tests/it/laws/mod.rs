//! What holds for any bytes that a reader is given: one law for each fuzz target.
//!
//! Held by the fuzz targets of `fuzz/` for as long as one likes, and by `seeds` in
//! each run of the tests.

pub(crate) mod figures;
pub(crate) mod front_matter;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod picture_header;
pub(crate) mod policy_text;
pub(crate) mod service;
pub(crate) mod svg;
pub(crate) mod workbook;
pub(crate) mod yaml;

use saltpress::problem::Problems;
use saltpress::source::SourceFile;

/// Every problem names one of `files`, says something, and shows a line that is there.
fn assert_told(problems: &Problems, files: &[&SourceFile]) {
    for problem in problems.sorted() {
        assert!(!problem.message.trim().is_empty(), "{problem}");
        let path = problem.path.as_deref();
        let file = files.iter().find(|file| path == Some(file.path()));
        let file = file.unwrap_or_else(|| panic!("of no file that was read: {problem}"));
        let Some(place) = &problem.place else { continue };
        let line = file.text().split('\n').nth(place.line - 1);
        let line = line.unwrap_or_else(|| panic!("no such line: {problem}")).replace(['\t', '\r'], " ");
        assert!(line.contains(&place.excerpt), "not in its line: {problem}");
        assert!(place.width > 0 && place.indent < place.column, "points nowhere: {problem}");
    }
}
