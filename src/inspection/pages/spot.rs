//! A file that is being looked at; its lines are only counted once something is wrong in it.

use std::cell::OnceCell;
use std::ops::Range;

use crate::problem::{Problem, Severity};
use crate::source::SourceFile;

/// A built file.
pub(super) struct Spot<'a> {
    /// Its name in the site.
    pub(super) name: &'a str,
    /// What it holds.
    pub(super) text: &'a str,
    lines: OnceCell<SourceFile>,
}

impl<'a> Spot<'a> {
    pub(super) fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, lines: OnceCell::new() }
    }

    /// A problem of the file as a whole.
    pub(super) fn whole(&self, message: impl Into<String>) -> Problem {
        Problem::new(Severity::Error, message).in_file(self.name)
    }

    /// A problem at the tag that starts at byte `at`.
    pub(super) fn tag(&self, at: usize, message: impl Into<String>) -> Problem {
        let end = self.text.get(at..).and_then(|rest| rest.find('>')).map_or(at, |length| at + length + 1);
        self.at(at..end, message)
    }

    /// A problem at these bytes.
    pub(super) fn at(&self, span: Range<usize>, message: impl Into<String>) -> Problem {
        let file = self.lines.get_or_init(|| SourceFile::new(self.name, self.text));
        file.problem(span, message)
    }

    /// The same with a hint that may be missing.
    pub(super) fn hinted(&self, span: Range<usize>, message: String, hint: Option<String>) -> Problem {
        let problem = self.at(span, message);
        match hint {
            Some(hint) => problem.hint(hint),
            None => problem,
        }
    }
}
