//! The release before: what is new, gone or other, and whether a date was changed after the fact.

use std::path::Path;

use super::Context;
use super::built::Built;
use super::spot::Spot;
use crate::Result;
use crate::inspection::finding::Findings;
use crate::inspection::html::{self, Page};
use crate::inspection::report::Changes;
use crate::inspection::rule::RuleId;
use crate::problem::{Problem, Severity};

/// The files of the release before.
pub(in crate::inspection) struct Previous {
    built: Built<'static>,
}

/// How one file differs.
pub(super) struct Change {
    name: String,
    is_new: bool,
    /// Publication dates before and now, where they differ.
    date: Option<(String, String)>,
}

impl Previous {
    /// The release that stands in a folder.
    pub(in crate::inspection) fn of_folder(folder: &Path) -> Result<Self> {
        Ok(Self { built: Built::of_folder(folder, None)? })
    }

    /// How a file differs; `None` where it is the same.
    pub(super) fn compare(&self, built: &Built<'_>, at: usize, bytes: &[u8]) -> Option<Change> {
        let name = built.name(at);
        let Some(old) = self.built.find(name) else {
            return Some(Change { name: name.to_owned(), is_new: true, date: None });
        };
        let is_same = self.built.read(old).is_ok_and(|old| old == bytes);
        (!is_same).then(|| Change { name: name.to_owned(), is_new: false, date: None })
    }

    /// The same of a page, with its dates.
    pub(super) fn compare_page(
        &self,
        built: &Built<'_>,
        at: usize,
        bytes: &[u8],
        page: &Page<'_>,
    ) -> Option<Change> {
        let change = self.compare(built, at, bytes)?;
        if change.is_new {
            return Some(change);
        }
        let old = self.built.find(&change.name).and_then(|old| self.built.read(old).ok())?;
        let old = String::from_utf8_lossy(&old);
        let date = date(&html::read(&old)).zip(date(page));
        // A list of services says when it was last brought up to date: that may go on.
        let may_go_on = page.kind.as_deref() == Some("service");
        let date = date.filter(|(old, new)| if may_go_on { new < old } else { new != old });
        Some(Change { date, ..change })
    }

    /// All differences; dates that were changed are findings.
    pub(super) fn changes(
        &self,
        context: &Context<'_>,
        changes: Vec<Change>,
        findings: &mut Findings,
    ) -> Changes {
        let mut told = Changes::default();
        for change in changes {
            if let Some((old, new)) = &change.date {
                let message = format!("发布时间由 {old} 改成了 {new}");
                let spot = Spot::new(&change.name, "");
                findings.add(RuleId::DateChanged, spot.whole(message));
            }
            if change.is_new { told.published.push(change.name) } else { told.changed.push(change.name) }
        }
        let is_gone = |name: &&str| context.built.find(name).is_none();
        told.withdrawn = self.built.names().filter(is_gone).map(str::to_owned).collect();
        for name in told
            .withdrawn
            .iter()
            .filter(|name| self.built.find(name).is_some_and(|at| self.built.is_page(at)))
        {
            let problem = Problem::new(Severity::Error, "上一次发布的页面这次没有了").in_file(name.as_str());
            findings.add(RuleId::AddressLost, problem);
        }
        told
    }
}

fn date(page: &Page<'_>) -> Option<String> {
    page.meta("PubDate")?.content.as_deref().filter(|content| !content.is_empty()).map(str::to_owned)
}
