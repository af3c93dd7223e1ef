//! Lines that stand around the clauses: titles, addressees, signature, notes.

use super::dates;
use crate::text::fold;

/// Words that the title of an official document ends with.
const KINDS: [&str; 38] = [
    "通知",
    "方案",
    "办法",
    "辦法",
    "意见",
    "意見",
    "规划",
    "規劃",
    "计划",
    "計劃",
    "措施",
    "细则",
    "細則",
    "规定",
    "規定",
    "纲要",
    "綱要",
    "要点",
    "清单",
    "条例",
    "條例",
    "政策",
    "通告",
    "公告",
    "批复",
    "决定",
    "纪要",
    "紀要",
    "指南",
    "规则",
    "制度",
    "章程",
    "分工表",
    "分解表",
    "名单",
    "一览表",
    "标准",
    "函",
];

/// Words that the name of an issuing organ ends with.
const ORGANS: [&str; 26] = [
    "人民政府",
    "办公室",
    "辦公室",
    "政府",
    "局",
    "委员会",
    "委員會",
    "领导小组",
    "領導小組",
    "党组",
    "中心",
    "厅",
    "廳",
    "县委",
    "市委",
    "区委",
    "省委",
    "管委会",
    "办",
    "联合会",
    "总工会",
    "部",
    "法院",
    "检察院",
    "公司",
    "银行",
];

/// The longest title, in characters.
const LONGEST_TITLE: usize = 90;

/// Whether a line, or several joined, is the title of a document.
pub(super) fn is_title(line: &str) -> bool {
    let count = line.chars().count();
    if !(5..=LONGEST_TITLE).contains(&count) || line.contains(['。', '；', ';', '，', ',', ':', '：']) {
        return false;
    }
    let bare = without_bracket(line);
    KINDS.iter().any(|kind| bare.ends_with(kind))
}

/// A line that may be part of a title: short, without a stop.
pub(super) fn may_belong_to_title(line: &str) -> bool {
    let count = line.chars().count();
    (2..=60).contains(&count) && !line.contains(['。', '；', ';', '，', ',', ':', '：', '、'])
}

/// Without a last bracket: (2022-2025年), （试行）.
fn without_bracket(line: &str) -> &str {
    let Some(body) = line.strip_suffix([')', '）', '〕']) else { return line };
    body.rfind(['(', '（', '〔']).map_or(line, |at| body[..at].trim_end())
}

/// The plan that a notice carries: X of 关于印发X的通知, without 《》.
pub(super) fn carried(title: &str) -> Option<String> {
    const VERBS: [&str; 8] =
        ["关于印发", "關於印發", "关于转发", "关于公布", "关于下达", "关于发布", "印发", "关于修订"];
    let (at, verb) = VERBS.iter().find_map(|verb| Some((title.find(verb)?, verb)))?;
    let rest = &title[at + verb.len()..];
    let end = rest.rfind("的通知")?;
    Some(rest[..end].trim_matches(['《', '》', ' ', '\u{3000}']).to_owned())
}

/// One spelling of a title, for comparing.
pub(super) fn key(title: &str) -> String {
    title
        .chars()
        .map(fold::half_width)
        .filter(|c| !fold::is_blank(*c) && !matches!(c, '《' | '》' | '"' | '“' | '”'))
        .collect()
}

