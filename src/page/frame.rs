//! What every page has: META tags, breadcrumb, navigation, head and foot.
//!
//! META tags after 国办发〔2017〕47号: site tags on every page, column tags on
//! column pages and on the articles in them, content tags on articles.

use jiff::civil::Date;

use super::view::{Assets, Link, Meta, NavItem, Page, Row, SiteView};
use super::{At, linked_data, qr};
use crate::site::Document;
use crate::site::route::{self, OutputPath};

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
            Self::Units => "机构职能",
            Self::About => "概况信息",
        }
    }

    fn description(self, region: &str) -> String {
        match self {
            Self::Home => format!("{region}行动方案的目标、措施、责任单位与进展"),
            Self::Policies => format!("{region}行动方案等政策文件的官方全文、条款和元数据"),
            Self::Progress => format!("{region}行动方案各项目标的承诺、公布数据、来源和评价"),
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
pub(super) struct Article {
    pub(super) published: Option<Date>,
    pub(super) source: Option<String>,
    pub(super) keywords: Vec<String>,
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
    let code = canonical.as_deref().filter(|_| has_tools).and_then(qr::draw);
    let published = subject.article.as_ref().and_then(|article| article.published);
    Page {
        kind: subject.kind,
        full_title: full_title(&subject.title, &config.name),
        meta: meta(at, &subject, canonical.as_deref()),
        og: open_graph(at, &subject, canonical.as_deref()),
        qr: code.as_ref().map(|code| code.svg.clone()),
        qr_again: code.map(|code| code.again),
        canonical,
        json_ld,
        breadcrumb,
        nav: navigation(at, subject.column),
        home: at.origin.to(&route::home()),
        assets: assets(at, &subject),
        site: site(at),
        published: published.map(|date| date.to_string()),
        source: subject.article.as_ref().and_then(|article| article.source.clone()),
        is_article: subject.article.is_some(),
        description: subject.description,
        title: subject.title,
    }
}

fn full_title(title: &str, site: &str) -> String {
    if title == site { site.to_owned() } else { format!("{title} - {site}") }
}

/// `YYYY-MM-DD HH:MM`, as the rule asks; the hour of a day without one is 00:00.
fn pub_date(date: Date) -> String {
    format!("{date} 00:00")
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
            put("PubDate", article.published.map(pub_date));
            put("ContentSource", article.source.clone());
            put("Keywords", Some(keywords(&[&subject.title], &article.keywords)));
            put("Url", canonical.map(str::to_owned));
        }
        None => put("Keywords", Some(keywords(&[&subject.title], &config.keywords))),
    }
    tags
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
    let item =
        |text, path: &OutputPath, of| NavItem { text, href: at.origin.to(path), current: column == of };
    let mut items = vec![
        item("首页", &route::home(), Column::Home),
        item("政策文件", &route::policy_index(), Column::Policies),
    ];
    if let Some(document) = with_board(at) {
        items.push(item("目标进展", &route::progress(&document.policy.slug), Column::Progress));
    }
    if !at.site.units.list().is_empty() {
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
const WITH_TOOLS: [&str; 6] = ["policy", "section", "measure", "target", "progress", "prose"];
/// Kinds of pages on which targets stand where their plan lists some.
const WITH_FIGURES: [&str; 4] = ["home", "section", "measure", "unit"];

fn assets(at: &At<'_>, subject: &Subject) -> Assets {
    let has_boards = at.site.policies.iter().any(|document| document.board.is_some());
    let has_figures =
        subject.column == Column::Progress || (has_boards && WITH_FIGURES.contains(&subject.kind));
    Assets {
        css: at.origin.to(&at.theme.css.path),
        figures_css: has_figures.then(|| at.origin.to(&at.theme.figures_css.path)),
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
