//! Pictures in all their sizes.

use serde::Serialize;

/// A picture in all its sizes; templates put it into `<picture>`.
#[derive(Debug, Clone, Serialize)]
pub struct PictureView {
    /// `<source>` elements, the smallest format first; none for a drawing.
    pub sources: Vec<SourceView>,
    /// Address of the `<img>`.
    pub src: String,
    /// Its `srcset`; `None` where there is one size.
    pub srcset: Option<String>,
    /// How wide it stands on the page, for `sizes`.
    pub sizes: &'static str,
    /// Pixels of the largest size.
    pub width: u32,
    /// Pixels of the largest size.
    pub height: u32,
    /// What it shows; empty for decoration.
    pub alt: String,
    /// Whether it loads only when it comes into sight.
    pub is_lazy: bool,
}

/// One format of a picture.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// `image/webp`.
    pub mime: &'static str,
    /// Addresses with widths.
    pub srcset: String,
}

/// A picture with what is said below it.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// The picture.
    pub picture: PictureView,
    /// 图注.
    pub caption: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// Its largest size.
    pub full: String,
}
