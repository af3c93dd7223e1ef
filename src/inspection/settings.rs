//! `content/inspection.yaml`: what a project changes of the rules, and what it
//! lets pass, each with a written reason that the report prints.

use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::freshness;
use super::rule::{Level, Rule, RuleId, Rules};
use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};
use crate::text::host;
use crate::text::yaml::{self, Placed, Words};

/// Where the file lies.
pub const PATH: &str = "content/inspection.yaml";

/// The shortest reason that says something.
const REASON: usize = 4;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    #[serde(rename = "规则", alias = "rules", default)]
    rules: Vec<Change>,
    #[serde(rename = "豁免", alias = "waivers", default)]
    waivers: Vec<RawWaiver>,
    #[serde(rename = "外链白名单", alias = "allowed_hosts", default)]
    hosts: Words,
    #[serde(rename = "栏目期限", alias = "deadlines", default)]
    deadlines: Vec<RawDeadline>,
    #[serde(rename = "错词", alias = "wrong_words", default)]
    words: Vec<Word>,
    #[serde(rename = "不查的词", alias = "allowed_words", default)]
    allowed: Words,
}

/// What a project changes of one rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    #[serde(rename = "规则", alias = "rule")]
    rule: RuleId,
    #[serde(rename = "级别", alias = "level", default)]
    level: Option<Level>,
    #[serde(rename = "依据", alias = "basis", default)]
    basis: Option<String>,
    #[serde(rename = "待核", alias = "uncertain", default)]
    is_uncertain: Option<bool>,
    #[serde(rename = "门槛", alias = "threshold", default)]
    threshold: Option<i64>,
    #[serde(rename = "扣分", alias = "points", default)]
    points: Option<String>,
    #[serde(rename = "停用", alias = "off", default)]
    off: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWaiver {
    #[serde(rename = "规则", alias = "rule")]
    rule: Spanned<RuleId>,
    #[serde(rename = "文件", alias = "file", default)]
    file: Option<String>,
    #[serde(rename = "含", alias = "with", default)]
    with: Option<String>,
    #[serde(rename = "理由", alias = "reason")]
    reason: Spanned<String>,
    #[serde(rename = "批准", alias = "approved_by", default)]
    approved_by: Option<String>,
    #[serde(rename = "到期", alias = "until", default)]
    until: Option<Spanned<String>>,
}

/// As it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDeadline {
    #[serde(rename = "栏目", alias = "column")]
    column: Spanned<String>,
    #[serde(rename = "天数", alias = "days")]
    days: i64,
}

/// A column whose texts are due more or less often than the table says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The column's name, one of those that are to be kept up.
    pub column: String,
    /// Days without anything new.
    pub days: i64,
}

/// A word that is wrong wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// As it is miswritten.
    #[serde(rename = "误", alias = "wrong")]
    pub wrong: String,
    /// As it should be; several ways with 或.
    #[serde(rename = "正", alias = "right")]
    pub right: String,
    /// A serious wording error (严重表述错误).
    #[serde(rename = "严重", alias = "serious", deserialize_with = "crate::text::yaml::yes_or_no", default)]
    pub is_serious: bool,
    /// Where the rule was taken from.
    #[serde(rename = "来源", alias = "source", default)]
    pub source: Option<String>,
}

/// A finding that somebody lets pass.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Of which rule.
    pub rule: RuleId,
    /// Only below this path; everywhere where empty.
    pub file: String,
    /// Only where message or line hold these words.
    pub with: String,
    /// Why.
    pub reason: String,
    /// Who said so.
    pub approved_by: Option<String>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Where it was written.
    pub place: Placed<()>,
}

impl Waiver {
    /// Whether `problem`, found by `rule`, is let pass on `today`. A page may be named by itself or by
    /// the file that it is written in, its `origin`.
    #[must_use]
    pub fn covers(&self, rule: RuleId, problem: &Problem, origin: Option<&str>, today: Date) -> bool {
        let path = problem.path.as_deref().unwrap_or_default();
        let is_named = |path: &str| path.starts_with(&self.file);
        let holds = |text: &str| text.contains(&self.with);
        let excerpt = problem.place.as_ref().map_or("", |place| place.excerpt.as_str());
        self.rule == rule
            && self.until.is_none_or(|until| today <= until)
            && (is_named(path) || origin.is_some_and(is_named))
            && (holds(&problem.message) || holds(excerpt))
    }
}

