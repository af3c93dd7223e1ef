//! Slips of the pen that YAML cannot read, or reads as something else.
//!
//! A look at the lines themselves, for the scanner stumbles late and far from the
//! place. Each slip has its own remedy, and its mend where there is one: bytes of
//! the same length, so that all other places stay. Knows nothing of keys.

mod flow;
mod line;

use std::ops::Range;

use line::{Line, is_key, lines};

/// One slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) hint: String,
    /// Whether what was meant is beyond doubt, once it can be read.
    pub(super) is_clear: bool,
    /// Whether YAML reads it as something else without a word.
    pub(super) is_silent: bool,
    pub(super) mend: Mend,
}

/// What makes the rest of a text readable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mend {
    /// Each place takes bytes of its own length.
    Replace(Vec<(Range<usize>, String)>),
    /// The entry is left out.
    Drop,
}

impl Slip {
    /// A slip whose entry is lost.
    fn new(span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        let (message, hint) = (message.into(), hint.into());
        Self { span, message, hint, is_clear: false, is_silent: false, mend: Mend::Drop }
    }

    /// The same, readable once `span` is replaced.
    fn mended(mut self, span: Range<usize>, start: &str) -> Self {
        let piece = format!("{start}{}", " ".repeat(span.len().saturating_sub(start.len())));
        match &mut self.mend {
            Mend::Replace(pieces) => pieces.push((span, piece)),
            Mend::Drop => self.mend = Mend::Replace(vec![(span, piece)]),
        }
        self
    }

    /// The same, and then beyond doubt.
    fn clear(mut self) -> Self {
        self.is_clear = true;
        self
    }

    /// The same, which YAML does not notice.
    fn silent(mut self) -> Self {
        self.is_silent = true;
        self
    }
}

/// All slips of a text, in its order.
pub(super) fn find(text: &str) -> Vec<Slip> {
    let lines = lines(text);
    let mut finder = Finder {
        lines: &lines,
        found: Vec::new(),
        dashes: Vec::new(),
        item: None,
        text: None,
        opened: false,
    };
    let mut at = 0;
    while at < lines.len() {
        at = finder.line(at);
    }
    finder.found
}

struct Finder<'a> {
    lines: &'a [Line<'a>],
    found: Vec<Slip>,
    /// Indents of the lists that are open, from the outermost.
    dashes: Vec<usize>,
    /// The columns of the dash and of the first name of the item of now.
    item: Option<(usize, usize)>,
    /// The indent of the entry whose text may go on below it.
    text: Option<usize>,
    /// Whether the line before left its value to the lines below.
    opened: bool,
}

