//! Files that were meant as texts of the column and have the name of none.
//!
//! Windows hides endings, so `index.md` becomes `index.md.txt` unseen; then a whole
//! case would be missing from the site without a word.

use std::collections::BTreeSet;

use super::{case, enterprise, notice, service};
use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};

/// Tells all of them, and folders of cases without a text.
pub(super) fn tell(sources: &Sources, problems: &mut Problems) {
    for (folder, ending) in [
        (case::FOLDER, ".md"),
        (notice::FOLDER, ".md"),
        (enterprise::FOLDER, ".yaml"),
        (service::FOLDER, ".yaml"),
    ] {
        for path in paths(sources, folder) {
            problems.extend(meant(path, ending).map(|meant| misnamed(path, &meant)));
        }
    }
    without_text(sources, problems);
}

fn paths<'a>(sources: &'a Sources, folder: &'a str) -> impl Iterator<Item = &'a str> {
    let others = sources.others().iter().map(String::as_str).filter(move |path| path.starts_with(folder));
    sources.under(folder).map(SourceFile::path).chain(others)
}

/// The path that was meant by one with a wrong ending; `None` for all others.
fn meant(path: &str, ending: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/')?;
    let small = name.to_ascii_lowercase();
    let bare = small.strip_suffix(".txt").or_else(|| small.strip_suffix(".doc")).unwrap_or(&small);
    let bare = match bare.strip_suffix(".markdown") {
        Some(stem) if ending == ".md" => format!("{stem}.md"),
        _ => bare.to_owned(),
    };
    let is_index = small == "index.md" && name != small;
    let is_one = is_index
        || bare.ends_with(ending) && bare != small
        || small.ends_with(ending) && !name.ends_with(ending);
    is_one.then(|| format!("{folder}/{bare}"))
}

fn misnamed(path: &str, meant: &str) -> Problem {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let message = format!("文件名“{}”不对，里面的内容不会发布", name(path));
    let hint = "电脑上看不到末尾的 .txt 时，先在文件夹的“查看”里勾选“文件扩展名”";
    Problem::new(Severity::Error, message).in_file(path).hint(format!("改名为 {}；{hint}", name(meant)))
}

/// Folders of cases that hold pictures, or texts of other names, and no `index.md`.
fn without_text(sources: &Sources, problems: &mut Problems) {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for path in paths(sources, case::FOLDER) {
        let Some((folder, name)) = path.strip_prefix(case::FOLDER).and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        folders.insert(folder);
        if name == "index.md" || meant(path, ".md").is_some() {
            told.insert(folder);
        }
    }
    for folder in folders.difference(&told) {
        let path = format!("{}{folder}", case::FOLDER);
        // Pictures of a text beside the folder.
        if sources.get(&format!("{path}.md")).is_some() {
            continue;
        }
        let message = format!("文件夹“{folder}”里没有 index.md，网站上没有这篇案例");
        let problem = Problem::new(Severity::Warning, message).in_file(path);
        problems.add(problem.hint("稿子的文件名必须是 index.md；不是案例的文件夹，移到别处"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(paths: &[&str]) -> Vec<String> {
        let sources = Sources::from_files(paths.iter().map(|path| SourceFile::new(*path, "")));
        let mut problems = Problems::new();
        tell(&sources, &mut problems);
        problems
            .into_iter()
            .map(|problem| format!("{} {}", problem.message, problem.hint.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn a_text_with_a_wrong_ending_is_told_with_the_right_name() {
        for (path, name) in [
            ("content/cases/nut/index.md.txt", "index.md"),
            ("content/cases/nut/Index.MD", "index.md"),
            ("content/cases/nut/index.markdown", "index.md"),
            ("content/cases/nut.md.txt", "nut.md"),
            ("content/notices/call.MD", "call.md"),
            ("content/enterprises/hanlu.yaml.txt", "hanlu.yaml"),
        ] {
            let told = told(&[path]);
            assert_eq!(told.len(), 1, "{path} {told:?}");
            assert!(told[0].contains(&format!("改名为 {name}")), "{path} {told:?}");
        }
    }

    #[test]
    fn a_folder_without_a_text_is_told_and_pictures_beside_one_are_not() {
        assert!(told(&["content/cases/nut/a.svg"])[0].contains("没有 index.md"));
        for paths in [
            &["content/cases/nut/index.md", "content/cases/nut/a.svg"][..],
            &["content/cases/nut.md", "content/cases/nut/a.svg"],
            &["content/cases/a.svg", "content/notices/form.txt", "content/enterprises/a.yml"],
        ] {
            assert_eq!(told(paths), Vec::<String>::new(), "{paths:?}");
        }
    }
}
