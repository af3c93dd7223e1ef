//! Linked data that search engines can read.

use serde_json::Value;

use super::spot::Spot;
use crate::inspection::finding::Findings;
use crate::inspection::html::Page;
use crate::inspection::rule::RuleId;

/// What each kind of thing must say of itself.
const REQUIRED: [(&str, &[&str]); 6] = [
    ("Article", &["headline", "datePublished"]),
    ("NewsArticle", &["headline", "datePublished"]),
    ("BreadcrumbList", &["itemListElement"]),
    ("WebSite", &["name", "url"]),
    ("Dataset", &["name", "description"]),
    ("Organization", &["name"]),
];

/// Holds the linked data of a page against what its kinds require.
pub(super) fn inspect(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    for data in &page.data {
        let told = match serde_json::from_str::<Value>(&data.text) {
            Err(_) => Some("结构化数据（JSON-LD）读不懂".to_owned()),
            Ok(value) => lack(&value),
        };
        if let Some(message) = told {
            findings.add(RuleId::LinkedData, spot.tag(data.at, message));
        }
    }
}

fn lack(value: &Value) -> Option<String> {
    if let Value::Array(list) = value {
        return list.iter().find_map(lack);
    }
    if value.get("@context").is_none() {
        return Some("结构化数据（JSON-LD）缺少 @context".to_owned());
    }
    let Some(kind) = value.get("@type").and_then(Value::as_str) else {
        // A graph names the kind of each of its parts.
        return value.get("@graph").is_none().then(|| "结构化数据（JSON-LD）缺少 @type".to_owned());
    };
    let (_, required) = REQUIRED.iter().find(|(known, _)| *known == kind)?;
    let missing: Vec<&str> = required.iter().copied().filter(|key| value.get(key).is_none()).collect();
    (!missing.is_empty()).then(|| format!("结构化数据 {kind} 缺少：{}", missing.join("、")))
}
