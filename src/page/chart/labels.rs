//! Finds a place for a label where it hides nothing and touches no other.

use super::canvas::{Block, Canvas};
use super::geometry::{Rect, Spot};

/// What a label had better not lie on, and how bad it is.
#[derive(Debug, Default)]
pub(super) struct Obstacles {
    lines: Vec<(Spot, Spot, u32)>,
    boxes: Vec<(Rect, u32)>,
}

impl Obstacles {
    pub(super) fn add_line(&mut self, from: Spot, to: Spot, cost: u32) {
        self.lines.push((from, to, cost));
    }

    pub(super) fn add_box(&mut self, rect: Rect, cost: u32) {
        self.boxes.push((rect, cost));
    }

    fn cost(&self, rect: Rect) -> u32 {
        let lines = self.lines.iter().filter(|(from, to, _)| rect.is_crossed(*from, *to));
        let boxes = self.boxes.iter().filter(|(other, _)| rect.overlaps(*other));
        lines.map(|(_, _, cost)| cost).sum::<u32>() + boxes.map(|(_, cost)| cost).sum::<u32>()
    }
}

/// Writes `block` at the best of `corners` (upper left) within `region`; the
/// earlier of two equal ones. `None` where none is free or costs at most `limit`.
pub(super) fn place(
    canvas: &mut Canvas,
    block: Block,
    corners: &[Spot],
    region: Rect,
    obstacles: &Obstacles,
    limit: u32,
) -> Option<Rect> {
    let (wide, high) = canvas.measure(&block);
    let best = corners
        .iter()
        .map(|corner| Rect::new(corner.x, corner.y, wide, high))
        .enumerate()
        .filter(|(_, rect)| region.holds(*rect) && canvas.is_free(*rect))
        .map(|(at, rect)| (obstacles.cost(rect), at, rect))
        .filter(|(cost, ..)| *cost <= limit)
        .min_by_key(|(cost, at, _)| (*cost, *at));
    let (.., rect) = best?;
    canvas.write(block, rect);
    Some(rect)
}

#[cfg(test)]
mod tests {
    use super::super::Size;
    use super::super::canvas::{Anchor, Role};
    use super::*;

    #[test]
    fn a_label_takes_the_first_free_place_that_hides_least() {
        let mut canvas = Canvas::new("a", Size::Wide);
        let region = Rect::new(0, 0, 1000, 1000);
        let block = || Block { lines: vec![(Role::Value, "25".to_owned())], anchor: Anchor::Middle };
        let corners = [Spot { x: 100, y: 100 }, Spot { x: 100, y: 500 }];
        let mut obstacles = Obstacles::default();
        obstacles.add_line(Spot { x: 0, y: 510 }, Spot { x: 1000, y: 510 }, 5);
        obstacles.add_box(Rect::new(110, 110, 10, 10), 3);
        assert!(place(&mut canvas, block(), &corners, region, &obstacles, 9).is_some());
        assert_eq!(canvas.words[0].rect.top, 100);
        assert!(place(&mut canvas, block(), &corners, region, &obstacles, 9).is_some());
        assert_eq!(canvas.words[1].rect.top, 500);
        assert!(place(&mut canvas, block(), &corners, region, &obstacles, 9).is_none(), "both are taken");
        assert!(
            place(&mut canvas, block(), &[Spot { x: 990, y: 0 }], region, &obstacles, 9).is_none(),
            "outside"
        );
    }
}
