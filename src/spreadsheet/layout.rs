//! What a sheet's XML says beside its values: formulas, merged blocks, hidden rows and columns.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::Refusal;
use super::package::Package;
use super::sheet::Area;

/// The relation by which a container names its workbook, and a workbook its sheets.
type Relations = BTreeMap<String, String>;

/// The last row and column that Excel has, counted from 0.
const LAST: (u32, u32) = (1_048_575, 16_383);
/// Merged blocks, hidden rows and formulas of a sheet, each; more is no table.
const MANY: usize = 200_000;

/// Everything of a sheet but its values; places counted from 0.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Cells that hold a formula, as (row, column).
    pub(super) formulas: BTreeSet<(u32, u32)>,
    pub(super) merged: Vec<Area>,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_columns: Vec<RangeInclusive<u32>>,
}

/// The layout of each sheet, by its name.
pub(super) fn read(package: &mut Package<'_>) -> Result<BTreeMap<String, Layout>, Refusal> {
    let mut layouts = BTreeMap::new();
    for (name, part) in parts(package)? {
        layouts.insert(name, sheet(package, &part)?);
    }
    Ok(layouts)
}

/// Each sheet's name and part.
fn parts(package: &mut Package<'_>) -> Result<Vec<(String, String)>, Refusal> {
    let of_package = relations(package, "_rels/.rels", |kind| kind.ends_with("/officeDocument"))?;
    let workbook = of_package
        .into_values()
        .next()
        .map_or_else(|| "xl/workbook.xml".to_owned(), |target| joined("", &target));
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let links = relations(package, &joined(folder, &format!("_rels/{file}.rels")), |_| true)?;
    let mut parts = Vec::new();
    each(package, &workbook, |element| {
        if element.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) =
                (text(element, "name"), text(element, "r:id").or_else(|| qualified(element, "id")))
            && let Some(target) = links.get(&id)
        {
            parts.push((name, joined(folder, target)));
        }
        Ok(())
    })?;
    Ok(parts)
}

/// Targets by id of those relations whose kind is wanted; none where the part is missing.
fn relations(
    package: &mut Package<'_>,
    part: &str,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Relations, Refusal> {
    let mut found = Relations::new();
    each(package, part, |element| {
        if element.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (text(element, "Id"), text(element, "Target"))
            && text(element, "Type").is_some_and(|kind| is_wanted(&kind))
        {
            found.insert(id, target);
        }
        Ok(())
    })?;
    Ok(found)
}

/// A target against the folder of the part that names it.
fn joined(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(target) => target.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn sheet(package: &mut Package<'_>, part: &str) -> Result<Layout, Refusal> {
    let mut layout = Layout::default();
    let (mut row, mut next_row) = (0_u32, 0_u32);
    let (mut cell, mut next_column) = ((0, 0), 0_u32);
    each(package, part, |element| {
        match element.local_name().as_ref() {
            "dimension" => check_dimension(element)?,
            "col" if is_true(element, "hidden") => {
                let first = number(element, "min").ok_or_else(Refusal::damaged)?.saturating_sub(1);
                let last = number(element, "max").ok_or_else(Refusal::damaged)?.saturating_sub(1);
                layout.hidden_columns.push(first..=last);
            }
            "row" => {
                row = number(element, "r").map_or(next_row, |row| row.saturating_sub(1));
                (next_row, next_column) = (row.saturating_add(1), 0);
                if is_true(element, "hidden") {
                    layout.hidden_rows.insert(row);
                }
            }
            "c" => {
                cell = match text(element, "r") {
                    Some(address) => address_of(&address).ok_or_else(Refusal::damaged)?,
                    None => (row, next_column),
                };
                next_column = cell.1.saturating_add(1);
            }
            "f" => drop(layout.formulas.insert(cell)),
            "mergeCell" => {
                let area = text(element, "ref").and_then(|area| area_of(&area));
                layout.merged.push(area.ok_or_else(Refusal::damaged)?);
            }
            _ => {}
        }
        let counts = [
            layout.formulas.len(),
            layout.merged.len(),
            layout.hidden_rows.len(),
            layout.hidden_columns.len(),
        ];
        if counts.into_iter().any(|count| count > MANY) {
            return Err(Refusal::new(
                "工作簿里的公式、合并单元格或隐藏行过多，没有读取",
                "只留下要读的表，把数值另存到一个新的工作簿",
            ));
        }
        Ok(())
    })?;
    Ok(layout)
}

/// A sheet whose corners stand the wrong way round makes readers of it stumble.
fn check_dimension(element: &BytesStart<'_>) -> Result<(), Refusal> {
    let area = text(element, "ref").and_then(|area| area_of(&area));
    area.map(drop).ok_or_else(Refusal::damaged)
}

/// Calls `take` for each opening tag of a part; nothing where it is missing.
fn each(
    package: &mut Package<'_>,
    part: &str,
    mut take: impl FnMut(&BytesStart<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let Some(reader) = package.xml(part) else { return Ok(()) };
    let mut reader = reader?;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => take(&element)?,
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(Refusal::damaged()),
        }
    }
}

/// An attribute's text, entities resolved.
fn text(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// An attribute by its name without prefix.
fn qualified(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    text(element, name)?.trim().parse().ok()
}

fn is_true(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(text(element, name).as_deref(), Some("1" | "true"))
}

/// `A6:G67`; one cell is an area too.
fn area_of(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (address_of(first)?, address_of(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some(Area { first, last })
}

/// (row, column) of `G67`.
fn address_of(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|character: char| character.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let column =
        letters.bytes().fold(0, |sum, byte| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1) - 1;
    let row = row.parse::<u32>().ok()?.checked_sub(1)?;
    (row <= LAST.0 && column <= LAST.1).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_nonsense_is_none() {
        assert_eq!(address_of("G67"), Some((66, 6)));
        assert_eq!(address_of("xfd1048576"), Some((1_048_575, 16_383)));
        for text in ["", "7", "G", "G0", "GGGG1", "XFE1", "A1048577", "A99999999999", "盐1", "A1B"] {
            assert_eq!(address_of(text), None, "{text}");
        }
        assert_eq!(area_of("B2"), Some(Area { first: (1, 1), last: (1, 1) }));
        assert_eq!(area_of("B5:A1"), None);
    }

    #[test]
    fn targets_are_found_from_where_they_are_named() {
        for (folder, target, part) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/a.xml", "xl/a.xml"),
            ("xl", "../b.xml", "b.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
        ] {
            assert_eq!(joined(folder, target), part);
        }
    }
}
