//! `saltpress targets FILE`: what a text promises in numbers.

use super::text::Arguments;
use super::{Format, Outcome, report};
use crate::Result;
use crate::policy::target::candidates;
use crate::policy::target::report::{TargetsReport, list};
use crate::problem::Problems;

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut problems = Problems::new();
    let outline = arguments.outline(&mut problems)?;
    let targets = candidates(&outline);
    match arguments.format {
        Format::Json => report::json(&TargetsReport::new(&targets, report::owned(&problems))),
        Format::Text => {
            report::text(&list(&outline, &targets));
            report::problems(&problems);
        }
    }
    Ok(report::outcome(&problems))
}
