//! What an inspection tells: counted by level, grouped by who must mend it.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use super::finding::{Finding, Findings};
use super::origin::{Line, Written};
use super::rule::{self, Level, Owner, Rule, RuleId};
use super::settings::{self, Settings, Waiver};
use super::text::{self, privacy};
use crate::problem::{Problem, Problems};
use crate::source::SourceFile;

/// One finding, with what its rule's row says of it.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// Which rule.
    pub rule: RuleId,
    /// The rule in a few words.
    pub name: String,
    /// How grave.
    pub level: Level,
    /// The document, with 待核 where that was not read itself.
    pub basis: String,
    /// How many points it costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    /// Who mends it.
    pub owner: Owner,
    /// How many further places have the same fault.
    pub more: usize,
    /// Some pages among them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Of a page that we print: the file that it is written in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Of a page that we print: the files of the project's own theme that may shape it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub layout: Vec<String>,
    /// Of a tag in such a page: the very line, or the few that may have printed it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<Line>,
    /// What, where and what to do.
    #[serde(flatten)]
    pub problem: Problem,
}

impl Told {
    /// Where to mend what stands in a page that nobody wrote by hand.
    #[must_use]
    pub fn made_of(&self) -> Option<String> {
        let origin = self.origin.as_ref()?;
        let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_owned());
        if self.problem.path.as_deref().and_then(ending) == ending(origin) {
            return Some(format!("原文件是 {origin}"));
        }
        let place = match (self.owner, self.layout()) {
            // Their remedies name the file.
            (Owner::Keeper | Owner::Recorder, _) => return None,
            _ if !self.written.is_empty() => {
                let lines: Vec<String> = self.written.iter().map(ToString::to_string).collect();
                format!("写在 {}", lines.join("，或 "))
            }
            (_, None) => format!("内容在 {origin}"),
            // No layout changes what a file as a whole is told for.
            (Owner::Editor, Some(_)) if self.problem.place.is_none() => format!("内容在 {origin}"),
            (Owner::Editor, Some(layout)) => format!("先看 {origin}；里面没有的，在版式 {layout}"),
            // What other pages have too is not of this one's text.
            (Owner::Technician, Some(layout)) if self.more > 0 => format!("版式在 {layout}"),
            (Owner::Technician, Some(layout)) => format!("版式在 {layout}，内容在 {origin}"),
        };
        Some(format!("网页是生成的，不要直接改：{place}"))
    }

    /// Looks for the line that printed the tag; who wrote that mends it.
    fn trace(&mut self, written: &dyn Written) {
        let (Some(origin), Some(place)) = (&self.origin, &self.problem.place) else { return };
        let files: Vec<&str> = [origin].into_iter().chain(&self.layout).map(String::as_str).collect();
        self.written = written.lines(place, &files);
        let mut owners = self.written.iter().map(|line| Owner::of_path(&line.file));
        if let Some(owner) = owners.next()
            && owners.all(|other| other == owner)
            && matches!(self.owner, Owner::Editor | Owner::Technician)
        {
            self.owner = owner;
        }
    }

    /// The files of the theme that somebody changed, some of them by name. The program's own are
    /// held against the rules before it is given away.
    fn layout(&self) -> Option<String> {
        let named = self.layout.iter().take(LAYOUT_NAMED).map(String::as_str).collect::<Vec<_>>().join("、");
        match self.layout.len() {
            0 => None,
            count if count > LAYOUT_NAMED => Some(format!("{named} 等 {count} 个文件")),
            _ => Some(named),
        }
    }

    /// `另有 58 处相同的问题…`.
    #[must_use]
    pub fn further(&self) -> String {
        let pages =
            if self.also.is_empty() { String::new() } else { format!("（{}）", self.also.join("、")) };
        let more = format!("另有 {} 处相同的问题{pages}", self.more);
        // Pages share their templates.
        if self.owner == Owner::Technician {
            format!("{more}，多半出在同一个模板，改一处即可")
        } else {
            more
        }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.problem.told_as(self.level.label()))?;
        if let Some(made) = self.made_of() {
            write!(f, "\n  = {made}")?;
        }
        write!(f, "\n  = {}改；规则：{} {}，{}", self.owner.label(), self.rule, self.name, self.basis)?;
        if let Some(points) = &self.points {
            write!(f, "，扣 {points} 分")?;
        }
        if self.more > 0 {
            write!(f, "\n  = {}", self.further())?;
        }
        Ok(())
    }
}

/// A finding that was let pass.
#[derive(Debug, Clone, Serialize)]
pub struct Waived {
    /// What was let pass.
    pub told: Told,
    /// Why.
    pub reason: String,
    /// Who said so.
    pub approved_by: Option<String>,
    /// Until when.
    pub until: Option<Date>,
}

/// How many of something there are against how many make the site fail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counter {
    /// What is counted.
    pub name: String,
    /// How many there are.
    pub count: i64,
    /// From how many on it is 单项否决.
    pub limit: i64,
}

/// Which files differ from the release before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Pages and files that were not there.
    pub published: Vec<String>,
    /// Those that will be gone.
    pub withdrawn: Vec<String>,
    /// Those with other bytes.
    pub changed: Vec<String>,
}

