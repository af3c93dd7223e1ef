//! Brackets and quotation marks: what stands inside is a name or an aside.

/// Marks that open and close.
const PAIRS: [(char, char); 12] = [
    ('(', ')'),
    ('（', '）'),
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('〔', '〕'),
    ('[', ']'),
    ('【', '】'),
    ('［', '］'),
];

/// The longest name or aside, in bytes: a list of forty units. What is longer was not closed.
const LONGEST: usize = 1500;
/// The longest name between straight marks, in bytes.
const LONGEST_STRAIGHT: usize = 90;

/// The outermost pairs of `line` in order: where each opens and the byte behind it.
///
/// One pass; a mark without its partner is a character like any other.
pub(super) fn find(line: &str) -> Vec<(usize, usize)> {
    let mut stack: Vec<(char, usize)> = Vec::new();
    let mut open = [0_usize; PAIRS.len()];
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut straight: Option<usize> = None;
    for (at, character) in line.char_indices() {
        let end = at + character.len_utf8();
        if character == '"' {
            match straight.take().filter(|start| at - start <= LONGEST_STRAIGHT) {
                Some(start) => found.push((start, end)),
                None => straight = Some(at),
            }
        } else if let Some(kind) = PAIRS.iter().position(|pair| pair.0 == character) {
            open[kind] += 1;
            stack.push((character, at));
        } else if let Some(kind) = PAIRS.iter().position(|pair| pair.1 == character) {
            // Without an opening mark nothing is taken down, so that this stays one pass.
            while open[kind] > 0 {
                let Some((mark, start)) = stack.pop() else { break };
                if let Some(other) = PAIRS.iter().position(|pair| pair.0 == mark) {
                    open[other] -= 1;
                }
                if mark == PAIRS[kind].0 {
                    if end - start <= LONGEST {
                        found.push((start, end));
                    }
                    break;
                }
            }
        }
    }
    outermost(found)
}

fn outermost(mut found: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    found.sort_unstable_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
    let mut covered = 0;
    found.retain(|(start, end)| {
        let is_outer = *start >= covered;
        covered = if is_outer { *end } else { covered };
        is_outer
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outermost_pairs_are_found() {
        for (line, wanted) in [
            ("甲(乙(丙))丁", vec!["(乙(丙))"]),
            ("“上市50”和《办法》", vec!["“上市50”", "《办法》"]),
            ("甲（乙“丙）丁", vec!["（乙“丙）"]),
            ("甲（乙", vec![]),
            ("乙）甲", vec![]),
            ("\"甲\"乙\"丙\"", vec!["\"甲\"", "\"丙\""]),
        ] {
            let found: Vec<&str> = find(line).into_iter().map(|(start, end)| &line[start..end]).collect();
            assert_eq!(found, wanted, "{line}");
        }
    }
}
