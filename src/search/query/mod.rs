//! A query asked of the built files, in Rust: what the theme's script does in a browser.
//!
//! The two hold each other honest: a test asks both all judged queries and wants
//! the same documents in the same order. Scores are whole numbers as far as they
//! are sums, so that no rounding of one machine decides.

mod plan;
mod rank;
mod read;
mod repair;

pub use plan::{Plan, Unit};
pub use rank::Ranked;
pub use read::{Facet, Manifest, Missing, Reader};
pub use repair::{Note, NoteKind};

use super::file::{HITS_IN_FILE, TEXTS_IN_FILE};

/// What a query found.
#[derive(Debug)]
pub struct Found {
    /// Best first.
    pub ranked: Vec<Ranked>,
    /// What was looked for.
    pub plan: Plan,
    /// What was looked for instead of what was typed.
    pub note: Option<Note>,
}

/// A line of the result list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Hit(pub String, pub String, pub String, pub String, pub usize, pub String, pub String);

impl Hit {
    /// Of the page or clause.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.0
    }

    /// Relative to the site's root.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.1
    }

    /// `2023-02-01`, or empty.
    #[must_use]
    pub fn date(&self) -> &str {
        &self.2
    }
}

/// Asks the index behind `reader`.
pub fn find(reader: &mut Reader<'_>, query: &str) -> Result<Found, Missing> {
    let mut plan = Plan::of(query, &reader.manifest, false);
    let ranked = rank::evaluate(&mut plan, reader)?;
    if ranked.iter().any(|hit| hit.is_complete) || plan.is_well() {
        return Ok(Found { ranked, plan, note: None });
    }
    if let Some(found) = repair::repair(&plan, reader)? {
        return Ok(found);
    }
    if let Some(mut parts) = plan.in_parts() {
        let ranked = rank::evaluate(&mut parts, reader)?;
        if ranked.iter().any(|hit| hit.is_complete) {
            return Ok(Found { ranked, plan: parts, note: None });
        }
    }
    if !ranked.is_empty() {
        return Ok(Found { ranked, plan, note: None });
    }
    let mut plan = Plan::of(query, &reader.manifest, true);
    let ranked = rank::evaluate(&mut plan, reader)?;
    Ok(Found { ranked, plan, note: None })
}

/// Title and address of a document.
pub fn hit(reader: &Reader<'_>, document: u32) -> Result<Hit, Missing> {
    let name = format!("d/{}", document as usize / HITS_IN_FILE);
    let hits: Vec<Hit> = reader.value(&name)?;
    hits.into_iter().nth(document as usize % HITS_IN_FILE).ok_or(Missing(name))
}

/// The beginning of a document's text.
pub fn text(reader: &Reader<'_>, document: u32) -> Result<String, Missing> {
    let name = format!("x/{}", document as usize / TEXTS_IN_FILE);
    let texts: Vec<String> = reader.value(&name)?;
    texts.into_iter().nth(document as usize % TEXTS_IN_FILE).ok_or(Missing(name))
}
