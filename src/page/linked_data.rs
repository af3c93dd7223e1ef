//! JSON-LD: what a page is, for machines. schema.org's Legislation and `BreadcrumbList`.

use serde_json::{Map, Value, json};

use super::At;
use super::view::Link;
use crate::site::Document;
use crate::site::route::{self, OutputPath};

/// JSON that is safe inside a script element.
fn script(value: &Value) -> String {
    value.to_string().replace("</", "<\\/").replace("<!--", "<\\!--")
}

/// The way from the home page; `None` without an absolute address.
pub(super) fn breadcrumb(at: &At<'_>, links: &[(Link, OutputPath)]) -> Option<String> {
    let base = at.site.config.base()?;
    let items: Vec<Value> = links
        .iter()
        .enumerate()
        .map(|(number, (link, path))| {
            json!({"@type": "ListItem", "position": number + 1, "name": link.text, "item": route::absolute(base, path)})
        })
        .collect();
    Some(script(
        &json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}),
    ))
}

/// A document as Legislation; what is not known is left out.
pub(super) fn legislation(at: &At<'_>, document: &Document) -> String {
    let record = &document.policy.record;
    let dates = &document.policy.dates;
    let mut value = Map::new();
    let mut put = |name: &str, content: Option<String>| {
        if let Some(content) = content {
            value.insert(name.to_owned(), Value::from(content));
        }
    };
    let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    put("@context", Some("https://schema.org".to_owned()));
    put("@type", Some("Legislation".to_owned()));
    put("name", Some(record.title.value.clone()));
    put("inLanguage", Some("zh-CN".to_owned()));
    put("legislationIdentifier", record.document_number.clone());
    put("legislationDate", day(dates.signed));
    put("datePublished", day(dates.published));
    put("legislationDateVersion", day(dates.in_force));
    put(
        "url",
        at.site.config.base().map(|base| route::absolute(base, &route::policy(&document.policy.slug))),
    );
    if let Some(issuer) = &record.issuer {
        value.insert(
            "legislationPassedBy".to_owned(),
            json!({"@type": "GovernmentOrganization", "name": issuer}),
        );
    }
    script(&Value::Object(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_close_its_script_element() {
        assert_eq!(script(&json!("</script><!--")), "\"<\\/script><\\!--\"");
    }
}
