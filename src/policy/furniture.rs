//! What a web page or a file puts around a document: fields and furniture.

use crate::text::fold;

/// What a labelled field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    DocumentNumber,
    RegistrationNumber,
    Published,
    Signed,
    InForce,
    Expires,
    Source,
    Validity,
    Issuer,
    /// Known, but no part of an outline: 索引号, 主题分类.
    Other,
    /// A counter or a button with a colon.
    Furniture,
}

/// Labels that stand before a colon, longest first where one holds another.
const LABELS: [(&str, Field); 47] = [
    ("文件编号", Field::DocumentNumber),
    ("发文字号", Field::DocumentNumber),
    ("發文字號", Field::DocumentNumber),
    ("文号", Field::DocumentNumber),
    ("统一编号", Field::RegistrationNumber),
    ("登记号", Field::RegistrationNumber),
    ("发布时间", Field::Published),
    ("发布日期", Field::Published),
    ("發布日期", Field::Published),
    ("公开日期", Field::Published),
    ("成文日期", Field::Signed),
    ("发文日期", Field::Signed),
    ("生成日期", Field::Signed),
    ("施行日期", Field::InForce),
    ("实施日期", Field::InForce),
    ("生效日期", Field::InForce),
    ("失效日期", Field::Expires),
    ("废止日期", Field::Expires),
    ("信息来源", Field::Source),
    ("文章来源", Field::Source),
    ("来源", Field::Source),
    ("來源", Field::Source),
    ("有效性", Field::Validity),
    ("文件状态", Field::Validity),
    ("发布机构", Field::Issuer),
    ("发布机关", Field::Issuer),
    ("发文机关", Field::Issuer),
    ("发文单位", Field::Issuer),
    ("索引号", Field::Other),
    ("公开方式", Field::Other),
    ("主题分类", Field::Other),
    ("组配分类", Field::Other),
    ("体裁分类", Field::Other),
    ("主题词", Field::Other),
    ("信息名称", Field::Other),
    ("浏览次数", Field::Furniture),
    ("浏览量", Field::Furniture),
    ("阅读次数", Field::Furniture),
    ("阅读量", Field::Furniture),
    ("点击数", Field::Furniture),
    ("访问次数", Field::Furniture),
    ("字号", Field::Furniture),
    ("字体", Field::Furniture),
    ("分享到", Field::Furniture),
    ("分享", Field::Furniture),
    ("当前位置", Field::Furniture),
    ("您现在的位置", Field::Furniture),
];

/// Labels of the neighbours in a list of articles.
const NEIGHBOURS: [&str; 8] =
    ["上一篇", "下一篇", "责任编辑", "相关附件", "政策解读", "相关解读", "相关链接", "附件下载"];

/// Words that only the foot of a page has.
const FOOT: [&str; 5] = ["版权所有", "网站标识码", "ICP备", "公网安备", "建议使用IE"];

/// Words that a page puts on buttons.
const BUTTONS: [&str; 31] = [
    "打印",
    "打印本页",
    "我要打印",
    "关闭",
    "关闭窗口",
    "关闭本页",
    "分享",
    "分享到",
    "微信",
    "微博",
    "QQ空间",
    "收藏",
    "加入收藏",
    "返回顶部",
    "返回",
    "返回首页",
    "大",
    "中",
    "小",
    "字号",
    "字体",
    "A+",
    "A-",
    "扫一扫在手机打开当前页",
    "扫一扫",
    "下载",
    "纠错",
    "无障碍",
    "长者助手",
    "打印文章",
    "浏览次数",
];

/// The longest line that can be a field, in characters: longer ones are text.
const LONGEST: usize = 160;

/// A stretch of a line: its label, what it says, and where, in bytes of the line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) field: Field,
    pub(super) name: &'static str,
    pub(super) value: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Whether a line consists of a page's fields.
pub(super) fn is_fields(line: &str) -> bool {
    first_label(line).is_some()
}

/// Where the label stands that opens a line of fields.
fn first_label(line: &str) -> Option<usize> {
    // Before all else: a text without breaks is asked at each of its words.
    if line.len() > LONGEST * 4 {
        return None;
    }
    let has_label = line.contains([':', '：']) && !line.contains('。');
    if !has_label || line.chars().count() > LONGEST {
        return None;
    }
    let start = line.len() - line.trim_start_matches(is_bullet).len();
    label_at(&line[start..]).map(|_| start)
}

