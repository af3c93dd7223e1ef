//! Years without a published value: a hatched band and the word, never a 0.

use super::canvas::{Anchor, Block, Canvas, Role};
use super::geometry::{Rect, Spot};
use super::key::{Entry, Key};
use super::labels::{Obstacles, Wish, place};

const WORD: &str = "未公布";

/// Behind a word, so that the hatching does not run through it.
pub(super) const GROUND: &str = "class=\"chart-ground\" fill=\"#fff\"";

/// Draws the bands.
pub(super) fn draw(canvas: &mut Canvas, bands: &[Rect], obstacles: &mut Obstacles) {
    for band in bands {
        canvas.gap_rect(*band);
        obstacles.add_box(*band, 6);
    }
}

/// Writes the word into each band; into the key where one is too narrow.
pub(super) fn label(canvas: &mut Canvas, bands: &[Rect], obstacles: &Obstacles, key: &mut Key) {
    for band in bands {
        let level = Block::new(Role::Quiet, [WORD.to_owned()], Anchor::Middle);
        let characters = WORD.chars().map(|character| character.to_string());
        let stacked = Block::new(Role::Quiet, characters, Anchor::Middle);
        if !(write(canvas, level, *band, obstacles) || write(canvas, stacked, *band, obstacles)) {
            key.add(Entry::Missing);
        }
    }
}

/// Writes `block` at the height of `band` where it is best seen; the middle first.
fn write(canvas: &mut Canvas, block: Block, band: Rect, obstacles: &Obstacles) -> bool {
    let (wide, high) = canvas.measure(&block);
    let middle = band.middle();
    let reach = (band.height() - high) / 2;
    let corners = [0, 40, -40, 70, -70, 95, -95]
        .map(|percent| Spot { x: middle.x - wide / 2, y: middle.y - high / 2 + reach * percent / 100 });
    let Some(rect) = place(
        canvas,
        Wish { block, corners: &corners, region: band, mark: None, limit: u32::MAX },
        obstacles,
    ) else {
        return false;
    };
    canvas.rect(GROUND, rect);
    true
}
