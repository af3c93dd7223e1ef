//! How bytes become text.

/// The mark that Windows puts before a text.
const BOM: char = '\u{feff}';

/// How the bytes of a file were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without BOM.
    Utf8,
    /// GB18030, and so GBK and GB2312.
    Gb18030,
    /// UTF-16 with BOM, as Windows Notepad calls “Unicode”.
    Utf16,
}

impl Encoding {
    /// The name a clerk sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Utf16 => "UTF-16",
        }
    }
}

/// Turns bytes into text; the BOM goes, line ends stay. `None` where the bytes
/// are no text in any encoding that offices use.
#[must_use]
pub fn decode(bytes: impl Into<Vec<u8>>) -> Option<(String, Encoding)> {
    let bytes = bytes.into();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let (text, _, bad) = encoding_rs::UTF_16LE.decode(&bytes);
        return (!bad).then(|| (text.into_owned(), Encoding::Utf16));
    }
    if memchr::memchr(0, &bytes).is_some() {
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with(BOM) {
                text.drain(..BOM.len_utf8());
            }
            Some((text, Encoding::Utf8))
        }
        Err(other) => {
            let (text, bad) = encoding_rs::GB18030.decode_without_bom_handling(other.as_bytes());
            (!bad).then(|| (text.into_owned(), Encoding::Gb18030))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_of_chinese_offices_are_read() {
        let (gb, _, _) = encoding_rs::GB18030.encode("海盐县〔2023〕1号");
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("海盐".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (bytes, text, encoding) in [
            ("海盐".as_bytes(), "海盐", Encoding::Utf8),
            ("\u{feff}海盐".as_bytes(), "海盐", Encoding::Utf8),
            (&gb, "海盐县〔2023〕1号", Encoding::Gb18030),
            (&utf16, "海盐", Encoding::Utf16),
        ] {
            assert_eq!(decode(bytes), Some((text.to_owned(), encoding)), "{encoding:?}");
        }
        assert_eq!(decode(b"PK\x03\x04\0\0"), None);
    }
}
