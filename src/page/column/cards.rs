//! Entries of lists, and the words for where a window or a text stands.

use jiff::civil::Date;

use super::picture::{self, Slot};
use super::view::{CaseCard, EnterpriseCard, MarkView, NoticeCard, ReadingCard, ServiceCard, StateView};
use crate::column::article::{Article, State};
use crate::column::moment::{Opening, Window};
use crate::column::terms::Facet;
use crate::page::progress::words::{day, full};
use crate::page::view::{Link, UnitLink};
use crate::page::{At, measures};
use crate::site::links::Node;
use crate::site::route;

/// A case in a list.
pub(super) fn case(at: &At<'_>, place: usize) -> CaseCard {
    with_picture(at, place, Slot::Thumb)
}

/// The case that leads a page of stories.
pub(super) fn story(at: &At<'_>, place: usize) -> CaseCard {
    with_picture(at, place, Slot::Story)
}

fn with_picture(at: &At<'_>, place: usize, slot: Slot) -> CaseCard {
    let column = &at.site.column;
    let case = &column.cases[place];
    let firm = case.enterprises.first().map(|&firm| &column.enterprises[firm]);
    let terms = [Facet::Tier, Facet::Industry, Facet::Town].into_iter().flat_map(|facet| {
        case.terms(facet).iter().map(move |&term| column.terms.of(facet).list()[term].name.clone())
    });
    CaseCard {
        title: case.article.title.value.clone(),
        href: at.origin.to(&route::case(&case.slug)),
        summary: case.article.summary.clone(),
        published: case.article.published.to_string(),
        picture: picture::on_card(at, &case.article, slot),
        enterprise: firm.map(|firm| Link {
            text: firm.short.clone(),
            href: Some(at.origin.to(&route::enterprise(&firm.id))),
        }),
        terms: terms.collect(),
        mark: lapsed(&case.article, at.site.today),
        is_sample: case.article.is_sample,
    }
}

/// A firm in a list.
pub(super) fn enterprise(at: &At<'_>, place: usize) -> EnterpriseCard {
    let column = &at.site.column;
    let firm = &column.enterprises[place];
    let name = |facet, term: Option<usize>| term.map(|term| column.terms.of(facet).list()[term].name.clone());
    let tier = firm.tier(at.site.today);
    let since = firm.tiers.iter().filter(|step| Some(step.tier) == tier).map(|step| step.year).min();
    EnterpriseCard {
        name: firm.name.value.clone(),
        href: at.origin.to(&route::enterprise(&firm.id)),
        tier: name(Facet::Tier, tier).map(|tier| match since {
            Some(year) => format!("{tier}（{year}年）"),
            None => tier,
        }),
        industry: name(Facet::Industry, firm.industry),
        town: name(Facet::Town, firm.town),
        products: firm.products.clone(),
        is_sample: firm.is_sample,
    }
}

/// A notice in a list.
pub(super) fn notice(at: &At<'_>, place: usize) -> NoticeCard {
    let notice = &at.site.column.notices[place];
    let unit = first_unit(at, Node::Notice(super::index(place)));
    let is_current = notice.article.state(at.site.today) == State::Current;
    NoticeCard {
        title: notice.article.title.value.clone(),
        href: at.origin.to(&route::notice(&notice.slug)),
        kind: notice.kind.label(),
        published: notice.article.published.to_string(),
        mark: if is_current {
            window_mark(notice.window, at.site.today, notice.kind == crate::column::notice::Kind::List)
        } else {
            lapsed(&notice.article, at.site.today)
        },
        window: window_words(notice.window),
        phone: notice
            .phone
            .clone()
            .or_else(|| unit.and_then(|unit| at.site.units.list()[unit].phone.clone())),
        unit: unit.map(|unit| unit_link(at, unit)),
        is_sample: notice.article.is_sample,
    }
}

/// A list of services in a list.
pub(super) fn service(at: &At<'_>, place: usize) -> ServiceCard {
    let service = &at.site.column.services[place];
    ServiceCard {
        name: service.name.value.clone(),
        href: at.origin.to(&route::service(&service.slug)),
        kind: service.kind.label(),
        count: service.rows.len(),
        updated: service.updated.to_string(),
        mark: window_mark(service.window, at.site.today, false),
        audience: service.audience.clone(),
        unit: first_unit(at, Node::Service(super::index(place))).map(|unit| unit_link(at, unit)),
        is_sample: service.is_sample,
    }
}

/// A reading in a list.
pub(super) fn reading(at: &At<'_>, place: usize) -> ReadingCard {
    let reading = &at.site.column.readings[place];
    ReadingCard {
        title: reading.article.title.value.clone(),
        href: at.origin.to(&route::reading(&reading.policy, &reading.slug)),
        form: reading.form.label(),
        published: reading.article.published.to_string(),
        summary: reading.article.summary.clone(),
        is_sample: reading.article.is_sample,
    }
}

fn first_unit(at: &At<'_>, node: Node) -> Option<usize> {
    at.site.links.units(node).next()
}

/// A unit by its place in the register.
pub(super) fn unit_link(at: &At<'_>, unit: usize) -> UnitLink {
    measures::unit_link(at, at.site.units.list()[unit].short_name(), None)
}

/// 2026年11月1日至12月20日.
pub(super) fn window_words(window: Window) -> Option<String> {
    match (window.opens, window.closes) {
        (Some(opens), Some(closes)) => Some(format!("{}至{}", full(opens), full(closes))),
        (Some(opens), None) => Some(format!("{}起", full(opens))),
        (None, Some(closes)) => Some(format!("{}截止", full(closes))),
        (None, None) => None,
    }
}

/// Where a window stands, in a word and with the days that are left.
pub(super) fn window_mark(window: Window, today: Date, is_objection: bool) -> Option<MarkView> {
    let open = if is_objection { "公示中" } else { "受理中" };
    let (slug, text) = match window.at(today) {
        Opening::Unknown => return None,
        Opening::Closed if is_objection => ("closed", "公示期已满".to_owned()),
        Opening::Closed => ("closed", "已截止".to_owned()),
        Opening::Ahead(days) => ("ahead", format!("{days}天后开始")),
        Opening::Open(Some(0)) => ("open", format!("{open}，今天截止")),
        Opening::Open(Some(days)) => ("open", format!("{open}，还有{days}天")),
        Opening::Open(None) => ("open", format!("{open}，未定截止日期")),
    };
    Some(MarkView { slug, text })
}

/// The mark of a text that has lapsed or was taken back.
fn lapsed(article: &Article, today: Date) -> Option<MarkView> {
    let (slug, text) = match article.state(today) {
        State::Expired(_) => ("expired", "已到期"),
        State::Withdrawn(_) => ("withdrawn", "已撤回"),
        State::Current | State::Draft | State::Scheduled => return None,
    };
    Some(MarkView { slug, text: text.to_owned() })
}

/// Said above a text that has lapsed or was taken back.
pub(super) fn state(article: &Article, today: Date) -> Option<StateView> {
    match article.state(today) {
        State::Expired(on) => Some(StateView {
            slug: "expired",
            text: format!("本文有效至{}，已到期，供查阅。", day(on)),
            reason: None,
        }),
        State::Withdrawn(withdrawal) => Some(StateView {
            slug: "withdrawn",
            text: format!("本文已于{}撤回，以下内容仅供查阅，请勿引用。", full(withdrawal.on)),
            reason: Some(withdrawal.reason.clone()),
        }),
        State::Current | State::Draft | State::Scheduled => None,
    }
}
