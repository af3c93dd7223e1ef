//! The words within a drawing of years: what each mark, the target and the
//! path say, in the order in which they may claim room.

use super::canvas::{Anchor, Block, Canvas, Role};
use super::geometry::{Rect, Spot, Tenths};
use super::header::SIDE;
use super::key::{Entry, Look};
use super::labels::{Obstacles, Wish, place};
use super::text::{wrap, wrap_at_blanks};
use super::yearly::{Mark, Sheet};
use super::{PointState, Size, TargetLine, numbers, series};

/// How much the marks say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Every value, with the word of its state.
    Words,
    /// Every value; states are in the key.
    Values,
    /// The first, last, greatest and least value; states are in the key.
    Ends,
}

/// The target's words right of bars, where they hide none; `None` for lines,
/// and where the words or the bars are too many.
pub(super) fn beside(canvas: &Canvas, target: &TargetLine, look: Look, years: i32) -> Option<Block> {
    let room = if canvas.size == Size::Wide { 1100 } else { 640 };
    let lines = wrap_at_blanks(&target.label, canvas.font(Role::Target), room);
    let is_crowded = lines.len() > 4 || canvas.size == Size::Narrow && years > 6;
    (look == Look::Bars && !is_crowded && !lines.is_empty())
        .then(|| Block::new(Role::Target, lines, Anchor::Start))
}

