//! Lists of services: the index and the pages of one.

use super::cards;
use super::view::service::{
    CellView, ChoiceView, HeadView, ListPageView, OrderView, ServiceGroup, ServiceIndexView, ServiceView,
    TallyView,
};
use crate::column::service::{CellKind, Head, Kind, Service, Tally, Value};
use crate::page::At;
use crate::page::frame::{self, Article, Column, Subject};
use crate::page::view::{Link, Page, Row};
use crate::site::links::Node;
use crate::site::paging::{PageNumber, Paging};
use crate::site::route;

/// Entries of a page; the first holds up to twice as many. 250 rows of 6 columns are
/// 104 KB of HTML, 5 KB on the wire.
const PER_PAGE: usize = 250;
/// Choices that are written out above a table.
const CHOICES: usize = 12;
const TO_COME: &str = "待补";

/// How a list is cut into pages.
pub(in crate::page) fn paging(service: &Service) -> Paging {
    Paging::new(service.rows.len(), PER_PAGE)
}

/// The index of all lists.
pub(in crate::page) fn index(at: &At<'_>) -> (Page, ServiceIndexView) {
    let services = &at.site.column.services;
    let title = "惠企服务".to_owned();
    let kinds: Vec<&str> = groups(at).iter().map(|group| group.title).collect();
    let subject = Subject {
        kind: "service-index",
        description: format!("{}面向企业的服务清单：{}。", at.site.config.region, kinds.join("、")),
        column: Column::Services,
        trail: vec![(title.clone(), route::service_index())],
        title,
        article: None,
        json_ld: Vec::new(),
    };
    let view = ServiceIndexView {
        groups: groups(at),
        total: services.len(),
        is_sample: services.iter().any(|service| service.is_sample),
    };
    (frame::frame(at, subject), view)
}

fn groups(at: &At<'_>) -> Vec<ServiceGroup> {
    let group = |kind: Kind| {
        let services = at.site.column.services.iter().enumerate();
        let own = services.filter(|(_, service)| service.kind == kind);
        ServiceGroup { title: kind.label(), lists: own.map(|(place, _)| cards::service(at, place)).collect() }
    };
    Kind::ALL.into_iter().map(group).filter(|group| !group.lists.is_empty()).collect()
}

/// A page of the list at `index` of the column.
pub(in crate::page) fn list(at: &At<'_>, index: usize, number: PageNumber) -> (Page, ServiceView) {
    let service = &at.site.column.services[index];
    let paging = paging(service);
    let total = service.rows.len();
    let subject = Subject {
        kind: "service",
        title: title(service, &paging, number),
        description: description(service),
        column: Column::Services,
        trail: trail(service, &paging, number),
        article: Some(Article {
            published: Some(service.updated.into()),
            source: Some(service.source.clone()),
            keywords: vec![service.kind.label().to_owned()],
            ..Article::default()
        }),
        json_ld: Vec::new(),
    };
    let view = ServiceView {
        name: service.name.value.clone(),
        kind: service.kind.label(),
        note: service.note.clone(),
        mark: cards::window_mark(service.window, at.site.today, false),
        facts: facts(at, index, service),
        total,
        heads: service.heads.iter().map(head).collect(),
        rows: service.rows[paging.entries(number)].iter().map(|row| cells(service, row)).collect(),
        tallies: service.facets().into_iter().map(|tally| tally_view(service, tally)).collect(),
        orders: service.heads.iter().enumerate().flat_map(|(at, head)| orders(at, head)).collect(),
        pages: pages(at, service, &paging, number),
        download: Link {
            text: format!("下载全部 {total} 项（CSV，可用 Excel 打开）"),
            href: Some(at.origin.to(&route::service_data(&service.slug))),
        },
        promises: promises(at, index),
        is_sample: service.is_sample,
    };
    (frame::frame(at, subject), view)
}

/// The place of a page in reading order, counted from 1.
fn place(paging: &Paging, number: PageNumber) -> u32 {
    match number {
        PageNumber::Index => 1,
        PageNumber::Archive(number) => paging.archives() - number + 2,
    }
}

fn title(service: &Service, paging: &Paging, number: PageNumber) -> String {
    match number {
        PageNumber::Index => service.name.value.clone(),
        PageNumber::Archive(_) => format!("{}（第 {} 页）", service.name.value, place(paging, number)),
    }
}

fn description(service: &Service) -> String {
    let audience = service.audience.as_ref().map(|audience| format!("，对象：{audience}"));
    let audience = audience.unwrap_or_default();
    format!("{}：共 {} 项{audience}；{}更新。", service.name.value, service.rows.len(), service.updated)
}

fn trail(service: &Service, paging: &Paging, number: PageNumber) -> Vec<(String, route::OutputPath)> {
    let mut trail = vec![
        ("惠企服务".to_owned(), route::service_index()),
        (service.name.value.clone(), route::service(&service.slug)),
    ];
    if number != PageNumber::Index {
        let text = format!("第 {} 页", place(paging, number));
        trail.push((text, route::service_page(&service.slug, number)));
    }
    trail
}

