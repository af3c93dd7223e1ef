//! Pictures of a project, made fit for the web: several widths, WebP beside JPEG
//! or PNG, upright, in sRGB, free of metadata, drawings free of script.
//!
//! ```text
//! file ─ input ─ header ─┬─ decode ─ prints ─┬─ cache      index: what need not be done again
//!                        └─ svg ─────────────┘
//! ```
//! A picture that cannot be published is a problem with a remedy; the rest go on.
//! Knows nothing of pages: who shows a picture asks the [`Gallery`] for it.
//! Touches the disk: reads the project's pictures, writes the cache folder.

mod budget;
mod cache;
mod colour;
mod decode;
mod develop;
mod encode;
mod fault;
pub mod header;
mod index;
mod input;
pub mod jpeg;
mod name;
mod prints;
mod raster;
pub mod svg;
mod wanted;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use fault::{Fault, Note};
pub use wanted::{Reference, Wanted};

use cache::Cache;
use develop::{Darkroom, Seen, Settled};
use index::{Facts, Outcome, Stamp};
use input::Project;

use crate::problem::{Problem, Problems};

/// Bytes of a picture's file. Phones make 3 to 15 MB.
pub const MAX_BYTES: u64 = 40 << 20;
/// Pixels of a picture. Phones make 12 to 50 million.
pub const MAX_PIXELS: u64 = 100_000_000;
/// Pixels of a side: what JPEG can tell.
pub const MAX_SIDE: u32 = 65_500;
/// The widest variant: a column of 800 CSS pixels on a screen of double density.
pub const MAX_WIDTH: u32 = 1600;
/// A narrower photo is blurred even on a phone, in pixels.
const LEAST_WIDTH: u32 = 320;
/// Raised with every change of what is made of the same bytes: names and cache entries follow.
const RECIPE: u32 = 1;

/// The file format of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For browsers that take it: all since 2020, Chromium since 2014.
    WebP,
    /// A photo, for the others and for sharing.
    Jpeg,
    /// A drawing, for the others and for sharing.
    Png,
    /// A drawing in text, at any size.
    Svg,
}

impl Format {
    /// The ending of its files, without the point.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }

    /// Its media type, as the `type` of a `<source>`.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::WebP => "image/webp",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// One file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// What it is.
    pub format: Format,
    /// The name to publish it by: from the picture's own name, its content and
    /// the width; another content, another name.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// Where its bytes are, in the cache folder.
    pub file: PathBuf,
}

/// A picture that can be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Path of the original, relative to the project's root, with `/`.
    pub source: String,
    /// Pixels of the original, upright.
    pub width: u32,
    /// Pixels of the original, upright.
    pub height: u32,
    /// The mean colour, `#rrggbb`: what stands in its place until it has come.
    pub placeholder: String,
    /// WebP, if any, before the other format; narrow before wide. Never empty.
    pub variants: Vec<Variant>,
}

impl Picture {
    /// Its files of one format, narrow before wide.
    pub fn of(&self, format: Format) -> impl Iterator<Item = &Variant> {
        self.variants.iter().filter(move |variant| variant.format == format)
    }

    /// Its files that every browser shows: JPEG, PNG or SVG, narrow before wide.
    pub fn plain(&self) -> impl Iterator<Item = &Variant> {
        self.variants.iter().filter(|variant| variant.format != Format::WebP)
    }
}

/// The pictures of a build.
#[derive(Debug, Clone, Default)]
pub struct Gallery {
    pictures: BTreeMap<String, Picture>,
    /// Pictures that were worked on in this run, the refused ones too.
    pub developed: usize,
    /// Pictures taken from the cache, the refused ones too.
    pub reused: usize,
}

impl Gallery {
    /// The picture at `source`; `None` where it was not asked for or is refused.
    #[must_use]
    pub fn get(&self, source: &str) -> Option<&Picture> {
        self.pictures.get(source)
    }

    /// All pictures, by source.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.pictures.values()
    }
}

