//! `targets.yaml` as it is written: the keys and words that staff use, not yet understood.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_saphyr::Spanned;

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    #[serde(rename = "起算", alias = "start")]
    pub(super) start: Spanned<String>,
    #[serde(rename = "期限", alias = "by")]
    pub(super) deadline: Spanned<String>,
    #[serde(rename = "指标", alias = "targets", default)]
    pub(super) targets: Vec<RawTarget>,
    #[serde(rename = "里程碑", alias = "milestones", default)]
    pub(super) milestones: Vec<RawMilestone>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum KindWord {
    #[serde(rename = "达到", alias = "stock")]
    Stock,
    #[serde(rename = "每年新增", alias = "flow")]
    Flow,
    #[serde(rename = "累计新增", alias = "cumulative")]
    Cumulative,
    #[serde(rename = "比例", alias = "ratio")]
    Ratio,
    #[serde(rename = "零突破", alias = "breakthrough")]
    Breakthrough,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum OpWord {
    #[serde(rename = "不少于", alias = ">=")]
    AtLeast,
    #[serde(rename = "不超过", alias = "<=")]
    AtMost,
    #[serde(rename = "等于", alias = "=")]
    Equal,
    #[serde(rename = "区间", alias = "between")]
    Between,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum StateWord {
    #[serde(rename = "已完成", alias = "done")]
    Done,
    #[serde(rename = "推进中", alias = "running")]
    Running,
    #[serde(rename = "未启动", alias = "not_started")]
    NotStarted,
    #[serde(rename = "未公布", alias = "unpublished")]
    Unpublished,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTarget {
    #[serde(rename = "标识", alias = "id")]
    pub(super) id: Spanned<String>,
    #[serde(rename = "名称", alias = "name")]
    pub(super) name: String,
    #[serde(rename = "简称", alias = "short", default)]
    pub(super) short: Option<String>,
    #[serde(rename = "类型", alias = "kind")]
    pub(super) kind: KindWord,
    #[serde(rename = "比较", alias = "op", default)]
    pub(super) op: Option<OpWord>,
    #[serde(rename = "目标值", alias = "value")]
    pub(super) value: Spanned<String>,
    #[serde(rename = "单位", alias = "unit")]
    pub(super) unit: String,
    #[serde(
        rename = "可有小数",
        alias = "fractional",
        deserialize_with = "crate::text::yaml::yes_or_no",
        default
    )]
    pub(super) is_fractional: bool,
    #[serde(rename = "语气", alias = "modality", default)]
    pub(super) modality: Option<String>,
    #[serde(rename = "条款", alias = "clause")]
    pub(super) clause: Spanned<String>,
    #[serde(rename = "引文", alias = "quote")]
    pub(super) quote: Spanned<String>,
    #[serde(rename = "起算", alias = "start", default)]
    pub(super) start: Option<Spanned<String>>,
    #[serde(rename = "期限", alias = "by", default)]
    pub(super) deadline: Option<Spanned<String>>,
    #[serde(rename = "范围", alias = "per", default)]
    pub(super) per: Option<String>,
    #[serde(rename = "分组", alias = "groups", default)]
    pub(super) groups: Vec<String>,
    #[serde(rename = "分组数", alias = "group_count", default)]
    pub(super) group_count: Option<usize>,
    #[serde(rename = "基期", alias = "baseline", default)]
    pub(super) baseline: Option<RawBaseline>,
    #[serde(rename = "节点", alias = "path", default)]
    pub(super) path: BTreeMap<i16, Spanned<String>>,
    #[serde(rename = "责任单位", alias = "units", default)]
    pub(super) units: Vec<String>,
    #[serde(rename = "年度新增指标", alias = "flow", default)]
    pub(super) flow: Option<Spanned<String>>,
    #[serde(rename = "包含于", alias = "within", default)]
    pub(super) within: Vec<Spanned<String>>,
    #[serde(rename = "定义", alias = "definition", default)]
    pub(super) definition: Option<String>,
    #[serde(rename = "数据质量", alias = "quality", default)]
    pub(super) quality: RawQuality,
    #[serde(rename = "报送", alias = "release", default)]
    pub(super) release: Option<RawRelease>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBaseline {
    #[serde(rename = "数值", alias = "value")]
    pub(super) value: Spanned<String>,
    #[serde(rename = "日期", alias = "at")]
    pub(super) at: Spanned<String>,
    #[serde(rename = "来源", alias = "source")]
    pub(super) source: Spanned<String>,
    #[serde(rename = "示例", alias = "sample", deserialize_with = "crate::text::yaml::yes_or_no", default)]
    pub(super) is_sample: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawQuality {
    #[serde(rename = "如何核实", alias = "verified", default)]
    pub(super) verified: Option<String>,
    #[serde(rename = "数据来源", alias = "source", default)]
    pub(super) source: Option<String>,
    #[serde(rename = "所需精度", alias = "accuracy", default)]
    pub(super) accuracy: Option<String>,
    #[serde(rename = "局限", alias = "limits", default)]
    pub(super) limits: Option<String>,
    #[serde(rename = "弥补办法", alias = "compensation", default)]
    pub(super) compensation: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRelease {
    #[serde(rename = "截止", alias = "due", default)]
    pub(super) due: Option<Spanned<String>>,
    #[serde(rename = "联系", alias = "contact", default)]
    pub(super) contact: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMilestone {
    #[serde(rename = "标识", alias = "id")]
    pub(super) id: Spanned<String>,
    #[serde(rename = "名称", alias = "name")]
    pub(super) name: String,
    #[serde(rename = "条款", alias = "clause")]
    pub(super) clause: Spanned<String>,
    #[serde(rename = "引文", alias = "quote")]
    pub(super) quote: Spanned<String>,
    #[serde(rename = "状态", alias = "state", default)]
    pub(super) state: Option<StateWord>,
    #[serde(rename = "佐证", alias = "evidence", default)]
    pub(super) evidence: Option<RawEvidence>,
    #[serde(rename = "示例", alias = "sample", deserialize_with = "crate::text::yaml::yes_or_no", default)]
    pub(super) is_sample: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEvidence {
    #[serde(rename = "标题", alias = "title")]
    pub(super) title: String,
    #[serde(rename = "网址", alias = "url")]
    pub(super) url: String,
}
