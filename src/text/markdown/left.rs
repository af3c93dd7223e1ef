//! Marks that were meant as Markdown and are none: they would be printed as they are.
//!
//! A look at the lines themselves. Code is passed over. What is lost to readers, a
//! picture, a figure, a cell, is an error; what only looks wrong is a warning.

use std::ops::Range;

use super::report::{Report, quoted};
use crate::problem::Severity::{self, Error, Warning};

/// Tells all of them in the bytes `body` of `source`.
pub(super) fn tell(source: &str, body: Range<usize>, report: &mut Report<'_>) {
    let mut look = Look { report, fence: None, table: Table::None };
    let mut start = body.start;
    for line in source[body].split_inclusive('\n') {
        look.line(line.trim_end_matches(['\n', '\r']), start);
        start += line.len();
    }
    look.end_table();
}

struct Look<'r, 'p> {
    report: &'r mut Report<'p>,
    /// The mark that ends the code of now.
    fence: Option<&'static str>,
    table: Table,
}

/// The lines with bars that stand together.
#[derive(Debug, Clone)]
enum Table {
    None,
    /// One line: a table if the next one says so.
    Head {
        cells: usize,
        span: Range<usize>,
    },
    /// A table of this many columns.
    Open {
        cells: usize,
    },
    /// Told already.
    Told,
}

impl Look<'_, '_> {
    fn say(&mut self, severity: Severity, span: Range<usize>, message: impl Into<String>, hint: &str) {
        self.report.tell(severity, span, message, hint);
    }

    fn line(&mut self, line: &str, start: usize) {
        let text = line.trim_start_matches([' ', '>']);
        if self.is_code(text) || line.starts_with("    ") || line.starts_with('\t') {
            return;
        }
        let at = start + line.len() - text.len();
        self.table(text, at);
        self.bullet(text, at);
        if text.contains(['[', '＊', '{', '｛']) {
            let text = without_code(text);
            self.pictures_and_links(&text, at);
            self.stars(&text, at);
            self.braces(&text, at);
        }
    }

