//! The vectors of the method, and what its rules promise for any numbers.

use proptest::prelude::*;

use super::*;
use crate::id::{ClauseId, TargetId};
use crate::progress::{Baseline, Direction, FigureKey, Measure, Quality, Release, Spans};
use crate::quantity::{Amount, Op};

pub(in crate::progress) fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn target(kind: Kind, goal: i64) -> Target {
    Target {
        id: TargetId::parse("t").unwrap(),
        name: "小巨人".to_owned(),
        short: "小巨人".to_owned(),
        kind,
        unit: "家".to_owned(),
        is_whole: kind != Kind::Ratio,
        direction: Direction::Up,
        op: Op::AtLeast,
        amount: Amount::One(Decimal::from(goal)),
        deadline: Date::constant(2025, 12, 31),
        start: Date::constant(2022, 1, 1),
        modality: None,
        per: None,
        groups: Vec::new(),
        group_count: None,
        baseline: None,
        path: BTreeMap::new(),
        clause: ClauseId::parse("1").unwrap(),
        quote: String::new(),
        units: Vec::new(),
        flow: None,
        within: Vec::new(),
        definition: None,
        quality: Quality::default(),
        release: None,
        spans: Spans::default(),
    }
}

pub(in crate::progress) fn stock(goal: i64, baseline: Option<i64>) -> Target {
    let baseline = baseline.map(|value| Baseline {
        value: Decimal::from(value),
        at: Date::constant(2021, 12, 31),
        source: "统计公报".to_owned(),
        is_sample: false,
    });
    Target { baseline, ..target(Kind::Stock, goal) }
}

pub(in crate::progress) fn figure(year: i16, value: &str) -> Figure {
    Figure {
        key: FigureKey {
            target: TargetId::parse("t").unwrap(),
            group: None,
            year,
            measure: Measure::EndOfYear,
        },
        value: Some(number(value)),
        numerator: None,
        denominator: None,
        as_of: Date::new(year, 12, 31).unwrap(),
        state: FigureState::Final,
        source: "统计公报".to_owned(),
        source_url: None,
        note: None,
        is_sample: false,
    }
}

fn yearly(values: &[(i16, &str)]) -> Vec<Figure> {
    values
        .iter()
        .map(|(year, value)| {
            let mut figure = figure(*year, value);
            figure.key.measure = Measure::InYear;
            figure
        })
        .collect()
}

const LATE: Date = Date::constant(2026, 6, 30);
/// Before the last day: the path still counts.
const EARLY: Date = Date::constant(2025, 6, 30);

#[test]
fn the_vectors_of_the_method_hold() {
    for (goal, base, year, value, expected, ratio, status) in [
        (25, 10, 2023, "17", "17", Some("1.00"), Status::OnTrack),
        (120, 40, 2023, "70", "80", Some("0.75"), Status::Lagging),
        (35, 0, 2023, "8", "17", Some("0.47"), Status::OffTrack),
        (15, 11, 2022, "9", "12", None, Status::BelowBase),
        (3, 0, 2023, "1", "1", Some("1.00"), Status::OnTrack),
        (3, 0, 2022, "0", "0", None, Status::NotDue),
        (2400, 1500, 2023, "1900", "1950", Some("0.89"), Status::Lagging),
    ] {
        let judged = judge(&stock(goal, Some(base)), &[figure(year, value)], EARLY);
        assert_eq!(judged.status, status, "T{goal} B{base} {value}@{year}");
        assert_eq!(judged.expected, Some(number(expected)), "T{goal} B{base} {value}@{year}");
        if let Some(ratio) = ratio {
            assert_eq!(
                judged.path_ratio.unwrap().round_dp(2),
                number(ratio),
                "T{goal} B{base} {value}@{year}"
            );
        }
    }
}

