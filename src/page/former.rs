//! Addresses under which something stood before: each leads to where it stands now.

use std::collections::BTreeMap;

use crate::problem::{Problem, Problems, Severity};
use crate::site::Site;
use crate::site::links::Node;
use crate::site::route::{self, OutputPath};
use crate::source::Sources;
use crate::text::yaml::Placed;

/// All of them. Of two subjects that claim one address the first has it; one
/// that could be no page of this site is left out.
pub(super) fn addresses(site: &Site) -> BTreeMap<OutputPath, Node> {
    let mut found = BTreeMap::new();
    for (node, _, alias) in claims(site) {
        if let Some(path) = route::former(&alias.value) {
            found.entry(path).or_insert(node);
        }
    }
    found
}

/// Tells every address of before that cannot be kept: no page of this site, claimed
/// twice, or in use today.
pub fn tell(site: &Site, sources: &Sources, problems: &mut Problems) {
    let all = addresses(site);
    if claims(site).next().is_none() {
        return;
    }
    for (node, path, alias) in claims(site) {
        let Some(file) = sources.get(path) else { continue };
        let mut tell = |message: String, hint: &str| {
            problems.add(file.problem(alias.span.clone(), message).hint(hint));
        };
        match route::former(&alias.value) {
            None => tell(
                format!("旧地址“{}”不能用", alias.value),
                "写网站内的旧路径，以 html 或 / 结尾；只用小写英文、数字、- _ . 和 /",
            ),
            Some(former) if all.get(&former) != Some(&node) => {
                tell(format!("旧地址“{}”已经指向别的内容", alias.value), "一个旧地址只能指向一处");
            }
            Some(_) => {}
        }
    }
    for (path, kind) in super::list(site) {
        if !kind.is_moved() && all.contains_key(&path) {
            let message = format!("旧地址 {path} 现在是另一个页面，没有用作旧地址");
            problems.add(Problem::new(Severity::Warning, message).hint("从“旧地址”中删去它"));
        }
    }
}

/// Each subject with a page that names an address of before, and its file.
fn claims(site: &Site) -> impl Iterator<Item = (Node, &str, &Placed)> {
    let column = &site.column;
    let today = site.today;
    let cases = column.cases.iter().zip(0..).map(|(case, at)| (Node::Case(at), &case.article));
    let notices = column.notices.iter().zip(0..).map(|(notice, at)| (Node::Notice(at), &notice.article));
    let readings = column.readings.iter().zip(0..).map(|(reading, at)| (Node::Reading(at), &reading.article));
    let articles = cases.chain(notices).chain(readings);
    let articles = articles
        .filter(move |(_, article)| article.has_page(today))
        .map(|(node, article)| (node, article.path.as_str(), &article.aliases));
    let firms = column.enterprises.iter().zip(0..);
    let firms = firms.map(|(firm, at)| (Node::Enterprise(at), firm.path.as_str(), &firm.aliases));
    let services = column.services.iter().zip(0..);
    let services = services.map(|(list, at)| (Node::Service(at), list.path.as_str(), &list.aliases));
    articles
        .chain(firms)
        .chain(services)
        .flat_map(|(node, path, aliases)| aliases.iter().map(move |alias| (node, path, alias)))
}
