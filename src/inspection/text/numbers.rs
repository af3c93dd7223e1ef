//! Figures shown at a glance that the text does not bear out.

use crate::inspection::finding::Findings;
use crate::inspection::rule::RuleId;
use crate::inspection::subject::Subject;
use crate::text::fold;

/// Holds the highlights of every case against its text. (Numbers of the whole
/// county are held against the figures where the site is joined.)
pub(super) fn inspect(subject: &Subject<'_>, findings: &mut Findings) {
    for case in &subject.site.column.cases {
        if case.highlights.is_empty() {
            continue;
        }
        let text = plain(&case.article.body.plain());
        for highlight in &case.highlights {
            let number: String = plain(&highlight.value);
            if !text.contains(&number) {
                let message = format!("亮点“{}”在正文里没有出处", highlight.value);
                let problem = subject.problem(&case.article.path, &highlight.value, message);
                findings.add(RuleId::HighlightUnbacked, problem);
            }
        }
    }
}

/// Without blanks and thousands' commas, in half width.
fn plain(text: &str) -> String {
    fold::half_width_str(text).chars().filter(|c| !fold::is_blank(*c) && *c != ',').collect()
}
