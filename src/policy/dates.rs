//! Dates as official texts print them, and what a text says of its own force.

use jiff::civil::Date;

use crate::text::fold;

/// A date and how many bytes it took; `Err` where it is none of the calendar.
pub(super) type Found = Result<Date, ()>;

/// The date that starts `text`: 2023年1月19日, 二〇二三年一月十九日, 2023- 02- 01,
/// 2023/2/1, 2023.2.1. Blanks inside are passed over. With its length in bytes.
pub(super) fn at_start(text: &str) -> Option<(Found, usize)> {
    let mut scan = Scan { text, at: 0 };
    let year = scan.number(4)?;
    if !(1900..2200).contains(&year) {
        return None;
    }
    let mark = scan.mark(&['年', '-', '/', '.', '－', '—'])?;
    let month = scan.number(2)?;
    if mark == '年' {
        scan.mark(&['月'])?;
    } else {
        scan.mark(&['-', '/', '.', '－', '—'])?;
    }
    let day = scan.number(2)?;
    if mark == '年' {
        scan.mark(&['日', '号'])?;
    }
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok().zip(i8::try_from(day).ok()));
    let date = date.and_then(|(year, (month, day))| Date::new(year, month, day).ok());
    Some((date.ok_or(()), scan.at))
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(fold::is_blank).len();
    }

    fn mark(&mut self, marks: &[char]) -> Option<char> {
        self.skip_blanks();
        let character =
            self.text[self.at..].chars().next().filter(|c| marks.contains(&fold::half_width(*c)))?;
        self.at += character.len_utf8();
        Some(fold::half_width(character))
    }

    /// Up to `most` digits, Arabic of either width or Han one by one (二〇二三), or 十九.
    fn number(&mut self, most: usize) -> Option<u32> {
        self.skip_blanks();
        let rest = &self.text[self.at..];
        let arabic: String = rest.chars().map(fold::half_width).take_while(char::is_ascii_digit).collect();
        if !arabic.is_empty() {
            self.at += rest.chars().take(arabic.len()).map(char::len_utf8).sum::<usize>();
            return if arabic.len() <= most { arabic.parse().ok() } else { None };
        }
        let han: Vec<char> =
            rest.chars().take_while(|c| "〇○零一二三四五六七八九十".contains(*c)).take(most + 1).collect();
        let word: String = han.iter().collect();
        let value = if most == 4 { year(&han)? } else { crate::text::numeral::parse(&word)? };
        self.at += word.len();
        Some(value)
    }
}

fn year(digits: &[char]) -> Option<u32> {
    if digits.len() != 4 {
        return None;
    }
    digits.iter().try_fold(0, |year, digit| {
        let value = match digit {
            '〇' | '○' | '零' => 0,
            other => crate::text::numeral::parse(&other.to_string()).filter(|value| *value < 10)?,
        };
        Some(year * 10 + value)
    })
}

/// What a text says of its own force.
#[derive(Debug, Default)]
pub(super) struct Force {
    pub(super) starts: Option<(Found, usize, usize)>,
    pub(super) expires: Option<(Found, usize, usize)>,
    pub(super) period_start: Option<(Found, usize, usize)>,
    pub(super) period_end: Option<(Found, usize, usize)>,
    /// 自发布之日起施行.
    pub(super) from_publication: bool,
}

/// Words before a date that start a period.
const PERIOD: [&str; 3] = ["执行期限", "執行期限", "实施期限"];

/// Reads 自…起施行, 执行期限自…起算, 有效期至… from one sentence-like stretch of
/// text that starts at byte `offset` of the source.
pub(super) fn force(text: &str, offset: usize, found: &mut Force) {
    let speaks_of_itself = ["施行", "实施", "實施", "执行", "執行", "生效", "有效期", "期限", "废止", "失效"];
    if !speaks_of_itself.iter().any(|word| text.contains(word)) {
        return;
    }
    for piece in text.split_inclusive(['。', '，', ',', '；', ';', '\n']) {
        let at = piece.as_ptr() as usize - text.as_ptr() as usize;
        clause_of_force(piece, offset + at, found);
    }
}

fn clause_of_force(piece: &str, offset: usize, found: &mut Force) {
    let is_period = PERIOD.iter().any(|word| piece.contains(word));
    let takes_force =
        ["施行", "实施", "實施", "执行", "執行", "生效"].iter().any(|word| piece.contains(word));
    let by_publication = ["发布之日起", "發布之日起", "公布之日起"].iter().any(|word| piece.contains(word));
    if by_publication && takes_force {
        found.from_publication = true;
        return;
    }
    let from = dated(piece, &["自", "从", "從"], offset);
    let to = dated(piece, &["至", "到"], offset);
    if piece.contains("有效期") {
        // 有效期 is how long the document stands, 执行期限 what its plan covers.
        found.starts = found.starts.take().or(from);
        found.expires = found.expires.take().or(to);
    } else if is_period {
        found.period_start = found.period_start.take().or(from);
        found.period_end = found.period_end.take().or(to);
    } else if takes_force && piece.contains('起') {
        found.starts = found.starts.take().or(from);
        found.expires = found.expires.take().or(to);
    }
}

/// The date after one of `words`.
fn dated(piece: &str, words: &[&str], offset: usize) -> Option<(Found, usize, usize)> {
    words.iter().find_map(|word| {
        piece.match_indices(word).find_map(|(at, _)| {
            let start = at + word.len();
            let (date, len) = at_start(&piece[start..])?;
            Some((date, offset + start, offset + start + len))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_printed() {
        for text in [
            "2023年1月19日",
            "2023- 02- 01",
            "２０２３年１月１９日",
            "二〇二三年一月十九日",
            "2023/1/19 10:20",
            "2023 年 1 月 19 日",
        ] {
            assert!(matches!(at_start(text), Some((Ok(_), _))), "{text}");
        }
        assert_eq!(at_start("2023年2月30日").map(|(date, _)| date), Some(Err(())));
        for text in ["2023年", "2022-2025年", "123年1月1日", "二三年一月一日", ""] {
            assert_eq!(at_start(text), None, "{text}");
        }
    }

    #[test]
    fn force_and_period_are_two_things() {
        let mut found = Force::default();
        force("本方案自2023年2月19日起施行,执行期限自2022年1月1日起算。", 0, &mut found);
        assert!(found.starts.is_some() && found.period_start.is_some());
        assert!(found.expires.is_none() && found.period_end.is_none());
        let mut found = Force::default();
        force("本办法自2024年1月1日起施行，有效期至2026年12月31日。", 0, &mut found);
        assert!(found.starts.is_some() && found.expires.is_some());
        assert!(found.period_end.is_none(), "a validity is no period");
    }
}
