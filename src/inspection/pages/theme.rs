//! Colours and sizes of the theme, computed from its tokens: each view has its own set.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::spot::Spot;
use crate::inspection::finding::Findings;
use crate::inspection::rule::RuleId;

/// What text in its usual size needs (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

/// Which token is written on which.
const PAIRS: [(&str, &str); 14] = [
    ("ink", "salt"),
    ("ink", "paper"),
    ("ink", "tint"),
    ("muted", "salt"),
    ("muted", "paper"),
    ("muted", "tint"),
    ("link", "salt"),
    ("link", "paper"),
    ("link", "tint"),
    ("vermilion", "salt"),
    ("vermilion", "paper"),
    ("on-sea", "sea"),
    ("on-sea-quiet", "sea"),
    ("on-sea", "sea-deep"),
];

/// Tokens of one view, as written.
type Tokens<'a> = BTreeMap<&'a str, &'a str>;

/// Holds the tokens of a stylesheet against contrast and target size; one without tokens says nothing.
pub(super) fn inspect(context: &Context<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    for (rule, message) in faults(context, spot.text) {
        findings.add(rule, spot.whole(message));
    }
}

/// Each once: blocks of several screen sizes set the tokens of one view.
fn faults(context: &Context<'_>, css: &str) -> BTreeSet<(RuleId, String)> {
    let mut told = BTreeSet::new();
    let mut base = Tokens::new();
    for (selector, own) in views(css) {
        if own.is_empty() {
            continue;
        }
        let mut view = base.clone();
        view.extend(own);
        let name = if selector.contains("contrast") {
            "高对比"
        } else if selector.contains("elder") {
            "大字版"
        } else {
            "普通"
        };
        told.extend(contrast(&view, name));
        told.extend(target(context, &view, name));
        if selector == ":root" {
            base = view;
        }
    }
    told
}

/// One for each colour of letters, with the grounds on which it cannot be read.
fn contrast(view: &Tokens<'_>, name: &str) -> Vec<(RuleId, String)> {
    let colour = |token: &str| view.get(token).and_then(|value| luminance(value));
    let mut weak: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (text, ground) in PAIRS {
        let (Some(front), Some(back)) = (colour(text), colour(ground)) else { continue };
        let ratio = (front.max(back) + 0.05) / (front.min(back) + 0.05);
        if ratio < LEAST_CONTRAST {
            weak.entry(text).or_default().push(format!("--{ground} 上 {ratio:.2}"));
        }
    }
    let told = weak.into_iter().map(|(text, grounds)| {
        let grounds = grounds.join("，");
        format!("{name}视图里 --{text} 的对比度不到 {LEAST_CONTRAST}：{grounds}")
    });
    told.map(|message| (RuleId::Contrast, message)).collect()
}

fn target(context: &Context<'_>, view: &Tokens<'_>, name: &str) -> Option<(RuleId, String)> {
    let least = context.settings.rules.threshold(RuleId::TargetSmall);
    let size = view.get("target")?.strip_suffix("px")?.parse::<i64>().ok()?;
    let message = format!("{name}视图里可点的地方只有 {size} 像素，不到 {least}");
    (size < least).then_some((RuleId::TargetSmall, message))
}

/// Blocks outside media queries that set tokens: selector, tokens.
fn views(css: &str) -> Vec<(&str, Tokens<'_>)> {
    let mut found = Vec::new();
    let mut rest = css;
    while let Some(open) = rest.find('{') {
        let head = rest[..open].rsplit(['}', ';', '/']).next().unwrap_or_default().trim();
        let inside = &rest[open + 1..];
        let close = inside.find('}').unwrap_or(inside.len());
        let nested = inside.find('{').unwrap_or(inside.len());
        if nested < close {
            // A media query: its blocks follow one by one; paper has colours of its own.
            rest = if head.contains("print") { after_block(inside) } else { inside };
            continue;
        }
        if head.starts_with(":root") || head.contains("data-contrast") || head.contains("data-view") {
            found.push((head, tokens(&inside[..close])));
        }
        rest = inside.get(close + 1..).unwrap_or_default();
    }
    found
}

/// What follows the block whose inside is `css`.
fn after_block(css: &str) -> &str {
    let mut depth = 1;
    for (at, mark) in css.match_indices(['{', '}']) {
        depth = if mark == "{" { depth + 1 } else { depth - 1 };
        if depth == 0 {
            return &css[at + 1..];
        }
    }
    ""
}

fn tokens(block: &str) -> Tokens<'_> {
    let pairs = block.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'));
    pairs.map(|(name, value)| (name.trim(), value.trim())).collect()
}

/// Relative luminance of `#rgb` and `#rrggbb`, 0 to 1.
fn luminance(colour: &str) -> Option<f64> {
    let hex = colour.strip_prefix('#')?;
    let channel = |at: usize| {
        let digits = match hex.len() {
            3 => hex.get(at..=at)?.repeat(2),
            6 => hex.get(2 * at..2 * at + 2)?.to_owned(),
            _ => return None,
        };
        let value = f64::from(u8::from_str_radix(&digits, 16).ok()?) / 255.0;
        Some(if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(1)? + 0.0722 * channel(2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luminance_is_that_of_the_standard() {
        assert_eq!(luminance("#fff").map(|value| (value * 1000.0).round()), Some(1000.0));
        assert_eq!(luminance("#767676").map(|value| (1.05 / (value + 0.05) * 100.0).round()), Some(454.0));
        for none in ["red", "#12", "#12345g", ""] {
            assert_eq!(luminance(none), None, "{none}");
        }
    }

    #[test]
    fn every_view_has_its_own_tokens() {
        let css = ":root{--ink:#000;--target:44px}@media (min-width:48em){:root{--gutter:24px}}\
                   @media print{:root{--ink:#000}.b{color:red}}html[data-contrast=high]{--ink:#111}.a{color:red}";
        let found: Vec<(&str, usize)> =
            views(css).into_iter().map(|(head, tokens)| (head, tokens.len())).collect();
        assert_eq!(found, [(":root", 2), (":root", 1), ("html[data-contrast=high]", 1)]);
    }
}
