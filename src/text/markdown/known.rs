//! Texts that an earlier run read and found sound: they are not read before their HTML is asked for.

use std::collections::HashMap;
use std::ops::Range;

use super::body::{Body, Gist};
use super::parse;
use crate::digest;
use crate::problem::Problems;
use crate::source::SourceFile;

/// Gists of texts of which nothing is told, by the SHA-256 of their files in hexadecimal.
#[derive(Debug, Default)]
pub struct Known(HashMap<String, Gist>);

impl Known {
    /// Of gists by digest.
    #[must_use]
    pub fn new(gists: HashMap<String, Gist>) -> Self {
        Self(gists)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the text with this digest is among them.
    #[must_use]
    pub fn contains(&self, digest: &str) -> bool {
        self.0.contains_key(digest)
    }

    /// The bytes `body` of a file, read now or, where the file is known, later.
    pub fn read(&self, file: &SourceFile, body: Range<usize>, problems: &mut Problems) -> Body {
        let gist = if self.is_empty() { None } else { self.0.get(&digest::hex(&file.digest())) };
        match gist {
            Some(gist) => Body::later(gist.clone(), file.shared_text(), super::within(file.text(), body)),
            None => parse(file, body, problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_text_reads_the_same_later() {
        let file = SourceFile::new("a.md", "---\nx\n---\n## 做法\n\n**甲**[乙](b.md)。\n");
        let now = parse(&file, 10..file.text().len(), &mut Problems::new());
        let known = Known::new([(digest::hex(&file.digest()), now.gist().clone())].into());
        let later = known.read(&file, 10..file.text().len(), &mut Problems::new());
        assert!(later.is_waiting() && later.is_sound());
        assert_eq!((later.gist(), later.gist().needs.len()), (now.gist(), 1));
        assert_eq!(later.pieces(), now.pieces());
        assert!(!later.is_waiting());
    }
}
