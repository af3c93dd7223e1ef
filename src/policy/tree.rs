//! Builds the tree of clauses from headings and paragraphs, in the order of the text.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::line::{self, Number};
use super::series::Series;
use super::{Clause, ClauseKind, duty};
use crate::id::ClauseId;
use crate::problem::Problems;
use crate::source::SourceFile;

/// A clause before its children are known.
struct Node {
    parent: Option<usize>,
    rank: u8,
    /// As the text numbers it; 0 where it does not.
    value: u32,
    clause: Clause,
}

/// Ranks of [`Number`] moved down by one, so that a container stands above all.
const CONTAINER: u8 = 0;

/// What to do about an odd number.
const ODD_NUMBER: &str = "对照发布的原文核对；原文如此就不用改，条款编号会自动区分";

/// 1. as `heading()` ranks it.
const MEASURE: u8 = 7;
/// （1） likewise; some documents put 1、 below it.
const BRACKETED: u8 = 8;

/// The tree as far as it was read.
pub(super) struct Tree<'a> {
    file: &'a SourceFile,
    nodes: Vec<Node>,
    has_headings: bool,
    /// The open clauses from the top.
    stack: Vec<usize>,
    /// The unnumbered group that takes the next paragraph.
    group: Option<usize>,
    /// Whether something that is no clause stood since the last paragraph.
    is_interrupted: bool,
    ids: HashMap<String, u32>,
    groups: HashMap<Option<usize>, u32>,
    numbering: Numbering,
    /// Whether this document puts 1、 below （1）.
    has_measures_below: bool,
    odd_numbers: Series,
}

impl<'a> Tree<'a> {
    pub(super) fn new(file: &'a SourceFile) -> Self {
        Self {
            file,
            nodes: Vec::new(),
            has_headings: false,
            stack: Vec::new(),
            group: None,
            is_interrupted: false,
            ids: HashMap::new(),
            groups: HashMap::new(),
            numbering: Numbering::default(),
            has_measures_below: false,
            odd_numbers: Series::new("编号问题", ODD_NUMBER),
        }
    }

    /// Whether a numbered clause was read.
    pub(super) fn has_headings(&self) -> bool {
        self.has_headings
    }

    /// Whether any clause was read.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The clause that takes the next paragraph.
    pub(super) fn open_clause(&self) -> Option<&Clause> {
        self.group.or(self.stack.last().copied()).map(|at| &self.nodes[at].clause)
    }

    /// Something that is no clause stands here.
    pub(super) fn interrupt(&mut self) {
        self.is_interrupted = true;
    }

    /// Closes all clauses: what follows is no part of them.
    pub(super) fn close_all(&mut self) {
        self.stack.retain(|&at| self.nodes[at].rank == CONTAINER);
        self.group = None;
    }

    /// An attachment (`a1`) or a second plan (`d2`).
    pub(super) fn container(
        &mut self,
        id: &str,
        number: Option<&str>,
        title: Option<&str>,
        range: Range<usize>,
    ) {
        self.stack.clear();
        self.group = None;
        self.is_interrupted = false;
        self.numbering = Numbering::default();
        self.has_measures_below = false;
        let clause = Clause {
            id: self.unique(id.to_owned()),
            kind: ClauseKind::ParagraphGroup,
            number: number.map(str::to_owned),
            title: title.map(str::to_owned),
            heading: self.file.text()[range.clone()].to_owned(),
            text: String::new(),
            units: Vec::new(),
            span: range,
            children: Vec::new(),
        };
        self.push(clause, CONTAINER, 0);
    }

    /// A line of the open container's title.
    pub(super) fn extend_heading(&mut self, title: &str, range: Range<usize>) {
        let Some(&at) = self.stack.last() else { return };
        let clause = &mut self.nodes[at].clause;
        clause.heading.push('\n');
        clause.heading.push_str(&self.file.text()[range.clone()]);
        clause.title = Some(clause.title.take().map_or_else(|| title.to_owned(), |known| known + title));
        clause.span.end = range.end;
    }

