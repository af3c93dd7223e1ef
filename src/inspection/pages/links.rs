//! Addresses: each leads to a file of the site, in the right case, below its root,
//! to an anchor that is there; those that lead away lead to governments or to
//! hosts on the list. Nothing is fetched.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use memchr::{memchr, memchr2};
use percent_encoding::percent_decode_str;

use super::Context;
use super::spot::Spot;
use crate::inspection::finding::Findings;
use crate::inspection::html::{self, Page, Reference, Use};
use crate::inspection::rule::RuleId;
use crate::problem::Problem;
use crate::site::route;
use crate::text::{host, yaml};

/// A link whose anchor can only be looked for when its page has been read.
pub(super) struct Waiting {
    from: usize,
    at: usize,
    to: usize,
    anchor: u64,
}

/// What the addresses of a page lead to.
#[derive(Default)]
pub(super) struct Resolved {
    /// Files that the page cannot do without.
    pub(super) parts: Vec<usize>,
    /// Pages that it links to, in order.
    pub(super) pages: Vec<usize>,
    pub(super) waiting: Vec<Waiting>,
}

/// Where an address leads.
enum Target<'a> {
    /// A file, and the anchor in it.
    File(usize, &'a str),
    /// An anchor of the page itself.
    Here(&'a str),
    /// Another site.
    Away(&'a str),
    /// Letters, calls, data in place: nothing to look for.
    Aside,
    /// Nowhere, and why.
    Nowhere(RuleId, String),
}

/// The anchors of a page, kept by their numbers in order: texts would cost more than the page.
#[derive(Default)]
pub(super) struct Anchors(Vec<u64>);

impl Anchors {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let mut numbers: Vec<u64> = page.anchors.iter().map(|anchor| digest(&anchor.text)).collect();
        numbers.sort_unstable();
        Self(numbers)
    }

    fn has(&self, anchor: u64) -> bool {
        self.0.binary_search(&anchor).is_ok()
    }
}

fn digest(anchor: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    anchor.hash(&mut hasher);
    hasher.finish()
}

/// Follows every address of a page.
pub(super) fn in_page(
    context: &Context<'_>,
    at: usize,
    page: &Page<'_>,
    spot: &Spot<'_>,
    findings: &mut Findings,
) -> Resolved {
    let mut resolved = Resolved::default();
    let Some(folder) = start(context, folder(context, at), page) else { return resolved };
    let folder = folder.as_ref();
    for reference in &page.references {
        match follow(context, folder, reference) {
            Target::File(file, anchor) => {
                let target = (file, context.built.is_page(file));
                found(&mut resolved, page, reference, target, (anchor, at), spot, findings);
            }
            Target::Here(anchor) => here(page, reference, anchor, spot, findings),
            Target::Away(address) => {
                if let Some((rule, message)) = away(context, reference, address) {
                    findings.add(rule, spot.tag(reference.at, message));
                }
            }
            Target::Nowhere(rule, message) => {
                let problem = spot.tag(reference.at, message);
                findings.add(
                    rule,
                    match way(context, rule, reference, folder) {
                        Some(way) => problem.hint(way),
                        None => problem,
                    },
                );
            }
            Target::Aside => {}
        }
    }
    for files in [&mut resolved.parts, &mut resolved.pages] {
        files.sort_unstable();
        files.dedup();
    }
    resolved
}

fn found(
    resolved: &mut Resolved,
    page: &Page<'_>,
    reference: &Reference<'_>,
    (file, is_page): (usize, bool),
    (anchor, own): (&str, usize),
    spot: &Spot<'_>,
    findings: &mut Findings,
) {
    let is_image = |at: usize| page.images.iter().any(|image| image.at == at);
    if reference.usage == Use::Shown && is_page && is_image(reference.at) {
        let message = format!("图片的地址“{}”是一个网页", reference.address);
        findings.add(RuleId::LinkBroken, spot.tag(reference.at, message).hint(PICTURE));
    }
    match reference.usage {
        Use::Part | Use::Shown => resolved.parts.push(file),
        Use::Link => resolved.pages.push(file),
        _ => {}
    }
    if anchor.is_empty() {
        return;
    }
    if file == own {
        here(page, reference, anchor, spot, findings);
        return;
    }
    resolved.waiting.push(Waiting {
        from: own,
        at: reference.at,
        to: file,
        anchor: digest(&decoded(anchor)),
    });
}

/// Where pictures belong.
const PICTURE: &str =
    "图片放在稿件旁边，在正文里写 ![图里有什么](文件名)；版式里不放图片，要用的图写进稿件；不用的删去";

/// What to do where the rule's own remedy says too little.
fn way(context: &Context<'_>, rule: RuleId, reference: &Reference<'_>, folder: &str) -> Option<String> {
    let is_picture = matches!(reference.usage, Use::Shown | Use::Candidate);
    match rule {
        RuleId::LinkOutside => {
            let depth = folder.split('/').filter(|part| !part.is_empty()).count();
            let home = format!("{}{}", "../".repeat(depth), route::home());
            Some(format!("先看要连到哪一页，再写从本页到那一页的相对地址：从这一页到首页写 {home}"))
        }
        RuleId::LinkBroken if is_picture && context.texts.is_none() => Some(PICTURE.to_owned()),
        _ => None,
    }
}

/// How many places of a page are named.
const PLACES: usize = 8;

/// An anchor that `page` has not, at a place of the page that asks for it.
fn no_anchor(spot: &Spot<'_>, at: usize, address: &str, page: &Page<'_>) -> Problem {
    let problem = spot.tag(at, format!("“{address}”指的位置在目标页面里没有"));
    let wanted = address.split_once('#').map_or("", |(_, anchor)| anchor);
    let wanted = decoded(wanted);
    let known: Vec<&str> = page.anchors.iter().map(|anchor| anchor.text.as_ref()).collect();
    if let Some(near) = yaml::nearest(&wanted, &known) {
        return problem.hint(format!("是不是 #{near}？"));
    }
    let some: Vec<String> = known.iter().take(PLACES).map(|anchor| format!("#{anchor}")).collect();
    if some.is_empty() {
        problem.hint("目标页面里没有可以指的位置：去掉 # 和后面的字")
    } else {
        problem.hint(format!("目标页面里有的位置：{}", some.join("、")))
    }
}

fn here(page: &Page<'_>, reference: &Reference<'_>, anchor: &str, spot: &Spot<'_>, findings: &mut Findings) {
    let named = decoded(anchor);
    let anchor = named.as_ref();
    // `#top` is understood by every browser; an SVG's own symbols have their own ids.
    let is_there = anchor.is_empty()
        || anchor == "top"
        || reference.usage == Use::Symbol
        || page.anchors.iter().any(|known| known.text == anchor);
    if !is_there {
        findings.add(RuleId::AnchorMissing, no_anchor(spot, reference.at, &reference.address, page));
    } else if anchor.is_empty() && reference.usage == Use::Link {
        findings.add(
            RuleId::LinkNowhere,
            spot.tag(reference.at, format!("链接“{}”哪里也不去", reference.address)),
        );
    }
}

/// Tells the anchors that were not there, once all pages have been read. A page is
/// asked for again only where one of its links was wrong.
pub(super) fn settle(
    context: &Context<'_>,
    waiting: Vec<Waiting>,
    anchors: &[Anchors],
    findings: &mut Findings,
) {
    for link in waiting.into_iter().filter(|link| !anchors[link.to].has(link.anchor)) {
        let bytes = context.built.read(link.from).unwrap_or_default();
        let Some(text) = super::text_of(&bytes) else { continue };
        let spot = Spot::new(context.built.name(link.from), &text);
        let page = html::read(&text);
        let reference = page.references.iter().find(|reference| reference.at == link.at);
        let address = reference.map_or("", |reference| &reference.address);
        let target = context.built.read(link.to).unwrap_or_default();
        let target = super::text_of(&target).unwrap_or_default();
        findings.add(RuleId::AnchorMissing, no_anchor(&spot, link.at, address, &html::read(&target)));
    }
}

/// Tells documents and readings whose pages do not lead to each other.
pub(super) fn mutual(context: &Context<'_>, pages: &[usize], spot: &Spot<'_>, findings: &mut Findings) {
    for (from, to) in context.mutual.iter().filter(|(from, _)| from == spot.name) {
        if context.built.find(to).is_none_or(|to| pages.binary_search(&to).is_err()) {
            findings.add(
                RuleId::ReadingUnlinked,
                spot.whole(format!("{from} 没有链接到 {to}，文件与解读要互相链接")),
            );
        }
    }
}

/// Follows `url(…)` of a stylesheet.
pub(super) fn in_stylesheet(context: &Context<'_>, at: usize, spot: &Spot<'_>, findings: &mut Findings) {
    let folder = folder(context, at);
    for (start, _) in spot.text.match_indices("url(") {
        let rest = &spot.text[start + "url(".len()..];
        let Some(end) = rest.find(')') else { continue };
        let address = rest[..end].trim().trim_matches(['"', '\'']);
        let reference = Reference { address: address.into(), usage: Use::Shown, at: start, words: None };
        let told = match follow(context, folder, &reference) {
            Target::Nowhere(rule, message) => Some((rule, message)),
            Target::Away(address) => away(context, &reference, address),
            _ => None,
        };
        if let Some((rule, message)) = told {
            findings.add(rule, spot.at(start..start + "url(".len() + end + 1, message));
        }
    }
}

/// Follows every absolute address of the site in a feed or a map for search engines.
pub(super) fn in_feed(context: &Context<'_>, spot: &Spot<'_>, findings: &mut Findings) {
    let Some(base) = context.built.base() else { return };
    for (start, _) in spot.text.match_indices(base) {
        let rest = &spot.text[start..];
        let length = rest.find(['<', '"', '\'', ' ', '\n', '&']).unwrap_or(rest.len());
        let path = &rest[base.len()..length];
        let path = path.split(['?', '#']).next().unwrap_or_default();
        if let Err((rule, message)) = file(context, path, &rest[..length]) {
            findings.add(rule, spot.at(start..start + length, message));
        }
    }
}

/// The folder that a page's relative addresses start from; `None` where that is outside the site.
fn start<'a>(context: &Context<'_>, own: &'a str, page: &Page<'_>) -> Option<Cow<'a, str>> {
    let Some(base) = page.base.as_deref() else { return Some(Cow::Borrowed(own)) };
    let root = context.built.base();
    let inside = root.and_then(|root| base.strip_prefix(root));
    let below = || base.strip_prefix(root.map_or("/", route::base_path));
    let name = match inside.or_else(below) {
        Some(path) => joined("", path)?,
        None if scheme(base).is_some() || base.starts_with('/') => return None,
        None => joined(own, base)?,
    };
    Some(Cow::Owned(name.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned())))
}

