//! What a firm can ask for: `content/services/<slug>.yaml`, one typed list each.
//!
//! ```text
//!  YAML ── sheet ─ head (columns) ┐
//!  条目: inline ──────── entries ─┼── cell ── Service
//!  数据: CSV, XLSX ── grid ─ rows ┘
//! ```
//! All that is wrong in a list is told in one run, each cell at its place; a
//! cell that cannot be taken is left blank, and blank is 未公布, never 0.

mod cell;
mod entries;
mod grid;
mod head;
mod notes;
mod phone;
mod rows;
mod sheet;

use jiff::civil::Date;
use serde::Deserialize;

use super::article::{self, Cites};
use super::moment::{self, Window};
use super::{enterprise, notice};
use crate::id::ServiceSlug;
use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};
use crate::text::yaml::{self, Placed};
use notes::Notes;
use sheet::Sheet;

pub use cell::Value;
pub use head::{CellKind, Head};

/// Where lists lie.
pub const FOLDER: &str = "content/services/";

/// The most rows of a list: 20,000 make a CSV file of some 4 MB.
pub const ROWS_LIMIT: usize = 20_000;

/// What a list offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Kind {
    /// 关键技术需求榜单.
    #[serde(rename = "技术需求", alias = "demands")]
    Demands,
    /// 金融服务清单.
    #[serde(rename = "金融服务", alias = "finance")]
    Finance,
    /// 紧缺人才需求目录.
    #[serde(rename = "人才需求", alias = "talent")]
    Talent,
    /// 培育库.
    #[serde(rename = "培育库", alias = "pool")]
    Pool,
    /// 服务平台, such as 96871.
    #[serde(rename = "服务平台", alias = "platform")]
    Platform,
    /// 展会.
    #[serde(rename = "展会", alias = "exhibitions")]
    Exhibitions,
    /// 其他服务.
    #[serde(rename = "其他服务", alias = "other")]
    Other,
}

impl Kind {
    /// All of them, in the order of the index.
    pub const ALL: [Self; 7] = [
        Self::Demands,
        Self::Finance,
        Self::Talent,
        Self::Pool,
        Self::Platform,
        Self::Exhibitions,
        Self::Other,
    ];

    /// The word that staff write and readers see.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Demands => "技术需求",
            Self::Finance => "金融服务",
            Self::Talent => "人才需求",
            Self::Pool => "培育库",
            Self::Platform => "服务平台",
            Self::Exhibitions => "展会",
            Self::Other => "其他服务",
        }
    }
}

/// One list.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its file's name.
    pub slug: ServiceSlug,
    /// Its file, relative to the project's root.
    pub path: String,
    /// 数据: the table beside it that holds its entries, relative to the project's root.
    pub data: Option<String>,
    /// 名称, with its place.
    pub name: Placed,
    /// What it offers.
    pub kind: Kind,
    /// A few sentences.
    pub note: Option<String>,
    /// Policy, clauses, targets, unit.
    pub cites: Cites,
    /// 对象: who can apply.
    pub audience: Option<String>,
    /// When one can apply.
    pub window: Window,
    /// 电话; that of its unit where the list gives none.
    pub phone: Option<String>,
    /// 网址.
    pub link: Option<String>,
    /// 来源.
    pub source: String,
    /// 更新时间.
    pub updated: Date,
    /// 每年不少于: how many entries the plan promises a year.
    pub yearly_minimum: Option<usize>,
    /// Its columns; the first names the entry.
    pub heads: Vec<Head>,
    /// Its rows in the order of the file, one value for each head.
    pub rows: Vec<Vec<Value>>,
    /// Made up, to show the product.
    pub is_sample: bool,
    /// Addresses under which it stood before.
    pub aliases: Vec<Placed>,
}

/// How often each choice of a column occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Index in [`Service::heads`].
    pub head: usize,
    /// What is written and how many rows have it, in the order of first sight.
    pub choices: Vec<(String, usize)>,
    /// Rows that are 未公布 there.
    pub blank: usize,
}

impl Service {
    /// What readers can narrow the list by: one tally for each column with 筛选.
    #[must_use]
    pub fn facets(&self) -> Vec<Tally> {
        let filters = self.heads.iter().enumerate().filter(|(_, head)| head.is_filter);
        filters.map(|(head, _)| self.tally(head)).collect()
    }

    fn tally(&self, head: usize) -> Tally {
        let mut tally = Tally { head, choices: Vec::new(), blank: 0 };
        let mut places = std::collections::BTreeMap::new();
        for row in &self.rows {
            let Some(text) = row[head].text() else {
                tally.blank += 1;
                continue;
            };
            let at = *places.entry(text.clone()).or_insert_with(|| {
                tally.choices.push((text, 0));
                tally.choices.len() - 1
            });
            tally.choices[at].1 += 1;
        }
        tally
    }
}

/// The files that hold lists.
pub(super) fn files(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
    sources.under(FOLDER).filter(|file| stem(file.path()).is_some())
}

