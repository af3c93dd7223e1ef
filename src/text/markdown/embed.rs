//! `{{ 指标: little-giant }}`: what a text takes from elsewhere by name.

use std::ops::Range;

use super::body::{Embed, EmbedKind, Media, MediaKind, Piece, Reference};
use super::report::{Report, quoted};
use crate::problem::Severity::Error;
use crate::text::yaml;

/// Bytes within which `}}` must follow `{{`.
const LONGEST: usize = 2000;

/// The words that may stand first, in both languages.
const WORDS: [(&str, &str, Word); 4] = [
    ("指标", "target", Word::Quote(EmbedKind::Target)),
    ("条款", "clause", Word::Quote(EmbedKind::Clause)),
    ("视频", "video", Word::Play(MediaKind::Video)),
    ("音频", "audio", Word::Play(MediaKind::Audio)),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Quote(EmbedKind),
    Play(MediaKind),
}

impl Word {
    fn form(self) -> &'static str {
        match self {
            Self::Quote(EmbedKind::Target) => "{{ 指标: little-giant }}",
            Self::Quote(EmbedKind::Clause) => "{{ 条款: 2.1.2 }}",
            Self::Play(MediaKind::Video) => "{{ 视频: a.mp4; 标题: …; 文字稿: a.txt }}",
            Self::Play(MediaKind::Audio) => "{{ 音频: a.mp3; 标题: …; 文字稿: a.txt }}",
        }
    }
}

