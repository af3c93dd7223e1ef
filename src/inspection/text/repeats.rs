//! The same paragraph in two cases: copied work, or a text published twice.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::inspection::finding::Findings;
use crate::inspection::rule::RuleId;
use crate::inspection::subject::Subject;

/// Tells every paragraph of a case that stands in an earlier one.
pub(super) fn inspect(subject: &Subject<'_>, findings: &mut Findings) {
    let shortest =
        usize::try_from(subject.settings.rules.threshold(RuleId::ParagraphRepeated)).unwrap_or(usize::MAX);
    let cases = &subject.site.column.cases;
    let texts: Vec<String> = cases.par_iter().map(|case| case.article.body.plain()).collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        for paragraph in text.lines().filter(|line| line.chars().count() >= shortest) {
            let before = *first.entry(paragraph).or_insert(at);
            if before == at {
                continue;
            }
            let start: String = paragraph.chars().take(12).collect();
            let message =
                format!("这一段与《{}》的一段完全相同：{start}…", cases[before].article.title.value);
            let problem = subject.problem(&cases[at].article.path, &start, message);
            findings.add(RuleId::ParagraphRepeated, problem);
        }
    }
}
