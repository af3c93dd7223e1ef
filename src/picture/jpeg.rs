//! The markers of a JPEG file, as far as its decoder does not tell of them.
//!
//! The decoder paints what is missing of a cut-off photo grey and says nothing;
//! here such a photo is known by its missing end. Reads only markers, in one
//! pass; never refuses bytes.

/// What the markers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Markers {
    /// Whether the picture comes to its end (EOI), whatever follows it.
    pub is_whole: bool,
    /// Whether it is built up in several passes, which takes more memory to decode.
    pub is_progressive: bool,
    /// Colour components: 1 grey, 3 colour, 4 print (CMYK); 0 where there is no frame.
    pub components: u8,
}

const STUFFED: u8 = 0x00;
const TEM: u8 = 0x01;
const RST: std::ops::RangeInclusive<u8> = 0xd0..=0xd7;
const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const FILL: u8 = 0xff;

/// Reads the markers of `bytes` (ITU-T T.81, annex B) up to the first EOI that is
/// the picture's own: that of an embedded preview lies within a segment.
#[must_use]
pub fn markers(bytes: &[u8]) -> Markers {
    let mut found = Markers::default();
    let mut at = 0;
    while let Some((marker, after)) = next_marker(bytes, at) {
        at = after;
        match marker {
            EOI => {
                found.is_whole = found.components > 0;
                return found;
            }
            STUFFED | TEM | SOI => continue,
            marker if RST.contains(&marker) => continue,
            _ => {}
        }
        let Some(length) = bytes.get(at..at + 2) else { return found };
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        if is_frame(marker) {
            found.is_progressive |= matches!(marker, 0xc2 | 0xc6 | 0xca | 0xce);
            // Length (2), precision (1), height (2), width (2), components.
            found.components = bytes.get(at + 7).copied().unwrap_or_default();
        }
        // The coded data after SOS is searched for the next marker like anything else.
        at += length.max(2);
    }
    found
}

/// The start of frame markers: all of C0–CF but DHT, JPG and DAC.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// The first marker at or after `at`, and where what follows it starts.
fn next_marker(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let rest = bytes.get(at..)?;
    let start = at + rest.iter().position(|byte| *byte == FILL)?;
    let marker = start + bytes[start..].iter().position(|byte| *byte != FILL)?;
    Some((bytes[marker], marker + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: &[u8] = b"\xff\xd8\xff\xe1\0\x06\xff\xd9\xff\xd9\xff\xc2\0\x11\x08\0\x10\0\x10\x03123456789";
    const SCAN: &[u8] = b"\xff\xda\0\x04ab..\xff\0..\xff\xd0..";

    #[test]
    fn a_photo_is_whole_where_its_own_end_is_there() {
        let whole = [FRAME, SCAN, b"\xff\xd9trailer"].concat();
        let expected = Markers { is_whole: true, is_progressive: true, components: 3 };
        assert_eq!(markers(&whole), expected);
        let cut = [FRAME, SCAN].concat();
        assert_eq!(markers(&cut), Markers { is_whole: false, ..expected });
        for end in 0..cut.len() {
            assert!(!markers(&cut[..end]).is_whole, "{end}");
        }
    }
}
