//! The tokens of a text.

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{LONGEST_TOKEN, Run, document_numbers, registration_number, runs};

/// Words of three and more ideographs that are tokens of their own, because the
/// pairs they consist of are too common to find them.
#[derive(Debug, Default)]
pub struct Words {
    list: Vec<String>,
    finder: Option<AhoCorasick>,
}

impl Words {
    /// In folded spelling.
    #[must_use]
    pub fn new(list: Vec<String>) -> Self {
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&list).ok();
        Self { finder: finder.filter(|_| !list.is_empty()), list }
    }

    /// All words.
    #[must_use]
    pub fn list(&self) -> &[String] {
        &self.list
    }

    /// Each occurrence in `text`, overlapping ones too, as the word's place in the list.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let finder = self.finder.iter();
        finder.flat_map(move |finder| {
            finder.find_overlapping_iter(text).map(|found| found.pattern().as_usize())
        })
    }
}

/// One token. Ideographs are told apart because they are nine tokens in ten, and
/// cheaper to sort and count as characters than as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token<'a> {
    /// An ideograph alone, or with its right neighbour.
    Ideographs(char, Option<char>),
    /// Any other.
    Text(Cow<'a, str>),
}

/// Hands every token of a folded text to `take`, as often as it occurs:
/// single ideographs, pairs of neighbours, words; parts of Latin runs; numbers.
pub fn tokens<'a>(folded: &'a str, words: &'a Words, take: &mut impl FnMut(Token<'a>)) {
    for run in runs(folded) {
        match run {
            Run::Han(run) => {
                pairs(run, take);
                for word in words.find(run) {
                    take(Token::Text(Cow::Borrowed(words.list[word].as_str())));
                }
            }
            Run::Latin(run) => latin(run, take),
        }
    }
    for number in document_numbers(folded) {
        take(Token::Text(Cow::Owned(number.token)));
    }
}

fn pairs<'a>(run: &'a str, take: &mut impl FnMut(Token<'a>)) {
    let mut before: Option<char> = None;
    for character in run.chars() {
        take(Token::Ideographs(character, None));
        if let Some(before) = before {
            take(Token::Ideographs(before, Some(character)));
        }
        before = Some(character);
    }
}

fn latin<'a>(run: &'a str, take: &mut impl FnMut(Token<'a>)) {
    for part in parts(run) {
        take(Token::Text(part));
    }
}

/// The tokens of a Latin run.
pub fn parts(run: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let joined = registration_number(run).map(Cow::Owned);
    let parts = run.split(['-', '_', '/', '&']).map(cut).filter(|part| {
        let is_lone_digit = part.chars().count() == 1 && part.chars().all(char::is_numeric);
        !part.is_empty() && !is_lone_digit
    });
    joined.into_iter().chain(parts.map(Cow::Borrowed))
}

fn cut(part: &str) -> &str {
    part.char_indices().nth(LONGEST_TOKEN).map_or(part, |(end, _)| &part[..end])
}
