//! Blocks: where each starts and ends.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, HeadingLevel, Tag};

use super::body::Piece;
use super::embed;
use super::heading::End;
use super::notice::{self, FirstLine};
use super::raw::Block;
use super::reader::Reader;
use super::report::quoted;
use super::stack::Open;
use super::table::Table;
use super::watch;
use crate::problem::Severity::{Error, Warning};

impl Reader<'_, '_> {
    /// Begins what `tag` names.
    pub(super) fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        if matches!(tag, Tag::HtmlBlock) {
            self.html = Some(Block::default());
            return;
        }
        // A picture holds no elements, only the words of its alternative text.
        if self.picture.is_some() || self.is_full() {
            self.push(Open::Silent);
            return;
        }
        self.begin_block_of(&tag);
        match tag {
            Tag::Paragraph => self.paragraph(span.start),
            Tag::Heading { level, id, .. } => self.heading(level, id.as_deref(), span),
            Tag::BlockQuote(_) => self.quotation(span),
            Tag::CodeBlock(kind) => self.code_block(&kind, span),
            Tag::List(None) => self.block("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n", "</ol>\n"),
            Tag::List(Some(start)) => {
                self.out.markup("<ol start=\"");
                self.out.number(usize::try_from(start).unwrap_or(1));
                self.block("\">\n", "</ol>\n");
            }
            Tag::Item => self.block("<li>", "</li>\n"),
            Tag::FootnoteDefinition(label) => {
                let outside = std::mem::take(&mut self.out);
                self.outside.push((outside, label.into_string(), span));
                self.push(Open::Footnote);
            }
            Tag::DefinitionList => self.block("<dl>\n", "</dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>", "</dt>\n"),
            Tag::DefinitionListDefinition => self.block("<dd>", "</dd>\n"),
            Tag::Table(alignments) => {
                self.table = Table::new(&alignments, self.source.get(span).unwrap_or_default());
                self.region("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"表格");
                self.block("，可左右滚动\"><table class=\"table\">\n", "</tbody></table></div>\n");
            }
            Tag::TableHead => {
                self.table.row(true);
                self.block("<thead><tr>", "</tr></thead><tbody>\n");
            }
            Tag::TableRow => {
                self.table.row(false);
                self.block("<tr>", "</tr>\n");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.inline("<em>", "</em>"),
            Tag::Strong => self.inline("<strong>", "</strong>"),
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url, span),
            Tag::Image { dest_url, title, .. } => self.start_picture(&dest_url, &title, span),
            Tag::HtmlBlock
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => self.push(Open::Silent),
        }
    }

    /// Ends the innermost element of Markdown, and what the author's HTML left open in it.
    pub(super) fn end(&mut self) {
        while self.raw_top().is_some() {
            self.close_raw_top();
        }
        match self.pop() {
            Open::Block(close) | Open::Inline(close) => self.out.markup(close),
            Open::Paragraph => self.end_paragraph(),
            Open::Heading => self.end_heading(),
            Open::HeadCell => self.end_head_cell(),
            Open::Link => self.end_link(),
            Open::Picture => self.end_picture(),
            Open::Footnote => self.end_footnote(),
            Open::Raw(_) | Open::Silent => {}
        }
    }

    /// Ends a block of HTML.
    pub(super) fn end_html(&mut self) {
        if let Some(block) = self.html.take() {
            self.html_block(&block);
        }
    }

