//! What holds for every chart, whatever is drawn.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Chart, Group, Origin, Plot, Point, PointState, Size, TargetLine, Yearly};

fn state() -> impl Strategy<Value = PointState> {
    prop::sample::select(vec![
        PointState::Final,
        PointState::Final,
        PointState::Provisional,
        PointState::Revised,
        PointState::LowerBound,
    ])
}

/// Small counts, shares, sums of money, and whatever else fits a decimal.
fn number() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (-5_i64..40).prop_map(Decimal::from),
        (0_i64..1000).prop_map(|tenths| Decimal::new(tenths, 1)),
        (-1_000_000_000_000_i64..1_000_000_000_000).prop_map(Decimal::from),
        (0_i64..4).prop_map(|more| Decimal::new(9_123_456_789_012_345_670 + more, 10)),
        (any::<i64>(), 0_u32..28).prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        prop::sample::select(vec![Decimal::MAX, Decimal::MIN, Decimal::ZERO]),
    ]
}

fn yearly() -> impl Strategy<Value = Yearly> {
    let point = (2000_i16..2030, prop::option::weighted(0.8, number()), state());
    let points =
        prop::collection::vec(point.prop_map(|(year, value, state)| Point { year, value, state }), 0..30);
    (points, 2000_i16..2030, 0_i16..30)
        .prop_map(|(points, start, more)| Yearly { points, period: start..=start + more })
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[一-龥]{0,40}", "[ -~一-龥“”（）]{0,60}", any::<String>()]
}

fn plot() -> impl Strategy<Value = Plot> {
    let path = prop::collection::vec((2000_i16..2030, number()), 0..6);
    let origin = prop::sample::select(vec![Origin::Zero, Origin::Values]);
    let group = (words(), prop::option::weighted(0.8, number()), state());
    let group = group.prop_map(|(name, value, state)| Group { name, value, state });
    prop_oneof![
        (yearly(), path, origin).prop_map(|(yearly, path, origin)| Plot::Line { yearly, path, origin }),
        yearly().prop_map(Plot::Bars),
        prop::collection::vec(group, 0..9).prop_map(Plot::Groups),
    ]
}

fn target() -> impl Strategy<Value = TargetLine> {
    (words(), number(), prop::option::of(number()), prop::option::of(2000_i16..2030))
        .prop_map(|(label, low, high, by)| TargetLine { label, low, high, by })
}

fn chart() -> impl Strategy<Value = Chart> {
    let unit = prop::sample::select(vec!["", "家", "万元", "%", "吨标准煤/万元"]);
    (words(), words(), unit, plot(), prop::option::of(target()), any::<bool>()).prop_map(
        |(title, description, unit, plot, target, is_sample)| Chart {
            id: "chart".to_owned(),
            title,
            description,
            unit: unit.to_owned(),
            plot,
            target,
            is_sample,
        },
    )
}

/// Whether every element is closed in its order, no sign of XML stands
/// unescaped, and every pattern that is named is there.
fn is_well_formed(svg: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        let (text, from) = rest.split_at(at);
        let Some(end) = from.find('>') else { return false };
        let tag = &from[1..end];
        rest = &from[end + 1..];
        let is_escaped = text
            .split('&')
            .skip(1)
            .all(|text| ["amp;", "lt;", "gt;", "quot;"].iter().any(|sign| text.starts_with(sign)));
        if text.contains('>') || !is_escaped || tag.matches('"').count() % 2 == 1 {
            return false;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    let named = svg.split("url(#").skip(1).filter_map(|rest| rest.split(')').next());
    rest.is_empty() && open.is_empty() && named.into_iter().all(|id| svg.contains(&format!("id=\"{id}\"")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn words_stay_in_the_drawing_and_apart(chart in chart(), is_wide in any::<bool>()) {
        let canvas = chart.draw(if is_wide { Size::Wide } else { Size::Narrow });
        let bounds = canvas.bounds();
        for (at, word) in canvas.words.iter().enumerate() {
            prop_assert!(bounds.holds(word.rect), "{word:?} leaves {bounds:?}");
            for other in &canvas.words[at + 1..] {
                prop_assert!(!word.rect.overlaps(other.rect), "{word:?} and {other:?}");
            }
        }
    }

    #[test]
    fn a_drawing_is_well_formed_and_always_the_same(chart in chart(), is_wide in any::<bool>()) {
        let size = if is_wide { Size::Wide } else { Size::Narrow };
        let svg = chart.svg(size);
        prop_assert!(is_well_formed(&svg), "{svg}");
        prop_assert!(!svg.contains(" style=") && !svg.contains("<style"));
        prop_assert_eq!(&svg, &chart.clone().svg(size));
        let spark = chart.spark();
        prop_assert!(is_well_formed(&spark), "{spark}");
        prop_assert!(!spark.contains("<text"));
    }
}

#[test]
fn the_law_of_well_formed_drawings_knows_a_broken_one() {
    for svg in ["<svg><g></svg></g>", "<svg>a & b</svg>", "<svg a=\"b></svg>", "<svg fill=\"url(#x)\"></svg>"]
    {
        assert!(!is_well_formed(svg), "{svg}");
    }
    assert!(is_well_formed("<svg id=\"x\" fill=\"url(#x)\"><g a=\"b\"/>a &amp; b</svg>"));
}
