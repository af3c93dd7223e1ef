//! Figures by Excel: a long table of 50,000 rows, and a form of as many figures.
//!
//! `cargo bench --bench workbook -- --quick`. 50,000 rows in under two seconds is the promise.
#![expect(clippy::expect_used, reason = "a benchmark that cannot set up stops")]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use rust_xlsxwriter::Workbook as Book;
use saltpress::id::PolicySlug;
use saltpress::problem::Problems;
use saltpress::progress::field::Field;
use saltpress::progress::figures::{self, written};
use saltpress::progress::ledger::Merged;
use saltpress::progress::{Figure, Progress, definition};
use saltpress::source::SourceFile;
use saltpress::workbook::template::{self, Form};
use saltpress::workbook::{Workbook, intake};

const TODAY: Date = date(2026, 1, 15);
const GROUPS: usize = 1000;
const TARGETS: usize = 10;

/// Ten targets of a thousand groups each, with the figures of five years.
fn progress() -> Progress {
    let mut targets = String::from("起算: \"2022-01-01\"\n期限: \"2026-12-31\"\n指标:\n");
    let mut lines = String::from("indicator,group,year,value,state,source,source_url,note\n");
    for target in 0..TARGETS {
        let _ = writeln!(
            targets,
            "- {{标识: t{target}, 名称: 指标{target}, 类型: 达到, 目标值: 900, 单位: 家, 范围: 每个村, 条款: \"1\", 引文: 达到}}"
        );
        for group in 0..GROUPS {
            for year in 2022..=2026 {
                let value = 100 + target + group + year;
                let _ = writeln!(
                    lines,
                    "t{target},第{group}村,{year},{value},初步数,县统计局{year}年统计公报第{group}页,https://example.gov.cn/{year}/{group}.html,按月报汇总"
                );
            }
        }
    }
    let mut problems = Problems::new();
    let (targets, milestones) =
        definition::parse(&SourceFile::new("targets.yaml", targets), &mut problems).expect("the targets");
    let figures = figures::parse(&SourceFile::new("figures.csv", lines), &targets, &mut problems);
    assert!(problems.is_clean() && figures.len() == 50_000);
    Progress { targets, milestones, figures, revisions: Vec::new() }
}

/// A table as an office writes it: one line per figure.
fn table(figures: &[Figure]) -> Vec<u8> {
    let mut book = Book::new();
    let sheet = book.add_worksheet();
    for (column, field) in (0_u16..).zip(Field::ALL) {
        sheet.write_string(0, column, field.label()).expect("a head");
        for (row, figure) in (1_u32..).zip(figures) {
            let text = written(figure, field);
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).expect("a number"),
                Err(_) => sheet.write_string(row, column, text).expect("a text"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn import(bytes: &[u8], progress: &Progress) -> Merged {
    let mut problems = Problems::new();
    let book = Workbook::read("table.xlsx", bytes).expect("a workbook");
    let merged = intake::merge(&book, progress, TODAY, &mut problems);
    assert!(problems.is_clean());
    merged
}

fn workbook(criterion: &mut Criterion) {
    let published = progress();
    let empty = Progress { figures: Vec::new(), ..published.clone() };
    let slug = PolicySlug::parse("zjtx-2022").expect("a slug");
    let form = Form { slug: &slug, title: "行动方案", progress: &published, contact: None };
    let table = table(&published.figures);
    let filled = template::write(&form).expect("a form");
    let mut group = criterion.benchmark_group("50,000 figures");
    group.sample_size(10);
    group.bench_function("import a long table", |bencher| bencher.iter(|| import(black_box(&table), &empty)));
    group.bench_function("import an untouched form", |bencher| {
        bencher.iter(|| import(black_box(&filled), &published));
    });
    group.bench_function("write a form", |bencher| bencher.iter(|| template::write(black_box(&form))));
    group.finish();
}

criterion_group!(benches, workbook);
criterion_main!(benches);
