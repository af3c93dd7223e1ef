//! The inspection: what the national inspection and an accessibility audit would
//! find, before they do.
//!
//! ```text
//!  rules.yaml ─ rule ┐            site ─┬─ freshness, dates, readings, release
//!  inspection.yaml ──┴ settings   texts ┴─ text: words, marks, names, leaks
//!                        │                  │
//!                        └──── finding ─────┘
//!                                 │
//!                     report ── terminal, JSON, paper
//! ```
//! Rules are data: a row of the table says how grave a finding is, on which
//! document it rests and who mends it. A finding may be let pass, with a reason
//! that the report prints.

mod dates;
pub mod finding;
mod freshness;
pub mod guide;
pub mod html;
mod paper;
mod readings;
mod release;
pub mod report;
pub mod rule;
pub mod settings;
mod subject;
#[cfg(test)]
mod tests;
pub mod text;

use rayon::prelude::*;

use crate::edition::Edition;
use crate::problem::{Problem, Problems};
use crate::site::route::OutputPath;
use crate::source::Sources;
use finding::Findings;
use report::{Parts, Report};
use settings::Settings;
use subject::Subject;

pub use paper::print as paper;

/// How thorough an inspection is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// Before a release: nothing made up, nothing still to come.
    pub is_release: bool,
    /// How many days ahead to look for what will go stale.
    pub ahead: Option<i64>,
}

/// Inspects a site of ours. `problems` is what was wrong when it was read.
#[must_use]
pub fn own(edition: &Edition, sources: &Sources, scope: Scope, problems: &mut Problems) -> Report {
    let settings = Settings::parse(sources, problems);
    let subject = Subject { site: edition.site(), sources, settings: &settings };
    let mut findings = Findings::default();
    let counters = freshness::inspect(&subject, &mut findings);
    dates::inspect(&subject, &mut findings);
    readings::inspect(&subject, &mut findings);
    text::inspect(&subject, &text::Lists::new(&settings), &mut findings);
    if let Some(ahead) = scope.ahead {
        freshness::forecast(&subject, ahead, &mut findings);
    }
    if scope.is_release {
        release::inspect(&subject, &mut findings);
    }
    print(edition, problems);
    let parts = Parts {
        subject: edition.site().config.name.clone(),
        today: edition.site().today,
        pages: edition.paths().filter(|path| path.is_page()).count(),
        files: edition.len(),
        problems,
        findings,
        counters,
        changes: None,
        limits: Vec::new(),
    };
    Report::assemble(parts, &settings, sources.get(settings::PATH))
}

/// Prints every page in memory and tells what fails.
fn print(edition: &Edition, problems: &mut Problems) {
    let paths: Vec<&OutputPath> = edition.paths().collect();
    let failed: Vec<Problem> =
        paths.par_iter().filter_map(|path| edition.print(path).err()).map(|problem| *problem).collect();
    problems.extend(failed);
}
