//! `sitemap.xml` (sitemaps.org): every page once, in parts of at most 50,000; and
//! `robots.txt` (RFC 9309), which says where it is.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::site::route::{self, OutputPath};

/// The most addresses that one file may hold.
pub const PART: usize = 50_000;

/// What a sitemap says of a page.
pub type Location<'a> = (&'a OutputPath, Option<Date>);

/// The sitemap of up to [`PART`] pages.
#[must_use]
pub fn print(base: &str, pages: &[Location<'_>]) -> Vec<u8> {
    let mut xml = String::with_capacity(pages.len() * 96 + 128);
    xml.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (path, changed) in pages {
        // Addresses are lower-case ASCII without signs of XML.
        let _ = write!(xml, "<url><loc>{}</loc>", route::absolute(base, path));
        if let Some(changed) = changed {
            let _ = write!(xml, "<lastmod>{changed}</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

/// The list of parts of a site with `pages` pages.
#[must_use]
pub fn print_parts(base: &str, pages: usize) -> Vec<u8> {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for part in 1..=pages.div_ceil(PART) {
        let _ = writeln!(
            xml,
            "<sitemap><loc>{}</loc></sitemap>",
            route::absolute(base, &route::sitemap_part(part))
        );
    }
    xml.push_str("</sitemapindex>\n");
    xml.into_bytes()
}

/// `robots.txt`: everything may be read, and here is the map. What shall not be
/// listed (moved and withdrawn pages) says so itself, and must be read to say it.
#[must_use]
pub fn print_robots(base: &str) -> Vec<u8> {
    let map = route::absolute(base, &route::sitemap());
    format!("User-agent: *\nAllow: /\n\nSitemap: {map}\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most bytes that one file may hold.
    const BYTES: usize = 50 * 1024 * 1024;

    #[test]
    fn a_part_full_of_the_longest_addresses_stays_below_its_limit() {
        let base = format!("https://www.example.gov.cn/{}/", "z".repeat(800));
        let day = Date::constant(2026, 1, 15);
        let one = print(&base, &[(&route::site_map(), Some(day))]);
        assert!(one.len() * PART <= BYTES, "{} bytes", one.len() * PART);
    }

    #[test]
    fn a_large_site_has_a_list_of_parts() {
        let told = String::from_utf8(print_parts("https://www.example.gov.cn/", PART + 1)).unwrap();
        assert_eq!(
            told,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
             <sitemap><loc>https://www.example.gov.cn/sitemap-1.xml</loc></sitemap>\n\
             <sitemap><loc>https://www.example.gov.cn/sitemap-2.xml</loc></sitemap>\n\
             </sitemapindex>\n"
        );
    }
}
