//! `saltpress import policy FILE`: a published text becomes a folder of `policies/`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::cli::{Format, Outcome, report};
use crate::id::PolicySlug;
use crate::policy::record::digest;
use crate::policy::{Clause, ClauseKind, Outline, ResidueKind, outline};
use crate::problem::{Problem, Problems, Severity};
use crate::source::SourceFile;
use crate::{Error, Result};

/// Arguments of `import policy`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// 原文（.txt，UTF-8 或 GB18030）
    #[arg(value_name = "文件")]
    file: PathBuf,
    /// 文件夹名和网址用的标识，如 zjtx-2022；定下后不再改。默认按发文字号拼音建议
    #[arg(long, value_name = "标识")]
    slug: Option<String>,
    /// 原文发布的网址
    #[arg(long, value_name = "网址")]
    source_address: Option<String>,
    /// 项目文件夹，默认是当前文件夹
    #[arg(long, value_name = "文件夹", default_value = ".")]
    root: PathBuf,
    /// 输出方式：text 给人看（默认），json 给程序用
    #[arg(long, value_name = "方式", value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Serialize)]
struct Report<'a> {
    folder: Option<String>,
    outline: &'a Outline,
    problems: Vec<Problem>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut problems = Problems::new();
    let mut outline = Outline::default();
    let mut folder = None;
    match SourceFile::read(&arguments.file)? {
        Ok(file) => {
            outline = outline::read(&file, &mut problems);
            if let Some(slug) = slug(arguments, &outline, &mut problems) {
                folder = Some(write(arguments, &slug, &file, &outline)?);
            }
        }
        Err(problem) => problems.add(problem),
    }
    match arguments.format {
        Format::Json => {
            report::json(&Report { folder, outline: &outline, problems: report::owned(&problems) });
        }
        Format::Text => {
            report::problems(&problems);
            if let Some(folder) = folder {
                report::text(&told(&folder, &outline));
            }
        }
    }
    Ok(report::outcome(&problems))
}

/// The name asked for, or the one that the document number suggests.
fn slug(arguments: &Arguments, outline: &Outline, problems: &mut Problems) -> Option<PolicySlug> {
    let wanted = match &arguments.slug {
        Some(slug) => slug.clone(),
        None => suggested(outline),
    };
    match PolicySlug::parse(&wanted) {
        Ok(slug) => Some(slug),
        Err(bad) => {
            problems.add(
                Problem::new(Severity::Error, bad.to_string())
                    .hint("用 --slug 另给一个，如 --slug zjtx-2022"),
            );
            None
        }
    }
}

/// Initials of the document number: 盐政办发〔2023〕1号 is `yzbf-2023-1`.
///
/// A suggestion only: the reading of a character can be wrong, and the name is
/// frozen once written.
fn suggested(outline: &Outline) -> String {
    use pinyin::ToPinyin;
    let Some(number) = outline.document_number.as_deref().or(outline.title.as_deref()) else {
        return "policy-1".to_owned();
    };
    let mut slug = String::new();
    for character in number.chars() {
        if let Some(reading) = character.to_pinyin() {
            if character != '号' {
                slug.push_str(reading.first_letter());
            }
        } else if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().filter(char::is_ascii).take(40).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "policy-1".to_owned() } else { slug.to_owned() }
}

fn write(arguments: &Arguments, slug: &PolicySlug, file: &SourceFile, outline: &Outline) -> Result<String> {
    let folder = arguments.root.join("policies").join(slug.as_str());
    if folder.join("policy.yaml").exists() || folder.join("text.txt").exists() {
        return Err(Error::not_empty(&folder));
    }
    fs::create_dir_all(&folder).map_err(|cause| Error::write(&folder, cause))?;
    write_file(&folder.join("text.txt"), file.text())?;
    let record = record(outline, file, arguments.source_address.as_deref());
    write_file(&folder.join("policy.yaml"), &record)?;
    Ok(format!("policies/{slug}"))
}

fn write_file(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|cause| Error::write(path, cause))
}

