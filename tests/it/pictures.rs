//! Pictures of a project: what becomes of them, and of a second build.

use std::fs;

use image::{ExtendedColorType, ImageEncoder as _, RgbImage};
use saltpress::picture::{self, Format, Gallery, Wanted};
use saltpress::problem::Problems;

use crate::studio::{
    BLUE, GREEN, GREY, RED, Run, Studio, exif, fields, is_near, jpeg, png, shown, with_chunk, with_segment,
};

/// A photo in the eyes of the rule that tells photos from drawings.
fn grainy(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = x.wrapping_mul(0x9e37_79b9) ^ y.wrapping_mul(0x85eb_ca6b);
        let grain = (grain ^ (grain >> 13)).wrapping_mul(0x2c1b_3c6d).to_be_bytes()[0] >> 3;
        image::Rgb([90 + grain, 120 + x.to_le_bytes()[0] % 64, 140 + grain])
    })
}

#[test]
fn a_photo_stands_the_way_the_camera_was_held() {
    // Where the four fields of the stored picture are seen, clockwise from above left.
    for (orientation, expected) in [
        (1, [RED, GREEN, GREY, BLUE]),
        (2, [GREEN, RED, BLUE, GREY]),
        (3, [GREY, BLUE, RED, GREEN]),
        (4, [BLUE, GREY, GREEN, RED]),
        (5, [RED, BLUE, GREY, GREEN]),
        (6, [BLUE, RED, GREEN, GREY]),
        (7, [GREY, GREEN, RED, BLUE]),
        (8, [GREEN, GREY, BLUE, RED]),
    ] {
        let payload = [b"Exif\0\0".as_slice(), &exif(orientation)].concat();
        let studio = Studio::new().file("a.jpg", with_segment(&jpeg(&fields(64, 32)), 0xe1, &payload));
        let run = studio.develop(&["a.jpg"]);
        let picture = run.picture("a.jpg");
        let size = if orientation < 5 { (64, 32) } else { (32, 64) };
        assert_eq!((picture.width, picture.height), size, "{orientation}");
        let image = shown(picture);
        let (right, below) = (size.0 - 8, size.1 - 8);
        let corners = [(7, 7), (right, 7), (right, below), (7, below)].map(|(x, y)| image.get_pixel(x, y).0);
        for (seen, expected) in corners.into_iter().zip(expected) {
            assert!(is_near(seen, expected), "{orientation}: {corners:?}");
        }
    }
}

#[test]
fn place_camera_and_every_other_trace_are_gone() {
    let payload = [b"Exif\0\0".as_slice(), &exif(1)].concat();
    let photo = with_segment(&jpeg(&grainy(500, 300)), 0xe1, &payload);
    let photo = with_segment(&photo, 0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>SECRETXMP</x>");
    let photo = with_segment(&photo, 0xed, b"Photoshop 3.0\08BIMSECRETIPTC");
    let photo = with_segment(&photo, 0xfe, b"SECRETCOMMENT");
    let scan = with_chunk(&png(&fields(60, 40)), b"tEXt", b"Author\0SECRETAUTHOR");
    let scan = with_chunk(&scan, b"eXIf", &exif(1));
    let studio = Studio::new().file("a.jpg", photo).file("b.png", scan);
    let run = studio.develop(&["a.jpg", "b.png"]);
    assert_eq!(run.gallery.pictures().count(), 2, "{:?}", run.problems);
    for (name, bytes) in run.files() {
        for trace in
            ["SECRET", "Exif", "EXIF", "eXIf", "GPS", "XMP", "8BIM", "tEXt", "ICCP", "iCCP", "ns.adobe"]
        {
            let has_trace = bytes.windows(trace.len()).any(|window| window == trace.as_bytes());
            assert!(!has_trace, "{name} holds {trace}");
        }
    }
}

#[test]
fn the_colours_of_a_wide_profile_become_those_of_the_web() {
    let colour = [200, 120, 90];
    let plain = RgbImage::from_pixel(32, 32, image::Rgb(colour));
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let segment = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat();
    let mut scan = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut scan);
    encoder.set_icc_profile(profile.clone()).unwrap();
    encoder.write_image(&plain, 32, 32, ExtendedColorType::Rgb8).unwrap();
    let studio = Studio::new()
        .file("plain.jpg", jpeg(&plain))
        .file("wide.jpg", with_segment(&jpeg(&plain), 0xe2, &segment))
        .file("wide.png", scan);
    let run = studio.develop(&["plain.jpg", "wide.jpg", "wide.png"]);
    let seen = |source: &str| shown(run.picture(source)).get_pixel(16, 16).0;
    assert!(is_near(seen("plain.jpg"), colour));
    for source in ["wide.jpg", "wide.png"] {
        let [red, _, blue] = seen(source);
        assert!(red >= 207 && blue <= 84, "{source}: {:?}", seen(source));
    }
}

