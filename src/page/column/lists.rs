//! Lists of the column, page by page, under addresses that stay.

use super::view::{CaseListView, EnterpriseListView, NoticeListView, PagingView, ReadingListView};
use super::{cards, facets};
use crate::column::terms::Facet;
use crate::page::At;
use crate::page::frame::{self, Column, Subject};
use crate::page::view::Page;
use crate::site::paging::{PageNumber, Paging};
use crate::site::route::{self, Listing, OutputPath};

/// Firms of a term that its page shows; the list of all firms has the rest.
const MEMBERS: usize = 60;

/// Cases: all of them, those of a term, those of a year.
pub(in crate::page) fn case_list(at: &At<'_>, listing: Listing, page: PageNumber) -> (Page, CaseListView) {
    let site = at.site;
    let (column, lists) = (&site.column, &site.lists);
    let (title, note, all): (String, Option<String>, &[u32]) = match listing {
        Listing::Term(facet, term) => {
            let found = &column.terms.of(facet).list()[term];
            (found.name.clone(), found.note.clone(), lists.cases_of(facet, term))
        }
        Listing::Year(year) => {
            (format!("{year}年案例"), None, lists.cases_by_year.get(&year).map_or(&[], Vec::as_slice))
        }
        _ => ("典型案例".to_owned(), None, &lists.cases),
    };
    let paging = Paging::new(all.len(), column.terms.per_page);
    let entries = &all[paging.entries(page)];
    let published = |case: &u32| column.cases[*case as usize].article.published.date.to_string();
    let ends = entries.last().map(published).zip(entries.first().map(published));
    let members = match listing {
        Listing::Term(facet, term) => lists.enterprises_of(facet, term),
        _ => &[],
    };
    let is_first = page == PageNumber::Index;
    let view = CaseListView {
        note: note.filter(|_| is_first),
        total: (page == PageNumber::Index).then_some(all.len()),
        cases: entries.iter().map(|&case| cards::case(at, case as usize)).collect(),
        ladder: match listing {
            Listing::Term(Facet::Tier, term) if is_first => facets::ladder(at, Some(term)),
            _ => Vec::new(),
        },
        members: members
            .iter()
            .take(if is_first { MEMBERS } else { 0 })
            .map(|&firm| cards::enterprise(at, firm as usize))
            .collect(),
        member_count: members.len(),
        facets: if is_first { facets::all(at, Some(listing)) } else { Vec::new() },
        paging: paging_view(at, listing, paging, page, ends, entries.len()),
        feeds: frame::feeds(at, Column::Cases),
        is_sample: entries.iter().any(|&case| column.cases[case as usize].article.is_sample)
            || members.iter().any(|&firm| column.enterprises[firm as usize].is_sample),
        title: title.clone(),
    };
    // A tier has the name of its target: the title says which page this is.
    let title =
        if matches!(listing, Listing::Term(..)) { format!("{title}：企业和案例") } else { title };
    let what = match listing {
        Listing::Cases => format!("{}全部“{}”典型案例", site.config.region, column.terms.name),
        _ => format!("{}“{}”典型案例：{title}", site.config.region, column.terms.name),
    };
    (list_frame(at, "case-list", title, &what, Column::Cases, listing, &view.paging), view)
}

/// All firms, by name.
pub(in crate::page) fn enterprise_list(at: &At<'_>, page: PageNumber) -> (Page, EnterpriseListView) {
    let column = &at.site.column;
    let all = &at.site.lists.enterprises;
    let paging = Paging::new(all.len(), column.terms.per_page);
    let entries = &all[paging.entries(page)];
    let name = |firm: &u32| column.enterprises[*firm as usize].short.clone();
    let ends = entries.first().map(name).zip(entries.last().map(name));
    let view = EnterpriseListView {
        total: (page == PageNumber::Index).then_some(all.len()),
        enterprises: entries.iter().map(|&firm| cards::enterprise(at, firm as usize)).collect(),
        facets: facets::of_firms(at),
        paging: paging_view(at, Listing::Enterprises, paging, page, ends, entries.len()),
        is_sample: entries.iter().any(|&firm| column.enterprises[firm as usize].is_sample),
    };
    let what = format!("{}“{}”企业的梯度、产业、镇街和产品", at.site.config.region, column.terms.name);
    let title = "企业名录".to_owned();
    (list_frame(at, "enterprise-list", title, &what, Column::Cases, Listing::Enterprises, &view.paging), view)
}

