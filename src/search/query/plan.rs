//! What a query asks for: units, and the tokens by which each is looked up.

use std::collections::HashMap;

use super::super::analysis::{Run, fold, parts, registration_number, runs, written_freely};
use super::read::{Entry, Manifest};

/// What asks, and says nothing of what is asked for.
const ASKING: &str = "请问 有没有 有什么 有哪些 是什么 为什么 什么样 什么 怎么样 怎么办 怎么 怎样 如何 \
                      哪些 哪个 哪里 哪儿 多少 几个 能不能 可不可以 可以 能否 是否 是不是 需要 想要 我想 我们 \
                      我要 一下 关于 的 了 吗 呢 吧 啊 么";
/// Longest word of the thesaurus that is looked for in a query.
const LONGEST_WORD: usize = 24;
/// Stretches up to this length are looked up by all their pairs.
const DENSE: usize = 12;
/// The same for words that mean the same.
const DENSE_OTHER: usize = 3;
/// Longest word of the word list.
const LONGEST_LISTED: usize = 8;

/// A part of a query that must be found as a whole.
#[derive(Debug, Clone)]
pub struct Unit {
    /// As folded.
    pub text: String,
    /// The tokens of each way to say it, its own way first.
    pub alternatives: Vec<Vec<String>>,
}

impl Unit {
    /// Whether it is one ideograph: the 家 of 100家 alone says nothing of what was asked.
    pub(super) fn is_scrap(&self) -> bool {
        self.alternatives.iter().flatten().all(|token| is_single(token))
    }
}

/// A query, understood.
#[derive(Debug)]
pub struct Plan {
    /// The query in common spelling.
    pub folded: String,
    /// In the query's order; a 发文字号 first.
    pub units: Vec<Unit>,
    /// Whether it is a sentence, of which no document has all.
    pub is_sentence: bool,
    pub(super) known: HashMap<String, Entry>,
    /// Whether there is a unit that no document has whole.
    pub(super) is_lost: bool,
}

/// A unit as documents are ranked by it.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) unit: Unit,
    /// It orders what the others find.
    pub(super) is_idle: bool,
}

/// Each word with the others of its groups.
type Others = HashMap<String, Vec<String>>;

impl Plan {
    /// What `query` asks for; `is_loose` takes anything for a sentence.
    #[must_use]
    pub fn of(query: &str, manifest: &Manifest, is_loose: bool) -> Self {
        let folded = fold(query).text.trim().to_owned();
        let mut others = thesaurus(manifest);
        let mut units = Vec::new();
        let mut text = folded.clone();
        if let Some(number) = written_freely(&folded, &manifest.codes) {
            units.push(Unit {
                text: folded[number.start..number.end].to_owned(),
                alternatives: vec![vec![number.token]],
            });
            text = format!("{} {}", &folded[..number.start], &folded[number.end..]);
        }
        let ideographs: usize =
            runs(&text).map(|run| if let Run::Han(text) = run { text.chars().count() } else { 0 }).sum();
        if is_loose || ideographs > 5 {
            text = without_asking(text);
        }
        let found: Vec<Run<'_>> = runs(&text).collect();
        for (at, run) in found.iter().enumerate() {
            match run {
                Run::Han(run) => {
                    let pieces = pieces(run, &mut others, manifest);
                    units.extend(pieces.into_iter().map(|piece| han_unit(piece, manifest, &others)));
                }
                Run::Latin(run) => units.push(latin_unit(run, at + 1 == found.len(), manifest, &others)),
            }
        }
        let is_spaced = folded.contains(char::is_whitespace);
        let is_sentence = is_loose || (ideographs > 6 && units.len() > 1 && !is_spaced);
        Self { folded, units, is_sentence, known: HashMap::new(), is_lost: false }
    }

    /// Every token once, in order.
    pub(super) fn tokens(&self) -> Vec<String> {
        let mut tokens: Vec<String> = Vec::new();
        for token in self.units.iter().flat_map(|unit| unit.alternatives.iter().flatten()) {
            if !tokens.contains(token) {
                tokens.push(token.clone());
            }
        }
        tokens
    }

    /// What of a sentence says something here: words that the site knows. Those of
    /// every other document are idle.
    pub(super) fn telling(&self, manifest: &Manifest) -> Vec<Told> {
        if !self.is_sentence {
            return self.units.iter().map(|unit| Told { unit: unit.clone(), is_idle: false }).collect();
        }
        let units = self.units.iter().map(|unit| self.known_of(unit));
        let is_idle = |token: &String| manifest.common.contains(token) || is_single(token);
        let mut told: Vec<Told> = units
            .filter(|unit| !unit.alternatives.is_empty())
            .map(|unit| Told { is_idle: unit.alternatives[0].iter().all(is_idle), unit })
            .collect();
        if told.iter().all(|told| told.unit.is_scrap()) {
            return Vec::new();
        }
        if told.iter().all(|told| told.is_idle) {
            for told in &mut told {
                told.is_idle = false;
            }
        }
        told
    }