    fn begin_block_of(&mut self, tag: &Tag<'_>) {
        if !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }) {
            self.begin_block();
        }
    }

    fn block(&mut self, open: &'static str, close: &'static str) {
        self.out.markup(open);
        self.push(Open::Block(close));
    }

    fn inline(&mut self, open: &'static str, close: &'static str) {
        self.out.markup(open);
        self.push(Open::Inline(close));
    }

    /// Writes `markup` and the number of the next region that scrolls.
    fn region(&mut self, markup: &str) {
        self.regions += 1;
        self.out.markup(markup);
        self.out.number(self.regions);
    }

    /// Begins a paragraph whose text starts at byte `from`.
    pub(super) fn paragraph(&mut self, from: usize) {
        self.begin_block();
        let text = self.source.get(from..).unwrap_or_default().trim_ascii_start();
        let is_alone = text.starts_with("![")
            || embed::opening(text.get(..6).unwrap_or_default()).is_some_and(|at| at.start == 0);
        if is_alone {
            self.alone = Some(Vec::new());
        } else {
            self.out.markup("<p>");
        }
        self.push(Open::Paragraph);
    }

    fn end_paragraph(&mut self) {
        let Some(pieces) = self.alone.take() else {
            // Nothing but tags that were not published.
            if !self.out.replace_end("<p>", "") {
                self.out.markup("</p>\n");
            }
            return;
        };
        for mut piece in pieces {
            match &mut piece {
                Piece::Picture(picture) => {
                    picture.is_block = true;
                    let caption = picture.caption.clone().unwrap_or_default();
                    self.count(&caption);
                }
                Piece::Embed(embed) => embed.is_block = true,
                Piece::Html(_) | Piece::Link(_) | Piece::Media(_) => {}
            }
            self.out.piece(piece);
        }
    }

    /// The paragraph holds more than figures: they stand within its lines.
    pub(super) fn not_alone(&mut self) {
        let Some(pieces) = self.alone.take() else { return };
        self.out.markup("<p>");
        for piece in pieces {
            self.inline_piece(piece);
        }
    }

    fn heading(&mut self, level: HeadingLevel, anchor: Option<&str>, span: Range<usize>) {
        let place = (span, self.out.mark());
        let (tag, anchor) = self.headings.start(&mut self.report, level as u8, anchor, place);
        self.out.markup(tag);
        self.out.attribute(anchor);
        self.out.markup("\">");
        let here = self.out.mark();
        self.headings.opened(here);
        self.push(Open::Heading);
    }

    fn end_heading(&mut self) {
        match self.headings.end(&mut self.report, self.out.mark()) {
            End::Close(tag) => self.out.markup(tag),
            End::TakeBack(mark) => self.out.rewind(mark),
        }
    }

    fn quotation(&mut self, span: Range<usize>) {
        let source = self.source;
        match notice::first_line(source.get(span.clone()).unwrap_or_default()) {
            FirstLine::Notice(kind, title, len) => {
                self.done_to = span.start + len;
                self.notice(kind, title);
                return;
            }
            FirstLine::Unknown(name, from, to) => {
                let place = span.start + from..span.start + to;
                self.report.tell(
                    Warning,
                    place,
                    format!("没有“{}”这种提示", quoted(name)),
                    notice::hint(name),
                );
            }
            FirstLine::Quotation => {}
        }
        self.block("<blockquote>\n", "</blockquote>\n");
    }

    fn notice(&mut self, kind: notice::Kind, title: &str) {
        let colon = if title.is_empty() { "" } else { "：" };
        self.out.markup("<aside class=\"");
        self.out.markup(kind.class);
        self.out.markup("\" role=\"note\" aria-label=\"");
        self.out.markup(kind.name);
        self.out.markup(colon);
        self.out.attribute(title);
        self.out.markup("\">\n<p class=\"note-title\">");
        self.out.markup(kind.name);
        self.out.markup(colon);
        self.out.text(title);
        self.count(title);
        self.block("</p>\n", "</aside>\n");
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, span: Range<usize>) {
        let text = self.source.get(span.clone()).unwrap_or_default();
        if matches!(kind, CodeBlockKind::Indented) && text.chars().any(watch::is_wide) {
            let hint = "删去行首的四个空格或制表符；段首空两格由网站自动处理";
            self.report.tell(Warning, span, "这一段会显示成代码，因为行首有空格", hint);
        }
        self.region("<pre tabindex=\"0\" role=\"region\" aria-label=\"代码");
        self.block("\"><code>", "</code></pre>\n");
    }

    fn cell(&mut self) {
        let (tag, class, close) = self.table.cell();
        self.out.markup(tag);
        self.out.markup(class);
        let is_head = close == "</th>";
        self.push(if is_head { Open::HeadCell } else { Open::Block(close) });
    }

    /// A head without text is no head.
    fn end_head_cell(&mut self) {
        let is_empty = self.out.replace_end("<th scope=\"col\">", "<td>")
            || self.out.replace_end("<th scope=\"col\" class=\"number\">", "<td>")
            || self.out.replace_end("<th scope=\"col\" class=\"center\">", "<td>");
        self.out.markup(if is_empty { "</td>" } else { "</th>" });
    }

    /// Marks the entry of a list as done or not.
    pub(super) fn task(&mut self, is_done: bool) {
        if !self.out.replace_end("<li>", "<li class=\"task\">") {
            self.out.replace_end("<li><p>", "<li class=\"task\"><p>");
        }
        self.out.markup(if is_done {
            "<input type=\"checkbox\" disabled checked aria-label=\"已完成\"> "
        } else {
            "<input type=\"checkbox\" disabled aria-label=\"未完成\"> "
        });
    }

    /// Calls a footnote.
    pub(super) fn footnote_call(&mut self, label: &str, span: Range<usize>) {
        if self.picture.is_none() {
            self.footnotes.call(&mut self.out, label, span);
        }
    }

    fn end_footnote(&mut self) {
        let Some((outside, label, span)) = self.outside.pop() else { return };
        let text = std::mem::replace(&mut self.out, outside);
        if text.is_empty() {
            let message = format!("脚注“{}”没有内容", quoted(&label));
            self.report.tell(Error, span.clone(), message, "在冒号后面写上注释");
        }
        self.footnotes.define(&mut self.report, &label, text, span);
    }
}
