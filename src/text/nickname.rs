//! What people call a unit: 人社局 for 人力资源和社会保障局.
//!
//! The search, which knows no other room, takes a nickname by the same rule.

/// Whether `word` can be a nickname at all.
#[must_use]
pub fn may_be(word: &str) -> bool {
    (3..=6).contains(&word.chars().count()) && word.ends_with(['局', '办', '委', '院', '行'])
}

/// Whether `word` abbreviates `name`: its characters, in their order, to the last.
#[must_use]
pub fn is_of(word: &str, name: &str) -> bool {
    let mut rest = word.chars().peekable();
    for character in name.chars() {
        if rest.peek() == Some(&character) {
            rest.next();
        }
    }
    // 海盐县行 of 海盐县行动 leaves characters out at one place only: it is cut off, not abbreviated.
    let stem = word.char_indices().next_back().map_or("", |(last, _)| &word[..last]);
    let is_cut = name.contains(stem) && !name.contains(word);
    !is_cut && rest.peek().is_none() && name.chars().next_back() == word.chars().next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nickname_leaves_characters_out_and_keeps_the_last() {
        for (word, name) in
            [("人社局", "县人力资源和社会保障局"), ("市监局", "县市场监管局"), ("发改局", "县发展改革局")]
        {
            assert!(may_be(word) && is_of(word, name), "{word}");
        }
        assert!(!is_of("海盐县行", "海盐县行动") && !is_of("教育局", "县经信局"));
        assert!(!may_be("县局") && !may_be("工业园区"));
    }
}
