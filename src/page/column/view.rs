//! What the templates of the column get; see `page::view` for the rules.

use serde::Serialize;

use crate::page::progress::view::TargetRow;
use crate::page::view::{Link, MeasureCard, Row, UnitCard, UnitLink};

/// A picture in all its sizes; templates put it into `<picture>`.
#[derive(Debug, Clone, Serialize)]
pub struct PictureView {
    /// `<source>` elements, the smallest format first; none for a drawing.
    pub sources: Vec<SourceView>,
    /// Address of the `<img>`.
    pub src: String,
    /// Its `srcset`; `None` where there is one size.
    pub srcset: Option<String>,
    /// How wide it stands on the page, for `sizes`.
    pub sizes: &'static str,
    /// Pixels of the largest size.
    pub width: u32,
    /// Pixels of the largest size.
    pub height: u32,
    /// What it shows; empty for decoration.
    pub alt: String,
    /// Whether it loads only when it comes into sight.
    pub is_lazy: bool,
}

/// One format of a picture.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// `image/webp`.
    pub mime: &'static str,
    /// Addresses with widths.
    pub srcset: String,
}

/// A picture with what is said below it.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// The picture.
    pub picture: PictureView,
    /// 图注.
    pub caption: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// Its largest size.
    pub full: String,
}

/// A word beside an entry: what state it is in.
#[derive(Debug, Clone, Serialize)]
pub struct MarkView {
    /// For styles: `open`, `ahead`, `closed`, `expired`, `withdrawn`, `unknown`.
    pub slug: &'static str,
    /// 受理中，还有 12 天; 已截止; 已到期.
    pub text: String,
}

/// Said above a text that no longer holds.
#[derive(Debug, Clone, Serialize)]
pub struct StateView {
    /// `expired` or `withdrawn`.
    pub slug: &'static str,
    /// 本文已于2026年5月1日撤回。
    pub text: String,
    /// Why.
    pub reason: Option<String>,
}

/// A case in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CaseCard {
    /// 标题.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 摘要.
    pub summary: String,
    /// 发布时间.
    pub published: String,
    /// Its first picture, small.
    pub picture: Option<PictureView>,
    /// The firm it tells of.
    pub enterprise: Option<Link>,
    /// Tier, industry, town: names only.
    pub terms: Vec<String>,
    /// Said where it has lapsed.
    pub mark: Option<MarkView>,
    /// Made up.
    pub is_sample: bool,
}

/// A firm in a list.
#[derive(Debug, Clone, Serialize)]
pub struct EnterpriseCard {
    /// Registered name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The narrowest tier it holds, and since when: 国家级专精特新“小巨人”企业（2023年）.
    pub tier: Option<String>,
    /// 产业.
    pub industry: Option<String>,
    /// 镇街.
    pub town: Option<String>,
    /// 主导产品.
    pub products: Vec<String>,
    /// Made up.
    pub is_sample: bool,
}

/// A notice in a list.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeCard {
    /// 标题.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 申报通知.
    pub kind: &'static str,
    /// 发布时间.
    pub published: String,
    /// Where its window stands.
    pub mark: Option<MarkView>,
    /// 2026年11月1日至12月20日; `None` where nobody said.
    pub window: Option<String>,
    /// Whom to ask.
    pub unit: Option<UnitLink>,
    /// Whom to call; `None` is 待补.
    pub phone: Option<String>,
    /// Made up.
    pub is_sample: bool,
}

/// A list of services in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceCard {
    /// 名称.
    pub name: String,
    /// Its page.
    pub href: String,
    /// 技术需求.
    pub kind: &'static str,
    /// How many entries it has.
    pub count: usize,
    /// 更新时间.
    pub updated: String,
    /// Where its window stands.
    pub mark: Option<MarkView>,
    /// 对象.
    pub audience: Option<String>,
    /// Whom to ask.
    pub unit: Option<UnitLink>,
    /// Made up.
    pub is_sample: bool,
}

/// A reading in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingCard {
    /// 标题.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 问答解读.
    pub form: &'static str,
    /// 发布时间.
    pub published: String,
    /// 摘要.
    pub summary: String,
    /// Made up.
    pub is_sample: bool,
}

/// A line of a facts box.
#[derive(Debug, Clone, Serialize)]
pub struct FactRow {
    /// 梯度.
    pub label: &'static str,
    /// What it is, each with its page where it has one.
    pub values: Vec<Link>,
}

/// A figure to take in at a glance.
#[derive(Debug, Clone, Serialize)]
pub struct HighlightView {
    /// 37%.
    pub value: String,
    /// 良品率提高.
    pub note: String,
}

/// What stands below and beside articles: what to do next.
#[derive(Debug, Clone, Serialize)]
pub struct NextSteps {
    /// Whom to call.
    pub units: Vec<UnitCard>,
    /// What can be applied for now.
    pub notices: Vec<NoticeCard>,
    /// Lists that help.
    pub services: Vec<ServiceCard>,
}

