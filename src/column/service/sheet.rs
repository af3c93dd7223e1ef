//! The sheet of a list as it is written.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::Kind;
use super::head::RawHead;
use crate::text::yaml::{Placed, Words};

/// `content/services/<slug>.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    #[serde(rename = "名称", alias = "name")]
    pub(super) name: Placed,
    #[serde(rename = "类别", alias = "kind")]
    pub(super) kind: Kind,
    #[serde(rename = "说明", alias = "note", default)]
    pub(super) note: Option<String>,
    #[serde(rename = "政策", alias = "policy", default)]
    pub(super) policy: Option<Placed>,
    #[serde(rename = "条款", alias = "clauses", default)]
    pub(super) clauses: Words,
    #[serde(rename = "指标", alias = "targets", default)]
    pub(super) targets: Words,
    #[serde(rename = "责任单位", alias = "unit", alias = "units", default)]
    pub(super) units: Words,
    #[serde(rename = "对象", alias = "audience", default)]
    pub(super) audience: Option<String>,
    #[serde(rename = "开始", alias = "opens", default)]
    pub(super) opens: Option<Placed>,
    #[serde(rename = "截止", alias = "closes", default)]
    pub(super) closes: Option<Placed>,
    #[serde(rename = "电话", alias = "phone", default)]
    pub(super) phone: Option<Placed>,
    #[serde(rename = "网址", alias = "link", default)]
    pub(super) link: Option<Placed>,
    #[serde(rename = "来源", alias = "source")]
    pub(super) source: String,
    #[serde(rename = "更新时间", alias = "updated")]
    pub(super) updated: Placed,
    #[serde(rename = "每年不少于", alias = "yearly_minimum", default)]
    pub(super) yearly_minimum: Option<usize>,
    #[serde(rename = "列", alias = "columns", default)]
    pub(super) heads: Option<Vec<RawHead>>,
    #[serde(rename = "条目", alias = "entries", default)]
    pub(super) entries: Option<Vec<Entry>>,
    #[serde(rename = "数据", alias = "data", default)]
    pub(super) data: Option<Placed>,
    #[serde(rename = "工作表", alias = "sheet", default)]
    pub(super) worksheet: Option<Placed>,
    #[serde(rename = "示例", alias = "sample", deserialize_with = "crate::text::yaml::yes_or_no", default)]
    pub(super) is_sample: bool,
    #[serde(rename = "旧地址", alias = "aliases", default)]
    pub(super) aliases: Words,
}

/// One entry of 条目: column and value, in the order written; `None` is a value left blank.
#[derive(Debug)]
pub(super) struct Entry(pub(super) Vec<(Placed, Option<Placed>)>);

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntryVisitor)
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("一个条目（列名: 内容）")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entry, A::Error> {
        let mut cells = Vec::new();
        while let Some(name) = map.next_key::<Placed>()? {
            let value = map.next_value::<Option<Placed>>()?;
            cells.push((name, value));
        }
        Ok(Entry(cells))
    }
}
