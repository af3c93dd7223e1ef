//! Entries of lists, and the words that mark them.

use super::PictureView;
use crate::page::view::{Link, UnitLink};
use serde::Serialize;

/// A word beside an entry: what state it is in.
#[derive(Debug, Clone, Serialize)]
pub struct MarkView {
    /// For styles: `open`, `ahead`, `closed`, `expired`, `withdrawn`, `unknown`.
    pub slug: &'static str,
    /// 受理中，还有 12 天; 已截止; 已到期.
    pub text: String,
}

/// Said above a text that no longer holds.
#[derive(Debug, Clone, Serialize)]
pub struct StateView {
    /// `expired` or `withdrawn`.
    pub slug: &'static str,
    /// 本文已于2026年5月1日撤回。
    pub text: String,
    /// Why.
    pub reason: Option<String>,
}

/// A case in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CaseCard {
    /// 标题.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 摘要.
    pub summary: String,
    /// 发布时间.
    pub published: String,
    /// Its first picture, small.
    pub picture: Option<PictureView>,
    /// The firm it tells of.
    pub enterprise: Option<Link>,
    /// Tier, industry, town: names only.
    pub terms: Vec<String>,
    /// Said where it has lapsed.
    pub mark: Option<MarkView>,
    /// Made up.
    pub is_sample: bool,
}

/// A firm in a list.
#[derive(Debug, Clone, Serialize)]
pub struct EnterpriseCard {
    /// Registered name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The narrowest tier it holds, and since when: 国家级专精特新“小巨人”企业（2023年）.
    pub tier: Option<String>,
    /// 产业.
    pub industry: Option<String>,
    /// 镇街.
    pub town: Option<String>,
    /// 主导产品.
    pub products: Vec<String>,
    /// Made up.
    pub is_sample: bool,
}

/// A notice in a list.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeCard {
    /// 标题.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 申报通知.
    pub kind: &'static str,
    /// 发布时间.
    pub published: String,
    /// Where its window stands.
    pub mark: Option<MarkView>,
    /// 2026年11月1日至12月20日; `None` where nobody said.
    pub window: Option<String>,
    /// Whom to ask.
    pub unit: Option<UnitLink>,
    /// Whom to call; `None` is 待补.
    pub phone: Option<String>,
    /// Made up.
    pub is_sample: bool,
}

/// A list of services in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceCard {
    /// 名称.
    pub name: String,
    /// Its page.
    pub href: String,
    /// 技术需求.
    pub kind: &'static str,
    /// How many entries it has.
    pub count: usize,
    /// 更新时间.
    pub updated: String,
    /// Where its window stands.
    pub mark: Option<MarkView>,
    /// 对象.
    pub audience: Option<String>,
    /// Whom to ask.
    pub unit: Option<UnitLink>,
    /// Made up.
    pub is_sample: bool,
}

/// A reading in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingCard {
    /// 标题.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 问答解读.
    pub form: &'static str,
    /// 发布时间.
    pub published: String,
    /// 摘要.
    pub summary: String,
    /// Made up.
    pub is_sample: bool,
}
