//! Linked data that search engines can read.
//!
//! Every thing that names its kind is held against what that kind must say, however
//! deep it stands: in a list, in a `@graph`, as the value of another thing.

mod form;
mod kind;

use serde_json::{Map, Value};

use super::spot::Spot;
use crate::inspection::finding::Findings;
use crate::inspection::html::Page;
use crate::inspection::rule::RuleId;

/// A thing with its fields.
type Thing = Map<String, Value>;

/// Holds the linked data of a page against what its kinds require.
pub(super) fn inspect(page: &Page<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    for data in &page.data {
        for message in faults(&data.text) {
            findings.add(RuleId::LinkedData, spot.tag(data.at, message));
        }
    }
}

/// What is wrong with a block as written, each fault once.
fn faults(text: &str) -> Vec<String> {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return vec!["结构化数据（JSON-LD）读不懂".to_owned()];
    };
    let mut faults = Vec::new();
    match &value {
        Value::Array(list) => list.iter().for_each(|item| block(item, &mut faults)),
        value => block(value, &mut faults),
    }
    faults.dedup();
    faults
}

/// A thing that stands by itself: it says in whose words it speaks, and what it is.
fn block(value: &Value, faults: &mut Vec<String>) {
    let Some(thing) = value.as_object() else {
        faults.push("结构化数据（JSON-LD）不是对象".to_owned());
        return;
    };
    if !thing.contains_key("@context") {
        faults.push("结构化数据（JSON-LD）缺少 @context".to_owned());
    }
    match thing.get("@graph") {
        Some(Value::Array(members)) => {
            let nameless = members.iter().any(|member| kinds(member).next().is_none());
            if nameless {
                faults.push("结构化数据（JSON-LD）的 @graph 里有一项缺少 @type".to_owned());
            }
        }
        _ if kinds(value).next().is_none() => {
            faults.push("结构化数据（JSON-LD）缺少 @type".to_owned());
        }
        _ => {}
    }
    walk(value, faults);
}

/// Everything below `value`, and `value` itself.
fn walk(value: &Value, faults: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| walk(item, faults)),
        Value::Object(thing) => {
            for kind in kinds(value) {
                kind::inspect(kind, thing, faults);
            }
            for (field, content) in thing {
                form::inspect(field, content, faults);
                walk(content, faults);
            }
        }
        _ => {}
    }
}

/// What a thing says it is: one kind, or several.
fn kinds(value: &Value) -> impl Iterator<Item = &str> {
    let named = value.get("@type").into_iter();
    named
        .flat_map(|named| match named {
            Value::Array(list) => list.as_slice(),
            one => std::slice::from_ref(one),
        })
        .filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(body: &str) -> Vec<String> {
        faults(&format!("{{\"@context\":\"https://schema.org\",{body}}}"))
    }

    #[test]
    fn sound_data_of_each_kind_is_let_through() {
        for body in [
            r#""@type":"NewsArticle","headline":"甲","datePublished":"2026-01-12T09:30:00+08:00","author":[{"@type":"Organization","name":"乙"}]"#,
            r#""@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"首页","item":"https://a.cn/"},{"@type":"ListItem","position":2,"name":"甲"}]"#,
            r#""@type":["WebSite","Thing"],"name":"甲","url":"https://a.cn/","publisher":{"@type":"GovernmentOrganization","name":"乙"}"#,
            r#""@graph":[{"@type":"Organization","name":"甲"},{"@type":"Dataset","name":"乙","description":"丙","distribution":{"@type":"DataDownload","contentUrl":"https://a.cn/a.csv","encodingFormat":"text/csv"}}]"#,
            r#""@type":"FAQPage","mainEntity":[{"@type":"Question","name":"问","acceptedAnswer":{"@type":"Answer","text":"答"}}]"#,
            r#""@type":"Legislation","name":"甲","legislationDate":"2023-01-19","dateModified":"2023-01-19""#,
        ] {
            assert_eq!(told(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn what_is_missing_is_told_however_deep_it_stands() {
        for (body, words) in [
            (
                r#""@type":"Article","headline":" ","datePublished":"2026-01-12","author":{"@type":"Person","name":"甲"}"#,
                "Article 缺少：headline",
            ),
            (
                r#""@type":"Article","headline":"甲","datePublished":"2026-01-12","author":{"@type":"Person"}"#,
                "Person 缺少：name",
            ),
            (
                r#""@graph":[{"@type":"Organization","name":"甲"},{"@type":"WebSite","name":"乙"}]"#,
                "WebSite 缺少：url",
            ),
            (r#""@graph":[{"name":"甲"}]"#, "@graph 里有一项缺少 @type"),
            (r#""name":"甲""#, "缺少 @type"),
            (r#""@type":"BreadcrumbList","itemListElement":[]"#, "BreadcrumbList 缺少：itemListElement"),
            (
                r#""@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"甲"},{"@type":"ListItem","position":2,"name":"乙"}]"#,
                "第 1 项缺少 item",
            ),
            (
                r#""@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":2,"name":"甲"}]"#,
                "第 1 项的 position",
            ),
            (
                r#""@type":"FAQPage","mainEntity":[{"@type":"Question","name":"问","acceptedAnswer":{"@type":"Answer"}}]"#,
                "Answer 缺少：text",
            ),
            (
                r#""@type":"Dataset","name":"甲","description":"乙","distribution":[{"@type":"DataDownload"}]"#,
                "DataDownload 缺少：contentUrl",
            ),
        ] {
            let told = told(body);
            assert!(told.len() == 1 && told[0].contains(words), "{body}: {told:?}");
        }
    }

    #[test]
    fn a_block_that_is_no_thing_is_told() {
        for (text, words) in [("{", "读不懂"), ("3", "不是对象"), ("{\"@type\":\"Thing\"}", "@context")]
        {
            let told = faults(text);
            assert!(told.len() == 1 && told[0].contains(words), "{text}: {told:?}");
        }
    }
}
