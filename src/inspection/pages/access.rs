//! What can be said of a page's accessibility without a browser (GB/T 37668-2019, WCAG 2.2).

use super::Context;
use super::spot::Spot;
use crate::inspection::finding::Findings;
use crate::inspection::html::{Control, Page, Use};
use crate::inspection::rule::RuleId;

/// Words of a link that do not say where it leads.
const EMPTY_WORDS: [&str; 14] = [
    "点击查看",
    "点击这里",
    "点击此处",
    "点此",
    "点击",
    "这里",
    "此处",
    "查看",
    "更多",
    "详情",
    "查看更多",
    "点击进入",
    "more",
    "click here",
];
/// Alternative texts that say nothing of a picture.
const EMPTY_ALTS: [&str; 10] =
    ["图片", "照片", "图", "配图", "插图", "image", "picture", "photo", "img", "logo图片"];

/// Holds a page against the rules.
pub(super) fn inspect(context: &Context<'_>, page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    language(page, spot, findings);
    images(context, page, spot, findings);
    headings(page, spot, findings);
    tables(page, spot, findings);
    links(page, spot, findings);
    controls(page, spot, findings);
    anchors(page, spot, findings);
    zoom(page, spot, findings);
    for frame in page.frames.iter().filter(|frame| frame.text.is_empty()) {
        findings.add(RuleId::FrameUnnamed, spot.tag(frame.at, "内嵌页面（iframe）没有 title"));
    }
}

fn language(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    let told = match page.lang.as_deref() {
        None | Some("") => "没有写明页面语言（lang）".to_owned(),
        Some(lang) if !lang.to_ascii_lowercase().starts_with("zh") => format!("页面语言写成了“{lang}”"),
        Some(_) => return,
    };
    let problem = match page.root {
        Some(at) => spot.tag(at, told),
        None => spot.whole(told),
    };
    findings.add(RuleId::LanguageMissing, problem);
}

fn images(context: &Context<'_>, page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    for image in &page.images {
        let name = image.source.rsplit('/').next().unwrap_or_default();
        match image.alt.as_deref() {
            None => findings.add(RuleId::AltMissing, spot.tag(image.at, "图片没有替代文字（alt）")),
            Some(alt) if context.alts.contains(alt) => {}
            Some(alt) if !alt.is_empty() && (is_empty_alt(alt) || alt == name) => {
                let message = format!("替代文字“{alt}”没有说出图里有什么");
                findings.add(RuleId::AltEmptyWords, spot.tag(image.at, message));
            }
            Some(_) => {}
        }
    }
}

fn is_empty_alt(alt: &str) -> bool {
    const ENDINGS: [&str; 6] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"];
    let alt = alt.trim().to_lowercase();
    let bare = alt.trim_end_matches(|c: char| c.is_ascii_digit());
    EMPTY_ALTS.contains(&bare) || ENDINGS.iter().any(|ending| alt.ends_with(ending))
}

fn headings(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    let firsts = page.headings.iter().filter(|heading| heading.level == 1);
    match firsts.clone().count() {
        0 => findings.add(RuleId::HeadingOrder, spot.whole("页面没有一级标题（h1）")),
        1 => {}
        count => findings.add(RuleId::HeadingOrder, spot.whole(format!("页面有 {count} 个一级标题（h1）"))),
    }
    for pair in page.headings.windows(2) {
        if pair[1].level > pair[0].level + 1 {
            let message = format!("标题从 h{} 跳到 h{}", pair[0].level, pair[1].level);
            findings.add(RuleId::HeadingOrder, spot.tag(pair[1].at, message));
        }
    }
    for heading in page.headings.iter().filter(|heading| heading.text.is_empty()) {
        findings.add(RuleId::HeadingOrder, spot.tag(heading.at, format!("h{} 标题是空的", heading.level)));
    }
}

fn tables(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    for table in page.tables.iter().filter(|table| !table.is_layout && table.heads == 0 && table.cells > 1) {
        findings.add(RuleId::TableHeads, spot.tag(table.at, "表格没有表头（th）"));
    }
}

fn links(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    for link in page.references.iter().filter(|reference| reference.usage == Use::Link) {
        let Some(words) = &link.words else { continue };
        let words = words.trim().trim_matches(['[', ']', '【', '】', '>', '»', '…', '.', '＞', '+']).trim();
        if words.is_empty() {
            findings.add(RuleId::LinkWords, spot.tag(link.at, "链接里没有文字"));
        } else if EMPTY_WORDS.iter().any(|empty| words.eq_ignore_ascii_case(empty)) {
            findings.add(RuleId::LinkWords, spot.tag(link.at, format!("链接文字“{words}”没有说出去哪里")));
        }
    }
}

fn controls(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    let is_labelled =
        |control: &Control<'_>| control.id.as_ref().is_some_and(|id| page.labelled.contains(id));
    for control in page.controls.iter().filter(|control| !control.is_named && !is_labelled(control)) {
        findings.add(RuleId::ControlUnnamed, spot.tag(control.at, "输入框或按钮没有名称"));
    }
}

fn anchors(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    let mut seen: Vec<&str> = Vec::with_capacity(page.anchors.len());
    for anchor in &page.anchors {
        match seen.binary_search(&anchor.text.as_ref()) {
            Ok(_) => {
                let message = format!("id“{}”用了两次", anchor.text);
                findings.add(RuleId::AnchorTwice, spot.tag(anchor.at, message));
            }
            Err(place) => seen.insert(place, &anchor.text),
        }
    }
}

/// A viewport that keeps people from making the page larger.
fn zoom(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    let Some(viewport) = page.meta("viewport") else {
        findings.add(RuleId::ZoomBlocked, spot.whole("没有 viewport，手机上字会很小"));
        return;
    };
    let content = viewport.content.as_deref().unwrap_or_default().replace(' ', "").to_lowercase();
    let limit =
        content.split([',', ';']).find_map(|part| part.strip_prefix("maximum-scale=")?.parse::<f32>().ok());
    if content.contains("user-scalable=no")
        || content.contains("user-scalable=0")
        || limit.is_some_and(|limit| limit < 2.0)
    {
        findings.add(RuleId::ZoomBlocked, spot.tag(viewport.at, "viewport 不让读者放大页面"));
    }
}
