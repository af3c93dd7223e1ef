//! Numbers of documents in one spelling.
//!
//! 发文字号 such as 盐政办发〔2023〕1号 become `#2023#1`: the office's word before
//! it stays ordinary text and only orders the hits. 统一编号 such as
//! FHYD01-2023-0001 become `fhyd0120230001`.

/// A number found in a text: its token, and the bytes that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// `#2023#1`.
    pub token: String,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// Reads from the start of a text, piece by piece.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn one_of(&mut self, characters: &[char]) -> bool {
        match self.rest.strip_prefix(characters) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn digits(&mut self) -> &'a str {
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits
    }

    /// 1900 to 2099 written with exactly four digits.
    fn year(&mut self) -> Option<&'a str> {
        let digits = self.digits();
        is_year(digits).then_some(digits)
    }
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

const OPENING: [char; 4] = ['〔', '[', '(', '【'];
const CLOSING: [char; 4] = ['〕', ']', ')', '】'];

/// All 发文字号 of a folded text that are written with brackets and 号.
pub fn document_numbers(folded: &str) -> impl Iterator<Item = Number> {
    folded.match_indices(OPENING).filter_map(|(start, _)| bracketed(folded, start))
}

fn bracketed(folded: &str, start: usize) -> Option<Number> {
    let mut reader = Reader { rest: &folded[start..] };
    reader.one_of(&OPENING);
    reader.blanks();
    let year = reader.year()?;
    reader.blanks();
    if !reader.one_of(&CLOSING) {
        return None;
    }
    reader.blanks();
    reader.one_of(&['第']);
    reader.blanks();
    let number = reader.digits();
    reader.blanks();
    if number.is_empty() || number.len() > 5 || !reader.one_of(&['号']) {
        return None;
    }
    Some(Number { token: token(year, number), start, end: folded.len() - reader.rest.len() })
}

/// The token of a year and a number.
fn token(year: &str, number: &str) -> String {
    let number = number.trim_start_matches('0');
    format!("#{year}#{}", if number.is_empty() { "0" } else { number })
}

/// The first 发文字号 of a query, however it is written: brackets of any kind or
/// none, `年`, `第` and `号` there or not, blanks anywhere.
///
/// Taken only where there is a bracket or a 号, or where `codes` says that the
/// text before it is an office's word (盐政办发): 2023 1 alone is no number.
#[must_use]
pub fn written_freely(folded: &str, codes: &[String]) -> Option<Number> {
    let starts = folded.char_indices().map(|(at, _)| at);
    starts
        .filter(|at| !folded[..*at].ends_with(|c: char| c.is_ascii_digit()))
        .find_map(|at| free(folded, at, codes))
}

fn free(folded: &str, start: usize, codes: &[String]) -> Option<Number> {
    let mut reader = Reader { rest: &folded[start..] };
    let mut is_sure = reader.one_of(&OPENING);
    reader.blanks();
    let digits = reader.digits();
    let (year, glued) = digits.split_at_checked(4)?;
    if !is_year(year) {
        return None;
    }
    let after_year = reader.rest;
    reader.blanks();
    is_sure |= reader.one_of(&CLOSING);
    reader.one_of(&['年']);
    reader.blanks();
    reader.one_of(&['第']);
    reader.blanks();
    let is_parted = reader.rest.len() < after_year.len();
    let number = if glued.is_empty() { reader.digits() } else { glued };
    if number.is_empty() || number.len() > 5 || (glued.is_empty() && !is_parted) {
        return None;
    }
    let before_blank = reader.rest;
    reader.blanks();
    let closes = reader.one_of(&['号']);
    if !closes {
        reader.rest = before_blank;
    }
    let before = folded[..start].trim_end();
    let has_code = codes.iter().any(|code| before.ends_with(code.as_str()));
    (is_sure || closes || has_code).then(|| Number {
        token: token(year, number),
        start,
        end: folded.len() - reader.rest.len(),
    })
}

/// The joined form of a Latin run that is a 统一编号: letters, digits, a year, a number.
#[must_use]
pub fn registration_number(run: &str) -> Option<String> {
    let mut parts = run.split('-');
    let (word, year, number) = (parts.next()?, parts.next()?, parts.next()?);
    let letters = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
    let is_word = (2..=8).contains(&letters)
        && word.is_ascii()
        && word.len() - letters <= 4
        && word[..letters].bytes().all(|byte| byte.is_ascii_lowercase())
        && word[letters..].bytes().all(|byte| byte.is_ascii_digit());
    let is_number = (2..=6).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    (parts.next().is_none() && is_word && is_year(year) && is_number).then(|| format!("{word}{year}{number}"))
}
