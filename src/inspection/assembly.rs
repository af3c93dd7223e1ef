//! Puts a report together: what was found is parted into what counts and what is let pass, and the
//! same fault of many pages becomes one entry.

use jiff::civil::Date;

use super::finding::{Finding, Findings};
use super::origin::Written;
use super::report::{Changes, Counter, Report, Waived};
use super::rule::{Level, Owner, Rule, RuleId};
use super::settings::{self, Settings, Waiver};
use super::text::{self, privacy};
use super::told::Told;
use crate::problem::{Problem, Problems};
use crate::source::SourceFile;

/// What a report is made of.
pub(super) struct Parts<'a> {
    pub(super) subject: String,
    pub(super) is_ours: bool,
    pub(super) today: Date,
    pub(super) pages: usize,
    pub(super) files: usize,
    pub(super) problems: &'a Problems,
    pub(super) findings: Findings,
    pub(super) counters: Vec<Counter>,
    pub(super) changes: Option<Changes>,
    pub(super) limits: Vec<String>,
    pub(super) written: &'a dyn Written,
}

impl<'a> Parts<'a> {
    /// Of findings alone, without the site around them.
    pub(super) fn of(
        findings: Findings,
        today: Date,
        problems: &'a Problems,
        written: &'a dyn Written,
    ) -> Self {
        Self {
            subject: String::new(),
            is_ours: true,
            today,
            pages: 0,
            files: 0,
            problems,
            findings,
            counters: Vec::new(),
            changes: None,
            limits: Vec::new(),
            written,
        }
    }
}

/// Sorts what was found into what counts and what is let pass. `file` is the
/// project's settings, where it has some.
pub(super) fn assemble(parts: Parts<'_>, settings: &Settings, file: Option<&SourceFile>) -> Report {
    let mut problems: Vec<Problem> = parts.problems.sorted().into_iter().cloned().collect();
    let mut findings = Vec::new();
    let mut waived = Vec::new();
    let mut used = vec![false; settings.waivers.len()];
    let mut found = parts.findings;
    let kinds = found.take_kinds();
    for mut finding in found.into_list() {
        let rule = settings.rules.of(finding.rule);
        if rule.off.is_some() {
            continue;
        }
        let further = std::mem::take(&mut finding.more);
        let alike = further.into_iter().map(|path| (elsewhere(&finding, path), true));
        for (finding, is_further) in std::iter::once((finding.clone(), false)).chain(alike) {
            let mut told = told(rule, finding);
            if let Some(page) = told.problem.path.as_deref() {
                told.origin = parts.written.text(page);
                told.layout = kinds.get(page).map(|kind| parts.written.layout(kind)).unwrap_or_default();
                told.trace(parts.written);
            }
            let covers = |waiver: &Waiver| {
                waiver.covers(told.rule, &told.problem, told.origin.as_deref(), parts.today)
            };
            match settings.waivers.iter().position(covers) {
                Some(at) => {
                    used[at] = true;
                    waive(&mut waived, told, &settings.waivers[at]);
                }
                None => put(&mut findings, told, is_further),
            }
        }
    }
    if let Some(file) = file {
        let idle = settings.waivers.iter().zip(used).filter(|(_, used)| !used);
        problems.extend(idle.map(|(waiver, _)| settings::idle(file, waiver, parts.today)));
    }
    findings.sort_by(|a, b| key(a).cmp(&key(b)));
    problems.iter_mut().for_each(hush);
    let told = findings.iter_mut().chain(waived.iter_mut().map(|waived| &mut waived.told));
    told.for_each(|told| hush(&mut told.problem));
    let off = settings.rules.iter().filter_map(|rule| Some((rule.id, rule.off.clone()?)));
    Report {
        subject: parts.subject,
        is_ours: parts.is_ours,
        today: parts.today,
        pages: parts.pages,
        files: parts.files,
        problems,
        findings,
        waived,
        switched_off: off.collect(),
        counters: parts.counters,
        changes: parts.changes,
        limits: parts.limits,
    }
}

/// A report goes round: what must not leak is in none of its lines, whatever they tell.
fn hush(problem: &mut Problem) {
    problem.message = privacy::masked(&problem.message);
    problem.hint = problem.hint.as_deref().map(privacy::masked);
    if let Some(place) = &mut problem.place {
        place.excerpt = privacy::masked(&place.excerpt);
    }
}

/// How many further pages with one fault are named.
const NAMED: usize = 3;

