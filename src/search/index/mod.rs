//! From documents to the files that a browser, and `saltpress search`, ask.
//!
//! Documents are numbered from the oldest on, so that an order by date is an
//! order by number and a new document leaves the old numbers alone. They pass
//! through elasticlunr in segments, in parallel; the same documents give the same bytes.

mod engine;
mod facets;
mod keep;
mod merge;
pub mod postings;
mod shards;
mod sounds;
mod terms;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::analysis::{Words, fold};
use super::document::{Document, Lexicon, Library};
use super::file::{self, HITS_IN_FILE, LONGEST_TEXT, TEXTS_IN_FILE};
use engine::Segment;
use facets::{Facet, Values};
use sounds::Readings;
use terms::Gathered;

/// Documents of a segment: many enough to share tokens, few enough for memory.
const SEGMENT: usize = 800;
/// Small sites are cut finer, so that all processors have work.
const LEAST_SEGMENT: usize = 100;

/// Files by their name below `search/`, without ending.
#[derive(Debug, Default)]
struct Files(BTreeMap<String, Vec<u8>>);

/// A built index. Texts for excerpts are printed from the library on demand.
#[derive(Debug)]
pub struct Index {
    version: String,
    /// The place in the library of each document, by its number.
    order: Vec<usize>,
    files: Files,
    idle: Vec<usize>,
}

/// What a search starts with; `search/manifest.js` of the theme's script.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    /// Number of documents.
    n: usize,
    /// Changes when documents come, go or move: files of another stamp belong to another index.
    stamp: &'a str,
    bounds: String,
    words: String,
    common: String,
    synonyms: &'a [Vec<String>],
    ways: &'a [Vec<String>],
    units: Vec<Vec<String>>,
    codes: String,
    facets: Vec<Facet>,
    /// `first length group` for each stretch of documents of one parent.
    groups: String,
    terms: String,
}

/// What one document adds to the files of titles, filters and codes.
struct Record {
    hit: Hit,
    values: Values,
    code: Option<String>,
    digest: [u8; 32],
}

/// A line of the result list: title, address, date, 发文字号, number of the
/// section, then title and address of the document above.
#[derive(Debug, Serialize)]
struct Hit(String, String, String, String, usize, String, String);

impl Index {
    /// Indexes all documents of `library`.
    #[must_use]
    pub fn build(library: &dyn Library, lexicon: &Lexicon) -> Self {
        let lexicon = folded(lexicon);
        let (order, records, gathered) = survey(library);
        let terms = gathered.terms(&lexicon);
        let words = words::choose(library, &terms);
        let tokens = {
            let segments = segments(library, &order, &words);
            merge::merge(&segments, order.len())
        };
        let mut files = Files::default();
        let stamp = stamp(&records);
        let shards = shards::write(&tokens, order.len(), &stamp, &mut files);
        let readings = Readings::new();
        let characters = sounds::characters(tokens.iter().map(|token| token.token.as_str()));
        readings.write(&characters, &mut files);
        sounds::write_traditional(&characters, &mut files);
        let term_files = readings.write_terms(&terms, &mut files);
        let codes: BTreeSet<&str> = records.iter().filter_map(|record| record.code.as_deref()).collect();
        let codes = codes.into_iter().collect::<Vec<_>>().join(" ");
        let digests: Vec<[u8; 32]> = records.iter().map(|record| record.digest).collect();
        let groups = groups(&records);
        let facets = write_hits(records, &stamp, &mut files);
        let manifest = Manifest {
            n: order.len(),
            stamp: &stamp,
            bounds: shards.bounds.join(" "),
            words: words.list().join(" "),
            common: shards.common.join(" "),
            synonyms: &lexicon.synonyms,
            ways: &lexicon.ways,
            units: lexicon.units.clone(),
            codes,
            facets,
            groups,
            terms: term_files.join(" "),
        };
        files.put(file::MANIFEST, &manifest);
        let idle = idle(&lexicon.synonyms, &tokens);
        Self { version: version(&files, &digests), order, files, idle }
    }

