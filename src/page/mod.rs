//! Which pages there are, and how each becomes bytes.
//!
//! A page is printed from the site alone: a typed view is filled and handed to
//! its template. Only this room knows the template engine.

pub mod chart;
mod documents;
mod env;
mod frame;
mod home;
mod linked_data;
mod measures;
mod others;
pub mod progress;
mod qr;
mod unit_pages;
pub mod view;
mod wording;

use crate::asset::Theme;
use crate::id::UnitId;
use crate::problem::Problem;
use crate::site::Site;
use crate::site::route::{self, Origin, OutputPath};
use progress::ProgressPage;

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
    pages
}

/// The site with its theme: prints pages.
#[derive(Debug)]
pub struct Pages {
    site: Site,
    theme: Theme,
    env: env::Environment,
}

impl Pages {
    /// Compiles the theme's templates. One that does not compile is told by
    /// every page that is printed, with its place.
    #[must_use]
    pub fn new(site: Site, theme: Theme) -> Self {
        let env = env::Environment::new(&theme);
        Self { site, theme, env }
    }

    /// The site.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The page at `path` as minified HTML.
    pub fn print(&self, path: &OutputPath, kind: &PageKind) -> Result<Vec<u8>, Box<Problem>> {
        let origin = match kind {
            PageKind::NotFound => Origin::Anywhere(self.site.config.base().map_or("/", route::base_path)),
            _ => Origin::Page(path),
        };
        let at = At { site: &self.site, theme: &self.theme, path, origin };
        match kind {
            PageKind::Home => self.env.render(&home::frame(&at), &home::view(&at)),
            PageKind::PolicyIndex => {
                self.env.render(&documents::index_frame(&at), &documents::index_view(&at))
            }
            PageKind::Policy(policy) => {
                self.env.render(&documents::frame(&at, *policy), &documents::view(&at, *policy))
            }
            PageKind::Section(policy, clause) => {
                let (frame, view) = measures::section(&at, *policy, *clause);
                self.env.render(&frame, &view)
            }
            PageKind::Measure(policy, clause) => {
                let (frame, view) = measures::measure(&at, *policy, *clause);
                self.env.render(&frame, &view)
            }
            PageKind::UnitIndex => {
                self.env.render(&unit_pages::index_frame(&at), &unit_pages::index_view(&at))
            }
            PageKind::Unit(id) => match unit_pages::unit(&at, id) {
                Some((frame, view)) => self.env.render(&frame, &view),
                None => Ok(Vec::new()),
            },
            PageKind::Progress(policy, page) => self.print_progress(&at, *policy, page),
            PageKind::SiteMap => self.env.render(&others::site_map_frame(&at), &others::site_map_view(&at)),
            PageKind::Prose(prose) => {
                let (frame, view) = others::prose(&at, *prose);
                self.env.render(&frame, &view)
            }
            PageKind::NotFound => {
                self.env.render(&others::not_found_frame(&at), &others::not_found_view(&at))
            }
        }
    }
}

impl Pages {
    fn print_progress(
        &self,
        at: &At<'_>,
        policy: usize,
        page: &ProgressPage,
    ) -> Result<Vec<u8>, Box<Problem>> {
        let document = &self.site.policies[policy];
        match page {
            ProgressPage::Overview(narrow) => self.filled(progress::overview(at, document, narrow)),
            ProgressPage::Target(place) => self.filled(progress::target(at, document, *place)),
            ProgressPage::Embed(place) => self.filled(progress::embed(at, document, *place)),
            ProgressPage::Year(year) => self.filled(progress::year(at, document, *year)),
            ProgressPage::Method => self.filled(progress::method(at, document)),
            ProgressPage::Reporting => self.filled(progress::reporting(at, document)),
            ProgressPage::Revisions => self.filled(progress::revisions(at, document)),
            ProgressPage::Sheet => self.filled(progress::sheet(at, document)),
        }
    }

    /// Nothing where the document has no targets: such a page is not listed.
    fn filled<V: serde::Serialize>(&self, filled: Option<(view::Page, V)>) -> Result<Vec<u8>, Box<Problem>> {
        filled.map_or_else(|| Ok(Vec::new()), |(page, view)| self.env.render(&page, &view))
    }
}

/// The page that is being printed, and all it may look up.
struct At<'a> {
    site: &'a Site,
    theme: &'a Theme,
    path: &'a OutputPath,
    origin: Origin<'a>,
}
