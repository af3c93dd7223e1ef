//! 数据修订记录: merging what was handed in, and remembering what was there before.
//!
//! A figure that was once published is never overwritten without a trace: its
//! old value, source, the day and the reason stay in `revisions.csv`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::cell::{self, Cell};
use super::figures::Columns;
use super::{Figure, FigureKey, FigureState, Measure, Revision, Target};
use crate::id::TargetId;
use crate::problem::Problems;
use crate::quantity::plain;
use crate::source::SourceFile;
use crate::text::csv::{Line, lines, quoted};

/// A column of `revisions.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Target,
    Group,
    Year,
    Measure,
    OldValue,
    NewValue,
    OldState,
    OldSource,
    Changed,
    Reason,
    Sample,
}

const FIELDS: [(Field, &str, &str); 11] = [
    (Field::Target, "indicator", "指标标识"),
    (Field::Group, "group", "分组"),
    (Field::Year, "year", "年份"),
    (Field::Measure, "measure", "口径"),
    (Field::OldValue, "old_value", "原数值"),
    (Field::NewValue, "new_value", "新数值"),
    (Field::OldState, "old_state", "原数据状态"),
    (Field::OldSource, "old_source", "原来源"),
    (Field::Changed, "changed", "修订日期"),
    (Field::Reason, "reason", "修订原因"),
    (Field::Sample, "sample", "示例"),
];

fn named(head: &str) -> Option<Field> {
    let head = head.trim();
    FIELDS
        .iter()
        .find(|(_, name, label)| name.eq_ignore_ascii_case(head) || *label == head)
        .map(|(field, ..)| *field)
}

/// What became of the figures that were handed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Old and new together, by key.
    pub figures: Vec<Figure>,
    /// What was there before, for each number that changed.
    pub revisions: Vec<Revision>,
    /// How many are new.
    pub added: usize,
    /// How many changed, in number or otherwise.
    pub changed: usize,
    /// How many were handed in as they already stood.
    pub unchanged: usize,
    /// Changed numbers for which nobody gave a reason: these are not merged.
    pub unexplained: Vec<FigureKey>,
}

/// Puts `new` over `old`; what is not in `new` stays. Merging the same again changes nothing.
#[must_use]
pub fn merge(old: &[Figure], new: Vec<Figure>, reasons: &BTreeMap<FigureKey, String>, today: Date) -> Merged {
    let mut figures: BTreeMap<FigureKey, Figure> =
        old.iter().map(|figure| (figure.key.clone(), figure.clone())).collect();
    let mut merged = Merged::default();
    for figure in new {
        let Some(before) = figures.get(&figure.key) else {
            merged.added += 1;
            figures.insert(figure.key.clone(), figure);
            continue;
        };
        if *before == figure {
            merged.unchanged += 1;
            continue;
        }
        if is_another_number(before, &figure) {
            let confirmed = before.value == figure.value && before.state == FigureState::Provisional;
            let reason = reasons.get(&figure.key).filter(|reason| !reason.trim().is_empty());
            let Some(reason) = reason.cloned().or(confirmed.then(|| "初步数经核定".to_owned())) else {
                merged.unexplained.push(figure.key);
                continue;
            };
            merged.revisions.push(Revision {
                key: figure.key.clone(),
                old_value: before.value,
                new_value: figure.value,
                old_state: before.state,
                old_source: before.source.clone(),
                changed: today,
                reason,
                is_sample: before.is_sample,
            });
        }
        merged.changed += 1;
        figures.insert(figure.key.clone(), figure);
    }
    merged.figures = figures.into_values().collect();
    merged
}

/// Whether the number itself or how firm it is changed; a better source is no revision.
fn is_another_number(before: &Figure, after: &Figure) -> bool {
    (before.value, before.numerator, before.denominator) != (after.value, after.numerator, after.denominator)
        || before.state != after.state
}

/// Reads `revisions.csv`, newest first; what is wrong in a line is a problem and the line is left out.
pub fn parse(file: &SourceFile, targets: &[Target], problems: &mut Problems) -> Vec<Revision> {
    let Some(lines) = lines(file, problems) else { return Vec::new() };
    let Some((heads, lines)) = lines.split_first() else { return Vec::new() };
    let needed = FIELDS.map(|(field, name, _)| (field, name));
    let Some(columns) = Columns::read(file, heads, named, &needed[..10], problems) else { return Vec::new() };
    let reader = Reader { file, columns: &columns, targets };
    let mut revisions: Vec<Revision> =
        lines.iter().filter_map(|line| reader.revision(line, problems)).collect();
    revisions.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.key.cmp(&b.key)));
    revisions
}

struct Reader<'a> {
    file: &'a SourceFile,
    columns: &'a Columns<Field>,
    targets: &'a [Target],
}

