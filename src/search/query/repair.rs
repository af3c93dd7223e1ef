//! What to look for instead where nothing has all that was asked.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::analysis::{Run, runs};
use super::super::file;
use super::Found;
use super::plan::Plan;
use super::rank;
use super::read::{Missing, Reader};

/// How much a wrong character of the same sound is likelier than another one.
const SAME_SOUND: f64 = 5.0;

/// How the query was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// Traditional script.
    Traditional,
    /// Pinyin or initials.
    Pinyin,
    /// A wrong, missing or additional character.
    Typing,
}

/// What was looked for instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// How the query was read.
    pub kind: NoteKind,
    /// What was looked for.
    pub shown: String,
    /// What may be meant too.
    pub others: Vec<String>,
}

/// Syllables of characters, and all syllables.
struct Readings {
    of: HashMap<char, Vec<String>>,
    all: BTreeSet<String>,
}

/// How far the terms may lie that a run is held against.
#[derive(Debug, Clone, Copy)]
enum Reach {
    Near,
    Wide,
}

/// A term that may be meant.
struct Candidate {
    term: String,
    /// The text to look for: the term, or a stretch with the term in its place.
    text: String,
    score: f64,
}

/// The first other reading that finds something whole.
pub(super) fn repair(plan: &Plan, reader: &mut Reader<'_>) -> Result<Option<Found>, Missing> {
    if let Some(found) = traditional(plan, reader)? {
        return Ok(Some(found));
    }
    if let Some(found) = pinyin(plan, reader)? {
        return Ok(Some(found));
    }
    if plan.is_sentence { Ok(None) } else { typing(plan, reader) }
}

fn traditional(plan: &Plan, reader: &mut Reader<'_>) -> Result<Option<Found>, Missing> {
    let pairs: String = reader.value(file::TRADITIONAL)?;
    let pairs: Vec<char> = pairs.chars().collect();
    let simplified: HashMap<char, char> = pairs.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    let mended: String = plan.folded.chars().map(|c| simplified.get(&c).copied().unwrap_or(c)).collect();
    if mended == plan.folded {
        return Ok(None);
    }
    let mut plan = Plan::of(&mended, &reader.manifest, false);
    let ranked = rank::evaluate(&mut plan, reader)?;
    let note = Note { kind: NoteKind::Traditional, shown: mended, others: Vec::new() };
    Ok((!ranked.is_empty()).then_some(Found { ranked, plan, note: Some(note) }))
}

/// The first of three texts that finds something whole.
fn first_of(
    texts: &[String],
    kind: NoteKind,
    others: &[String],
    reader: &mut Reader<'_>,
) -> Result<Option<Found>, Missing> {
    for text in texts.iter().take(3) {
        let mut plan = Plan::of(text, &reader.manifest, false);
        let ranked = rank::evaluate(&mut plan, reader)?;
        if ranked.iter().any(|hit| hit.is_complete) {
            let others = others.iter().take(3).cloned().collect();
            return Ok(Some(Found { ranked, plan, note: Some(Note { kind, shown: text.clone(), others }) }));
        }
    }
    Ok(None)
}

fn readings(reader: &Reader<'_>) -> Result<Readings, Missing> {
    let text: String = reader.value(file::READINGS)?;
    let mut readings = Readings { of: HashMap::new(), all: BTreeSet::new() };
    let mut words = text.split(' ');
    while let (Some(syllable), Some(characters)) = (words.next(), words.next()) {
        readings.all.insert(syllable.to_owned());
        for character in characters.chars() {
            readings.of.entry(character).or_default().push(syllable.to_owned());
        }
    }
    Ok(readings)
}

impl Readings {
    fn of(&self, character: char) -> Vec<String> {
        match (self.of.get(&character), character) {
            (Some(syllables), _) => syllables.clone(),
            (None, 'a'..='z') => vec![character.to_string()],
            (None, '0'..='9') => vec!["0".to_owned()],
            (None, _) => Vec::new(),
        }
    }
}

