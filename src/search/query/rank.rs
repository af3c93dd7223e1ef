//! Tokens into ranked documents.

use std::collections::HashMap;

use super::super::analysis::is_ideograph;
use super::plan::{Plan, Unit};
use super::read::{Entry, Manifest, Missing, Reader};

/// What a document must have of what is asked for, weighed by rarity.
const LEAST_SHARE: f64 = 0.3;
/// What a hit by another word counts of one by the own.
const ANOTHER_WORD: f64 = 0.65;
/// So many documents that have all are enough.
const ENOUGH: usize = 10;

/// A document that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Its number.
    pub document: u32,
    /// Higher is better; of no unit.
    pub value: f64,
    /// Whether it has all that was asked for.
    pub is_complete: bool,
}

/// Score and share of a unit's tokens.
type Match = (f64, f64);

/// The square root of what a step of a score is worth, as a whole number.
fn scale(step: u8) -> f64 {
    (1000.0 * (0.08 * f64::from(step)).exp()).round()
}

/// How rare a token is, in whole hundredths.
fn weight(entry: &Entry, total: u32) -> f64 {
    let rarity = f64::from(total) / (f64::from(entry.frequency) + 1.0);
    (100.0 * (1.0 + rarity.ln())).round().max(1.0)
}

/// The ranked documents of a plan; what was cut off is read where little is found.
pub(super) fn evaluate(plan: &mut Plan, reader: &mut Reader<'_>) -> Result<Vec<Ranked>, Missing> {
    let tokens = plan.tokens();
    for token in &tokens {
        if !plan.known.contains_key(token) {
            let entry = reader.entry(token)?;
            plan.known.insert(token.clone(), entry);
        }
    }
    let ranked = rank(plan, &reader.manifest);
    let complete = ranked.iter().filter(|hit| hit.is_complete).count();
    let is_cut = plan.known.values().any(|entry| entry.tail.is_some());
    if complete >= ENOUGH || !is_cut {
        return Ok(ranked);
    }
    for entry in plan.known.values_mut() {
        reader.complete(entry)?;
    }
    Ok(rank(plan, &reader.manifest))
}

fn to_float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// For how many tokens one stands: a list word for the pairs that it consists of.
fn pairs(token: &str) -> f64 {
    let is_han = token.chars().next().is_some_and(is_ideograph);
    if is_han { to_float(token.chars().count().saturating_sub(1).max(1)) } else { 1.0 }
}

fn size(tokens: &[String]) -> f64 {
    tokens.iter().map(|token| pairs(token)).sum()
}

/// Documents of one way to say a unit.
///
/// Roots are summed, so that a little of each token is worth more than much of one.
fn matched(
    tokens: &[String],
    known: &HashMap<String, Entry>,
    total: u32,
    factor: f64,
) -> HashMap<u32, Match> {
    let entries: Vec<(f64, &Entry)> =
        tokens.iter().filter_map(|token| Some((pairs(token), known.get(token)?))).collect();
    let is_hard = |entry: &Entry| !entry.is_cut || entry.tail.is_some();
    let all_soft = !entries.iter().any(|(_, entry)| is_hard(entry));
    let own = |entry: &Entry| if all_soft || is_hard(entry) { weight(entry, total) } else { 0.0 };
    let whole: f64 = entries.iter().map(|(size, entry)| own(entry) * size).sum();
    let size = size(tokens);
    let mut found: HashMap<u32, Match> = HashMap::new();
    for (size, entry) in entries {
        let own = own(entry) * size;
        for (document, score) in &entry.postings {
            let hit = found.entry(*document).or_default();
            hit.0 += scale(*score) * size;
            hit.1 += own;
        }
    }
    for hit in found.values_mut() {
        hit.0 *= hit.0 / size * factor;
        hit.1 /= whole;
    }
    found
}

fn is_whole(share: f64) -> bool {
    // Shares are quotients of whole numbers: all of them is exactly one.
    share >= 1.0
}

/// By the best way to say the unit.
fn match_unit(unit: &Unit, known: &HashMap<String, Entry>, total: u32) -> HashMap<u32, Match> {
    let Some((own, others)) = unit.alternatives.split_first() else { return HashMap::new() };
    let mut best = matched(own, known, total, 1.0);
    for tokens in others {
        let factor = ANOTHER_WORD * (size(own) / size(tokens)).min(1.0);
        for (document, hit) in matched(tokens, known, total, factor) {
            let other = best.get(&document);
            let is_better = other.is_none_or(|other| !is_whole(other.1) || other.0 < hit.0);
            if is_whole(hit.1) && is_better {
                best.insert(document, hit);
            }
        }
    }
    best
}

#[derive(Default)]
struct Sum {
    score: f64,
    share: f64,
    whole_units: usize,
}

/// What a unit's score adds to that of a document: of separate words each counts, of a sentence the
/// strong ones more.
fn worth(score: f64, plan: &Plan) -> f64 {
    let root = score.sqrt();
    if plan.is_sentence { root * root.sqrt() } else { root.sqrt() }
}

fn rank(plan: &mut Plan, manifest: &Manifest) -> Vec<Ranked> {
    let total = manifest.total;
    let units = plan.telling(manifest);
    let mut sums: HashMap<u32, Sum> = HashMap::new();
    let (mut whole, mut asked) = (0.0, 0);
    let has_words = units.iter().any(|told| !told.unit.is_scrap());
    plan.is_lost = false;
    for told in &units {
        let tokens = told.unit.alternatives.first().into_iter().flatten();
        let weights = tokens.filter_map(|token| Some(weight(plan.known.get(token)?, total) * pairs(token)));
        let is_weak = told.is_idle || (has_words && told.unit.is_scrap());
        let importance: f64 = if is_weak { 0.0 } else { weights.sum() };
        whole += importance;
        asked += usize::from(!told.is_idle);
        let matches = match_unit(&told.unit, &plan.known, total);
        plan.is_lost |= !matches.values().any(|hit| is_whole(hit.1));
        for (document, hit) in matches {
            let sum = sums.entry(document).or_default();
            sum.score += worth(hit.0, plan);
            sum.share += hit.1 * importance;
            sum.whole_units += usize::from(is_whole(hit.1) && !told.is_idle);
        }
    }
    let mut ranked: Vec<Ranked> = sums
        .into_iter()
        .filter_map(|(document, sum)| {
            let is_complete = sum.whole_units == asked;
            let share = if is_complete { 1.0 } else { sum.share / whole };
            (share >= LEAST_SHARE).then_some(Ranked {
                document,
                value: sum.score * share * share,
                is_complete,
            })
        })
        .collect();
    ranked.sort_unstable_by(|a, b| {
        let by_whole =
            if plan.is_sentence { std::cmp::Ordering::Equal } else { b.is_complete.cmp(&a.is_complete) };
        by_whole.then(b.value.total_cmp(&a.value)).then(b.document.cmp(&a.document))
    });
    ranked
}
