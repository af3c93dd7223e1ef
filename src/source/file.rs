//! One text, and the places in it.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use super::{Encoding, decode};
use crate::Error;
use crate::digest;
use crate::problem::{Place, Problem, Severity};
use crate::text::{strange, width};

/// The largest text that is read; a longer one is a slip (a picture renamed, a dump).
const TEXT_LIMIT: u64 = 32 * 1024 * 1024;

/// Display columns of an excerpt before and after the culprit.
const EXCERPT_COLUMNS: usize = 60;

/// A text and where it came from.
#[derive(Debug, Clone)]
pub struct SourceFile {
    path: String,
    text: Arc<String>,
    encoding: Encoding,
    /// Byte offset of the start of each line, once a place is asked for.
    lines: OnceLock<Vec<usize>>,
    digest: OnceLock<[u8; 32]>,
    /// `None` for a text that was not read from a disk.
    stamp: Option<Stamp>,
}

/// What a folder tells of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    modified: SystemTime,
    bytes: u64,
}

impl Stamp {
    /// `None` where the file is gone or the disk keeps no times.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Self { modified: metadata.modified().ok()?, bytes: metadata.len() })
    }
}

impl SourceFile {
    /// A file at `path` (relative to the project's root, with `/`) that reads `text`.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::with_encoding(path.into(), text.into(), Encoding::Utf8)
    }

    /// The same under another path, with what its folder told before it was read.
    pub(super) fn at(self, path: &str, stamp: Option<Stamp>) -> Self {
        Self { path: path.to_owned(), stamp, ..self }
    }

    /// Whether its folder still tells the same of it.
    pub(super) fn has(&self, stamp: Option<Stamp>) -> bool {
        stamp.is_some() && self.stamp == stamp
    }

    fn with_encoding(path: String, text: String, encoding: Encoding) -> Self {
        let (lines, digest) = (OnceLock::new(), OnceLock::new());
        Self { path, text: text.into(), encoding, lines, digest, stamp: None }
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

    /// An error for each strange character within `span`, which `part` names for the author: what
    /// stands there is shown as it is.
    pub fn strange(&self, span: Range<usize>, part: &str) -> impl Iterator<Item = Problem> {
        strange::find(&self.text, span).into_iter().map(move |strange| {
            let message = format!("{part}有 {} 个{}", strange.count, strange.name);
            self.problem(strange.span, message).hint(strange.remedy)
        })
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
        // Behind a culprit that is cut, what follows it would read as its own end.
        let is_whole = shown_culprit.len() == culprit.len();
        let shown_after = if is_whole { first_columns(after, EXCERPT_COLUMNS) } else { "" };
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

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn an_excerpt_stands_in_its_line_as_it_is_shown() {
        let text = format!("标题: {}甲 # 乙", "长".repeat(100));
        let file = SourceFile::new("a.yaml", text.as_str());
        let end = text.find(" #").unwrap_or_default();
        for span in [0..0, 8..8, 8..11, 8..end, end..text.len(), 0..text.len()] {
            let place = file.place(span.clone());
            assert!(text.contains(&place.excerpt), "{span:?} {place:?}");
        }
        assert_eq!(file.place(8..end).excerpt, format!("标题: {}", "长".repeat(30)));
    }
}
