//! The header that a file starts with, between two lines of `---`.

use std::ops::Range;

use crate::problem::Problems;
use crate::source::SourceFile;

/// Splits a file into its header between two `---` lines and its body.
///
/// The header keeps its place: the rest is blanked out, so that a mistake in
/// it is told with the right line. `None`, with a problem, where there is none.
pub fn split_header(file: &SourceFile, problems: &mut Problems) -> Option<(String, Range<usize>)> {
    let text = file.text();
    let mut at = 0;
    let mut opened = None;
    let mut wrong_fence = None;
    for line in text.split_inclusive('\n') {
        let is_fence = line.trim_end() == "---";
        if !is_fence && wrong_fence.is_none() && looks_like_fence(line) {
            wrong_fence = Some(at..at + line.trim_end().len());
        }
        match (opened, is_fence) {
            (None, true) if at == 0 => opened = Some(line.len()),
            (None, _) => break,
            (Some(start), true) => {
                // The opening fence becomes blanks of its length, so that places stay.
                let header = format!("{}\n{}", " ".repeat(start - 1), &text[start..at]);
                problems.extend(file.strange(0..at, "文件头"));
                return Some((header, at + line.len()..text.len()));
            }
            (Some(_), false) => {}
        }
        at += line.len();
    }
    tell(file, opened.is_some(), wrong_fence, problems);
    None
}

/// Three strokes of a full-width keyboard, or too many or too few of the right ones.
fn looks_like_fence(line: &str) -> bool {
    let line = line.trim();
    let is_stroke = |character| matches!(character, '-' | '－' | '—' | '–' | '―' | '─' | '﹣' | '−' | '一');
    line.chars().count() > 1 && line.chars().all(is_stroke)
}

fn tell(file: &SourceFile, is_open: bool, wrong_fence: Option<Range<usize>>, problems: &mut Problems) {
    let problem = match wrong_fence {
        Some(span) => file
            .problem(span, "文件头的分隔线写法不对")
            .hint("切换到英文输入法，写成三个半角减号（---），单独占一行"),
        None => {
            let (message, hint) = if is_open {
                ("文件头没有结束", "在各项之后单独写一行三个减号（---）")
            } else {
                ("缺少文件头", "第一行写三个减号（---），下面写标题等各项，再用一行 --- 结束")
            };
            let text = file.text();
            file.problem(0..text.find('\n').unwrap_or(text.len()), message).hint(hint)
        }
    };
    problems.add(problem);
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn what_nobody_sees_in_a_header_is_told() {
        let file = SourceFile::new("a.md", "---\n标题: 甲\u{200b}乙\n---\n正文\n");
        let mut problems = Problems::new();
        assert!(split_header(&file, &mut problems).is_some());
        let told: Vec<_> =
            problems.into_iter().map(|problem| problem.location().unwrap_or_default()).collect();
        assert_eq!(told, ["a.md:2:9"]);
    }

    #[test]
    fn a_fence_of_the_wrong_strokes_is_shown() {
        for (text, place) in [
            ("———\n标题: 甲\n———\n", "a.md:1:1"),
            ("－－－\r\n标题: 甲\r\n－－－\r\n", "a.md:1:1"),
            ("---\n标题: 甲\n－－－\n正文\n", "a.md:3:1"),
            ("-----\n标题: 甲\n", "a.md:1:1"),
        ] {
            let mut problems = Problems::new();
            assert!(split_header(&SourceFile::new("a.md", text), &mut problems).is_none());
            let told: Vec<_> = problems.into_iter().collect();
            assert_eq!(told.len(), 1, "{text}");
            assert_eq!(told[0].location().as_deref(), Some(place), "{text}");
            assert!(told[0].hint.as_deref().unwrap_or_default().contains("半角"), "{text}");
        }
    }
}
