//! The home page: what the plan promises, in one screen.

use super::At;
use super::frame::{self, Column, Subject};
use super::view::{HeadlineView, HomeView, Page, StepView};
use super::{column, documents, linked_data, measures, progress, unit_pages};
use crate::site::home::{Headline, Home};
use crate::site::{Document, route};

/// How many units the home page offers to call.
const CONTACTS: usize = 6;
/// How many open windows it shows.
const OPEN: usize = 4;

pub(super) fn frame(at: &At<'_>) -> Page {
    let config = &at.site.config;
    let description = match &at.site.home {
        Some(home) => home.sentence.clone(),
        None => config.tagline.clone().unwrap_or_else(|| config.name.clone()),
    };
    let subject = Subject {
        kind: "home",
        title: config.name.clone(),
        description,
        column: Column::Home,
        trail: Vec::new(),
        article: None,
        json_ld: linked_data::website(at).into_iter().collect(),
    };
    frame::frame(at, subject)
}

pub(super) fn view(at: &At<'_>) -> HomeView {
    let home = at.site.home.as_ref();
    let policy = home.map(|home| home.policy).or((at.site.policies.len() == 1).then_some(0));
    let document = policy.map(|policy| &at.site.policies[policy]);
    let headlines = home.map(|home| all_headlines(at, home)).unwrap_or_default();
    let ladder = home.map(|home| ladder(home, &headlines)).unwrap_or_default();
    let sections = document.map(|document| sections(at, document)).unwrap_or_default();
    HomeView {
        sentence: home
            .map(|home| home.sentence.clone())
            .or_else(|| at.site.config.tagline.clone())
            .unwrap_or_default(),
        horizon: home.and_then(|home| home.horizon.clone()),
        document: document.map(|document| documents::card(at, document)),
        headlines,
        ladder,
        progress: document.and_then(|document| progress::summary(at, document)),
        measure_count: document.map_or(0, |document| document.measures().count()),
        sections,
        latest: documents::cards(at).into_iter().take(5).collect(),
        lead: column::lead(at),
        open: column::open(at, OPEN),
        column_href: (!at.site.column.is_empty()).then(|| at.origin.to(&route::column())),
        contacts: contacts(at),
        units_href: at.origin.to(&route::unit_index()),
    }
}

fn sections(at: &At<'_>, document: &Document) -> Vec<super::view::SectionCard> {
    document.sections().map(|(index, _)| measures::section_card(at, document, index)).collect()
}

fn all_headlines(at: &At<'_>, home: &Home) -> Vec<HeadlineView> {
    let document = &at.site.policies[home.policy];
    let one = |headline: &Headline| HeadlineView {
        name: headline.name.clone(),
        value: headline.value.clone(),
        unit: headline.unit.clone(),
        quote: headline.quote.clone(),
        href: at.origin.to_clause(document, document.clause(headline.clause)),
        standing: progress::of_quote(at, document, headline.clause, &headline.quote),
    };
    home.headlines.iter().map(one).collect()
}

fn ladder(home: &Home, headlines: &[HeadlineView]) -> Vec<StepView> {
    let step = |(number, step): (usize, &crate::site::home::Step)| StepView {
        level: number + 1,
        name: step.name.clone(),
        note: step.note.clone(),
        targets: step.headlines.iter().filter_map(|&at| headlines.get(at).cloned()).collect(),
    };
    home.ladder.iter().enumerate().map(step).collect()
}

/// The units that are named most often, most first.
fn contacts(at: &At<'_>) -> Vec<super::view::UnitCard> {
    let mut cards = unit_pages::index_view(at).units;
    cards.retain(|card| card.measures > 0);
    cards.sort_by_key(|card| std::cmp::Reverse((card.first, card.measures)));
    cards.truncate(CONTACTS);
    cards
}
