//! The pages of a 工程 and of a measure.

use super::At;
use super::column;
use super::documents;
use super::frame::{self, Column, Subject};
use super::progress;
use super::view::{Link, MeasureCard, MeasureView, Page, SectionCard, SectionView, UnitLink};
use super::wording::{self, Linker};
use crate::policy::{Clause, Role};
use crate::site::{Document, route};

/// The longest lead of a card, in characters.
const LEAD: usize = 64;

/// The units of a clause, with their pages.
pub(super) fn units(at: &At<'_>, document: &Document, clause: &Clause) -> Vec<UnitLink> {
    let duties = clause.units.iter().enumerate();
    duties.map(|(position, duty)| unit_link(at, &duty.name, document.role(duty, position))).collect()
}

pub(super) fn unit_link(at: &At<'_>, name: &str, role: Option<Role>) -> UnitLink {
    UnitLink {
        name: name.to_owned(),
        href: at.site.unit_of(name).map(|unit| at.origin.to(&route::unit(&unit.id))),
        role: role.map(|role| match role {
            Role::Lead => "牵头",
            Role::Joint => "配合",
        }),
    }
}

/// `4` of `4.`, `（4）`, `第四条`.
pub(super) fn bare_number(clause: &Clause) -> String {
    let number = clause.number.as_deref().unwrap_or_default().trim();
    number.trim_matches(['.', '．', '、', '(', ')', '（', '）', ' ']).to_owned()
}

/// A measure in a list.
pub(super) fn card(at: &At<'_>, document: &Document, clause: &Clause) -> MeasureCard {
    MeasureCard {
        number: bare_number(clause),
        title: clause.title.clone().unwrap_or_default(),
        href: at.origin.to(&route::measure(document, clause)),
        lead_html: wording::plain(&excerpt(&clause.text)),
        units: units(at, document, clause),
    }
}

/// The first sentence, whole where it is short; else up to the last comma that
/// fits and stands outside quotations, or to the first one where none fits.
pub(super) fn lead(text: &str) -> String {
    let sentence = text.trim().split_inclusive('。').next().unwrap_or_default();
    let mut open = 0_i32;
    let mut cut = None;
    for (count, (at, sign)) in sentence.char_indices().enumerate() {
        match sign {
            '“' | '‘' | '(' | '（' | '《' => open += 1,
            '”' | '’' | ')' | '）' | '》' => open -= 1,
            ',' | '，' | ';' | '；' if open == 0 && (count < LEAD || cut.is_none()) => cut = Some(at),
            _ => {}
        }
    }
    match cut {
        Some(at) if sentence.chars().count() > LEAD => format!("{}……", &sentence[..at]),
        _ => sentence.to_owned(),
    }
}

/// The lead of a clause, in a list: says too where the clause goes on after it.
fn excerpt(text: &str) -> String {
    let lead = lead(text);
    let goes_on = text.trim().len() > lead.len() && !lead.ends_with("……");
    if goes_on { format!("{lead}……") } else { lead }
}

/// A 工程 with its measures.
pub(super) fn section_card(at: &At<'_>, document: &Document, index: usize) -> SectionCard {
    let clause = document.clause(index);
    SectionCard {
        number: clause.number.clone().unwrap_or_default(),
        title: clause.title.clone().unwrap_or_default(),
        href: at.origin.to(&route::section(document, clause)),
        measures: document.measures_of(index).map(|(_, measure)| card(at, document, measure)).collect(),
    }
}

pub(super) fn section(at: &At<'_>, policy: usize, index: usize) -> (Page, SectionView) {
    let document = &at.site.policies[policy];
    let clause = document.clause(index);
    let title = clause.title.clone().unwrap_or_default();
    let card = section_card(at, document, index);
    let mut units: Vec<UnitLink> = Vec::new();
    for unit in card.measures.iter().flat_map(|measure| &measure.units) {
        if !units.iter().any(|known| known.name == unit.name) {
            units.push(UnitLink { role: None, ..unit.clone() });
        }
    }
    let mut trail = documents::trail(document);
    trail.push((title.clone(), at.path.clone()));
    let titles: Vec<&str> = card.measures.iter().map(|measure| measure.title.as_str()).collect();
    let subject = Subject {
        kind: "section",
        description: format!("{}：{}。", title, titles.join("、")),
        title: title.clone(),
        column: Column::Policies,
        trail,
        article: Some(documents::article(document)),
        json_ld: Vec::new(),
    };
    let all: Vec<usize> = document.sections().map(|(at, _)| at).collect();
    let (previous, next) = neighbours(&all, index, |at_index| {
        let clause = document.clause(at_index);
        link(at, clause.title.clone().unwrap_or_default(), &route::section(document, clause))
    });
    let view = SectionView {
        number: card.number,
        title,
        html: Linker::new(at, document).paragraphs(clause),
        measures: card.measures,
        targets: progress::of_clauses(at, document, |clause| {
            std::iter::successors(Some(clause), |&above| document.clauses[above].parent)
                .any(|above| above == index)
        }),
        units,
        in_policy: at.origin.to_clause(document, clause),
        document: documents::card(at, document),
        previous,
        next,
    };
    (frame::frame(at, subject), view)
}

