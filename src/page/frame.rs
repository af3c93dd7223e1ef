//! What every page has: META tags, breadcrumb, navigation, head and foot.
//!
//! META tags after 国办发〔2017〕47号: site tags on every page, column tags on
//! column pages and on the articles in them, content tags on articles.

use super::column::view::FeedLink;
use super::view::{Assets, Link, Meta, NavItem, Page, Row, SiteView};
use super::{At, leaving, linked_data};
use crate::asset::Sheet;
use crate::column::moment::Moment;
use crate::site::Document;
use crate::site::paging::PageNumber;
use crate::site::route::{self, Listing, OutputPath, Stream};

const TO_COME: &str = "待补";

/// A column of the site, as its META tags describe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// 首页.
    Home,
    /// 政策文件.
    Policies,
    /// 目标进展.
    Progress,
    /// 专精特新: cases and firms.
    Cases,
    /// 通知公告.
    Notices,
    /// 惠企服务.
    Services,
    /// 政策解读.
    Readings,
    /// 责任单位.
    Units,
    /// Pages about the site itself.
    About,
}

impl Column {
    fn name(self) -> &'static str {
        match self {
            Self::Home => "首页",
            Self::Policies => "政策文件",
            Self::Progress => "目标进展",
            Self::Cases => "专精特新",
            Self::Notices => "通知公告",
            Self::Services => "惠企服务",
            Self::Readings => "政策解读",
            Self::Units => "责任单位",
            Self::About => "网站说明",
        }
    }

    /// A word of the list that the inspection takes.
    fn kind(self) -> &'static str {
        match self {
            Self::Home => "首页",
            Self::Policies => "政策文件",
            Self::Progress => "数据发布",
            Self::Cases => "工作动态",
            Self::Notices => "通知公告",
            Self::Services => "办事服务",
            Self::Readings => "政策解读",
            Self::Units => "机构职能",
            Self::About => "概况信息",
        }
    }

    fn description(self, region: &str) -> String {
        match self {
            Self::Home => format!("{region}行动方案的目标、措施、责任单位与进展"),
            Self::Policies => format!("{region}行动方案等政策文件的官方全文、条款和元数据"),
            Self::Progress => format!("{region}行动方案各项目标的承诺、公布数据、来源和评价"),
            Self::Cases => format!("{region}“专精特新”企业的培育成果、成功案例和梯度名录"),
            Self::Notices => format!("{region}面向中小企业的申报通知、公示名单和公告"),
            Self::Services => format!("{region}行动方案承诺的技术需求、金融、人才、展会等惠企服务清单"),
            Self::Readings => format!("{region}行动方案等政策文件的文字、问答、图解等解读"),
            Self::Units => format!("{region}行动方案各责任单位的名称、联系方式和承担的措施"),
            Self::About => format!("{region}本网站的说明、无障碍声明和网站地图"),
        }
    }
}

/// What a page says of itself.
pub(super) struct Subject {
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) column: Column,
    /// From below the home page to this page, this page last.
    pub(super) trail: Vec<(String, OutputPath)>,
    pub(super) article: Option<Article>,
    pub(super) json_ld: Vec<String>,
}

/// What an article has beside.
#[derive(Default)]
pub(super) struct Article {
    pub(super) published: Option<Moment>,
    pub(super) source: Option<String>,
    pub(super) author: Option<String>,
    pub(super) keywords: Vec<String>,
    /// A picture that stands for it.
    pub(super) image: Option<OutputPath>,
    /// Search engines shall not list it: it was withdrawn.
    pub(super) is_withdrawn: bool,
}

/// The frame of a page.
pub(super) fn frame(at: &At<'_>, subject: Subject) -> Page {
    let config = &at.site.config;
    let canonical = (subject.kind != "not-found")
        .then(|| config.base().map(|base| route::absolute(base, at.path)))
        .flatten();
    let (breadcrumb, trail_data) = breadcrumb(at, &subject.trail);
    let mut json_ld = subject.json_ld.clone();
    json_ld.extend(trail_data);
    let has_tools = WITH_TOOLS.contains(&subject.kind);
    let published = subject.article.as_ref().and_then(|article| article.published);
    let is_withdrawn = subject.article.as_ref().is_some_and(|article| article.is_withdrawn);
    Page {
        robots: (is_withdrawn || subject.kind == "moved").then_some("noindex"),
        refresh: None,
        feeds: feeds(at, subject.column),
        kind: subject.kind,
        full_title: full_title(&subject.title, &config.name),
        meta: meta(at, &subject, canonical.as_deref()),
        og: open_graph(at, &subject, canonical.as_deref()),
        code: canonical.clone().filter(|_| has_tools),
        canonical,
        json_ld,
        breadcrumb,
        nav: navigation(at, subject.column),
        home: at.origin.to(&route::home()),
        search: at.site.config.search.then(|| at.origin.to(&route::search())),
        assets: assets(at, &subject),
        leaving: leaving::of(at),
        site: site(at),
        published: published.map(|moment| moment.to_string()),
        source: subject.article.as_ref().and_then(|article| article.source.clone()),
        is_article: subject.article.is_some(),
        description: subject.description,
        title: subject.title,
    }
}

