//! Files beside texts: pictures to develop, attachments and media to give away.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Site;
use super::reference::Destination;
use crate::column::article::{self, Article};
use crate::problem::Problems;
use crate::source::{SourceFile, Sources};
use crate::text::markdown::{Body, Piece, Reference};

/// A file that a text names.
struct Named<'a> {
    /// Its project path; `None` where it leads out of the project.
    path: Option<String>,
    written: &'a str,
    span: Range<usize>,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Picture,
    Attachment,
    Media,
    Transcript,
}

/// A picture that a page shows, and where a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The picture, by its project path.
    pub picture: String,
    /// The text.
    pub path: String,
    /// Bytes of the text.
    pub span: Range<usize>,
}

/// The pictures that pages show; those of texts that have no page are left out.
#[must_use]
pub fn pictures(site: &Site) -> Vec<Shown> {
    let articles = articles(site).filter(|article| site.has_page(article));
    let in_articles =
        articles.flat_map(|article| of_article(article).map(move |named| (&article.path, named)));
    let prose = site.prose.iter();
    let in_prose =
        prose.flat_map(|prose| of_body(&prose.path, &prose.body).map(move |named| (&prose.path, named)));
    let shown = in_articles.chain(in_prose).filter_map(|(path, named)| {
        let picture = named.path.filter(|_| named.what == What::Picture)?;
        // One that is not there is told by `check`.
        site.files.contains(&picture).then(|| Shown { picture, path: path.clone(), span: named.span })
    });
    shown.collect()
}

/// The alternative texts of all pictures that texts name.
pub fn alts(site: &Site) -> impl Iterator<Item = &str> {
    let in_headers = articles(site).flat_map(|article| &article.pictures).map(|picture| picture.alt.as_str());
    let bodies =
        articles(site).map(|article| &article.body).chain(site.prose.iter().map(|prose| &prose.body));
    let in_bodies = bodies.flat_map(|body| &body.gist().needs).filter_map(|piece| match piece {
        Piece::Picture(picture) => Some(picture.alt.as_str()),
        _ => None,
    });
    in_headers.chain(in_bodies)
}

/// The files that readers are given, by project path.
#[must_use]
pub fn given(site: &Site) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for article in articles(site).filter(|article| site.has_page(article)) {
        let named = of_article(article).filter(|named| matches!(named.what, What::Media | What::Attachment));
        found.extend(named.filter_map(|named| named.path));
        found.extend(linked(site, &article.path, &article.body));
    }
    for notice in site.column.notices.iter().filter(|notice| site.has_page(&notice.article)) {
        found.extend(notice.attachments.iter().filter_map(|file| notice.article.beside(&file.file.value)));
    }
    for prose in &site.prose {
        found.extend(linked(site, &prose.path, &prose.body));
    }
    found.retain(|path| site.files.contains(path));
    found
}

fn linked<'a>(site: &'a Site, path: &'a str, body: &'a Body) -> impl Iterator<Item = String> + 'a {
    body.gist().needs.iter().filter_map(move |piece| match piece {
        Piece::Link(link) => match site.destination(path, &link.address) {
            Ok(Destination::File(file)) => Some(file),
            _ => None,
        },
        _ => None,
    })
}

/// What is said in videos and sounds, by the path of the text.
pub(super) fn transcripts(site: &Site, sources: &Sources) -> BTreeMap<String, String> {
    let named = articles(site).flat_map(of_article).filter(|named| named.what == What::Transcript);
    let texts = named.filter_map(|named| {
        let path = named.path?;
        let text = sources.get(&path)?.text().to_owned();
        Some((path, text))
    });
    texts.collect()
}

/// Tells every file that is named and does not exist.
pub(super) fn check(site: &Site, sources: &Sources, problems: &mut Problems) {
    for article in articles(site) {
        let Some(file) = sources.get(&article.path) else { continue };
        for named in of_article(article) {
            tell(site, sources, file, &named, problems);
        }
    }
    for prose in &site.prose {
        let Some(file) = sources.get(&prose.path) else { continue };
        for named in of_body(&prose.path, &prose.body) {
            tell(site, sources, file, &named, problems);
        }
    }
    for notice in &site.column.notices {
        let Some(file) = sources.get(&notice.article.path) else { continue };
        for attachment in &notice.attachments {
            let named = Named {
                path: notice.article.beside(&attachment.file.value),
                written: &attachment.file.value,
                span: attachment.file.span.clone(),
                what: What::Attachment,
            };
            tell(site, sources, file, &named, problems);
        }
    }
}

fn tell(site: &Site, sources: &Sources, file: &SourceFile, named: &Named<'_>, problems: &mut Problems) {
    let exists = named.path.as_ref().is_some_and(|path| match named.what {
        What::Transcript => sources.get(path).is_some(),
        What::Picture | What::Attachment | What::Media => site.files.contains(path),
    });
    if exists {
        return;
    }
    let what = match named.what {
        What::Picture => "图片",
        What::Attachment => "附件",
        What::Media => "音视频文件",
        What::Transcript => "文字稿",
    };
    let problem = file.problem(named.span.clone(), format!("没有找到{what}“{}”", named.written));
    problems.add(match nearest(site, file.path(), named.written) {
        Some(near) => problem.hint(format!("是不是“{near}”？文件名大小写也要一致")),
        None => problem.hint(format!("把{what}放在这篇稿件旁边，写它的文件名")),
    });
}

/// A file in the same folder whose name is nearly the one that was written.
fn nearest<'a>(site: &'a Site, path: &str, written: &str) -> Option<&'a str> {
    let folder = article::beside(path, ".")?;
    let known: Vec<&str> = site
        .files
        .iter()
        .filter_map(|file| file.strip_prefix(&folder)?.strip_prefix('/'))
        .filter(|name| !name.contains('/'))
        .collect();
    crate::text::yaml::nearest(written, &known)
}

fn articles(site: &Site) -> impl Iterator<Item = &Article> {
    site.column.articles()
}

fn of_article(article: &Article) -> impl Iterator<Item = Named<'_>> {
    let header = article.pictures.iter().map(|picture| Named {
        path: article.beside(&picture.file.value),
        written: &picture.file.value,
        span: picture.file.span.clone(),
        what: What::Picture,
    });
    header.chain(of_body(&article.path, &article.body))
}

fn of_body<'a>(path: &'a str, body: &'a Body) -> impl Iterator<Item = Named<'a>> {
    body.gist().needs.iter().flat_map(move |piece| {
        let named = |what| {
            move |reference: &'a Reference| Named {
                path: article::beside(
                    path,
                    &percent_encoding::percent_decode_str(&reference.address).decode_utf8_lossy(),
                ),
                written: &reference.address,
                span: reference.span.clone(),
                what,
            }
        };
        match piece {
            Piece::Picture(picture) => vec![named(What::Picture)(&picture.file)],
            Piece::Media(media) => std::iter::once(named(What::Media)(&media.file))
                .chain(media.captions.as_ref().map(named(What::Media)))
                .chain(media.poster.as_ref().map(named(What::Picture)))
                .chain(media.transcript.as_ref().map(named(What::Transcript)))
                .collect(),
            Piece::Html(_) | Piece::Link(_) | Piece::Embed(_) => Vec::new(),
        }
    })
}
