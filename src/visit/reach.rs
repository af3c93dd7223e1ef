//! Which computers may be asked: those of the public network, by the address that is connected to.
//!
//! A link can name anything, also what stands in this office: its printers, its databases. A name
//! is looked up, and what it gives is judged, at the moment of connecting and after each redirect.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What may be asked beside the public network.
///
/// The default is the public network alone.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// Hosts that may stand inside the own network: a county's sites, seen from its offices.
    inside: Vec<String>,
    /// Whether this computer may be asked. Only a test may say so.
    #[cfg(test)]
    loopback: bool,
}

impl Reach {
    /// The same, and of the own network the hosts that somebody has checked and listed, by
    /// their full names. This computer and what is linked to it directly are never asked.
    #[must_use]
    pub fn and_inside(mut self, hosts: &[String]) -> Self {
        self.inside.extend_from_slice(hosts);
        self
    }

    /// This computer, too.
    #[cfg(test)]
    pub(super) fn loopback() -> Self {
        Self { loopback: true, ..Self::default() }
    }

    /// Whether `ip`, which `host` stands for, may be connected to.
    pub(super) fn allows(&self, host: &str, ip: IpAddr) -> bool {
        #[cfg(test)]
        if self.loopback && ip.is_loopback() {
            return true;
        }
        match kind(ip) {
            Kind::Public => true,
            Kind::Private => self.inside.iter().any(|known| known.eq_ignore_ascii_case(host)),
            Kind::Never => false,
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Public,
    /// Of an office's or a provider's own network.
    Private,
    /// This computer, its cable, groups of computers, what nobody has.
    Never,
}

fn kind(ip: IpAddr) -> Kind {
    match ip {
        IpAddr::V4(ip) => kind_of_v4(ip),
        IpAddr::V6(ip) => kind_of_v6(ip),
    }
}

fn kind_of_v4(ip: Ipv4Addr) -> Kind {
    let [a, b, c, _] = ip.octets();
    // 100.64.0.0/10 is shared behind providers (RFC 6598), 198.18.0.0/15 is for measuring (RFC 2544).
    let is_private = ip.is_private() || (a == 100 && b & 0xc0 == 64) || (a == 198 && b & 0xfe == 18);
    let is_never = a == 0
        || a >= 224
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || (a, b, c) == (192, 0, 0);
    if is_never {
        Kind::Never
    } else if is_private {
        Kind::Private
    } else {
        Kind::Public
    }
}

fn kind_of_v6(ip: Ipv6Addr) -> Kind {
    let parts = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        kind_of_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // An address of the older kind in the clothes of the newer: mapped, translated (RFC 6052), 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => v4(high, low),
        [first, ..] if first & 0xfe00 == 0xfc00 => Kind::Private,
        [0x2001, second, ..] if second == 0xdb8 || second < 0x200 => Kind::Never,
        // Only this eighth is given out (RFC 4291).
        [first, ..] if first & 0xe000 == 0x2000 => Kind::Public,
        _ => Kind::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_network_is_asked() {
        for (ip, wanted) in [
            ("61.175.1.1", Kind::Public),
            ("2408:8000::1", Kind::Public),
            ("10.1.2.3", Kind::Private),
            ("172.16.0.1", Kind::Private),
            ("172.32.0.1", Kind::Public),
            ("192.168.1.1", Kind::Private),
            ("100.64.0.1", Kind::Private),
            ("100.128.0.1", Kind::Public),
            ("198.19.0.1", Kind::Private),
            ("fd00::1", Kind::Private),
            ("127.0.0.1", Kind::Never),
            ("127.8.8.8", Kind::Never),
            ("0.0.0.0", Kind::Never),
            ("0.1.2.3", Kind::Never),
            ("169.254.169.254", Kind::Never),
            ("224.0.0.1", Kind::Never),
            ("255.255.255.255", Kind::Never),
            ("192.0.0.8", Kind::Never),
            ("192.0.2.1", Kind::Never),
            ("::1", Kind::Never),
            ("::", Kind::Never),
            ("fe80::1", Kind::Never),
            ("ff02::1", Kind::Never),
            ("2001:db8::1", Kind::Never),
            ("2001::1", Kind::Never),
            ("::127.0.0.1", Kind::Never),
            ("::ffff:127.0.0.1", Kind::Never),
            ("::ffff:10.0.0.1", Kind::Private),
            ("::ffff:61.175.1.1", Kind::Public),
            ("64:ff9b::7f00:1", Kind::Never),
            ("2002:7f00:1::", Kind::Never),
        ] {
            assert_eq!(kind(ip.parse().unwrap()), wanted, "{ip}");
        }
    }

    #[test]
    fn a_listed_host_may_stand_inside_and_never_on_this_computer() {
        let reach = Reach::default().and_inside(&["www.haiyan.gov.cn".to_owned()]);
        let inside = "10.1.2.3".parse().unwrap();
        assert!(reach.allows("WWW.haiyan.gov.cn", inside));
        assert!(!reach.allows("haiyan.gov.cn", inside) && !reach.allows("a.www.haiyan.gov.cn", inside));
        for ip in ["127.0.0.1", "169.254.169.254", "::1"] {
            assert!(!reach.allows("www.haiyan.gov.cn", ip.parse().unwrap()), "{ip}");
        }
    }
}
