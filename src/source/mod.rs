//! The only reader of sources: files become text with places.
//!
//! Follows no link out of the project. Takes UTF-8 (with or without BOM), GB18030 and UTF-16 with BOM, as Chinese
//! offices save them. What cannot be read is a problem, never a panic.

mod built;
mod encoding;
mod file;
mod listing;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use self::built::{list_built, read_built};
pub use self::encoding::{Encoding, decode};
pub use self::file::{SourceFile, Stamp};
pub use self::listing::is_inside;
use crate::Error;
use crate::digest;
use crate::problem::{Problem, Problems, Severity};

/// The largest workbook of a list that is read: one of 20,000 lines has 2 MB.
const TABLE_LIMIT: u64 = 16 * 1024 * 1024;

/// Where workbooks are read, and not only listed.
const TABLE_FOLDER: &str = "content/services/";

/// The folders of a project that are read.
pub const FOLDERS: [&str; 3] = ["policies", "content", "themes"];

/// Reads a file that is no text (`import figures`, workbooks of lists). One of more than `limit`
/// bytes is a problem.
pub fn read_bytes(path: &Path, limit: u64) -> crate::Result<Result<Vec<u8>, Problem>> {
    let file = fs::File::open(path).map_err(|cause| Error::read(path, cause))?;
    let mut bytes = Vec::new();
    // One byte more tells a file that is too large, whatever its size was said to be.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|cause| Error::read(path, cause))?;
    if bytes.len() as u64 <= limit {
        return Ok(Ok(bytes));
    }
    let message = format!("文件超过 {} MB 的上限，没有读取", limit >> 20);
    let problem = Problem::new(Severity::Error, message).in_file(path.to_string_lossy().replace('\\', "/"));
    Ok(Err(problem.hint("检查是否拿错了文件；工作簿里的图片和无关的表请删去")))
}

/// Every text of a project, read once.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    root: PathBuf,
    files: BTreeMap<String, SourceFile>,
    others: BTreeSet<String>,
    tables: BTreeMap<String, Vec<u8>>,
}

impl Sources {
    /// Reads `policies/`, `content/` and `themes/` under `root`, in parallel.
    ///
    /// Fails only where `root` itself is no folder; a file that cannot be read
    /// is a problem.
    pub fn read(root: &Path, problems: &mut Problems) -> crate::Result<Self> {
        Self::default().at(root).again(&|_| false, problems)
    }

    /// Reads the same project as it is now. A text of which its folder tells the same time
    /// and length is taken as it was, unless it `is_changed`, by its path.
    ///
    /// Fails and tells as [`Sources::read`] does.
    pub fn again(
        &self,
        is_changed: &(dyn Fn(&str) -> bool + Sync),
        problems: &mut Problems,
    ) -> crate::Result<Self> {
        let root = &self.root;
        if !root.is_dir() {
            return Err(Error::no_project(root));
        }
        let (mut paths, mut others) = (Vec::new(), BTreeSet::new());
        for folder in FOLDERS {
            let found = listing::list(root, folder, problems);
            paths.extend(found.texts);
            others.extend(found.others);
        }
        let known = |path: &String| self.files.get(path).filter(|_| !is_changed(path));
        let read: Vec<Result<SourceFile, Problem>> =
            paths.par_iter().map(|path| read_in(root, path, known(path))).collect();
        let mut files = BTreeMap::new();
        for outcome in read {
            match outcome {
                Ok(file) => drop(files.insert(file.path().to_owned(), file)),
                Err(problem) => problems.add(problem),
            }
        }
        let tables = read_tables(root, &others, problems);
        Ok(Self { root: root.to_owned(), files, others, tables })
    }

    fn at(self, root: &Path) -> Self {
        Self { root: root.to_owned(), ..self }
    }

