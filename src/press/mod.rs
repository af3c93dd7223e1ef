//! Prints an edition to disk: only what differs, all or nothing.
//!
//! Changed files are staged inside the output folder, a commit record is
//! written, then they are moved in. A build that is killed before the record
//! leaves the old site whole; after it, the next run carries it to its end.
//! Only files that the press's own manifest lists are ever removed.

mod folder;

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use folder::check;

use crate::digest;
use crate::edition::{self, Edition, Marks};
use crate::problem::{Problem, Problems};
use crate::site::route::OutputPath;
use crate::{Error, Result};

/// The press's own folder inside the output folder.
pub const STATE: &str = ".saltpress";
/// Held while a press works; stands in every folder that one has written.
const LOCK: &str = "lock";

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Pressed {
    /// Files of the site, pages and others.
    pub files: usize,
    /// HTML pages among them.
    pub pages: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Files that were written.
    pub written: usize,
    /// Files that were removed because the site no longer has them.
    pub removed: usize,
}

/// What stands on disk, by path.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    files: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    sha256: String,
    bytes: u64,
    /// What it was printed from.
    #[serde(default)]
    marks: Marks,
}

/// What is still to be moved and removed, once it is decided.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Commit {
    moves: Vec<String>,
    removals: Vec<String>,
    /// What the manifest will say of files that were printed otherwise.
    #[serde(default)]
    changed: BTreeMap<String, Entry>,
}

impl Manifest {
    /// What it says once `commit` is carried out. Safe to repeat.
    fn follow(&mut self, commit: &Commit) {
        for path in &commit.removals {
            self.files.remove(path);
        }
        self.files.extend(commit.changed.iter().map(|(path, entry)| (path.clone(), entry.clone())));
    }
}

/// One file that was printed and, where it differs from what stands on disk, staged.
struct Printed {
    path: String,
    entry: Entry,
    is_staged: bool,
}

/// The output folder, held against other runs until dropped.
#[derive(Debug)]
pub struct Press {
    out: PathBuf,
    state: PathBuf,
    manifest: Manifest,
    _lock: File,
}

