//! Charts as SVG: one drawing of plain values, finished at build time.
//!
//! No script, no inline style: presentation attributes for a file that stands
//! alone, classes for the theme. What a mark means is said by its shape, its
//! pattern and a word beside it, never by its colour. Knows nothing of targets,
//! figures or pages; the same chart always gives the same bytes.
//!
//! Lengths are whole tenths of a pixel and values exact decimals, so that no
//! rounding differs from machine to machine.

mod bands;
mod canvas;
mod field;
mod geometry;
mod groups;
mod header;
mod key;
mod labels;
mod naming;
mod numbers;
#[cfg(test)]
mod properties;
mod scale;
mod series;
mod spark;
mod text;
mod yearly;

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use canvas::Canvas;

/// What one drawing shows. A number beyond ±10^15 is drawn at that limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// ASCII letters, digits and hyphens; one of its kind on the page.
    pub id: String,
    /// Drawn above the chart.
    pub title: String,
    /// A sentence for those who hear the page: what a reader sees.
    pub description: String,
    /// 家, 亿元, %; empty where numbers have none.
    pub unit: String,
    /// The values, by how they are drawn.
    pub plot: Plot,
    /// What was promised.
    pub target: Option<TargetLine>,
    /// Whether the values are invented: the drawing says so.
    pub is_sample: bool,
}

/// The values, by how they are drawn. Two kinds never share a drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Plot {
    /// A level from year to year: stock, share, running total.
    Line {
        /// The values.
        yearly: Yearly,
        /// Where values were expected on the way to the target, by year; drawn dotted.
        path: Vec<(i16, Decimal)>,
        /// Where the axis of values starts.
        origin: Origin,
    },
    /// What came in each year.
    Bars(Yearly),
    /// Groups side by side, each held against the same target.
    Groups(Vec<Group>),
}

/// Where an axis of values starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// At 0: whatever is counted.
    Zero,
    /// Near the least value; the drawing says that it is not 0.
    Values,
}

/// Values by year.
#[derive(Debug, Clone, PartialEq)]
pub struct Yearly {
    /// The years of the axis. Years of values, path and target widen it.
    pub period: RangeInclusive<i16>,
    /// In any order. A year without one is merely blank; of two for one year
    /// the later in the list counts.
    pub points: Vec<Point>,
}

/// The value of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Which year.
    pub year: i16,
    /// `None` is 未公布: a hatched gap that breaks the line, never 0.
    pub value: Option<Decimal>,
    /// How sure it is.
    pub state: PointState,
}

/// The value of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its name as readers see it; long ones are broken into lines.
    pub name: String,
    /// `None` is 未公布.
    pub value: Option<Decimal>,
    /// How sure it is.
    pub state: PointState,
}

/// How sure a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PointState {
    /// As published for good.
    Final,
    /// 初步: may still change.
    Provisional,
    /// 修订: differs from what was published before.
    Revised,
    /// 至少: some of what belongs to it is not published.
    LowerBound,
}

/// What was promised, drawn as a dashed line or, with two ends, a band.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetLine {
    /// 目标 25 家.
    pub label: String,
    /// The number, or the lower end.
    pub low: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// The year by which it is to be reached, marked on the line; `None` where
    /// it holds for each year.
    pub by: Option<i16>,
}

/// For which room a drawing is made. A page holds both and shows one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 640 px: a column of text, an A4 page, a file of its own.
    Wide,
    /// 328 px: a phone of 360 px with its margins.
    Narrow,
}

impl TargetLine {
    /// The number, or both ends.
    fn ends(&self) -> impl Iterator<Item = Decimal> {
        [Some(self.low), self.high].into_iter().flatten()
    }

    /// Both ends of a range.
    fn range(&self) -> Option<(Decimal, Decimal)> {
        let high = self.high?;
        Some((self.low.min(high), self.low.max(high)))
    }
}

impl Chart {
    /// The drawing as one `<svg>`, complete in a page and as a file.
    #[must_use]
    pub fn svg(&self, size: Size) -> String {
        self.draw(size).into_svg(self)
    }

    /// 120 × 32 px without words, hidden from those who hear the page: for a
    /// table that states the values.
    #[must_use]
    pub fn spark(&self) -> String {
        spark::svg(self)
    }

    /// The numbers of the target, which an axis must hold too.
    fn promised(&self) -> impl Iterator<Item = Decimal> {
        self.target.iter().flat_map(TargetLine::ends)
    }

    fn draw(&self, size: Size) -> Canvas {
        let mut canvas = Canvas::new(&self.id, size);
        let top = header::draw(&mut canvas, self);
        let (bottom, key) = match &self.plot {
            Plot::Groups(list) => groups::draw(&mut canvas, top, list, self),
            Plot::Line { yearly, .. } | Plot::Bars(yearly) => yearly::draw(&mut canvas, top, yearly, self),
        };
        let bottom = key.draw(&mut canvas, bottom);
        canvas.close(bottom);
        canvas
    }
}
