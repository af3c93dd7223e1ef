//! Pixels in memory: 8 bits a channel, sRGB, upright.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::DynamicImage;
use image::metadata::Orientation;

use super::fault::Fault;

/// A picture as rows of RGB or, where something shines through, RGBA.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raster {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) has_alpha: bool,
    /// 3 or 4 bytes a pixel, row by row, no padding.
    pub(super) pixels: Vec<u8>,
}

impl Raster {
    /// Takes any decoded picture; more than 8 bits a channel are rounded to 8.
    pub(super) fn new(decoded: DynamicImage) -> Self {
        let (width, height) = (decoded.width(), decoded.height());
        let has_alpha = decoded.color().has_alpha();
        let pixels = if has_alpha { decoded.into_rgba8().into_raw() } else { decoded.into_rgb8().into_raw() };
        Self { width, height, has_alpha, pixels }
    }

    /// Bytes a pixel.
    pub(super) fn channels(&self) -> usize {
        if self.has_alpha { 4 } else { 3 }
    }

    /// The same, smaller: every pixel of it counts, weighted by Lanczos' window.
    /// A transparent pixel's colour does not show in its neighbours.
    pub(super) fn resized(&self, width: u32, height: u32) -> Result<Self, Fault> {
        let kind = if self.has_alpha { PixelType::U8x4 } else { PixelType::U8x3 };
        let damaged = |_| Fault::Damaged;
        let source =
            ImageRef::new(self.width, self.height, &self.pixels, kind).map_err(|_| Fault::Damaged)?;
        let mut target = Image::new(width, height, kind);
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
        Resizer::new().resize(&source, &mut target, &options).map_err(damaged)?;
        Ok(Self { width, height, has_alpha: self.has_alpha, pixels: target.into_vec() })
    }

    /// The same, turned the way the camera was held.
    pub(super) fn oriented(self, orientation: Orientation) -> Self {
        if orientation == Orientation::NoTransforms {
            return self;
        }
        let has_alpha = self.has_alpha;
        let image = if has_alpha {
            image::RgbaImage::from_raw(self.width, self.height, self.pixels).map(DynamicImage::ImageRgba8)
        } else {
            image::RgbImage::from_raw(self.width, self.height, self.pixels).map(DynamicImage::ImageRgb8)
        };
        let mut image = image.unwrap_or_default();
        image.apply_orientation(orientation);
        Self::new(image)
    }

    /// The same without alpha where every pixel is opaque.
    pub(super) fn without_idle_alpha(self) -> Self {
        let is_idle = self.has_alpha && self.pixels.iter().skip(3).step_by(4).all(|alpha| *alpha == 255);
        if is_idle { self.flattened() } else { self }
    }

    /// The same on white paper.
    pub(super) fn flattened(self) -> Self {
        if !self.has_alpha {
            return self;
        }
        let pixels =
            self.pixels.chunks_exact(4).flat_map(|pixel| on_white([pixel[0], pixel[1], pixel[2], pixel[3]]));
        Self { has_alpha: false, pixels: pixels.collect(), ..self }
    }

    /// The mean colour on white paper, as `#rrggbb`.
    pub(super) fn mean_colour(&self) -> String {
        let mut sums = [0_u64; 3];
        for pixel in self.pixels.chunks_exact(self.channels()) {
            let alpha = pixel.get(3).copied().unwrap_or(255);
            let colour = on_white([pixel[0], pixel[1], pixel[2], alpha]);
            sums.iter_mut().zip(colour).for_each(|(sum, channel)| *sum += u64::from(channel));
        }
        let count = (u64::from(self.width) * u64::from(self.height)).max(1);
        let [red, green, blue] = sums.map(|sum| sum / count);
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// A colour as it looks on white.
fn on_white([red, green, blue, alpha]: [u8; 4]) -> [u8; 3] {
    let alpha = u32::from(alpha);
    [red, green, blue].map(|channel| {
        let mixed = (u32::from(channel) * alpha + 255 * (255 - alpha) + 127) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_transparent_leaves_no_colour() {
        // Left half opaque green, right half invisible red.
        let row: Vec<u8> = [[0, 200, 0, 255]; 8].into_iter().chain([[255, 0, 0, 0]; 8]).flatten().collect();
        let raster = Raster { width: 16, height: 16, has_alpha: true, pixels: row.repeat(16) };
        let small = raster.resized(5, 5).unwrap();
        let reds = small.pixels.chunks_exact(4).filter(|pixel| pixel[3] > 0).map(|pixel| pixel[0]);
        assert!(reds.max() <= Some(2), "{small:?}");
        let paper = raster.flattened();
        assert_eq!(paper.pixels[..3], [0, 200, 0]);
        assert_eq!(paper.pixels[45..48], [255, 255, 255]);
        assert_eq!(paper.mean_colour(), "#7fe37f");
    }

    #[test]
    fn alpha_that_hides_nothing_goes() {
        let raster = Raster { width: 1, height: 1, has_alpha: true, pixels: vec![1, 2, 3, 255] };
        let plain = Raster { width: 1, height: 1, has_alpha: false, pixels: vec![1, 2, 3] };
        assert_eq!(raster.without_idle_alpha(), plain);
    }
}
