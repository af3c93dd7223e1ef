//! How numbers are written in a drawing.

use rust_decimal::Decimal;

use crate::quantity::plain;

/// `value` for an axis or beside its mark: exact, `12,000` from five digits on,
/// `1.5亿` where that is exact, short and cannot be read as part of the unit.
pub(super) fn label(value: Decimal, unit: &str) -> String {
    folded(value, unit).unwrap_or_else(|| grouped(value))
}

/// 万 and 亿 for large numbers, with at most two decimals.
fn folded(value: Decimal, unit: &str) -> Option<String> {
    // 12万 before 万元 or % is no number that anyone says.
    if unit.chars().next().is_none_or(|first| first.is_ascii() || "十百千万亿兆‰".contains(first)) {
        return None;
    }
    let (power, word) = match value.abs() {
        size if size >= Decimal::from(1_000_000_000_000_i64) => (1_000_000_000_000_i64, "万亿"),
        size if size >= Decimal::from(100_000_000) => (100_000_000, "亿"),
        size if size >= Decimal::from(100_000) => (10_000, "万"),
        _ => return None,
    };
    let short = value.checked_div(Decimal::from(power))?.normalize();
    (short.scale() <= 2).then(|| format!("{}{word}", grouped(short)))
}

/// With a comma every three digits from five digits on, and a true minus.
fn grouped(value: Decimal) -> String {
    let text = plain(value);
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if whole.len() > 4 && at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_and_short() {
        for (value, unit, text) in [
            ("25", "家", "25"),
            ("1500", "家", "1500"),
            ("12000", "家", "12,000"),
            ("-1234567.5", "家", "−1,234,567.5"),
            ("150000", "家", "15万"),
            ("150001", "家", "150,001"),
            ("1000000000000", "元", "1万亿"),
            ("250000000", "万元", "250,000,000"),
            ("250000000", "", "250,000,000"),
            ("60.0", "%", "60"),
            ("0.00", "家", "0"),
        ] {
            assert_eq!(label(value.parse().unwrap(), unit), text, "{value} {unit}");
        }
        assert_eq!(label(Decimal::MAX, "家"), "79,228,162,514,264,337,593,543,950,335");
    }
}
