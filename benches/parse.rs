//! Reading official documents: bytes a second.
//!
//! `cargo bench --bench parse -- --quick`. 5 MB in under a second is the promise.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

use saltpress::policy::{outline, target};
use saltpress::problem::Problems;
use saltpress::source::SourceFile;
use saltpress::text::markdown;

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

/// An article of a case as staff write it: 1,200 characters, a list, a table, links.
fn article() -> String {
    const BODY: &str = "该公司推动企业做大做强，完善服务体系，累计投入1,280万元，“小巨人”培育成效明显。";
    let mut text = String::new();
    for heading in ["企业概况", "主要做法", "取得成效", "经验启示"] {
        let body = BODY.repeat(4);
        let _ = write!(
            text,
            "## {heading}\n\n{body}\n\n{body}另见[第1期典型案例](case-00001.md)，了解*同类企业*的做法。\n\n"
        );
    }
    for tag in ["梯度培育", "数字化转型", "绿色制造", "质量提升"] {
        let _ = writeln!(text, "- **{tag}**：{BODY}");
    }
    text.push_str("\n| 指标 | 2023年 | 2024年 | 2025年 |\n| --- | ---: | ---: | ---: |\n");
    for name in ["营业收入(万元)", "研发投入(万元)", "发明专利(件)", "出口额(万元)"] {
        let _ = writeln!(text, "| {name} | 1280 | 1408 | 1664 |");
    }
    text
}

/// What an article costs, and what texts that a careless reader would search again and again promise.
fn markdown(criterion: &mut Criterion) {
    let plain = article();
    let rich = format!(
        "{plain}\n![车间一角](a.jpg \"车间\")\n\n**“重点”**后文{{{{ 指标: little-giant }}}}。[^1]\n\n\
         > [!政策提示] 申报时间\n> 三月底前\n\n[^1]: 说明\n"
    );
    let mut texts =
        vec![("an article".to_owned(), plain), ("an article with all that may be in one".to_owned(), rich)];
    for piece in [">", "[", "- ", "<a \"", "{{", "**“", "![", "[^a]", "|-|\n", "<p>", "<!--", "`", "&lt;"] {
        texts.push((format!("1 MB of “{}”", piece.trim()), piece.repeat(1_000_000 / piece.len())));
    }
    let mut group = criterion.benchmark_group("markdown");
    group.sample_size(10);
    for (name, text) in texts {
        let file = SourceFile::new("a.md", text);
        group.throughput(Throughput::Bytes(file.text().len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| markdown::parse(black_box(&file), 0..file.text().len(), &mut Problems::new()));
        });
    }
    group.finish();
}

criterion_group!(benches, parse, targets, markdown);
criterion_main!(benches);
