//! Markdown with a header, as staff write it.
//!
//! Headings are shifted so that the page keeps its one h1; raw HTML is not let
//! through but told to its author.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::problem::{Problems, Severity};
use crate::source::SourceFile;

/// A text as HTML, ready for its page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Block elements; headings start at h2.
    pub html: String,
}

/// Splits a file into its header between two `---` lines and its body.
///
/// The header keeps its place: the rest is blanked out, so that a mistake in
/// it is told with the right line. `None`, with a problem, where there is none.
pub fn split_header(file: &SourceFile, problems: &mut Problems) -> Option<(String, Range<usize>)> {
    let text = file.text();
    let mut at = 0;
    let mut opened = None;
    for line in text.split_inclusive('\n') {
        let is_fence = line.trim_end() == "---";
        match (opened, is_fence) {
            (None, true) if at == 0 => opened = Some(line.len()),
            (None, _) => break,
            (Some(start), true) => {
                // The opening fence becomes blanks of its length, so that places stay.
                let header = format!("{}\n{}", " ".repeat(start - 1), &text[start..at]);
                return Some((header, at + line.len()..text.len()));
            }
            (Some(_), false) => {}
        }
        at += line.len();
    }
    let (message, hint) = match opened {
        None => ("缺少文件头", "第一行写三个减号（---），下面写标题等各项，再用一行 --- 结束"),
        Some(_) => ("文件头没有结束", "在各项之后单独写一行三个减号（---）"),
    };
    problems.add(file.problem(0..text.find('\n').unwrap_or(text.len()), message).hint(hint));
    None
}

/// Turns the bytes `body` of a file into HTML.
pub fn render(file: &SourceFile, body: Range<usize>, problems: &mut Problems) -> Rendered {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let parser = Parser::new_ext(&file.text()[body.clone()], options).into_offset_iter();
    let mut events = Vec::new();
    for (event, span) in parser {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                let span = body.start + span.start..body.start + span.end;
                let problem = file.problem(span, "正文里的 HTML 标签没有发布").severity(Severity::Warning);
                problems.add(problem.hint("改用 Markdown 写法；需要显示尖括号时写成 &lt;"));
            }
            other => events.push(without_script(other)),
        }
    }
    // The page's title is its h1: a text that starts at the top goes one level down.
    if events.iter().any(|event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })))
    {
        events = events.into_iter().map(shift).collect();
    }
    let mut html = String::new();
    html::push_html(&mut html, events.into_iter());
    Rendered { html }
}

/// One level down.
fn shift(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: lower(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        other => other,
    }
}

/// No address that runs script.
fn without_script(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) if is_unsafe(&dest_url) => {
            Event::Start(Tag::Link { link_type, dest_url: "#".into(), title, id })
        }
        other => other,
    }
}

fn is_unsafe(address: &str) -> bool {
    let head: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(12).collect();
    let head = head.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| head.starts_with(scheme))
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> (String, usize) {
        let file = SourceFile::new("a.md", text);
        let mut problems = Problems::new();
        let rendered = render(&file, 0..text.len(), &mut problems);
        (rendered.html, problems.into_iter().count())
    }

    #[test]
    fn headings_leave_the_page_its_one_h1() {
        assert_eq!(html("# 甲\n\n## 乙\n").0, "<h2>甲</h2>\n<h3>乙</h3>\n");
        assert_eq!(html("## 甲\n\n### 乙\n").0, "<h2>甲</h2>\n<h3>乙</h3>\n");
    }

    #[test]
    fn html_and_script_addresses_do_not_get_through() {
        let (page, told) = html("前<script>x</script>后\n\n<iframe></iframe>\n\n[点](java\tscript:x)");
        assert!(
            !page.contains("<script") && !page.contains("<iframe") && !page.contains("javascript"),
            "{page}"
        );
        assert!(told >= 3);
    }

    #[test]
    fn the_header_keeps_its_place() {
        let file = SourceFile::new("a.md", "---\r\n标题: 甲\r\n---\r\n正文\r\n");
        let (header, body) = split_header(&file, &mut Problems::new()).unwrap();
        assert_eq!(header.find("标题"), file.text().find("标题"));
        assert_eq!(&file.text()[body], "正文\r\n");
        for text in ["", "标题: 甲", "---\n标题: 甲\n"] {
            let mut problems = Problems::new();
            assert!(split_header(&SourceFile::new("a.md", text), &mut problems).is_none());
            assert_eq!(problems.into_iter().count(), 1, "{text}");
        }
    }
}