/// What holds for one project.
#[derive(Debug)]
pub struct Settings {
    /// The table with the project's changes.
    pub rules: Rules,
    /// In the order of the file.
    pub waivers: Vec<Waiver>,
    /// Hosts to which links may lead beside those of governments.
    pub hosts: Vec<String>,
    /// Columns with deadlines of their own.
    pub deadlines: Vec<Deadline>,
    /// Wrong words beside those that are shipped.
    pub words: Vec<Word>,
    /// Words of the shipped list that the project uses.
    pub allowed: Vec<String>,
}

impl Settings {
    /// The table as it is shipped: for a site without a project.
    #[must_use]
    pub fn shipped() -> Self {
        Self {
            rules: Rules::shipped(),
            waivers: Vec::new(),
            hosts: Vec::new(),
            deadlines: Vec::new(),
            words: Vec::new(),
            allowed: Vec::new(),
        }
    }

    /// Reads the project's file; without one the table holds as it is.
    #[must_use]
    pub fn parse(sources: &Sources, problems: &mut Problems) -> Self {
        let mut settings = Self::shipped();
        let Some(file) = sources.get(PATH) else { return settings };
        let Some(sheet) = yaml::parse::<Sheet>(file, problems) else { return settings };
        for change in sheet.rules {
            settings.change(file, change, problems);
        }
        settings.waivers = sheet.waivers.into_iter().filter_map(|raw| waiver(file, raw, problems)).collect();
        let list = |words: Words| -> Vec<String> {
            words.into_list(file).into_iter().map(|word| word.value).collect()
        };
        // An address is what people have at hand.
        settings.hosts = list(sheet.hosts).iter().map(|entry| host::of(entry)).collect();
        settings.allowed = list(sheet.allowed);
        settings.deadlines =
            sheet.deadlines.into_iter().filter_map(|raw| deadline(file, &raw, problems)).collect();
        settings.words = sheet.words;
        settings
    }

    fn change(&mut self, file: &SourceFile, change: Change, problems: &mut Problems) {
        let off = change.off.map(Placed::from).and_then(|off| reason(file, off, "停用", problems));
        let Some(row) = self.rules.row(change.rule) else { return };
        let Rule { level, basis, is_uncertain, threshold, points, .. } = row;
        *level = change.level.unwrap_or(*level);
        *is_uncertain = change.is_uncertain.unwrap_or(*is_uncertain);
        if let Some(own) = change.basis {
            *basis = own;
        }
        if threshold.is_some() {
            *threshold = change.threshold.or(*threshold);
        }
        *points = change.points.or_else(|| points.take()).filter(|_| *level == Level::Deduct);
        row.off = off;
    }
}

/// A reason that says something; one that does not is told, and nothing is let pass.
fn reason(file: &SourceFile, written: Placed, what: &str, problems: &mut Problems) -> Option<String> {
    let text = written.value.trim();
    if text.chars().count() >= REASON {
        return Some(text.to_owned());
    }
    let problem = file.problem(written.span, format!("“{what}”没有写明理由，不起作用"));
    problems.add(problem.hint("用一句话写出为什么，检查报告会照原文印出来"));
    None
}

/// A deadline of a column that there is: of another it would do nothing, and nobody would know.
fn deadline(file: &SourceFile, raw: &RawDeadline, problems: &mut Problems) -> Option<Deadline> {
    let column = raw.column.value.trim();
    if raw.days < 1 {
        let problem = file.problem(yaml::span(&raw.column), format!("“{column}”的天数写了 {}", raw.days));
        problems.add(problem.hint("天数写 1 以上的整数"));
        return None;
    }
    if freshness::COLUMNS.contains(&column) {
        return Some(Deadline { column: column.to_owned(), days: raw.days });
    }
    let problem = file.problem(yaml::span(&raw.column), format!("没有“{column}”这个栏目，期限不起作用"));
    problems.add(problem.hint(format!("可用的有：{}", freshness::COLUMNS.join("、"))));
    None
}

