//! Tells which files of a project were saved.
//!
//! The system tells where it can; on a network share, which tells nothing of what
//! others save there, the folders are looked through every few seconds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::source::FOLDERS;
use crate::{Error, Result, disk};

/// How often folders are looked through where nobody says how often.
const INTERVAL: Duration = Duration::from_secs(2);
/// How long nothing more must come after a save: editors write in several steps.
const QUIET: Duration = Duration::from_millis(50);
/// After how many such pauses the work begins although more keeps coming.
const PATIENCE: usize = 20;

/// File systems on which other computers write.
const REMOTE: [&str; 9] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs"];

/// What may have changed since the last reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Change {
    /// Paths of the project.
    pub(super) paths: BTreeSet<String>,
    /// The system lost count: anything may have changed.
    pub(super) is_all: bool,
}

impl Change {
    /// Of all files.
    fn all() -> Self {
        Self { is_all: true, ..Self::default() }
    }

    /// Whether the file at `path` may have changed.
    pub(super) fn touches(&self, path: &str) -> bool {
        self.is_all || self.paths.contains(path)
    }

    /// Whether nobody knows of a change, and somebody should look for one.
    pub(super) fn is_look(&self) -> bool {
        !self.is_all && self.paths.is_empty()
    }

    fn add(&mut self, more: Self) {
        self.is_all |= more.is_all;
        self.paths.extend(more.paths);
    }
}

/// Ends the watching when dropped.
pub(super) struct Watch {
    told: String,
    _end: End,
}

/// What ends one or the other way of watching when it is dropped.
enum End {
    /// Shared with the handler of events, which must watch a folder that comes into being.
    Told {
        _watcher: Shared,
    },
    Looking {
        _end: Sender<()>,
    },
}

type Shared = Arc<Mutex<Option<RecommendedWatcher>>>;

impl Watch {
    /// How changes are found, for the terminal.
    pub(super) fn told(&self) -> &str {
        &self.told
    }
}

/// Starts to watch; each change goes to `nudge`. Every `poll` the folders are looked
/// through; `None` does so only where the system does not tell.
pub(super) fn start(root: &Path, poll: Option<Duration>, nudge: Sender<Change>) -> Result<Watch> {
    let root = std::path::absolute(root).map_err(|cause| Error::read(root, cause))?;
    let interval = poll.or_else(|| is_remote(&root).then_some(INTERVAL));
    if interval.is_none()
        && let Ok(watcher) = listen(&root, nudge.clone())
    {
        return Ok(Watch {
            told: "正在留意文件变化".to_owned(), _end: End::Told { _watcher: watcher }
        });
    }
    let interval = interval.unwrap_or(INTERVAL);
    let told = format!("每 {} 秒查看一次文件变化", interval.as_secs());
    Ok(Watch { told, _end: End::Looking { _end: look(interval, nudge) } })
}

/// Asks for a look every `interval`. The reading finds what changed by time and length to the
/// nanosecond and byte; the watcher of the library sees whole seconds, and misses a second save.
fn look(interval: Duration, nudge: Sender<Change>) -> Sender<()> {
    let (end, ended) = std::sync::mpsc::channel::<()>();
    std::thread::spawn(move || {
        while ended.recv_timeout(interval) == Err(RecvTimeoutError::Timeout) {
            if nudge.send(Change::default()).is_err() {
                return;
            }
        }
    });
    end
}

/// Watches the root for its folders, and these with all that is below.
fn listen(root: &Path, nudge: Sender<Change>) -> notify::Result<Shared> {
    let shared = Shared::default();
    let (own, folder) = (Arc::downgrade(&shared), root.to_owned());
    let (come, coming) = std::sync::mpsc::channel::<PathBuf>();
    let handler = move |event: notify::Result<Event>| {
        let change = changed(&folder, event);
        for path in change.paths.iter().filter(|path| FOLDERS.contains(&path.as_str())) {
            // Nobody waits for it once the watching has ended.
            drop(come.send(folder.join(path)));
        }
        if !change.is_look() {
            drop(nudge.send(change));
        }
    };
    let mut watcher = RecommendedWatcher::new(handler, Config::default().with_follow_symlinks(false))?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|folder| root.join(folder)).iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    *shared.lock().unwrap_or_else(PoisonError::into_inner) = Some(watcher);
    // A watcher may not be asked to watch more by its own handler.
    std::thread::spawn(move || {
        for folder in coming {
            let Some(watcher) = own.upgrade() else { return };
            let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(watcher) = watcher.as_mut() {
                // One that is gone again is not watched, and comes back with the next event.
                drop(watcher.watch(&folder, RecursiveMode::Recursive));
            }
        }
    });
    Ok(shared)
}

