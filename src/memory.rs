//! What a run keeps for the next, so that a text that did not change is not read again.
//!
//! Touches the disk: one file in the project's own cache folder. It can be deleted at any time.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::site::Site;
use crate::text::markdown::{Gist, Known};
use crate::{digest, disk};

/// A part of the texts that must have changed before the file is written again: reading
/// few texts costs less than writing all gists.
const WORTH: usize = 64;

/// The texts that were kept.
#[derive(Debug)]
pub struct Memory {
    file: PathBuf,
    circumstances: String,
    /// Texts of which nothing is told, and which do not speak of the county.
    pub known: Known,
}

#[derive(Debug, Serialize, Deserialize)]
struct Kept<G> {
    circumstances: String,
    texts: HashMap<String, G>,
}

impl Memory {
    /// Opens `file`. One that cannot be read counts as none.
    #[must_use]
    pub fn open(file: PathBuf) -> Self {
        let kept = fs::read(&file).ok().and_then(|bytes| serde_json::from_slice::<Kept<Gist>>(&bytes).ok());
        let (circumstances, texts) = kept.map(|kept| (kept.circumstances, kept.texts)).unwrap_or_default();
        Self { file, circumstances, known: Known::new(texts) }
    }

    /// Forgets what another program kept, or what was kept for another county.
    #[must_use]
    pub fn under(self, config: &Config, has_figures: bool) -> Self {
        let circumstances = format!("{} {has_figures} {}", digest::PROGRAM, config.region);
        let known = if self.circumstances == circumstances { self.known } else { Known::default() };
        Self { circumstances, known, ..self }
    }

    /// Keeps the quiet texts of a site. Where the file cannot be written, the next
    /// run reads them again.
    pub fn keep(&self, site: &Site) {
        let quiet = site.column.articles().zip(&site.quiet).filter(|(_, is_quiet)| **is_quiet);
        let quiet = quiet.map(|(article, _)| (digest::hex(&article.digest), article.body.gist()));
        let texts: HashMap<String, &Gist> = quiet.collect();
        let new = texts.keys().filter(|digest| !self.known.contains(digest)).count();
        let gone = self.known.len() + new - texts.len();
        if new + gone <= texts.len() / WORTH {
            return;
        }
        let kept = Kept { circumstances: self.circumstances.clone(), texts };
        if let Ok(bytes) = serde_json::to_vec(&kept) {
            disk::keep(&self.file, &bytes);
        }
    }
}
