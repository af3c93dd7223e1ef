//! What is wrong in what somebody wrote, where, and what to do about it.
//!
//! A [`Problem`] is written for a clerk: plain Chinese, with the place in the
//! file and a remedy. An author's mistake is never an `Err`: it is collected in
//! [`Problems`] and the run goes on, so that one run shows all of them.
//! Knows nothing of plans or pages.

use std::cmp::Ordering;
use std::fmt::{self, Write as _};

use serde::Serialize;

use crate::text::width;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 错误: nothing is published until it is mended.
    Error,
    /// 警告: published as it is, but somebody should look.
    Warning,
    /// 建议: honest gaps (待补) and things that could be better.
    Advice,
}

impl Severity {
    /// The word a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Advice => "建议",
        }
    }
}

/// Where in a file a problem is, with the line itself for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// 1-based.
    pub line: usize,
    /// 1-based, counted in display columns: a Han character takes two, as in
    /// the status bar of the editors that offices use.
    pub column: usize,
    /// How many display columns the culprit takes; at least 1.
    pub width: usize,
    /// The line as it stands in the file, cut to a readable length.
    pub excerpt: String,
    /// Display columns of `excerpt` before the culprit. Differs from `column`
    /// where the start of a long line was cut off.
    #[serde(skip)]
    pub indent: usize,
}

impl Place {
    /// The excerpt before the culprit, the culprit, the excerpt behind it.
    #[must_use]
    pub fn parts(&self) -> (&str, &str, &str) {
        let (before, rest) = self.excerpt.split_at(self.byte_at(self.indent));
        let (culprit, after) = rest.split_at(self.byte_at(self.indent + self.width) - before.len());
        (before, culprit, after)
    }

    /// The byte of the excerpt at a display column.
    fn byte_at(&self, column: usize) -> usize {
        let mut columns = 0;
        for (at, character) in self.excerpt.char_indices() {
            if columns >= column {
                return at;
            }
            columns += width::of_char(character);
        }
        self.excerpt.len()
    }
}

/// One mistake or gap, told to the person who can mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// File relative to the project's root, with `/`; `None` for the project as a whole.
    pub path: Option<String>,
    /// `None` where the file as a whole is meant.
    pub place: Option<Place>,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem of the project as a whole.
    pub fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self { severity, path: None, place: None, message: message.into(), hint: None }
    }

    /// The same, of the file at `path` (relative to the project's root).
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same, at `place` of its file.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, with what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, with another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same for a reader, under the word `label`: 单项否决, 扣分.
    #[must_use]
    pub fn told_as<'a>(&'a self, label: &'a str) -> ToldAs<'a> {
        ToldAs { problem: self, label }
    }

    /// `content/cases/nut.md:4:9`, or as much of it as is known.
    #[must_use]
    pub fn location(&self) -> Option<String> {
        let path = self.path.as_deref()?;
        Some(match &self.place {
            Some(place) => format!("{path}:{}:{}", place.line, place.column),
            None => path.to_owned(),
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told_as(self.severity.label()).fmt(f)
    }
}

/// A problem under another word than that of its severity.
#[derive(Debug, Clone, Copy)]
pub struct ToldAs<'a> {
    problem: &'a Problem,
    label: &'a str,
}

impl fmt::Display for ToldAs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { problem, label } = self;
        write!(f, "{label}：{}", problem.message)?;
        if let Some(location) = problem.location() {
            write!(f, "\n --> {location}")?;
        }
        let mut gutter = 1;
        if let Some(place) = &problem.place {
            let number = place.line.to_string();
            gutter = number.len();
            let blank = " ".repeat(gutter);
            let caret = caret_line(place);
            write!(f, "\n{blank} |\n{number} | {}\n{blank} | {caret}", place.excerpt)?;
        }
        if let Some(hint) = &problem.hint {
            write!(f, "\n{} = 提示：{hint}", " ".repeat(gutter))?;
        }
        Ok(())
    }
}

/// The line of `^` under the culprit. Wide characters before it become wide
/// blanks, so that the caret stands right in any terminal font.
fn caret_line(place: &Place) -> String {
    let mut line = String::new();
    let mut column = 0;
    for character in place.excerpt.chars() {
        if column >= place.indent {
            break;
        }
        let columns = width::of_char(character);
        column += columns;
        line.push(if columns == 2 { '\u{3000}' } else { ' ' });
    }
    let _ = write!(line, "{}", "^".repeat(place.width.max(1)));
    line
}

