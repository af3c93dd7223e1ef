//! Where a link leads, and whether its words say so.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::body::Heading;
use super::report::{Report, quoted};
use crate::problem::Severity::{Advice, Error, Warning};

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// `http` or `https`.
    Web(Cow<'a, str>),
    /// `mailto` or `tel`.
    Contact(Cow<'a, str>),
    /// A place on the same page, without `#`.
    Fragment(&'a str),
    /// A source or page of the project.
    Project(Cow<'a, str>),
    /// Nowhere, and why.
    Refused(Refusal),
}

/// Why an address is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Nothing written.
    Empty,
    /// `www.…` or `//…`.
    NoScheme,
    /// `C:\…` or `file:`.
    Disk,
    /// Any scheme that is not allowed.
    Scheme,
}

/// What the address in a link or picture means. Control characters, which
/// browsers pass over, are taken out before the scheme is looked at.
pub(super) fn target(address: &str) -> Target<'_> {
    let address = clean(address);
    if address.is_empty() {
        return Target::Refused(Refusal::Empty);
    }
    if address.starts_with('#') {
        return match address {
            Cow::Borrowed(address) => Target::Fragment(&address[1..]),
            Cow::Owned(_) => Target::Refused(Refusal::Empty),
        };
    }
    if address.starts_with("//") || address.starts_with("\\\\") || starts_with_word(&address, "www.") {
        return Target::Refused(Refusal::NoScheme);
    }
    let Some(scheme) = scheme(&address) else { return Target::Project(address) };
    if scheme.len() == 1 || scheme.eq_ignore_ascii_case("file") {
        return Target::Refused(Refusal::Disk);
    }
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Target::Web(address),
        "mailto" | "tel" => Target::Contact(address),
        _ => Target::Refused(Refusal::Scheme),
    }
}

fn clean(address: &str) -> Cow<'_, str> {
    let is_ignored = |character: char| character.is_control() || matches!(character, '\u{200b}' | '\u{feff}');
    let address = address.trim_matches(|character: char| character.is_whitespace() || is_ignored(character));
    if address.contains(is_ignored) {
        return Cow::Owned(address.chars().filter(|character| !is_ignored(*character)).collect());
    }
    Cow::Borrowed(address)
}

/// What stands before the first `:`, where nothing before it makes it a path.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '\\', '?', '#'])?;
    address[end..].starts_with(':').then(|| address[..end].trim())
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Tells why an address is not published.
pub(super) fn tell_refusal(report: &mut Report<'_>, refusal: Refusal, address: &str, span: Range<usize>) {
    let shown = quoted(address);
    let (message, hint) = match refusal {
        Refusal::Empty => ("链接没有网址".to_owned(), "写成 [文字](网址)".to_owned()),
        Refusal::NoScheme => {
            let bare = shown.trim_start_matches(['/', '\\']);
            (format!("网址“{shown}”不完整，没有做成链接"), format!("写成 https://{bare}（或 http://）"))
        }
        Refusal::Disk => (
            format!("“{shown}”是某台电脑里的地址，别人打不开，没有做成链接"),
            "把文件放进项目，写相对地址，如 files/a.pdf".to_owned(),
        ),
        Refusal::Scheme => (
            format!("网址“{shown}”不安全或不能识别，没有做成链接"),
            "只能用 https://、http://、mailto:、tel: 开头的网址，或项目里的文件".to_owned(),
        ),
    };
    report.tell(Error, span, message, hint);
}

/// Words that say nothing about where a link leads (WCAG 2.4.4, 政府网站检查指标).
const EMPTY_WORDS: [&str; 20] = [
    "点击查看",
    "点击这里",
    "点击",
    "点这里",
    "点此",
    "这里",
    "此处",
    "查看",
    "查看更多",
    "查看详情",
    "详情",
    "更多",
    "更多>>",
    "阅读全文",
    "阅读更多",
    "链接",
    "戳这里",
    "here",
    "click here",
    "more",
];

