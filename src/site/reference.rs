//! What an address in a text means: a page of the site, or a file to take away.

use percent_encoding::percent_decode_str;

use crate::column::article;
use crate::id::{ClauseId, PolicySlug};
use crate::site::Site;
use crate::site::links::Node;

/// Endings of files that readers may take away; in lower case.
const DOWNLOADS: [&str; 20] = [
    "pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "ppt", "pptx", "txt", "zip", "mp4",
    "webm", "mp3", "m4a", "vtt", "odt", "ods",
];

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// The page of a subject.
    Node(Node),
    /// A page of running text: index in `prose`.
    Prose(usize),
    /// A file of the project, by its path.
    File(String),
}

/// Why an address leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeadEnd {
    /// Nothing of that name.
    Unknown,
    /// It exists but readers cannot see it yet.
    NotPublished,
    /// A file of a kind that is not given away.
    Refused,
}

impl Site {
    /// What `address`, written in the file at `path`, means.
    ///
    /// Sources are named by their files, relative to the text or from the project's
    /// root with `/`: `../enterprises/foo.yaml`, `other-case.md`, `/policies/zjtx-2022/#2.2.4`.
    pub fn destination(&self, path: &str, address: &str) -> Result<Destination, DeadEnd> {
        let (name, fragment) = address.split_once('#').map_or((address, None), |(a, b)| (a, Some(b)));
        let name = percent_decode_str(name).decode_utf8_lossy();
        let full = article::beside(path, &name).ok_or(DeadEnd::Unknown)?;
        if let Some(found) = self.named(&full, fragment) {
            return found;
        }
        let ending = full.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        if !self.files.contains(&full) {
            return Err(DeadEnd::Unknown);
        }
        let is_given = DOWNLOADS.contains(&ending.as_str());
        if is_given { Ok(Destination::File(full)) } else { Err(DeadEnd::Refused) }
    }

    /// The subject whose source lies at `full`; `None` where it is no source of a subject.
    fn named(&self, full: &str, fragment: Option<&str>) -> Option<Result<Destination, DeadEnd>> {
        let stem = |folder: &str, endings: &[&str]| {
            let name = full.strip_prefix(folder)?;
            let name = endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
            (!name.is_empty() && !name.contains(['/', '.'])).then_some(name)
        };
        let markdown = ["/index.md", ".md"];
        let column = &self.column;
        if let Some(slug) = stem("content/cases/", &markdown) {
            let at = column.cases.binary_search_by(|case| case.slug.as_str().cmp(slug)).ok();
            return Some(visible(
                at.map(|at| (at, column.cases[at].article.has_page(self.today))),
                Node::Case,
            ));
        }
        if let Some(slug) = stem("content/notices/", &markdown) {
            let at = column.notices.iter().position(|notice| notice.slug.as_str() == slug);
            let seen = at.map(|at| (at, column.notices[at].article.has_page(self.today)));
            return Some(visible(seen, Node::Notice));
        }
        if let Some(id) = stem("content/enterprises/", &[".yaml", ".yml"]) {
            let at = column.enterprises.iter().position(|enterprise| enterprise.id.as_str() == id);
            return Some(visible(at.map(|at| (at, true)), Node::Enterprise));
        }
        if let Some(slug) = stem("content/services/", &[".yaml", ".yml"]) {
            let at = column.services.iter().position(|service| service.slug.as_str() == slug)?;
            return Some(Ok(Destination::Node(Node::Service(index(at)))));
        }
        if let Some(name) = stem("content/pages/", &[".md"]) {
            let at = self.prose.iter().position(|prose| prose.name.as_str() == name);
            return Some(at.map(Destination::Prose).ok_or(DeadEnd::Unknown));
        }
        self.in_policies(full, fragment)
    }

    fn in_policies(&self, full: &str, fragment: Option<&str>) -> Option<Result<Destination, DeadEnd>> {
        let rest = full.strip_prefix("policies/")?;
        let (slug, rest) = rest.split_once('/').unwrap_or((rest, ""));
        let slug = PolicySlug::parse(slug).ok()?;
        let Some(policy) = self.policy(&slug) else { return Some(Err(DeadEnd::Unknown)) };
        if let Some(name) = rest.strip_prefix("readings/") {
            let name = name.strip_suffix("/index.md").or_else(|| name.strip_suffix(".md"))?;
            let readings = &self.column.readings;
            let at =
                readings.iter().position(|reading| reading.policy == slug && reading.slug.as_str() == name);
            let seen = at.map(|at| (at, readings[at].article.has_page(self.today)));
            return Some(visible(seen, Node::Reading));
        }
        if !matches!(rest, "" | "text.txt" | "policy.yaml") {
            return None;
        }
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Some(Ok(Destination::Node(Node::Policy(index(policy)))));
        };
        let id = ClauseId::parse(fragment).ok().or_else(|| ClauseId::parse(fragment.strip_prefix('c')?).ok());
        let clause = id.and_then(|id| self.policies[policy].find(&id));
        let node = clause.map(|clause| Destination::Node(Node::Clause(index(policy), index(clause))));
        Some(node.ok_or(DeadEnd::Unknown))
    }
}

/// What a subject that was found, and may have a page, is as a destination.
fn visible(found: Option<(usize, bool)>, node: impl Fn(u32) -> Node) -> Result<Destination, DeadEnd> {
    match found {
        Some((at, true)) => Ok(Destination::Node(node(index(at)))),
        Some((_, false)) => Err(DeadEnd::NotPublished),
        None => Err(DeadEnd::Unknown),
    }
}

/// Indexes of a site fit in 32 bits: its sources do not fit in memory otherwise.
#[must_use]
pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
