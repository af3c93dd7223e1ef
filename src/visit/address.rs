//! Addresses of the web, as far as following a link needs them.

/// The host of an address, with its port where it has one, in lower case.
pub(super) fn host(address: &str) -> String {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    host.rsplit('@').next().unwrap_or_default().to_ascii_lowercase()
}

/// Where `location` leads from `address`; `None` where that is not of the web.
pub(super) fn join(address: &str, location: &str) -> Option<String> {
    let location = location.split('#').next().unwrap_or_default().trim();
    let (scheme, rest) = address.split_once("://")?;
    if location.starts_with("http://") || location.starts_with("https://") {
        return Some(location.to_owned());
    }
    if location.starts_with("//") {
        return Some(format!("{scheme}:{location}"));
    }
    // Another scheme: what stands before the colon is no path.
    if location.split(['/', '?']).next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if location.starts_with('/') {
        return Some(format!("{scheme}://{host}{location}"));
    }
    if location.is_empty() || location.starts_with('?') {
        return Some(format!("{scheme}://{host}{path}{location}"));
    }
    let folder = path.rfind('/').map_or("/", |cut| &path[..=cut]);
    Some(format!("{scheme}://{host}{}", without_dots(&format!("{folder}{location}"))))
}

/// `/a/b/../c` is `/a/c`.
fn without_dots(path: &str) -> String {
    let (path, query) = path.find('?').map_or((path, ""), |cut| path.split_at(cut));
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    format!("/{}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_followed_from_where_it_was_told() {
        let from = "https://a.gov.cn/art/2025/1.html?x=1";
        for (location, wanted) in [
            ("https://b.gov.cn/#top", Some("https://b.gov.cn/")),
            ("//c.gov.cn/x", Some("https://c.gov.cn/x")),
            ("/x?y=z", Some("https://a.gov.cn/x?y=z")),
            ("2.html", Some("https://a.gov.cn/art/2025/2.html")),
            ("../2.html", Some("https://a.gov.cn/art/2.html")),
            ("../../../../2.html", Some("https://a.gov.cn/2.html")),
            ("?y=2", Some("https://a.gov.cn/art/2025/1.html?y=2")),
            ("file:///etc/passwd", None),
            ("ftp://a.gov.cn/", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(join(from, location).as_deref(), wanted, "{location}");
        }
        assert_eq!(join("http://a.gov.cn", "x").as_deref(), Some("http://a.gov.cn/x"));
    }

    #[test]
    fn a_host_is_what_is_connected_to() {
        for (address, wanted) in [
            ("https://A.gov.cn/x", "a.gov.cn"),
            ("//a.gov.cn:8080?x", "a.gov.cn:8080"),
            ("https://a.gov.cn@b.example/", "b.example"),
        ] {
            assert_eq!(host(address), wanted, "{address}");
        }
    }
}
