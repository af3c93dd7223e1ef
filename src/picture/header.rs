//! What a file is, by its first bytes: an ending may say anything.

use serde::{Deserialize, Serialize};

use super::fault::Fault;

/// A kind of picture that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A photo.
    Jpeg,
    /// A drawing, a screenshot, a scan.
    Png,
    /// Taken where it stands still.
    Gif,
    /// Photo or drawing.
    WebP,
    /// A drawing in text.
    Svg,
}

/// What a file turned out to be that is no picture for the web.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Foreign {
    /// The photos of iPhones and many newer phones.
    Heic,
    /// AVIF: no browser of the office kind shows it.
    Avif,
    /// JPEG XL and JPEG 2000.
    NewJpeg,
    /// Windows bitmap.
    Bmp,
    /// TIFF, and the raw photos of cameras that are built on it.
    Tiff,
    /// A window's icon.
    Ico,
    /// Photoshop.
    Psd,
    /// MP4, MOV and their kin.
    Video,
    /// A document of Word, Excel, `PowerPoint` or WPS.
    Office,
    /// PDF.
    Pdf,
    /// A web page, as is saved where a download failed.
    Html,
    /// A packed file.
    Archive,
    /// Nothing that is known here.
    Unknown,
}

/// Tells what `bytes` are, by the first few hundred of them.
///
/// Office documents are told from other archives by the name of their first
/// entries, so that a renamed `.docx` is named as what it is.
pub fn sniff(bytes: &[u8]) -> Result<Kind, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    if bytes.get(4..).is_some_and(|rest| rest.starts_with(b"ftyp")) {
        return Err(Fault::Foreign(container(bytes)));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..).is_some_and(|rest| rest.starts_with(b"WEBP")) {
        return Ok(Kind::WebP);
    }
    let known = TAKEN.iter().find(|(start, _)| bytes.starts_with(start));
    if let Some((_, kind)) = known {
        return Ok(*kind);
    }
    let refused = REFUSED.iter().find(|(start, _)| bytes.starts_with(start));
    match refused {
        Some((_, Foreign::Archive)) if is_office(bytes) => Err(Fault::Foreign(Foreign::Office)),
        Some((_, foreign)) => Err(Fault::Foreign(*foreign)),
        None => text(bytes),
    }
}

const TAKEN: [(&[u8], Kind); 4] = [
    (b"\xff\xd8\xff", Kind::Jpeg),
    (b"\x89PNG\r\n\x1a\n", Kind::Png),
    (b"GIF87a", Kind::Gif),
    (b"GIF89a", Kind::Gif),
];

const REFUSED: [(&[u8], Foreign); 15] = [
    (b"BM", Foreign::Bmp),
    (b"II*\0", Foreign::Tiff),
    (b"MM\0*", Foreign::Tiff),
    (b"\0\0\x01\0", Foreign::Ico),
    (b"8BPS", Foreign::Psd),
    (b"\xff\x0a", Foreign::NewJpeg),
    (b"\0\0\0\x0cJXL ", Foreign::NewJpeg),
    (b"\0\0\0\x0cjP  ", Foreign::NewJpeg),
    (b"%PDF-", Foreign::Pdf),
    (b"PK\x03\x04", Foreign::Archive),
    (b"Rar!", Foreign::Archive),
    (b"7z\xbc\xaf", Foreign::Archive),
    (b"\x1f\x8b", Foreign::Archive),
    // What Word, Excel and PowerPoint wrote until 2003, and WPS still does.
    (b"\xd0\xcf\x11\xe0", Foreign::Office),
    (b"\x1a\x45\xdf\xa3", Foreign::Video),
];

/// What an ISO container holds, by its brands (ISO/IEC 14496-12, 23008-12).
fn container(bytes: &[u8]) -> Foreign {
    // The box's length ends the list of brands; 64 of them are more than any file has.
    let length = bytes.first_chunk().map_or(0, |length| u32::from_be_bytes(*length));
    let end = bytes.len().min(usize::try_from(length).unwrap_or(usize::MAX)).clamp(8, 264);
    let brands = || bytes.get(8..end).unwrap_or_default().chunks_exact(4);
    if brands().any(|brand| brand == b"avif" || brand == b"avis") {
        return Foreign::Avif;
    }
    let is_heif = |brand: &[u8]| {
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]
            .iter()
            .any(|known| *known == brand)
    };
    if brands().any(is_heif) { Foreign::Heic } else { Foreign::Video }
}

/// Whether an archive is a document of an office program.
fn is_office(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let names: [&[u8]; 5] =
        [b"[Content_Types].xml", b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.oasis"];
    names.iter().any(|name| start.windows(name.len()).any(|window| window == *name))
}

/// A drawing in text, a web page, or neither.
fn text(bytes: &[u8]) -> Result<Kind, Fault> {
    let start = &bytes[..bytes.len().min(2048)];
    // UTF-16 reads as ASCII once its zeros are out.
    let start: String = String::from_utf8_lossy(start).chars().filter(|c| *c != '\0').collect();
    let start = start.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start().to_ascii_lowercase();
    let is_page = start.starts_with("<!doctype html") || start.starts_with("<html");
    let is_drawing =
        ["<svg", "<?xml", "<!--", "<!doctype svg", "<svg:svg"].iter().any(|s| start.starts_with(s));
    match () {
        () if is_page || (start.contains("<html") && !start.contains("<svg")) => {
            Err(Fault::Foreign(Foreign::Html))
        }
        () if is_drawing => Ok(Kind::Svg),
        () => Err(Fault::Foreign(Foreign::Unknown)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("<svg/>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (bytes, kind) in [
            (b"\xff\xd8\xff\xe1..".as_slice(), Kind::Jpeg),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Kind::Png),
            (b"GIF89a", Kind::Gif),
            (b"RIFF\x10\0\0\0WEBPVP8X", Kind::WebP),
            (b"<?xml version=\"1.0\"?><svg/>", Kind::Svg),
            (b"\xef\xbb\xbf\n<svg>", Kind::Svg),
            (&utf16, Kind::Svg),
        ] {
            assert_eq!(sniff(bytes), Ok(kind), "{kind:?}");
        }
    }

    #[test]
    fn what_is_no_picture_is_named() {
        for (bytes, foreign) in [
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".as_slice(), Foreign::Heic),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1miaf", Foreign::Heic),
            (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", Foreign::Avif),
            (b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2", Foreign::Video),
            (b"\0\0\0\0ftyp", Foreign::Video),
            (b"BM6\0", Foreign::Bmp),
            (b"II*\0", Foreign::Tiff),
            (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", Foreign::Office),
            (b"PK\x03\x04\x14\0photos/", Foreign::Archive),
            (b"%PDF-1.7", Foreign::Pdf),
            (b"<!DOCTYPE html><title>404</title><svg></svg>", Foreign::Html),
            (b"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">", Foreign::Html),
            (b"hello", Foreign::Unknown),
        ] {
            assert_eq!(sniff(bytes), Err(Fault::Foreign(foreign)), "{foreign:?}");
        }
        assert_eq!(sniff(b""), Err(Fault::Empty));
    }
}
