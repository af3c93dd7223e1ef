//! A part of a file, or none where the browser has it: what players and browsers ask for beside the whole.
//!
//! Pure: an answer and what was wished, in; an answer, out.

use std::ops::Range;

use super::answer::Answer;

/// Files of more bytes get no mark: to read them for it would take as long as to send them.
const MARKED: usize = 8 * 1024 * 1024;

/// What a request says of the file beside its address.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wish<'a> {
    /// Which bytes of it.
    pub(super) range: Option<&'a str>,
    /// The mark of the file that these bytes must be of.
    pub(super) if_range: Option<&'a str>,
    /// Marks of what the browser has.
    pub(super) if_none_match: Option<&'a str>,
}

/// The bytes that are wanted of a file.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Bytes(Range<usize>),
    /// Behind its end.
    Beyond,
}

/// The answer as it was wished. What is no file of the site, or not there, stays as it is.
pub(super) fn of(mut answer: Answer, wish: &Wish<'_>) -> Answer {
    if answer.status != 200 || !answer.is_file {
        return answer;
    }
    let mark = (answer.body.len() <= MARKED).then(|| format!("\"{}\"", answer.mark()));
    answer.headers.push(("accept-ranges", "bytes".to_owned()));
    answer.headers.extend(mark.clone().map(|mark| ("etag", mark)));
    if mark.as_deref().is_some_and(|mark| names(wish.if_none_match, mark)) {
        return Answer { status: 304, body: Vec::new(), ..answer };
    }
    let is_same = wish.if_range.is_none_or(|wanted| mark.as_deref() == Some(wanted.trim()));
    let length = answer.body.len();
    match wish.range.filter(|_| is_same).map_or(Part::Whole, |range| part(range, length)) {
        Part::Whole => answer,
        Part::Bytes(range) => {
            let told = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            answer.headers.push(("content-range", told));
            answer.body.truncate(range.end);
            let body = answer.body.split_off(range.start);
            Answer { status: 206, body, ..answer }
        }
        Part::Beyond => {
            let mut refused = Answer::words(416, "文件没有这一段");
            refused.headers.push(("content-range", format!("bytes */{length}")));
            refused
        }
    }
}

/// Whether a list of marks has this one.
fn names(list: Option<&str>, mark: &str) -> bool {
    let mut marks = list.into_iter().flat_map(|list| list.split(',')).map(str::trim);
    marks.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == mark)
}

/// Reads `bytes=0-499`, `bytes=500-`, `bytes=-500`. Several ranges, another unit and what is none of
/// these ask for the whole file, as RFC 9110 (14.2) allows.
fn part(range: &str, length: usize) -> Part {
    let Some((from, to)) = range.trim().strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Part::Whole;
    };
    match (number(from), number(to)) {
        (Some(from), _) if from >= length && (to.is_empty() || number(to).is_some_and(|to| to >= from)) => {
            Part::Beyond
        }
        (Some(from), None) if to.is_empty() => Part::Bytes(from..length),
        (Some(from), Some(to)) if from <= to => Part::Bytes(from..to.saturating_add(1).min(length)),
        (None, Some(last)) if from.is_empty() && (last == 0 || length == 0) => Part::Beyond,
        (None, Some(last)) if from.is_empty() => Part::Bytes(length.saturating_sub(last)..length),
        _ => Part::Whole,
    }
}

/// Digits alone; more than any file has counts as the most there can be.
fn number(text: &str) -> Option<usize> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn film() -> Answer {
        Answer { is_file: true, ..Answer::words(200, "0123456789") }
    }

    fn header(answer: &Answer, name: &str) -> Option<String> {
        answer.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    }

    #[test]
    fn one_range_is_read_and_all_else_asks_for_the_whole() {
        for (range, wanted) in [
            ("bytes=0-4", Part::Bytes(0..5)),
            ("bytes=5-", Part::Bytes(5..11)),
            ("bytes=-3", Part::Bytes(8..11)),
            ("bytes=-30", Part::Bytes(0..11)),
            ("bytes=9-99999999999999999999999", Part::Bytes(9..11)),
            ("bytes=11-", Part::Beyond),
            ("bytes=99-100", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=5-4", Part::Whole),
            ("bytes=99-4", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("lines=0-1", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("bytes=a-", Part::Whole),
            ("", Part::Whole),
        ] {
            assert_eq!(part(range, 11), wanted, "{range}");
        }
        assert_eq!(part("bytes=-1", 0), Part::Beyond);
        assert_eq!(part("bytes=0-", 0), Part::Beyond);
    }

    #[test]
    fn a_part_says_which_one_it_is() {
        let answer = of(film(), &Wish { range: Some("bytes=2-4"), ..Wish::default() });
        assert_eq!((answer.status, answer.body.as_slice()), (206, &b"234"[..]));
        assert_eq!(header(&answer, "content-range").as_deref(), Some("bytes 2-4/11"));
        let answer = of(film(), &Wish { range: Some("bytes=50-"), ..Wish::default() });
        assert_eq!((answer.status, header(&answer, "content-range").as_deref()), (416, Some("bytes */11")));
        let page = Answer { is_file: false, ..film() };
        assert_eq!(of(page.clone(), &Wish { range: Some("bytes=2-4"), ..Wish::default() }), page);
    }

    #[test]
    fn what_the_browser_has_is_not_sent_again_and_a_changed_file_is_sent_whole() {
        let mark = header(&of(film(), &Wish::default()), "etag").unwrap();
        for (list, status) in [
            (mark.clone(), 304),
            (format!("\"x\", W/{mark}"), 304),
            ("*".to_owned(), 304),
            ("\"x\"".to_owned(), 200),
        ] {
            let answer = of(film(), &Wish { if_none_match: Some(&list), ..Wish::default() });
            assert_eq!((answer.status, answer.body.is_empty()), (status, status == 304), "{list}");
        }
        for (if_range, status) in [(mark.as_str(), 206), ("\"x\"", 200)] {
            let wish = Wish { range: Some("bytes=1-"), if_range: Some(if_range), ..Wish::default() };
            assert_eq!(of(film(), &wish).status, status, "{if_range}");
        }
    }
}
