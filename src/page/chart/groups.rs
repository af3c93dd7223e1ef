//! Groups side by side: level bars, each with its name, against one target.

use super::bands::GROUND;
use super::canvas::{Anchor, Block, Canvas, Role};
use super::geometry::{Px, Rect, Spot, Tenths};
use super::header::SIDE;
use super::key::{Entry, Key, Look};
use super::scale::Scale;
use super::text::{width, wrap};
use super::{Chart, Group, Origin, PointState, Size, TargetLine, numbers, series};

const BAR_HEIGHT: Tenths = 200;

/// Where names and bars lie.
struct Rows<'a> {
    chart: &'a Chart,
    scale: Scale,
    names: Tenths,
    /// From the low to the high end of the scale.
    left: Tenths,
    right: Tenths,
}

/// Draws from `top` down; says where it ends and what the key must name.
pub(super) fn draw(canvas: &mut Canvas, top: Tenths, groups: &[Group], chart: &Chart) -> (Tenths, Key) {
    let rows = Rows::new(canvas, groups, chart);
    let mut key = Key::default();
    let start = rows.label_target(canvas, top, &mut key);
    let mut first = start;
    if groups.iter().all(|group| group.value.is_none()) {
        canvas.write_line(Role::Plain, "暂无公布数据", Spot { x: SIDE, y: start }, Anchor::Start);
        first += canvas.line_height(Role::Plain) + 60;
    }
    let (bars, bottom) = rows.lay_out(canvas, first, groups);
    rows.draw_range(canvas, first, bottom);
    for (group, bar) in groups.iter().zip(&bars) {
        rows.draw_bar(canvas, group, *bar);
    }
    rows.draw_lines(canvas, &bars, first - 60, bottom);
    for (group, bar) in groups.iter().zip(&bars) {
        rows.label(canvas, group, *bar, &mut key);
    }
    (bottom + 100, key)
}

/// What stands at the end of a bar.
fn value_text(group: &Group, unit: &str) -> String {
    group.value.map_or_else(|| "未公布".to_owned(), |value| numbers::label(value, unit))
}

/// Room for what stands at the ends of bars: of those that go left, of the others.
fn ends(canvas: &Canvas, groups: &[Group], unit: &str) -> (Tenths, Tenths) {
    let (mut before, mut after) = (0, 0);
    for group in groups.iter().filter(|group| group.value.is_some()) {
        let word = series::word(group.state).map_or(0, |word| width(word, canvas.font(Role::Quiet)));
        let wide = width(&value_text(group, unit), canvas.font(Role::Value)) + word + 160;
        let end = if is_left(group) { &mut before } else { &mut after };
        *end = wide.min(canvas.width * 4 / 10).max(*end);
    }
    (before, after)
}

/// Whether the bar goes left from 0.
fn is_left(group: &Group) -> bool {
    group.value.is_some_and(|value| value.is_sign_negative() && !value.is_zero())
}

impl<'a> Rows<'a> {
    fn new(canvas: &Canvas, groups: &[Group], chart: &'a Chart) -> Self {
        let reported = groups.iter().filter_map(|group| group.value);
        let scale = Scale::new(chart.promised().chain(reported), Origin::Zero);
        let names = match canvas.size {
            Size::Wide => {
                let wide = |group: &Group| width(&group.name, canvas.font(Role::Plain));
                groups.iter().map(wide).max().unwrap_or_default().min(2200) + 20
            }
            Size::Narrow => canvas.width - 2 * SIDE,
        };
        let (before, after) = ends(canvas, groups, &chart.unit);
        let left = if canvas.size == Size::Wide { SIDE + names + 100 } else { SIDE } + before;
        Self { chart, scale, names, left, right: (canvas.width - SIDE - after).max(left + 400) }
    }

    fn x(&self, value: rust_decimal::Decimal) -> Tenths {
        self.left + self.scale.along(value, self.right - self.left)
    }

    /// Writes the names and says where each bar lies, from its base line on.
    fn lay_out(&self, canvas: &mut Canvas, mut top: Tenths, groups: &[Group]) -> (Vec<Rect>, Tenths) {
        let mut bars = Vec::new();
        for group in groups {
            let lines = wrap(&group.name, canvas.font(Role::Plain), self.names);
            let is_beside = canvas.size == Size::Wide;
            let block = Block::new(Role::Plain, lines, if is_beside { Anchor::End } else { Anchor::Start });
            let (wide, high) = canvas.measure(&block);
            let row = if is_beside { high.max(BAR_HEIGHT) } else { high + BAR_HEIGHT + 20 };
            let (left, name_top) =
                if is_beside { (SIDE + self.names - wide, top + (row - high) / 2) } else { (SIDE, top) };
            canvas.write(block, Rect::new(left, name_top, wide, high));
            let bar_top = if is_beside { top + (row - BAR_HEIGHT) / 2 } else { top + row - BAR_HEIGHT };
            bars.push(self.bar(group, bar_top));
            top += row + 120;
        }
        (bars, top - 60)
    }

