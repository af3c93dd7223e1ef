//! Values by year: a line or bars, and the target they are held against.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::canvas::{Block, Canvas, Role};
use super::field::{Field, Rooms};
use super::geometry::{Px, Rect, Spot, Tenths};
use super::key::{Entry, Key, Look};
use super::labels::Obstacles;
use super::scale::Scale;
use super::{Chart, Origin, Plot, Point, PointState, TargetLine, Yearly, bands, naming, series};

/// What lies where: the field, what labels must not hide, what the key must say.
pub(super) struct Sheet<'a> {
    pub(super) chart: &'a Chart,
    pub(super) field: Field,
    points: BTreeMap<i16, &'a Point>,
    pub(super) path: &'a [(i16, Decimal)],
    pub(super) look: Look,
    /// The target's words, where they have their own room right of the field.
    pub(super) beside: Option<Block>,
    pub(super) obstacles: Obstacles,
    pub(super) key: Key,
}

/// A published value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    year: i16,
    pub(super) value: Decimal,
    pub(super) state: PointState,
    pub(super) at: Spot,
}

/// Draws from `top` down; says where it ends and what the key must name.
pub(super) fn draw(canvas: &mut Canvas, top: Tenths, yearly: &Yearly, chart: &Chart) -> (Tenths, Key) {
    let mut sheet = Sheet::new(canvas, top, yearly, chart);
    let bands = sheet.missing();
    let marks = sheet.marks();
    bands::draw(canvas, &bands, &mut sheet.obstacles);
    sheet.draw_range(canvas);
    sheet.field.draw_axes(canvas, &chart.unit);
    sheet.draw_path(canvas);
    match sheet.look {
        Look::Line => {
            sheet.draw_target(canvas);
            sheet.draw_line(canvas, &marks);
        }
        Look::Bars => {
            sheet.draw_bars(canvas, &marks);
            sheet.draw_target(canvas);
        }
    }
    sheet.field.draw_base(canvas);
    sheet.label_target(canvas, &marks);
    sheet.label_marks(canvas, &marks);
    if marks.is_empty() {
        sheet.say_nothing_is_published(canvas);
    } else {
        bands::label(canvas, &bands, &sheet.obstacles, &mut sheet.key);
    }
    sheet.label_path(canvas);
    (sheet.field.bottom(canvas), sheet.key)
}

/// All years that something is drawn for.
fn years(yearly: &Yearly, path: &[(i16, Decimal)], target: Option<&TargetLine>) -> RangeInclusive<i16> {
    let named = yearly.points.iter().map(|point| point.year);
    let named = named.chain(path.iter().map(|(year, _)| *year)).chain(target.and_then(|target| target.by));
    let (start, end) = (*yearly.period.start(), *yearly.period.end());
    named.fold(start.min(end)..=end.max(start), |all, year| *all.start().min(&year)..=*all.end().max(&year))
}

/// How much the labels of the highest and lowest values need beyond the field.
fn rooms(canvas: &Canvas, scale: &Scale, yearly: &Yearly, chart: &Chart) -> Rooms {
    const GAP: Tenths = 90;
    let height = Field::height(canvas);
    let (mut above, mut below) = (160, 0);
    for point in &yearly.points {
        let Some(value) = point.value else { continue };
        let word = series::word(point.state).map_or(0, |_| canvas.line_height(Role::Quiet));
        let need = GAP + canvas.line_height(Role::Value) + word;
        let along = scale.along(value, height);
        above = above.max(need - (height - along));
        if value < scale.base() {
            below = below.max(need - along);
        }
    }
    for value in chart.promised() {
        above = above.max(GAP / 2 + canvas.line_height(Role::Target) - (height - scale.along(value, height)));
    }
    Rooms { above, below, margin: 0 }
}

impl<'a> Sheet<'a> {
    fn new(canvas: &Canvas, top: Tenths, yearly: &'a Yearly, chart: &'a Chart) -> Self {
        let (path, origin, look): (&[_], _, _) = match &chart.plot {
            Plot::Line { path, origin, .. } => (path, *origin, Look::Line),
            Plot::Bars(_) | Plot::Groups(_) => (&[], Origin::Zero, Look::Bars),
        };
        let target = chart.target.as_ref();
        let reported = yearly.points.iter().filter_map(|point| point.value);
        let expected = path.iter().map(|(_, value)| *value);
        let scale = Scale::new(chart.promised().chain(reported).chain(expected), origin);
        let years = years(yearly, path, target);
        let count = i32::from(*years.end()) - i32::from(*years.start()) + 1;
        let beside = target.and_then(|target| naming::beside(canvas, target, look, count));
        let margin = beside.as_ref().map_or(0, |block| canvas.measure(block).0 + 80);
        let rooms = Rooms { margin, ..rooms(canvas, &scale, yearly, chart) };
        let field = Field::new(canvas, top, rooms, &years, (scale, &chart.unit));
        let mut key = Key::default();
        if field.scale.is_cut() {
            key.add(Entry::Remark("纵轴不从 0 开始"));
        }
        let points = yearly.points.iter().map(|point| (point.year, point)).collect();
        Self { chart, field, points, path, look, beside, obstacles: Obstacles::default(), key }
    }

