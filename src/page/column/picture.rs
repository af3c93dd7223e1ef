//! Pictures as `<picture>` in all their sizes, each with its width and height.

use super::view::{FigureView, PictureView, SourceView};
use crate::column::article::{self, Article};
use crate::page::At;
use crate::picture::{Format, Picture, Variant};
use crate::site::route;

/// Where a picture stands: how wide it is there, as `sizes` of HTML says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Over the whole column of the text.
    Text,
    /// On a card among others.
    Thumb,
    /// Beside the story that leads a page of stories.
    Story,
    /// Over the head of a page.
    Lead,
}

impl Slot {
    fn sizes(self) -> &'static str {
        match self {
            Self::Text => "(min-width: 62em) 700px, 100vw",
            Self::Thumb => "(min-width: 62em) 352px, (min-width: 40em) 50vw, 40vw",
            Self::Story => "(min-width: 62em) 640px, 100vw",
            Self::Lead => "(min-width: 62em) 744px, 100vw",
        }
    }

    /// The widest size that is worth offering there, in pixels of a sharp screen.
    fn most(self) -> u32 {
        match self {
            Self::Thumb => 800,
            Self::Text | Self::Story | Self::Lead => u32::MAX,
        }
    }

    fn is_lazy(self) -> bool {
        !matches!(self, Self::Story | Self::Lead)
    }
}

/// The picture at a project path; `None` where it could not be developed.
pub(super) fn view(at: &At<'_>, path: &str, alt: &str, slot: Slot) -> Option<PictureView> {
    let picture = at.gallery.get(path)?;
    let fits = |variant: &&Variant| variant.width <= slot.most();
    let of = |format: Format| picture.variants.iter().filter(move |variant| variant.format == format);
    let plain = plain_format(picture);
    let sizes: Vec<&Variant> = match of(plain).filter(fits).collect::<Vec<_>>() {
        sizes if sizes.is_empty() => of(plain).take(1).collect(),
        sizes => sizes,
    };
    let largest = sizes.iter().max_by_key(|variant| variant.width)?;
    let address = |variant: &Variant| at.origin.to(&route::picture(&variant.name));
    let srcset = |list: &[&Variant]| {
        let list: Vec<String> =
            list.iter().map(|variant| format!("{} {}w", address(variant), variant.width)).collect();
        list.join(", ")
    };
    let webp: Vec<&Variant> = of(Format::WebP).filter(fits).collect();
    let sources = (!webp.is_empty())
        .then(|| SourceView { mime: "image/webp", srcset: srcset(&webp) })
        .into_iter()
        .collect();
    Some(PictureView {
        sources,
        src: address(fallback(&sizes, largest)),
        srcset: (sizes.len() > 1).then(|| srcset(&sizes)),
        sizes: slot.sizes(),
        width: largest.width,
        height: largest.height,
        alt: alt.to_owned(),
        is_lazy: slot.is_lazy(),
    })
}

/// The format that every browser shows.
fn plain_format(picture: &Picture) -> Format {
    let has = |format: Format| picture.variants.iter().any(|variant| variant.format == format);
    [Format::Svg, Format::Png, Format::Jpeg].into_iter().find(|format| has(*format)).unwrap_or(Format::Jpeg)
}

/// What a browser that knows no `srcset` loads: a size in the middle.
fn fallback<'a>(sizes: &[&'a Variant], largest: &'a Variant) -> &'a Variant {
    sizes
        .iter()
        .copied()
        .filter(|variant| variant.width <= 800)
        .max_by_key(|variant| variant.width)
        .unwrap_or(largest)
}

/// A picture of an article's header with its caption.
pub(super) fn figure(
    at: &At<'_>,
    article: &Article,
    picture: &article::Picture,
    slot: Slot,
) -> Option<FigureView> {
    let path = article.beside(&picture.file.value)?;
    let view = view(at, &path, &picture.alt, slot)?;
    Some(FigureView {
        full: largest(at, &path).unwrap_or_else(|| view.src.clone()),
        picture: view,
        caption: picture.caption.clone(),
        author: picture.author.clone(),
    })
}

/// The address of the largest plain size: a drawing full of words is read there.
fn largest(at: &At<'_>, path: &str) -> Option<String> {
    let picture = at.gallery.get(path)?;
    let plain = plain_format(picture);
    let sizes = picture.variants.iter().filter(|variant| variant.format == plain);
    let largest = sizes.max_by_key(|variant| variant.width)?;
    Some(at.origin.to(&route::picture(&largest.name)))
}

/// The picture of an article in a list. Its title stands beside it: no alt text.
pub(super) fn on_card(at: &At<'_>, article: &Article, slot: Slot) -> Option<PictureView> {
    let first = article.pictures.first()?;
    view(at, &article.beside(&first.file.value)?, "", slot)
}

/// The largest plain size of an article's first picture, for those who share it.
pub(super) fn shared(at: &At<'_>, article: &Article) -> Option<route::OutputPath> {
    let first = article.pictures.first()?;
    let picture = at.gallery.get(&article.beside(&first.file.value)?)?;
    let plain = plain_format(picture);
    let fits = |variant: &&Variant| variant.format == plain && variant.width <= 1200;
    let chosen = picture.variants.iter().filter(fits).max_by_key(|variant| variant.width)?;
    Some(route::picture(&chosen.name))
}
