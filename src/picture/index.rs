//! What is known of pictures from earlier builds.
//!
//! Two tables: which content a source had when it was last read, and what became
//! of each content. A source whose size and time of change are as noted is not
//! read again; see [`Index::known`] for the one trap in that.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fault::{Fault, Note};
use super::{Format, RECIPE};

/// Builds that change something, after which a content that none of them asked
/// for is forgotten.
pub(super) const PATIENCE: u32 = 20;

/// A time of change in nanoseconds since 1970, as the file system tells it.
pub(super) type Moment = u64;

/// How a source looked when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    pub(super) bytes: u64,
    /// `None` where the file system does not tell: such a source is always read.
    pub(super) changed: Option<Moment>,
    /// SHA-256 of the content.
    pub(super) digest: String,
}

/// A variant in the cache.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) format: Format,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

/// A picture without its name and place, which are not of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Facts {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) placeholder: String,
    pub(super) variants: Vec<Kept>,
    pub(super) notes: Vec<Note>,
}

/// What became of a content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    Picture(Facts),
    Refused(Fault),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    outcome: Outcome,
    /// Builds that changed something since one asked for it.
    idle: u32,
}

/// The index of a cache.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Index {
    recipe: u32,
    /// The file system's time before the first of `sources` was read.
    as_of: Moment,
    sources: BTreeMap<String, Stamp>,
    contents: BTreeMap<String, Record>,
}

impl Default for Index {
    fn default() -> Self {
        Self { recipe: RECIPE, as_of: 0, sources: BTreeMap::new(), contents: BTreeMap::new() }
    }
}

impl Index {
    /// Reads an index. One that is broken, or of another recipe, is as good as none.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let index: Option<Self> = serde_json::from_slice(bytes).ok();
        index.filter(|index| index.recipe == RECIPE).unwrap_or_default()
    }

    /// The digest of `source`, where it is sure that its content is as noted.
    ///
    /// A file can change twice within one tick of the file system's clock, the
    /// second time after it was read, and keep its time of change. So only a
    /// source that had come to rest before reading began is trusted: a change
    /// after that would have set another time.
    pub(super) fn known(&self, source: &str, bytes: u64, changed: Option<Moment>) -> Option<&str> {
        let stamp = self.sources.get(source)?;
        let is_same = stamp.bytes == bytes && stamp.changed == changed;
        let is_at_rest = changed.is_some_and(|changed| changed < self.as_of);
        (is_same && is_at_rest).then_some(stamp.digest.as_str())
    }

    /// What became of the content `digest`.
    pub(super) fn outcome(&self, digest: &str) -> Option<&Outcome> {
        self.contents.get(digest).map(|record| &record.outcome)
    }

    /// The index after a build that found `found`, by source; `as_of` where
    /// sources were read. Also what was forgotten.
    pub(super) fn after(
        &self,
        found: &BTreeMap<&str, (Stamp, Outcome)>,
        as_of: Option<Moment>,
    ) -> (Self, BTreeMap<String, Outcome>) {
        let sources =
            found.iter().map(|(source, (stamp, _))| ((*source).to_owned(), stamp.clone())).collect();
        let mut contents = self.contents.clone();
        for record in contents.values_mut() {
            record.idle += 1;
        }
        for (stamp, outcome) in found.values() {
            contents.insert(stamp.digest.clone(), Record { outcome: outcome.clone(), idle: 0 });
        }
        let (kept, forgotten): (BTreeMap<_, _>, BTreeMap<_, _>) =
            contents.into_iter().partition(|(_, record)| record.idle <= PATIENCE);
        let forgotten = forgotten.into_iter().map(|(digest, record)| (digest, record.outcome)).collect();
        (Self { recipe: RECIPE, as_of: as_of.unwrap_or(self.as_of), sources, contents: kept }, forgotten)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(changed: Moment, digest: &str) -> Stamp {
        Stamp { bytes: 5, changed: Some(changed), digest: digest.to_owned() }
    }

    fn found(stamp: Stamp) -> BTreeMap<&'static str, (Stamp, Outcome)> {
        BTreeMap::from([("a.jpg", (stamp, Outcome::Refused(Fault::Damaged)))])
    }

    #[test]
    fn a_source_is_trusted_only_where_it_was_at_rest_before_it_was_read() {
        let (index, _) = Index::default().after(&found(stamp(99, "x")), Some(100));
        assert_eq!(index.known("a.jpg", 5, Some(99)), Some("x"));
        assert_eq!(index.known("a.jpg", 6, Some(99)), None);
        assert_eq!(index.known("a.jpg", 5, Some(98)), None);
        assert_eq!(index.known("b.jpg", 5, Some(99)), None);
        let (index, _) = Index::default().after(&found(stamp(100, "x")), Some(100));
        assert_eq!(index.known("a.jpg", 5, Some(100)), None);
        let timeless = Stamp { changed: None, ..stamp(0, "x") };
        let (index, _) = Index::default().after(&found(timeless), Some(100));
        assert_eq!(index.known("a.jpg", 5, None), None);
    }

    #[test]
    fn a_content_that_nobody_asks_for_is_forgotten_in_the_end() {
        let (mut index, _) = Index::default().after(&found(stamp(1, "x")), Some(2));
        for _ in 0..PATIENCE {
            let (next, forgotten) = index.after(&BTreeMap::new(), None);
            assert!(forgotten.is_empty());
            index = next;
        }
        assert!(index.outcome("x").is_some());
        let (index, forgotten) = index.after(&BTreeMap::new(), None);
        assert!(index.outcome("x").is_none());
        assert_eq!(forgotten.into_keys().collect::<Vec<_>>(), ["x"]);
    }

    #[test]
    fn an_index_survives_being_written_and_a_broken_one_is_none() {
        let (index, _) = Index::default().after(&found(stamp(1, "x")), Some(2));
        let bytes = serde_json::to_vec(&index).unwrap();
        assert_eq!(Index::parse(&bytes), index);
        let newer = String::from_utf8(bytes.clone()).unwrap().replace("\"recipe\":", "\"recipe\":9");
        for broken in [&bytes[..bytes.len() - 1], b"", b"{}", newer.as_bytes()] {
            assert_eq!(Index::parse(broken), Index::default());
        }
    }
}
