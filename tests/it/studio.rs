//! A project of pictures in a folder of its own, and pictures made in code.

use std::fs;
use std::path::{Path, PathBuf};

use image::{ExtendedColorType, ImageEncoder as _, RgbImage};
use saltpress::picture::{self, Gallery, Picture, Wanted};
use saltpress::problem::{Problem, Problems};

/// A project that holds pictures.
pub(crate) struct Studio {
    folder: tempfile::TempDir,
}

/// What became of the pictures that were asked for.
pub(crate) struct Run {
    pub(crate) gallery: Gallery,
    pub(crate) problems: Vec<Problem>,
}

impl Studio {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn cache(&self) -> PathBuf {
        self.root().join(".saltpress/pictures")
    }

    /// Puts a file into the project.
    pub(crate) fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.put(path, bytes);
        self
    }

    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn develop(&self, wanted: &[&str]) -> Run {
        self.develop_wanted(&wanted.iter().copied().collect())
    }

    pub(crate) fn develop_wanted(&self, wanted: &Wanted) -> Run {
        let mut problems = Problems::new();
        let gallery = picture::develop(self.root(), &self.cache(), wanted, &mut problems).unwrap();
        Run { gallery, problems: problems.sorted().into_iter().cloned().collect() }
    }
}

impl Run {
    /// The picture at `source`, which must be there without a problem.
    pub(crate) fn picture(&self, source: &str) -> &Picture {
        assert!(self.problems.is_empty(), "{:?}", self.problems);
        self.gallery.get(source).expect(source)
    }

    /// The only problem, whose message and hint hold these words.
    pub(crate) fn expect_problem(&self, words: &str, remedy: &str) -> &Problem {
        let [problem] = &self.problems[..] else { panic!("{words}: {:?}", self.problems) };
        let hint = problem.hint.as_deref().unwrap_or_default();
        assert!(problem.message.contains(words) && hint.contains(remedy), "{words}, {remedy}: {problem:?}");
        problem
    }

    /// Every published file by its name.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let variants = self.gallery.pictures().flat_map(|picture| &picture.variants);
        variants.map(|variant| (variant.name.clone(), fs::read(&variant.file).unwrap())).collect()
    }
}

/// The widest file of a picture, decoded.
pub(crate) fn shown(picture: &Picture) -> RgbImage {
    let widest = picture.plain().last().unwrap();
    let image = image::load_from_memory(&fs::read(&widest.file).unwrap()).unwrap().into_rgb8();
    assert_eq!(image.dimensions(), (widest.width, widest.height));
    image
}

/// Whether two colours are as near as lossy formats leave them.
pub(crate) fn is_near(a: [u8; 3], b: [u8; 3]) -> bool {
    a.into_iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 14)
}

pub(crate) const RED: [u8; 3] = [200, 30, 30];
pub(crate) const GREEN: [u8; 3] = [30, 160, 60];
pub(crate) const BLUE: [u8; 3] = [40, 60, 190];
pub(crate) const GREY: [u8; 3] = [130, 130, 130];

/// Four fields of one colour each: red and green above blue and grey.
pub(crate) fn fields(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => GREY,
        })
    })
}

pub(crate) fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.write_image(image, image.width(), image.height(), ExtendedColorType::Rgb8).unwrap();
    bytes
}

pub(crate) fn png(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    encoder.write_image(image, image.width(), image.height(), ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// A JPEG with one more segment after its start.
pub(crate) fn with_segment(jpeg: &[u8], marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, payload, &jpeg[2..]].concat()
}

/// A PNG with one more chunk after its header. The checksum is right.
pub(crate) fn with_chunk(png: &[u8], name: &[u8], data: &[u8]) -> Vec<u8> {
    let end_of_header = 8 + 25;
    [&png[..end_of_header], &chunk(name, data), &png[end_of_header..]].concat()
}

pub(crate) fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    let body = [name, data].concat();
    [&length, body.as_slice(), &crc(&body).to_be_bytes()].concat()
}

/// The checksum of PNG (ISO/IEC 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

/// Exif with an orientation, a camera and a place, as a phone writes it.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let short = |value: u16| [value.to_be_bytes(), [0, 0]].concat().try_into().unwrap();
    // The directory of three entries ends at 50; the maker's name and the GPS directory follow.
    let maker = b"SECRETCAMERA";
    let maker_length = u32::try_from(maker.len()).unwrap();
    let gps_at = 50 + maker_length;
    let directory = [
        entry(0x010f, 2, maker_length, 50_u32.to_be_bytes()),
        entry(0x0112, 3, 1, short(orientation)),
        entry(0x8825, 4, 1, gps_at.to_be_bytes()),
    ];
    let gps = [&1_u16.to_be_bytes()[..], &entry(0x001d, 2, 4, *b"GPS\0"), &[0; 4]].concat();
    let head = [&b"MM\0*"[..], &8_u32.to_be_bytes(), &3_u16.to_be_bytes()].concat();
    [head, directory.concat(), vec![0; 4], maker.to_vec(), gps].concat()
}
