//! `policy.yaml`: what is known about a document beside its text.
//!
//! The five dates are five entries; a field that real pages carry and the
//! document does not have stays empty. Field set: 县市 policy pages and
//! 国办发〔2017〕47号.

use std::fmt::Write as _;
use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;
use sha2::{Digest, Sha256};

use super::{Dates, Outline};
use crate::id::PolicySlug;
use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};
use crate::text::{fold, yaml};

/// The entries of `policy.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Of the plan itself.
    #[serde(rename = "标题", alias = "title")]
    pub title: Spanned<String>,
    /// 简称, for navigation; the title where empty.
    #[serde(rename = "简称", alias = "short_title", default)]
    pub short_title: Option<String>,
    /// Of the notice that carries it.
    #[serde(rename = "印发通知标题", alias = "carrier_title", default)]
    pub carrier_title: Option<String>,
    /// 发文字号.
    #[serde(rename = "发文字号", alias = "document_number", default)]
    pub document_number: Option<String>,
    /// 统一编号; kept raw, its shape differs by province.
    #[serde(rename = "统一编号", alias = "registration_number", default)]
    pub registration_number: Option<String>,
    /// 索引号.
    #[serde(rename = "索引号", alias = "index_number", default)]
    pub index_number: Option<String>,
    /// 发布机构.
    #[serde(rename = "发布机构", alias = "issuer", default)]
    pub issuer: Option<String>,
    /// 来源.
    #[serde(rename = "来源", alias = "source", default)]
    pub source: Option<String>,
    /// 公开方式.
    #[serde(rename = "公开方式", alias = "disclosure", default)]
    pub disclosure: Option<String>,
    /// 主题分类.
    #[serde(rename = "主题分类", alias = "subjects", default)]
    pub subjects: Vec<String>,
    /// 组配分类.
    #[serde(rename = "组配分类", alias = "class", default)]
    pub class: Option<String>,
    /// 主题词.
    #[serde(rename = "主题词", alias = "keywords", default)]
    pub keywords: Vec<String>,
    /// 有效性: 有效, 失效, 废止 or 修改, as the issuer states it.
    #[serde(rename = "有效性", alias = "validity", default)]
    pub validity: Option<Spanned<String>>,
    /// 成文日期.
    #[serde(rename = "成文日期", alias = "signed", default)]
    pub signed: Option<Spanned<String>>,
    /// 发布日期.
    #[serde(rename = "发布日期", alias = "published", default)]
    pub published: Option<Spanned<String>>,
    /// 施行日期.
    #[serde(rename = "施行日期", alias = "in_force", default)]
    pub in_force: Option<Spanned<String>>,
    /// 失效日期.
    #[serde(rename = "失效日期", alias = "expires", default)]
    pub expires: Option<Spanned<String>>,
    /// 执行期限起.
    #[serde(rename = "执行期限起", alias = "period_start", default)]
    pub period_start: Option<Spanned<String>>,
    /// 执行期限止.
    #[serde(rename = "执行期限止", alias = "period_end", default)]
    pub period_end: Option<Spanned<String>>,
    /// Where it was published.
    #[serde(rename = "原文网址", alias = "source_address", default)]
    pub source_address: Option<String>,
    /// SHA-256 of `text.txt` in hexadecimal.
    #[serde(rename = "原文摘要", alias = "text_sha256")]
    pub text_sha256: Spanned<String>,
    /// 牵头单位 rule where another document states that the first named unit leads.
    #[serde(rename = "首位即牵头", alias = "first_unit_leads", default)]
    pub first_unit_leads: Option<bool>,
}

/// A document with its text read.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Its folder's name.
    pub slug: PolicySlug,
    /// What is known beside the text.
    pub record: Record,
    /// Its dates.
    pub dates: Dates,
    /// What its text says.
    pub outline: Outline,
}

