//! Goes through the events of the parser once and writes what they mean.
//!
//! Elements that are open lie on a stack, the author's own HTML among them:
//! each is closed where its parent ends, so what is written is always balanced.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::body::{Body, Piece};
use super::emphasis::{self, Veil};
use super::footnote::Footnotes;
use super::heading::Headings;
use super::left;
use super::link::{self, OpenLink};
use super::output::Output;
use super::picture::OpenPicture;
use super::raw::{Block, Residue};
use super::report::Report;
use super::stack::Open;
use super::table::Table;
use super::watch::{self, Watch};
use crate::problem::Severity::Warning;
use crate::text::strange;

/// What the owner chose. Strikethrough stays off: `10~20万元` is a range.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// One text on its way.
#[derive(Debug)]
pub(super) struct Reader<'a, 'p> {
    /// The whole file: all places are places in it.
    pub(super) source: &'a str,
    pub(super) report: Report<'p>,
    pub(super) out: Output,
    pub(super) headings: Headings,
    pub(super) footnotes: Footnotes,
    /// What was being written outside the footnote of now, and its label.
    pub(super) outside: Vec<(Output, String, Range<usize>)>,
    pub(super) link: Option<OpenLink>,
    pub(super) fragments: Vec<(String, Range<usize>)>,
    pub(super) picture: Option<OpenPicture>,
    /// In a paragraph that so far holds nothing but figures and quotations.
    pub(super) alone: Option<Vec<Piece>>,
    pub(super) html: Option<Block>,
    pub(super) residue: Residue,
    pub(super) table: Table,
    /// Numbers the regions that scroll.
    pub(super) regions: usize,
    pub(super) open: Vec<(Open, usize)>,
    watch: Watch,
    /// What lies before this byte was dealt with.
    pub(super) done_to: usize,
    /// The depth above which, and the tag up to which, everything is passed over.
    pub(super) muted: Option<(usize, String)>,
    /// At the start of a block, where blanks are no text.
    is_fresh: bool,
    ends_wide: bool,
    pub(super) is_too_deep: bool,
    characters: usize,
    /// Bytes of the event of now.
    pub(super) now: Range<usize>,
}

/// Reads the bytes `body` of `source`.
pub(super) fn read(source: &str, body: Range<usize>, report: Report<'_>) -> Body {
    let text = &source[body.clone()];
    let veil = emphasis::veil(text);
    let has_h1 = watch::may_hold_h1(text) && starts_with_h1(&veil.text);
    let mut reader = Reader::new(source, text, report, has_h1);
    for strange in strange::find(source, body.clone()) {
        let message = format!("正文有 {} 个{}，没有发布", strange.count, strange.name);
        reader.report.tell(Warning, strange.span, message, strange.remedy);
    }
    left::tell(source, body.clone(), &mut reader.report);
    for (event, span) in Parser::new_ext(&veil.text, OPTIONS).into_offset_iter() {
        let event = if veil.is_worn() { lift(&veil, event) } else { event };
        reader.event(event, body.start + span.start..body.start + span.end);
    }
    reader.finish()
}

/// Whether the author's first heading is of the first level: then all go down by one. A
/// later one is a slip.
fn starts_with_h1(text: &str) -> bool {
    let level = |event: Event<'_>| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level),
        _ => None,
    };
    Parser::new_ext(text, OPTIONS).find_map(level) == Some(HeadingLevel::H1)
}

/// The event with the author's characters.
fn lift<'t>(veil: &Veil<'_>, event: Event<'t>) -> Event<'t> {
    let unveil = |text| veil.lift(text);
    match event {
        Event::Text(text) => Event::Text(unveil(text)),
        Event::Code(text) => Event::Code(unveil(text)),
        Event::Html(text) => Event::Html(unveil(text)),
        Event::InlineHtml(text) => Event::InlineHtml(unveil(text)),
        Event::FootnoteReference(label) => Event::FootnoteReference(unveil(label)),
        Event::Start(Tag::FootnoteDefinition(label)) => Event::Start(Tag::FootnoteDefinition(unveil(label))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: unveil(dest_url), title: unveil(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: unveil(dest_url), title: unveil(title), id })
        }
        other => other,
    }
}

impl<'a, 'p> Reader<'a, 'p> {
    fn new(source: &'a str, text: &str, report: Report<'p>, has_h1: bool) -> Self {
        Self {
            source,
            report,
            out: Output::with_capacity(text.len() + text.len() / 3),
            headings: Headings::new(has_h1),
            footnotes: Footnotes::default(),
            outside: Vec::new(),
            link: None,
            fragments: Vec::new(),
            picture: None,
            alone: None,
            html: None,
            residue: Residue::default(),
            table: Table::default(),
            regions: 0,
            open: Vec::new(),
            watch: Watch::over(text),
            done_to: 0,
            muted: None,
            is_fresh: true,
            ends_wide: false,
            is_too_deep: false,
            characters: 0,
            now: 0..0,
        }
    }