impl Press {
    /// Takes hold of the folder `out`, carries a build that was killed to its end,
    /// and looks up what stands there.
    pub fn open(out: &Path) -> Result<Self> {
        let state = out.join(STATE);
        fs::create_dir_all(&state).map_err(|cause| Error::write(&state, cause))?;
        let path = state.join(LOCK);
        let lock = File::create(&path).map_err(|cause| Error::write(&path, cause))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(Error::busy(out)),
            Err(fs::TryLockError::Error(cause)) => return Err(Error::write(&path, cause)),
        }
        let manifest = manifest(&state)?;
        let mut press = Self { out: out.to_owned(), state, manifest, _lock: lock };
        press.finish_earlier_commit()?;
        Ok(press)
    }

    /// Prints `edition`. `on_page` is called after each file, from any thread.
    ///
    /// A page that cannot be printed is a problem; then nothing of the site is touched.
    pub fn run(
        mut self,
        edition: &Edition,
        problems: &mut Problems,
        on_page: &(dyn Fn() + Sync),
    ) -> Result<Option<Pressed>> {
        let paths: Vec<&OutputPath> = edition.paths().collect();
        let printed: Vec<Result<std::result::Result<Printed, Box<Problem>>>> = paths
            .par_iter()
            .map(|path| {
                let outcome = self.print(edition, path);
                on_page();
                outcome
            })
            .collect();
        let mut commit = Commit::default();
        let pages = paths.iter().filter(|path| path.is_page()).count();
        let mut pressed = Pressed { pages, ..Pressed::default() };
        for outcome in printed {
            match outcome? {
                Ok(printed) => self.record(printed, &mut commit, &mut pressed),
                Err(problem) => problems.add(*problem),
            }
        }
        if problems.has_errors() {
            self.clear_stage()?;
            return Ok(None);
        }
        let here: HashSet<&str> = paths.iter().map(|path| path.as_str()).collect();
        let gone = self.manifest.files.keys().filter(|path| !here.contains(path.as_str()));
        commit.removals = gone.cloned().collect();
        pressed.removed = commit.removals.len();
        if !commit.moves.is_empty() || !commit.removals.is_empty() {
            self.commit(&commit)?;
        } else if !commit.changed.is_empty() {
            // The same bytes from other sources: nothing to move, but worth knowing next time.
            self.manifest.follow(&commit);
            self.write_manifest()?;
        }
        Ok(Some(pressed))
    }

    fn record(&self, printed: Printed, commit: &mut Commit, pressed: &mut Pressed) {
        pressed.files += 1;
        pressed.bytes += printed.entry.bytes;
        if printed.is_staged {
            pressed.written += 1;
            commit.moves.push(printed.path.clone());
        }
        if self.manifest.files.get(&printed.path) != Some(&printed.entry) {
            commit.changed.insert(printed.path, printed.entry);
        }
    }

    fn stage(&self) -> PathBuf {
        self.state.join("stage")
    }

    fn print(
        &self,
        edition: &Edition,
        path: &OutputPath,
    ) -> Result<std::result::Result<Printed, Box<Problem>>> {
        let name = path.as_str();
        let target = self.out.join(name);
        let known = self.manifest.files.get(name).filter(|entry| {
            fs::metadata(&target).is_ok_and(|found| found.is_file() && found.len() == entry.bytes)
        });
        let (bytes, marks) = match edition.print_unless(path, known.map(|entry| &entry.marks)) {
            // Printed from the same: the same bytes stand there already.
            Ok(edition::Printed::Same(marks)) => {
                let entry = Entry { marks, ..known.cloned().unwrap_or_default() };
                return Ok(Ok(Printed { path: name.to_owned(), entry, is_staged: false }));
            }
            Ok(edition::Printed::New { bytes, marks }) => (bytes, marks),
            Err(problem) => return Ok(Err(problem)),
        };
        let sha256 = digest::hex(&digest::of(&bytes));
        let entry = Entry { sha256, bytes: bytes.len() as u64, marks };
        let stands = known.is_some_and(|known| known.sha256 == entry.sha256);
        if !stands {
            write_in(&self.stage().join(name), &bytes)?;
        }
        Ok(Ok(Printed { path: name.to_owned(), entry, is_staged: !stands }))
    }

    fn commit(&mut self, commit: &Commit) -> Result<()> {
        let record = self.state.join("commit.json");
        let draft = self.state.join("commit.draft");
        let bytes = serde_json::to_vec(commit).map_err(|cause| Error::write(&draft, cause.into()))?;
        let file = File::create(&draft).and_then(|mut file| {
            io::Write::write_all(&mut file, &bytes)?;
            file.sync_all()
        });
        file.map_err(|cause| Error::write(&draft, cause))?;
        fs::rename(&draft, &record).map_err(|cause| Error::write(&record, cause))?;
        self.carry_out(commit)
    }

    fn finish_earlier_commit(&mut self) -> Result<()> {
        let record = self.state.join("commit.json");
        match fs::read(&record) {
            Ok(bytes) => match serde_json::from_slice::<Commit>(&bytes) {
                Ok(commit) => self.carry_out(&commit)?,
                Err(cause) => return Err(Error::read(&record, cause.into())),
            },
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(Error::read(&record, cause)),
        }
        self.clear_stage()
    }

    /// Moves, removes, then forgets the record. Safe to repeat from any point.
    fn carry_out(&mut self, commit: &Commit) -> Result<()> {
        let stage = self.stage();
        for path in &commit.moves {
            let (from, to) = (stage.join(path), self.out.join(path));
            make_parent(&to)?;
            match fs::rename(&from, &to) {
                Ok(()) => {}
                // Moved by the run that was killed.
                Err(cause) if cause.kind() == io::ErrorKind::NotFound && to.is_file() => {}
                Err(cause) => return Err(Error::write(&to, cause)),
            }
        }
        for path in &commit.removals {
            self.remove(path)?;
        }
        self.manifest.follow(commit);
        self.write_manifest()?;
        let record = self.state.join("commit.json");
        if record.exists() {
            fs::remove_file(&record).map_err(|cause| Error::write(&record, cause))?;
        }
        self.clear_stage()
    }

    fn write_manifest(&self) -> Result<()> {
        let path = self.state.join("manifest.json");
        let bytes = serde_json::to_vec(&self.manifest).map_err(|cause| Error::write(&path, cause.into()))?;
        let draft = self.state.join("manifest.draft");
        fs::write(&draft, bytes).map_err(|cause| Error::write(&draft, cause))?;
        fs::rename(&draft, &path).map_err(|cause| Error::write(&path, cause))
    }

    /// Removes a file that the site no longer has, and the folders that it leaves empty.
    fn remove(&self, path: &str) -> Result<()> {
        let target = self.out.join(path);
        match fs::remove_file(&target) {
            Ok(()) => {}
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(Error::write(&target, cause)),
        }
        let folders = target.ancestors().skip(1).take_while(|folder| *folder != self.out);
        for folder in folders {
            // A folder that holds something else stays.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn clear_stage(&self) -> Result<()> {
        let stage = self.stage();
        match fs::remove_dir_all(&stage) {
            Ok(()) => Ok(()),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(cause) => Err(Error::write(&stage, cause)),
        }
    }
}

/// An unreadable manifest counts as none: then every file is written anew and none is removed.
fn manifest(state: &Path) -> Result<Manifest> {
    let path = state.join("manifest.json");
    match fs::read(&path) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(cause) => Err(Error::read(&path, cause)),
    }
}

fn write_in(path: &Path, bytes: &[u8]) -> Result<()> {
    make_parent(path)?;
    fs::write(path, bytes).map_err(|cause| Error::write(path, cause))
}

fn make_parent(path: &Path) -> Result<()> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).map_err(|cause| Error::write(parent, cause))
}
