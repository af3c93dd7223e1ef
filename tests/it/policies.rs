//! `tests/policies/*.txt` read as a careful clerk would: each has its outline beside it.
//!
//! `UPDATE=1 cargo test --test it policies` writes the outlines anew; read the difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use saltpress::policy::outline;
use saltpress::policy::report::OutlineReport;
use saltpress::problem::Problems;
use saltpress::source::SourceFile;

use crate::laws::policy_text;

/// Relative to the package, so that places in problems are the same everywhere.
const FOLDER: &str = "tests/policies";
const GOLDEN: &str = ".outline.json";

fn files(end: &str) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.to_string_lossy().ends_with(end)).collect()
}

fn golden(text: &Path) -> PathBuf {
    PathBuf::from(text.to_string_lossy().replace(".txt", GOLDEN))
}

/// The outline of the document at `path` as `outline --format json` prints it.
fn told(path: &Path) -> String {
    let file = SourceFile::read(path).unwrap().unwrap();
    let mut problems = Problems::default();
    let outline = outline::read(&file, &mut problems);
    policy_text::assert_lawful(&outline, file.text());
    let report = OutlineReport::new(&outline, problems.sorted().into_iter().cloned().collect());
    serde_json::to_string_pretty(&report).unwrap() + "\n"
}

#[test]
fn each_document_is_read_as_its_outline_says() {
    let is_update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for path in files(".txt") {
        let told = told(&path);
        let golden = golden(&path);
        if is_update {
            fs::write(&golden, told).unwrap();
            continue;
        }
        let wanted = fs::read_to_string(&golden).unwrap_or_default().replace("\r\n", "\n");
        if let Some((at, line)) =
            told.lines().enumerate().find(|(at, line)| wanted.lines().nth(*at) != Some(*line))
        {
            wrong.push(format!("{}:{}: now {line}", golden.display(), at + 1));
        } else if told != wanted {
            wrong.push(format!("{}: has more lines than are read now", golden.display()));
        }
    }
    assert!(wrong.is_empty(), "UPDATE=1 writes them anew:\n{}", wrong.join("\n"));
}

#[test]
fn each_outline_has_its_document() {
    let used: BTreeSet<PathBuf> = files(".txt").iter().map(|path| golden(path)).collect();
    let unused: Vec<PathBuf> = files(GOLDEN).difference(&used).cloned().collect();
    assert!(unused.is_empty(), "no document for {unused:?}");
}
