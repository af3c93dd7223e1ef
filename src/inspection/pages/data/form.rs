//! The form of days and addresses in linked data.

use serde_json::Value;

/// Fields that hold a day or a moment.
const MOMENTS: [&str; 8] = [
    "datePublished",
    "dateModified",
    "dateCreated",
    "uploadDate",
    "startDate",
    "endDate",
    "legislationDate",
    "legislationDateVersion",
];

/// Fields that hold an address; a thing in its place is looked into by itself.
const ADDRESSES: [&str; 9] =
    ["url", "item", "contentUrl", "thumbnailUrl", "mainEntityOfPage", "logo", "image", "license", "sameAs"];

/// Tells a day or an address that a search engine cannot read.
pub(super) fn inspect(field: &str, content: &Value, faults: &mut Vec<String>) {
    let texts: Vec<&str> = match content {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    // What is empty is told as missing where it is required.
    for text in texts.into_iter().filter(|text| !text.trim().is_empty()) {
        if MOMENTS.contains(&field) && !is_moment(text) {
            faults.push(format!(
                "结构化数据的 {field} 写成了“{text}”，应为 2026-01-15 或带时区的 2026-01-15T09:30:00+08:00"
            ));
        }
        // A licence may be told by its name.
        let is_name = field == "license" && !text.contains('/');
        if ADDRESSES.contains(&field) && !is_name && !is_absolute(text) {
            faults.push(format!("结构化数据的 {field}“{text}”不是完整网址"));
        }
    }
}

/// ISO 8601: a day, or a moment with its zone.
fn is_moment(text: &str) -> bool {
    let is_day = |day: &str| day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok();
    let Some((day, time)) = text.split_once('T') else { return is_day(text) };
    let cut = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(cut);
    let is_zone = zone == "Z" || (zone.len() == 6 && zone.as_bytes()[3] == b':');
    is_day(day) && is_zone && clock.parse::<jiff::civil::Time>().is_ok()
}

fn is_absolute(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '['))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_its_zone_and_a_day_has_none() {
        for (text, is_one) in [
            ("2026-01-12", true),
            ("2026-01-12T09:30:00+08:00", true),
            ("2026-01-12T09:30Z", true),
            ("2026-01-12T09:30:00", false),
            ("2026-01-12 09:30", false),
            ("2026-13-12", false),
            ("2026-01-12T25:00:00Z", false),
            ("2026年1月12日", false),
            ("", false),
        ] {
            assert_eq!(is_moment(text), is_one, "{text}");
        }
    }

    #[test]
    fn addresses_are_told_where_they_are_relative() {
        for (field, content, count) in [
            ("url", r#""a/b.html""#, 1),
            ("url", r#""https://a.cn/""#, 0),
            ("image", r#"["https://a.cn/a.jpg","/b.jpg"]"#, 1),
            ("item", r#"{"@id":"a"}"#, 0),
            ("name", r#""a/b.html""#, 0),
            ("license", r#""政府数据开放许可""#, 0),
        ] {
            let mut faults = Vec::new();
            inspect(field, &serde_json::from_str(content).unwrap(), &mut faults);
            assert_eq!(faults.len(), count, "{field} {content}: {faults:?}");
        }
    }
}
