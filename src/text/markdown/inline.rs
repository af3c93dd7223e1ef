//! Within a line: links, pictures, quotations from elsewhere, and slips of the pen.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::body::{Piece, Reference};
use super::link::{self, OpenLink, Target};
use super::picture::OpenPicture;
use super::reader::Reader;
use super::report::quoted;
use super::stack::Open;
use super::{embed, watch};
use crate::problem::Severity::{Advice, Error, Warning};
use crate::text::strange;

impl Reader<'_, '_> {
    /// Begins a link: markup, a piece, or nothing where its address is refused.
    pub(super) fn start_link(&mut self, kind: LinkType, address: &str, span: Range<usize>) {
        let place = self.address_span(address, &span);
        let is_mail = kind == LinkType::Email && !address.starts_with("mailto:");
        let target =
            if is_mail { Target::Contact(format!("mailto:{address}").into()) } else { link::target(address) };
        match target {
            Target::Web(address) => {
                self.out.markup("<a class=\"external\" href=\"");
                self.out.address(&address);
                self.out.markup("\" rel=\"external noopener\">");
            }
            Target::Contact(address) => self.plain_link("", &address),
            Target::Fragment(fragment) => {
                self.fragments.push((fragment.to_owned(), place));
                self.plain_link("#", fragment);
            }
            Target::Project(address) => {
                self.out.piece(Piece::Link(Reference { address: address.into_owned(), span: place }));
            }
            Target::Refused(refusal) => {
                link::tell_refusal(&mut self.report, refusal, address, place);
                self.push(Open::Silent);
                return;
            }
        }
        self.link = Some(OpenLink { span, words: String::new() });
        self.push(Open::Link);
    }

    fn plain_link(&mut self, start: &str, address: &str) {
        self.out.markup("<a href=\"");
        self.out.markup(start);
        self.out.address(address);
        self.out.markup("\">");
    }

    /// Ends a link.
    pub(super) fn end_link(&mut self) {
        self.out.markup("</a>");
        if let Some(link) = self.link.take() {
            link.check(&mut self.report);
        }
    }

    /// Where `address` stands within the link or picture at `span`: near its
    /// end. All of it where it is defined elsewhere or written differently.
    fn address_span(&self, address: &str, span: &Range<usize>) -> Range<usize> {
        let reach = address.len() * 2 + 200;
        let mut from = span.end.saturating_sub(reach).max(span.start);
        while !self.source.is_char_boundary(from) {
            from += 1;
        }
        let found = self.source.get(from..span.end).filter(|_| !address.is_empty());
        match found.and_then(|text| text.rfind(address)) {
            Some(at) => from + at..from + at + address.len(),
            None => span.clone(),
        }
    }

    /// Begins a picture: its words follow.
    pub(super) fn start_picture(&mut self, address: &str, title: &str, span: Range<usize>) {
        let address_span = self.address_span(address, &span);
        self.picture = Some(OpenPicture {
            address: address.to_owned(),
            title: strange::without(title).into_owned(),
            alt: String::new(),
            span,
            address_span,
        });
        self.push(Open::Picture);
    }

    /// Ends a picture.
    pub(super) fn end_picture(&mut self) {
        let Some(picture) = self.picture.take().and_then(|open| open.finish(&mut self.report)) else {
            return;
        };
        if let Some(link) = &mut self.link {
            link.add(&picture.alt);
        }
        self.headings.add(&picture.alt);
        self.place(Piece::Picture(picture));
    }

    /// Puts a piece where the text is: alone, or within its line.
    fn place(&mut self, piece: Piece) {
        match &mut self.alone {
            Some(pieces) => pieces.push(piece),
            None => self.inline_piece(piece),
        }
    }

    /// Puts a piece within a line.
    pub(super) fn inline_piece(&mut self, piece: Piece) {
        if let Piece::Media(media) = &piece
            && self.is_in_line()
        {
            let hint = "把它单独写成一段，前后各空一行";
            self.report.tell(Error, media.file.span.clone(), "视频和音频不能放在句子里", hint);
            return;
        }
        self.out.piece(piece);
    }