impl Policy {
    /// For navigation and breadcrumbs.
    #[must_use]
    pub fn short_title(&self) -> &str {
        self.record.short_title.as_deref().unwrap_or(&self.record.title.value)
    }
}

/// SHA-256 of a text, in hexadecimal.
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl Record {
    /// Reads `file` and holds it against the text it describes.
    pub fn parse(file: &SourceFile, text: &SourceFile, problems: &mut Problems) -> Option<(Self, Dates)> {
        let record: Self = yaml::parse(file, problems)?;
        record.check_digest(file, text, problems);
        record.check_validity(file, problems);
        let dates = record.dates(file, problems);
        Some((record, dates))
    }

    /// What the text states of itself and the record states otherwise is a warning.
    fn check_against(&self, outline: &Outline, dates: &Dates, file: &SourceFile, problems: &mut Problems) {
        let title = Some(&self.title.value);
        let texts = [
            ("标题", title, &outline.title),
            ("发文字号", self.document_number.as_ref(), &outline.document_number),
            ("统一编号", self.registration_number.as_ref(), &outline.registration_number),
            ("发布机构", self.issuer.as_ref(), &outline.issuer),
        ];
        let key = |text: &str| -> String {
            fold::half_width_str(text).chars().filter(|character| !fold::is_blank(*character)).collect()
        };
        for (name, stated, printed) in texts {
            if let (Some(stated), Some(printed)) = (stated, printed)
                && key(stated) != key(printed)
            {
                problems.add(differs(file, name, stated, printed));
            }
        }
        let printed = &outline.dates;
        let days = [
            ("成文日期", dates.signed, printed.signed),
            ("发布日期", dates.published, printed.published),
            ("施行日期", dates.in_force, printed.in_force),
            ("失效日期", dates.expires, printed.expires),
            ("执行期限起", dates.period_start, printed.period_start),
            ("执行期限止", dates.period_end, printed.period_end),
        ];
        for (name, stated, printed) in days {
            if let (Some(stated), Some(printed)) = (stated, printed)
                && stated != printed
            {
                problems.add(differs(file, name, &stated.to_string(), &printed.to_string()));
            }
        }
    }

    fn check_digest(&self, file: &SourceFile, text: &SourceFile, problems: &mut Problems) {
        let found = digest(text.text());
        if !self.text_sha256.value.eq_ignore_ascii_case(&found) {
            let message = format!("原文 {} 与导入时不同，正式文字可能被改动", text.path());
            let hint = format!("若是误改，请恢复原文件；若确为更正后的官方文字，核对后把摘要改为 {found}");
            problems.add(file.problem(yaml::span(&self.text_sha256), message).hint(hint));
        }
    }

    fn check_validity(&self, file: &SourceFile, problems: &mut Problems) {
        const KNOWN: [&str; 7] = ["有效", "现行有效", "失效", "已失效", "废止", "已废止", "修改"];
        let Some(validity) = &self.validity else { return };
        if !KNOWN.contains(&validity.value.as_str()) {
            let problem =
                file.problem(yaml::span(validity), format!("有效性“{}”不是通用的说法", validity.value));
            problems.add(problem.severity(Severity::Warning).hint("用：有效、失效、废止、修改"));
        }
    }

    fn dates(&self, file: &SourceFile, problems: &mut Problems) -> Dates {
        let dates = Dates {
            signed: date(file, self.signed.as_ref(), problems),
            published: date(file, self.published.as_ref(), problems),
            in_force: date(file, self.in_force.as_ref(), problems),
            expires: date(file, self.expires.as_ref(), problems),
            period_start: date(file, self.period_start.as_ref(), problems),
            period_end: date(file, self.period_end.as_ref(), problems),
        };
        let order = [
            ("成文日期", dates.signed, "发布日期", dates.published),
            ("成文日期", dates.signed, "施行日期", dates.in_force),
            ("施行日期", dates.in_force, "失效日期", dates.expires),
            ("执行期限起", dates.period_start, "执行期限止", dates.period_end),
        ];
        for (first, earlier, second, later) in order {
            if let (Some(earlier), Some(later)) = (earlier, later)
                && earlier > later
            {
                let message = format!("{first}（{earlier}）晚于{second}（{later}）");
                let problem = file.problem(entry(file, second), message).severity(Severity::Warning);
                problems.add(problem.hint("对照原文核对两个日期，原文没有写的那一个留空"));
            }
        }
        dates
    }
}