    /// Changes with any byte of the index: what addresses of its files carry.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The groups of synonyms, by their place, of which no document has a word.
    #[must_use]
    pub fn idle_synonyms(&self) -> &[usize] {
        &self.idle
    }

    /// The names of all files, without ending.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let texts = (0..self.order.len().div_ceil(TEXTS_IN_FILE)).map(|number| format!("x/{number}"));
        self.files.0.keys().cloned().chain(texts)
    }

    /// The bytes of a file; `None` for a name that is not of this index.
    #[must_use]
    pub fn print(&self, name: &str, library: &dyn Library) -> Option<Vec<u8>> {
        let Some(number) = name.strip_prefix("x/") else { return self.files.0.get(name).cloned() };
        let number: usize = number.parse().ok()?;
        let documents = self.order.chunks(TEXTS_IN_FILE).nth(number)?;
        let texts: Vec<String> = documents.iter().map(|at| excerpt(&library.document(*at))).collect();
        Some(file::write(name, &texts))
    }
}

/// The text of a document as far as excerpts need it; says where it is cut.
fn excerpt(document: &Document<'_>) -> String {
    match document.body.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", &document.body[..end]),
        None => document.body.to_string(),
    }
}

fn folded(lexicon: &Lexicon) -> Lexicon {
    let all = |words: &[String]| words.iter().map(|word| fold(word).text).collect::<Vec<String>>();
    let places = all(&lexicon.places);
    let with_bare = |names: &Vec<String>| {
        let mut known: Vec<String> = Vec::new();
        for name in all(names) {
            let bare = terms::without_place(&name, &places).to_owned();
            known.extend([name, bare]);
        }
        known.dedup();
        known
    };
    Lexicon {
        units: lexicon.units.iter().map(with_bare).collect(),
        synonyms: lexicon.synonyms.iter().map(|words| distinct(all(words))).collect(),
        ways: lexicon.ways.iter().map(|words| all(words)).collect(),
        places: places.clone(),
        terms: all(&lexicon.terms),
    }
}

/// Words that fold to the same are one.
fn distinct(words: Vec<String>) -> Vec<String> {
    let mut known = BTreeSet::new();
    words.into_iter().filter(|word| known.insert(word.clone())).collect()
}

/// The documents from the oldest on, of one day by their addresses; what each
/// adds to the files; the terms of all. Each document is made once for the three.
fn survey(library: &dyn Library) -> (Vec<usize>, Vec<Record>, Gathered) {
    type Part = (Vec<(usize, Record)>, Gathered);
    let add = |(mut records, mut gathered): Part, at| {
        let document = library.document(at);
        gathered.add(&document);
        records.push((at, Record::of(&document)));
        (records, gathered)
    };
    let join = |(mut records, gathered): Part, (more, others): Part| {
        records.extend(more);
        (records, gathered.join(others))
    };
    let (mut records, gathered) =
        (0..library.len()).into_par_iter().fold(Part::default, add).reduce(Part::default, join);
    records.par_sort_unstable_by(|(at, a), (other, b)| {
        (&a.hit.2, &a.hit.1, at).cmp(&(&b.hit.2, &b.hit.1, other))
    });
    let (order, records) = records.into_iter().unzip();
    (order, records, gathered)
}

fn segments(library: &dyn Library, order: &[usize], words: &Words) -> Vec<Segment> {
    let size = (order.len() / (4 * rayon::current_num_threads())).clamp(LEAST_SEGMENT, SEGMENT);
    let parts: Vec<(u32, &[usize])> = (0..).step_by(size).zip(order.chunks(size)).collect();
    let build = |(first, part): (u32, &[usize])| {
        Segment::build(first, part.iter().map(|at| library.document(*at)), words)
    };
    parts.into_par_iter().map(build).collect()
}

