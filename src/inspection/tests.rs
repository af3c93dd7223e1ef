//! Every rule on the site that `init` writes: its text broken once, and as it stands.

use std::path::Path;

use jiff::civil::Date;

use super::finding::{Finding, Findings};
use super::rule::RuleId;
use super::settings::Settings;
use super::subject::Subject;
use super::{dates, freshness, html, readings, release, text};
use crate::column::known::Known;
use crate::config::Config;
use crate::problem::Problems;
use crate::site::{Occasion, Parts, Site};
use crate::source::{SourceFile, Sources};
use crate::{column, policy, progress};

/// What `init` writes.
const SCAFFOLD: &str = "src/cli/scaffold";
const ABOUT: &str = "content/pages/about.md";
const POLICY: &str = "policies/qyts-2024/policy.yaml";
const NOTICE: &str = "content/notices/register-2026.md";

/// A text of the scaffold with one place changed; a file that it lacks is added.
struct Edit(&'static str, &'static str, &'static str);

fn sources(edits: &[Edit], without: &[&str]) -> Sources {
    let mut problems = Problems::new();
    let read = Sources::read(Path::new(SCAFFOLD), &mut problems).unwrap();
    let mut files: Vec<SourceFile> =
        ["content/", "policies/"].iter().flat_map(|folder| read.under(folder)).cloned().collect();
    files.retain(|file| !without.iter().any(|folder| file.path().starts_with(folder)));
    for Edit(path, from, to) in edits {
        let old = files.iter().position(|file| file.path() == *path);
        let text = old.map(|at| files.remove(at).text().to_owned()).unwrap_or_default();
        assert!(text.contains(from), "{path} has no {from}:\n{text}");
        files.push(SourceFile::new(*path, text.replacen(from, to, 1)));
    }
    Sources::from_files(files)
}

fn site(sources: &Sources, today: Date) -> Site {
    let mut problems = Problems::new();
    let problems = &mut problems;
    let parts = Parts {
        config: Config::parse(sources, problems),
        policies: policy::record::parse_all(sources, problems),
        progress: progress::parse_all(sources, problems),
        column: column::parse_all(sources, &Known::default(), problems),
    };
    Site::assemble(sources, parts, Occasion::public(today), problems)
}

fn found(sources: &Sources, today: &str) -> Vec<(RuleId, String)> {
    let site = site(sources, today.parse().unwrap());
    let settings = Settings::parse(sources, &mut Problems::new());
    let subject = Subject { site: &site, sources, settings: &settings };
    let mut findings = Findings::default();
    freshness::inspect(&subject, &mut findings);
    freshness::forecast(&subject, 30, &mut findings);
    dates::inspect(&subject, &mut findings);
    readings::inspect(&subject, &mut findings);
    text::inspect(&subject, &text::Lists::new(&settings), &mut findings);
    let is_waived = |finding: &Finding| {
        settings.waivers.iter().any(|waiver| waiver.covers(finding.rule, &finding.problem, None, site.today))
    };
    let counted = findings.into_list().into_iter().filter(|finding| !is_waived(finding));
    counted.map(|finding| (finding.rule, finding.problem.to_string())).collect()
}

fn rules(edits: &[Edit]) -> Vec<RuleId> {
    found(&sources(edits, &[]), "2026-01-15").into_iter().map(|(rule, _)| rule).collect()
}

/// A paragraph at the end of the page about the site.
fn paragraph(text: &'static str) -> Vec<Edit> {
    vec![Edit(ABOUT, "\n---\n", text)]
}

#[test]
fn the_site_that_init_writes_breaks_no_rule() {
    let found = found(&sources(&[], &[]), "2026-01-15");
    let found: Vec<_> = found.iter().filter(|(rule, _)| *rule != RuleId::GoingStale).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_paragraph_that_breaks_a_rule_of_words_or_leaks_is_told() {
    for (text, rule) in [
        ("\n---\n\n台湾、香港等国家。\n", RuleId::WrongWordSerious),
        ("\n---\n\n专精特薪企业。\n", RuleId::WrongWord),
        ("\n---\n\n走“专精特新之路。\n", RuleId::MarksUnpaired),
        ("\n---\n\n方案（2024年)。\n", RuleId::BracketsMixed),
        ("\n---\n\n推动產業升级。\n", RuleId::TraditionalCharacters),
        ("\n---\n\n卡号4111111111111111。\n", RuleId::BankCard),
        ("\n---\n\n请打13800000000。\n", RuleId::MobileNumber),
        ("\n---\n\n发到zhang@163.com。\n", RuleId::PersonalMail),
        ("\n---\n\n打开10.1.2.3查看。\n", RuleId::InnerAddress),
        ("\n---\n\n内部资料，注意保管。\n", RuleId::SecretMark),
        ("\n---\n\n身份证11010519491231002X。\n", RuleId::ResidentId),
    ] {
        assert_eq!(rules(&paragraph(text)), [rule], "{text}");
    }
}

#[test]
fn dates_that_cannot_be_are_told() {
    let cases: [(&str, &str, &str, RuleId); 7] = [
        (POLICY, "发布日期: \"2024-03-05\"", "发布日期: \"2027-03-05\"", RuleId::DateFuture),
        (POLICY, "失效日期:", "失效日期: \"2024-02-01\"", RuleId::DateOrder),
        (POLICY, "执行期限止: \"2026-12-31\"", "执行期限止: \"2025-12-31\"", RuleId::ExpiredUnmarked),
        (ABOUT, "2024-04-01", "2026-02-01", RuleId::DateFuture),
        (NOTICE, "开始: 2026-01-05\n截止: 2026-12-31", "截止: 2026-01-04", RuleId::WindowClosedAtOnce),
        ("content/services/finance.yaml", "2026-01-06", "2026-03-06", RuleId::DateFuture),
        ("policies/qyts-2024/readings/how-to-read.md", "2024-03-08", "2024-03-04", RuleId::ReadingEarly),
    ];
    for (path, from, to, rule) in cases {
        let edit = Edit(path, from, to);
        let found = rules(&[edit]);
        assert!(found.contains(&rule), "{rule}: {found:?}");
    }
}

#[test]
fn a_notice_that_closed_long_ago_must_say_that_it_is_over() {
    let edits = |expires| {
        [
            Edit(NOTICE, "发布时间: 2026-01-05 08:30", "发布时间: 2024-01-05 08:30"),
            Edit(NOTICE, "截止: 2026-12-31", expires),
        ]
    };
    let open = rules(
        &[Edit(NOTICE, "开始: 2026-01-05\n", "")]
            .into_iter()
            .chain(edits("截止: 2024-12-31"))
            .collect::<Vec<_>>(),
    );
    assert!(open.contains(&RuleId::WindowLongClosed), "{open:?}");
    let over = edits("截止: 2024-12-31\n到期: 2024-12-31").into_iter();
    let over = rules(&[Edit(NOTICE, "开始: 2026-01-05\n", "")].into_iter().chain(over).collect::<Vec<_>>());
    assert!(!over.contains(&RuleId::WindowLongClosed), "{over:?}");
}

#[test]
fn readings_are_held_against_their_document() {
    let without = |folders: &[&str]| {
        found(&sources(&[], folders), "2026-01-15").into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    assert!(without(&["policies/qyts-2024/readings/"]).contains(&RuleId::ReadingMissing));
    let diagrams = without(&["policies/qyts-2024/readings/questions.md"]);
    assert!(diagrams.contains(&RuleId::ReadingForms), "{diagrams:?}");
    let late = without(&["policies/qyts-2024/readings/how-to-read.md"]);
    assert!(late.contains(&RuleId::ReadingLate), "{late:?}");
}

#[test]
fn columns_that_lie_still_are_told_on_their_day() {
    let of = |today| {
        let found = found(&sources(&[], &[]), today).into_iter();
        found.map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    // The newest case is of 2025-11-18, the newest list of 2026-01-06.
    for (today, rule, is_told) in [
        ("2026-05-20", RuleId::ColumnStale, false),
        ("2026-05-21", RuleId::ColumnStale, true),
        ("2026-04-08", RuleId::ServicesStale, false),
        ("2026-04-09", RuleId::ServicesStale, true),
        ("2026-07-07", RuleId::NoticesStale, false),
        ("2026-07-08", RuleId::NoticesStale, true),
        ("2026-04-08", RuleId::GoingStale, true),
        ("2026-02-08", RuleId::GoingStale, false),
    ] {
        assert_eq!(of(today).contains(&rule), is_told, "{rule} {today}");
    }
    let empty = found(&sources(&[], &["content/cases/"]), "2026-01-15");
    assert!(empty.iter().any(|(rule, _)| *rule == RuleId::ColumnEmpty), "{empty:?}");
}

#[test]
fn a_site_fails_as_a_whole_where_too_many_columns_lie_still_or_are_empty() {
    let with = |text: &'static str| {
        let edit = Edit(super::settings::PATH, "", text);
        found(&sources(&[edit], &["content/cases/", "content/inspection.yaml"]), "2027-06-01")
            .into_iter()
            .map(|(rule, _)| rule)
            .collect::<Vec<_>>()
    };
    let shipped = with("# 空\n");
    let strict = with(
        "规则:\n  - {规则: columns-stale-main, 门槛: 2}\n  - {规则: columns-stale-many, 门槛: 3}\n  \
         - {规则: columns-empty-many, 门槛: 1}\n",
    );
    for rule in [RuleId::ColumnsStaleMain, RuleId::ColumnsStaleMany, RuleId::ColumnsEmptyMany] {
        assert!(!shipped.contains(&rule) && strict.contains(&rule), "{rule}: {strict:?}");
    }
    assert!(shipped.contains(&RuleId::PoliciesStale), "{shipped:?}");
}

#[test]
fn names_of_units_are_those_of_the_register() {
    for (text, is_told) in [
        ("\n---\n\n由县经信委牵头。\n", true),
        ("\n---\n\n由县经济和信息化局牵头。\n", true),
        ("\n---\n\n由青禾县经济和信息化局牵头，县经信局配合，县科技局、县税务部门参与。\n", false),
        ("\n---\n\n县人民政府办公室、县城管局。\n", false),
    ] {
        assert_eq!(rules(&paragraph(text)).contains(&RuleId::UnitName), is_told, "{text}");
    }
}

#[test]
fn a_paragraph_that_stands_in_two_cases_is_told_once() {
    const LONG: &str = "企业把反复出现的退货写成技术需求，公开找人来解，又把试验台搬到机床边，当班就能看到结果，不合格的当班停线。";
    const CASE: &str = "---\n标题: 甲\n摘要: 乙\n来源: 丙\n发布时间: 2025-03-01\n亮点:\n  - {数值: 15次, 说明: 次数}\n---\n\n重复15次。\n\n";
    let text = Box::leak(format!("{CASE}{LONG}\n").into_boxed_str());
    let both = [Edit("content/cases/a.md", "", text), Edit("content/cases/b.md", "", text)];
    let found = rules(&both);
    assert_eq!(found.iter().filter(|rule| **rule == RuleId::ParagraphRepeated).count(), 1, "{found:?}");
    assert!(!found.contains(&RuleId::HighlightUnbacked), "{found:?}");
    let wrong = Box::leak(text.replace("重复15次", "重复14次").into_boxed_str());
    assert!(rules(&[Edit("content/cases/a.md", "", wrong)]).contains(&RuleId::HighlightUnbacked));
}

#[test]
fn before_a_release_everything_made_up_open_or_unfinished_is_told() {
    let findings = before_a_release(&[
        Edit(NOTICE, "示例: true\n", "示例: true\n草稿: true\n"),
        Edit("content/site.yaml", "ICP备案号: 示例ICP备00000000号", "ICP备案号: 待补\n待核: [网址]"),
    ]);
    for rule in [RuleId::ReleaseSample, RuleId::ReleaseUnconfirmed, RuleId::ReleaseDraft] {
        assert!(findings.count(rule) > 0, "{rule}");
    }
    // The number that is to come, and the code of zeros.
    assert_eq!(findings.count(RuleId::ReleaseGap), 2);
    assert_eq!(findings.count(RuleId::ReleaseLeftover), 0);
}

#[test]
fn taking_away_the_marks_of_made_up_content_makes_nothing_true() {
    let findings = before_a_release(&[Edit("content/site.yaml", "示例: true", "示例: false")]);
    assert!(findings.count(RuleId::ReleaseLeftover) > 0);
}

fn before_a_release(edits: &[Edit]) -> Findings {
    let sources = sources(edits, &[]);
    let site = site(&sources, "2026-01-15".parse().unwrap());
    let settings = Settings::shipped();
    let mut findings = Findings::default();
    release::inspect(&Subject { site: &site, sources: &sources, settings: &settings }, &mut findings);
    findings
}

#[test]
fn our_own_pages_are_plain_to_their_end() {
    let sources = sources(&[], &[]);
    let edition = crate::edition_of(&sources, "2026-01-15".parse().unwrap(), &mut Problems::new()).unwrap();
    let pages = edition.paths().filter(|path| path.as_str().ends_with("html"));
    let pages: Vec<String> =
        pages.map(|path| String::from_utf8(edition.print(path).unwrap()).unwrap()).collect();
    assert!(pages.len() > 40);
    for page in pages {
        let plain = html::plain_length(&page);
        assert!(plain == page.len(), "not plain from here on: {:.200}", &page[plain..]);
        assert_eq!(html::read(&page), html::read_by_the_standard(&page));
    }
}
