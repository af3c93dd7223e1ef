//! `[甲, 乙]` and `{名称: 值}`: what stands between brackets.

use std::ops::Range;

use super::line::{Line, is_key};
use super::{Slip, closing};

/// Looks at the brackets that open at byte `start`, on the line `at`; the next line to look at.
pub(super) fn look(lines: &[Line<'_>], at: usize, start: usize, found: &mut Vec<Slip>) -> usize {
    let indent = lines[at].indent();
    let mut flow = Flow { found, open: Vec::new(), token: None, has_key: false, wide: None };
    let mut next = at;
    while let Some(line) = lines.get(next) {
        let is_below = next > at;
        if is_below
            && !line.text.trim().is_empty()
            && line.indent() <= indent
            && !line.content().starts_with([']', '}'])
        {
            break;
        }
        next += 1;
        let from = if is_below { line.indent() } else { start - line.start };
        match flow.line(line.text, line.start, from) {
            Ended::No => {}
            Ended::Sound | Ended::Lost => return next,
        }
    }
    flow.unclosed();
    next
}

/// Whether brackets ended on a line.
enum Ended {
    No,
    Sound,
    Lost,
}

struct Flow<'a> {
    found: &'a mut Vec<Slip>,
    /// The brackets that are open: which, and where.
    open: Vec<(char, usize)>,
    /// Where the item of now starts.
    token: Option<usize>,
    /// Whether the item of now has its name already.
    has_key: bool,
    /// Full-width brackets, told once.
    wide: Option<Slip>,
}

