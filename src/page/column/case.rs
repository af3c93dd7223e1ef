//! The page of one case: a story, which measures helped, what to do next.

use super::picture::{self, Slot};
use super::view::{CaseView, FactRow, HighlightView};
use super::{body, cards, facets, index, plan};
use crate::column::article::{Article, Reviews};
use crate::column::case::Case;
use crate::column::terms::Facet;
use crate::page::frame::{self, Column, Subject};
use crate::page::view::{Link, Page, Row};
use crate::page::{At, linked_data};
use crate::site::links::Node;
use crate::site::paging::PageNumber;
use crate::site::route::{self, Listing};

/// How many related cases a page shows.
const RELATED: usize = 4;

pub(in crate::page) fn case(at: &At<'_>, place: usize) -> (Page, CaseView) {
    let column = &at.site.column;
    let case = &column.cases[place];
    let article = &case.article;
    let node = Node::Case(index(place));
    let list = route::listing(&column.terms, Listing::Cases, PageNumber::Index);
    let subject = Subject {
        kind: "case",
        title: article.title.value.clone(),
        description: article.summary.clone(),
        column: Column::Cases,
        trail: vec![
            (column.terms.name.clone(), route::column()),
            ("典型案例".to_owned(), list),
            (article.title.value.clone(), at.path.clone()),
        ],
        article: Some(frame_article(at, article)),
        json_ld: linked_data::article(at, article, firms(at, case)).into_iter().collect(),
    };
    let (newer, older) = beside(at, place);
    let neighbour = |other: Option<usize>| other.map(|other| link(at, other));
    let lead = article.pictures.first().and_then(|picture| picture::figure(at, article, picture, Slot::Lead));
    let rest = article.pictures.iter().skip(1);
    let view = CaseView {
        title: article.title.value.clone(),
        summary: article.summary.clone(),
        author: article.author.clone(),
        state: cards::state(article, at.site.today),
        is_sample: article.is_sample,
        lead,
        pictures: rest.filter_map(|picture| picture::figure(at, article, picture, Slot::Text)).collect(),
        facts: facts(at, case),
        highlights: case
            .highlights
            .iter()
            .map(|highlight| HighlightView { value: highlight.value.clone(), note: highlight.note.clone() })
            .collect(),
        html: body::html(at, article),
        measures: plan::measures(at, node),
        targets: plan::targets(at, node),
        next_steps: plan::next_steps(at, node),
        related: related(at, place).into_iter().map(|other| cards::case(at, other)).collect(),
        reviews: reviews(&article.reviews),
        keywords: article.keywords.clone(),
        previous: neighbour(newer),
        next: neighbour(older),
    };
    (frame::frame(at, subject), view)
}

fn firms<'a>(at: &'a At<'_>, case: &Case) -> Vec<&'a str> {
    case.enterprises.iter().map(|&firm| at.site.column.enterprises[firm].name.value.as_str()).collect()
}

/// What the META tags of an article say.
pub(super) fn frame_article(at: &At<'_>, article: &Article) -> frame::Article {
    frame::Article {
        published: Some(article.published),
        source: Some(article.source.clone()),
        author: article.author.clone(),
        keywords: article.keywords.clone(),
        image: picture::shared(at, article),
        is_withdrawn: article.withdrawal.as_ref().is_some_and(|taken| taken.on <= at.site.today),
    }
}

fn facts(at: &At<'_>, case: &Case) -> Vec<FactRow> {
    let column = &at.site.column;
    let firm = |&firm: &usize| {
        let firm = &column.enterprises[firm];
        Link { text: firm.name.value.clone(), href: Some(at.origin.to(&route::enterprise(&firm.id))) }
    };
    let mut rows = vec![FactRow { label: "企业", values: case.enterprises.iter().map(firm).collect() }];
    for facet in Facet::ALL {
        let values = case.terms(facet).iter().map(|&term| facets::link(at, facet, term)).collect();
        rows.push(FactRow { label: facet.label(), values });
    }
    let list = route::listing(&column.terms, Listing::Year(case.year), PageNumber::Index);
    let is_listed = at.site.lists.cases_by_year.contains_key(&case.year);
    let href = is_listed.then(|| at.origin.to(&list));
    rows.push(FactRow { label: "年度", values: vec![Link { text: format!("{}年", case.year), href }] });
    rows.retain(|row| !row.values.is_empty());
    rows
}

