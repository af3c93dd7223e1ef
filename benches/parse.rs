//! Reading official documents: bytes a second.
//!
//! `cargo bench --bench parse -- --quick`. 5 MB in under a second is the promise.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

use saltpress::policy::{outline, target};
use saltpress::problem::Problems;
use saltpress::source::SourceFile;

const LARGE: usize = 5_000_000;

/// A plan of at least `size` bytes: chapters, sections, measures, units.
fn plan(size: usize, end: &str) -> String {
    const BODY: &str = "推动企业做大做强，完善服务体系，落实《甲县促进办法》（甲政发〔2023〕1号）各项政策。";
    let mut text = format!("甲县产业发展行动方案{end}");
    let mut measure = 0;
    for section in 1.. {
        let _ = write!(text, "（一）实施第{section}个工程{end}");
        for _ in 0..3 {
            measure = measure % 99 + 1;
            let body = BODY.repeat(4);
            let _ = write!(text, "{measure}.加强工作。{body}（责任单位：县经信局、县财政局(金融办)）{end}");
        }
        if text.len() >= size {
            break;
        }
    }
    text
}

fn parse(criterion: &mut Criterion) {
    let real = include_str!("../tests/policies/measures-by-section.txt").to_owned();
    let texts = [
        ("a plan", real),
        ("5 MB", plan(LARGE, "\n")),
        ("5 MB without line breaks", plan(LARGE, " ")),
        ("5 MB of one bracket", "（".repeat(LARGE / 3)),
    ];
    let mut group = criterion.benchmark_group("outline");
    group.sample_size(10);
    for (name, text) in texts {
        let file = SourceFile::new("text.txt", text);
        group.throughput(Throughput::Bytes(file.text().len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| outline::read(black_box(&file), &mut Problems::new()));
        });
    }
    group.finish();
}

/// What 5 MB of a plan, and of pieces that a careless reader would search again and again, promise.
fn targets(criterion: &mut Criterion) {
    let real = include_str!("../policies/zjtx-2022/text.txt");
    let mut group = criterion.benchmark_group("targets");
    group.sample_size(10);
    for piece in [real, "3家", "新增3家、", "到2025年，", "1,500", "每个", "由10%提高到20%，", "5-"]
    {
        let name: String = piece.chars().take(8).collect();
        let text = piece.repeat(LARGE / piece.len() + 1);
        group.throughput(Throughput::Bytes(text.len() as u64));
        let outline = outline::read(&SourceFile::new("text.txt", text), &mut Problems::new());
        group.bench_function(format!("5 MB of “{name}”"), |bencher| {
            bencher.iter(|| target::candidates(black_box(&outline)));
        });
    }
    group.finish();
}

criterion_group!(benches, parse, targets);
criterion_main!(benches);
