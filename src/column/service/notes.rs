//! Problems of one table; past a number that nobody reads through, they are only counted.

use crate::problem::{Problem, Problems, Severity};

/// How many problems of a table are told before the rest must wait.
const ROOM: usize = 100;

/// Where the problems of a table are collected.
pub(super) struct Notes<'a> {
    problems: &'a mut Problems,
    room: usize,
    left_out: Vec<(Severity, Option<String>)>,
}

impl<'a> Notes<'a> {
    /// None yet.
    pub(super) fn new(problems: &'a mut Problems) -> Self {
        Self { problems, room: ROOM, left_out: Vec::new() }
    }

    /// Adds one.
    pub(super) fn add(&mut self, problem: Problem) {
        match self.room.checked_sub(1) {
            Some(room) => {
                self.room = room;
                self.problems.add(problem);
            }
            None => self.left_out.push((problem.severity, problem.path)),
        }
    }

    /// Where a part that reads texts puts what is wrong with them.
    pub(super) fn problems(&mut self) -> &mut Problems {
        self.problems
    }
}

impl Drop for Notes<'_> {
    fn drop(&mut self) {
        let Some((worst, path)) = self.left_out.iter().min() else { return };
        let message = format!("另有 {} 处问题没有列出", self.left_out.len());
        let mut problem = Problem::new(*worst, message).hint("先改好列出的，再检查一次");
        problem.path.clone_from(path);
        self.problems.add(problem);
    }
}
