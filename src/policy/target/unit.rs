//! Units: what a number counts or measures.

/// How a number with this unit may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// 家, 个, 项.
    Count,
    /// 人, 户, 人次.
    People,
    /// 亩, 吨, 公里.
    Size,
    /// 元.
    Money,
    /// %, 个百分点.
    Share,
    /// 天, 岁, 分: only said of what is measured (平均预期寿命达到82岁).
    Scale,
}

/// A unit that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit<'a> {
    /// As printed, with 万 or 亿; `%` for ％ too.
    pub(super) text: &'a str,
    pub(super) kind: UnitKind,
    /// Bytes it takes in the text.
    pub(super) len: usize,
}

const UNITS: [(UnitKind, &str); 6] = [
    (
        UnitKind::Count,
        "家 个 個 项 項 件 所 座 处 處 条 條 种 種 类 台 臺 套 台套 台(套) 台（套） 辆 张 場 场 次 \
         场次 期 批 批次 轮 宗 起 例 篇 份 款 部 集 册 本 支 组 门 间 幢 栋 艘 架 株 棵 盏 根 口 眼 \
         单 笔 只 头 羽 尾 箱 床 块 片 枚 届 首 台次 件次 车次 家次 班 倍 个次 对",
    ),
    (UnitKind::People, "人 名 位 户 戶 人次 户次 人天 例次"),
    (
        UnitKind::Size,
        "亩 畝 公顷 吨 噸 /10万 /万 千克 公斤 斤 克 毫克 微克 米 千米 公里 车道公里 平方米 平方公里 平方千米 \
         立方米 平米 升 毫升 千瓦 千瓦时 瓦 兆瓦 吉瓦 兆瓦时 千伏安 度电 吨标准煤 吨标煤 吨二氧化碳 \
         标准煤 标箱 TEU kW kWh MW MWh GW km 分贝 焦耳 吉焦 蒸吨 亩次 机柜 标准机架 Gbps Mbps EFLOPS \
         PFLOPS P 人公里",
    ),
    (UnitKind::Money, "元 美元 元人民币"),
    (UnitKind::Share, "% ％ 个百分点 個百分點 百分点 ‰"),
    (
        UnitKind::Scale,
        "年 天 日 小时 小時 分钟 分鐘 秒 岁 歲 分 个工作日 個工作日 工作日 个月 個月 个小时 ℃ 摄氏度 \
         个自然日 周",
    ),
];

/// Multipliers that stay in the unit: 5万家 is 5, in 万家.
const MULTIPLIERS: [&str; 6] = ["万亿", "千万", "百万", "万", "亿", "千"];
/// Their traditional forms.
const TRADITIONAL: [&str; 2] = ["萬", "億"];

/// The unit that starts `text`, the longest that fits: 万千瓦时, 吨标准煤/万元, %.
///
/// A bare 万 or 亿 is one as well (人口达到50万).
pub(super) fn at_start(text: &str) -> Option<Unit<'_>> {
    let multiplier = MULTIPLIERS.iter().chain(&TRADITIONAL).find(|word| text.starts_with(**word));
    let scaled = multiplier.and_then(|word| {
        let (kind, len) = base(&text[word.len()..])?;
        Some((kind, word.len() + len))
    });
    let found = base(text)
        .or(scaled)
        .or_else(|| multiplier.filter(|word| **word != "千").map(|word| (UnitKind::Count, word.len())));
    let (kind, len) = found?;
    let (kind, len) = per_unit(text, len).map_or((kind, len), |len| (UnitKind::Size, len));
    let printed = &text[..len];
    Some(Unit { text: if printed == "％" { "%" } else { printed }, kind, len })
}

/// The longest unit that starts `text`, without multiplier.
fn base(text: &str) -> Option<(UnitKind, usize)> {
    let listed = UNITS.iter().flat_map(|(kind, list)| list.split_whitespace().map(move |word| (*kind, word)));
    let (kind, word) =
        listed.filter(|(_, word)| text.starts_with(word)).max_by_key(|(_, word)| word.len())?;
    let next = text[word.len()..].chars().next();
    let is_whole = match word.as_bytes().last() {
        // 10Px is no unit.
        Some(last) if last.is_ascii_alphabetic() => !next.is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => !is_other_word(word, &text[word.len()..]),
    };
    is_whole.then_some((kind, word.len()))
}

/// 个 before 性化, 年 before 级, 条 before 龙: half of another word.
fn is_other_word(unit: &str, rest: &str) -> bool {
    let words: &[&str] = match unit {
        "年" => &["级", "代", "期", "度"],
        "个" => &["性", "体", "人", "一"],
        "条" => &["龙", "例", "款"],
        "分" => &["局", "公司", "区", "类", "管", "工", "之", "项", "层", "级"],
        "门" => &["店", "口", "户", "类"],
        "口" => &["岸", "径"],
        "场" => &["馆", "景", "所"],
        "次" => &["元", "生"],
        "位" => &["居", "一体", "列"],
        "日" => &["报", "常"],
        "集" => &["群", "聚", "团", "中"],
        "部" => &["门", "分", "委", "省"],
        "班" => &["子", "列"],
        "期" => &["间", "限"],
        "对" => &["接", "口", "一", "标"],
        "人" => &["才", "工", "民", "均"],
        "件" => &["事"],
        "户" => &["口", "籍"],
        "级" => &[""],
        _ => &[],
    };
    words.iter().any(|word| rest.starts_with(word))
}

/// The length with `/万元` behind the unit.
fn per_unit(text: &str, len: usize) -> Option<usize> {
    let rest = text[len..].strip_prefix(['/', '／'])?;
    let begin = text.len() - rest.len();
    let multiplier = MULTIPLIERS
        .iter()
        .chain(&["百", "十万"])
        .find(|word| rest.starts_with(**word))
        .map_or(0, |w| w.len());
    let (_, end) = base(&rest[multiplier..]).or_else(|| base(rest))?;
    let multiplier = if base(&rest[multiplier..]).is_some() { multiplier } else { 0 };
    Some(begin + multiplier + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unit_is_read_and_multipliers_stay_in_it() {
        for (text, unit, kind) in [
            ("家、", "家", UnitKind::Count),
            ("万家", "万家", UnitKind::Count),
            ("个百分点", "个百分点", UnitKind::Share),
            ("个以上", "个", UnitKind::Count),
            ("％以上", "%", UnitKind::Share),
            ("万千瓦时", "万千瓦时", UnitKind::Size),
            ("千瓦", "千瓦", UnitKind::Size),
            ("亿元左右", "亿元", UnitKind::Money),
            ("吨标准煤/万元", "吨标准煤/万元", UnitKind::Size),
            ("微克/立方米以内", "微克/立方米", UnitKind::Size),
            ("人次", "人次", UnitKind::People),
            ("万，", "万", UnitKind::Count),
            ("MW", "MW", UnitKind::Size),
            ("台(套)", "台(套)", UnitKind::Count),
        ] {
            assert_eq!(at_start(text).map(|unit| (unit.text, unit.kind)), Some((unit, kind)), "{text}");
        }
        for text in ["强企业", "号", "大产业", "Gb", "G", "人才", "个性化", "条龙", "年级", ""]
        {
            assert_eq!(at_start(text), None, "{text}");
        }
    }
}
