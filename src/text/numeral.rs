//! Chinese numerals as headings and articles write them.

/// The value of `一` to `九`, also in Traditional and formal script.
fn digit(text: &str) -> Option<u32> {
    let mut characters = text.chars();
    let value = match characters.next()? {
        '一' | '壹' => 1,
        '二' | '贰' | '貳' | '两' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    characters.next().is_none().then_some(value)
}

/// Reads the numeral of a heading: `二十一` in `二十一、` is 21.
///
/// Covers 1–999, the range that headings and articles use (第一百二十条).
/// Anything else is `None`, so that a sentence which merely starts with one
/// (一批企业…) is not a heading.
#[must_use]
pub fn parse(text: &str) -> Option<u32> {
    let Some((hundreds, rest)) = text.split_once('百') else {
        return tens(text);
    };
    let hundreds = digit(hundreds)?;
    let rest = match rest.strip_prefix(['零', '〇']) {
        _ if rest.is_empty() => 0,
        // 一百零五 is 105: the zero stands only before a lone digit.
        Some(ones) => digit(ones)?,
        None => tens(rest).filter(|&value| value >= 10)?,
    };
    Some(100 * hundreds + rest)
}

/// Reads a numeral that counts: `三千五百` is 3500, and all that [`parse`] takes.
///
/// Covers 1–9999; 万 and 亿 are left to who reads the unit. `None` for what is
/// not exact (十余, 几百) or names (千, 百强).
#[must_use]
pub fn count(text: &str) -> Option<u32> {
    let Some((thousands, rest)) = text.split_once('千') else {
        return parse(text);
    };
    let thousands = digit(thousands)?;
    let rest = match rest.strip_prefix(['零', '〇']) {
        _ if rest.is_empty() => 0,
        Some(rest) => parse(rest).filter(|&value| value < 100)?,
        None => parse(rest).filter(|&value| value >= 100)?,
    };
    Some(1000 * thousands + rest)
}

/// The same for 1–99.
fn tens(text: &str) -> Option<u32> {
    let Some((tens, ones)) = text.split_once('十') else {
        return digit(text);
    };
    // 十二 is 12 and 二十 is 20: neither a leading 一 nor a closing 零 is written.
    let tens = if tens.is_empty() { 1 } else { digit(tens)? };
    let ones = if ones.is_empty() { 0 } else { digit(ones)? };
    Some(10 * tens + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_headings_are_read() {
        for (text, value) in [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二十一", 21),
            ("九十九", 99),
            ("一百", 100),
            ("一百零五", 105),
            ("一百一十", 110),
            ("三百二十一", 321),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
    }

    #[test]
    fn numerals_that_count_go_to_the_thousands() {
        for (text, value) in
            [("三", 3), ("两千", 2000), ("三千五百", 3500), ("一千零五", 1005), ("一百二十", 120)]
        {
            assert_eq!(count(text), Some(value), "{text}");
        }
        for text in ["千", "百", "三千五", "千家", "十余", "三五"] {
            assert_eq!(count(text), None, "{text}");
        }
    }

    #[test]
    fn text_that_only_looks_like_a_numeral_is_refused() {
        for text in ["", "零", "二三", "一批", "二十十", "12", "百", "一百五", "一百零"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
