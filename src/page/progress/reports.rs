//! What was reported when, what changed, and how it is judged.

use super::view::{
    FindingRow, MethodView, ReportingRow, ReportingView, RevisionsView, UnitReporting, YearRow, YearView,
};
use super::{board, overview_link, rows, subject, words};
use crate::page::view::{Link, Page};
use crate::page::{At, frame};
use crate::progress::status::{LAGGING, ON_TRACK, Status};
use crate::progress::{Figure, FigureState, Target};
use crate::quantity::{Kind, plain};
use crate::site::board::Board;
use crate::site::{Document, route};

fn year_links(at: &At<'_>, document: &Document, board: &Board, here: Option<i16>) -> Vec<Link> {
    let link = |year: i16| Link {
        text: format!("{year}年"),
        href: (Some(year) != here).then(|| at.origin.to(&route::progress_year(&document.policy.slug, year))),
    };
    board.years().into_iter().map(link).collect()
}

fn figures_in<'a>(board: &'a Board, target: &'a Target, year: i16) -> impl Iterator<Item = &'a Figure> {
    let figures = board.progress.figures_of(&target.id).iter();
    figures.filter(move |figure| figure.key.year == year && figure.as_of <= board.cutoff)
}

pub(in crate::page) fn year(at: &At<'_>, document: &Document, year: i16) -> Option<(Page, YearView)> {
    let board = board(document)?;
    let title = format!("{year}年度进展");
    let list: Vec<YearRow> = board
        .iter()
        .filter(|(target, _)| {
            target.years().contains(&year) || figures_in(board, target, year).next().is_some()
        })
        .map(|(target, joined)| YearRow {
            target: rows::target_link(at, document, target),
            promise: words::promise(target),
            figures: figures_in(board, target, year)
                .map(|figure| rows::figure(target, &joined.judgement, figure))
                .collect(),
            expected: target.path.get(&year).map(|value| words::with_unit(*value, &target.unit)),
        })
        .collect();
    let has = |row: &&YearRow, made_up: bool| row.figures.iter().any(|figure| figure.is_sample == made_up);
    let reported = list.iter().filter(|row| has(row, false)).count();
    let samples = list.iter().filter(|row| has(row, true)).count();
    let description = format!("{year}年{}项目标中{reported}项有公布数据，没有公布的写明未公布。", list.len());
    let own = Some(route::progress_year(&document.policy.slug, year));
    let is_sample = list.iter().flat_map(|row| &row.figures).any(|figure| figure.is_sample);
    let view = YearView {
        year,
        rows: list,
        reported,
        samples,
        years: year_links(at, document, board, Some(year)),
        overview: overview_link(at, document),
        is_sample,
    };
    Some((frame::frame(at, subject(document, "year", &title, description, own)), view))
}

pub(in crate::page) fn reporting(at: &At<'_>, document: &Document) -> Option<(Page, ReportingView)> {
    let board = board(document)?;
    let years = board.years();
    let row = |target: &Target| ReportingRow {
        target: rows::target_link(at, document, target),
        cells: years.iter().map(|year| cell(board, target, *year)).collect(),
        due: due(target),
        is_sample: board.progress.figures_of(&target.id).iter().any(|figure| figure.is_sample),
    };
    let list: Vec<ReportingRow> = board.progress.targets.iter().map(row).collect();
    let has = |target: &Target, year: i16| {
        figures_in(board, target, year).any(|figure| figure.value.is_some() && !figure.is_sample)
    };
    let totals = years
        .iter()
        .map(|year| board.progress.targets.iter().filter(|target| has(target, *year)).count())
        .collect();
    let with_data = (0..board.targets.len()).filter(|target| board.is_published(*target)).count();
    let samples = board.targets.iter().filter(|joined| joined.judgement.is_sample()).count();
    let total = list.len();
    let description = format!("{total}项目标中{with_data}项有公布数据；各年各项是否公布一览。");
    let own = Some(route::progress_reporting(&document.policy.slug));
    let view = ReportingView {
        years: year_links(at, document, board, None),
        totals,
        is_sample: list.iter().any(|row| row.is_sample),
        rows: list,
        total,
        with_data,
        samples,
        units: units(at, document, board),
        overview: overview_link(at, document),
        cutoff: words::full(board.cutoff),
    };
    Some((frame::frame(at, subject(document, "reporting", "数据公布情况", description, own)), view))
}

/// What is known of a target in a year; blank where nothing was to be expected.
fn cell(board: &Board, target: &Target, year: i16) -> &'static str {
    let mut states = figures_in(board, target, year).map(|figure| figure.state);
    match states.next() {
        Some(FigureState::Provisional) => "初步",
        Some(FigureState::NotApplicable) => "不适用",
        Some(_) => "有",
        None if target.years().contains(&year) => "未公布",
        None => "",
    }
}

fn due(target: &Target) -> Option<String> {
    let (month, day) = target.release.as_ref()?.due?;
    Some(format!("次年{month}月{day}日前"))
}