    /// Bands of years that lie side by side and have no published value.
    fn missing(&self) -> Vec<Rect> {
        let mut runs: Vec<(i16, i16)> = Vec::new();
        for year in self.points.values().filter(|point| point.value.is_none()).map(|point| point.year) {
            match runs.last_mut() {
                Some((_, last)) if i32::from(*last) + 1 == i32::from(year) => *last = year,
                _ => runs.push((year, year)),
            }
        }
        runs.into_iter().map(|(first, last)| self.field.band(first, last)).collect()
    }

    fn marks(&self) -> Vec<Mark> {
        let mark = |point: &&Point| {
            let value = point.value?;
            Some(Mark { year: point.year, value, state: point.state, at: self.field.spot(point.year, value) })
        };
        self.points.values().filter_map(mark).collect()
    }

    /// The radius of marks: smaller where years are narrow.
    pub(super) fn radius(&self) -> Tenths {
        (self.field.step() / 6).clamp(20, 45)
    }

    fn draw_range(&mut self, canvas: &mut Canvas) {
        if let Some((low, high)) = self.chart.target.as_ref().and_then(TargetLine::range) {
            let (top, bottom) = (self.field.y(high), self.field.y(low));
            canvas.rect(series::RANGE, Rect { top, bottom, ..self.field.plot });
        }
    }

    fn draw_target(&mut self, canvas: &mut Canvas) {
        let Some(target) = &self.chart.target else { return };
        for value in target.ends() {
            let y = self.field.y(value);
            if self.look == Look::Bars {
                canvas.path(series::CASING, &self.field.level(y));
            }
            canvas.path(series::TARGET, &self.field.level(y));
            self.obstacles.add_wall(y, 20);
            if let Some(year) = target.by {
                let reach = (self.field.step() / 4).clamp(40, 140);
                let data = format!("M{} {}h{}", Px(self.field.x(year) - reach), Px(y), Px(2 * reach));
                canvas.path(series::DUE, &data);
            }
        }
    }

    fn draw_path(&mut self, canvas: &mut Canvas) {
        let spots: Vec<Spot> = self.path.iter().map(|(year, value)| self.field.spot(*year, *value)).collect();
        canvas.path(series::PATH, &polyline(&spots));
        for pair in spots.windows(2) {
            self.obstacles.add_line(pair[0], pair[1], 4);
        }
    }

    /// From value to value; broken where one is not published, dashed to one
    /// that may still change.
    fn draw_line(&mut self, canvas: &mut Canvas, marks: &[Mark]) {
        let (mut sure, mut unsure) = (String::new(), String::new());
        for pair in marks.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            if self.points.range(from.year..to.year).any(|(_, point)| point.value.is_none()) {
                continue;
            }
            let data = if to.state == PointState::Provisional { &mut unsure } else { &mut sure };
            join(data, from.at, to.at);
            self.obstacles.add_line(from.at, to.at, 30);
        }
        canvas.path(series::LINE, &sure);
        canvas.path(series::UNSURE_LINE, &unsure);
        let radius = self.radius();
        for mark in marks {
            series::mark(canvas, mark.state, mark.at, radius);
            self.obstacles.add_box(Rect::around(mark.at, radius + 10), 60);
        }
    }

    fn draw_bars(&mut self, canvas: &mut Canvas, marks: &[Mark]) {
        let wide = (self.field.step() * 6 / 10).clamp(10, 560);
        let base = self.field.y(self.field.scale.base());
        let radius = self.radius().min(wide / 3);
        for mark in marks {
            let rect = Rect {
                left: mark.at.x - wide / 2,
                right: mark.at.x - wide / 2 + wide,
                top: mark.at.y.min(base),
                bottom: mark.at.y.max(base),
            };
            match mark.state {
                PointState::Provisional => canvas.unsure_rect(rect),
                _ => canvas.rect(series::BAR, rect),
            }
            series::bar_mark(canvas, mark.state, mark.at, radius);
            self.obstacles.add_box(rect, 50);
        }
    }
}

/// Adds a line to path data; goes on where the last one ended.
fn join(data: &mut String, from: Spot, to: Spot) {
    if !data.ends_with(&format!("L{} {}", Px(from.x), Px(from.y))) {
        let _ = write!(data, "M{} {}", Px(from.x), Px(from.y));
    }
    let _ = write!(data, "L{} {}", Px(to.x), Px(to.y));
}

fn polyline(spots: &[Spot]) -> String {
    let mut data = String::new();
    for pair in spots.windows(2) {
        join(&mut data, pair[0], pair[1]);
    }
    data
}
