//! saltpress (盐印) turns a county government's action plan into a static site.
//!
//! ```text
//!  policies/          content/            themes/        read once, by `source`
//!      │                 │                   │
//!    policy  progress  column  config        │           pure: text → value; never refuses a text
//!      └───────┬─────────┴───────┘           │
//!             site ── picture                │           joined, linked, immutable; pictures developed
//!      ┌───────┴─────────┐                   │
//!    page  dataset     asset ◄───────────────┘           what each path will hold
//!      └───────┬─────────┘
//!           edition                                      path → what it is printed from, and its bytes
//!      ┌───────┴─────────┐
//!    press   preview  inspection                         disk and network: only here
//! ```
//! `inspection` asks other sites through `visit`, where somebody wishes it.
//! Beside the picture, `workbook` turns targets and figures into a form for
//! Excel, and a form that came back into figures and revisions; `spreadsheet`
//! reads foreign workbooks for whoever is handed one.

pub mod asset;
pub mod cli;
pub mod column;
pub mod config;
pub mod dataset;
pub mod digest;
pub mod disk;
pub mod edition;
mod error;
pub mod id;
pub mod inspection;
pub mod library;
pub mod memory;
pub mod page;
pub mod picture;
pub mod policy;
pub mod press;
pub mod preview;
pub mod problem;
pub mod progress;
pub mod quantity;
pub mod search;
pub mod site;
pub mod source;
pub mod spreadsheet;
pub mod text;
pub mod visit;
pub mod workbook;

use std::path::Path;

use jiff::civil::Date;

pub use error::Error;

use asset::Theme;
use config::Config;
use edition::Edition;
use memory::Memory;
use picture::{Reference, Wanted};
use problem::Problems;
use site::{Occasion, Parts, Site, files};
use source::Sources;

/// The result of what only the machine can refuse.
pub type Result<T> = std::result::Result<T, Error>;

/// Where developed pictures are kept between runs, below the project's root.
const PICTURES: &str = ".saltpress/pictures";
/// Where what is known of quiet texts is kept between runs, below the project's root.
const TEXTS: &str = ".saltpress/texts";

/// Reads a project and joins it into the edition that building and checking share.
///
/// `today` decides what has lapsed; the same sources and day give the same bytes.
/// Pictures are developed into a folder of the project where they are not there yet.
/// Fails where `root` is no folder or that folder cannot be written; everything
/// else is a problem. The answer holds the texts, too.
pub fn edition(root: &Path, today: Date, problems: &mut Problems) -> Result<(Edition, Sources)> {
    let (sources, mut memory) = rayon::join(|| Sources::read(root, problems), || remembered(root));
    let sources = sources?;
    let edition = issue(&sources, &mut memory, Occasion::public(today), problems)?;
    Ok((complete(edition, problems), sources))
}

/// The same from sources that were read already: for those who go on to look into the texts.
pub fn edition_of(sources: &Sources, today: Date, problems: &mut Problems) -> Result<Edition> {
    let edition = issue(sources, &mut remembered(sources.root()), Occasion::public(today), problems)?;
    Ok(complete(edition, problems))
}

/// The edition that staff look at before it is published: drafts and what is to come have
/// their pages, and the search index is made when somebody asks for it. `memory` learns what
/// this reading found, for the next.
pub fn preview_of(
    sources: &Sources,
    today: Date,
    memory: &mut Memory,
    problems: &mut Problems,
) -> Result<Edition> {
    let edition = issue(sources, memory, Occasion::preview(today), problems)?;
    memory.learn(edition.site());
    Ok(edition)
}

/// What an earlier run kept of the texts of a project.
#[must_use]
pub fn remembered(root: &Path) -> Memory {
    Memory::open(root.join(TEXTS))
}

/// The edition with its search index, and what that tells.
fn complete(edition: Edition, problems: &mut Problems) -> Edition {
    let edition = edition.with_index();
    for group in edition.idle_synonyms() {
        problems.add(site::synonyms::idle(group));
    }
    edition
}

fn issue(
    sources: &Sources,
    memory: &mut Memory,
    occasion: Occasion,
    problems: &mut Problems,
) -> Result<Edition> {
    let config = Config::parse(sources, problems);
    let policies = policy::record::parse_all(sources, problems);
    let progress = progress::parse_all(sources, problems);
    memory.adapt(&config, !progress.is_empty());
    let column = column::parse_all(sources, &memory.known, problems);
    let theme = Theme::load(sources, &config, problems);
    let parts = Parts { config, policies, progress, column };
    let site = Site::assemble(sources, parts, occasion, problems);
    page::former::tell(&site, sources, problems);
    let (root, wanted) = (sources.root(), wanted(&site, sources));
    let cache = root.join(PICTURES);
    let (gallery, ()) =
        rayon::join(|| picture::develop(root, &cache, &wanted, problems), || memory.keep(&site));
    let gallery = gallery?;
    problems.extend(picture::small(&gallery, &wanted));
    Ok(Edition::issue(site, theme, gallery, sources))
}

/// The pictures that pages show, each with the first place that names it.
fn wanted(site: &Site, sources: &Sources) -> Wanted {
    let mut wanted = Wanted::default();
    for shown in files::pictures(site) {
        let place = sources.get(&shown.path).map(|file| file.place(shown.span));
        wanted.add(shown.picture, Some(Reference { path: shown.path, place }));
    }
    wanted
}
