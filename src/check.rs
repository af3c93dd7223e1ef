//! Inspection of an edition before release, without writing a file.

use rayon::prelude::*;

use crate::column::Column;
use crate::column::terms::{self, Facet};
use crate::edition::Edition;
use crate::problem::{Problem, Problems, Severity};
use crate::progress;
use crate::site::board::Board;
use crate::site::route::OutputPath;
use crate::site::{Document, Site};

/// Prints every page in memory and tells what fails.
pub fn run(edition: &Edition, problems: &mut Problems) {
    let paths: Vec<&OutputPath> = edition.paths().collect();
    let failed: Vec<Problem> =
        paths.par_iter().filter_map(|path| edition.print(path).err()).map(|problem| *problem).collect();
    problems.extend(failed);
}

/// Tells what may be shown in a preview and never be published: made-up content
/// and entries that nobody has confirmed.
pub fn release(site: &Site, problems: &mut Problems) {
    let refused = |message: String, path: &str, hint: &str| {
        Problem::new(Severity::Error, message).in_file(path).hint(hint)
    };
    let site_file = crate::config::PATH;
    if site.config.sample {
        let hint = "换成真实内容后删去“示例: true”这一行";
        problems.add(refused("整个网站标着“示例”，不能发布".to_owned(), site_file, hint));
    }
    for entry in &site.config.to_confirm {
        let message = format!("“{}”尚未核实，不能发布", entry.value);
        problems.add(refused(message, site_file, "核实后从“待核”中删去"));
    }
    for document in &site.policies {
        if let Some(board) = &document.board {
            problems.extend(samples(document, board));
        }
    }
    problems.extend(of_column(&site.column));
}

/// Made-up pieces of the column, each in its own file, and made-up terms.
fn of_column(column: &Column) -> Vec<Problem> {
    let articles = column.articles().filter(|article| article.is_sample).map(|article| &article.path);
    let firms = column.enterprises.iter().filter(|firm| firm.is_sample).map(|firm| &firm.path);
    let services = column.services.iter().filter(|list| list.is_sample).map(|list| &list.path);
    let refused = |path: &String| {
        let problem = Problem::new(Severity::Error, "标着“示例”，不能发布").in_file(path);
        problem.hint("删去这份示例，或换成真实内容后删去“示例: true”")
    };
    let mut found: Vec<Problem> = articles.chain(firms).chain(services).map(refused).collect();
    let terms = Facet::ALL.into_iter().flat_map(|facet| column.terms.of(facet).list());
    let names: Vec<&str> = terms.filter(|term| term.is_sample).map(|term| term.name.as_str()).collect();
    if !names.is_empty() {
        let message = format!("这些名称标着“示例”，不能发布：{}", names.join("、"));
        found.push(
            Problem::new(Severity::Error, message).in_file(terms::PATH).hint("换成真实的产业、镇街名称"),
        );
    }
    found
}

/// Made-up figures, baselines, milestones and revisions of a document.
fn samples(document: &Document, board: &Board) -> Vec<Problem> {
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
    counts
        .into_iter()
        .filter(|(_, _, count)| *count > 0)
        .map(|(path, what, count)| {
            let message = format!("有 {count} {what}标着“示例”，不能发布");
            let problem = Problem::new(Severity::Error, message).in_file(path);
            problem.hint("删去示例，或换成有来源的真实数据；没有公布的留空，页面会写“未公布”")
        })
        .collect()
}
