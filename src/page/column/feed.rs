//! Feeds of the column: Atom (RFC 4287) and RSS 2.0.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::column::moment::Moment;
use crate::site::Site;
use crate::site::links::Node;
use crate::site::route::{self, OutputPath, Stream};

/// Entries of a feed.
const ENTRIES: usize = 20;

/// The two formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 4287.
    Atom,
    /// RSS 2.0.
    Rss,
}

struct Entry {
    title: String,
    summary: String,
    source: String,
    published: Moment,
    path: OutputPath,
}

/// A feed as XML. Empty where the site does not know its own address, which
/// every entry of a feed must state.
#[must_use]
pub fn print(site: &Site, stream: Stream, format: Format) -> Vec<u8> {
    let Some(base) = site.config.base() else { return Vec::new() };
    let entries = entries(site, stream);
    let feed = Feed { site, base, stream, entries };
    let mut writer = Writer::new(Vec::new());
    let written = match format {
        Format::Atom => feed.atom(&mut writer),
        Format::Rss => feed.rss(&mut writer),
    };
    // Writing to memory does not fail.
    written.map_or_else(|_| Vec::new(), |()| writer.into_inner())
}

/// The newest entries of a stream.
fn entries(site: &Site, stream: Stream) -> Vec<Entry> {
    let lists = &site.lists;
    let cases = lists.cases.iter().take(ENTRIES).map(|&at| Node::Case(at));
    let notices = lists.notices.iter().take(ENTRIES).map(|&at| Node::Notice(at));
    let readings = lists.readings.iter().take(ENTRIES).map(|&at| Node::Reading(at));
    let nodes: Vec<Node> = match stream {
        Stream::Cases => cases.collect(),
        Stream::Notices => notices.collect(),
        Stream::Readings => readings.collect(),
        Stream::Column => cases.chain(notices).chain(readings).collect(),
    };
    let mut entries: Vec<Entry> = nodes.into_iter().filter_map(|node| entry(site, node)).collect();
    entries.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.path.cmp(&b.path)));
    entries.truncate(ENTRIES);
    entries
}

fn entry(site: &Site, node: Node) -> Option<Entry> {
    let column = &site.column;
    let (article, path) = match node {
        Node::Case(at) => {
            let case = &column.cases[at as usize];
            (&case.article, route::case(&case.slug))
        }
        Node::Notice(at) => {
            let notice = &column.notices[at as usize];
            (&notice.article, route::notice(&notice.slug))
        }
        Node::Reading(at) => {
            let reading = &column.readings[at as usize];
            (&reading.article, route::reading(&reading.policy, &reading.slug))
        }
        _ => return None,
    };
    // What is made up says so wherever it is read.
    let mark = if article.is_sample { "【示例】" } else { "" };
    Some(Entry {
        title: format!("{mark}{}", article.title.value),
        summary: article.summary.clone(),
        source: article.source.clone(),
        published: article.published,
        path,
    })
}

struct Feed<'a> {
    site: &'a Site,
    base: &'a str,
    stream: Stream,
    entries: Vec<Entry>,
}

type Out = Writer<Vec<u8>>;