fn waiver(file: &SourceFile, raw: RawWaiver, problems: &mut Problems) -> Option<Waiver> {
    let place = Placed { value: (), span: yaml::span(&raw.rule) };
    let reason = reason(file, raw.reason.into(), "豁免", problems)?;
    let until = match raw.until {
        None => None,
        Some(written) => match written.value.parse::<Date>() {
            Ok(day) => Some(day),
            Err(_) => {
                let problem =
                    file.problem(yaml::span(&written), format!("“{}”不是日期，豁免不起作用", written.value));
                problems.add(problem.hint("写成 2026-12-31 的样子"));
                return None;
            }
        },
    };
    Some(Waiver {
        rule: raw.rule.value,
        file: raw.file.unwrap_or_default(),
        with: raw.with.unwrap_or_default(),
        reason,
        approved_by: raw.approved_by,
        until,
        place,
    })
}

/// A waiver that lets nothing pass: what it was for is mended, or it has run out.
#[must_use]
pub fn idle(file: &SourceFile, waiver: &Waiver, today: Date) -> Problem {
    let message = match waiver.until.filter(|until| *until < today) {
        Some(until) => format!("规则 {} 的豁免已于 {until} 到期", waiver.rule),
        None => format!("规则 {} 的豁免没有用到", waiver.rule),
    };
    let problem = file.problem(waiver.place.span.clone(), message).severity(Severity::Advice);
    problem.hint("问题已经改好的，删去这条豁免；还需要的，核对文件、文字和到期日")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Settings, Vec<String>) {
        let sources = Sources::from_files([SourceFile::new(PATH, text)]);
        let mut problems = Problems::new();
        let settings = Settings::parse(&sources, &mut problems);
        (settings, problems.into_iter().map(|problem| problem.to_string()).collect())
    }

    #[test]
    fn a_host_on_the_list_may_be_written_as_an_address() {
        let (settings, _) = read("外链白名单: [https://www.Example.com/a, b.cn]\n");
        assert_eq!(settings.hosts, ["www.example.com", "b.cn"]);
    }

    #[test]
    fn a_deadline_of_no_column_is_told() {
        let (settings, told) =
            read("栏目期限:\n  - {栏目: 典型案例, 天数: 365}\n  - {栏目: content/cases, 天数: 9}\n");
        assert_eq!(settings.deadlines, [Deadline { column: "典型案例".to_owned(), days: 365 }]);
        assert!(told[0].contains("没有“content/cases”这个栏目") && told[0].contains("典型案例"), "{told:?}");
    }

    #[test]
    fn a_row_of_the_table_is_changed_by_the_project() {
        let (settings, told) =
            read("规则:\n  - {规则: release-draft, 级别: 单项否决, 依据: 县办发〔2026〕1号}\n");
        let rule = settings.rules.of(RuleId::ReleaseDraft);
        assert_eq!((rule.level, rule.basis.as_str(), told), (Level::Veto, "县办发〔2026〕1号", vec![]));
    }

    #[test]
    fn a_misspelt_rule_names_the_nearest() {
        let (_, told) = read("豁免:\n  - {规则: release-darft, 理由: 样例不上线}\n");
        assert!(told[0].contains("release-draft"), "{told:?}");
    }

    #[test]
    fn a_waiver_without_a_reason_lets_nothing_pass() {
        let (settings, told) = read("豁免:\n  - {规则: release-draft, 理由: 无}\n");
        assert!(settings.waivers.is_empty() && told[0].contains("没有写明理由"), "{told:?}");
    }

    #[test]
    fn a_waiver_covers_its_rule_in_its_files_until_its_day() {
        let text =
            "豁免:\n  - {规则: release-draft, 文件: content/cases/, 理由: 样例不上线, 到期: 2026-12-31}\n";
        let waiver = read(text).0.waivers.remove(0);
        let problem = |path: &str| Problem::new(Severity::Error, "草稿").in_file(path);
        let (before, after) = ("2026-12-31".parse().unwrap(), "2027-01-01".parse().unwrap());
        assert!(waiver.covers(RuleId::ReleaseDraft, &problem("content/cases/nut.md"), None, before));
        assert!(!waiver.covers(RuleId::ReleaseDraft, &problem("content/cases/nut.md"), None, after));
        assert!(!waiver.covers(RuleId::ReleaseDraft, &problem("content/notices/a.md"), None, before));
        assert!(waiver.covers(
            RuleId::ReleaseDraft,
            &problem("cases/nut.html"),
            Some("content/cases/nut.md"),
            before
        ));
        assert!(!waiver.covers(RuleId::ReleaseSample, &problem("content/cases/nut.md"), None, before));
    }
}
