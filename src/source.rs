//! The only reader of sources: files become text with places.
//!
//! Takes UTF-8 (with or without BOM), GB18030 and UTF-16 with BOM, as Chinese
//! offices save them. What cannot be read is a problem, never a panic.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::Error;
use crate::digest;
use crate::problem::{Place, Problem, Problems, Severity};
use crate::text::width;

/// The largest text that is read; a longer one is a slip (a picture renamed, a dump).
const TEXT_LIMIT: u64 = 32 * 1024 * 1024;
/// The largest workbook of a list that is read: one of 20,000 lines has 2 MB.
const TABLE_LIMIT: u64 = 16 * 1024 * 1024;
/// Where workbooks are read, and not only listed.
const TABLE_FOLDER: &str = "content/services/";
/// Display columns of an excerpt before and after the culprit.
const EXCERPT_COLUMNS: usize = 60;
/// Endings of the files that are text to us.
const TEXT_ENDINGS: [&str; 9] = ["txt", "md", "yaml", "yml", "csv", "html", "css", "js", "svg"];

/// The mark that Windows puts before a text.
const BOM: char = '\u{feff}';

/// How the bytes of a file were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without BOM.
    Utf8,
    /// GB18030, and so GBK and GB2312.
    Gb18030,
    /// UTF-16 with BOM, as Windows Notepad calls “Unicode”.
    Utf16,
}

impl Encoding {
    /// The name a clerk sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Utf16 => "UTF-16",
        }
    }
}

/// Turns bytes into text; the BOM goes, line ends stay. `None` where the bytes
/// are no text in any encoding that offices use.
#[must_use]
pub fn decode(bytes: impl Into<Vec<u8>>) -> Option<(String, Encoding)> {
    let bytes = bytes.into();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let (text, _, bad) = encoding_rs::UTF_16LE.decode(&bytes);
        return (!bad).then(|| (text.into_owned(), Encoding::Utf16));
    }
    if memchr::memchr(0, &bytes).is_some() {
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with(BOM) {
                text.drain(..BOM.len_utf8());
            }
            Some((text, Encoding::Utf8))
        }
        Err(other) => {
            let (text, bad) = encoding_rs::GB18030.decode_without_bom_handling(other.as_bytes());
            (!bad).then(|| (text.into_owned(), Encoding::Gb18030))
        }
    }
}

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

/// The largest file of a built site that is looked into.
const BUILT_LIMIT: u64 = 200 * 1024 * 1024;