    /// A unit without the tokens that stand in no document.
    fn known_of(&self, unit: &Unit) -> Unit {
        let is_known = |token: &&String| self.known.get(*token).is_some_and(|entry| entry.frequency > 0);
        let mut alternatives = Vec::new();
        if let Some((own, others)) = unit.alternatives.split_first() {
            let own: Vec<String> = own.iter().filter(is_known).cloned().collect();
            alternatives.extend((!own.is_empty()).then_some(own));
            alternatives
                .extend(others.iter().filter(|tokens| tokens.iter().all(|token| is_known(&token))).cloned());
        }
        Unit { text: unit.text.clone(), alternatives }
    }

    /// The plan for a query whose words were not parted: without the pairs that
    /// join words and stand nowhere. `None` where there are no such pairs.
    pub(super) fn in_parts(&self) -> Option<Self> {
        let mut units = self.units.clone();
        for unit in &mut units {
            unit.alternatives[0] = self.parted(&unit.alternatives[0]);
        }
        let length = |units: &[Unit]| units.iter().map(|unit| unit.alternatives[0].len()).sum::<usize>();
        (length(&units) < length(&self.units)).then(|| Self {
            folded: self.folded.clone(),
            units,
            is_sentence: self.is_sentence,
            known: self.known.clone(),
            is_lost: false,
        })
    }

    fn parted(&self, tokens: &[String]) -> Vec<String> {
        let is_known = |token: &str| self.known.get(token).is_some_and(|entry| entry.frequency > 0);
        let joins = |at: usize| {
            let (Some(before), Some(after)) = (at.checked_sub(1).map(|at| &tokens[at]), tokens.get(at + 1))
            else {
                return false;
            };
            let characters: Vec<char> = tokens[at].chars().collect();
            let [first, second] = characters[..] else { return false };
            !is_known(&tokens[at])
                && is_known(before)
                && is_known(after)
                && before.ends_with(first)
                && after.starts_with(second)
        };
        (0..tokens.len()).filter(|at| !joins(*at)).map(|at| tokens[at].clone()).collect()
    }

    /// Whether every token stands somewhere, and every unit somewhere whole.
    pub(super) fn is_well(&self) -> bool {
        !self.is_lost && self.known.values().all(|entry| entry.frequency > 0)
    }
}

fn is_single(token: &str) -> bool {
    token.chars().nth(1).is_none()
}

fn without_asking(text: String) -> String {
    let less = ASKING.split_whitespace().fold(text.clone(), |text, word| text.replace(word, "\n"));
    if less == text { text } else { less.replace('有', "\n") }
}

fn thesaurus(manifest: &Manifest) -> Others {
    let mut others = Others::new();
    for group in manifest.synonyms.iter().chain(&manifest.units) {
        for word in group {
            let rest = group.iter().filter(|other| *other != word).cloned();
            others.entry(word.clone()).or_default().extend(rest);
        }
    }
    for way in &manifest.ways {
        if let Some((word, rest)) = way.split_first() {
            others.entry(word.clone()).or_default().extend(rest.iter().cloned());
        }
    }
    // What holds the word itself is found with it.
    others.retain(|word, list| {
        list.retain(|other| !other.contains(word));
        !list.is_empty()
    });
    others
}

/// The names of the one unit that a nickname abbreviates: 人社局 is 人力资源和社会保障局.
fn units_of<'a>(word: &str, manifest: &'a Manifest) -> Option<&'a Vec<String>> {
    let length = word.chars().count();
    if !(3..=6).contains(&length) || !word.ends_with(['局', '办', '委', '院', '行']) {
        return None;
    }
    let mut found = manifest.units.iter().filter(|names| names.iter().any(|name| abbreviates(word, name)));
    found.next().filter(|_| found.next().is_none())
}

fn abbreviates(word: &str, name: &str) -> bool {
    let mut rest = word.chars().peekable();
    for character in name.chars() {
        if rest.peek() == Some(&character) {
            rest.next();
        }
    }
    // 海盐县行 of 海盐县行动 leaves characters out at one place only: it is cut off, not abbreviated.
    let stem = word.char_indices().next_back().map_or("", |(last, _)| &word[..last]);
    let is_cut = name.contains(stem) && !name.contains(word);
    !is_cut && rest.peek().is_none() && name.chars().next_back() == word.chars().next_back()
}