    fn bar(&self, group: &Group, top: Tenths) -> Rect {
        let base = self.x(self.scale.base());
        let end = group.value.map_or(base, |value| self.x(value));
        Rect { left: base.min(end), right: base.max(end), top, bottom: top + BAR_HEIGHT }
    }

    fn draw_bar(&self, canvas: &mut Canvas, group: &Group, bar: Rect) {
        let end =
            if group.value.is_some_and(|value| value.is_sign_negative()) { bar.left } else { bar.right };
        match (group.value, group.state) {
            (None, _) => canvas.gap_rect(Rect { left: self.left, right: self.right, ..bar }),
            (Some(_), PointState::Provisional) => canvas.unsure_rect(bar),
            (Some(_), state) => {
                canvas.rect(series::BAR, bar);
                series::bar_mark(canvas, state, Spot { x: end, y: bar.middle().y }, 50);
            }
        }
    }

    /// Value and state at the end of the bar; the state in the key where it has no room.
    fn label(&self, canvas: &mut Canvas, group: &Group, bar: Rect, key: &mut Key) {
        let value = value_text(group, &self.chart.unit);
        let role = if group.value.is_some() { Role::Value } else { Role::Quiet };
        let is_left = is_left(group);
        let wide = width(&value, canvas.font(role));
        let has_mark = matches!(group.state, PointState::Revised | PointState::LowerBound);
        let gap = if has_mark { 120 } else { 80 };
        let left = if is_left { bar.left - gap - wide } else { bar.right + gap };
        let left = left.clamp(0, (canvas.width - wide).max(0));
        let y = bar.middle().y - canvas.line_height(role) / 2;
        let rect = Rect::new(left, y, wide, canvas.line_height(role));
        if rect.right > canvas.width || !canvas.is_free(rect) {
            return;
        }
        if group.value.is_none() {
            canvas.rect(GROUND, Rect { left: rect.left - 40, right: rect.right + 40, ..rect });
        }
        canvas.write(Block::new(role, [value], Anchor::Start), rect);
        let Some(word) = series::word(group.state).filter(|_| group.value.is_some()) else { return };
        let wide = width(word, canvas.font(Role::Quiet));
        let left = if is_left { rect.left - wide - 20 } else { rect.right + 20 };
        let room = Rect::new(left, y, wide, canvas.line_height(Role::Quiet));
        if left >= 0 && room.right <= canvas.width && canvas.is_free(room) {
            canvas.write(Block::new(Role::Quiet, [word.to_owned()], Anchor::Start), room);
        } else {
            key.add(Entry::State(group.state, Look::Bars));
        }
    }

    fn draw_range(&self, canvas: &mut Canvas, top: Tenths, bottom: Tenths) {
        if let Some((low, high)) = self.chart.target.as_ref().and_then(TargetLine::range) {
            let (left, right) = (self.x(low), self.x(high));
            canvas.rect(series::RANGE, Rect { left, right, top: top - 60, bottom });
        }
    }

    /// The base line and the target, from above the first bar to below the last.
    fn draw_lines(&self, canvas: &mut Canvas, bars: &[Rect], top: Tenths, bottom: Tenths) {
        let upright =
            |x: Tenths, (top, bottom): (Tenths, Tenths)| format!("M{} {}V{}", Px(x), Px(top), Px(bottom));
        canvas.path(series::AXIS, &upright(self.x(self.scale.base()), (top, bottom)));
        let Some(target) = &self.chart.target else { return };
        // Names stand above their bars where the drawing is narrow: no line runs through them.
        let runs: Vec<_> = match canvas.size {
            Size::Wide => vec![(top, bottom)],
            Size::Narrow => bars.iter().map(|bar| (bar.top - 40, bar.bottom + 40)).collect(),
        };
        for value in target.ends() {
            let data: String = runs.iter().map(|run| upright(self.x(value), *run)).collect();
            canvas.path(series::CASING, &data);
            canvas.path(series::TARGET, &data);
        }
    }

    /// The target's words above its line; says where the rows may begin.
    fn label_target(&self, canvas: &mut Canvas, top: Tenths, key: &mut Key) -> Tenths {
        let Some(target) = &self.chart.target else { return top + 60 };
        let wide = width(&target.label, canvas.font(Role::Target));
        if wide > canvas.width - 2 * SIDE {
            key.add(Entry::Target(target.label.clone()));
            return top + 60;
        }
        let middle = i32::midpoint(self.x(target.low), self.x(target.high.unwrap_or(target.low)));
        let left = (middle - wide / 2).clamp(SIDE, canvas.width - SIDE - wide);
        canvas.write_line(Role::Target, target.label.clone(), Spot { x: left, y: top }, Anchor::Start);
        top + canvas.line_height(Role::Target) + 100
    }
}
