//! By when: 到2025年, 2024年6月底前, “十四五”末, 2022—2025年.

use jiff::civil::Date;

use crate::text::fold::{self, half_width};
use crate::text::numeral;

/// What a date in a sentence is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// The last day of what was named.
    Deadline(Date),
    /// 6月底前: the year is that of the sentence.
    MonthEnd(i8),
    /// 较2020年, 2021年以来, 每年6月: nothing is due.
    Reference,
}

/// Words behind a date that make it one to compare with.
const BACK: [&str; 9] = ["以来", "起", "为基", "基期", "基数", "水平", "同期", "度评", "度考"];
/// Characters before a date that do the same.
const COMPARED: [char; 9] = ['较', '比', '以', '自', '从', '由', '與', '較', '從'];

/// The date that starts `text`, with 到 before and 底前 behind it, and its length.
///
/// `before` is the character in front of it.
pub(super) fn at_start(text: &str, before: Option<char>) -> Option<(Day, usize)> {
    let first = text.chars().next()?;
    match first {
        '到' | '至' => {
            let rest = &text[first.len_utf8()..];
            // 到到… is no date, however long.
            let (day, len) = if rest.starts_with(['到', '至']) { None } else { at_start(rest, None) }?;
            Some((day, first.len_utf8() + len))
        }
        '“' | '"' | '十' | '「' => five_years(text),
        '年' | '今' | '全' => this_year(text, before),
        _ => dated(text, before),
    }
}

/// 年内, 年底前, 今年: not 三年内, 2025年底.
fn this_year(text: &str, before: Option<char>) -> Option<(Day, usize)> {
    let is_counted =
        before.is_some_and(|c| digit(c).is_some() || matches!(c, '十' | '百' | '两' | '每' | '当'));
    let words = ["今年底前", "今年年底前", "今年底", "今年内", "今年", "全年", "年底前", "年内"];
    let word = words.iter().find(|word| text.starts_with(**word) && !is_counted)?;
    Some((Day::MonthEnd(12), word.len()))
}

fn dated(text: &str, before: Option<char>) -> Option<(Day, usize)> {
    if before.map(half_width).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.') {
        return None;
    }
    let Some((year, len)) = year(text) else { return month_alone(text, before) };
    let after = &text[len..];
    let (date, len) = match range_end(after) {
        Some((last, more)) => (day(last, 12, 31)?, len + more),
        None => within(year, after).map(|(date, more)| (date, len + more))?,
    };
    let len = len + ends_in(&text[len..]);
    let rest = &text[len..];
    let looks_back = BACK.iter().any(|word| rest.starts_with(word))
        || before.is_some_and(|c| COMPARED.contains(&c))
        || text[..len].ends_with("起");
    let taken = len + rest.strip_prefix('的').map_or(0, |_| '的'.len_utf8());
    Some(if looks_back { (Day::Reference, taken) } else { (Day::Deadline(date), taken) })
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn month_end(year: i16, month: i8) -> Option<Date> {
    day(year, month, 1).map(Date::last_of_month)
}

/// A year of four digits, Arabic or Han; blanks passed over. Without 年.
fn year(text: &str) -> Option<(i16, usize)> {
    let mut value: i16 = 0;
    let mut count = 0;
    let mut end = 0;
    for (at, character) in text.char_indices().take(8) {
        if count == 4 || fold::is_blank(character) && count > 0 {
            break;
        }
        let digit = digit(character)?;
        value = value.checked_mul(10)?.checked_add(digit)?;
        count += 1;
        end = at + character.len_utf8();
    }
    let blanks = text[end..].len() - text[end..].trim_start_matches(' ').len();
    (count == 4 && (1990..2100).contains(&value)).then_some((value, end + blanks.min(2)))
}

