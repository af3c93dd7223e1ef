//! Photos of 12 megapixels through the picture pipeline.
//!
//! ```text
//! cargo bench --bench pictures                           16 photos, all of it, in a folder of its own
//! cargo bench --bench pictures -- make DIR 500           makes a project of 500 photos
//! cargo bench --bench pictures -- develop DIR            develops what the cache does not have
//! ```
//! The last one for measuring memory: `/usr/bin/time -v` before the program that
//! cargo names. Delete `DIR/.saltpress` to begin anew.
//!
//! Every tenth of the photos is different; the others are these with another
//! comment in the file, so that each has a content of its own and all cost the same.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where it cannot set up"
)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "made-up pixels"
)]

use std::fs;
use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;
use saltpress::picture::{self, Wanted};
use saltpress::problem::Problems;

const WIDTH: u32 = 4000;
const HEIGHT: u32 = 3000;

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["make", folder, count] => make(Path::new(folder), count.parse().expect("a number")),
        ["develop", folder] => develop(Path::new(folder)),
        _ => {
            let folder = tempfile::tempdir().expect("a folder");
            make(folder.path(), 16);
            develop(folder.path());
            develop(folder.path());
        }
    }
}

fn develop(root: &Path) {
    let photos = fs::read_dir(root.join("content")).expect("a project made before");
    let names = photos.map(|photo| photo.expect("a file").file_name().into_string().expect("an ASCII name"));
    let wanted: Wanted = names.map(|name| format!("content/{name}")).collect();
    let mut problems = Problems::new();
    let start = Instant::now();
    let gallery =
        picture::develop(root, &root.join(".saltpress/pictures"), &wanted, &mut problems).expect("a disk");
    let took = start.elapsed();
    let bytes: u64 =
        gallery.pictures().flat_map(|picture| &picture.variants).map(|variant| variant.bytes).sum();
    println!(
        "{} photos: {} developed, {} reused in {took:.2?}; {} MB of variants, {} problems",
        wanted.len(),
        gallery.developed,
        gallery.reused,
        bytes >> 20,
        problems.sorted().len()
    );
}

/// Writes `count` photos below `root`.
fn make(root: &Path, count: u32) {
    let folder = root.join("content");
    fs::create_dir_all(&folder).expect("a folder");
    let plain: Vec<Vec<u8>> = (0..count.div_ceil(10)).into_par_iter().map(photo).collect();
    let bytes: usize = (0..count)
        .into_par_iter()
        .map(|number| {
            let plain = &plain[number as usize / 10];
            let comment = format!("photo {number:08}");
            let mut bytes = plain[..2].to_vec();
            bytes.extend(b"\xff\xfe\0\x10");
            bytes.extend(comment.as_bytes());
            bytes.extend(&plain[2..]);
            fs::write(folder.join(format!("photo-{number}.jpg")), &bytes).expect("a disk");
            bytes.len()
        })
        .sum();
    println!("{count} photos of {WIDTH}×{HEIGHT}, {} MB", bytes >> 20);
}

/// A landscape of noise at all scales, with hard edges and the grain of a sensor.
fn photo(seed: u32) -> Vec<u8> {
    let pixels: Vec<u8> = (0..HEIGHT).flat_map(|y| (0..WIDTH).flat_map(move |x| pixel(x, y, seed))).collect();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 92);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_1);
    let (width, height) = (WIDTH as u16, HEIGHT as u16);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).expect("a photo");
    bytes
}

fn pixel(x: u32, y: u32, seed: u32) -> [u8; 3] {
    let (mut light, mut share, mut cell) = (0.0, 0.5, 1024);
    while cell >= 4 {
        light += share * (noise(x, y, cell, seed) - 0.5);
        (share, cell) = (share * 0.62, cell / 2);
    }
    let block = hash(x / 173, y / 131, seed);
    let edge = if block.is_multiple_of(6) { 0.12 } else { 0.0 };
    let tint = noise(x, y, 512, seed ^ 7) * 0.2;
    // Ten levels of 255.
    let grain = (hash(x, y, seed) >> 8) as f32 / 16_777_216.0 * 0.04;
    [0.55 + tint, 0.5, 0.6 - tint].map(|base| ((base + light + edge + grain) * 255.0).clamp(0.0, 255.0) as u8)
}

/// Smooth noise of 0 to 1, one value in `cell` pixels.
fn noise(x: u32, y: u32, cell: u32, seed: u32) -> f32 {
    let corner = |dx, dy| (hash(x / cell + dx, y / cell + dy, seed ^ cell) >> 8) as f32 / 16_777_216.0;
    let (across, down) = ((x % cell) as f32 / cell as f32, (y % cell) as f32 / cell as f32);
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t * t * (3.0 - 2.0 * t);
    mix(mix(corner(0, 0), corner(1, 0), across), mix(corner(0, 1), corner(1, 1), across), down)
}

fn hash(x: u32, y: u32, seed: u32) -> u32 {
    let mut state =
        x.wrapping_mul(0x9e37_79b9) ^ y.wrapping_mul(0x85eb_ca6b) ^ seed.wrapping_mul(0xc2b2_ae35);
    for factor in [0x2c1b_3c6d, 0x297a_2d39] {
        state = (state ^ (state >> 15)).wrapping_mul(factor);
    }
    state ^ (state >> 15)
}
