//! What stands above a drawing: its title, its unit, and 示例 where it is one.

use super::Chart;
use super::canvas::{Anchor, Canvas, Role};
use super::geometry::{Rect, Spot, Tenths};
use super::text::{width, wrap};

/// Room at the sides of a drawing.
pub(super) const SIDE: Tenths = 40;

const SAMPLE: &str = "示例数据";

/// Draws title, unit and sample mark; says where the rest may begin.
pub(super) fn draw(canvas: &mut Canvas, chart: &Chart) -> Tenths {
    let room = canvas.width - 2 * SIDE;
    let top = lines(canvas, Role::Title, &chart.title, room, 20);
    let unit = if chart.unit.is_empty() { String::new() } else { format!("单位：{}", chart.unit) };
    let mark = if chart.is_sample { sample(canvas, top + 20) } else { 0 };
    let bottom = lines(canvas, Role::Quiet, &unit, room - mark, top + 20);
    let mark_bottom = if chart.is_sample { top + 20 + canvas.line_height(Role::Sample) } else { 0 };
    bottom.max(mark_bottom) + 40
}

/// Writes `text` in lines from `top` down; says where they end.
fn lines(canvas: &mut Canvas, role: Role, text: &str, room: Tenths, mut top: Tenths) -> Tenths {
    for line in wrap(text, canvas.font(role), room) {
        canvas.write_line(role, line, Spot { x: SIDE, y: top }, Anchor::Start);
        top += canvas.line_height(role);
    }
    top
}

/// The sample mark at the right; says how much width it takes.
fn sample(canvas: &mut Canvas, top: Tenths) -> Tenths {
    let wide = width(SAMPLE, canvas.font(Role::Sample)) + 160;
    let frame = Rect::new(canvas.width - SIDE - wide, top - 20, wide, canvas.line_height(Role::Sample) + 40);
    canvas
        .rect("class=\"chart-stamp\" fill=\"none\" stroke=\"#b3261e\" stroke-width=\"1.5\" rx=\"2\"", frame);
    canvas.write_line(Role::Sample, SAMPLE, Spot { x: frame.left + 80, y: top }, Anchor::Start);
    wide + 80
}