/// The same fault in another file, of which nothing is known but its name.
fn elsewhere(finding: &Finding, path: Option<Box<str>>) -> Finding {
    let mut problem = finding.problem.clone();
    problem.place = None;
    problem.path = path.map(String::from);
    Finding { rule: finding.rule, problem, more: Vec::new() }
}

/// Adds what is let pass; the same fault under the same waiver is told once.
fn waive(waived: &mut Vec<Waived>, told: Told, by: &Waiver) {
    let is_alike = |last: &&mut Waived| {
        last.told.rule == told.rule
            && last.told.problem.message == told.problem.message
            && last.reason == by.reason
    };
    match waived.last_mut().filter(is_alike) {
        Some(last) => last.told.more += 1,
        None => waived.push(Waived {
            told,
            reason: by.reason.clone(),
            approved_by: by.approved_by.clone(),
            until: by.until,
        }),
    }
}

/// Adds a finding; what a page before it has, too, and is mended in the same way, is one fault with
/// both, and so is what is only counted. What is let pass on one of them has been taken out before.
fn put(findings: &mut Vec<Told>, told: Told, is_further: bool) {
    let is_page = |told: &Told| told.problem.path.as_deref().is_some_and(|path| !text::is_text(path));
    // A text has to be mended for itself, as long as it is told.
    let joins = is_further || is_page(&told);
    let is_alike = |last: &&mut Told| last.rule == told.rule && last.problem.message == told.problem.message;
    // Findings come by rule and message.
    let mut alike = findings.iter_mut().rev().filter(|_| joins).take_while(is_alike);
    let same = alike.find(|last| (is_further || is_page(last)) && last.problem.hint == told.problem.hint);
    let Some(last) = same else { return findings.push(told) };
    last.more += 1;
    if last.written.is_empty() {
        last.written = told.written;
    }
    for file in told.layout {
        if !last.layout.contains(&file) {
            last.layout.push(file);
        }
    }
    if let Some(path) = told.problem.path
        && last.also.len() < NAMED
        && last.problem.path.as_ref() != Some(&path)
        && !last.also.contains(&path)
    {
        last.also.push(path);
    }
}

fn key(told: &Told) -> (Level, RuleId, Option<&String>, Option<&crate::problem::Place>, &str) {
    (told.level, told.rule, told.problem.path.as_ref(), told.problem.place.as_ref(), &told.problem.message)
}

