//! What an inspection tells: counted by level, grouped by who must mend it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::rule::{self, Level, Owner, RuleId};
use super::told::Told;
use crate::problem::Problem;

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

impl Report {
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