pub(super) fn measure(at: &At<'_>, policy: usize, index: usize) -> (Page, MeasureView) {
    let document = &at.site.policies[policy];
    let clause = document.clause(index);
    let title = clause.title.clone().unwrap_or_default();
    let parent = document.clauses[index].parent.filter(|&parent| document.has_section_page(parent));
    let mut trail = documents::trail(document);
    trail.extend(parent.map(|parent| {
        let section = document.clause(parent);
        (section.title.clone().unwrap_or_default(), route::section(document, section))
    }));
    trail.push((title.clone(), at.path.clone()));
    let subject = Subject {
        kind: "measure",
        description: lead(&clause.text),
        title: title.clone(),
        column: Column::Policies,
        trail,
        article: Some(documents::article(document)),
        json_ld: Vec::new(),
    };
    (frame::frame(at, subject), measure_view(at, document, index, parent))
}

fn measure_view(at: &At<'_>, document: &Document, index: usize, parent: Option<usize>) -> MeasureView {
    let clause = document.clause(index);
    let linker = Linker::new(at, document);
    let all: Vec<usize> = document.measures().map(|(at, _)| at).collect();
    let named = |at_index: usize| {
        let measure = document.clause(at_index);
        let text = format!("{} {}", bare_number(measure), measure.title.as_deref().unwrap_or_default());
        link(at, text, &route::measure(document, measure))
    };
    let (previous, next) = neighbours(&all, index, named);
    let siblings = parent
        .map(|parent| document.measures_of(parent).map(|(at, _)| at).collect::<Vec<_>>())
        .unwrap_or_default();
    let citations = &document.policy.outline.citations;
    let cited = citations.iter().filter(|citation| clause.text.contains(&format!("《{}》", citation.title)));
    MeasureView {
        number: bare_number(clause),
        title: clause.title.clone().unwrap_or_default(),
        html: with_heading(clause, linker.paragraphs(clause)),
        items: items(document, index)
            .map(|item| documents::clause_view(at, document, &linker, item))
            .collect(),
        units: units(at, document, clause),
        roles_are_known: document.first_unit_leads() || clause.units.iter().any(|duty| duty.role.is_some()),
        section: parent.map(|parent| {
            let section = document.clause(parent);
            link(at, section.title.clone().unwrap_or_default(), &route::section(document, section))
        }),
        targets: progress::of_clauses(at, document, |clause| clause == index),
        column: column::of_clause(at, document, index),
        in_policy: at.origin.to_clause(document, clause),
        document: documents::card(at, document),
        citations: cited.map(|citation| documents::citation_view(at, document, citation)).collect(),
        terms: documents::terms(at, document, Some(&clause.text)),
        siblings: siblings.into_iter().filter(|&other| other != index).map(named).collect(),
        previous,
        next,
    }
}

/// The wording begins with its heading, as printed.
fn with_heading(clause: &Clause, mut paragraphs: Vec<String>) -> Vec<String> {
    let heading = format!("<b class=\"run-in\">{}</b>", wording::escape(clause.heading.trim()));
    match paragraphs.first_mut() {
        Some(first) => first.insert_str(0, &heading),
        None => paragraphs.push(heading),
    }
    paragraphs
}

/// Everything below a clause, in printed order.
pub(super) fn items(document: &Document, index: usize) -> impl Iterator<Item = usize> {
    (index + 1..document.clauses.len()).take_while(move |&at| {
        std::iter::successors(document.clauses[at].parent, |&parent| document.clauses[parent].parent)
            .any(|ancestor| ancestor == index)
    })
}

fn link(at: &At<'_>, text: String, path: &route::OutputPath) -> Link {
    Link { text, href: Some(at.origin.to(path)) }
}

fn neighbours(all: &[usize], index: usize, name: impl Fn(usize) -> Link) -> (Option<Link>, Option<Link>) {
    let Some(place) = all.iter().position(|&other| other == index) else { return (None, None) };
    let previous = place.checked_sub(1).map(|before| name(all[before]));
    let next = all.get(place + 1).map(|&after| name(after));
    (previous, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_a_whole_sentence_or_says_that_it_is_cut() {
        assert_eq!(lead("短句。后文。"), "短句。");
        let long = format!("{}，{}。", "甲".repeat(40), "乙".repeat(40));
        assert_eq!(lead(&long), format!("{}……", "甲".repeat(40)));
        let quoted = format!("建立“{}，{}”体系，形成梯队。", "甲".repeat(40), "乙".repeat(40));
        assert_eq!(lead(&quoted), format!("建立“{}，{}”体系……", "甲".repeat(40), "乙".repeat(40)));
    }

    #[test]
    fn an_excerpt_says_that_more_follows() {
        for (text, shown) in [("短句。后文。", "短句。……"), ("短句。\n", "短句。"), ("没有句号", "没有句号")]
        {
            assert_eq!(excerpt(text), shown);
        }
        let long = format!("{}，{}。", "甲".repeat(40), "乙".repeat(40));
        assert_eq!(excerpt(&long), lead(&long));
    }
}
