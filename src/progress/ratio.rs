//! A share and its parts: both are reported, the share is counted.

use rust_decimal::Decimal;

use super::field::{Field, Remark};
use crate::quantity;

/// The numbers of a line; none where not applicable.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Numbers {
    pub(super) value: Option<Decimal>,
    pub(super) numerator: Option<Decimal>,
    pub(super) denominator: Option<Decimal>,
}

/// The numbers of a ratio's line, its share counted from its parts; `None` where
/// nothing is reported or a remark says why it cannot be.
pub(super) fn read(
    value: Option<Decimal>,
    is_not_applicable: bool,
    numerator: Option<Decimal>,
    denominator: Option<Decimal>,
    remarks: &mut Vec<Remark>,
) -> Option<Numbers> {
    if is_not_applicable {
        return Some(Numbers::default());
    }
    let (Some(top), Some(bottom)) = (numerator, denominator) else {
        if value.is_some() || numerator.is_some() || denominator.is_some() {
            remarks.push(Remark::error(
                Field::Value,
                "比例要同时写分子和分母",
                "补上分子、分母两个数，比例由程序计算",
            ));
        }
        return None;
    };
    if bottom <= Decimal::ZERO || top < Decimal::ZERO || top > bottom {
        let message = format!(
            "分子 {}、分母 {} 算不出 0 到 100% 的比例",
            quantity::plain(top),
            quantity::plain(bottom)
        );
        remarks.push(Remark::error(Field::Denominator, message, "核对分子和分母"));
        return None;
    }
    let share = percent(top, bottom);
    if let Some(stated) = value
        && (stated - share).abs() > Decimal::new(5, 2)
    {
        let message =
            format!("比例写的是 {}%，按分子分母应为 {}%", quantity::plain(stated), quantity::plain(share));
        let hint = if (stated * Decimal::ONE_HUNDRED - share).abs() <= Decimal::new(5, 2) {
            format!("百分比单元格读出来是小数：改为 {}，或留空由程序计算", quantity::plain(share))
        } else {
            "核对三个数，或把比例留空由程序计算".to_owned()
        };
        remarks.push(Remark::error(Field::Value, message, hint));
    }
    Some(Numbers { value: Some(share), numerator: Some(top), denominator: Some(bottom) })
}

/// A share in percent as it is shown: two places, the rest cut off, so that 59.996 %
/// never looks as if it had reached 60.
#[must_use]
pub fn percent(numerator: Decimal, denominator: Decimal) -> Decimal {
    exact(numerator, denominator).trunc_with_scale(2)
}

/// A share in percent as it is judged.
#[must_use]
pub fn exact(numerator: Decimal, denominator: Decimal) -> Decimal {
    if denominator.is_zero() {
        return Decimal::ZERO;
    }
    numerator * Decimal::ONE_HUNDRED / denominator
}
