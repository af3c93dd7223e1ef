//! A problem as a browser shows it.

use std::fmt::Write as _;

pub(super) use crate::inspection::escaped;
use crate::problem::{Place, Problem};
use crate::text::width;

/// A list of problems; nothing for none.
pub(super) fn list<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> String {
    let mut out = String::new();
    for problem in problems {
        item(&mut out, problem);
    }
    if out.is_empty() { out } else { format!("<ul class=\"sp-list\">{out}</ul>") }
}

fn item(out: &mut String, problem: &Problem) {
    let label = problem.severity.label();
    let _ = write!(out, "<li><p><b class=\"sp-level\" data-level=\"{label}\">{label}</b> ");
    out.push_str(&escaped(&problem.message));
    out.push_str("</p>");
    if let Some(location) = problem.location() {
        let _ = write!(out, "<p><code>{}</code></p>", escaped(&location));
    }
    if let Some(place) = &problem.place {
        excerpt(out, place);
    }
    if let Some(hint) = &problem.hint {
        let _ = write!(out, "<p>提示：{}</p>", escaped(hint));
    }
    out.push_str("</li>");
}

/// The line with the culprit marked. Columns are those of a terminal.
fn excerpt(out: &mut String, place: &Place) {
    let _ = write!(out, "<pre><span class=\"sp-line\">{}</span> ", place.line);
    let (mut before, mut culprit, mut after) = (String::new(), String::new(), String::new());
    let mut column = 0;
    for character in place.excerpt.trim_end().chars() {
        let part = if column < place.indent {
            &mut before
        } else if column < place.indent + place.width {
            &mut culprit
        } else {
            &mut after
        };
        part.push(character);
        column += width::of_char(character);
    }
    out.push_str(&escaped(&before));
    if !culprit.is_empty() {
        let _ = write!(out, "<mark>{}</mark>", escaped(&culprit));
    }
    out.push_str(&escaped(&after));
    out.push_str("</pre>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn what_an_author_wrote_is_shown_and_never_run() {
        let text = "标题: <script>\"x\"</script>尾\n";
        let file = SourceFile::new("content/a&b.md", text);
        let start = text.find('<').unwrap();
        let problem = file.problem(start..start + 8, "不认识“<b>”").hint("<i>");
        let html = list([&problem]);
        assert!(html.contains("<mark>&lt;script&gt;</mark>&quot;x&quot;&lt;/script&gt;尾</pre>"), "{html}");
        assert!(html.contains("<code>content/a&amp;b.md:1:7</code>"), "{html}");
        assert!(html.contains("不认识“&lt;b&gt;”") && html.contains("提示：&lt;i&gt;"), "{html}");
        assert_eq!(list([]), "");
    }
}
