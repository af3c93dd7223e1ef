//! The page of one firm: as far as the firm cleared it.

use super::view::{EnterpriseView, FactRow, TierStep};
use super::{cards, facets, index};
use crate::column::enterprise::{Enterprise, Standing, Step};
use crate::column::terms::Facet;
use crate::page::frame::{self, Article, Column, Subject};
use crate::page::progress::words::full;
use crate::page::view::{Link, Page};
use crate::page::{At, linked_data};
use crate::site::links::Node;
use crate::site::paging::PageNumber;
use crate::site::route::{self, Listing};

pub(in crate::page) fn enterprise(at: &At<'_>, place: usize) -> (Page, EnterpriseView) {
    let column = &at.site.column;
    let firm = &column.enterprises[place];
    let today = at.site.today;
    let tier = firm.tier(today);
    let tier_link = tier.map(|tier| facets::link(at, Facet::Tier, tier));
    let description = match &tier_link {
        Some(tier) => format!("{}（{}）的梯度经历、产品和案例。", firm.name.value, tier.text),
        None => format!("{}的梯度经历、产品和案例。", firm.name.value),
    };
    let list = route::listing(&column.terms, Listing::Enterprises, PageNumber::Index);
    let subject = Subject {
        kind: "enterprise",
        title: firm.name.value.clone(),
        description,
        column: Column::Cases,
        trail: vec![
            (column.terms.name.clone(), route::column()),
            ("企业名录".to_owned(), list),
            (firm.name.value.clone(), at.path.clone()),
        ],
        // A firm's entry has no day of publication of its own: no article.
        article: None::<Article>,
        json_ld: linked_data::organization(at, firm).into_iter().collect(),
    };
    let node = Node::Enterprise(index(place));
    let mut cases: Vec<usize> = at.site.links.cases(node).collect();
    cases.retain(|&case| column.cases[case].article.is_listed(today));
    cases.sort_by_key(|&case| (std::cmp::Reverse(column.cases[case].article.published), case));
    let mut notices: Vec<usize> = at.site.links.notices(node).collect();
    notices.retain(|&notice| column.notices[notice].article.is_listed(today));
    let view = EnterpriseView {
        name: firm.name.value.clone(),
        tier: tier_link,
        intro: firm.intro.clone(),
        is_sample: firm.is_sample,
        facts: facts(at, firm),
        products: firm.products.clone(),
        ladder: facets::ladder(at, tier),
        steps: firm.tiers.iter().rev().map(|step| tier_step(at, step)).collect(),
        cases: cases.into_iter().map(|case| cards::case(at, case)).collect(),
        notices: notices.into_iter().map(|notice| cards::notice(at, notice)).collect(),
    };
    (frame::frame(at, subject), view)
}

fn facts(at: &At<'_>, firm: &Enterprise) -> Vec<FactRow> {
    let term = |facet, term: Option<usize>| term.map(|term| facets::link(at, facet, term));
    let text = |text: Option<String>| text.map(|text| Link { text, href: None });
    let website =
        firm.website.as_ref().map(|address| Link { text: address.clone(), href: Some(address.clone()) });
    let rows = [
        ("产业", term(Facet::Industry, firm.industry)),
        ("镇街", term(Facet::Town, firm.town)),
        ("成立", text(firm.founded.map(|year| format!("{year}年")))),
        ("网址", website),
        ("电话", text(firm.phone.clone())),
        ("地址", text(firm.postal_address.clone())),
    ];
    let known = rows.into_iter().filter_map(|(label, value)| Some(FactRow { label, values: vec![value?] }));
    known.collect()
}

fn tier_step(at: &At<'_>, step: &Step) -> TierStep {
    let holds = step.holds(at.site.today);
    let has_lapsed = !holds && matches!(step.standing, Standing::Valid | Standing::Renewed);
    TierStep {
        year: step.year,
        tier: facets::link(at, Facet::Tier, step.tier),
        standing: if has_lapsed { "已到期" } else { step.standing.label() },
        holds,
        valid_until: step.valid_until.map(full),
        source: Link { text: step.source.clone(), href: step.address.clone() },
        number: step.number.clone(),
    }
}
