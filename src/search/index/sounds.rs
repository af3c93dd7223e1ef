//! How characters are read and written elsewhere: for pinyin, typing errors and
//! traditional script.

use std::collections::{BTreeMap, BTreeSet};

use pinyin::ToPinyin;

use super::super::analysis::is_ideograph;
use super::super::file;
use super::Files;
use super::terms::Terms;

const USUAL: &str = include_str!("../data/readings.txt");
const TRADITIONAL: &str = include_str!("../data/traditional.txt");
/// A file of terms that grows past this is split by the second syllable.
const TERMS_FILE: usize = 24 * 1024;

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// Readings of characters: the usual ones where they are known, else the first of the crate's table.
#[derive(Debug)]
pub(super) struct Readings {
    usual: BTreeMap<char, Vec<&'static str>>,
}

impl Readings {
    pub(super) fn new() -> Self {
        let mut usual: BTreeMap<char, Vec<&'static str>> = BTreeMap::new();
        for (syllable, characters) in lines(USUAL).filter_map(|line| line.split_once(' ')) {
            for character in characters.chars() {
                usual.entry(character).or_default().push(syllable);
            }
        }
        Self { usual }
    }

    /// ü is v. Empty for what has no reading.
    fn of(&self, character: char) -> Vec<String> {
        match self.usual.get(&character) {
            Some(syllables) => syllables.iter().map(|syllable| (*syllable).to_owned()).collect(),
            None => {
                character.to_pinyin().map(|reading| reading.plain().replace('ü', "v")).into_iter().collect()
            }
        }
    }

    /// The first letters of the readings; for a letter the letter, for a digit 0.
    fn initials(&self, character: char) -> BTreeSet<char> {
        match character {
            '0'..='9' => BTreeSet::from(['0']),
            'a'..='z' => BTreeSet::from([character]),
            _ => self.of(character).iter().filter_map(|reading| reading.chars().next()).collect(),
        }
    }

    /// Writes the syllables with their characters: the usual ones, and those of the site.
    pub(super) fn write(&self, site: &BTreeSet<char>, files: &mut Files) {
        let mut syllables: BTreeMap<String, String> = BTreeMap::new();
        let all: BTreeSet<char> = self.usual.keys().chain(site).copied().collect();
        for character in all {
            for syllable in self.of(character) {
                syllables.entry(syllable).or_default().push(character);
            }
        }
        let text: Vec<String> =
            syllables.into_iter().map(|(syllable, characters)| format!("{syllable} {characters}")).collect();
        files.put(file::READINGS, &text.join(" "));
    }

    /// Writes the terms by the initials of their first and second characters, so
    /// that one wrong character leaves one way to find them. Gives the files' names.
    pub(super) fn write_terms(&self, terms: &Terms, files: &mut Files) -> Vec<String> {
        let mut letters: BTreeMap<String, Vec<(&str, u32)>> = BTreeMap::new();
        let mut pairs: BTreeMap<String, Vec<(&str, u32)>> = BTreeMap::new();
        for (term, frequency) in terms {
            let mut characters = term.chars();
            let first = characters.next().map(|character| self.initials(character)).unwrap_or_default();
            let second = characters.next().map(|character| self.initials(character)).unwrap_or_default();
            for letter in first.union(&second) {
                letters.entry(letter.to_string()).or_default().push((term, *frequency));
            }
            for (a, b) in first.iter().flat_map(|a| second.iter().map(move |b| (a, b))) {
                pairs.entry(format!("{a}{b}")).or_default().push((term, *frequency));
            }
        }
        let mut names = Vec::new();
        for (letter, list) in letters {
            let text = listed(list);
            if text.len() <= TERMS_FILE {
                files.put(&format!("s/{letter}"), &text);
                names.push(letter);
                continue;
            }
            for (pair, list) in
                pairs.range(letter.clone()..).take_while(|(pair, _)| pair.starts_with(&letter))
            {
                files.put(&format!("s/{pair}"), &listed(list.clone()));
                names.push(pair.clone());
            }
        }
        names
    }
}

/// `term frequency term frequency …`, the most frequent first.
fn listed(mut list: Vec<(&str, u32)>) -> String {
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let words: Vec<String> =
        list.into_iter().map(|(term, frequency)| format!("{term} {frequency}")).collect();
    words.join(" ")
}

/// Writes the traditional characters whose simplified one the site uses.
pub(super) fn write_traditional(site: &BTreeSet<char>, files: &mut Files) {
    let is_used = |line: &&str| line.chars().nth(1).is_some_and(|simplified| site.contains(&simplified));
    let pairs: String = lines(TRADITIONAL).filter(is_used).collect();
    files.put(file::TRADITIONAL, &pairs);
}

/// The ideographs among the tokens of one character.
pub(super) fn characters<'a>(tokens: impl Iterator<Item = &'a str>) -> BTreeSet<char> {
    let lone = tokens.filter_map(|token| {
        let mut characters = token.chars();
        characters.next().filter(|_| characters.next().is_none())
    });
    lone.filter(|character| is_ideograph(*character)).collect()
}