impl Finder<'_> {
    /// Looks at the line `at`; the next one to look at.
    fn line(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        if line.is_empty() {
            return at + 1;
        }
        let is_dashed = line.content().starts_with('-');
        if !is_dashed && self.item.is_some_and(|(dash, name)| dash < line.indent() && line.indent() < name) {
            let start = line.content_start();
            let hint = "同一组的各行左边对齐：与“- ”后面的第一个字对齐";
            self.found.push(Slip::new(
                start..start + line.content().len(),
                "这一行没有与同一组的上一行对齐",
                hint,
            ));
            return at + 1;
        }
        if !is_dashed && self.text.is_some_and(|indent| line.indent() > indent) {
            return at + 1;
        }
        self.indent(line);
        let opened = std::mem::take(&mut self.opened);
        let (rest, start) =
            if is_dashed { self.dash(line, opened) } else { (line.content(), line.content_start()) };
        if !is_dashed {
            self.dashes.retain(|dash| *dash < line.indent());
        }
        self.item = match self.item {
            Some((dash, name)) if !is_dashed && line.indent() > dash => Some((dash, name)),
            _ => None,
        };
        self.text = None;
        self.entry(at, rest, start, is_dashed)
    }

    /// Blanks before an entry are half-width spaces alone.
    fn indent(&mut self, line: Line<'_>) {
        let indent = line.indent_text();
        let Some((at, odd)) = indent.char_indices().find(|(_, character)| *character != ' ') else { return };
        let span = line.start + at..line.start + at + odd.len_utf8();
        let whole = line.start..line.start + indent.len();
        let (message, hint) = if odd == '\t' {
            ("行首有 Tab（制表符）", "删去 Tab，改成空格；列表每行前面空两格再写“- ”")
        } else {
            ("行首有全角空格", "删去全角空格，改成半角空格；列表每行前面空两格再写“- ”")
        };
        self.found.push(Slip::new(span, message, hint).mended(whole, ""));
    }

    /// An entry of a list: the text behind its dash, and where it starts.
    fn dash<'l>(&mut self, line: Line<'l>, opened: bool) -> (&'l str, usize) {
        let content = line.content();
        let rest = &content[1..];
        let start = line.content_start();
        let next = rest.chars().next();
        if next.is_some_and(|next| !next.is_whitespace() && next != '-' && !next.is_ascii_digit()) {
            let slip = Slip::new(start..start + 1, "“-”后面没有空格", "写成“- 内容”：减号后面空一格");
            let slip = if line.indent_text().ends_with(' ') {
                slip.mended(start - 1..start + 1, "- ").clear().silent()
            } else {
                slip
            };
            self.found.push(slip);
        } else {
            self.align(line, opened);
        }
        let indent = line.indent();
        self.dashes.retain(|dash| *dash <= indent);
        if self.dashes.last() != Some(&indent) {
            self.dashes.push(indent);
        }
        let blank = rest.len() - rest.trim_start_matches(' ').len();
        (&rest[blank..], start + 1 + blank)
    }

    /// Entries of one list stand below each other.
    fn align(&mut self, line: Line<'_>, opened: bool) {
        let indent = line.indent();
        let Some(&last) = self.dashes.last() else { return };
        let is_deeper = indent > last && !opened && self.text.is_none_or(|text| text == last);
        let is_between = indent < last && !self.dashes.contains(&indent) && indent > 0;
        if !is_deeper && !is_between || line.indent_text().contains(|c| c != ' ') {
            return;
        }
        let start = line.content_start();
        let hint = "列表的各行左边对齐，每行前面空两格再写“- ”";
        let mut slip = Slip::new(start..start + 1, "这一行与列表的上一行没有对齐", hint).silent();
        if is_deeper {
            slip = slip.mended(line.start + last..start + 1, "-");
        }
        self.found.push(slip);
    }

    /// `名称: 值`, or a value alone; the next line to look at.
    fn entry(&mut self, at: usize, text: &str, start: usize, is_dashed: bool) -> usize {
        let line = self.lines[at];
        let colon = text.find([':', '：']).filter(|colon| is_key(&text[..*colon]));
        let Some(colon) = colon else {
            if !is_dashed && line.indent() == 0 && !text.starts_with(['"', '\'', '[', '{']) {
                let hint = "写成“名称: 值”：冒号用半角，后面空一格；接着上一行写的，前面空两格";
                self.found.push(Slip::new(start..start + text.trim_end().len(), "这一行没有冒号", hint));
                return at + 1;
            }
            return self.value(at, line.indent(), text, start);
        };
        if is_dashed {
            self.item = Some((line.indent(), start - line.start));
        }
        let key = &text[..colon];
        let mark = start + colon;
        let is_wide = text[colon..].starts_with('：');
        let value = &text[colon + if is_wide { '：'.len_utf8() } else { 1 }..];
        let at_value = start + text.len() - value.len();
        if is_wide {
            let hint = format!("写成“{key}: …”：切换到英文输入法打冒号，后面空一格");
            self.found
                .push(Slip::new(mark..at_value, "冒号是全角的", hint).mended(mark..at_value, ":").clear());
        } else if let Some(blank) =
            value.chars().next().filter(|c| matches!(c, '\u{3000}' | '\u{a0}' | '\u{2003}'))
        {
            let span = at_value..at_value + blank.len_utf8();
            let hint = format!("写成“{key}: …”：冒号后面空一格半角空格");
            self.found.push(Slip::new(span.clone(), "冒号后面是全角空格", hint).mended(span, "").clear());
        } else if !value.is_empty() && !value.starts_with([' ', '\t']) {
            if !is_address(key, value) {
                let hint = format!("写成“{key}: …”：冒号后面空一格");
                self.found.push(Slip::new(mark..mark + 1, "冒号后面没有空格", hint));
            }
            return at + 1;
        }
        let blank = value.len() - value.trim_start().len();
        self.value(at, start - line.start, &value[blank..], at_value + blank)
    }

    /// The value that starts on the line `at`, of an entry in this column; the next line to look at.
    fn value(&mut self, at: usize, column: usize, value: &str, start: usize) -> usize {
        match value.chars().next() {
            None | Some('#') => self.opened = true,
            Some('|' | '>') if value[1..].trim().len() < 3 => return self.block(at),
            Some('"' | '\'') => return self.quoted(at, value, start),
            Some('[' | '{' | '［' | '｛') => return flow::look(self.lines, at, start, &mut self.found),
            Some(mark @ ('*' | '&' | '%' | '@' | '`' | '!' | '|' | '>')) => {
                let len = value.len() - value.trim_start_matches(mark).len();
                let hint = "给整个值加上半角引号，如 \"…\"；文件头里不能加粗";
                let span = start..start + len;
                let message = format!("值不能以“{mark}”开头");
                self.found.push(Slip::new(span.clone(), message, hint).mended(span, ""));
                self.text = Some(column);
            }
            // A key of its own: `- 名称: 值` was taken apart before.
            Some(_) => {
                self.plain(value, start);
                self.text = Some(column);
            }
        }
        at + 1
    }

    /// Lines that are taken as they are.
    fn block(&self, at: usize) -> usize {
        let indent = self.lines[at].indent();
        let is_in = |line: &&Line<'_>| line.is_empty() || line.indent() > indent;
        at + 1 + self.lines[at + 1..].iter().take_while(is_in).count()
    }

    fn plain(&mut self, value: &str, start: usize) {
        let value = value.split(" #").next().unwrap_or_default().trim_end();
        let colon = value.find(": ").or_else(|| value.strip_suffix(':').map(str::len));
        if let Some(colon) = colon {
            let span = start + colon..start + colon + 1;
            let hint = "给整个值加上半角引号，如 \"甲: 乙\"；或者把里面的冒号改成全角";
            self.found.push(Slip::new(span.clone(), "值里又有一个半角冒号", hint).mended(span, "."));
        }
    }

    fn quoted(&mut self, at: usize, value: &str, start: usize) -> usize {
        let line = self.lines[at];
        let quote = &value[..1];
        if let Some(end) = closing(&value[1..], quote) {
            let rest = value[1 + end + 1..].trim_start();
            if !rest.is_empty() && !rest.starts_with('#') {
                let hint = "整个值放在一对半角引号里；里面要用引号的，写中文引号“”";
                let at_rest = start + value.len() - rest.len();
                let span = at_rest..at_rest + rest.trim_end().len();
                self.found.push(Slip::new(span, "引号后面还有文字", hint));
            }
            return at + 1;
        }
        let below =
            self.lines[at + 1..].iter().take_while(|next| next.is_empty() || next.indent() > line.indent());
        for (passed, next) in below.enumerate() {
            if closing(next.text, quote).is_some() {
                return at + 2 + passed;
            }
        }
        self.found.push(unclosed(value, start));
        at + 1
    }
}

