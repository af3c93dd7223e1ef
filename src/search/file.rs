//! The files of an index: names, and the form that any server and `file://` take.
//!
//! Each is a script that hands one JSON value over: `searchPart("p/12","…");`.
//! A page loads it by a script element, which works where `fetch` does not (a
//! page opened from a disk, a server that does not know `.json`), and needs
//! nothing of a Content-Security-Policy but `script-src 'self'`.

use serde::Serialize;
use serde::de::DeserializeOwned;

const CALL: &str = "searchPart(";

/// What every search starts with.
pub const MANIFEST: &str = "manifest";
/// Traditional characters and their simplified ones.
pub const TRADITIONAL: &str = "traditional";
/// Syllables and the characters that are read so.
pub const READINGS: &str = "readings";
/// Documents whose excerpts share a file.
pub const TEXTS_IN_FILE: usize = 4;
/// Documents whose titles share a file.
pub const HITS_IN_FILE: usize = 8;
/// Characters of a text that are kept for excerpts.
pub const LONGEST_TEXT: usize = 3000;

/// The script that hands over `value` under `name`.
#[must_use]
pub fn write<T: Serialize + ?Sized>(name: &str, value: &T) -> Vec<u8> {
    // Strings and lists of strings: nothing of ours refuses to be JSON.
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    // Line separators end a string in scripts of old browsers.
    let json = json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("{CALL}\"{name}\",{json});\n").into_bytes()
}

/// The value of a script; `None` where it is not one that [`write()`] made.
#[must_use]
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (_, json) = text.strip_prefix(CALL)?.split_once(',')?;
    serde_json::from_str(json.trim_end().strip_suffix(");")?).ok()
}
