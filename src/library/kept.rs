//! The index of the last build, kept beside the site's pictures: a build of the
//! same documents takes it as it is.

use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::Shelf;
use crate::search::document::{Lexicon, Library};
use crate::search::index::Index;
use crate::{digest, disk};

/// Bytes before the index: digests of the sources and of the documents.
const KEYS: usize = 64;

/// The index of `shelf`, from `place` where what lies there is of the same documents:
/// those of the same `sources` on the same day, which is known without reading a
/// text, or else those that read the same.
///
/// A place that cannot be read or written costs time and nothing else.
#[must_use]
pub fn index(shelf: &Shelf<'_>, sources: [u8; 32], place: &Path) -> Index {
    let kept = fs::read(place).unwrap_or_default();
    let (keys, rest) = kept.split_at_checked(KEYS).unwrap_or_default();
    let keys = keys.as_chunks::<32>().0;
    let known = (keys.first() == Some(&sources)).then(|| Index::restore(rest)).flatten();
    if let Some(index) = known {
        return index;
    }
    let lexicon = shelf.lexicon();
    let documents = documents(shelf, &lexicon);
    let same = if keys.get(1) == Some(&documents) { Index::restore(rest) } else { None };
    let index = same.unwrap_or_else(|| Index::build(shelf, &lexicon));
    let mut bytes = [sources, documents].as_flattened().to_vec();
    index.keep(&mut bytes);
    disk::keep(place, &bytes);
    index
}

/// Takes what values hash of themselves, all fields of them, into a digest.
#[derive(Default)]
struct Feed(Sha256);

impl Hasher for Feed {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

fn hashed(value: &impl Hash) -> [u8; 32] {
    let mut feed = Feed::default();
    value.hash(&mut feed);
    feed.0.finalize().into()
}

/// Changes with any document, any word of the registers, and the program.
fn documents(shelf: &Shelf<'_>, lexicon: &Lexicon) -> [u8; 32] {
    let documents: Vec<[u8; 32]> =
        (0..shelf.len()).into_par_iter().map(|at| hashed(&shelf.document(at))).collect();
    let mut hash = Sha256::new();
    hash.update(digest::PROGRAM.as_bytes());
    hash.update(hashed(lexicon));
    for document in documents {
        hash.update(document);
    }
    hash.finalize().into()
}