fn digit(character: char) -> Option<i16> {
    let folded = half_width(character);
    if let Some(digit) = folded.to_digit(10) {
        return i16::try_from(digit).ok();
    }
    match character {
        '〇' | '○' | '零' => Some(0),
        '一'..='龥' => {
            let value = numeral::parse(character.encode_utf8(&mut [0; 4]))?;
            i16::try_from(value).ok().filter(|value| *value < 10 && character != '两')
        }
        _ => None,
    }
}

/// `-2025年`, `年至2025年` behind the first year.
fn range_end(text: &str) -> Option<(i16, usize)> {
    let rest = text.strip_prefix('年').unwrap_or(text);
    let mark = rest.chars().next()?;
    if !matches!(half_width(mark), '-' | '–' | '—' | '～' | '~' | '至' | '到') {
        return None;
    }
    let rest = rest[mark.len_utf8()..].trim_start_matches('—');
    let (last, len) = year(rest)?;
    let after = rest[len..].strip_prefix('年')?;
    Some((last, text.len() - after.len()))
}

/// 年, 年底, 年6月底, 年12月31日, 年上半年.
fn within(year: i16, text: &str) -> Option<(Date, usize)> {
    let rest = text.strip_prefix('年')?;
    let len = '年'.len_utf8();
    for (word, month) in [("上半年", 6), ("一季度", 3), ("二季度", 6), ("三季度", 9)] {
        if let Some(after) = rest.strip_prefix(word).or_else(|| rest.strip_prefix('第')?.strip_prefix(word))
        {
            return Some((month_end(year, month)?, text.len() - after.len()));
        }
    }
    match month(rest) {
        Some((month, more)) => {
            let after = &rest[more..];
            let exact = day_of_month(after).and_then(|(number, len)| Some((day(year, month, number)?, len)));
            let (date, last) = exact.or_else(|| Some((month_end(year, month)?, 0)))?;
            Some((date, len + more + last))
        }
        None => Some((day(year, 12, 31)?, len)),
    }
}

/// `6月`: its number and length.
fn month(text: &str) -> Option<(i8, usize)> {
    let (value, len) = small(text, '月')?;
    (1..=12).contains(&value).then_some((value, len))
}

fn day_of_month(text: &str) -> Option<(i8, usize)> {
    small(text, '日').filter(|(value, _)| (1..=31).contains(value))
}

/// A number of one or two digits with `mark` behind it.
fn small(text: &str, mark: char) -> Option<(i8, usize)> {
    let end = text.char_indices().find(|(_, c)| !half_width(*c).is_ascii_digit())?.0;
    let digits: String = text[..end].chars().map(half_width).take(3).collect();
    let value = if end == 0 || digits.len() > 2 { None } else { digits.parse().ok() }?;
    let after = text[end..].strip_prefix(mark)?;
    Some((value, text.len() - after.len()))
}

/// 底, 末, 前, 内, 期间, behind a date.
fn ends_in(text: &str) -> usize {
    let words = [
        "底以前",
        "底之前",
        "年底前",
        "底前",
        "末前",
        "年底",
        "底",
        "末",
        "以前",
        "之前",
        "前",
        "内",
        "期间",
    ];
    words.iter().find(|word| text.starts_with(**word)).map_or(0, |word| word.len())
}

/// 6月底前, 12月31日前: only with 底 or 前, or it is some month.
fn month_alone(text: &str, before: Option<char>) -> Option<(Day, usize)> {
    let (month, len) = month(text)?;
    let len = len + day_of_month(&text[len..]).map_or(0, |(_, more)| more);
    let more = ends_in(&text[len..]);
    let is_due = more > 0 && !matches!(before, Some('年' | '每'));
    Some((if is_due { Day::MonthEnd(month) } else { Day::Reference }, len + more))
}