/// Terms of the files that hold those whose first or second syllables start so.
fn terms(pairs: &BTreeSet<String>, reader: &Reader<'_>) -> Result<BTreeMap<String, u32>, Missing> {
    let is_asked = |name: &String| {
        pairs.iter().any(|pair| {
            let first = pair.chars().next();
            name == pair
                || first.is_some_and(|first| {
                    *name == first.to_string() || (pair.chars().count() == 1 && name.starts_with(first))
                })
        })
    };
    let mut found = BTreeMap::new();
    for name in reader.manifest.terms.iter().filter(|name| is_asked(name)) {
        let text: String = reader.value(&format!("s/{name}"))?;
        let mut words = text.split(' ');
        while let (Some(term), Some(frequency)) = (words.next(), words.next()) {
            found.insert(term.to_owned(), frequency.parse().unwrap_or_default());
        }
    }
    Ok(found)
}

fn sorted(mut found: Vec<Candidate>) -> Vec<Candidate> {
    let length = |candidate: &Candidate| candidate.term.encode_utf16().count();
    found.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then(length(a).cmp(&length(b))).then_with(|| a.term.cmp(&b.term))
    });
    found
}

fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut known = Vec::new();
    for text in texts {
        if !known.contains(&text) {
            known.push(text);
        }
    }
    known
}

fn pinyin(plan: &Plan, reader: &mut Reader<'_>) -> Result<Option<Found>, Missing> {
    let letters: String = plan.folded.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    if !(2..=40).contains(&letters.len()) || !letters.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Ok(None);
    }
    let table = readings(reader)?;
    let found = terms(&initials(&letters, &table), reader)?.into_iter().map(|(term, frequency)| {
        let characters: Vec<char> = term.chars().collect();
        let score = 10.0 * spelled(&letters, &characters, &table) + f64::from(frequency + 1).ln();
        Candidate { text: term.clone(), term, score }
    });
    let found = sorted(found.filter(|candidate| candidate.score >= 10.0).collect());
    let words: Vec<String> = found.into_iter().map(|candidate| candidate.term).collect();
    first_of(&words, NoteKind::Pinyin, words.get(1..).unwrap_or_default(), reader)
}

/// The initials of the first two syllables that letters may stand for.
fn initials(letters: &str, table: &Readings) -> BTreeSet<String> {
    let mut pairs = BTreeSet::from([letters[..2].to_owned()]);
    for end in (1..=6).take_while(|end| *end < letters.len()) {
        let syllable = &letters[..end];
        if table.all.contains(syllable) || table.all.contains(&syllable.replacen('u', "v", 1)) {
            pairs.insert(format!("{}{}", &letters[..1], &letters[end..=end]));
        }
    }
    pairs
}

/// How letters spell a term: 3 by whole syllables, 2 mixed, 1 by initials, less
/// where the term goes on; 0 not at all.
fn spelled(letters: &str, characters: &[char], table: &Readings) -> f64 {
    let mut best = 0.0;
    walk(letters, characters, (false, false), table, &mut best);
    best
}

/// `kinds`: whether a whole syllable was met, and whether an initial was.
fn walk(rest: &str, characters: &[char], kinds: (bool, bool), table: &Readings, best: &mut f64) {
    let (has_whole, has_initial) = kinds;
    if rest.is_empty() {
        let kind = match kinds {
            (true, true) => 2.0,
            (true, false) => 3.0,
            (false, _) => 1.0,
        };
        let left = f64::from(u32::try_from(characters.len().min(4)).unwrap_or(4));
        let score = if characters.is_empty() { kind } else { kind - 0.5 - 0.1 * left };
        *best = score.max(*best);
        return;
    }
    let Some((character, after)) = characters.split_first() else { return };
    for sound in table.of(*character) {
        for syllable in [sound.clone(), sound.replacen('v', "u", 1)] {
            if let Some(rest) = rest.strip_prefix(syllable.as_str()) {
                walk(rest, after, (has_whole || syllable.len() > 1, has_initial), table, best);
            } else if rest.len() > 1 && syllable.starts_with(rest) {
                walk("", after, (true, has_initial), table, best);
            }
        }
        if sound.len() > 1 && rest.as_bytes().first() == sound.as_bytes().first() {
            walk(&rest[1..], after, (has_whole, true), table, best);
        }
    }
}

