//! Terms of the site: what is suggested, and against what typing errors are held.
//!
//! No dictionary is asked: no dictionary knows 小巨人, 经信局 or the name of an
//! enterprise. A term is what the registers name, what texts put in quotation
//! marks, or a stretch of titles that stands whole in different neighbourhoods.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::analysis::{Run, fold, is_ideograph, runs};
use super::super::document::{Document, Lexicon};

/// Terms are of this many characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=16;
/// Longest stretch of titles that is counted.
const LONGEST_STRETCH: usize = 8;
/// A stretch must occur in so many titles.
const TITLES: u32 = 3;
/// So many different neighbours make a stretch stand whole.
const NEIGHBOURS: usize = 2;

/// Folded terms, each with the number of documents that it was found by.
pub(super) type Terms = BTreeMap<String, u32>;

/// What is gathered from one document after the other, in any order.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    titles: Vec<String>,
    named: HashMap<String, u32>,
    quoted: HashMap<String, u32>,
}

impl Gathered {
    pub(super) fn add(&mut self, document: &Document<'_>) {
        // A quotation stands whole, so its marks end a stretch.
        for part in document.title.split(['“', '”', '‘', '’', '《', '》']) {
            let part = fold(part).text;
            self.titles.extend(runs(&part).filter_map(|run| match run {
                Run::Han(run) => Some(run.to_owned()),
                Run::Latin(_) => None,
            }));
        }
        let words = document.keywords.iter().chain(document.companies.iter().flatten());
        for word in words.chain(&document.units) {
            *self.named.entry(fold(word).text).or_default() += 1;
        }
        let mut own: HashSet<String> = HashSet::new();
        own.extend(quotations(&document.title).chain(quotations(&document.body)));
        for phrase in own {
            *self.quoted.entry(phrase).or_default() += 1;
        }
    }

    pub(super) fn join(mut self, other: Self) -> Self {
        self.titles.extend(other.titles);
        add_all(&mut self.named, other.named);
        add_all(&mut self.quoted, other.quoted);
        self
    }

    /// All terms. `places` go from the front of names: 浙江晖钛精密 is also 晖钛精密.
    pub(super) fn terms(self, lexicon: &Lexicon) -> Terms {
        let mut terms = Terms::new();
        let mut put = |term: &str, frequency: u32| {
            let is_written = term.chars().any(is_ideograph) || term.chars().count() >= 3;
            if LENGTHS.contains(&term.chars().count()) && is_written && !term.contains(char::is_whitespace) {
                let best = terms.entry(term.to_owned()).or_default();
                *best = frequency.max(*best);
            }
        };
        for (stretch, frequency) in stretches(&self.titles) {
            put(&stretch, frequency);
        }
        for (term, frequency) in self.quoted.iter().filter(|(_, frequency)| **frequency >= 2) {
            put(term, *frequency);
        }
        for (term, frequency) in &self.named {
            put(term, *frequency);
            put(without_place(term, &lexicon.places), *frequency);
        }
        for name in
            lexicon.units.iter().flatten().chain(&lexicon.terms).chain(lexicon.synonyms.iter().flatten())
        {
            let name = fold(name).text;
            put(&name, 1);
            put(without_place(&name, &lexicon.places), 1);
        }
        terms
    }
}

fn add_all(to: &mut HashMap<String, u32>, from: HashMap<String, u32>) {
    for (word, count) in from {
        *to.entry(word).or_default() += count;
    }
}

/// The name without the place before it, where something of a name is left.
pub(super) fn without_place<'a>(name: &'a str, places: &[String]) -> &'a str {
    let rest =
        places.iter().filter_map(|place| name.strip_prefix(place.as_str())).min_by_key(|rest| rest.len());
    rest.filter(|rest| rest.chars().count() >= 2).unwrap_or(name)
}

/// What stands between double quotation marks: two to twelve characters.
fn quotations(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split('“').skip(1).filter_map(|after| {
        let (inside, _) = after.split_once('”')?;
        let folded = fold(inside).text;
        let is_term = (2..=12).contains(&folded.chars().count())
            && folded.chars().all(|c| is_ideograph(c) || c.is_alphanumeric());
        is_term.then_some(folded)
    })
}

/// A stretch while it is counted.
#[derive(Debug, Default)]
struct Stretch {
    count: u32,
    before: HashSet<Option<char>>,
    after: HashSet<Option<char>>,
}

/// What joins words and belongs to none.
const JOINS: [&str; 8] = ["关于", "的", "和", "与", "及", "等", "了", "在"];

/// Stretches of titles that stand whole: on either side the edge of a title, or
/// several different neighbours.
///
/// Grown from pairs, and only from stretches that are frequent themselves, so
/// that a hundred thousand titles fit in memory.
fn stretches(titles: &[String]) -> Vec<(String, u32)> {
    let titles: Vec<Vec<char>> = titles.iter().map(|title| title.chars().collect()).collect();
    let mut frequent: HashSet<&[char]> = HashSet::new();
    let mut found = Vec::new();
    for length in 2..=LONGEST_STRETCH {
        let mut counted: HashMap<&[char], Stretch> = HashMap::new();
        for title in &titles {
            for (at, window) in title.windows(length).enumerate() {
                let may_be = length == 2
                    || (frequent.contains(&window[1..]) && frequent.contains(&window[..length - 1]));
                if may_be {
                    counted.entry(window).or_default().see(title, at, length);
                }
            }
        }
        counted.retain(|_, stretch| stretch.count >= TITLES);
        let whole = counted.iter().filter(|(_, stretch)| stretch.is_whole());
        let whole = whole.map(|(window, stretch)| (window.iter().collect::<String>(), stretch.count));
        found.extend(whole.filter(|(text, _)| !JOINS.iter().any(|join| text.contains(join))));
        frequent = counted.into_keys().collect();
    }
    found
}

impl Stretch {
    fn see(&mut self, title: &[char], at: usize, length: usize) {
        self.count += 1;
        let before = at.checked_sub(1).map(|at| title[at]);
        let after = title.get(at + length).copied();
        if self.before.len() < NEIGHBOURS {
            self.before.insert(before);
        }
        if self.after.len() < NEIGHBOURS {
            self.after.insert(after);
        }
    }

    fn is_whole(&self) -> bool {
        let varies = |side: &HashSet<Option<char>>| side.len() >= NEIGHBOURS || side.contains(&None);
        varies(&self.before) && varies(&self.after)
    }
}