#[test]
fn without_a_baseline_only_the_share_is_said() {
    let judged = judge(&stock(12, None), &[figure(2023, "10"), figure(2024, "11")], EARLY);
    assert_eq!(judged.status, Status::NoBaseline);
    assert_eq!(judged.attainment.unwrap().round_dp(2), number("0.92"));
    assert_eq!((judged.needed, judged.projection), (Some(number("1")), Some(number("12"))));
    assert_eq!((judged.expected, judged.path_ratio), (None, None));
}

#[test]
fn a_figure_of_the_day_before_is_the_baseline() {
    let judged = judge(&stock(25, None), &[figure(2021, "10"), figure(2023, "17")], EARLY);
    assert_eq!((judged.status, judged.baseline), (Status::OnTrack, Some(number("10"))));
    // End-2020 facts are no end-2021 baseline.
    let judged = judge(&stock(25, None), &[figure(2020, "10"), figure(2023, "17")], EARLY);
    assert_eq!((judged.status, judged.baseline), (Status::NoBaseline, None));
}

#[test]
fn a_provisional_number_achieves_provisionally() {
    let mut provisional = figure(2024, "26");
    provisional.state = FigureState::Provisional;
    let judged = judge(&stock(25, Some(10)), &[provisional], LATE);
    assert_eq!((judged.status, judged.flags), (Status::AchievedProvisional, vec![Flag::Provisional]));
}

#[test]
fn the_last_year_decides() {
    let judged = judge(&stock(25, None), &[figure(2025, "24")], LATE);
    assert_eq!((judged.status, judged.attainment), (Status::NotMet, Some(number("0.96"))));
    let judged = judge(&stock(25, None), &[figure(2024, "25"), figure(2025, "24")], LATE);
    assert_eq!((judged.status, judged.flags), (Status::NotMet, vec![Flag::WasAchieved]));
    // What came after the last day cannot repair it.
    let judged =
        judge(&stock(25, None), &[figure(2025, "24"), figure(2026, "30")], Date::constant(2027, 1, 1));
    assert_eq!(judged.status, Status::NotMet);
}

#[test]
fn a_period_that_is_over_without_its_last_number_is_incomplete() {
    let judged = judge(&stock(25, Some(10)), &[figure(2024, "21")], LATE);
    assert_eq!((judged.status, judged.missing), (Status::Incomplete, vec![2025]));
    assert_eq!(judge(&stock(25, Some(10)), &[figure(2024, "25")], LATE).status, Status::Achieved);
    assert_eq!(judge(&target(Kind::Breakthrough, 1), &[figure(2024, "0")], LATE).status, Status::Incomplete);
}

#[test]
fn nothing_published_is_said_as_such_before_and_after_the_last_day() {
    assert_eq!(judge(&stock(25, Some(10)), &[], Date::constant(2025, 12, 30)).status, Status::NoData);
    assert_eq!(judge(&stock(25, Some(10)), &[], LATE).status, Status::NoDataDue);
    let mut not_asked = figure(2023, "1");
    not_asked.value = None;
    not_asked.state = FigureState::NotApplicable;
    assert_eq!(judge(&stock(25, None), &[not_asked], LATE).status, Status::NoDataDue);
    // Numbers after the cut-off are not known yet.
    assert_eq!(
        judge(&stock(25, None), &[figure(2025, "30")], Date::constant(2025, 6, 30)).status,
        Status::NoData
    );
}

