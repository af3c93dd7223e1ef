//! One figure out of what both tables say of it and what is published already.
//!
//! A number or a detail that is as the form printed it says nothing. Where both
//! tables changed a number and disagree, nobody guesses: both cells are named.

use crate::progress::field::{Field, Remark};
use crate::progress::figures::written;
use crate::progress::{Figure, FigureKey, FigureState, Target};
use crate::quantity::Kind;
use crate::spreadsheet::Spot;

use super::given::{DETAILS, Given, NUMBERS, Notes, Told, same_number};
use super::stamp::Stamp;

/// What the two tables say of one figure.
#[derive(Debug, Default)]
pub(super) struct Sides {
    pub(super) wide: Option<Given>,
    pub(super) long: Option<Given>,
}

/// A figure that was handed in.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) figure: Figure,
    /// Why its number changed; empty where nobody says.
    pub(super) reason: String,
    /// The cell to go to.
    pub(super) spot: Spot,
}

/// What is said of a figure, and by which table.
struct Case<'a> {
    key: &'a FigureKey,
    old: Option<&'a Figure>,
    wide: Option<&'a Given>,
    long: Option<&'a Given>,
    stamp: Option<Stamp>,
}

/// The figure that `sides` hand in; `None` where they report nothing, or what they say cannot be taken.
pub(super) fn figure(
    key: &FigureKey,
    sides: &Sides,
    old: Option<&Figure>,
    targets: &[Target],
    notes: &mut Notes<'_>,
) -> Option<Answer> {
    let stamp = sides.long.as_ref().and_then(|long| Stamp::parse(&long.stamp));
    let case = Case { key, old, wide: sides.wide.as_ref(), long: sides.long.as_ref(), stamp };
    case.tell_emptied(notes);
    if case.is_contradictory() {
        case.tell_contradiction(notes);
        return None;
    }
    let statement = case.statement()?;
    let spot = statement.number_spot();
    let [value, numerator, denominator] = statement.numbers();
    if value == "—" && !(numerator.is_empty() && denominator.is_empty()) {
        notes.error(spot, "填了 —（不适用），又填了分子或分母", "不适用就都填 —，有数就都填数");
        return None;
    }
    let mut remarks = Vec::new();
    let figure = statement.draft().figure(targets, &mut remarks);
    if figure.as_ref().is_none_or(|figure| old != Some(figure)) {
        remarks.extend(
            targets
                .iter()
                .find(|target| target.id == key.target)
                .and_then(|target| too_early(target, key.year)),
        );
        for remark in &remarks {
            notes.remark(statement.spot(remark.field), remark);
        }
    }
    Some(Answer { figure: figure?, reason: case.reason(), spot })
}

impl<'a> Case<'a> {
    /// Whether a side gives a number that the form did not print.
    fn asserts(&self, side: Option<&'a Given>) -> Option<&'a Given> {
        side.filter(|given| !given.is_blank())
            .filter(|given| self.stamp.as_ref().is_none_or(|stamp| !stamp.has_number(self.key, given)))
    }

    /// The line of 明细, where its details are not those that the form printed.
    fn detailed(&self) -> Option<&'a Given> {
        self.long.filter(|long| self.stamp.as_ref().is_none_or(|stamp| !stamp.has_details(self.key, long)))
    }

    fn is_contradictory(&self) -> bool {
        match (self.asserts(self.wide), self.asserts(self.long)) {
            (Some(wide), Some(long)) => wide.numbers() != long.numbers(),
            _ => false,
        }
    }

    fn tell_contradiction(&self, notes: &mut Notes<'_>) {
        let (Some(wide), Some(long)) = (self.wide, self.long) else { return };
        let (here, there) = (wide.number_spot(), long.number_spot());
        let message = format!("填的是 {}，而{}填的是 {}", shown(wide), notes.place(there), shown(long));
        notes.error(here, &message, "两处改为一致，或只改一处、另一处恢复原样");
    }

    /// A published figure whose cell was emptied stays; who wants it gone must say so.
    fn tell_emptied(&self, notes: &mut Notes<'_>) {
        let Some(old) = self.old else { return };
        let wide = self.wide.filter(|wide| wide.is_blank() && self.asserts(self.long).is_none());
        let alone = self.long.filter(|long| long.is_blank() && self.wide.is_none());
        let Some(given) = wide.or(alone) else { return };
        let number = NUMBERS.map(|field| written(old, field)).into_iter().filter(|text| !text.is_empty());
        let message = format!(
            "{}年已有数据（{}），这里空着：原数保留",
            old.key.year,
            number.collect::<Vec<_>>().join("/")
        );
        let hint = "空白表示没有填报，不会删除原数；要撤销原数请填 —，并写修订原因";
        notes.warning(given.number_spot(), &message, hint);
    }

