//! Links to other sites, held against what their servers answer. The only rules that need a
//! network: they look where somebody asked for it, and never else.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::finding::Findings;
use super::pages::{Built, Outward, outward};
use super::rule::RuleId;
use crate::problem::Problem;
use crate::source::Sources;
use crate::visit::{self, Outcome, Reach};

/// Asks for every address once. Where `sources` are at hand, a finding stands where its author can
/// mend it. The answer is how many addresses there are.
pub(super) fn inspect(
    built: &Built<'_>,
    sources: Option<&Sources>,
    reach: &Reach,
    findings: &mut Findings,
) -> usize {
    let links = outward(built);
    let answers = visit::all(links.iter().map(|link| link.address.as_str()), reach);
    tell(&links, &answers, sources, findings);
    links.len()
}

fn tell(
    links: &[Outward],
    answers: &BTreeMap<String, Outcome>,
    sources: Option<&Sources>,
    findings: &mut Findings,
) {
    let wrong: Vec<(&Outward, &Outcome)> = links
        .iter()
        .filter_map(|link| Some((link, answers.get(&link.address)?)))
        .filter(|(_, outcome)| **outcome != Outcome::Fine)
        .collect();
    let written = sources.map(|sources| written(&wrong, sources)).unwrap_or_default();
    for (link, outcome) in wrong {
        let Some((rule, message, hint)) = words(&link.address, outcome) else { continue };
        let place = written.get(link.address.as_str()).unwrap_or(&link.place);
        let message = match link.pages {
            1 => message,
            pages => format!("{message}（{pages} 个页面有这个链接）"),
        };
        let problem = Problem { message, ..place.clone() };
        findings.add(rule, hint.into_iter().fold(problem, Problem::hint));
    }
}

/// Where the addresses stand in the texts, each at its first place.
fn written<'a>(wrong: &[(&'a Outward, &Outcome)], sources: &Sources) -> BTreeMap<&'a str, Problem> {
    let mut found = BTreeMap::new();
    let addresses: Vec<&str> = wrong.iter().map(|(link, _)| link.address.as_str()).collect();
    // The longest first: an address may be the start of another.
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&addresses);
    let Ok(finder) = finder else { return found };
    for file in ["content/", "policies/"].iter().flat_map(|folder| sources.under(folder)) {
        for hit in finder.find_iter(file.text()) {
            let address = addresses[hit.pattern().as_usize()];
            found.entry(address).or_insert_with(|| file.problem(hit.range(), ""));
        }
    }
    found
}

/// Rule, message and, where the rule's own remedy says too little, what to do.
fn words(address: &str, outcome: &Outcome) -> Option<(RuleId, String, Option<String>)> {
    Some(match outcome {
        Outcome::Fine => return None,
        Outcome::Gone(status) => {
            (RuleId::ExternalDead, format!("外部链接“{address}”已经没有了（{status}）"), None)
        }
        Outcome::Silent(why) => (RuleId::ExternalSilent, format!("外部链接“{address}”打不开：{why}"), None),
        Outcome::Untrusted(why) => {
            (RuleId::ExternalUntrusted, format!("外部链接“{address}”的证书{why}，浏览器会警告读者"), None)
        }
        Outcome::Moved(to) => (
            RuleId::ExternalMoved,
            format!("外部链接“{address}”已经搬走"),
            Some(format!("核对后换成新地址：{to}")),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Severity;
    use crate::source::SourceFile;

    fn link(address: &str, pages: usize) -> Outward {
        let place = Problem::new(Severity::Error, "").in_file("cases/nut.html");
        Outward { address: address.to_owned(), place, pages }
    }

    #[test]
    fn each_answer_has_its_rule_and_stands_where_the_author_can_mend_it() {
        let links = [
            link("https://a.gov.cn/x", 1),
            link("https://a.gov.cn/x/y", 3),
            link("https://b.gov.cn/", 1),
            link("https://c.gov.cn/", 1),
            link("https://d.gov.cn/", 1),
        ];
        let answers = [
            ("https://a.gov.cn/x", Outcome::Gone(404)),
            ("https://a.gov.cn/x/y", Outcome::Moved("https://a.gov.cn/z".to_owned())),
            ("https://b.gov.cn/", Outcome::Silent("连不上".to_owned())),
            ("https://c.gov.cn/", Outcome::Untrusted("过了期")),
            ("https://d.gov.cn/", Outcome::Fine),
        ];
        let answers = answers.into_iter().map(|(address, outcome)| (address.to_owned(), outcome)).collect();
        let text = "见 [甲](https://a.gov.cn/x/y)。\n见 [乙](https://a.gov.cn/x)。\n";
        let sources = Sources::from_files([SourceFile::new("content/cases/nut.md", text)]);
        let mut findings = Findings::default();
        tell(&links, &answers, Some(&sources), &mut findings);
        let told: Vec<(RuleId, String)> = findings
            .into_list()
            .into_iter()
            .map(|found| (found.rule, found.problem.to_string().replace('\n', " ")))
            .collect();
        let is = |rule: RuleId, words: &[&str]| {
            let found = told.iter().find(|(of, _)| *of == rule);
            assert!(
                found.is_some_and(|(_, text)| words.iter().all(|word| text.contains(word))),
                "{rule}: {told:?}"
            );
        };
        is(RuleId::ExternalDead, &["content/cases/nut.md:2:", "https://a.gov.cn/x”已经没有了（404）"]);
        is(RuleId::ExternalMoved, &["content/cases/nut.md:1:", "3 个页面", "新地址：https://a.gov.cn/z"]);
        is(RuleId::ExternalSilent, &["cases/nut.html", "连不上"]);
        is(RuleId::ExternalUntrusted, &["证书过了期"]);
        assert_eq!(told.len(), 4);
    }
}
