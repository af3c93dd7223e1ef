//! Tells an author what is wrong in a text, up to a readable number.

use std::ops::Range;

use crate::problem::{Problems, Severity};
use crate::source::SourceFile;

/// How many problems of one text are told one by one. A broken paste holds
/// thousands, each with its excerpt: nobody reads them.
const MOST_PROBLEMS: usize = 50;
/// Characters of a quotation within a message.
const QUOTED: usize = 30;

/// The problems of one text.
#[derive(Debug)]
pub(super) struct Report<'a> {
    file: &'a SourceFile,
    problems: &'a mut Problems,
    told: usize,
    untold: usize,
    worst_untold: Severity,
}

impl<'a> Report<'a> {
    pub(super) fn new(file: &'a SourceFile, problems: &'a mut Problems) -> Self {
        Self { file, problems, told: 0, untold: 0, worst_untold: Severity::Advice }
    }

    /// Tells what is wrong at the bytes `span` of the file, and what to do.
    pub(super) fn tell(
        &mut self,
        severity: Severity,
        span: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if self.told == MOST_PROBLEMS {
            self.untold += 1;
            self.worst_untold = self.worst_untold.min(severity);
            return;
        }
        self.told += 1;
        self.problems.add(self.file.problem(span, message).severity(severity).hint(hint));
    }

    /// Tells how much was left untold. `true` where nothing was told at all.
    pub(super) fn finish(self) -> bool {
        if self.untold > 0 {
            let message = format!("正文还有 {} 处问题没有逐条列出", self.untold);
            let problem = self.file.whole_problem(message).severity(self.worst_untold);
            self.problems.add(problem.hint("先改正已经列出的，再运行一次"));
        }
        self.told == 0
    }
}

/// The start of `text` for a message.
pub(super) fn quoted(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
    .replace(['\n', '\r', '\t'], " ")
}
