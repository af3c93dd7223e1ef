//! Links out of governments' sites say that they are.

use super::Context;
use super::spot::Spot;
use crate::inspection::finding::Findings;
use crate::inspection::html::{Page, Use};
use crate::inspection::rule::RuleId;
use crate::text::host;

/// Words that tell a reader, one of them heard in the link.
const WORDS: [&str; 5] = ["站外", "离开本", "外部链接", "外部网站", "外链"];

/// Tells links to other sites that say nothing of it. A host on the project's list is still
/// another site: the list says that somebody looked, not that readers need not know.
pub(super) fn inspect(context: &Context<'_>, page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    let own = context.built.base().map(host::of);
    for link in page.references.iter().filter(|reference| reference.usage == Use::Link) {
        // A number instead of a name is a fault of its own.
        let left = host::left_for(&link.address, own.as_deref()).filter(|host| !host::is_number(host));
        let Some(host) = left else { continue };
        let heard = link.words.as_deref().unwrap_or_default();
        if !WORDS.iter().any(|word| heard.contains(word)) {
            let message = format!("链接到站外的 {host}，没有提示读者将离开本网站");
            findings.add(RuleId::LinkUnmarked, spot.tag(link.at, message));
        }
    }
}
