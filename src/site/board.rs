//! A plan's targets joined with its clauses, units and figures: each quote held
//! against the official wording, each target judged.

use jiff::civil::Date;

use super::Document;
use super::quote::{self, Quote};
use crate::id::{ClauseId, TargetId, UnitId};
use crate::policy::Clause;
use crate::policy::target as candidate;
use crate::problem::{Problem, Problems, Severity};
use crate::progress::consistency::{self, Finding, Verdict};
use crate::progress::status::{self, Judgement};
use crate::progress::{self, Milestone, Progress, Spans, Target};
use crate::site::units::Units;
use crate::source::{SourceFile, Sources};

/// How far one plan has come.
#[derive(Debug)]
pub struct Board {
    /// Targets, milestones, figures and revisions.
    pub progress: Progress,
    /// One for each target, in its order.
    pub targets: Vec<Joined>,
    /// One for each milestone, in its order: the clause that states it.
    pub milestones: Vec<usize>,
    /// Do the numbers fit each other?
    pub findings: Vec<Finding>,
    /// What was published later is not known here.
    pub cutoff: Date,
}

/// A target in its plan.
#[derive(Debug)]
pub struct Joined {
    /// Index in [`Document::clauses`] of the clause that states it.
    pub clause: usize,
    /// The section with a page that holds the clause.
    pub section: Option<usize>,
    /// Responsible units as printed, the clause's own order.
    pub units: Vec<String>,
    /// The result with its inputs.
    pub judgement: Judgement,
}

impl Board {
    /// Joins `progress` with the document it belongs to. A clause that does not
    /// exist, a quote that is not in it and a number that is not in the quote are problems,
    /// and their target or milestone is left out.
    pub fn assemble(
        document: &Document,
        mut progress: Progress,
        units: &Units,
        cutoff: Date,
        sources: &Sources,
        problems: &mut Problems,
    ) -> Self {
        let [path, ..] = progress::paths(document.policy.slug.as_str());
        let empty = SourceFile::new(path.as_str(), "");
        let file = sources.get(&path).unwrap_or(&empty);
        let checker = Checker { document, units, file };
        checker.references(&progress, problems);
        checker.unlisted(&progress, problems);
        let clauses: Vec<Option<usize>> =
            progress.targets.iter().map(|target| checker.target(target, problems)).collect();
        let milestones: Vec<Option<usize>> =
            progress.milestones.iter().map(|milestone| checker.milestone(milestone, problems)).collect();
        keep(&mut progress.targets, &clauses);
        keep(&mut progress.milestones, &milestones);
        let judge = |(target, clause): (&Target, usize)| Joined {
            clause,
            section: section_of(document, clause),
            units: responsible(target, document.clause(clause)),
            judgement: status::judge(target, progress.figures_of(&target.id), cutoff),
        };
        let targets: Vec<Joined> =
            progress.targets.iter().zip(clauses.into_iter().flatten()).map(judge).collect();
        let findings = consistency::find(&progress);
        for finding in findings.iter().filter(|finding| finding.verdict != Verdict::Fits) {
            problems.add(told(finding, &path));
        }
        Self { targets, milestones: milestones.into_iter().flatten().collect(), findings, cutoff, progress }
    }

    /// Each target with what was joined to it.
    pub fn iter(&self) -> impl Iterator<Item = (&Target, &Joined)> {
        self.progress.targets.iter().zip(&self.targets)
    }

    /// The target with this id.
    #[must_use]
    pub fn find(&self, id: &TargetId) -> Option<usize> {
        self.progress.targets.iter().position(|target| &target.id == id)
    }

    /// Whether something was published of the target at `place`; what is made up was not.
    #[must_use]
    pub fn is_published(&self, place: usize) -> bool {
        let judgement = &self.targets[place].judgement;
        !judgement.status.is_without_data() && !judgement.is_sample()
    }

    /// The targets that a clause states.
    pub fn of_clause(&self, clause: usize) -> impl Iterator<Item = usize> {
        self.targets.iter().enumerate().filter(move |(_, joined)| joined.clause == clause).map(|(at, _)| at)
    }

