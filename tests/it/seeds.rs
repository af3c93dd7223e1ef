//! Every seed of the fuzz targets, and what a few changes make of it, is held to its law.
//!
//! The changes are the same in each run. What a longer run of a fuzzer finds is kept
//! as a seed: `fuzz/README.md` says how.

mod words;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::{laws, markdown_properties, outline_properties};

/// A fuzz target.
struct Target {
    name: &'static str,
    hold: fn(&[u8]),
    /// Words of what it reads, put in between.
    words: &'static [&'static str],
    /// How many changed seeds are read: as many as take about a second unoptimised.
    cases: u32,
}

const TARGETS: [Target; 10] = [
    Target { name: "figures", hold: laws::figures::hold, words: &words::FIGURES, cases: 400 },
    Target { name: "front_matter", hold: laws::front_matter::hold, words: &words::YAML, cases: 200 },
    Target { name: "html", hold: laws::html::hold, words: &words::XML, cases: 4000 },
    Target { name: "markdown", hold: laws::markdown::hold, words: &markdown_properties::PIECES, cases: 3000 },
    Target { name: "picture_header", hold: laws::picture_header::hold, words: &[], cases: 10_000 },
    Target {
        name: "policy_text",
        hold: laws::policy_text::hold,
        words: &outline_properties::PIECES,
        cases: 3000,
    },
    Target { name: "service", hold: laws::service::hold, words: &words::YAML, cases: 1200 },
    Target { name: "svg", hold: laws::svg::hold, words: &words::XML, cases: 6000 },
    Target { name: "workbook", hold: laws::workbook::hold, words: &words::WORKBOOK, cases: 160 },
    Target { name: "yaml", hold: laws::yaml::hold, words: &words::YAML, cases: 1000 },
];

/// One step from a seed to something else; what it takes lies anywhere in the bytes.
#[derive(Debug, Clone)]
enum Change {
    Flip(Index, u8),
    Set(Index, u8),
    Drop(Index, Index),
    Repeat(Index, Index, usize),
    Insert(Index, Vec<u8>),
    /// Goes on, from the first place, as another seed does from the second.
    GoOn(Index, Vec<u8>, Index),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        const MOST: usize = 64 << 10;
        let place = |index: &Index| index.index(bytes.len() + 1);
        let range = |a: &Index, b: &Index| place(a).min(place(b))..place(a).max(place(b));
        match self {
            Self::Flip(..) | Self::Set(..) if bytes.is_empty() => {}
            Self::Flip(at, bit) => *at.get_mut(bytes) ^= 1 << bit,
            Self::Set(at, byte) => *at.get_mut(bytes) = *byte,
            Self::Drop(from, to) => drop(bytes.drain(range(from, to))),
            Self::Repeat(from, to, times) => {
                let range = range(from, to);
                let more = bytes[range.clone()].repeat(*times);
                bytes.splice(range.end..range.end, more);
            }
            Self::Insert(at, word) => {
                let at = place(at);
                bytes.splice(at..at, word.iter().copied());
            }
            Self::GoOn(at, other, from) => {
                bytes.truncate(place(at));
                bytes.extend_from_slice(&other[from.index(other.len() + 1)..]);
            }
        }
        bytes.truncate(MOST);
    }
}

/// Bytes that a failure shows as text and as what a seed can be made of.
struct Input(Vec<u8>);

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nprintf '{}'", String::from_utf8_lossy(&self.0), escaped(&self.0))
    }
}

/// As the shell's `printf` takes it.
fn escaped(bytes: &[u8]) -> String {
    let escape = |byte: &u8| match byte {
        b' '..=b'~' if !b"\\%'".contains(byte) => char::from(*byte).to_string(),
        byte => format!("\\{byte:03o}"),
    };
    bytes.iter().map(escape).collect()
}

fn changes(words: Vec<Vec<u8>>, seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<Change>> {
    let at = any::<Index>;
    let change = prop_oneof![
        1 => (at(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, bit)),
        1 => (at(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        1 => (at(), at()).prop_map(|(from, to)| Change::Drop(from, to)),
        1 => (at(), at(), 1..4_usize).prop_map(|(from, to, times)| Change::Repeat(from, to, times)),
        3 => (at(), prop::sample::select(words)).prop_map(|(at, word)| Change::Insert(at, word)),
        1 => (at(), prop::sample::select(seeds), at()).prop_map(|(at, other, from)| Change::GoOn(at, other, from)),
    ];
    prop::collection::vec(change, 1..6)
}

fn folder(target: &str) -> PathBuf {
    Path::new("fuzz/seeds").join(target)
}

/// The files of a folder by name.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// Holds every seed of a target to its law, and then what a few changes make of them.
fn run(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).unwrap();
    let mut seeds = Vec::new();
    for path in files(&folder(name)) {
        let seed = fs::read(&path).unwrap();
        let held = std::panic::catch_unwind(|| (target.hold)(&seed));
        assert!(held.is_ok(), "{} is against the law of {name}", path.display());
        seeds.push(seed);
    }
    let words = target.words.iter().map(|word| word.as_bytes().to_vec());
    let words: Vec<Vec<u8>> = words.chain([vec![0], vec![0xff], vec![0xff, 0xd9]]).collect();
    let inputs =
        (prop::sample::select(seeds.clone()), changes(words, seeds)).prop_map(|(mut bytes, changes)| {
            for change in &changes {
                change.apply(&mut bytes);
            }
            Input(bytes)
        });
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(target.cases) };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&inputs, |input| {
        (target.hold)(&input.0);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("against the law of {name}, to be kept in {}: {error}", folder(name).display());
    }
}

macro_rules! short_runs {
    ($($name:ident)*) => { $(#[test] fn $name() { run(stringify!($name)); })* };
}
short_runs!(figures front_matter html markdown picture_header policy_text service svg workbook yaml);

#[test]
fn every_fuzz_target_has_a_law_and_seeds() {
    let names: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    let stems = |folder: &str| -> BTreeSet<String> {
        let stem = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
        files(Path::new(folder)).into_iter().map(stem).collect()
    };
    assert_eq!(stems("fuzz/fuzz_targets"), names);
    assert_eq!(stems("fuzz/seeds"), names);
    for name in &names {
        assert!(!files(&folder(name)).is_empty(), "{name}");
    }
}

#[test]
fn what_a_failure_shows_makes_a_seed() {
    assert_eq!(
        format!("{:?}", Input("盐 100%\n\u{0}'".into())),
        "盐 100%\n\u{0}'\nprintf '\\347\\233\\220 100\\045\\012\\000\\047'"
    );
}
