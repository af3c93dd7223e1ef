//! A long list cut into pages whose addresses and entries stay.
//!
//! Pages are numbered from the oldest entries: page 1 holds the oldest ones for
//! ever. The first page of a list (its index) holds the newest, between one and
//! two pages of them. So a new entry changes the index alone, a link to a page
//! shows the same entries in ten years, and a site of thousands of list pages
//! rewrites one of them.

use std::ops::Range;

/// A list page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageNumber {
    /// The newest entries.
    Index,
    /// Counted from 1, the oldest.
    Archive(u32),
}

/// How a list of `total` entries, newest first, is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    total: usize,
    per_page: usize,
}

impl Paging {
    /// `per_page` is at least 1.
    #[must_use]
    pub fn new(total: usize, per_page: usize) -> Self {
        Self { total, per_page: per_page.max(1) }
    }

    /// How many pages stand behind the index.
    #[must_use]
    pub fn archives(&self) -> u32 {
        u32::try_from((self.total / self.per_page).saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// All pages, the newest first.
    pub fn pages(&self) -> impl Iterator<Item = PageNumber> + use<> {
        std::iter::once(PageNumber::Index).chain((1..=self.archives()).rev().map(PageNumber::Archive))
    }

    /// The entries of a page, as places in the list newest first.
    #[must_use]
    pub fn entries(&self, page: PageNumber) -> Range<usize> {
        let oldest = |number: u32| self.total - (number as usize) * self.per_page;
        match page {
            PageNumber::Index => 0..oldest(self.archives()),
            PageNumber::Archive(number) => oldest(number)..oldest(number) + self.per_page,
        }
    }

    /// The page of newer entries beside `page`.
    #[must_use]
    pub fn newer(&self, page: PageNumber) -> Option<PageNumber> {
        match page {
            PageNumber::Index => None,
            PageNumber::Archive(number) if number == self.archives() => Some(PageNumber::Index),
            PageNumber::Archive(number) => Some(PageNumber::Archive(number + 1)),
        }
    }

    /// The page of older entries beside `page`.
    #[must_use]
    pub fn older(&self, page: PageNumber) -> Option<PageNumber> {
        match page {
            PageNumber::Index => (self.archives() > 0).then(|| PageNumber::Archive(self.archives())),
            PageNumber::Archive(number) => (number > 1).then(|| PageNumber::Archive(number - 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::PageNumber::{Archive, Index};
    use super::*;

    proptest! {
        #[test]
        fn every_entry_stands_on_one_page(total in 0usize..2000, per_page in 1usize..50) {
            let paging = Paging::new(total, per_page);
            let mut next = 0;
            for page in paging.pages() {
                let entries = paging.entries(page);
                prop_assert_eq!(entries.start, next);
                prop_assert!(entries.len() < 2 * per_page);
                next = entries.end;
            }
            prop_assert_eq!(next, total);
        }

        #[test]
        fn a_new_entry_moves_no_other(total in 0usize..2000, per_page in 1usize..50) {
            // Counted from the oldest entry, which is how an entry is told from others.
            let ages = |total: usize, page| {
                let entries = Paging::new(total, per_page).entries(page);
                total - entries.end..total - entries.start
            };
            let (before, after) = (Paging::new(total, per_page), Paging::new(total + 1, per_page));
            for number in 1..=before.archives() {
                let page = PageNumber::Archive(number);
                prop_assert!(number <= after.archives());
                prop_assert_eq!(ages(total, page), ages(total + 1, page));
            }
        }
    }

    #[test]
    fn neighbours_lead_from_the_newest_to_the_oldest() {
        let paging = Paging::new(95, 20);
        let mut page = PageNumber::Index;
        let mut seen = vec![(page, paging.entries(page).len())];
        while let Some(older) = paging.older(page) {
            assert_eq!(paging.newer(older), Some(page));
            page = older;
            seen.push((page, paging.entries(page).len()));
        }
        assert_eq!(seen, [(Index, 35), (Archive(3), 20), (Archive(2), 20), (Archive(1), 20)]);
    }
}
