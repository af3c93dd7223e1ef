//! Boxes and lines in whole tenths of a pixel, y downwards.

use std::fmt;

/// A length or a place: tenths of a pixel.
pub(super) type Tenths = i32;

/// Prints a place as pixels: 125 is `12.5`, 120 is `12`.
pub(super) struct Px(pub(super) Tenths);

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.abs() / 10, self.0.abs() % 10);
        if tenth == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{tenth}") }
    }
}

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) x: Tenths,
    pub(super) y: Tenths,
}

/// A box; `right` and `bottom` are just outside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rect {
    pub(super) left: Tenths,
    pub(super) top: Tenths,
    pub(super) right: Tenths,
    pub(super) bottom: Tenths,
}

impl Rect {
    pub(super) fn new(left: Tenths, top: Tenths, width: Tenths, height: Tenths) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    /// The square around `spot` that reaches `reach` to each side.
    pub(super) fn around(spot: Spot, reach: Tenths) -> Self {
        Self::new(spot.x - reach, spot.y - reach, 2 * reach, 2 * reach)
    }

    pub(super) fn width(self) -> Tenths {
        self.right - self.left
    }

    pub(super) fn height(self) -> Tenths {
        self.bottom - self.top
    }

    pub(super) fn middle(self) -> Spot {
        Spot { x: i32::midpoint(self.left, self.right), y: i32::midpoint(self.top, self.bottom) }
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(super) fn holds(self, other: Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }

    /// Whether the line from `a` to `b` runs through the box.
    ///
    /// Two convex shapes are apart where a line parts them: here an edge of the
    /// box, or the line itself with all corners on one side of it.
    pub(super) fn is_crossed(self, a: Spot, b: Spot) -> bool {
        let line =
            Self { left: a.x.min(b.x), top: a.y.min(b.y), right: a.x.max(b.x) + 1, bottom: a.y.max(b.y) + 1 };
        if !self.overlaps(line) {
            return false;
        }
        let side = |x: Tenths, y: Tenths| {
            i64::from(b.x - a.x) * i64::from(y - a.y) - i64::from(b.y - a.y) * i64::from(x - a.x)
        };
        let corners = [
            side(self.left, self.top),
            side(self.right, self.top),
            side(self.left, self.bottom),
            side(self.right, self.bottom),
        ];
        !(corners.iter().all(|side| *side > 0) || corners.iter().all(|side| *side < 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_printed_as_pixels() {
        for (tenths, text) in [(0, "0"), (5, "0.5"), (-5, "-0.5"), (120, "12"), (-125, "-12.5")] {
            assert_eq!(Px(tenths).to_string(), text);
        }
    }

    #[test]
    fn a_line_crosses_a_box_only_where_it_runs_through() {
        let rect = Rect::new(100, 100, 100, 50);
        let spot = |x, y| Spot { x, y };
        assert!(rect.is_crossed(spot(0, 0), spot(300, 250)));
        assert!(rect.is_crossed(spot(120, 120), spot(130, 130)), "within");
        assert!(rect.is_crossed(spot(0, 120), spot(300, 120)), "level");
        assert!(!rect.is_crossed(spot(0, 120), spot(130, 300)), "past a corner");
        assert!(!rect.is_crossed(spot(0, 0), spot(90, 300)));
    }
}
