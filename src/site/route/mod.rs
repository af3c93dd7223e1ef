//! The one place where an address is made.
//!
//! Every page is a file that is linked by its name, so that the same folder
//! works at a domain's root, under any sub-path, on a server without default
//! documents and from a USB stick.

mod column;
mod origin;
mod progress;
mod subject;

use std::borrow::Borrow;
use std::fmt::{self, Write as _};

use sha2::{Digest, Sha256};

pub use self::column::{
    Listing, Stream, atom, case, column, enterprise, listing, notice, reading, rss, service, service_data,
    service_index, service_page,
};
pub use self::origin::{Origin, absolute, base_path};
pub use self::progress::{
    data, embed, is_embed, progress, progress_method, progress_reporting, progress_revisions, progress_sheet,
    progress_year, target, targets_by_clause, targets_by_status, targets_by_unit,
};
pub use self::subject::subject;
use crate::id::{PolicySlug, UnitId};
use crate::policy::Clause;
use crate::site::Document;

/// A file of the site, relative to its root, with `/`. Lower-case ASCII.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

impl OutputPath {
    /// As written: `policies/zjtx-2022/measures/4.html`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an HTML page stands there.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.0.ends_with(".html")
    }
}

/// A path is looked up by what it reads.
impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The home page.
#[must_use]
pub fn home() -> OutputPath {
    OutputPath("index.html".to_owned())
}

/// The list of documents.
#[must_use]
pub fn policy_index() -> OutputPath {
    OutputPath("policies/index.html".to_owned())
}

/// The full text of a document.
#[must_use]
pub fn policy(slug: &PolicySlug) -> OutputPath {
    OutputPath(format!("policies/{slug}/index.html"))
}

/// The page of a 工程.
#[must_use]
pub fn section(document: &Document, clause: &Clause) -> OutputPath {
    OutputPath(format!("policies/{}/sections/{}.html", document.policy.slug, clause.id))
}

/// The page of a measure: by its number where that is unique in the document, else by its id.
#[must_use]
pub fn measure(document: &Document, clause: &Clause) -> OutputPath {
    let id = clause.id.as_str();
    let stem = if document.measures_numbered_through { id.rsplit('.').next().unwrap_or(id) } else { id };
    OutputPath(format!("policies/{}/measures/{stem}.html", document.policy.slug))
}

/// The register of units.
#[must_use]
pub fn unit_index() -> OutputPath {
    OutputPath("units/index.html".to_owned())
}

/// One unit.
#[must_use]
pub fn unit(id: &UnitId) -> OutputPath {
    OutputPath(format!("units/{id}.html"))
}

/// The site map for search engines: the whole, or the list of its parts.
#[must_use]
pub fn sitemap() -> OutputPath {
    OutputPath("sitemap.xml".to_owned())
}

/// What search engines ask for first. It counts at the root of a host alone.
#[must_use]
pub fn robots() -> OutputPath {
    OutputPath("robots.txt".to_owned())
}

/// A part of a site map that one file cannot hold, counted from 1. It lies at the root:
/// a map may only name pages of its own folder and below.
#[must_use]
pub fn sitemap_part(number: usize) -> OutputPath {
    OutputPath(format!("sitemap-{number}.xml"))
}

/// A file to take away. Its name keeps what servers take (`a-z 0-9 -`) and gains
/// digits of its project path, so that two files of one name do not meet.
#[must_use]
pub fn file(path: &str) -> OutputPath {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let stem = slug_of(stem);
    let mark = Sha256::digest(path.as_bytes()).iter().take(4).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    OutputPath(format!("files/{stem}-{mark}.{}", ending.to_ascii_lowercase()))
}

/// The letters and digits of a name, in lower case, joined by `-`; `file` where it has none.
fn slug_of(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    if slug.is_empty() { "file".to_owned() } else { slug }
}

