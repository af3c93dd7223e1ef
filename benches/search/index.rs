//! The index of documents that stand one a line in a JSONL file, written to a folder:
//! `cargo bench --bench search -- FILE.jsonl OUT`.
//!
//! Prints time and size by part. `run` beside this file measures the whole site.
#![expect(clippy::expect_used, reason = "a benchmark that cannot set up stops")]
#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;
use saltpress::search::document::{Document, Lexicon, Library};
use saltpress::search::index::Index;
use serde::Deserialize;

/// A line of `corpus.py`.
#[derive(Deserialize)]
struct Line {
    id: String,
    kind: String,
    title: String,
    docno: String,
    unified: String,
    date: String,
    year: i16,
    tier: String,
    town: String,
    industry: String,
    company: String,
    depts: Vec<String>,
    keywords: Vec<String>,
    section: String,
    body: String,
}

struct Lines(Vec<Line>);

fn some(text: &str) -> Option<Cow<'_, str>> {
    (!text.is_empty()).then_some(Cow::Borrowed(text))
}

impl Library for Lines {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn document(&self, at: usize) -> Document<'_> {
        let line = &self.0[at];
        let names = some(&line.company).into_iter().chain(
            line.keywords
                .iter()
                .filter(|_| !line.company.is_empty())
                .map(|word| Cow::Borrowed(word.as_str())),
        );
        let names: Vec<Cow<'_, str>> = names.collect();
        Document {
            title: Cow::Borrowed(&line.title),
            address: format!("{}/{}.html", line.kind, line.id),
            date: line.date.parse().ok(),
            number: some(&line.docno),
            registration: some(&line.unified),
            section: Cow::Borrowed(&line.section),
            year: Some(line.year),
            tier: some(&line.tier),
            town: some(&line.town),
            industry: some(&line.industry),
            units: line.depts.iter().map(|unit| Cow::Borrowed(unit.as_str())).collect(),
            companies: if names.is_empty() { Vec::new() } else { vec![names] },
            keywords: line
                .keywords
                .iter()
                .filter(|_| line.company.is_empty())
                .map(|word| Cow::Borrowed(word.as_str()))
                .collect(),
            body: Cow::Borrowed(&line.body),
            ..Document::default()
        }
    }
}

/// Units are what the documents of the kind `dept` are about: 全称（简称）机构职能.
fn lexicon(lines: &[Line]) -> Lexicon {
    let units = lines.iter().filter(|line| line.kind == "dept").filter_map(|line| {
        let (full, rest) = line.title.split_once('（')?;
        let (short, _) = rest.split_once('）')?;
        Some(vec![short.to_owned(), full.to_owned()])
    });
    let synonyms =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/search/synonyms.json"));
    Lexicon {
        units: units.collect(),
        synonyms: synonyms.ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default(),
        ways: Vec::new(),
        places: ["海盐县", "海盐", "浙江", "嘉兴", "嘉兴市", "县"].map(str::to_owned).to_vec(),
        terms: Vec::new(),
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (Some(corpus), Some(out)) = (arguments.next(), arguments.next()) else {
        println!("cargo bench --bench search -- FILE.jsonl OUT");
        return;
    };
    let text = fs::read_to_string(corpus).expect("the corpus");
    let lines = Lines(text.lines().map(|line| serde_json::from_str(line).expect("a document")).collect());
    drop(text);
    let lexicon = lexicon(&lines.0);
    let start = Instant::now();
    let index = Index::build(&lines, &lexicon);
    println!("{} documents indexed in {:?}", lines.len(), start.elapsed());
    let out = Path::new(&out);
    let names: Vec<String> = index.names().collect();
    let folders = names.iter().filter_map(|name| name.split_once('/')).map(|(folder, _)| folder);
    folders.for_each(|folder| fs::create_dir_all(out.join(folder)).expect("a folder"));
    let sizes: Vec<(char, usize)> = names
        .par_iter()
        .map(|name| {
            let bytes = index.print(name, &lines).expect("a file of the index");
            fs::write(out.join(format!("{name}.js")), &bytes).expect("a file");
            (name.chars().next().unwrap_or('?'), bytes.len())
        })
        .collect();
    println!("written after {:?}", start.elapsed());
    let mut parts: BTreeMap<char, (usize, usize)> = BTreeMap::new();
    for (part, size) in sizes {
        let (files, bytes) = parts.entry(part).or_default();
        *files += 1;
        *bytes += size;
    }
    for (part, (files, bytes)) in parts {
        println!("{part}: {files} files, {bytes} bytes");
    }
}
