//! Reads a value, all of it or what is left of it.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_saphyr::{Error, Location};

use super::mistake::{explain, is_of_syntax};
use super::near::nearest;
use super::slips::{self, Mend, Slip};
use super::span_of;
use crate::problem::{Problems, Severity};
use crate::source::SourceFile;

/// How many mistakes of one file are told before the rest must wait.
const MOST_MISTAKES: usize = 60;

/// What could be read of a text.
#[derive(Debug)]
pub struct Reading<T> {
    /// The value without what is lost; `None` where nothing is left to make one of.
    pub value: Option<T>,
    /// Entries that were told and left out.
    pub lost: Lost,
    is_sound: bool,
}

impl<T> Reading<T> {
    /// The value where no mistake was told.
    pub fn whole(self) -> Option<T> {
        self.value.filter(|_| self.is_sound)
    }

    /// Whether no mistake was told.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.is_sound
    }
}

/// The names of entries that were told and left out, as written.
#[derive(Debug, Clone, Default)]
pub struct Lost(BTreeSet<String>);

impl Lost {
    /// Adds the entry `key`, which was told for what it holds.
    pub fn add(&mut self, key: &str) {
        self.0.insert(key.to_owned());
    }

    /// Whether the entry `key` is among them, well written or not.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|lost| lost == key || nearest(lost, &[key]).is_some())
    }
}

/// Reads a file as `T`. `None` where it held a mistake: each is a problem.
pub fn parse<T: DeserializeOwned>(file: &SourceFile, problems: &mut Problems) -> Option<T> {
    read(file, problems).whole()
}

/// Reads `text`, which is `file` with everything but one YAML document blanked out.
pub fn parse_text<T: DeserializeOwned>(file: &SourceFile, text: &str, problems: &mut Problems) -> Option<T> {
    read_text(file, text, problems).whole()
}

/// Reads of a file what can be read; each mistake is a problem.
pub fn read<T: DeserializeOwned>(file: &SourceFile, problems: &mut Problems) -> Reading<T> {
    problems.extend(file.strange(0..file.text().len(), "文件里"));
    read_text(file, file.text(), problems)
}

/// Reads of `text` what can be read, as [`parse_text`] does.
pub fn read_text<T: DeserializeOwned>(file: &SourceFile, text: &str, problems: &mut Problems) -> Reading<T> {
    let mut slips = slips::find(text);
    let first = serde_saphyr::from_str::<T>(text);
    if first.is_ok() {
        slips.retain(|slip| slip.is_silent);
    }
    if let (Ok(value), true) = (first, slips.is_empty()) {
        return Reading { value: Some(value), lost: Lost::default(), is_sound: true };
    }
    let mut reader = Reader { file, text: text.to_owned(), lost: Lost::default(), slips, is_sound: true };
    reader.mend();
    let value = reader.read(problems);
    reader.tell_slips(problems);
    Reading { value, lost: reader.lost, is_sound: reader.is_sound }
}

struct Reader<'a> {
    file: &'a SourceFile,
    /// As far as it is mended: of the length of what was written.
    text: String,
    lost: Lost,
    slips: Vec<Slip>,
    is_sound: bool,
}

