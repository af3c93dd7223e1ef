//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// Puts `bytes` in the place of the file at `path`, in one step: whoever reads
/// it meanwhile, and whatever is cut off, sees the old file or the new one.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let draft = draft(path);
    let written = write(&draft, bytes).and_then(|()| fs::rename(&draft, path));
    written.map_err(|cause| {
        // The draft is of no use; that it cannot be removed is no second refusal.
        drop(fs::remove_file(&draft));
        Error::write(path, cause)
    })
}

/// The same, but a file that is there stays: `false`.
pub fn create(path: &Path, bytes: &[u8]) -> Result<bool> {
    if path.exists() {
        return Ok(false);
    }
    replace(path, bytes).map(|()| true)
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|cause| Error::read(path, cause))
}

/// The same for what a run keeps for the next: its folder is made, nothing is forced to the
/// disk, so that whoever reads it must tell a torn file, and a file that cannot be written
/// is done without.
pub fn keep(path: &Path, bytes: &[u8]) {
    // Two builds may keep the same at the same time.
    let draft = draft(path).with_extension(std::process::id().to_string());
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    // What is not kept is made again: time lost, and nothing else.
    drop(folder.and_then(|()| fs::write(&draft, bytes)).and_then(|()| fs::rename(&draft, path)));
}

/// Makes a folder and those above it.
pub fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|cause| Error::write(path, cause))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Beside the file, hidden, so that a rename suffices and no build reads it.
fn draft(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.draft"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("figures.csv");
        assert!(create(&path, b"old").unwrap());
        assert!(!create(&path, b"new").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        assert!(replace(&dir.path().join("none/a.csv"), b"x").is_err());
        keep(&dir.path().join("made/kept"), b"x");
        assert_eq!(fs::read(dir.path().join("made/kept")).unwrap(), b"x");
        assert_eq!(fs::read_dir(dir.path().join("made")).unwrap().count(), 1);
        // Where a file stands in the way of its folder nothing is kept, and nothing fails.
        keep(&path.join("kept"), b"x");
    }
}
