//! What a text becomes: finished HTML between pieces that its page must fill in.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::plain;

/// A text ready for its page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    gist: Gist,
    is_sound: bool,
    pieces: OnceLock<Vec<Piece>>,
    /// What the pieces are read from, where only its gist is known.
    waiting: Option<Waiting>,
}

/// What the checks of a text ask for most.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gist {
    /// Han, letters, digits and punctuation of the visible text, without blanks:
    /// what a limit such as the 2,500 characters of a case counts. Alternative
    /// texts and what a page fills in are not counted.
    pub characters: usize,
    /// The author's headings in order; 注释 above the footnotes is not among them.
    pub headings: Vec<Heading>,
    /// What its page must fill in, in order.
    pub needs: Vec<Piece>,
}

/// A text that was not read in this run.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Waiting {
    text: Arc<String>,
    body: Range<usize>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// Balanced together with its neighbours, not always on its own.
    Html(String),
    /// Stands for the opening `<a …>`: the HTML that follows holds the text and
    /// `</a>`. One that leads nowhere is to become `<a>` without an address.
    Link(Reference),
    /// A picture of the project.
    Picture(Picture),
    /// A video or sound of the project; always a block.
    Media(Media),
    /// A figure or a clause that is held elsewhere.
    Embed(Embed),
}

/// An address as the author wrote it, to a source or a page of the project:
/// never one with a scheme or with a host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Relative to the file, or to the root where it starts with `/`. May end
    /// with `#…`. Not escaped, not decoded: never to be printed as it is.
    pub address: String,
    /// Bytes in the source file.
    pub span: Range<usize>,
}

/// `![替代文字](a.jpg "图注")`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The file.
    pub file: Reference,
    /// Plain text, not escaped. Empty where the author left it out, which was told.
    pub alt: String,
    /// Inline HTML, escaped.
    pub caption: Option<String>,
    /// Alone in its paragraph: a figure. Else it stands within a line.
    pub is_block: bool,
}

/// What kind of thing plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaKind {
    /// 视频.
    Video,
    /// 音频.
    Audio,
}

/// `{{ 视频: a.mp4; 标题: …; 文字稿: a.txt }}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// Video or sound.
    pub kind: MediaKind,
    /// The file.
    pub file: Reference,
    /// Plain text, not escaped.
    pub title: String,
    /// 封面: a picture.
    pub poster: Option<Reference>,
    /// 字幕: a `WebVTT` file.
    pub captions: Option<Reference>,
    /// 文字稿. `None` only where an error told that it is missing.
    pub transcript: Option<Reference>,
}

/// What kind of thing is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmbedKind {
    /// 指标: the current figure of a target.
    Target,
    /// 条款: the wording of a clause.
    Clause,
}

/// `{{ 指标: little-giant }}` or `{{ 条款: other-plan#2.1.2 }}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embed {
    /// Figure or clause.
    pub kind: EmbedKind,
    /// The plan before `#`; `None` means the plan of the text.
    pub policy: Option<String>,
    /// The target's or clause's id as written; no blanks, not empty.
    pub id: String,
    /// Alone in its paragraph.
    pub is_block: bool,
    /// Bytes in the source file, with the braces.
    pub span: Range<usize>,
}

/// A heading of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 2 to 6: the page's title is its h1.
    pub level: u8,
    /// Plain text, not escaped.
    pub text: String,
    /// Its `id`: the author's (`{#apply}`), or `s1`, `s2`… by position. ASCII.
    pub anchor: String,
}

impl Body {
    /// Two pieces of HTML never stand beside each other: a text that needs nothing
    /// from its page is one piece, an empty one none. `is_sound` where nothing was told of it.
    pub(super) fn new(pieces: Vec<Piece>, headings: Vec<Heading>, characters: usize, is_sound: bool) -> Self {
        let needs = pieces.iter().filter(|piece| !matches!(piece, Piece::Html(_))).cloned().collect();
        let gist = Gist { characters, headings, needs };
        Self { gist, is_sound, pieces: pieces.into(), waiting: None }
    }

    /// A text of which an earlier run found that it is sound: it is read when its
    /// HTML is asked for.
    pub(super) fn later(gist: Gist, text: Arc<String>, body: Range<usize>) -> Self {
        Self { gist, is_sound: true, pieces: OnceLock::new(), waiting: Some(Waiting { text, body }) }
    }

    /// The text, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        self.pieces.get_or_init(|| match &self.waiting {
            Some(waiting) => super::read_again(&waiting.text, waiting.body.clone()),
            None => Vec::new(),
        })
    }

    /// What the checks ask for most.
    #[must_use]
    pub fn gist(&self) -> &Gist {
        &self.gist
    }

    /// Whether nothing was told of it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.is_sound
    }

    /// Whether an earlier run read it, and this one has not.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some() && self.pieces.get().is_none()
    }

    /// The HTML of a text that needs nothing from its page; `None` where it does.
    #[must_use]
    pub fn html(&self) -> Option<&str> {
        match self.pieces() {
            [] => Some(""),
            [Piece::Html(html)] => Some(html),
            _ => None,
        }
    }

    /// The visible text for search and checks: a line for each block, no markup,
    /// nothing escaped. Holds captions and titles, but not what a page fills in.
    #[must_use]
    pub fn plain(&self) -> String {
        plain::of(self.pieces())
    }
}