/// A link whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct OpenLink {
    /// Bytes in the source file.
    pub(super) span: Range<usize>,
    /// The start of its words.
    pub(super) words: String,
}

/// Bytes of a link's words that are kept: the longest empty words are shorter.
const KEPT_WORDS: usize = 60;

impl OpenLink {
    /// Takes words as they come.
    pub(super) fn add(&mut self, text: &str) {
        if self.words.len() < KEPT_WORDS {
            self.words.push_str(text);
        }
    }

    /// Tells where its words say nothing.
    pub(super) fn check(&self, report: &mut Report<'_>) {
        let words = self.words.trim_matches(|character: char| {
            character.is_whitespace() || "“”《》【】[]（）()。，！>".contains(character)
        });
        if words.is_empty() && self.words.trim().is_empty() {
            report.tell(
                Advice,
                self.span.clone(),
                "链接没有文字",
                "在方括号里写明链接到什么，如 [申报指南](…)",
            );
        } else if EMPTY_WORDS.iter().any(|empty| words.eq_ignore_ascii_case(empty)) {
            let message = format!("链接文字“{words}”没有说明链接到什么");
            report.tell(Advice, self.span.clone(), message, "改成目标的名称，如 [申报指南](…)");
        }
    }
}

/// Tells of links to places that are not on the page.
pub(super) fn check_fragments(
    report: &mut Report<'_>,
    fragments: &[(String, Range<usize>)],
    headings: &[Heading],
    footnotes: usize,
) {
    if fragments.is_empty() {
        return;
    }
    let anchors: BTreeSet<&str> = headings.iter().map(|heading| heading.anchor.as_str()).collect();
    for (fragment, span) in fragments {
        let note = fragment.strip_prefix("fn").and_then(|number| number.parse::<usize>().ok());
        if anchors.contains(fragment.as_str()) || note.is_some_and(|note| (1..=footnotes).contains(&note)) {
            continue;
        }
        let same_words = headings.iter().take(1000).find(|heading| heading.text.trim() == fragment);
        let hint = match same_words {
            Some(heading) => {
                format!("写成 #{}，或者给那个标题加上自己的锚点：## {fragment} {{#apply}}", heading.anchor)
            }
            None => "给要跳到的标题加上锚点，如“## 申报条件 {#apply}”，链接写 #apply".to_owned(),
        };
        report.tell(Warning, span.clone(), format!("本页没有“#{}”这个位置", quoted(fragment)), hint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_schemes_on_the_list_are_links() {
        for (address, scheme) in
            [("https://a.cn", true), ("HTTP://a.cn", true), ("mailto:a@b.cn", false), ("tel:110", false)]
        {
            let found = target(address);
            let is_right =
                if scheme { matches!(found, Target::Web(_)) } else { matches!(found, Target::Contact(_)) };
            assert!(is_right, "{address} {found:?}");
        }
        for address in [
            "javascript:x",
            "java\tscript:x",
            "\u{1}javascript:x",
            " JavaScript :x",
            "data:text/html,x",
            "vbscript:x",
            "weixin:x",
            "java\u{200b}script:x",
        ] {
            assert_eq!(target(address), Target::Refused(Refusal::Scheme), "{address}");
        }
    }

    #[test]
    fn addresses_of_the_project_and_of_no_use_are_told_apart() {
        for address in ["a.md", "../a.yaml", "/policies/x/", "a.md#s1", "a/b:c", "甲.md"] {
            assert_eq!(target(address), Target::Project(address.into()));
        }
        assert_eq!(target("#s1"), Target::Fragment("s1"));
        for (address, refusal) in [
            ("", Refusal::Empty),
            (" \t", Refusal::Empty),
            ("www.haiyan.gov.cn", Refusal::NoScheme),
            ("//a.cn/x", Refusal::NoScheme),
            ("C:\\a.doc", Refusal::Disk),
            ("file:///a", Refusal::Disk),
        ] {
            assert_eq!(target(address), Target::Refused(refusal), "{address}");
        }
    }
}