#[test]
fn each_year_of_a_yearly_target_stands_by_itself() {
    let flow = target(Kind::Flow, 20);
    let judged = judge(&flow, &yearly(&[(2022, "22"), (2023, "19"), (2024, "25")]), LATE);
    assert_eq!(
        (judged.status, judged.met(), judged.missing.clone()),
        (Status::PartlyMet, Some((2, 3)), vec![2025])
    );
    for (values, cutoff, status) in [
        (vec![(2022, "22"), (2023, "20")], Date::constant(2024, 3, 1), Status::OnTrack),
        (vec![(2022, "22"), (2023, "20"), (2024, "20"), (2025, "21")], LATE, Status::Achieved),
        (vec![(2022, "22"), (2024, "20"), (2025, "21")], LATE, Status::Incomplete),
        (vec![(2022, "1"), (2023, "2"), (2024, "3"), (2025, "4")], LATE, Status::NotMet),
        (vec![(2022, "1")], Date::constant(2023, 3, 1), Status::OffTrack),
    ] {
        assert_eq!(judge(&flow, &yearly(&values), cutoff).status, status, "{values:?}");
    }
}

#[test]
fn the_open_year_has_no_verdict() {
    let mut figures = yearly(&[(2022, "22"), (2023, "5")]);
    figures[1].as_of = Date::constant(2023, 6, 30);
    let judged = judge(&target(Kind::Flow, 20), &figures, Date::constant(2023, 7, 31));
    assert_eq!((judged.status, judged.met()), (Status::OnTrack, Some((1, 1))));
    assert_eq!(judged.years[1].is_met, None);
}

#[test]
fn a_sum_with_a_gap_can_prove_a_target_and_never_disprove_it() {
    let cumulative = target(Kind::Cumulative, 15);
    let judged = judge(&cumulative, &yearly(&[(2022, "6"), (2024, "10")]), LATE);
    assert_eq!((judged.status, judged.latest.unwrap().value), (Status::Achieved, number("16")));
    let judged = judge(&cumulative, &yearly(&[(2022, "6"), (2024, "4")]), LATE);
    assert_eq!((judged.status, judged.missing), (Status::Incomplete, vec![2023, 2025]));
}

#[test]
fn a_reported_total_stands_for_the_years_before_it() {
    let mut figures = yearly(&[(2024, "9"), (2025, "4")]);
    figures[0].key.measure = Measure::Total;
    let judged = judge(&target(Kind::Cumulative, 15), &figures, LATE);
    assert_eq!((judged.status, judged.latest.unwrap().value), (Status::NotMet, number("13")));
}

#[test]
fn a_breakthrough_is_kept_and_never_lags() {
    let first = target(Kind::Breakthrough, 1);
    let judged = judge(&first, &[figure(2023, "1"), figure(2024, "0")], LATE);
    assert_eq!((judged.status, judged.since), (Status::Achieved, Some(Date::constant(2023, 12, 31))));
    assert_eq!(judge(&first, &[figure(2024, "0")], EARLY).status, Status::NotDue);
    assert_eq!(judge(&first, &[figure(2025, "0")], LATE).status, Status::NotMet);
}

#[test]
fn a_share_is_not_rounded_down() {
    let ratio = Target { baseline: stock(60, Some(30)).baseline, ..target(Kind::Ratio, 61) };
    let judged = judge(&ratio, &[figure(2023, "45.4")], EARLY);
    assert_eq!((judged.expected, judged.status), (Some(number("45.5")), Status::OnTrack));
}

#[test]
fn a_share_just_below_its_target_is_not_rounded_up_to_it() {
    let ratio = target(Kind::Ratio, 60);
    for (numerator, status) in [("59996", Status::NotMet), ("60000", Status::Achieved)] {
        let mut share = figure(2025, "60");
        share.numerator = Some(number(numerator));
        share.denominator = Some(number("100000"));
        assert_eq!(judge(&ratio, &[share], LATE).status, status, "{numerator}");
    }
    assert_eq!(crate::progress::ratio::percent(number("59996"), number("100000")), number("59.99"));
}

#[test]
fn a_falling_target_is_met_from_above() {
    let base = stock(100, Some(100)).baseline;
    let falling =
        Target { op: Op::AtMost, direction: Direction::Down, baseline: base, ..target(Kind::Stock, 85) };
    for (value, status) in [
        ("85", Status::Achieved),
        ("93", Status::OnTrack),
        ("96", Status::OffTrack),
        ("101", Status::BelowBase),
    ] {
        assert_eq!(judge(&falling, &[figure(2023, value)], EARLY).status, status, "{value}");
    }
}

