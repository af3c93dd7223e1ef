//! Do the promises fit each other, and the figures the promises? A report, not a status.

use rust_decimal::Decimal;

use super::{Figure, Measure, Progress, Target};
use crate::id::TargetId;
use crate::quantity::{Kind, plain};

/// How a finding came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The numbers contradict each other.
    Contradicts,
    /// A number that nobody has published would be needed.
    Open,
    /// The numbers fit.
    Fits,
}

impl Verdict {
    /// The word a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Contradicts => "不一致",
            Self::Open => "无法核对",
            Self::Fits => "一致",
        }
    }
}

/// One comparison, told in one plain sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The target it is about.
    pub target: TargetId,
    /// How it came out.
    pub verdict: Verdict,
    /// With all numbers filled in.
    pub text: String,
    /// Whether a number in it is made up.
    pub is_sample: bool,
}

/// All comparisons of a policy, in the order of its targets.
#[must_use]
pub fn find(progress: &Progress) -> Vec<Finding> {
    let mut findings = Vec::new();
    for target in &progress.targets {
        if let Some(flow) = target.flow.as_ref().and_then(|id| progress.target(id)) {
            findings.extend(yearly_minimum(target, flow, progress));
            findings.extend(changes(target, flow, progress));
        }
        findings.extend(group_minima(target, progress));
    }
    findings
}

/// T − years·m: what there must have been at the start if the yearly minimum is to lead to the target.
fn yearly_minimum(stock: &Target, flow: &Target, progress: &Progress) -> Option<Finding> {
    let years = Decimal::from(stock.years().count());
    let (goal, minimum) = (stock.amount.least(), flow.amount.least());
    let implied = goal - years * minimum;
    let day = stock.base_day();
    let start = format!(
        "{}：要在{}年底达到{}{unit}；只按每年新增{}{unit}、没有退出计算，{}年底须已有{}{unit}",
        stock.name,
        stock.deadline.year(),
        plain(goal),
        plain(minimum),
        day.year(),
        plain(implied),
        unit = stock.unit,
    );
    if implied <= Decimal::ZERO {
        return None;
    }
    let figure = progress.figures_of(&stock.id).iter().find(|figure| figure.as_of == day);
    let published = stock
        .baseline
        .as_ref()
        .map(|baseline| (baseline.value, baseline.is_sample))
        .or(figure.and_then(|figure| Some((figure.value?, figure.is_sample))));
    let (verdict, end, is_sample) = match published {
        None => (Verdict::Open, "该年底数未公布".to_owned(), false),
        Some((base, is_sample)) if base < implied => (
            Verdict::Contradicts,
            format!("实际为{}{}，每年最低新增数不足以达到目标，要靠超额新增", plain(base), stock.unit),
            is_sample,
        ),
        Some((base, is_sample)) => (Verdict::Fits, format!("实际为{}{}", plain(base), stock.unit), is_sample),
    };
    Some(Finding { target: stock.id.clone(), verdict, text: format!("{start}，{end}。"), is_sample })
}

/// Change of the stock against the year's own number: a difference asks for removals.
fn changes(stock: &Target, flow: &Target, progress: &Progress) -> Vec<Finding> {
    let stocks = progress.figures_of(&stock.id);
    let flows = progress.figures_of(&flow.id);
    let value = |figures: &[Figure], year: i16, measure: Measure| {
        let found = figures.iter().find(|figure| figure.key.year == year && figure.key.measure == measure);
        found.and_then(|figure| Some((figure.value?, figure.is_sample)))
    };
    let years = stock.years().filter_map(|year| {
        let (before, first_made_up) = value(stocks, year - 1, Measure::EndOfYear)?;
        let (after, second_made_up) = value(stocks, year, Measure::EndOfYear)?;
        let (gained, third_made_up) = value(flows, year, Measure::InYear)?;
        let change = after - before;
        if change == gained {
            return None;
        }
        let text = format!(
            "{}：{year}年底比上年底变化{}{unit}，而当年新增为{}{unit}，相差{}{unit}：需说明是否有到期、撤销或迁出。",
            stock.name,
            plain(change),
            plain(gained),
            plain((gained - change).abs()),
            unit = stock.unit,
        );
        let is_sample = first_made_up || second_made_up || third_made_up;
        Some(Finding { target: stock.id.clone(), verdict: Verdict::Contradicts, text, is_sample })
    });
    years.collect()
}

