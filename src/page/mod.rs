//! Which pages there are, and how each becomes bytes.
//!
//! A page is printed from the site alone: a typed view is filled and handed to
//! its template. Only this room knows the template engine.

pub mod chart;
pub mod column;
mod documents;
mod env;
pub mod former;
mod frame;
mod home;
mod leaving;
mod linked_data;
mod measures;
mod minify;
mod others;
pub mod progress;
mod qr;
mod search;
pub mod sitemap;
pub mod subject;
mod unit_pages;
pub mod view;
mod wording;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::asset::Theme;
use crate::digest::{self, Digester};
use crate::id::UnitId;
use crate::picture::Gallery;
use crate::problem::Problem;
use crate::site::Site;
use crate::site::route::{self, Listing, Origin, OutputPath};
use column::ColumnPage;
use progress::ProgressPage;

/// What a path was printed from: the same fingerprint means the same bytes.
pub type Fingerprint = [u8; 32];

/// What the bytes of a path were printed from, as far as that can be told.
///
/// Either mark alone says that they are the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Of the sources that the page shows: told before its view is filled.
    #[serde(default, with = "digest::hexed", skip_serializing_if = "Option::is_none")]
    pub sources: Option<Fingerprint>,
    /// Of its view.
    #[serde(default, with = "digest::hexed", skip_serializing_if = "Option::is_none")]
    pub view: Option<Fingerprint>,
}

impl Marks {
    /// Whether what has the one and what has the other reads the same.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let is_same = |a: Option<Fingerprint>, b: Option<Fingerprint>| a.is_some() && a == b;
        is_same(self.sources, other.sources) || is_same(self.view, other.view)
    }
}

/// What came of printing a path that may stand already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printed {
    /// It would be printed from what is known: nothing was printed.
    Same(Marks),
    /// Its bytes, and what they were printed from.
    New {
        /// The bytes.
        bytes: Vec<u8>,
        /// Neither where the bytes alone tell.
        marks: Marks,
    },
}

/// A page, by what it shows. Numbers are indexes into the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKind {
    /// 首页.
    Home,
    /// 政策文件.
    PolicyIndex,
    /// The full text of a document.
    Policy(usize),
    /// A 工程: document, clause.
    Section(usize, usize),
    /// A measure: document, clause.
    Measure(usize, usize),
    /// 责任单位.
    UnitIndex,
    /// One unit.
    Unit(UnitId),
    /// How far a document has come.
    Progress(usize, ProgressPage),
    /// Of the 专精特新 column.
    Column(ColumnPage),
    /// 搜索.
    Search,
    /// 网站地图.
    SiteMap,
    /// Running text.
    Prose(usize),
    /// Shown where there is nothing.
    NotFound,
}

/// All pages of a site.
#[must_use]
pub fn list(site: &Site) -> Vec<(OutputPath, PageKind)> {
    let mut pages = vec![
        (route::home(), PageKind::Home),
        (route::policy_index(), PageKind::PolicyIndex),
        (route::site_map(), PageKind::SiteMap),
        (route::not_found(), PageKind::NotFound),
    ];
    if site.config.search {
        pages.push((route::search(), PageKind::Search));
    }
    for (policy, document) in site.policies.iter().enumerate() {
        pages.push((route::policy(&document.policy.slug), PageKind::Policy(policy)));
        for (at, clause) in document.sections() {
            pages.push((route::section(document, clause), PageKind::Section(policy, at)));
        }
        for (at, clause) in document.measures() {
            pages.push((route::measure(document, clause), PageKind::Measure(policy, at)));
        }
        let own = progress::list(site, document).into_iter();
        pages.extend(own.map(|(path, page)| (path, PageKind::Progress(policy, page))));
    }
    if !site.units.list().is_empty() {
        pages.push((route::unit_index(), PageKind::UnitIndex));
    }
    for unit in site.units.list() {
        pages.push((route::unit(&unit.id), PageKind::Unit(unit.id.clone())));
    }
    for (at, prose) in site.prose.iter().enumerate() {
        pages.push((route::prose(&prose.name), PageKind::Prose(at)));
    }
    let of_column = column::list(site).into_iter();
    pages.extend(of_column.map(|(path, page)| (path, PageKind::Column(page))));
    pages
}

impl PageKind {
    /// What pages of one kind have in common.
    #[must_use]
    pub fn family(&self) -> impl Eq + std::hash::Hash + use<> {
        let inner = match self {
            Self::Column(page) => Some(std::mem::discriminant(page)),
            _ => None,
        };
        let progress = match self {
            Self::Progress(_, page) => Some(std::mem::discriminant(page)),
            _ => None,
        };
        (std::mem::discriminant(self), inner, progress)
    }

    /// Whether it stands at an address of before.
    fn is_moved(&self) -> bool {
        matches!(self, Self::Column(ColumnPage::Moved(_)))
    }