    fn finish(mut self) -> Body {
        while self.raw_top().is_some() {
            self.close_raw_top();
        }
        self.tell_residue();
        let headings = self.headings.finish();
        link::check_fragments(&mut self.report, &self.fragments, &headings, self.footnotes.len());
        self.footnotes.finish(&mut self.report, &mut self.out);
        let is_sound = self.report.finish();
        Body::new(self.out.finish(), headings, self.characters, is_sound)
    }

    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        self.now = span.clone();
        if self.muted.is_some() || span.start < self.done_to {
            return self.pass_over(event, span);
        }
        if self.alone.is_some() && self.picture.is_none() && !may_stand_alone(&event) {
            self.not_alone();
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(TagEnd::HtmlBlock) => self.end_html(),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text, span),
            Event::Code(code) => self.code(&code),
            Event::Html(html) => match &mut self.html {
                Some(block) => block.line(&html, span.start),
                None => self.inline_html(&html, span),
            },
            Event::InlineHtml(_) if self.picture.is_some() => {}
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::FootnoteReference(label) => self.footnote_call(&label, span),
            Event::SoftBreak => self.soft_break(span),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.out.markup("<hr>\n"),
            Event::TaskListMarker(is_done) => self.task(is_done),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.write(&text, span),
        }
    }

    /// Keeps the stack right while what was already dealt with goes by.
    fn pass_over(&mut self, event: Event<'_>, span: Range<usize>) {
        let goes_on = self.muted.is_none() && span.end > self.done_to;
        match event {
            Event::Start(Tag::Paragraph) if goes_on => self.paragraph(self.done_to),
            Event::Start(_) => self.push(Open::Silent),
            Event::End(TagEnd::HtmlBlock) => self.end_html(),
            Event::End(_) => self.end(),
            Event::Text(_) if goes_on => {
                let rest = self.done_to..span.end;
                let source = self.source;
                if let Some(text) = source.get(rest.clone()) {
                    self.done_to = span.end;
                    self.text(text, rest);
                }
            }
            Event::Code(code) if goes_on => self.code(&code),
            Event::InlineHtml(html) => self.unmute(&html),
            _ => {}
        }
    }

    /// Text of the author, which may hold `{{ … }}`.
    fn text(&mut self, text: &str, span: Range<usize>) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push_str(&strange::without(text));
            return;
        }
        // Text that was decoded or unescaped is no longer what stands there.
        if self.watch.embeds && span.len() == text.len() && self.html.is_none() {
            self.text_with_embeds(text, span);
        } else {
            self.write(text, span);
        }
    }

    /// Text of the author that is text.
    pub(super) fn write(&mut self, text: &str, span: Range<usize>) {
        let text = if self.is_fresh && self.watch.wide_blanks {
            text.trim_start_matches(|character: char| character.is_whitespace())
        } else {
            text
        };
        if self.alone.is_some() {
            if text.trim().is_empty() {
                return;
            }
            self.not_alone();
        }
        if text.is_empty() {
            return;
        }
        self.check_text(text, span);
        self.is_fresh = false;
        let text = strange::without(text);
        self.visible(&text);
        self.out.text(&text);
    }

    /// Counts and keeps what is read.
    pub(super) fn visible(&mut self, text: &str) {
        self.characters += watch::count(text, self.watch.wide_blanks);
        self.ends_wide = text.chars().next_back().is_some_and(watch::is_wide);
        self.headings.add(text);
        if let Some(link) = &mut self.link {
            link.add(text);
        }
    }

    /// What the watch is for, and what staff write where Markdown wants more.
    fn check_text(&mut self, text: &str, span: Range<usize>) {
        if self.watch.stars && text.contains('*') {
            self.check_stars(text, &span);
        }
        if self.watch.footnotes && text == "[" && self.source[span.start..].starts_with("[^") {
            self.check_footnote(&span);
        }
        if self.watch.addresses && self.link.is_none() {
            self.check_address(text, &span);
        }
        if self.is_fresh
            && text.starts_with(['#', '＃'])
            && matches!(self.open.last(), Some((Open::Paragraph, _)))
        {
            let hint = "“#”和标题文字之间空一格（半角），如“## 标题”";
            self.report.tell(Warning, span, "这一行看起来是标题，但没有成为标题", hint);
        }
    }

    /// A line break of the author: nothing where Chinese goes on, for browsers
    /// would show a blank.
    fn soft_break(&mut self, span: Range<usize>) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push(' ');
            return;
        }
        if self.alone.is_some() {
            return;
        }
        let is_passed = |character: char| character.is_ascii_whitespace() || ">*_[!`".contains(character);
        let next = self.source[span.start..].chars().find(|character| !is_passed(*character));
        if !(self.ends_wide && next.is_some_and(watch::is_wide)) {
            self.out.markup("\n");
            self.headings.add(" ");
        }
    }

    fn hard_break(&mut self) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push(' ');
        } else if self.alone.is_none() {
            self.out.markup("<br>\n");
            self.is_fresh = true;
        }
    }

    fn code(&mut self, code: &str) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push_str(code);
            return;
        }
        self.is_fresh = false;
        let code = strange::without(code);
        self.visible(&code);
        self.out.markup("<code>");
        self.out.text(&code);
        self.out.markup("</code>");
    }

    /// Begins a block, whose text does not go on from what stands before.
    pub(super) fn begin_block(&mut self) {
        self.is_fresh = true;
        self.ends_wide = false;
    }

    /// Bytes of the event of now.
    pub(super) fn here(&self) -> Range<usize> {
        self.now.clone()
    }
}

/// Whether a paragraph can still be one of figures alone.
fn may_stand_alone(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Image { .. })
            | Event::End(TagEnd::Image | TagEnd::Paragraph)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Text(_)
    )
}
