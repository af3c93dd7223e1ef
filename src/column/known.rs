//! Texts that an earlier run read and found in order: their headers are not read
//! again, and their bodies not before their HTML is asked for.

use std::collections::HashMap;
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::problem::Problems;
use crate::source::SourceFile;
use crate::text::markdown::{self, Body, Gist};
use crate::text::yaml::{self, Lost};

/// What an earlier run found in files of which it told nothing, by their paths.
///
/// Kept bytes are foreign bytes: what cannot be taken from them is read anew.
#[derive(Debug, Default)]
pub struct Known {
    records: HashMap<String, Place>,
    bytes: Vec<u8>,
}

/// Where the record of a file lies.
#[derive(Debug)]
struct Place {
    /// SHA-256 of the file.
    digest: [u8; 32],
    record: Where,
}

#[derive(Debug)]
enum Where {
    /// Among the bytes of all.
    Kept(Range<usize>),
    /// Found in this run.
    Learnt(Box<[u8]>),
}

/// The heads of all records, in the order of their bytes.
type Index<P> = Vec<(P, [u8; 32], usize)>;

/// What is kept of a file.
#[derive(Debug, Serialize, Deserialize)]
struct Record<H, G> {
    header: H,
    body: Range<usize>,
    gist: G,
}

/// A file, parted into header and text.
#[derive(Debug)]
pub(super) struct Text<H> {
    pub(super) header: H,
    pub(super) body: Body,
    /// What to keep of it; `None` where it was kept before, or something was told of it.
    pub(super) record: Option<Vec<u8>>,
    /// Entries of the header that were told and left out.
    pub(super) lost: Lost,
}

impl Known {
    /// What [`pack`] added to bytes of the length `start`. `None` where it was not this.
    #[must_use]
    pub fn unpack(bytes: Vec<u8>, start: usize) -> Option<Self> {
        let (index, rest): (Index<String>, &[u8]) = postcard::take_from_bytes(bytes.get(start..)?).ok()?;
        let mut at = bytes.len() - rest.len();
        let mut records = HashMap::with_capacity(index.len());
        for (path, digest, length) in index {
            let end = at.checked_add(length).filter(|end| *end <= bytes.len())?;
            records.insert(path, Place { digest, record: Where::Kept(at..end) });
            at = end;
        }
        Some(Self { records, bytes })
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The record of the file at `path`, as long as it has this SHA-256.
    #[must_use]
    pub fn record(&self, path: &str, digest: &[u8; 32]) -> Option<&[u8]> {
        let place = self.records.get(path).filter(|place| place.digest == *digest)?;
        match &place.record {
            Where::Kept(range) => self.bytes.get(range.clone()),
            Where::Learnt(record) => Some(record),
        }
    }

    /// Takes the record of a file of this SHA-256, in the place of what is known of that path.
    pub fn learn(&mut self, path: &str, digest: [u8; 32], record: &[u8]) {
        self.records.insert(path.to_owned(), Place { digest, record: Where::Learnt(record.into()) });
    }

    /// Forgets the files whose paths are not `wanted`.
    pub fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        self.records.retain(|path, _| wanted(path));
    }

    /// Reads a file with a header of the kind `H`, as far as it is not known.
    pub(super) fn read<H>(&self, file: &SourceFile, problems: &mut Problems) -> Option<Text<H>>
    where
        H: Serialize + DeserializeOwned,
    {
        if let Some(text) = self.recall(file) {
            return Some(text);
        }
        let mut told = Problems::new();
        let read = read_anew(file, &mut told);
        let is_quiet = told.is_empty();
        problems.extend(told);
        let (header, lost, range, body) = read?;
        let keep = || postcard::to_allocvec(&Record { header: &header, body: range, gist: body.gist() }).ok();
        let record = if is_quiet && body.is_sound() { keep() } else { None };
        Some(Text { header, body, record, lost })
    }

    fn recall<H: DeserializeOwned>(&self, file: &SourceFile) -> Option<Text<H>> {
        if self.is_empty() {
            return None;
        }
        let record = self.record(file.path(), &file.digest())?;
        let Record { header, body, gist }: Record<H, Gist> = postcard::from_bytes(record).ok()?;
        Some(Text { header, body: markdown::later(file, body, gist), record: None, lost: Lost::default() })
    }
}

impl<H> Text<H> {
    /// Parts what `split` says is its own from what all texts have.
    pub(super) fn part<S, O>(self, split: impl FnOnce(H) -> (S, O)) -> (O, Text<S>) {
        let (header, own) = split(self.header);
        (own, Text { header, body: self.body, record: self.record, lost: self.lost })
    }
}

/// A header with mistakes is read as far as it goes, and the text below it in any case.
fn read_anew<H: DeserializeOwned>(
    file: &SourceFile,
    problems: &mut Problems,
) -> Option<(H, Lost, Range<usize>, Body)> {
    let (header, range) = markdown::split_header(file, problems)?;
    let reading = yaml::read_text(file, &header, problems);
    let body = markdown::parse(file, range.clone(), problems);
    Some((reading.value?, reading.lost, range, body))
}

