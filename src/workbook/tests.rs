//! The whole way of a form: out, through an office's hands, and in again.

use std::io::{Cursor, Read as _, Write as _};

use jiff::civil::Date;
use proptest::prelude::*;
use proptest::sample::select;
use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::intake;
use super::samples::progress;
use super::template::{self, Form};
use super::*;
use crate::id::PolicySlug;
use crate::problem::Problems;
use crate::progress::ledger::Merged;
use crate::progress::{Figure, FigureKey, FigureState, Measure, Progress, Target};
use crate::quantity::Kind;

const TODAY: Date = Date::constant(2026, 1, 15);

fn form(progress: &Progress) -> Vec<u8> {
    let slug = PolicySlug::parse("zjtx-2022").unwrap();
    template::write(&Form { slug: &slug, title: "行动方案", progress, contact: None }).unwrap()
}

fn take(bytes: &[u8], progress: &Progress) -> Result<(Merged, Vec<String>), String> {
    let book = Workbook::read("f.xlsx", bytes).map_err(|problem| problem.message)?;
    let mut problems = Problems::new();
    let merged = intake::merge(&book, progress, TODAY, &mut problems);
    Ok((merged, problems.into_iter().map(|problem| problem.message).collect()))
}

const LINES: &str = "giant,,2021,10,,,,,,公报,,,\ngiant,,2022,12,,,,,初步数,公报,https://a.cn/x,\"甲,乙\n丙\",\npatents,,2022,9,,,累计,,,公报,,,\nshare,,2022,,7,12,,,,公报,,,\nshare,,2023,—,,,,,,公报,,,\nchains,泵阀,2022,3,,,,,,公报,,,是\nenergy,,2022,0.57,,,,2022-06-30,,公报,,,\n";

#[test]
fn a_form_that_nobody_touched_says_nothing_new() {
    let published = progress(LINES);
    let bytes = form(&published);
    let (merged, told) = take(&bytes, &published).unwrap();
    assert_eq!(told, Vec::<String>::new());
    assert_eq!((merged.added, merged.changed, merged.unchanged), (0, 0, 7));
    assert_eq!(merged.figures, published.figures);
    assert_eq!(Workbook::read("f", &bytes).unwrap().policy(), Some("zjtx-2022"));
    assert_eq!(form(&published), bytes, "the same figures give the same bytes");
}

#[test]
fn a_form_holds_all_there_is_to_know() {
    let published = progress(LINES);
    let (merged, told) = take(&form(&published), &progress("")).unwrap();
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(merged.figures, published.figures);
}

#[test]
fn a_form_that_is_older_than_the_figures_changes_nothing() {
    let old = form(&progress(LINES));
    let newer = progress(&LINES.replace("2022,12,,,,,初步数,公报", "2022,13,,,,,正式数,年鉴"));
    let (merged, told) = take(&old, &newer).unwrap();
    assert_eq!((told, merged.figures), (vec![], newer.figures));
}

/// A figure of a target that its own rules allow.
fn figure(target: &Target) -> impl Strategy<Value = Figure> + use<> {
    let (id, kind, is_whole) = (target.id.clone(), target.kind, target.is_whole);
    let groups: Vec<Option<String>> =
        if target.groups.is_empty() { vec![None] } else { target.groups.iter().cloned().map(Some).collect() };
    let words = "[ 一-龥a-zA-Z0-9,，“”\"'=&<>_%\n-]{0,12}[一-龥a-z]";
    let numbers = (0_u32..=60, 60_u32..1000, 0_u32..4);
    (
        numbers,
        select(groups),
        2021_i16..=2025,
        1_i8..=12,
        0_u8..4,
        words,
        proptest::option::of(words),
        any::<bool>(),
    )
        .prop_map(move |((small, large, scale), group, year, month, state, source, note, flag)| {
            let state = [
                FigureState::Final,
                FigureState::Provisional,
                FigureState::Revised,
                FigureState::NotApplicable,
            ][usize::from(state)];
            let is_known = state != FigureState::NotApplicable;
            let measure = match kind {
                Kind::Flow => Measure::InYear,
                Kind::Cumulative => {
                    if flag {
                        Measure::Total
                    } else {
                        Measure::InYear
                    }
                }
                _ => Measure::EndOfYear,
            };
            let (top, bottom) = (rust_decimal::Decimal::from(small), rust_decimal::Decimal::from(large));
            let is_ratio = kind == Kind::Ratio;
            let value = match (is_ratio, is_whole) {
                (true, _) => crate::progress::ratio::percent(top, bottom),
                (_, true) => bottom,
                _ => rust_decimal::Decimal::new(i64::from(large) * 997, scale),
            };
            Figure {
                key: FigureKey { target: id.clone(), group, year, measure },
                value: is_known.then_some(value),
                numerator: (is_known && is_ratio).then_some(top),
                denominator: (is_known && is_ratio).then_some(bottom),
                as_of: Date::new(year, month, 28).unwrap(),
                state,
                source: source.trim().to_owned(),
                source_url: flag.then(|| "https://example.gov.cn/a?b=1&c=2".to_owned()),
                note: note.map(|note| note.trim().to_owned()),
                is_sample: flag,
            }
        })
}

