//! What an address of the preview shows. Pure: an issue and an address in, bytes out.

use std::borrow::Cow;
use std::fmt::Write as _;

use percent_encoding::percent_decode_str;

use super::desk::Issue;
use super::inspect::Inspected;
use super::{item, panel, paper, report};
use crate::digest;
use crate::edition::Edition;
use crate::site::route::{self, OutputPath};

/// Where the preview's own stylesheet lies; the script beside it.
pub(super) const STYLE: &str = "/__preview.css";
const SCRIPT: &str = "/__preview.js";

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// What is sent back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// The status of HTTP.
    pub(super) status: u16,
    /// With the encoding of texts.
    pub(super) mime: &'static str,
    pub(super) body: Vec<u8>,
    /// What else is said of it.
    pub(super) headers: Vec<(&'static str, String)>,
    /// A file of the site that is no page: it may be sent in parts, and compared.
    pub(super) is_file: bool,
    pub(super) policy: Policy,
}

/// What a page may load and where it may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Policy {
    /// What a server of the site shall send.
    Site,
    /// The same for cards that stand in frames of other sites.
    Frames,
    /// 检查报告, which has its own style in it.
    Paper,
}

impl Policy {
    /// As a header.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Site => "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            Self::Frames => "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors *",
            Self::Paper => {
                "default-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; \
                 frame-ancestors 'none'"
            }
        }
    }
}

impl Answer {
    /// A page.
    pub(super) fn page(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, HTML, body)
    }

    fn new(status: u16, mime: &'static str, body: impl Into<Vec<u8>>) -> Self {
        let (body, headers) = (body.into(), Vec::new());
        Self { status, mime, body, headers, is_file: false, policy: Policy::Site }
    }

    /// A few words for who asked in a way that is not answered.
    pub(super) fn words(status: u16, text: &str) -> Self {
        Self::new(status, TEXT, format!("{text}\n"))
    }

    /// The page of a print that broke off.
    pub(super) fn broken() -> Self {
        let text = "生成这一页时程序出错，预览仍在运行。请把启动预览的窗口里的信息告诉技术人员。";
        Self::page(500, report::notice("这一页没有生成", text))
    }

    /// The page of a queue that is full.
    pub(super) fn busy() -> Self {
        Self::page(503, report::notice("请过一会儿再刷新", "同时打开的页面太多，这一页还没有轮到。"))
    }

    fn moved(location: String) -> Self {
        Self { headers: vec![("location", location)], ..Self::words(302, "在另一个地址") }
    }

    /// What to look at after something was done.
    pub(super) fn see(address: &str) -> Self {
        Self { headers: vec![("location", address.to_owned())], ..Self::words(303, "在另一个地址") }
    }

    /// What differs where a page looks different.
    pub(super) fn mark(&self) -> String {
        let digest = digest::of(&self.body);
        digest.iter().take(8).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// The page with the script that waits for its next look. What is no page stays as it is.
    pub(super) fn with_script(mut self, address: &str) -> Self {
        if self.mime == HTML {
            let (mark, page) = (self.mark(), item::escaped(address));
            let script =
                format!("<script src=\"{SCRIPT}\" data-page=\"{page}\" data-mark=\"{mark}\" defer></script>");
            self.body = before_end(self.body, &script);
        }
        self
    }
}

/// What `address` (a path of HTTP, without its query) shows. In a frame of another page
/// there is no panel.
pub(super) fn at(issue: &Issue, inspected: &Inspected, address: &str, is_framed: bool) -> Answer {
    let edition = &issue.edition;
    let base = edition.site().config.base().map_or("/", route::base_path);
    match address {
        STYLE => return Answer::new(200, "text/css; charset=utf-8", include_str!("preview.css")),
        SCRIPT => return Answer::new(200, "text/javascript; charset=utf-8", include_str!("preview.js")),
        report::ADDRESS => return Answer::page(200, report::print(issue, inspected, base)),
        paper::ADDRESS => return paper::print(issue, inspected),
        // Browsers ask for it of themselves; the site names its own.
        "/favicon.ico" => return Answer::words(204, ""),
        "/" if base != "/" => return Answer::moved(base.to_owned()),
        _ => {}
    }
    let Some(name) = address.strip_prefix(base) else { return beside(issue, base, address) };
    let Ok(name) = percent_decode_str(name).decode_utf8() else {
        return Answer::words(400, "地址不是 UTF-8 编码");
    };
    match find(edition, &name) {
        Some(path) => file(issue, &path, is_framed),
        None if is_folder(edition, &name) => Answer::moved(format!("{address}/")),
        None => missing(issue),
    }
}

/// An address that leaves out the path below which the site lies.
fn beside(issue: &Issue, base: &str, address: &str) -> Answer {
    match address.strip_prefix('/').filter(|name| find(&issue.edition, name).is_some()) {
        Some(name) => Answer::moved(format!("{base}{name}")),
        None => missing(issue),
    }
}

/// The path of a name; a folder's is its first page.
fn find(edition: &Edition, name: &str) -> Option<OutputPath> {
    let name = match name {
        name if name.is_empty() || name.ends_with('/') => Cow::Owned(format!("{name}{}", route::home())),
        name => Cow::Borrowed(name),
    };
    edition.find(&name)
}

/// Whether `name` and a slash is a folder with a page. Never for one that begins with a
/// slash, which would lead to another host.
fn is_folder(edition: &Edition, name: &str) -> bool {
    !name.starts_with('/') && find(edition, &format!("{name}/")).is_some()
}

fn file(issue: &Issue, path: &OutputPath, is_framed: bool) -> Answer {
    let bytes = match issue.edition.print(path) {
        Ok(bytes) => bytes,
        Err(problem) => return Answer::page(500, report::failure(&problem)),
    };
    let mime = mime(path.as_str());
    let policy = if route::is_embed(path) { Policy::Frames } else { Policy::Site };
    if !path.is_page() || is_framed {
        return Answer { policy, is_file: !path.is_page(), ..Answer::new(200, mime, bytes) };
    }
    Answer { policy, ..Answer::page(200, with_panel(issue, Some(path), bytes)) }
}

/// The site's own page for what it does not have.
fn missing(issue: &Issue) -> Answer {
    match issue.edition.print(&route::not_found()) {
        Ok(bytes) => Answer::page(404, with_panel(issue, None, bytes)),
        Err(problem) => Answer::page(404, report::failure(&problem)),
    }
}

fn with_panel(issue: &Issue, path: Option<&OutputPath>, page: Vec<u8>) -> Vec<u8> {
    let panel = panel::print(issue, path);
    before_end(page, &format!("<link rel=\"stylesheet\" href=\"{STYLE}\">{panel}"))
}

/// Puts `html` before the end of the body; at the very end where that is not written.
fn before_end(mut page: Vec<u8>, html: &str) -> Vec<u8> {
    let at = memchr::memmem::rfind(&page, b"</body>").unwrap_or(page.len());
    page.splice(at..at, html.bytes());
    page
}

/// By the ending of a name.
fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => TEXT,
        "xml" => "application/xml; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}
