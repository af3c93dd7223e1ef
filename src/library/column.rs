//! Cases, enterprises, notices, services and readings.

use std::borrow::Cow;

use crate::column::article::Article;
use crate::column::enterprise::Enterprise;
use crate::column::service::Value;
use crate::column::terms::Facet;
use crate::search::document::{Document, Parent};
use crate::site::Site;
use crate::site::links::Node;
use crate::site::route;

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn term(site: &Site, facet: Facet, at: Option<usize>) -> Option<Cow<'_, str>> {
    site.column.terms.of(facet).list().get(at?).map(|term| Cow::Borrowed(term.name.as_str()))
}

fn names(firm: &Enterprise) -> Vec<Cow<'_, str>> {
    let names = [&firm.name.value, &firm.short].into_iter().chain(&firm.other_names);
    names.map(|name| Cow::Borrowed(name.as_str())).collect()
}

fn firms<'a>(site: &'a Site, places: &[usize]) -> Vec<Vec<Cow<'a, str>>> {
    places.iter().map(|place| names(&site.column.enterprises[*place])).collect()
}

/// What every article has.
fn article<'a>(site: &'a Site, article: &'a Article, node: Node, address: String) -> Document<'a> {
    Document {
        title: Cow::Borrowed(&article.title.value),
        address,
        date: Some(article.published.date),
        year: Some(article.published.date.year()),
        units: super::units_of(site, node),
        keywords: article.keywords.iter().map(|word| Cow::Borrowed(word.as_str())).collect(),
        body: Cow::Owned(super::lines([article.summary.as_str(), article.body.plain().as_str()])),
        ..Document::default()
    }
}

pub(super) fn case(site: &Site, at: usize, address: String) -> Document<'_> {
    let case = &site.column.cases[at];
    let mut found = article(site, &case.article, Node::Case(index(at)), address);
    found.section = Cow::Borrowed("企业案例");
    found.year = Some(case.year);
    found.tier = term(site, Facet::Tier, case.tier);
    found.town = term(site, Facet::Town, case.town);
    found.industry = term(site, Facet::Industry, case.industry);
    found.companies = firms(site, &case.enterprises);
    found.keywords.extend(case.themes.iter().filter_map(|theme| term(site, Facet::Theme, Some(*theme))));
    found
}

pub(super) fn enterprise(site: &Site, at: usize, address: String) -> Document<'_> {
    let firm = &site.column.enterprises[at];
    let steps = firm.tiers.iter().filter_map(|step| {
        let tier = term(site, Facet::Tier, Some(step.tier))?;
        Some(format!("{}年{tier}，{}", step.year, step.source))
    });
    let mut text: Vec<String> = firm.products.iter().chain(&firm.intro).cloned().collect();
    text.extend(steps);
    Document {
        title: Cow::Borrowed(&firm.name.value),
        address,
        section: Cow::Borrowed("企业名录"),
        tier: term(site, Facet::Tier, firm.tier(site.today)),
        town: term(site, Facet::Town, firm.town),
        industry: term(site, Facet::Industry, firm.industry),
        companies: vec![names(firm)],
        body: Cow::Owned(text.join("\n")),
        ..Document::default()
    }
}

pub(super) fn notice(site: &Site, at: usize, address: String) -> Document<'_> {
    let notice = &site.column.notices[at];
    let mut found = article(site, &notice.article, Node::Notice(index(at)), address);
    found.section = Cow::Borrowed("通知公告");
    found.number = notice.number.as_deref().map(Cow::Borrowed);
    found.companies = firms(site, &notice.enterprises);
    found.tier = notice.tiers.first().and_then(|tier| term(site, Facet::Tier, Some(*tier)));
    let more =
        notice.audience.iter().chain(&notice.phone).chain(notice.attachments.iter().map(|file| &file.name));
    found.keywords.extend(more.map(|word| Cow::Borrowed(word.as_str())));
    found.keywords.push(Cow::Borrowed(notice.kind.label()));
    found
}

pub(super) fn service(site: &Site, at: usize, address: String) -> Document<'_> {
    let service = &site.column.services[at];
    let heads = service.heads.iter().map(|head| head.name.clone());
    let cells = service.rows.iter().flatten().filter_map(Value::text);
    let text: Vec<String> =
        service.note.iter().chain(&service.audience).cloned().chain(heads).chain(cells).collect();
    Document {
        title: Cow::Borrowed(&service.name.value),
        address,
        date: Some(service.updated),
        section: Cow::Borrowed("惠企服务"),
        year: Some(service.updated.year()),
        units: super::units_of(site, Node::Service(index(at))),
        keywords: vec![Cow::Borrowed(service.kind.label())],
        body: Cow::Owned(text.join("\n")),
        ..Document::default()
    }
}

pub(super) fn reading(site: &Site, at: usize, address: String) -> Document<'_> {
    let reading = &site.column.readings[at];
    let mut found = article(site, &reading.article, Node::Reading(index(at)), address);
    found.section = Cow::Borrowed("政策解读");
    let document = site.policies.iter().find(|document| document.policy.slug == reading.policy);
    found.parent = document.map(|document| Parent {
        title: Cow::Borrowed(document.policy.record.title.value.as_str()),
        address: route::policy(&reading.policy).to_string(),
    });
    found
}
