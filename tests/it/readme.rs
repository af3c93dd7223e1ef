//! The READMEs name only what exists, and both name the same.

use std::path::Path;

use clap::Command;

const ENGLISH: &str = include_str!("../../README.md");
const CHINESE: &str = include_str!("../../README.zh-CN.md");

/// Commands of others.
const TOOLS: [&str; 3] = ["bash tests/run", "bash fuzz/run", "cargo install --locked cargo-fuzz"];

/// `bash fuzz/run 60 yaml`: seconds, and targets that there are.
fn is_fuzzing(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("bash fuzz/run ") else { return false };
    let mut words = rest.split(' ');
    let is_time = words.next().is_some_and(|seconds| seconds.parse::<u32>().is_ok());
    is_time && words.all(|target| Path::new("fuzz/fuzz_targets").join(format!("{target}.rs")).exists())
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
