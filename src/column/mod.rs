//! The 专精特新 column: cases, enterprises, notices, services and readings.
//!
//! ```text
//!  content/column.yaml ── terms ─────────────┐
//!  content/enterprises ── enterprise ────────┤
//!  content/cases       ┐                     ├── Column
//!  content/notices     ├─ header ─ article ──┤
//!  policies/*/readings ┘                     │
//!  content/services    ── service ───────────┘
//! ```
//! Pure: texts in, values out, joined only among themselves. Clauses, targets,
//! units and policies are named as written, with their places; whether they
//! exist is for `site` to say. Knows nothing of pages, disk or the clock.

pub mod article;
pub mod case;
pub mod enterprise;
mod header;
pub mod known;
mod misnamed;
pub mod moment;
pub mod notice;
pub mod reading;
pub mod service;
pub mod terms;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};
use article::Article;
use case::Case;
use enterprise::Enterprise;
use known::Known;
use notice::Notice;
use reading::Reading;
use service::Service;
use terms::Terms;

/// Everything that staff write for the column, by file name.
#[derive(Debug, Default)]
pub struct Column {
    /// Tiers, industries, towns, themes and the case template.
    pub terms: Terms,
    /// Firms, by id.
    pub enterprises: Vec<Enterprise>,
    /// Case studies, by slug.
    pub cases: Vec<Case>,
    /// 申报通知, 公示名单, 通知公告, by slug.
    pub notices: Vec<Notice>,
    /// Lists of what a firm can ask for, by slug.
    pub services: Vec<Service>,
    /// 解读, by policy and name.
    pub readings: Vec<Reading>,
    /// Files of which nothing could be read, by path: what they would hold is not missing.
    pub unread: BTreeSet<String>,
}

impl Column {
    /// Whether nobody has written anything for it yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
            && self.enterprises.is_empty()
            && self.notices.is_empty()
            && self.services.is_empty()
    }

    /// The firm that an id or a name means; ids come first.
    #[must_use]
    pub fn find_enterprise(&self, word: &str) -> Option<usize> {
        let by_id = self.enterprises.binary_search_by(|enterprise| enterprise.id.as_str().cmp(word));
        by_id.ok().or_else(|| self.enterprises.iter().position(|enterprise| enterprise.is_called(word)))
    }

    /// Whether `word` may mean a firm whose file could not be read.
    pub(crate) fn may_be_unread(&self, word: &str) -> bool {
        let mut files = self.unread.iter().filter_map(|path| path.strip_prefix(enterprise::FOLDER));
        // Names are in the file that nobody could read.
        files.any(|file| !word.is_ascii() || file.rsplit_once('.').is_some_and(|(stem, _)| stem == word))
    }

    /// All articles: cases, notices, readings.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        let cases = self.cases.iter().map(|case| &case.article);
        let notices = self.notices.iter().map(|notice| &notice.article);
        cases.chain(notices).chain(self.readings.iter().map(|reading| &reading.article))
    }
}

/// Reads the whole column; what is wrong in one file leaves the others as they are.
///
/// Texts that are `known` are read when their pages are printed.
pub fn parse_all(sources: &Sources, known: &Known, problems: &mut Problems) -> Column {
    let terms = Terms::parse(sources, problems);
    misnamed::tell(sources, problems);
    let mut unread = BTreeSet::new();
    let mut told = Told { unread: &mut unread, problems };
    let enterprises = told.read("这家企业", enterprise::files(sources), |file, problems| {
        enterprise::parse(file, &terms, problems)
    });
    let unread_firms = told.unread.clone();
    // The firms that are missing are known to whoever names them.
    let mut column = Column { terms, enterprises, unread: unread_firms, ..Column::default() };
    column.enterprises.sort_by(|a, b| a.id.cmp(&b.id));
    column.cases = told.read("这篇案例", case::files(sources), |file, problems| {
        case::parse(file, &column, known, problems)
    });
    column.cases.sort_by(|a, b| a.slug.cmp(&b.slug));
    refuse_doubles(&mut column.cases, told.problems);
    column.notices = told.read("这则通知", notice::files(sources), |file, problems| {
        notice::parse(file, &column, known, problems)
    });
    column.readings = told.read("这篇解读", reading::files(sources), |file, problems| {
        reading::parse(file, known, problems)
    });
    column.services = told.read("这份清单", service::files(sources), |file, problems| {
        service::parse(file, sources, problems)
    });
    column.unread = unread;
    column
}

/// What is told while files are read, and which of them were left out whole.
struct Told<'a> {
    unread: &'a mut BTreeSet<String>,
    problems: &'a mut Problems,
}

impl Told<'_> {
    /// Reads files side by side; results and problems keep the order of the files. `what` is one of
    /// them, for the author of one that is left out.
    fn read<'a, T: Send>(
        &mut self,
        what: &str,
        files: impl Iterator<Item = &'a SourceFile>,
        read: impl Fn(&SourceFile, &mut Problems) -> Option<T> + Sync,
    ) -> Vec<T> {
        let files: Vec<&SourceFile> = files.collect();
        let read = |file: &&SourceFile| {
            let mut own = Problems::new();
            let value = read(file, &mut own);
            if value.is_none() {
                own.leave_out(what);
            }
            (value, own)
        };
        let (mut values, mut told) = (Vec::new(), Vec::new());
        files.par_iter().map(read).unzip_into_vecs(&mut values, &mut told);
        self.problems.extend(told.into_iter().flatten());
        let pairs = files.iter().zip(&values).filter(|(_, value)| value.is_none());
        self.unread.extend(pairs.map(|(file, _)| file.path().to_owned()));
        // Stays in the memory where it is: ten thousand cases are worth that.
        values.into_iter().flatten().collect()
    }
}

/// `a.md` and `a/index.md` are the same address: the second is told and left out.
fn refuse_doubles(cases: &mut Vec<Case>, problems: &mut Problems) {
    cases.dedup_by(|later, first| {
        let is_double = later.slug == first.slug;
        if is_double {
            let message = format!("案例“{}”有两份文件，另一份是 {}", later.slug, first.article.path);
            let problem = Problem::new(Severity::Error, message).in_file(later.article.path.as_str());
            problems.add(problem.hint("只保留一份：图片多的用文件夹，没有图片的用单个 .md 文件"));
        }
        is_double
    });
}
