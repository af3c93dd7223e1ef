//! A quote held against the clause it is taken from.

use std::ops::Range;

use super::Document;
use crate::id::ClauseId;
use crate::policy::target;
use crate::problem::Problems;
use crate::quantity::Amount;
use crate::source::SourceFile;

/// Words of a plan as somebody wrote them down, with their places in `file`.
pub(super) struct Quote<'a> {
    /// Where they were written down.
    pub(super) file: &'a SourceFile,
    /// The clause's id, as written.
    pub(super) clause: &'a str,
    /// Bytes of `file`.
    pub(super) clause_span: Range<usize>,
    /// The words.
    pub(super) text: &'a str,
    /// Bytes of `file`.
    pub(super) text_span: Range<usize>,
}

impl Quote<'_> {
    /// The place of the clause in `document`; `None`, and a problem, where it does
    /// not exist or does not hold the words.
    pub(super) fn find(&self, document: &Document, problems: &mut Problems) -> Option<usize> {
        let id = ClauseId::parse(self.clause).ok();
        let Some(clause) = id.and_then(|id| document.find(&id)) else {
            let message = format!("《{}》没有条款 {}", document.policy.short_title(), self.clause);
            let hint = super::join::clause_ids(document);
            problems.add(self.file.problem(self.clause_span.clone(), message).hint(hint));
            return None;
        };
        let found = document.clause(clause);
        let is_there = !self.text.trim().is_empty()
            && (found.text.contains(self.text) || found.heading.contains(self.text));
        if !is_there {
            let message = format!("引文不在条款 {} 的原文中", self.clause);
            let hint = "从原文逐字复制，标点和括号也要一致";
            problems.add(self.file.problem(self.text_span.clone(), message).hint(hint));
        }
        is_there.then_some(clause)
    }
}

/// Whether the words state the number with its unit; 零突破 states 1 of any unit.
pub(super) fn states(quote: &str, amount: Amount, unit: &str) -> bool {
    target::amounts(quote).iter().any(|(found, of)| *found == amount && (of == unit || of.is_empty()))
}
