//! Writes HTML and pieces in order; HTML that stands together becomes one piece.

use super::body::Piece;
use super::escape;
use crate::text::whole;

/// What has been written.
#[derive(Debug, Default)]
pub(super) struct Output {
    pieces: Vec<Piece>,
    html: String,
}

/// A place in an [`Output`], to ask later whether something followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pieces: usize,
    bytes: usize,
}

impl Output {
    /// Empty, with room for `bytes` of HTML.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { pieces: Vec::new(), html: String::with_capacity(bytes) }
    }

    /// Appends markup of ours.
    pub(super) fn markup(&mut self, markup: &str) {
        self.html.push_str(markup);
    }

    /// Appends text; days in it stay on one line.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(day) = whole::day(rest) {
            escape::text(&mut self.html, &rest[..day.start]);
            self.html.push_str(whole::START);
            self.html.push_str(&rest[day.clone()]);
            self.html.push_str(whole::END);
            rest = &rest[day.end..];
        }
        escape::text(&mut self.html, rest);
    }

    /// Appends the value of an attribute.
    pub(super) fn attribute(&mut self, value: &str) {
        escape::attribute(&mut self.html, value);
    }

    /// Appends an address of the web.
    pub(super) fn address(&mut self, address: &str) {
        escape::address(&mut self.html, address);
    }

    /// Appends a number.
    pub(super) fn number(&mut self, number: usize) {
        use std::fmt::Write as _;
        let _ = write!(self.html, "{number}");
    }

    /// Appends a piece.
    pub(super) fn piece(&mut self, piece: Piece) {
        self.flush();
        self.pieces.push(piece);
    }

    /// Appends all of another.
    pub(super) fn append(&mut self, other: Self) {
        let tail = other.html;
        for piece in other.pieces {
            match piece {
                Piece::Html(html) => self.html.push_str(&html),
                piece => self.piece(piece),
            }
        }
        self.html.push_str(&tail);
    }

    /// Here.
    pub(super) fn mark(&self) -> Mark {
        Mark { pieces: self.pieces.len(), bytes: self.html.len() }
    }

    /// Takes back everything since `mark`, which must hold no piece.
    pub(super) fn rewind(&mut self, mark: Mark) {
        if mark.pieces == self.pieces.len() {
            self.html.truncate(mark.bytes);
        }
    }

    /// Replaces the last markup, `end`, by `markup`. `false` where it is not the last.
    pub(super) fn replace_end(&mut self, end: &str, markup: &str) -> bool {
        let Some(kept) = self.html.strip_suffix(end).map(str::len) else { return false };
        self.html.truncate(kept);
        self.html.push_str(markup);
        true
    }

    /// Whether nothing was written.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty() && self.html.is_empty()
    }

    /// The pieces.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.flush();
        self.pieces
    }

    fn flush(&mut self) {
        if !self.html.is_empty() {
            self.pieces.push(Piece::Html(std::mem::take(&mut self.html)));
        }
    }
}