#[test]
fn a_photo_is_published_at_its_widths_and_never_larger() {
    let studio = Studio::new().file("content/车间 A.jpg", jpeg(&grainy(1000, 500)));
    let run = studio.develop(&["content/车间 A.jpg"]);
    let picture = run.picture("content/车间 A.jpg");
    let shape =
        |format| picture.of(format).map(|variant| (variant.width, variant.height)).collect::<Vec<_>>();
    let expected = [(480, 240), (800, 400), (1000, 500)];
    assert_eq!((shape(Format::Jpeg), shape(Format::WebP)), (expected.to_vec(), expected.to_vec()));
    assert!(picture.variants.iter().all(|variant| variant.name.starts_with("a-")), "{picture:?}");
    assert_eq!(picture.placeholder.len(), 7);
    for variant in &picture.variants {
        let bytes = fs::read(&variant.file).unwrap();
        assert_eq!(bytes.len() as u64, variant.bytes);
        let format = image::guess_format(&bytes).unwrap();
        assert_eq!(format.to_mime_type(), variant.format.media_type());
    }
}

#[test]
fn every_kind_of_pixel_is_taken() {
    let noise: Vec<u8> =
        (0..40_u32 * 30 * 8).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    let types = [
        (ExtendedColorType::L8, 1),
        (ExtendedColorType::La8, 2),
        (ExtendedColorType::Rgba8, 4),
        (ExtendedColorType::L16, 2),
        (ExtendedColorType::Rgb16, 6),
        (ExtendedColorType::Rgba16, 8),
    ];
    for (kind, bytes) in types {
        let mut png = Vec::new();
        let encoder = image::codecs::png::PngEncoder::new(&mut png);
        encoder.write_image(&noise[..40 * 30 * bytes], 40, 30, kind).unwrap();
        // The ending lies; the bytes do not.
        let run = Studio::new().file("a.jpg", png).develop(&["a.jpg"]);
        let picture = run.picture("a.jpg");
        assert_eq!((picture.width, picture.height), (40, 30), "{kind:?}");
    }
}

#[test]
fn print_colours_are_converted_and_told() {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.encode(&[0, 255, 255, 0].repeat(32 * 32), 32, 32, jpeg_encoder::ColorType::Cmyk).unwrap();
    let studio = Studio::new().file("a.jpg", bytes);
    let run = studio.develop(&["a.jpg"]);
    run.expect_problem("CMYK", "RGB");
    let picture = run.gallery.get("a.jpg").unwrap();
    let seen = shown(picture).get_pixel(16, 16).0;
    assert!(seen[0] > 230 && seen[1] < 30 && seen[2] < 30, "{seen:?}");
}

