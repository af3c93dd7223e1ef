//! Search: the one table of cases that the script's analysis and this program's
//! are held against, and what readers find in a small library.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use saltpress::problem::Problems;
use saltpress::search::analysis::{self, Run, Token, Words};
use saltpress::search::document::{Document, Lexicon, Library};
use saltpress::search::index::Index;
use saltpress::search::query::{self, Missing, Reader};
use saltpress::site::route;
use serde::Deserialize;

use crate::project::Project;

#[derive(Deserialize)]
struct Table {
    fold: Vec<FoldCase>,
    runs: Vec<RunCase>,
    tokens: Vec<TokenCase>,
    numbers: Vec<NumberCase>,
    codes: Vec<String>,
}

#[derive(Deserialize)]
struct FoldCase {
    text: String,
    folded: String,
    places: Vec<u32>,
}

#[derive(Deserialize)]
struct RunCase {
    text: String,
    runs: Vec<String>,
}

#[derive(Deserialize)]
struct TokenCase {
    text: String,
    tokens: BTreeSet<String>,
}

#[derive(Deserialize)]
struct NumberCase {
    query: String,
    token: Option<String>,
    /// The query without the number.
    rest: String,
}

fn table() -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/analysis.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn texts_fold_as_the_table_says() {
    for case in table().fold {
        let folded = analysis::fold(&case.text);
        assert_eq!((folded.text, folded.places), (case.folded, case.places), "{}", case.text);
    }
}

#[test]
fn runs_end_as_the_table_says() {
    for case in table().runs {
        let found: Vec<&str> = analysis::runs(&case.text)
            .map(|run| match run {
                Run::Han(text) | Run::Latin(text) => text,
            })
            .collect();
        assert_eq!(found, case.runs, "{}", case.text);
    }
}

#[test]
fn tokens_are_those_of_the_table() {
    let words = Words::default();
    for case in table().tokens {
        let mut found = Vec::new();
        analysis::tokens(&case.text, &words, &mut |token| {
            found.push(match token {
                Token::Ideographs(first, second) => std::iter::once(first).chain(second).collect(),
                Token::Text(text) => text.into_owned(),
            });
        });
        let found: BTreeSet<String> = found.into_iter().collect();
        assert_eq!(found, case.tokens, "{}", case.text);
    }
}

#[test]
fn numbers_are_found_however_they_are_written() {
    let table = table();
    for case in table.numbers {
        let found = analysis::written_freely(&case.query, &table.codes);
        let rest = found.as_ref().map_or(case.query.clone(), |number| {
            format!("{}{}", &case.query[..number.start], &case.query[number.end..]).trim().to_owned()
        });
        assert_eq!((found.map(|number| number.token), rest), (case.token, case.rest), "{}", case.query);
    }
}

/// A library of texts: title, day, text.
struct Texts(Vec<(&'static str, &'static str, &'static str)>);

impl Library for Texts {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn document(&self, at: usize) -> Document<'_> {
        let (title, day, body) = self.0[at];
        Document {
            title: Cow::Borrowed(title),
            address: format!("texts/{at}"),
            date: day.parse().ok(),
            number: title.find('盐').map(|start| Cow::Borrowed(&title[start..])),
            section: Cow::Borrowed("文件"),
            body: Cow::Borrowed(body),
            ..Document::default()
        }
    }
}

fn texts() -> Texts {
    Texts(vec![
        ("专精特新“小巨人”企业奖补办法", "2024-03-01", "对首次认定的企业给予一次性奖励。"),
        ("人力资源和社会保障局机构职能", "2024-05-04", "负责企业新型学徒制、工伤预防。"),
        ("绿色工厂创建通知 盐经信〔2024〕17号", "2024-01-09", "县经信局负责。5G+工业互联网。"),
        ("绿色工厂创建通知 盐经信〔2023〕17号", "2023-01-09", "县经信局负责。"),
        ("隐形冠军企业名单", "2022-06-30", "浙江晖钛精密科技股份有限公司。"),
    ])
}

fn lexicon() -> Lexicon {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    Lexicon {
        units: vec![words(&["县人力社保局", "海盐县人力资源和社会保障局"])],
        synonyms: vec![words(&["补贴", "奖补"]), words(&["高铁", "动车"])],
        ways: Vec::new(),
        places: words(&["海盐县", "县"]),
        terms: words(&["小巨人", "隐形冠军", "绿色工厂"]),
    }
}

/// The titles found, best first, and what was looked for instead.
fn ask(query: &str) -> (Vec<String>, Option<String>) {
    let (library, lexicon) = (texts(), lexicon());
    let index = Index::build(&library, &lexicon);
    let files = |name: &str| index.print(name, &library);
    let mut reader = Reader::open(&files).unwrap();
    let found = query::find(&mut reader, query).unwrap();
    let titles = found.ranked.iter().map(|hit| query::hit(&reader, hit.document).unwrap().title().to_owned());
    (titles.collect(), found.note.map(|note| note.shown))
}

#[test]
fn readers_find_what_they_mean() {
    for (query, title) in [
        ("小巨人", "专精特新“小巨人”企业奖补办法"),
        ("小巨人补贴", "专精特新“小巨人”企业奖补办法"),
        ("人社局", "人力资源和社会保障局机构职能"),
        ("盐经信(2024)17号", "绿色工厂创建通知 盐经信〔2024〕17号"),
        ("盐经信2023年第17号", "绿色工厂创建通知 盐经信〔2023〕17号"),
        ("５Ｇ 工业互联网", "绿色工厂创建通知 盐经信〔2024〕17号"),
        ("色工厂", "绿色工厂创建通知 盐经信〔2024〕17号"),
    ] {
        assert_eq!(ask(query).0.first().map(String::as_str), Some(title), "{query}");
    }
}

/// What citizens, accountants of small firms and clerks type, and a page that each wants to see.
#[test]
fn each_reader_is_content_with_the_first_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut problems = Problems::new();
    let today = jiff::civil::date(2026, 11, 26);
    let edition = saltpress::edition(root, today, &mut problems).unwrap().0;
    let files = |name: &str| edition.print(&route::search_part(name)).ok().filter(|bytes| !bytes.is_empty());
    let table = fs::read_to_string(root.join("tests/search/readers.json")).unwrap();
    let table: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(&table).unwrap();
    assert_eq!(table.values().map(BTreeMap::len).sum::<usize>(), 30);
    for (query, wanted) in table.values().flatten() {
        let mut reader = Reader::open(&files).unwrap();
        let found = query::find(&mut reader, query).unwrap();
        let first = found.ranked.iter().take(10).map(|hit| query::hit(&reader, hit.document).unwrap());
        let first: Vec<String> = first.map(|hit| hit.address().to_owned()).collect();
        assert!(first.contains(wanted), "{query}: {first:#?}");
    }
}