/// Notices, newest first; those that are open in front.
pub(in crate::page) fn notice_list(at: &At<'_>, page: PageNumber) -> (Page, NoticeListView) {
    let column = &at.site.column;
    let all = &at.site.lists.notices;
    let paging = Paging::new(all.len(), column.terms.per_page);
    let entries = &all[paging.entries(page)];
    let published = |notice: &u32| column.notices[*notice as usize].article.published.date.to_string();
    let ends = entries.last().map(published).zip(entries.first().map(published));
    let is_first = page == PageNumber::Index;
    let view = NoticeListView {
        total: (page == PageNumber::Index).then_some(all.len()),
        open: super::open(at, if is_first { usize::MAX } else { 0 }),
        notices: entries.iter().map(|&notice| cards::notice(at, notice as usize)).collect(),
        paging: paging_view(at, Listing::Notices, paging, page, ends, entries.len()),
        feeds: frame::feeds(at, Column::Notices),
        is_sample: entries.iter().any(|&notice| column.notices[notice as usize].article.is_sample),
    };
    let what = format!("{}面向中小企业的申报通知、公示名单和公告", at.site.config.region);
    let title = "通知公告".to_owned();
    (list_frame(at, "notice-list", title, &what, Column::Notices, Listing::Notices, &view.paging), view)
}

/// Readings of all policies, newest first.
pub(in crate::page) fn reading_list(at: &At<'_>, page: PageNumber) -> (Page, ReadingListView) {
    let column = &at.site.column;
    let all = &at.site.lists.readings;
    let paging = Paging::new(all.len(), column.terms.per_page);
    let entries = &all[paging.entries(page)];
    let published = |reading: &u32| column.readings[*reading as usize].article.published.date.to_string();
    let ends = entries.last().map(published).zip(entries.first().map(published));
    let view = ReadingListView {
        total: (page == PageNumber::Index).then_some(all.len()),
        readings: entries.iter().map(|&reading| cards::reading(at, reading as usize)).collect(),
        paging: paging_view(at, Listing::Readings, paging, page, ends, entries.len()),
        feeds: frame::feeds(at, Column::Readings),
        is_sample: entries.iter().any(|&reading| column.readings[reading as usize].article.is_sample),
    };
    let what = format!("{}行动方案等政策文件的解读", at.site.config.region);
    let title = "政策解读".to_owned();
    (list_frame(at, "reading-list", title, &what, Column::Readings, Listing::Readings, &view.paging), view)
}

fn paging_view(
    at: &At<'_>,
    listing: Listing,
    paging: Paging,
    page: PageNumber,
    ends: Option<(String, String)>,
    shown: usize,
) -> PagingView {
    let to = |page| at.origin.to(&route::listing(&at.site.column.terms, listing, page));
    let is_oldest = paging.older(page).is_none();
    PagingView {
        newest: (page != PageNumber::Index).then(|| to(PageNumber::Index)),
        newer: paging.newer(page).map(to),
        older: paging.older(page).map(to),
        oldest: (!is_oldest).then(|| to(PageNumber::Archive(1))),
        span: match ends {
            Some((first, last)) if first == last => first,
            Some((first, last)) => format!("{first} 至 {last}"),
            None => String::new(),
        },
        shown,
    }
}

fn list_frame(
    at: &At<'_>,
    kind: &'static str,
    title: String,
    what: &str,
    column: Column,
    listing: Listing,
    paging: &PagingView,
) -> Page {
    let terms = &at.site.column.terms;
    let index = |listing| route::listing(terms, listing, PageNumber::Index);
    let mut trail: Vec<(String, OutputPath)> = Vec::new();
    if column == Column::Cases {
        trail.push((terms.name.clone(), route::column()));
    }
    if matches!(listing, Listing::Term(..) | Listing::Year(_)) && !at.site.lists.cases.is_empty() {
        trail.push(("典型案例".to_owned(), index(Listing::Cases)));
    }
    let is_archive = paging.newest.is_some();
    if is_archive {
        trail.push((title.clone(), index(listing)));
        trail.push((paging.span.clone(), at.path.clone()));
    } else {
        trail.push((title.clone(), at.path.clone()));
    }
    // Every page of a list has a title of its own.
    let title = if is_archive { format!("{title}（{}）", paging.span) } else { title };
    let subject = Subject {
        kind,
        title,
        description: if is_archive {
            format!("{what}（{}）。", paging.span)
        } else {
            format!("{what}。")
        },
        column,
        trail,
        article: None,
        json_ld: Vec::new(),
    };
    frame::frame(at, subject)
}