/// The project's files that an event tells of, without what no reading takes.
fn changed(root: &Path, event: notify::Result<Event>) -> Change {
    let Ok(event) = event else { return Change::all() };
    if event.need_rescan() {
        return Change::all();
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return Change::default();
    }
    let paths = event.paths.iter().filter_map(|path| super::relative(root, path));
    Change { paths: paths.filter(|path| is_ours(path)).collect(), is_all: false }
}

/// Whether a path lies in a folder of the project and is no draft of an editor.
fn is_ours(path: &str) -> bool {
    let mut parts = path.split('/');
    let is_read = parts.next().is_some_and(|first| FOLDERS.contains(&first));
    let is_draft = |part: &str| {
        part.starts_with(['.', '#'])
            || part.starts_with("~$")
            || part.ends_with(['~', '#'])
            || [".swp", ".swx", ".tmp", ".part", ".crdownload"].iter().any(|ending| part.ends_with(ending))
            // vim tries whether it may write under this name.
            || part == "4913"
    };
    is_read && !parts.any(is_draft)
}

/// Waits for the next change, and for what comes shortly after. `None` once nothing can come.
pub(super) fn next(changes: &Receiver<Change>) -> Option<Change> {
    let mut all = changes.recv().ok()?;
    for _ in 0..PATIENCE {
        match changes.recv_timeout(QUIET) {
            Ok(more) => all.add(more),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    Some(all)
}

/// Whether the folder lies on a share, of which the system does not tell what others save.
fn is_remote(root: &Path) -> bool {
    let root = root.to_string_lossy();
    // On Windows a share is known by its name, elsewhere by what is mounted there.
    if root.starts_with(r"\\") {
        return true;
    }
    let mounts = disk::read(Path::new("/proc/self/mounts")).unwrap_or_default();
    is_remote_by(&String::from_utf8_lossy(&mounts), &root)
}

/// The same by a list of mounts: what, where, file system and more on each line.
fn is_remote_by(mounts: &str, root: &str) -> bool {
    let lines = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?.replace("\\040", " "), words.next()?))
    });
    let above = lines.filter(|(place, _)| Path::new(root).starts_with(place));
    let nearest = above.max_by_key(|(place, _)| place.len());
    nearest.is_some_and(|(_, kind)| REMOTE.contains(&kind) || kind.starts_with("fuse.ssh"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_reading_takes_is_a_change() {
        for (path, is) in [
            ("content/cases/nut.md", true),
            ("content", true),
            ("themes/default/parts/a/a.css", true),
            ("public/index.md", false),
            (".saltpress/texts.json", false),
            ("content/cases/.nut.md.swp", false),
            ("content/cases/nut.md~", false),
            ("content/~$表.xlsx", false),
            ("content/4913", false),
            ("content/cases/.git/x", false),
            ("README.md", false),
        ] {
            assert_eq!(is_ours(path), is, "{path}");
        }
    }

    #[test]
    fn a_share_is_known_by_the_nearest_mount() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nnas:/x /mnt/共\\040享 nfs4 rw 0 0\n\
                      /dev/sdb1 /mnt/共\\040享/local ext4 rw 0 0\n";
        for (root, is) in [("/home/a", false), ("/mnt/共 享/site", true), ("/mnt/共 享/local/site", false)]
        {
            assert_eq!(is_remote_by(mounts, root), is, "{root}");
        }
    }

    #[test]
    fn what_comes_in_quick_steps_is_one_change() {
        let (nudge, changes) = std::sync::mpsc::channel();
        for path in ["a", "b", "a"] {
            nudge.send(Change { paths: [path.to_owned()].into(), is_all: false }).unwrap();
        }
        let change = next(&changes).unwrap();
        assert!(change.paths.len() == 2 && change.touches("a") && !change.touches("c"));
        nudge.send(Change::all()).unwrap();
        drop(nudge);
        assert!(next(&changes).unwrap().touches("c"));
        assert_eq!(next(&changes), None);
    }
}
