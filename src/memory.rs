//! What a run keeps for the next, so that a text that did not change is not read again.
//!
//! Touches the disk: one file in the project's own cache folder. It can be deleted at any time.
//! A program that reads a project again and again holds it and learns what each reading found.

use std::collections::BTreeSet;
use std::fs;
use std::mem::take;
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
    /// How many of them the file does not have.
    behind: usize,
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
        Self { file, circumstances, known, behind: 0 }
    }

    /// Forgets what another program kept, or what was kept for another county.
    pub fn adapt(&mut self, config: &Config, has_figures: bool) {
        let circumstances = format!("{} {has_figures} {}", digest::PROGRAM, config.region);
        let circumstances = digest::of(circumstances.as_bytes());
        if self.circumstances != circumstances {
            *self = Self { circumstances, known: Known::default(), behind: 0, file: take(&mut self.file) };
        }
    }

    /// Keeps the quiet texts of a site. Where the file cannot be written, the next
    /// run reads them again.
    pub fn keep(&mut self, site: &Site) {
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
        self.behind += new;
        if self.behind + gone <= records.len() / WORTH {
            return;
        }
        let mut bytes = self.circumstances.to_vec();
        known::pack(&records, &mut bytes);
        disk::keep(&self.file, &bytes);
        self.behind = 0;
    }

    /// Takes in what a site knows beyond it, and forgets the texts that it does not have, so that the
    /// next reading in this run finds all that this one found.
    pub fn learn(&mut self, site: &Site) {
        let quiet = || site.column.articles().zip(&site.quiet).filter(|(_, is_quiet)| **is_quiet);
        for (article, _) in quiet() {
            if let Some(record) = &article.record {
                self.known.learn(&article.path, article.digest, record);
            }
        }
        if self.known.len() > quiet().count() {
            let paths: BTreeSet<&str> = quiet().map(|(article, _)| article.path.as_str()).collect();
            self.known.retain(|path| paths.contains(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problems;
    use crate::source::{SourceFile, Sources};

    fn sources(titles: &[(&str, &str)]) -> Sources {
        let case = |(name, title): &(&str, &str)| {
            let text = format!(
                "---\n标题: {title}\n摘要: 甲。\n来源: 县局\n发布时间: 2025-03-01\n---\n\n一段话。\n"
            );
            SourceFile::new(format!("content/notices/{name}.md"), text)
        };
        Sources::from_files(titles.iter().map(case))
    }

    /// How many texts a reading knows, and how many it read anew.
    fn read(memory: &mut Memory, titles: &[(&str, &str)]) -> (usize, usize) {
        let today = jiff::civil::date(2026, 1, 15);
        let sources = sources(titles);
        let edition = crate::preview_of(&sources, today, memory, &mut Problems::new()).unwrap();
        let anew = edition.site().column.articles().filter(|article| article.record.is_some()).count();
        (memory.known.len(), anew)
    }

    #[test]
    fn a_reading_knows_what_the_one_before_found_and_no_file_was_read_between() {
        let dir = tempfile::tempdir().unwrap();
        let mut memory = Memory::open(dir.path().join("texts"));
        assert_eq!(read(&mut memory, &[("a", "甲"), ("b", "乙")]), (2, 2));
        fs::remove_file(dir.path().join("texts")).unwrap();
        assert_eq!(read(&mut memory, &[("a", "甲"), ("b", "乙")]), (2, 0));
        assert!(!dir.path().join("texts").exists());
        assert_eq!(read(&mut memory, &[("a", "甲"), ("b", "丙")]), (2, 1));
        assert_eq!(read(&mut memory, &[("a", "甲")]), (1, 0));
    }
}
