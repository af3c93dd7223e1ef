//! What the templates get: one typed view for each kind of page.
//!
//! Every address is ready and relative, every official wording is finished
//! HTML (fields named `html`): templates loop and choose, they compute nothing.
//! A template's context is `page` ([`Page`]) and `view` (one of the kinds).

mod cards;
mod document;
mod home;
mod others;
mod unit;

use crate::page::column::view::FeedLink;
use serde::Serialize;

pub use cards::{DocumentCard, MeasureCard, SectionCard, UnitCard, UnitLink};
pub use document::{
    CitationView, ClauseView, MeasureView, OutlineEntry, PolicyIndexView, PolicyView, SectionView, TermView,
};
pub use home::{HeadlineView, HomeView, ProgressCard, StepView};
pub use others::{Branch, Directory, NotFoundView, ProseView, SearchView, Shelf, SiteMapView};
pub use unit::{DutyGroup, UnitIndexView, UnitView};

/// A link; without `href` it is the place itself.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// One `<meta name content>`.
#[derive(Debug, Clone, Serialize)]
pub struct Meta {
    /// `SiteName`, `PubDate`.
    pub name: &'static str,
    /// Its value.
    pub content: String,
}

/// A label and its value; `None` is shown as 待补 or 未载明, as `missing` says.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// 发文字号.
    pub label: &'static str,
    /// As known.
    pub value: Option<String>,
    /// What stands where there is no value.
    pub missing: &'static str,
    /// Address of the value, where it is one.
    pub href: Option<String>,
}

/// An entry of the main navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavItem {
    /// 首页, 政策文件.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// Files that every page loads.
#[derive(Debug, Clone, Serialize)]
pub struct Assets {
    /// Stylesheets, in the order of the cascade.
    pub stylesheets: Vec<String>,
    /// Blocking script that sets the reader's view.
    pub early_script: String,
    /// Deferred script.
    pub script: String,
    /// Icon.
    pub icon: String,
}

/// What a page needs where links of it lead out of governments' sites.
#[derive(Debug, Clone, Serialize)]
pub struct Leaving {
    /// Host of the site itself, where it is known.
    pub own: Option<String>,
    /// Stylesheet of mark and notice.
    pub sheet: String,
    /// Script that asks before such a link is followed.
    pub script: String,
}

/// The head and foot that all pages share.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// Whether everything on it is made up, and every page must say so.
    pub is_sample: bool,
    /// 网站名称.
    pub name: String,
    /// One line below it.
    pub tagline: Option<String>,
    /// 海盐县.
    pub region: String,
    /// 主办单位, 承办单位, 联系电话, 联系地址, 网站标识码, ICP备案号, 公安备案号.
    pub footer: Vec<Row>,
    /// 党政机关网站标识; `None` is 待补.
    pub agency_mark: Option<String>,
    /// 我为政府网站找错; `None` is 待补.
    pub report_errors: Option<String>,
    /// Whether to say that the server answers over IPv6.
    pub ipv6: bool,
    /// 网站地图, 关于本站, 无障碍声明.
    pub footer_links: Vec<Link>,
    /// The county's portal.
    pub portal: Option<String>,
}

/// What every page has.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// `home`, `policy-index`, `policy`, `section`, `measure`, `unit-index`, `unit`, `site-map`, `prose`, `not-found`.
    pub kind: &'static str,
    /// Of the page.
    pub title: String,
    /// `title` with the site's name, for the browser's tab.
    pub full_title: String,
    /// One sentence.
    pub description: String,
    /// All META tags, complete.
    pub meta: Vec<Meta>,
    /// Open Graph properties.
    pub og: Vec<Meta>,
    /// Absolute address.
    pub canonical: Option<String>,
    /// JSON-LD documents, escaped for a script element.
    pub json_ld: Vec<String>,
    /// From the home page to this one.
    pub breadcrumb: Vec<Link>,
    /// Main navigation.
    pub nav: Vec<NavItem>,
    /// The home page.
    pub home: String,
    /// The search page; `None` where the site cannot be searched.
    pub search: Option<String>,
    /// Stylesheet, scripts, icon.
    pub assets: Assets,
    /// Put in where a link of the page leads out of governments' sites.
    pub leaving: Leaving,
    /// Head and foot.
    pub site: SiteView,
    /// 发布时间 as `YYYY-MM-DD` with time where known.
    pub published: Option<String>,
    /// 来源.
    pub source: Option<String>,
    /// What search engines are asked: `noindex`.
    pub robots: Option<&'static str>,
    /// Where a page that has moved leads by itself, as the content of a refresh.
    pub refresh: Option<String>,
    /// Feeds that belong to the page.
    pub feeds: Vec<FeedLink>,
    /// The address that the page offers as a QR code. The filter `qr` draws it, so
    /// that a page that has not changed is known without drawing.
    pub code: Option<String>,
    /// Whether the page is an article: time, source, reading tools stand above it.
    pub is_article: bool,
}
