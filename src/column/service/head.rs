//! The columns of a list: what an office declares, else what its kind usually has.

use serde::Deserialize;

use super::Kind;
use crate::problem::{Problems, Severity};
use crate::source::SourceFile;
use crate::text::fold;
use crate::text::yaml::{self, Placed};

/// More columns than a reader can follow are a slip.
const MOST: usize = 30;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum CellKind {
    /// 文字.
    #[default]
    #[serde(rename = "文字", alias = "text")]
    Text,
    /// 数字.
    #[serde(rename = "数字", alias = "number")]
    Number,
    /// 日期.
    #[serde(rename = "日期", alias = "date")]
    Date,
    /// 选项: a few words that readers narrow the list by.
    #[serde(rename = "选项", alias = "choice")]
    Choice,
    /// 网址.
    #[serde(rename = "网址", alias = "address")]
    Address,
    /// 电话: of an office, never a person's mobile.
    #[serde(rename = "电话", alias = "phone")]
    Phone,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// As shown.
    pub name: String,
    /// What its cells hold.
    pub kind: CellKind,
    /// 万元, where all its numbers have one.
    pub unit: Option<String>,
    /// Whether readers can narrow the list by it.
    pub is_filter: bool,
}

impl Head {
    /// With its unit: `拟投入（万元）`.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.unit {
            Some(unit) => format!("{}（{unit}）", self.name),
            None => self.name.clone(),
        }
    }
}

/// A column in 列.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHead {
    #[serde(rename = "名称", alias = "name")]
    name: Placed,
    #[serde(rename = "类型", alias = "kind", default)]
    kind: CellKind,
    #[serde(rename = "单位", alias = "unit", default)]
    unit: Option<Placed>,
    #[serde(rename = "筛选", alias = "filter", default)]
    is_filter: Option<bool>,
}

/// Reads 列; one that has no name or an earlier one's is told and left out.
pub(super) fn read(file: &SourceFile, raw: Vec<RawHead>, problems: &mut Problems) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for raw in raw {
        let span = raw.name.span.clone();
        let name = raw.name.value.trim();
        if name.is_empty() {
            problems.add(file.problem(span, "列没有名称").hint("写上表头里的名称"));
        } else if find(&heads, name).is_some() {
            problems.add(file.problem(span, format!("列“{name}”写了两次")).hint("只保留一处"));
        } else if heads.len() == MOST {
            problems.add(file.problem(span, format!("列超过 {MOST} 个")).hint("只留企业要看的列"));
            break;
        } else {
            let name = name.to_owned();
            let unit = raw.unit.and_then(|unit| read_unit(file, &name, raw.kind, &unit, problems));
            let is_filter = raw.is_filter.unwrap_or(raw.kind == CellKind::Choice);
            heads.push(Head { name, kind: raw.kind, unit, is_filter });
        }
    }
    heads
}

fn read_unit(
    file: &SourceFile,
    name: &str,
    kind: CellKind,
    unit: &Placed,
    problems: &mut Problems,
) -> Option<String> {
    if kind != CellKind::Number {
        let problem = file.problem(unit.span.clone(), format!("列“{name}”不是数字，单位没有用上"));
        problems.add(problem.severity(Severity::Warning).hint("写“类型: 数字”，或删去单位"));
        return None;
    }
    Some(unit.value.trim().to_owned()).filter(|unit| !unit.is_empty())
}

/// The columns that a list of this kind usually has; the first names the entry.
pub(super) fn standard(kind: Kind) -> Vec<Head> {
    use CellKind::{Address, Choice, Date, Number, Phone, Text};
    let columns: &[(&str, CellKind, &str)] = match kind {
        Kind::Demands => &[
            ("需求名称", Text, ""),
            ("需求单位", Text, ""),
            ("所属产业", Choice, ""),
            ("需求内容", Text, ""),
            ("拟投入", Number, "万元"),
            ("截止日期", Date, ""),
            ("状态", Choice, ""),
            ("联系电话", Phone, ""),
        ],
        Kind::Finance => &[
            ("产品名称", Text, ""),
            ("金融机构", Choice, ""),
            ("产品类型", Choice, ""),
            ("最高额度", Number, "万元"),
            ("年利率", Text, ""),
            ("期限", Text, ""),
            ("担保方式", Choice, ""),
            ("适用对象", Text, ""),
            ("联系电话", Phone, ""),
            ("办理网址", Address, ""),
        ],
        Kind::Talent => &[
            ("岗位名称", Text, ""),
            ("用人单位", Text, ""),
            ("所属产业", Choice, ""),
            ("需求人数", Number, "人"),
            ("学历要求", Choice, ""),
            ("专业要求", Text, ""),
            ("紧缺程度", Choice, ""),
            ("年薪", Text, ""),
            ("截止日期", Date, ""),
            ("联系电话", Phone, ""),
        ],
        Kind::Pool => &[
            ("企业名称", Text, ""),
            ("培育梯度", Choice, ""),
            ("所属产业", Choice, ""),
            ("镇街", Choice, ""),
            ("入库年度", Choice, ""),
            ("主导产品", Text, ""),
        ],
        Kind::Platform => &[
            ("服务名称", Text, ""),
            ("服务类别", Choice, ""),
            ("服务内容", Text, ""),
            ("服务机构", Text, ""),
            ("收费", Choice, ""),
            ("服务电话", Phone, ""),
            ("网址", Address, ""),
        ],
        Kind::Exhibitions => &[
            ("展会名称", Text, ""),
            ("所属产业", Choice, ""),
            ("举办地点", Text, ""),
            ("开始日期", Date, ""),
            ("结束日期", Date, ""),
            ("报名截止", Date, ""),
            ("支持内容", Text, ""),
            ("联系电话", Phone, ""),
            ("网址", Address, ""),
        ],
        Kind::Other => &[
            ("事项名称", Text, ""),
            ("类别", Choice, ""),
            ("内容", Text, ""),
            ("截止日期", Date, ""),
            ("联系电话", Phone, ""),
            ("网址", Address, ""),
        ],
    };
    let head = |&(name, kind, unit): &(&str, CellKind, &str)| Head {
        name: name.to_owned(),
        kind,
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
        is_filter: kind == Choice,
    };
    columns.iter().map(head).collect()
}

/// The column that a head of a table means, by name with or without its unit;
/// widths, cases and blanks do not matter.
pub(super) fn find(heads: &[Head], text: &str) -> Option<usize> {
    let wanted = key(text);
    heads.iter().position(|head| key(&head.name) == wanted || key(&head.label()) == wanted)
}

/// What to do about a head that no column has.
pub(super) fn offer(heads: &[Head], text: &str, is_standard: bool) -> String {
    let known: Vec<&str> = heads.iter().map(|head| head.name.as_str()).collect();
    let list = known.join("、");
    match yaml::nearest(text, &known) {
        Some(near) => format!("是不是“{near}”？可用的列：{list}"),
        None if is_standard => format!("常用的列有：{list}；要用别的列，在“列”里逐个写明"),
        None => format!("删去这一列，或在“列”里写明；现有：{list}"),
    }
}

/// One spelling for widths, cases and blanks.
pub(super) fn key(text: &str) -> String {
    let plain = text.chars().filter(|c| !fold::is_blank(*c)).map(fold::half_width);
    plain.flat_map(char::to_lowercase).collect()
}
