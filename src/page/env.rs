//! The template engine: compiles the theme, renders a view, explains what failed.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

use super::minify::{self, Minifier};
use super::view::Page;
use super::{leaving, qr, wording};
use crate::asset::Theme;
use crate::digest::{self, Digester};
use crate::problem::{Problem, Severity};
use crate::source::SourceFile;
use crate::text::whole;

/// Compiled templates.
pub(super) struct Environment {
    tera: Tera,
    folder: String,
    /// By name, for the places of errors.
    templates: BTreeMap<String, String>,
    failed: Option<String>,
    minifier: Minifier,
    fingerprint: [u8; 32],
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Environment")
            .field("folder", &self.folder)
            .field("failed", &self.failed)
            .finish_non_exhaustive()
    }
}

impl Environment {
    pub(super) fn new(theme: &Theme) -> Self {
        let mut tera = Tera::default();
        tera.register_filter("keep_quotations", |title: &str, _: Kwargs, _: &State<'_>| {
            Value::safe_string(&wording::keep_quotations(title))
        });
        tera.register_filter("wording", |line: &str, _: Kwargs, _: &State<'_>| {
            Value::safe_string(&wording::plain(line))
        });
        tera.register_filter("days", |text: &str, _: Kwargs, _: &State<'_>| {
            Value::safe_string(&whole::days(&wording::escape(text)))
        });
        tera.register_filter("qr", |address: &str, _: Kwargs, _: &State<'_>| {
            Value::safe_string(&minify::finished(&qr::draw(address)))
        });
        tera.register_filter("finished", |html: &str, _: Kwargs, _: &State<'_>| {
            Value::safe_string(&minify::finished(html))
        });
        let failed = tera.add_raw_templates(&theme.templates).err().map(|error| error.to_string());
        Self {
            tera,
            folder: theme.folder.clone(),
            templates: theme.templates.clone(),
            failed,
            minifier: Minifier::new(),
            fingerprint: fingerprint(theme),
        }
    }

    /// Of all that shapes a page beside its view: the templates and this program.
    pub(super) fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    /// The page as minified HTML.
    pub(super) fn render<V: Serialize>(&self, page: &Page, view: &V) -> Result<Vec<u8>, Box<Problem>> {
        if let Some(failed) = &self.failed {
            return Err(self.explain(failed));
        }
        let mut context = Context::new();
        context.insert("page", page);
        context.insert("view", view);
        let html = self
            .tera
            .render(&template(page.kind), &context)
            .map_err(|error| self.explain(&error.to_string()))?;
        Ok(leaving::mark(self.minifier.page(&html), &page.leaving))
    }

    /// Why no page can be printed, where the templates do not fit together.
    pub(super) fn failure(&self) -> Option<Problem> {
        self.failed.as_deref().map(|failed| *self.explain(failed))
    }

    /// The engine's own words name template, line and column.
    fn explain(&self, error: &str) -> Box<Problem> {
        let words = error.trim().trim_start_matches("error:").lines().next().unwrap_or_default().trim();
        let problem = self.place(error).map_or_else(
            || {
                Problem::new(Severity::Error, format!("主题模板出错：\n{}", error.trim()))
                    .in_file(&self.folder)
            },
            |(file, at)| file.problem(at..at + 1, format!("主题模板出错：{words}")),
        );
        Box::new(problem.hint("改正模板；若没有改过主题，请删去项目中的这个主题文件夹，改用内置主题"))
    }

    /// The template and the byte of `--> templates/base.html:46:6`.
    fn place(&self, error: &str) -> Option<(SourceFile, usize)> {
        let named = error.lines().find_map(|line| line.trim().strip_prefix("--> "))?;
        let mut parts = named.rsplitn(3, ':');
        let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<usize>().ok()?);
        let (name, text) = self.templates.get_key_value(parts.next()?)?;
        let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let width = text[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
        Some((SourceFile::new(format!("{}/{name}", self.folder), text.as_str()), start + width))
    }
}

fn template(kind: &str) -> String {
    format!("templates/{kind}.html")
}

/// Whether the file `name` of a theme may shape pages of a kind.
pub(super) fn shapes(name: &str, kind: &str) -> bool {
    name.starts_with("parts/") || name == template("base") || name == template(kind)
}

/// Another program, or another engine, may print the same view otherwise.
fn fingerprint(theme: &Theme) -> [u8; 32] {
    let digester =
        Digester::default().with(&digest::PROGRAM).and_then(|digester| digester.with(&theme.templates));
    digester.map_or([0; 32], Digester::finish)
}
