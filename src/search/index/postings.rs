//! Lists of documents as text: safe in any file, cheap to read in any browser.
//!
//! A list is sorted by document. Each entry is the step from the one before as
//! digits of base 32, lowest first, 32 more where another digit follows; with
//! scores, one character of score follows. Characters are `A–Z a–z 0–9 - _`.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Documents that one character of a map holds.
const IN_A_CHARACTER: u32 = 6;

fn put(value: u32, out: &mut String) {
    out.push(char::from(ALPHABET[(value & 63) as usize]));
}

fn put_step(mut step: u32, out: &mut String) {
    while step >= 32 {
        put(step & 31 | 32, out);
        step >>= 5;
    }
    put(step, out);
}

/// Documents with their scores, 0 to 63.
#[must_use]
pub fn with_scores(list: &[(u32, u8)]) -> String {
    let mut out = String::with_capacity(list.len() * 3);
    let mut before = 0;
    for &(document, score) in list {
        put_step(document - before, &mut out);
        put(u32::from(score), &mut out);
        before = document;
    }
    out
}

/// Documents alone: steps, or `!` and a map of six documents a character from
/// document 0 on, whichever is shorter.
#[must_use]
pub fn plain(list: &[u32]) -> String {
    let mut steps = String::with_capacity(list.len() * 2);
    let mut before = 0;
    for &document in list {
        put_step(document - before, &mut steps);
        before = document;
    }
    let length = list.last().map_or(0, |last| last / IN_A_CHARACTER + 1) as usize;
    if steps.len() <= length {
        return steps;
    }
    let mut map = vec![0_u32; length];
    for &document in list {
        map[(document / IN_A_CHARACTER) as usize] |= 1 << (document % IN_A_CHARACTER);
    }
    let mut out = String::from("!");
    for six in map {
        put(six, &mut out);
    }
    out
}

/// The value of a character; `None` for one that is not of the alphabet.
fn value(byte: u8) -> Option<u32> {
    match byte {
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'a'..=b'z' => Some(u32::from(byte - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

fn take_step(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let mut step = 0;
    for shift in (0..32).step_by(5) {
        let digit = value(bytes.next()?)?;
        step |= (digit & 31) << shift;
        if digit < 32 {
            return Some(step);
        }
    }
    None
}

/// Reads what [`with_scores`] wrote; stops at the first thing that is not of it.
#[must_use]
pub fn read_with_scores(text: &str) -> Vec<(u32, u8)> {
    let mut bytes = text.bytes();
    let mut list = Vec::with_capacity(text.len() / 3);
    let mut document = 0_u32;
    while let Some(step) = take_step(&mut bytes) {
        let Some(score) = bytes.next().and_then(value) else { break };
        document = document.saturating_add(step);
        list.push((document, u8::try_from(score).unwrap_or_default()));
    }
    list
}

/// Reads what [`plain`] wrote.
#[must_use]
pub fn read_plain(text: &str) -> Vec<u32> {
    if let Some(map) = text.strip_prefix('!') {
        let sixes = (0..).step_by(IN_A_CHARACTER as usize).zip(map.bytes().map_while(value));
        return sixes
            .flat_map(|(first, six)| {
                (0..IN_A_CHARACTER).filter(move |at| six >> at & 1 == 1).map(move |at| first + at)
            })
            .collect();
    }
    let mut bytes = text.bytes();
    let mut document = 0_u32;
    std::iter::from_fn(|| {
        document = document.saturating_add(take_step(&mut bytes)?);
        Some(document)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(steps in prop::collection::vec((1_u32..100_000, 0_u8..64), 0..200)) {
            let mut document = 0;
            let list: Vec<(u32, u8)> = steps.iter().map(|(step, score)| { document += step; (document, *score) }).collect();
            prop_assert_eq!(&read_with_scores(&with_scores(&list)), &list);
            let bare: Vec<u32> = list.iter().map(|(document, _)| *document).collect();
            prop_assert_eq!(read_plain(&plain(&bare)), bare);
        }

        #[test]
        fn dense_lists_become_maps_and_come_back(bits in prop::collection::vec(any::<bool>(), 1..300)) {
            let list: Vec<u32> = (0..).zip(&bits).filter(|(_, bit)| **bit).map(|(at, _)| at).collect();
            prop_assert_eq!(read_plain(&plain(&list)), list);
        }

        #[test]
        fn foreign_text_is_no_panic(text in ".{0,60}") {
            let _ = (read_with_scores(&text), read_plain(&text));
        }
    }
}
