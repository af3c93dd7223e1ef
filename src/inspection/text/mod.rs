//! Rules on running text: words, pairs of marks, scripts, and what must not leak.
//!
//! Each takes a text and tells [`Hit`]s with their bytes: the same rules read the
//! sources of our own site and the visible text of a foreign page.

mod lists;
mod mask;
mod numbers;
mod pairs;
pub mod privacy;
mod repeats;
mod run;
mod script;
mod units;
mod vocabulary;

use std::ops::Range;

use rayon::prelude::*;

use super::finding::Findings;
use super::rule::RuleId;
use super::settings::Settings;
use super::subject::Subject;
use crate::site::{Site, route};
use crate::source::{SourceFile, Sources};

pub use script::Traditional;
pub use vocabulary::Vocabulary;

/// Something wrong in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which rule.
    pub rule: RuleId,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What is wrong; never with the number or address that must not leak.
    pub message: String,
    /// What to do, where the rule's own remedy says too little.
    pub hint: Option<String>,
}

impl Hit {
    fn new(rule: RuleId, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { rule, span, message: message.into(), hint: None }
    }

    /// Of a text that starts at byte `start` of another.
    fn moved(mut self, start: usize) -> Self {
        self.span = self.span.start + start..self.span.end + start;
        self
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// What texts are held against, made once for a run.
#[derive(Debug)]
pub struct Lists {
    vocabulary: Vocabulary,
    traditional: Traditional,
}

impl Lists {
    /// The lists that are shipped, with the project's own words.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self { vocabulary: Vocabulary::new(settings), traditional: Traditional::default() }
    }

    /// What is wrong in the visible text of a page.
    #[must_use]
    pub fn in_page(&self, text: &str) -> Vec<Hit> {
        self.in_words(text, false)
    }

    /// What is wrong in words that are read without their file: a page, a template, a cell. All of
    /// them are a contact, or nothing is.
    fn in_words(&self, text: &str, is_contact: bool) -> Vec<Hit> {
        let mut hits = self.vocabulary.find(text);
        hits.extend(self.traditional.find(text));
        hits.extend(privacy::find(text, &|_| is_contact));
        hits
    }

    fn in_source(&self, site: &Site, file: &SourceFile) -> Vec<Hit> {
        let text = mask::readable(file);
        let mut hits = self.vocabulary.find(&text);
        hits.extend(units::find(site, &text));
        hits.extend(self.traditional.find(&text));
        if !file.path().ends_with(".csv") {
            hits.extend(pairs::find(&text, mask::body(file)));
        }
        hits.extend(privacy::find(file.text(), &|at| mask::is_contact(file, at)));
        hits
    }
}

/// Reads every text of the project once more, in parallel.
pub(super) fn inspect(subject: &Subject<'_>, lists: &Lists, findings: &mut Findings) {
    let files: Vec<&SourceFile> =
        ["content/", "policies/"].iter().flat_map(|folder| subject.sources.under(folder)).collect();
    let files: Vec<&SourceFile> = files.into_iter().filter(|file| is_read(file.path())).collect();
    let found: Vec<Vec<Hit>> = files.par_iter().map(|file| lists.in_source(subject.site, file)).collect();
    for (file, hits) in files.iter().zip(found) {
        for hit in hits {
            add(file, hit, findings);
        }
    }
    for file in templates(subject.sources) {
        for hit in lists.in_words(&mask::template(file), false) {
            add(file, hit, findings);
        }
    }
    lists::inspect(subject, lists, findings);
    repeats::inspect(subject, findings);
    numbers::inspect(subject, findings);
}

/// The templates that the project has.
fn templates(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
    sources.under("themes/").filter(|file| route::is_html(file.path()))
}

/// Looks for nothing but what must not leak.
pub(super) fn leaks(sources: &Sources, findings: &mut Findings) {
    let files = ["content/", "policies/"].iter().flat_map(|folder| sources.under(folder));
    let files: Vec<&SourceFile> = files.filter(|file| is_read(file.path())).collect();
    let look = |file: &&SourceFile| privacy::find(file.text(), &|at| mask::is_contact(file, at));
    let found: Vec<Vec<Hit>> = files.par_iter().map(look).collect();
    for (file, hits) in files.iter().zip(found) {
        for hit in hits {
            add(file, hit, findings);
        }
    }
    for file in templates(sources) {
        for hit in privacy::find(&mask::template(file), &|_| false) {
            add(file, hit, findings);
        }
    }
}

/// The rules of [`inspect`] for some texts, without what needs all of them.
pub(super) fn glance(subject: &Subject<'_>, lists: &Lists, files: &[String], findings: &mut Findings) {
    let files = files.iter().filter(|path| is_read(path)).filter_map(|path| subject.sources.get(path));
    for file in files {
        for hit in lists.in_source(subject.site, file) {
            add(file, hit, findings);
        }
    }
}

/// Whether readers see what stands in the file.
pub(super) fn is_read(path: &str) -> bool {
    const OURS: [&str; 3] = [super::settings::PATH, "content/synonyms.yaml", "content/synonyms.yml"];
    !OURS.contains(&path) && is_text(path)
}

/// Whether somebody wrote it: pages are made of such files.
pub(super) fn is_text(path: &str) -> bool {
    const ENDINGS: [&str; 5] = [".md", ".yaml", ".yml", ".csv", ".txt"];
    ENDINGS.iter().any(|ending| path.ends_with(ending))
}

fn add(file: &SourceFile, hit: Hit, findings: &mut Findings) {
    let mut problem = file.problem(hit.span, hit.message);
    if let Some(hint) = hit.hint {
        problem = problem.hint(hint);
    }
    findings.add(hit.rule, problem);
}