/// An address under which something stood before: `cases/old.html`, `art/1.html`,
/// `column/old/` (its index). `None` where it could not be a file of this site.
#[must_use]
pub fn former(address: &str) -> Option<OutputPath> {
    let path = address.trim().trim_start_matches('/');
    let path =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let is_sound = path.len() <= 200
        && path.ends_with(".html")
        && path.split('/').all(|part| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b))
        });
    is_sound.then_some(OutputPath(path))
}

/// The file in which the text of the page at `address` is written, as far as its name tells:
/// `content/notices/apply.md` of `notices/apply.html`. A case may lie in a folder of that name, too.
/// `None` of pages that are made of many files.
#[must_use]
pub fn manuscript(address: &str) -> Option<String> {
    let made = [home(), search(), site_map(), not_found()];
    let stem = address.strip_suffix(".html").filter(|_| made.iter().all(|page| page.as_str() != address))?;
    let parts: Vec<&str> = stem.split('/').collect();
    match parts[..] {
        [_, "index"] => None,
        [name] => Some(format!("content/pages/{name}.md")),
        ["cases" | "notices", _] => Some(format!("content/{stem}.md")),
        ["enterprises" | "services", _] => Some(format!("content/{stem}.yaml")),
        ["policies", _, "readings", name] if name != "index" => Some(format!("{stem}.md")),
        _ => None,
    }
}

/// Whether a file is HTML by its name.
#[must_use]
pub fn is_html(name: &str) -> bool {
    name.ends_with(".html")
}

/// The site map for people.
#[must_use]
pub fn site_map() -> OutputPath {
    OutputPath("sitemap.html".to_owned())
}

/// A page of running text from `content/pages/<name>.md`.
#[must_use]
pub fn prose(name: &PolicySlug) -> OutputPath {
    OutputPath(format!("{name}.html"))
}

/// The search page.
#[must_use]
pub fn search() -> OutputPath {
    OutputPath("search.html".to_owned())
}

/// A file of the search index, by its name there; the folder of all for an empty name.
#[must_use]
pub fn search_part(name: &str) -> OutputPath {
    if name.is_empty() {
        return OutputPath("search/".to_owned());
    }
    OutputPath(format!("search/{name}.js"))
}

/// What a server shows for an address that does not exist.
#[must_use]
pub fn not_found() -> OutputPath {
    OutputPath("404.html".to_owned())
}

/// A file of the theme or a picture.
#[must_use]
pub fn asset(name: &str) -> OutputPath {
    OutputPath(format!("assets/{name}"))
}

/// A developed picture.
#[must_use]
pub fn picture(name: &str) -> OutputPath {
    OutputPath(format!("pictures/{name}"))
}

/// The fragment of a clause on its document's page.
#[must_use]
pub fn anchor(clause: &Clause) -> String {
    format!("c{}", clause.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_get_names_that_every_server_takes() {
        for (file_path, start, end) in [
            ("content/notices/申报表 2026.XLSX", "files/2026-", ".xlsx"),
            ("content/notices/申报表.pdf", "files/file-", ".pdf"),
            ("content/a/Form A_1.docx", "files/form-a-1-", ".docx"),
        ] {
            let found = file(file_path);
            assert!(found.0.starts_with(start) && found.0.ends_with(end), "{found}");
        }
        assert_ne!(file("a/x.pdf"), file("b/x.pdf"));
    }

    #[test]
    fn former_addresses_are_files_of_this_site() {
        for (address, wanted) in [
            ("cases/old.html", Some("cases/old.html")),
            ("/art/2023/2/1/art_12_3.html", Some("art/2023/2/1/art_12_3.html")),
            ("column/old/", Some("column/old/index.html")),
            ("../x.html", None),
            ("a/../x.html", None),
            ("案例.html", None),
            ("a.php", None),
            ("", Some("index.html")),
        ] {
            assert_eq!(former(address).as_ref().map(OutputPath::as_str), wanted, "{address}");
        }
    }
}
