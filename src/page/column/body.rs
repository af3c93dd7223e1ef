//! The text of an article as HTML: what the site knows filled in between what the author wrote.

use std::fmt::Write as _;

use super::picture::{self, Slot};
use super::view::PictureView;
use crate::column::article::{self, Article};
use crate::id::{ClauseId, PolicySlug, TargetId};
use crate::page::progress::words;
use crate::page::wording::{self, escape};
use crate::page::{At, progress};
use crate::site::Document;
use crate::site::reference::Destination;
use crate::site::route;
use crate::text::markdown::{Body, Embed, EmbedKind, Media, MediaKind, Picture, Piece, Reference};

/// The text of an article.
pub(super) fn html(at: &At<'_>, article: &Article) -> String {
    let policy = article.cites.policy.as_ref().map(|named| named.value.as_str());
    fill(at, &article.path, policy, &article.body)
}

/// The text of the file at `path`, whose embeds mean `policy` where they name none.
pub(in crate::page) fn fill(at: &At<'_>, path: &str, policy: Option<&str>, body: &Body) -> String {
    if let Some(html) = body.html() {
        return html.to_owned();
    }
    let filler = Filler { at, path, policy };
    let length =
        body.pieces().iter().map(|piece| if let Piece::Html(html) = piece { html.len() } else { 256 }).sum();
    let mut html = String::with_capacity(length);
    for piece in body.pieces() {
        match piece {
            Piece::Html(part) => html.push_str(part),
            Piece::Link(link) => filler.link(link, &mut html),
            Piece::Picture(picture) => filler.picture(picture, &mut html),
            Piece::Media(media) => filler.media(media, &mut html),
            Piece::Embed(embed) => filler.embed(embed, &mut html),
        }
    }
    html
}

struct Filler<'a> {
    at: &'a At<'a>,
    path: &'a str,
    policy: Option<&'a str>,
}

