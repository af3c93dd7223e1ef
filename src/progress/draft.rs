//! One line of figures as somebody wrote it, from a CSV file or a workbook.
//!
//! Both fronts give the same [`Draft`]; what is wrong in it is told by field,
//! and each front knows where that field stands.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::cell::{self, Cell};
use super::field::{Field, Remark};
use super::ratio::{self, Numbers};
use super::{Figure, FigureKey, FigureState, Measure, Target};
use crate::id::TargetId;
use crate::problem::Severity;
use crate::quantity::{self, Kind};

/// A line: the text of each column, empty where there is none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Draft<'a> {
    texts: [&'a str; Field::ALL.len()],
}

impl<'a> Draft<'a> {
    /// The same with the text of one column, blanks around it removed.
    #[must_use]
    pub fn with(mut self, field: Field, text: &'a str) -> Self {
        self.texts[field as usize] = text.trim();
        self
    }

    /// The text of a column.
    #[must_use]
    pub fn text(&self, field: Field) -> &'a str {
        self.texts[field as usize]
    }

    fn owned(&self, field: Field) -> Option<String> {
        let text = self.text(field);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The figure that the line states. `None` where nothing is reported, and
    /// where a remark of severity error says why it cannot be taken.
    pub fn figure(&self, targets: &[Target], remarks: &mut Vec<Remark>) -> Option<Figure> {
        let before = remarks.len();
        let target = self.target(targets, remarks)?;
        let year = self.year(target, remarks);
        let Numbers { value, numerator, denominator } = self.numbers(target, remarks)?;
        let measure = self.measure(target, remarks);
        let group = self.group(target, remarks);
        let state = self.state(value, remarks);
        let as_of = self.as_of(year, remarks);
        self.check_source(remarks);
        let is_sample = self.is_sample(remarks);
        let is_refused = remarks[before..].iter().any(|remark| remark.severity == Severity::Error);
        if is_refused {
            return None;
        }
        Some(Figure {
            key: FigureKey { target: target.id.clone(), group, year: year?, measure: measure? },
            value,
            numerator,
            denominator,
            as_of: as_of?,
            state: state?,
            source: self.text(Field::Source).to_owned(),
            source_url: self.owned(Field::SourceUrl),
            note: self.owned(Field::Note),
            is_sample,
        })
    }

    /// Which figure the line is about, whatever it says of it. `None` where a
    /// remark of severity error says why nobody can tell.
    pub fn key(&self, targets: &[Target], remarks: &mut Vec<Remark>) -> Option<FigureKey> {
        let target = self.target(targets, remarks)?;
        let year = self.year(target, remarks);
        let measure = self.measure(target, remarks);
        Some(FigureKey {
            target: target.id.clone(),
            group: self.owned(Field::Group),
            year: year?,
            measure: measure?,
        })
    }

    fn target<'t>(&self, targets: &'t [Target], remarks: &mut Vec<Remark>) -> Option<&'t Target> {
        let text = self.text(Field::Target);
        if text.is_empty() {
            remarks.push(Remark::error(
                Field::Target,
                "没有写指标标识",
                "标识见 targets.yaml；模板里的标识列不要改动",
            ));
            return None;
        }
        let id = TargetId::parse(text).ok();
        let found = id.as_ref().and_then(|id| targets.iter().find(|target| &target.id == id));
        if found.is_none() {
            let known: Vec<&str> = targets.iter().map(|target| target.id.as_str()).collect();
            let hint = match crate::text::yaml::nearest(text, &known) {
                Some(near) => format!("是不是“{near}”？"),
                None => "标识见 targets.yaml，要一字不差".to_owned(),
            };
            remarks.push(Remark::error(Field::Target, format!("没有标识为“{text}”的指标"), hint));
        }
        found
    }

    fn year(&self, target: &Target, remarks: &mut Vec<Remark>) -> Option<i16> {
        let text = self.text(Field::Year);
        let year = quantity::parse(text.trim_end_matches('年')).and_then(|year| i16::try_from(year).ok());
        let Some(year) = year.filter(|year| (1949..=2100).contains(year)) else {
            remarks.push(Remark::error(Field::Year, format!("“{text}”不是年份"), "写成 2023 的样子"));
            return None;
        };
        if !target.years().contains(&year) && year >= target.start.year() {
            let message = format!("{year}年在指标期限（{}）之后", target.deadline);
            remarks.push(Remark::warning(
                Field::Year,
                message,
                "核对年份；确为期后数据会照常显示，不参与评价",
            ));
        }
        Some(year)
    }

    fn cell(&self, field: Field, remarks: &mut Vec<Remark>) -> Option<Cell> {
        match cell::read(self.text(field)) {
            Ok(cell) => Some(cell),
            Err(bad) => {
                remarks.push(Remark::error(field, bad.message, bad.proposal));
                None
            }
        }
    }

    /// Value, numerator and denominator; `None` where nothing is reported.
    fn numbers(&self, target: &Target, remarks: &mut Vec<Remark>) -> Option<Numbers> {
        let number = |cell| match cell {
            Some(Cell::Number(value)) => Some(value),
            _ => None,
        };
        let cell = self.cell(Field::Value, remarks);
        let numerator = number(self.cell(Field::Numerator, remarks));
        let denominator = number(self.cell(Field::Denominator, remarks));
        if target.kind == Kind::Ratio {
            return ratio::read(
                number(cell),
                cell == Some(Cell::NotApplicable),
                numerator,
                denominator,
                remarks,
            );
        }
        match cell? {
            Cell::Blank => None,
            Cell::NotApplicable => Some(Numbers::default()),
            Cell::Number(value) => {
                check_value(target, value, remarks);
                Some(Numbers { value: Some(value), ..Numbers::default() })
            }
        }
    }

    fn measure(&self, target: &Target, remarks: &mut Vec<Remark>) -> Option<Measure> {
        const ALL: [Measure; 3] = [Measure::EndOfYear, Measure::InYear, Measure::Total];
        let text = self.text(Field::Measure);
        let wanted = target.measure();
        if text.is_empty() {
            return Some(wanted);
        }
        let found = ALL
            .into_iter()
            .find(|measure| measure.label() == text || (*measure == Measure::Total && text == "累计新增"));
        let fits =
            found == Some(wanted) || (target.kind == Kind::Cumulative && found == Some(Measure::Total));
        if fits {
            return found;
        }
        let message = format!("“{}”是“{}”类指标，口径不能是“{text}”", target.name, target.kind.label());
        let hint = match target.kind {
            Kind::Cumulative => "写“当年新增”或“累计”".to_owned(),
            _ => format!("写“{}”，或留空", wanted.label()),
        };
        remarks.push(Remark::error(Field::Measure, message, hint));
        None
    }

    fn group(&self, target: &Target, remarks: &mut Vec<Remark>) -> Option<String> {
        let group = self.owned(Field::Group);
        let per = target.per.as_deref();
        match (&group, per) {
            (Some(group), None) => {
                let message = format!("“{}”不分组，写了“{group}”", target.name);
                remarks.push(Remark::error(Field::Group, message, "把分组留空"));
            }
            (None, Some(per)) => {
                let message = format!("“{}”按“{per}”分别填报，没有写分组", target.name);
                remarks.push(Remark::error(Field::Group, message, "写明是哪一组，每组一行"));
            }
            (Some(group), Some(_)) if !target.groups.is_empty() && !target.groups.contains(group) => {
                let message = format!("“{}”没有“{group}”这一组", target.name);
                remarks.push(Remark::error(
                    Field::Group,
                    message,
                    format!("可用的有：{}", target.groups.join("、")),
                ));
            }
            _ => {}
        }
        group
    }

    fn state(&self, value: Option<Decimal>, remarks: &mut Vec<Remark>) -> Option<FigureState> {
        let state = match self.text(Field::State) {
            "" => return Some(if value.is_some() { FigureState::Final } else { FigureState::NotApplicable }),
            "正式数" | "正式" | "final" => FigureState::Final,
            "初步数" | "初步" | "provisional" => FigureState::Provisional,
            "修订数" | "已修订" | "revised" => FigureState::Revised,
            "不适用" | "not_applicable" => FigureState::NotApplicable,
            text => {
                let hint = "只能是：正式数、初步数、修订数、不适用";
                remarks.push(Remark::error(Field::State, format!("不认识数据状态“{text}”"), hint));
                return None;
            }
        };
        if (state == FigureState::NotApplicable) == value.is_some() {
            let message = if value.is_some() {
                "写了不适用，却有数值"
            } else {
                "数值不适用，状态却不是“不适用”"
            };
            remarks.push(Remark::error(Field::State, message, "二者改为一致：不适用的数值填 —"));
            return None;
        }
        Some(state)
    }

    fn as_of(&self, year: Option<i16>, remarks: &mut Vec<Remark>) -> Option<Date> {
        let text = self.text(Field::AsOf);
        let year = year?;
        if text.is_empty() {
            return Date::new(year, 12, 31).ok();
        }
        match text.parse::<Date>() {
            Ok(date) if date.year() == year => Some(date),
            Ok(date) => {
                let message = format!("统计时点 {date} 不在 {year} 年");
                remarks.push(Remark::error(Field::AsOf, message, "年份和统计时点改为一致；年底数可留空"));
                None
            }
            Err(_) => {
                remarks.push(Remark::error(
                    Field::AsOf,
                    format!("“{text}”不是日期"),
                    "写成 2023-12-31 的样子；年底数可留空",
                ));
                None
            }
        }
    }

    fn check_source(&self, remarks: &mut Vec<Remark>) {
        if self.text(Field::Source).is_empty() {
            remarks.push(Remark::error(
                Field::Source,
                "数据没有来源",
                "写明发布单位和文件名称；没有来源的数不能公布",
            ));
        }
        let url = self.text(Field::SourceUrl);
        let is_address = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
        if !url.is_empty() && (!is_address || url.contains([' ', '"', '<', '>'])) {
            remarks.push(Remark::error(
                Field::SourceUrl,
                format!("“{url}”不是网址"),
                "写完整网址（http:// 或 https:// 开头），没有就留空",
            ));
        }
    }

    fn is_sample(&self, remarks: &mut Vec<Remark>) -> bool {
        match self.text(Field::Sample) {
            "" | "否" | "false" | "FALSE" => false,
            "是" | "true" | "TRUE" | "示例" => true,
            text => {
                remarks.push(Remark::error(
                    Field::Sample,
                    format!("“示例”一栏不认识“{text}”"),
                    "写“是”或留空",
                ));
                false
            }
        }
    }
}

