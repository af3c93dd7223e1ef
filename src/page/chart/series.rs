//! The looks that values have: lines, bars and the marks of their states.

use super::PointState;
use super::canvas::Canvas;
use super::geometry::{Px, Spot, Tenths};

/// A line between final values.
pub(super) const LINE: &str =
    "class=\"chart-line\" fill=\"none\" stroke=\"#0b4f6c\" stroke-width=\"2.5\" stroke-linejoin=\"round\"";
/// A line to a value that may still change.
pub(super) const UNSURE_LINE: &str =
    "class=\"chart-line\" fill=\"none\" stroke=\"#0b4f6c\" stroke-width=\"2.5\" stroke-dasharray=\"3 3\"";
/// A bar.
pub(super) const BAR: &str = "class=\"chart-bar\" fill=\"#0b4f6c\"";
/// Where values were expected.
pub(super) const PATH: &str = "class=\"chart-path\" fill=\"none\" stroke=\"#4e5d68\" stroke-width=\"2\" \
                               stroke-linecap=\"round\" stroke-dasharray=\"0.1 5\"";
/// What was promised.
pub(super) const TARGET: &str =
    "class=\"chart-target\" fill=\"none\" stroke=\"#1a1f24\" stroke-width=\"1.5\" stroke-dasharray=\"7 4\"";
/// Keeps the dashes of a promise apart from bars below them.
pub(super) const CASING: &str = "class=\"chart-casing\" fill=\"none\" stroke=\"#fff\" stroke-width=\"3.5\"";
/// The year by which it was promised.
pub(super) const DUE: &str = "class=\"chart-target\" fill=\"none\" stroke=\"#1a1f24\" stroke-width=\"4\"";
/// What lies between the ends of a promise.
pub(super) const RANGE: &str = "class=\"chart-range\" fill=\"#e3edf1\"";
/// Lines to read values by.
pub(super) const GRID: &str = "class=\"chart-grid\" fill=\"none\" stroke=\"#d3dce1\"";
/// Where values start.
pub(super) const AXIS: &str = "class=\"chart-axis\" fill=\"none\" stroke=\"#71828e\"";

const FULL: &str = "class=\"chart-mark chart-bar\" fill=\"#0b4f6c\" stroke=\"#0b4f6c\" stroke-width=\"2\"";
const OPEN: &str = "class=\"chart-mark chart-open\" fill=\"#fff\" stroke=\"#0b4f6c\" stroke-width=\"2\"";

/// The word beside a value; none for one that is final.
pub(super) fn word(state: PointState) -> Option<&'static str> {
    match state {
        PointState::Final => None,
        PointState::Provisional => Some("（初步）"),
        PointState::Revised => Some("（修订）"),
        PointState::LowerBound => Some("（至少）"),
    }
}

/// The mark on a line: a disc, a ring, a diamond, a triangle.
pub(super) fn mark(canvas: &mut Canvas, state: PointState, at: Spot, radius: Tenths) {
    match state {
        PointState::Final => circle(canvas, FULL, at, radius),
        PointState::Provisional => circle(canvas, OPEN, at, radius),
        PointState::Revised => canvas.path(FULL, &diamond(at, radius * 5 / 4)),
        PointState::LowerBound => canvas.path(FULL, &triangle(at, radius * 5 / 4)),
    }
}

/// The mark on the end of a bar, for states that its filling does not tell.
pub(super) fn bar_mark(canvas: &mut Canvas, state: PointState, at: Spot, radius: Tenths) {
    match state {
        PointState::Final | PointState::Provisional => {}
        PointState::Revised => canvas.path(OPEN, &diamond(at, radius * 5 / 4)),
        PointState::LowerBound => canvas.path(OPEN, &triangle(at, radius * 5 / 4)),
    }
}

fn circle(canvas: &mut Canvas, attributes: &str, at: Spot, radius: Tenths) {
    canvas.add(&format!(
        "<circle {attributes} cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
        Px(at.x),
        Px(at.y),
        Px(radius)
    ));
}

fn diamond(at: Spot, reach: Tenths) -> String {
    let reach_px = Px(reach);
    let back = Px(-reach);
    format!("M{} {}l{reach_px} {reach_px} {back} {reach_px} {back} {back}z", Px(at.x), Px(at.y - reach))
}

fn triangle(at: Spot, reach: Tenths) -> String {
    format!(
        "M{} {}l{} {}h{}z",
        Px(at.x),
        Px(at.y - reach),
        Px(reach),
        Px(2 * reach - reach / 4),
        Px(-2 * reach)
    )
}
