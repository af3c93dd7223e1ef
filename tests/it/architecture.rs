//! The code held against its picture: who may know whom, who touches what.
//!
//! An arrow that the tables do not draw fails with its file and line. To change
//! the architecture, change a table: that is the visible edit. Test modules may
//! know what they like.

use std::fs;
use std::path::{Path, PathBuf};

use crate::rust_source::{Reference, Source};

/// A room of `src/` and the rooms that its code may name, all of them above it,
/// so that arrows never run in a circle. A module belongs to the nearest row
/// above its name: `text::width` to `text`, `text::yaml` to its own.
const ROOMS: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("digest", &[]),
    ("disk", &["error"]),
    ("id", &[]),
    ("text", &[]),
    ("problem", &["text"]),
    ("source", &["error", "digest", "text", "problem"]),
    ("text::yaml", &["problem", "source"]),
    ("text::csv", &["problem", "source"]),
    ("text::markdown", &["text", "problem", "source", "text::yaml"]),
    ("config", &["problem", "source", "text::yaml"]),
    ("quantity", &["text"]),
    ("search", &[]),
    ("spreadsheet", &["text", "problem", "source", "quantity"]),
    ("progress", &["id", "text", "problem", "source", "text::yaml", "text::csv", "quantity"]),
    ("policy", &["id", "text", "problem", "source", "text::yaml", "quantity"]),
    (
        "column",
        &[
            "id",
            "text",
            "problem",
            "source",
            "text::yaml",
            "text::csv",
            "text::markdown",
            "quantity",
            "spreadsheet",
        ],
    ),
    ("picture", &["error", "digest", "text", "problem", "source"]),
    ("workbook", &["id", "text", "problem", "source", "quantity", "progress", "spreadsheet"]),
    (
        "site",
        &[
            "id",
            "text",
            "problem",
            "source",
            "text::yaml",
            "text::markdown",
            "quantity",
            "config",
            "policy",
            "progress",
            "column",
        ],
    ),
    ("site::route", &["id", "policy", "progress", "column", "site"]),
    ("memory", &["digest", "disk", "config", "column", "site"]),
    ("asset", &["problem", "source", "config", "site::route"]),
    (
        "page",
        &[
            "digest",
            "id",
            "text",
            "problem",
            "source",
            "quantity",
            "config",
            "text::yaml",
            "text::markdown",
            "policy",
            "progress",
            "column",
            "picture",
            "site",
            "site::route",
            "asset",
        ],
    ),
    ("dataset", &["id", "text::csv", "quantity", "progress", "column", "site", "site::route"]),
    (
        "library",
        &[
            "digest",
            "disk",
            "quantity",
            "text::markdown",
            "policy",
            "progress",
            "column",
            "search",
            "site",
            "site::route",
        ],
    ),
    (
        "edition",
        &[
            "digest",
            "source",
            "column",
            "dataset",
            "problem",
            "picture",
            "search",
            "site",
            "site::route",
            "asset",
            "page",
            "library",
        ],
    ),
    ("visit", &[]),
    (
        "inspection",
        &[
            "text::markdown",
            "error",
            "text",
            "problem",
            "source",
            "text::yaml",
            "config",
            "policy",
            "progress",
            "column",
            "site",
            "site::route",
            "edition",
            "visit",
            "spreadsheet",
        ],
    ),
    ("press", &["error", "digest", "problem", "site::route", "edition"]),
    (
        "preview",
        &[
            "disk",
            "digest",
            "error",
            "text",
            "problem",
            "source",
            "config",
            "column",
            "site",
            "site::route",
            "edition",
            "inspection",
            "memory",
        ],
    ),
    (
        "cli",
        &[
            "preview",
            "disk",
            "error",
            "id",
            "problem",
            "source",
            "config",
            "policy",
            "progress",
            "column",
            "workbook",
            "search",
            "site::route",
            "edition",
            "inspection",
            "press",
            "visit",
        ],
    ),
];

/// What only these may touch, by the start of their names.
const OUTSIDE: &[(&str, &[&str])] = &[
    (
        "std::fs",
        &[
            "source",
            "memory",
            "press",
            "disk",
            "cli::import::policy",
            "cli::init",
            "library::kept",
            "picture::cache",
            "picture::input",
        ],
    ),
    ("walkdir", &["source"]),
    ("elasticlunr", &["search::index::engine"]),
    ("oxc_minifier", &["asset::mangle"]),
    ("std::net", &["preview", "visit"]),
    ("ureq", &["visit::ask"]),
    ("rustls", &["visit::ask"]),
    ("tokio", &["preview"]),
    ("hyper", &["preview::server"]),
    ("notify", &["preview::watch"]),
    ("std::process::Command", &[]),
    ("calamine", &["spreadsheet::reader"]),
    (
        "quick_xml",
        &[
            "spreadsheet::package",
            "spreadsheet::layout",
            "spreadsheet::words",
            "page::column::feed",
            "picture::svg",
        ],
    ),
    ("rust_xlsxwriter", &["dataset::xlsx", "workbook::template", "column::service::tests"]),
    ("zip", &["spreadsheet::package", "spreadsheet::words", "workbook::tests"]),
    ("image", &["picture"]),
    ("webp", &["picture::encode"]),
    ("qrcode", &["page::qr"]),
    ("tera", &["page::env"]),
    ("minify_html", &["page::minify"]),
    ("html5gum", &["inspection::html"]),
    ("ferrous_opencc", &["inspection::text::script"]),
    ("postcard", &["column::known"]),
];