/// The addressees of a line that ends with a colon: 各镇人民政府(街道办事处),县政府各部门:
pub(super) fn addressees(line: &str) -> Option<Vec<String>> {
    let body = line.strip_suffix([':', '：'])?;
    let names_organs = ["各", "人民政府", "局", "单位", "單位", "委员会", "公司", "办事处", "企业"]
        .iter()
        .any(|word| body.contains(word));
    if !names_organs || body.chars().count() > 200 || body.contains(['。', '《']) {
        return None;
    }
    let mut names = Vec::new();
    let mut depth = 0_i32;
    let mut start = 0;
    for (at, character) in body.char_indices() {
        match character {
            '(' | '（' | '〔' => depth += 1,
            ')' | '）' | '〕' => depth -= 1,
            '、' | ',' | '，' | '；' | ';' if depth <= 0 => {
                names.push(body[start..at].trim().to_owned());
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    names.push(body[start..].trim().to_owned());
    names.retain(|name| !name.is_empty());
    Some(names)
}

/// Whether a line is the name of an organ and no more.
pub(super) fn is_organ(line: &str) -> bool {
    let count = line.chars().count();
    let plain = !line.chars().any(|c| c.is_ascii_digit() || "，。；：:、,《".contains(c));
    (3..=40).contains(&count) && plain && ORGANS.iter().any(|organ| without_bracket(line).ends_with(organ))
}

/// （代章） below a signature.
pub(super) fn is_seal(line: &str) -> bool {
    matches!(line, "（代章）" | "(代章)" | "（盖章）" | "(盖章)" | "（印章）" | "(印章)")
}

/// Whether a line belongs to a signature: organs, each of them whole, or a seal.
pub(super) fn signs(line: &str) -> bool {
    let mut organs = line.split(fold::is_blank).filter(|organ| !organ.is_empty()).peekable();
    is_seal(line) || is_organ(line) || (organs.peek().is_some() && organs.all(is_organ))
}

/// A line that is a date and no more, or an organ's name and a date.
pub(super) fn signed_date(line: &str) -> Option<(Option<&str>, &str)> {
    let start = line.find(|c: char| fold::half_width(c).is_ascii_digit() || matches!(c, '二' | '〇'))?;
    let (_, len) = dates::at_start(&line[start..])?;
    let organ = line[..start].trim_matches(fold::is_blank);
    let is_whole = line[start + len..].trim_matches(fold::is_blank).is_empty();
    let sound = is_whole && (organ.is_empty() || is_organ(organ));
    sound.then(|| ((!organ.is_empty()).then_some(organ), &line[start..start + len]))
}

/// 附注: （此件公开发布）; （2023年5月1日县政府第3次常务会议通过）.
pub(super) fn is_note(line: &str) -> bool {
    let inner = line.strip_prefix(['(', '（']).and_then(|line| line.strip_suffix([')', '）']));
    inner.is_some_and(|inner| {
        inner.chars().count() <= 60
            && ["此件", "公开", "公開", "通过", "通過", "公布", "修订", "修正", "印发", "发布"]
                .iter()
                .any(|word| inner.contains(word))
    })
}

/// 版记: 抄送：…, 某某办公室 2023年1月20日印发.
pub(super) fn is_imprint(line: &str) -> bool {
    let line = line.trim_end_matches('。');
    let is_printed = ["印发", "印發"].iter().any(|word| line.ends_with(word))
        && line.contains('日')
        && line.chars().count() <= 60;
    line.starts_with("抄送") || (is_printed && !line.starts_with("关于"))
}

/// 海盐县人民政府办公室文件, the red head.
pub(super) fn is_letterhead(line: &str) -> bool {
    line.strip_suffix("文件").is_some_and(is_organ)
}

/// `附件`, `附件1`, `附件 2：`; 0 where it has no number.
pub(super) fn attachment(line: &str) -> Option<u32> {
    let rest = line.strip_prefix("附件").or_else(|| line.strip_prefix("附表"))?;
    let rest = rest.trim_matches(|c: char| fold::is_blank(c) || matches!(c, ':' | '：'));
    if rest.is_empty() {
        return Some(0);
    }
    let digits: String = rest.chars().map(fold::half_width).collect();
    let value = digits.parse().ok().or_else(|| crate::text::numeral::parse(&digits))?;
    (value < 100).then_some(value)
}

/// 附件：1.任务分解表 — the list of attachments below a text.
pub(super) fn is_attachment_list(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("附件") else { return false };
    let rest = rest.trim_start_matches(fold::is_blank);
    rest.strip_prefix([':', '：']).is_some_and(|rest| !rest.trim_matches(fold::is_blank).is_empty())
}

/// A closing paragraph that speaks of the document itself: 本方案自…起施行.
pub(super) fn is_closing(line: &str) -> bool {
    const SELVES: [&str; 15] = [
        "方案", "办法", "意见", "措施", "政策", "通知", "规定", "细则", "规划", "计划", "纲要", "行动",
        "辦法", "意見", "条例",
    ];
    let Some(rest) = line.strip_prefix(['本', '此']) else { return line.starts_with("未尽事宜") };
    let rest: &str = SELVES
        .iter()
        .find_map(|word| rest.find(word).filter(|at| *at <= 12).map(|at| &rest[at + word.len()..]))
        .unwrap_or_default();
    ["自", "所", "由", "有效", "从", "執行", "执行", "解释", "施行", "印发之日", "未尽"]
        .iter()
        .any(|word| rest.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_what_they_carry() {
        assert!(is_title("海盐县加快推动“专精特新”中小企业高质量发展行动方案(2022-2025年)"));
        for line in ["推动企业走高质量发展之路", "一、工作目标", "请认真贯彻执行。"]
        {
            assert!(!is_title(line), "{line}");
        }
        assert_eq!(carried("甲县人民政府办公室关于印发《甲县方案》的通知").as_deref(), Some("甲县方案"));
        assert_eq!(carried("关于加强安全生产的通知"), None);
    }

    #[test]
    fn addressees_are_split_outside_brackets() {
        let names = addressees("各镇人民政府(街道办事处、园区),县政府各部门、直属各单位:").unwrap();
        assert_eq!(names, ["各镇人民政府(街道办事处、园区)", "县政府各部门", "直属各单位"]);
        assert_eq!(addressees("主要做法如下："), None);
    }

    #[test]
    fn closings_speak_of_the_document() {
        for line in [
            "本方案自2023年2月19日起施行",
            "本方案所述“专精特新”包括",
            "本实施细则由县经信局解释。",
            "未尽事宜，另行通知。",
        ] {
            assert!(is_closing(line), "{line}");
        }
        for line in ["本县企业自主创新", "本方案实施期间，各地要", "本行动计划中的企业"]
        {
            assert!(!is_closing(line), "{line}");
        }
    }
}
