//! Markdown with a header, as staff write it.
//!
//! A text becomes finished HTML between pieces that only its page can fill in:
//! links to other sources, pictures, figures and clauses that are held
//! elsewhere. Whatever a text holds, the HTML is balanced, has no script, no
//! style and no address but of the web, and its headings start at h2. Nothing
//! is refused: what cannot be published is told with its place. Knows nothing
//! of plans or pages.

mod block;
mod body;
mod embed;
mod emphasis;
mod escape;
mod footnote;
mod header;
mod heading;
mod inline;
mod left;
mod link;
mod notice;
mod output;
mod picture;
mod plain;
mod raw;
mod reader;
mod report;
mod stack;
mod table;
mod watch;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

pub use self::body::{Body, Embed, EmbedKind, Gist, Heading, Media, MediaKind, Picture, Piece, Reference};
pub use self::header::split_header;
pub use self::picture::says_nothing;
use self::report::Report;
use crate::problem::Problems;
use crate::source::SourceFile;

/// Reads the bytes `body` of a file; a range outside the text is moved in.
pub fn parse(file: &SourceFile, body: Range<usize>, problems: &mut Problems) -> Body {
    let body = within(file.text(), body);
    reader::read(file.text(), body, Report::new(file, problems))
}

/// The bytes `body` of a file, of which an earlier run found this gist and told nothing:
/// they are read once their HTML is asked for.
#[must_use]
pub fn later(file: &SourceFile, body: Range<usize>, gist: Gist) -> Body {
    Body::later(gist, file.shared_text(), within(file.text(), body))
}

fn read_again(text: &Arc<String>, body: Range<usize>) -> Vec<Piece> {
    let file = SourceFile::new("", text.as_str());
    parse(&file, body, &mut Problems::new()).pieces().to_vec()
}

/// The range, moved to where characters start and end.
fn within(text: &str, body: Range<usize>) -> Range<usize> {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = floor(body.start);
    start..floor(body.end).max(start)
}