/// All problems of a run, in a fixed order when read.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn add(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    /// Adds many.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.list.extend(problems);
    }

    /// Says of the first error what is left out because of it, so that nobody looks for that elsewhere.
    /// Where none was told, nothing is said.
    pub fn leave_out(&mut self, what: &str) {
        let mut errors = self.list.iter_mut().filter(|problem| problem.severity == Severity::Error);
        if let Some(first) = errors.next() {
            let _ = write!(first.message, "；改好以前，{what}不出现在网站上");
        }
    }

    /// Whether nothing was told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many of `severity`.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|problem| problem.severity == severity).count()
    }

    /// Whether something keeps the site from being published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether nothing but advice is left.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.list.iter().all(|problem| problem.severity == Severity::Advice)
    }

    /// Sorted by severity, file and line; equal ones once.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Problem> {
        let mut sorted: Vec<&Problem> = self.list.iter().collect();
        sorted.sort_by(|a, b| {
            (a.severity, &a.path, &a.place)
                .cmp(&(b.severity, &b.path, &b.place))
                .then_with(|| natural(&a.message, &b.message))
        });
        sorted.dedup();
        sorted
    }
}

/// The order of two messages in which J4 comes before J10: digits count as one number.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (Some(x), Some(y)) = (left.chars().next(), right.chars().next()) else {
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let (first, second) = (digits(left), digits(right));
            let key = |digits: &str| digits.trim_start_matches('0').len();
            let order = key(first).cmp(&key(second));
            let order = order.then_with(|| first.trim_start_matches('0').cmp(second.trim_start_matches('0')));
            if order != Ordering::Equal {
                return order;
            }
            (left, right) = (&left[first.len()..], &right[second.len()..]);
        } else if x == y {
            (left, right) = (&left[x.len_utf8()..], &right[y.len_utf8()..]);
        } else {
            return x.cmp(&y);
        }
    }
}

/// The ASCII digits that `text` starts with.
fn digits(text: &str) -> &str {
    &text[..text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len())]
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn a_problem_reads_like_the_style_guide() {
        let text = "---\n标题: 一颗螺帽\n政策: zjtx-2022\n条款: [\"9.1\"]\n---\n";
        let file = SourceFile::new("content/cases/nut.md", text);
        let start = text.find("\"9.1\"").unwrap();
        let problem = file.problem(start..start + 5, "没有条款 9.1").hint("查看编号");
        assert_eq!(
            problem.to_string(),
            "错误：没有条款 9.1\n --> content/cases/nut.md:4:8\n  |\n4 | 条款: [\"9.1\"]\n  | \u{3000}\u{3000}   ^^^^^\n  = 提示：查看编号"
        );
    }

    #[test]
    fn a_place_falls_into_what_is_wrong_and_what_stands_around_it() {
        let text = "前面一段话：专精特薪企业\n";
        let place = |wrong: &str| {
            let start = text.find(wrong).unwrap();
            SourceFile::new("a.md", text).place(start..start + wrong.len())
        };
        assert_eq!(place("专精特薪").parts(), ("前面一段话：", "专精特薪", "企业"));
        assert_eq!(place("前").parts(), ("", "前", "面一段话：专精特薪企业"));
        assert_eq!(place("\n").parts().2, "");
    }

    #[test]
    fn cells_come_in_the_order_of_their_rows() {
        for (first, second) in
            [("J4：甲", "J10：甲"), ("J4：甲", "K4：甲"), ("a", "a1"), ("a007", "a8"), ("a08", "a8")]
        {
            assert_eq!(natural(first, second), Ordering::Less, "{first} {second}");
            assert_eq!(natural(second, first), Ordering::Greater, "{first} {second}");
        }
        assert_eq!(natural("表“进展”J4", "表“进展”J4"), Ordering::Equal);
    }

    #[test]
    fn advice_alone_is_clean_and_a_warning_is_not() {
        let mut problems = Problems::new();
        problems.add(Problem::new(Severity::Advice, "待补"));
        assert!(problems.is_clean());
        problems.add(Problem::new(Severity::Warning, "跳号"));
        assert!(!problems.is_clean() && !problems.has_errors());
    }
}
