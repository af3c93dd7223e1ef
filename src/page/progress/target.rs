//! The page of one target: question, how it is counted, table, chart, reading,
//! source, quality, revisions. And its card for other sites.

use super::view::{EmbedView, FigureRow, GroupRow, TargetView};
use super::{board, downloads, drawing, matrix, rows, subject, words};
use crate::page::chart::Size;
use crate::page::view::{Link, Page, Row};
use crate::page::{At, column, frame, linked_data, wording};
use crate::progress::status::Judgement;
use crate::progress::{Figure, Target};
use crate::quantity::Kind;
use crate::site::board::Board;
use crate::site::{Document, route};

const TO_COME: &str = "待补";
/// CSS pixels of the card for other sites.
const EMBED: (u32, u32) = (360, 240);

pub(in crate::page) fn target(at: &At<'_>, document: &Document, place: usize) -> Option<(Page, TargetView)> {
    let board = board(document)?;
    let (target, joined) = (board.progress.targets.get(place)?, board.targets.get(place)?);
    let judgement = &joined.judgement;
    let sentence = words::sentence(target, judgement, board.cutoff);
    let own = Some(route::target(&document.policy.slug, &target.id));
    let description = format!("{}：{}。{sentence}", target.name, words::promise(target));
    let mut subject = subject(document, "target", &target.name, description, own);
    subject.json_ld = vec![linked_data::dataset(at, document, Some(target))];
    let figures = board.progress.figures_of(&target.id);
    let (chart_wide, chart_narrow) = drawings(target, judgement, figures, &sentence);
    let clause = document.clause(joined.clause);
    let all = &board.progress.targets;
    let revised = board.progress.revisions.iter().filter(|revision| revision.key.target == target.id);
    let view = TargetView {
        name: target.name.clone(),
        question: question(target),
        promise: words::promise(target),
        modality: target.modality.clone(),
        quote: target.quote.clone(),
        clause: Link {
            text: rows::clause_name(document, joined.clause),
            href: Some(at.origin.to_clause(document, clause)),
        },
        measure: document.has_measure_page(joined.clause).then(|| Link {
            text: rows::clause_name(document, joined.clause),
            href: Some(at.origin.to(&route::measure(document, clause))),
        }),
        section: joined.section.map(|section| {
            let clause = document.clause(section);
            let href = Some(at.origin.to(&route::section(document, clause)));
            Link { text: clause.title.clone().unwrap_or_default(), href }
        }),
        units: rows::unit_links(at, joined),
        column: column::of_target(at, document, place),
        status: rows::judged(target, judgement),
        flags: rows::flags(judgement),
        inputs: inputs(target, judgement),
        sentence,
        method: method(target),
        definition: target.definition.clone(),
        figures: table(target, judgement, figures, board),
        matrix: target.per.is_some().then(|| matrix::of(target, judgement, figures, board.cutoff)),
        has_verdicts: target.kind == Kind::Flow,
        groups: group_rows(target, judgement),
        chart_wide,
        chart_narrow,
        quality: quality(target),
        revisions: rows::revisions(at, document, board, revised),
        downloads: downloads(at, document, Some(&target.id)),
        licence: at.site.config.data_licence.clone(),
        cutoff: words::full(board.cutoff),
        embed: Link {
            text: "嵌入卡片".to_owned(),
            href: Some(at.origin.to(&route::embed(&document.policy.slug, &target.id))),
        },
        embed_code: embed_code(at, document, target),
        method_href: at.origin.to(&route::progress_method(&document.policy.slug)),
        previous: place.checked_sub(1).map(|before| rows::target_link(at, document, &all[before])),
        next: all.get(place + 1).map(|next| rows::target_link(at, document, next)),
        is_sample: judgement.is_sample() || figures.iter().any(|figure| figure.is_sample),
    };
    Some((frame::frame(at, subject), view))
}

fn question(target: &Target) -> String {
    let name = ["每年新增", "每年发布的", "累计新认定", "新增"]
        .iter()
        .fold(target.name.as_str(), |name, word| name.trim_start_matches(word));
    let amount = format!("{}{}", target.amount, target.unit);
    let (until, all) = (words::day(target.deadline), if target.per.is_some() { "都" } else { "" });
    match target.kind {
        Kind::Stock | Kind::Ratio => format!("到{until}，{name}{all}达到{amount}了吗？"),
        Kind::Flow => format!("{name}每年都新增{amount}了吗？"),
        Kind::Cumulative => {
            format!("{}至{}年，{name}累计新增{amount}了吗？", target.start.year(), target.deadline.year())
        }
        Kind::Breakthrough => format!("{name}实现零突破了吗？"),
    }
}

fn method(target: &Target) -> String {
    match target.kind {
        Kind::Stock => format!("看每年年底的{}数，与目标比较；不把各年相加。", target.unit),
        Kind::Ratio => "用分子除以分母得到百分比，两个数都公布；变化按百分点计。".to_owned(),
        Kind::Flow => "看每一年当年新增的数，各年分别与目标比较；一年超额不抵补另一年。".to_owned(),
        Kind::Cumulative => format!("从{}年起把各年新增的数相加，与目标比较。", target.start.year()),
        Kind::Breakthrough => "看期限内是否出现第一个；出现后即为实现。".to_owned(),
    }
}

