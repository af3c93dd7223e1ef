//! How far a plan has come: the overview, each target, each year, and how it was judged.

mod drawing;
mod lists;
mod matrix;
mod reports;
mod rows;
mod target;
pub mod view;
pub(super) mod words;

use super::At;
use super::frame::{Column, Subject};
use super::view::ProgressCard;
use crate::id::UnitId;
use crate::site::board::Board;
use crate::site::route::{self, OutputPath};
use crate::site::{Document, Site};

use view::TargetRow;

pub use lists::Narrow;
pub(super) use lists::{overview, sheet};
pub(super) use reports::{method, reporting, revisions, year};
pub(super) use target::{embed, target};

/// A page of progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgressPage {
    /// All targets, or some of them.
    Overview(Narrow),
    /// One target, by its place.
    Target(usize),
    /// Its card for other sites.
    Embed(usize),
    /// One year.
    Year(i16),
    /// How targets are judged.
    Method,
    /// 数据公布情况.
    Reporting,
    /// 数据修订记录.
    Revisions,
    /// 进展一览表.
    Sheet,
}

/// All pages of progress of a document.
pub(super) fn list(site: &Site, document: &Document) -> Vec<(OutputPath, ProgressPage)> {
    let Some(board) = &document.board else { return Vec::new() };
    let slug = &document.policy.slug;
    let mut pages = vec![
        (route::progress_method(slug), ProgressPage::Method),
        (route::progress_reporting(slug), ProgressPage::Reporting),
        (route::progress_revisions(slug), ProgressPage::Revisions),
        (route::progress_sheet(slug), ProgressPage::Sheet),
    ];
    for narrow in Narrow::all(site, document, board) {
        pages.push((narrow.route(document), ProgressPage::Overview(narrow)));
    }
    for (at, target) in board.progress.targets.iter().enumerate() {
        pages.push((route::target(slug, &target.id), ProgressPage::Target(at)));
        pages.push((route::embed(slug, &target.id), ProgressPage::Embed(at)));
    }
    for year in board.years() {
        pages.push((route::progress_year(slug, year), ProgressPage::Year(year)));
    }
    pages
}

/// What all pages of progress say of themselves.
fn subject(
    document: &Document,
    kind: &'static str,
    title: &str,
    description: String,
    own: Option<OutputPath>,
) -> Subject {
    let mut trail = super::documents::trail(document);
    trail.push(("进展总览".to_owned(), route::progress(&document.policy.slug)));
    trail.extend(own.map(|path| (title.to_owned(), path)));
    Subject {
        kind,
        title: title.to_owned(),
        description,
        column: Column::Progress,
        trail,
        article: None,
        json_ld: Vec::new(),
    }
}

/// The file endings of figures, with what a reader calls them.
pub(super) const DATA_FILES: [(&str, &str); 4] =
    [("csv", "CSV 表格"), ("xlsx", "Excel 表格"), ("json", "JSON"), ("csv-metadata.json", "CSVW 说明")];

/// Links to the files of one target, or of all.
fn downloads(at: &At<'_>, document: &Document, id: Option<&crate::id::TargetId>) -> Vec<super::view::Link> {
    let link = |(ending, text): (&str, &str)| super::view::Link {
        text: text.to_owned(),
        href: Some(at.origin.to(&route::data(&document.policy.slug, id, ending))),
    };
    DATA_FILES.into_iter().map(link).collect()
}

/// The targets that clauses of a kind state.
pub(super) fn of_clauses(
    at: &At<'_>,
    document: &Document,
    is_wanted: impl Fn(usize) -> bool,
) -> Vec<TargetRow> {
    let Some(board) = &document.board else { return Vec::new() };
    let wanted = board.targets.iter().enumerate().filter(|(_, joined)| is_wanted(joined.clause));
    wanted.map(|(place, _)| rows::row(at, document, board, place)).collect()
}

/// The targets that a unit answers for, of all documents.
pub(super) fn of_unit(at: &At<'_>, unit: &UnitId) -> Vec<TargetRow> {
    let documents = at.site.policies.iter().filter_map(|document| Some((document, document.board.as_ref()?)));
    documents
        .flat_map(|(document, board)| {
            board.of_unit(&at.site.units, unit).map(move |place| rows::row(at, document, board, place))
        })
        .collect()
}

/// One target of a document as a row of a table.
pub(super) fn row_of(at: &At<'_>, document: &Document, target: usize) -> Option<TargetRow> {
    let board = board(document)?;
    (target < board.targets.len()).then(|| rows::row(at, document, board, target))
}

/// The target that promises what a headline quotes.
pub(super) fn of_quote(at: &At<'_>, document: &Document, clause: usize, quote: &str) -> Option<TargetRow> {
    let board = document.board.as_ref()?;
    let place = board.of_clause(clause).find(|place| board.progress.targets[*place].quote == quote)?;
    Some(rows::row(at, document, board, place))
}

/// How far a document has come, in a few numbers.
pub(super) fn summary(at: &At<'_>, document: &Document) -> Option<ProgressCard> {
    let board = document.board.as_ref()?;
    let all = (0..board.targets.len()).collect();
    Some(ProgressCard {
        href: at.origin.to(&route::progress(&document.policy.slug)),
        total: board.targets.len(),
        counts: lists::counts(at, document, board, &all),
        cutoff: words::full(board.cutoff),
        is_sample: board.progress.has_sample(),
    })
}

/// The overview, by its name.
fn overview_link(at: &At<'_>, document: &Document) -> super::view::Link {
    super::view::Link {
        text: "进展总览".to_owned(),
        href: Some(at.origin.to(&route::progress(&document.policy.slug))),
    }
}

/// The board of a document that has a page of progress.
fn board(document: &Document) -> Option<&Board> {
    document.board.as_ref()
}