/// The folder that a file stands in, from the site's root.
fn folder<'a>(context: &'a Context<'_>, at: usize) -> &'a str {
    context.built.name(at).rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn follow<'a>(context: &'a Context<'_>, folder: &str, reference: &'a Reference<'_>) -> Target<'a> {
    let address = reference.address.as_ref();
    if address.is_empty() {
        let is_odd = matches!(reference.usage, Use::Link | Use::Shown | Use::Part);
        return if is_odd {
            Target::Nowhere(RuleId::LinkNowhere, "地址是空的".to_owned())
        } else {
            Target::Aside
        };
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return Target::Here(anchor);
    }
    if let Some(rest) = context.built.base().and_then(|base| address.strip_prefix(base)) {
        return inside(context, "", rest, address);
    }
    if address.starts_with("//") {
        return Target::Away(address);
    }
    match scheme(address).as_deref() {
        Some("http" | "https") => Target::Away(address),
        Some("javascript") => Target::Nowhere(RuleId::LinkNowhere, "链接靠脚本才能打开".to_owned()),
        Some("file") => Target::Nowhere(RuleId::LinkBroken, "链接指向某一台电脑里的文件".to_owned()),
        Some(_) => Target::Aside,
        None if address.starts_with('/') => {
            let root = context.built.base().map_or("/", route::base_path);
            match address.strip_prefix(root) {
                Some(rest) => inside(context, "", rest, address),
                None => Target::Nowhere(RuleId::LinkOutside, format!("“{address}”跑出了网站的路径 {root}")),
            }
        }
        None => inside(context, folder, address, address),
    }
}

/// `https` of `https://…`; `None` for a path.
fn scheme(address: &str) -> Option<String> {
    let scheme = &address[..memchr(b':', address.as_bytes())?];
    let is_one = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_one.then(|| scheme.to_ascii_lowercase())
}

fn inside<'a>(context: &'a Context<'_>, folder: &str, rest: &'a str, address: &str) -> Target<'a> {
    let path = &rest[..memchr2(b'#', b'?', rest.as_bytes()).unwrap_or(rest.len())];
    let anchor = rest[path.len()..].split_once('#').map_or("", |(_, anchor)| anchor);
    let Some(name) = joined(folder, path) else {
        return Target::Nowhere(RuleId::LinkOutside, format!("“{address}”跑出了网站的文件夹"));
    };
    match file(context, &name, address) {
        Ok(file) => Target::File(file, anchor),
        Err((rule, message)) => Target::Nowhere(rule, message),
    }
}

