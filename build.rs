//! Names the program by its sources: what one program keeps for the next run, another does not take.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    hash(Path::new("src"), &mut hasher)?;
    hash(Path::new("themes"), &mut hasher)?;
    hash(Path::new("Cargo.lock"), &mut hasher)?;
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=themes");
    println!("cargo:rerun-if-changed=Cargo.lock");
    println!("cargo:rustc-env=SALTPRESS_PROGRAM={:016x}", hasher.finish());
    Ok(())
}

fn hash(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_file() {
        path.hash(hasher);
        fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    entries.iter().try_for_each(|entry| hash(entry, hasher))
}
