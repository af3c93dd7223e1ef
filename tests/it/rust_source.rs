//! Rust text taken apart as far as the tests of the architecture need it.

/// A path that code names, from its root on and without it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// `text::yaml` of `crate::text::yaml`.
    pub(crate) path: String,
    /// 1-based.
    pub(crate) line: usize,
}

/// One file without its test module, in two layers of the same length and lines.
pub(crate) struct Source {
    /// From the package's root, with `/`.
    pub(crate) path: String,
    /// `site::route` of `src/site/route.rs`.
    pub(crate) module: String,
    /// Everything but comments and strings.
    code: String,
    /// Nothing but the insides of strings.
    pub(crate) strings: String,
}

impl Source {
    pub(crate) fn read(path: &str, text: &str) -> Self {
        let module = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
        let (code, strings) = layers(text);
        Self { path: path.to_owned(), module: module.replace('/', "::"), code, strings }
    }

    /// What is named from `root` on: `std::fs` for `std`. The root stays.
    pub(crate) fn paths(&self, root: &str) -> Vec<Reference> {
        let start = format!("{root}::");
        let mut found = Vec::new();
        for (at, _) in self.code.match_indices(&start) {
            let before = self.code[..at].chars().next_back();
            if !before.is_some_and(|c| is_name(c) || c == ':') {
                tree(&self.code, at + start.len(), root, &mut found);
            }
        }
        let line = |at: usize| self.code[..at].matches('\n').count() + 1;
        found.into_iter().map(|(path, at)| Reference { path, line: line(at) }).collect()
    }

    /// What is named of the package itself, by `crate::` or `super::`, without that root.
    pub(crate) fn own_paths(&self) -> Vec<Reference> {
        let mut found = self.paths("crate");
        found.extend(self.paths("super"));
        for reference in &mut found {
            reference.path = match reference.path.strip_prefix("crate::") {
                Some(rest) => rest.to_owned(),
                None => self.resolve(&reference.path),
            };
        }
        found.retain(|reference| !reference.path.is_empty());
        found
    }

    /// `text::fold` of `super::fold` in `text::yaml`.
    fn resolve(&self, path: &str) -> String {
        let mut module: Vec<&str> = self.module.split("::").collect();
        let mut rest = path;
        while let Some(inner) =
            rest.strip_prefix("super").filter(|rest| rest.is_empty() || rest.starts_with(':'))
        {
            module.pop();
            rest = inner.trim_start_matches(':');
        }
        module.extend(rest.split("::").filter(|part| !part.is_empty() && *part != "*"));
        module.join("::")
    }
}

/// Every path of the use tree at byte `at`, with the place of its last name; the byte after it.
fn tree(code: &str, at: usize, prefix: &str, found: &mut Vec<(String, usize)>) -> usize {
    let at = skip_blanks(code, at);
    let rest = &code[at..];
    if rest.starts_with('{') {
        let mut next = at + 1;
        loop {
            next = skip_blanks(code, next);
            if !code[next..].starts_with(|c: char| is_name(c) || c == '*' || c == '{') {
                return next + 1;
            }
            next = skip_blanks(code, tree(code, next, prefix, found));
            next += usize::from(code[next..].starts_with(','));
        }
    }
    let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
    if length == 0 {
        found.push((prefix.to_owned(), at));
        return at + usize::from(rest.starts_with('*'));
    }
    let path = format!("{prefix}::{}", &rest[..length]);
    if rest[length..].starts_with("::") {
        return tree(code, at + length + 2, &path, found);
    }
    found.push((path, at));
    let next = skip_blanks(code, at + length);
    // `a::b as c`: the new name is no path.
    match code[next..].strip_prefix("as ") {
        Some(name) => code.len() - name.trim_start_matches(is_name).len(),
        None => next,
    }
}

fn skip_blanks(code: &str, at: usize) -> usize {
    code.len() - code[at..].trim_start().len()
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// What a stretch of Rust text is.
enum Piece {
    Code,
    Comment,
    Text,
}

/// The text as code and as strings; what belongs to the other is blank, line breaks stay.
fn layers(text: &str) -> (String, String) {
    let (mut code, mut strings) = (String::new(), String::new());
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, length) = piece(rest);
        let (taken, next) = rest.split_at(length);
        let blank: String = taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        code.push_str(if matches!(piece, Piece::Code) { taken } else { &blank });
        strings.push_str(if matches!(piece, Piece::Text) { taken } else { &blank });
        rest = next;
    }
    (code, strings)
}

/// What starts `text`, and its length in bytes. Code comes one character or name at a time.
fn piece(text: &str) -> (Piece, usize) {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let name = text.find(|c| !is_name(c)).unwrap_or(text.len());
    let until =
        |end: &str, from: usize| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
    if text.starts_with("//") {
        return (Piece::Comment, text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return (Piece::Comment, until("*/", 2));
    }
    if text.starts_with('"') {
        return (Piece::Text, string_length(text));
    }
    if matches!(&text[..name], "r" | "br") && text[name..].starts_with(['"', '#']) {
        let hashes = text[name..].bytes().take_while(|byte| *byte == b'#').count();
        return (Piece::Text, until(&format!("\"{}", "#".repeat(hashes)), name + hashes + 1));
    }
    if text.starts_with('\'') {
        return (Piece::Code, character_length(text));
    }
    (Piece::Code, name.max(first))
}

/// `"…"` with its quotes.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, character)| {
        let ends = *character == '"' && !is_escaped;
        is_escaped = *character == '\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

/// `'"'` with its quotes; the quote alone where it is a lifetime's.
fn character_length(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    let is_escaped = matches!(characters.next(), Some((_, '\\')));
    let end = if is_escaped { characters.skip(1).find(|(_, c)| *c == '\'') } else { characters.next() };
    end.filter(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1)
}

#[test]
fn paths_are_found_in_code_alone() {
    let text = r##"
//! Not crate::comment.
use crate::text::{self, fold::{a, b as c},
    yaml};
use super::other; /* crate::gone */
fn f<'a>(x: &'a str) -> char { let q = '"'; crate::policy::record::parse::<T>("crate::string"); '\'' }
const R: &str = r#"crate::raw " "#;
pub(crate) use crate::Error;
#[cfg(test)]
mod tests { use crate::test; }
"##;
    let source = Source::read("src/site/route.rs", text);
    let found: Vec<(String, usize)> = source.own_paths().into_iter().map(|r| (r.path, r.line)).collect();
    let wanted = [
        ("text::self", 3),
        ("text::fold::a", 3),
        ("text::fold::b", 3),
        ("text::yaml", 4),
        ("policy::record::parse", 6),
        ("Error", 8),
        ("site::other", 5),
    ];
    assert_eq!(found, wanted.map(|(path, line)| (path.to_owned(), line)));
    assert_eq!(source.module, "site::route");
    assert!(source.strings.contains("crate::string") && !source.strings.contains("comment"));
}
