//! Finding and reading the pictures of a project, and nothing outside it.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::MAX_BYTES;
use super::cache::changed;
use super::fault::Fault;
use super::index::{Moment, Stamp};
use crate::Error;

/// A project's folder, with all links in its own path followed.
#[derive(Debug)]
pub(super) struct Project {
    root: PathBuf,
    real: PathBuf,
}

/// A picture that is there.
#[derive(Debug)]
pub(super) struct Found {
    path: PathBuf,
    pub(super) bytes: u64,
    pub(super) changed: Option<Moment>,
}

impl Project {
    pub(super) fn new(root: &Path) -> Result<Self, Error> {
        let real = fs::canonicalize(root).map_err(|cause| Error::read(root, cause))?;
        Ok(Self { root: root.to_owned(), real })
    }

    /// Looks for `source`, a path relative to the project's root, with `/`.
    pub(super) fn find(&self, source: &str) -> Result<Found, Fault> {
        let is_step =
            |step: &str| !step.is_empty() && step != "." && step != ".." && !step.contains(['\\', ':']);
        if !source.split('/').all(is_step) {
            return Err(Fault::Outside);
        }
        let path = self.root.join(source);
        // A link may lead anywhere: what counts is where it ends.
        let real = fs::canonicalize(&path).map_err(|cause| refused(&path, &cause))?;
        if !real.starts_with(&self.real) {
            return Err(Fault::Outside);
        }
        let metadata = fs::metadata(&real).map_err(|cause| refused(&path, &cause))?;
        if !metadata.is_file() {
            return Err(Fault::NoFile);
        }
        let bytes = metadata.len();
        if bytes > MAX_BYTES {
            return Err(Fault::TooLarge(bytes));
        }
        Ok(Found { path: real, bytes, changed: changed(&metadata) })
    }
}

impl Found {
    /// How the file looked when it was found, with the `digest` of its content.
    pub(super) fn stamp(&self, digest: String) -> Stamp {
        Stamp { bytes: self.bytes, changed: self.changed, digest }
    }

    /// Reads the file, which may have changed, grown or gone since it was found.
    pub(super) fn read(&self) -> Result<Vec<u8>, Fault> {
        let unreadable = |cause: std::io::Error| refused(&self.path, &cause);
        let file = File::open(&self.path).map_err(unreadable)?;
        let mut bytes = Vec::with_capacity(usize::try_from(self.bytes).unwrap_or_default());
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Fault::TooLarge(bytes.len() as u64));
        }
        Ok(bytes)
    }
}

fn refused(path: &Path, cause: &std::io::Error) -> Fault {
    match cause.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Fault::Missing(similar(path)),
        ErrorKind::PermissionDenied => Fault::Unreadable("没有权限".to_owned()),
        _ => Fault::Unreadable(cause.to_string()),
    }
}

/// A file beside `path` that somebody may have meant: the same name in other
/// letter case, or the same name with another ending. The first by name.
fn similar(path: &Path) -> Option<String> {
    let missing = path.file_name()?.to_str()?;
    let wanted = missing.to_lowercase();
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let names =
        fs::read_dir(path.parent()?).ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter(|name| name != missing && stem(&name.to_lowercase()) == stem(&wanted)).collect();
    names.sort_by_key(|name| (name.to_lowercase() != wanted, name.clone()));
    names.into_iter().next()
}