/// The files of a built site below `folder`, by name with `/`; hidden ones are passed over.
/// Fails where `folder` is none, or something in it cannot be listed.
pub fn list_built(folder: &Path) -> crate::Result<Vec<String>> {
    if !folder.is_dir() {
        return Err(Error::no_project(folder));
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

/// A text and where it came from.
#[derive(Debug, Clone)]
pub struct SourceFile {
    path: String,
    text: Arc<String>,
    encoding: Encoding,
    /// Byte offset of the start of each line, once a place is asked for.
    lines: OnceLock<Vec<usize>>,
    digest: OnceLock<[u8; 32]>,
}

impl SourceFile {
    /// A file at `path` (relative to the project's root, with `/`) that reads `text`.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::with_encoding(path.into(), text.into(), Encoding::Utf8)
    }

    fn with_encoding(path: String, text: String, encoding: Encoding) -> Self {
        Self { path, text: text.into(), encoding, lines: OnceLock::new(), digest: OnceLock::new() }
    }

    /// Reads one file that need not lie in a project (`outline`, `import`).
    pub fn read(path: &Path) -> crate::Result<Result<Self, Problem>> {
        let name = path.to_string_lossy().replace('\\', "/");
        let size = fs::metadata(path).map_err(|cause| Error::read(path, cause))?.len();
        if size > TEXT_LIMIT {
            return Ok(Err(too_large(&name, size)));
        }
        let bytes = fs::read(path).map_err(|cause| Error::read(path, cause))?;
        Ok(match decode(bytes) {
            Some((text, encoding)) => Ok(Self::with_encoding(name, text, encoding)),
            None => Err(not_text(&name)),
        })
    }

    /// Relative to the project's root, with `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text, without BOM, line ends as in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, shared with whoever reads it later.
    #[must_use]
    pub fn shared_text(&self) -> Arc<String> {
        Arc::clone(&self.text)
    }

    /// The SHA-256 of the text.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        *self.digest.get_or_init(|| digest::of(self.text.as_bytes()))
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
        })
    }

    /// How its bytes were written.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// 1-based line that holds byte `at`.
    #[must_use]
    pub fn line_of(&self, at: usize) -> usize {
        self.lines().partition_point(|&start| start <= at)
    }

    /// An error at the bytes `span` of this file; ends outside the text are moved in.
    pub fn problem(&self, span: Range<usize>, message: impl Into<String>) -> Problem {
        Problem::new(Severity::Error, message).in_file(&self.path).at(self.place(span))
    }

    /// An error of this file as a whole.
    pub fn whole_problem(&self, message: impl Into<String>) -> Problem {
        Problem::new(Severity::Error, message).in_file(&self.path)
    }

    /// Line, column and excerpt of the bytes `span`.
    #[must_use]
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = self.floor(span.start);
        let line = self.line_of(start);
        let line_start = self.lines()[line - 1];
        let line_end = self.lines().get(line).map_or(self.text.len(), |&next| next - 1);
        let whole = self.text[line_start..line_end].trim_end_matches('\r');
        let start = start.min(line_start + whole.len());
        let end = self.floor(span.end).clamp(start, line_start + whole.len());
        let before = &self.text[line_start..start];
        let culprit = &self.text[start..end];
        let after = &self.text[end..line_start + whole.len()];
        let shown_before = last_columns(before, EXCERPT_COLUMNS);
        let shown_culprit = first_columns(culprit, EXCERPT_COLUMNS);
        let shown_after = first_columns(after, EXCERPT_COLUMNS);
        let excerpt: String = [shown_before, shown_culprit, shown_after].concat().replace(['\t', '\r'], " ");
        let indent = width::of_str(&shown_before.replace('\t', " "));
        Place {
            line,
            column: width::of_str(&before.replace('\t', " ")) + 1,
            width: width::of_str(shown_culprit).max(1),
            excerpt,
            indent,
        }
    }

    /// The start of the character that holds byte `at`, or the end of the text.
    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn first_columns(text: &str, limit: usize) -> &str {
    let mut columns = 0;
    for (at, character) in text.char_indices() {
        columns += width::of_char(character);
        if columns > limit {
            return &text[..at];
        }
    }
    text
}

fn last_columns(text: &str, limit: usize) -> &str {
    let mut columns = 0;
    for (at, character) in text.char_indices().rev() {
        columns += width::of_char(character);
        if columns > limit {
            return &text[at + character.len_utf8()..];
        }
    }
    text
}

fn too_large(path: &str, size: u64) -> Problem {
    let message = format!("文件有 {} MB，超过文本文件 {} MB 的上限，没有读取", size >> 20, TEXT_LIMIT >> 20);
    Problem::new(Severity::Error, message).in_file(path).hint("检查是否误放了图片、压缩包或导出文件")
}

fn not_text(path: &str) -> Problem {
    Problem::new(Severity::Error, "不是文本文件，或编码无法识别")
        .in_file(path)
        .hint("用记事本或 WPS 打开后另存为“UTF-8”编码的纯文本")
}

