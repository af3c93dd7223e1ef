//! One segment of the documents through elasticlunr's inverted index.
//!
//! The only place that knows the engine: it holds, for each field, which
//! documents have a token and its term frequency √count. Read back, each posting
//! keeps what its score needs until the frequencies of all segments are known.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use elasticlunr::inverted_index::InvertedIndex;

use super::super::analysis::{Token, Words, fold, tokens};
use super::super::document::Document;

/// Title, what is known beside, text.
pub(super) const FIELDS: usize = 3;
/// How much a hit in each field counts; measured, see `benches/search`.
const BOOSTS: [f64; FIELDS] = [6.0, 6.0, 1.0];
/// The smallest part of a score that is told from nothing, and the step, as
/// natural logarithm, from one to the next.
const LEAST_PART: f64 = 0.002;
const STEP: f64 = 0.04;

/// Five digits are enough for any segment.
const LAST_NAME: usize = 99_999;

/// The postings of some documents in a row.
#[derive(Debug, Default)]
pub(super) struct Segment {
    /// Number of the first document.
    pub(super) first: u32,
    /// All tokens, one after the other.
    names: String,
    /// In the order of the tokens.
    entries: Vec<Entry>,
    /// Coded postings, one after the other.
    bytes: Vec<u8>,
}

#[derive(Debug)]
struct Entry {
    name_end: u32,
    bytes_end: u32,
    frequencies: [u32; FIELDS],
}

/// One token of a segment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posted<'a> {
    /// The token.
    pub(super) token: &'a str,
    /// In how many documents, by field.
    pub(super) frequencies: [u32; FIELDS],
    first: u32,
    bytes: &'a [u8],
}

/// The three indexes of a segment while it is filled.
struct Engine {
    fields: [InvertedIndex; FIELDS],
    lengths: Vec<[f64; FIELDS]>,
    pairs: HashSet<Pair>,
    others: HashSet<Box<str>>,
}

/// An ideograph, alone or with its right neighbour.
type Pair = (char, Option<char>);

impl Segment {
    /// Indexes documents numbered from `first` on.
    pub(super) fn build<'a>(
        first: u32,
        documents: impl Iterator<Item = Document<'a>>,
        words: &Words,
    ) -> Self {
        let mut engine = Engine {
            fields: std::array::from_fn(|_| InvertedIndex::new()),
            lengths: Vec::new(),
            pairs: HashSet::new(),
            others: HashSet::new(),
        };
        for document in documents {
            engine.add(&document, words);
        }
        engine.read_back(first)
    }

    /// Its tokens, in order.
    pub(super) fn tokens(&self) -> impl Iterator<Item = Posted<'_>> {
        let mut name = 0;
        let mut byte = 0;
        self.entries.iter().map(move |entry| {
            let (name_end, bytes_end) = (entry.name_end as usize, entry.bytes_end as usize);
            let posted = Posted {
                token: &self.names[name..name_end],
                frequencies: entry.frequencies,
                first: self.first,
                bytes: &self.bytes[byte..bytes_end],
            };
            (name, byte) = (name_end, bytes_end);
            posted
        })
    }
}

impl Engine {
    fn add(&mut self, document: &Document<'_>, words: &Words) {
        let name = name(self.lengths.len());
        let texts = [fold(&document.title), fold(&document.meta()), fold(&document.body)];
        let mut lengths = [1.0; FIELDS];
        for (field, text) in texts.iter().enumerate() {
            let mut pairs: Vec<Pair> = Vec::with_capacity(text.places.len() * 2);
            let mut others: Vec<Cow<'_, str>> = Vec::new();
            tokens(&text.text, words, &mut |token| match token {
                Token::Ideographs(first, second) => pairs.push((first, second)),
                Token::Text(text) => others.push(text),
            });
            lengths[field] = to_float((pairs.len() + others.len()).max(1)).sqrt();
            pairs.sort_unstable();
            others.sort_unstable();
            let mut spelling = String::new();
            for same in pairs.chunk_by(|a, b| a == b) {
                spelling.clear();
                spelling.push(same[0].0);
                spelling.extend(same[0].1);
                self.fields[field].add_token(&name, &spelling, to_float(same.len()).sqrt());
                self.pairs.insert(same[0]);
            }
            for same in others.chunk_by(|a, b| a == b) {
                self.fields[field].add_token(&name, &same[0], to_float(same.len()).sqrt());
                if !self.others.contains(same[0].as_ref()) {
                    self.others.insert(same[0].as_ref().into());
                }
            }
        }
        self.lengths.push(lengths);
    }