#[test]
fn declared_points_bend_the_path() {
    let bent = Target { path: BTreeMap::from([(2023, number("12"))]), ..stock(25, Some(10)) };
    assert_eq!(judge(&bent, &[figure(2022, "11")], EARLY).expected, Some(number("11")));
    assert_eq!(judge(&bent, &[figure(2023, "12")], EARLY).status, Status::OnTrack);
    assert_eq!(judge(&bent, &[figure(2024, "18")], EARLY).expected, Some(number("18")));
}

#[test]
fn groups_are_judged_one_by_one_and_never_averaged() {
    let groups = Target {
        per: Some("每个产业链".to_owned()),
        group_count: Some(3),
        op: Op::Between,
        amount: Amount::Range(number("5"), number("10")),
        ..target(Kind::Stock, 0)
    };
    let of = |name: &str, value: &str| {
        let mut figure = figure(2025, value);
        figure.key.group = Some(name.to_owned());
        figure
    };
    let judged = judge(&groups, &[of("甲", "5"), of("乙", "10"), of("丙", "11")], LATE);
    assert_eq!((judged.status, judged.met()), (Status::PartlyMet, Some((2, 3))));
    let judged = judge(&groups, &[of("甲", "5"), of("乙", "10")], LATE);
    assert_eq!((judged.status, judged.met()), (Status::Incomplete, Some((2, 3))));
    assert_eq!(judge(&groups, &[], LATE).status, Status::NoDataDue);
}

#[test]
fn a_late_number_is_flagged_only_where_a_day_is_set() {
    let due = Target { release: Some(Release { due: Some((3, 31)), contact: None }), ..stock(25, Some(10)) };
    let figures = [figure(2022, "12")];
    assert!(!judge(&due, &figures, Date::constant(2024, 3, 31)).flags.contains(&Flag::Overdue));
    assert!(judge(&due, &figures, Date::constant(2024, 4, 1)).flags.contains(&Flag::Overdue));
    assert!(!judge(&stock(25, Some(10)), &figures, LATE).flags.contains(&Flag::Overdue));
}

#[test]
fn what_is_made_up_says_so() {
    let mut made_up = figure(2023, "17");
    made_up.is_sample = true;
    assert!(judge(&stock(25, Some(10)), &[made_up], LATE).is_sample());
}

proptest! {
    /// More is never judged worse, and the order of figures does not matter.
    #[test]
    fn more_is_never_worse(base in 0_i64..50, goal in 1_i64..100, year in 2022_i16..=2025, value in 0_i64..120, more in 0_i64..20) {
        let rank = |status: Status| match status {
            Status::Achieved => 6,
            Status::OnTrack => 5,
            Status::NotDue => 4,
            Status::Lagging => 3,
            Status::OffTrack => 2,
            Status::NotMet => 1,
            _ => 0,
        };
        let cutoff = if year == 2025 { LATE } else { EARLY };
        let target = stock(base + goal, Some(base));
        let status = |value: i64| judge(&target, &[figure(year, &value.to_string())], cutoff).status;
        prop_assert!(rank(status(value + more)) >= rank(status(value)), "{:?} {:?}", status(value), status(value + more));
    }

    #[test]
    fn the_order_of_figures_does_not_matter(values in proptest::collection::vec(0_i64..40, 1..5)) {
        let figures: Vec<Figure> =
            values.iter().zip(2022_i16..).map(|(value, year)| figure(year, &value.to_string())).collect();
        let turned: Vec<Figure> = figures.iter().rev().cloned().collect();
        let target = stock(25, Some(10));
        prop_assert_eq!(judge(&target, &figures, LATE), judge(&target, &turned, LATE));
    }
}