fn drawings(target: &Target, judgement: &Judgement, figures: &[Figure], sentence: &str) -> (String, String) {
    let description = format!("{sentence}{}。", drawing::describe(target, figures));
    match drawing::chart(target, judgement, figures, &description) {
        Some(chart) => (chart.svg(Size::Wide), chart.svg(Size::Narrow)),
        None => (String::new(), String::new()),
    }
}

/// The years of the period up to the cut-off, each with its numbers or 未公布, and what was
/// published beside. Groups have a table of their own.
fn table(target: &Target, judgement: &Judgement, figures: &[Figure], board: &Board) -> Vec<FigureRow> {
    let known = |figure: &&Figure| figure.as_of <= board.cutoff;
    if target.per.is_some() {
        return Vec::new();
    }
    let mut table: Vec<FigureRow> =
        figures.iter().filter(known).map(|figure| rows::figure(target, judgement, figure)).collect();
    for year in target.years().filter(|year| *year <= board.cutoff.year()) {
        if !table.iter().any(|row| row.year == year) {
            table.push(rows::missing(target, None, year));
        }
    }
    table.sort_by_key(|row| row.year);
    table
}

fn group_rows(target: &Target, judgement: &Judgement) -> Vec<GroupRow> {
    let row = |(name, group): (&String, &Judgement)| GroupRow {
        name: name.clone(),
        latest: words::latest(target, group),
        status: rows::status(group.status),
    };
    judgement.groups.iter().map(row).collect()
}

/// Everything that went into the status.
fn inputs(target: &Target, judgement: &Judgement) -> Vec<Row> {
    let unit = &target.unit;
    let number = |value: rust_decimal::Decimal| words::with_unit(value, unit);
    let row = |label, value: Option<String>, missing| Row { label, value, missing, href: None };
    let mut inputs = vec![row("目标", Some(format!("{}{unit}", target.amount)), "")];
    if judgement.group_count == 0 && matches!(target.kind, Kind::Stock | Kind::Ratio) {
        let day = words::day(target.base_day());
        inputs.push(row(
            "基期数",
            judgement.baseline.map(|base| format!("{}（{day}）", number(base))),
            "未公布",
        ));
    }
    inputs.push(row("最新公布数", words::latest(target, judgement), "未公布"));
    let optional = [
        ("应达数", judgement.expected.filter(|_| judgement.periods_passed < judgement.periods).map(number)),
        (
            "路径完成率",
            judgement.path_ratio.filter(|_| judgement.periods_passed < judgement.periods).map(words::share),
        ),
        ("目标完成率", judgement.attainment.map(words::share)),
        ("每年还需", judgement.needed.filter(|needed| *needed > rust_decimal::Decimal::ZERO).map(number)),
        ("年均变化", judgement.observed.map(number)),
    ];
    inputs.extend(
        optional.into_iter().filter(|(_, value)| value.is_some()).map(|(label, value)| row(label, value, "")),
    );
    inputs
}

fn quality(target: &Target) -> Vec<Row> {
    let quality = &target.quality;
    let row =
        |label, value: &Option<String>| Row { label, value: value.clone(), missing: TO_COME, href: None };
    let mut rows = vec![
        row("如何核实", &quality.verified),
        row("数据来源", &quality.source),
        row("所需精度", &quality.accuracy),
        row("局限", &quality.limits),
        row("弥补办法", &quality.compensation),
    ];
    let due = target.release.as_ref().and_then(|release| release.due);
    let due = due.map(|(month, day)| format!("次年{month}月{day}日前"));
    rows.push(Row { label: "公布时间", value: due, missing: TO_COME, href: None });
    let contact = target.release.as_ref().and_then(|release| release.contact.clone());
    rows.push(Row { label: "数据联系", value: contact, missing: TO_COME, href: None });
    rows
}

fn embed_code(at: &At<'_>, document: &Document, target: &Target) -> Option<String> {
    let address = route::absolute(at.site.config.base()?, &route::embed(&document.policy.slug, &target.id));
    let (width, height) = EMBED;
    let name = wording::escape(&target.name);
    Some(format!(
        "<iframe src=\"{address}\" width=\"{width}\" height=\"{height}\" title=\"{name}\"></iframe>"
    ))
}

/// The card for other sites.
pub(in crate::page) fn embed(at: &At<'_>, document: &Document, place: usize) -> Option<(Page, EmbedView)> {
    let board = board(document)?;
    let (target, joined) = (board.progress.targets.get(place)?, board.targets.get(place)?);
    let judgement = &joined.judgement;
    let page = route::target(&document.policy.slug, &target.id);
    let description = format!("{}：{}", target.name, words::promise(target));
    let own = Some(route::embed(&document.policy.slug, &target.id));
    let subject = subject(document, "embed", &target.name, description, own);
    let base = at.site.config.base();
    let view = EmbedView {
        name: target.name.clone(),
        promise: words::promise(target),
        latest: words::latest(target, judgement),
        status: rows::judged(target, judgement),
        source: rows::latest_figure(board, target).map(|figure| figure.source.clone()),
        href: base.map_or_else(|| at.origin.to(&page), |base| route::absolute(base, &page)),
        is_sample: judgement.is_sample(),
    };
    Some((frame::frame(at, subject), view))
}