impl Filler<'_> {
    fn link(&self, link: &Reference, html: &mut String) {
        let site = self.at.site;
        let _ = match site.destination(self.path, &link.address) {
            Ok(Destination::Node(node)) => write!(html, "<a href=\"{}\">", super::address(self.at, node)),
            Ok(Destination::Prose(prose)) => {
                let path = route::prose(&site.prose[prose].name);
                write!(html, "<a href=\"{}\">", self.at.origin.to(&path))
            }
            Ok(Destination::File(file)) => {
                write!(html, "<a href=\"{}\" download>", self.at.origin.to(&route::file(&file)))
            }
            // Told when the site was joined; here it stays a text.
            Err(_) => write!(html, "<a>"),
        };
    }

    fn picture(&self, picture: &Picture, html: &mut String) {
        let found = article::beside(self.path, &decoded(&picture.file.address));
        let Some(view) = found.and_then(|path| picture::view(self.at, &path, &picture.alt, Slot::Text))
        else {
            return;
        };
        if !picture.is_block {
            element(&view, html);
            return;
        }
        html.push_str("<figure class=\"figure\">");
        element(&view, html);
        if let Some(caption) = &picture.caption {
            let _ = write!(html, "<figcaption>{caption}</figcaption>");
        }
        html.push_str("</figure>");
    }

    fn media(&self, media: &Media, html: &mut String) {
        let file = |reference: &Reference| {
            let path = article::beside(self.path, &decoded(&reference.address))?;
            self.at.site.files.contains(&path).then(|| self.at.origin.to(&route::file(&path)))
        };
        let Some(source) = file(&media.file) else { return };
        let title = escape(&media.title);
        let (tag, word) = match media.kind {
            MediaKind::Video => ("video", "视频"),
            MediaKind::Audio => ("audio", "音频"),
        };
        let poster = media.poster.as_ref().and_then(|poster| {
            let path = article::beside(self.path, &decoded(&poster.address))?;
            picture::view(self.at, &path, "", Slot::Text).map(|view| view.src)
        });
        let poster = poster.map(|src| format!(" poster=\"{src}\"")).unwrap_or_default();
        let _ = write!(
            html,
            "<figure class=\"media\"><{tag} controls preload=\"none\" src=\"{source}\"{poster} aria-label=\"{word}：{title}\">"
        );
        if let Some(captions) = media.captions.as_ref().and_then(file) {
            let _ = write!(
                html,
                "<track kind=\"captions\" srclang=\"zh-CN\" label=\"中文字幕\" src=\"{captions}\" default>"
            );
        }
        let _ = write!(
            html,
            "</{tag}><figcaption>{title} <a href=\"{source}\" download>下载{word}</a></figcaption>"
        );
        let transcript = media.transcript.as_ref().and_then(|transcript| {
            self.at.site.transcripts.get(&article::beside(self.path, &decoded(&transcript.address))?)
        });
        if let Some(text) = transcript {
            let _ = write!(html, "<details class=\"transcript\"><summary>文字稿</summary>");
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let _ = write!(html, "<p>{}</p>", escape(line.trim()));
            }
            html.push_str("</details>");
        }
        html.push_str("</figure>");
    }

    fn embed(&self, embed: &Embed, html: &mut String) {
        let Some(document) = self.document(embed) else { return };
        match embed.kind {
            EmbedKind::Target => self.target(document, embed, html),
            EmbedKind::Clause => self.clause(document, embed, html),
        }
    }

    fn document(&self, embed: &Embed) -> Option<&Document> {
        let site = self.at.site;
        let named = embed.policy.as_deref().or(self.policy);
        let policy = match named {
            Some(slug) => site.policy(&PolicySlug::parse(slug).ok()?),
            None => self.of_reading().or_else(|| site.own_plan()),
        };
        policy.map(|policy| &site.policies[policy])
    }

    /// The policy whose folder the text lies in.
    fn of_reading(&self) -> Option<usize> {
        let slug = self.path.strip_prefix("policies/")?.split('/').next()?;
        self.at.site.policy(&PolicySlug::parse(slug).ok()?)
    }

    /// The newest figure with its day and its source: never typed, so never out of date.
    fn target(&self, document: &Document, embed: &Embed, html: &mut String) {
        let place = TargetId::parse(&embed.id).ok().and_then(|id| document.board.as_ref()?.find(&id));
        let Some(row) = place.and_then(|place| progress::row_of(self.at, document, place)) else { return };
        let sample = if row.is_sample { " <span class=\"sample\">示例</span>" } else { "" };
        let (name, href, promise) = (escape(&row.name), &row.href, escape(&row.promise));
        let latest = row.latest.as_deref().map_or("<span class=\"missing\">未公布</span>".to_owned(), escape);
        if !embed.is_block {
            let _ = write!(html, "<a class=\"embed-figure\" href=\"{href}\">{latest}</a>{sample}");
            return;
        }
        let _ = write!(
            html,
            "<aside class=\"embed-target\" aria-label=\"{name}\"><p class=\"embed-name\"><a href=\"{href}\">{name}</a></p>\
             <p class=\"embed-value\">{latest}{sample}</p><p class=\"embed-note\">目标：{promise}"
        );
        if let Some(source) = &row.source {
            let text = escape(&source.text);
            let _ = match &source.href {
                Some(href) => write!(html, "；来源：<a href=\"{}\">{text}</a>", escape(href)),
                None => write!(html, "；来源：{text}"),
            };
        }
        html.push_str("</p></aside>");
    }

    /// The wording of a clause, to the character.
    fn clause(&self, document: &Document, embed: &Embed, html: &mut String) {
        let found = ClauseId::parse(&embed.id).ok().and_then(|id| document.find(&id));
        let Some(place) = found else { return };
        let clause = document.clause(place);
        let href = if document.has_measure_page(place) {
            self.at.origin.to(&route::measure(document, clause))
        } else {
            self.at.origin.to_clause(document, clause)
        };
        let heading = clause.heading.trim();
        let title = escape(document.policy.short_title());
        if !embed.is_block {
            let words = if heading.is_empty() { clause.text.trim() } else { heading.trim_end_matches('。') };
            let _ = write!(html, "<a class=\"embed-clause-link\" href=\"{href}\">{}</a>", escape(words));
            return;
        }
        html.push_str("<blockquote class=\"embed-clause official\">");
        let mut lines = clause.text.split('\n').map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or_default();
        let _ = write!(html, "<p><b class=\"run-in\">{}</b>{}</p>", escape(heading), wording::plain(first));
        for line in lines {
            let _ = write!(html, "<p>{}</p>", wording::plain(line));
        }
        let _ = write!(html, "<p class=\"embed-note\">——<a href=\"{href}\">《{title}》</a>");
        if let Some(day) = document.policy.dates.published {
            let _ = write!(html, "（{}发布）", words::full(day));
        }
        html.push_str("</p></blockquote>");
    }
}

/// The address of a file as its name: `%20` is a blank.
pub(super) fn decoded(address: &str) -> String {
    percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned()
}

/// `<picture>` with all its sizes; the parts of the theme draw the same.
fn element(view: &PictureView, html: &mut String) {
    html.push_str("<picture>");
    for source in &view.sources {
        let _ = write!(
            html,
            "<source type=\"{}\" srcset=\"{}\" sizes=\"{}\">",
            source.mime, source.srcset, view.sizes
        );
    }
    let _ = write!(html, "<img src=\"{}\"", view.src);
    if let Some(srcset) = &view.srcset {
        let _ = write!(html, " srcset=\"{srcset}\" sizes=\"{}\"", view.sizes);
    }
    let _ =
        write!(html, " width=\"{}\" height=\"{}\" alt=\"{}\"", view.width, view.height, escape(&view.alt));
    if view.is_lazy {
        html.push_str(" loading=\"lazy\"");
    }
    html.push_str(" decoding=\"async\"></picture>");
}