fn told(rule: &Rule, finding: Finding) -> Told {
    let problem = finding.problem;
    // A text is mended by those who wrote it, whatever else such a fault may stand in.
    let text = problem.path.as_deref().filter(|path| text::is_text(path));
    let owner = match (rule.owner, text) {
        (Owner::Technician, Some(path)) => Owner::of_path(path),
        (owner, _) => owner,
    };
    let hint = problem.hint.clone().unwrap_or_else(|| rule.remedy.clone());
    Told {
        rule: rule.id,
        name: rule.name.clone(),
        level: rule.level,
        basis: rule.basis(),
        points: rule.points.clone(),
        owner,
        more: 0,
        also: Vec::new(),
        origin: None,
        layout: Vec::new(),
        written: Vec::new(),
        problem: problem.severity(rule.level.severity()).hint(hint),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspection::origin::Line;
    use crate::problem::{Place, Severity};

    /// Pages whose names say in what they are written.
    struct Named;

    impl Written for Named {
        fn text(&self, page: &str) -> Option<String> {
            Some(format!("content/pages/{page}.md"))
        }

        fn layout(&self, kind: &str) -> Vec<String> {
            if kind == "own" { Vec::new() } else { vec!["base".to_owned(), kind.to_owned()] }
        }

        fn lines(&self, place: &Place, files: &[&str]) -> Vec<Line> {
            let is_tag = place.excerpt.starts_with('<');
            let last = files.last().filter(|_| is_tag);
            last.map(|file| Line { file: (*file).to_owned(), line: 7 }).into_iter().collect()
        }
    }

    fn assemble(findings: Findings, settings: &Settings) -> Report {
        let none = Problems::new();
        let parts = Parts::of(findings, "2026-01-15".parse().unwrap(), &none, &Named);
        super::assemble(parts, settings, None)
    }

    fn report(settings: &Settings) -> Report {
        let mut findings = Findings::default();
        for page in ["a", "b", "c"] {
            findings.add(RuleId::MetaTwice, Problem::new(Severity::Error, "写了两次").in_file(page));
        }
        assemble(findings, settings)
    }

    #[test]
    fn one_fault_of_many_pages_is_told_once_with_their_names() {
        let told = report(&Settings::shipped()).findings;
        assert_eq!((told.len(), told[0].more), (1, 2));
        assert_eq!(told[0].also, ["b", "c"]);
    }

    #[test]
    fn a_waiver_lets_just_its_pages_pass_however_many_there_are() {
        let text = "豁免:\n  - {规则: meta-twice, 文件: p7, 理由: 这些页是旧版式}\n";
        let sources = crate::source::Sources::from_files([SourceFile::new(settings::PATH, text)]);
        let settings = Settings::parse(&sources, &mut Problems::new());
        let mut findings = Findings::default();
        for page in 0..100 {
            let problem = Problem::new(Severity::Error, "写了两次").in_file(format!("p{page:02}"));
            findings.add(RuleId::MetaTwice, problem);
        }
        let report = assemble(findings, &settings);
        assert_eq!((report.findings.len(), report.count(Level::Deduct)), (1, 90));
        assert_eq!((report.waived.len(), report.waived[0].told.more), (1, 9));
    }

    #[test]
    fn a_fault_of_a_page_names_what_somebody_can_change() {
        for (rule, kinds, told) in [
            (RuleId::MetaTwice, &["case"][..], "版式在 base、case，内容在 content/pages/a.md"),
            (RuleId::MetaTwice, &["case", "notice"], "版式在 base、case、notice"),
            (RuleId::MetaTwice, &["own"], "内容在 content/pages/a.md"),
            (RuleId::AltMissing, &["case"], "先看 content/pages/a.md；里面没有的，在版式 base、case"),
            (RuleId::AltMissing, &["own"], "内容在 content/pages/a.md"),
        ] {
            let mut findings = Findings::default();
            for (page, kind) in ["a", "b"].into_iter().zip(kinds) {
                let file = SourceFile::new(page, "文字");
                findings.add(rule, file.problem(0..6, "有错"));
                findings.print_of(page, kind);
            }
            let made = assemble(findings, &Settings::shipped()).findings[0].made_of().unwrap();
            assert_eq!(made, format!("网页是生成的，不要直接改：{told}"), "{rule} {kinds:?}");
        }
    }

    #[test]
    fn who_wrote_the_line_mends_it() {
        for (kind, told, owner) in [
            ("case", "写在 case 第 7 行", Owner::Technician),
            ("own", "写在 content/pages/a.md 第 7 行", Owner::Editor),
        ] {
            let page = SourceFile::new("a", "<h5>");
            let mut findings = Findings::default();
            findings.add(RuleId::HeadingOrder, page.problem(0..4, "跳级"));
            findings.print_of("a", kind);
            let found = &assemble(findings, &Settings::shipped()).findings[0];
            assert_eq!((found.made_of().unwrap().rsplit('：').next().unwrap(), found.owner), (told, owner));
        }
    }

    #[test]
    fn what_is_mended_in_two_ways_is_told_twice() {
        let mut findings = Findings::default();
        for (page, hint) in [("a", "放回 a.md"), ("b", "放回 b.md"), ("c", "放回 a.md")] {
            let problem = Problem::new(Severity::Error, "没有了").in_file(page);
            findings.add(RuleId::AddressLost, problem.hint(hint));
        }
        let told = assemble(findings, &Settings::shipped()).findings;
        assert_eq!(told.iter().map(|told| told.more).collect::<Vec<_>>(), [1, 0]);
    }

    #[test]
    fn a_text_is_mended_by_its_author() {
        for (file, owner) in [("content/pages/a.md", Owner::Editor), ("a", Owner::Technician)] {
            let mut findings = Findings::default();
            findings.add(RuleId::InnerAddress, Problem::new(Severity::Error, "内网").in_file(file));
            assert_eq!(assemble(findings, &Settings::shipped()).findings[0].owner, owner, "{file}");
        }
    }

    #[test]
    fn what_is_let_pass_on_one_page_is_still_told_of_the_others() {
        for file in ["a", "content/pages/a.md"] {
            let text = format!("豁免:\n  - {{规则: meta-twice, 文件: {file}, 理由: 这一页是旧版式}}\n");
            let sources = crate::source::Sources::from_files([SourceFile::new(settings::PATH, text)]);
            let report = report(&Settings::parse(&sources, &mut Problems::new()));
            assert_eq!(report.waived.len(), 1, "{file}");
            assert_eq!((report.findings.len(), report.findings[0].more), (1, 1), "{file}");
        }
    }
}
