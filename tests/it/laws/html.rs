//! Any bytes as a built page: read to the end, every place within it, and the short way reads what
//! the standard says.

use saltpress::inspection::html;

/// Holds the law.
pub(crate) fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let page = html::read(&text);
    for reference in &page.references {
        assert!(reference.at <= text.len());
    }
    assert_eq!(page, html::read_by_the_standard(&text));
}