/// What joins the rooms and is none of them.
const NO_ROOMS: [&str; 2] = ["lib", "main"];

/// Where `.html` stands in a string: addresses are made in one place; the others
/// name templates of the theme, or are the pages of a test.
const HTML: [&str; 8] = [
    "site::route",
    "site::route::column",
    "site::route::origin",
    "site::route::progress",
    "source",
    "asset",
    "page::env",
    "inspection::pages::tests",
];

/// Every file of `src/` but those that join.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        Source::read(&name, &fs::read_to_string(path).unwrap())
    };
    found.into_iter().map(read).filter(|source| !NO_ROOMS.contains(&source.module.as_str())).collect()
}

/// Whether `path` is `module` or lies below it.
fn is_in(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The row to which a path belongs; what `lib.rs` re-exports counts as its origin.
fn room(path: &str) -> Option<&'static str> {
    let path = match path {
        "Error" | "Result" => "error",
        "edition_of" | "preview_of" => "edition",
        "remembered" => "memory",
        path => path,
    };
    let rows = ROOMS.iter().map(|(room, _)| *room);
    rows.filter(|room| is_in(path, room)).max_by_key(|room| room.len())
}

fn assert_none(wrong: &[String], what: &str) {
    assert!(wrong.is_empty(), "{what} (tests/it/architecture.rs):\n{}", wrong.join("\n"));
}

/// Why `source` may not make this reference; `None` where it may.
fn refusal(source: &Source, reference: &Reference) -> Option<String> {
    let place = format!("{}:{}", source.path, reference.line);
    let Some(from) = room(&source.module) else {
        return Some(format!("{place}: {} has no row in ROOMS", source.module));
    };
    let Some(to) = room(&reference.path) else {
        return Some(format!("{place}: crate::{} has no row in ROOMS", reference.path));
    };
    let (_, may_know) = ROOMS.iter().find(|(room, _)| *room == from)?;
    let is_allowed = from == to || may_know.contains(&to);
    (!is_allowed).then(|| format!("{place}: {from} may not know {to} (crate::{})", reference.path))
}

#[test]
fn rooms_know_only_whom_the_picture_lets_them_know() {
    let mut wrong = Vec::new();
    for source in sources() {
        wrong.extend(source.own_paths().iter().filter_map(|reference| refusal(&source, reference)));
        if room(&source.module).is_none() {
            wrong.push(format!("{}: {} has no row in ROOMS", source.path, source.module));
        }
    }
    assert_none(&wrong, "arrows that the picture does not draw");
}

#[test]
fn arrows_only_run_down() {
    for (at, (room, may_know)) in ROOMS.iter().enumerate() {
        for known in *may_know {
            assert!(ROOMS[..at].iter().any(|(above, _)| above == known), "{room} → {known} runs up");
        }
    }
}

#[test]
fn every_room_of_the_picture_exists() {
    let sources = sources();
    for (room, _) in ROOMS {
        assert!(sources.iter().any(|source| is_in(&source.module, room)), "src/ has no {room}");
    }
}

#[test]
fn disk_network_and_templates_are_touched_only_where_they_belong() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (outside, rooms) in OUTSIDE {
            let root = outside.split("::").next().unwrap();
            for reference in source.paths(root).iter().filter(|reference| is_in(&reference.path, outside)) {
                if !rooms.iter().any(|room| is_in(&source.module, room)) {
                    wrong.push(format!("{}:{}: {outside} belongs to {rooms:?}", source.path, reference.line));
                }
            }
        }
    }
    assert_none(&wrong, "reaching outside");
}

#[test]
fn only_route_makes_addresses() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !HTML.contains(&source.module.as_str())) {
        let found = source.strings.lines().enumerate().filter(|(_, line)| line.contains(".html"));
        wrong.extend(found.map(|(at, line)| format!("{}:{}: {}", source.path, at + 1, line.trim())));
    }
    assert_none(&wrong, "addresses outside src/site/route/");
}