/// What is promised to all groups together against the totals it must fit into.
fn group_minima(target: &Target, progress: &Progress) -> Option<Finding> {
    let count = Decimal::from(target.group_count?);
    let totals: Vec<&Target> = target.within.iter().filter_map(|id| progress.target(id)).collect();
    let is_comparable = !totals.is_empty() && totals.iter().all(|total| total.kind == Kind::Stock);
    if !is_comparable {
        return None;
    }
    let minimum = count * target.amount.least();
    let sum: Decimal = totals.iter().map(|total| total.amount.least()).sum();
    let names: Vec<String> = totals
        .iter()
        .map(|total| format!("{}{}{}", total.short, plain(total.amount.least()), total.unit))
        .collect();
    let (verdict, end) =
        if minimum <= sum { (Verdict::Fits, "不超过") } else { (Verdict::Contradicts, "超过") };
    let text = format!(
        "{}：按{}组、每组{}{unit}合计至少{}{unit}，{end}相关总目标之和{}{unit}（{}）。",
        target.name,
        plain(count),
        plain(target.amount.least()),
        plain(minimum),
        plain(sum),
        names.join("、"),
        unit = target.unit,
    );
    Some(Finding { target: target.id.clone(), verdict, text, is_sample: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::status::tests::{figure, number, stock};
    use crate::quantity::Amount;

    fn named(id: &str, target: Target) -> Target {
        Target { id: TargetId::parse(id).unwrap(), ..target }
    }

    fn progress(baseline: Option<i64>) -> Progress {
        let flow = Target { kind: Kind::Flow, amount: Amount::One(number("2")), ..stock(2, None) };
        let giants = Target { flow: TargetId::parse("yearly").ok(), ..stock(25, baseline) };
        Progress { targets: vec![giants, named("yearly", flow)], ..Progress::default() }
    }

    #[test]
    fn the_yearly_minimum_implies_where_the_plan_started() {
        for (baseline, verdict) in
            [(None, Verdict::Open), (Some(16), Verdict::Contradicts), (Some(17), Verdict::Fits)]
        {
            let findings = find(&progress(baseline));
            assert_eq!(findings[0].verdict, verdict, "{baseline:?}");
            assert!(findings[0].text.contains("2021年底须已有17家"), "{}", findings[0].text);
        }
    }

    #[test]
    fn a_stock_that_grows_by_another_number_than_its_flow_asks_for_removals() {
        let mut progress = progress(None);
        let mut gained = figure(2023, "4");
        gained.key.target = TargetId::parse("yearly").unwrap();
        gained.key.measure = Measure::InYear;
        progress.figures = vec![figure(2022, "14"), figure(2023, "17"), gained];
        let findings = find(&progress);
        assert!(findings[1].text.contains("相差1家"), "{findings:?}");
    }

    #[test]
    fn groups_together_fit_into_the_totals() {
        let chains = Target {
            per: Some("每个特色产业".to_owned()),
            group_count: Some(6),
            within: vec![TargetId::parse("a").unwrap(), TargetId::parse("b").unwrap()],
            ..stock(3, None)
        };
        let targets = vec![chains, named("a", stock(25, None)), named("b", stock(15, None))];
        let findings = find(&Progress { targets, ..Progress::default() });
        assert_eq!(findings[0].verdict, Verdict::Fits);
        assert!(findings[0].text.contains("合计至少18家") && findings[0].text.contains("之和40家"));
    }
}
