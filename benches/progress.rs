//! 300 targets × 30 years × 6 groups: `cargo bench --bench progress`.
//!
//! 54,000 figures read, joined and judged, and the pages of their targets
//! printed in memory; beside it the same project without a target.
#![expect(clippy::expect_used, reason = "a benchmark that cannot set up stops")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use rayon::prelude::*;
use saltpress::edition::Edition;
use saltpress::problem::Problems;

const TARGETS: usize = 300;
const YEARS: std::ops::RangeInclusive<i16> = 1996..=2025;
const GROUPS: usize = 6;
const TODAY: Date = date(2026, 1, 15);
const SCAFFOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/scaffold");

/// The scaffold below `root`, without its targets.
fn project(root: &Path) {
    let from = Path::new(SCAFFOLD);
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("the scaffold");
        let to = root.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).expect("a folder");
        } else if !["targets.yaml", "figures.csv", "revisions.csv"].iter().any(|name| to.ends_with(name)) {
            fs::copy(entry.path(), to).expect("a file");
        }
    }
}

fn targets() -> String {
    let mut text = format!("起算: \"{}-01-01\"\n期限: \"2026-12-31\"\n指标:\n", YEARS.start());
    for number in 0..TARGETS {
        let _ = writeln!(
            text,
            "  - {{标识: t{number}, 名称: 指标{number}, 类型: 达到, 目标值: 30, 单位: 家, 范围: 每个产业, 分组数: {GROUPS}, 条款: \"1\", 引文: 创新型中小企业达到30家}}"
        );
    }
    text
}

fn figures() -> String {
    let mut text = "indicator,group,year,value,source\n".to_owned();
    for number in 0..TARGETS {
        for group in 0..GROUPS {
            for (year, value) in YEARS.zip(1..) {
                let _ = writeln!(text, "t{number},产业{group},{year},{value},县统计局年报");
            }
        }
    }
    text
}

fn issue(root: &Path) -> Edition {
    saltpress::edition(root, TODAY, &mut Problems::new()).expect("a project").0
}

fn print(edition: &Edition) -> usize {
    let paths: Vec<_> = edition.paths().collect();
    paths.par_iter().map(|path| edition.print(path).map_or(0, |bytes| bytes.len())).sum()
}

fn progress(criterion: &mut Criterion) {
    let plain = tempfile::tempdir().expect("a folder");
    project(plain.path());
    let full = tempfile::tempdir().expect("a folder");
    project(full.path());
    let folder = full.path().join("policies/qyts-2024");
    fs::write(folder.join("targets.yaml"), targets()).expect("a file");
    fs::write(folder.join("figures.csv"), figures()).expect("a file");
    let mut group = criterion.benchmark_group("300 targets, 30 years, 6 groups");
    group.sample_size(10);
    for (name, root) in [("without", plain.path()), ("with", full.path())] {
        group.bench_function(format!("read, join and judge, {name}"), |bencher| bencher.iter(|| issue(root)));
        let edition = issue(root);
        group.bench_function(format!("print in memory, {name}"), |bencher| bencher.iter(|| print(&edition)));
    }
    group.finish();
}

criterion_group!(benches, progress);
criterion_main!(benches);
