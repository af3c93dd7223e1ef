//! What each kind of thing must say of itself, after schema.org and what search engines ask.

use serde_json::Value;

use super::Thing;

const REQUIRED: [(&str, &[&str]); 22] = [
    ("Article", &["headline", "datePublished", "author"]),
    ("NewsArticle", &["headline", "datePublished", "author"]),
    ("BreadcrumbList", &["itemListElement"]),
    ("ItemList", &["itemListElement"]),
    ("ListItem", &["position"]),
    ("WebSite", &["name", "url"]),
    ("WebPage", &["name", "url"]),
    ("CollectionPage", &["name", "url"]),
    ("SearchAction", &["target"]),
    ("Dataset", &["name", "description"]),
    ("DataDownload", &["contentUrl", "encodingFormat"]),
    ("Legislation", &["name"]),
    ("Organization", &["name"]),
    ("GovernmentOrganization", &["name"]),
    ("Person", &["name"]),
    ("ImageObject", &["contentUrl"]),
    ("VideoObject", &["name", "thumbnailUrl", "uploadDate"]),
    ("FAQPage", &["mainEntity"]),
    ("Question", &["name", "acceptedAnswer"]),
    ("Answer", &["text"]),
    ("HowTo", &["name", "step"]),
    ("HowToStep", &["text"]),
];

/// Holds a thing against what its kind requires; kinds that nobody knows require nothing.
pub(super) fn inspect(kind: &str, thing: &Thing, faults: &mut Vec<String>) {
    let required =
        REQUIRED.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, required)| required);
    let missing: Vec<&str> =
        required.iter().copied().filter(|field| thing.get(*field).is_none_or(is_empty)).collect();
    if !missing.is_empty() {
        faults.push(format!("结构化数据 {kind} 缺少：{}", missing.join("、")));
    }
    if kind == "BreadcrumbList" {
        steps(thing, faults);
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(thing) => thing.is_empty(),
        _ => false,
    }
}

/// The steps of a breadcrumb: counted from 1, each with its name, and all but the last,
/// which is the page itself, with their address.
fn steps(thing: &Thing, faults: &mut Vec<String>) {
    let list = thing.get("itemListElement").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (before, step) in list.iter().enumerate() {
        let number = before + 1;
        let has = |field: &str| step.get(field).is_some_and(|value| !is_empty(value));
        if step.get("position").and_then(Value::as_u64) != u64::try_from(number).ok() {
            faults.push(format!("结构化数据 BreadcrumbList 第 {number} 项的 position 不是 {number}"));
        }
        let is_named = has("name") || step.pointer("/item/name").is_some_and(|name| !is_empty(name));
        if !is_named {
            faults.push(format!("结构化数据 BreadcrumbList 第 {number} 项缺少 name"));
        }
        if number < list.len() && !has("item") {
            faults.push(format!("结构化数据 BreadcrumbList 第 {number} 项缺少 item"));
        }
    }
}
