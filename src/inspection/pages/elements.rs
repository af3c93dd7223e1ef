//! Elements that 国办发〔2017〕47号 asks of a page: title, dates and sources that readers see, foot.

use super::spot::Spot;
use super::{Context, meta};
use crate::inspection::finding::Findings;
use crate::inspection::html::Page;
use crate::inspection::rule::RuleId;

/// What stands in the foot: its name, and the words by which it is known.
const FOOT: [(&str, &[&str]); 7] = [
    ("主办单位", &["主办"]),
    ("联系方式", &["联系电话", "联系我们", "联系方式", "电话"]),
    ("网站标识码", &["标识码"]),
    ("ICP备案号", &["ICP"]),
    ("公安备案号", &["公网安备", "公安备案"]),
    ("网站地图", &["网站地图", "站点地图"]),
    ("“我为政府网站找错”入口", &["找错"]),
];

/// How many bytes of text a foot has, about.
const FOOT_LENGTH: usize = 1024;

/// Holds a page against the rules.
pub(super) fn inspect(context: &Context<'_>, page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    title(context, page, spot, findings);
    if page.kind.as_deref() == Some("embed") {
        return;
    }
    foot(page, spot, findings);
    if meta::is_article(page) {
        article(page, spot, findings);
    }
    if context.built.base().is_none() && page.metas.is_empty() {
        findings.add(RuleId::MetaMissing, spot.whole("页面没有任何 META 标签"));
    }
}

fn title(context: &Context<'_>, page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    match page.titles.as_slice() {
        [] => findings.add(RuleId::PageTitle, spot.whole("页面没有标题（title）")),
        [title] if title.text.is_empty() => {
            findings.add(RuleId::PageTitle, spot.tag(title.at, "页面标题是空的"));
        }
        [title] if context.name.is_some_and(|name| !title.text.contains(name)) => {
            let message = format!("页面标题“{}”里没有网站名称", title.text);
            findings.add(RuleId::PageTitle, spot.tag(title.at, message));
        }
        [_] => {}
        [_, second, ..] => findings.add(RuleId::PageTitle, spot.tag(second.at, "页面有两个标题（title）")),
    }
}

fn foot(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    // Most pages have it where it belongs.
    let end = page.text.ceil_char_boundary(page.text.len().saturating_sub(FOOT_LENGTH));
    let is_there = |words: &[&str]| {
        [&page.text[end..], &page.text].iter().any(|text| words.iter().any(|word| text.contains(word)))
    };
    let mut missing: Vec<&str> =
        FOOT.iter().filter(|(_, words)| !is_there(words)).map(|(name, _)| *name).collect();
    let has_mark = page.text.contains("党政机关")
        || page.references.iter().any(|r| r.address.contains("dcs.conac.cn") || r.address.contains("conac"));
    if !has_mark {
        missing.push("党政机关网站标识");
    }
    if !missing.is_empty() {
        findings.add(RuleId::FootMissing, spot.whole(format!("页脚缺少：{}", missing.join("、"))));
    }
}

/// What the tags say of an article, its readers must see.
fn article(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    let content =
        |name| page.meta(name).and_then(|meta| meta.content.as_deref()).filter(|content| !content.is_empty());
    if let Some(date) = content("PubDate") {
        let day = date.get(..10).unwrap_or(date);
        let spoken = spoken_day(day);
        let is_seen = page.text.contains(day) || spoken.is_some_and(|spoken| page.text.contains(&spoken));
        if !is_seen {
            findings.add(RuleId::PubDateHidden, spot.whole(format!("页面上看不到发布时间 {date}")));
        }
    }
    if let Some(source) = content("ContentSource")
        && !page.text.contains(source)
    {
        findings.add(RuleId::SourceHidden, spot.whole(format!("页面上看不到来源“{source}”")));
    }
}

/// `2026年1月5日` of `2026-01-05`.
fn spoken_day(day: &str) -> Option<String> {
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(format!("{year}年{month}月{day}日"))
}
