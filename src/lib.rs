//! saltpress (盐印) turns a county government's action plan into a static site.
//!
//! ```text
//!  policies/      content/        themes/         read once, by `source`
//!      │              │              │
//!    policy  progress  config        │            pure: text → value; never refuses a text
//!      └──────┬───────────┘          │
//!           site                     │            joined, linked, immutable
//!      ┌──────┴─────────┐            │
//!    page             asset ◄────────┘            what each path will hold
//!      └──────┬─────────┘
//!          edition                                path → how to print it; prints one path to bytes
//!      ┌──────┴─────────┐
//!    press            check                       disk: only here
//! ```
//! Beside the picture, `workbook` turns targets and figures into a form for
//! Excel, and a form that came back into figures and revisions; `spreadsheet`
//! reads foreign workbooks for whoever is handed one.

pub mod asset;
pub mod check;
pub mod cli;
pub mod config;
pub mod dataset;
pub mod edition;
mod error;
pub mod id;
pub mod page;
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
use problem::Problems;
use site::Site;
use source::Sources;

/// The result of what only the machine can refuse.
pub type Result<T> = std::result::Result<T, Error>;

/// Reads a project and joins it into the edition that building and checking share.
///
/// `today` decides what has lapsed; the same sources and day give the same bytes.
/// Fails only where `root` is no folder; everything else is a problem.
pub fn edition(root: &Path, today: Date, problems: &mut Problems) -> Result<Edition> {
    let sources = Sources::read(root, problems)?;
    let config = Config::parse(&sources, problems);
    let policies = policy::record::parse_all(&sources, problems);
    let progress = progress::parse_all(&sources, problems);
    let theme = Theme::load(&sources, &config, problems);
    let site = Site::assemble(&sources, config, policies, progress, today, problems);
    Ok(Edition::issue(site, theme))
}