/// `https://…` is a value, not a key.
fn is_address(key: &str, value: &str) -> bool {
    value.starts_with("//") || key.is_ascii() && value.starts_with(|c: char| c.is_ascii_digit())
}

/// Where the quote closes in the text behind the opening one.
fn closing(text: &str, quote: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text[from..].find(quote) {
        let at = from + found;
        let escapes = text[..at].len() - text[..at].trim_end_matches('\\').len();
        if quote == "'" && text[at + 1..].starts_with('\'') {
            from = at + 2;
        } else if quote == "\"" && escapes % 2 == 1 {
            from = at + 1;
        } else {
            return Some(at);
        }
    }
    None
}

/// A quote that does not close on its line, or closes as a Chinese one.
fn unclosed(value: &str, start: usize) -> Slip {
    let end = value.trim_end();
    let opening = start..start + 1;
    let hint = "引号前后各一个，都用半角：\"…\"；不需要引号的，两个都删去";
    match end.strip_suffix(['”', '“', '’', '‘', '＂']) {
        Some(inner) => {
            let closing = start + inner.len()..start + end.len();
            Slip::new(closing.clone(), "引号一边是半角，一边是全角", hint)
                .mended(opening, "")
                .mended(closing, "")
                .clear()
        }
        None => Slip::new(opening.clone(), "引号没有成对", hint).mended(opening, ""),
    }
}

#[cfg(test)]
mod tests;
