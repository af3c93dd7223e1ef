//! A target's figures as a chart.

use crate::page::chart::{Chart, Group, Origin, Plot, Point, PointState, TargetLine, Yearly};
use crate::progress::status::Judgement;
use crate::progress::{Figure, FigureState, Measure, Target};
use crate::quantity::{Amount, Kind, plain};

/// The drawing; `None` where there is nothing to draw.
pub(super) fn chart(
    target: &Target,
    judgement: &Judgement,
    figures: &[Figure],
    sentence: &str,
) -> Option<Chart> {
    let known: Vec<&Figure> = figures.iter().filter(|figure| figure.value.is_some()).collect();
    if known.is_empty() || target.kind == Kind::Breakthrough {
        return None;
    }
    let plot = if target.per.is_some() {
        Plot::Groups(groups(judgement))
    } else {
        yearly_plot(target, judgement, &known)
    };
    let (low, high) = match target.amount {
        Amount::One(value) => (value, None),
        Amount::Range(low, high) => (low, Some(high)),
    };
    let word = if target.kind == Kind::Flow { "每年目标" } else { "目标" };
    Some(Chart {
        id: format!("chart-{}", target.id),
        title: format!("{}（{}）", target.short, target.unit),
        description: sentence.to_owned(),
        unit: target.unit.clone(),
        plot,
        target: Some(TargetLine {
            label: format!("{word}{}{}", target.amount, target.unit),
            low,
            high,
            by: (target.kind != Kind::Flow && target.per.is_none()).then(|| target.deadline.year()),
        }),
        is_sample: known.iter().any(|figure| figure.is_sample),
    })
}

fn state(state: FigureState) -> PointState {
    match state {
        FigureState::Provisional => PointState::Provisional,
        FigureState::Revised => PointState::Revised,
        FigureState::Final | FigureState::NotApplicable => PointState::Final,
    }
}

fn groups(judgement: &Judgement) -> Vec<Group> {
    let named = judgement.groups.iter().map(|(name, group)| Group {
        name: name.clone(),
        value: group.latest.map(|latest| latest.value),
        state: match group.latest {
            Some(latest) if latest.is_provisional => PointState::Provisional,
            Some(latest) if latest.is_revised => PointState::Revised,
            _ => PointState::Final,
        },
    });
    named.collect()
}

fn yearly_plot(target: &Target, judgement: &Judgement, known: &[&Figure]) -> Plot {
    let running =
        target.kind == Kind::Cumulative && known.iter().any(|figure| figure.key.measure == Measure::Total);
    let wanted = if running { Measure::Total } else { target.measure() };
    let value = |year: i16| {
        known.iter().find(|figure| figure.key.year == year && figure.key.measure == wanted).copied()
    };
    let published = target.years().filter(|year| value(*year).is_some());
    let last =
        published.chain(judgement.latest.map(|latest| latest.year)).max().unwrap_or(target.deadline.year());
    // A year of the period whose number should be there by now is a gap, not a blank.
    let mut points: Vec<Point> = target
        .years()
        .filter(|year| value(*year).is_some() || *year <= last || is_over(judgement))
        .map(|year| {
            let figure = value(year);
            Point {
                year,
                value: figure.and_then(|figure| figure.value),
                state: figure.map_or(PointState::Final, |figure| state(figure.state)),
            }
        })
        .collect();
    let outside = known
        .iter()
        .filter(|figure| !target.years().contains(&figure.key.year) && figure.key.measure == wanted);
    points.extend(outside.map(|figure| Point {
        year: figure.key.year,
        value: figure.value,
        state: state(figure.state),
    }));
    points.sort_by_key(|point| point.year);
    let yearly = Yearly { period: target.years(), points };
    if matches!(target.kind, Kind::Flow) || (target.kind == Kind::Cumulative && !running) {
        return Plot::Bars(yearly);
    }
    let path = judgement.baseline.filter(|_| target.kind != Kind::Cumulative).map(|base| {
        let mut path = vec![(target.start.year() - 1, base)];
        path.extend(target.path.iter().map(|(year, value)| (*year, *value)));
        path.push((target.deadline.year(), target.amount.least()));
        path
    });
    Plot::Line { yearly, path: path.unwrap_or_default(), origin: Origin::Zero }
}

fn is_over(judgement: &Judgement) -> bool {
    judgement.periods_passed >= judgement.periods
}

/// For a table: what stands in the sentence anyway.
pub(super) fn describe(target: &Target, figures: &[Figure]) -> String {
    let values: Vec<String> = figures
        .iter()
        .filter_map(|figure| {
            let group = figure.key.group.as_deref().unwrap_or_default();
            Some(format!("{group}{}年{}{}", figure.key.year, plain(figure.value?), target.unit))
        })
        .collect();
    values.join("，")
}