impl Reader<'_> {
    fn text<'l>(&self, line: &'l Line, field: Field) -> &'l str {
        let at = self.columns.iter().find(|(_, known)| *known == field).map(|(at, _)| at);
        at.map_or("", |at| line.text(at)).trim()
    }

    fn problem(&self, line: &Line, field: Field, message: &str, problems: &mut Problems) {
        let span = line.span(self.file, self.columns.place(field));
        problems.add(
            self.file.problem(span, message).hint("修订记录由“saltpress import figures”写入，一般不用手改"),
        );
    }

    fn revision(&self, line: &Line, problems: &mut Problems) -> Option<Revision> {
        let mut refuse = |field, message: &str| {
            self.problem(line, field, message, problems);
            None::<Revision>
        };
        let id = TargetId::parse(self.text(line, Field::Target)).ok();
        let Some(id) = id.filter(|id| self.targets.iter().any(|target| target.id == *id)) else {
            return refuse(Field::Target, "没有这个标识的指标");
        };
        let Ok(year) = self.text(line, Field::Year).parse() else {
            return refuse(Field::Year, "不是年份");
        };
        let Some(measure) = measure(self.text(line, Field::Measure)) else {
            return refuse(Field::Measure, "不认识这个口径");
        };
        let Some(old_state) = state(self.text(line, Field::OldState)) else {
            return refuse(Field::OldState, "不认识这个数据状态");
        };
        let Ok(changed) = self.text(line, Field::Changed).parse() else {
            return refuse(Field::Changed, "不是日期");
        };
        let reason = self.text(line, Field::Reason);
        if reason.is_empty() {
            return refuse(Field::Reason, "没有写修订原因");
        }
        let (old, new) = (self.text(line, Field::OldValue), self.text(line, Field::NewValue));
        if !is_number(old) || !is_number(new) {
            return refuse(Field::OldValue, "原数值或新数值不是数字");
        }
        let group = Some(self.text(line, Field::Group)).filter(|group| !group.is_empty()).map(str::to_owned);
        Some(Revision {
            key: FigureKey { target: id, group, year, measure },
            old_value: number(old),
            new_value: number(new),
            old_state,
            old_source: self.text(line, Field::OldSource).to_owned(),
            changed,
            reason: reason.to_owned(),
            is_sample: matches!(self.text(line, Field::Sample), "是" | "true"),
        })
    }
}

/// Whether a text is a number or says that there is none.
fn is_number(text: &str) -> bool {
    cell::read(text).is_ok()
}

fn number(text: &str) -> Option<Decimal> {
    match cell::read(text) {
        Ok(Cell::Number(value)) => Some(value),
        _ => None,
    }
}

fn measure(text: &str) -> Option<Measure> {
    [Measure::EndOfYear, Measure::InYear, Measure::Total].into_iter().find(|measure| measure.label() == text)
}

fn state(text: &str) -> Option<FigureState> {
    use FigureState::{Final, NotApplicable, Provisional, Revised};
    [Final, Provisional, Revised, NotApplicable].into_iter().find(|state| state.label() == text)
}

/// The file that holds `revisions`, with heads.
#[must_use]
pub fn write(revisions: &[Revision]) -> String {
    let mut text = FIELDS.map(|(_, name, _)| name).join(",");
    text.push('\n');
    for revision in revisions {
        let texts = FIELDS.map(|(field, ..)| quoted(&written(revision, field)));
        let _ = writeln!(text, "{}", texts.join(","));
    }
    text
}

fn written(revision: &Revision, field: Field) -> String {
    let number = |value: Option<Decimal>| value.map_or_else(|| "—".to_owned(), plain);
    match field {
        Field::Target => revision.key.target.to_string(),
        Field::Group => revision.key.group.clone().unwrap_or_default(),
        Field::Year => revision.key.year.to_string(),
        Field::Measure => revision.key.measure.label().to_owned(),
        Field::OldValue => number(revision.old_value),
        Field::NewValue => number(revision.new_value),
        Field::OldState => revision.old_state.label().to_owned(),
        Field::OldSource => revision.old_source.clone(),
        Field::Changed => revision.changed.to_string(),
        Field::Reason => revision.reason.clone(),
        Field::Sample => if revision.is_sample { "是" } else { "" }.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::status::tests::{figure, stock};

    const TODAY: Date = Date::constant(2026, 3, 1);

    #[test]
    fn what_changed_leaves_its_old_value_and_the_reason() {
        let old = [figure(2022, "12"), figure(2023, "17")];
        let new = vec![figure(2022, "12"), figure(2023, "18"), figure(2024, "21")];
        let merged = merge(&old, new.clone(), &BTreeMap::new(), TODAY);
        assert_eq!((merged.added, merged.unchanged, merged.unexplained.len()), (1, 1, 1));
        assert_eq!(merged.figures[1].value, old[1].value, "an unexplained change is not taken");

        let reasons = BTreeMap::from([(old[1].key.clone(), "漏报一家".to_owned())]);
        let merged = merge(&old, new.clone(), &reasons, TODAY);
        assert_eq!((merged.changed, merged.revisions.len()), (1, 1));
        assert_eq!(merged.revisions[0].old_value, old[1].value);
        let again = merge(&merged.figures, new, &reasons, TODAY);
        assert_eq!((again.unchanged, again.revisions.len(), again.figures), (3, 0, merged.figures));
    }

    #[test]
    fn a_revision_is_read_as_it_was_written() {
        let revision = Revision {
            key: figure(2023, "1").key,
            old_value: Some(Decimal::from(17)),
            new_value: None,
            old_state: FigureState::Provisional,
            old_source: "统计公报，“初稿”".to_owned(),
            changed: TODAY,
            reason: "口径调整, 见\"说明\"".to_owned(),
            is_sample: true,
        };
        let file = SourceFile::new("r.csv", write(std::slice::from_ref(&revision)));
        let mut problems = Problems::new();
        assert_eq!(parse(&file, &[stock(25, None)], &mut problems), [revision]);
        assert!(problems.is_clean(), "{problems:?}");
    }
}