/// 供稿 and the three reviews, as far as they are known.
pub(super) fn reviews(reviews: &Reviews) -> Vec<Row> {
    let rows = [
        ("供稿", &reviews.contributor),
        ("初审", &reviews.first),
        ("复审", &reviews.second),
        ("终审", &reviews.last),
    ];
    rows.into_iter()
        .filter(|(_, value)| value.is_some())
        .map(|(label, value)| Row { label, value: value.clone(), missing: "待补", href: None })
        .collect()
}

/// The cases that are nearest to this one: same firm, then same theme, industry
/// and tier; of equal ones, those nearest in time.
///
/// Looks at the newest and oldest neighbours of each of its lists only, so that a
/// site of 100,000 cases stays linear.
pub(super) fn related(at: &At<'_>, place: usize) -> Vec<usize> {
    const NEAR: usize = 6;
    let lists = &at.site.lists;
    let column = &at.site.column;
    let case = &column.cases[place];
    let me = index(place);
    let mut scored: Vec<(u32, usize)> = Vec::new();
    let mut add = |list: &[u32], weight: u32| {
        let Some(mine) = position(column, list, me) else { return };
        let near = mine.saturating_sub(NEAR / 2)..(mine + NEAR / 2 + 1).min(list.len());
        for &other in list[near].iter().filter(|&&other| other != me) {
            match scored.iter_mut().find(|(_, known)| *known == other as usize) {
                Some((score, _)) => *score += weight,
                None => scored.push((weight, other as usize)),
            }
        }
    };
    for &firm in &case.enterprises {
        let of_firm: Vec<u32> = at.site.links.cases(Node::Enterprise(index(firm))).map(index).collect();
        let listed = |at_case: &&u32| column.cases[**at_case as usize].article.is_listed(at.site.today);
        let list: Vec<u32> = of_firm.iter().filter(listed).copied().collect();
        for &other in list.iter().filter(|&&other| other != me).take(NEAR) {
            add(&sorted_pair(column, me, other), 8);
        }
    }
    for facet in Facet::ALL {
        let weight = if matches!(facet, Facet::Theme | Facet::Industry) { 3 } else { 1 };
        for &term in case.terms(facet) {
            add(lists.cases_of(facet, term), weight);
        }
    }
    scored.sort_by_key(|(score, other)| (std::cmp::Reverse(*score), other.abs_diff(place), *other));
    scored.into_iter().take(RELATED).map(|(_, other)| other).collect()
}

fn sorted_pair(column: &crate::column::Column, a: u32, b: u32) -> [u32; 2] {
    let mut pair = [a, b];
    pair.sort_by_key(|&at| order(column, at));
    pair
}

/// Newest first, then by file: the order of all lists of cases.
fn order(column: &crate::column::Column, at: u32) -> (std::cmp::Reverse<crate::column::moment::Moment>, u32) {
    (std::cmp::Reverse(column.cases[at as usize].article.published), at)
}

fn position(column: &crate::column::Column, list: &[u32], me: u32) -> Option<usize> {
    list.binary_search_by_key(&order(column, me), |&at| order(column, at)).ok()
}

/// The newer and the older case.
pub(super) fn beside(at: &At<'_>, place: usize) -> (Option<usize>, Option<usize>) {
    let list = &at.site.lists.cases;
    let Some(mine) = position(&at.site.column, list, index(place)) else { return (None, None) };
    let case = |at: usize| list.get(at).map(|&other| other as usize);
    (mine.checked_sub(1).and_then(case), case(mine + 1))
}

fn link(at: &At<'_>, place: usize) -> Link {
    let case = &at.site.column.cases[place];
    let href = Some(at.origin.to(&route::case(&case.slug)));
    Link { text: case.article.title.value.clone(), href }
}
