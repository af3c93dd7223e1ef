//! Rules on built pages: ours as they are printed, or a foreign site in a folder.
//!
//! Two passes side by side over the files: what pages lean on first, for its size;
//! then the pages, each read, held against all rules and let go. Only anchors and
//! the links that lead to them are kept until the end.

mod access;
mod built;
mod data;
mod elements;
mod files;
mod home;
mod leaving;
mod links;
mod meta;
mod outward;
mod previous;
mod search;
mod spot;
#[cfg(test)]
mod tests;
mod theme;
mod weight;

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;
use rayon::prelude::*;

use super::finding::Findings;
use super::html;
use super::report::Changes;
use super::settings::Settings;
use super::text::Lists;
use crate::problem::{Problem, Problems, Severity};

pub(super) use built::Built;
pub(super) use outward::{Outward, list as outward};
pub(super) use previous::Previous;
use spot::Spot;

/// What pages are held against.
pub(super) struct Context<'a> {
    /// The files of the site.
    pub(super) built: &'a Built<'a>,
    /// Table and waivers.
    pub(super) settings: &'a Settings,
    /// As of which day.
    pub(super) today: Date,
    /// Of a site of ours: what every page's title says.
    pub(super) name: Option<&'a str>,
    /// Of a foreign site: its texts were not read as sources.
    pub(super) texts: Option<&'a Lists>,
    /// META tags whose absence was told as 待补 already.
    pub(super) excused: Vec<&'static str>,
    /// Pages that must lead to each other: from, to.
    pub(super) mutual: Vec<(String, String)>,
    /// The release before.
    pub(super) previous: Option<Previous>,
    /// Alternative texts that were looked at where they were written.
    pub(super) alts: BTreeSet<&'a str>,
    /// How many days ahead to look for what will go stale.
    pub(super) ahead: Option<i64>,
}

impl<'a> Context<'a> {
    /// Pages of which nothing is known beside what they hold.
    pub(super) fn new(built: &'a Built<'a>, settings: &'a Settings, today: Date) -> Self {
        Self {
            built,
            settings,
            today,
            name: None,
            texts: None,
            excused: Vec::new(),
            mutual: Vec::new(),
            previous: None,
            alts: BTreeSet::new(),
            ahead: None,
        }
    }
}

/// What one file told.
#[derive(Default)]
struct Outcome {
    findings: Findings,
    broken: Option<Problem>,
    size: u64,
    anchors: links::Anchors,
    waiting: Vec<links::Waiting>,
    change: Option<previous::Change>,
}

/// Inspects every file; those that cannot be printed or read are problems.
pub(super) fn inspect(
    context: &Context<'_>,
    findings: &mut Findings,
    problems: &mut Problems,
) -> Option<Changes> {
    let built = context.built;
    let (pages, others): (Vec<usize>, Vec<usize>) = (0..built.len()).partition(|at| built.is_page(*at));
    let mut outcomes: Vec<Outcome> = Vec::new();
    outcomes.resize_with(built.len(), Outcome::default);
    let read: Vec<(usize, Outcome)> = others.par_iter().map(|at| (*at, other(context, *at))).collect();
    for (at, outcome) in read {
        outcomes[at] = outcome;
    }
    let sizes: Vec<u64> = outcomes.iter().map(|outcome| outcome.size).collect();
    let read: Vec<(usize, Outcome)> = pages.par_iter().map(|at| (*at, page(context, *at, &sizes))).collect();
    for (at, outcome) in read {
        outcomes[at] = outcome;
    }
    let mut changes = Vec::new();
    let anchors: Vec<links::Anchors> =
        outcomes.iter_mut().map(|outcome| std::mem::take(&mut outcome.anchors)).collect();
    for outcome in outcomes {
        problems.extend(outcome.broken);
        findings.merge(outcome.findings);
        changes.extend(outcome.change);
        links::settle(context, outcome.waiting, &anchors, findings);
    }
    context.previous.as_ref().map(|previous| previous.changes(context, changes, problems, findings))
}

