//! The search page, with directories for readers without script.

use super::At;
use super::frame::{self, Column, Subject};
use super::view::{Directory, Link, Page, SearchView, Shelf};
use crate::column::terms::Facet;
use crate::site::paging::PageNumber;
use crate::site::route::{self, Listing, OutputPath};

mod firms;

/// Documents that the directory of numbers names; older ones stand in the lists.
const NUMBERS: usize = 200;

pub(super) fn frame(at: &At<'_>) -> Page {
    let title = "搜索".to_owned();
    let subject = Subject {
        kind: "search",
        description: "查找本网站的政策、条款、指标数据、案例、企业、通知和服务。".to_owned(),
        trail: vec![(title.clone(), route::search())],
        title,
        column: Column::About,
        article: None,
        json_ld: Vec::new(),
    };
    frame::frame(at, subject)
}

pub(super) fn view(at: &At<'_>) -> SearchView {
    let terms = |facet| (facet_name(facet), vec![plain(of_facet(at, facet))]);
    let all = [
        ("按栏目", vec![plain(sections(at))]),
        ("按年度", vec![plain(years(at))]),
        ("按文号", vec![plain(numbers(at))]),
        terms(Facet::Town),
        terms(Facet::Industry),
        terms(Facet::Tier),
        ("按企业名称首字母", firms::by_initial(at)),
    ];
    let directories = all.into_iter().filter_map(|(name, shelves)| {
        let shelves: Vec<Shelf> = shelves.into_iter().filter(|shelf| !shelf.links.is_empty()).collect();
        (!shelves.is_empty()).then(|| Directory { name: name.to_owned(), shelves })
    });
    SearchView {
        root: at.origin.to(&route::search_part("")),
        version: at.search_version.unwrap_or_default().to_owned(),
        script: at.origin.to(&at.theme.search_script.path),
        more_script: at.origin.to(&at.theme.search_more_script.path),
        directories: directories.collect(),
    }
}

fn plain(links: Vec<Link>) -> Shelf {
    Shelf { label: None, links }
}

fn link(at: &At<'_>, text: &str, path: &OutputPath) -> Link {
    Link { text: text.to_owned(), href: Some(at.origin.to(path)) }
}

fn list(at: &At<'_>, text: &str, listing: Listing) -> Link {
    link(at, text, &route::listing(&at.site.column.terms, listing, PageNumber::Index))
}

fn facet_name(facet: Facet) -> &'static str {
    match facet {
        Facet::Tier => "按梯度",
        Facet::Industry => "按产业",
        Facet::Town => "按镇街",
        Facet::Theme => "按主题",
    }
}

fn sections(at: &At<'_>) -> Vec<Link> {
    let (site, lists) = (at.site, &at.site.lists);
    let mut links = vec![link(at, "政策文件", &route::policy_index())];
    let boards = site.policies.iter().filter(|document| document.board.is_some());
    links.extend(boards.take(1).map(|board| link(at, "目标进展", &route::progress(&board.policy.slug))));
    let some = |is: bool, link: &dyn Fn() -> Link| is.then(link);
    links.extend(some(!lists.cases.is_empty(), &|| list(at, "企业案例", Listing::Cases)));
    links.extend(some(!lists.enterprises.is_empty(), &|| list(at, "企业名录", Listing::Enterprises)));
    links.extend(some(!lists.notices.is_empty(), &|| list(at, "通知公告", Listing::Notices)));
    links.extend(some(!site.column.services.is_empty(), &|| link(at, "惠企服务", &route::service_index())));
    links.extend(some(!lists.readings.is_empty(), &|| list(at, "政策解读", Listing::Readings)));
    links.extend(some(!site.units.list().is_empty(), &|| link(at, "责任单位", &route::unit_index())));
    links.push(link(at, "网站地图", &route::site_map()));
    links
}

fn years(at: &At<'_>) -> Vec<Link> {
    let cases = at.site.lists.cases_by_year.keys().rev();
    cases.map(|year| list(at, &format!("{year}年案例"), Listing::Year(*year))).collect()
}

/// 发文字号 of policies and notices, the newest first.
fn numbers(at: &At<'_>) -> Vec<Link> {
    let policies = at.site.policies.iter().filter_map(|document| {
        let record = &document.policy.record;
        let number = record.document_number.as_deref()?;
        let dates = &document.policy.dates;
        Some((
            dates.published.or(dates.signed),
            number,
            &record.title.value,
            route::policy(&document.policy.slug),
        ))
    });
    let notices = at.site.lists.notices.iter().filter_map(|notice| {
        let notice = &at.site.column.notices[*notice as usize];
        let number = notice.number.as_deref()?;
        Some((
            Some(notice.article.published.date),
            number,
            &notice.article.title.value,
            route::notice(&notice.slug),
        ))
    });
    let mut all: Vec<_> = policies.chain(notices).collect();
    all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    all.iter()
        .take(NUMBERS)
        .map(|(_, number, title, path)| link(at, &format!("{number}　{title}"), path))
        .collect()
}

/// Terms that a case or a firm has.
fn of_facet(at: &At<'_>, facet: Facet) -> Vec<Link> {
    let lists = &at.site.lists;
    let terms = at.site.column.terms.of(facet).list().iter().enumerate();
    let used = terms.filter(|(term, _)| {
        !lists.cases_of(facet, *term).is_empty() || !lists.enterprises_of(facet, *term).is_empty()
    });
    used.map(|(term, own)| list(at, &own.name, Listing::Term(facet, term))).collect()
}