/// Adds records of files to `bytes`, as [`Known::unpack`] takes them: path, SHA-256 and
/// record of each.
pub fn pack(records: &[(&str, [u8; 32], &[u8])], bytes: &mut Vec<u8>) {
    let head = |(path, digest, record): &(_, _, &[u8])| (*path, *digest, record.len());
    let index: Index<&str> = records.iter().map(head).collect();
    // Into memory, names and numbers alone: there is nothing that could be refused.
    bytes.extend(postcard::to_allocvec(&index).unwrap_or_default());
    for (.., record) in records {
        bytes.extend_from_slice(record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::yaml::{Placed, Words};

    #[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
    struct Header {
        #[serde(rename = "标题", alias = "title", default)]
        title: Option<Placed>,
        #[serde(rename = "年度", default)]
        year: Option<Placed<i16>>,
        #[serde(rename = "条款", default)]
        clauses: Words,
    }

    const TEXT: &str = "---\n标题: 螺帽\n年度: 2025\n条款: 2.1.2、2.10\n---\n## 做法\n\n**甲**[乙](b.md)。\n";

    fn read(known: &Known, file: &SourceFile) -> Text<Header> {
        let mut problems = Problems::new();
        let text = known.read(file, &mut problems).unwrap();
        assert!(problems.is_empty());
        text
    }

    fn kept(file: &SourceFile, record: &[u8]) -> Known {
        let mut bytes = b"head".to_vec();
        pack(&[("a.md", [7; 32], b"other"), (file.path(), file.digest(), record)], &mut bytes);
        Known::unpack(bytes, 4).unwrap()
    }

    #[test]
    fn a_known_text_is_read_as_it_was_and_its_body_later() {
        let file = SourceFile::new("b.md", TEXT);
        let now = read(&Known::default(), &file);
        let known = kept(&file, &now.record.unwrap());
        let later = read(&known, &file);
        assert_eq!((later.header, &later.record), (now.header, &None));
        assert!(later.body.is_waiting() && later.body.is_sound());
        assert_eq!((later.body.gist(), later.body.gist().needs.len()), (now.body.gist(), 1));
        assert_eq!(later.body.pieces(), now.body.pieces());
        assert!(!later.body.is_waiting());
    }

    #[test]
    fn another_text_and_bytes_that_are_no_record_are_read_anew() {
        let file = SourceFile::new("b.md", TEXT);
        let record = read(&Known::default(), &file).record.unwrap();
        let other = SourceFile::new("b.md", TEXT.replace("螺帽", "螺栓"));
        for (known, file) in [(kept(&file, &record), &other), (kept(&file, &record[..9]), &file)] {
            assert!(read(&known, file).record.is_some());
        }
        for packed in [&b""[..], b"\xff\xff", b"\x01\x01a"] {
            assert!(Known::unpack(packed.to_vec(), 0).is_none_or(|known| known.is_empty()), "{packed:?}");
        }
    }

    #[test]
    fn what_is_learnt_takes_the_place_of_what_was_kept() {
        let file = SourceFile::new("b.md", TEXT);
        let other = SourceFile::new("b.md", TEXT.replace("螺帽", "螺栓"));
        let record = |file| read(&Known::default(), file).record.unwrap();
        let mut known = kept(&file, &record(&file));
        known.learn("b.md", other.digest(), &record(&other));
        assert_eq!(known.len(), 2);
        assert_eq!(read(&known, &other).record, None);
        assert!(read(&known, &file).record.is_some());
        known.retain(|path| path == "a.md");
        assert!(read(&known, &other).record.is_some());
        assert_eq!(known.record("a.md", &[7; 32]), Some(&b"other"[..]));
    }

    #[test]
    fn what_is_told_is_told_each_time() {
        let file = SourceFile::new("b.md", format!("{TEXT}\n<script>x</script>\n"));
        let text: Text<Header> = Known::default().read(&file, &mut Problems::new()).unwrap();
        assert_eq!(text.record, None);
    }

    #[test]
    fn a_header_with_a_mistake_is_read_as_far_as_it_goes_and_never_kept() {
        let text = TEXT.replace("标题: 螺帽", "标题:螺帽").replace("**甲**", "<script>x</script>");
        let mut problems = Problems::new();
        let read: Text<Header> =
            Known::default().read(&SourceFile::new("b.md", text), &mut problems).unwrap();
        assert_eq!((read.header.title, read.header.year.map(|year| year.value)), (None, Some(2025)));
        assert!(read.lost.has("标题") && read.record.is_none());
        let told: Vec<_> = problems.into_iter().map(|p| p.location().unwrap_or_default()).collect();
        assert_eq!(told, ["b.md:2:5", "b.md:8:1"]);
    }
}