/// A path seen from a folder, from the root; `None` where it leads out of that.
fn joined<'p>(mut folder: &str, mut path: &'p str) -> Option<Cow<'p, str>> {
    while let Some(up) = path.strip_prefix("../") {
        if folder.is_empty() {
            return None;
        }
        folder = folder.rfind('/').map_or("", |cut| &folder[..cut]);
        path = up;
    }
    let has_steps = path.as_bytes().windows(2).any(|pair| matches!(pair, b"/." | b"//"));
    if has_steps || path.starts_with('.') {
        return step_by_step(folder, path).map(Cow::Owned);
    }
    match (folder, path) {
        ("", path) => Some(Cow::Borrowed(path.trim_start_matches('/'))),
        (folder, "") => Some(Cow::Owned(folder.to_owned())),
        (folder, path) => Some(Cow::Owned([folder, "/", path.trim_start_matches('/')].concat())),
    }
}

/// The same of a path with steps that go nowhere or up on the way.
fn step_by_step(folder: &str, path: &str) -> Option<String> {
    let mut name = folder.to_owned();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => match name.rfind('/') {
                Some(cut) => name.truncate(cut),
                None if name.is_empty() => return None,
                None => name.clear(),
            },
            part => {
                if !name.is_empty() {
                    name.push('/');
                }
                name.push_str(part);
            }
        }
    }
    if path.ends_with('/') && !name.is_empty() {
        name.push('/');
    }
    Some(name)
}