/// The fields that a line consists of; empty where it is none of a page's.
pub(super) fn fields(line: &str) -> Vec<Piece<'_>> {
    let Some(start) = first_label(line) else { return Vec::new() };
    let mut starts: Vec<(usize, usize, &'static str, Field)> = Vec::new();
    let mut at = start;
    while let Some(character) = line[at..].chars().next() {
        let may_open = !fold::is_blank(character) && (at == start || line[..at].ends_with(is_border));
        match may_open.then(|| label_at(&line[at..])).flatten() {
            Some((name, field, len)) => {
                starts.push((at, at + len, name, field));
                at += len;
            }
            None => at += character.len_utf8(),
        }
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|next| next.0).chain([line.len()]).collect();
    let mut pieces: Vec<Piece<'_>> = starts
        .iter()
        .zip(ends)
        .map(|(&(from, value, name, field), end)| Piece {
            field,
            name,
            value: line[value..end].trim_matches(is_trim),
            start: from,
            end,
        })
        .collect();
    if let Some(first) = pieces.first_mut() {
        first.start = 0;
    }
    pieces
}

/// The label with its colon at the start of `text`. Blanks may stand inside.
fn label_at(text: &str) -> Option<(&'static str, Field, usize)> {
    LABELS.iter().copied().chain(NEIGHBOURS.map(|name| (name, Field::Furniture))).find_map(|(name, field)| {
        let mut rest = text;
        for wanted in name.chars() {
            rest = rest.trim_start_matches(fold::is_blank).strip_prefix(wanted)?;
        }
        let rest = rest.trim_start_matches(fold::is_blank).strip_prefix([':', '：'])?;
        Some((name, field, text.len() - rest.len()))
    })
}

fn is_border(character: char) -> bool {
    fold::is_blank(character)
        || is_bullet(character)
        || matches!(character, '|' | '｜' | ';' | '；' | ']' | '】')
}

fn is_bullet(character: char) -> bool {
    fold::is_blank(character) || matches!(character, '•' | '·' | '●' | '*' | '-' | '[' | '【' | '|')
}

fn is_trim(character: char) -> bool {
    is_bullet(character) || matches!(character, ']' | '】' | '｜' | ';' | '；')
}

/// What a line of buttons or the foot of a page is called; `None` where it holds anything else.
pub(super) fn button(line: &str) -> Option<&'static str> {
    if line.len() < LONGEST * 3 && !line.contains('。') && FOOT.iter().any(|word| line.contains(word)) {
        return Some("页脚");
    }
    if line.chars().take(41).count() > 40 {
        return None;
    }
    let words = line.split(|c: char| {
        is_border(c) || matches!(c, '【' | '】' | '(' | ')' | '（' | '）' | '/' | '>' | ':' | '：')
    });
    let mut name = None;
    for word in words.filter(|word| !word.is_empty()) {
        let known = BUTTONS.iter().copied().find(|known| *known == word)?;
        name = name.or(Some(known));
    }
    // 大, 中, 小 alone are no line of a page.
    name.filter(|name| name.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_told_apart_on_one_line() {
        let line = "发布时间：2023-02-01 10:20　来源: 县政府办公室  浏览次数:";
        let told: Vec<(Field, &str)> = fields(line).iter().map(|piece| (piece.field, piece.value)).collect();
        assert_eq!(
            told,
            [(Field::Published, "2023-02-01 10:20"), (Field::Source, "县政府办公室"), (Field::Furniture, "")]
        );
        assert_eq!(fields("  • 有效性: 有效")[0].value, "有效");
    }

    #[test]
    fn text_is_no_field_and_no_button() {
        for line in ["加强来源：管理。", "主要来源是企业", "打印一批手册", "中小企业", "大"]
        {
            assert!(fields(line).is_empty() && button(line).is_none(), "{line}");
        }
        for line in [
            "• 打印",
            "【打印本页】【关闭窗口】",
            "分享到：微信 微博",
            "字号 大 中 小",
            "主办：甲县政府 网站标识码：0000000000",
        ] {
            assert!(button(line).is_some() || !fields(line).is_empty(), "{line}");
        }
    }
}
