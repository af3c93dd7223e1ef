//! The one place where an address is made.
//!
//! Every page is a file that is linked by its name, so that the same folder
//! works at a domain's root, under any sub-path, on a server without default
//! documents and from a USB stick.

use std::fmt::{self, Write as _};

use sha2::{Digest, Sha256};

use crate::column::terms::{Facet, Terms};
use crate::id::{
    CaseSlug, ClauseId, EnterpriseId, NoticeSlug, PolicySlug, ReadingSlug, ServiceSlug, TargetId, UnitId,
};
use crate::policy::Clause;
use crate::progress::status::Status;
use crate::site::Document;
use crate::site::paging::PageNumber;

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

/// How far a plan has come: all its targets.
#[must_use]
pub fn progress(slug: &PolicySlug) -> OutputPath {
    in_progress(slug, "index.html")
}

fn in_progress(slug: &PolicySlug, name: &str) -> OutputPath {
    OutputPath(format!("policies/{slug}/progress/{name}"))
}

/// One target.
#[must_use]
pub fn target(slug: &PolicySlug, id: &TargetId) -> OutputPath {
    in_progress(slug, &format!("targets/{id}.html"))
}

/// The targets with one status.
#[must_use]
pub fn targets_by_status(slug: &PolicySlug, status: Status) -> OutputPath {
    in_progress(slug, &format!("by-status/{}.html", status.slug()))
}

/// The targets that a unit answers for.
#[must_use]
pub fn targets_by_unit(slug: &PolicySlug, unit: &UnitId) -> OutputPath {
    in_progress(slug, &format!("by-unit/{unit}.html"))
}

/// The targets of a 工程, or of another clause that states some.
#[must_use]
pub fn targets_by_clause(slug: &PolicySlug, clause: &ClauseId) -> OutputPath {
    in_progress(slug, &format!("by-clause/{clause}.html"))
}

/// What was reported for a year.
#[must_use]
pub fn progress_year(slug: &PolicySlug, year: i16) -> OutputPath {
    in_progress(slug, &format!("years/{year}.html"))
}

/// How targets are judged.
#[must_use]
pub fn progress_method(slug: &PolicySlug) -> OutputPath {
    in_progress(slug, "method.html")
}

/// 数据公布情况.
#[must_use]
pub fn progress_reporting(slug: &PolicySlug) -> OutputPath {
    in_progress(slug, "reporting.html")
}

/// 数据修订记录.
#[must_use]
pub fn progress_revisions(slug: &PolicySlug) -> OutputPath {
    in_progress(slug, "revisions.html")
}

/// 进展一览表 on one sheet of paper.
#[must_use]
pub fn progress_sheet(slug: &PolicySlug) -> OutputPath {
    in_progress(slug, "sheet.html")
}

/// The card of a target for other sites.
#[must_use]
pub fn embed(slug: &PolicySlug, id: &TargetId) -> OutputPath {
    OutputPath(format!("embed/{slug}/{id}.html"))
}

/// A file of figures: of one target, or of all (`None`). `ending` as in `csv`.
#[must_use]
pub fn data(slug: &PolicySlug, id: Option<&TargetId>, ending: &str) -> OutputPath {
    let name = id.map_or("all", TargetId::as_str);
    in_progress(slug, &format!("data/{name}.{ending}"))
}

/// The home page of the column.
#[must_use]
pub fn column() -> OutputPath {
    OutputPath("column/index.html".to_owned())
}

/// One case.
#[must_use]
pub fn case(slug: &CaseSlug) -> OutputPath {
    OutputPath(format!("cases/{slug}.html"))
}

/// One firm.
#[must_use]
pub fn enterprise(id: &EnterpriseId) -> OutputPath {
    OutputPath(format!("enterprises/{id}.html"))
}

/// One notice.
#[must_use]
pub fn notice(slug: &NoticeSlug) -> OutputPath {
    OutputPath(format!("notices/{slug}.html"))
}

/// All lists of services.
#[must_use]
pub fn service_index() -> OutputPath {
    OutputPath("services/index.html".to_owned())
}

/// One list of services.
#[must_use]
pub fn service(slug: &ServiceSlug) -> OutputPath {
    OutputPath(format!("services/{slug}.html"))
}

/// A page of a list of services: the list itself, or one of the pages behind it.
#[must_use]
pub fn service_page(slug: &ServiceSlug, page: PageNumber) -> OutputPath {
    match page {
        PageNumber::Index => service(slug),
        PageNumber::Archive(number) => OutputPath(format!("services/{slug}/list/{number}.html")),
    }
}

/// The entries of a list of services as a file.
#[must_use]
pub fn service_data(slug: &ServiceSlug) -> OutputPath {
    OutputPath(format!("services/data/{slug}.csv"))
}

/// One reading, below its policy.
#[must_use]
pub fn reading(policy: &PolicySlug, slug: &ReadingSlug) -> OutputPath {
    OutputPath(format!("policies/{policy}/readings/{slug}.html"))
}

/// A list of the column that may be long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Listing {
    /// All cases.
    Cases,
    /// A tier, an industry, a town or a theme: its cases and firms.
    Term(Facet, usize),
    /// Cases of a year.
    Year(i16),
    /// All firms.
    Enterprises,
    /// All notices.
    Notices,
    /// All readings.
    Readings,
}

