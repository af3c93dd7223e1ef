//! What a page is written in, and how it stands with its publication.

use super::PageKind;
use super::column::ColumnPage;
use super::progress::ProgressPage;
use crate::column::article::{Article, State};
use crate::column::moment::Moment;
use crate::column::terms;
use crate::config;
use crate::progress;
use crate::site::links::Node;
use crate::site::{Document, Site, home, synonyms, units};

/// Why a page would not be published, or not as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// 草稿.
    Draft,
    /// To be published on that day.
    Scheduled(Moment),
    /// What it shows is made up.
    Sample,
}

/// The files that a page is written in, the one that its author edits first. Of a page that
/// is made of many texts, such as a list, those that belong to it alone.
#[must_use]
pub fn files(site: &Site, kind: &PageKind) -> Vec<String> {
    let owned = |path: &str| vec![path.to_owned()];
    match kind {
        PageKind::Home => vec![home::PATH.to_owned(), config::PATH.to_owned()],
        PageKind::Policy(at) | PageKind::Section(at, _) | PageKind::Measure(at, _) => {
            of_policy(&site.policies[*at])
        }
        PageKind::UnitIndex | PageKind::Unit(_) => owned(units::PATH),
        PageKind::Progress(at, _) => progress::paths(site.policies[*at].policy.slug.as_str()).into(),
        PageKind::Column(page) => of_column(site, page),
        PageKind::Search => owned(synonyms::PATH),
        PageKind::Prose(at) => owned(&site.prose[*at].path),
        PageKind::PolicyIndex | PageKind::SiteMap | PageKind::NotFound => owned(config::PATH),
    }
}

fn of_policy(document: &Document) -> Vec<String> {
    let slug = &document.policy.slug;
    vec![format!("policies/{slug}/policy.yaml"), format!("policies/{slug}/text.txt")]
}

fn of_column(site: &Site, page: &ColumnPage) -> Vec<String> {
    let column = &site.column;
    if let Some(article) = article(site, page) {
        return vec![article.path.clone()];
    }
    match page {
        ColumnPage::Enterprise(at) => vec![column.enterprises[*at].path.clone()],
        ColumnPage::Service(at, _) => {
            let list = &column.services[*at];
            std::iter::once(&list.path).chain(&list.data).cloned().collect()
        }
        ColumnPage::Moved(Node::Enterprise(at)) => vec![column.enterprises[*at as usize].path.clone()],
        _ => vec![terms::PATH.to_owned()],
    }
}

/// The article that a page of the column shows.
#[must_use]
pub fn article<'a>(site: &'a Site, page: &ColumnPage) -> Option<&'a Article> {
    let column = &site.column;
    Some(match page {
        ColumnPage::Case(at) => &column.cases[*at].article,
        ColumnPage::Notice(at) => &column.notices[*at].article,
        ColumnPage::Reading(at) => &column.readings[*at].article,
        _ => return None,
    })
}

/// All that holds a page back.
#[must_use]
pub fn holds(site: &Site, kind: &PageKind) -> Vec<Hold> {
    let mut holds = Vec::new();
    let mut is_sample = site.config.sample;
    match kind {
        PageKind::Column(page) => {
            if let Some(article) = article(site, page) {
                holds.extend(of_article(article, site));
                is_sample |= article.is_sample;
            }
            is_sample |= match page {
                ColumnPage::Enterprise(at) => site.column.enterprises[*at].is_sample,
                ColumnPage::Service(at, _) => site.column.services[*at].is_sample,
                _ => false,
            };
        }
        PageKind::Progress(at, page) => is_sample |= has_samples(&site.policies[*at], page),
        _ => {}
    }
    holds.extend(is_sample.then_some(Hold::Sample));
    holds
}

/// Whether an article waits for its author or for its day.
#[must_use]
pub fn of_article(article: &Article, site: &Site) -> Option<Hold> {
    match article.state(site.today) {
        State::Draft => Some(Hold::Draft),
        State::Scheduled => Some(Hold::Scheduled(article.published)),
        State::Current | State::Expired(_) | State::Withdrawn(_) => None,
    }
}

/// Whether figures that the page shows are made up.
fn has_samples(document: &Document, page: &ProgressPage) -> bool {
    let Some(board) = &document.board else { return false };
    let progress = &board.progress;
    let figures = || progress.figures.iter().filter(|figure| figure.is_sample);
    match page {
        ProgressPage::Target(at) | ProgressPage::Embed(at) => {
            let Some(target) = progress.targets.get(*at) else { return false };
            let baseline = target.baseline.as_ref().is_some_and(|baseline| baseline.is_sample);
            baseline || figures().any(|figure| figure.key.target == target.id)
        }
        ProgressPage::Method => false,
        _ => figures().next().is_some(),
    }
}
