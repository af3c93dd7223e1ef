//! The template engine: compiles the theme, renders a view, explains what failed.

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

use super::view::Page;
use super::wording;
use crate::asset::Theme;
use crate::problem::{Problem, Severity};

/// Compiled templates.
pub(super) struct Environment {
    tera: Tera,
    folder: String,
    failed: Option<String>,
    minify: minify_html::Cfg,
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
        let failed = tera.add_raw_templates(&theme.templates).err().map(|error| error.to_string());
        let minify = minify_html::Cfg {
            keep_closing_tags: true,
            keep_html_and_head_opening_tags: true,
            keep_comments: false,
            allow_removing_spaces_between_attributes: false,
            ..minify_html::Cfg::new()
        };
        Self { tera, folder: theme.folder.clone(), failed, minify }
    }

    /// The page as minified HTML.
    pub(super) fn render<V: Serialize>(&self, page: &Page, view: &V) -> Result<Vec<u8>, Box<Problem>> {
        if let Some(failed) = &self.failed {
            return Err(self.explain(failed));
        }
        let mut context = Context::new();
        context.insert("page", page);
        context.insert("view", view);
        let name = format!("templates/{}.html", page.kind);
        let html = self.tera.render(&name, &context).map_err(|error| self.explain(&error.to_string()))?;
        Ok(minify_html::minify(html.as_bytes(), &self.minify))
    }

    /// The engine's own words name template, line and column.
    fn explain(&self, error: &str) -> Box<Problem> {
        let problem = Problem::new(Severity::Error, format!("主题模板出错：\n{}", error.trim()));
        Box::new(
            problem
                .in_file(&self.folder)
                .hint("改正模板；若没有改过主题，请删去项目中的这个主题文件夹，改用内置主题"),
        )
    }
}