    /// The same with the texts and tables at `paths` as `other` has them; a text that it does not
    /// have is taken out.
    #[must_use]
    pub fn as_in<'a>(mut self, other: &Self, paths: impl IntoIterator<Item = &'a str>) -> Self {
        for path in paths {
            match other.files.get(path) {
                Some(file) => drop(self.files.insert(path.to_owned(), file.clone())),
                None => drop(self.files.remove(path)),
            }
            if let Some(bytes) = other.tables.get(path) {
                self.others.insert(path.to_owned());
                self.tables.insert(path.to_owned(), bytes.clone());
            }
        }
        self
    }

    /// A project that lies in memory: tests, and the preview of unsaved text.
    #[must_use]
    pub fn from_files(files: impl IntoIterator<Item = SourceFile>) -> Self {
        let files = files.into_iter().map(|file| (file.path().to_owned(), file)).collect();
        Self { files, ..Self::default() }
    }

    /// The same with a file at `path` that is no text: a workbook below `content/services/`.
    #[must_use]
    pub fn with_table(mut self, path: &str, bytes: Vec<u8>) -> Self {
        self.others.insert(path.to_owned());
        self.tables.insert(path.to_owned(), bytes);
        self
    }

    /// The folder that holds the project.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file at `path`, relative to the root.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// The paths of files that are no texts: pictures, attachments, media.
    #[must_use]
    pub fn others(&self) -> &BTreeSet<String> {
        &self.others
    }

    /// What their folders tell now of the files that are no texts, in their order.
    #[must_use]
    pub fn stamps_of_others(&self) -> Vec<Option<Stamp>> {
        let paths: Vec<&String> = self.others.iter().collect();
        paths.par_iter().map(|path| Stamp::of(&self.root.join(path))).collect()
    }

    /// The paths of files that readers may be given: whatever is no Markdown, YAML or theme.
    #[must_use]
    pub fn attachable(&self) -> BTreeSet<String> {
        const OWN: [&str; 6] = [".md", ".yaml", ".yml", ".html", ".css", ".js"];
        let texts = self.files.keys().filter(|path| !OWN.iter().any(|ending| path.ends_with(ending)));
        let all = texts.chain(&self.others).filter(|path| !path.starts_with("themes/"));
        all.cloned().collect()
    }

    /// The bytes of the workbook at `path`. `None` where there is none, where it could
    /// not be read (which has been told), and everywhere but below `content/services/`.
    #[must_use]
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.tables.get(path).map(Vec::as_slice)
    }

    /// The SHA-256 of all texts and workbooks but those that `is_left_out` takes, with their paths.
    #[must_use]
    pub fn digest(&self, is_left_out: impl Fn(&str) -> bool) -> [u8; 32] {
        let mut all = Vec::new();
        let mut add = |path: &str, digest: [u8; 32]| {
            all.extend_from_slice(&digest);
            all.extend_from_slice(path.as_bytes());
            all.push(0);
        };
        for file in self.files.values().filter(|file| !is_left_out(file.path())) {
            add(file.path(), file.digest());
        }
        for (path, bytes) in self.tables.iter().filter(|(path, _)| !is_left_out(path)) {
            add(path, digest::of(bytes));
        }
        digest::of(&all)
    }

    /// All files whose path starts with `prefix`, by path.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        self.files
            .range(prefix.to_owned()..)
            .map(|(_, file)| file)
            .take_while(move |file| file.path().starts_with(prefix))
    }
}

/// The workbooks of lists among `others`, in parallel.
fn read_tables(root: &Path, others: &BTreeSet<String>, problems: &mut Problems) -> BTreeMap<String, Vec<u8>> {
    let is_table = |path: &&String| {
        path.starts_with(TABLE_FOLDER)
            && Path::new(path).extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx"))
    };
    let paths: Vec<&String> = others.iter().filter(is_table).collect();
    let read: Vec<crate::Result<Result<Vec<u8>, Problem>>> =
        paths.par_iter().map(|path| read_bytes(&root.join(path), TABLE_LIMIT)).collect();
    let mut tables = BTreeMap::new();
    for (path, outcome) in paths.into_iter().zip(read) {
        match outcome {
            Ok(Ok(bytes)) => drop(tables.insert(path.clone(), bytes)),
            Ok(Err(problem)) => problems.add(problem.in_file(path.as_str())),
            Err(error) => problems.add(unreadable(path, &error.cause())),
        }
    }
    tables
}

/// Reads the text at `path`, or takes what is `known` of it where its folder tells no change.
fn read_in(root: &Path, path: &str, known: Option<&SourceFile>) -> Result<SourceFile, Problem> {
    let whole = root.join(path);
    // Before the text: one that changes meanwhile has another stamp the next time.
    let stamp = Stamp::of(&whole);
    if let Some(known) = known.filter(|known| known.has(stamp)) {
        return Ok(known.clone());
    }
    match SourceFile::read(&whole) {
        Ok(Ok(file)) => Ok(file.at(path, stamp)),
        Ok(Err(problem)) => Err(problem.in_file(path)),
        Err(error) => Err(unreadable(path, &error.cause())),
    }
}

