//! What the templates get: one typed view for each kind of page.
//!
//! Every address is ready and relative, every official wording is finished
//! HTML (fields named `html`): templates loop and choose, they compute nothing.
//! A template's context is `page` ([`Page`]) and `view` (one of the kinds).

use serde::Serialize;

use super::column::view::{CaseCard, FeedLink, FromColumn, NoticeCard, ReadingCard};
use super::progress::view::{CountView, TargetRow};

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

/// A unit where it is named as responsible.
#[derive(Debug, Clone, Serialize)]
pub struct UnitLink {
    /// As printed.
    pub name: String,
    /// Its page; `None` where it is not registered.
    pub href: Option<String>,
    /// 牵头 or 配合, where the text says so.
    pub role: Option<&'static str>,
}

/// A measure in a list.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureCard {
    /// `4`, as printed without its point.
    pub number: String,
    /// 提升创新能级.
    pub title: String,
    /// Its page.
    pub href: String,
    /// First sentence without links, as finished HTML.
    pub lead_html: String,
    /// Responsible units.
    pub units: Vec<UnitLink>,
}

/// A 工程 in a list, with its measures.
#[derive(Debug, Clone, Serialize)]
pub struct SectionCard {
    /// `(一)` as printed.
    pub number: String,
    /// 实施精细化梯度培育工程.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its measures.
    pub measures: Vec<MeasureCard>,
}

/// A document in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentCard {
    /// Full title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 发文字号.
    pub number: Option<String>,
    /// 发布日期.
    pub published: Option<String>,
    /// 来源.
    pub source: Option<String>,
    /// 有效性 as stated.
    pub validity: Option<String>,
}

/// A main promise as printed.
#[derive(Debug, Clone, Serialize)]
pub struct HeadlineView {
    /// What is counted.
    pub name: String,
    /// The number as printed.
    pub value: String,
    /// 家.
    pub unit: String,
    /// Verbatim.
    pub quote: String,
    /// The clause it is quoted from.
    pub href: String,
    /// Where it stands; `None` where it is no listed target.
    pub standing: Option<TargetRow>,
}

/// A step of the tier ladder; 1 is the broadest.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// 1 to 5.
    pub level: usize,
    /// 创新型中小企业.
    pub name: String,
    /// A word to the firm.
    pub note: Option<String>,
    /// `500家`, with what is counted; empty where the plan states no number.
    pub targets: Vec<HeadlineView>,
}

/// The home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// What the plan is.
    pub sentence: String,
    /// 到2025年.
    pub horizon: Option<String>,
    /// The plan.
    pub document: Option<DocumentCard>,
    /// The main promises.
    pub headlines: Vec<HeadlineView>,
    /// The ladder.
    pub ladder: Vec<StepView>,
    /// The 工程 with their measures.
    pub sections: Vec<SectionCard>,
    /// How many measures there are.
    pub measure_count: usize,
    /// How far the plan has come; `None` where its targets are not listed.
    pub progress: Option<ProgressCard>,
    /// Newest first.
    pub latest: Vec<DocumentCard>,
    /// The leading story of the column.
    pub lead: Option<CaseCard>,
    /// What can be applied for now.
    pub open: Vec<NoticeCard>,
    /// The column; `None` where nobody has written for it.
    pub column_href: Option<String>,
    /// Whom to call.
    pub contacts: Vec<UnitCard>,
    /// The register.
    pub units_href: String,
}

/// How far a plan has come, in a few numbers.
#[derive(Debug, Clone, Serialize)]
pub struct ProgressCard {
    /// All targets.
    pub href: String,
    /// How many targets there are.
    pub total: usize,
    /// How many have each status.
    pub counts: Vec<CountView>,
    /// 2026年10月31日.
    pub cutoff: String,
    /// Whether a number in it is made up.
    pub is_sample: bool,
}

/// The list of documents.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyIndexView {
    /// Newest first.
    pub documents: Vec<DocumentCard>,
}

/// An entry of the outline navigation.
#[derive(Debug, Clone, Serialize)]
pub struct OutlineEntry {
    /// 1 for the top level.
    pub level: usize,
    /// `一、`.
    pub number: String,
    /// 工作目标.
    pub title: String,
    /// `#c1`.
    pub href: String,
    /// Entries below it.
    pub children: Vec<OutlineEntry>,
}

/// A clause of the full text, in printed order; nesting is told by `level`.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseView {
    /// Fragment: `c2.1.3`.
    pub anchor: String,
    /// 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 for paragraphs without a number.
    pub level: usize,
    /// The heading element's level: 2 to 6.
    pub heading_level: usize,
    /// `chapter`, `section`, `measure`, `item`, `article`, `paragraph-group`.
    pub kind: &'static str,
    /// Heading as printed; empty where the clause has none of its own line.
    pub heading: String,
    /// Whether the heading runs into the first paragraph: then it is set inside it.
    pub is_run_in: bool,
    /// Paragraphs as finished HTML, to the character.
    pub html: Vec<String>,
    /// Page of its own.
    pub href: Option<String>,
    /// What the copy link is called: 复制“1.明确重点领域”的链接.
    pub label: String,
}

/// A document that the text cites.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView {
    /// Title.
    pub title: String,
    /// 发文字号.
    pub number: Option<String>,
    /// Its page, where it is on this site.
    pub href: Option<String>,
    /// The clause that cites it.
    pub place: Option<Link>,
}

/// A defined term.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// The term.
    pub name: String,
    /// Its definition.
    pub href: String,
}