    /// All tokens, in order.
    fn vocabulary(&mut self) -> Vec<String> {
        let pairs = self.pairs.drain().map(|(first, second)| std::iter::once(first).chain(second).collect());
        let others = self.others.drain().map(String::from);
        let mut vocabulary: Vec<String> = pairs.chain(others).collect();
        vocabulary.sort_unstable();
        vocabulary
    }

    fn read_back(mut self, first: u32) -> Segment {
        let mut segment = Segment { first, ..Segment::default() };
        for token in &self.vocabulary() {
            let docs: [BTreeMap<String, f64>; FIELDS] =
                std::array::from_fn(|field| self.fields[field].get_docs(token).unwrap_or_default());
            let frequencies = std::array::from_fn(|field| to_number(docs[field].len()));
            self.encode(&docs, &mut segment.bytes);
            segment.names.push_str(token);
            let (name_end, bytes_end) = (to_number(segment.names.len()), to_number(segment.bytes.len()));
            segment.entries.push(Entry { name_end, bytes_end, frequencies });
        }
        segment
    }

    /// For each document: the step from the one before, doubled, odd where
    /// there is more than the text; then one byte for each field that has the token.
    fn encode(&self, docs: &[BTreeMap<String, f64>; FIELDS], out: &mut Vec<u8>) {
        let mut found: Vec<(usize, usize, u8)> = Vec::new();
        for (field, docs) in docs.iter().enumerate() {
            for (name, frequency) in docs {
                let document = document(name);
                let part = BOOSTS[field] * frequency / self.lengths[document][field];
                found.push((document, field, quantise(part)));
            }
        }
        found.sort_unstable();
        let mut before = 0;
        for own in found.chunk_by(|a, b| a.0 == b.0) {
            let document = own[0].0;
            let mut parts = [0; FIELDS];
            for (_, field, part) in own {
                parts[*field] = *part;
            }
            let is_in_text_only = parts[0] == 0 && parts[1] == 0;
            put_number((document - before) << 1 | usize::from(!is_in_text_only), out);
            if is_in_text_only {
                out.push(parts[2]);
            } else {
                out.extend(parts);
            }
            before = document;
        }
    }
}

impl Posted<'_> {
    /// Hands each document that has the token to `take`, with the parts of its
    /// score by field, in ascending order.
    pub(super) fn each(&self, mut take: impl FnMut(u32, [f64; FIELDS])) {
        let mut rest = self.bytes.iter().copied();
        let mut document = self.first;
        while let Some(step) = take_number(&mut rest) {
            document += step >> 1;
            let mut parts = [0_u8; FIELDS];
            let from = if step & 1 == 1 { 0 } else { FIELDS - 1 };
            for part in &mut parts[from..] {
                *part = rest.next().unwrap_or_default();
            }
            take(document, parts.map(restore));
        }
    }
}

/// Names count down: the engine looks for the place of a name from the first
/// one on, and so finds that of the next document at once. A third of the time.
fn name(document: usize) -> String {
    format!("{:05}", LAST_NAME - document)
}

fn document(name: &str) -> usize {
    name.parse().map_or(0, |name: usize| LAST_NAME - name)
}

/// 0 is nothing; 1 to 255 are steps of [`STEP`] from [`LEAST_PART`] on.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 1 and 255")]
fn quantise(part: f64) -> u8 {
    ((part / LEAST_PART).ln() / STEP).round().clamp(1.0, 255.0) as u8
}

fn restore(part: u8) -> f64 {
    if part == 0 { 0.0 } else { LEAST_PART * (f64::from(part) * STEP).exp() }
}

fn put_number(mut number: usize, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(low(number) | 0x80);
        number >>= 7;
    }
    out.push(low(number));
}

/// The lowest seven bits.
fn low(number: usize) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or_default()
}

fn take_number(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let byte = bytes.next()?;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn to_float(count: usize) -> f64 {
    f64::from(to_number(count))
}

fn to_number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
