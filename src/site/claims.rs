//! Numbers that an article claims of the whole county, held against the figures.
//!
//! “全县小巨人已达25家” is such a claim: a word for the county, a target's name, a
//! number in its unit. It must be one that was reported for the target, or what
//! the plan promises where the sentence speaks of a goal. A number of a firm, or
//! of a target that nobody named, is none.

use rust_decimal::Decimal;

use super::Site;
use crate::column::article::Article;
use crate::policy::target::amounts;
use crate::problem::{Problem, Problems, Severity};
use crate::progress::Target;
use crate::quantity::{Amount, Kind, plain};
use crate::site::board::Board;
use crate::source::{SourceFile, Sources};

/// Words that make a sentence speak of the whole county, beside the region's own name.
const COUNTY: [&str; 6] = ["全县", "我县", "县域", "全区", "我区", "全市"];
/// Words that make it speak of a goal.
const GOAL: [&str; 6] = ["目标", "力争", "计划", "到2025年", "达到目标", "争取"];
const STOPS: [char; 5] = ['。', '！', '？', '；', '\n'];

/// Tells every claim that no figure bears out.
///
/// Gives for each article of the column whether its text is quiet: nothing was told
/// of it, and it does not speak of the county.
pub(super) fn check(site: &Site, sources: &Sources, problems: &mut Problems) -> Vec<bool> {
    use rayon::prelude::*;
    let boards: Vec<&Board> = site.policies.iter().filter_map(|document| document.board.as_ref()).collect();
    let articles: Vec<&Article> = site.column.articles().collect();
    let found: Vec<(bool, Vec<Problem>)> = articles
        .into_par_iter()
        .map(|article| {
            if article.body.is_waiting() {
                return (true, Vec::new());
            }
            if boards.is_empty() {
                return (article.body.is_sound(), Vec::new());
            }
            let sentences = of_county(article, &site.config.region);
            let claims = sentences.iter().flat_map(|sentence| in_sentence(sentence, &boards));
            let told =
                sources.get(&article.path).map(|file| claims.map(|claim| claim.problem(file)).collect());
            (article.body.is_sound() && sentences.is_empty(), told.unwrap_or_default())
        })
        .collect();
    let (quiet, told): (Vec<bool>, Vec<Vec<Problem>>) = found.into_iter().unzip();
    problems.extend(told.into_iter().flatten());
    quiet
}

/// A number that does not fit.
struct Claim<'a> {
    sentence: String,
    target: &'a Target,
    claimed: Decimal,
    is_goal: bool,
    known: Vec<Decimal>,
}

/// The sentences that speak of the whole county.
fn of_county(article: &Article, region: &str) -> Vec<String> {
    let text = article.body.plain();
    let speaks_of_county = |text: &str| {
        COUNTY.iter().any(|word| text.contains(word)) || (!region.is_empty() && text.contains(region))
    };
    if !speaks_of_county(&text) {
        return Vec::new();
    }
    text.split(STOPS).filter(|sentence| speaks_of_county(sentence)).map(str::to_owned).collect()
}

fn in_sentence<'a>(sentence: &str, boards: &[&'a Board]) -> Vec<Claim<'a>> {
    let is_goal = GOAL.iter().any(|word| sentence.contains(word));
    let mut found = Vec::new();
    for part in sentence.split(['，', ',', '、']) {
        let Some((board, target)) = named(part, boards) else { continue };
        for (amount, unit) in amounts(part) {
            let Amount::One(claimed) = amount else { continue };
            if unit != target.unit {
                continue;
            }
            let known = known(board, target, is_goal);
            if !known.is_empty() && !known.contains(&claimed) {
                found.push(Claim { sentence: part.trim().to_owned(), target, claimed, is_goal, known });
            }
        }
    }
    found
}

/// The target that a part of a sentence names: the longest name wins.
fn named<'a>(part: &str, boards: &[&'a Board]) -> Option<(&'a Board, &'a Target)> {
    let plain: String = part.chars().filter(|c| !matches!(c, '“' | '”' | '‘' | '’')).collect();
    let is_named = |name: &str| {
        let name: String = name.chars().filter(|c| !matches!(c, '“' | '”' | '‘' | '’')).collect();
        (!name.is_empty() && plain.contains(&name)).then_some(name.len())
    };
    let all =
        boards.iter().flat_map(|board| board.progress.targets.iter().map(move |target| (*board, target)));
    let counted = all.filter(|(_, target)| matches!(target.kind, Kind::Stock | Kind::Cumulative));
    let named = counted.filter_map(|(board, target)| {
        let length = is_named(&target.name).max(is_named(&target.short))?;
        Some((length, board, target))
    });
    named.max_by_key(|(length, ..)| *length).map(|(_, board, target)| (board, target))
}

fn known(board: &Board, target: &Target, is_goal: bool) -> Vec<Decimal> {
    if is_goal {
        return vec![target.amount.least()];
    }
    let figures = board.progress.figures_of(&target.id).iter().filter_map(|figure| figure.value);
    figures.collect()
}

impl Claim<'_> {
    fn problem(&self, file: &SourceFile) -> Problem {
        let unit = &self.target.unit;
        let known: Vec<String> = self.known.iter().map(|value| format!("{}{unit}", plain(*value))).collect();
        let (what, name) = (if self.is_goal { "方案目标" } else { "已有数据" }, &self.target.short);
        let message = format!("“{}”与{what}不符：{name}{what}是 {}", self.sentence, known.join("、"));
        let number = plain(self.claimed);
        let problem = match place(file, &self.sentence, &number) {
            Some(span) => file.problem(span, message),
            None => file.whole_problem(message),
        };
        let hint = format!("不要手写全县数字，写成 {{{{ 指标: {} }}}}，数据更新时会一起更新", self.target.id);
        problem.severity(Severity::Warning).hint(hint)
    }
}

/// The number in the sentence as it stands in the file; `None` where markup parts it.
fn place(file: &SourceFile, sentence: &str, number: &str) -> Option<std::ops::Range<usize>> {
    let start = file.text().find(sentence)?;
    let at = start + sentence.find(number)?;
    Some(at..at + number.len())
}