/// First of terms that begin with the same sounds, which are few; then of all
/// that begin with one of the sounds.
fn typing(plan: &Plan, reader: &mut Reader<'_>) -> Result<Option<Found>, Missing> {
    for reach in [Reach::Near, Reach::Wide] {
        if let Some(found) = typing_within(plan, reach, reader)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn typing_within(plan: &Plan, reach: Reach, reader: &mut Reader<'_>) -> Result<Option<Found>, Missing> {
    let base = plan.folded.as_ptr() as usize;
    for run in runs(&plan.folded) {
        let Run::Han(run) = run else { continue };
        if run.chars().nth(1).is_none() {
            continue;
        }
        let start = run.as_ptr() as usize - base;
        let (before, after) = (&plan.folded[..start], &plan.folded[start + run.len()..]);
        let found = by_likeness(run, plan, reach, reader)?;
        let texts = distinct(found.into_iter().map(|candidate| format!("{before}{}{after}", candidate.text)));
        if let Some(found) = first_of(&texts, NoteKind::Typing, &[], reader)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// What files of terms are read for a run, by the letters with which its characters are spoken.
fn letters_of(characters: &[char], reach: Reach, table: &Readings) -> BTreeSet<String> {
    let letters = |character: char| {
        table.of(character).iter().filter_map(|sound| sound.chars().next()).collect::<BTreeSet<char>>()
    };
    match reach {
        Reach::Wide => characters.iter().flat_map(|c| letters(*c)).map(String::from).collect(),
        Reach::Near => characters
            .windows(2)
            .flat_map(|pair| {
                let second = letters(pair[1]);
                let both =
                    |a: char| second.iter().map(|b| String::from_iter([a, *b])).collect::<Vec<String>>();
                letters(pair[0]).into_iter().flat_map(both).collect::<Vec<String>>()
            })
            .collect(),
    }
}

/// Terms that differ from a part of a run in one character.
fn by_likeness(run: &str, plan: &Plan, reach: Reach, reader: &Reader<'_>) -> Result<Vec<Candidate>, Missing> {
    let characters: Vec<char> = run.chars().collect();
    let gaps: Vec<bool> = characters
        .windows(2)
        .map(|pair| {
            plan.known.get(&pair.iter().collect::<String>()).is_some_and(|entry| entry.frequency == 0)
        })
        .collect();
    let table = readings(reader)?;
    let mut found = Vec::new();
    for (term, frequency) in terms(&letters_of(&characters, reach, &table), reader)? {
        let wanted: Vec<char> = term.chars().collect();
        if wanted.len() > 10 {
            continue;
        }
        for length in (wanted.len() - 1).max(2)..=wanted.len() + 1 {
            for (at, window) in characters.windows(length).enumerate() {
                let like = likeness(window, &wanted, &table);
                let gaps = gaps[at..at + length - 1].iter().filter(|gap| **gap).count();
                if like == 0.0 || (gaps == 0 && like < SAME_SOUND) {
                    continue;
                }
                let (before, after) = (&characters[..at], &characters[at + length..]);
                let text = before.iter().chain(&wanted).chain(after).collect();
                let whole = u32::try_from(wanted.len() + gaps).map_or(0.0, f64::from);
                let score = like + whole + f64::from(frequency + 1).ln() / 4.0;
                found.push(Candidate { term: term.clone(), text, score });
            }
        }
    }
    Ok(sorted(found))
}

/// [`SAME_SOUND`] for one wrong character of the same sound, 1 for another one, or for one too
/// few, too many or two exchanged in a longer term; 0 for anything else.
fn likeness(window: &[char], term: &[char], table: &Readings) -> f64 {
    if window.len() != term.len() {
        return if is_one_longer(window, term) || is_one_longer(term, window) { 1.0 } else { 0.0 };
    }
    let wrong: Vec<usize> = (0..term.len()).filter(|at| window[*at] != term[*at]).collect();
    match wrong.as_slice() {
        [at] => {
            let sounds = table.of(term[*at]);
            let is_same = table.of(window[*at]).iter().any(|sound| sounds.contains(sound));
            if is_same {
                SAME_SOUND
            } else if term.len() > 2 {
                1.0
            } else {
                0.0
            }
        }
        [a, b] if *b == a + 1 && term.len() > 3 && window[*a] == term[*b] && window[*b] == term[*a] => 1.0,
        _ => 0.0,
    }
}

/// Whether `longer` without one of its characters is `shorter`, of three characters at least.
fn is_one_longer(longer: &[char], shorter: &[char]) -> bool {
    shorter.len() >= 3
        && longer.len() == shorter.len() + 1
        && (0..longer.len()).any(|gap| longer[..gap] == shorter[..gap] && longer[gap + 1..] == shorter[gap..])
}