    /// Whether search engines are told of the page, and the day of its text where it has one.
    #[must_use]
    pub fn in_sitemap(&self, site: &Site) -> Option<Option<Date>> {
        let of = |article: &crate::column::article::Article| {
            article.is_listed(site.today).then_some(Some(article.published.date))
        };
        match self {
            Self::NotFound
            | Self::Progress(_, ProgressPage::Embed(_))
            | Self::Column(ColumnPage::Moved(_)) => None,
            Self::Policy(at) => Some(site.policies[*at].policy.dates.published),
            Self::Prose(at) => Some(Some(site.prose[*at].published)),
            Self::Column(ColumnPage::Case(at)) => of(&site.column.cases[*at].article),
            Self::Column(ColumnPage::Notice(at)) => of(&site.column.notices[*at].article),
            Self::Column(ColumnPage::Reading(at)) => of(&site.column.readings[*at].article),
            _ => Some(None),
        }
    }
}

/// The site with its theme: prints pages.
#[derive(Debug)]
pub struct Pages {
    site: Site,
    theme: Theme,
    gallery: Gallery,
    env: env::Environment,
    open_notices: Vec<usize>,
    provenance: column::Provenance,
}

impl Pages {
    /// Compiles the theme's templates. One that does not compile is told by
    /// every page that is printed, with its place. `others` is the digest of all
    /// sources but the cases.
    #[must_use]
    pub fn new(site: Site, theme: Theme, gallery: Gallery, others: [u8; 32]) -> Self {
        let env = env::Environment::new(&theme);
        let open_notices = site.lists.open_notices(&site.column, site.today);
        let provenance = column::Provenance::new(&site, &gallery, others);
        Self { site, theme, gallery, env, open_notices, provenance }
    }

    /// The site.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Whether the project's theme is its own in any template.
    #[must_use]
    pub fn has_own_layout(&self) -> bool {
        !self.theme.changed.is_empty()
    }

    /// Why no page can be printed, where the templates do not fit together.
    #[must_use]
    pub fn failure(&self) -> Option<Problem> {
        self.env.failure()
    }

    /// Where the project itself wrote what pages of a kind look like: files of its theme that are not
    /// as the program has them.
    #[must_use]
    pub fn layout(&self, kind: &str) -> Vec<String> {
        let own = self.theme.changed.iter().filter(|name| env::shapes(name, kind));
        own.map(|name| format!("{}/{name}", self.theme.folder)).collect()
    }

    /// The page at `path` as minified HTML. `index` is the version of the search index,
    /// which the search page alone names.
    pub fn print(
        &self,
        path: &OutputPath,
        kind: &PageKind,
        index: Option<&str>,
    ) -> Result<Vec<u8>, Box<Problem>> {
        let filled = self.fill(&self.at(path, kind, index), kind, &Printer(&self.env));
        filled.unwrap_or_else(|| Ok(Vec::new()))
    }

    /// The page at `path`, unless it would be printed from what is `known` to stand
    /// there: the sources that it shows, or theme, frame and view.
    ///
    /// The mark of a view costs more than filling it. Where that of the sources is
    /// there, the first print of a page goes without.
    pub fn print_unless(
        &self,
        path: &OutputPath,
        kind: &PageKind,
        index: Option<&str>,
        known: Option<&Marks>,
    ) -> Result<Printed, Box<Problem>> {
        let at = self.at(path, kind, index);
        let sources = match kind {
            PageKind::Column(page) => self.provenance.of(&at, page),
            _ => None,
        };
        let marks = Marks { sources, view: None };
        if let Some(known) = known.filter(|known| known.meets(&marks)) {
            // A view that was not filled is still the one of before.
            return Ok(Printed::Same(*known));
        }
        let filled = self.fill(&at, kind, &Marker { env: &self.env, sources, known });
        filled.unwrap_or_else(|| Ok(Printed::New { bytes: Vec::new(), marks: Marks::default() }))
    }

