//! What the first search costs a reader, in bytes as the server sends them when it packs nothing.

use super::Context;
use super::spot::Spot;
use crate::inspection::finding::Findings;
use crate::inspection::html::Page;
use crate::inspection::rule::RuleId;
use crate::site::route;

/// The files of the index that a typical query reads, as measured on a county's site:
/// where they lie below `search/`, and how many of them.
const TYPICAL: [(&str, u64); 3] = [("p/", 4), ("d/", 4), ("x/", 5)];
/// What every search reads first.
const HEADER: &str = "manifest";
/// Beside the scripts that the page names, the one that it loads with the first query.
const MORE: &str = "search-more.";

/// Holds the search page against its budget. A site without an index of ours has none.
pub(super) fn inspect(
    context: &Context<'_>,
    page: &Page,
    parts: &[usize],
    sizes: &[u64],
    spot: &Spot<'_>,
    findings: &mut Findings,
) {
    let built = context.built;
    let Some(header) = built.find(route::search_part(HEADER).as_str()) else { return };
    if page.kind.as_deref() != Some("search") {
        return;
    }
    let named = |at: &usize| built.name(*at).ends_with(".js");
    let more = route::asset(MORE);
    let more = built.names().zip(sizes).filter(|(name, _)| name.starts_with(more.as_str()));
    let scripts = parts.iter().filter(|at| named(at)).map(|at| sizes[*at]).sum::<u64>()
        + more.map(|(_, size)| size).sum::<u64>();
    let shards: u64 = TYPICAL.iter().map(|(folder, count)| count * mean(context, folder, sizes)).sum();
    let limit = context.settings.rules.threshold(RuleId::SearchHeavy);
    let (scripts, index) = (kilobytes(scripts), kilobytes(sizes[header] + shards));
    if scripts + index > limit {
        let all = scripts + index;
        let message = format!(
            "第一次搜索约要传输 {all} KB（未压缩：脚本 {scripts} KB，索引 {index} KB），超过 {limit} KB"
        );
        findings.add(RuleId::SearchHeavy, spot.whole(message));
    }
}

/// The mean size of the files in a folder of the index; 0 where there is none.
fn mean(context: &Context<'_>, folder: &str, sizes: &[u64]) -> u64 {
    let start = format!("{}{folder}", route::search_part(""));
    let own = context.built.names().zip(sizes).filter(|(name, _)| name.starts_with(&start));
    let (count, sum) = own.fold((0_u64, 0_u64), |(count, sum), (_, size)| (count + 1, sum + size));
    sum.checked_div(count).unwrap_or_default()
}

fn kilobytes(bytes: u64) -> i64 {
    i64::try_from(bytes.div_ceil(1024)).unwrap_or(i64::MAX)
}
