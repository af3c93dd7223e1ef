//! The words that govern a number: what they ask of it, how far they reach.

use std::collections::HashMap;

/// What a word does to the number after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// 力争, 确保: how firmly it is meant. Governs the rest of the sentence.
    Modality,
    /// 新增, 新认定: what comes newly. Governs from anywhere in its part.
    Gain,
    /// 建成, 打造: makes, wherever it stands in its part.
    Make,
    /// 培育, 完成: makes, where it opens the part or stands at the number; elsewhere
    /// it may be half of a name (培育库, 技术服务机构).
    Act,
    /// 梳理: lists what is there.
    List,
    /// 建立: makes, or holds where a pool is made (建立…培育库).
    Establish,
    /// 累计.
    Total,
    /// 拥有, 实现: has.
    Hold,
    /// 达到, 提高到, 突破: as many or more.
    Reach,
    /// 下降到, 控制在: as many or less.
    Fall,
    /// 稳定在, 保持在: so many.
    Steady,
    /// 增长, 提高: by so much or more. Part of the name: without it the number means something else.
    Rise,
    /// 降低, 减少: likewise.
    Drop,
    /// 不少于, 至少.
    AtLeast,
    /// 不超过.
    AtMost,
    /// 约.
    About,
    /// 每年, 年均.
    EachYear,
    /// 每季度, 每月: more often than the year.
    EachSpan,
    /// 每个, 每家: opens the name of a group.
    EachGroup,
    /// 每千人口: what a number is per.
    EachScale,
    /// 截至, 目前, 现有: tells what is, not what shall be.
    Fact,
    /// 给予, 奖励: money for someone, no target.
    Reward,
    /// 零突破.
    First,
    /// 一批, 一系列.
    Batch,
    /// 并, 同时, 一是: joins.
    And,
}

impl Word {
    /// Whether it makes or brings something.
    pub(super) fn brings(self) -> bool {
        matches!(self, Self::Gain | Self::Make | Self::Act | Self::List | Self::Establish | Self::Total)
    }

    /// Whether it may stand between what is counted and its number.
    pub(super) fn is_near(self) -> bool {
        !matches!(self, Self::And | Self::Batch | Self::Fact | Self::Reward | Self::First)
    }

    /// Whether it is said of a number right behind it.
    pub(super) fn measures(self) -> bool {
        matches!(
            self,
            Self::Reach | Self::Fall | Self::Steady | Self::Rise | Self::Drop | Self::AtLeast | Self::AtMost
        )
    }

    /// Whether the name of a group (每个产业链) ends before it.
    pub(super) fn ends_group(self) -> bool {
        self.brings() || self.measures() || self == Self::Hold
    }
}

