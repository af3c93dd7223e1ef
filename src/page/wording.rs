//! Official wording as HTML: to the character, with links laid over it.

use std::fmt::Write as _;
use std::ops::Range;

use super::At;
use crate::policy::Clause;
use crate::site::{Document, route};

/// Escapes text for HTML content and attribute values.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
    html
}

/// Whether a half-width sign stands in Chinese text: a sign of Chinese width or
/// a bracket follows it, so that neither `1,000` nor `10:30` is meant.
fn is_narrow_pause(sign: char, next: Option<char>) -> bool {
    matches!(sign, ',' | ':' | ';') && next.is_none_or(|next| !next.is_ascii() || next == '(')
}

/// What a number counts, or the date it is part of: it does not stand at the
/// beginning of a line without its number.
const COUNTED: &str = "年月日家项件个名条批次号类级万亿元";

/// The length in bytes of a number with what it counts at the start of `text`: `2025年`, `5-10个`.
fn counted(text: &str) -> Option<usize> {
    let length = text.find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '-' | '.' | ',')))?;
    let number = &text[..length];
    let is_number = number.starts_with(|sign: char| sign.is_ascii_digit())
        && number.ends_with(|sign: char| sign.is_ascii_digit());
    let what = text[length..].chars().next().filter(|sign| COUNTED.contains(*sign))?;
    is_number.then_some(length + what.len_utf8())
}

/// Escapes `line[range]`, with what the style sets with care marked in it.
///
/// Offices often publish with half-width commas. They stay as printed; the mark
/// lets the style set them with the room that a full-width one has. Numbers are
/// kept together with what they count.
fn escape_set(line: &str, range: Range<usize>, html: &mut String) {
    let mut done = range.start;
    let mut plain = range.start;
    for (at, sign) in line[range.clone()].char_indices() {
        let at = range.start + at;
        if at < done {
            continue;
        }
        let after = at + sign.len_utf8();
        let begins = !line[..at].ends_with(|before: char| before.is_ascii_alphanumeric());
        let (class, end) = if is_narrow_pause(sign, line[after..].chars().next()) {
            // A closing quotation mark leaves half its square empty: the pause moves into it.
            let tucked = line[..at].ends_with(['”', '’', '》', '）', '〕']);
            (if tucked { "pause tucked" } else { "pause" }, after)
        } else if let Some(length) = counted(&line[at..range.end]).filter(|_| begins) {
            ("whole", at + length)
        } else {
            continue;
        };
        html.push_str(&escape(&line[plain..at]));
        let _ = write!(html, "<span class=\"{class}\">{}</span>", escape(&line[at..end]));
        plain = end;
        done = end;
    }
    html.push_str(&escape(&line[plain..range.end]));
}

/// A line of official text without links.
pub(super) fn plain(line: &str) -> String {
    write(line, &[])
}

/// Escapes a title, with each short quotation in it kept on one line.
///
/// A heading that breaks inside “专精特新” is hard to read. Quotations of up to
/// eight characters are marked; the style keeps them whole.
pub(super) fn keep_quotations(title: &str) -> String {
    let mut html = String::with_capacity(title.len() + 64);
    let mut rest = title;
    while let Some(start) = rest.find('“') {
        let Some(end) = rest[start..].find('”').map(|end| start + end + '”'.len_utf8()) else { break };
        let quotation = &rest[start..end];
        html.push_str(&escape(&rest[..start]));
        if quotation.chars().count() <= 10 {
            html.push_str("<span class=\"whole\">");
            html.push_str(&escape(quotation));
            html.push_str("</span>");
        } else {
            html.push_str(&escape(quotation));
        }
        rest = &rest[end..];
    }
    html.push_str(&escape(rest));
    html
}

/// A stretch of the text that becomes an element.
struct Mark {
    range: Range<usize>,
    class: &'static str,
    /// A link where there is an address, else a `cite`.
    href: Option<String>,
}

/// What may be linked in the wording of one document, on one page.
pub(super) struct Linker<'a> {
    at: &'a At<'a>,
    document: &'a Document,
}

impl<'a> Linker<'a> {
    pub(super) fn new(at: &'a At<'a>, document: &'a Document) -> Self {
        Self { at, document }
    }

    /// The paragraphs of a clause's own text.
    pub(super) fn paragraphs(&self, clause: &Clause) -> Vec<String> {
        let mut seen = vec![false; self.document.terms.len()];
        clause
            .text
            .split('\n')
            .filter(|line| !line.trim().is_empty())
            .map(|line| self.line(clause, line.trim(), &mut seen))
            .collect()
    }

    fn line(&self, clause: &Clause, line: &str, seen: &mut [bool]) -> String {
        let mut marks = Vec::new();
        self.mark_units(clause, line, &mut marks);
        self.mark_citations(line, &mut marks);
        self.mark_terms(clause, line, seen, &mut marks);
        marks.sort_by_key(|mark| (mark.range.start, usize::MAX - mark.range.end));
        write(line, &marks)
    }

    /// Units are linked where they are made responsible: in the last stretch that names them.
    fn mark_units(&self, clause: &Clause, line: &str, marks: &mut Vec<Mark>) {
        for duty in &clause.units {
            let Some(unit) = self.at.site.unit_of(&duty.name) else { continue };
            if let Some(at) = line.rfind(duty.name.as_str()) {
                let href = Some(self.at.origin.to(&route::unit(&unit.id)));
                marks.push(Mark { range: at..at + duty.name.len(), class: "unit", href });
            }
        }
    }

