//! The header of an article as it is written: the keys that all kinds share, declared once.

use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::text::yaml::Words;

/// A picture in a header.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPicture {
    #[serde(rename = "文件", alias = "file")]
    pub(super) file: Spanned<String>,
    #[serde(rename = "替代文字", alias = "alt", default)]
    pub(super) alt: Option<Spanned<String>>,
    #[serde(rename = "图注", alias = "caption", default)]
    pub(super) caption: Option<String>,
    #[serde(rename = "作者", alias = "author", default)]
    pub(super) author: Option<String>,
}

/// 撤回.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWithdrawal {
    #[serde(rename = "日期", alias = "date")]
    pub(super) date: Spanned<String>,
    #[serde(rename = "原因", alias = "reason")]
    pub(super) reason: String,
}

/// What all articles have in their headers, as written.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) title: Spanned<String>,
    pub(super) summary: Option<Spanned<String>>,
    pub(super) source: Option<Spanned<String>>,
    pub(super) author: Option<String>,
    pub(super) published: Spanned<String>,
    pub(super) expires: Option<Spanned<String>>,
    pub(super) keywords: Words,
    pub(super) contributor: Option<String>,
    pub(super) first_review: Option<String>,
    pub(super) second_review: Option<String>,
    pub(super) final_review: Option<String>,
    pub(super) is_sample: bool,
    pub(super) is_draft: bool,
    pub(super) withdrawal: Option<RawWithdrawal>,
    pub(super) aliases: Words,
    pub(super) policy: Option<Spanned<String>>,
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
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            #[serde(rename = "标题", alias = "title")]
            title: serde_saphyr::Spanned<String>,
            #[serde(rename = "摘要", alias = "summary", default)]
            summary: Option<serde_saphyr::Spanned<String>>,
            #[serde(rename = "来源", alias = "source", default)]
            source: Option<serde_saphyr::Spanned<String>>,
            #[serde(rename = "作者", alias = "author", default)]
            author: Option<String>,
            #[serde(rename = "发布时间", alias = "published")]
            published: serde_saphyr::Spanned<String>,
            #[serde(rename = "到期", alias = "expires", default)]
            expires: Option<serde_saphyr::Spanned<String>>,
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
            #[serde(rename = "示例", alias = "sample", default)]
            is_sample: bool,
            #[serde(rename = "草稿", alias = "draft", default)]
            is_draft: bool,
            #[serde(rename = "撤回", alias = "withdrawn", default)]
            withdrawal: Option<$crate::column::header::RawWithdrawal>,
            #[serde(rename = "旧地址", alias = "aliases", default)]
            aliases: $crate::text::yaml::Words,
            #[serde(rename = "政策", alias = "policy", default)]
            policy: Option<serde_saphyr::Spanned<String>>,
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
