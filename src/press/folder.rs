//! Where a site may be written.

use std::fs;
use std::path::{Path, PathBuf};

use super::{LOCK, STATE};
use crate::{Error, Result};

/// Folders of a project that hold what people wrote, or what is kept of it.
const SOURCES: [&str; 4] = ["policies", "content", "themes", STATE];

/// Refuses a folder in which a site would lie among other files: one that holds the
/// project at `root` or lies in its sources, and, unless `is_forced`, one that has files
/// of which no press knows.
pub fn check(out: &Path, root: &Path, is_forced: bool) -> Result<()> {
    let (real, root) = (resolved(out), resolved(root));
    let is_source = SOURCES.iter().any(|folder| real.starts_with(root.join(folder)));
    if root.starts_with(&real) || is_source {
        return Err(Error::misplaced(out));
    }
    if is_forced || out.join(STATE).join(LOCK).exists() || !has_files(out) {
        return Ok(());
    }
    Err(Error::foreign(out))
}

/// The path without links and points, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = path.ancestors().find_map(|known| Some((known, fs::canonicalize(known).ok()?)));
    let Some((known, real)) = known else { return path };
    path.strip_prefix(known).map_or_else(|_| path.clone(), |rest| real.join(rest))
}

fn has_files(out: &Path) -> bool {
    let is_foreign = |entry: fs::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
    fs::read_dir(out).is_ok_and(|entries| entries.flatten().any(is_foreign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_never_lies_among_what_people_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("county");
        fs::create_dir_all(root.join("content/cases")).unwrap();
        fs::create_dir_all(folder.path().join("photos/2026")).unwrap();
        let check = |out: &str, is_forced| super::check(&root.join(out), &root, is_forced).is_ok();
        for out in [".", "..", "/", "content", "content/cases/site", "policies", "../county", ".saltpress/x"]
        {
            assert!(!check(out, true), "{out}");
        }
        for out in ["public", "../site", "content-site", "../photos/new/site"] {
            assert!(check(out, false), "{out}");
        }
        assert!(!check("../photos", false) && check("../photos", true));
    }

    #[test]
    fn a_folder_that_a_press_knows_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let (root, out) = (folder.path().join("county"), folder.path().join("site"));
        fs::create_dir_all(out.join(STATE)).unwrap();
        fs::write(out.join("index.html"), "x").unwrap();
        assert!(super::check(&out, &root, false).is_err());
        fs::write(out.join(STATE).join(LOCK), "").unwrap();
        assert!(super::check(&out, &root, false).is_ok());
    }
}
