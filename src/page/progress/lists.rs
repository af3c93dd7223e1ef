//! Targets in lists: all of them, those of one 工程, unit or status, and all on one sheet.

use std::collections::BTreeSet;

use super::view::{CountView, FilterView, OverviewView, TargetGroup};
use super::{board, downloads, overview_link, rows, subject, words};
use crate::id::UnitId;
use crate::page::view::{Link, Page};
use crate::page::{At, frame, linked_data};
use crate::progress::status::{self, Status};
use crate::site::board::Board;
use crate::site::route::{self, OutputPath};
use crate::site::{Document, Site};

/// Which targets a list holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Narrow {
    /// Every one.
    All,
    /// Of a 工程, or of a clause outside them that states some: its place.
    Clause(usize),
    /// Of a unit.
    Unit(UnitId),
    /// With a status.
    Status(Status),
}

impl Narrow {
    /// Every list that is not empty.
    pub(super) fn all(site: &Site, document: &Document, board: &Board) -> Vec<Self> {
        let mut lists = vec![Self::All];
        lists.extend(headings(board).into_iter().map(Self::Clause));
        let units = site.units.list().iter().map(|unit| unit.id.clone());
        lists.extend(units.filter(|unit| board.of_unit(&site.units, unit).next().is_some()).map(Self::Unit));
        let counts = status::count(board.targets.iter().map(|joined| &joined.judgement));
        lists.extend(Status::ALL.into_iter().filter(|status| counts.contains_key(status)).map(Self::Status));
        debug_assert!(document.board.is_some(), "lists are of a document with targets");
        lists
    }

    pub(super) fn route(&self, document: &Document) -> OutputPath {
        let slug = &document.policy.slug;
        match self {
            Self::All => route::progress(slug),
            Self::Clause(at) => route::targets_by_clause(slug, &document.clause(*at).id),
            Self::Unit(unit) => route::targets_by_unit(slug, unit),
            Self::Status(status) => route::targets_by_status(slug, *status),
        }
    }

    /// What the list is called; empty for all.
    fn name(&self, site: &Site, document: &Document) -> String {
        match self {
            Self::All => String::new(),
            Self::Clause(at) => document.clause(*at).title.clone().unwrap_or_default(),
            Self::Unit(id) => {
                let unit = site.units.list().iter().find(|unit| &unit.id == id);
                unit.map(|unit| unit.short_name().to_owned()).unwrap_or_default()
            }
            Self::Status(status) => status.label().to_owned(),
        }
    }

    fn targets(&self, site: &Site, board: &Board) -> BTreeSet<usize> {
        let all = board.targets.iter().enumerate();
        match self {
            Self::All => all.map(|(at, _)| at).collect(),
            Self::Clause(clause) => all
                .filter(|(_, joined)| heading(joined.section, joined.clause) == *clause)
                .map(|(at, _)| at)
                .collect(),
            Self::Unit(unit) => board.of_unit(&site.units, unit).collect(),
            Self::Status(status) => {
                all.filter(|(_, joined)| joined.judgement.status == *status).map(|(at, _)| at).collect()
            }
        }
    }
}

/// The clause under which a target is listed: its 工程, else the clause itself.
fn heading(section: Option<usize>, clause: usize) -> usize {
    section.unwrap_or(clause)
}

/// The clauses under which targets are listed, in printed order.
fn headings(board: &Board) -> BTreeSet<usize> {
    board.targets.iter().map(|joined| heading(joined.section, joined.clause)).collect()
}

fn milestone_heading(document: &Document, clause: usize) -> usize {
    std::iter::successors(Some(clause), |&at| document.clauses[at].parent)
        .find(|&at| document.has_section_page(at))
        .unwrap_or(clause)
}

fn groups(at: &At<'_>, document: &Document, board: &Board, narrow: &Narrow) -> Vec<TargetGroup> {
    let wanted = narrow.targets(at.site, board);
    let milestones: Vec<(usize, usize)> = match narrow {
        Narrow::All | Narrow::Clause(_) => {
            let all = board.milestones.iter().enumerate();
            all.map(|(place, clause)| (place, milestone_heading(document, *clause))).collect()
        }
        Narrow::Unit(_) | Narrow::Status(_) => Vec::new(),
    };
    let mut places = headings(board);
    places.extend(milestones.iter().map(|(_, heading)| *heading));
    if let Narrow::Clause(only) = narrow {
        places.retain(|place| place == only);
    }
    let group = |place: usize| {
        let clause = document.clause(place);
        let own = wanted.iter().copied().filter(|target| {
            let joined = &board.targets[*target];
            heading(joined.section, joined.clause) == place
        });
        let own_milestones = milestones.iter().filter(|(_, heading)| *heading == place).map(|(at, _)| *at);
        TargetGroup {
            number: clause.number.clone().unwrap_or_default(),
            title: clause.title.clone().unwrap_or_default(),
            href: if document.has_section_page(place) {
                at.origin.to(&route::section(document, clause))
            } else {
                at.origin.to_clause(document, clause)
            },
            anchor: format!("g{}", clause.id),
            rows: own.map(|target| rows::row(at, document, board, target)).collect(),
            milestones: rows::milestones(at, document, board, own_milestones),
        }
    };
    places
        .into_iter()
        .map(group)
        .filter(|group| !group.rows.is_empty() || !group.milestones.is_empty())
        .collect()
}