/// Each word with what it does, one list for each meaning. Both scripts where they differ.
const WORDS: [(Word, &str); 23] = [
    (Word::Modality, "力争 力爭 确保 確保 争取 爭取 努力 力求 务求 奋力 全力 预计 原则上"),
    (Word::Gain, "新增 净增 新获 新上 新设 新改建 新改扩建 新开工 增设 新引育"),
    (Word::Make, "建成 打造 引进 创成 获评 获得 建設 招引 引育 创建 創建 落地"),
    (
        Word::Act,
        "扶持 培植 招募 创办 兴建 建造 培育 建设 推荐 发布 遴选 认定 争创 完成 实施 组织 开展 举办 培训 培养 制定 制订 修订 主导 \
         参与 入选 招聘 选派 选聘 推广 改造 改建 扩建 改扩建 修建 修复 治理 整治 设立 布局 签约 开工 \
         投产 孵化 转化 形成 服务 帮扶 救助 发放 安排 投入 投放 配备 配置 购置 种植 造林 栽植 绿化 \
         发展 储备 征集 招收 吸纳 安置 转移 淘汰 关停 拆除 盘活 处置 评选 选树 评定 选育 申报 开发 \
         收储 供应 筹集 提供 出台 组建 命名 惠及 推动 引导 帮助 支持 促进 推进 启动 开设 开通 \
         动员 受理 办理 检查 抽检 监测 走访 辅导 消除 清理 复垦 垦造 流转 招录 定向培养 轮训",
    ),
    (Word::List, "梳理"),
    (Word::Establish, "建立"),
    (Word::Total, "累计 累計"),
    (Word::Hold, "拥有 擁有 实现 實現 建有 设有 保有 覆盖 集聚 聚集 容纳 保留 有"),
    (
        Word::Reach,
        "达到 達到 达 達 突破 超过 超過 超 高于 提高到 提高至 提升到 提升至 增加到 增加至 增长到 \
         增长至 增至 升至 上升到 上升至 扩大到 扩大至 发展到 延长到 延长至 拓展到 拓展至 累计达到 \
         累计达 总数达到 总量达到 达到并保持在 不断提高到",
    ),
    (
        Word::Fall,
        "下降到 下降至 降低到 降低至 降到 降至 降为 减少到 减少至 减至 压减到 压减至 压缩到 压缩至 \
         缩短到 缩短至 缩减到 缩减至 削减到 削减至 控制到 控制在 限制在 限定在 低于 少于 小于 压降到 \
         压降至 压缩为",
    ),
    (Word::Steady, "稳定在 保持在 维持在 穩定在 保持 稳定 为 在"),
    (Word::Rise, "增长 增加 提高 提升 上升 增幅 增速 递增 扩大 延长 增产 增收"),
    (Word::Drop, "下降 降低 减少 压减 压缩 缩短 缩减 削减 压降 节约 减排 降幅"),
    (Word::AtLeast, "不少于 不少於 不低于 不低於 不小于 至少 最少 不得少于 不得低于 力保"),
    (Word::AtMost, "不超过 不超過 不高于 不多于 不大于 不得超过 不得高于 不突破 至多"),
    (Word::About, "约 約 大约 共 各 再 共计 总计 合计 左右"),
    (Word::EachYear, "每年度 每年 年均 逐年 每个年度 每学年"),
    (Word::EachSpan, "每季度 每季 每半年 每月 每周 每两年 每三年 每学期 每旬"),
    (
        Word::EachGroup,
        "每个 每家 每所 每条 每支 每镇 每乡 每村 每县 每市 每区 每校 每户 每名 每处 各镇 各乡镇 各县 \
         各校",
    ),
    (Word::Fact, "截至 截止 目前 现有 现已 已有 已建成 已经 已达 已累计 已完成 去年 上年 近年来 以来 原有"),
    (Word::Reward, "给予 給予 奖励 獎勵 奖补 补助 补贴 资助 罚款 贴息 最高不超过 最高可 扣分 加分 扣减"),
    (Word::First, "零突破 零的突破 “零”突破 “零”的突破 “零突破” “零的突破” \"零\"突破"),
    (Word::Batch, "一批 一系列 若干"),
];

/// 并, 同时, 一是: open a part without belonging to it.
const JOINS: [&str; 17] = [
    "以及", "并且", "并", "且", "和", "及", "与", "同时", "使", "一是", "二是", "三是", "四是", "五是",
    "六是", "七是", "八是",
];

/// The words by their first character, the longest first.
pub(super) struct Lexicon {
    words: HashMap<char, Vec<(&'static str, Word)>>,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        let mut words: HashMap<char, Vec<(&'static str, Word)>> = HashMap::new();
        let listed = WORDS.iter().flat_map(|(word, list)| list.split_whitespace().map(|text| (text, *word)));
        for (text, word) in listed.chain(JOINS.map(|text| (text, Word::And))) {
            if let Some(first) = text.chars().next() {
                words.entry(first).or_default().push((text, word));
            }
        }
        for list in words.values_mut() {
            list.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        }
        Self { words }
    }

    /// The longest word that starts `text`, and its length in bytes. 新 makes a
    /// gain of any verb behind it: 新认定, 新培育.
    pub(super) fn at_start(&self, text: &str) -> Option<(Word, usize)> {
        let first = text.chars().next()?;
        if let Some((word, len)) = self.listed(first, text) {
            let named = if word == Word::EachGroup { group(&text[len..]) } else { 0 };
            return Some((word, len + named));
        }
        match first {
            '新' => self.gain(&text[first.len_utf8()..]),
            '每' => scale(&text[first.len_utf8()..]),
            _ => None,
        }
    }

    /// 新 and a verb.
    fn gain(&self, rest: &str) -> Option<(Word, usize)> {
        let listed = rest.chars().next().and_then(|first| self.listed(first, rest));
        let verb = listed.filter(|(word, _)| matches!(word, Word::Act | Word::Make | Word::Establish));
        let known = verb.map(|(_, len)| (Word::Gain, '新'.len_utf8() + len));
        known.or_else(|| short_gain(rest))
    }

    fn listed(&self, first: char, text: &str) -> Option<(Word, usize)> {
        let list = self.words.get(&first)?;
        let (found, word) = list.iter().find(|(word, _)| text.starts_with(word))?;
        let is_noun = NOUN_ENDS.iter().any(|end| text[found.len()..].starts_with(end));
        let may_be_noun = matches!(word, Word::Act | Word::Make | Word::Hold | Word::Rise | Word::Drop);
        (!(is_noun && may_be_noun)).then_some((*word, found.len()))
    }
}

