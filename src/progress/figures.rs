//! `figures.csv`: the one true table of what was reported.

use std::fmt::Write as _;

use super::draft::Draft;
use super::field::{Field, Remark};
use super::{Figure, Target, series};
use crate::problem::{Problem, Problems};
use crate::quantity::plain;
use crate::source::SourceFile;
use crate::text::csv::{Line, lines, quoted};

/// The columns of a file with heads.
pub(super) struct Columns<F> {
    fields: Vec<Option<F>>,
}

impl<F: Copy + PartialEq> Columns<F> {
    /// Reads the heads; an unknown one and a missing one are problems, `None` where a needed one is missing.
    pub(super) fn read(
        file: &SourceFile,
        heads: &Line,
        named: impl Fn(&str) -> Option<F>,
        needed: &[(F, &'static str)],
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut fields: Vec<Option<F>> = Vec::new();
        for (at, head) in heads.texts().enumerate() {
            let field = named(head);
            if field.is_none() && !head.trim().is_empty() {
                let problem = file.problem(heads.span(file, at), format!("不认识表头“{}”", head.trim()));
                problems.add(problem.hint("删去这一列，或改成模板里的表头"));
            } else if field.is_some() && fields.contains(&field) {
                problems.add(
                    file.problem(heads.span(file, at), format!("表头“{}”有两列", head.trim()))
                        .hint("只保留一列"),
                );
            }
            fields.push(field);
        }
        let mut is_whole = true;
        for (field, name) in needed {
            if !fields.contains(&Some(*field)) {
                problems.add(
                    file.problem(0..0, format!("缺少“{name}”这一列")).hint("表头在第一行，用半角逗号分开"),
                );
                is_whole = false;
            }
        }
        is_whole.then_some(Self { fields })
    }

    /// Each known column with its place.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, F)> {
        self.fields.iter().enumerate().filter_map(|(at, field)| field.map(|field| (at, field)))
    }

    /// Where a column stands; the first one where there is none.
    pub(super) fn place(&self, field: F) -> usize {
        self.fields.iter().position(|known| *known == Some(field)).unwrap_or(0)
    }
}

/// Reads the figures of `file`, by key. What is wrong in a line is a problem and the line is left out.
pub fn parse(file: &SourceFile, targets: &[Target], problems: &mut Problems) -> Vec<Figure> {
    let Some(lines) = lines(file, problems) else { return Vec::new() };
    let Some((heads, lines)) = lines.split_first() else { return Vec::new() };
    let needed = [
        (Field::Target, "indicator（指标标识）"),
        (Field::Year, "year（年份）"),
        (Field::Value, "value（数值）"),
        (Field::Source, "source（来源）"),
    ];
    let Some(columns) = Columns::read(file, heads, Field::named, &needed, problems) else {
        return Vec::new();
    };
    let mut figures = Vec::with_capacity(lines.len());
    let mut places = Vec::with_capacity(lines.len());
    let mut remarks = Vec::new();
    for line in lines {
        let draft =
            columns.iter().fold(Draft::default(), |draft, (at, field)| draft.with(field, line.text(at)));
        if let Some(figure) = draft.figure(targets, &mut remarks) {
            figures.push(figure);
            places.push(line);
        }
        for remark in remarks.drain(..) {
            problems.add(told(file, line, &columns, remark));
        }
    }
    for (at, remark) in series::check(&figures, targets) {
        problems.add(told(file, places[at], &columns, remark));
    }
    figures.sort_by(|a, b| a.key.cmp(&b.key));
    figures.dedup_by(|later, earlier| later.key == earlier.key);
    figures
}

fn told(file: &SourceFile, line: &Line, columns: &Columns<Field>, remark: Remark) -> Problem {
    let span = line.span(file, columns.place(remark.field));
    file.problem(span, remark.message).severity(remark.severity).hint(remark.hint)
}

/// The file that holds `figures`, with heads; what is empty in every line is a column all the same.
#[must_use]
pub fn write(figures: &[Figure]) -> String {
    let mut text = Field::ALL.map(Field::name).join(",");
    text.push('\n');
    for figure in figures {
        let texts = Field::ALL.map(|field| quoted(&written(figure, field)));
        let _ = writeln!(text, "{}", texts.join(","));
    }
    text
}

/// What a column says of a figure, as both CSV files and workbooks write it.
#[must_use]
pub fn written(figure: &Figure, field: Field) -> String {
    let number = |value: Option<rust_decimal::Decimal>| value.map(plain).unwrap_or_default();
    match field {
        Field::Target => figure.key.target.to_string(),
        Field::Group => figure.key.group.clone().unwrap_or_default(),
        Field::Year => figure.key.year.to_string(),
        // A ratio is counted from its parts: written twice, it could disagree.
        Field::Value if figure.numerator.is_some() => String::new(),
        Field::Value => figure.value.map_or_else(|| "—".to_owned(), plain),
        Field::Numerator => number(figure.numerator),
        Field::Denominator => number(figure.denominator),
        Field::Measure => figure.key.measure.label().to_owned(),
        Field::AsOf => figure.as_of.to_string(),
        Field::State => figure.state.label().to_owned(),
        Field::Source => figure.source.clone(),
        Field::SourceUrl => figure.source_url.clone().unwrap_or_default(),
        Field::Note => figure.note.clone().unwrap_or_default(),
        Field::Sample => if figure.is_sample { "是" } else { "" }.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::status::tests::{figure, stock};

    fn read(text: &str) -> (Vec<Figure>, Vec<(String, String)>) {
        let mut problems = Problems::new();
        let figures = parse(&SourceFile::new("f.csv", text), &[stock(25, None)], &mut problems);
        let told =
            problems.sorted().iter().map(|p| (p.location().unwrap_or_default(), p.message.clone())).collect();
        (figures, told)
    }

    #[test]
    fn figures_are_read_as_they_were_written() {
        let mut provisional = figure(2023, "17");
        provisional.state = crate::progress::FigureState::Provisional;
        provisional.source = "县统计局，“公报”, 第3页".to_owned();
        provisional.note = Some("含\"示范\"企业\n两家".to_owned());
        let figures = vec![figure(2022, "12"), provisional];
        assert_eq!(read(&write(&figures)), (figures, vec![]));
    }

    #[test]
    fn a_wrong_cell_is_shown_in_its_column_and_the_rest_is_read() {
        let text = "指标标识,年份,数值,来源,备注\r\nt,2022,12,公报,\"a,b\"\r\n\r\nt,2023,25家,公报,\r\nt,2024,\"约2,5\",公报,\r\nt,2022,13,公报,\r\n";
        let (figures, told) = read(text);
        assert_eq!(figures.len(), 1);
        let places: Vec<&str> = told.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(places, ["f.csv:4:8", "f.csv:5:8", "f.csv:6:3"], "{told:?}");
    }

    #[test]
    fn heads_that_nobody_knows_or_that_are_missing_are_told() {
        let (figures, told) = read("indicator,yaer,value,source\nt,2022,1,x\n");
        assert!(figures.is_empty());
        assert!(
            told.iter().any(|(_, told)| told.contains("yaer"))
                && told.iter().any(|(_, told)| told.contains("“year（年份）”")),
            "{told:?}"
        );
    }

    #[test]
    fn leaps_and_repeats_are_asked_about() {
        let (_, told) = read("indicator,year,value,source\nt,2022,12,x\nt,2023,120,x\n");
        assert!(told[0].1.contains("三倍以上") && told[0].0 == "f.csv:3:8", "{told:?}");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_leave_problems_and_no_panic(text in "[t,0-9年家—\"\r\n一，% .-]{0,200}") {
            let _ = read(&format!("indicator,year,value,source,group,measure,as_of,state\n{text}"));
            let _ = read(&text);
        }
    }
}