/// Where the braces of an embed open in `text`, and after which byte.
pub(super) fn opening(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = text[from..].find(['{', '｛']) {
        let start = from + found;
        if let Some(len) = double(&text[start..], ['{', '｛']) {
            return Some(start..start + len);
        }
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// The bytes of two braces at the start of `text`, half- or full-width.
fn double(text: &str, brace: [char; 2]) -> Option<usize> {
    let rest = text.strip_prefix(brace)?.strip_prefix(brace)?;
    Some(text.len() - rest.len())
}

/// Where the braces close again in `text`, which follows the opening ones.
/// `None` where they do not, or others open before.
pub(super) fn closing(text: &str) -> Option<Range<usize>> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let mut from = 0;
    while let Some(found) = text[from..].find(['}', '｝', '{', '｛']) {
        let start = from + found;
        if let Some(len) = double(&text[start..], ['}', '｝']) {
            return Some(start..start + len);
        }
        if double(&text[start..], ['{', '｛']).is_some() {
            return None;
        }
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// Tells of braces that do not close.
pub(super) fn tell_unclosed(report: &mut Report<'_>, span: Range<usize>) {
    let hint = "写成 {{ 指标: little-giant }}，两边各两个花括号；要显示花括号本身，用反引号括起来";
    report.tell(Error, span, "“{{”没有“}}”与它配对", hint);
}

/// `名称: 值` with the place of the value.
#[derive(Debug, Clone)]
struct Field<'a> {
    name: &'a str,
    value: &'a str,
    value_span: Range<usize>,
    span: Range<usize>,
}

/// Reads what stands between the braces; `at` is its place in the file, `span`
/// that of the whole. `None` where it was told to be broken.
pub(super) fn read(report: &mut Report<'_>, inner: &str, at: usize, span: Range<usize>) -> Option<Piece> {
    let fields = fields(inner, at);
    let (first, rest) = fields.split_first()?;
    let Some(word) = word(first.name) else {
        tell_unknown(report, first.name, span);
        return None;
    };
    if first.value.is_empty() {
        let name = quoted(first.name);
        report.tell(Error, span, format!("“{name}”后面没有写是哪一个"), format!("写成 {}", word.form()));
        return None;
    }
    match word {
        Word::Quote(kind) => quote(report, kind, first, rest, span),
        Word::Play(kind) => play(report, kind, first, rest, span).map(Piece::Media),
    }
}

/// Splits at semicolons and each part at its first colon, of either width.
fn fields(inner: &str, at: usize) -> Vec<Field<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in inner.split_inclusive([';', '；']) {
        let whole = part.trim_end_matches([';', '；']);
        let (name, value) = whole.split_once([':', '：']).unwrap_or((whole, ""));
        let value_start = start + whole.len() - value.len() + (value.len() - value.trim_start().len());
        let value = value.trim();
        let name_start = start + (name.len() - name.trim_start().len());
        if !whole.trim().is_empty() || found.is_empty() {
            found.push(Field {
                name: name.trim(),
                value,
                value_span: at + value_start..at + value_start + value.len(),
                span: at + name_start..at + start + whole.trim_end().len().max(name_start - start),
            });
        }
        start += part.len();
    }
    if found.is_empty() {
        found.push(Field { name: "", value: "", value_span: at..at, span: at..at });
    }
    found
}

fn word(name: &str) -> Option<Word> {
    let is_it =
        |(chinese, english, _): &&(&str, &str, Word)| *chinese == name || english.eq_ignore_ascii_case(name);
    WORDS.iter().find(is_it).map(|(_, _, word)| *word)
}

fn tell_unknown(report: &mut Report<'_>, name: &str, span: Range<usize>) {
    let words = WORDS.map(|(chinese, _, _)| chinese);
    let near = yaml::nearest(name, &words).and_then(word);
    let hint = match near {
        Some(word) => format!("是不是 {}？", word.form()),
        None => format!("花括号里只能以“{}”开头；要显示花括号本身，用反引号括起来", words.join("”“")),
    };
    let message = if name.is_empty() {
        "花括号里没有内容".to_owned()
    } else {
        format!("不认识“{}”", quoted(name))
    };
    report.tell(Error, span, message, hint);
}

fn quote(
    report: &mut Report<'_>,
    kind: EmbedKind,
    first: &Field<'_>,
    rest: &[Field<'_>],
    span: Range<usize>,
) -> Option<Piece> {
    let form = Word::Quote(kind).form();
    let (policy, id) = match first.value.split_once(['#', '＃']) {
        Some((policy, id)) => (Some(policy.trim()), id.trim()),
        None => (None, first.value),
    };
    let is_name = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
    if !is_name(id) || policy.is_some_and(|policy| !is_name(policy)) {
        let message = format!("“{}”不是一个标识", quoted(first.value));
        report.tell(Error, first.value_span.clone(), message, format!("写成 {form}"));
        return None;
    }
    if let Some(extra) = rest.first() {
        let message = format!("“{}”在这里用不上", quoted(extra.name));
        report.tell(Error, extra.span.clone(), message, format!("写成 {form}"));
    }
    let policy = policy.map(str::to_owned);
    Some(Piece::Embed(Embed { kind, policy, id: id.to_owned(), is_block: false, span }))
}

/// The names of what belongs to a video or sound, in both languages.
const FIELDS: [(&str, &str); 4] =
    [("标题", "title"), ("封面", "poster"), ("字幕", "captions"), ("文字稿", "transcript")];

fn play(
    report: &mut Report<'_>,
    kind: MediaKind,
    first: &Field<'_>,
    rest: &[Field<'_>],
    span: Range<usize>,
) -> Option<Media> {
    let form = Word::Play(kind).form();
    let mut given: [Option<&Field<'_>>; 4] = [None; 4];
    for field in rest {
        let index = FIELDS.iter().position(|(chinese, english)| {
            *chinese == field.name || english.eq_ignore_ascii_case(field.name)
        });
        match index.map(|index| &mut given[index]) {
            None => tell_unknown_field(report, field),
            Some(Some(_)) => {
                report.tell(Error, field.span.clone(), format!("“{}”写了两次", field.name), "只保留一处");
            }
            Some(empty) => *empty = Some(field).filter(|field| !field.value.is_empty()),
        }
    }
    let [title, poster, captions, transcript] = given;
    if transcript.is_none() {
        let hint = format!("给听不到、看不到的人附上文字：{form}");
        report.tell(Error, span.clone(), "没有文字稿", hint);
    }
    let Some(title) = title else {
        report.tell(Error, span, "没有标题", format!("写成 {form}"));
        return None;
    };
    let file =
        |field: &Field<'_>| Reference { address: field.value.to_owned(), span: field.value_span.clone() };
    Some(Media {
        kind,
        file: file(first),
        title: title.value.to_owned(),
        poster: poster.map(file),
        captions: captions.map(file),
        transcript: transcript.map(file),
    })
}

fn tell_unknown_field(report: &mut Report<'_>, field: &Field<'_>) {
    let names = FIELDS.map(|(chinese, _)| chinese);
    let all = names.join("、");
    let hint = match yaml::nearest(field.name, &names) {
        Some(near) => format!("是不是“{near}”？可用的有：{all}"),
        None => format!("可用的有：{all}，各项之间用分号隔开"),
    };
    report.tell(Error, field.span.clone(), format!("没有“{}”这一项", quoted(field.name)), hint);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_of_either_width_are_found() {
        assert_eq!(opening("前{ {｛ 后"), Some("前{ ".len().."前{ {｛".len()));
        assert_eq!(opening("{ {x"), None);
        assert_eq!(closing(" a }｝后"), Some(3..7));
        for text in ["", " a } }", " a {{ b }}"] {
            assert_eq!(closing(text), None, "{text}");
        }
    }

    #[test]
    fn fields_know_their_places() {
        let inner = " 视频： a.mp4 ；标题: 甲:乙;";
        let fields = fields(inner, 100);
        let shown: Vec<_> = fields
            .iter()
            .map(|field| {
                (field.name, field.value, &inner[field.value_span.start - 100..field.value_span.end - 100])
            })
            .collect();
        assert_eq!(shown, [("视频", "a.mp4", "a.mp4"), ("标题", "甲:乙", "甲:乙")]);
        assert_eq!(&inner[fields[1].span.start - 100..fields[1].span.end - 100], "标题: 甲:乙");
    }
}
