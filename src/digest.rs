//! SHA-256, of bytes at hand and of what is serialised without being kept.

pub mod hexed;

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
    fn values_side_by_side_do_not_read_as_one() {
        let digest = |a: &str, b: &str| {
            let digester = Digester::default().with(&a).and_then(|digester| digester.with(&b));
            digester.map(Digester::finish)
        };
        assert_eq!(digest("a", "b"), digest("a", "b"));
        assert_ne!(digest("a", "b"), digest("ab", ""));
    }
}
