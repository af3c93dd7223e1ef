//! Inspection of an edition before release, without writing a file.

use rayon::prelude::*;

use crate::edition::Edition;
use crate::problem::{Problem, Problems};
use crate::site::route::OutputPath;

/// Prints every page in memory and tells what fails.
pub fn run(edition: &Edition, problems: &mut Problems) {
    let paths: Vec<&OutputPath> = edition.paths().collect();
    let failed: Vec<Problem> =
        paths.par_iter().filter_map(|path| edition.print(path).err()).map(|problem| *problem).collect();
    problems.extend(failed);
}
