//! What is inspected: the joined site, the texts it was read from, the rules that hold.

use jiff::civil::Date;

use super::settings::Settings;
use crate::problem::Problem;
use crate::site::Site;
use crate::source::Sources;

/// A site of ours, before it is printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    /// Joined and linked.
    pub(super) site: &'a Site,
    /// The texts, with their places.
    pub(super) sources: &'a Sources,
    /// Table and waivers.
    pub(super) settings: &'a Settings,
}

impl Subject<'_> {
    /// As of which day.
    pub(super) fn today(&self) -> Date {
        self.site.today
    }

    /// A problem of the file at `path`, at the first place where it says `text`.
    pub(super) fn problem(&self, path: &str, text: &str, message: impl Into<String>) -> Problem {
        let problem = Problem::new(crate::problem::Severity::Error, message).in_file(path);
        let Some(file) = self.sources.get(path) else { return problem };
        match file.text().find(text) {
            Some(at) if !text.is_empty() => problem.at(file.place(at..at + text.len())),
            _ => problem,
        }
    }

    /// The same at the entry `key:` of a header or a YAML file.
    pub(super) fn at_entry(&self, path: &str, key: &str, message: impl Into<String>) -> Problem {
        let problem = Problem::new(crate::problem::Severity::Error, message).in_file(path);
        let Some(file) = self.sources.get(path) else { return problem };
        let entry = format!("{key}:");
        let mut start = 0;
        for line in file.text().split_inclusive('\n') {
            if line.starts_with(&entry) {
                return problem.at(file.place(start..start + line.trim_end().len()));
            }
            start += line.len();
        }
        problem
    }
}

/// Days from `earlier` to `later`; below 0 where they come the other way round.
#[must_use]
pub(super) fn days(earlier: Date, later: Date) -> i64 {
    later.duration_since(earlier).as_hours() / 24
}

/// A day some days after another; the calendar's last where there is none.
#[must_use]
pub(super) fn after(day: Date, days: i64) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap_or(Date::MAX)
}