    fn mark_citations(&self, line: &str, marks: &mut Vec<Mark>) {
        for citation in &self.document.policy.outline.citations {
            let printed = format!("《{}》", citation.title);
            if let Some(at) = line.find(&printed) {
                let href = document_of(self.at, citation.number.as_deref());
                marks.push(Mark { range: at..at + printed.len(), class: "citation", href });
            }
        }
    }

    /// The first use of a term in a clause leads to its definition.
    fn mark_terms(&self, clause: &Clause, line: &str, seen: &mut [bool], marks: &mut Vec<Mark>) {
        for (term, seen) in self.document.terms.iter().zip(seen) {
            if *seen || term.clause == clause.id {
                continue;
            }
            let Some(definition) = self.document.find(&term.clause) else { continue };
            let outside = |at: &usize| !is_in_title(line, *at);
            if let Some(at) = line.match_indices(&term.name).map(|(at, _)| at).find(outside) {
                let href = self.at.origin.to_clause(self.document, self.document.clause(definition));
                marks.push(Mark { range: at..at + term.name.len(), class: "term", href: Some(href) });
                *seen = true;
            }
        }
    }
}

/// Whether byte `at` lies inside 《》: a title is quoted whole.
fn is_in_title(line: &str, at: usize) -> bool {
    line[..at].rfind(['《', '》']).is_some_and(|mark| line[mark..].starts_with('《'))
}

/// The page of the document with this number, where it is on the site.
pub(super) fn document_of(at: &At<'_>, number: Option<&str>) -> Option<String> {
    let number = number?;
    let document = at
        .site
        .policies
        .iter()
        .find(|document| document.policy.record.document_number.as_deref() == Some(number))?;
    Some(at.origin.to(&route::policy(&document.policy.slug)))
}

/// The line with its marks; of marks that overlap the first and longest stands.
fn write(line: &str, marks: &[Mark]) -> String {
    let mut html = String::with_capacity(line.len() * 2);
    let mut done = 0;
    for mark in marks {
        if mark.range.start < done {
            continue;
        }
        escape_set(line, done..mark.range.start, &mut html);
        let mut text = String::new();
        escape_set(line, mark.range.clone(), &mut text);
        let _ = match &mark.href {
            Some(href) => write!(html, "<a class=\"{}\" href=\"{}\">{text}</a>", mark.class, escape(href)),
            None => write!(html, "<cite class=\"{}\">{text}</cite>", mark.class),
        };
        done = mark.range.end;
    }
    escape_set(line, done..line.len(), &mut html);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_pauses_between_chinese_are_marked_and_others_are_not() {
        for (line, html) in [
            ("优势,高品质", "优势<span class=\"pause\">,</span>高品质"),
            ("到G60,3C", "到G60,3C"),
            ("1,000家", "<span class=\"whole\">1,000家</span>"),
            ("10:30", "10:30"),
            ("单位:", "单位<span class=\"pause\">:</span>"),
            ("<甲>,“乙”", "&lt;甲&gt;<span class=\"pause\">,</span>“乙”"),
            ("“乙”,丙", "“乙”<span class=\"pause tucked\">,</span>丙"),
        ] {
            assert_eq!(plain(line), html, "{line}");
        }
    }

    #[test]
    fn numbers_stay_with_what_they_count() {
        for (line, html) in [
            (
                "到2025年达到25家",
                "到<span class=\"whole\">2025年</span>达到<span class=\"whole\">25家</span>",
            ),
            ("梳理5-10个", "梳理<span class=\"whole\">5-10个</span>"),
            ("G60科创、5G+、96871", "G60科创、5G+、96871"),
            ("A3家", "A3家"),
            ("-年", "-年"),
        ] {
            assert_eq!(plain(line), html, "{line}");
        }
    }

    #[test]
    fn short_quotations_in_a_title_are_kept_whole() {
        for (title, html) in [
            ("推动“专精特新”企业", "推动<span class=\"whole\">“专精特新”</span>企业"),
            ("“没有结尾", "“没有结尾"),
            ("“一二三四五六七八九”", "“一二三四五六七八九”"),
            ("<b>“甲”", "&lt;b&gt;<span class=\"whole\">“甲”</span>"),
        ] {
            assert_eq!(keep_quotations(title), html, "{title}");
        }
    }

    #[test]
    fn marks_never_change_a_character() {
        let line = "甲《乙<丙>》丁\"戊";
        let at = |text: &str| line.find(text).unwrap()..line.find(text).unwrap() + text.len();
        let marks = [
            Mark { range: at("《乙<丙>》"), class: "citation", href: None },
            Mark { range: at("丙"), class: "term", href: Some("#x".to_owned()) },
            Mark { range: at("丁"), class: "term", href: Some("a?b&c".to_owned()) },
        ];
        assert_eq!(
            write(line, &marks),
            "甲<cite class=\"citation\">《乙&lt;丙&gt;》</cite><a class=\"term\" href=\"a?b&amp;c\">丁</a>&quot;戊"
        );
    }
}