fn figures() -> impl Strategy<Value = Vec<Figure>> {
    let targets = super::samples::targets();
    let any = (0..targets.len()).prop_flat_map(move |at| figure(&targets[at]));
    proptest::collection::vec(any, 0..30).prop_map(|mut figures| {
        figures.sort_by(|a, b| a.key.cmp(&b.key));
        figures.dedup_by(|a, b| a.key == b.key);
        figures
    })
}

/// `bytes` with one of its parts changed.
fn with_part(bytes: &[u8], wanted: usize, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let wanted = wanted % from.len();
    for at in 0..from.len() {
        let name = from.name_for_index(at).unwrap().unwrap().into_owned();
        let mut part = Vec::new();
        from.by_index(at).unwrap().read_to_end(&mut part).unwrap();
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&if at == wanted { change(part) } else { part }).unwrap();
    }
    to.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_into_a_form_is_read_out_of_it(figures in figures()) {
        let published = Progress { figures, ..progress("") };
        let bytes = form(&published);
        let (merged, told) = take(&bytes, &published).unwrap();
        prop_assert_eq!(told, Vec::<String>::new());
        prop_assert_eq!(&merged.figures, &published.figures);
        let (merged, _) = take(&bytes, &progress("")).unwrap();
        prop_assert_eq!(merged.figures, published.figures);
    }

    #[test]
    fn broken_bytes_are_told_and_never_panic(places in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 1..6), cut in 0.0..1.5_f64) {
        let published = progress(LINES);
        let mut bytes = form(&published);
        let length = bytes.len();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place")]
        let at = |share: f64| (share * length as f64) as usize;
        for (place, byte) in places {
            bytes[at(place)] = byte;
        }
        bytes.truncate(at(cut).min(length));
        let _ = take(&bytes, &published);
    }

    #[test]
    fn broken_parts_are_told_and_never_panic(part in 0_usize..40, places in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 1..8)) {
        let published = progress(LINES);
        let bytes = with_part(&form(&published), part, |mut bytes| {
            let length = bytes.len();
            for (place, byte) in &places {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place")]
                let at = (place * length as f64) as usize;
                bytes[at] = *byte;
            }
            bytes
        });
        let _ = take(&bytes, &published);
    }
}

#[test]
fn forged_parts_are_told_and_never_panic() {
    let published = progress(LINES);
    let bytes = form(&published);
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let count = archive.len();
    for (from, to) in [
        ("<dimension ref=\"A1", "<dimension ref=\"ZZ9:A1\"/><a b=\""),
        ("<sheetData>", "<cols><col min=\"0\" max=\"4294967295\" hidden=\"1\"/></cols><sheetData>"),
        ("</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>"),
        (
            "<sheetData>",
            "<sheetData><row r=\"4294967295\"><c><v>1</v></c><c><f t=\"shared\" si=\"99999999999\"/></c></row>",
        ),
        ("<sheetData>", "<sheetData><row><c r=\"XFD1048576\"><v>1e400</v></c></row>"),
        ("<row r=\"4\"", "<row r=\"99999999999999\""),
        ("<numFmts", "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"[[[[\"/></numFmts><x"),
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>",
        ),
        ("t=\"s\"", "t=\"zz\""),
        ("<v>", "<v>&c;"),
        ("<v>", "<v>-9999999999"),
    ] {
        let mut found = false;
        for part in 0..count {
            let mut text = String::new();
            archive.by_index(part).unwrap().read_to_string(&mut text).unwrap();
            if text.contains(from) {
                found = true;
                let _ = take(&with_part(&bytes, part, |_| text.replace(from, to).into_bytes()), &published);
            }
        }
        assert!(found || from == "<numFmts", "{from}");
    }
}
