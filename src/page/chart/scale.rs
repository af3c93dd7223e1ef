//! The axis of values: round steps in exact decimals.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Origin;
use super::geometry::Tenths;

/// At most so many steps from end to end.
const STEPS: i64 = 5;

/// Where values lie between two ends that are whole numbers of steps apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scale {
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

impl Scale {
    /// The least scale with round steps that holds `values`.
    pub(super) fn new(values: impl IntoIterator<Item = Decimal>, origin: Origin) -> Self {
        let mut values: Vec<Decimal> = values.into_iter().map(drawable).collect();
        if origin == Origin::Zero || values.is_empty() {
            values.push(Decimal::ZERO);
        }
        let is_whole = values.iter().all(Decimal::is_integer);
        let low = values.iter().min().copied().unwrap_or_default();
        let high = values.iter().max().copied().unwrap_or_default();
        let (low, high) = apart(low, high);
        let step = steps(is_whole)
            .find(|step| (high / step).ceil() - (low / step).floor() <= Decimal::from(STEPS))
            .unwrap_or(LIMIT);
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// The numbers to write at the axis, from the lowest up.
    pub(super) fn ticks(&self) -> Vec<Decimal> {
        let count = ((self.high - self.low) / self.step).to_i64().unwrap_or_default();
        (0..=count).map(|at| (self.low + self.step * Decimal::from(at)).normalize()).collect()
    }

    /// Whether the axis starts elsewhere than at 0.
    pub(super) fn is_cut(&self) -> bool {
        self.low > Decimal::ZERO || self.high < Decimal::ZERO
    }

    /// How far `value` is from the low end, where the whole scale is `length` long.
    pub(super) fn along(&self, value: Decimal, length: Tenths) -> Tenths {
        let value = value.clamp(self.low, self.high).round_dp(10);
        let share = (value - self.low) / (self.high - self.low);
        (share * Decimal::from(length)).round().to_i32().unwrap_or_default()
    }

    /// Where bars start: 0, or the end of the scale that is nearest to it.
    pub(super) fn base(&self) -> Decimal {
        Decimal::ZERO.clamp(self.low, self.high)
    }
}

/// 10^15: nothing that a county counts is larger, and arithmetic below it is exact.
const LIMIT: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

/// `value` within ±[`LIMIT`] and with at most ten decimals.
fn drawable(value: Decimal) -> Decimal {
    value.clamp(-LIMIT, LIMIT).round_dp(10)
}

/// Two ends that differ: around one value, a tenth of it to each side.
fn apart(low: Decimal, high: Decimal) -> (Decimal, Decimal) {
    if low < high {
        return (low, high);
    }
    let reach = if low.is_zero() { Decimal::ONE } else { (low.abs() / Decimal::TEN).max(Decimal::new(1, 9)) };
    if low.is_zero() { (low, reach) } else { (low - reach, low + reach) }
}

/// 1, 2 and 5 times each power of ten, rising; from 1 on for whole numbers.
fn steps(is_whole: bool) -> impl Iterator<Item = Decimal> {
    let tiny = (1..=10).rev().map(|scale| Decimal::new(1, scale));
    let large = (0..=15).map(|power| Decimal::from(10_i64.pow(power)));
    tiny.chain(large)
        .flat_map(|power| [1, 2, 5].map(|times| power * Decimal::from(times)))
        .filter(move |step| !is_whole || *step >= Decimal::ONE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::quantity::plain;

    fn ticks(values: &[&str], origin: Origin) -> Vec<String> {
        let values = values.iter().map(|value| value.parse().unwrap());
        Scale::new(values, origin).ticks().into_iter().map(plain).collect()
    }

    #[test]
    fn ticks_are_round() {
        for (values, origin, wanted) in [
            (&["10", "25"][..], Origin::Zero, &["0", "5", "10", "15", "20", "25"][..]),
            (&["3"], Origin::Zero, &["0", "1", "2", "3"]),
            (&["0", "0"], Origin::Zero, &["0", "1"]),
            (&[], Origin::Values, &["0", "1"]),
            (&["57.3", "60"], Origin::Values, &["57", "58", "59", "60"]),
            (&["60", "60"], Origin::Values, &["50", "55", "60", "65", "70"]),
            (&["-4", "7"], Origin::Zero, &["-5", "0", "5", "10"]),
            (&["0.31", "0.34"], Origin::Values, &["0.31", "0.32", "0.33", "0.34"]),
            (
                &["1000000000000"],
                Origin::Zero,
                &["0", "200000000000", "400000000000", "600000000000", "800000000000", "1000000000000"],
            ),
        ] {
            assert_eq!(ticks(values, origin), wanted, "{values:?}");
        }
    }

    #[test]
    fn a_value_beyond_the_limit_lies_at_the_end() {
        let scale = Scale::new([Decimal::MAX, Decimal::MIN], Origin::Values);
        assert_eq!(scale.along(Decimal::MAX, 1000), 1000);
        assert_eq!(scale.along(Decimal::MIN, 1000), 0);
        assert_eq!(plain(LIMIT), "1000000000000000");
        // The scale may end beyond the limit: its own ticks do not.
        let scale = Scale::new([LIMIT], Origin::Values);
        let places: Vec<Tenths> = scale.ticks().iter().map(|tick| scale.along(*tick, 1000)).collect();
        assert_eq!(places, [0, 250, 500, 750, 1000]);
    }

    proptest! {
        #[test]
        fn every_value_lies_on_the_scale_and_in_its_order(
            numbers in prop::collection::vec((any::<i64>(), 0_u32..28), 1..12),
            from_zero in any::<bool>(),
        ) {
            let mut values: Vec<Decimal> = numbers.iter().map(|(n, scale)| Decimal::new(*n, *scale)).collect();
            values.sort();
            let scale = Scale::new(values.iter().copied(), if from_zero { Origin::Zero } else { Origin::Values });
            let ticks = scale.ticks();
            prop_assert!((2..=6).contains(&ticks.len()), "{ticks:?}");
            prop_assert!(ticks.is_sorted());
            let places: Vec<Tenths> = values.iter().map(|value| scale.along(*value, 2400)).collect();
            prop_assert!(places.is_sorted() && places.iter().all(|place| (0..=2400).contains(place)));
            prop_assert!(!from_zero || !scale.is_cut());
        }
    }
}
