//! Levels and anchors of the headings of one text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::body::Heading;
use super::output::Mark;
use super::report::{Report, quoted};
use crate::problem::Severity::Warning;

/// The headings so far.
#[derive(Debug, Default)]
pub(super) struct Headings {
    done: Vec<Heading>,
    authors: BTreeSet<String>,
    /// Levels that all headings go down, so that the page keeps its one h1.
    shift: u8,
    current: Option<Open>,
}

/// A heading whose end has not come yet.
#[derive(Debug)]
struct Open {
    heading: Heading,
    span: Range<usize>,
    before: Mark,
    inside: Mark,
}

/// What to write at the end of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The closing tag.
    Close(&'static str),
    /// Nothing: take back what was written since.
    TakeBack(Mark),
}

/// `<h2` to `<h6`, and their ends, by level.
const TAGS: [(&str, &str); 5] = [
    ("<h2 id=\"", "</h2>\n"),
    ("<h3 id=\"", "</h3>\n"),
    ("<h4 id=\"", "</h4>\n"),
    ("<h5 id=\"", "</h5>\n"),
    ("<h6 id=\"", "</h6>\n"),
];

fn tags(level: u8) -> (&'static str, &'static str) {
    TAGS[usize::from(level.clamp(2, 6) - 2)]
}

impl Headings {
    /// `has_h1`: whether the text starts at the top itself.
    pub(super) fn new(has_h1: bool) -> Self {
        Self { shift: u8::from(has_h1), ..Self::default() }
    }

    /// Begins a heading of the author's `level`; the tag to write up to its
    /// anchor, and the anchor.
    pub(super) fn start(
        &mut self,
        report: &mut Report<'_>,
        level: u8,
        anchor: Option<&str>,
        (span, before): (Range<usize>, Mark),
    ) -> (&'static str, &str) {
        if level + self.shift < 2 {
            let hint = "改成 ##：“# ”是文章标题的级别，文章标题已经在文件头写了";
            report.tell(Warning, span.clone(), "正文里用了一级标题（#），已按 ## 处理", hint);
        }
        let level = (level + self.shift).clamp(2, 6);
        let anchor = match anchor {
            Some(anchor) if self.takes(report, anchor, &span) => anchor.to_owned(),
            _ => format!("s{}", self.done.len() + 1),
        };
        let heading = Heading { level, text: String::new(), anchor };
        let open = Open { heading, span, before, inside: before };
        (tags(level).0, &self.current.insert(open).heading.anchor)
    }

    /// Tells that the opening tag ends at `mark`.
    pub(super) fn opened(&mut self, mark: Mark) {
        if let Some(open) = &mut self.current {
            open.inside = mark;
        }
    }

    /// Whether text now belongs to a heading.
    pub(super) fn is_open(&self) -> bool {
        self.current.is_some()
    }

    /// Takes text of the heading, if there is one.
    pub(super) fn add(&mut self, text: &str) {
        if let Some(open) = &mut self.current {
            open.heading.text.push_str(text);
        }
    }

    /// Ends the heading; `here` is where the output stands.
    pub(super) fn end(&mut self, report: &mut Report<'_>, here: Mark) -> End {
        let Some(mut open) = self.current.take() else { return End::Close("") };
        if here == open.inside {
            report.tell(Warning, open.span, "标题没有文字", "写上标题，或者删去这一行");
            return End::TakeBack(open.before);
        }
        self.check_level(report, &open);
        let text = &mut open.heading.text;
        text.truncate(text.trim_end().len());
        text.drain(..text.len() - text.trim_start().len());
        let end = tags(open.heading.level).1;
        self.done.push(open.heading);
        End::Close(end)
    }

    /// All of them.
    pub(super) fn finish(self) -> Vec<Heading> {
        self.done
    }

    fn check_level(&self, report: &mut Report<'_>, open: &Open) {
        let expected = self.done.last().map_or(1, |last| last.level) + 1;
        if open.heading.level <= expected {
            return;
        }
        let marks = |level: u8| "#".repeat(usize::from(level.saturating_sub(self.shift)));
        let message = match self.done.last() {
            Some(last) => format!(
                "标题跳了级：上一个标题是 {}，这里是 {}",
                marks(last.level),
                marks(open.heading.level)
            ),
            None => format!("第一个标题就是 {}，跳过了上一级", marks(open.heading.level)),
        };
        report.tell(Warning, open.span.clone(), message, format!("改成 {}", marks(expected)));
    }

    /// Whether the author's anchor can be used.
    fn takes(&mut self, report: &mut Report<'_>, anchor: &str, span: &Range<usize>) -> bool {
        let (message, hint) = if !is_anchor(anchor) {
            let hint = "锚点只能用英文字母、数字和连字符，以字母开头，如 {#apply}";
            (format!("标题的锚点“{}”不能用", quoted(anchor)), hint)
        } else if is_ours(anchor) {
            (format!("锚点“{}”留给网站自己用", quoted(anchor)), "换一个名字，如 {#apply}")
        } else if self.authors.insert(anchor.to_owned()) {
            return true;
        } else {
            (format!("锚点“{}”用了两次", quoted(anchor)), "给这个标题换一个名字")
        };
        report.tell(Warning, span.clone(), message, hint);
        false
    }
}

/// ASCII, so that an address stays readable wherever it is pasted.
fn is_anchor(anchor: &str) -> bool {
    anchor.starts_with(|first: char| first.is_ascii_alphabetic())
        && anchor.len() <= 64
        && anchor.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// `s1`, `fn1`, `fnref1`, `footnotes`, and `main`, to which the page itself jumps.
fn is_ours(anchor: &str) -> bool {
    let start = anchor.trim_end_matches(|character: char| character.is_ascii_digit() || character == '-');
    let has_number = start.len() < anchor.len();
    has_number && matches!(start, "s" | "fn" | "fnref") || matches!(anchor, "footnotes" | "main")
}
