//! `tests/targets/*.txt` searched for targets: each has what a careful clerk finds beside it.
//!
//! `UPDATE=1 cargo test --test it targets` writes them anew; read the difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use saltpress::policy::outline;
use saltpress::policy::target::report::TargetsReport;
use saltpress::policy::target::{Candidate, amounts, candidates};
use saltpress::policy::{Clause, Outline};
use saltpress::problem::Problems;
use saltpress::progress::definition;
use saltpress::source::SourceFile;

use crate::project::saltpress;

/// Relative to the package, so that places in problems are the same everywhere.
const FOLDER: &str = "tests/targets";
const GOLDEN: &str = ".targets.json";
/// The plan of this site, whose text stands elsewhere.
const PLAN: &str = "policies/zjtx-2022/text.txt";

fn files(end: &str) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.to_string_lossy().ends_with(end)).collect()
}

/// Every text with its golden.
fn pairs() -> Vec<(PathBuf, PathBuf)> {
    let plan = (PathBuf::from(PLAN), PathBuf::from(format!("{FOLDER}/zjtx-2022{GOLDEN}")));
    let golden = |text: &Path| PathBuf::from(text.to_string_lossy().replace(".txt", GOLDEN));
    let others = files(".txt").into_iter().map(|text| (text.clone(), golden(&text)));
    std::iter::once(plan).chain(others).collect()
}

fn read(text: &str) -> Outline {
    outline::read(&SourceFile::new("text.txt", text), &mut Problems::default())
}

/// What the file at `path` promises, as `targets --format json` prints it.
fn told(path: &Path) -> String {
    let file = SourceFile::read(path).unwrap().unwrap();
    let mut problems = Problems::default();
    let outline = outline::read(&file, &mut problems);
    let found = candidates(&outline);
    assert_lawful(&outline, &found);
    let report = TargetsReport::new(&found, problems.sorted().into_iter().cloned().collect());
    serde_json::to_string_pretty(&report).unwrap() + "\n"
}

/// Every quote stands in its clause and holds its number with its unit.
fn assert_lawful(outline: &Outline, found: &[Candidate]) {
    let mut clauses: Vec<&Clause> = outline.clauses.iter().collect();
    let mut texts = std::collections::BTreeMap::new();
    while let Some(clause) = clauses.pop() {
        texts.insert(clause.id.as_str().to_owned(), (clause.heading.as_str(), clause.text.as_str()));
        clauses.extend(&clause.children);
    }
    for candidate in found {
        let (heading, text) = texts[candidate.clause.as_str()];
        let quote = candidate.quote.as_str();
        assert!(!quote.is_empty() && (text.contains(quote) || heading.contains(quote)), "{candidate:?}");
        let unit = candidate.unit.clone().unwrap_or_default();
        let read = amounts(quote);
        assert!(read.contains(&(candidate.amount, unit)), "{candidate:?} but {read:?}");
    }
}

#[test]
fn each_text_promises_what_a_clerk_found_in_it() {
    let is_update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for (text, golden) in pairs() {
        let told = told(&text);
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
fn each_golden_has_its_text() {
    let used: BTreeSet<PathBuf> = pairs().into_iter().map(|(_, golden)| golden).collect();
    let unused: Vec<PathBuf> = files(GOLDEN).difference(&used).cloned().collect();
    assert!(unused.is_empty(), "no text for {unused:?}");
}

/// The reviewed targets of this site's plan are exactly what is found in it.
#[test]
fn what_was_reviewed_is_what_is_found() {
    let sheet = SourceFile::read(Path::new("policies/zjtx-2022/targets.yaml")).unwrap().unwrap();
    let (reviewed, _) = definition::parse(&sheet, &mut Problems::default()).unwrap();
    let text = fs::read_to_string(PLAN).unwrap();
    let found = candidates(&read(&text));
    let reviewed: BTreeSet<String> = reviewed
        .iter()
        .map(|it| format!("{} {:?} {:?} {} {:?} {}", it.clause, it.kind, it.op, it.amount, it.per, it.quote))
        .collect();
    let found: BTreeSet<String> = found
        .iter()
        .map(|it| format!("{} {:?} {:?} {} {:?} {}", it.clause, it.kind, it.op, it.amount, it.per, it.quote))
        .collect();
    assert_eq!(found, reviewed);
}

#[test]
fn the_command_prints_them_for_people_and_programs() {
    let answer = saltpress(&["targets", PLAN]);
    let text = String::from_utf8(answer.stdout).unwrap();
    assert!(text.contains("读到疑似定量目标 31 个"), "{text}");
    assert!(text.contains("原文：国家级专精特新“小巨人”企业达到25家"), "{text}");
    let answer = saltpress(&["targets", PLAN, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!(json["targets"].as_array().map(Vec::len), Some(31));
    assert_eq!(json["targets"][0]["value"], 4);
    assert_eq!(json["targets"][0]["unit"], "家");
}

/// Pieces of which plans make their promises, and what looks like them.
const PIECES: [&str; 64] = [
    "一、目标\n",
    "（一）任务。",
    "1.培育。",
    "到2025年,",
    "2024年6月底前，",
    "“十四五”末，",
    "较2020年",
    "力争",
    "确保",
    "新增",
    "累计新认定",
    "培育",
    "建立",
    "每年",
    "每个产业链",
    "每千人口",
    "每季度",
    "梳理",
    "拥有",
    "达到",
    "不少于",
    "不超过",
    "控制在",
    "下降到",
    "降低",
    "稳定在",
    "实现",
    "零突破",
    "给予",
    "截至",
    "其中",
    "企业",
    "省级“隐形冠军”企业",
    "3家",
    "5-10个",
    "60%以上",
    "13.5％",
    "1,500件",
    "三家",
    "十余项",
    "2.5万亩",
    "10亿元",
    "20余家",
    "5G",
    "G60",
    "96871",
    "500强",
    "“上市50”",
    "〔2022〕19号",
    "百分之六十",
    "一批",
    "、",
    "，",
    "；",
    "。",
    "：",
    "（",
    "）",
    "“",
    "”",
    "和",
    "的",
    "\n",
    "(责任单位:县经信局)",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "[\u{4e00}-\u{4e40}0-9]{1,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_text_is_searched_and_every_quote_stands_in_its_clause(text in text()) {
        let outline = read(&text);
        assert_lawful(&outline, &candidates(&outline));
    }
}
