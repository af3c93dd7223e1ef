//! Enterprises by the letter with which their names begin when they are spoken.

use std::collections::BTreeMap;

use pinyin::ToPinyin as _;

use super::super::At;
use super::super::view::{Link, Shelf};
use crate::site::route;

/// Firms that are named one by one; with more, the register of firms is the shorter way.
const FIRMS: usize = 2000;

/// What has no letter stands last.
const OTHER: char = '其';

/// One shelf for each letter.
pub(super) fn by_initial(at: &At<'_>) -> Vec<Shelf> {
    let firms = &at.site.lists.enterprises;
    if firms.len() > FIRMS {
        return Vec::new();
    }
    let region = at.site.config.region.as_str();
    let mut letters: BTreeMap<char, Vec<Link>> = BTreeMap::new();
    for firm in firms {
        let firm = &at.site.column.enterprises[*firm as usize];
        let link =
            Link { text: firm.name.value.clone(), href: Some(at.origin.to(&route::enterprise(&firm.id))) };
        letters.entry(initial(&firm.name.value, region)).or_default().push(link);
    }
    letters.into_iter().map(|(letter, links)| Shelf { label: Some(label(letter)), links }).collect()
}

fn label(letter: char) -> String {
    if letter == OTHER { "其他".to_owned() } else { letter.to_string() }
}

/// Of the name after the place: 海盐晖钛精密 is found under H of 晖.
fn initial(name: &str, region: &str) -> char {
    let bare = region.trim_end_matches(['县', '市', '区', '旗']);
    let own =
        [region, bare].iter().filter(|place| !place.is_empty()).find_map(|place| name.strip_prefix(place));
    let first = own.unwrap_or(name).chars().find(|character| character.is_alphanumeric());
    let Some(first) = first else { return OTHER };
    let spoken = first.to_pinyin().and_then(|reading| reading.plain().chars().next());
    Some(spoken.unwrap_or(first).to_ascii_uppercase()).filter(char::is_ascii_uppercase).unwrap_or(OTHER)
}

#[cfg(test)]
mod tests {
    use super::initial;

    #[test]
    fn a_firm_stands_under_the_first_letter_after_its_place() {
        for (name, letter) in [
            ("海盐县晖钛精密科技有限公司", 'H'),
            ("海盐谷雨紧固件有限公司", 'G'),
            ("谷雨示例紧固件有限公司", 'G'),
            ("ABC电子", 'A'),
            ("“小满”示例厂", 'X'),
            ("7号厂", '其'),
            ("", '其'),
        ] {
            assert_eq!(initial(name, "海盐县"), letter, "{name}");
        }
    }
}