fn pages(at: &At<'_>, service: &Service, paging: &Paging, here: PageNumber) -> Vec<ListPageView> {
    if paging.archives() == 0 {
        return Vec::new();
    }
    let page = |number: PageNumber| ListPageView {
        link: Link {
            text: format!("第 {} 页", place(paging, number)),
            href: (number != here).then(|| at.origin.to(&route::service_page(&service.slug, number))),
        },
        current: number == here,
    };
    paging.pages().map(page).collect()
}

fn facts(at: &At<'_>, index: usize, service: &Service) -> Vec<Row> {
    let row = |label, value: Option<String>, href| Row { label, value, missing: TO_COME, href };
    let mut rows = vec![row("对象", service.audience.clone(), None)];
    rows.extend(cards::window_words(service.window).map(|text| row("办理时间", Some(text), None)));
    let list = at.site.units.list();
    let units: Vec<_> = at.site.links.units(node(index)).map(|unit| &list[unit]).collect();
    for unit in &units {
        rows.push(row("责任单位", Some(unit.name.clone()), Some(at.origin.to(&route::unit(&unit.id)))));
    }
    if units.is_empty() {
        rows.push(row("责任单位", None, None));
    }
    let phone = service.phone.clone().or_else(|| units.iter().find_map(|unit| unit.phone.clone()));
    let number = phone.as_deref().and_then(dial);
    rows.push(row("电话", phone, number));
    rows.extend(service.link.clone().map(|link| row("网址", Some(link.clone()), Some(link))));
    rows.push(row("来源", Some(service.source.clone()), None));
    rows.push(row("更新时间", Some(service.updated.to_string()), None));
    rows
}

fn node(index: usize) -> Node {
    Node::Service(u32::try_from(index).unwrap_or(u32::MAX))
}

/// `tel:` of one number without an extension; of several nobody can say which to dial.
fn dial(phone: &str) -> Option<String> {
    if phone.contains(['、', ',', ';', '/', '转']) {
        return None;
    }
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    (!digits.is_empty()).then(|| format!("tel:{digits}"))
}

fn head(head: &Head) -> HeadView {
    HeadView {
        label: head.label(),
        class: match head.kind {
            CellKind::Number => Some("number"),
            CellKind::Date | CellKind::Phone => Some("keep"),
            _ => None,
        },
    }
}

fn cells(service: &Service, row: &[Value]) -> Vec<CellView> {
    let cell = |(head, value): (&Head, &Value)| {
        let text = value.text();
        let href = match (head.kind, value) {
            (_, Value::Address(address)) => Some(address.clone()),
            (CellKind::Phone, Value::Text(phone)) => dial(phone),
            _ => None,
        };
        CellView { text, href }
    };
    service.heads.iter().zip(row).map(cell).collect()
}

fn tally_view(service: &Service, tally: Tally) -> TallyView {
    let mut choices: Vec<ChoiceView> =
        tally.choices.into_iter().map(|(text, count)| ChoiceView { text, count }).collect();
    choices.sort_by_key(|choice| std::cmp::Reverse(choice.count));
    let more = choices.len().saturating_sub(CHOICES);
    choices.truncate(CHOICES);
    if tally.blank > 0 {
        choices.push(ChoiceView { text: "未公布".to_owned(), count: tally.blank });
    }
    TallyView { column: tally.head, label: service.heads[tally.head].label(), choices, more }
}

/// Both directions of a column that has an order of its own.
fn orders(at: usize, head: &Head) -> Vec<OrderView> {
    let (up, down) = match head.kind {
        CellKind::Number => ("从小到大", "从大到小"),
        CellKind::Date => ("从早到晚", "从晚到早"),
        _ => return Vec::new(),
    };
    let order = |sign: &str, words: &str| OrderView {
        value: format!("{sign}{}", at + 1),
        text: format!("{}{words}", head.label()),
    };
    vec![order("", up), order("-", down)]
}

/// The clauses and targets of the plan to which the list belongs.
fn promises(at: &At<'_>, index: usize) -> Vec<Link> {
    let clauses = at.site.links.clauses(node(index)).map(|(policy, clause)| {
        let document = &at.site.policies[policy];
        let clause = document.clause(clause);
        Link { text: clause.heading.trim().to_owned(), href: Some(at.origin.to_clause(document, clause)) }
    });
    let targets = at.site.links.targets(node(index)).filter_map(|(policy, target)| {
        let document = &at.site.policies[policy];
        let target = &document.board.as_ref()?.progress.targets[target];
        let path = route::target(&document.policy.slug, &target.id);
        Some(Link { text: target.name.clone(), href: Some(at.origin.to(&path)) })
    });
    clauses.chain(targets).collect()
}
