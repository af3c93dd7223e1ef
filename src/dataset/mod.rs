//! Figures to take away: CSV, Excel, JSON and CSVW, of one target and of all;
//! lists of services as CSV.
//!
//! Every number with its unit, day, source and state; what is made up says so
//! in its own column. The same site gives the same bytes.

mod csv;
mod csvw;
mod json;
mod service;
mod xlsx;

use crate::progress::field::Field;
use crate::progress::{Figure, Target};
use crate::site::board::Board;
use crate::site::route::{self, OutputPath};
use crate::site::{Document, Site};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Xlsx,
    Json,
    Csvw,
}

impl Format {
    const ALL: [Self; 4] = [Self::Csv, Self::Xlsx, Self::Json, Self::Csvw];

    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            // The name that CSVW looks for beside a table.
            Self::Csvw => "csv-metadata.json",
        }
    }
}

/// A file to take away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset(Content);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Figures(Figures),
    /// Index in the column's services.
    Service(usize),
}

/// Of which document, of which target (`None`: of all), how written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Figures {
    policy: usize,
    target: Option<usize>,
    format: Format,
}

/// Every file to take away of a site.
#[must_use]
pub fn list(site: &Site) -> Vec<(OutputPath, Dataset)> {
    let mut files = Vec::new();
    for (policy, document) in site.policies.iter().enumerate() {
        let Some(board) = &document.board else { continue };
        let targets = (0..board.progress.targets.len()).map(Some);
        for target in std::iter::once(None).chain(targets) {
            let id = target.map(|at| &board.progress.targets[at].id);
            for format in Format::ALL {
                let path = route::data(&document.policy.slug, id, format.ending());
                files.push((path, Dataset(Content::Figures(Figures { policy, target, format }))));
            }
        }
    }
    let services = site.column.services.iter().enumerate();
    files.extend(
        services.map(|(at, service)| (route::service_data(&service.slug), Dataset(Content::Service(at)))),
    );
    files
}

/// The bytes of a file.
///
/// Fails only where the workbook library refuses, which it does for more than
/// a million lines; the text says why.
pub fn print(site: &Site, dataset: &Dataset) -> Result<Vec<u8>, String> {
    let figures = match &dataset.0 {
        Content::Service(at) => return Ok(service::write(&site.column.services[*at])),
        Content::Figures(figures) => figures,
    };
    let document = &site.policies[figures.policy];
    let Some(board) = &document.board else { return Ok(Vec::new()) };
    let table = Table { site, document, board, target: figures.target };
    match figures.format {
        Format::Csv => Ok(csv::write(&table)),
        Format::Xlsx => xlsx::write(&table).map_err(|error| error.to_string()),
        Format::Json => Ok(json::write(&table)),
        Format::Csvw => Ok(csvw::write(&table)),
    }
}

/// What a file holds.
struct Table<'a> {
    site: &'a Site,
    document: &'a Document,
    board: &'a Board,
    target: Option<usize>,
}

impl<'a> Table<'a> {
    /// What the file is called by people.
    fn title(&self) -> String {
        match self.target {
            Some(at) => self.board.progress.targets[at].name.clone(),
            None => format!("{}：全部指标数据", self.document.policy.short_title()),
        }
    }

    /// The targets in it, by place.
    fn targets(&self) -> impl Iterator<Item = usize> {
        match self.target {
            Some(at) => at..at + 1,
            None => 0..self.board.progress.targets.len(),
        }
    }

    /// Its lines, target by target.
    fn lines(&self) -> impl Iterator<Item = (&'a Target, &'a Figure)> {
        let board = self.board;
        self.targets().flat_map(move |at| {
            let target = &board.progress.targets[at];
            let figures = board.progress.figures_of(&target.id).iter();
            figures.filter(|figure| figure.as_of <= board.cutoff).map(move |figure| (target, figure))
        })
    }
}

/// A column: of the target, or of the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Unit,
    Figure(Field),
}

/// All columns, in order.
const COLUMNS: [Column; 15] = [
    Column::Figure(Field::Target),
    Column::Name,
    Column::Unit,
    Column::Figure(Field::Group),
    Column::Figure(Field::Year),
    Column::Figure(Field::Measure),
    Column::Figure(Field::Value),
    Column::Figure(Field::Numerator),
    Column::Figure(Field::Denominator),
    Column::Figure(Field::AsOf),
    Column::Figure(Field::State),
    Column::Figure(Field::Source),
    Column::Figure(Field::SourceUrl),
    Column::Figure(Field::Note),
    Column::Figure(Field::Sample),
];

impl Column {
    fn label(self) -> &'static str {
        match self {
            Self::Name => "指标名称",
            Self::Unit => "单位",
            Self::Figure(field) => field.label(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Unit => "unit",
            Self::Figure(field) => field.name(),
        }
    }

    fn is_number(self) -> bool {
        use Field::{Denominator, Numerator, Value, Year};
        matches!(self, Self::Figure(Year | Value | Numerator | Denominator))
    }

    fn text(self, target: &Target, figure: &Figure) -> String {
        match self {
            Self::Name => target.name.clone(),
            Self::Unit => target.unit.clone(),
            // Not applicable is told by the state: a column of numbers holds numbers.
            Self::Figure(Field::Value) => figure.value.map(crate::quantity::plain).unwrap_or_default(),
            Self::Figure(field) => crate::progress::figures::written(figure, field),
        }
    }
}