/// One case.
#[derive(Debug, Clone, Serialize)]
pub struct CaseView {
    /// 标题.
    pub title: String,
    /// 摘要.
    pub summary: String,
    /// 作者.
    pub author: Option<String>,
    /// Said where it no longer holds.
    pub state: Option<StateView>,
    /// Made up.
    pub is_sample: bool,
    /// The leading picture.
    pub lead: Option<FigureView>,
    /// Pictures of the header beside the first.
    pub pictures: Vec<FigureView>,
    /// Firm, tier, industry, town, year, themes.
    pub facts: Vec<FactRow>,
    /// Figures to take in at a glance.
    pub highlights: Vec<HighlightView>,
    /// The text as finished HTML; headings start at h2.
    pub html: String,
    /// 哪些政策帮到了他们: the measures with a lead of their wording.
    pub measures: Vec<MeasureCard>,
    /// The targets it belongs to.
    pub targets: Vec<TargetRow>,
    /// What to do next.
    pub next_steps: NextSteps,
    /// Cases of the same firm, theme, industry.
    pub related: Vec<CaseCard>,
    /// 供稿, 初审, 复审, 终审: those that are known.
    pub reviews: Vec<Row>,
    /// 关键词.
    pub keywords: Vec<String>,
    /// The newer case.
    pub previous: Option<Link>,
    /// The older case.
    pub next: Option<Link>,
}

/// A step of a firm's way.
#[derive(Debug, Clone, Serialize)]
pub struct TierStep {
    /// 2023.
    pub year: i16,
    /// The tier.
    pub tier: Link,
    /// 有效, 已到期, 复核通过.
    pub standing: &'static str,
    /// Whether it holds today.
    pub holds: bool,
    /// The last day on which it holds.
    pub valid_until: Option<String>,
    /// The document that says so, with its address.
    pub source: Link,
    /// Its number.
    pub number: Option<String>,
}

/// One firm.
#[derive(Debug, Clone, Serialize)]
pub struct EnterpriseView {
    /// Registered name.
    pub name: String,
    /// The narrowest tier it holds.
    pub tier: Option<Link>,
    /// A few sentences.
    pub intro: Option<String>,
    /// Made up.
    pub is_sample: bool,
    /// Industry, town, founded, website, telephone: what the firm cleared.
    pub facts: Vec<FactRow>,
    /// 主导产品.
    pub products: Vec<String>,
    /// The ladder with the firm's place on it.
    pub ladder: Vec<LadderStep>,
    /// Its way, newest first.
    pub steps: Vec<TierStep>,
    /// Its stories.
    pub cases: Vec<CaseCard>,
    /// Notices that name it.
    pub notices: Vec<NoticeCard>,
}

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

/// A file to take away.
#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    /// What it is called.
    pub name: String,
    /// Its address.
    pub href: String,
    /// XLSX.
    pub format: String,
}

/// One notice.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeView {
    /// 标题.
    pub title: String,
    /// 申报通知.
    pub kind: &'static str,
    /// Said where it no longer holds.
    pub state: Option<StateView>,
    /// Made up.
    pub is_sample: bool,
    /// Where its window stands.
    pub mark: Option<MarkView>,
    /// 文号, 对象, 办理时间, 责任单位, 电话, 网址.
    pub facts: Vec<Row>,
    /// The tiers it is for.
    pub tiers: Vec<Link>,
    /// The text as finished HTML.
    pub html: String,
    /// Files to take away.
    pub files: Vec<FileView>,
    /// Firms that it names.
    pub enterprises: Vec<Link>,
    /// The measures behind it.
    pub measures: Vec<MeasureCard>,
    /// The targets behind it.
    pub targets: Vec<TargetRow>,
    /// Units that answer for it.
    pub units: Vec<UnitLink>,
    /// Cases that tell of it.
    pub cases: Vec<CaseCard>,
    /// The newer notice.
    pub previous: Option<Link>,
    /// The older notice.
    pub next: Option<Link>,
}

/// One reading.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingView {
    /// 标题.
    pub title: String,
    /// 问答解读.
    pub form: &'static str,
    /// 摘要.
    pub summary: String,
    /// Said where it no longer holds.
    pub state: Option<StateView>,
    /// Made up.
    pub is_sample: bool,
    /// Pictures of the header.
    pub pictures: Vec<FigureView>,
    /// The text as finished HTML.
    pub html: String,
    /// The policy it explains.
    pub policy: Link,
    /// The measures it explains.
    pub measures: Vec<MeasureCard>,
    /// The targets it explains.
    pub targets: Vec<TargetRow>,
    /// Other readings of the same policy.
    pub others: Vec<ReadingCard>,
    /// Cases that name it.
    pub cases: Vec<CaseCard>,
    /// 供稿 and reviews.
    pub reviews: Vec<Row>,
}

/// What the column has on a page of the plan: a measure's, a unit's, a target's, the policy's.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FromColumn {
    /// Cases that used it.
    pub cases: Vec<CaseCard>,
    /// How many there are in all.
    pub case_count: usize,
    /// Notices, those that are open in front.
    pub notices: Vec<NoticeCard>,
    /// Lists of services.
    pub services: Vec<ServiceCard>,
    /// Readings.
    pub readings: Vec<ReadingCard>,
}

/// A page that has moved.
#[derive(Debug, Clone, Serialize)]
pub struct MovedView {
    /// Where to.
    pub to: Link,
}
