//! The header of an article as it is written: the keys that all kinds share, declared once.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::text::yaml::{Placed, Words};

/// A picture in a header.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "“文件”和“替代文字”等项，如 {文件: a.jpg, 替代文字: 图里有什么}")]
pub(super) struct RawPicture {
    #[serde(rename = "文件", alias = "file")]
    pub(super) file: Placed,
    #[serde(rename = "替代文字", alias = "alt", default)]
    pub(super) alt: Option<Placed>,
    #[serde(rename = "图注", alias = "caption", default)]
    pub(super) caption: Option<String>,
    #[serde(rename = "作者", alias = "author", default)]
    pub(super) author: Option<String>,
}

/// 撤回.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWithdrawal {
    #[serde(rename = "日期", alias = "date")]
    pub(super) date: Placed,
    #[serde(rename = "原因", alias = "reason")]
    pub(super) reason: String,
}

/// Reads 撤回; a day alone is told with what it lacks.
pub(super) fn withdrawal<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<RawWithdrawal>, D::Error> {
    if deserializer.is_human_readable() {
        return deserializer.deserialize_any(WithdrawalVisitor);
    }
    Option::deserialize(deserializer)
}

struct WithdrawalVisitor;

impl<'de> Visitor<'de> for WithdrawalVisitor {
    type Value = Option<RawWithdrawal>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("“日期”和“原因”两项，如 {日期: 2026-05-01, 原因: 数据有误}")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        RawWithdrawal::deserialize(MapAccessDeserializer::new(map)).map(Some)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// What all articles have in their headers, as written.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) title: Option<Placed>,
    pub(super) summary: Option<Placed>,
    pub(super) source: Option<Placed>,
    pub(super) author: Option<String>,
    pub(super) published: Option<Placed>,
    pub(super) expires: Option<Placed>,
    pub(super) keywords: Words,
    pub(super) contributor: Option<String>,
    pub(super) first_review: Option<String>,
    pub(super) second_review: Option<String>,
    pub(super) final_review: Option<String>,
    pub(super) is_sample: bool,
    pub(super) is_draft: bool,
    pub(super) withdrawal: Option<RawWithdrawal>,
    pub(super) aliases: Words,
    pub(super) policy: Option<Placed>,
    pub(super) clauses: Words,
    pub(super) targets: Words,
    pub(super) units: Words,
    pub(super) pictures: Option<Vec<RawPicture>>,
}

/// Declares a header: its own keys beside the shared ones, and `split`, which parts them.
///
/// `serde(flatten)` would do the same but loses the places of values and the
/// refusal of unknown keys.
macro_rules! header {
    ($(#[$doc:meta])* struct $name:ident and $own:ident { $($(#[$meta:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            #[serde(rename = "标题", alias = "title", default)]
            title: Option<$crate::text::yaml::Placed>,
            #[serde(rename = "摘要", alias = "summary", default)]
            summary: Option<$crate::text::yaml::Placed>,
            #[serde(rename = "来源", alias = "source", default)]
            source: Option<$crate::text::yaml::Placed>,
            #[serde(rename = "作者", alias = "author", default)]
            author: Option<String>,
            #[serde(rename = "发布时间", alias = "published", default)]
            published: Option<$crate::text::yaml::Placed>,
            #[serde(rename = "到期", alias = "expires", default)]
            expires: Option<$crate::text::yaml::Placed>,
            #[serde(rename = "关键词", alias = "keywords", default)]
            keywords: $crate::text::yaml::Words,
            #[serde(rename = "供稿", alias = "contributor", default)]
            contributor: Option<String>,
            #[serde(rename = "初审", alias = "first_review", default)]
            first_review: Option<String>,
            #[serde(rename = "复审", alias = "second_review", default)]
            second_review: Option<String>,
            #[serde(rename = "终审", alias = "final_review", default)]
            final_review: Option<String>,
            #[serde(rename = "示例", alias = "sample", deserialize_with = "crate::text::yaml::yes_or_no", default)]
            is_sample: bool,
            #[serde(rename = "草稿", alias = "draft", deserialize_with = "crate::text::yaml::yes_or_no", default)]
            is_draft: bool,
            #[serde(rename = "撤回", alias = "withdrawn", deserialize_with = "super::header::withdrawal", default)]
            withdrawal: Option<$crate::column::header::RawWithdrawal>,
            #[serde(rename = "旧地址", alias = "aliases", default)]
            aliases: $crate::text::yaml::Words,
            #[serde(rename = "政策", alias = "policy", default)]
            policy: Option<$crate::text::yaml::Placed>,
            #[serde(rename = "条款", alias = "clauses", default)]
            clauses: $crate::text::yaml::Words,
            #[serde(rename = "指标", alias = "targets", default)]
            targets: $crate::text::yaml::Words,
            #[serde(rename = "责任单位", alias = "units", default)]
            units: $crate::text::yaml::Words,
            #[serde(rename = "配图", alias = "pictures", default)]
            pictures: Option<Vec<$crate::column::header::RawPicture>>,
            $($(#[$meta])* $field: $kind,)*
        }

        /// The keys of this kind alone.
        #[derive(Debug)]
        struct $own { $($field: $kind,)* }

        impl $name {
            fn split(self) -> ($crate::column::header::Shared, $own) {
                let Self {
                    title, summary, source, author, published, expires, keywords, contributor, first_review,
                    second_review, final_review, is_sample, is_draft, withdrawal, aliases, policy, clauses,
                    targets, units, pictures, $($field,)*
                } = self;
                let shared = $crate::column::header::Shared {
                    title, summary, source, author, published, expires, keywords, contributor, first_review,
                    second_review, final_review, is_sample, is_draft, withdrawal, aliases, policy, clauses,
                    targets, units, pictures,
                };
                (shared, $own { $($field,)* })
            }
        }
    };
}

pub(super) use header;