/// `demands-2026` of `content/services/demands-2026.yaml`.
fn stem(path: &str) -> Option<&str> {
    let name = path.strip_prefix(FOLDER)?;
    name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"))
}

/// Reads one list, with the table that it names from `sources`.
pub(super) fn parse(file: &SourceFile, sources: &Sources, problems: &mut Problems) -> Option<Service> {
    let slug = read_slug(file, problems);
    let sheet: Sheet = yaml::parse(file, problems)?;
    let updated = moment::read_date(file, Some(sheet.updated), problems);
    let own = sheet.heads.map(|raw| head::read(file, raw, problems));
    let is_standard = own.is_none();
    let heads = own.unwrap_or_else(|| head::standard(sheet.kind));
    let mut notes = Notes::new(problems);
    let data = sheet.data.as_ref().and_then(|data| beside(file, data).ok());
    let table = match (sheet.data, sheet.entries) {
        (Some(data), entries) => {
            refuse_both(file, &data, entries.is_some(), &mut notes);
            grid::open(file, &data, sheet.worksheet.as_ref(), sources, &mut notes)
                .map(|grid| rows::read(&grid, &heads, is_standard, &mut notes))
        }
        (None, entries) => Some(entries::read(file, entries.unwrap_or_default(), &heads, &mut notes)),
    };
    drop(notes);
    // A table that could not be read was told: that it has no entries is no news.
    let is_read = table.is_some();
    let mut table = table.unwrap_or_default();
    let heads = if is_standard { table.drop_unused(heads) } else { heads };
    let service = Service {
        slug: slug?,
        path: file.path().to_owned(),
        data,
        name: sheet.name,
        kind: sheet.kind,
        note: sheet.note,
        cites: Cites {
            policy: sheet.policy,
            clauses: sheet.clauses.into_list(file),
            targets: sheet.targets.into_list(file),
            units: sheet.units.into_list(file),
        },
        audience: sheet.audience,
        window: notice::read_window(file, sheet.opens, sheet.closes, problems),
        phone: sheet.phone.and_then(|phone| read_phone(file, &phone, problems)),
        link: sheet.link.and_then(|link| enterprise::read_address(file, link, problems)),
        source: sheet.source,
        updated: updated?,
        yearly_minimum: sheet.yearly_minimum,
        heads,
        rows: table.rows,
        is_sample: sheet.is_sample,
        aliases: sheet.aliases.into_list(file),
    };
    if is_read {
        advise(file, &service, problems);
    }
    Some(service)
}

fn read_slug(file: &SourceFile, problems: &mut Problems) -> Option<ServiceSlug> {
    match ServiceSlug::parse(stem(file.path())?) {
        Ok(slug) => Some(slug),
        Err(bad) => {
            let problem = file.whole_problem(bad.to_string());
            problems.add(problem.hint("文件名会成为网址，改成拼音或英文，如 demands-2026.yaml"));
            None
        }
    }
}

fn refuse_both(file: &SourceFile, data: &Placed, has_entries: bool, notes: &mut Notes<'_>) {
    if has_entries {
        let problem = file.problem(data.span.clone(), "“数据”和“条目”都写了，不知道以哪个为准");
        notes.add(problem.hint("条目少就写在“条目”里，多就放在表格文件里，只留一处"));
    }
}

/// The telephone of the whole list.
fn read_phone(file: &SourceFile, phone: &Placed, problems: &mut Problems) -> Option<String> {
    let mut remarks = Vec::new();
    let value = phone::read(phone.value.trim(), &mut remarks);
    problems.extend(remarks.into_iter().map(|remark| remark.told(file.problem(phone.span.clone(), ""))));
    value.text()
}

/// What a firm will look for in vain, and what the plan promised.
fn advise(file: &SourceFile, service: &Service, problems: &mut Problems) {
    let mut tell = |message: String, hint: &str| {
        problems.add(file.whole_problem(message).severity(Severity::Advice).hint(hint));
    };
    if service.rows.is_empty() {
        tell("清单还没有条目".to_owned(), "在“条目”里逐条写，或用“数据: 文件名.csv”指明旁边的表格");
    }
    if service.audience.is_none() && service.kind != Kind::Pool {
        tell("清单没有写明对象".to_owned(), "写“对象: …”，企业要先知道自己能不能申请");
    }
    if let Some(least) = service.yearly_minimum.filter(|least| service.rows.len() < *least) {
        let (year, count) = (service.updated.year(), service.rows.len());
        tell(
            format!("{year}年只有 {count} 项，少于每年 {least} 项的承诺"),
            "补齐条目；暂时没有就在“说明”里写明原因",
        );
    }
}

/// The file beside a list that it names.
fn beside(file: &SourceFile, data: &Placed) -> Result<String, Problem> {
    article::beside(file.path(), data.value.trim()).filter(|path| path.starts_with(FOLDER)).ok_or_else(|| {
        let problem = file.problem(data.span.clone(), format!("“{}”不在 {FOLDER} 里", data.value));
        problem.hint("把表格文件放在这份清单旁边，只写文件名")
    })
}

#[cfg(test)]
mod tests;
