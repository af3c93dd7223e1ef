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
//!    press             check                             disk: only here
//! ```
//! Beside the picture, `workbook` turns targets and figures into a form for
//! Excel, and a form that came back into figures and revisions; `spreadsheet`
//! reads foreign workbooks for whoever is handed one.

pub mod asset;
pub mod check;
pub mod cli;
pub mod column;
pub mod config;
pub mod dataset;
pub mod digest;
pub mod edition;
mod error;
pub mod id;
pub mod page;
pub mod picture;
pub mod policy;
pub mod press;
pub mod problem;
pub mod progress;
pub mod quantity;
pub mod site;
pub mod source;
pub mod spreadsheet;
pub mod text;
pub mod workbook;

use std::path::Path;

use jiff::civil::Date;

pub use error::Error;

use asset::Theme;
use config::Config;
use edition::Edition;
use picture::{Reference, Wanted};
use problem::Problems;
use site::{Parts, Site, files};
use source::Sources;

/// The result of what only the machine can refuse.
pub type Result<T> = std::result::Result<T, Error>;

/// Where developed pictures are kept between runs, below the project's root.
const PICTURES: &str = ".saltpress/pictures";

/// Reads a project and joins it into the edition that building and checking share.
///
/// `today` decides what has lapsed; the same sources and day give the same bytes.
/// Pictures are developed into a folder of the project where they are not there yet.
/// Fails where `root` is no folder or that folder cannot be written; everything
/// else is a problem.
pub fn edition(root: &Path, today: Date, problems: &mut Problems) -> Result<Edition> {
    let sources = Sources::read(root, problems)?;
    let config = Config::parse(&sources, problems);
    let policies = policy::record::parse_all(&sources, problems);
    let progress = progress::parse_all(&sources, problems);
    let column = column::parse_all(&sources, problems);
    let theme = Theme::load(&sources, &config, problems);
    let parts = Parts { config, policies, progress, column };
    let site = Site::assemble(&sources, parts, today, problems);
    page::former::tell(&site, &sources, problems);
    let gallery = picture::develop(root, &root.join(PICTURES), &wanted(&site, &sources), problems)?;
    Ok(Edition::issue(site, theme, gallery, root))
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
