//! The page of one notice: can I apply, until when, whom do I call?

use super::view::{FileView, NoticeView};
use super::{body, cards, case, facets, index, plan};
use crate::column::notice::{self as notices, Notice};
use crate::column::terms::Facet;
use crate::page::frame::{self, Column, Subject};
use crate::page::view::{Link, Page, Row};
use crate::page::{At, linked_data};
use crate::site::links::Node;
use crate::site::paging::PageNumber;
use crate::site::route::{self, Listing};

const TO_COME: &str = "待补";

pub(in crate::page) fn notice(at: &At<'_>, place: usize) -> (Page, NoticeView) {
    let column = &at.site.column;
    let notice = &column.notices[place];
    let article = &notice.article;
    let node = Node::Notice(index(place));
    let list = route::listing(&column.terms, Listing::Notices, PageNumber::Index);
    let subject = Subject {
        kind: "notice",
        title: article.title.value.clone(),
        description: article.summary.clone(),
        column: Column::Notices,
        trail: vec![("通知公告".to_owned(), list), (article.title.value.clone(), at.path.clone())],
        article: Some(case::frame_article(at, article)),
        json_ld: linked_data::article(at, article, Vec::new()).into_iter().collect(),
    };
    let firm = |&firm: &usize| {
        let firm = &column.enterprises[firm];
        Link { text: firm.name.value.clone(), href: Some(at.origin.to(&route::enterprise(&firm.id))) }
    };
    let units: Vec<usize> = at.site.links.units(node).collect();
    let card = cards::notice(at, place);
    let mut cases: Vec<usize> = at.site.links.cases(node).collect();
    cases.retain(|&case| column.cases[case].article.is_listed(at.site.today));
    let (previous, next) = neighbours(at, place);
    let view = NoticeView {
        title: article.title.value.clone(),
        kind: notice.kind.label(),
        state: cards::state(article, at.site.today),
        is_sample: article.is_sample,
        facts: facts(notice, card.window.clone(), card.phone.clone()),
        mark: card.mark,
        tiers: notice.tiers.iter().map(|&tier| facets::link(at, Facet::Tier, tier)).collect(),
        html: body::html(at, article),
        files: files(at, notice),
        enterprises: notice.enterprises.iter().map(firm).collect(),
        measures: plan::measures(at, node),
        targets: plan::targets(at, node),
        units: units.into_iter().map(|unit| cards::unit_link(at, unit)).collect(),
        cases: cases.into_iter().map(|case| cards::case(at, case)).collect(),
        previous,
        next,
    };
    (frame::frame(at, subject), view)
}

fn facts(notice: &Notice, window: Option<String>, phone: Option<String>) -> Vec<Row> {
    let row = |label, value, href| Row { label, value, missing: TO_COME, href };
    let is_call = notice.kind == notices::Kind::Call;
    let label = if notice.kind == notices::Kind::List { "公示时间" } else { "办理时间" };
    let mut rows = Vec::new();
    if notice.number.is_some() {
        rows.push(row("文号", notice.number.clone(), None));
    }
    if is_call || notice.audience.is_some() {
        rows.push(row("对象", notice.audience.clone(), None));
    }
    if is_call || window.is_some() {
        rows.push(row(label, window, None));
    }
    rows.push(row("电话", phone, None));
    if notice.link.is_some() {
        rows.push(row("网址", notice.link.clone(), notice.link.clone()));
    }
    rows
}

/// The attachments that exist.
fn files(at: &At<'_>, notice: &Notice) -> Vec<FileView> {
    let attachments = notice.attachments.iter();
    attachments
        .filter_map(|attachment| {
            let path = notice.article.beside(&attachment.file.value)?;
            at.site.files.contains(&path).then(|| FileView {
                name: attachment.name.clone(),
                href: at.origin.to(&route::file(&path)),
                format: path.rsplit('.').next().unwrap_or_default().to_ascii_uppercase(),
            })
        })
        .collect()
}

/// The newer and the older notice.
fn neighbours(at: &At<'_>, place: usize) -> (Option<Link>, Option<Link>) {
    let list = &at.site.lists.notices;
    let Some(mine) = list.iter().position(|&other| other == index(place)) else { return (None, None) };
    let link = |&other: &u32| {
        let other = &at.site.column.notices[other as usize];
        let href = Some(at.origin.to(&route::notice(&other.slug)));
        Link { text: other.article.title.value.clone(), href }
    };
    (mine.checked_sub(1).map(|before| link(&list[before])), list.get(mine + 1).map(link))
}