/// The text of `policy.yaml`: every entry that real policy pages carry, empty where the text is silent.
fn record(outline: &Outline, file: &SourceFile, address: Option<&str>) -> String {
    let dates = &outline.dates;
    let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    let text = |value: &Option<String>| value.clone();
    let entries: [(&str, Option<String>, &str); 20] = [
        ("标题", Some(outline.title.clone().unwrap_or_default()), ""),
        ("简称", None, "导航和面包屑中使用，留空即用标题"),
        ("印发通知标题", text(&outline.carrier_title), ""),
        ("发文字号", text(&outline.document_number), ""),
        ("统一编号", text(&outline.registration_number), ""),
        ("索引号", None, ""),
        ("发布机构", text(&outline.issuer), ""),
        ("来源", text(&outline.source), ""),
        ("公开方式", None, "如 主动公开"),
        ("组配分类", None, ""),
        ("有效性", text(&outline.validity), "有效、失效、废止、修改，以发布机构的说法为准"),
        ("成文日期", day(dates.signed), "五个日期各是一回事，原文没有写的留空，不要推算"),
        ("发布日期", day(dates.published), ""),
        ("施行日期", day(dates.in_force), ""),
        ("失效日期", day(dates.expires), ""),
        ("执行期限起", day(dates.period_start), ""),
        ("执行期限止", day(dates.period_end), ""),
        ("原文网址", address.map(str::to_owned), ""),
        ("首位即牵头", None, "另有文件规定首位责任单位为牵头单位时写 true"),
        ("原文摘要", Some(digest(file.text())), "text.txt 的 SHA-256，原文被改动时会报告"),
    ];
    let mut yaml = String::from("# 由 saltpress import 生成，请对照原文逐项核对。\n");
    for (name, value, note) in entries {
        let value = value.map(|value| format!(" {}", quoted(&value))).unwrap_or_default();
        let note = if note.is_empty() { String::new() } else { format!("  # {note}") };
        let _ = writeln!(yaml, "{name}:{value}{note}");
        if name == "组配分类" {
            yaml.push_str("主题分类: []\n主题词: []\n");
        }
    }
    yaml
}

/// A double-quoted YAML scalar. JSON's form is one.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What was read and what was left out, for a person to confirm.
fn told(folder: &str, outline: &Outline) -> String {
    let mut text = format!("已写入 {folder}/policy.yaml 和 {folder}/text.txt，请核对：\n");
    let known = |value: &Option<String>| value.clone().unwrap_or_else(|| "（原文没有）".to_owned());
    let day = |date: Option<jiff::civil::Date>| {
        date.map_or_else(|| "（原文没有）".to_owned(), |date| date.to_string())
    };
    for (name, value) in [
        ("标题", known(&outline.title)),
        ("印发通知", known(&outline.carrier_title)),
        ("发文字号", known(&outline.document_number)),
        ("统一编号", known(&outline.registration_number)),
        ("发布机构", known(&outline.issuer)),
        ("有效性", known(&outline.validity)),
        ("成文日期", day(outline.dates.signed)),
        ("发布日期", day(outline.dates.published)),
        ("施行日期", day(outline.dates.in_force)),
        ("失效日期", day(outline.dates.expires)),
        ("执行期限", format!("{} 至 {}", day(outline.dates.period_start), day(outline.dates.period_end))),
    ] {
        let _ = writeln!(text, "  {name}：{value}");
    }
    let _ = writeln!(text, "  结构：{}", counts(&outline.clauses));
    let left: Vec<&str> = outline
        .residue
        .iter()
        .filter(|piece| piece.kind == ResidueKind::Furniture)
        .map(|piece| piece.text.trim())
        .collect();
    if left.is_empty() {
        text.push_str("没有发现网页附带内容\n");
    } else {
        let _ = writeln!(text, "不作为正文的网页附带内容 {} 处：{}", left.len(), left.join(" | "));
    }
    let _ = write!(text, "逐条查看：saltpress outline {folder}/text.txt");
    text
}

/// `3 章、10 节、19 条`.
fn counts(clauses: &[Clause]) -> String {
    let kinds = [
        (ClauseKind::Chapter, "章"),
        (ClauseKind::Section, "节"),
        (ClauseKind::Measure, "条措施"),
        (ClauseKind::Item, "个分项"),
        (ClauseKind::Article, "条"),
        (ClauseKind::ParagraphGroup, "组无编号段落"),
    ];
    let counted: Vec<String> = kinds
        .iter()
        .map(|(kind, name)| (count(clauses, *kind), name))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    if counted.is_empty() { "没有读到条款".to_owned() } else { counted.join("、") }
}

fn count(clauses: &[Clause], kind: ClauseKind) -> usize {
    clauses.iter().map(|clause| usize::from(clause.kind == kind) + count(&clause.children, kind)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_suggested_from_the_document_number() {
        let outline =
            Outline { document_number: Some("盐政办发〔2023〕1号".to_owned()), ..Outline::default() };
        assert_eq!(suggested(&outline), "yzbf-2023-1");
        assert_eq!(suggested(&Outline::default()), "policy-1");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let file = SourceFile::new("text.txt", "标题：“甲”\\ #乙\n");
        let outline = Outline { title: Some(file.text().trim().to_owned()), ..Outline::default() };
        let yaml = SourceFile::new("policy.yaml", record(&outline, &file, None));
        let mut problems = Problems::new();
        let (record, _) = crate::policy::record::Record::parse(&yaml, &file, &mut problems).unwrap();
        assert_eq!(record.title.value, "标题：“甲”\\ #乙");
        assert!(problems.is_clean(), "{:?}", problems.sorted());
    }
}
