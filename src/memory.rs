//! What a run keeps for the next, so that a text that did not change is not read again.
//!
//! Touches the disk: one file in the project's own cache folder. It can be deleted at any time.

use std::fs;
use std::path::PathBuf;

use crate::column::known::{self, Known};
use crate::config::Config;
use crate::site::Site;
use crate::{digest, disk};

/// A part of the texts that must have changed before the file is written again: reading
/// few texts costs less than writing what is known of all.
const WORTH: usize = 64;

/// The length of what stands before the records: under which circumstances they were found.
const HEAD: usize = 32;

/// The texts that were kept.
#[derive(Debug)]
pub struct Memory {
    file: PathBuf,
    circumstances: [u8; HEAD],
    /// Texts of which nothing is told, and which do not speak of the county.
    pub known: Known,
}

impl Memory {
    /// Opens `file`. One that cannot be read counts as none.
    #[must_use]
    pub fn open(file: PathBuf) -> Self {
        let kept = fs::read(&file).ok().and_then(|bytes| {
            let circumstances = *bytes.first_chunk::<HEAD>()?;
            Some((circumstances, Known::unpack(bytes, HEAD)?))
        });
        let (circumstances, known) = kept.unwrap_or_default();
        Self { file, circumstances, known }
    }

    /// Forgets what another program kept, or what was kept for another county.
    #[must_use]
    pub fn under(self, config: &Config, has_figures: bool) -> Self {
        let circumstances = format!("{} {has_figures} {}", digest::PROGRAM, config.region);
        let circumstances = digest::of(circumstances.as_bytes());
        let known = if self.circumstances == circumstances { self.known } else { Known::default() };
        Self { circumstances, known, ..self }
    }

    /// Keeps the quiet texts of a site. Where the file cannot be written, the next
    /// run reads them again.
    pub fn keep(&self, site: &Site) {
        let quiet = site.column.articles().zip(&site.quiet).filter(|(_, is_quiet)| **is_quiet);
        let mut new = 0;
        let records: Vec<(&str, [u8; 32], &[u8])> = quiet
            .filter_map(|(article, _)| {
                let fresh = article.record.as_deref();
                new += usize::from(fresh.is_some());
                let record = fresh.or_else(|| self.known.record(&article.path, &article.digest))?;
                Some((article.path.as_str(), article.digest, record))
            })
            .collect();
        let gone = (self.known.len() + new).saturating_sub(records.len());
        if new + gone <= records.len() / WORTH {
            return;
        }
        let mut bytes = self.circumstances.to_vec();
        known::pack(&records, &mut bytes);
        disk::keep(&self.file, &bytes);
    }
}
