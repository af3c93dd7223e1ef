//! The stylesheets that reach the reader, each by its subject.
//!
//! `sheets/<name>.css` of the theme lists what a sheet is made of, one
//! `@import "../…";` a line; here they become one file, so that no page waits
//! for a sheet that names another. Which kind of page loads which is said in
//! one table.

use super::Files;
use crate::problem::{Problem, Severity};

/// A stylesheet, by what it dresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// What every page has: type, head and foot, facts, tools, print.
    Base,
    /// Clauses, measures, documents, units, targets: what the plan is told by.
    Plan,
    /// The full text of a document with its outline.
    Policy,
    /// The home page.
    Home,
    /// Charts, matrices and lists of targets.
    Progress,
    /// A target's card in the frame of another site; stands alone.
    Embed,
    /// Running text: everything that Markdown can become.
    Article,
    /// Cards of cases, notices and services; next steps.
    Column,
    /// Lists of the column and their ways: ladder, facets, paging.
    Listing,
    /// Tables of services and what narrows them.
    Services,
    /// The search page.
    Search,
    /// Links out of governments' sites and their notice: loaded where there is one.
    Leaving,
}

/// What kinds of pages load beside [`Sheet::Base`], in the order of the cascade.
const BY_KIND: &[(&str, &[Sheet])] = &[
    ("home", &[Sheet::Plan, Sheet::Column, Sheet::Home]),
    ("policy-index", &[Sheet::Plan]),
    ("policy", &[Sheet::Plan, Sheet::Policy]),
    ("section", &[Sheet::Plan]),
    ("measure", &[Sheet::Plan, Sheet::Column]),
    ("unit-index", &[Sheet::Plan]),
    ("unit", &[Sheet::Plan, Sheet::Column]),
    ("target", &[Sheet::Plan, Sheet::Progress, Sheet::Column]),
    ("progress", &[Sheet::Plan, Sheet::Progress]),
    ("year", &[Sheet::Plan, Sheet::Progress]),
    ("reporting", &[Sheet::Plan, Sheet::Progress]),
    ("revisions", &[Sheet::Plan, Sheet::Progress]),
    ("sheet", &[Sheet::Plan, Sheet::Progress]),
    ("method", &[Sheet::Plan, Sheet::Progress, Sheet::Article]),
    ("prose", &[Sheet::Article]),
    ("column", &[Sheet::Plan, Sheet::Column, Sheet::Listing]),
    ("case", &[Sheet::Plan, Sheet::Article, Sheet::Column]),
    ("case-list", &[Sheet::Plan, Sheet::Column, Sheet::Listing]),
    ("enterprise", &[Sheet::Plan, Sheet::Column, Sheet::Listing]),
    ("enterprise-list", &[Sheet::Column, Sheet::Listing]),
    ("notice", &[Sheet::Plan, Sheet::Article, Sheet::Column]),
    ("notice-list", &[Sheet::Column, Sheet::Listing]),
    ("reading", &[Sheet::Plan, Sheet::Article, Sheet::Column]),
    ("reading-list", &[Sheet::Plan, Sheet::Listing]),
    ("service", &[Sheet::Services]),
    ("service-index", &[Sheet::Column, Sheet::Services]),
    ("search", &[Sheet::Search]),
];

impl Sheet {
    /// All of them; [`Sheet::Base`] first.
    pub const ALL: [Self; 12] = [
        Self::Base,
        Self::Plan,
        Self::Policy,
        Self::Home,
        Self::Progress,
        Self::Embed,
        Self::Article,
        Self::Column,
        Self::Listing,
        Self::Services,
        Self::Search,
        Self::Leaving,
    ];

    /// What a kind of page (`case`, the name of its template) loads.
    pub fn of_kind(kind: &str) -> impl Iterator<Item = Self> {
        let more = BY_KIND.iter().find(|(own, _)| *own == kind).map_or(&[] as &[Self], |(_, more)| more);
        let first = if kind == "embed" { Self::Embed } else { Self::Base };
        std::iter::once(first).chain(more.iter().copied())
    }