/// The file of a path below the root; a folder means its index.
fn file(context: &Context<'_>, path: &str, address: &str) -> Result<usize, (RuleId, String)> {
    let path = decoded(path);
    let built = context.built;
    if let Some(at) = built.find(&path).or_else(|| built.index_of(&path)) {
        return Ok(at);
    }
    let index = || built.find_in_any_case(&format!("{}/{}", path.trim_end_matches('/'), route::home()));
    match built.find_in_any_case(&path).or_else(index) {
        Some(at) => Err((RuleId::LinkCase, format!("“{address}”的大小写与文件 {} 不同", built.name(at)))),
        None => Err((RuleId::LinkBroken, format!("“{address}”打不开：没有这个文件"))),
    }
}

fn decoded(text: &str) -> Cow<'_, str> {
    let is_encoded = memchr(b'%', text.as_bytes()).is_some();
    if is_encoded { percent_decode_str(text).decode_utf8_lossy() } else { Cow::Borrowed(text) }
}

/// What is wrong with an address of another site.
fn away(context: &Context<'_>, reference: &Reference<'_>, address: &str) -> Option<(RuleId, String)> {
    let host = host::of(address);
    if reference.usage == Use::Relation {
        return None;
    }
    if host::is_number(&host) {
        return Some((
            RuleId::LinkBareAddress,
            format!("链接用了 IP 地址 {}", crate::inspection::text::privacy::masked(&host)),
        ));
    }
    if matches!(reference.usage, Use::Part | Use::Shown | Use::Candidate) {
        return Some((RuleId::PartElsewhere, format!("页面要从别的网站（{host}）取文件")));
    }
    let is_allowed = |known: &str| host::is_below(&host, known);
    let own = context.built.base().map(host::of);
    let is_known = is_allowed("gov.cn")
        || own.as_deref().is_some_and(is_allowed)
        || context.settings.hosts.iter().any(|known| is_allowed(known));
    (!is_known).then(|| (RuleId::LinkForeign, format!("链接到不是政府网站的 {host}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_joined_to_its_folder_as_browsers_do_it() {
        for (folder, path, wanted) in [
            ("", "a.html", Some("a.html")),
            ("a/b", "c.html", Some("a/b/c.html")),
            ("a/b", "../c.html", Some("a/c.html")),
            ("a", "../c.html", Some("c.html")),
            ("a", "../../c.html", None),
            ("", "../c.html", None),
            ("a", "./b/../c.html", Some("a/c.html")),
            ("a", "b/../../../c.html", None),
            ("a", "b//c.html", Some("a/b/c.html")),
            ("a", "../", Some("")),
            ("a/b", "..", Some("a")),
            ("a", "b/", Some("a/b/")),
            ("a/b", "", Some("a/b")),
            ("", "", Some("")),
            ("a", ".b", Some("a/.b")),
        ] {
            assert_eq!(joined(folder, path).as_deref(), wanted, "{folder} {path}");
        }
    }
}