fn full_title(title: &str, site: &str) -> String {
    if title == site { site.to_owned() } else { format!("{title} - {site}") }
}

/// The feeds that belong to a column of the site; none without an absolute address.
pub(super) fn feeds(at: &At<'_>, column: Column) -> Vec<FeedLink> {
    let streams: &[(Stream, &str)] = match column {
        Column::Home | Column::Cases => &[(Stream::Column, "专精特新最新内容"), (Stream::Cases, "典型案例")],
        Column::Notices => &[(Stream::Notices, "通知公告")],
        Column::Readings => &[(Stream::Readings, "政策解读")],
        _ => &[],
    };
    if at.site.config.base().is_none() || at.site.column.is_empty() {
        return Vec::new();
    }
    let links = streams.iter().flat_map(|(stream, name)| {
        [
            (format!("{name}（Atom）"), "application/atom+xml", route::atom(*stream)),
            (format!("{name}（RSS）"), "application/rss+xml", route::rss(*stream)),
        ]
    });
    links.map(|(title, mime, path)| FeedLink { title, mime, href: at.origin.to(&path) }).collect()
}

fn meta(at: &At<'_>, subject: &Subject, canonical: Option<&str>) -> Vec<Meta> {
    let config = &at.site.config;
    let mut tags = Vec::new();
    let mut put = |name, content: Option<String>| {
        if let Some(content) = content.filter(|content| !content.is_empty()) {
            tags.push(Meta { name, content });
        }
    };
    put("SiteName", Some(config.site_name().to_owned()));
    put("SiteDomain", config.domain.as_ref().map(|domain| domain.value.clone()));
    put("SiteIDCode", config.site_id_code.clone());
    put("ColumnName", Some(subject.column.name().to_owned()));
    put("ColumnDescription", Some(subject.column.description(&config.region)));
    put("ColumnKeywords", Some(keywords(&[subject.column.name()], &config.keywords)));
    put("ColumnType", Some(subject.column.kind().to_owned()));
    put("Description", Some(subject.description.clone()));
    match &subject.article {
        Some(article) => {
            put("ArticleTitle", Some(subject.title.clone()));
            put("PubDate", article.published.map(|moment| moment.pub_date()));
            put("ContentSource", article.source.clone());
            put("Author", article.author.clone());
            put("Image", article.image.as_ref().map(|image| absolute(at, image)));
            put("Keywords", Some(keywords(&[&subject.title], &article.keywords)));
            put("Url", canonical.map(str::to_owned));
        }
        None => put("Keywords", Some(keywords(&[&subject.title], &config.keywords))),
    }
    tags
}

/// Absolute where the site knows its address, else as seen from the page.
fn absolute(at: &At<'_>, path: &OutputPath) -> String {
    at.site.config.base().map_or_else(|| at.origin.to(path), |base| route::absolute(base, path))
}

fn keywords(first: &[&str], more: &[String]) -> String {
    let mut words: Vec<&str> = first.to_vec();
    for word in more {
        if !words.contains(&word.as_str()) {
            words.push(word);
        }
    }
    words.join(",")
}

fn open_graph(at: &At<'_>, subject: &Subject, canonical: Option<&str>) -> Vec<Meta> {
    let kind = if subject.article.is_some() { "article" } else { "website" };
    let mut tags = vec![
        Meta { name: "og:title", content: subject.title.clone() },
        Meta { name: "og:type", content: kind.to_owned() },
        Meta { name: "og:description", content: subject.description.clone() },
        Meta { name: "og:site_name", content: at.site.config.name.clone() },
        Meta { name: "og:locale", content: "zh_CN".to_owned() },
    ];
    tags.extend(canonical.map(|address| Meta { name: "og:url", content: address.to_owned() }));
    let image = subject.article.as_ref().and_then(|article| article.image.as_ref());
    tags.extend(image.map(|image| Meta { name: "og:image", content: absolute(at, image) }));
    tags
}

