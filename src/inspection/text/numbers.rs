//! Figures shown at a glance that the text does not bear out.

use crate::inspection::finding::Findings;
use crate::inspection::rule::RuleId;
use crate::inspection::subject::Subject;
use crate::text::{fold, numeral};

/// Holds the highlights of every case against its text. (Numbers of the whole
/// county are held against the figures where the site is joined.)
pub(super) fn inspect(subject: &Subject<'_>, findings: &mut Findings) {
    for case in &subject.site.column.cases {
        if case.highlights.is_empty() {
            continue;
        }
        let text = format!("{}\n{}", case.article.summary, case.article.body.plain());
        let known = numbers(&text);
        for highlight in &case.highlights {
            let is_borne_out = numbers(&highlight.value).iter().all(|number| is_known(*number, &known));
            if !is_borne_out {
                let message = format!("亮点“{}”在正文里没有出处", highlight.value);
                let problem = subject.problem(&case.article.path, &highlight.value, message);
                findings.add(RuleId::HighlightUnbacked, problem);
            }
        }
    }
}

/// Whether the text has the number, or two whose difference it is: 9 months became 3.5.
fn is_known(number: f64, known: &[f64]) -> bool {
    let is_same = |other: f64| (number - other).abs() < 1e-6;
    known.iter().any(|one| is_same(*one) || known.iter().any(|other| is_same(one - other)))
}

/// The numbers of a text, in half width, without thousands' commas; 五个半 is 5.5.
fn numbers(text: &str) -> Vec<f64> {
    let text: String = fold::half_width_str(text).chars().filter(|c| *c != ',').collect();
    let arabic = text.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(|part| part.parse().ok());
    arabic.chain(han(&text)).collect()
}

/// Numbers written in Han characters, up to 99.
fn han(text: &str) -> Vec<f64> {
    let is_digit = |c: char| "一二三四五六七八九十".contains(c);
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_digit) {
        let run = &rest[start..];
        let end = run.find(|c| !is_digit(c)).unwrap_or(run.len());
        if let Some(number) = numeral::parse(&run[..end]).map(f64::from) {
            found.push(number);
            if run[end..].starts_with("个半") {
                found.push(number + 0.5);
            }
        }
        rest = &run[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_texts_write_them() {
        assert_eq!(numbers("良品率３７%，1,200件，8.4吨"), [37.0, 1200.0, 8.4]);
        assert_eq!(numbers("五个半月，二十一家"), [5.0, 5.5, 21.0]);
    }

    #[test]
    fn a_number_or_the_difference_of_two_is_borne_out() {
        let known = numbers("从九个月缩短到五个半月，次数由5次到15次");
        for (number, is_borne_out) in [(5.5, true), (3.5, true), (10.0, true), (7.25, false)] {
            assert_eq!(is_known(number, &known), is_borne_out, "{number}");
        }
    }
}
