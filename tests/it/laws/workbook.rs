//! Any bytes as a workbook that came back: a whole file, or one XML part of a form that
//! the program wrote. Nothing that was published is lost, what is taken can be written
//! and read, and the same workbook once more changes nothing.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::OnceLock;

use jiff::civil::{Date, date};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

use saltpress::id::PolicySlug;
use saltpress::problem::{Problems, Severity};
use saltpress::progress::{self, Progress};
use saltpress::source::{SourceFile, Sources};
use saltpress::spreadsheet::{self, CellKind, Sheet};
use saltpress::workbook::Workbook;
use saltpress::workbook::intake;
use saltpress::workbook::template::{self, Form};

const NAME: &str = "form.xlsx";
const TODAY: Date = date(2026, 1, 15);
const TARGETS: &str = r#"起算: "2022-01-01"
期限: "2025-12-31"
指标:
- {标识: giant, 名称: 小巨人企业, 类型: 达到, 目标值: 25, 单位: 家, 条款: "1", 引文: 达到25家}
- {标识: patents, 名称: 新增专利, 类型: 累计新增, 目标值: 100, 单位: 件, 条款: "1", 引文: 新增100件}
- {标识: share, 名称: 改造覆盖率, 类型: 比例, 目标值: 60, 单位: "%", 条款: "1", 引文: 达到60%}
- {标识: chains, 名称: 产业链企业, 类型: 达到, 目标值: 3, 单位: 家, 范围: 每个特色产业, 分组: [泵阀, 紧固件], 条款: "1", 引文: 3家}
- {标识: energy, 名称: 单位能耗, 类型: 达到, 比较: 不超过, 目标值: 0.5, 可有小数: true, 单位: 吨, 条款: "1", 引文: 降到0.5}
"#;
const FIGURES: &str = "indicator,year,value,state,source,note\n\
    giant,2021,10,,公报,\n\
    giant,2022,12,初步数,公报,\"甲, 乙\"\n";

/// Holds the law: bytes that are no XML are a file, XML is the part that its root names.
pub(crate) fn hold(bytes: &[u8]) {
    let packed = part_of(bytes).map(|part| form_with(part, bytes));
    let bytes = packed.as_deref().unwrap_or(bytes);
    if let Ok(sheets) = spreadsheet::read(bytes) {
        sheets.iter().for_each(assert_sound);
    }
    let book = match Workbook::read(NAME, bytes) {
        Ok(book) => book,
        Err(problem) => {
            assert!(problem.severity == Severity::Error && problem.hint.is_some(), "{problem}");
            return;
        }
    };
    let _ = book.policy();
    assert_merged(&book, published());
}

/// Rows and cells in order, no cell blank.
fn assert_sound(sheet: &Sheet) {
    assert!(sheet.rows.is_sorted_by(|a, b| a.at < b.at), "rows of {}", sheet.name);
    for row in &sheet.rows {
        assert!(row.cells.is_sorted_by(|(a, _), (b, _)| a < b), "row {} of {}", row.at, sheet.name);
        for (column, cell) in &row.cells {
            assert_eq!(row.cell(*column), Some(cell));
            assert!(cell.kind == CellKind::Uncalculated || !cell.text.is_empty(), "{cell:?}");
        }
    }
}

fn assert_merged(book: &Workbook, progress: &Progress) {
    let mut problems = Problems::new();
    let merged = intake::merge(book, progress, TODAY, &mut problems);
    for problem in problems.sorted() {
        assert_eq!(problem.path.as_deref(), Some(NAME), "{problem}");
        assert!(problem.hint.is_some(), "{problem}");
    }
    let keys: BTreeSet<_> = merged.figures.iter().map(|figure| &figure.key).collect();
    assert_eq!(keys.len(), merged.figures.len(), "a figure twice");
    assert_eq!(merged.figures.len(), progress.figures.len() + merged.added, "a figure lost");
    for old in &progress.figures {
        let new = merged.figures.iter().find(|figure| figure.key == old.key).expect("its figure");
        let is_recorded = merged.revisions.iter().any(|revision| {
            revision.key == old.key && (revision.old_value, revision.new_value) == (old.value, new.value)
        });
        assert!(is_recorded || new.value == old.value, "changed without a trace: {old:?} {new:?}");
    }
    if problems.has_errors() {
        return;
    }
    let revisions = intake::revisions(&merged, progress);
    super::figures::assert_kept(&merged.figures, &revisions, &progress.targets);
    let now = Progress { figures: merged.figures.clone(), revisions, ..progress.clone() };
    let again = intake::merge(book, &now, TODAY, &mut Problems::new());
    assert_eq!((again.added, again.changed, again.figures), (0, 0, merged.figures));
}

/// The part whose root element the XML has.
fn part_of(bytes: &[u8]) -> Option<&'static str> {
    const PARTS: [(&[u8], &str); 6] = [
        (b"<worksheet", "xl/worksheets/sheet1.xml"),
        (b"<sst", "xl/sharedStrings.xml"),
        (b"<styleSheet", "xl/styles.xml"),
        (b"<workbook", "xl/workbook.xml"),
        (b"<Relationships", "xl/_rels/workbook.xml.rels"),
        (b"<Types", "[Content_Types].xml"),
    ];
    let start = &bytes[..bytes.len().min(200)];
    let is_root = |root: &[u8]| start.windows(root.len()).any(|window| window == root);
    PARTS.into_iter().find(|(root, _)| is_root(root)).map(|(_, part)| part)
}

/// The form with other bytes in one of its parts.
fn form_with(part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in form() {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(name, options).expect("a part of the form");
        zip.write_all(if name == part { bytes } else { text }).expect("bytes in memory");
    }
    zip.finish().expect("a container").into_inner()
}

/// The parts of the form that the program writes of what is published.
fn form() -> &'static [(String, Vec<u8>)] {
    static FORM: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    FORM.get_or_init(|| {
        let slug = PolicySlug::parse("zjtx-2022").expect("a slug");
        let form = Form { slug: &slug, title: "甲县行动方案", progress: published(), contact: None };
        let mut zip = ZipArchive::new(Cursor::new(template::write(&form).expect("a form"))).expect("a zip");
        let mut parts = Vec::new();
        for at in 0..zip.len() {
            let mut part = zip.by_index(at).expect("a part");
            let (name, mut bytes) = (part.name().expect("its name").into_owned(), Vec::new());
            part.read_to_end(&mut bytes).expect("its bytes");
            parts.push((name, bytes));
        }
        parts
    })
}

/// What is published before the workbook comes.
fn published() -> &'static Progress {
    static PUBLISHED: OnceLock<Progress> = OnceLock::new();
    PUBLISHED.get_or_init(|| {
        let [targets, figures, _] = progress::paths("zjtx-2022");
        let files = [SourceFile::new(targets, TARGETS), SourceFile::new(figures, FIGURES)];
        let mut problems = Problems::new();
        let progress = progress::parse_one(&Sources::from_files(files), "zjtx-2022", &mut problems);
        assert!(!problems.has_errors(), "{problems:?}");
        progress.expect("targets and figures")
    })
}
