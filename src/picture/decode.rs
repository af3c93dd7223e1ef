//! Bytes of a photo or drawing to pixels, held to the limits before any is made.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{AnimationDecoder as _, DynamicImage, ImageDecoder, ImageError, Limits};

use super::budget::{Budget, Share};
use super::fault::{Fault, Note};
use super::header::Kind;
use super::raster::Raster;
use super::{MAX_PIXELS, MAX_SIDE, colour, jpeg};

/// Memory that a decoder may take for pixels: [`MAX_PIXELS`] of the largest kind.
const PIXEL_MEMORY: u64 = MAX_PIXELS * 8 + (64 << 20);
/// Memory that a header may take: a colour profile may be packed to a thousandth of its size.
const HEADER_MEMORY: u64 = 64 << 20;

/// A decoded picture, upright, in sRGB, no wider than it was asked for.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// Pixels of the source, upright.
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) raster: Raster,
    pub(super) notes: Vec<Note>,
    /// To be held as long as the raster, which of a long picture is nearly all of it.
    pub(super) share: Share<'a>,
}

/// Decodes `bytes`; the result is at most `width` pixels wide, upright.
///
/// `budget` is drawn on as soon as the header has told how much there is to decode.
pub(super) fn decode<'a>(
    bytes: &[u8],
    kind: Kind,
    width: u32,
    budget: &'a Budget,
) -> Result<Decoded<'a>, Fault> {
    let markers = if kind == Kind::Jpeg { jpeg::markers(bytes) } else { jpeg::Markers::default() };
    if kind == Kind::Jpeg && !markers.is_whole {
        return Err(Fault::CutOff);
    }
    let mut decoder = open(bytes, kind)?;
    check_size(decoder.dimensions())?;
    let share = budget.take(memory(decoder.as_ref(), markers.is_progressive));
    if kind == Kind::Gif {
        check_stillness(bytes)?;
    }
    // Metadata that cannot be read is as good as none. The profile of print colours
    // is of no use: the decoder has converted them.
    let is_print = markers.components == 4;
    let profile = decoder.icc_profile().ok().flatten().filter(|_| !is_print);
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    decoder.set_limits(limits(PIXEL_MEMORY)).map_err(|error| fault(&error))?;
    let raster = Raster::new(DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?);
    let (full, mut raster) = upright(raster, orientation, width)?;
    if let Some(profile) = profile {
        colour::to_srgb(&mut raster, &profile);
    }
    let notes = if is_print { vec![Note::PrintColours] } else { Vec::new() };
    Ok(Decoded { width: full.0, height: full.1, raster: raster.without_idle_alpha(), notes, share })
}

/// The size of the whole picture, upright, and the picture fitted to `width`. Made
/// smaller before it is turned: on a sixth of the pixels that costs a sixth.
fn upright(raster: Raster, orientation: Orientation, width: u32) -> Result<((u32, u32), Raster), Fault> {
    let turned = |(width, height)| if is_turned(orientation) { (height, width) } else { (width, height) };
    let stored = (raster.width, raster.height);
    let full = turned(stored);
    let target = turned(fitted(full, width));
    let raster = if target == stored { raster } else { raster.resized(target.0, target.1)? };
    Ok((full, raster.oriented(orientation)))
}

/// Reads the header.
fn open(bytes: &[u8], kind: Kind) -> Result<Box<dyn ImageDecoder + '_>, Fault> {
    let reader = Cursor::new(bytes);
    let damaged = |error: ImageError| fault(&error);
    match kind {
        Kind::Jpeg => Ok(Box::new(JpegDecoder::new(reader).map_err(damaged)?)),
        Kind::Png => {
            let decoder = PngDecoder::with_limits(reader, limits(HEADER_MEMORY)).map_err(damaged)?;
            if decoder.is_apng().map_err(damaged)? {
                return Err(Fault::Animated);
            }
            Ok(Box::new(decoder))
        }
        Kind::Gif => Ok(Box::new(GifDecoder::new(reader).map_err(damaged)?)),
        Kind::WebP if moves(bytes) => Err(Fault::Animated),
        Kind::WebP => Ok(Box::new(WebPDecoder::new(reader).map_err(damaged)?)),
        Kind::Svg => Err(Fault::Damaged),
    }
}

fn limits(memory: u64) -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(memory);
    limits
}

/// Whether a WebP says that it moves (RFC 9649, 2.7.1); known even where its frames are broken.
fn moves(bytes: &[u8]) -> bool {
    let is_extended = bytes.get(12..).is_some_and(|rest| rest.starts_with(b"VP8X"));
    is_extended && bytes.get(20).is_some_and(|flags| flags & 0b10 != 0)
}

fn check_size((width, height): (u32, u32)) -> Result<(), Fault> {
    match () {
        () if width == 0 || height == 0 => Err(Fault::Damaged),
        () if u64::from(width) * u64::from(height) > MAX_PIXELS => Err(Fault::TooManyPixels(width, height)),
        () if width.max(height) > MAX_SIDE => Err(Fault::TooLong(width, height)),
        () => Ok(()),
    }
}

/// A GIF with a second frame moves; only frames tell, the header does not.
fn check_stillness(bytes: &[u8]) -> Result<(), Fault> {
    let decoder = GifDecoder::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    match decoder.into_frames().nth(1) {
        None => Ok(()),
        Some(_) => Err(Fault::Animated),
    }
}

/// Bytes that decoding takes: the pixels, what they are converted to, and the
/// coefficients that a progressive photo collects (two bytes each, up to three a pixel).
fn memory(decoder: &dyn ImageDecoder, is_progressive: bool) -> u64 {
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let bytes = decoder.total_bytes();
    let channels = if decoder.color_type().has_alpha() { 4 } else { 3 };
    let is_converted = bytes != pixels * channels;
    bytes + u64::from(is_converted) * pixels * channels + u64::from(is_progressive) * pixels * 6
}

/// Whether the sides change places.
fn is_turned(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// `size` scaled down to at most `width`, never up.
pub(super) fn fitted((full_width, full_height): (u32, u32), width: u32) -> (u32, u32) {
    if full_width <= width {
        return (full_width, full_height);
    }
    let (full, height) = (u64::from(full_width), u64::from(full_height));
    let height = (height * u64::from(width) + full / 2) / full;
    (width, u32::try_from(height).unwrap_or(u32::MAX).max(1))
}

fn fault(error: &ImageError) -> Fault {
    match error {
        ImageError::IoError(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => Fault::CutOff,
        _ => Fault::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_shrinks_in_proportion_and_never_grows() {
        for (size, width, expected) in [
            ((4000, 3000), 1600, (1600, 1200)),
            ((3000, 4000), 480, (480, 640)),
            ((300, 200), 480, (300, 200)),
            ((20_000, 3), 480, (480, 1)),
            ((1001, 667), 800, (800, 533)),
        ] {
            assert_eq!(fitted(size, width), expected, "{size:?}");
        }
    }
}