    /// Whether the line is code, or starts or ends some.
    fn is_code(&mut self, text: &str) -> bool {
        let mark = ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark));
        match (self.fence, mark) {
            (None, None) => false,
            (None, Some(mark)) => {
                self.fence = Some(mark);
                true
            }
            (Some(open), mark) => {
                if mark == Some(open) {
                    self.fence = None;
                }
                true
            }
        }
    }

    fn table(&mut self, text: &str, at: usize) {
        let text = text.trim_end();
        let span = at..at + text.len();
        if text.starts_with('｜') && text.matches('｜').count() > 1 {
            if !matches!(self.table, Table::Told) {
                let hint = "切换到英文输入法，用半角竖线：| 项目 | 数值 |；第二行写 | --- | --- |";
                self.say(Warning, span, "表格的竖线是全角的，不会成为表格", hint);
            }
            self.table = Table::Told;
            return;
        }
        if !text.starts_with('|') || !text.ends_with('|') || text.len() < 2 {
            return self.end_table();
        }
        let cells = cells(text);
        match self.table.clone() {
            Table::None => self.table = Table::Head { cells, span },
            Table::Head { cells: head, .. } if is_rule(text) => {
                self.table = if cells == head { Table::Open { cells } } else { Table::Told };
                if cells != head {
                    let hint = "表头有几格，第二行就写几个 ---，如 | --- | --- |";
                    self.say(
                        Warning,
                        span,
                        format!("表头有 {head} 格，第二行有 {cells} 格，格数不同，不会成为表格"),
                        hint,
                    );
                }
            }
            Table::Head { .. } => self.no_rule(),
            Table::Open { cells: head } if cells < head => {
                let hint = "补上缺的格；没有内容的格也要写，如 | 甲 |  |";
                self.say(Warning, span, format!("这一行只有 {cells} 格，表头有 {head} 格"), hint);
            }
            Table::Open { cells: head } if cells > head => {
                let hint = "删去多的格，或者在表头和第二行各加一格；格里要写竖线的，写成 \\|";
                self.say(Error, span, format!("这一行有 {cells} 格，表头只有 {head} 格，多的不会显示"), hint);
            }
            Table::Open { .. } | Table::Told => {}
        }
    }

    fn no_rule(&mut self) {
        if let Table::Head { span, .. } = std::mem::replace(&mut self.table, Table::Told) {
            let hint = "在表头下面加一行 | --- | --- |，表头有几格就写几个 ---";
            self.say(Warning, span, "表格的第二行不是 | --- |，不会成为表格", hint);
        }
    }

    fn end_table(&mut self) {
        self.table = Table::None;
    }

    fn bullet(&mut self, text: &str, at: usize) {
        let mut characters = text.chars();
        let (Some(first), Some(next)) = (characters.next(), characters.next()) else { return };
        let is_bullet = matches!(first, '·' | '•' | '●' | '○' | '■' | '□' | '◆' | '▪' | '➢' | '※');
        let is_stroke = first == '-' && matches!(next, '\u{4e00}'..='\u{9fff}');
        if is_bullet || is_stroke {
            let hint = "行首写“- ”（半角减号加一个空格），前面空一行";
            let message = format!("行首的“{first}”不会成为列表，会照样显示");
            self.say(Warning, at..at + first.len_utf8(), message, hint);
        }
    }

    fn stars(&mut self, text: &str, at: usize) {
        if let Some(found) = text.find("＊＊") {
            let hint = "切换到英文输入法，写成 **重点**";
            self.say(Warning, at + found..at + found + "＊＊".len(), "星号是全角的，不会加粗", hint);
        }
    }

    fn braces(&mut self, text: &str, at: usize) {
        const WORDS: [&str; 4] = ["指标", "条款", "视频", "音频"];
        for (found, brace) in text.match_indices(['{', '｛']) {
            let inner = text[found + brace.len()..].trim_start();
            let name = WORDS.iter().find_map(|word| inner.strip_prefix(word));
            let is_single = !text[..found].ends_with(['{', '｛']);
            if is_single && name.is_some_and(|rest| rest.trim_start().starts_with([':', '：'])) {
                let hint = "两边各写两个花括号，如 {{ 指标: little-giant }}";
                let span = at + found..at + found + brace.len();
                self.say(Error, span, "引用只写了一个花括号，会照样显示", hint);
            }
        }
    }

    fn pictures_and_links(&mut self, text: &str, at: usize) {
        for (found, _) in text.match_indices('[') {
            if text[..found].ends_with('\\') {
                continue;
            }
            let Some(end) = text[found..].find(']').map(|end| found + end + 1) else { return };
            let (before, after) = (&text[..found], &text[end..]);
            let mark = at + end;
            if before.ends_with('！') && after.starts_with(['(', '（']) {
                let hint = "切换到英文输入法，写成 ![替代文字](文件名.jpg \"图注\")";
                self.say(Error, at + found - '！'.len_utf8()..at + found, "图片前面的感叹号是全角的", hint);
                continue;
            }
            let is_picture = before.ends_with('!');
            if let Some(address) = after.strip_prefix('（') {
                self.wide_brackets(address, is_picture, mark);
            } else if let Some(inner) = after.strip_prefix('(') {
                self.address(inner, is_picture, mark + 1);
            }
        }
    }

    fn wide_brackets(&mut self, address: &str, is_picture: bool, mark: usize) {
        let end = address.find([')', '）']).unwrap_or(address.len());
        let looks_like_one = address[..end].contains(['.', '/']) && !address[..end].contains('。');
        let span = mark..mark + '（'.len_utf8();
        if is_picture {
            let hint = "地址两边用半角括号，图注两边用半角引号：![替代文字](文件名.jpg \"图注\")";
            self.say(Error, span, "图片地址的括号是全角的，图片不会显示", hint);
        } else if looks_like_one {
            self.say(Warning, span, "链接地址的括号是全角的，不会成为链接", "写成 [文字](地址)：括号用半角");
        }
    }

    /// What stands between half-width brackets: an address, perhaps a title.
    fn address(&mut self, inner: &str, is_picture: bool, start: usize) {
        let first = inner.find(')').filter(|end| !inner[..*end].contains('('));
        let end = first.or_else(|| inner.rfind(')')).unwrap_or(inner.len());
        let inner = &inner[..end];
        // Another link on the line: where this one ends, nobody can say.
        if inner.trim_start().starts_with('<') || inner.contains('[') {
            return;
        }
        let Some((file, title)) = inner.trim().split_once(char::is_whitespace) else { return };
        let title = title.trim_start();
        if file.is_empty() || title.is_empty() || title.starts_with(['"', '\'', '(']) {
            return;
        }
        let (severity, what) = if is_picture { (Error, "图片") } else { (Warning, "链接") };
        if title.starts_with(['“', '”', '‘', '’', '「', '＂']) {
            let at = start + inner.find(title).unwrap_or_default();
            let hint = "图注两边用半角引号：![替代文字](文件名.jpg \"图注\")";
            let len = title.chars().next().map_or(0, char::len_utf8);
            self.say(severity, at..at + len, format!("{what}说明的引号是全角的，会照样显示"), hint);
        } else {
            let name = title.split(['"', '“']).next().unwrap_or_default().trim_end();
            let whole = quoted(&format!("{file} {name}"));
            let at = start + inner.find(file).unwrap_or_default();
            let message = format!("文件名里有空格，{what}不会显示：{whole}");
            self.say(
                severity,
                at..at + file.len(),
                message,
                "给文件改名，用小写英文、数字和连字符，如 test-bench.jpg",
            );
        }
    }
}

/// The line with its code and escaped marks blanked out, at the same places.
fn without_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, part) in text.split('`').enumerate() {
        if number > 0 {
            out.push('`');
        }
        let is_code = number % 2 == 1 && text.matches('`').count() > number;
        if is_code { out.push_str(&" ".repeat(part.len())) } else { out.push_str(part) }
    }
    out
}

/// Cells between the bars of a row; bars in code and behind `\` are text.
fn cells(text: &str) -> usize {
    let text = without_code(text);
    let bars = text.match_indices('|').filter(|(at, _)| !text[..*at].ends_with('\\')).count();
    bars.saturating_sub(1)
}

/// `| --- | ---: |`
fn is_rule(text: &str) -> bool {
    text.contains('-') && text.chars().all(|character| matches!(character, '|' | '-' | ':' | ' '))
}
