//! What stands around a number and is no word that governs it.

/// Whether a number's part is over: nothing follows, or another member of the list.
pub(super) fn ends_here(tail: &str) -> bool {
    let tail = tail.trim_start();
    tail.is_empty() || tail.starts_with(['和', '及', '并', '且', '与', '”']) || tail.starts_with("以及")
}

/// 全县95%以上的行政村.
pub(super) fn names_all(front: &str) -> bool {
    ["全县", "全市", "全省", "全区", "全镇", "全乡", "全州"].contains(&front)
}

/// 达到1000亿元规模, 达到60%的水平.
pub(super) fn names_a_level(tail: &str) -> bool {
    let tail = tail.trim_start_matches(['的', ' ']);
    let words = ["规模", "水平", "目标", "大关", "关口", "台阶", "标准", "任务", "要求"];
    words.iter().any(|word| tail.starts_with(word)) && tail.chars().count() <= 6
}

/// 三个方面, 两项制度: how a text is built, not what is promised.
pub(super) fn names_a_phrase(tail: &str) -> bool {
    let words = [
        "方面",
        "维度",
        "层面",
        "环节",
        "阶段",
        "机制",
        "体系",
        "制度",
        "关系",
        "统一",
        "结合",
        "转变",
        "关键",
        "原则",
        "任务",
        "清单",
        "改革",
        "重点",
        "方向",
        "层次",
        "步骤",
        "专项行动",
        "行动",
        "工程",
        "计划",
        "意识",
        "理念",
    ];
    words.iter().any(|word| tail.contains(word))
}

/// 安排5000万元专项资金: money that is meant itself, not the size of an enterprise.
pub(super) fn names_money(tail: &str) -> bool {
    let words = [
        "资金", "基金", "投资", "贷款", "融资", "产值", "收入", "销售", "经费", "债", "税", "授信", "额",
        "信贷",
    ];
    words.iter().any(|word| tail.contains(word))
}