/// What turns the verb before it into a noun: 服务业, 覆盖率, 建成区, 投入强度, 孵化器.
const NOUN_ENDS: [&str; 25] = [
    "业", "率", "面积", "用地", "强度", "器", "区", "化", "费", "性", "水平", "能力", "人员", "机构", "库",
    "值", "量", "面", "设施", "体系", "标准", "点", "站", "中心", "效",
];

/// What a group is called: the shortest start of `rest`, in bytes, that ends so and
/// goes on no further. 0 where none does: then the next verb ends it.
fn group(rest: &str) -> usize {
    const NOUNS: [&str; 25] = [
        "产业",
        "产业链",
        "企业",
        "村",
        "镇",
        "乡",
        "乡镇",
        "街道",
        "县",
        "市",
        "区",
        "社区",
        "园区",
        "学校",
        "共同体",
        "医共体",
        "教共体",
        "网格",
        "家庭",
        "单位",
        "基地",
        "平台",
        "项目",
        "行业",
        "领域",
    ];
    const LONGEST: usize = 8;
    let ends = rest.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8());
    let is_named = |end: usize| NOUNS.iter().any(|noun| rest[..end].ends_with(noun));
    let mut named = 0;
    for end in ends {
        match (named, is_named(end)) {
            (_, true) => named = end,
            (0, false) => {}
            (_, false) => break,
        }
    }
    named
}

/// 每千人口, 每百户居民: what a number is per. `rest` follows 每.
fn scale(rest: &str) -> Option<(Word, usize)> {
    const HEADS: [&str; 16] = [
        "常住人口",
        "户籍人口",
        "就业人员",
        "老年人口",
        "名老年人",
        "名老人",
        "名儿童",
        "名学生",
        "名职工",
        "人口",
        "劳动力",
        "人",
        "户居民",
        "户",
        "辆",
        "平方公里",
    ];
    let head = rest.trim_start_matches(['十', '百', '千', '万', '亿']);
    let word = HEADS.iter().find(|word| head.starts_with(**word) && head.len() < rest.len())?;
    Some((Word::EachScale, '每'.len_utf8() + rest.len() - head.len() + word.len()))
}

/// 新建, 新开: not 新建筑, 新开发区.
fn short_gain(rest: &str) -> Option<(Word, usize)> {
    let verb = rest.chars().next()?;
    let after = rest.chars().nth(1);
    let is_verb = matches!((verb, after), ('建', next) if next != Some('筑'))
        || matches!((verb, after), ('开' | '招' | '种' | '植', next) if next != Some('发'));
    is_verb.then(|| (Word::Gain, '新'.len_utf8() + verb.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_read() {
        let lexicon = Lexicon::new();
        for (text, word, len) in [
            ("达到4家", Word::Reach, "达到"),
            ("达2400件", Word::Reach, "达"),
            ("不低于60%", Word::AtLeast, "不低于"),
            ("下降到10%", Word::Fall, "下降到"),
            ("下降10%", Word::Drop, "下降"),
            ("新认定不少于", Word::Gain, "新认定"),
            ("新建市级以上", Word::Gain, "新建"),
            ("已建成5家", Word::Fact, "已建成"),
            ("每千人口医疗", Word::EachScale, "每千人口"),
            ("每万名学生", Word::EachScale, "每万名学生"),
            ("每个产业链梳理", Word::EachGroup, "每个产业链"),
            ("每个行政村集体收入", Word::EachGroup, "每个行政村"),
            ("每个乡镇至少", Word::EachGroup, "每个乡镇"),
            ("每镇建成", Word::EachGroup, "每镇"),
        ] {
            assert_eq!(lexicon.at_start(text), Some((word, len.len())), "{text}");
        }
        for text in ["每人", "服务业增加值", "覆盖率", "建成区", "新型企业", "新建筑", "新能源", "企业", ""]
        {
            assert_eq!(lexicon.at_start(text), None, "{text}");
        }
    }

    #[test]
    fn no_word_has_two_meanings() {
        let mut known = std::collections::BTreeMap::new();
        for (word, list) in WORDS {
            for text in list.split_whitespace() {
                let before = known.insert(text, word);
                assert!(before.is_none_or(|before| before == word), "{text}");
            }
        }
    }
}
