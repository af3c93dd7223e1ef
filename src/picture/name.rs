//! The names of published pictures: what they show, what is in them, how wide.

use sha2::{Digest, Sha256};

use super::{Format, RECIPE};

/// Characters of the file's own name that are kept.
const STEM_LENGTH: usize = 40;
/// Hex digits of the hash: two pictures of one stem and width get one name in 10¹² cases.
const HASH_LENGTH: usize = 10;

/// The SHA-256 of `bytes`, in lower-case hex.
pub(super) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// What a picture's variants are named after: the content of its source and how
/// it is worked on. Not the bytes of the variant itself, so that the names are
/// the same on machines whose processors round in other ways.
pub(super) fn key(source_digest: &str) -> String {
    let text = format!("{RECIPE} {source_digest}");
    let mut key = digest(text.as_bytes());
    key.truncate(32);
    key
}

/// The published name of a variant: `workshop-0a1b2c3d4e-800.webp`.
pub(super) fn published(source: &str, key: &str, width: u32, format: Format) -> String {
    let hash = &key[..HASH_LENGTH.min(key.len())];
    match format {
        Format::Svg => format!("{}-{hash}.svg", stem(source)),
        _ => format!("{}-{hash}-{width}.{}", stem(source), format.ending()),
    }
}

/// The file's name without folder and ending, in a-z, 0-9 and single hyphens;
/// `picture` where nothing of it is left, as with a Chinese name.
fn stem(source: &str) -> String {
    let file = source.rsplit('/').next().unwrap_or(source);
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut stem = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    stem.truncate(STEM_LENGTH);
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { "picture".to_owned() } else { stem.to_owned() }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_in_any_address() {
        for (source, expected) in [
            ("content/cases/IMG_2031 (1).JPG", "img-2031-1"),
            ("content/cases/螺帽/车间.jpg", "picture"),
            ("a/车间 line 2 🏭.png", "line-2"),
            ("a/.jpg", "picture"),
            ("no-ending", "no-ending"),
            ("a/../x.y.z.jpg", "x-y-z"),
            (&format!("{}.jpg", "long-".repeat(20)), "long-long-long-long-long-long-long-long"),
        ] {
            assert_eq!(stem(source), expected, "{source}");
        }
    }

    #[test]
    fn a_name_tells_content_width_and_format() {
        let key = key(&digest(b"x"));
        let name = published("a/Photo.jpeg", &key, 800, Format::WebP);
        assert_eq!(name, format!("photo-{}-800.webp", &key[..10]));
        assert_eq!(published("a.svg", &key, 300, Format::Svg), format!("a-{}.svg", &key[..10]));
        assert_ne!(key, super::key(&digest(b"y")));
    }
}
