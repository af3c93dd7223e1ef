//! Problems of one kind in one text: the first are told each, the rest in one line.

use std::ops::Range;

use crate::problem::{Problems, Severity};
use crate::source::SourceFile;

/// More of one kind than this are no slip; listing all would hide the rest.
const MOST: usize = 50;

/// One kind of problem, counted.
pub(super) struct Series {
    /// What is wrong, as a noun: 编号问题.
    name: &'static str,
    hint: &'static str,
    count: usize,
}

impl Series {
    pub(super) fn new(name: &'static str, hint: &'static str) -> Self {
        Self { name, hint, count: 0 }
    }

    /// A warning at `span`; after [`MOST`] of them one that says so, then none.
    pub(super) fn tell(
        &mut self,
        file: &SourceFile,
        span: Range<usize>,
        message: &str,
        problems: &mut Problems,
    ) {
        self.count += 1;
        let problem = match self.count {
            ..=MOST => file.problem(span, message),
            n if n == MOST + 1 => {
                file.problem(span, format!("{}超过 {MOST} 处，从这里起不再逐一列出", self.name))
            }
            _ => return,
        };
        problems.add(problem.severity(Severity::Warning).hint(self.hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_told_and_the_rest_in_one_line() {
        let file = SourceFile::new("text.txt", "甲\n".repeat(200));
        let mut problems = Problems::new();
        let mut series = Series::new("日期问题", "核对");
        for at in 0..200 {
            series.tell(&file, at * 4..at * 4 + 3, "日历上没有这一天", &mut problems);
        }
        let told = problems.sorted();
        assert_eq!(told.len(), MOST + 1);
        let last = told.iter().find(|problem| problem.message.starts_with("日期问题超过 50 处"));
        assert_eq!(last.and_then(|problem| problem.location()).as_deref(), Some("text.txt:51:1"));
    }
}
