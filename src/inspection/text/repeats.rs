//! The same paragraph in two cases: copied work, or a text published twice.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rayon::prelude::*;

use crate::inspection::finding::Findings;
use crate::inspection::rule::RuleId;
use crate::inspection::subject::Subject;

/// A paragraph and the number by which it is found again: hashing is done side by side.
struct Paragraph<'a> {
    digest: u64,
    text: &'a str,
}

/// The paragraphs of at least `shortest` characters.
fn paragraphs(text: &str, shortest: usize) -> Vec<Paragraph<'_>> {
    let long = text.lines().filter(|line| line.len() >= shortest && line.chars().count() >= shortest);
    long.map(|text| {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        Paragraph { digest: hasher.finish(), text }
    })
    .collect()
}

/// Tells every paragraph of a case that stands in an earlier one.
pub(super) fn inspect(subject: &Subject<'_>, findings: &mut Findings) {
    let shortest =
        usize::try_from(subject.settings.rules.threshold(RuleId::ParagraphRepeated)).unwrap_or(usize::MAX);
    let cases = &subject.site.column.cases;
    let texts: Vec<String> = cases.par_iter().map(|case| case.article.body.plain()).collect();
    let long: Vec<Vec<Paragraph<'_>>> = texts.par_iter().map(|text| paragraphs(text, shortest)).collect();
    let mut first: HashMap<u64, (usize, &str)> = HashMap::with_capacity(long.iter().map(Vec::len).sum());
    for (at, long) in long.iter().enumerate() {
        for Paragraph { digest, text: paragraph } in long {
            let (before, same) = *first.entry(*digest).or_insert((at, paragraph));
            if before == at || same != *paragraph {
                continue;
            }
            let start: String = paragraph.chars().take(12).collect();
            let other = &cases[before].article;
            let message =
                format!("这一段与《{}》（{}）的一段完全相同：{start}…", other.title.value, other.path);
            let problem = subject.problem(&cases[at].article.path, &start, message);
            findings.add(RuleId::ParagraphRepeated, problem);
        }
    }
}
