//! A drawing the size of a word for tables that state the values: no words.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::geometry::{Px, Tenths};
use super::scale::Scale;
use super::{Chart, Origin, Plot, PointState};

const WIDTH: Tenths = 1200;
const HEIGHT: Tenths = 320;
/// Room for the last mark.
const EDGE: Tenths = 40;

/// A value in its place from the left; `None` is 未公布.
type Slot = (i32, Option<Decimal>, PointState);

pub(super) fn svg(chart: &Chart) -> String {
    let (slots, count, origin) = slots(&chart.plot);
    let target = chart.target.as_ref().map(|target| target.low);
    let values = slots.iter().filter_map(|(_, value, _)| *value).chain(target);
    let spark = Spark { scale: Scale::new(values, origin), count };
    let drawn = match chart.plot {
        Plot::Line { .. } => spark.line(&slots),
        Plot::Bars(_) | Plot::Groups(_) => spark.bars(&slots),
    };
    let target = target.map_or_else(String::new, |value| spark.target(value));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart-spark\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\" aria-hidden=\"true\" focusable=\"false\">{}{target}{drawn}</svg>",
        spark.gaps(&slots),
        w = Px(WIDTH),
        h = Px(HEIGHT)
    )
}

/// The values by place, how many places there are, and where the scale starts.
fn slots(plot: &Plot) -> (Vec<Slot>, i32, Origin) {
    let (yearly, origin) = match plot {
        Plot::Line { yearly, origin, .. } => (yearly, *origin),
        Plot::Bars(yearly) => (yearly, Origin::Zero),
        Plot::Groups(groups) => {
            let slots = (0..).zip(groups).map(|(at, group)| (at, group.value, group.state)).collect();
            return (slots, i32::try_from(groups.len()).unwrap_or(i32::MAX).max(1), Origin::Zero);
        }
    };
    let years = yearly.points.iter().map(|point| i32::from(point.year));
    let years = years.chain([i32::from(*yearly.period.start()), i32::from(*yearly.period.end())]);
    let (first, last) =
        years.fold((i32::MAX, i32::MIN), |(first, last), year| (first.min(year), last.max(year)));
    let mut slots: Vec<Slot> =
        yearly.points.iter().map(|point| (i32::from(point.year) - first, point.value, point.state)).collect();
    slots.sort_by_key(|(at, ..)| *at);
    (slots, last - first + 1, origin)
}

struct Spark {
    scale: Scale,
    count: i32,
}

impl Spark {
    fn x(&self, at: i32) -> Tenths {
        let along = i64::from(2 * at + 1) * i64::from(WIDTH - 2 * EDGE) / i64::from(2 * self.count);
        EDGE + i32::try_from(along).unwrap_or_default()
    }

    fn y(&self, value: Decimal) -> Tenths {
        HEIGHT - EDGE - self.scale.along(value, HEIGHT - 2 * EDGE)
    }

    fn line(&self, slots: &[Slot]) -> String {
        let mut data = String::new();
        let mut is_on = false;
        for (at, value, _) in slots {
            if let Some(value) = value {
                // A line of no length, so that a value between two gaps is a dot.
                let (verb, dot) = if is_on { ('L', "") } else { ('M', "h0") };
                let _ = write!(data, "{verb}{} {}{dot}", Px(self.x(*at)), Px(self.y(*value)));
            }
            is_on = value.is_some();
        }
        let line = format!(
            "<path class=\"chart-line\" fill=\"none\" stroke=\"#0b4f6c\" stroke-width=\"2\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"{data}\"/>"
        );
        let Some((at, value, state)) =
            slots.iter().rev().find_map(|(at, value, state)| Some((*at, (*value)?, *state)))
        else {
            return String::new();
        };
        let (class, fill) =
            if state == PointState::Provisional { ("chart-open", "#fff") } else { ("chart-bar", "#0b4f6c") };
        let (x, y) = (Px(self.x(at)), Px(self.y(value)));
        format!(
            "{line}<circle class=\"chart-mark {class}\" fill=\"{fill}\" stroke=\"#0b4f6c\" stroke-width=\"2\" cx=\"{x}\" cy=\"{y}\" r=\"3\"/>"
        )
    }

    fn bars(&self, slots: &[Slot]) -> String {
        let wide = ((WIDTH - 2 * EDGE) * 6 / 10 / self.count).clamp(10, 200);
        let base = self.y(self.scale.base());
        let (mut sure, mut unsure) = (String::new(), String::new());
        for (at, value, state) in slots {
            let Some(value) = value else { continue };
            let data = if *state == PointState::Provisional { &mut unsure } else { &mut sure };
            let (left, rise) = (Px(self.x(*at) - wide / 2), Px(self.y(*value) - base));
            let _ = write!(data, "M{left} {}v{rise}h{}V{}z", Px(base), Px(wide), Px(base));
        }
        format!(
            "<path class=\"chart-bar\" fill=\"#0b4f6c\" d=\"{sure}\"/>\
             <path class=\"chart-mark chart-open\" fill=\"#fff\" stroke=\"#0b4f6c\" stroke-width=\"1.5\" d=\"{unsure}\"/>"
        )
    }

    fn target(&self, value: Decimal) -> String {
        let y = Px(self.y(value));
        format!(
            "<path class=\"chart-target\" fill=\"none\" stroke=\"#1a1f24\" stroke-dasharray=\"4 3\" d=\"M0 {y}H{}\"/>",
            Px(WIDTH)
        )
    }

    /// A dotted foot for each value that is not published.
    fn gaps(&self, slots: &[Slot]) -> String {
        let mut data = String::new();
        for (at, ..) in slots.iter().filter(|(_, value, _)| value.is_none()) {
            let _ = write!(data, "M{} {}V{}", Px(self.x(*at)), Px(EDGE), Px(HEIGHT - EDGE));
        }
        if data.is_empty() {
            return data;
        }
        format!(
            "<path class=\"chart-gap-line\" fill=\"none\" stroke=\"#a9b7c0\" stroke-width=\"2\" stroke-dasharray=\"2 3\" d=\"{data}\"/>"
        )
    }
}
