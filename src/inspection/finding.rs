//! What rules find, collected: the same fault on many pages is told once, with examples.

use std::collections::BTreeMap;

use super::rule::{Owner, RuleId};
use super::text;
use crate::problem::Problem;

/// How many pages with one fault are told before the rest is only counted. A fault
/// of a template stands on every page of a site of 100,000, and is mended once.
const PAGES: usize = 20;
/// How many texts are told: each has to be mended for itself.
const TEXTS: usize = 500;

/// One fault.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleId,
    /// What, where, and what to do. Its severity means nothing: the table has the level.
    pub problem: Problem,
    /// The files of further places with the same fault, of which nothing more is kept.
    pub more: Vec<Option<Box<str>>>,
}

/// All findings of a run.
#[derive(Debug, Default)]
pub struct Findings {
    groups: BTreeMap<(RuleId, String), Group>,
    kinds: BTreeMap<String, String>,
}

#[derive(Debug, Default)]
struct Group {
    problems: Vec<Problem>,
    more: Vec<Option<Box<str>>>,
}

impl Group {
    fn add(&mut self, problem: Problem) {
        let is_text = |path: &str| Owner::of_path(path) != Owner::Technician && text::is_text(path);
        let most = if problem.path.as_deref().is_some_and(is_text) { TEXTS } else { PAGES };
        if self.problems.len() < most {
            self.problems.push(problem);
        } else {
            self.more.push(problem.path.map(String::into_boxed_str));
        }
    }
}

impl Findings {
    /// Adds one.
    pub fn add(&mut self, rule: RuleId, problem: Problem) {
        self.groups.entry((rule, problem.message.clone())).or_default().add(problem);
    }

    /// Says what kind of page one with faults is: the template that printed it. Of one without
    /// there is nothing to say.
    pub fn print_of(&mut self, page: &str, kind: &str) {
        if !self.groups.is_empty() {
            self.kinds.insert(page.to_owned(), kind.to_owned());
        }
    }

    /// The kind of each page that has one.
    pub(super) fn take_kinds(&mut self) -> BTreeMap<String, String> {
        std::mem::take(&mut self.kinds)
    }

    /// Adds those of another part of the run, which comes after this one.
    pub fn merge(&mut self, later: Self) {
        self.kinds.extend(later.kinds);
        for (key, group) in later.groups {
            let own = self.groups.entry(key).or_default();
            group.problems.into_iter().for_each(|problem| own.add(problem));
            own.more.extend(group.more);
        }
    }

    /// How many faults a rule found, each place counted.
    #[must_use]
    pub fn count(&self, rule: RuleId) -> usize {
        let own = self.groups.iter().filter(|((of, _), _)| *of == rule);
        own.map(|(_, group)| group.problems.len() + group.more.len()).sum()
    }

    /// Rule by rule; the last example of a fault knows how many there are beside.
    #[must_use]
    pub fn into_list(self) -> Vec<Finding> {
        let mut list = Vec::new();
        for ((rule, _), group) in self.groups {
            let Some((problem, before)) = group.problems.split_last() else { continue };
            let told = |problem: &Problem| Finding { rule, problem: problem.clone(), more: Vec::new() };
            list.extend(before.iter().map(told));
            list.push(Finding { rule, problem: problem.clone(), more: group.more });
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Severity;

    #[test]
    fn the_same_fault_on_many_pages_is_told_with_examples_and_counted() {
        let on_pages_of = |folder: &str| {
            let mut all = Findings::default();
            for part in 0..10 {
                let mut findings = Findings::default();
                for page in 0..10 {
                    let problem = Problem::new(Severity::Error, "标着“示例”");
                    findings.add(RuleId::ReleaseSample, problem.in_file(format!("{folder}{part}-{page}.md")));
                }
                all.merge(findings);
            }
            assert_eq!(all.count(RuleId::ReleaseSample), 100);
            all.into_list()
        };
        let list = on_pages_of("");
        assert_eq!(
            (list.len(), list[19].more.len(), list[0].problem.path.as_deref()),
            (20, 80, Some("0-0.md"))
        );
        assert_eq!(on_pages_of("content/cases/").len(), 100);
    }
}