fn breadcrumb(at: &At<'_>, trail: &[(String, OutputPath)]) -> (Vec<Link>, Option<String>) {
    let home = [("首页".to_owned(), route::home())];
    let steps: Vec<(Link, OutputPath)> = home
        .iter()
        .chain(trail)
        .enumerate()
        .map(|(number, (text, path))| {
            let is_here = number == trail.len();
            let href = (!is_here).then(|| at.origin.to(path));
            (Link { text: text.clone(), href }, path.clone())
        })
        .collect();
    let data = if trail.is_empty() { None } else { linked_data::breadcrumb(at, &steps) };
    (steps.into_iter().map(|(link, _)| link).collect(), data)
}

fn navigation(at: &At<'_>, column: Column) -> Vec<NavItem> {
    let item = |text: &str, path: &OutputPath, of| NavItem {
        text: text.to_owned(),
        href: at.origin.to(path),
        current: column == of,
    };
    let site = at.site;
    let terms = &site.column.terms;
    let list = |listing| route::listing(terms, listing, PageNumber::Index);
    let mut items = vec![
        item("首页", &route::home(), Column::Home),
        item("政策文件", &route::policy_index(), Column::Policies),
    ];
    if let Some(document) = with_board(at) {
        items.push(item("目标进展", &route::progress(&document.policy.slug), Column::Progress));
    }
    if !site.column.is_empty() {
        items.push(item(&terms.name, &route::column(), Column::Cases));
    }
    if !site.lists.notices.is_empty() {
        items.push(item("通知公告", &list(Listing::Notices), Column::Notices));
    }
    if !site.column.services.is_empty() {
        items.push(item("惠企服务", &route::service_index(), Column::Services));
    }
    if !site.units.list().is_empty() {
        items.push(item("责任单位", &route::unit_index(), Column::Units));
    }
    items
}

/// The plan whose progress the navigation leads to: that of the home page, else the first.
fn with_board<'a>(at: &At<'a>) -> Option<&'a Document> {
    let own = at.site.home.as_ref().map(|home| &at.site.policies[home.policy]);
    own.filter(|document| document.board.is_some())
        .or_else(|| at.site.policies.iter().find(|document| document.board.is_some()))
}

/// Kinds of pages that offer their address as a code.
const WITH_TOOLS: [&str; 11] = [
    "policy",
    "section",
    "measure",
    "target",
    "progress",
    "prose",
    "case",
    "enterprise",
    "notice",
    "reading",
    "service",
];

fn assets(at: &At<'_>, subject: &Subject) -> Assets {
    let sheets = Sheet::of_kind(subject.kind);
    Assets {
        stylesheets: sheets.map(|sheet| at.origin.to(&at.theme.sheet(sheet).path)).collect(),
        early_script: at.origin.to(&at.theme.early_script.path),
        script: at.origin.to(&at.theme.script.path),
        icon: at.origin.to(&at.theme.icon.path),
    }
}

fn site(at: &At<'_>) -> SiteView {
    let config = &at.site.config;
    let row =
        |label, value: &Option<String>| Row { label, value: value.clone(), missing: TO_COME, href: None };
    let mut footer = vec![row("主办单位", &config.organiser)];
    if config.operator.is_some() {
        footer.push(row("承办单位", &config.operator));
    }
    footer.extend([row("联系电话", &config.phone), row("联系地址", &config.postal_address)]);
    footer.extend([
        row("网站标识码", &config.site_id_code),
        row("ICP备案号", &config.icp),
        row("公安备案号", &config.police),
    ]);
    let mut links =
        vec![Link { text: "网站地图".to_owned(), href: Some(at.origin.to(&route::site_map())) }];
    let prose = at.site.prose.iter();
    links.extend(
        prose.map(|page| Link {
            text: page.title.clone(),
            href: Some(at.origin.to(&route::prose(&page.name))),
        }),
    );
    SiteView {
        is_sample: config.sample,
        name: config.name.clone(),
        tagline: config.tagline.clone(),
        region: config.region.clone(),
        footer,
        agency_mark: config.agency_mark.clone(),
        report_errors: config.report_errors.clone(),
        ipv6: config.ipv6 == Some(true),
        footer_links: links,
        portal: config.portal.clone(),
    }
}