impl Feed<'_> {
    fn title(&self) -> String {
        let what = match self.stream {
            Stream::Column => self.site.column.terms.name.as_str(),
            Stream::Cases => "典型案例",
            Stream::Notices => "通知公告",
            Stream::Readings => "政策解读",
        };
        format!("{what} - {}", self.site.config.name)
    }

    /// The newest entry's moment; the day of the site where there is none.
    fn updated(&self) -> Moment {
        self.entries.first().map_or_else(|| Moment::from(self.site.today), |entry| entry.published)
    }

    fn atom(&self, out: &mut Out) -> std::io::Result<()> {
        let own = route::absolute(self.base, &route::atom(self.stream));
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let feed = out
            .create_element("feed")
            .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "zh-CN")]);
        feed.write_inner_content(|out| {
            text(out, "title", &self.title())?;
            text(out, "id", &own)?;
            text(out, "updated", &self.updated().rfc3339())?;
            link(out, "self", &own)?;
            link(out, "alternate", &route::absolute(self.base, &route::column()))?;
            let author = self.site.config.organiser.as_deref().unwrap_or(&self.site.config.name);
            out.create_element("author").write_inner_content(|out| text(out, "name", author))?;
            self.entries.iter().try_for_each(|entry| self.atom_entry(out, entry))
        })?;
        Ok(())
    }

    fn atom_entry(&self, out: &mut Out, entry: &Entry) -> std::io::Result<()> {
        let address = route::absolute(self.base, &entry.path);
        out.create_element("entry").write_inner_content(|out| {
            text(out, "title", &entry.title)?;
            text(out, "id", &address)?;
            text(out, "published", &entry.published.rfc3339())?;
            text(out, "updated", &entry.published.rfc3339())?;
            link(out, "alternate", &address)?;
            out.create_element("author").write_inner_content(|out| text(out, "name", &entry.source))?;
            text(out, "summary", &entry.summary)
        })?;
        Ok(())
    }

    fn rss(&self, out: &mut Out) -> std::io::Result<()> {
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let rss = out
            .create_element("rss")
            .with_attributes([("version", "2.0"), ("xmlns:atom", "http://www.w3.org/2005/Atom")]);
        rss.write_inner_content(|out| {
            out.create_element("channel").write_inner_content(|out| {
                text(out, "title", &self.title())?;
                text(out, "link", &route::absolute(self.base, &route::column()))?;
                text(out, "description", &self.title())?;
                text(out, "language", "zh-CN")?;
                text(out, "lastBuildDate", &rfc822(self.updated()))?;
                let own = route::absolute(self.base, &route::rss(self.stream));
                let attributes = [("href", own.as_str()), ("rel", "self"), ("type", "application/rss+xml")];
                out.create_element("atom:link").with_attributes(attributes).write_empty()?;
                self.entries.iter().try_for_each(|entry| self.rss_item(out, entry))
            })?;
            Ok(())
        })?;
        Ok(())
    }

    fn rss_item(&self, out: &mut Out, entry: &Entry) -> std::io::Result<()> {
        let address = route::absolute(self.base, &entry.path);
        out.create_element("item").write_inner_content(|out| {
            text(out, "title", &entry.title)?;
            text(out, "link", &address)?;
            text(out, "guid", &address)?;
            text(out, "pubDate", &rfc822(entry.published))?;
            text(out, "description", &entry.summary)
        })?;
        Ok(())
    }
}

fn text(out: &mut Out, name: &str, content: &str) -> std::io::Result<()> {
    // XML 1.0 has no control characters, however they are written.
    let clean: String = content.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    out.create_element(name).write_text_content(BytesText::new(&clean))?;
    Ok(())
}

fn link(out: &mut Out, rel: &str, href: &str) -> std::io::Result<()> {
    let kind = if rel == "self" { "application/atom+xml" } else { "text/html" };
    out.create_element("link")
        .with_attributes([("rel", rel), ("type", kind), ("href", href)])
        .write_empty()?;
    Ok(())
}

/// `Thu, 05 Mar 2026 09:30:00 +0800`, as RSS asks.
fn rfc822(moment: Moment) -> String {
    let (date, time) = (moment.date, moment.time.unwrap_or(jiff::civil::Time::midnight()));
    let day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        [usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0)];
    let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        [usize::try_from(date.month() - 1).unwrap_or(0)];
    format!(
        "{day}, {:02} {month} {} {:02}:{:02}:00 +0800",
        date.day(),
        date.year(),
        time.hour(),
        time.minute()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_as_rss_asks() {
        for (moment, told) in [
            ("2026-03-05 09:30", "Thu, 05 Mar 2026 09:30:00 +0800"),
            ("2026-11-29", "Sun, 29 Nov 2026 00:00:00 +0800"),
        ] {
            assert_eq!(rfc822(Moment::parse(moment).unwrap()), told);
        }
    }
}
