//! An index as bytes, and back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Files, Index};

/// What stands before the files: one line of JSON.
#[derive(Serialize, Deserialize)]
struct Head {
    version: String,
    order: Vec<usize>,
    idle: Vec<usize>,
    /// Names and lengths of the files, which follow in this order.
    files: Vec<(String, usize)>,
}

impl Index {
    /// Adds the index to `out`.
    pub fn keep(&self, out: &mut Vec<u8>) {
        let files = self.files.0.iter().map(|(name, bytes)| (name.clone(), bytes.len())).collect();
        let head =
            Head { version: self.version.clone(), order: self.order.clone(), idle: self.idle.clone(), files };
        // Strings and numbers: nothing of ours refuses to be JSON.
        out.extend(serde_json::to_vec(&head).unwrap_or_default());
        out.push(b'\n');
        self.files.0.values().for_each(|bytes| out.extend(bytes));
    }

    /// The index that [`Index::keep`] wrote; `None` for anything else.
    #[must_use]
    pub fn restore(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let Head { version, order, idle, files: names } = serde_json::from_slice(&bytes[..end]).ok()?;
        let mut rest = &bytes[end + 1..];
        let mut files = BTreeMap::new();
        for (name, length) in names {
            let (own, after) = rest.split_at_checked(length)?;
            files.insert(name, own.to_vec());
            rest = after;
        }
        rest.is_empty().then_some(Self { version, order, files: Files(files), idle })
    }
}