impl Flow<'_> {
    fn line(&mut self, text: &str, start: usize, from: usize) -> Ended {
        let mut at = from;
        while let Some(character) = text[at..].chars().next() {
            let place = start + at;
            let span = place..place + character.len_utf8();
            let rest = &text[span.end - start..];
            match character {
                '[' | '{' if self.token.is_none() => self.open(character, place),
                '［' | '｛' if self.token.is_none() => {
                    self.is_wide(span.clone(), if character == '［' { "[" } else { "{" });
                    self.open(if character == '［' { '[' } else { '{' }, place);
                }
                ']' | '}' | '］' | '｝' => match self.close(character, span.clone()) {
                    Ended::No => {}
                    Ended::Lost => return Ended::Lost,
                    Ended::Sound => return self.end(rest, span.end),
                },
                '"' | '\'' if self.token.is_none() => match self.quoted(&text[at..], place) {
                    Some(len) => {
                        at += len;
                        self.token = Some(place);
                        continue;
                    }
                    None => return Ended::Lost,
                },
                ',' => self.next_item(),
                '，' => self.wide_comma(text, at, span.clone()),
                ':' | '：' => self.colon(text, start, at, character),
                '#' if text[..at].ends_with(' ') => return Ended::No,
                character if character.is_whitespace() => {}
                _ => self.token = self.token.or(Some(place)),
            }
            at = span.end - start;
        }
        Ended::No
    }

    fn open(&mut self, bracket: char, place: usize) {
        self.open.push((bracket, place));
        self.next_item();
    }

    fn next_item(&mut self) {
        self.token = None;
        self.has_key = false;
    }

    fn close(&mut self, bracket: char, span: Range<usize>) -> Ended {
        let (half, opening) = match bracket {
            ']' | '］' => (']', '['),
            _ => ('}', '{'),
        };
        let is_wide = bracket != half;
        match self.open.last() {
            // A full-width bracket within a text belongs to the text.
            Some((open, _)) if is_wide && *open != opening => return Ended::No,
            Some((open, place)) if *open != opening => {
                let place = *place;
                self.found.push(unpaired(if opening == '[' { '{' } else { '[' }, place));
                return Ended::Lost;
            }
            _ => {}
        }
        if is_wide {
            self.is_wide(span, if half == ']' { "]" } else { "}" });
        }
        self.open.pop();
        // What held the brackets goes on.
        self.token = Some(0);
        if self.open.is_empty() {
            self.found.extend(self.wide.take());
            return Ended::Sound;
        }
        Ended::No
    }

    /// What follows the last bracket.
    fn end(&mut self, rest: &str, at: usize) -> Ended {
        let text = rest.trim_start();
        if text.is_empty() || text.starts_with('#') {
            return Ended::Sound;
        }
        let start = at + rest.len() - text.len();
        let span = start..start + text.trim_end().len();
        let hint = "整个值放在一对括号里；不是列表的，给整个值加上半角引号";
        self.found.push(Slip::new(span, "括号后面还有文字", hint));
        Ended::Lost
    }

    fn is_wide(&mut self, span: Range<usize>, half: &str) {
        let slip = self.wide.take().unwrap_or_else(|| {
            let hint = "切换到英文输入法，写半角的 [ ] 和 { }";
            Slip::new(span.clone(), "括号是全角的", hint).clear().silent()
        });
        self.wide = Some(slip.mended(span, half));
    }

    /// A quoted text: its length; `None` where it does not close.
    fn quoted(&mut self, text: &str, place: usize) -> Option<usize> {
        let quote = &text[..1];
        if let Some(end) = closing(&text[1..], quote) {
            let inner = &text[1..=end];
            // “"甲”, "乙"”: the quote that closes is the next one's opening.
            let is_mixed = inner.contains(['”', '’']) && inner.contains([',', '，']);
            if !is_mixed {
                return Some(end + 2);
            }
        }
        let item_end = text.find([',', '，', ']', '}']).unwrap_or(text.len());
        let hint = "引号前后各一个，都用半角：[\"甲\", \"乙\"]";
        match text[..item_end].rfind(['”', '“', '’', '‘', '＂']) {
            Some(closing) => {
                let len = text[closing..].chars().next().map_or(0, char::len_utf8);
                let closing = place + closing..place + closing + len;
                let slip = Slip::new(closing.clone(), "引号一边是半角，一边是全角", hint);
                let end = closing.end;
                self.found.push(slip.mended(closing, quote).clear());
                Some(end - place)
            }
            None => {
                self.found.push(Slip::new(place..place + 1, "引号没有成对", hint));
                None
            }
        }
    }

    /// A full-width comma that parts two items; one within a text is the text's.
    fn wide_comma(&mut self, text: &str, at: usize, span: Range<usize>) {
        let before = text[..at].trim_end();
        let after = text[at + '，'.len_utf8()..].trim_start();
        let is_behind_end = before.ends_with(['"', '\'', ']', '}']);
        let in_braces = self.open.last().is_some_and(|(open, _)| *open == '{');
        let key = after.find(": ").map(|colon| &after[..colon]);
        if !(is_behind_end || in_braces && key.is_some_and(is_key)) {
            return;
        }
        let hint = "各项之间用半角逗号，后面空一格";
        self.found.push(Slip::new(span.clone(), "逗号是全角的", hint).mended(span, ",").clear());
        self.next_item();
    }

    fn colon(&mut self, text: &str, start: usize, at: usize, mark: char) {
        let Some((bracket, _)) = self.open.last() else { return };
        let span = start + at..start + at + mark.len_utf8();
        let rest = &text[at + mark.len_utf8()..];
        let token = self.token.filter(|token| *token >= start).map(|token| &text[token - start..at]);
        let is_name = !self.has_key && *bracket == '{' && token.is_some_and(is_key);
        let is_spaced = rest.is_empty() || rest.starts_with([' ', '\t']);
        if is_name {
            let key = token.unwrap_or_default();
            let hint = format!("写成“{key}: …”：冒号用半角，后面空一格");
            if mark == '：' {
                self.found.push(Slip::new(span.clone(), "冒号是全角的", hint).mended(span, ":").clear());
            } else if !is_spaced {
                self.found.push(Slip::new(span, "冒号后面没有空格", hint));
            }
            self.has_key = true;
            self.token = None;
        } else if mark == ':' && is_spaced && token.is_some() && self.has_key {
            let hint = "给整个值加上半角引号，如 {说明: \"甲: 乙\"}；或者把里面的冒号改成全角";
            self.found.push(Slip::new(span.clone(), "值里又有一个半角冒号", hint).mended(span, "."));
        }
    }

    fn unclosed(&mut self) {
        self.found.extend(self.wide.take());
        if let Some((bracket, place)) = self.open.last() {
            self.found.push(unpaired(*bracket, *place));
        }
    }
}

fn unpaired(bracket: char, place: usize) -> Slip {
    let (end, form) = if bracket == '[' { (']', "[甲, 乙]") } else { ('}', "{名称: 值, 名称: 值}") };
    let hint = format!("在这一组的末尾补上“{end}”，写成 {form}");
    Slip::new(place..place + 1, format!("“{bracket}”没有“{end}”与它配对"), hint)
}
