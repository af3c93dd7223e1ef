//! How much a reader must fetch before a page stands.

use super::Context;
use super::spot::Spot;
use crate::inspection::finding::Findings;
use crate::inspection::rule::RuleId;

/// Holds a page of `own` bytes with the files `parts` against the budgets.
pub(super) fn inspect(
    context: &Context<'_>,
    own: u64,
    parts: &[usize],
    sizes: &[u64],
    spot: &Spot<'_>,
    findings: &mut Findings,
) {
    let all = own + parts.iter().map(|part| sizes[*part]).sum::<u64>();
    for (rule, bytes, what) in
        [(RuleId::PageHeavy, own, "页面文件"), (RuleId::PageHeavyWhole, all, "页面连同样式、脚本和图片")]
    {
        let limit = context.settings.rules.threshold(rule);
        let kilobytes = i64::try_from(bytes / 1024).unwrap_or(i64::MAX);
        if kilobytes > limit {
            findings.add(rule, spot.whole(format!("{what}有 {kilobytes} KB，超过 {limit} KB")));
        }
    }
}
