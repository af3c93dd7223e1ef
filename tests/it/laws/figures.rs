//! Any bytes as `targets.yaml`, `figures.csv` and `revisions.csv`: read, judged, and what
//! was taken comes back from the file that is written of it.

use std::sync::OnceLock;

use jiff::civil::date;

use saltpress::problem::Problems;
use saltpress::progress::{Figure, Revision, Target, definition, figures, ledger, status};
use saltpress::source::{self, SourceFile};

const TARGETS: &str = include_str!("../../../policies/zjtx-2022/targets.yaml");

/// Holds the law.
pub(crate) fn hold(bytes: &[u8]) {
    let Some((text, _)) = source::decode(bytes) else { return };
    let file = SourceFile::new("figures.csv", text);
    let mut problems = Problems::new();
    let _ = definition::parse(&file, &mut problems);
    let targets = targets();
    let revisions = ledger::parse(&file, targets, &mut problems);
    let read = figures::parse(&file, targets, &mut problems);
    assert!(read.is_sorted_by(|a, b| a.key < b.key), "out of order, or one twice: {read:?}");
    for target in targets {
        let own: Vec<_> = read.iter().filter(|figure| figure.key.target == target.id).cloned().collect();
        let _ = status::judge(target, &own, date(2026, 10, 31));
    }
    assert_kept(&read, &revisions, targets);
    super::assert_told(&problems, &[&file]);
}

fn targets() -> &'static [Target] {
    static READ: OnceLock<Vec<Target>> = OnceLock::new();
    READ.get_or_init(|| {
        let file = SourceFile::new("targets.yaml", TARGETS);
        definition::parse(&file, &mut Problems::new()).expect("the plan's targets").0
    })
}

/// The files that are written of figures and revisions hold the same.
pub(super) fn assert_kept(figures: &[Figure], revisions: &[Revision], targets: &[Target]) {
    let written = SourceFile::new("figures.csv", figures::write(figures));
    let mut problems = Problems::new();
    assert_eq!(figures::parse(&written, targets, &mut problems), figures);
    assert!(!problems.has_errors(), "{problems:?}");
    let written = SourceFile::new("revisions.csv", ledger::write(revisions));
    let mut problems = Problems::new();
    let mut again = ledger::parse(&written, targets, &mut problems);
    let mut revisions = revisions.to_vec();
    for list in [&mut again, &mut revisions] {
        list.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.key.cmp(&b.key)));
    }
    assert_eq!(again, revisions);
    assert!(problems.is_empty(), "{problems:?}");
}
