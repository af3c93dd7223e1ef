//! Values by year: a line or bars, the target, and the labels of both.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::canvas::{Anchor, Block, Canvas, Role};
use super::field::Field;
use super::geometry::{Px, Rect, Spot, Tenths};
use super::key::{Entry, Key, Look};
use super::labels::{Obstacles, place};
use super::scale::Scale;
use super::text::wrap;
use super::{Chart, Origin, Plot, Point, PointState, TargetLine, Yearly, bands, numbers, series};

/// What lies where: the field, what labels must not hide, what the key must say.
struct Sheet<'a> {
    chart: &'a Chart,
    field: Field,
    points: BTreeMap<i16, &'a Point>,
    path: &'a [(i16, Decimal)],
    look: Look,
    obstacles: Obstacles,
    key: Key,
}

/// A published value.
#[derive(Debug, Clone, Copy)]
struct Mark {
    year: i16,
    value: Decimal,
    state: PointState,
    at: Spot,
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
    if marks.is_empty() {
        sheet.say_nothing_is_published(canvas);
    } else {
        bands::label(canvas, &bands, &sheet.obstacles, &mut sheet.key);
    }
    sheet.label_marks(canvas, &marks);
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

impl<'a> Sheet<'a> {
    fn new(canvas: &Canvas, top: Tenths, yearly: &'a Yearly, chart: &'a Chart) -> Self {
        let (path, origin, look): (&[_], _, _) = match &chart.plot {
            Plot::Line { path, origin, .. } => (path, *origin, Look::Line),
            Plot::Bars(_) | Plot::Groups(_) => (&[], Origin::Zero, Look::Bars),
        };
        let target = chart.target.as_ref();
        let promised = target.into_iter().flat_map(|target| [Some(target.low), target.high]).flatten();
        let reported = yearly.points.iter().filter_map(|point| point.value);
        let scale = Scale::new(promised.chain(reported).chain(path.iter().map(|(_, value)| *value)), origin);
        let has_words = yearly.points.iter().any(|point| series::word(point.state).is_some());
        let headroom = if has_words { 460 } else { 300 };
        let field = Field::new(canvas, top, headroom, &years(yearly, path, target), (scale, &chart.unit));
        let mut key = Key::default();
        if field.scale.is_cut() {
            key.add(Entry::Remark("纵轴不从 0 开始"));
        }
        let points = yearly.points.iter().map(|point| (point.year, point)).collect();
        Self { chart, field, points, path, look, obstacles: Obstacles::default(), key }
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
    fn radius(&self) -> Tenths {
        (self.field.step() / 3).clamp(20, 45)
    }

    fn draw_range(&mut self, canvas: &mut Canvas) {
        let Some((low, high)) =
            self.chart.target.as_ref().and_then(|target| Some((target.low, target.high?)))
        else {
            return;
        };
        let (top, bottom) = (self.field.y(low.max(high)), self.field.y(low.min(high)));
        canvas.rect(series::RANGE, Rect { top, bottom, ..self.field.plot });
    }

    fn draw_target(&mut self, canvas: &mut Canvas) {
        let Some(target) = &self.chart.target else { return };
        let plot = self.field.plot;
        for value in [Some(target.low), target.high].into_iter().flatten() {
            let y = self.field.y(value);
            if self.look == Look::Bars {
                canvas.path(series::CASING, &self.field.level(y));
            }
            canvas.path(series::TARGET, &self.field.level(y));
            self.obstacles.add_line(Spot { x: plot.left, y }, Spot { x: plot.right, y }, 15);
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

    /// What the target line says: along it, where it hides least.
    fn label_target(&mut self, canvas: &mut Canvas, marks: &[Mark]) {
        let Some(target) = &self.chart.target else { return };
        let plot = self.field.plot;
        let lines = wrap(&target.label, canvas.font(Role::Target), plot.width() * 7 / 10);
        let lines: Vec<_> = lines.into_iter().map(|line| (Role::Target, line)).collect();
        if lines.is_empty() {
            return;
        }
        let block = Block { lines, anchor: Anchor::Start };
        let (wide, high) = canvas.measure(&block);
        // Room that the labels of values will want.
        for mark in marks {
            self.obstacles.add_box(Rect::around(Spot { x: mark.at.x, y: mark.at.y - 220 }, 130), 12);
        }
        let (low, top) = (self.field.y(target.low), self.field.y(target.high.unwrap_or(target.low)));
        let mut corners = Vec::new();
        for y in [top - high - 20, low + 30] {
            for part in [0, 4, 3, 2, 1] {
                corners.push(Spot { x: plot.left + 40 + (plot.width() - wide - 40) * part / 4, y });
            }
        }
        if !place(canvas, block, &corners, self.field.region, &self.obstacles, 60) {
            self.key.add(Entry::Target(target.label.clone()));
        }
    }

    fn say_nothing_is_published(&mut self, canvas: &mut Canvas) {
        let block =
            Block { lines: vec![(Role::Plain, "暂无公布数据".to_owned())], anchor: Anchor::Middle };
        let (wide, high) = canvas.measure(&block);
        let middle = self.field.plot.middle();
        let corners = [0, 400, -400, 700, -700]
            .map(|down| Spot { x: middle.x - wide / 2, y: middle.y - high / 2 + down });
        place(canvas, block, &corners, self.field.region, &self.obstacles, u32::MAX);
    }

    fn label_marks(&mut self, canvas: &mut Canvas, marks: &[Mark]) {
        for (at, is_needed) in by_weight(marks) {
            let mark = marks[at];
            let limit = if is_needed { u32::MAX } else { 40 };
            let value = vec![(Role::Value, numbers::label(mark.value, &self.chart.unit))];
            let word = series::word(mark.state).map(|word| (Role::Quiet, word.to_owned()));
            let full: Vec<_> = value.iter().cloned().chain(word.clone()).collect();
            if self.label_mark(canvas, full, mark, limit) || word.is_none() {
                continue;
            }
            self.key.add(Entry::State(mark.state, self.look));
            self.label_mark(canvas, value, mark, limit);
        }
    }

    fn label_mark(&self, canvas: &mut Canvas, lines: Vec<(Role, String)>, mark: Mark, limit: u32) -> bool {
        let block = Block { lines, anchor: Anchor::Middle };
        let (wide, high) = canvas.measure(&block);
        let region = self.field.region;
        if wide > region.width() {
            return false;
        }
        let gap = self.radius() + 25;
        let at = mark.at;
        let centred = (at.x - wide / 2).clamp(region.left, region.right - wide);
        let above = Spot { x: centred, y: at.y - gap - high };
        let below = Spot { x: centred, y: at.y + gap };
        let corners = match self.look {
            Look::Bars if mark.value < self.field.scale.base() => vec![below],
            Look::Bars => vec![above],
            Look::Line => vec![
                above,
                below,
                Spot { y: above.y - 80, ..above },
                Spot { y: below.y + 80, ..below },
                Spot { x: at.x + gap, y: at.y - high / 2 },
                Spot { x: at.x - gap - wide, y: at.y - high / 2 },
            ],
        };
        place(canvas, block, &corners, region, &self.obstacles, limit)
    }

    fn label_path(&mut self, canvas: &mut Canvas) {
        let spots: Vec<Spot> = self.path.iter().map(|(year, value)| self.field.spot(*year, *value)).collect();
        if spots.len() < 2 {
            return;
        }
        let block = Block { lines: vec![(Role::Quiet, "预期进度".to_owned())], anchor: Anchor::Middle };
        let (wide, high) = canvas.measure(&block);
        let mut corners = Vec::new();
        for pair in spots.windows(2) {
            let (x, y) = (i32::midpoint(pair[0].x, pair[1].x), i32::midpoint(pair[0].y, pair[1].y));
            corners.push(Spot { x: x + 20, y: y + 40 });
            corners.push(Spot { x: x - 20 - wide, y: y - 40 - high });
        }
        if !place(canvas, block, &corners, self.field.region, &self.obstacles, 20) {
            self.key.add(Entry::Path);
        }
    }
}

/// Places in `marks`, the telling ones first: last, first, greatest, least
/// (these are needed), then states, then the rest from the latest back.
fn by_weight(marks: &[Mark]) -> Vec<(usize, bool)> {
    let Some(last) = marks.len().checked_sub(1) else { return Vec::new() };
    let all = 0..marks.len();
    let greatest = all.clone().max_by_key(|at| marks[*at].value).unwrap_or(last);
    let least = all.clone().min_by_key(|at| marks[*at].value).unwrap_or(0);
    let needed = [last, 0, greatest, least];
    let mut order: Vec<usize> = needed.to_vec();
    order.extend(all.clone().rev().filter(|at| marks[*at].state != PointState::Final));
    order.extend(all.rev());
    let mut seen = vec![false; marks.len()];
    order.retain(|at| !std::mem::replace(&mut seen[*at], true));
    order.into_iter().map(|at| (at, needed.contains(&at))).collect()
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
