//! Footnotes: numbered in the order in which they are called, gathered at the end.

use std::collections::BTreeMap;
use std::ops::Range;

use super::output::Output;
use super::report::{Report, quoted};
use crate::problem::Severity::Warning;

/// How a link back to the text starts; what it shows is no text of the author.
pub(super) const BACK_LINK: &str = "<a class=\"footnote-back\"";

/// The footnotes of one text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    by_label: BTreeMap<String, usize>,
    /// In order of number.
    notes: Vec<Note>,
}

#[derive(Debug, Default)]
struct Note {
    calls: usize,
    text: Option<Output>,
    span: Range<usize>,
}

impl Footnotes {
    /// Writes a call of the note `label`.
    pub(super) fn call(&mut self, out: &mut Output, label: &str, span: Range<usize>) {
        let number = self.number(label, span);
        let note = &mut self.notes[number - 1];
        note.calls += 1;
        out.markup("<sup class=\"footnote-ref\"><a id=\"");
        call_id(out, number, note.calls);
        out.markup("\" href=\"#fn");
        out.number(number);
        out.markup("\" role=\"doc-noteref\" aria-label=\"注释");
        out.number(number);
        out.markup("\">");
        out.number(number);
        out.markup("</a></sup>");
    }

    /// Takes the text of the note `label`.
    pub(super) fn define(&mut self, report: &mut Report<'_>, label: &str, text: Output, span: Range<usize>) {
        let number = self.number(label, span.clone());
        let note = &mut self.notes[number - 1];
        match &mut note.text {
            Some(first) => {
                let message = format!("脚注“{}”写了两次", quoted(label));
                report.tell(Warning, span.clone(), message, "给其中一处换一个编号");
                first.append(text);
            }
            empty => *empty = Some(text),
        }
        note.span = span;
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.notes.len()
    }

    /// Writes all of them under their heading.
    pub(super) fn finish(self, report: &mut Report<'_>, out: &mut Output) {
        if self.notes.is_empty() {
            return;
        }
        out.markup("<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes\"><h2 id=\"footnotes\">注释</h2>\n<ol>\n");
        for (index, note) in self.notes.into_iter().enumerate() {
            write_note(report, out, index + 1, note);
        }
        out.markup("</ol>\n</section>\n");
    }

    /// Labels are compared without case, as the parser does.
    fn number(&mut self, label: &str, span: Range<usize>) -> usize {
        let next = self.notes.len() + 1;
        let number = *self.by_label.entry(label.to_lowercase()).or_insert(next);
        if number == next {
            self.notes.push(Note { span, ..Note::default() });
        }
        number
    }
}

fn write_note(report: &mut Report<'_>, out: &mut Output, number: usize, note: Note) {
    if note.calls == 0 {
        let hint = "在正文里要注释的地方写上 [^…]，或者删去这条脚注";
        report.tell(Warning, note.span, "这条脚注在正文里没有引用", hint);
    }
    out.markup("<li id=\"fn");
    out.number(number);
    out.markup("\">");
    out.append(note.text.unwrap_or_default());
    let is_paragraph = out.replace_end("</p>\n", "");
    for call in 1..=note.calls {
        out.markup(" ");
        out.markup(BACK_LINK);
        out.markup(" href=\"#");
        call_id(out, number, call);
        out.markup("\" role=\"doc-backlink\" aria-label=\"回到正文中注释");
        out.number(number);
        if note.calls > 1 {
            out.markup("第");
            out.number(call);
            out.markup("处");
        }
        out.markup("\">↩</a>");
    }
    out.markup(if is_paragraph { "</p></li>\n" } else { "</li>\n" });
}

fn call_id(out: &mut Output, number: usize, call: usize) {
    out.markup("fnref");
    out.number(number);
    if call > 1 {
        out.markup("-");
        out.number(call);
    }
}
