//! What kind of target a number is, and how it is held against what comes.

use super::chain::Chain;
use super::number::Measure;
use super::unit::UnitKind;
use super::word::Word;
use crate::quantity::{Amount, Kind, Op};

/// What governs a number besides the words right before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Governed<'a> {
    /// 新增, from the part or from the list it belongs to.
    pub(super) verb: Option<Word>,
    /// 每年.
    pub(super) is_yearly: bool,
    /// 每个产业链.
    pub(super) is_grouped: bool,
    /// Whether the number stands before what it counts.
    pub(super) is_number_first: bool,
    /// What it counts.
    pub(super) name: &'a str,
}

/// Share by its unit, flow by 每年, then what brings or holds.
pub(super) fn kind(measure: &Measure<'_>, chain: &Chain, governed: &Governed<'_>) -> Kind {
    let verb = chain.brings.or(governed.verb);
    if measure.kind == UnitKind::Share {
        return Kind::Ratio;
    }
    if governed.is_yearly || measure.unit.ends_with("/年") {
        return Kind::Flow;
    }
    let is_moved = matches!(chain.measure, Some(Word::Rise | Word::Drop));
    let is_level = chain.is_level() && !is_moved;
    match verb {
        Some(Word::Gain) => Kind::Cumulative,
        // What was saved adds up, though it is said to reach so much.
        _ if governed.name.contains("减排量") || governed.name.contains("节能量") => Kind::Cumulative,
        _ if governed.is_grouped || is_level || chain.holds || verb == Some(Word::Hold) => Kind::Stock,
        Some(Word::List) => Kind::Stock,
        Some(Word::Establish) if governed.name.ends_with('库') => Kind::Stock,
        Some(_) => Kind::Cumulative,
        None if is_moved => Kind::Cumulative,
        // 力争100家企业上云; 力争中国标准创新贡献奖1项.
        None if governed.is_number_first || governed.name.ends_with('奖') => Kind::Cumulative,
        None => Kind::Stock,
    }
}

/// A range is between; then 以上 and 以内, then the words before the number.
pub(super) fn op(measure: &Measure<'_>, chain: &Chain) -> Op {
    if matches!(measure.amount, Amount::Range(..)) {
        return Op::Between;
    }
    if let Some(bound) = measure.bound.or(chain.bound) {
        return bound;
    }
    match chain.measure {
        Some(Word::Fall) => Op::AtMost,
        Some(Word::Steady) => Op::Equal,
        _ => Op::AtLeast,
    }
}
