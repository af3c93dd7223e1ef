//! What the marks mean that could not be named where they stand.

use super::canvas::{Anchor, Canvas, Role};
use super::geometry::{Px, Rect, Spot, Tenths};
use super::header::SIDE;
use super::text::{width, wrap};
use super::{PointState, series};

/// A mark that is named below the drawing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Entry {
    /// A state, as its mark on a line or as its bar.
    State(PointState, Look),
    /// 未公布.
    Missing,
    /// 预期进度.
    Path,
    /// The target, where its label had no room.
    Target(String),
    /// A remark without a mark.
    Remark(&'static str),
}

/// How values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// Marks on a line.
    Line,
    /// Bars.
    Bars,
}

/// The entries, each once.
#[derive(Debug, Default)]
pub(super) struct Key {
    entries: Vec<Entry>,
}

impl Key {
    pub(super) fn add(&mut self, entry: Entry) {
        if let Err(at) = self.entries.binary_search(&entry) {
            self.entries.insert(at, entry);
        }
    }

    /// Draws the entries below `top` in as many rows as they need; says where they end.
    pub(super) fn draw(&self, canvas: &mut Canvas, top: Tenths) -> Tenths {
        let right = canvas.width - SIDE;
        let mut pen = Spot { x: SIDE, y: top };
        let mut bottom = top;
        for entry in &self.entries {
            let indent = entry.indent();
            let lines = wrap(entry.text(), canvas.font(Role::Quiet), right - SIDE - indent);
            let wide = lines.iter().map(|line| width(line, canvas.font(Role::Quiet))).max().unwrap_or(0);
            if pen.x > SIDE && pen.x + indent + wide > right {
                pen = Spot { x: SIDE, y: bottom };
            }
            let high = canvas.line_height(Role::Quiet);
            entry.mark(canvas, Spot { x: pen.x + 110, y: pen.y + high / 2 });
            let mut y = pen.y;
            for line in lines {
                canvas.write_line(Role::Quiet, line, Spot { x: pen.x + indent, y }, Anchor::Start);
                y += high;
            }
            bottom = bottom.max(y + 20);
            pen.x += indent + wide + 200;
        }
        bottom
    }
}

impl Entry {
    fn text(&self) -> &str {
        match self {
            Self::State(PointState::Final, _) => "已公布",
            Self::State(PointState::Provisional, _) => "初步数",
            Self::State(PointState::Revised, _) => "已修订",
            Self::State(PointState::LowerBound, _) => "至少为此数",
            Self::Missing => "未公布",
            Self::Path => "预期进度",
            Self::Target(label) => label,
            Self::Remark(text) => text,
        }
    }

    fn indent(&self) -> Tenths {
        if matches!(self, Self::Remark(_)) { 0 } else { 280 }
    }

    /// The mark around its middle, up to 22 px wide.
    fn mark(&self, canvas: &mut Canvas, at: Spot) {
        let swatch = Rect::new(at.x - 90, at.y - 60, 180, 120);
        let level = format!("M{} {}h22", Px(at.x - 110), Px(at.y));
        match self {
            Self::State(PointState::Provisional, Look::Bars) => canvas.unsure_rect(swatch),
            Self::State(state, Look::Line) => series::mark(canvas, *state, at, 45),
            Self::State(state, Look::Bars) => {
                canvas.rect(series::BAR, swatch);
                series::bar_mark(canvas, *state, Spot { x: at.x, y: swatch.top }, 45);
            }
            Self::Missing => canvas.gap_rect(swatch),
            Self::Path => canvas.path(series::PATH, &level),
            Self::Target(_) => canvas.path(series::TARGET, &level),
            Self::Remark(_) => {}
        }
    }
}
