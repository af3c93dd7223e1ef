//! 进展: a row for each target, a column for each year.

use std::collections::BTreeMap;

use crate::progress::draft::Draft;
use crate::progress::field::{Field, Remark};
use crate::progress::{FigureKey, Target};
use crate::quantity::Kind;
use crate::spreadsheet::{Row, Spot};

use super::Workbook;
use super::given::{self, DETAILS, Given, Notes, Told, same_number};
use super::head::Head;
use super::table::Table;

/// What the rows of `table` say, a ratio's two rows put together.
pub(super) fn read(
    book: &Workbook,
    table: &Table,
    targets: &[Target],
    notes: &mut Notes<'_>,
) -> Vec<(FigureKey, Given)> {
    let mut found: Vec<(FigureKey, Given)> = Vec::new();
    let mut halves: BTreeMap<FigureKey, usize> = BTreeMap::new();
    for row in table.rows(book) {
        for (key, field, given) in cells(table, row, targets, notes) {
            let half = halves.get(&key).filter(|_| field != Field::Value);
            match half.map(|at| &mut found[*at].1).filter(|half| half.told(field).spot.is_none()) {
                Some(half) => add_part(half, field, &given),
                None => {
                    halves.insert(key.clone(), found.len());
                    found.push((key, given));
                }
            }
        }
    }
    found
}

/// Puts the other number of a ratio, and what its row says more, beside the first.
fn add_part(earlier: &mut Given, field: Field, given: &Given) {
    earlier.set(field, given.told(field).clone());
    if !given.text(Field::Value).is_empty() {
        earlier.set(Field::Value, given.told(Field::Value).clone());
    }
    for detail in DETAILS {
        if earlier.text(detail).is_empty() && !given.text(detail).is_empty() {
            earlier.set(detail, given.told(detail).clone());
        }
    }
    if earlier.reason.is_empty() {
        earlier.reason.clone_from(&given.reason);
    }
}

/// The figures of a row, with the column of `figures.csv` that its numbers fill.
fn cells(
    table: &Table,
    row: &Row,
    targets: &[Target],
    notes: &mut Notes<'_>,
) -> Vec<(FigureKey, Field, Given)> {
    let at = |column| Spot { sheet: table.sheet, row: row.at, column };
    let word =
        |head| table.column(head).and_then(|column| row.cell(column)).map_or("", |cell| cell.text.as_str());
    let has_number = table
        .columns
        .iter()
        .any(|(column, head)| matches!(head, Head::Year(_)) && row.cell(*column).is_some());
    let id = word(Head::Field(Field::Target));
    if id.is_empty() && !has_number {
        return Vec::new();
    }
    let home = at(table.column(Head::Field(Field::Target)).unwrap_or(0));
    let Some(target) = targets.iter().find(|target| target.id.as_str() == id) else {
        unknown(id, targets, home, notes);
        return Vec::new();
    };
    let name_at = at(table.column(Head::Name).unwrap_or(home.column));
    if !is_named(target, word(Head::Name), name_at, notes) {
        return Vec::new();
    }
    let Some(field) =
        item(target, word(Head::Item), at(table.column(Head::Item).unwrap_or(home.column)), notes)
    else {
        return Vec::new();
    };
    let Some(common) = common(table, row, home, notes) else { return Vec::new() };
    let years = table.columns.iter().filter_map(|(column, head)| match head {
        Head::Year(year) => Some((*column, *year)),
        _ => None,
    });
    let mut found = Vec::new();
    for (column, year) in years {
        let Some(told) = given::number(row.cell(column), at(column), notes) else { continue };
        let mut given = common.clone();
        given.set(Field::Year, Told { text: year.to_string(), spot: Some(at(column)) });
        // A ratio that is not applicable has no parts: that is said of the figure.
        if field != Field::Value && same_number(&told.text) == "—" {
            given.set(field, Told { text: String::new(), spot: told.spot });
            given.set(Field::Value, told);
        } else {
            given.set(field, told);
        }
        if let Some(key) = key(&given, targets, notes) {
            found.push((key, field, given));
        }
    }
    found
}

/// What a row says of all its numbers.
fn common(table: &Table, row: &Row, home: Spot, notes: &mut Notes<'_>) -> Option<Given> {
    let mut common = Given::at(home);
    let mut is_sound = true;
    for (column, head) in &table.columns {
        let spot = Spot { column: *column, ..home };
        let cell = row.cell(*column);
        let told = match head {
            Head::Field(Field::AsOf) => given::day(cell, spot, notes),
            Head::Field(_) | Head::Reason => given::words(cell, spot, notes),
            _ => continue,
        };
        match (told, head) {
            (Some(told), Head::Field(field)) => common.set(*field, told),
            (Some(told), _) => common.reason = told.text,
            (None, _) => is_sound = false,
        }
    }
    is_sound.then_some(common)
}

/// Which figure a cell is about; told where nobody can say.
fn key(given: &Given, targets: &[Target], notes: &mut Notes<'_>) -> Option<FigureKey> {
    let mut remarks = Vec::new();
    let key = given.draft().key(targets, &mut remarks);
    if key.is_none() && !given.is_blank() {
        for remark in &remarks {
            notes.remark(given.spot(remark.field), remark);
        }
    }
    key
}

/// The same words for an unknown id as those of `figures.csv`.
fn unknown(id: &str, targets: &[Target], spot: Spot, notes: &mut Notes<'_>) {
    let mut remarks: Vec<Remark> = Vec::new();
    let _ = Draft::default().with(Field::Target, id).key(targets, &mut remarks);
    for remark in remarks {
        notes.remark(spot, &remark);
    }
}

/// Whether the name beside an id is its own: rows that were sorted by one column only are not.
pub(super) fn is_named(target: &Target, name: &str, spot: Spot, notes: &mut Notes<'_>) -> bool {
    let same = |known: &str| known.split_whitespace().eq(name.split_whitespace());
    if name.is_empty() || same(&target.name) || same(&target.short) {
        return true;
    }
    let message = format!("标识“{}”是“{}”，这一行写的却是“{name}”", target.id, target.name);
    notes.error(spot, &message, "核对是否只排序或挪动了部分列；不能确定就重新生成填报表");
    false
}

/// Which number a row holds.
fn item(target: &Target, text: &str, spot: Spot, notes: &mut Notes<'_>) -> Option<Field> {
    let field = match text {
        "" | "数值" => Field::Value,
        "分子" => Field::Numerator,
        "分母" => Field::Denominator,
        _ => {
            notes.error(spot, &format!("不认识填报项“{text}”"), "只能是：数值、分子、分母");
            return None;
        }
    };
    if field != Field::Value && target.kind != Kind::Ratio {
        let message = format!("“{}”不是比例，没有{text}", target.name);
        notes.error(spot, &message, "填报项改为“数值”");
        return None;
    }
    Some(field)
}
