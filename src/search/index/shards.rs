//! Tokens and postings into files of a size that one query can afford.

use std::fmt::Write as _;

use super::super::file;
use super::Files;
use super::merge::Scored;

/// A shard is closed when it has reached this many bytes.
const SHARD: usize = 6 * 1024;
/// What is at most asked of these pairs is dropped from long queries.
const MOST_COMMON: usize = 200;

/// What the manifest says of the shards.
#[derive(Debug, Default)]
pub(super) struct Shards {
    /// First token of each.
    pub(super) bounds: Vec<String>,
    /// Pairs in more than 30 % of the documents, the most frequent first.
    pub(super) common: Vec<String>,
}

/// Writes shards and tails. A shard is `token postings token postings …`; where
/// postings are cut they read `head.frequency.tail.score`, with `-` for no tail.
pub(super) fn write(tokens: &[Scored], total: usize, stamp: &str, files: &mut Files) -> Shards {
    let mut shards = Shards::default();
    let mut text = String::new();
    let mut tails = 0_usize;
    for token in tokens {
        if text.is_empty() {
            shards.bounds.push(token.token.clone());
        }
        text.push_str(&token.token);
        text.push(' ');
        text.push_str(&token.head);
        if let Some(rest) = &token.rest {
            let tail = rest.tail.as_ref().map(|tail| {
                let name = format!("t/{tails}");
                tails += 1;
                files.put(&name, &format!("{stamp} {tail}"));
                (tails - 1).to_string()
            });
            let tail = tail.as_deref().unwrap_or("-");
            let _ = write!(text, ".{}.{tail}.{}", token.frequency, rest.score);
        }
        text.push(' ');
        if text.len() >= SHARD {
            put(&mut text, shards.bounds.len() - 1, stamp, files);
        }
    }
    if !text.is_empty() {
        put(&mut text, shards.bounds.len() - 1, stamp, files);
    }
    shards.common = common(tokens, total);
    shards
}

fn put(text: &mut String, number: usize, stamp: &str, files: &mut Files) {
    files.put(&format!("p/{number}"), &format!("{stamp} {}", text.trim_end()));
    text.clear();
}

fn common(tokens: &[Scored], total: usize) -> Vec<String> {
    let is_pair =
        |token: &str| token.chars().count() == 2 && token.chars().all(super::super::analysis::is_ideograph);
    let mut common: Vec<&Scored> =
        tokens.iter().filter(|t| t.frequency as usize * 10 > total * 3 && is_pair(&t.token)).collect();
    common.sort_by(|a, b| b.frequency.cmp(&a.frequency).then(a.token.cmp(&b.token)));
    common.truncate(MOST_COMMON);
    common.into_iter().map(|token| token.token.clone()).collect()
}

impl Files {
    /// One more file below `search/`.
    pub(super) fn put<T: serde::Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.0.insert(name.to_owned(), file::write(name, value));
    }
}