fn units(at: &At<'_>, document: &Document, board: &Board) -> Vec<UnitReporting> {
    let register = &at.site.units;
    let line = |unit: &crate::site::units::Unit| {
        let own: Vec<usize> = board.of_unit(register, &unit.id).collect();
        let with_data = own.iter().filter(|target| board.is_published(**target)).count();
        (!own.is_empty()).then(|| UnitReporting {
            unit: Link {
                text: unit.short_name().to_owned(),
                href: Some(at.origin.to(&route::targets_by_unit(&document.policy.slug, &unit.id))),
            },
            targets: own.len(),
            with_data,
        })
    };
    register.list().iter().filter_map(line).collect()
}

pub(in crate::page) fn revisions(at: &At<'_>, document: &Document) -> Option<(Page, RevisionsView)> {
    let board = board(document)?;
    let list = rows::revisions(at, document, board, board.progress.revisions.iter());
    let description = "公布后改动过的数：原数、新数、日期和原因。".to_owned();
    let own = Some(route::progress_revisions(&document.policy.slug));
    let view = RevisionsView {
        is_sample: list.iter().any(|row| row.is_sample),
        rows: list,
        overview: overview_link(at, document),
    };
    Some((frame::frame(at, subject(document, "revisions", "数据修订记录", description, own)), view))
}

fn meaning(status: Status) -> String {
    let share = |value: rust_decimal::Decimal| words::share(value);
    match status {
        Status::Achieved => "公布数已达到目标。".to_owned(),
        Status::AchievedProvisional => "公布的初步数已达到目标，待正式数确认。".to_owned(),
        Status::OnTrack => format!("期限未到，完成了到该时点应完成任务的{}以上。", share(ON_TRACK)),
        Status::Lagging => {
            format!("期限未到，完成了应完成任务的{}以上、不足{}。", share(LAGGING), share(ON_TRACK))
        }
        Status::OffTrack => format!("期限未到，完成的不足应完成任务的{}。", share(LAGGING)),
        Status::NotDue => "按路径到该时点还没有要求变化。".to_owned(),
        Status::BelowBase => "公布数比起算时还差。".to_owned(),
        Status::PartlyMet => "每年一评的目标只有部分年份达标，或分组目标只有部分组达标。".to_owned(),
        Status::NotMet => "期限已到，公布数没有达到目标。".to_owned(),
        Status::NoBaseline => "期限未到，但没有起算时的基期数，无法判断快慢，只列出完成率。".to_owned(),
        Status::Incomplete => "缺少必需年份的数据，已公布部分不足以判断。".to_owned(),
        Status::NoData => "期限未到，没有查到公开发布的数据。".to_owned(),
        Status::NoDataDue => "期限已到，没有查到公开发布的数据；不等于没有完成。".to_owned(),
    }
}

fn counting(kind: Kind) -> &'static str {
    match kind {
        Kind::Stock => "看年底数。应达数按基期到目标的直线计算，只计完整年度；以“家、项、件”计的去掉小数。",
        Kind::Flow => "每年分别评价，一年超额不抵补另一年；未结束的年份不评价。",
        Kind::Cumulative => {
            "从起算年起逐年相加，起点为0。缺年份时，已公布部分足够达到目标才算实现，否则为数据不全。"
        }
        Kind::Ratio => "分子、分母都公布，由程序相除；变化按百分点计。",
        Kind::Breakthrough => "期限内出现第一个即为实现；到期前没有不算滞后。",
    }
}

pub(in crate::page) fn method(at: &At<'_>, document: &Document) -> Option<(Page, MethodView)> {
    let board = board(document)?;
    let description = "每一种评价怎样得出：算法、门槛、缺数据怎样处理，以及目标之间是否一致。".to_owned();
    let own = Some(route::progress_method(&document.policy.slug));
    let findings: Vec<FindingRow> = board
        .findings
        .iter()
        .filter_map(|finding| {
            let target = board.progress.target(&finding.target)?;
            Some(FindingRow {
                target: rows::target_link(at, document, target),
                verdict: finding.verdict.label(),
                text: finding.text.clone(),
                is_sample: finding.is_sample,
            })
        })
        .collect();
    let percent =
        |value: rust_decimal::Decimal| format!("{}%", plain(value * rust_decimal::Decimal::ONE_HUNDRED));
    let view = MethodView {
        statuses: Status::ALL.into_iter().map(|status| (rows::status(status), meaning(status))).collect(),
        kinds: Kind::ALL.into_iter().map(|kind| (kind.label(), counting(kind))).collect(),
        on_track: percent(ON_TRACK),
        lagging: percent(LAGGING),
        is_sample: findings.iter().any(|finding| finding.is_sample),
        findings,
        cutoff: words::full(board.cutoff),
        overview: overview_link(at, document),
    };
    Some((frame::frame(at, subject(document, "method", "怎样评价进展", description, own)), view))
}