    /// The targets that a unit answers for.
    pub fn of_unit<'a>(&'a self, units: &'a Units, unit: &'a UnitId) -> impl Iterator<Item = usize> + 'a {
        let names = move |joined: &Joined| {
            joined.units.iter().any(|name| units.resolve(name).is_some_and(|found| &found.id == unit))
        };
        self.targets.iter().enumerate().filter(move |(_, joined)| names(joined)).map(|(at, _)| at)
    }

    /// The years of all targets, and those of figures before and after, in order.
    #[must_use]
    pub fn years(&self) -> Vec<i16> {
        let planned = self.progress.targets.iter().flat_map(Target::years);
        let mut years: Vec<i16> = planned
            .filter(|year| *year <= self.cutoff.year())
            .chain(self.progress.figures.iter().map(|figure| figure.key.year))
            .collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}

fn keep<T>(list: &mut Vec<T>, found: &[Option<usize>]) {
    let mut found = found.iter();
    list.retain(|_| found.next().is_some_and(Option::is_some));
}

/// The units that the file names for the target, else those of its clause.
fn responsible(target: &Target, clause: &Clause) -> Vec<String> {
    if target.units.is_empty() {
        clause.units.iter().map(|duty| duty.name.clone()).collect()
    } else {
        target.units.clone()
    }
}

fn section_of(document: &Document, clause: usize) -> Option<usize> {
    std::iter::successors(Some(clause), |&at| document.clauses[at].parent)
        .find(|&at| document.has_section_page(at))
}

fn told(finding: &Finding, path: &str) -> Problem {
    let (severity, hint) = match finding.verdict {
        _ if finding.is_sample => (Severity::Advice, "这是示例数据，换成真实数据后再核对"),
        Verdict::Contradicts => (Severity::Warning, "核对数据；属实就在备注或公布时说明原因"),
        _ => (Severity::Advice, "请统计、业务部门提供起算前一年的年底数和来源"),
    };
    let message = finding.text.trim_end_matches('。');
    Problem::new(severity, message).in_file(path).hint(hint)
}

struct Checker<'a> {
    document: &'a Document,
    units: &'a Units,
    file: &'a SourceFile,
}

impl Checker<'_> {
    fn target(&self, target: &Target, problems: &mut Problems) -> Option<usize> {
        let clause = self.quoted(&target.clause, &target.quote, &target.spans, problems)?;
        if !quote::states(&target.quote, target.amount, &target.unit) {
            let wanted = format!("{}{}", target.amount, target.unit);
            let message = format!("引文中没有“{wanted}”，与指标“{}”的目标值或单位不符", target.name);
            let problem = self.file.problem(target.spans.quote.clone(), message);
            problems.add(problem.hint("核对目标值和单位，或把引文改为写有这个数的那一段"));
            return None;
        }
        for name in &target.units {
            if self.units.resolve(name).is_none() {
                let message = format!("指标“{}”的责任单位“{name}”不在 content/units.yaml 中", target.name);
                let problem = self.file.problem(target.spans.id.clone(), message);
                problems.add(problem.severity(Severity::Warning).hint("改用名册里的名称，或在名册中登记"));
            }
        }
        Some(clause)
    }

    fn milestone(&self, milestone: &Milestone, problems: &mut Problems) -> Option<usize> {
        self.quoted(&milestone.clause, &milestone.quote, &milestone.spans, problems)
    }

    fn quoted(&self, id: &ClauseId, quote: &str, spans: &Spans, problems: &mut Problems) -> Option<usize> {
        let quote = Quote {
            file: self.file,
            clause: id.as_str(),
            clause_span: spans.clause.clone(),
            text: quote,
            text_span: spans.quote.clone(),
        };
        quote.find(self.document, problems)
    }

    /// What the plan promises in numbers and nobody listed.
    fn unlisted(&self, progress: &Progress, problems: &mut Problems) {
        for found in candidate::candidates(&self.document.policy.outline) {
            let is_listed = progress
                .targets
                .iter()
                .any(|target| target.clause == found.clause && target.amount == found.amount);
            if !is_listed {
                let message = format!("条款 {} 的“{}”像是定量目标，没有列入", found.clause, found.quote);
                let problem = self.file.whole_problem(message).severity(Severity::Advice);
                problems.add(problem.hint("是目标就补一条；不是就不用管"));
            }
        }
    }

    /// Targets that name each other.
    fn references(&self, progress: &Progress, problems: &mut Problems) {
        for target in &progress.targets {
            for id in target.flow.iter().chain(&target.within) {
                if progress.target(id).is_none() {
                    let message = format!("指标“{}”提到的“{id}”不存在", target.name);
                    let problem = self.file.problem(target.spans.id.clone(), message);
                    problems.add(problem.hint("写另一个指标的标识"));
                }
            }
        }
    }
}
