//! A suggested name for an address: the pinyin of a title.

use pinyin::ToPinyin as _;

/// The longest suggestion, in characters.
const LONGEST: usize = 40;

/// Pinyin, letters and digits of a title, joined by `-`; a number follows where
/// that name is taken.
///
/// A suggestion only: the reading of a character can be wrong (长, 行, 重), and the
/// name is frozen once published.
pub(super) fn suggest(title: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let name = readings(title);
    let name = if name.is_empty() { "new".to_owned() } else { name };
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !is_taken(name)).unwrap_or(name)
}

fn readings(title: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    for character in title.chars() {
        if let Some(reading) = character.to_pinyin() {
            // ü has no letter in an address; v is what is typed for it.
            words.push(reading.plain().replace('ü', "v"));
            is_open = false;
        } else if character.is_ascii_alphanumeric() {
            match words.last_mut().filter(|_| is_open) {
                Some(word) => word.push(character.to_ascii_lowercase()),
                None => words.push(character.to_ascii_lowercase().to_string()),
            }
            is_open = true;
        } else {
            is_open = false;
        }
    }
    let mut name = String::new();
    for word in words {
        if name.len() + word.len() >= LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(&word);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CaseSlug;

    #[test]
    fn titles_become_names_that_every_server_takes() {
        for (title, name) in [
            ("一颗螺帽", "yi-ke-luo-mao"),
            ("5G+工业互联网：从“制造”到“智造”", "5g-gong-ye-hu-lian-wang-cong-zhi-zao-dao"),
            ("绿色工厂", "lv-se-gong-chang"),
            ("……", "new"),
            ("A b", "a-b"),
        ] {
            let suggested = suggest(title, |_| false);
            assert_eq!(suggested, name, "{title}");
            assert!(CaseSlug::parse(&suggested).is_ok(), "{suggested}");
        }
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        assert_eq!(suggest("螺帽", |name| name == "luo-mao" || name == "luo-mao-2"), "luo-mao-3");
    }
}
