//! Addresses of how far a plan has come.

use super::OutputPath;
use crate::id::{ClauseId, PolicySlug, TargetId, UnitId};
use crate::progress::status::Status;

/// How far a plan has come: all its targets.
#[must_use]
pub fn progress(slug: &PolicySlug) -> OutputPath {
    in_progress(slug, "index.html")
}

fn in_progress(slug: &PolicySlug, name: &str) -> OutputPath {
    OutputPath(format!("policies/{slug}/progress/{name}"))
}

/// One target.
#[must_use]
pub fn target(slug: &PolicySlug, id: &TargetId) -> OutputPath {
    in_progress(slug, &format!("targets/{id}.html"))
}

/// The targets with one status.
#[must_use]
pub fn targets_by_status(slug: &PolicySlug, status: Status) -> OutputPath {
    in_progress(slug, &format!("by-status/{}.html", status.slug()))
}

/// The targets that a unit answers for.
#[must_use]
pub fn targets_by_unit(slug: &PolicySlug, unit: &UnitId) -> OutputPath {
    in_progress(slug, &format!("by-unit/{unit}.html"))
}

/// The targets of a 工程, or of another clause that states some.
#[must_use]
pub fn targets_by_clause(slug: &PolicySlug, clause: &ClauseId) -> OutputPath {
    in_progress(slug, &format!("by-clause/{clause}.html"))
}

/// What was reported for a year.
#[must_use]
pub fn progress_year(slug: &PolicySlug, year: i16) -> OutputPath {
    in_progress(slug, &format!("years/{year}.html"))
}

/// How targets are judged.
#[must_use]
pub fn progress_method(slug: &PolicySlug) -> OutputPath {
    in_progress(slug, "method.html")
}

/// 数据公布情况.
#[must_use]
pub fn progress_reporting(slug: &PolicySlug) -> OutputPath {
    in_progress(slug, "reporting.html")
}

/// 数据修订记录.
#[must_use]
pub fn progress_revisions(slug: &PolicySlug) -> OutputPath {
    in_progress(slug, "revisions.html")
}

/// 进展一览表 on one sheet of paper.
#[must_use]
pub fn progress_sheet(slug: &PolicySlug) -> OutputPath {
    in_progress(slug, "sheet.html")
}

/// The card of a target for other sites.
#[must_use]
pub fn embed(slug: &PolicySlug, id: &TargetId) -> OutputPath {
    OutputPath(format!("embed/{slug}/{id}.html"))
}

/// Whether a page is made to stand in frames of other sites.
#[must_use]
pub fn is_embed(path: &OutputPath) -> bool {
    path.as_str().starts_with("embed/")
}

/// A file of figures: of one target, or of all (`None`). `ending` as in `csv`.
#[must_use]
pub fn data(slug: &PolicySlug, id: Option<&TargetId>, ending: &str) -> OutputPath {
    let name = id.map_or("all", TargetId::as_str);
    in_progress(slug, &format!("data/{name}.{ending}"))
}