/// The full text of a document.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyView {
    /// Of the plan.
    pub title: String,
    /// Of the notice that carries it.
    pub carrier_title: Option<String>,
    /// 主送机关 as printed.
    pub addressees: Option<String>,
    /// Body of the notice, before the plan.
    pub carrier: Vec<ClauseView>,
    /// Signature and its date, as printed.
    pub signature: Vec<String>,
    /// 附注, as printed.
    pub notes: Vec<String>,
    /// 发文字号, dates and the rest.
    pub record: Vec<Row>,
    /// Said where the document no longer holds.
    pub lapsed: Option<String>,
    /// Navigation.
    pub outline: Vec<OutlineEntry>,
    /// The plan, in printed order.
    pub clauses: Vec<ClauseView>,
    /// Cited documents.
    pub citations: Vec<CitationView>,
    /// Defined terms.
    pub terms: Vec<TermView>,
    /// 版记 and anything else printed, as printed.
    pub imprint: Vec<String>,
    /// 解读 of the document.
    pub readings: Vec<ReadingCard>,
}

/// One 工程.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// `(一)`.
    pub number: String,
    /// 实施精细化梯度培育工程.
    pub title: String,
    /// Text of its own, before its measures.
    pub html: Vec<String>,
    /// Its measures.
    pub measures: Vec<MeasureCard>,
    /// What they promise in numbers, and where that stands.
    pub targets: Vec<TargetRow>,
    /// Units of all its measures, each once.
    pub units: Vec<UnitLink>,
    /// In the full text.
    pub in_policy: String,
    /// The document.
    pub document: DocumentCard,
    /// The one before.
    pub previous: Option<Link>,
    /// The one after.
    pub next: Option<Link>,
}

/// One measure.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureView {
    /// `4`.
    pub number: String,
    /// 提升创新能级.
    pub title: String,
    /// The wording, heading included, as finished HTML.
    pub html: Vec<String>,
    /// Its items, in printed order.
    pub items: Vec<ClauseView>,
    /// Responsible units.
    pub units: Vec<UnitLink>,
    /// Whether the text says who leads.
    pub roles_are_known: bool,
    /// The 工程 it belongs to.
    pub section: Option<Link>,
    /// What it promises in numbers, and where that stands.
    pub targets: Vec<TargetRow>,
    /// Cases that used it, notices, services, readings.
    pub column: FromColumn,
    /// In the full text.
    pub in_policy: String,
    /// The document.
    pub document: DocumentCard,
    /// Documents that it cites.
    pub citations: Vec<CitationView>,
    /// Defined terms that it uses.
    pub terms: Vec<TermView>,
    /// Other measures of its 工程.
    pub siblings: Vec<Link>,
    /// The one before.
    pub previous: Option<Link>,
    /// The one after.
    pub next: Option<Link>,
}

/// A unit in a list.
#[derive(Debug, Clone, Serialize)]
pub struct UnitCard {
    /// As documents print it.
    pub name: String,
    /// Official full name.
    pub full_name: String,
    /// Its page.
    pub href: String,
    /// How many measures name it.
    pub measures: usize,
    /// How many name it first or as lead.
    pub first: usize,
    /// 电话; `None` is 待补.
    pub phone: Option<String>,
}

/// The register.
#[derive(Debug, Clone, Serialize)]
pub struct UnitIndexView {
    /// In the register's order.
    pub units: Vec<UnitCard>,
}

/// Measures of a unit under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct DutyGroup {
    /// 牵头, 首位责任单位, 共同责任单位.
    pub title: &'static str,
    /// What the heading means.
    pub note: &'static str,
    /// The measures.
    pub measures: Vec<MeasureCard>,
}

/// One unit.
#[derive(Debug, Clone, Serialize)]
pub struct UnitView {
    /// As documents print it.
    pub name: String,
    /// Official full name.
    pub full_name: String,
    /// Other printed names.
    pub other_names: Vec<String>,
    /// A merger, a change of name.
    pub note: Option<String>,
    /// 电话, 地址, 网址, 办公时间.
    pub contact: Vec<Row>,
    /// What it answers for in numbers, and where that stands.
    pub targets: Vec<TargetRow>,
    /// Its notices, services and cases.
    pub column: FromColumn,
    /// Lead first; empty groups are left out.
    pub groups: Vec<DutyGroup>,
    /// How many measures in all.
    pub total: usize,
}

/// A branch of the site map.
#[derive(Debug, Clone, Serialize)]
pub struct Branch {
    /// The page that heads it.
    pub link: Link,
    /// Pages below it.
    pub children: Vec<Branch>,
}

/// The site map.
#[derive(Debug, Clone, Serialize)]
pub struct SiteMapView {
    /// Top branches.
    pub branches: Vec<Branch>,
}

/// Running text.
#[derive(Debug, Clone, Serialize)]
pub struct ProseView {
    /// Title.
    pub title: String,
    /// Finished HTML.
    pub html: String,
}

/// The page for addresses that do not exist.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundView {
    /// Where to go instead.
    pub ways: Vec<Link>,
}

/// The search page: its script asks the index, and shows what it finds in the page's empty places.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// The folder of the index.
    pub root: String,
    /// The state of the index: what addresses of its files carry.
    pub version: String,
    /// The script of the search.
    pub script: String,
    /// The script that only some searches need.
    pub more_script: String,
    /// Directories for readers without script, and for those who found nothing.
    pub directories: Vec<Directory>,
}

/// One way to walk through the site.
#[derive(Debug, Clone, Serialize)]
pub struct Directory {
    /// 按年度.
    pub name: String,
    /// What it leads to.
    pub shelves: Vec<Shelf>,
}

/// Links that stand together.
#[derive(Debug, Clone, Serialize)]
pub struct Shelf {
    /// A letter, where there are several shelves.
    pub label: Option<String>,
    /// Not empty.
    pub links: Vec<Link>,
}
