//! One address asked for: its head, or its first bytes where a server gives no head.

use std::sync::Arc;
use std::time::Duration;

use rustls::CertificateError;
use ureq::http::{StatusCode, Uri, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, config::Config};

use super::address::join;
use super::{Outcome, Reach};

/// How long one answer may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How many redirects are followed.
const HOPS: usize = 5;
/// How much of an answer's head is read, in bytes.
const HEAD: usize = 32 * 1024;
/// Tells who asks, and why.
const NAME: &str = concat!("saltpress/", env!("CARGO_PKG_VERSION"), " (link check)");

/// Asks within a reach.
pub(super) struct Client {
    agent: Agent,
}

/// Looks names up, and gives only addresses that may be connected to.
#[derive(Debug)]
struct Guard {
    reach: Reach,
    names: DefaultResolver,
}

/// What a guard says of a name that stands for no address within reach.
#[derive(Debug)]
struct OutOfReach;

impl std::fmt::Display for OutOfReach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("out of reach")
    }
}

impl std::error::Error for OutOfReach {}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default();
        let mut within = self.empty();
        // One address inside is enough to doubt the name as a whole.
        for address in &*found {
            if !self.reach.allows(host, address.ip()) {
                return Err(ureq::Error::Other(Box::new(OutOfReach)));
            }
            within.push(*address);
        }
        Ok(within)
    }
}

/// One answer of a server.
enum Answer {
    Status(StatusCode),
    /// Elsewhere, and whether for good.
    Redirect(Option<String>, bool),
    Failed(ureq::Error),
}

impl Client {
    pub(super) fn new(reach: &Reach) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let config = Config::builder()
            .tls_config(tls)
            // A proxy would look names up where nobody guards them.
            .proxy(None)
            .timeout_global(Some(TIMEOUT))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_response_header_size(HEAD)
            .max_idle_connections(0)
            .user_agent(NAME)
            .build();
        let guard = Guard { reach: reach.clone(), names: DefaultResolver::default() };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), guard) }
    }

    /// What becomes of an address of the web.
    pub(super) fn ask(&self, address: &str) -> Outcome {
        let (mut now, mut is_permanent) = (address.to_owned(), true);
        for _ in 0..=HOPS {
            match self.once(&now) {
                Answer::Failed(error) => return failure(&error),
                Answer::Status(status) => {
                    return settled(status, (now != address && is_permanent).then_some(now));
                }
                Answer::Redirect(to, is_for_good) => {
                    is_permanent &= is_for_good;
                    let Some(next) = to.and_then(|to| join(&now, &to)) else {
                        return Outcome::Silent("跳转到了不是网页的地址".to_owned());
                    };
                    now = next;
                }
            }
        }
        Outcome::Silent(format!("跳转超过 {HOPS} 次"))
    }

    /// Without its body first. Some servers refuse that, or answer it wrongly.
    fn once(&self, address: &str) -> Answer {
        let answer = self.request(address, true);
        let is_doubtful = match &answer {
            Answer::Status(status) => status.as_u16() >= 400,
            Answer::Failed(error) => {
                matches!(error, ureq::Error::Protocol(_) | ureq::Error::Io(_)) && trust(error).is_none()
            }
            Answer::Redirect(..) => false,
        };
        if is_doubtful { self.request(address, false) } else { answer }
    }

    fn request(&self, address: &str, is_head: bool) -> Answer {
        let request = if is_head { self.agent.head(address) } else { self.agent.get(address) };
        let response = match request.call() {
            Ok(response) => response,
            Err(error) => return Answer::Failed(error),
        };
        let status = response.status();
        match status.as_u16() {
            301 | 302 | 303 | 307 | 308 => {
                let location = response.headers().get(header::LOCATION);
                let location = location.map(|to| String::from_utf8_lossy(to.as_bytes()).into_owned());
                Answer::Redirect(location, matches!(status.as_u16(), 301 | 308))
            }
            _ => Answer::Status(status),
        }
    }
}

fn settled(status: StatusCode, moved: Option<String>) -> Outcome {
    match status.as_u16() {
        404 | 410 => Outcome::Gone(status.as_u16()),
        code @ 500.. => Outcome::Silent(format!("对方的服务器出错（{code}）")),
        // 401, 403, 429 and their kind: there is somebody, who does not answer programs.
        400.. => Outcome::Fine,
        _ => moved.map_or(Outcome::Fine, Outcome::Moved),
    }
}

fn failure(error: &ureq::Error) -> Outcome {
    if let Some(why) = trust(error) {
        return Outcome::Untrusted(why);
    }
    Outcome::Silent(match error {
        ureq::Error::Timeout(_) => format!("等了 {} 秒没有回应", TIMEOUT.as_secs()),
        ureq::Error::HostNotFound => "没有这个域名".to_owned(),
        ureq::Error::Other(cause) if cause.is::<OutOfReach>() => "指向内网或本机的地址，没有访问".to_owned(),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => "地址写得不对".to_owned(),
        _ => "连不上".to_owned(),
    })
}

/// Why a certificate is not trusted; `None` where it is not about that.
fn trust(error: &ureq::Error) -> Option<&'static str> {
    let cause = match error {
        ureq::Error::Rustls(cause) => cause,
        ureq::Error::Io(cause) => cause.get_ref()?.downcast_ref::<rustls::Error>()?,
        _ => return None,
    };
    let rustls::Error::InvalidCertificate(cause) = cause else { return None };
    Some(match cause {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "过了期",
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => "还没有生效",
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => "是别的网站的",
        CertificateError::Revoked => "已经吊销",
        CertificateError::UnknownIssuer => "不是受信任的机构发的，或者缺了中间证书",
        _ => "不受信任",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_that_no_browser_trusts_is_told_with_its_reason() {
        let wrong = |cause| ureq::Error::Io(std::io::Error::other(rustls::Error::InvalidCertificate(cause)));
        for (cause, told) in [
            (CertificateError::Expired, "过了期"),
            (CertificateError::NotValidForName, "是别的网站的"),
            (CertificateError::UnknownIssuer, "不是受信任的机构发的，或者缺了中间证书"),
            (CertificateError::BadEncoding, "不受信任"),
        ] {
            assert_eq!(failure(&wrong(cause)), Outcome::Untrusted(told));
        }
        assert_eq!(trust(&ureq::Error::Io(std::io::ErrorKind::ConnectionRefused.into())), None);
    }
}
