//! Where the newest edition lies, and how it is made anew.
//!
//! A text in which there is an error is shown as it last stood without one; all
//! else is always as it stands in the files now.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::Date;
use tokio::sync::watch;

use super::watch::Change;
use crate::Result;
use crate::edition::Edition;
use crate::inspection::glance::Glance;
use crate::memory::Memory;
use crate::problem::{Problem, Problems, Severity};
use crate::source::{Sources, Stamp};

/// What is shown at one moment.
#[derive(Debug)]
pub(super) struct Issue {
    /// What pages are printed from.
    pub(super) edition: Edition,
    /// Of the latest reading, the gravest first.
    pub(super) problems: Vec<Problem>,
    /// The texts that it was issued from.
    pub(super) sources: Arc<Sources>,
    /// What looks at one page.
    pub(super) glance: Arc<Glance>,
    /// Files that are shown as they last stood without an error.
    pub(super) held: BTreeSet<String>,
    /// The texts as the files are.
    pub(super) read: Arc<Sources>,
    /// What was told when these were read: what could not be.
    pub(super) unread: Problems,
    /// Counted from 1.
    pub(super) number: u64,
}

impl Issue {
    /// How many problems of `severity` there are.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

/// The newest issue, for whoever waits for it. `None` before the first.
pub(super) type Shown = watch::Receiver<Option<Arc<Issue>>>;

/// Reads, issues, and lays out.
pub(super) struct Desk {
    root: PathBuf,
    today: Date,
    /// As the files are.
    read: Option<Arc<Sources>>,
    /// What the readings so far found in its texts.
    memory: Memory,
    /// Times and lengths of the files that are no texts, where somebody looked.
    others: Option<Vec<Option<Stamp>>>,
    /// As they are shown.
    shown: Arc<Sources>,
    /// Files with an error that have never stood without one.
    unsound: BTreeSet<String>,
    glance: Option<Arc<Glance>>,
    /// How many issues there were.
    issues: u64,
    out: watch::Sender<Option<Arc<Issue>>>,
}

impl Desk {
    /// A desk with nothing on it.
    pub(super) fn new(root: &Path, today: Date) -> Self {
        let (shown, unsound) = (Arc::default(), BTreeSet::new());
        let out = watch::Sender::new(None);
        let (read, others, glance, memory) = (None, None, None, crate::remembered(root));
        Self { root: root.to_owned(), today, read, memory, others, shown, unsound, glance, issues: 0, out }
    }

    /// For those who want to see each issue.
    pub(super) fn subscribe(&self) -> Shown {
        self.out.subscribe()
    }

    /// Reads what changed, issues and lays out; the answer is a line for the terminal, empty
    /// where nothing is new. Fails where the project's folder or its cache is out of reach.
    pub(super) fn reissue(&mut self, change: &Change) -> Result<String> {
        let start = Instant::now();
        let mut problems = Problems::new();
        let sources = match &self.read {
            Some(read) => read.again(&|path| change.touches(path), &mut problems)?,
            None => Sources::read(&self.root, &mut problems)?,
        };
        let sources = Arc::new(sources);
        // Whoever was told of a change knows of pictures, too.
        let others = change.is_look().then(|| sources.stamps_of_others());
        let is_same = others.as_ref().is_none_or(|now| self.others.as_ref() == Some(now))
            && self.read.as_ref().is_some_and(|read| is_same(read, &sources, change));
        self.others = others.or(self.others.take());
        if is_same {
            self.read = Some(sources);
            return Ok(String::new());
        }
        let unread = problems.clone();
        let edition = crate::preview_of(&sources, self.today, &mut self.memory, &mut problems)?;
        problems.extend(edition.proof());
        self.read = Some(Arc::clone(&sources));
        let read = Arc::clone(&sources);
        let (edition, held) = self.mend(sources, edition, &problems)?;
        let problems: Vec<Problem> = problems.sorted().into_iter().cloned().collect();
        let glance = Glance::new(&self.shown, self.glance.as_ref());
        self.glance = Some(Arc::clone(&glance));
        self.issues += 1;
        let (sources, number) = (Arc::clone(&self.shown), self.issues);
        let issue = Issue { edition, problems, sources, glance, held, read, unread, number };
        let told = told(&issue, start);
        let before = self.out.send_replace(Some(Arc::new(issue)));
        // Nobody waits until ten thousand pages are given back.
        rayon::spawn(move || drop(before));
        Ok(told)
    }

    /// Issues again with the last sound texts in the place of those with an error.
    fn mend(
        &mut self,
        sources: Arc<Sources>,
        edition: Edition,
        problems: &Problems,
    ) -> Result<(Edition, BTreeSet<String>)> {
        let wrong = with_errors(problems);
        let is_kept = |path: &&String| {
            self.issues > 0 && !self.unsound.contains(*path) && was_other(&self.shown, &sources, path)
        };
        let held: BTreeSet<String> = wrong.iter().filter(is_kept).cloned().collect();
        self.unsound = wrong.into_iter().filter(|path| !held.contains(path)).collect();
        if held.is_empty() {
            self.shown = sources;
            return Ok((edition, held));
        }
        let sources = Sources::clone(&sources);
        self.shown = Arc::new(sources.as_in(&self.shown, held.iter().map(String::as_str)));
        let mut told = Problems::new();
        let mended = crate::preview_of(&self.shown, self.today, &mut self.memory, &mut told)?;
        Ok((mended, held))
    }
}

/// Whether something else stood at a path before: another text or table, or, of a template that
/// came to the theme, none.
fn was_other(before: &Sources, now: &Sources, path: &str) -> bool {
    match (before.get(path), now.get(path)) {
        (Some(before), Some(now)) => before.digest() != now.digest(),
        (Some(_), None) => true,
        (None, Some(_)) => path.starts_with("themes/"),
        (None, None) => before.bytes(path).is_some() && before.bytes(path) != now.bytes(path),
    }
}

/// The files that have an error.
fn with_errors(problems: &Problems) -> BTreeSet<String> {
    let errors = problems.sorted().into_iter().filter(|problem| problem.severity == Severity::Error);
    errors.filter_map(|problem| problem.path.clone()).collect()
}

/// Whether a reading gave what the one before gave, and nothing else was saved: a text that
/// was written again as it was, a draft of an editor.
fn is_same(before: &Sources, now: &Sources, change: &Change) -> bool {
    let texts_only = !change.is_all && change.paths.iter().all(|path| now.get(path).is_some());
    texts_only && before.others() == now.others() && before.digest(|_| false) == now.digest(|_| false)
}

fn told(issue: &Issue, start: Instant) -> String {
    format!(
        "已读取，用时 {} 毫秒：错误 {} 个，警告 {} 个，建议 {} 条",
        start.elapsed().as_millis(),
        issue.count(Severity::Error),
        issue.count(Severity::Warning),
        issue.count(Severity::Advice)
    )
}
