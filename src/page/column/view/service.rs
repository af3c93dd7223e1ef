//! What the templates of lists of services get.

use serde::Serialize;

use super::{MarkView, ServiceCard};
use crate::page::view::{Link, Row};

/// Lists of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceGroup {
    /// 技术需求.
    pub title: &'static str,
    /// Its lists, by file name.
    pub lists: Vec<ServiceCard>,
}

/// `service-index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceIndexView {
    /// Kinds that have lists.
    pub groups: Vec<ServiceGroup>,
    /// How many lists.
    pub total: usize,
    /// Whether some are made up.
    pub is_sample: bool,
}

/// A column of the table.
#[derive(Debug, Clone, Serialize)]
pub struct HeadView {
    /// 拟投入（万元）.
    pub label: String,
    /// `number` of numbers; `keep` of what must not be broken: days, telephones.
    pub class: Option<&'static str>,
}

/// A cell of the table.
#[derive(Debug, Clone, Serialize)]
pub struct CellView {
    /// `None` is 未公布.
    pub text: Option<String>,
    /// Where it leads, where it is an address or can be dialled.
    pub href: Option<String>,
}

/// A column that the list can be narrowed by.
#[derive(Debug, Clone, Serialize)]
pub struct TallyView {
    /// Of the column, counted from 0.
    pub column: usize,
    /// 所属产业.
    pub label: String,
    /// What is written there, most frequent first, 未公布 last.
    pub choices: Vec<ChoiceView>,
    /// How many further choices are not listed.
    pub more: usize,
}

/// A choice and how many entries have it.
#[derive(Debug, Clone, Serialize)]
pub struct ChoiceView {
    /// 紧固件.
    pub text: String,
    /// Entries.
    pub count: usize,
}

/// A way to order the table.
#[derive(Debug, Clone, Serialize)]
pub struct OrderView {
    /// Column counted from 1, negative for the largest first.
    pub value: String,
    /// 拟投入（万元）从大到小.
    pub text: String,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct ListPageView {
    /// 第 2 页.
    pub link: Link,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// `service.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceView {
    /// Its name.
    pub name: String,
    /// 技术需求.
    pub kind: &'static str,
    /// A few sentences.
    pub note: Option<String>,
    /// `None` where nobody has said when.
    pub mark: Option<MarkView>,
    /// 对象, 办理时间, 责任单位, 电话, 网址, 来源, 更新时间.
    pub facts: Vec<Row>,
    /// How many entries there are on all pages.
    pub total: usize,
    /// Columns; the first names the entry.
    pub heads: Vec<HeadView>,
    /// Entries of this page.
    pub rows: Vec<Vec<CellView>>,
    /// What the entries of all pages are.
    pub tallies: Vec<TallyView>,
    /// Ways to order the table.
    pub orders: Vec<OrderView>,
    /// The list's pages, where there are several.
    pub pages: Vec<ListPageView>,
    /// All entries as CSV.
    pub download: Link,
    /// Clauses and targets of the plan that promise it.
    pub promises: Vec<Link>,
    /// Made up.
    pub is_sample: bool,
}
