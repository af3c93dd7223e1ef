//! Colours as the camera or scanner meant them, for screens that know only sRGB.

use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, TransformOptions};

use super::raster::Raster;

/// Converts the pixels from the colours of `profile` (ICC) to sRGB.
///
/// A profile that cannot be read, or that is for other than RGB or grey, leaves
/// them as they are, as browsers do.
pub(super) fn to_srgb(raster: &mut Raster, profile: &[u8]) {
    if let Some(pixels) = ColorProfile::new_from_slice(profile).ok().and_then(|from| converted(raster, &from))
    {
        raster.pixels = pixels;
    }
}

fn converted(raster: &Raster, from: &ColorProfile) -> Option<Vec<u8>> {
    let target = if raster.has_alpha { Layout::Rgba } else { Layout::Rgb };
    let (source, grey) = match (from.color_space, raster.has_alpha) {
        (DataColorSpace::Rgb, _) => (target, None),
        (DataColorSpace::Gray, false) => (Layout::Gray, Some(every(raster, &[0]))),
        (DataColorSpace::Gray, true) => (Layout::GrayAlpha, Some(every(raster, &[0, 3]))),
        _ => return None,
    };
    let options = TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        ..TransformOptions::default()
    };
    let transform = from.create_transform_8bit(source, &ColorProfile::new_srgb(), target, options).ok()?;
    let mut pixels = vec![0; raster.pixels.len()];
    transform.transform(grey.as_deref().unwrap_or(&raster.pixels), &mut pixels).ok()?;
    Some(pixels)
}

/// These channels of every pixel.
fn every(raster: &Raster, channels: &[usize]) -> Vec<u8> {
    let pixels = raster.pixels.chunks_exact(raster.channels());
    pixels.flat_map(|pixel| channels.iter().map(|channel| pixel[*channel])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(pixels: &[u8]) -> Raster {
        Raster { width: 1, height: 1, has_alpha: pixels.len() == 4, pixels: pixels.to_vec() }
    }

    #[test]
    fn the_green_of_display_p3_is_beyond_srgb_and_skin_moves_a_little() {
        let profile = ColorProfile::new_display_p3().encode().unwrap();
        let mut green = raster(&[0, 255, 0]);
        to_srgb(&mut green, &profile);
        assert_eq!(green.pixels, [0, 255, 0]);
        let mut skin = raster(&[200, 150, 130, 77]);
        to_srgb(&mut skin, &profile);
        assert!(skin.pixels[0] > 203 && skin.pixels[2] < 130, "{skin:?}");
        assert_eq!(skin.pixels[3], 77);
    }

    #[test]
    fn srgb_and_greys_stay_and_a_broken_profile_is_passed_over() {
        let srgb = ColorProfile::new_srgb().encode().unwrap();
        for profile in [srgb.as_slice(), &srgb[..200], b"", b"acsp"] {
            let mut colour = raster(&[200, 150, 130]);
            to_srgb(&mut colour, profile);
            let moved = colour.pixels.iter().zip([200_u8, 150, 130]).map(|(a, b)| a.abs_diff(b)).max();
            assert!(moved <= Some(1), "{colour:?}");
        }
    }

    #[test]
    fn a_grey_profile_keeps_greys_grey() {
        let profile = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
        let mut grey = raster(&[128, 128, 128]);
        to_srgb(&mut grey, &profile);
        assert!(
            grey.pixels[0] > 180 && grey.pixels.iter().all(|channel| *channel == grey.pixels[0]),
            "{grey:?}"
        );
    }
}