    /// A line that opens with `number`.
    pub(super) fn heading(&mut self, number: &Number, range: Range<usize>, problems: &mut Problems) {
        let rank = number.rank + 1;
        self.has_headings = true;
        self.close_for(rank, number.value);
        self.group = None;
        self.is_interrupted = false;
        let parent = self.stack.last().copied();
        let number_span = range.start..range.start + number.len;
        if let Some(told) = self.numbering.step(parent, number) {
            self.odd_numbers.tell(self.file, number_span, &told, problems);
        }
        let line = &self.file.text()[range.clone()];
        let rest = &line[number.len..];
        let kind = self.kind(number);
        let divided = line::heading(rest, kind);
        let heading_end = number.len + divided.text_start;
        let text = line[heading_end..].trim_start_matches(crate::text::fold::is_blank).to_owned();
        let clause = Clause {
            id: self.child_id(parent, &number.value.to_string()),
            kind,
            number: Some(line[..number.len].to_owned()),
            title: divided.title.map(|title| rest[title].trim().to_owned()),
            heading: line[..heading_end].trim_end_matches(crate::text::fold::is_blank).to_owned(),
            text,
            units: Vec::new(),
            span: range,
            children: Vec::new(),
        };
        self.push(clause, rank, number.value);
    }

    /// Closes what a heading of `rank` does not stand in.
    fn close_for(&mut self, rank: u8, value: u32) {
        if let Some(sibling) = self.stack.iter().position(|&at| self.nodes[at].rank == rank) {
            self.stack.truncate(sibling);
        } else if !self.is_below_bracketed(rank, value) {
            while self.stack.last().is_some_and(|&top| self.nodes[top].rank >= rank) {
                self.stack.pop();
            }
        }
    }

    /// Whether a first 1、 follows a （1） that no measure holds: it stands below it.
    fn is_below_bracketed(&mut self, rank: u8, value: u32) -> bool {
        let Some(&top) = self.stack.last() else { return false };
        let top = &self.nodes[top];
        let fits = rank == MEASURE && value == 1 && top.rank == BRACKETED;
        let is_below = fits && (top.value == 1 || self.has_measures_below);
        self.has_measures_below |= is_below;
        is_below
    }

    /// （一） under an article, or 1. under one, is an item.
    fn kind(&self, number: &Number) -> ClauseKind {
        let in_article = self.stack.iter().any(|&at| self.nodes[at].clause.kind == ClauseKind::Article);
        if in_article { ClauseKind::Item } else { number.kind }
    }

    /// A line without a number.
    pub(super) fn paragraph(&mut self, range: Range<usize>) {
        let text = &self.file.text()[range.clone()];
        let open = self.group.or(self.stack.last().copied());
        // A container whose clauses were closed takes no text of its own: that would stand before them.
        let is_last = |at: &usize| at + 1 == self.nodes.len();
        if let Some(at) = open.filter(is_last).filter(|_| !self.is_interrupted) {
            let clause = &mut self.nodes[at].clause;
            if !clause.text.is_empty() {
                clause.text.push('\n');
            }
            clause.text.push_str(text);
            clause.span.end = range.end;
            return;
        }
        self.is_interrupted = false;
        let parent = self.stack.last().copied();
        let count = self.groups.entry(parent).or_insert(0);
        *count += 1;
        let name = format!("p{count}");
        let clause = Clause {
            id: self.child_id(parent, &name),
            kind: ClauseKind::ParagraphGroup,
            number: None,
            title: None,
            heading: String::new(),
            text: text.to_owned(),
            units: Vec::new(),
            span: range,
            children: Vec::new(),
        };
        let at = self.nodes.len();
        self.nodes.push(Node { parent, rank: u8::MAX, value: 0, clause });
        self.group = Some(at);
    }

    fn push(&mut self, clause: Clause, rank: u8, value: u32) {
        let parent = self.stack.last().copied();
        self.stack.push(self.nodes.len());
        self.nodes.push(Node { parent, rank, value, clause });
    }

