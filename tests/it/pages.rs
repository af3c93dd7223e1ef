//! `tests/pages/*.html`: what stands in `<main>` of one page of each kind of the scaffold.
//!
//! `UPDATE=1 cargo test --test it pages` writes them anew; read the difference.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::project::Project;

/// Relative to the package, so that places in messages are the same everywhere.
const FOLDER: &str = "tests/pages";

/// A longer drawing (a QR code) is left out, in characters.
const LONGEST_DRAWING: usize = 200;

/// Tags that start a line.
const BLOCKS: [&str; 35] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "button",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "svg",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// The first page of each kind, by kind.
fn pages() -> BTreeMap<String, String> {
    let project = Project::scaffold();
    let answer = project.run("build");
    assert_eq!(answer.code, 0, "{}", answer.err);
    let mut pages = BTreeMap::new();
    for (path, bytes) in project.published() {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).unwrap();
            pages.entry(kind(&page).to_owned()).or_insert_with(|| lines(&main(&page)));
        }
    }
    pages
}

/// `measure` of `<body data-kind=measure>`.
fn kind(page: &str) -> &str {
    let (_, after) = page.split_once("<body data-kind=").expect("a body with its kind");
    after.trim_start_matches('"').split(['"', '>', ' ']).next().unwrap()
}

/// The inner HTML of `<main …>` without digests and drawings.
fn main(page: &str) -> String {
    let (_, main) = page.split_once("<main").expect("a page has its main");
    let (_, main) = main.split_once('>').unwrap();
    let (main, _) = main.split_once("</main>").expect("the main is closed");
    let digests = replace_after(main, "assets/", |name| {
        let (stem, rest) = name.split_once('.')?;
        Some(format!("{stem}.DIGEST{}", rest.trim_start_matches(|c: char| c.is_ascii_hexdigit())))
    });
    replace_after(&digests, "<path d=\"", |drawing| {
        let (lines, rest) = drawing.split_once('"')?;
        (lines.len() > LONGEST_DRAWING).then(|| format!("…\"{rest}"))
    })
}

/// The text with what follows each `mark` changed, up to the next one.
fn replace_after(text: &str, mark: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let mut parts = text.split(mark);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |told, part| told + mark + &change(part).unwrap_or_else(|| part.to_owned()))
}

/// One block to a line; a closing tag too where blocks stood inside.
fn lines(html: &str) -> String {
    let mut told = String::new();
    let mut after_block = false;
    for piece in html.split_inclusive('>') {
        let (text, tag) = piece.rsplit_once('<').unwrap_or((piece, ""));
        told += text;
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let is_block = BLOCKS.contains(&name);
        if is_block && (!closes || (after_block && text.trim().is_empty())) {
            told.truncate(told.trim_end().len());
            told.push('\n');
        }
        after_block = is_block && closes;
        if !tag.is_empty() {
            told.push('<');
            told.push_str(tag);
        }
    }
    format!("{}\n", told.trim())
}

fn golden(kind: &str) -> PathBuf {
    Path::new(FOLDER).join(format!("{kind}.html"))
}

#[test]
fn the_main_of_each_kind_of_page_is_as_its_golden_says() {
    let is_update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for (kind, told) in pages() {
        let golden = golden(&kind);
        if is_update {
            fs::write(&golden, told).unwrap();
            continue;
        }
        let wanted = fs::read_to_string(&golden).unwrap_or_default().replace("\r\n", "\n");
        wrong.extend(difference(&wanted, &told).map(|told| format!("{}:{told}", golden.display())));
    }
    assert!(wrong.is_empty(), "UPDATE=1 writes them anew:\n{}", wrong.join("\n"));
}

/// The first line in which they differ, as `4: was …, is …`.
fn difference(wanted: &str, told: &str) -> Option<String> {
    let (mut wanted, mut told) = (wanted.lines(), told.lines());
    let mut line = 0;
    loop {
        line += 1;
        match (wanted.next(), told.next()) {
            (None, None) => return None,
            (was, is) if was == is => {}
            (was, is) => {
                let [was, is] = [was, is].map(|line| line.unwrap_or("(nothing)"));
                return Some(format!("{line}:\n  was {was}\n  is  {is}"));
            }
        }
    }
}

#[test]
fn each_golden_has_its_page() {
    let pages = pages();
    for entry in fs::read_dir(FOLDER).unwrap() {
        let path = entry.unwrap().path();
        let is_used = pages.keys().any(|kind| golden(kind) == path);
        assert!(is_used, "{} has no page: remove it", path.display());
    }
}

/// Without these no golden would be missed.
#[test]
fn every_kind_of_template_has_a_page() {
    let pages = pages();
    for entry in fs::read_dir("themes/default/templates").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let kind = name.trim_end_matches(".html");
        assert!(kind == "base" || pages.contains_key(kind), "no page of the scaffold shows {name}");
    }
}
