//! How numbers are written in a drawing.

use rust_decimal::Decimal;

use crate::quantity::plain;

/// `value` beside its mark: exact, `12,000` from five digits on, `1.5亿` where
/// that is exact, short and cannot be read as part of the unit.
pub(super) fn label(value: Decimal, unit: &str) -> String {
    folded(value, power(value), unit).unwrap_or_else(|| grouped(value))
}

/// The numbers of an axis, all written in one way: 5万 beside 10万.
pub(super) fn axis(values: &[Decimal], unit: &str) -> Vec<String> {
    let greatest = values.iter().map(Decimal::abs).max().unwrap_or_default();
    let folded: Option<Vec<String>> =
        values.iter().map(|value| folded(*value, power(greatest), unit)).collect();
    folded.unwrap_or_else(|| values.iter().map(|value| grouped(*value)).collect())
}

/// What large numbers are counted in, with its word.
type Power = (i64, &'static str);

fn power(value: Decimal) -> Option<Power> {
    const POWERS: [(i64, Power); 3] = [
        (1_000_000_000_000, (1_000_000_000_000, "万亿")),
        (100_000_000, (100_000_000, "亿")),
        (100_000, (10_000, "万")),
    ];
    POWERS.into_iter().find(|(from, _)| value.abs() >= Decimal::from(*from)).map(|(_, power)| power)
}

/// `value` in 万, 亿 or 万亿; `None` where that needs more than two decimals.
fn folded(value: Decimal, power: Option<Power>, unit: &str) -> Option<String> {
    // 12万 before 万元 or % is no number that anyone says.
    if unit.chars().next().is_none_or(|first| first.is_ascii() || "十百千万亿兆‰".contains(first)) {
        return None;
    }
    let (power, word) = power?;
    if value.is_zero() {
        return Some("0".to_owned());
    }
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
        let axis = |values: [i64; 3], unit| axis(&values.map(Decimal::from), unit);
        assert_eq!(axis([0, 50_000, 100_000], "户"), ["0", "5万", "10万"]);
        assert_eq!(axis([0, 50_000, 100_000], "万元"), ["0", "50,000", "100,000"]);
        assert_eq!(axis([-5, 0, 5], "户"), ["−5", "0", "5"]);
        assert_eq!(label(Decimal::MAX, "家"), "79,228,162,514,264,337,593,543,950,335");
    }
}
