//! What may be shown in a preview and never be published: made-up content, what
//! nobody has confirmed, what is still to come.

use super::finding::Findings;
use super::rule::RuleId;
use super::subject::Subject;
use crate::column::terms::{self, Facet};
use crate::config;
use crate::problem::{Problem, Severity};
use crate::progress;
use crate::site::board::Board;
use crate::site::{Document, units};

/// Tells all of it.
pub(super) fn inspect(subject: &Subject<'_>, findings: &mut Findings) {
    let config = &subject.site.config;
    if config.sample {
        let problem = subject.at_entry(config::PATH, "示例", "整个网站标着“示例”，不能发布");
        findings.add(RuleId::ReleaseSample, problem.hint("换成真实内容后删去“示例: true”这一行"));
    }
    for entry in &config.to_confirm {
        let message = format!("“{}”尚未核实，不能发布", entry.value);
        findings.add(RuleId::ReleaseUnconfirmed, subject.at_entry(config::PATH, "待核", message));
    }
    for key in config.gaps() {
        let message = format!("“{key}”待补，不能发布");
        findings.add(RuleId::ReleaseGap, subject.at_entry(config::PATH, key, message));
    }
    for document in &subject.site.policies {
        if let Some(board) = &document.board {
            samples(document, board, findings);
        }
    }
    placeholder(subject, findings);
    contacts(subject, findings);
    let marked = of_column(subject, findings);
    if !config.sample {
        leftovers(subject, &marked, findings);
    }
    drafts(subject, findings);
}

/// A code of nothing but zeros stands for one that is still to come.
fn placeholder(subject: &Subject<'_>, findings: &mut Findings) {
    let code = subject.site.config.site_id_code.as_deref().unwrap_or_default();
    if !code.is_empty() && code.bytes().all(|byte| byte == b'0') {
        let message = format!("网站标识码“{code}”是占位的，不能发布");
        findings.add(RuleId::ReleaseGap, subject.at_entry(config::PATH, "网站标识码", message));
    }
}

/// Words that only made-up content has, left in texts that are no longer marked: taking away the
/// mark makes nothing true.
fn leftovers(subject: &Subject<'_>, marked: &[&String], findings: &mut Findings) {
    const WORDS: [&str; 4] = ["（示例）", "(示例)", "虚构", "示例县"];
    let files = ["content/", "policies/"].iter().flat_map(|folder| subject.sources.under(folder));
    for file in files.filter(|file| super::text::is_read(file.path())) {
        let is_marked = marked.iter().any(|path| path.as_str() == file.path());
        let first = WORDS.iter().filter_map(|word| Some((file.text().find(word)?, *word))).min();
        if let Some((at, word)) = first.filter(|_| !is_marked) {
            let message = format!("没有标“示例”，却写着“{word}”");
            findings.add(RuleId::ReleaseLeftover, file.problem(at..at + word.len(), message));
        }
    }
}

/// Units that readers cannot call or write to yet, each at its place in the register.
fn contacts(subject: &Subject<'_>, findings: &mut Findings) {
    for unit in subject.site.units.list() {
        let fields = [("电话", &unit.phone), ("地址", &unit.postal_address)];
        let missing: Vec<&str> =
            fields.iter().filter(|(_, value)| value.is_none()).map(|(name, _)| *name).collect();
        if !missing.is_empty() {
            let message = format!("责任单位“{}”的{}待补", unit.short_name(), missing.join("、"));
            findings.add(RuleId::ReleaseContact, subject.problem(units::PATH, &unit.name, message));
        }
    }
}

/// Made-up pieces of the column, each in its own file, and made-up terms; the files of the pieces.
fn of_column<'a>(subject: &Subject<'a>, findings: &mut Findings) -> Vec<&'a String> {
    let column = &subject.site.column;
    let articles = column.articles().filter(|article| article.is_sample).map(|article| &article.path);
    let firms = column.enterprises.iter().filter(|firm| firm.is_sample).map(|firm| &firm.path);
    let services = column.services.iter().filter(|list| list.is_sample).map(|list| &list.path);
    let marked: Vec<&String> = articles.chain(firms).chain(services).collect();
    for path in &marked {
        findings.add(RuleId::ReleaseSample, subject.at_entry(path, "示例", "标着“示例”，不能发布"));
    }
    let terms = Facet::ALL.into_iter().flat_map(|facet| column.terms.of(facet).list());
    let names: Vec<&str> = terms.filter(|term| term.is_sample).map(|term| term.name.as_str()).collect();
    if !names.is_empty() {
        let message = format!("这些名称标着“示例”，不能发布：{}", names.join("、"));
        let problem = Problem::new(Severity::Error, message).in_file(terms::PATH);
        findings.add(RuleId::ReleaseSample, problem.hint("换成真实的产业、镇街名称"));
    }
    marked
}

/// Made-up figures, baselines, milestones and revisions of a document.
fn samples(document: &Document, board: &Board, findings: &mut Findings) {
    let [targets, figures, revisions] = progress::paths(document.policy.slug.as_str());
    let progress = &board.progress;
    let baselines = progress
        .targets
        .iter()
        .filter(|target| target.baseline.as_ref().is_some_and(|baseline| baseline.is_sample));
    let counts = [
        (figures, "行数据", progress.figures.iter().filter(|figure| figure.is_sample).count()),
        (targets.clone(), "个基期数", baselines.count()),
        (targets, "项任务", progress.milestones.iter().filter(|milestone| milestone.is_sample).count()),
        (revisions, "条修订", progress.revisions.iter().filter(|revision| revision.is_sample).count()),
    ];
    for (path, what, count) in counts.into_iter().filter(|(_, _, count)| *count > 0) {
        let message = format!("有 {count} {what}标着“示例”，不能发布");
        let problem = Problem::new(Severity::Error, message).in_file(path);
        let hint = "删去示例，或换成有来源的真实数据；没有公布的留空，页面会写“未公布”";
        findings.add(RuleId::ReleaseSample, problem.hint(hint));
    }
}

/// Texts that will not be published: somebody may have forgotten the mark.
fn drafts(subject: &Subject<'_>, findings: &mut Findings) {
    for article in subject.site.column.articles().filter(|article| article.is_draft) {
        let message = format!("《{}》还是草稿，这次不会发布", article.title.value);
        findings.add(RuleId::ReleaseDraft, subject.at_entry(&article.path, "草稿", message));
    }
}
