//! Any bytes as `targets.yaml`, `figures.csv` and `revisions.csv`: read, judged, and what
//! was taken comes back from the file that is written of it.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use saltpress::problem::Problems;
use saltpress::progress::{definition, figures, ledger, status};
use saltpress::source::{self, SourceFile};

const TARGETS: &str = include_str!("../../policies/zjtx-2022/targets.yaml");

fuzz_target!(|bytes: &[u8]| {
    let Some((text, _)) = source::decode(bytes) else { return };
    let file = SourceFile::new("figures.csv", text);
    let mut problems = Problems::new();
    let _ = definition::parse(&file, &mut problems);
    let known = SourceFile::new("targets.yaml", TARGETS);
    let (targets, _) = definition::parse(&known, &mut Problems::new()).expect("the plan's targets");
    let _ = ledger::parse(&file, &targets, &mut problems);
    let read = figures::parse(&file, &targets, &mut problems);
    for target in &targets {
        let own: Vec<_> = read.iter().filter(|figure| figure.key.target == target.id).cloned().collect();
        let _ = status::judge(target, &own, date(2026, 10, 31));
    }
    let written = SourceFile::new("figures.csv", figures::write(&read));
    let again = figures::parse(&written, &targets, &mut Problems::new());
    assert_eq!(again, read);
    for problem in problems.sorted() {
        assert!(problem.to_string().contains("figures.csv"), "{problem}");
    }
});
