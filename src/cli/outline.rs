//! `saltpress outline FILE`: what a text is read as.

use super::text::Arguments;
use super::{Format, Outcome, report};
use crate::Result;
use crate::policy::report::{OutlineReport, tree};
use crate::problem::Problems;

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut problems = Problems::new();
    let outline = arguments.outline(&mut problems)?;
    match arguments.format {
        Format::Json => report::json(&OutlineReport::new(&outline, report::owned(&problems))),
        Format::Text => {
            report::text(&tree(&outline));
            report::problems(&problems);
        }
    }
    Ok(report::outcome(&problems))
}
