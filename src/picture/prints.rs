//! The sizes and formats that a picture is published in.
//!
//! A photo is published as WebP with JPEG beside it, a drawing as lossless WebP
//! with PNG beside it. Which of the two a picture is, is measured: see [`is_drawing`].

use super::decode::fitted;
use super::encode;
use super::fault::Fault;
use super::header::Kind;
use super::raster::Raster;
use super::{Format, MAX_WIDTH};

/// Widths of variants below a picture's own: a card, a telephone, a column of text, two of them.
const STEPS: [u32; 3] = [480, 800, 1200];
/// A side of WebP (RFC 9649, 2.5).
const WEBP_SIDE: u32 = 16_383;

type Encoder = fn(&Raster) -> Result<Vec<u8>, Fault>;

/// One variant of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Print {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) format: Format,
    pub(super) bytes: Vec<u8>,
}

/// Everything that a picture is published as.
#[derive(Debug)]
pub(super) struct Prints {
    /// WebP before the other, narrow before wide.
    pub(super) list: Vec<Print>,
    /// The mean colour, `#rrggbb`.
    pub(super) placeholder: String,
}

/// Prints `raster`, which was of `kind`, at all its widths.
pub(super) fn prints(raster: Raster, kind: Kind) -> Result<Prints, Fault> {
    let sizes = sizes(&raster);
    let tallest = sizes.first().map_or(0, |(_, height)| *height);
    let ladder = ladder(raster, &sizes)?;
    let Some(widest) = ladder.first() else { return Err(Fault::Damaged) };
    let placeholder = ladder.last().unwrap_or(widest).mean_colour();
    let is_drawing = kind != Kind::Jpeg && is_drawing(widest)?;
    let has_webp = tallest <= WEBP_SIDE;
    let small: Encoder = if is_drawing { encode::webp_lossless } else { encode::webp };
    let mut list = if has_webp { set(&ladder, Format::WebP, small)? } else { Vec::new() };
    let beside = if is_drawing {
        set(&ladder, Format::Png, encode::png)?
    } else {
        set(&ladder, Format::Jpeg, encode::jpeg)?
    };
    // All widths of WebP or none: a browser that takes WebP looks at no other.
    if weight(&list) >= weight(&beside) {
        list.clear();
    }
    list.extend(beside);
    Ok(Prints { list, placeholder })
}

/// Whether a picture is better kept free of loss: where that costs at most half
/// as much again as JPEG. Screenshots, diagrams and scans of text cost less
/// even, and are what JPEG blurs; of a photo, PNG makes four to eight times as much.
fn is_drawing(widest: &Raster) -> Result<bool, Fault> {
    Ok(encode::png(widest)?.len() * 2 <= encode::jpeg(widest)?.len() * 3)
}

/// Wide before narrow: the picture's own width, as far as it is used, then the
/// steps below it. A step that would save less than a tenth of the width is left out.
fn sizes(raster: &Raster) -> Vec<(u32, u32)> {
    let own = raster.width.min(MAX_WIDTH);
    let steps = STEPS.iter().rev().filter(|step| *step * 10 < own * 9);
    let widths = std::iter::once(own).chain(steps.copied());
    widths.map(|width| fitted((raster.width, raster.height), width)).collect()
}

/// The picture at each of `sizes`, each made from the one before it.
fn ladder(raster: Raster, sizes: &[(u32, u32)]) -> Result<Vec<Raster>, Fault> {
    let mut ladder: Vec<Raster> = Vec::with_capacity(sizes.len());
    let mut full = Some(raster);
    for (width, height) in sizes {
        let next = match (ladder.last(), full.take()) {
            (_, Some(full)) if full.width == *width => full,
            (_, Some(full)) => full.resized(*width, *height)?,
            (Some(above), None) => above.resized(*width, *height)?,
            (None, None) => break,
        };
        ladder.push(next);
    }
    Ok(ladder)
}

fn set(ladder: &[Raster], format: Format, encode: Encoder) -> Result<Vec<Print>, Fault> {
    let print = |raster: &Raster| {
        let bytes = encode(raster)?;
        Ok(Print { width: raster.width, height: raster.height, format, bytes })
    };
    ladder.iter().rev().map(print).collect()
}

fn weight(prints: &[Print]) -> usize {
    match prints {
        [] => usize::MAX,
        prints => prints.iter().map(|print| print.bytes.len()).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 3]) -> Raster {
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let pixels = pixels.flat_map(|(x, y)| pixel(x, y)).collect();
        Raster { width, height, has_alpha: false, pixels }
    }

    /// Noise that is the same every time.
    fn noise(x: u32, y: u32) -> [u8; 3] {
        let mut state = x.wrapping_mul(0x9e37_79b9) ^ y.wrapping_mul(0x85eb_ca6b);
        [0; 3].map(|_: u8| {
            state = (state ^ (state >> 15)).wrapping_mul(0x2c1b_3c6d);
            128 + (state.to_be_bytes()[0] >> 2)
        })
    }

    fn shapes(prints: &Prints) -> Vec<(u32, u32, Format)> {
        prints.list.iter().map(|print| (print.width, print.height, print.format)).collect()
    }

    #[test]
    fn a_photo_becomes_webp_with_jpeg_beside_it() {
        let prints = prints(raster(880, 330, noise), Kind::Png).unwrap();
        let widths = [(480, 180), (880, 330)];
        let expected: Vec<_> = [Format::WebP, Format::Jpeg]
            .into_iter()
            .flat_map(|format| widths.map(|(width, height)| (width, height, format)))
            .collect();
        assert_eq!(shapes(&prints), expected);
    }

    #[test]
    fn a_drawing_stays_free_of_loss() {
        let stripes = |x: u32, _| if (x / 7).is_multiple_of(2) { [255; 3] } else { [20, 40, 160] };
        let source = raster(300, 200, stripes);
        let prints = prints(source.clone(), Kind::Png).unwrap();
        let png = prints.list.iter().find(|print| print.format == Format::Png).unwrap();
        let back = image::load_from_memory(&png.bytes).unwrap();
        assert_eq!(Raster::new(back), source);
        assert!(prints.list.iter().all(|print| print.format != Format::Jpeg));
    }

    #[test]
    fn widths_lie_well_apart_and_never_above_the_own() {
        for (own, expected) in [
            (1600, vec![1600, 1200, 800, 480]),
            (9000, vec![1600, 1200, 800, 480]),
            (1210, vec![1210, 800, 480]),
            (850, vec![850, 480]),
            (480, vec![480]),
            (20, vec![20]),
        ] {
            let widths = sizes(&raster(own, 1, noise)).into_iter().map(|(width, _)| width);
            assert_eq!(widths.collect::<Vec<_>>(), expected, "{own}");
        }
    }

    #[test]
    fn a_picture_too_long_for_webp_is_published_without_it() {
        let prints = prints(raster(20, 17_000, |_, _| [90; 3]), Kind::Jpeg).unwrap();
        assert_eq!(shapes(&prints), [(20, 17_000, Format::Jpeg)]);
    }
}