/// Makes the pictures that are `wanted` of the project at `root`, on all cores,
/// or takes them from the folder `cache`, which outlasts the build and may be
/// deleted at any time.
///
/// What is wrong with a picture goes to `problems`, the same in every run. Fails
/// only where `root` is no folder or the cache cannot be written.
pub fn develop(
    root: &Path,
    cache: &Path,
    wanted: &Wanted,
    problems: &mut Problems,
) -> crate::Result<Gallery> {
    if wanted.is_empty() {
        return Ok(Gallery::default());
    }
    let cache = Cache::new(cache);
    let index = cache.index();
    let darkroom = Darkroom::new(Project::new(root)?, &cache, &index);
    let sources: Vec<&str> = wanted.iter().map(|(source, _)| source).collect();
    let seen: Vec<Seen> = sources.par_iter().map(|source| darkroom.look(source)).collect();
    // Told before the first file is read: see `Index::known`.
    let now = if seen.iter().any(|seen| matches!(seen, Seen::New(_))) { cache.moment()? } else { None };
    let settle = |seen| match seen {
        Seen::Known(settled) => Ok(Ok(settled)),
        Seen::New(found) => darkroom.settle(&found),
        Seen::Nothing(fault) => Ok(Err(fault)),
    };
    let settled: Vec<Result<Settled, Fault>> =
        seen.into_par_iter().map(settle).collect::<crate::Result<_>>()?;
    let mut gallery = Gallery::default();
    let mut found: BTreeMap<&str, (Stamp, Outcome)> = BTreeMap::new();
    for ((source, from), settled) in wanted.iter().zip(settled) {
        match settled {
            Ok(settled) => {
                gallery.add(source, &settled, &cache, from, problems);
                found.insert(source, (settled.stamp, settled.outcome));
            }
            Err(fault) => problems.add(fault.problem(source, from)),
        }
    }
    let (next, forgotten) = index.after(&found, now);
    if next != index {
        cache.close(&next, &forgotten, now)?;
    }
    Ok(gallery)
}

impl Gallery {
    fn add(
        &mut self,
        source: &str,
        settled: &Settled,
        cache: &Cache,
        from: Option<&Reference>,
        problems: &mut Problems,
    ) {
        if settled.was_developed {
            self.developed += 1;
        } else {
            self.reused += 1;
        }
        match &settled.outcome {
            Outcome::Picture(facts) => {
                problems.extend(facts.notes.iter().map(|note| note.problem(source, from)));
                self.pictures.insert(source.to_owned(), picture(source, &settled.stamp.digest, facts, cache));
            }
            Outcome::Refused(fault) => problems.add(fault.problem(source, from)),
        }
    }
}

/// A warning for each photo of `gallery` that is too small for a column of text. A drawing has any size.
pub fn small<'a>(gallery: &'a Gallery, wanted: &'a Wanted) -> impl Iterator<Item = Problem> + 'a {
    wanted.iter().filter_map(|(source, from)| {
        let picture = gallery.get(source)?;
        let is_drawing = picture.variants.iter().any(|variant| variant.format == Format::Svg);
        let is_small = picture.width < LEAST_WIDTH && !is_drawing;
        is_small.then(|| Note::Small(picture.width, picture.height).problem(source, from))
    })
}

/// A picture by the name of `source`.
fn picture(source: &str, digest: &str, facts: &Facts, cache: &Cache) -> Picture {
    let key = name::key(digest);
    let variants = facts.variants.iter().map(|kept| Variant {
        width: kept.width,
        height: kept.height,
        format: kept.format,
        name: name::published(source, &key, kept.width, kept.format),
        bytes: kept.bytes,
        sha256: kept.sha256.clone(),
        file: cache.place(&key, kept.width, kept.format.ending()),
    });
    Picture {
        source: source.to_owned(),
        width: facts.width,
        height: facts.height,
        placeholder: facts.placeholder.clone(),
        variants: variants.collect(),
    }
}
