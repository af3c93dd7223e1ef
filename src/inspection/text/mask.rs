//! A source without what is no text: markup, addresses, comments. Every byte that
//! goes becomes a blank, so that places stay.

use crate::source::SourceFile;

/// What a reader reads of a file, at the places where it stands there.
pub(super) fn readable(file: &SourceFile) -> String {
    let path = file.path();
    let mut text = file.text().as_bytes().to_vec();
    let header = if path.ends_with(".md") { header_length(file.text()) } else { 0 };
    let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    let yaml_end = if is_yaml { text.len() } else { header };
    yaml(&mut text[..yaml_end]);
    if path.ends_with(".md") {
        markdown(&mut text[header..]);
    }
    addresses(&mut text);
    // Only whole characters were blanked: every mark that starts or ends a blank is ASCII.
    simdutf8::basic::from_utf8(&text).unwrap_or(file.text()).to_owned()
}

/// Where the running text of a file starts: what stands before is data.
pub(super) fn body(file: &SourceFile) -> usize {
    let path = file.path();
    if path.ends_with(".yaml") || path.ends_with(".yml") {
        file.text().len()
    } else if path.ends_with(".md") {
        header_length(file.text())
    } else {
        0
    }
}

/// The words of a template: its tags, and what the engine puts in place of them, are blanked.
pub(super) fn template(file: &SourceFile) -> String {
    let mut text = file.text().as_bytes().to_vec();
    for (open, close) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}"), ("<!--", "-->")] {
        between(&mut text, open.as_bytes(), close.as_bytes());
    }
    tags(&mut text);
    simdutf8::basic::from_utf8(&text).unwrap_or(file.text()).to_owned()
}

/// Whether byte `at` stands in an entry whose purpose is to say how to reach somebody.
pub(super) fn is_contact(file: &SourceFile, at: usize) -> bool {
    let text = file.text();
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    if file.path().ends_with(".csv") {
        return is_contact_column(text, &text[start..at]);
    }
    let is_body = file.path().ends_with(".md") && start >= header_length(text);
    let is_data =
        file.path().ends_with(".yaml") || file.path().ends_with(".yml") || file.path().ends_with(".md");
    if is_body || !is_data {
        return false;
    }
    let entry = text[start..at].rsplit(['{', ',', '，']).next().unwrap_or_default();
    let key = entry.split(':').next().unwrap_or_default().trim().trim_start_matches("- ");
    is_contact_name(key)
}

fn is_contact_name(name: &str) -> bool {
    const NAMES: [&str; 7] = ["电话", "手机", "邮箱", "传真", "联系方式", "phone", "email"];
    NAMES.iter().any(|known| name.contains(known))
}

/// Whether the cell after `before` stands below a head that asks for a contact.
fn is_contact_column(text: &str, before: &str) -> bool {
    let column = before.split('"').step_by(2).map(|part| part.matches(',').count()).sum::<usize>();
    let head = text.lines().next().unwrap_or_default();
    head.split(',').nth(column).is_some_and(is_contact_name)
}

/// Bytes of the header with its two lines of `---`; 0 where there is none.
fn header_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("---") else { return 0 };
    rest.find("\n---").map_or(0, |end| {
        let end = "---".len() + end + "\n---".len();
        text[end..].find('\n').map_or(text.len(), |more| end + more + 1)
    })
}

fn blank(bytes: &mut [u8]) {
    bytes.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}

/// Comments and straight quotes of YAML.
fn yaml(bytes: &mut [u8]) {
    for line in bytes.split_mut(|byte| *byte == b'\n') {
        let comment = (0..line.len())
            .find(|&at| line[at] == b'#' && line[..at].last().is_none_or(u8::is_ascii_whitespace));
        if let Some(at) = comment {
            blank(&mut line[at..]);
        }
        line.iter_mut().filter(|byte| matches!(byte, b'"' | b'\'')).for_each(|byte| *byte = b' ');
    }
}

/// Code, embeds, HTML tags, link targets and marks of Markdown.
fn markdown(bytes: &mut [u8]) {
    for (open, close) in
        [("```", "```"), ("{{", "}}"), ("<!--", "-->"), ("](", ")"), ("[^", "]"), ("[!", "]")]
    {
        between(bytes, open.as_bytes(), close.as_bytes());
    }
    tags(bytes);
}

fn between(bytes: &mut [u8], open: &[u8], close: &[u8]) {
    let mut at = 0;
    while let Some(start) = find(&bytes[at..], open).map(|found| at + found) {
        let inside = start + open.len();
        let Some(end) = find(&bytes[inside..], close).map(|found| inside + found + close.len()) else {
            return;
        };
        blank(&mut bytes[start..end]);
        at = end;
    }
}

fn tags(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(start) = find(&bytes[at..], b"<").map(|found| at + found) {
        let is_tag = bytes.get(start + 1).is_some_and(|next| next.is_ascii_alphabetic() || *next == b'/');
        let end = find(&bytes[start..], b">").map(|found| start + found + 1);
        match end.filter(|_| is_tag) {
            Some(end) => {
                blank(&mut bytes[start..end]);
                at = end;
            }
            None => at = start + 1,
        }
    }
}

/// `https://…` up to a blank or the first character that is not ASCII.
fn addresses(bytes: &mut [u8]) {
    for scheme in [b"http://".as_slice(), b"https://"] {
        let mut at = 0;
        while let Some(start) = find(&bytes[at..], scheme).map(|found| at + found) {
            let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_graphic()).count();
            blank(&mut bytes[start..start + length]);
            at = start + length;
        }
    }
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_becomes_blanks_of_the_same_length() {
        let text = "---\n标题: \"一颗\" # 注\n---\n见[方案](a(1).md)，`x` {{ 指标: a }} <b>粗</b> https://a.cn/x。\n";
        let file = SourceFile::new("content/cases/a.md", text);
        let read = readable(&file);
        assert_eq!(read.len(), text.len());
        for gone in ["注", "指标", "<b>", "https", "\""] {
            assert!(!read.contains(gone), "{gone}: {read}");
        }
        for kept in ["标题:", "一颗", "见[方案", "粗", "。"] {
            assert_eq!(read.find(kept), text.find(kept), "{kept}: {read}");
        }
    }

    #[test]
    fn a_template_keeps_what_readers_see() {
        let text = "{# 注 #}<p title=\"甲\">{% if a %}乙{% endif %}{{ b }}丙</p>";
        let read = template(&SourceFile::new("themes/default/templates/a", text));
        assert_eq!((read.len(), read.split_whitespace().collect::<Vec<_>>()), (text.len(), vec!["乙", "丙"]));
    }

    #[test]
    fn a_contact_is_an_entry_that_asks_for_one() {
        for (path, text, is_one) in [
            ("content/units.yaml", "电话: @\n", true),
            ("content/units.yaml", "  - {名称: 甲, 联系电话: @}\n", true),
            ("content/units.yaml", "说明: @\n", false),
            ("content/notices/a.md", "---\n电话: @\n---\n", true),
            ("content/notices/a.md", "---\na: b\n---\n电话: @\n", false),
            ("content/services/a.csv", "名称,电话\n甲,@\n", true),
            ("content/services/a.csv", "名称,说明,电话\n\"甲,乙\",@\n", false),
        ] {
            let at = text.find('@').unwrap();
            assert_eq!(is_contact(&SourceFile::new(path, text), at), is_one, "{path} {text}");
        }
    }
}
