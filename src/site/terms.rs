//! Terms that a document defines: 本方案所称…是指…, （以下简称“…”）.

use crate::id::ClauseId;
use crate::site::Document;

/// A defined term and where its definition stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As it is used elsewhere in the text: `“专精特新”中小企业`.
    pub name: String,
    /// The clause that defines it.
    pub clause: ClauseId,
}

/// Words that open a definition, and those that may close its term.
const OPENINGS: [&str; 4] = ["所称的", "所称", "所述的", "所述"];
const CLOSINGS: [&str; 7] = [",是指", "，是指", "是指", "包括", ",包括", "，包括", "指"];
const SHORT_FORMS: [&str; 4] = ["以下简称", "以下统称", "下称", "简称"];
/// The longest term, in characters: a longer match is a sentence.
const LONGEST: usize = 24;

/// The terms of a document in printed order, each once.
#[must_use]
pub fn find(document: &Document) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for (_, clause) in document.iter() {
        for name in definitions(&clause.text).into_iter().chain(short_forms(&clause.text)) {
            if !terms.iter().any(|term| term.name == name) {
                terms.push(Term { name, clause: clause.id.clone() });
            }
        }
    }
    terms
}

/// 本方案所述X包括：the X.
fn definitions(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for sentence in text.split(['。', '\n', ';', '；']) {
        let Some((opening, at)) = OPENINGS.iter().find_map(|word| Some((word, sentence.find(word)?))) else {
            continue;
        };
        let rest = &sentence[at + opening.len()..];
        let end = CLOSINGS.iter().filter_map(|word| rest.find(word)).min();
        if let Some(name) = end.and_then(|end| term(&rest[..end])) {
            found.push(name);
        }
    }
    found
}

/// （以下简称“X”）：the X.
fn short_forms(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in &SHORT_FORMS[..3] {
        for (at, _) in text.match_indices(word) {
            let rest = text[at + word.len()..].trim_start_matches([':', '：']);
            let end = rest.find([')', '）', '。', ',', '，']).unwrap_or(0);
            let name = rest[..end].trim_matches(['“', '”', '"', '‘', '’']);
            found.extend(term(name));
        }
    }
    found
}

fn term(text: &str) -> Option<String> {
    let text = text.trim();
    let sound = (2..=LONGEST).contains(&text.chars().count()) && !text.contains([',', '，', '(', '（']);
    sound.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_and_short_forms_are_found() {
        assert_eq!(definitions("本方案所述“专精特新”中小企业包括:国家级。"), ["“专精特新”中小企业"]);
        assert_eq!(definitions("本办法所称的产业基金，是指由县财政出资"), ["产业基金"]);
        assert_eq!(short_forms("市场监督管理局(以下简称“市监局”)负责"), ["市监局"]);
    }

    #[test]
    fn a_sentence_that_defines_nothing_gives_no_term() {
        for text in ["所述情况,应当报告", "包括:一", "所称", "本方案自2023年起施行"] {
            assert!(definitions(text).is_empty(), "{text}");
        }
    }
}
