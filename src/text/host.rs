//! Whose site an address of the web leads to.

/// The host of `https://user@www.A.cn:80/b`: `www.a.cn`. Of what names no host it is
/// whatever stands before the first `/`.
#[must_use]
pub fn of(address: &str) -> String {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    host.to_ascii_lowercase()
}

/// Whether `host` is `domain` or below it.
#[must_use]
pub fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|start| start.is_empty() || start.ends_with('.'))
}

/// Whether a host is an address in numbers: `10.1.2.3`, `[::1]`.
#[must_use]
pub fn is_number(host: &str) -> bool {
    let is_part = |part: &str| part.parse::<u8>().is_ok();
    host.starts_with('[') || (host.split('.').count() == 4 && host.split('.').all(is_part))
}

/// The host to which an address leads out of the sites of governments and out of the
/// own one (`own` is its host); `None` for all other addresses, mail and paths among them.
#[must_use]
pub fn left_for(address: &str, own: Option<&str>) -> Option<String> {
    let rest = ["https://", "http://", "//"].iter().find_map(|start| {
        let head = address.get(..start.len())?;
        head.eq_ignore_ascii_case(start).then(|| &address[start.len()..])
    })?;
    let host = of(&format!("//{rest}"));
    let stays = host.is_empty()
        || is_below(&host, "gov.cn")
        || own.is_some_and(|own| !own.is_empty() && is_below(&host, own));
    (!stays).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_what_stands_between_the_scheme_and_the_path() {
        for (address, host) in [
            ("https://www.A.cn/b?c#d", "www.a.cn"),
            ("http://user:word@a.cn:8080", "a.cn"),
            ("//a.cn", "a.cn"),
            ("http://[::1]/", "[::1]"),
        ] {
            assert_eq!(of(address), host, "{address}");
        }
    }

    #[test]
    fn only_other_sites_that_are_no_governments_are_left_for() {
        let own = Some("www.haiyan.example");
        for (address, left) in [
            ("https://www.example.com/a", Some("www.example.com")),
            ("HTTP://Example.com", Some("example.com")),
            ("//example.com/", Some("example.com")),
            ("https://notgov.cn/", Some("notgov.cn")),
            ("https://gov.cn.example.com/", Some("gov.cn.example.com")),
            ("https://10.0.0.1/", Some("10.0.0.1")),
            ("https://www.gov.cn/", None),
            ("http://www.haiyan.gov.cn/art", None),
            ("https://www.haiyan.example/zt/", None),
            ("https://zt.www.haiyan.example/", None),
            ("https://haiyan.example/", Some("haiyan.example")),
            ("a/b.html", None),
            ("#top", None),
            ("mailto:a@b.com", None),
            ("https://", None),
        ] {
            assert_eq!(left_for(address, own).as_deref(), left, "{address}");
        }
    }
}