fn unreadable(path: &str, cause: &str) -> Problem {
    Problem::new(Severity::Error, format!("文件无法读取：{cause}"))
        .in_file(path)
        .hint("检查文件是否还在、是否被别的程序占用、是否有读取权限；快捷方式或链接请换成文件本身")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_again_where_it_may_have_changed() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("content/a.md");
        fs::create_dir_all(root.path().join("content")).unwrap();
        fs::write(&path, "first").unwrap();
        let read = |sources: &Sources, is_changed: bool| {
            sources.again(&|_| is_changed, &mut Problems::new()).unwrap()
        };
        let text = |sources: &Sources| sources.get("content/a.md").map(|file| file.text().to_owned());
        let first = Sources::read(root.path(), &mut Problems::new()).unwrap();
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        // Of the same length and the same time: only who watched it knows.
        fs::write(&path, "other").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
        assert_eq!(text(&read(&first, false)).as_deref(), Some("first"));
        assert_eq!(text(&read(&first, true)).as_deref(), Some("other"));
        fs::write(&path, "longer").unwrap();
        let third = read(&first, false);
        assert_eq!(text(&third).as_deref(), Some("longer"));
        assert_eq!(text(&third.clone().as_in(&first, ["content/a.md", "content/b.md"])), text(&first));
        fs::remove_file(&path).unwrap();
        assert_eq!(text(&read(&third, false)), None);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_out_of_the_project_is_followed() {
        use std::os::unix::fs::symlink;
        let (root, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let cases = root.path().join("content/cases");
        fs::create_dir_all(&cases).unwrap();
        fs::write(cases.join("own.md"), "own").unwrap();
        fs::write(elsewhere.path().join("secret.md"), "secret").unwrap();
        symlink(cases.join("own.md"), cases.join("inside.md")).unwrap();
        symlink(elsewhere.path().join("secret.md"), cases.join("file.md")).unwrap();
        symlink(elsewhere.path().join("secret.md"), cases.join("file.pdf")).unwrap();
        symlink(elsewhere.path(), cases.join("folder")).unwrap();
        symlink("nowhere.md", cases.join("dangling.md")).unwrap();
        symlink(elsewhere.path(), root.path().join("policies")).unwrap();
        let mut problems = Problems::new();
        let sources = Sources::read(root.path(), &mut problems).unwrap();
        let read: Vec<&str> = sources.under("").map(SourceFile::path).collect();
        assert_eq!(read, ["content/cases/inside.md", "content/cases/own.md"]);
        assert!(sources.others().is_empty(), "{:?}", sources.others());
        let told: Vec<String> = problems.into_iter().filter_map(|problem| problem.path).collect();
        let wanted = ["policies", "content/cases/dangling.md", "content/cases/file.md"];
        assert_eq!(told[..3], wanted);
        assert_eq!(told[3..], ["content/cases/file.pdf", "content/cases/folder"]);
    }

    #[test]
    fn workbooks_of_lists_are_read_and_others_only_listed() {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str, size: usize| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, vec![b'x'; size]).unwrap();
        };
        write("content/services/a.xlsx", 3);
        write("content/services/photo.jpg", 3);
        write("content/notices/b.xlsx", 3);
        write("content/services/huge.XLSX", usize::try_from(TABLE_LIMIT).unwrap() + 1);
        let mut problems = Problems::new();
        let sources = Sources::read(root.path(), &mut problems).unwrap();
        assert_eq!(sources.bytes("content/services/a.xlsx"), Some(b"xxx".as_slice()));
        for path in ["content/services/photo.jpg", "content/notices/b.xlsx", "content/services/huge.XLSX"] {
            assert!(sources.attachable().contains(path), "{path}");
            assert_eq!(sources.bytes(path), None, "{path}");
        }
        let told: Vec<String> = problems.into_iter().map(|problem| problem.to_string()).collect();
        assert!(told.len() == 1 && told[0].contains("content/services/huge.XLSX"), "{told:?}");
    }
}