    /// Text that may hold `{{ … }}`.
    pub(super) fn text_with_embeds(&mut self, text: &str, span: Range<usize>) {
        let mut rest = text;
        let mut at = span.start;
        while let Some(opening) = embed::opening(rest) {
            self.write(&rest[..opening.start], at..at + opening.start);
            let start = at + opening.start;
            let inner_start = at + opening.end;
            let inner_end = self.innermost_end().max(inner_start);
            let inner = self.source.get(inner_start..inner_end).unwrap_or_default();
            let next = match embed::closing(inner) {
                Some(closing) => {
                    let whole = start..inner_start + closing.end;
                    self.embed(&inner[..closing.start], inner_start, whole.clone());
                    whole.end
                }
                None => {
                    embed::tell_unclosed(&mut self.report, start..inner_start);
                    self.write(&rest[opening.clone()], start..inner_start);
                    inner_start
                }
            };
            if next >= span.end {
                self.done_to = next;
                return;
            }
            rest = &rest[next - at..];
            at = next;
        }
        self.write(rest, at..span.end);
    }

    fn embed(&mut self, inner: &str, at: usize, span: Range<usize>) {
        if self.headings.is_open() || self.link.is_some() {
            let hint = "把它移到正文的句子里，或者单独成段";
            self.report.tell(Error, span, "标题和链接文字里不能引用指标、条款和视频", hint);
        } else if let Some(piece) = embed::read(&mut self.report, inner, at, span) {
            self.place(piece);
        }
    }

    /// Counts visible text that is not written through `write`.
    pub(super) fn count(&mut self, text: &str) {
        self.visible(text);
    }

    /// Stars that were left as stars.
    pub(super) fn check_stars(&mut self, text: &str, span: &Range<usize>) {
        let Some(start) = text.find('*').map(|at| span.start + at) else { return };
        let Some(found) = self.source.get(start..).filter(|rest| rest.starts_with("**")) else { return };
        // The parser hands them on one by one.
        if self.source[..start].ends_with(['*', '\\']) {
            return;
        }
        let rest = found.trim_start_matches('*');
        let end = start + found.len() - rest.len();
        let mut beside = self.source[..start].chars().next_back().into_iter().chain(rest.chars().next());
        let is_chinese = beside.any(watch::is_wide);
        if is_chinese && self.html.is_none() {
            let hint = "星号要成对，并紧贴要加粗的文字，中间不能有空格：**重点**";
            self.report.tell(Advice, start..end, "“**”没有成为加粗，会照样显示", hint);
        }
    }

    /// A footnote that is called but not written.
    pub(super) fn check_footnote(&mut self, span: &Range<usize>) {
        let label = self.source[span.start..].split_inclusive(']').next().unwrap_or_default();
        let end = span.start + label.len();
        if !label.ends_with(']') || label.len() > 100 || self.source[..span.start].ends_with('\\') {
            return;
        }
        let hint = format!("在文末另起一段写 {label}: 说明（冒号用半角）");
        self.report.tell(Warning, span.start..end, format!("脚注 {} 没有内容", quoted(label)), hint);
    }

    /// An address that nobody can click.
    pub(super) fn check_address(&mut self, text: &str, span: &Range<usize>) {
        let Some(at) = ["https://", "http://", "www."].iter().filter_map(|start| text.find(start)).min()
        else {
            return;
        };
        let is_part = |character: char| character.is_ascii_graphic() && !"<>\"'`()[]".contains(character);
        let address = text[at..].split(|character| !is_part(character)).next().unwrap_or_default();
        let address = address.trim_end_matches(['.', ',', ';', ':']);
        if address.len() > "https://".len() {
            let shown = quoted(address);
            let start = span.start + at;
            let hint = match address.strip_prefix("www.") {
                Some(_) => format!("写成 [网站名称](https://{shown})"),
                None => format!("写成 [网站名称]({shown}) 或 <{shown}>"),
            };
            self.report.tell(Advice, start..start + address.len(), format!("网址“{shown}”点不开"), hint);
        }
    }
}