    fn at<'a>(&'a self, path: &'a OutputPath, kind: &PageKind, index: Option<&'a str>) -> At<'a> {
        let origin = match kind {
            PageKind::NotFound => Origin::Anywhere(self.site.config.base().map_or("/", route::base_path)),
            _ => Origin::Page(path),
        };
        At {
            site: &self.site,
            theme: &self.theme,
            gallery: &self.gallery,
            open_notices: &self.open_notices,
            search_version: index,
            path,
            origin,
        }
    }

    /// Fills the view of a page and hands it on. `None` where the page's subject
    /// does not exist: such a page is not listed.
    fn fill<U: Use>(&self, at: &At<'_>, kind: &PageKind, hand: &U) -> Option<U::Made> {
        Some(match kind {
            PageKind::Home => hand.take(&home::frame(at), &home::view(at)),
            PageKind::PolicyIndex => hand.take(&documents::index_frame(at), &documents::index_view(at)),
            PageKind::Policy(policy) => {
                hand.take(&documents::frame(at, *policy), &documents::view(at, *policy))
            }
            PageKind::Section(policy, clause) => pair(hand, &measures::section(at, *policy, *clause)),
            PageKind::Measure(policy, clause) => pair(hand, &measures::measure(at, *policy, *clause)),
            PageKind::UnitIndex => hand.take(&unit_pages::index_frame(at), &unit_pages::index_view(at)),
            PageKind::Unit(id) => pair(hand, &unit_pages::unit(at, id)?),
            PageKind::Progress(policy, page) => self.fill_progress(at, *policy, page, hand)?,
            PageKind::Column(page) => fill_column(at, page, hand),
            PageKind::Search => hand.take(&search::frame(at), &search::view(at)),
            PageKind::SiteMap => hand.take(&others::site_map_frame(at), &others::site_map_view(at)),
            PageKind::Prose(prose) => pair(hand, &others::prose(at, *prose)),
            PageKind::NotFound => hand.take(&others::not_found_frame(at), &others::not_found_view(at)),
        })
    }

    fn fill_progress<U: Use>(
        &self,
        at: &At<'_>,
        policy: usize,
        page: &ProgressPage,
        hand: &U,
    ) -> Option<U::Made> {
        let document = &self.site.policies[policy];
        Some(match page {
            ProgressPage::Overview(narrow) => pair(hand, &progress::overview(at, document, narrow)?),
            ProgressPage::Target(place) => pair(hand, &progress::target(at, document, *place)?),
            ProgressPage::Embed(place) => pair(hand, &progress::embed(at, document, *place)?),
            ProgressPage::Year(year) => pair(hand, &progress::year(at, document, *year)?),
            ProgressPage::Method => pair(hand, &progress::method(at, document)?),
            ProgressPage::Reporting => pair(hand, &progress::reporting(at, document)?),
            ProgressPage::Revisions => pair(hand, &progress::revisions(at, document)?),
            ProgressPage::Sheet => pair(hand, &progress::sheet(at, document)?),
        })
    }
}

fn fill_column<U: Use>(at: &At<'_>, page: &ColumnPage, hand: &U) -> U::Made {
    match page {
        ColumnPage::Home => pair(hand, &column::column(at)),
        ColumnPage::Case(place) => pair(hand, &column::case(at, *place)),
        ColumnPage::Enterprise(place) => pair(hand, &column::enterprise(at, *place)),
        ColumnPage::Notice(place) => pair(hand, &column::notice(at, *place)),
        ColumnPage::Reading(place) => pair(hand, &column::reading(at, *place)),
        ColumnPage::Moved(node) => pair(hand, &column::moved(at, *node)),
        ColumnPage::ServiceIndex => pair(hand, &column::service_index(at)),
        ColumnPage::Service(place, page) => pair(hand, &column::service(at, *place, *page)),
        ColumnPage::List(Listing::Enterprises, page) => pair(hand, &column::enterprise_list(at, *page)),
        ColumnPage::List(Listing::Notices, page) => pair(hand, &column::notice_list(at, *page)),
        ColumnPage::List(Listing::Readings, page) => pair(hand, &column::reading_list(at, *page)),
        ColumnPage::List(listing, page) => pair(hand, &column::case_list(at, *listing, *page)),
    }
}

/// What is done with a page once its view is filled.
trait Use {
    /// What comes of it.
    type Made;

    fn take<V: Serialize>(&self, page: &view::Page, view: &V) -> Self::Made;
}

fn pair<U: Use, V: Serialize>(hand: &U, (page, view): &(view::Page, V)) -> U::Made {
    hand.take(page, view)
}

/// Prints it.
struct Printer<'a>(&'a env::Environment);

impl Use for Printer<'_> {
    type Made = Result<Vec<u8>, Box<Problem>>;

    fn take<V: Serialize>(&self, page: &view::Page, view: &V) -> Self::Made {
        self.0.render(page, view)
    }
}

/// Tells what it is printed from, and prints it where that is new.
struct Marker<'a> {
    env: &'a env::Environment,
    sources: Option<Fingerprint>,
    known: Option<&'a Marks>,
}

impl Use for Marker<'_> {
    type Made = Result<Printed, Box<Problem>>;

    fn take<V: Serialize>(&self, page: &view::Page, view: &V) -> Self::Made {
        let is_first = self.known.is_none() && self.sources.is_some();
        let view_mark = if is_first { None } else { self.mark(page, view) };
        let marks = Marks { sources: self.sources, view: view_mark };
        if self.known.is_some_and(|known| known.meets(&marks)) {
            return Ok(Printed::Same(marks));
        }
        Ok(Printed::New { bytes: self.env.render(page, view)?, marks })
    }
}

impl Marker<'_> {
    fn mark<V: Serialize>(&self, page: &view::Page, view: &V) -> Option<Fingerprint> {
        Some(Digester::default().with(&self.env.fingerprint())?.with(page)?.with(view)?.finish())
    }
}

/// The page that is being printed, and all it may look up.
struct At<'a> {
    site: &'a Site,
    theme: &'a Theme,
    gallery: &'a Gallery,
    /// Notices whose window is open or ahead, the one that closes first in front.
    open_notices: &'a [usize],
    /// Of the search index, on the page that asks it.
    search_version: Option<&'a str>,
    path: &'a OutputPath,
    origin: Origin<'a>,
}
