//! The READMEs name only what exists, and both name the same.

use std::path::Path;

use clap::Command;

const ENGLISH: &str = include_str!("../../README.md");
const CHINESE: &str = include_str!("../../README.zh-CN.md");

/// Commands of others.
const TOOLS: [&str; 4] = [
    "bash tests/run",
    "cargo install --locked cargo-fuzz",
    "mkdir -p fuzz/corpus/policy_text fuzz/corpus/yaml fuzz/corpus/figures fuzz/corpus/markdown",
    "mkdir -p fuzz/corpus/service fuzz/corpus/svg fuzz/corpus/picture_header fuzz/corpus/html",
];

/// A fuzz command: its target exists, its corpus is of that name, its seeds are there.
fn is_fuzzing(line: &str) -> bool {
    let run = "RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none ";
    let Some((words, _)) = line.strip_prefix(run).and_then(|rest| rest.split_once(" -- ")) else {
        return false;
    };
    let mut words = words.split(' ');
    let target = words.next().unwrap_or_default();
    let corpus = words.next().is_some_and(|corpus| corpus == format!("fuzz/corpus/{target}"));
    let is_there = Path::new("fuzz/fuzz_targets").join(format!("{target}.rs")).exists();
    corpus && is_there && words.all(|seeds| Path::new(seeds).is_dir())
}

/// The lines of all blocks of shell commands.
fn commands(readme: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match line {
            "```bash" => inside = true,
            "```" => inside = false,
            line if inside && !line.is_empty() => found.push(line),
            _ => {}
        }
    }
    found
}

#[test]
fn both_languages_give_the_same_commands() {
    assert!(commands(ENGLISH).len() >= 6);
    assert_eq!(commands(ENGLISH), commands(CHINESE));
}

#[test]
fn every_command_is_one_the_program_takes() {
    for line in commands(ENGLISH) {
        if !line.starts_with("cargo run ") {
            assert!(TOOLS.contains(&line) || is_fuzzing(line), "{line}");
            continue;
        }
        let arguments = line.strip_prefix("cargo run --release -- ").expect(line);
        let words = std::iter::once("saltpress").chain(arguments.split(' '));
        let taken = saltpress::cli::definition().try_get_matches_from(words);
        assert!(taken.is_ok(), "{line}: {taken:?}");
    }
}

#[test]
fn every_command_of_the_program_stands_in_both_readmes() {
    let definition = saltpress::cli::definition();
    for name in definition.get_subcommands().map(Command::get_name) {
        for readme in [ENGLISH, CHINESE] {
            assert!(readme.contains(&format!("`saltpress {name}")), "{name}");
        }
    }
}

#[test]
fn all_help_is_chinese() {
    let mut definition = saltpress::cli::definition();
    definition.build();
    let mut waiting = vec![definition];
    while let Some(mut command) = waiting.pop() {
        let help = command.render_long_help().to_string();
        for english in
            ["Usage", "Options", "Commands", "Arguments", "Print help", "default", "possible values"]
        {
            assert!(!help.contains(english), "{}: {english}\n{help}", command.get_name());
        }
        waiting.extend(command.get_subcommands().cloned());
    }
}
