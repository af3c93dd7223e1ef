//! The page of one reading, linked with its policy both ways.

use super::picture::{self, Slot};
use super::view::ReadingView;
use super::{body, cards, case, index, plan};
use crate::page::frame::{self, Column, Subject};
use crate::page::view::{Link, Page};
use crate::page::{At, linked_data};
use crate::site::links::Node;
use crate::site::route;

pub(in crate::page) fn reading(at: &At<'_>, place: usize) -> (Page, ReadingView) {
    let column = &at.site.column;
    let reading = &column.readings[place];
    let article = &reading.article;
    let node = Node::Reading(index(place));
    let policy = at.site.policy(&reading.policy).map(|policy| &at.site.policies[policy]);
    let policy_path = route::policy(&reading.policy);
    let policy_name = policy
        .map_or_else(|| reading.policy.to_string(), |document| document.policy.short_title().to_owned());
    let subject = Subject {
        kind: "reading",
        title: article.title.value.clone(),
        description: article.summary.clone(),
        column: Column::Readings,
        trail: vec![
            ("政策文件".to_owned(), route::policy_index()),
            (policy_name, policy_path.clone()),
            (article.title.value.clone(), at.path.clone()),
        ],
        article: Some(case::frame_article(at, article)),
        json_ld: linked_data::article(at, article, Vec::new()).into_iter().collect(),
    };
    let title = policy
        .map_or_else(|| reading.policy.to_string(), |document| document.policy.record.title.value.clone());
    let listed = at.site.lists.readings.iter().map(|&other| other as usize);
    let others = listed.filter(|&other| other != place && column.readings[other].policy == reading.policy);
    let mut cases: Vec<usize> = at.site.links.cases(node).collect();
    cases.retain(|&case| column.cases[case].article.is_listed(at.site.today));
    let view = ReadingView {
        title: article.title.value.clone(),
        form: reading.form.label(),
        summary: article.summary.clone(),
        state: cards::state(article, at.site.today),
        is_sample: article.is_sample,
        pictures: article
            .pictures
            .iter()
            .filter_map(|picture| picture::figure(at, article, picture, Slot::Text))
            .collect(),
        html: body::html(at, article),
        policy: Link { text: title, href: Some(at.origin.to(&policy_path)) },
        measures: plan::measures(at, node),
        targets: plan::targets(at, node),
        others: others.map(|other| cards::reading(at, other)).collect(),
        cases: cases.into_iter().map(|case| cards::case(at, case)).collect(),
        reviews: case::reviews(&article.reviews),
    };
    (frame::frame(at, subject), view)
}