/// Where an entry of the record has its name.
fn entry(file: &SourceFile, name: &str) -> Range<usize> {
    let at = file.text().find(&format!("\n{name}:")).map_or(0, |before| before + 1);
    at..at + name.len()
}

fn differs(file: &SourceFile, name: &str, stated: &str, printed: &str) -> Problem {
    let message = format!("{name}写的是“{stated}”，原文里是“{printed}”");
    let problem = file.problem(entry(file, name), message).severity(Severity::Warning);
    problem.hint("对照原文核对；程序读错了就保留，并告诉维护者")
}

fn date(file: &SourceFile, entry: Option<&Spanned<String>>, problems: &mut Problems) -> Option<Date> {
    let entry = entry?;
    if let Ok(date) = entry.value.parse::<Date>() {
        return Some(date);
    }
    let problem = file.problem(yaml::span(entry), format!("“{}”不是日期", entry.value));
    problems.add(problem.hint("写成 2023-01-19 的样子；没有就留空"));
    None
}

/// Reads every folder below `policies/`, in parallel, by slug.
pub fn parse_all(sources: &Sources, problems: &mut Problems) -> Vec<Policy> {
    use rayon::prelude::*;
    let mut slugs: Vec<&str> =
        sources.under("policies/").filter_map(|file| file.path().split('/').nth(1)).collect();
    slugs.dedup();
    let read: Vec<(Option<Policy>, Problems)> = slugs
        .par_iter()
        .map(|slug| {
            let mut problems = Problems::new();
            let policy = parse_one(sources, slug, &mut problems);
            if policy.is_none() {
                problems.leave_out("这份政策和它的目标、数据");
            }
            (policy, problems)
        })
        .collect();
    let mut policies = Vec::with_capacity(read.len());
    for (policy, found) in read {
        problems.extend(found);
        policies.extend(policy);
    }
    policies
}

fn parse_one(sources: &Sources, name: &str, problems: &mut Problems) -> Option<Policy> {
    let folder = format!("policies/{name}");
    if sources.get(&folder).is_some() {
        let problem =
            Problem::new(Severity::Warning, "政策要放在自己的文件夹里，这个文件没有用到").in_file(&folder);
        problems.add(problem.hint("用“saltpress import policy 文件”导入"));
        return None;
    }
    let slug = match PolicySlug::parse(name) {
        Ok(slug) => slug,
        Err(bad) => {
            problems.add(
                Problem::new(Severity::Error, bad.to_string())
                    .in_file(&folder)
                    .hint("给文件夹改名，如 zjtx-2022"),
            );
            return None;
        }
    };
    let (record_path, text_path) = (format!("{folder}/policy.yaml"), format!("{folder}/text.txt"));
    let (Some(record_file), Some(text_file)) = (sources.get(&record_path), sources.get(&text_path)) else {
        let missing = if sources.get(&record_path).is_none() { "policy.yaml" } else { "text.txt" };
        let problem = Problem::new(Severity::Error, format!("缺少 {missing}")).in_file(&folder);
        problems.add(problem.hint("用“saltpress import policy 原文.txt”重新导入"));
        return None;
    };
    let outline = super::outline::read(text_file, problems);
    let (record, dates) = Record::parse(record_file, text_file, problems)?;
    record.check_against(&outline, &dates, record_file, problems);
    Some(Policy { slug, record, dates, outline })
}