impl Sheet<'_> {
    /// What the target line says: beside it, along it, or in the key.
    pub(super) fn label_target(&mut self, canvas: &mut Canvas, marks: &[Mark]) {
        let Some(target) = &self.chart.target else { return };
        if target.label.trim().is_empty() {
            return;
        }
        let heights = target.ends().map(|value| self.field.y(value));
        let (top, bottom) =
            heights.fold((i32::MAX, i32::MIN), |(top, bottom), y| (top.min(y), bottom.max(y)));
        let is_named = self.label_target_beside(canvas, i32::midpoint(top, bottom))
            || self.label_target_along(canvas, target, marks, (top, bottom));
        if !is_named {
            self.key.add(Entry::Target(target.label.clone()));
        }
    }

    /// Right of the field, level with the line at `y`.
    fn label_target_beside(&self, canvas: &mut Canvas, y: Tenths) -> bool {
        let Some(block) = self.beside.clone() else { return false };
        let (wide, high) = canvas.measure(&block);
        let region = Rect { right: canvas.width, ..self.field.region };
        let y = (y - high / 2).clamp(region.top, (region.bottom - high).max(region.top));
        let corners = [Spot { x: canvas.width - SIDE - wide, y }];
        let wish = Wish { block, corners: &corners, region, mark: None, limit: u32::MAX };
        place(canvas, wish, &self.obstacles).is_some()
    }

    /// Above the upper line or below the lower one, where it hides least.
    fn label_target_along(
        &self,
        canvas: &mut Canvas,
        target: &TargetLine,
        marks: &[Mark],
        (top, bottom): (Tenths, Tenths),
    ) -> bool {
        let (plot, region) = (self.field.plot, self.field.region);
        let lines = wrap(&target.label, canvas.font(Role::Target), plot.width() * 7 / 10);
        let block = Block::new(Role::Target, lines, Anchor::Start);
        let (wide, high) = canvas.measure(&block);
        let mut corners = Vec::new();
        for y in [top - high - 20, bottom + 30] {
            for part in [0, 4, 3, 2, 1] {
                corners.push(Spot { x: plot.left + 40 + (plot.width() - wide - 40) * part / 4, y });
            }
        }
        let obstacles = self.with_room_for(canvas, marks);
        let wish = Wish { block, corners: &corners, region, mark: None, limit: 60 };
        place(canvas, wish, &obstacles).is_some()
    }

    /// The obstacles, and the room that the labels of values will want: bars
    /// have no other place for theirs.
    fn with_room_for(&self, canvas: &Canvas, marks: &[Mark]) -> Obstacles {
        let mut obstacles = self.obstacles.clone();
        let cost = if self.look == Look::Bars { 70 } else { 12 };
        for mark in marks {
            let (wide, high) = canvas.measure(&self.block(*mark, Detail::Words));
            let top = mark.at.y - self.radius() - 25 - high;
            obstacles.add_box(Rect::new(mark.at.x - wide / 2, top, wide, high), cost);
        }
        obstacles
    }

    pub(super) fn say_nothing_is_published(&mut self, canvas: &mut Canvas) {
        let block = Block::new(Role::Plain, ["暂无公布数据".to_owned()], Anchor::Middle);
        let (wide, high) = canvas.measure(&block);
        let middle = self.field.plot.middle();
        let corners = [0, 400, -400, 700, -700]
            .map(|down| Spot { x: middle.x - wide / 2, y: middle.y - high / 2 + down });
        let wish = Wish { block, corners: &corners, region: self.field.region, mark: None, limit: u32::MAX };
        place(canvas, wish, &self.obstacles);
    }

    /// All values with the words of their states; less where that has no room.
    pub(super) fn label_marks(&mut self, canvas: &mut Canvas, marks: &[Mark]) {
        let before = canvas.words.len();
        let is_dense = self.is_dense(canvas, marks);
        if !is_dense && self.label_all(canvas, marks, Detail::Words) == marks.len() {
            return;
        }
        canvas.words.truncate(before);
        for mark in marks.iter().filter(|mark| mark.state != PointState::Final) {
            self.key.add(Entry::State(mark.state, self.look));
        }
        if is_dense || self.label_all(canvas, marks, Detail::Values) * 4 < marks.len() * 3 {
            canvas.words.truncate(before);
            self.label_all(canvas, marks, Detail::Ends);
        }
    }

    /// Whether values on a line lie so close that a label would seem to be its
    /// neighbour's.
    fn is_dense(&self, canvas: &Canvas, marks: &[Mark]) -> bool {
        let widths = marks.iter().map(|mark| canvas.measure(&self.block(*mark, Detail::Values)).0);
        let apart = marks.windows(2).map(|pair| pair[1].at.x - pair[0].at.x).min();
        let room = apart.unwrap_or(canvas.width) * 3 / 2;
        self.look == Look::Line && widths.max().unwrap_or(0) > room
    }

    /// Labels the telling marks first; says how many.
    fn label_all(&self, canvas: &mut Canvas, marks: &[Mark], detail: Detail) -> usize {
        let mut count = 0;
        for (at, is_telling) in by_weight(marks) {
            if is_telling || detail != Detail::Ends {
                let limit = if is_telling { u32::MAX } else { 40 };
                count += usize::from(self.label_mark(canvas, marks[at], detail, limit));
            }
        }
        count
    }

    fn block(&self, mark: Mark, detail: Detail) -> Block {
        let value = (Role::Value, numbers::label(mark.value, &self.chart.unit));
        let word = series::word(mark.state).filter(|_| detail == Detail::Words);
        let word = word.map(|word| (Role::Quiet, word.to_owned()));
        Block { lines: [Some(value), word].into_iter().flatten().collect(), anchor: Anchor::Middle }
    }

    fn label_mark(&self, canvas: &mut Canvas, mark: Mark, detail: Detail, limit: u32) -> bool {
        let block = self.block(mark, detail);
        let (wide, high) = canvas.measure(&block);
        let region = self.field.region;
        if wide > region.width() {
            return false;
        }
        let corners = self.corners(mark, wide, high);
        let wish = Wish { block, corners: &corners, region, mark: Some(mark.at), limit };
        place(canvas, wish, &self.obstacles).is_some()
    }

    /// Where a label of a size may lie: above a bar, or below one that goes
    /// down; around a mark on a line, above it first.
    fn corners(&self, mark: Mark, wide: Tenths, high: Tenths) -> Vec<Spot> {
        let (at, region, gap) = (mark.at, self.field.region, self.radius() + 25);
        let x = (at.x - wide / 2).clamp(region.left, region.right - wide);
        let (above, below) = (at.y - gap - high, at.y + gap);
        match self.look {
            Look::Bars if mark.value < self.field.scale.base() => {
                [0, 60, 120, 180].map(|more| Spot { x, y: below + more }).into()
            }
            Look::Bars => [0, 60, 120, 180, 240].map(|more| Spot { x, y: above - more }).into(),
            Look::Line => vec![
                Spot { x, y: above },
                Spot { x, y: below },
                Spot { x, y: above - 80 },
                Spot { x, y: below + 80 },
                Spot { x: at.x + gap, y: at.y - high / 2 },
                Spot { x: at.x - gap - wide, y: at.y - high / 2 },
            ],
        }
    }

    /// Names the dotted line beside one of its middles.
    pub(super) fn label_path(&mut self, canvas: &mut Canvas) {
        let spots: Vec<Spot> = self.path.iter().map(|(year, value)| self.field.spot(*year, *value)).collect();
        if spots.len() < 2 {
            return;
        }
        let block = Block::new(Role::Quiet, ["预期进度".to_owned()], Anchor::Middle);
        let (wide, high) = canvas.measure(&block);
        let mut corners = Vec::new();
        for pair in spots.windows(2).rev() {
            let (x, y) = (i32::midpoint(pair[0].x, pair[1].x), i32::midpoint(pair[0].y, pair[1].y));
            corners.push(Spot { x: x - 40 - wide, y: y - 20 - high });
            corners.push(Spot { x: x + 40, y: y + 40 });
        }
        let wish = Wish { block, corners: &corners, region: self.field.region, mark: None, limit: 20 };
        if place(canvas, wish, &self.obstacles).is_none() {
            self.key.add(Entry::Path);
        }
    }
}

/// Places in `marks`, the telling ones first: last, first, greatest, least;
/// then states, then the rest from the latest back.
fn by_weight(marks: &[Mark]) -> Vec<(usize, bool)> {
    let Some(last) = marks.len().checked_sub(1) else { return Vec::new() };
    let all = 0..marks.len();
    let highest = all.clone().max_by_key(|at| marks[*at].value).unwrap_or(last);
    let lowest = all.clone().min_by_key(|at| marks[*at].value).unwrap_or(0);
    let telling = [last, 0, highest, lowest];
    let mut order: Vec<usize> = telling.to_vec();
    order.extend(all.clone().rev().filter(|at| marks[*at].state != PointState::Final));
    order.extend(all.rev());
    let mut seen = vec![false; marks.len()];
    order.retain(|at| !std::mem::replace(&mut seen[*at], true));
    order.into_iter().map(|at| (at, telling.contains(&at))).collect()
}
