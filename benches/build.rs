//! Building a site of 1,000 documents: `cargo bench --bench build`.
//!
//! The documents are the scaffold's plan under a thousand names; about 6,000 pages.
#![expect(clippy::expect_used, reason = "a benchmark that cannot set up stops")]

use std::fs;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use rayon::prelude::*;
use saltpress::edition::Edition;
use saltpress::press::Press;
use saltpress::problem::Problems;

const DOCUMENTS: usize = 1000;
const TODAY: Date = date(2026, 1, 15);
const SCAFFOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/scaffold");

/// A project of [`DOCUMENTS`] documents below `root`.
fn project(root: &Path) {
    let from = Path::new(SCAFFOLD);
    for entry in walkdir::WalkDir::new(from.join("content")) {
        let entry = entry.expect("the scaffold");
        let to = root.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).expect("a folder");
        } else {
            fs::copy(entry.path(), to).expect("a file");
        }
    }
    let record = fs::read(from.join("policies/qyts-2024/policy.yaml")).expect("the record");
    let text = fs::read(from.join("policies/qyts-2024/text.txt")).expect("the text");
    for number in 0..DOCUMENTS {
        let name = if number == 0 { "qyts-2024".to_owned() } else { format!("qyts-{number}") };
        let folder = root.join("policies").join(name);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("policy.yaml"), &record).expect("a file");
        fs::write(folder.join("text.txt"), &text).expect("a file");
    }
}

fn issue(root: &Path) -> Edition {
    saltpress::edition(root, TODAY, &mut Problems::new()).expect("a project").0
}

fn build(criterion: &mut Criterion) {
    let dir = tempfile::tempdir().expect("a folder");
    project(dir.path());
    let edition = issue(dir.path());
    let paths: Vec<_> = edition.paths().collect();
    let mut group = criterion.benchmark_group(format!("{DOCUMENTS} documents, {} files", paths.len()));
    group.sample_size(10);
    group.bench_function("read and join", |bencher| bencher.iter(|| issue(dir.path())));
    group.bench_function("print in memory", |bencher| {
        bencher.iter(|| {
            paths.par_iter().map(|path| edition.print(path).map_or(0, |bytes| bytes.len())).sum::<usize>()
        });
    });
    let out = dir.path().join("public");
    let press = || {
        Press::open(&out).and_then(|press| press.run(&edition, &mut Problems::new(), &|| {})).expect("a disk")
    };
    group.bench_function("press, all new", |bencher| {
        bencher.iter_with_setup(|| drop(fs::remove_dir_all(&out)), |()| press());
    });
    press();
    group.bench_function("press, nothing changed", |bencher| bencher.iter(press));
    group.finish();
}

criterion_group!(benches, build);
criterion_main!(benches);