/// “十四五”末, “十四五”期间: the end of 2025. 以来 and 规划 name the plan, not a day.
fn five_years(text: &str) -> Option<(Day, usize)> {
    let inner = text.strip_prefix(['“', '"', '「']).unwrap_or(text);
    let rest = inner
        .strip_prefix('十')?
        .strip_prefix(['三', '四', '五', '六'])
        .and_then(|r| r.strip_prefix('五'))?;
    let which = inner.chars().nth(1)?;
    let rest = rest.strip_prefix(['”', '"', '」']).unwrap_or(rest);
    let length = text.len() - rest.len();
    let word = ["时期末", "期末", "末期", "末", "期间", "时期"].iter().find(|word| rest.starts_with(**word));
    let year = 2020 + 5 * (i16::try_from(numeral::parse(which.encode_utf8(&mut [0; 4]))?).ok()? - 3);
    let found = word.map_or(Day::Reference, |_| day(year, 12, 31).map_or(Day::Reference, Day::Deadline));
    Some((found, length + word.map_or(0, |word| word.len())))
}

/// The last year of a title's period: `(2022-2025年)`, 2024年, 三年行动计划（2023—2025年）.
pub(super) fn period(title: &str) -> Option<(Option<i16>, Date)> {
    let mut before = None;
    for (at, character) in title.char_indices() {
        if let Some((first, len)) = year(&title[at..]).filter(|_| before.is_none_or(|c| digit(c).is_none())) {
            let after = &title[at + len..];
            if let Some((last, _)) = range_end(after) {
                return Some((Some(first), day(last, 12, 31)?));
            }
            if after.starts_with('年') {
                return Some((Some(first), day(first, 12, 31)?));
            }
        }
        before = Some(character);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, before: Option<char>) -> Option<String> {
        let (day, len) = at_start(text, before)?;
        let day = match day {
            Day::Deadline(date) => date.to_string(),
            Day::MonthEnd(month) => format!("month {month}"),
            Day::Reference => "reference".to_owned(),
        };
        Some(format!("{day} | {}", &text[len..]))
    }

    #[test]
    fn a_deadline_is_the_last_day_of_what_is_named() {
        for (text, wanted) in [
            ("到2025年,力争", "2025-12-31 | ,力争"),
            ("2025年底前完成", "2025-12-31 | 完成"),
            ("至2024年6月底，", "2024-06-30 | ，"),
            ("2024年2月，", "2024-02-29 | ，"),
            ("2024年12月31日前", "2024-12-31 | "),
            ("2024年上半年完成", "2024-06-30 | 完成"),
            ("2022-2025年，", "2025-12-31 | ，"),
            ("2022年至2025年，", "2025-12-31 | ，"),
            ("２０２５年末", "2025-12-31 | "),
            ("二〇二五年，", "2025-12-31 | ，"),
            ("到“十四五”末，", "2025-12-31 | ，"),
            ("十五五时期，", "2030-12-31 | ，"),
            ("6月底前", "month 6 | "),
            ("年内举办", "month 12 | 举办"),
            ("2021年以来", "reference | 以来"),
            ("2025年的20%", "2025-12-31 | 20%"),
        ] {
            assert_eq!(told(text, None).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(told("2020年降低", Some('较')).as_deref(), Some("reference | 降低"));
        assert_eq!(told("“十四五”规划", None).as_deref(), Some("reference | 规划"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["2400件", "2025家", "三年", "3年内", "1000家", "到位", "五年", "十大", "96871", ""]
        {
            assert_eq!(told(text, None), None, "{text}");
        }
    }

    #[test]
    fn a_title_names_its_period() {
        let end = |title| period(title).map(|(first, last)| (first, last.to_string()));
        assert_eq!(end("甲县行动方案(2022-2025年)"), Some((Some(2022), "2025-12-31".to_owned())));
        assert_eq!(end("三年行动计划（2023—2025年）"), Some((Some(2023), "2025-12-31".to_owned())));
        assert_eq!(end("甲县2024年工作要点"), Some((Some(2024), "2024-12-31".to_owned())));
        assert_eq!(end("甲县行动方案"), None);
    }
}
