//! SHA-256, of bytes at hand and of what is serialised without being kept.

use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// This program, by its sources: what it keeps for its next run is no use to another.
pub const PROGRAM: &str = env!("SALTPRESS_PROGRAM");

/// The digest of bytes.
#[must_use]
pub fn of(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// In hexadecimal, as files and manifests show it.
#[must_use]
pub fn hex(digest: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let mut text = String::with_capacity(2 * digest.len());
    for byte in digest {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    text
}

/// A digest in a file, in hexadecimal; what is none reads as none.
pub mod hexed {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes it.
    pub fn serialize<S: Serializer>(digest: &Option<[u8; 32]>, serializer: S) -> Result<S::Ok, S::Error> {
        digest.as_ref().map(|digest| super::hex(digest)).serialize(serializer)
    }

    /// Reads it.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[u8; 32]>, D::Error> {
        let text = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Ok(text.and_then(|text| super::of_hex(&text)))
    }
}

fn of_hex(text: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != digest.len() || !rest.is_empty() {
        return None;
    }
    for (byte, [high, low]) in digest.iter_mut().zip(pairs) {
        let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        *byte = value(*high)? << 4 | value(*low)?;
    }
    Some(digest)
}

/// Takes what is serialised piece by piece, so that a digest of views keeps no copy of them.
#[derive(Debug, Default)]
pub struct Digester {
    hash: Sha256,
}

impl Digester {
    /// Adds a value; a mark keeps two values from reading as one. `None` where it
    /// cannot be serialised.
    #[must_use]
    pub fn with<T: Serialize>(mut self, value: &T) -> Option<Self> {
        serde_json::to_writer(io::BufWriter::new(&mut self), value).ok()?;
        self.hash.update([0]);
        Some(self)
    }

    /// Of all that was added.
    #[must_use]
    pub fn finish(self) -> [u8; 32] {
        self.hash.finalize().into()
    }
}

impl io::Write for &mut Digester {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hash.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_as_it_was_written() {
        let digest = of(b"a");
        assert_eq!(of_hex(&hex(&digest)), Some(digest));
        assert_eq!(of_hex("00"), None);
        assert_eq!(of_hex(&"x".repeat(64)), None);
    }

    #[test]
    fn values_side_by_side_do_not_read_as_one() {
        let digest = |a: &str, b: &str| {
            let digester = Digester::default().with(&a).and_then(|digester| digester.with(&b));
            digester.map(Digester::finish)
        };
        assert_eq!(digest("a", "b"), digest("a", "b"));
        assert_ne!(digest("a", "b"), digest("ab", ""));
    }
}