impl Record {
    fn of(document: &Document<'_>) -> Self {
        let text =
            |value: &Option<std::borrow::Cow<'_, str>>| value.as_deref().unwrap_or_default().to_owned();
        let parent = document.parent.as_ref();
        let hit = Hit(
            document.title.to_string(),
            document.address.clone(),
            document.date.map(|date| date.to_string()).unwrap_or_default(),
            text(&document.number),
            0,
            parent.map(|parent| parent.title.to_string()).unwrap_or_default(),
            parent.map(|parent| parent.address.clone()).unwrap_or_default(),
        );
        let code = document.number.as_ref().and_then(|number| {
            let folded = fold(number).text;
            let (code, _) = folded.split_once(['〔', '[', '(', '【'])?;
            Some(code.trim().to_owned()).filter(|code| !code.is_empty() && !code.contains(' '))
        });
        Self {
            hit,
            values: facets::of(document),
            code,
            digest: Sha256::digest(excerpt(document).as_bytes()).into(),
        }
    }
}

fn write_hits(records: Vec<Record>, stamp: &str, files: &mut Files) -> Vec<Facet> {
    let (mut hits, values): (Vec<Hit>, Vec<Values>) =
        records.into_iter().map(|record| (record.hit, record.values)).unzip();
    let facets = facets::write(&values, stamp, files);
    let sections: BTreeMap<&str, usize> = facets
        .first()
        .map(|facet| facet.values.iter().map(String::as_str).zip(0..).collect())
        .unwrap_or_default();
    for (hit, values) in hits.iter_mut().zip(&values) {
        hit.4 =
            values[0].first().and_then(|section| sections.get(section.as_str())).copied().unwrap_or_default();
    }
    for (number, hits) in hits.chunks(HITS_IN_FILE).enumerate() {
        files.put(&format!("d/{number}"), hits);
    }
    facets
}

/// Stretches of documents that belong under one: a document's parts and itself.
/// Parts of a document have its date and follow each other, so these are few.
fn groups(records: &[Record]) -> String {
    let heads: BTreeMap<&str, usize> = records
        .iter()
        .map(|record| record.hit.6.as_str())
        .filter(|parent| !parent.is_empty())
        .collect::<BTreeSet<&str>>()
        .into_iter()
        .zip(1..)
        .collect();
    let group = |record: &Record| {
        let Hit(_, address, _, _, _, _, parent) = &record.hit;
        heads.get(if parent.is_empty() { address.as_str() } else { parent.as_str() }).copied()
    };
    let mut first = 0;
    let mut stretches = Vec::new();
    for stretch in records.chunk_by(|a, b| group(a) == group(b)) {
        if let Some(group) = group(&stretch[0]) {
            stretches.push(format!("{first} {} {group}", stretch.len()));
        }
        first += stretch.len();
    }
    stretches.join(" ")
}

/// Groups none of whose words has all its pairs somewhere.
fn idle(groups: &[Vec<String>], tokens: &[merge::Scored]) -> Vec<usize> {
    let is_known = |token: &str| tokens.binary_search_by(|known| known.token.as_str().cmp(token)).is_ok();
    let occurs = |word: &String| {
        let characters: Vec<char> = word.chars().collect();
        characters.windows(2).all(|pair| {
            let pair: String = pair.iter().collect();
            !pair.chars().all(super::analysis::is_ideograph) || is_known(&pair)
        })
    };
    let numbered = groups.iter().enumerate();
    numbered.filter(|(_, group)| !group.iter().any(occurs)).map(|(at, _)| at).collect()
}

/// Four letters that change with the documents and their order.
fn stamp(records: &[Record]) -> String {
    let mut hash = Sha256::new();
    for record in records {
        hash.update(record.hit.1.as_bytes());
        hash.update(b"\n");
    }
    hex(&hash.finalize()[..2])
}

fn version(files: &Files, texts: &[[u8; 32]]) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in &files.0 {
        hash.update(name.as_bytes());
        hash.update(bytes);
    }
    for text in texts {
        hash.update(text);
    }
    hex(&hash.finalize()[..5])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