    /// All columns of the figure; `None` where no table reports a number.
    fn statement(&self) -> Option<Given> {
        let speaker = self.asserts(self.wide).or_else(|| self.asserts(self.long));
        if let Some(old) = self.old {
            let numbers = speaker.filter(|given| given.numbers() != numbers_of(old));
            return match (self.detailed().filter(|long| speaker.is_some() || !long.is_blank()), numbers) {
                (Some(long), _) => Some(self.as_line(long, speaker)),
                (None, Some(given)) => Some(self.changed(old, given)),
                (None, None) => self.home(speaker).map(|home| printed(old, home)),
            };
        }
        let filled = |side: Option<&'a Given>| side.filter(|given| !given.is_blank());
        let speaker = speaker.or_else(|| filled(self.long)).or_else(|| filled(self.wide))?;
        Some(match self.long {
            Some(long) => self.as_line(long, Some(speaker)),
            None => speaker.clone(),
        })
    }

    /// Where a figure that is as published was found; `None` where no table has its number.
    fn home(&self, speaker: Option<&'a Given>) -> Option<&'a Given> {
        let sides = [speaker, self.wide, self.long];
        sides.into_iter().flatten().find(|given| !given.is_blank())
    }

    /// A line of 明细 with the number of `speaker`, or the published one; what the line leaves empty, the row of 进展 says.
    fn as_line(&self, long: &Given, speaker: Option<&Given>) -> Given {
        let mut statement = long.clone();
        match (speaker, self.old) {
            (Some(speaker), _) => take_numbers(&mut statement, speaker),
            (None, Some(old)) => take_numbers(&mut statement, &printed(old, long)),
            (None, None) => {}
        }
        if let Some(wide) = self.asserts(self.wide) {
            for field in DETAILS {
                if statement.text(field).is_empty() {
                    statement.set(field, wide.told(field).clone());
                }
            }
        }
        statement
    }

    /// A published figure with another number. A row that names a source says all
    /// of it; one that does not leaves the published details, but for what it says.
    fn changed(&self, old: &Figure, given: &Given) -> Given {
        let is_from_row = self.wide.is_some_and(|wide| std::ptr::eq(wide, given));
        if is_from_row && !given.text(Field::Source).is_empty() {
            return given.clone();
        }
        let mut statement = printed(old, given);
        take_numbers(&mut statement, given);
        let has_number = statement.numbers().iter().any(|number| !matches!(number.as_str(), "" | "—"));
        if has_number == (old.state == FigureState::NotApplicable) {
            statement.set(Field::State, Told::default());
        }
        for field in DETAILS {
            if is_from_row && !given.text(field).is_empty() {
                statement.set(field, given.told(field).clone());
            }
        }
        statement
    }

    fn reason(&self) -> String {
        let reasons = [self.long, self.wide].into_iter().flatten().map(|given| given.reason.as_str());
        reasons.into_iter().find(|reason| !reason.is_empty()).unwrap_or_default().to_owned()
    }
}

/// `17`, or `7/12` for the parts of a ratio.
fn shown(given: &Given) -> String {
    let texts = NUMBERS.map(|field| given.text(field)).into_iter().filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("/")
}

fn numbers_of(figure: &Figure) -> [String; 3] {
    NUMBERS.map(|field| same_number(&written(figure, field)))
}

/// A published figure as a row that stands where `home` does.
pub(super) fn printed(figure: &Figure, home: &Given) -> Given {
    let mut given = Given::at(home.number_spot());
    for field in Field::ALL {
        given.set(field, Told { text: written(figure, field), spot: None });
    }
    given
}

fn take_numbers(statement: &mut Given, speaker: &Given) {
    for field in NUMBERS {
        statement.set(field, speaker.told(field).clone());
    }
}

/// A number from before the plan that no status uses.
fn too_early(target: &Target, year: i16) -> Option<Remark> {
    let has_baseline = matches!(target.kind, Kind::Stock | Kind::Ratio | Kind::Breakthrough);
    let first = if has_baseline { target.base_day().year() } else { target.start.year() };
    (year < first).then(|| {
        let message = format!("{year}年在指标起算（{}）之前", target.start);
        Remark::warning(Field::Year, message, "核对年份；确为以往数据会照常显示，不参与评价")
    })
}
