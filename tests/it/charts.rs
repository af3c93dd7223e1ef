//! `tests/charts/*.svg`: drawings as they are meant to be.
//!
//! `UPDATE=1 cargo test --test it charts` writes them anew; look at the difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;

use saltpress::page::chart::{Chart, Group, Origin, Plot, Point, PointState, Size, TargetLine, Yearly};

const FOLDER: &str = "tests/charts";

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// `17?` is provisional, `17*` revised, `17+` a lower bound, `-` not published.
fn value(text: &str) -> (Option<Decimal>, PointState) {
    let state = match text.chars().last() {
        Some('?') => PointState::Provisional,
        Some('*') => PointState::Revised,
        Some('+') => PointState::LowerBound,
        _ => PointState::Final,
    };
    (text.trim_end_matches(['?', '*', '+']).parse().ok(), state)
}

/// One value for each year from `first` on.
fn yearly(first: i16, last: i16, values: &str) -> Yearly {
    let points = (first..).zip(values.split_whitespace()).map(|(year, text)| {
        let (value, state) = value(text);
        Point { year, value, state }
    });
    Yearly { period: first..=last, points: points.collect() }
}

fn groups(values: &[(&str, &str)]) -> Plot {
    let group = |(name, text): &(&str, &str)| {
        let (value, state) = value(text);
        Group { name: (*name).to_owned(), value, state }
    };
    Plot::Groups(values.iter().map(group).collect())
}

fn line(yearly: Yearly, path: &[(i16, &str)], origin: Origin) -> Plot {
    Plot::Line { yearly, path: path.iter().map(|(year, text)| (*year, number(text))).collect(), origin }
}

fn target(label: &str, low: &str, high: Option<&str>, by: Option<i16>) -> TargetLine {
    TargetLine { label: label.to_owned(), low: number(low), high: high.map(number), by }
}

fn chart(id: &str, title: &str, unit: &str, plot: Plot, target: Option<TargetLine>) -> Chart {
    Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        description: format!("{title}，单位{unit}。各年数值见图后的表。"),
        unit: unit.to_owned(),
        plot,
        target,
        is_sample: false,
    }
}

fn cases() -> Vec<Chart> {
    let output = (0..30).map(|at| Decimal::new(118 + 4 * at + at * at, 1).to_string());
    let output = output.collect::<Vec<_>>().join(" ");
    let chains = [
        ("集成电路", "3"),
        ("新能源", "6"),
        ("高端装备", "2?"),
        ("新材料", "4*"),
        ("核电关联与风力发电装备制造", "-"),
        ("智能家居", "0"),
    ];
    vec![
        chart(
            "stock",
            "国家级专精特新“小巨人”企业",
            "家",
            line(
                yearly(2021, 2025, "10 13 17 19?"),
                &[(2021, "10"), (2022, "13"), (2023, "17"), (2024, "21"), (2025, "25")],
                Origin::Zero,
            ),
            Some(target("目标 25 家（2025年）", "25", None, Some(2025))),
        ),
        chart(
            "gap",
            "省级隐形冠军企业",
            "家",
            line(yearly(2021, 2025, "5 - 9* 11+"), &[], Origin::Zero),
            Some(target("目标 15 家", "15", None, Some(2025))),
        ),
        Chart {
            is_sample: true,
            ..chart(
                "flow",
                "每年新增省级专精特新中小企业",
                "家",
                Plot::Bars(yearly(2022, 2025, "22 19* - 25?")),
                Some(target("目标 每年 20 家", "20", None, None)),
            )
        },
        chart(
            "groups",
            "各产业链培育的单项冠军、隐形冠军和专精特新“小巨人”企业",
            "家",
            groups(&chains),
            Some(target("目标 每条链 3 家", "3", None, Some(2025))),
        ),
        chart(
            "ratio",
            "规模以上工业企业研发费用占营业收入的比重",
            "%",
            line(yearly(2016, 2025, "2.31 2.4 2.52 2.58 2.61 2.9 3.05 3.17"), &[], Origin::Values),
            Some(target("目标 3.2%–3.5%", "3.2", Some("3.5"), Some(2025))),
        ),
        chart(
            "empty",
            "<上市公司> & 过会企业",
            "家",
            line(yearly(2021, 2025, ""), &[], Origin::Zero),
            Some(target("目标 12 家", "12", None, Some(2025))),
        ),
        chart(
            "long",
            "规模以上工业总产值",
            "亿元",
            line(yearly(1996, 2025, &output), &[], Origin::Zero),
            Some(target("目标 100 亿元", "100", None, Some(2025))),
        ),
        chart(
            "large",
            "在册经营主体",
            "户",
            Plot::Bars(yearly(2019, 2025, "98321 103456 - 121000 134007+ 140000 152300?")),
            Some(target("目标 16 万户", "160000", None, Some(2025))),
        ),
        chart(
            "signs",
            "规模以上工业增加值增速",
            "%",
            Plot::Bars(yearly(2013, 2025, "8.1 7.4 -3.2 0 6.5 9.25 4 -1.1 11.8 - - 5.4? 6.1?")),
            None,
        ),
        chart(
            "one",
            "每万元增加值能耗",
            "吨标准煤/万元",
            line(yearly(2021, 2025, "0.52"), &[], Origin::Values),
            Some(target("目标 不高于 0.45", "0.45", None, Some(2025))),
        ),
    ]
}