fn check_value(target: &Target, value: Decimal, remarks: &mut Vec<Remark>) {
    let shown = quantity::plain(value);
    if target.is_whole && !value.fract().is_zero() {
        let message = format!("“{}”应是整数，写的是 {shown}", target.name);
        remarks.push(Remark::error(
            Field::Value,
            message,
            "核对数字；确有小数就在 targets.yaml 写“可有小数: true”",
        ));
    }
    if value.is_sign_negative() && !value.is_zero() && target.is_whole {
        remarks.push(Remark::error(
            Field::Value,
            format!("“{}”不会是负数（{shown}）", target.name),
            "核对数字",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::status::tests::stock;
    use crate::quantity::{Kind, plain};

    fn read(target: Target, entries: &[(Field, &str)]) -> (Option<Figure>, Vec<String>) {
        let start =
            Draft::default().with(Field::Target, "t").with(Field::Year, "2023").with(Field::Source, "公报");
        let draft = entries.iter().fold(start, |draft, (field, text)| draft.with(*field, text));
        let mut remarks = Vec::new();
        let figure = draft.figure(&[target], &mut remarks);
        (figure, remarks.into_iter().map(|remark| remark.message).collect())
    }

    #[test]
    fn a_line_needs_little_and_says_the_rest_itself() {
        let (figure, told) = read(stock(25, None), &[(Field::Value, "17")]);
        let figure = figure.unwrap();
        assert!(told.is_empty());
        assert_eq!((figure.as_of.to_string(), figure.state), ("2023-12-31".to_owned(), FigureState::Final));
    }

    #[test]
    fn blank_is_nothing_and_a_dash_is_not_applicable() {
        assert_eq!(read(stock(25, None), &[]), (None, vec![]));
        let (figure, _) = read(stock(25, None), &[(Field::Value, "—")]);
        assert_eq!(figure.unwrap().state, FigureState::NotApplicable);
        let (figure, _) = read(stock(25, None), &[(Field::Value, "0")]);
        assert_eq!(figure.unwrap().value, Some(Decimal::ZERO));
    }

    #[test]
    fn what_cannot_be_taken_says_why() {
        for (field, text, message) in [
            (Field::Target, "tt", "没有标识"),
            (Field::Year, "23", "不是年份"),
            (Field::Value, "25家", "带了单位"),
            (Field::Value, "2.5", "整数"),
            (Field::Value, "-2", "负数"),
            (Field::Measure, "累计", "口径"),
            (Field::Group, "泵阀", "不分组"),
            (Field::State, "不适用", "不适用"),
            (Field::State, "估计", "数据状态"),
            (Field::AsOf, "2022-12-31", "不在 2023 年"),
            (Field::AsOf, "年底", "不是日期"),
            (Field::Source, "", "没有来源"),
            (Field::SourceUrl, "javascript:alert(1)", "不是网址"),
            (Field::Sample, "也许", "示例"),
        ] {
            let (figure, told) = read(stock(25, None), &[(Field::Value, "17"), (field, text)]);
            assert!(figure.is_none() && told.iter().any(|told| told.contains(message)), "{text}: {told:?}");
        }
    }

    #[test]
    fn a_share_is_counted_from_its_parts() {
        let ratio = || Target { kind: Kind::Ratio, is_whole: false, unit: "%".to_owned(), ..stock(60, None) };
        let parts = [(Field::Numerator, "7"), (Field::Denominator, "12")];
        let (figure, _) = read(ratio(), &parts);
        assert_eq!(figure.unwrap().value.map(plain).as_deref(), Some("58.33"));
        for (value, message) in [("0.5833", "应为 58.33%"), ("61", "应为 58.33%")] {
            let (_, told) = read(ratio(), &[parts[0], parts[1], (Field::Value, value)]);
            assert!(told[0].contains(message), "{told:?}");
        }
        assert!(read(ratio(), &[(Field::Value, "58")]).1[0].contains("分子和分母"));
        assert!(read(ratio(), &[(Field::Numerator, "13"), parts[1]]).1[0].contains("算不出"));
    }
}
