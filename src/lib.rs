//! saltpress (盐印) turns a county government's action plan into a static site.
//!
//! ```text
//!  policies/      content/        themes/         read once, by `source`
//!      │              │              │
//!    policy         config           │            pure: text → value; never refuses a text
//!      └──────┬───────┘              │
//!           site                     │            joined, linked, immutable
//!      ┌──────┴─────────┐            │
//!    page             asset ◄────────┘            what each path will hold
//!      └──────┬─────────┘
//!          edition                                path → how to print it; prints one path to bytes
//!      ┌──────┴─────────┐
//!    press            check                       disk: only here
//! ```

pub mod asset;

pub mod config;
pub mod edition;
mod error;
pub mod id;
pub mod page;
pub mod policy;
pub mod problem;
pub mod site;
pub mod source;
pub mod text;



pub use error::Error;


/// The result of what only the machine can refuse.
pub type Result<T> = std::result::Result<T, Error>;