/// Each drawing with the file that holds it.
fn drawings() -> Vec<(PathBuf, String)> {
    let file = |name: String| Path::new(FOLDER).join(name);
    let mut drawings = Vec::new();
    for chart in cases() {
        drawings.push((file(format!("{}.wide.svg", chart.id)), chart.svg(Size::Wide)));
        drawings.push((file(format!("{}.narrow.svg", chart.id)), chart.svg(Size::Narrow)));
        drawings.push((file(format!("{}.spark.svg", chart.id)), chart.spark()));
    }
    drawings
}

/// One element a line, so that a difference can be read.
fn readable(svg: &str) -> String {
    svg.replace("><", ">\n<") + "\n"
}

#[test]
fn each_chart_is_drawn_as_its_file_shows() {
    let is_update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for (path, svg) in drawings() {
        let drawn = readable(&svg);
        if is_update {
            fs::write(&path, drawn).unwrap();
            continue;
        }
        let wanted = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        let differs = |(at, line): &(usize, &str)| wanted.lines().nth(*at) != Some(*line);
        if let Some((at, line)) = drawn.lines().enumerate().find(differs) {
            wrong.push(format!("{}:{}: now {line}", path.display(), at + 1));
        } else if drawn != wanted {
            wrong.push(format!("{}: has more lines than are drawn now", path.display()));
        }
    }
    assert!(wrong.is_empty(), "UPDATE=1 writes them anew:\n{}", wrong.join("\n"));
}

#[test]
fn each_file_has_its_chart() {
    let used: BTreeSet<PathBuf> = drawings().into_iter().map(|(path, _)| path).collect();
    let files = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let unused: Vec<PathBuf> = files.filter(|path| !used.contains(path)).collect();
    assert!(unused.is_empty(), "no chart for {unused:?}");
}

fn drawn(plot: Plot, target: Option<TargetLine>) -> String {
    chart("a", "企业", "家", plot, target).svg(Size::Wide)
}

#[test]
fn a_year_without_a_figure_is_a_gap_that_breaks_the_line_and_never_a_zero() {
    let gap = drawn(line(yearly(2021, 2024, "3 - 5 6"), &[], Origin::Zero), None);
    assert!(gap.contains("chart-gap") && gap.contains(">未公布<"), "{gap}");
    assert_eq!(gap.matches("<circle").count(), 3);
    assert_eq!(gap.matches("class=\"chart-line\"").count(), 1);
    let line = gap.split("class=\"chart-line\"").nth(1).unwrap().split("/>").next().unwrap();
    assert_eq!(
        (line.matches('M').count(), line.matches('L').count()),
        (1, 1),
        "from 2023 to 2024 alone: {line}"
    );

    let zero = drawn(Plot::Bars(yearly(2021, 2024, "3 0 5 6")), None);
    assert!(!zero.contains("chart-gap") && !zero.contains("未公布"), "{zero}");
    assert_eq!(zero.matches("class=\"chart-bar\"").count(), 4);
}

#[test]
fn where_nothing_is_published_the_drawing_says_so_and_keeps_its_target() {
    let nothing = line(yearly(2021, 2025, "- -"), &[], Origin::Zero);
    for plot in [nothing, Plot::Bars(yearly(2021, 2025, "")), groups(&[("集成电路", "-")])] {
        let svg = drawn(plot, Some(target("目标 25 家", "25", None, None)));
        for wanted in ["暂无公布数据", "目标 25 家", "chart-target"] {
            assert!(svg.contains(wanted), "{wanted}: {svg}");
        }
    }
}

#[test]
fn each_state_has_its_word_and_its_shape() {
    for (text, word, shape) in [
        ("5?", "（初步）", "chart-open"),
        ("5*", "（修订）", "<path class=\"chart-mark"),
        ("5+", "（至少）", "<path class=\"chart-mark"),
    ] {
        let svg = drawn(line(yearly(2021, 2022, &format!("3 {text}")), &[], Origin::Zero), None);
        assert!(svg.contains(word) && svg.contains(shape), "{text}: {svg}");
    }
}

#[test]
fn a_state_whose_word_has_no_room_is_named_in_the_key() {
    let years = (0..30).map(|at| format!("{}?", 1000 + at)).collect::<Vec<_>>().join(" ");
    let svg = chart("a", "企业", "家", Plot::Bars(yearly(1996, 2025, &years)), None).svg(Size::Narrow);
    assert!(!svg.contains("（初步）") && svg.contains(">初步数<"), "{svg}");
}

#[test]
fn both_sizes_and_two_charts_share_a_page() {
    let ids = |svg: &str| -> BTreeSet<String> {
        svg.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let mut seen = BTreeSet::new();
    for chart in cases() {
        for size in [Size::Wide, Size::Narrow] {
            for id in ids(&chart.svg(size)) {
                assert!(seen.insert(id.clone()), "{id} is there twice");
            }
        }
    }
    assert!(seen.contains("flow-w-t") && seen.contains("flow-n-p"), "{seen:?}");
}

#[test]
fn a_sample_says_so_to_those_who_see_and_to_those_who_hear() {
    let sample =
        Chart { is_sample: true, ..chart("a", "企业", "家", groups(&[("集成电路", "3")]), None) };
    let svg = sample.svg(Size::Narrow);
    assert!(svg.contains("企业（示例数据）</title>") && svg.contains(">示例数据</text>"), "{svg}");
}
