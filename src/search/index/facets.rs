//! What hits can be narrowed by.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::document::Document;
use super::{Files, postings};

/// A filter: its key in addresses, its label, and how values are ordered.
struct Kind {
    key: &'static str,
    label: &'static str,
    values: fn(&Document<'_>) -> Vec<String>,
}

const KINDS: [Kind; 8] = [
    Kind { key: "section", label: "栏目", values: |document| vec![document.section.to_string()] },
    Kind {
        key: "year",
        label: "年度",
        values: |document| document.year.iter().map(ToString::to_string).collect(),
    },
    Kind {
        key: "tier",
        label: "梯度",
        values: |document| document.tier.iter().map(ToString::to_string).collect(),
    },
    Kind {
        key: "town",
        label: "镇街",
        values: |document| document.town.iter().map(ToString::to_string).collect(),
    },
    Kind {
        key: "industry",
        label: "产业",
        values: |document| document.industry.iter().map(ToString::to_string).collect(),
    },
    Kind {
        key: "project",
        label: "工程",
        values: |document| document.project.iter().map(ToString::to_string).collect(),
    },
    Kind {
        key: "unit",
        label: "责任单位",
        values: |document| document.units.iter().map(ToString::to_string).collect(),
    },
    Kind {
        key: "policy",
        label: "所属文件",
        values: |document| document.parent.iter().map(|parent| parent.title.to_string()).collect(),
    },
];

/// The values of one document, by filter.
pub(super) type Values = [Vec<String>; KINDS.len()];

pub(super) fn of(document: &Document<'_>) -> Values {
    std::array::from_fn(|at| {
        (KINDS[at].values)(document).into_iter().filter(|value| !value.is_empty()).collect()
    })
}

/// A filter as the manifest tells it.
#[derive(Debug, Serialize)]
pub(super) struct Facet {
    key: &'static str,
    label: &'static str,
    pub(super) values: Vec<String>,
    counts: Vec<usize>,
}

/// Writes one file for each filter that has values: a list of documents for each value.
pub(super) fn write(documents: &[Values], stamp: &str, files: &mut Files) -> Vec<Facet> {
    let mut facets = Vec::new();
    for (at, kind) in KINDS.iter().enumerate() {
        let mut lists: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (number, values) in (0..).zip(documents) {
            for value in &values[at] {
                let list = lists.entry(value).or_default();
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        let mut lists: Vec<(&str, Vec<u32>)> = lists.into_iter().collect();
        if kind.key == "year" {
            lists.reverse();
        } else {
            lists.sort_by_key(|(_, list)| std::cmp::Reverse(list.len()));
        }
        // The section of every hit is shown by its number, so this one is always there.
        if lists.is_empty() && at > 0 {
            continue;
        }
        let coded: Vec<String> = lists.iter().map(|(_, list)| postings::plain(list)).collect();
        files.put(&format!("f/{}", kind.key), &format!("{stamp} {}", coded.join(" ")));
        facets.push(Facet {
            key: kind.key,
            label: kind.label,
            values: lists.iter().map(|(value, _)| (*value).to_owned()).collect(),
            counts: lists.iter().map(|(_, list)| list.len()).collect(),
        });
    }
    facets
}