    fn child_id(&mut self, parent: Option<usize>, name: &str) -> ClauseId {
        let id = match parent {
            Some(parent) => format!("{}.{name}", self.nodes[parent].clause.id),
            None => name.to_owned(),
        };
        self.unique(id)
    }

    /// The id, or with `-2`, `-3` where numbers repeat.
    fn unique(&mut self, id: String) -> ClauseId {
        let count = self.ids.entry(id.clone()).or_insert(0);
        *count += 1;
        let wanted = if *count == 1 { id } else { format!("{id}-{count}") };
        // Built from digits, a-z, points and hyphens alone; a hostile depth is bounded by the ranks.
        ClauseId::parse(&wanted).unwrap_or_else(|_| ClauseId::numbered(self.nodes.len()))
    }

    /// The finished clauses: units read, children in their parents.
    pub(super) fn finish(self) -> Vec<Clause> {
        let mut nodes = self.nodes;
        for node in &mut nodes {
            let spoken = format!("{}\n{}", node.clause.heading, node.clause.text);
            node.clause.units = duty::find(&spoken);
        }
        let mut top = Vec::new();
        // Children come after their parents, so from the end each is complete.
        while let Some(mut node) = nodes.pop() {
            node.clause.children.reverse();
            match node.parent {
                Some(parent) => nodes[parent].clause.children.push(node.clause),
                None => top.push(node.clause),
            }
        }
        top.reverse();
        top
    }
}

/// What number comes next at each place.
#[derive(Default)]
struct Numbering {
    /// The last number below a clause, by rank.
    below: BTreeMap<(Option<usize>, u8), u32>,
    /// The last number in the document, by rank.
    through: BTreeMap<u8, u32>,
}

impl Numbering {
    /// Takes the next number; what is wrong with it, in words.
    fn step(&mut self, parent: Option<usize>, number: &Number) -> Option<String> {
        let value = number.value;
        let before = self.below.insert((parent, number.rank), value);
        let through = self.through.insert(number.rank, value);
        // Measures and articles may be numbered through the document; sections
        // through its chapters, as in 若干意见.
        let may_run_on = match number.kind {
            ClauseKind::Measure | ClauseKind::Article => true,
            ClauseKind::Section => before.is_none(),
            _ => false,
        };
        let runs_on = may_run_on && through.is_some_and(|last| value == last + 1);
        match before {
            Some(before) if value == before + 1 || runs_on => None,
            None if value == 1 || runs_on => None,
            Some(before) if value == before => Some(format!("编号 {value} 重复")),
            Some(before) if value > before => Some(format!("编号从 {before} 跳到 {value}")),
            Some(before) => Some(format!("编号 {value} 排在 {before} 之后")),
            None => Some(format!("编号从 {value} 开始，前面的编号缺失")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ids of a text's clauses, and how many numbers are odd.
    fn ids(text: &str) -> (Vec<String>, usize) {
        let file = SourceFile::new("text.txt", text);
        let mut problems = Problems::new();
        let outline = super::super::outline::read(&file, &mut problems);
        let mut found = Vec::new();
        let mut waiting: Vec<&Clause> = outline.clauses.iter().rev().collect();
        while let Some(clause) = waiting.pop() {
            found.push(clause.id.to_string());
            waiting.extend(clause.children.iter().rev());
        }
        (found, problems.sorted().len())
    }

    #[test]
    fn a_level_stands_where_the_document_puts_it() {
        for (text, wanted) in [
            ("一、甲\n（1）乙\n1、丙\n2、丁\n（2）戊\n1、己", "1 1.1 1.1.1 1.1.2 1.2 1.2.1"),
            ("一、甲\n1、乙\n（1）丙\n（2）丁\n2、戊", "1 1.1 1.1.1 1.1.2 1.2"),
            ("一、甲\n（一）乙\n（二）丙\n二、丁\n（三）戊", "1 1.1 1.2 2 2.3"),
        ] {
            assert_eq!(ids(text), (wanted.split(' ').map(str::to_owned).collect(), 0), "{text}");
        }
    }
}
