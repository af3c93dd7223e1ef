//! 明细: a row for each figure, with everything that `figures.csv` holds.

use rust_decimal::Decimal;

use crate::problem::Severity;
use crate::progress::field::Field;
use crate::progress::ratio::percent;
use crate::progress::{FigureKey, Target};
use crate::quantity::{self, Kind, plain};
use crate::spreadsheet::{Row, Spot};

use super::Workbook;
use super::given::{self, Given, NUMBERS, Notes};
use super::head::Head;
use super::table::Table;
use super::wide::is_named;

/// Shares written as fractions, of which only the first is told.
#[derive(Debug, Default)]
struct Fractions {
    first: Option<(Spot, String)>,
    count: usize,
}

/// What the rows of `table` say.
pub(super) fn read(
    book: &Workbook,
    table: &Table,
    targets: &[Target],
    notes: &mut Notes<'_>,
) -> Vec<(FigureKey, Given)> {
    let mut fractions = Fractions::default();
    let mut found = Vec::new();
    for row in table.rows(book) {
        found.extend(line(table, row, targets, &mut fractions, notes));
    }
    if let Some((spot, message)) = fractions.first {
        let message = format!("{message}（本表共 {} 处）", fractions.count);
        notes.add(spot, Severity::Warning, &message, "核对一次；比例由分子和分母计算，这一栏可以留空");
    }
    found
}

fn line(
    table: &Table,
    row: &Row,
    targets: &[Target],
    fractions: &mut Fractions,
    notes: &mut Notes<'_>,
) -> Option<(FigureKey, Given)> {
    let home = Spot {
        sheet: table.sheet,
        row: row.at,
        column: table.column(Head::Field(Field::Target)).unwrap_or(0),
    };
    let is_empty = |head: &Head| matches!(head, Head::Stamp | Head::Name | Head::ForReading(_));
    if table.columns.iter().all(|(column, head)| is_empty(head) || row.cell(*column).is_none()) {
        return None;
    }
    let id = row.cell(home.column).map_or("", |cell| cell.text.as_str());
    let target = targets.iter().find(|target| target.id.as_str() == id);
    let is_ratio = target.is_some_and(|target| target.kind == Kind::Ratio);
    let mut given = cells(table, row, home, is_ratio, notes)?;
    if let (Some(target), Some(column)) = (target, table.column(Head::Name))
        && let Some(name) = row.cell(column)
        && !is_named(target, &name.text, Spot { column, ..home }, notes)
    {
        return None;
    }
    let has_part = !given.text(Field::Numerator).is_empty() || !given.text(Field::Denominator).is_empty();
    if is_ratio {
        mend_fraction(&mut given, fractions);
    } else if let Some(target) = target.filter(|_| has_part) {
        let field =
            NUMBERS.into_iter().rev().find(|field| !given.text(*field).is_empty()).unwrap_or(Field::Value);
        let message = format!("“{}”不是比例，没有分子和分母", target.name);
        notes.error(given.spot(field), &message, "把数填在“数值”里");
        return None;
    }
    let mut remarks = Vec::new();
    let key = given.draft().key(targets, &mut remarks);
    if key.is_none() {
        for remark in &remarks {
            notes.remark(given.spot(remark.field), remark);
        }
    }
    key.map(|key| (key, given))
}

fn cells(table: &Table, row: &Row, home: Spot, is_ratio: bool, notes: &mut Notes<'_>) -> Option<Given> {
    let mut given = Given::at(home);
    let mut is_sound = true;
    for (column, head) in &table.columns {
        let (cell, spot) = (row.cell(*column), Spot { column: *column, ..home });
        let told = match head {
            Head::Field(Field::Value) if is_ratio => given::share(cell, spot, notes),
            Head::Field(Field::Value | Field::Numerator | Field::Denominator) => {
                given::number(cell, spot, notes)
            }
            Head::Field(Field::AsOf) => given::day(cell, spot, notes),
            Head::Field(_) | Head::Reason | Head::Stamp => given::words(cell, spot, notes),
            _ => continue,
        };
        match (told, head) {
            (Some(told), Head::Field(field)) => given.set(*field, told),
            (Some(told), Head::Reason) => given.reason = told.text,
            (Some(told), _) => given.stamp = told.text,
            (None, _) => is_sound = false,
        }
    }
    is_sound.then_some(given)
}

/// A share of 0.6 beside parts that make 60%: Excel's percentage, read without its sign.
fn mend_fraction(given: &mut Given, fractions: &mut Fractions) {
    let number = |field| quantity::parse(given.text(field));
    let (Some(stated), Some(top), Some(bottom)) =
        (number(Field::Value), number(Field::Numerator), number(Field::Denominator))
    else {
        return;
    };
    if stated <= Decimal::ZERO || stated > Decimal::ONE || bottom <= Decimal::ZERO || top > bottom {
        return;
    }
    let (meant, counted) = (stated * Decimal::ONE_HUNDRED, percent(top, bottom));
    if (stated - counted).abs() <= Decimal::new(5, 2) || (meant - counted).abs() > Decimal::new(5, 2) {
        return;
    }
    let spot = given.spot(Field::Value);
    let message = format!("比例写的是 {}，按 {}% 读", plain(stated), plain(counted));
    fractions.first.get_or_insert((spot, message));
    fractions.count += 1;
    let told = given::Told { text: plain(counted), spot: Some(spot) };
    given.set(Field::Value, told);
}
