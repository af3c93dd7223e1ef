//! The files of an index, read one by one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::super::file;
use super::super::index::postings;

/// A file that is not there, or not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing(pub String);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "搜索索引的文件 {} 没有或不完整", self.0)
    }
}

impl std::error::Error for Missing {}

/// A filter and its values.
#[derive(Debug, Clone, Deserialize)]
pub struct Facet {
    /// As in addresses.
    pub key: String,
    /// 栏目.
    pub label: String,
    /// The most frequent first.
    pub values: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Raw {
    n: u32,
    stamp: String,
    bounds: String,
    words: String,
    common: String,
    synonyms: Vec<Vec<String>>,
    ways: Vec<Vec<String>>,
    units: Vec<Vec<String>>,
    codes: String,
    facets: Vec<Facet>,
    terms: String,
}

/// What a search starts with.
#[derive(Debug)]
pub struct Manifest {
    /// Number of documents.
    pub total: u32,
    stamp: String,
    bounds: Vec<String>,
    pub(super) words: HashSet<String>,
    pub(super) common: HashSet<String>,
    pub(super) synonyms: Vec<Vec<String>>,
    pub(super) ways: Vec<Vec<String>>,
    pub(super) units: Vec<Vec<String>>,
    pub(super) codes: Vec<String>,
    pub(super) terms: Vec<String>,
    /// The filters, 栏目 first.
    pub facets: Vec<Facet>,
}

/// What is known of a token.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) postings: Vec<(u32, u8)>,
    pub(super) frequency: u32,
    pub(super) is_cut: bool,
    /// Where the rest is; `None` where there is none or it was read.
    pub(super) tail: Option<String>,
    rest: u8,
}

/// Reads files by their names below `search/`, without ending.
pub struct Reader<'a> {
    files: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// What the search starts with.
    pub manifest: Manifest,
    shards: HashMap<usize, BTreeMap<String, String>>,
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("manifest", &self.manifest).finish_non_exhaustive()
    }
}

fn split(text: &str) -> Vec<String> {
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl<'a> Reader<'a> {
    /// Opens an index; `files` gives the bytes of a file.
    pub fn open(files: &'a dyn Fn(&str) -> Option<Vec<u8>>) -> Result<Self, Missing> {
        let missing = || Missing(file::MANIFEST.to_owned());
        let raw: Raw = files(file::MANIFEST).and_then(|bytes| file::read(&bytes)).ok_or_else(missing)?;
        let manifest = Manifest {
            total: raw.n,
            stamp: raw.stamp,
            bounds: split(&raw.bounds),
            words: split(&raw.words).into_iter().collect(),
            common: split(&raw.common).into_iter().collect(),
            synonyms: raw.synonyms,
            ways: raw.ways,
            units: raw.units,
            codes: split(&raw.codes),
            terms: split(&raw.terms),
            facets: raw.facets,
        };
        Ok(Self { files, manifest, shards: HashMap::new() })
    }

    /// The value of a file.
    pub(super) fn value<T: DeserializeOwned>(&self, name: &str) -> Result<T, Missing> {
        (self.files)(name).and_then(|bytes| file::read(&bytes)).ok_or_else(|| Missing(name.to_owned()))
    }

    fn stamped(&self, name: &str) -> Result<String, Missing> {
        let text: String = self.value(name)?;
        let rest = text.strip_prefix(&self.manifest.stamp).and_then(|rest| rest.strip_prefix(' '));
        rest.map(str::to_owned).ok_or_else(|| Missing(name.to_owned()))
    }

    fn shard(&mut self, number: usize) -> Result<&BTreeMap<String, String>, Missing> {
        if !self.shards.contains_key(&number) {
            let mut shard = BTreeMap::new();
            if !self.manifest.bounds.is_empty() {
                let text = self.stamped(&format!("p/{number}"))?;
                let mut words = text.split(' ');
                while let (Some(token), Some(postings)) = (words.next(), words.next()) {
                    shard.insert(token.to_owned(), postings.to_owned());
                }
            }
            self.shards.insert(number, shard);
        }
        self.shards.get(&number).ok_or_else(|| Missing(format!("p/{number}")))
    }

    /// The entry of a token; one that ends in `*` stands for all that start so.
    pub(super) fn entry(&mut self, token: &str) -> Result<Entry, Missing> {
        let open = token.strip_suffix('*').filter(|word| !word.is_empty());
        let word = open.unwrap_or(token).to_owned();
        let bounds = &self.manifest.bounds;
        let first = bounds.partition_point(|bound| bound.as_str() <= word.as_str()).saturating_sub(1);
        if open.is_none() {
            return Ok(self.shard(first)?.get(&word).map(|text| read(text)).unwrap_or_default());
        }
        let shards: Vec<usize> = (first..first + 3)
            .filter(|number| {
                *number == first || bounds.get(*number).is_some_and(|bound| bound.starts_with(&word))
            })
            .collect();
        let mut best: BTreeMap<u32, u8> = BTreeMap::new();
        for number in shards {
            let shard = self.shard(number)?;
            for (_, text) in shard.range(word.clone()..).take_while(|(token, _)| token.starts_with(&word)) {
                for (document, score) in read(text).postings {
                    let known = best.entry(document).or_default();
                    *known = score.max(*known);
                }
            }
        }
        let frequency = u32::try_from(best.len()).unwrap_or(u32::MAX);
        Ok(Entry { postings: best.into_iter().collect(), frequency, ..Entry::default() })
    }

    /// Adds what was cut off, at its mean score.
    pub(super) fn complete(&self, entry: &mut Entry) -> Result<(), Missing> {
        let Some(tail) = entry.tail.take() else { return Ok(()) };
        let text = self.stamped(&format!("t/{tail}"))?;
        entry.postings.extend(postings::read_plain(&text).into_iter().map(|document| (document, entry.rest)));
        entry.is_cut = false;
        Ok(())
    }
}

fn read(text: &str) -> Entry {
    let mut fields = text.split('.');
    let postings = postings::read_with_scores(fields.next().unwrap_or_default());
    let number = |field: Option<&str>| field.and_then(|field| field.parse().ok());
    let mut entry =
        Entry { frequency: u32::try_from(postings.len()).unwrap_or(u32::MAX), postings, ..Entry::default() };
    if let Some(frequency) = number(fields.next()) {
        entry.frequency = frequency;
        entry.is_cut = true;
        entry.tail = fields.next().filter(|tail| *tail != "-").map(str::to_owned);
        entry.rest = number(fields.next()).and_then(|rest| u8::try_from(rest).ok()).unwrap_or_default();
    }
    entry
}
