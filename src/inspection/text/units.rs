//! Names of units that are not those of the register.

use pinyin::ToPinyin as _;

use super::Hit;
use crate::inspection::rule::RuleId;
use crate::site::Site;
use crate::site::units::Unit;
use crate::text::yaml;

/// What the name of a county's unit ends in.
const ENDINGS: [char; 3] = ['局', '委', '办'];
/// What it starts with.
const COUNTY: &str = "县";
/// Characters of the longest short name.
const LONGEST: usize = 9;

/// Tells names that are nearly those of the register, and full names cut in half.
pub(super) fn find(site: &Site, text: &str) -> Vec<Hit> {
    let mut hits = bare(site, text);
    let known: Vec<&str> =
        site.units.list().iter().flat_map(|unit| unit.printed.iter().map(String::as_str)).collect();
    for at in memchr::memmem::find_iter(text.as_bytes(), COUNTY) {
        let Some(name) = candidate(&text[at..]) else { continue };
        if site.units.resolve(name).is_some() || is_longer_name(site, text, at, name) {
            continue;
        }
        if let Some(unit) = site.units.list().iter().find(|unit| unit.name.ends_with(name)) {
            hits.push(uneven(name, at, unit));
        } else if let Some(near) = nearest(name, &known) {
            let message = format!("名册里没有“{name}”");
            hits.push(
                Hit::new(RuleId::UnitName, at..at + name.len(), message).hint(format!("是不是“{near}”？")),
            );
        }
    }
    hits
}

/// What most units end in.
const BUREAU: &str = "局";
/// Whose unit it is, before the name of one; also the last character of a longer name.
const LEVELS: &str = "县市区省国家州盟旗镇乡分总支";

/// Names of the register without the county before them: `经济和信息化局`, `经信局`.
fn bare(site: &Site, text: &str) -> Vec<Hit> {
    let mut places =
        memchr::memmem::find_iter(text.as_bytes(), BUREAU).map(|at| at + BUREAU.len()).peekable();
    if places.peek().is_none() {
        return Vec::new();
    }
    let shorts = shorts(site);
    places.filter_map(|end| cut(&shorts, text, end)).collect()
}

/// What is left of each unit's names without its county, where that is no name of its own.
fn shorts(site: &Site) -> Vec<(&str, &Unit)> {
    let names = site.units.list().iter().flat_map(|unit| {
        std::iter::once(&unit.name).chain(&unit.printed).map(move |name| (name.as_str(), unit))
    });
    let shorts = names.filter_map(|(name, unit)| Some((name.split_once(COUNTY)?.1, unit)));
    shorts
        .filter(|(short, _)| short.ends_with(BUREAU) && short.chars().count() > 2)
        .filter(|(short, _)| site.units.resolve(short).is_none())
        .collect()
}

fn cut(shorts: &[(&str, &Unit)], text: &str, end: usize) -> Option<Hit> {
    let stands = |(short, unit): &(&str, &Unit)| {
        let before = text[..end].strip_suffix(short)?;
        let is_part = before.chars().next_back().is_some_and(|c| LEVELS.contains(c));
        (!is_part).then(|| uneven(short, before.len(), unit))
    };
    shorts.iter().find_map(stands)
}

/// A part of a unit's name in place of the name.
fn uneven(name: &str, at: usize, unit: &Unit) -> Hit {
    let hit = Hit::new(RuleId::UnitName, at..at + name.len(), format!("单位名称不统一：“{name}”"));
    hit.hint(format!("写“{}”或全称“{}”", unit.short_name(), unit.name))
}

/// `县经信局` of `县经信局牵头`.
fn candidate(text: &str) -> Option<&str> {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let characters = text.char_indices().take(LONGEST + 1).take_while(|(_, c)| is_han(*c));
    let (at, last) = characters.skip(2).find(|(_, c)| ENDINGS.contains(c))?;
    Some(&text[..at + last.len_utf8()])
}

/// Whether the name is the end of a full name that stands there whole.
fn is_longer_name(site: &Site, text: &str, at: usize, name: &str) -> bool {
    let stands = |full: &str| {
        let start = full.find(name).and_then(|from| at.checked_sub(from));
        start.is_some_and(|start| text.get(start..start + full.len()) == Some(full))
    };
    site.units
        .list()
        .iter()
        .any(|unit| stands(&unit.name) || unit.printed.iter().any(|printed| stands(printed)))
}

/// A name one character away: more would make every unit look like another.
fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let length = name.chars().count();
    let near: Vec<&str> = known
        .iter()
        .copied()
        .filter(|known| known.starts_with('县') && length >= 4 && differ_once(name, known))
        .collect();
    yaml::nearest(name, &near)
}

fn differ_once(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let longer = a.len().max(b.len());
    let is_near = a.len().abs_diff(b.len()) <= 1 && same_start + same_end >= longer - 1;
    // Another character in the middle is a slip where it sounds alike (经新局), and else another unit.
    is_near && (a.len() != b.len() || same_start + 1 == longer || sound_alike(a[same_start], b[same_start]))
}

fn sound_alike(a: char, b: char) -> bool {
    let sound = |c: char| c.to_pinyin().map(pinyin::Pinyin::plain);
    sound(a).is_some() && sound(a) == sound(b)
}
