//! Which files a project has. Nothing outside it is one, wherever a link leads.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::unreadable;
use crate::Error;
use crate::problem::{Problem, Problems, Severity};

/// Endings of the files that are text to us.
const TEXT_ENDINGS: [&str; 9] = ["txt", "md", "yaml", "yml", "csv", "html", "css", "js", "svg"];

/// The files of a folder, by project path.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// To be read as text.
    pub(super) texts: Vec<String>,
    /// Pictures, attachments, media, workbooks.
    pub(super) others: Vec<String>,
}

/// Lists what lies below `root/folder`; hidden files and lock files of Office are passed over.
pub(super) fn list(root: &Path, folder: &str, problems: &mut Problems) -> Listing {
    let top = root.join(folder);
    let mut found = Listing::default();
    if !top.is_dir() {
        return found;
    }
    let home = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    if let Err(problem) = stays(&top, &home, folder) {
        problems.add(problem);
        return found;
    }
    let walk = WalkDir::new(&top).sort_by_file_name().into_iter().filter_entry(|entry| !is_hidden(entry));
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => match file(root, &home, &entry) {
                Ok(path) if is_text(entry.path()) => found.texts.push(path),
                Ok(path) => found.others.push(path),
                Err(problem) => problems.add(problem),
            },
            Err(error) => {
                let path =
                    error.path().and_then(|path| relative(root, path)).unwrap_or_else(|| folder.to_owned());
                problems.add(unreadable(&path, &error.to_string()));
            }
        }
    }
    found
}

/// The project path of an entry that is a file, or a link to a file of the project.
fn file(root: &Path, home: &Path, entry: &DirEntry) -> Result<String, Problem> {
    let path = relative(root, entry.path()).ok_or_else(|| bad_name(entry.path()))?;
    let kind = entry.file_type();
    if kind.is_file() {
        return Ok(path);
    }
    if !kind.is_symlink() {
        let problem = Problem::new(Severity::Error, "不是普通文件（管道、设备或套接字），没有读取");
        return Err(problem.in_file(path).hint("从项目文件夹中删去"));
    }
    let end = stays(entry.path(), home, &path)?;
    if end.is_dir() {
        let problem = Problem::new(Severity::Error, "链接到文件夹，里面的文件没有读取");
        return Err(problem.in_file(path).hint("把文件夹本身放进项目"));
    }
    if !end.is_file() {
        let problem = Problem::new(Severity::Error, "链接指向的不是普通文件，没有读取");
        return Err(problem.in_file(path).hint("把文件本身放进项目"));
    }
    Ok(path)
}

/// Where the links in a path end, if that is within the project.
fn stays(place: &Path, home: &Path, path: &str) -> Result<PathBuf, Problem> {
    let end = fs::canonicalize(place);
    let end = end.map_err(|cause| unreadable(path, &Error::read(place, cause).cause()))?;
    if end.starts_with(home) {
        return Ok(end);
    }
    let problem = Problem::new(Severity::Error, "链接指向项目文件夹之外，没有读取");
    Err(problem.in_file(path).hint("把文件本身放进项目；网站只用项目里的文件"))
}

/// Whether the file at `path`, with all links followed, lies below `root`.
#[must_use]
pub fn is_inside(root: &Path, path: &Path) -> bool {
    let (Ok(root), Ok(path)) = (fs::canonicalize(root), fs::canonicalize(path)) else { return false };
    path.starts_with(root)
}

pub(super) fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$")
}

fn is_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    TEXT_ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

pub(super) fn relative(root: &Path, path: &Path) -> Option<String> {
    Some(path.strip_prefix(root).ok()?.to_str()?.replace('\\', "/"))
}

fn bad_name(path: &Path) -> Problem {
    Problem::new(Severity::Error, "文件名含有无法识别的字符")
        .in_file(path.to_string_lossy())
        .hint("改用中文、英文字母、数字和连字符命名")
}
