//! What the numbers of a sentence take from the words far before them.

use std::ops::Range;

use jiff::civil::Date;

use super::word::Word;
use crate::quantity::Op;

/// What is known of time outside the line.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Calendar {
    /// When the document was made: what was due before tells of the past.
    pub(super) issued: Option<Date>,
    /// The last date that was named; goes on to the next sentence.
    pub(super) deadline: Option<Date>,
    /// The year of a plan for one year: 6月底前 lies in it.
    pub(super) year: Option<i16>,
}

impl Calendar {
    /// The year of a month that is named without one.
    pub(super) fn year(self) -> Option<i16> {
        self.year.or(self.deadline.map(Date::year))
    }
}

/// How a sentence speaks.
#[derive(Debug, Default)]
pub(super) struct Mood {
    pub(super) modality: Option<Range<usize>>,
    /// 力争到2025年 governs beyond a semicolon.
    pub(super) is_wide: bool,
    /// Whether a date to come was named.
    pub(super) is_dated: bool,
    pub(super) speech: Speech,
}

/// What a sentence does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Speech {
    /// Says what shall be.
    #[default]
    Promise,
    /// Tells what is; until a date to come, or 力争.
    Fact,
    /// Gives money to someone; to its end.
    Reward,
}

impl Mood {
    /// The sentence goes on to tell (`is_fact`) or to promise.
    pub(super) fn turn(&mut self, is_fact: bool) {
        if self.speech != Speech::Reward {
            self.speech = if is_fact { Speech::Fact } else { Speech::Promise };
        }
    }
}

/// What the members of a list have in common.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) verb: Option<Word>,
    pub(super) is_yearly: bool,
    pub(super) is_number_first: bool,
    pub(super) per: Option<Range<usize>>,
    pub(super) op: Op,
}

/// What was spoken of last.
#[derive(Debug, Clone)]
pub(super) struct Object {
    pub(super) name: Range<usize>,
    pub(super) motion: Range<usize>,
    /// Where a quote of it begins.
    pub(super) lead: usize,
    /// Whether a number of it was given.
    pub(super) is_counted: bool,
}

/// What a number is of.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) name: Range<usize>,
    pub(super) motion: Range<usize>,
    /// Where its quote begins.
    pub(super) lead: usize,
    /// Whether it shares the name of the number before: 分别达到8、10平方米.
    pub(super) is_shared: bool,
}