/// The result of an inspection.
#[derive(Debug, Serialize)]
pub struct Report {
    /// What was inspected: the site's name, or a folder.
    pub subject: String,
    /// As of which day.
    pub today: Date,
    /// Whether it is a project, whose findings can be let pass.
    pub is_ours: bool,
    /// HTML pages.
    pub pages: usize,
    /// All files.
    pub files: usize,
    /// What was wrong already when the sources were read.
    pub problems: Vec<Problem>,
    /// By level, rule, file and line.
    pub findings: Vec<Told>,
    /// What was let pass, and why.
    pub waived: Vec<Waived>,
    /// Rules that the project switched off: name and reason.
    pub switched_off: Vec<(RuleId, String)>,
    /// How near the site is to failing as a whole.
    pub counters: Vec<Counter>,
    /// `None` where there was no release to compare with.
    pub changes: Option<Changes>,
    /// What was not looked at, and why.
    pub limits: Vec<String>,
}

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

/// A report goes round: what must not leak is in none of its lines, whatever they tell.
fn hush(problem: &mut Problem) {
    problem.message = privacy::masked(&problem.message);
    problem.hint = problem.hint.as_deref().map(privacy::masked);
    if let Some(place) = &mut problem.place {
        place.excerpt = privacy::masked(&place.excerpt);
    }
}

impl Report {
    /// Sorts what was found into what counts and what is let pass. `file` is the
    /// project's settings, where it has some.
    pub(super) fn assemble(parts: Parts<'_>, settings: &Settings, file: Option<&SourceFile>) -> Self {
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
            let alike = further.into_iter().map(|path| elsewhere(&finding, path)).collect::<Vec<_>>();
            let one = std::iter::once((finding, false));
            for (finding, is_further) in one.chain(alike.into_iter().map(|finding| (finding, true))) {
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
        Self {
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

    /// How many findings of `level`, each place counted.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|told| told.level == level).map(|told| 1 + told.more).sum()
    }

    /// How many problems the sources have of the severity that goes with `level`.
    #[must_use]
    pub fn problems_of(&self, level: Level) -> usize {
        self.problems.iter().filter(|problem| problem.severity == level.severity()).count()
    }

    /// In one sentence, what the findings mean for publishing.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        if self.problems_of(Level::Veto) > 0 {
            "有稿件或数据错误，改好以前网站不能发布。"
        } else if self.count(Level::Veto) > 0 {
            "有单项否决项，改好以前不要发布。"
        } else if self.is_clean() {
            "没有发现单项否决项和扣分项。"
        } else if self.count(Level::Deduct) == 0 {
            "没有单项否决项和扣分项；稿件和数据还有警告，请在发布前看过。"
        } else {
            "没有单项否决项；下面的扣分项请在发布前改好。"
        }
    }

    /// How many entries of `level` there are: the same on many pages is one.
    #[must_use]
    pub fn entries(&self, level: Level) -> usize {
        self.findings.iter().filter(|told| told.level == level).count()
    }

    /// Whether a finding rests on a document that was not read itself.
    #[must_use]
    pub fn has_uncertain(&self) -> bool {
        self.findings.iter().any(|told| told.basis.ends_with(rule::UNCERTAIN))
    }

    /// Whether nothing but advice is left.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        [Level::Veto, Level::Deduct].iter().all(|level| self.count(*level) + self.problems_of(*level) == 0)
    }

    /// What each group of people must mend: problems of the sources, then findings.
    #[must_use]
    pub fn by_owner(&self) -> BTreeMap<Owner, (Vec<&Problem>, Vec<&Told>)> {
        let mut groups: BTreeMap<Owner, (Vec<&Problem>, Vec<&Told>)> = BTreeMap::new();
        for problem in &self.problems {
            let owner = problem.path.as_deref().map_or(Owner::Technician, Owner::of_path);
            groups.entry(owner).or_default().0.push(problem);
        }
        for told in &self.findings {
            groups.entry(told.owner).or_default().1.push(told);
        }
        groups
    }
}

/// How a finding that is none is let pass.
pub const WAIVING: &str = "确属误报的，在 content/inspection.yaml 写“豁免”，一条一行：- {规则: “规则”后面的英文名, 文件: 所在的文件, 理由: 为什么}";
/// What the mark at a document means.
pub const UNCERTAIN: &str =
    "“（待核）”说的是依据：没有读到文件原文，条款、门槛和分值来自转引；问题本身是查到的";

/// How many further pages with one fault are named.
const NAMED: usize = 3;
/// How many files of a theme are named.
const LAYOUT_NAMED: usize = 4;

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
    let is_alike = |last: &&mut Told| last.rule == told.rule && last.problem.message == told.problem.message;
    // Findings come by rule and message.
    let mut alike = findings.iter_mut().rev().take_while(is_alike);
    let same = alike.find(|last| {
        (is_further || (is_page(&told) && is_page(last))) && last.problem.hint == told.problem.hint
    });
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
        Report::assemble(parts, settings, None)
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