impl Reader<'_> {
    /// Mends what can be mended, and blanks out the entries that cannot.
    fn mend(&mut self) {
        let slips = std::mem::take(&mut self.slips);
        for slip in &slips {
            match &slip.mend {
                Mend::Replace(pieces) => {
                    for (span, piece) in pieces.iter().filter(|(span, piece)| span.len() == piece.len()) {
                        self.text.replace_range(span.clone(), piece);
                    }
                }
                Mend::Drop => drop(self.blank_entry(slip.span.start)),
            }
        }
        self.slips = slips;
    }

    fn read<T: DeserializeOwned>(&mut self, problems: &mut Problems) -> Option<T> {
        let mut is_syntax_told = false;
        for _ in 0..MOST_MISTAKES {
            let error = match serde_saphyr::from_str::<T>(&self.text) {
                Ok(value) => return Some(value),
                Err(_) if self.text.trim().is_empty() && self.is_touched() => {
                    return serde_saphyr::from_str("{}").ok();
                }
                Err(error) => error,
            };
            let error = error.without_snippet();
            let place = error.location().map_or(0..0, |location| place_of(&self.text, location));
            let place = self.of_value(error, place);
            // What follows from an entry that is told already is no second mistake.
            let is_consequence = match error {
                Error::SerdeMissingField { field, .. } => self.lost.has(field),
                error if is_of_syntax(error) => is_syntax_told || self.has_slip_on_line(place.start),
                _ => false,
            };
            if !is_consequence {
                problems.add(explain(self.file, error, place.clone()));
            }
            self.is_sound = false;
            is_syntax_told |= is_of_syntax(error);
            let is_of_whole =
                matches!(error, Error::SerdeMissingField { .. }) && !self.is_nested(place.start);
            if is_of_whole || !self.blank_entry(place.start) {
                return None;
            }
        }
        None
    }

    /// A slip whose entry could not be read in spite of its mend is an error.
    fn tell_slips(&mut self, problems: &mut Problems) {
        for slip in std::mem::take(&mut self.slips) {
            let is_read = slip.is_clear && !is_blank(&self.text, slip.span.start);
            let severity = if is_read { Severity::Warning } else { Severity::Error };
            self.is_sound &= is_read;
            problems.add(self.file.problem(slip.span, slip.message).severity(severity).hint(slip.hint));
        }
    }

    /// A wrong value may be told at its name: what is wrong stands behind it.
    fn of_value(&self, error: &Error, place: Range<usize>) -> Range<usize> {
        let is_of_value = matches!(
            error,
            Error::SerdeInvalidType { .. } | Error::SerdeInvalidValue { .. } | Error::Unexpected { .. }
        );
        let line = self.text.get(place.start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let Some((name, value)) = line.split_once(": ").filter(|_| is_of_value) else { return place };
        if name.contains([' ', '{', '[', '"']) || value.trim().is_empty() {
            return place;
        }
        let end = place.start + line.trim_end().len();
        end - value.trim().len()..end
    }

    fn is_touched(&self) -> bool {
        !self.slips.is_empty() || !self.is_sound
    }

    fn has_slip_on_line(&self, at: usize) -> bool {
        let line = self.file.line_of(at);
        self.slips.iter().any(|slip| self.file.line_of(slip.span.start) == line)
    }

    /// Whether what starts at byte `at` lies within another entry.
    fn is_nested(&self, at: usize) -> bool {
        let line = &self.text[line_start(&self.text, at)..];
        line.starts_with([' ', '-'])
    }

    /// Replaces the entry that starts on the line of byte `at`, with its deeper
    /// lines, by blanks of the same length. `false` where there was nothing left.
    fn blank_entry(&mut self, at: usize) -> bool {
        let start = line_start(&self.text, at);
        let indent = indent_of(&self.text[start..]);
        let mut end = start;
        for (number, line) in self.text[start..].split_inclusive('\n').enumerate() {
            if number > 0 && !line.trim().is_empty() && indent_of(line) <= indent {
                break;
            }
            end += line.len();
        }
        let entry = &self.text[start..end];
        if entry.trim().is_empty() {
            return false;
        }
        let name = entry.trim_start_matches(['-', ' ']).split([':', '：', '\n']).next().unwrap_or_default();
        self.lost.0.insert(name.trim().to_owned());
        let mut blanks: String = entry.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
        // A list of which nothing is left is an empty list, not an entry without a value.
        if entry.trim_start().starts_with("- ") && indent > 0 && self.is_only_item(start, end, indent) {
            blanks.replace_range(indent..indent + 2, "[]");
        }
        self.text.replace_range(start..end, &blanks);
        true
    }
}

impl Reader<'_> {
    /// Whether no other item of its list stands beside the entry `start..end`.
    fn is_only_item(&self, start: usize, end: usize, indent: usize) -> bool {
        let is_said = |line: &&str| !line.trim().is_empty();
        let before = self.text[..start].lines().rev().find(is_said);
        let after = self.text[end..].lines().find(is_said);
        before.is_some_and(|line| line.trim_end().ends_with(':'))
            && after.is_none_or(|line| indent_of(line) < indent)
    }
}

fn line_start(text: &str, at: usize) -> usize {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..at].rfind('\n').map_or(0, |before| before + 1)
}

fn is_blank(text: &str, at: usize) -> bool {
    text[line_start(text, at)..].lines().next().is_none_or(|line| line.trim().is_empty())
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The bytes that an error means. Those of the scanner know line and column alone.
fn place_of(text: &str, location: Location) -> Range<usize> {
    if location.span().byte_offset().is_some() {
        return span_of(location);
    }
    let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
    let before = number(location.line()).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let line = text[start..].lines().next().unwrap_or_default();
    let columns = number(location.column()).saturating_sub(1);
    let within: usize = line.chars().take(columns).map(char::len_utf8).sum();
    let rest = line.get(within..).unwrap_or_default();
    // At the end of a line there is nothing to point at: the whole line is meant.
    if rest.trim().is_empty() {
        let line_start = start + (line.len() - line.trim_start().len());
        return line_start..start + line.trim_end().len().max(line_start - start);
    }
    start + within..start + within + rest.chars().next().map_or(0, char::len_utf8)
}
