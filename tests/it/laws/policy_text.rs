//! What holds for the outline of any text.

use std::collections::HashSet;

use saltpress::policy::{Clause, Outline, outline};
use saltpress::problem::Problems;
use saltpress::source::{self, SourceFile};

/// Holds the law.
pub(crate) fn hold(bytes: &[u8]) {
    if let Some((text, _)) = source::decode(bytes) {
        read_lawfully(&text);
    }
}

/// Reads `text` and asserts that nothing is lost and no id stands twice.
pub(crate) fn read_lawfully(text: &str) -> Outline {
    let file = SourceFile::new("text.txt", text);
    let outline = outline::read(&file, &mut Problems::default());
    assert_lawful(&outline, text);
    outline
}

/// Clauses depth first and residue, merged by place, give `text` back; ids are unique.
pub(crate) fn assert_lawful(outline: &Outline, text: &str) {
    let mut ids = HashSet::new();
    let mut pieces: Vec<(usize, String)> = Vec::new();
    walk(&outline.clauses, &mut |clause| {
        assert!(ids.insert(clause.id.as_str().to_owned()), "{} stands twice", clause.id);
        pieces.push((clause.span.start, format!("{}{}", clause.heading, clause.text)));
    });
    assert!(pieces.is_sorted_by_key(|(start, _)| *start), "clauses are not in the order of the text");
    pieces.extend(outline.residue.iter().map(|piece| (piece.span.start, piece.text.clone())));
    pieces.sort_by_key(|(start, _)| *start);
    let told: String = pieces.iter().flat_map(|(_, piece)| piece.chars()).filter(|c| !is_blank(*c)).collect();
    let wanted: String = text.chars().filter(|c| !is_blank(*c)).collect();
    if told != wanted {
        let same = told.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
        let near = |text: &str| text.chars().skip(same.saturating_sub(10)).take(40).collect::<String>();
        panic!("differs at character {same}: read {:?}, printed {:?}", near(&told), near(&wanted));
    }
}

fn walk(clauses: &[Clause], visit: &mut impl FnMut(&Clause)) {
    for clause in clauses {
        visit(clause);
        walk(&clause.children, visit);
    }
}

fn is_blank(character: char) -> bool {
    saltpress::text::fold::is_blank(character)
}
