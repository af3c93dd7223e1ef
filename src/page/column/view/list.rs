//! The column's home, its lists and the ways through them.

use super::{CaseCard, EnterpriseCard, NoticeCard, ReadingCard, ServiceCard};
use crate::page::progress::view::TargetRow;
use crate::page::view::Link;
use serde::Serialize;

/// A tier on the ladder; the first is the broadest.
#[derive(Debug, Clone, Serialize)]
pub struct LadderStep {
    /// Its page, and its name.
    pub link: Link,
    /// What a firm should know about it.
    pub note: Option<String>,
    /// How many firms of this site hold it.
    pub members: usize,
    /// How many cases tell of it.
    pub cases: usize,
    /// The plan's target for it and where that stands.
    pub target: Option<TargetRow>,
    /// Whether this page is about it.
    pub is_current: bool,
}

/// A choice of a facet.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Its page, and its name; without `href` it is the page itself.
    pub link: Link,
    /// How many cases it has.
    pub count: usize,
    /// Made up.
    pub is_sample: bool,
}

/// The choices of one facet.
#[derive(Debug, Clone, Serialize)]
pub struct FacetView {
    /// 梯度.
    pub label: &'static str,
    /// Those with something in them.
    pub choices: Vec<Choice>,
}

/// Where a page stands in a long list.
#[derive(Debug, Clone, Serialize)]
pub struct PagingView {
    /// The newest entries; `None` on that page.
    pub newest: Option<String>,
    /// Newer entries.
    pub newer: Option<String>,
    /// Older entries.
    pub older: Option<String>,
    /// The oldest entries; `None` on that page.
    pub oldest: Option<String>,
    /// 2024-03-05 至 2024-06-30, of this page's entries.
    pub span: String,
    /// How many entries stand on this page.
    pub shown: usize,
}

/// A feed that a page offers.
#[derive(Debug, Clone, Serialize)]
pub struct FeedLink {
    /// 专精特新（Atom）.
    pub title: String,
    /// `application/atom+xml`.
    pub mime: &'static str,
    /// Its address.
    pub href: String,
}

/// The home page of the column.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnView {
    /// What it is called.
    pub name: String,
    /// A sentence about it.
    pub note: Option<String>,
    /// The leading story.
    pub lead: Option<CaseCard>,
    /// The newest stories after it.
    pub latest: Vec<CaseCard>,
    /// All cases.
    pub cases_href: String,
    /// How many cases there are.
    pub case_count: usize,
    /// The ladder with its members.
    pub ladder: Vec<LadderStep>,
    /// Industry, town, year, theme.
    pub facets: Vec<FacetView>,
    /// What can be applied for now.
    pub open: Vec<NoticeCard>,
    /// The newest notices.
    pub notices: Vec<NoticeCard>,
    /// All notices; `None` where there is none.
    pub notices_href: Option<String>,
    /// Lists of services.
    pub services: Vec<ServiceCard>,
    /// All lists; `None` where there is none.
    pub services_href: Option<String>,
    /// The newest readings.
    pub readings: Vec<ReadingCard>,
    /// All firms.
    pub enterprises_href: String,
    /// How many firms there are.
    pub enterprise_count: usize,
    /// Feeds.
    pub feeds: Vec<FeedLink>,
    /// Whether something on it is made up.
    pub is_sample: bool,
}

/// Cases of a list: all, of a term, of a year.
#[derive(Debug, Clone, Serialize)]
pub struct CaseListView {
    /// 全部案例, 国家级专精特新“小巨人”企业.
    pub title: String,
    /// A sentence about it.
    pub note: Option<String>,
    /// How many there are in all; told on the first page alone, so that the others stay.
    pub total: Option<usize>,
    /// Those of this page.
    pub cases: Vec<CaseCard>,
    /// The ladder, where the page is a tier's.
    pub ladder: Vec<LadderStep>,
    /// Firms of the term, on its first page; at most a screenful.
    pub members: Vec<EnterpriseCard>,
    /// How many firms the term has.
    pub member_count: usize,
    /// Ways to narrow or change the list.
    pub facets: Vec<FacetView>,
    /// Where this page stands.
    pub paging: PagingView,
    /// Feeds.
    pub feeds: Vec<FeedLink>,
    /// Whether something on it is made up.
    pub is_sample: bool,
}

/// All firms, page by page.
#[derive(Debug, Clone, Serialize)]
pub struct EnterpriseListView {
    /// How many there are in all; told on the first page alone, so that the others stay.
    pub total: Option<usize>,
    /// Those of this page.
    pub enterprises: Vec<EnterpriseCard>,
    /// Tiers, industries, towns.
    pub facets: Vec<FacetView>,
    /// Where this page stands; its span are names.
    pub paging: PagingView,
    /// Whether something on it is made up.
    pub is_sample: bool,
}

/// Notices, page by page.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeListView {
    /// How many there are in all; told on the first page alone, so that the others stay.
    pub total: Option<usize>,
    /// Those whose window is open or ahead, on the first page.
    pub open: Vec<NoticeCard>,
    /// Those of this page.
    pub notices: Vec<NoticeCard>,
    /// Where this page stands.
    pub paging: PagingView,
    /// Feeds.
    pub feeds: Vec<FeedLink>,
    /// Whether something on it is made up.
    pub is_sample: bool,
}

/// Readings, page by page.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingListView {
    /// How many there are in all; told on the first page alone, so that the others stay.
    pub total: Option<usize>,
    /// Those of this page.
    pub readings: Vec<ReadingCard>,
    /// Where this page stands.
    pub paging: PagingView,
    /// Feeds.
    pub feeds: Vec<FeedLink>,
    /// Whether something on it is made up.
    pub is_sample: bool,
}
