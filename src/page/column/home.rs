//! The home page of the column, and what of it stands on the home page of the site.

use super::view::{CaseCard, ColumnView, NoticeCard};
use super::{cards, facets};
use crate::page::frame::{self, Column, Subject};
use crate::page::view::Page;
use crate::page::{At, linked_data};
use crate::site::paging::PageNumber;
use crate::site::route::{self, Listing};

/// Entries of each kind on the column's home.
const LATEST: usize = 6;
const NOTICES: usize = 5;
const READINGS: usize = 4;

pub(in crate::page) fn column(at: &At<'_>) -> (Page, ColumnView) {
    let site = at.site;
    let (column, lists) = (&site.column, &site.lists);
    let name = column.terms.name.clone();
    let description = column.terms.note.clone().unwrap_or_else(|| {
        format!("{}“{name}”企业的培育成果、成功案例、申报通知和惠企服务。", site.config.region)
    });
    let subject = Subject {
        kind: "column",
        title: name.clone(),
        description,
        column: Column::Cases,
        trail: vec![(name.clone(), route::column())],
        article: None,
        json_ld: linked_data::collection(at, &name).into_iter().collect(),
    };
    let lead = lists.lead(column, site.today);
    let after = lists.cases.iter().map(|&case| case as usize).filter(|case| Some(*case) != lead);
    let list = |listing| at.origin.to(&route::listing(&column.terms, listing, PageNumber::Index));
    let view = ColumnView {
        note: column.terms.note.clone(),
        lead: lead.map(|lead| cards::story(at, lead)),
        latest: after.take(LATEST).map(|case| cards::case(at, case)).collect(),
        cases_href: list(Listing::Cases),
        case_count: lists.cases.len(),
        ladder: facets::ladder(at, None),
        facets: facets::all(at, None),
        open: open(at, usize::MAX),
        notices: lists
            .notices
            .iter()
            .take(NOTICES)
            .map(|&notice| cards::notice(at, notice as usize))
            .collect(),
        notices_href: (!lists.notices.is_empty()).then(|| list(Listing::Notices)),
        services: (0..column.services.len()).map(|service| cards::service(at, service)).collect(),
        services_href: (!column.services.is_empty()).then(|| at.origin.to(&route::service_index())),
        readings: lists
            .readings
            .iter()
            .take(READINGS)
            .map(|&reading| cards::reading(at, reading as usize))
            .collect(),
        enterprises_href: list(Listing::Enterprises),
        enterprise_count: column.enterprises.len(),
        feeds: frame::feeds(at, Column::Cases),
        is_sample: column.articles().any(|article| article.is_sample)
            || column.enterprises.iter().any(|firm| firm.is_sample),
        name,
    };
    (frame::frame(at, subject), view)
}

/// The leading story.
pub(in crate::page) fn lead(at: &At<'_>) -> Option<CaseCard> {
    at.site.lists.lead(&at.site.column, at.site.today).map(|lead| cards::story(at, lead))
}

/// What can be applied for now, the window that closes first in front; at most `most`.
pub(in crate::page) fn open(at: &At<'_>, most: usize) -> Vec<NoticeCard> {
    at.open_notices.iter().take(most).map(|&notice| cards::notice(at, notice)).collect()
}
