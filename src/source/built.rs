//! Files of a site that was built, by any program.

use std::path::Path;

use walkdir::WalkDir;

use super::listing::{is_hidden, relative};
use super::{read_bytes, unreadable};
use crate::Error;
use crate::problem::Problem;

/// The largest file of a built site that is looked into.
const BUILT_LIMIT: u64 = 200 * 1024 * 1024;

/// The files of a built site below `folder`, by name with `/`; hidden ones are passed over.
/// Fails where `folder` is none, or something in it cannot be listed.
pub fn list_built(folder: &Path) -> crate::Result<Vec<String>> {
    if !folder.is_dir() {
        return Err(Error::no_built_site(folder));
    }
    let mut names = Vec::new();
    let walk = WalkDir::new(folder).into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    for entry in walk {
        let entry = entry.map_err(|cause| Error::read(folder, cause.into()))?;
        if entry.file_type().is_file() {
            names.extend(relative(folder, entry.path()));
        }
    }
    names.sort();
    Ok(names)
}

/// The bytes of a file of a built site.
pub fn read_built(path: &Path) -> Result<Vec<u8>, Box<Problem>> {
    match read_bytes(path, BUILT_LIMIT) {
        Ok(read) => read.map_err(Box::new),
        Err(error) => Err(Box::new(unreadable(&path.to_string_lossy(), &error.cause()))),
    }
}
