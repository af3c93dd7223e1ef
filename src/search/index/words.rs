//! Which terms become tokens of their own.

use std::collections::HashMap;

use rayon::prelude::*;

use super::super::analysis::{Run, Words, fold, is_ideograph, runs};
use super::super::document::Library;
use super::terms::Terms;

/// Pairs in this many documents are too common to find what they stand in.
const COMMON: u32 = 400;
/// From here on a word is worth it where it says much more than its pairs.
const WORTH: u32 = 64;

type Pair = (char, char);

#[derive(Debug, Default)]
struct Counts {
    pairs: HashMap<Pair, u32>,
    words: HashMap<usize, u32>,
}

/// The word list: terms of three to eight ideographs whose rarest pair is common.
pub(super) fn choose(library: &dyn Library, terms: &Terms) -> Words {
    let is_word = |term: &&String| (3..=8).contains(&term.chars().count()) && term.chars().all(is_ideograph);
    let candidates = Words::new(terms.keys().filter(is_word).cloned().collect());
    let counts = count(library, &candidates);
    let chosen = candidates.list().iter().enumerate().filter(|(at, word)| {
        let frequency = counts.words.get(at).copied().unwrap_or_default();
        let characters: Vec<char> = word.chars().collect();
        let pairs = characters.windows(2).map(|pair| counts.pairs.get(&(pair[0], pair[1])).copied());
        let rarest = pairs.map(Option::unwrap_or_default).min().unwrap_or_default();
        frequency >= 2 && (rarest >= COMMON || (rarest >= WORTH && frequency * 10 < rarest * 7))
    });
    Words::new(chosen.map(|(_, word)| word.clone()).collect())
}

fn count(library: &dyn Library, candidates: &Words) -> Counts {
    (0..library.len())
        .into_par_iter()
        .fold(Counts::default, |mut counts, at| {
            let document = library.document(at);
            let text = fold(&format!("{}\n{}\n{}", document.title, document.meta(), document.body)).text;
            counts.add(&text, candidates);
            counts
        })
        .reduce(Counts::default, Counts::join)
}

impl Counts {
    fn add(&mut self, text: &str, candidates: &Words) {
        let mut pairs: Vec<Pair> = Vec::new();
        let mut words: Vec<usize> = Vec::new();
        for run in runs(text) {
            let Run::Han(run) = run else { continue };
            pairs.extend(run.chars().zip(run.chars().skip(1)));
            words.extend(candidates.find(run));
        }
        pairs.sort_unstable();
        pairs.dedup();
        words.sort_unstable();
        words.dedup();
        for pair in pairs {
            *self.pairs.entry(pair).or_default() += 1;
        }
        for word in words {
            *self.words.entry(word).or_default() += 1;
        }
    }

    fn join(mut self, other: Self) -> Self {
        if self.pairs.len() < other.pairs.len() {
            return other.join(self);
        }
        for (pair, count) in other.pairs {
            *self.pairs.entry(pair).or_default() += count;
        }
        for (word, count) in other.words {
            *self.words.entry(word).or_default() += count;
        }
        self
    }
}
