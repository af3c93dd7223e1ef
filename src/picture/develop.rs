//! One picture from file to cache.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::budget::Budget;
use super::cache::Cache;
use super::fault::{Fault, Note};
use super::header::{Kind, sniff};
use super::index::{Facts, Index, Kept, Outcome, Stamp};
use super::input::{Found, Project};
use super::prints::{Print, prints};
use super::{Format, MAX_WIDTH, decode, name, svg};
use crate::source;

/// Files that are held in memory at once, in bytes.
const READING: u64 = 256 << 20;
/// Decoded pixels that are held in memory at once, in bytes.
const DECODING: u64 = 768 << 20;

/// What all pictures of a build share.
#[derive(Debug)]
pub(super) struct Darkroom<'a> {
    project: Project,
    cache: &'a Cache,
    index: &'a Index,
    /// Taken before the other, never after it.
    reading: Budget,
    decoding: Budget,
}

/// A picture whose content is known.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) stamp: Stamp,
    pub(super) outcome: Outcome,
    /// Whether its content had to be worked on.
    pub(super) was_developed: bool,
}

/// What a first look at a source tells, without reading it.
#[derive(Debug)]
pub(super) enum Seen {
    Known(Settled),
    New(Found),
    Nothing(Fault),
}

impl<'a> Darkroom<'a> {
    pub(super) fn new(project: Project, cache: &'a Cache, index: &'a Index) -> Self {
        Self { project, cache, index, reading: Budget::new(READING), decoding: Budget::new(DECODING) }
    }

    /// Finds `source`, and what is known of it.
    pub(super) fn look(&self, source: &str) -> Seen {
        let found = match self.project.find(source) {
            Ok(found) => found,
            Err(fault) => return Seen::Nothing(fault),
        };
        let known = self.index.known(source, found.bytes, found.changed);
        match known.and_then(|digest| Some((digest, self.stored(digest)?))) {
            Some((digest, outcome)) => {
                let stamp = found.stamp(digest.to_owned());
                Seen::Known(Settled { stamp, outcome: outcome.clone(), was_developed: false })
            }
            None => Seen::New(found),
        }
    }

    /// Reads what was found, and works on it where its content is new. Fails only
    /// where the cache cannot be written.
    pub(super) fn settle(&self, found: &Found) -> crate::Result<Result<Settled, Fault>> {
        let _share = self.reading.take(found.bytes);
        let bytes = match found.read() {
            Ok(bytes) => bytes,
            Err(fault) => return Ok(Err(fault)),
        };
        let stamp = found.stamp(name::digest(&bytes));
        let (outcome, was_developed) = match self.stored(&stamp.digest) {
            Some(outcome) => (outcome.clone(), false),
            None => (self.develop(&stamp.digest, &bytes)?, true),
        };
        Ok(Ok(Settled { stamp, outcome, was_developed }))
    }

    /// What is known of a content, where its files are still there.
    fn stored(&self, digest: &str) -> Option<&'a Outcome> {
        self.index.outcome(digest).filter(|outcome| match outcome {
            Outcome::Picture(facts) => self.cache.holds(digest, facts),
            Outcome::Refused(_) => true,
        })
    }

    fn develop(&self, digest: &str, bytes: &[u8]) -> crate::Result<Outcome> {
        // The decoders are the work of others and read the bytes of strangers: one
        // that gives up in the middle takes its picture with it, not the build.
        let developed =
            catch_unwind(AssertUnwindSafe(|| self.worked_on(bytes))).unwrap_or(Err(Fault::Damaged));
        let (mut facts, prints) = match developed {
            Ok(developed) => developed,
            Err(fault) => return Ok(Outcome::Refused(fault)),
        };
        let key = name::key(digest);
        for print in prints {
            let kept = Kept {
                width: print.width,
                height: print.height,
                format: print.format,
                bytes: print.bytes.len() as u64,
                sha256: name::digest(&print.bytes),
            };
            self.cache.keep(&key, &kept, &print.bytes)?;
            facts.variants.push(kept);
        }
        Ok(Outcome::Picture(facts))
    }

    /// The facts of a picture, still without variants, and these.
    fn worked_on(&self, bytes: &[u8]) -> Result<(Facts, Vec<Print>), Fault> {
        let kind = sniff(bytes)?;
        if kind == Kind::Svg {
            return drawing(bytes);
        }
        let decoded = decode::decode(bytes, kind, MAX_WIDTH, &self.decoding)?;
        let prints = prints(decoded.raster, kind)?;
        drop(decoded.share);
        let (width, height, notes) = (decoded.width, decoded.height, decoded.notes);
        let facts = Facts { width, height, placeholder: prints.placeholder, variants: Vec::new(), notes };
        Ok((facts, prints.list))
    }
}

/// A drawing in text: itself, made harmless.
fn drawing(bytes: &[u8]) -> Result<(Facts, Vec<Print>), Fault> {
    if bytes.len() as u64 > svg::MAX_BYTES {
        return Err(Fault::SvgTooLong(bytes.len() as u64));
    }
    let (text, _) = source::decode(bytes).ok_or(Fault::SvgBroken)?;
    let drawing = svg::clean(&text)?;
    let (width, height) = (drawing.width, drawing.height);
    let notes = if drawing.removed.is_empty() { Vec::new() } else { vec![Note::SvgCleaned(drawing.removed)] };
    // What shows through a drawing is the paper.
    let placeholder = "#ffffff".to_owned();
    let facts = Facts { width, height, placeholder, variants: Vec::new(), notes };
    let print = Print { width, height, format: Format::Svg, bytes: drawing.text.into_bytes() };
    Ok((facts, vec![print]))
}
