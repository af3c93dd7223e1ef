//! The index of the last build, kept beside the site's pictures: a build of the
//! same documents takes it as it is.

use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::Shelf;
use crate::search::document::{Lexicon, Library};
use crate::search::index::Index;

/// What makes an index: with other code, the same documents give another one.
static MAKING: [Dir<'_>; 3] = [
    include_dir!("$CARGO_MANIFEST_DIR/src/search/analysis"),
    include_dir!("$CARGO_MANIFEST_DIR/src/search/data"),
    include_dir!("$CARGO_MANIFEST_DIR/src/search/index"),
];

/// The index of `shelf`, from `place` where what lies there is of the same documents.
///
/// A place that cannot be read or written costs time and nothing else.
#[must_use]
pub fn index(shelf: &Shelf<'_>, place: &Path) -> Index {
    let lexicon = shelf.lexicon();
    let key = key(shelf, &lexicon);
    let kept = fs::read(place).ok().and_then(|bytes| {
        let (own, rest) = bytes.split_at_checked(key.len())?;
        if own == key { Index::restore(rest) } else { None }
    });
    kept.unwrap_or_else(|| {
        let index = Index::build(shelf, &lexicon);
        let _ = write(place, &key, &index);
        index
    })
}

fn write(place: &Path, key: &[u8], index: &Index) -> io::Result<()> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut bytes = key.to_vec();
    index.keep(&mut bytes);
    let draft = place.with_extension("draft");
    fs::write(&draft, bytes)?;
    fs::rename(&draft, place)
}

/// Changes with any document, any word of the registers, and the code.
fn key(shelf: &Shelf<'_>, lexicon: &Lexicon) -> Vec<u8> {
    let documents: Vec<[u8; 32]> = (0..shelf.len())
        .into_par_iter()
        .map(|at| Sha256::digest(format!("{:?}", shelf.document(at)).as_bytes()).into())
        .collect();
    let mut hash = Sha256::new();
    for file in MAKING.iter().flat_map(Dir::files) {
        hash.update(file.contents());
    }
    hash.update(format!("{lexicon:?}").as_bytes());
    for document in documents {
        hash.update(document);
    }
    hash.finalize().to_vec()
}