#[test]
fn a_scrap_of_what_was_asked_finds_nothing() {
    assert_eq!(ask("88厂"), (Vec::new(), None));
    assert!(!ask("厂").0.is_empty());
}

#[test]
fn another_reading_is_tried_and_told() {
    for (query, shown) in [
        ("隱形冠軍", "隐形冠军"),
        ("xiaojuren", "小巨人"),
        ("xjr", "小巨人"),
        ("隐行冠军", "隐形冠军"),
        ("小巨入", "小巨人"),
    ] {
        let (titles, told) = ask(query);
        assert_eq!(told.as_deref(), Some(shown), "{query}");
        assert!(!titles.is_empty(), "{query}");
    }
    assert_eq!(ask("隐形冠军").1, None);
}

#[test]
fn the_same_documents_give_the_same_files_and_a_changed_text_another_version() {
    let build = |library: &Texts| Index::build(library, &lexicon());
    let (one, two) = (build(&texts()), build(&texts()));
    assert_eq!(one.version(), two.version());
    for name in one.names() {
        assert_eq!(one.print(&name, &texts()), two.print(&name, &texts()), "{name}");
    }
    let mut changed = texts();
    changed.0[0].2 = "对首次认定的企业给予奖励。";
    assert_ne!(build(&changed).version(), one.version());
}

#[test]
fn groups_of_synonyms_without_a_word_on_the_site_are_told() {
    assert_eq!(Index::build(&texts(), &lexicon()).idle_synonyms(), [1]);
}

#[test]
fn a_missing_or_damaged_file_is_named() {
    let (library, lexicon) = (texts(), lexicon());
    let index = Index::build(&library, &lexicon);
    let none = |_: &str| None;
    assert_eq!(Reader::open(&none).unwrap_err(), Missing("manifest".to_owned()));
    let cut = |name: &str| {
        let bytes = index.print(name, &library)?;
        Some(if name.starts_with("p/") { bytes[..bytes.len() / 2].to_vec() } else { bytes })
    };
    let mut reader = Reader::open(&cut).unwrap();
    let refused = query::find(&mut reader, "小巨人").unwrap_err();
    assert!(refused.0.starts_with("p/"), "{refused}");
}

#[test]
fn a_library_without_documents_is_searched_in_vain() {
    let (library, lexicon) = (Texts(Vec::new()), Lexicon::default());
    let index = Index::build(&library, &lexicon);
    let files = |name: &str| index.print(name, &library);
    let mut reader = Reader::open(&files).unwrap();
    assert!(query::find(&mut reader, "小巨人 2024 xjr").unwrap().ranked.is_empty());
}

#[test]
fn an_index_is_kept_for_the_same_documents_and_never_for_others() {
    let answer = |project: &Project| {
        assert_eq!(project.run("build").code, 0);
        project.published().into_iter().filter(|(path, _)| path.starts_with("search")).collect::<Vec<_>>()
    };
    let project = Project::scaffold();
    let first = answer(&project);
    let kept = project.path(".saltpress/search");
    let moment = fs::metadata(&kept).unwrap().modified().unwrap();
    assert_eq!(answer(&project), first);
    assert_eq!(fs::metadata(&kept).unwrap().modified().unwrap(), moment, "it was indexed again");
    let bytes = fs::read(&kept).unwrap();
    fs::write(&kept, &bytes[..bytes.len() - 9]).unwrap();
    assert_eq!(answer(&project), first, "a damaged file is no index");
    let project = project.file("content/synonyms.yaml", "同义词:\n  - [补贴, 津贴]\n");
    assert_ne!(answer(&project), first, "it has other words");
}
