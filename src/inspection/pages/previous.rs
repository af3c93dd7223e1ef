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
use crate::problem::{Problem, Problems, Severity};
use crate::site::route;

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
        problems: &Problems,
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
        let errors = problems.sorted().into_iter().filter(|problem| problem.severity == Severity::Error);
        let broken: Vec<&str> = errors.filter_map(|problem| problem.path.as_deref()).collect();
        let is_gone = |name: &&str| context.built.find(name).is_none();
        told.withdrawn = self.built.names().filter(is_gone).map(str::to_owned).collect();
        for name in told
            .withdrawn
            .iter()
            .filter(|name| self.built.find(name).is_some_and(|at| self.built.is_page(at)))
        {
            let problem = Problem::new(Severity::Error, "上一次发布的页面这次没有了").in_file(name.as_str());
            let way = context.texts.is_none().then(|| way_back(name, &broken)).flatten();
            findings.add(
                RuleId::AddressLost,
                match way {
                    Some(way) => problem.hint(way),
                    None => problem,
                },
            );
        }
        told
    }
}

/// How a page of ours that is gone comes back; `None` where it was made of many files. `broken`
/// are files with errors.
fn way_back(name: &str, broken: &[&str]) -> Option<String> {
    let file = route::manuscript(name)?;
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    let is_own = |path: &&str| path.strip_prefix(stem).is_some_and(|rest| rest.starts_with(['.', '/']));
    if let Some(broken) = broken.iter().find(|path| is_own(path)) {
        return Some(format!("{broken} 有错误，所以这一页没有了：先改好那个错误"));
    }
    let missing = format!(
        "原稿误删、改名的放回 {file}，找不到的照上一次发布的网页重写（文件头照同一文件夹里的其他文件写）"
    );
    let is_article = name.contains('/') && file.ends_with(".md");
    let moved =
        format!("搬了家的，在新稿件的“旧地址”里写 {name}，会自动转过去；撤稿不删文件，在文件头写“撤回”");
    Some(if is_article { format!("{missing}；{moved}") } else { missing })
}

fn date(page: &Page<'_>) -> Option<String> {
    page.meta("PubDate")?.content.as_deref().filter(|content| !content.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_gone_says_how_it_comes_back() {
        let way = |name: &str| way_back(route::former(name).unwrap().as_str(), &["content/pages/about.md"]);
        for (page, told) in [
            ("about", "content/pages/about.md 有错误"),
            ("accessibility", "放回 content/pages/accessibility.md"),
            ("cases/nut", "“旧地址”里写 cases/nut"),
            ("policies/zjtx-2022/readings/why", "放回 policies/zjtx-2022/readings/why.md"),
            ("enterprises/nut", "放回 content/enterprises/nut.yaml"),
        ] {
            let way = way(&page_name(page)).unwrap();
            assert!(way.contains(told), "{page}: {way}");
        }
        for made in ["sitemap", "cases/list/1", "services/index", "policies/zjtx-2022/index"] {
            assert_eq!(way(&page_name(made)), None, "{made}");
        }
        assert!(!way(&page_name("about")).unwrap().contains("重写"));
        assert!(!way(&page_name("accessibility")).unwrap().contains("撤稿"));
    }

    fn page_name(stem: &str) -> String {
        let home = route::home();
        let ending = home.as_str().rsplit('.').next().unwrap();
        format!("{stem}.{ending}")
    }
}
