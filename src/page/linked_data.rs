//! JSON-LD: what a page is, for machines, in the words of schema.org.

use serde_json::{Map, Value, json};

use super::At;
use super::view::Link;
use crate::column::article::Article;
use crate::column::enterprise::Enterprise;
use crate::progress::Target;
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

/// The site as `WebSite`; `None` without an absolute address.
pub(super) fn website(at: &At<'_>) -> Option<String> {
    let config = &at.site.config;
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": config.name,
        "url": config.base()?,
        "inLanguage": "zh-CN",
    });
    if let (Some(object), Some(organiser)) = (value.as_object_mut(), &config.organiser) {
        let publisher = json!({"@type": "GovernmentOrganization", "name": organiser});
        object.insert("publisher".to_owned(), publisher);
    }
    Some(script(&value))
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

/// A text as `Article` about the firms `about`. What is made up is no fact for
/// machines: it has none.
pub(super) fn article(at: &At<'_>, article: &Article, about: Vec<&str>) -> Option<String> {
    if article.is_sample {
        return None;
    }
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title.value,
        "description": article.summary,
        "datePublished": article.published.rfc3339(),
        "inLanguage": "zh-CN",
        "author": {"@type": "Organization", "name": article.source},
    });
    let object = value.as_object_mut()?;
    if let Some(base) = at.site.config.base() {
        object.insert("mainEntityOfPage".to_owned(), Value::from(route::absolute(base, at.path)));
    }
    if let Some(organiser) = &at.site.config.organiser {
        let publisher = json!({"@type": "GovernmentOrganization", "name": organiser});
        object.insert("publisher".to_owned(), publisher);
    }
    if !article.keywords.is_empty() {
        object.insert("keywords".to_owned(), Value::from(article.keywords.join(",")));
    }
    let about: Vec<Value> =
        about.into_iter().map(|name| json!({"@type": "Organization", "name": name})).collect();
    if !about.is_empty() {
        object.insert("about".to_owned(), Value::from(about));
    }
    Some(script(&value))
}

/// A firm as `Organization`: what it cleared. None for one that is made up.
pub(super) fn organization(at: &At<'_>, firm: &Enterprise) -> Option<String> {
    if firm.is_sample {
        return None;
    }
    let mut value =
        json!({"@context": "https://schema.org", "@type": "Organization", "name": firm.name.value});
    let object = value.as_object_mut()?;
    let mut put = |name: &str, content: Option<String>| {
        if let Some(content) = content {
            object.insert(name.to_owned(), Value::from(content));
        }
    };
    put("alternateName", (firm.short != firm.name.value).then(|| firm.short.clone()));
    put("description", firm.intro.clone());
    put("foundingDate", firm.founded.map(|year| year.to_string()));
    put("url", firm.website.clone());
    put("telephone", firm.phone.clone());
    put("address", firm.postal_address.clone());
    put("mainEntityOfPage", at.site.config.base().map(|base| route::absolute(base, at.path)));
    Some(script(&value))
}

/// The home of the column as `CollectionPage`; `None` without an absolute address.
pub(super) fn collection(at: &At<'_>, name: &str) -> Option<String> {
    let base = at.site.config.base()?;
    Some(script(&json!({
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": name,
        "inLanguage": "zh-CN",
        "url": route::absolute(base, at.path),
    })))
}

/// The figures of a target, or of all targets, as Dataset; what is not known is left out.
pub(super) fn dataset(at: &At<'_>, document: &Document, target: Option<&Target>) -> String {
    let slug = &document.policy.slug;
    let id = target.map(|target| &target.id);
    let base = at.site.config.base();
    let name = match target {
        Some(target) => format!("{}（{}）", target.name, document.policy.short_title()),
        None => format!("{}：全部指标数据", document.policy.short_title()),
    };
    let page = target.map_or_else(|| route::progress(slug), |target| route::target(slug, &target.id));
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": format!("{}公布的数据，含年份、数值、来源和统计时点。", name),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": true,
    });
    let mut put = |name: &str, content: Value| {
        if let Some(object) = value.as_object_mut() {
            object.insert(name.to_owned(), content);
        }
    };
    if let Some(base) = base {
        let file = |(ending, media): (&str, &str)| {
            json!({
                "@type": "DataDownload",
                "encodingFormat": media,
                "contentUrl": route::absolute(base, &route::data(slug, id, ending)),
            })
        };
        let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let files = [("csv", "text/csv"), ("xlsx", xlsx), ("json", "application/json")];
        put("url", Value::from(route::absolute(base, &page)));
        put("distribution", Value::from(files.map(file).to_vec()));
    }
    if let Some(organiser) = &at.site.config.organiser {
        put("publisher", json!({"@type": "GovernmentOrganization", "name": organiser}));
    }
    if let Some(licence) = &at.site.config.data_licence {
        put("license", Value::from(licence.clone()));
    }
    script(&value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_close_its_script_element() {
        assert_eq!(script(&json!("</script><!--")), "\"<\\/script><\\!--\"");
    }
}
