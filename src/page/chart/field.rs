//! Where years and values lie, and the axes that say so.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::Size;
use super::canvas::{Anchor, Block, Canvas, Role};
use super::geometry::{Px, Rect, Spot, Tenths};
use super::header::SIDE;
use super::numbers;
use super::scale::Scale;
use super::series::{AXIS, GRID};
use super::text;

/// Room around a field for the words of what is in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rooms {
    pub(super) above: Tenths,
    pub(super) below: Tenths,
    /// At the right, for the target's words.
    pub(super) margin: Tenths,
}

/// Years from left to right, values from the bottom up.
#[derive(Debug)]
pub(super) struct Field {
    /// Where values lie.
    pub(super) plot: Rect,
    /// Where their labels may lie: above and, for values below 0, below too.
    pub(super) region: Rect,
    pub(super) scale: Scale,
    first: i32,
    count: i32,
}

impl Field {
    /// How high the field is, without room for labels.
    pub(super) fn height(canvas: &Canvas) -> Tenths {
        if canvas.size == Size::Wide { 2300 } else { 2000 }
    }

    /// Below `top`, with room around it.
    pub(super) fn new(
        canvas: &Canvas,
        top: Tenths,
        rooms: Rooms,
        years: &RangeInclusive<i16>,
        (scale, unit): (Scale, &str),
    ) -> Self {
        let ticks = numbers::axis(&scale.ticks(), unit);
        let ticks = ticks.iter().map(|tick| text::width(tick, canvas.font(Role::Quiet)));
        let left = SIDE + ticks.max().unwrap_or_default() + 80;
        // The longest number of an axis leaves this much even where the drawing is narrow.
        let right = (canvas.width - SIDE - rooms.margin).max(left + 200);
        let plot = Rect::new(left, top + rooms.above, right - left, Self::height(canvas));
        let overhang = if rooms.margin > 0 { 0 } else { SIDE - 10 };
        let region = Rect { top, bottom: plot.bottom + rooms.below, right: right + overhang, ..plot };
        let first = i32::from(*years.start());
        Self { plot, region, scale, first, count: i32::from(*years.end()) - first + 1 }
    }

    /// The width of a year.
    pub(super) fn step(&self) -> Tenths {
        self.plot.width() / self.count
    }

    /// The middle of a year.
    pub(super) fn x(&self, year: i16) -> Tenths {
        self.edge(2 * (i32::from(year) - self.first) + 1)
    }

    pub(super) fn y(&self, value: Decimal) -> Tenths {
        self.plot.bottom - self.scale.along(value, self.plot.height())
    }

    pub(super) fn spot(&self, year: i16, value: Decimal) -> Spot {
        Spot { x: self.x(year), y: self.y(value) }
    }

    /// All heights from the start of `first` to the end of `last`.
    pub(super) fn band(&self, first: i16, last: i16) -> Rect {
        let left = self.edge(2 * (i32::from(first) - self.first));
        let right = self.edge(2 * (i32::from(last) - self.first) + 2);
        Rect { left, right, ..self.plot }
    }

    /// So many half years from the left.
    fn edge(&self, halves: i32) -> Tenths {
        self.plot.left + halves * self.plot.width() / (2 * self.count)
    }

    /// Lines, numbers and years.
    pub(super) fn draw_axes(&self, canvas: &mut Canvas, unit: &str) {
        let mut grid = String::new();
        let ticks = self.scale.ticks();
        for (tick, text) in ticks.iter().zip(numbers::axis(&ticks, unit)) {
            let y = self.y(*tick);
            if *tick != self.scale.base() {
                grid.push_str(&self.level(y));
            }
            let at = Spot { x: self.plot.left - 80, y: y - canvas.line_height(Role::Quiet) / 2 };
            canvas.write_line(Role::Quiet, text, at, Anchor::End);
        }
        canvas.path(GRID, &grid);
        self.draw_years(canvas);
    }

    /// Where values start; drawn last so that nothing lies over it.
    pub(super) fn draw_base(&self, canvas: &mut Canvas) {
        canvas.path(AXIS, &self.level(self.y(self.scale.base())));
    }

    /// A level line as long as the field.
    pub(super) fn level(&self, y: Tenths) -> String {
        format!("M{} {}H{}", Px(self.plot.left), Px(y), Px(self.plot.right))
    }

    /// Where the drawing ends below the years.
    pub(super) fn bottom(&self, canvas: &Canvas) -> Tenths {
        self.region.bottom + 100 + canvas.line_height(Role::Quiet) + 40
    }

    fn draw_years(&self, canvas: &mut Canvas) {
        let mut ticks = String::new();
        let wide = text::width("2025", canvas.font(Role::Quiet)) + 80;
        for year in self.named_years(wide) {
            let block = Block::new(Role::Quiet, [year.to_string()], Anchor::Middle);
            let (wide, high) = canvas.measure(&block);
            let middle = self.edge(2 * (year - self.first) + 1);
            let left = (middle - wide / 2).clamp(0, canvas.width - wide);
            let rect = Rect::new(left, self.region.bottom + 100, wide, high);
            if canvas.is_free(rect) {
                canvas.write(block, rect);
                let _ = write!(ticks, "M{} {}v5", Px(middle), Px(self.region.bottom));
            }
        }
        // Labels below 0 lie between the field and its years: ticks would hang in the air.
        if self.region.bottom == self.plot.bottom {
            canvas.path(AXIS, &ticks);
        }
    }

    /// The years that are written, `wide` with their margin: all, or every second, third, fifth … one,
    /// the last among them where they are close.
    fn named_years(&self, wide: Tenths) -> impl Iterator<Item = i32> + use<> {
        let every = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];
        let fits = |every: &i32| {
            i64::from(*every) * i64::from(self.plot.width()) >= i64::from(wide) * i64::from(self.count)
        };
        let every = every.into_iter().find(fits).unwrap_or(20_000);
        let last = self.first + self.count - 1;
        let anchor = if every >= 5 { 0 } else { last };
        (self.first..=last).filter(move |year| (year - anchor) % every == 0)
    }
}
