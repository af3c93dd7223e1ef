//! Segments into one list of tokens with scored postings.

use rayon::prelude::*;

use super::engine::{FIELDS, Posted, Segment};
use super::postings;

/// Scores are kept as steps of a logarithm: 0 is the least score that is told
/// apart, each step multiplies it by e^0.16. The script has the same numbers.
const LEAST_SCORE: f64 = 0.004;
const SCORE_STEP: f64 = 0.16;
/// How many documents of a token stay in its shard, the best ones.
const HEAD: usize = 1024;
/// A token of more documents than this is cut.
const CUT_FROM: usize = HEAD + HEAD / 2;

/// Documents with their scores.
type List = Vec<(u32, u8)>;

/// A token, ready for its shard.
#[derive(Debug)]
pub(super) struct Scored {
    pub(super) token: String,
    /// In how many documents.
    pub(super) frequency: u32,
    /// Coded, with scores.
    pub(super) head: String,
    /// Where the head is not all.
    pub(super) rest: Option<Rest>,
}

/// What was cut off.
#[derive(Debug)]
pub(super) struct Rest {
    /// Coded, without scores. `None` where the token is too common to be worth a file.
    pub(super) tail: Option<String>,
    /// The mean score of what was cut.
    pub(super) score: u8,
}

/// All tokens of all segments, in order. `total` is the number of documents.
pub(super) fn merge(segments: &[Segment], total: usize) -> Vec<Scored> {
    let mut all: Vec<(usize, Posted<'_>)> = segments
        .iter()
        .enumerate()
        .flat_map(|(at, segment)| segment.tokens().map(move |token| (at, token)))
        .collect();
    all.par_sort_unstable_by(|a, b| a.1.token.cmp(b.1.token).then(a.0.cmp(&b.0)));
    let same: Vec<&[(usize, Posted<'_>)]> = all.chunk_by(|a, b| a.1.token == b.1.token).collect();
    same.into_par_iter().map(|parts| score(parts, total)).collect()
}

fn score(parts: &[(usize, Posted<'_>)], total: usize) -> Scored {
    let rarity: [f64; FIELDS] = std::array::from_fn(|field| {
        let frequency: u32 = parts.iter().map(|(_, part)| part.frequencies[field]).sum();
        1.0 + (to_float(total) / (f64::from(frequency) + 1.0)).ln()
    });
    let mut list: Vec<(u32, u8)> = Vec::new();
    for (_, part) in parts {
        part.each(|document, fields| {
            let score = fields.iter().zip(rarity).map(|(part, rarity)| part * rarity).sum();
            list.push((document, quantise(score)));
        });
    }
    let token = parts[0].1.token.to_owned();
    let frequency = u32::try_from(list.len()).unwrap_or(u32::MAX);
    if list.len() <= CUT_FROM {
        return Scored { token, frequency, head: postings::with_scores(&list), rest: None };
    }
    let is_lone = token.chars().nth(1).is_none();
    let is_soft = is_lone || list.len() * 10 > total * 3;
    let (head, tail) = cut(list);
    let score = mean(&tail);
    let bare: Vec<u32> = tail.into_iter().map(|(document, _)| document).collect();
    let tail = (!is_soft).then(|| postings::plain(&bare));
    Scored { token, frequency, head: postings::with_scores(&head), rest: Some(Rest { tail, score }) }
}

/// The best [`HEAD`] documents, newer ones first where scores are equal, and the others.
fn cut(mut list: List) -> (List, List) {
    list.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(b.0.cmp(&a.0)));
    let mut tail = list.split_off(HEAD);
    list.sort_unstable();
    tail.sort_unstable();
    (list, tail)
}

fn mean(list: &[(u32, u8)]) -> u8 {
    let sum: usize = list.iter().map(|(_, score)| usize::from(*score)).sum();
    u8::try_from(sum / list.len().max(1)).unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and 63")]
fn quantise(score: f64) -> u8 {
    ((score / LEAST_SCORE).ln() / SCORE_STEP).round().clamp(0.0, 63.0) as u8
}

fn to_float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
