//! What stands in which list on the day of the site: newest first, each once.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::column::Column;
use crate::column::article::{Article, State};
use crate::column::moment::Opening;
use crate::column::terms::Facet;

/// The lists of a site. Numbers are indexes into its column.
#[derive(Debug, Default)]
pub struct Lists {
    /// Cases that are listed.
    pub cases: Vec<u32>,
    /// The same by year, newest year last.
    pub cases_by_year: BTreeMap<i16, Vec<u32>>,
    /// Firms by the order of their names.
    pub enterprises: Vec<u32>,
    /// Notices that are listed.
    pub notices: Vec<u32>,
    /// Readings that are listed.
    pub readings: Vec<u32>,
    cases_by_term: BTreeMap<(Facet, usize), Vec<u32>>,
    enterprises_by_term: BTreeMap<(Facet, usize), Vec<u32>>,
}

impl Lists {
    /// Sorts what is listed on `today`.
    #[must_use]
    pub fn new(column: &Column, today: Date) -> Self {
        let mut lists = Self {
            cases: newest_first(column.cases.iter().map(|case| &case.article), today),
            notices: newest_first(column.notices.iter().map(|notice| &notice.article), today),
            readings: newest_first(column.readings.iter().map(|reading| &reading.article), today),
            ..Self::default()
        };
        for &at in &lists.cases {
            let case = &column.cases[at as usize];
            lists.cases_by_year.entry(case.year).or_default().push(at);
            for facet in Facet::ALL {
                for &term in case.terms(facet) {
                    lists.cases_by_term.entry((facet, term)).or_default().push(at);
                }
            }
        }
        lists.enterprises = (0u32..).take(column.enterprises.len()).collect();
        lists.enterprises.sort_by(|&a, &b| {
            let name = |at: u32| &column.enterprises[at as usize].name.value;
            name(a).cmp(name(b))
        });
        for &at in &lists.enterprises {
            let enterprise = &column.enterprises[at as usize];
            for facet in Facet::ALL {
                if let Some(term) = enterprise.term(facet, today) {
                    lists.enterprises_by_term.entry((facet, term)).or_default().push(at);
                }
            }
        }
        lists
    }

    /// Cases of a term, newest first.
    #[must_use]
    pub fn cases_of(&self, facet: Facet, term: usize) -> &[u32] {
        self.cases_by_term.get(&(facet, term)).map_or(&[], Vec::as_slice)
    }

    /// Firms of a term, by name.
    #[must_use]
    pub fn enterprises_of(&self, facet: Facet, term: usize) -> &[u32] {
        self.enterprises_by_term.get(&(facet, term)).map_or(&[], Vec::as_slice)
    }

    /// The story that leads: the newest that says so and still holds, else the newest.
    #[must_use]
    pub fn lead(&self, column: &Column, today: Date) -> Option<usize> {
        let is_current = |at: &&u32| column.cases[**at as usize].article.state(today) == State::Current;
        let chosen = self.cases.iter().filter(is_current).find(|&&at| column.cases[at as usize].is_lead);
        chosen.or_else(|| self.cases.iter().find(is_current)).map(|&at| at as usize)
    }

    /// Notices whose window is open or ahead on `today`, the one that closes first in front.
    #[must_use]
    pub fn open_notices(&self, column: &Column, today: Date) -> Vec<usize> {
        let mut open: Vec<(i64, usize)> = self
            .notices
            .iter()
            .map(|&at| at as usize)
            .filter(|&at| column.notices[at].article.state(today) == State::Current)
            .filter_map(|at| match column.notices[at].window.at(today) {
                Opening::Open(left) => Some((left.unwrap_or(i64::MAX / 2), at)),
                Opening::Ahead(days) => Some((i64::MAX / 2 + days, at)),
                Opening::Closed | Opening::Unknown => None,
            })
            .collect();
        open.sort_unstable();
        open.into_iter().map(|(_, at)| at).collect()
    }
}

/// Places of the listed articles; of two of one moment, the one whose file comes first.
fn newest_first<'a>(articles: impl Iterator<Item = &'a Article>, today: Date) -> Vec<u32> {
    let mut listed: Vec<(std::cmp::Reverse<crate::column::moment::Moment>, u32)> = articles
        .zip(0u32..)
        .filter(|(article, _)| article.is_listed(today))
        .map(|(article, at)| (std::cmp::Reverse(article.published), at))
        .collect();
    listed.sort_unstable();
    listed.into_iter().map(|(_, at)| at).collect()
}
