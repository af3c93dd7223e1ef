//! META tags of 国办发〔2017〕47号: there, once, filled, in the right form.

use jiff::civil::Date;

use super::Context;
use super::spot::Spot;
use crate::column::moment::Moment;
use crate::inspection::finding::Findings;
use crate::inspection::html::{Meta, Page};
use crate::inspection::rule::RuleId;

/// Required on every page.
const SITE: [&str; 3] = ["SiteName", "SiteDomain", "SiteIDCode"];
/// Required on pages of a column and the articles in it.
const COLUMN: [&str; 4] = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
/// Required on articles.
const ARTICLE: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];
/// Of use on articles.
const MORE: [&str; 5] = ["Keywords", "Author", "Description", "Image", "Url"];
/// The words for `ColumnType`.
const TYPES: [&str; 22] = [
    "首页",
    "概况信息",
    "机构职能",
    "负责人信息",
    "工作动态",
    "政策文件",
    "信息公开指南",
    "信息公开目录",
    "信息公开年报",
    "依法申请公开",
    "数据发布",
    "数据开放",
    "政策解读",
    "回应关切",
    "办事服务",
    "咨询投诉",
    "征集调查",
    "在线访谈",
    "通知公告",
    "政府信息公开",
    "人事信息",
    "规划计划",
];

/// Kinds of our own pages that stand inside other sites or lead away.
const APART: [&str; 2] = ["embed", "moved"];

/// Holds a page against the rules.
pub(super) fn inspect(context: &Context<'_>, page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    if page.kind.as_deref().is_some_and(|kind| APART.contains(&kind)) {
        return;
    }
    let tags: Vec<Tag<'_>> = page.metas.iter().filter_map(Tag::of).collect();
    let is_article = ARTICLE.iter().any(|name| tags.iter().any(|tag| tag.name == *name))
        || (context.texts.is_some() && reads_as_article(page));
    missing(context, &tags, is_article, spot, findings);
    twice(&tags, spot, findings);
    for tag in &tags {
        if let Some((rule, message)) = fault(context, tag) {
            findings.add(rule, spot.tag(tag.at, message));
        }
    }
}

/// A tag that the rules ask about.
struct Tag<'a> {
    /// As the rules write it.
    name: &'static str,
    content: &'a str,
    at: usize,
}

impl<'a> Tag<'a> {
    fn of(meta: &'a Meta<'_>) -> Option<Self> {
        let name = known().find(|name| meta.name.eq_ignore_ascii_case(name))?;
        Some(Self { name, content: meta.content.as_deref().unwrap_or_default().trim(), at: meta.at })
    }
}

fn known() -> impl Iterator<Item = &'static str> {
    SITE.into_iter().chain(COLUMN).chain(ARTICLE).chain(MORE)
}

/// Whether a page says that it is an article.
pub(super) fn is_article(page: &Page<'_>) -> bool {
    ARTICLE.iter().any(|name| page.meta(name).is_some())
}

/// Whether a page of another system reads as an article, whatever its tags say: it has a heading, and
/// says once when it was published.
fn reads_as_article(page: &Page<'_>) -> bool {
    const WORDS: [&str; 2] = ["发布时间", "发布日期"];
    let mut places = WORDS
        .iter()
        .flat_map(|word| page.text.match_indices(word).map(|(at, word)| &page.text[at + word.len()..]));
    let (first, more) = (places.next(), places.next());
    let is_dated = |after: &str| after.trim_start_matches(['：', ':', ' ', '\n', '\u{a0}']).starts_with("20");
    more.is_none() && first.is_some_and(is_dated) && page.headings.iter().any(|heading| heading.level < 3)
}

fn missing(
    context: &Context<'_>,
    tags: &[Tag<'_>],
    is_article: bool,
    spot: &Spot<'_>,
    findings: &mut Findings,
) {
    let has = |name: &str| tags.iter().any(|tag| tag.name == name);
    let article: &[&str] = if is_article { &ARTICLE } else { &[] };
    let wanted = SITE.iter().chain(&COLUMN).chain(article);
    let missing: Vec<&str> =
        wanted.copied().filter(|name| !has(name) && !context.excused.contains(name)).collect();
    if !missing.is_empty() {
        findings.add(RuleId::MetaMissing, spot.whole(format!("缺少 META 标签：{}", missing.join("、"))));
    }
}

fn twice(tags: &[Tag<'_>], spot: &Spot<'_>, findings: &mut Findings) {
    for name in known() {
        if let Some(second) = tags.iter().filter(|tag| tag.name == name).nth(1) {
            findings.add(RuleId::MetaTwice, spot.tag(second.at, format!("META {name} 写了两次")));
        }
    }
}

fn fault(held: &Context<'_>, tag: &Tag<'_>) -> Option<(RuleId, String)> {
    let Tag { name, content, .. } = *tag;
    if content.is_empty() {
        return Some((RuleId::MetaEmpty, format!("META {name} 是空的")));
    }
    match name {
        // Of a site of ours, a day ahead is told where it is written.
        "PubDate" => pub_date(held.texts.map(|_| held.today), content),
        "SiteDomain" if content.contains("//") || content.contains('/') => {
            Some((RuleId::SiteDomainForm, format!("SiteDomain“{content}”带着协议或路径")))
        }
        "SiteIDCode" if !is_site_code(content) => {
            Some((RuleId::SiteCodeForm, format!("网站标识码“{content}”不是 10 位")))
        }
        "ColumnType" if !is_column_type(content) => {
            Some((RuleId::ColumnTypeUnknown, format!("ColumnType“{content}”不在通用的类型里")))
        }
        _ => None,
    }
}

fn pub_date(today: Option<Date>, content: &str) -> Option<(RuleId, String)> {
    let moment = Moment::parse(content);
    let Some(moment) = moment.filter(|moment| moment.pub_date() == content) else {
        return Some((RuleId::PubDateForm, format!("PubDate“{content}”不是“2026-01-15 09:30”的格式")));
    };
    let is_ahead = today.is_some_and(|today| moment.date > today);
    is_ahead.then(|| (RuleId::DateFuture, format!("PubDate“{content}”还没有到")))
}

/// `4401060050`, `bm01000001`.
fn is_site_code(code: &str) -> bool {
    let digits = code.strip_prefix("bm").unwrap_or(code);
    code.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_column_type(content: &str) -> bool {
    content.split([',', '，', ';', '；']).all(|part| TYPES.contains(&part.trim()) || part.starts_with("其他"))
}