/// Splits a stretch at the longest words of the thesaurus.
fn pieces(text: &str, others: &mut Others, manifest: &Manifest) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let text = |range: std::ops::Range<usize>| characters[range].iter().collect::<String>();
    let (mut found, mut from, mut at) = (Vec::new(), 0, 0);
    while at < characters.len() {
        let longest = (characters.len() - at).min(LONGEST_WORD);
        let word = (2..=longest).rev().map(|length| text(at..at + length)).find(|word| {
            if others.contains_key(word) {
                return true;
            }
            let names = units_of(word, manifest);
            if let Some(names) = names {
                others.insert(word.clone(), names.clone());
            }
            names.is_some()
        });
        let Some(word) = word else {
            at += 1;
            continue;
        };
        if at > from {
            found.push(text(from..at));
        }
        from = at + word.chars().count();
        at = from;
        found.push(word);
    }
    if from < characters.len() {
        found.push(text(from..characters.len()));
    }
    found
}

/// The tokens of a word; none where it has none.
fn tokens_of(word: &str, manifest: &Manifest, dense: usize) -> Option<Vec<String>> {
    let tokens = runs(word).flat_map(|run| match run {
        Run::Han(run) => cover(run, manifest, dense),
        Run::Latin(run) => parts(run).map(std::borrow::Cow::into_owned).collect(),
    });
    Some(tokens.collect()).filter(|tokens: &Vec<String>| !tokens.is_empty())
}

/// The tokens of each other word that means the same: they are written as they
/// are, so few tokens tell them.
fn other_ways<'a>(
    text: &'a str,
    manifest: &'a Manifest,
    others: &'a Others,
) -> impl Iterator<Item = Vec<String>> + 'a {
    let words = others.get(text).map_or(&[][..], Vec::as_slice);
    // What holds the word, or another of the words, is found with it.
    let is_held = move |word: &str| {
        let known = std::iter::once(text).chain(words.iter().map(String::as_str));
        known.into_iter().any(|other| other != word && word.contains(other))
    };
    words.iter().filter(move |word| !is_held(word)).filter_map(|word| tokens_of(word, manifest, DENSE_OTHER))
}

fn han_unit(text: String, manifest: &Manifest, others: &Others) -> Unit {
    let own = tokens_of(&text, manifest, DENSE).into_iter();
    Unit { alternatives: own.chain(other_ways(&text, manifest, others)).collect(), text }
}

fn latin_unit(run: &str, is_last: bool, manifest: &Manifest, others: &Others) -> Unit {
    let mut tokens: Vec<String> = parts(run).map(std::borrow::Cow::into_owned).collect();
    if tokens.is_empty() {
        tokens.push(run.to_owned());
    }
    if is_last
        && registration_number(run).is_none()
        && let Some(last) = tokens.last_mut()
    {
        last.push('*');
    }
    let alternatives = std::iter::once(tokens).chain(other_ways(run, manifest, others)).collect();
    Unit { text: run.to_owned(), alternatives }
}

/// The tokens that a stretch of ideographs is looked up by: its longest list
/// words, and pairs between them. Of stretches longer than `dense`, every other pair is enough.
fn cover(text: &str, manifest: &Manifest, dense: usize) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let text = |range: std::ops::Range<usize>| characters[range].iter().collect::<String>();
    let mut tokens: Vec<String> = Vec::new();
    let mut put = |token: String| {
        if !tokens.contains(&token) {
            tokens.push(token);
        }
    };
    let pairs = |gap: usize, end: usize, put: &mut dyn FnMut(String)| {
        if end - gap == 1 {
            put(text(end.saturating_sub(2)..end.max(2).min(characters.len())));
        }
        for pair in gap..end.saturating_sub(1) {
            if end - gap <= dense || (pair - gap).is_multiple_of(2) || pair == end - 2 {
                put(text(pair..pair + 2));
            }
        }
    };
    let (mut gap, mut at) = (0, 0);
    while at < characters.len() {
        let longest = (characters.len() - at).min(LONGEST_LISTED);
        let length = (3..=longest).rev().find(|length| manifest.words.contains(&text(at..at + length)));
        let Some(length) = length else {
            at += 1;
            continue;
        };
        pairs(gap, at, &mut put);
        put(text(at..at + length));
        at += length;
        gap = at;
    }
    pairs(gap, characters.len(), &mut put);
    tokens
}
