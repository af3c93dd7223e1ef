//! Site map, running text and the page for what does not exist.

use super::At;
use super::column;
use super::frame::{self, Article, Column, Subject};
use super::view::{Branch, Link, NotFoundView, Page, ProseView, SiteMapView};
use crate::site::Document;
use crate::site::route::{self, OutputPath};

pub(super) fn site_map_frame(at: &At<'_>) -> Page {
    let title = "网站地图".to_owned();
    let subject = Subject {
        kind: "site-map",
        description: "本网站全部页面的目录。".to_owned(),
        trail: vec![(title.clone(), route::site_map())],
        title,
        column: Column::About,
        article: None,
        json_ld: Vec::new(),
    };
    frame::frame(at, subject)
}

pub(super) fn site_map_view(at: &At<'_>) -> SiteMapView {
    let mut branches = vec![leaf(at, "首页", &route::home())];
    let documents = at.site.policies.iter().map(|document| document_branch(at, document)).collect();
    branches.push(Branch { children: documents, ..leaf(at, "政策文件", &route::policy_index()) });
    branches.extend(column::branches(at));
    if !at.site.units.list().is_empty() {
        let units = at.site.units.list().iter();
        let children = units.map(|unit| leaf(at, unit.short_name(), &route::unit(&unit.id))).collect();
        branches.push(Branch { children, ..leaf(at, "责任单位", &route::unit_index()) });
    }
    branches.extend(at.site.prose.iter().map(|prose| leaf(at, &prose.title, &route::prose(&prose.name))));
    SiteMapView { branches }
}

pub(super) fn leaf(at: &At<'_>, text: &str, path: &OutputPath) -> Branch {
    Branch { link: Link { text: text.to_owned(), href: Some(at.origin.to(path)) }, children: Vec::new() }
}

fn document_branch(at: &At<'_>, document: &Document) -> Branch {
    let title = |clause: &crate::policy::Clause| clause.heading.trim().trim_end_matches('。').to_owned();
    let measure = |(_, clause): (usize, &crate::policy::Clause)| {
        leaf(at, &title(clause), &route::measure(document, clause))
    };
    let mut children: Vec<Branch> = document
        .sections()
        .map(|(index, clause)| Branch {
            children: document.measures_of(index).map(measure).collect(),
            ..leaf(at, &title(clause), &route::section(document, clause))
        })
        .collect();
    let in_sections =
        |at: usize| document.clauses[at].parent.is_some_and(|parent| document.has_section_page(parent));
    children.extend(document.measures().filter(|(at, _)| !in_sections(*at)).map(measure));
    Branch {
        children,
        ..leaf(at, &document.policy.record.title.value, &route::policy(&document.policy.slug))
    }
}

pub(super) fn prose(at: &At<'_>, index: usize) -> (Page, ProseView) {
    let prose = &at.site.prose[index];
    let subject = Subject {
        kind: "prose",
        title: prose.title.clone(),
        description: prose.summary.clone(),
        column: Column::About,
        trail: vec![(prose.title.clone(), route::prose(&prose.name))],
        article: Some(Article {
            published: Some(prose.published.into()),
            source: Some(prose.source.clone()),
            ..Article::default()
        }),
        json_ld: Vec::new(),
    };
    (
        frame::frame(at, subject),
        ProseView { title: prose.title.clone(), html: column::fill_body(at, &prose.path, None, &prose.body) },
    )
}

pub(super) fn not_found_frame(at: &At<'_>) -> Page {
    let subject = Subject {
        kind: "not-found",
        title: "没有找到这个页面".to_owned(),
        description: "网址可能有误，或者页面已经移走。".to_owned(),
        column: Column::About,
        trail: vec![("没有找到这个页面".to_owned(), route::not_found())],
        article: None,
        json_ld: Vec::new(),
    };
    frame::frame(at, subject)
}

pub(super) fn not_found_view(at: &At<'_>) -> NotFoundView {
    let link = |text: &str, path: &OutputPath| Link { text: text.to_owned(), href: Some(at.origin.to(path)) };
    let mut ways = vec![link("首页", &route::home()), link("政策文件", &route::policy_index())];
    if !at.site.units.list().is_empty() {
        ways.push(link("责任单位", &route::unit_index()));
    }
    ways.push(link("网站地图", &route::site_map()));
    NotFoundView { ways }
}
