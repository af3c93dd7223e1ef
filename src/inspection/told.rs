//! One entry of a report: a finding with what its rule's row says of it, and where to mend it.

use std::fmt;

use serde::Serialize;

use super::origin::{Line, Written};
use super::rule::{Level, Owner, RuleId};
use crate::problem::Problem;

/// How many files of a theme are named.
const LAYOUT_NAMED: usize = 4;

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
    pub(super) fn trace(&mut self, written: &dyn Written) {
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
