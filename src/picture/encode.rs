//! Pixels to the bytes of a published file. None of the formats is given any metadata.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::fault::Fault;
use super::raster::Raster;

/// Quality of JPEG and WebP: at these, what a reader sees at the size of a page
/// is the same, and WebP is the smaller by a fifth to a third.
const JPEG_QUALITY: u8 = 80;
const WEBP_QUALITY: f32 = 78.0;
/// Effort of the WebP encoder, of 0..=6. On photos 4 takes two and a half times as
/// long as 2, for 8 % fewer bytes.
const WEBP_METHOD: i32 = 2;

/// JPEG, on white where something shines through. Baseline: the encoder's progressive
/// files are larger, and those with tables of their own are split into scans that
/// some decoders get wrong.
pub(super) fn jpeg(raster: &Raster) -> Result<Vec<u8>, Fault> {
    if raster.has_alpha {
        return jpeg(&raster.clone().flattened());
    }
    let size = (u16::try_from(raster.width), u16::try_from(raster.height));
    let (Ok(width), Ok(height)) = size else { return Err(Fault::Damaged) };
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, JPEG_QUALITY);
    encoder
        .encode(&raster.pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .map_err(|_| Fault::Damaged)?;
    Ok(bytes)
}

/// Lossy WebP, with what shines through.
pub(super) fn webp(raster: &Raster) -> Result<Vec<u8>, Fault> {
    webp_with(raster, |config| config.quality = WEBP_QUALITY)
}

/// WebP without loss.
pub(super) fn webp_lossless(raster: &Raster) -> Result<Vec<u8>, Fault> {
    webp_with(raster, |config| {
        config.lossless = 1;
        // Of lossless pictures the quality is the effort.
        config.quality = 70.0;
    })
}

fn webp_with(raster: &Raster, set: impl Fn(&mut webp::WebPConfig)) -> Result<Vec<u8>, Fault> {
    let mut config = webp::WebPConfig::new().map_err(|()| Fault::Damaged)?;
    config.method = WEBP_METHOD;
    set(&mut config);
    let layout = if raster.has_alpha { webp::PixelLayout::Rgba } else { webp::PixelLayout::Rgb };
    let encoder = webp::Encoder::new(&raster.pixels, layout, raster.width, raster.height);
    encoder.encode_advanced(&config).map(|bytes| bytes.to_vec()).map_err(|_| Fault::Damaged)
}

/// PNG, with a palette where there are no more than 256 colours.
pub(super) fn png(raster: &Raster) -> Result<Vec<u8>, Fault> {
    let palette = Palette::of(raster);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, raster.width, raster.height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let pixels = match &palette {
        Some(palette) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette.colours.as_slice());
            if raster.has_alpha {
                encoder.set_trns(palette.alphas.as_slice());
            }
            // Neighbouring numbers of a palette are not neighbouring colours.
            encoder.set_filter(png::Filter::NoFilter);
            &palette.pixels
        }
        None => {
            encoder.set_color(if raster.has_alpha { png::ColorType::Rgba } else { png::ColorType::Rgb });
            encoder.set_filter(png::Filter::Adaptive);
            &raster.pixels
        }
    };
    let mut writer = encoder.write_header().map_err(|_| Fault::Damaged)?;
    writer.write_image_data(pixels).map_err(|_| Fault::Damaged)?;
    writer.finish().map_err(|_| Fault::Damaged)?;
    Ok(bytes)
}

/// The few colours of a drawing, and each pixel as a number among them.
#[derive(Debug)]
struct Palette {
    colours: Vec<u8>,
    alphas: Vec<u8>,
    pixels: Vec<u8>,
}

impl Palette {
    /// `None` where there are more than 256 colours. Numbered as they are met.
    fn of(raster: &Raster) -> Option<Self> {
        let mut numbers: HashMap<&[u8], u8> = HashMap::new();
        let mut palette = Self { colours: Vec::new(), alphas: Vec::new(), pixels: Vec::new() };
        let mut last: (&[u8], u8) = (&[], 0);
        for pixel in raster.pixels.chunks_exact(raster.channels()) {
            if pixel != last.0 {
                let next = numbers.len();
                let number = *match numbers.entry(pixel) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => {
                        palette.colours.extend(&pixel[..3]);
                        palette.alphas.extend(pixel.get(3));
                        new.insert(u8::try_from(next).ok()?)
                    }
                };
                last = (pixel, number);
            }
            palette.pixels.push(last.1);
        }
        Some(palette)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of `colours` colours, some of them see-through where `has_alpha`.
    fn raster(colours: u32, has_alpha: bool) -> Raster {
        let channels = if has_alpha { 4 } else { 3 };
        let pixel =
            |at: u32| (at % colours).wrapping_mul(0x0101_4387).to_le_bytes().into_iter().take(channels);
        Raster { width: 40, height: 30, has_alpha, pixels: (0..1200).flat_map(pixel).collect() }
    }

    #[test]
    fn png_gives_back_every_pixel_with_palette_and_without() {
        for (colours, has_alpha) in [(1, false), (256, false), (257, false), (16, true), (700, true)] {
            let raster = raster(colours, has_alpha);
            let back = Raster::new(image::load_from_memory(&png(&raster).unwrap()).unwrap());
            assert_eq!(back, raster, "{colours} {has_alpha}");
        }
    }

    #[test]
    fn webp_without_loss_gives_back_what_can_be_seen() {
        for (colours, has_alpha) in [(5, false), (900, false), (900, true)] {
            let raster = raster(colours, has_alpha);
            let back = Raster::new(image::load_from_memory(&webp_lossless(&raster).unwrap()).unwrap());
            assert_eq!(back.clone().flattened(), raster.flattened(), "{colours} {has_alpha}");
        }
    }

    #[test]
    fn lossy_formats_come_close() {
        let raster =
            Raster { width: 64, height: 64, has_alpha: false, pixels: [90, 140, 200].repeat(64 * 64) };
        for bytes in [jpeg(&raster).unwrap(), webp(&raster).unwrap()] {
            let back = Raster::new(image::load_from_memory(&bytes).unwrap());
            let furthest = back.pixels.iter().zip(&raster.pixels).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(furthest <= Some(4), "{furthest:?}");
        }
    }
}