    /// Its name: `sheets/plan.css` of the theme, `assets/plan.<hash>.css` of the site.
    #[must_use]
    pub fn stem(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Plan => "plan",
            Self::Policy => "policy",
            Self::Home => "home",
            Self::Progress => "progress",
            Self::Embed => "embed",
            Self::Article => "article",
            Self::Column => "column",
            Self::Listing => "listing",
            Self::Services => "services",
            Self::Search => "search",
            Self::Leaving => "leaving",
        }
    }

    fn list(self) -> String {
        format!("sheets/{}.css", self.stem())
    }
}

/// The text of a sheet: its list with every import replaced by what it names.
///
/// Styles of parts that no list names belong to [`Sheet::Base`], so that a part
/// of a project's own is dressed wherever it stands.
pub(super) fn text(files: &Files<'_>, sheet: Sheet, folder: &str) -> (String, Vec<Problem>) {
    let (list, mut problems) = (sheet.list(), Vec::new());
    let mut css = String::new();
    for line in files.get(&list).copied().unwrap_or_default().lines() {
        let Some(name) = imported(line) else {
            css.push_str(line);
            css.push('\n');
            continue;
        };
        match files.get(name) {
            Some(part) => css.push_str(part),
            None => problems.push(
                Problem::new(Severity::Warning, format!("样式表里写的 {name} 不存在"))
                    .in_file(format!("{folder}/{list}"))
                    .hint("改正路径，或者删去这一行"),
            ),
        }
    }
    if sheet == Sheet::Base {
        unlisted(files).for_each(|part| css.push_str(part));
    }
    (css, problems)
}

/// `parts/a/a.css` of `@import "../parts/a/a.css";`.
fn imported(line: &str) -> Option<&str> {
    line.trim().strip_prefix("@import \"../")?.strip_suffix("\";")
}

fn unlisted<'a>(files: &'a Files<'_>) -> impl Iterator<Item = &'a str> {
    let listed = |name: &str| {
        let mut lists = Sheet::ALL.iter().filter_map(|sheet| files.get(&sheet.list()));
        lists.any(|list| list.lines().filter_map(imported).any(|own| own == name))
    };
    let is_style = |name: &str| name.starts_with("parts/") && name.ends_with(".css");
    files.iter().filter(move |(name, _)| is_style(name) && !listed(name)).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &str); 5] = [
        ("parts/a/a.css", "a{}\n"),
        ("parts/b/b.css", "b{}\n"),
        ("parts/own/own.css", "own{}\n"),
        ("sheets/base.css", "/* All. */\n@import \"../parts/a/a.css\";\n"),
        ("sheets/plan.css", "@import \"../parts/b/b.css\";\n@import \"../parts/c/c.css\";\np{}\n"),
    ];

    fn of(sheet: Sheet) -> (String, usize) {
        let files = FILES.iter().map(|(name, text)| ((*name).to_owned(), *text)).collect();
        let (css, problems) = text(&files, sheet, "themes/x");
        (css, problems.len())
    }

    #[test]
    fn all_sheets_stand_in_their_own_order() {
        assert!(Sheet::ALL.iter().enumerate().all(|(place, &sheet)| sheet as usize == place));
    }

    #[test]
    fn every_sheet_of_the_default_theme_has_its_list() {
        for sheet in Sheet::ALL {
            assert!(super::super::DEFAULT.get_file(sheet.list()).is_some(), "{}", sheet.list());
        }
    }

    #[test]
    fn a_sheet_is_what_its_list_names_in_order() {
        assert_eq!(of(Sheet::Plan), ("b{}\np{}\n".to_owned(), 1));
        assert_eq!(of(Sheet::Home), (String::new(), 0));
    }

    #[test]
    fn a_part_that_no_list_names_is_on_every_page() {
        assert_eq!(of(Sheet::Base), ("/* All. */\na{}\nown{}\n".to_owned(), 0));
    }

    #[test]
    fn every_kind_loads_the_base_but_the_card_in_a_frame() {
        let kinds = |kind| Sheet::of_kind(kind).collect::<Vec<_>>();
        assert_eq!(kinds("moved"), [Sheet::Base]);
        assert_eq!(kinds("prose"), [Sheet::Base, Sheet::Article]);
        assert_eq!(kinds("embed"), [Sheet::Embed]);
    }

    #[test]
    fn the_kinds_of_the_table_are_templates_of_the_default_theme() {
        for (kind, _) in BY_KIND {
            let name = format!("templates/{kind}.html");
            assert!(super::super::DEFAULT.get_file(&name).is_some(), "{name}");
        }
    }
}
