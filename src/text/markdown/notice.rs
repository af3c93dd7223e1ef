//! `> [!政策提示] 标题`: a quotation that is a notice.

use crate::text::yaml;

/// A kind of notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// What the reader sees.
    pub(super) name: &'static str,
    /// Class of the `aside`.
    pub(super) class: &'static str,
    aliases: &'static [&'static str],
}

const KINDS: [Kind; 4] = [
    Kind { name: "政策提示", class: "note note-policy", aliases: &["policy", "important", "政策"] },
    Kind { name: "注意", class: "note note-warning", aliases: &["warning", "caution", "警告"] },
    Kind { name: "提示", class: "note note-tip", aliases: &["tip", "note", "说明"] },
    Kind { name: "示例", class: "note note-example", aliases: &["example"] },
];

/// What the first line of a quotation says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FirstLine<'a> {
    /// It is a notice: its kind, its title (may be empty), and the bytes of the
    /// line with its break.
    Notice(Kind, &'a str, usize),
    /// `[!…]` of an unknown kind, and its bytes from and to.
    Unknown(&'a str, usize, usize),
    /// A plain quotation.
    Quotation,
}

/// Reads the first line of a quotation, which starts with `>`.
pub(super) fn first_line(quotation: &str) -> FirstLine<'_> {
    let line = quotation.split_inclusive('\n').next().unwrap_or_default();
    let inner = line.strip_prefix('>').unwrap_or(line).trim_start_matches(' ');
    let Some(named) = inner.strip_prefix(['[', '【']).and_then(|rest| rest.strip_prefix(['!', '！']))
    else {
        return FirstLine::Quotation;
    };
    let Some((name, title)) = named.split_once([']', '】']) else { return FirstLine::Quotation };
    match kind(name.trim()) {
        Some(kind) => FirstLine::Notice(kind, title.trim(), line.len()),
        None => FirstLine::Unknown(name.trim(), line.len() - inner.len(), line.trim_end().len()),
    }
}

fn kind(name: &str) -> Option<Kind> {
    let is_it =
        |kind: &&Kind| kind.name == name || kind.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name));
    KINDS.iter().find(is_it).copied()
}

/// What to write instead of an unknown kind.
pub(super) fn hint(name: &str) -> String {
    let names = KINDS.map(|kind| kind.name);
    let all = names.join("、");
    match yaml::nearest(name, &names) {
        Some(near) => format!("是不是“[!{near}]”？可用的有：{all}"),
        None => format!("可用的有：{all}，如 > [!政策提示] 申报截止前注意"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_names_the_notice() {
        for (text, name, title) in [
            ("> [!政策提示] 申报时间\n> 文\n", "政策提示", "申报时间"),
            (">[!注意]\n", "注意", ""),
            ("> 【！示例】甲", "示例", "甲"),
            ("> [!NOTE]", "提示", ""),
        ] {
            let FirstLine::Notice(kind, found, len) = first_line(text) else { panic!("{text}") };
            assert_eq!((kind.name, found), (name, title), "{text}");
            assert_eq!(len, text.find('\n').map_or(text.len(), |end| end + 1), "{text}");
        }
        assert!(matches!(first_line("> [!政策揭示] 甲"), FirstLine::Unknown("政策揭示", 2, _)));
        assert!(hint("政策揭示").contains("“[!政策提示]”"));
        assert_eq!(first_line("> 甲[!注意]"), FirstLine::Quotation);
    }
}