pub(super) fn counts(
    at: &At<'_>,
    document: &Document,
    board: &Board,
    wanted: &BTreeSet<usize>,
) -> Vec<CountView> {
    let counted = status::count(wanted.iter().map(|target| &board.targets[*target].judgement));
    let view = |status: Status| {
        Some(CountView {
            status: rows::status(status),
            count: *counted.get(&status)?,
            href: at.origin.to(&route::targets_by_status(&document.policy.slug, status)),
        })
    };
    Status::ALL.into_iter().filter_map(view).collect()
}

fn filters(at: &At<'_>, document: &Document, board: &Board, here: &Narrow) -> Vec<FilterView> {
    let lists = Narrow::all(at.site, document, board);
    let links = |is_of: fn(&Narrow) -> bool| -> Vec<Link> {
        let chosen = lists.iter().filter(|list| is_of(list));
        chosen
            .map(|list| Link {
                text: list.name(at.site, document),
                href: (list != here).then(|| at.origin.to(&list.route(document))),
            })
            .collect()
    };
    let slug = &document.policy.slug;
    let years = board.years().into_iter().map(|year| Link {
        text: format!("{year}年"),
        href: Some(at.origin.to(&route::progress_year(slug, year))),
    });
    vec![
        FilterView { title: "按工程", links: links(|list| matches!(list, Narrow::Clause(_))) },
        FilterView { title: "按责任单位", links: links(|list| matches!(list, Narrow::Unit(_))) },
        FilterView { title: "按评价", links: links(|list| matches!(list, Narrow::Status(_))) },
        FilterView { title: "按年度", links: years.collect() },
    ]
}

fn notes(at: &At<'_>, document: &Document) -> Vec<Link> {
    let slug = &document.policy.slug;
    let link = |text: &str, path: OutputPath| Link { text: text.to_owned(), href: Some(at.origin.to(&path)) };
    vec![
        link("怎样评价", route::progress_method(slug)),
        link("数据公布情况", route::progress_reporting(slug)),
        link("数据修订记录", route::progress_revisions(slug)),
        link("进展一览表（一页，可打印）", route::progress_sheet(slug)),
    ]
}

pub(in crate::page) fn overview(
    at: &At<'_>,
    document: &Document,
    narrow: &Narrow,
) -> Option<(Page, OverviewView)> {
    let board = board(document)?;
    let name = narrow.name(at.site, document);
    let title = if name.is_empty() { "进展总览".to_owned() } else { format!("{name}：目标进展") };
    let wanted = narrow.targets(at.site, board);
    let with_data = wanted.iter().filter(|target| board.is_published(**target)).count();
    let samples = wanted.iter().filter(|target| board.targets[**target].judgement.is_sample()).count();
    let description = format!(
        "{}{}项定量目标的承诺、最新公布数、来源和评价，{}项有公布数据。",
        document.policy.short_title(),
        wanted.len(),
        with_data
    );
    let own = (*narrow != Narrow::All).then(|| narrow.route(document));
    let mut subject = subject(document, "progress", &title, description, own);
    if *narrow == Narrow::All {
        subject.json_ld = vec![linked_data::dataset(at, document, None)];
    }
    let groups = groups(at, document, board, narrow);
    let is_sample = groups.iter().any(|group| {
        group.rows.iter().any(|row| row.is_sample) || group.milestones.iter().any(|row| row.is_sample)
    });
    let view = OverviewView {
        narrowed: (!name.is_empty()).then_some(name),
        title,
        all: overview_link(at, document),
        total: wanted.len(),
        with_data,
        samples,
        counts: counts(at, document, board, &wanted),
        milestone_total: groups.iter().map(|group| group.milestones.len()).sum(),
        groups,
        filters: filters(at, document, board, narrow),
        cutoff: words::full(board.cutoff),
        notes: notes(at, document),
        downloads: downloads(at, document, None),
        is_sample,
        document: Link {
            text: document.policy.record.title.value.clone(),
            href: Some(at.origin.to(&route::policy(&document.policy.slug))),
        },
    };
    Some((frame::frame(at, subject), view))
}

/// Everything on one sheet of paper.
pub(in crate::page) fn sheet(at: &At<'_>, document: &Document) -> Option<(Page, OverviewView)> {
    let (_, view) = overview(at, document, &Narrow::All)?;
    let title = "进展一览表";
    let description = format!("{}全部定量目标的进展，一页打印。", document.policy.short_title());
    let subject =
        subject(document, "sheet", title, description, Some(route::progress_sheet(&document.policy.slug)));
    Some((frame::frame(at, subject), view))
}