/// Inspects one page by itself: other files count as empty, and anchors as there.
pub(super) fn glance(context: &Context<'_>, name: &str, findings: &mut Findings) {
    if let Some(at) = context.built.find(name) {
        let sizes = vec![0; context.built.len()];
        findings.merge(page(context, at, &sizes).findings);
    }
}

fn other(context: &Context<'_>, at: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let bytes = match context.built.read(at) {
        Ok(bytes) => bytes,
        Err(problem) => return Outcome { broken: Some(*problem), ..outcome },
    };
    outcome.size = bytes.len() as u64;
    outcome.change =
        context.previous.as_ref().and_then(|previous| previous.compare(context.built, at, &bytes));
    let name = context.built.name(at);
    files::inspect(name, &bytes, &mut outcome.findings);
    if name.ends_with(".css") || name.ends_with(".xml") {
        let text = String::from_utf8_lossy(&bytes);
        let spot = Spot::new(name, &text);
        if name.ends_with(".css") {
            links::in_stylesheet(context, at, &spot, &mut outcome.findings);
            theme::inspect(context, &spot, &mut outcome.findings);
        } else {
            links::in_feed(context, &spot, &mut outcome.findings);
        }
    }
    outcome
}

/// A page as text; what is in no encoding that offices use keeps what can be read of it.
/// `None` where it is no text at all.
fn text_of(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes)
        && !text.starts_with('\u{feff}')
        && memchr::memchr(0, bytes).is_none()
    {
        return Some(Cow::Borrowed(text));
    }
    if let Some((text, _)) = crate::source::decode(bytes) {
        return Some(Cow::Owned(text));
    }
    // No text has this byte.
    (!bytes.contains(&0)).then(|| String::from_utf8_lossy(bytes))
}

fn no_page(name: &str) -> Problem {
    let problem = Problem::new(Severity::Error, "不是网页：里面不是文字").in_file(name);
    problem.hint("检查文件是否损坏，或把别的文件误存成了网页")
}

fn page(context: &Context<'_>, at: usize, sizes: &[u64]) -> Outcome {
    let mut outcome = Outcome::default();
    let bytes = match context.built.read(at) {
        Ok(bytes) => bytes,
        Err(problem) => return Outcome { broken: Some(*problem), ..outcome },
    };
    let Some(text) = text_of(&bytes) else {
        return Outcome { broken: Some(no_page(context.built.name(at))), ..outcome };
    };
    let page = html::read(&text);
    let spot = Spot::new(context.built.name(at), &text);
    let findings = &mut outcome.findings;
    if page.is_document && page.refresh.is_none() {
        meta::inspect(context, &page, &spot, findings);
        elements::inspect(context, &page, &spot, findings);
        access::inspect(context, &page, &spot, findings);
        home::inspect(context, &page, &spot, findings);
        data::inspect(&page, &spot, findings);
        leaving::inspect(context, &page, &spot, findings);
    }
    let resolved = links::in_page(context, at, &page, &spot, findings);
    weight::inspect(context, bytes.len() as u64, &resolved.parts, sizes, &spot, findings);
    search::inspect(context, &page, &resolved.parts, sizes, &spot, findings);
    links::mutual(context, &resolved.pages, &spot, findings);
    if let Some(lists) = context.texts {
        for hit in lists.in_page(&page.text) {
            let (start, end) = (page.place_of_text(hit.span.start), hit.span.end - hit.span.start);
            findings.add(hit.rule, spot.hinted(start..start + end, hit.message, hit.hint));
        }
    }
    if let Some(kind) = page.kind.as_deref() {
        findings.print_of(spot.name, kind);
    }
    outcome.anchors = links::Anchors::of(&page);
    outcome.waiting = resolved.waiting;
    outcome.change = context
        .previous
        .as_ref()
        .and_then(|previous| previous.compare_page(context.built, at, &bytes, &page));
    outcome
}