/// Every text of a project, read once.
#[derive(Debug, Default)]
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
        if !root.is_dir() {
            return Err(Error::no_project(root));
        }
        let mut paths = Vec::new();
        let mut others = BTreeSet::new();
        for folder in ["policies", "content", "themes"] {
            list(root, folder, &mut paths, &mut others, problems);
        }
        let read: Vec<Result<SourceFile, Problem>> =
            paths.par_iter().map(|path| read_in(root, path)).collect();
        let mut files = BTreeMap::new();
        for outcome in read {
            match outcome {
                Ok(file) => drop(files.insert(file.path.clone(), file)),
                Err(problem) => problems.add(problem),
            }
        }
        let tables = read_tables(root, &others, problems);
        Ok(Self { root: root.to_owned(), files, others, tables })
    }

    /// A project that lies in memory: tests, and the preview of unsaved text.
    #[must_use]
    pub fn from_files(files: impl IntoIterator<Item = SourceFile>) -> Self {
        let files = files.into_iter().map(|file| (file.path.clone(), file)).collect();
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
            .take_while(move |file| file.path.starts_with(prefix))
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

/// Collects the files below `root/folder`, texts apart from others; hidden ones and Office lock files are passed over.
fn list(
    root: &Path,
    folder: &str,
    paths: &mut Vec<String>,
    others: &mut BTreeSet<String>,
    problems: &mut Problems,
) {
    let top = root.join(folder);
    if !top.is_dir() {
        return;
    }
    let walk = WalkDir::new(&top).sort_by_file_name().into_iter().filter_entry(|entry| !is_hidden(entry));
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if is_text(entry.path()) => match relative(root, entry.path()) {
                Some(path) => paths.push(path),
                None => problems.add(bad_name(entry.path())),
            },
            Ok(entry) => match relative(root, entry.path()) {
                Some(path) => drop(others.insert(path)),
                None => problems.add(bad_name(entry.path())),
            },
            Err(error) => {
                let path =
                    error.path().and_then(|path| relative(root, path)).unwrap_or_else(|| folder.to_owned());
                problems.add(unreadable(&path, &error.to_string()));
            }
        }
    }
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$")
}

fn is_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    TEXT_ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

fn relative(root: &Path, path: &Path) -> Option<String> {
    Some(path.strip_prefix(root).ok()?.to_str()?.replace('\\', "/"))
}

fn read_in(root: &Path, path: &str) -> Result<SourceFile, Problem> {
    match SourceFile::read(&root.join(path)) {
        Ok(Ok(file)) => Ok(SourceFile { path: path.to_owned(), ..file }),
        Ok(Err(problem)) => Err(problem.in_file(path)),
        Err(error) => Err(unreadable(path, &error.cause())),
    }
}

fn unreadable(path: &str, cause: &str) -> Problem {
    Problem::new(Severity::Error, format!("文件无法读取：{cause}"))
        .in_file(path)
        .hint("检查文件是否还在、是否被别的程序占用、是否有读取权限；快捷方式或链接请换成文件本身")
}

fn bad_name(path: &Path) -> Problem {
    Problem::new(Severity::Error, "文件名含有无法识别的字符")
        .in_file(path.to_string_lossy())
        .hint("改用中文、英文字母、数字和连字符命名")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_of_chinese_offices_are_read() {
        let (gb, _, _) = encoding_rs::GB18030.encode("海盐县〔2023〕1号");
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("海盐".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (bytes, text, encoding) in [
            ("海盐".as_bytes(), "海盐", Encoding::Utf8),
            ("\u{feff}海盐".as_bytes(), "海盐", Encoding::Utf8),
            (&gb, "海盐县〔2023〕1号", Encoding::Gb18030),
            (&utf16, "海盐", Encoding::Utf16),
        ] {
            assert_eq!(decode(bytes), Some((text.to_owned(), encoding)), "{encoding:?}");
        }
        assert_eq!(decode(b"PK\x03\x04\0\0"), None);
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

    #[test]
    fn a_place_survives_any_span() {
        let file = SourceFile::new("a.txt", "第一行\r\n\tab“引”\n");
        for start in 0..file.text().len() + 3 {
            for end in start..file.text().len() + 3 {
                let place = file.place(start..end);
                assert!((1..=3).contains(&place.line) && place.width >= 1, "{start}..{end}");
            }
        }
        assert_eq!(file.place(3..6).column, 3);
    }
}
