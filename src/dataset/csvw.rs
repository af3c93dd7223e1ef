//! CSVW: what the columns of the CSV file beside it mean (W3C, 2015).

use serde_json::{Value, json};

use super::{COLUMNS, Column, Table};
use crate::progress::field::Field;
use crate::site::route;

fn datatype(column: Column) -> Value {
    match column {
        Column::Figure(Field::Year) => json!("gYear"),
        Column::Figure(Field::AsOf) => json!({"base": "date", "format": "yyyy-MM-dd"}),
        Column::Figure(Field::SourceUrl) => json!("anyURI"),
        column if column.is_number() => json!("decimal"),
        _ => json!("string"),
    }
}

pub(super) fn write(table: &Table<'_>) -> Vec<u8> {
    let id = table.target.map(|at| &table.board.progress.targets[at].id);
    let slug = &table.document.policy.slug;
    let path = route::data(slug, id, "csv");
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    let columns: Vec<Value> = COLUMNS
        .iter()
        .map(|column| json!({"name": column.name(), "titles": column.label(), "datatype": datatype(*column)}))
        .collect();
    let mut value = json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-CN"}],
        "url": name,
        "dc:title": table.title(),
        "dc:modified": table.board.cutoff.to_string(),
        "dialect": {"encoding": "utf-8", "header": true, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": columns,
            "primaryKey": ["indicator", "group", "year", "measure"],
        },
    });
    let config = &table.site.config;
    let known = [("dc:publisher", &config.organiser), ("dc:rights", &config.data_licence)];
    if let Some(object) = value.as_object_mut() {
        for (name, content) in known {
            if let Some(content) = content {
                object.insert(name.to_owned(), Value::from(content.clone()));
            }
        }
    }
    serde_json::to_vec_pretty(&value).unwrap_or_default()
}
