//! The folder in which developed pictures outlast a build.
//!
//! ```text
//! index.json        what is known: see `index`
//! drafts/           files that are being written
//! files/3f/3f…-800.webp
//! ```
//! Names in `files/` follow from the content of the source, so two builds at
//! once write the same bytes under the same name; each file is written as a
//! draft and then renamed, so that nobody sees half of one.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use super::index::{Facts, Index, Kept, Moment, Outcome};
use super::name;
use crate::{Error, Result};

/// Drafts of this process, so that no two have one name.
static DRAFTS: AtomicU64 = AtomicU64::new(0);
/// Nanoseconds after which a draft belongs to a build that was killed.
const ABANDONED: Moment = 24 * 3600 * 1_000_000_000;

/// A cache folder; made when something is first written.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The index as it stands; an empty one where there is none that can be read.
    pub(super) fn index(&self) -> Index {
        fs::read(self.folder.join("index.json")).map(|bytes| Index::parse(&bytes)).unwrap_or_default()
    }

    /// Where a variant is kept; `key` as [`name::key`] makes it.
    pub(super) fn place(&self, key: &str, width: u32, ending: &str) -> PathBuf {
        let first = &key[..2.min(key.len())];
        self.folder.join("files").join(first).join(format!("{key}-{width}.{ending}"))
    }

    /// Whether every variant of a picture is there at its length.
    pub(super) fn holds(&self, digest: &str, facts: &Facts) -> bool {
        let key = name::key(digest);
        facts.variants.iter().all(|kept| {
            let path = self.place(&key, kept.width, kept.format.ending());
            fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() == kept.bytes)
        })
    }

    /// Keeps the bytes of a variant.
    pub(super) fn keep(&self, key: &str, kept: &Kept, bytes: &[u8]) -> Result<()> {
        let target = self.place(key, kept.width, kept.format.ending());
        self.write(&target, bytes)
    }

    /// The file system's time now: that of a draft just made.
    pub(super) fn moment(&self) -> Result<Option<Moment>> {
        let draft = self.draft(b"")?;
        let moment = fs::metadata(&draft).ok().and_then(|found| changed(&found));
        // A draft that stays is swept away later.
        let _ = fs::remove_file(&draft);
        Ok(moment)
    }

    /// Replaces the index, and removes the files of what it no longer has.
    pub(super) fn close(
        &self,
        index: &Index,
        forgotten: &BTreeMap<String, Outcome>,
        now: Option<Moment>,
    ) -> Result<()> {
        let target = self.folder.join("index.json");
        let bytes = serde_json::to_vec(index).map_err(|cause| Error::write(&target, cause.into()))?;
        self.write(&target, &bytes)?;
        // What cannot be removed now only takes room.
        for (digest, outcome) in forgotten {
            let Outcome::Picture(facts) = outcome else { continue };
            let key = name::key(digest);
            for kept in &facts.variants {
                let _ = fs::remove_file(self.place(&key, kept.width, kept.format.ending()));
            }
        }
        if let Some(now) = now {
            self.sweep(now);
        }
        Ok(())
    }

    /// Removes the drafts of builds that were killed.
    fn sweep(&self, now: Moment) {
        let entries = fs::read_dir(self.folder.join("drafts")).into_iter().flatten().flatten();
        for entry in entries {
            let age =
                entry.metadata().ok().and_then(|found| changed(&found)).map(|then| now.saturating_sub(then));
            if age.is_some_and(|age| age > ABANDONED) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn write(&self, target: &Path, bytes: &[u8]) -> Result<()> {
        let draft = self.draft(bytes)?;
        make_parent(target)?;
        fs::rename(&draft, target).map_err(|cause| {
            let _ = fs::remove_file(&draft);
            Error::write(target, cause)
        })
    }

    /// Writes `bytes` under a name that no other build or thread uses.
    fn draft(&self, bytes: &[u8]) -> Result<PathBuf> {
        let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
        let draft = self.folder.join("drafts").join(format!("{}-{number}", std::process::id()));
        make_parent(&draft)?;
        fs::write(&draft, bytes).map_err(|cause| Error::write(&draft, cause))?;
        Ok(draft)
    }
}

/// When a file was last changed; `None` where the system does not tell, or before 1970.
pub(super) fn changed(metadata: &fs::Metadata) -> Option<Moment> {
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}

fn make_parent(path: &Path) -> Result<()> {
    let Some(parent) = path.parent() else { return Ok(()) };
    match fs::create_dir_all(parent) {
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => Err(Error::write(parent, cause)),
        _ => Ok(()),
    }
}