/// A page of a list.
#[must_use]
pub fn listing(terms: &Terms, listing: Listing, page: PageNumber) -> OutputPath {
    let folder = match listing {
        Listing::Cases => "cases".to_owned(),
        Listing::Term(facet, term) => {
            let id = &terms.of(facet).list()[term].id;
            format!("column/{}/{id}", facet_folder(facet))
        }
        Listing::Year(year) => format!("column/year/{year}"),
        Listing::Enterprises => "enterprises".to_owned(),
        Listing::Notices => "notices".to_owned(),
        Listing::Readings => "readings".to_owned(),
    };
    OutputPath(match page {
        PageNumber::Index => format!("{folder}/index.html"),
        PageNumber::Archive(number) => format!("{folder}/list/{number}.html"),
    })
}

fn facet_folder(facet: Facet) -> &'static str {
    match facet {
        Facet::Tier => "tier",
        Facet::Industry => "industry",
        Facet::Town => "town",
        Facet::Theme => "theme",
    }
}

/// What a feed follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// Everything new in the column.
    Column,
    /// Cases.
    Cases,
    /// Notices.
    Notices,
    /// Readings.
    Readings,
}

impl Stream {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Column, Self::Cases, Self::Notices, Self::Readings];

    fn stem(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Cases => "cases",
            Self::Notices => "notices",
            Self::Readings => "readings",
        }
    }
}

/// The Atom feed of a stream.
#[must_use]
pub fn atom(stream: Stream) -> OutputPath {
    OutputPath(format!("feeds/{}.atom.xml", stream.stem()))
}

/// The RSS feed of a stream.
#[must_use]
pub fn rss(stream: Stream) -> OutputPath {
    OutputPath(format!("feeds/{}.rss.xml", stream.stem()))
}

/// The site map for search engines: the whole, or the list of its parts.
#[must_use]
pub fn sitemap() -> OutputPath {
    OutputPath("sitemap.xml".to_owned())
}

/// A part of a site map that one file cannot hold, counted from 1.
#[must_use]
pub fn sitemap_part(number: usize) -> OutputPath {
    OutputPath(format!("sitemaps/{number}.xml"))
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

/// The absolute address of a page below `base`, which ends in `/`. A page
/// called `index.html` is named by its folder.
#[must_use]
pub fn absolute(base: &str, to: &OutputPath) -> String {
    let path = to.0.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("{base}{}", path.unwrap_or(&to.0))
}

/// The path part of `base`: `/zjtx/` of `https://www.example.gov.cn/zjtx/`.
#[must_use]
pub fn base_path(base: &str) -> &str {
    let host = base.split_once("://").map_or(base, |(_, rest)| rest);
    host.find('/').map_or("/", |at| &host[at..])
}

/// From where the addresses of a page are counted.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'a> {
    /// From the page's own folder.
    Page(&'a OutputPath),
    /// From the server's root, for a page that is shown at any address.
    Anywhere(&'a str),
}

impl Origin<'_> {
    /// The address of `to` as a link on this page.
    #[must_use]
    pub fn to(&self, to: &OutputPath) -> String {
        match self {
            Self::Page(from) => relative(from, to),
            Self::Anywhere(base) => format!("{base}{to}"),
        }
    }

    /// The address of a clause on its document's page.
    #[must_use]
    pub fn to_clause(&self, document: &Document, clause: &Clause) -> String {
        let page = policy(&document.policy.slug);
        match self {
            Self::Page(from) if **from == page => format!("#{}", anchor(clause)),
            _ => format!("{}#{}", self.to(&page), anchor(clause)),
        }
    }
}

fn relative(from: &OutputPath, to: &OutputPath) -> String {
    let from: Vec<&str> = from.0.split('/').collect();
    let to: Vec<&str> = to.0.split('/').collect();
    let folders = from.len().min(to.len()) - 1;
    let shared = (0..folders).take_while(|&at| from[at] == to[at]).count();
    let mut parts = vec![".."; from.len() - 1 - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> OutputPath {
        OutputPath(text.to_owned())
    }

    #[test]
    fn relative_addresses_lead_from_page_to_page() {
        for (from, to, address) in [
            ("index.html", "index.html", "index.html"),
            ("index.html", "a/b.html", "a/b.html"),
            ("a/b.html", "index.html", "../index.html"),
            ("a/b/c.html", "a/d/e.html", "../d/e.html"),
            ("a/b/c.html", "a/b/d.html", "d.html"),
            ("a/b/c.html", "x/y.html", "../../x/y.html"),
            ("a/index.html", "a/b/c.html", "b/c.html"),
        ] {
            assert_eq!(relative(&path(from), &path(to)), address, "{from} → {to}");
        }
    }

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

    #[test]
    fn absolute_addresses_name_folders() {
        let base = "https://www.example.gov.cn/zjtx/";
        assert_eq!(absolute(base, &path("index.html")), base);
        assert_eq!(absolute(base, &path("a/index.html")), format!("{base}a/"));
        assert_eq!(absolute(base, &path("a/b.html")), format!("{base}a/b.html"));
        assert_eq!(base_path(base), "/zjtx/");
        assert_eq!(base_path("https://www.example.gov.cn"), "/");
    }
}