/// A project with one of each, and what asks for them.
fn mixed() -> (Studio, [&'static str; 4]) {
    let svg = "<svg viewBox=\"0 0 4 3\"><script/><path d=\"M0 0\"/></svg>";
    let studio = Studio::new()
        .file("a.jpg", jpeg(&grainy(600, 400)))
        .file("b/b.png", png(&fields(60, 40)))
        .file("c.svg", svg)
        .file("broken.jpg", &jpeg(&grainy(64, 64))[..900]);
    (studio, ["a.jpg", "b/b.png", "c.svg", "broken.jpg"])
}

fn counts(gallery: &Gallery) -> (usize, usize) {
    (gallery.developed, gallery.reused)
}

fn same(first: &Run, second: &Run) -> bool {
    first.files() == second.files() && first.problems == second.problems
}

#[test]
fn a_second_build_works_on_nothing_and_says_the_same() {
    let (studio, wanted) = mixed();
    let first = studio.develop(&wanted);
    assert_eq!(counts(&first.gallery), (4, 0));
    assert_eq!(first.problems.len(), 2, "{:?}", first.problems);
    let second = studio.develop(&wanted);
    assert_eq!(counts(&second.gallery), (0, 4));
    assert!(same(&first, &second));
}

#[test]
fn the_same_project_elsewhere_gives_the_same_bytes() {
    let (here, wanted) = mixed();
    let (there, _) = mixed();
    let backwards: Vec<&str> = wanted.into_iter().rev().collect();
    there.develop(&backwards[..2]);
    assert!(same(&here.develop(&wanted), &there.develop(&backwards)));
}

#[test]
fn a_file_that_was_touched_or_moved_is_read_and_not_worked_on() {
    let (studio, wanted) = mixed();
    studio.develop(&wanted);
    let bytes = fs::read(studio.root().join("a.jpg")).unwrap();
    studio.put("a.jpg", &bytes);
    studio.put("moved/new name.jpg", &bytes);
    let run = studio.develop(&["a.jpg", "moved/new name.jpg"]);
    assert_eq!(counts(&run.gallery), (0, 2));
    let [old, new] = ["a.jpg", "moved/new name.jpg"].map(|source| run.picture(source).clone());
    assert_eq!(old.variants[0].file, new.variants[0].file);
    assert!(new.variants[0].name.starts_with("new-name-"));
}

#[test]
fn a_file_that_changed_is_worked_on_even_where_its_size_is_the_same() {
    let studio = Studio::new();
    for pixels in [RED, GREEN, BLUE, GREY] {
        studio.put("a.png", png(&RgbImage::from_pixel(8, 8, image::Rgb(pixels))));
        let run = studio.develop(&["a.png"]);
        assert!(is_near(shown(run.picture("a.png")).get_pixel(4, 4).0, pixels));
    }
}

#[test]
fn a_damaged_cache_is_mended_without_a_word() {
    let (studio, wanted) = mixed();
    let first = studio.develop(&wanted);
    let picture = first.gallery.get("a.jpg").unwrap();
    fs::remove_file(&picture.variants[0].file).unwrap();
    let second = studio.develop(&wanted);
    assert_eq!(counts(&second.gallery), (1, 3));
    fs::write(&picture.variants[1].file, b"half").unwrap();
    assert_eq!(counts(&studio.develop(&wanted).gallery), (1, 3));
    fs::write(studio.cache().join("index.json"), b"{\"recipe\":1,").unwrap();
    let last = studio.develop(&wanted);
    assert_eq!(counts(&last.gallery), (4, 0));
    assert!(same(&first, &second) && same(&first, &last));
}

#[test]
fn builds_at_once_do_not_disturb_each_other() {
    let (studio, wanted) = mixed();
    let runs: Vec<Run> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| studio.develop(&wanted))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(runs.iter().all(|run| same(run, &runs[0])));
    assert_eq!(counts(&studio.develop(&wanted).gallery), (0, 4));
    assert_eq!(fs::read_dir(studio.cache().join("drafts")).unwrap().count(), 0);
}

#[test]
fn pictures_that_nobody_asks_for_leave_the_cache_in_the_end() {
    let (studio, wanted) = mixed();
    let first = studio.develop(&wanted);
    let old = first.gallery.get("a.jpg").unwrap().variants[0].file.clone();
    for _ in 0..20 {
        studio.develop(&wanted[1..]);
    }
    assert!(old.exists());
    studio.develop(&wanted[1..]);
    assert!(!old.exists());
    assert_eq!(counts(&studio.develop(&wanted).gallery), (1, 3));
}

#[test]
fn nothing_is_written_where_nothing_is_wanted() {
    let studio = Studio::new();
    let run = studio.develop_wanted(&Wanted::default());
    assert!(run.problems.is_empty() && !studio.cache().exists());
}

#[test]
fn a_cache_that_cannot_be_written_is_the_machines_refusal() {
    let studio = Studio::new().file("a.png", png(&fields(8, 8))).file("cache", b"a file");
    let wanted = ["a.png"].into_iter().collect();
    let cache = studio.root().join("cache");
    let error = picture::develop(studio.root(), &cache, &wanted, &mut Problems::new()).unwrap_err();
    assert!(error.to_string().contains("无法写入") && error.to_string().contains("cache"), "{error}");
}
