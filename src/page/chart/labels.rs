//! Finds a place for a label where it hides nothing and touches no other.

use super::canvas::{Block, Canvas};
use super::geometry::{Rect, Spot, Tenths};

/// What a label had better not lie on, and how bad it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Obstacles {
    lines: Vec<(Spot, Spot, u32)>,
    /// Level lines from side to side.
    walls: Vec<(Tenths, u32)>,
    boxes: Vec<(Rect, u32)>,
}

impl Obstacles {
    pub(super) fn add_line(&mut self, from: Spot, to: Spot, cost: u32) {
        self.lines.push((from, to, cost));
    }

    pub(super) fn add_box(&mut self, rect: Rect, cost: u32) {
        self.boxes.push((rect, cost));
    }

    /// A level line that a label had better not lie on, nor part from its mark.
    pub(super) fn add_wall(&mut self, y: Tenths, cost: u32) {
        self.walls.push((y, cost));
    }

    /// What the walls between a label and its mark cost.
    fn between(&self, rect: Rect, mark: Option<Spot>) -> u32 {
        let Some(mark) = mark else { return 0 };
        let (top, bottom) = (rect.top.min(mark.y), rect.bottom.max(mark.y));
        self.walls.iter().filter(|(y, _)| (top + 1..bottom).contains(y)).map(|(_, cost)| cost).sum()
    }

    fn cost(&self, rect: Rect) -> u32 {
        let lines = self.lines.iter().filter(|(from, to, _)| rect.is_crossed(*from, *to));
        let boxes = self.boxes.iter().filter(|(other, _)| rect.overlaps(*other));
        let walls = self.walls.iter().filter(|(y, _)| (rect.top..rect.bottom).contains(y));
        lines.map(|(_, _, cost)| cost).sum::<u32>()
            + boxes.map(|(_, cost)| cost).sum::<u32>()
            + walls.map(|(_, cost)| cost).sum::<u32>()
    }
}

/// A label that looks for a place.
#[derive(Debug)]
pub(super) struct Wish<'a> {
    pub(super) block: Block,
    /// Where its upper left corner may be, the best first.
    pub(super) corners: &'a [Spot],
    /// What it must not leave.
    pub(super) region: Rect,
    /// What it belongs to: no wall should stand between them.
    pub(super) mark: Option<Spot>,
    /// What a place may cost at most.
    pub(super) limit: u32,
}

/// Writes a label where it costs least, at the earlier of two equal places.
/// `None` where no place is free or cheap enough.
pub(super) fn place(canvas: &mut Canvas, wish: Wish<'_>, obstacles: &Obstacles) -> Option<Rect> {
    let (wide, high) = canvas.measure(&wish.block);
    let best = wish
        .corners
        .iter()
        .map(|corner| Rect::new(corner.x, corner.y, wide, high))
        .enumerate()
        .filter(|(_, rect)| wish.region.holds(*rect) && canvas.is_free(*rect))
        .map(|(at, rect)| (obstacles.cost(rect) + obstacles.between(rect, wish.mark), at, rect))
        .filter(|(cost, ..)| *cost <= wish.limit)
        .min_by_key(|(cost, at, _)| (*cost, *at));
    let (.., rect) = best?;
    canvas.write(wish.block, rect);
    Some(rect)
}

#[cfg(test)]
mod tests {
    use super::super::Size;
    use super::super::canvas::{Anchor, Role};
    use super::*;

    const REGION: Rect = Rect { left: 0, top: 0, right: 1000, bottom: 1000 };

    fn wish(corners: &[Spot], mark: Option<Spot>) -> Wish<'_> {
        let block = Block::new(Role::Value, ["25".to_owned()], Anchor::Middle);
        Wish { block, corners, region: REGION, mark, limit: 9 }
    }

    #[test]
    fn a_label_takes_the_first_free_place_that_hides_least() {
        let mut canvas = Canvas::new("a", Size::Wide);
        let corners = [Spot { x: 100, y: 100 }, Spot { x: 100, y: 500 }];
        let mut obstacles = Obstacles::default();
        obstacles.add_line(Spot { x: 0, y: 510 }, Spot { x: 1000, y: 510 }, 5);
        obstacles.add_box(Rect::new(110, 110, 10, 10), 3);
        let mut placed = |corners| place(&mut canvas, wish(corners, None), &obstacles).map(|rect| rect.top);
        assert_eq!(placed(&corners), Some(100));
        assert_eq!(placed(&corners), Some(500));
        assert_eq!(placed(&corners), None, "both are taken");
        assert_eq!(placed(&[Spot { x: 990, y: 0 }]), None, "outside");
        obstacles.add_box(REGION, 10);
        assert_eq!(place(&mut canvas, wish(&[Spot { x: 800, y: 800 }], None), &obstacles), None, "too dear");
    }

    #[test]
    fn a_label_stays_on_its_marks_side_of_a_wall() {
        let mut canvas = Canvas::new("a", Size::Wide);
        let mut obstacles = Obstacles::default();
        obstacles.add_wall(400, 5);
        let mark = Some(Spot { x: 110, y: 450 });
        let corners = [Spot { x: 100, y: 150 }, Spot { x: 100, y: 500 }];
        let rect = place(&mut canvas, wish(&corners, mark), &obstacles);
        assert_eq!(rect.map(|rect| rect.top), Some(500));
    }
}
