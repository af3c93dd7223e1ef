//! Asks and answers of HTTP, for this computer alone, and never more than it can bear.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::http::uri::Authority;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, Uri};
use hyper_util::rt::{TokioIo, TokioTimer};
use percent_encoding::percent_decode_str;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::answer::Answer;
use super::desk::{Issue, Shown};
use super::inspect::{Inspected, Inspector};
use super::paper;
use super::part::{self, Wish};
use crate::{Error, Result};

/// Connections at the same time; the system keeps further ones waiting.
const CONNECTIONS: usize = 128;
/// Pages that are printed at the same time.
const PRINTS: usize = 8;
/// Requests that may wait to be printed.
const QUEUE: usize = 48;
/// Pages that may wait for their next look: tabs that somebody has before his eyes.
const WATCHERS: usize = 32;
/// How long a page waits before it is told that nothing changed.
const WAIT: Duration = Duration::from_secs(25);
/// How long a request may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(10);
/// How much a request may be, in bytes, and how many headers it may have.
const REQUEST: usize = 32 * 1024;
const HEADERS: usize = 64;

/// Where a page asks whether it looks different now.
const CHANGED: &str = "/__changed";

/// What prints an address of an issue, in a frame or not.
pub(super) type Show = fn(&Issue, &Inspected, &str, bool) -> Answer;

/// What all connections share.
struct Shared {
    shown: Shown,
    inspector: Arc<Inspector>,
    show: Show,
    prints: Semaphore,
    queue: Semaphore,
    watchers: Semaphore,
}

/// Serves until no issue can come any more.
pub(super) fn run(listener: TcpListener, shown: Shown, inspector: Arc<Inspector>, show: Show) -> Result<()> {
    let refused = |cause| Error::port(super::PORT, cause);
    listener.set_nonblocking(true).map_err(refused)?;
    let mut threads = tokio::runtime::Builder::new_multi_thread();
    let threads = threads.worker_threads(2).max_blocking_threads(PRINTS).enable_all();
    let runtime = threads.build().map_err(refused)?;
    let mut ends = shown.clone();
    let shared = Arc::new(Shared {
        shown,
        inspector,
        show,
        prints: Semaphore::new(PRINTS),
        queue: Semaphore::new(QUEUE),
        watchers: Semaphore::new(WATCHERS),
    });
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(refused)?;
        let accepting = tokio::spawn(accept(listener, shared));
        while ends.changed().await.is_ok() {}
        accepting.abort();
        Ok(())
    })
}

async fn accept(listener: tokio::net::TcpListener, shared: Arc<Shared>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            // The system is out of handles; some will be given back.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let service = service_fn(|request| respond(&shared, request));
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(ARRIVAL);
            http.max_headers(HEADERS).max_buf_size(REQUEST).auto_date_header(false);
            // A malformed request is answered by hyper, one that breaks off by nobody.
            drop(http.serve_connection(TokioIo::new(stream), service).await);
            drop(place);
        });
    }
}

async fn respond(
    shared: &Shared,
    request: Request<Incoming>,
) -> std::result::Result<Response<Full<Bytes>>, hyper::http::Error> {
    let answer = decide(shared, &request).await;
    // A file may be kept, as long as each time it is asked whether it is the same.
    let cache = if answer.is_file { "no-cache" } else { "no-store" };
    let mut response = Response::builder()
        .status(answer.status)
        .header(header::CONTENT_TYPE, answer.mime)
        .header(header::CACHE_CONTROL, cache)
        .header(header::CONTENT_SECURITY_POLICY, answer.policy.words())
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::REFERRER_POLICY, "same-origin");
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    response = match answer.status {
        405 => response.header(header::ALLOW, "GET, HEAD"),
        503 => response.header(header::RETRY_AFTER, "1"),
        _ => response,
    };
    response.body(Full::new(answer.body.into()))
}

async fn decide(shared: &Shared, request: &Request<Incoming>) -> Answer {
    if !is_for_us(request.uri(), request.headers()) {
        return Answer::words(403, "预览只在本机打开：请用 http://127.0.0.1 或 http://localhost 开头的地址");
    }
    let address = request.uri().path();
    if *request.method() == Method::POST && address == paper::ADDRESS {
        return inspect(shared, request.headers()).await;
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Answer::words(405, "预览只能查看，不能提交");
    }
    let is_framed = matches!(word(request.headers(), "sec-fetch-dest"), Some("iframe" | "frame"));
    if address == CHANGED {
        return wait(shared, request.uri().query().unwrap_or_default()).await;
    }
    match print(shared, address.to_owned(), is_framed).await {
        Ok(answer) if is_framed => answer,
        Ok(answer) => part::of(answer.with_script(address), &wish(request)),
        Err(busy) => busy,
    }
}

/// A header that is text.
fn word<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Which part of a file is asked for. Only a GET may ask for one.
fn wish(request: &Request<Incoming>) -> Wish<'_> {
    let word = |name: header::HeaderName| word(request.headers(), name.as_str());
    let range = word(header::RANGE).filter(|_| *request.method() == Method::GET);
    Wish { range, if_range: word(header::IF_RANGE), if_none_match: word(header::IF_NONE_MATCH) }
}

/// Starts to inspect what is shown now, for a form of our own.
async fn inspect(shared: &Shared, headers: &HeaderMap) -> Answer {
    if !is_from_us(headers) {
        return Answer::words(403, "只能从预览自己的页面开始检查");
    }
    let mut shown = shared.shown.clone();
    let issue = shown.wait_for(Option::is_some).await.map(|issue| issue.clone());
    let Ok(Some(issue)) = issue else { return Answer::busy() };
    shared.inspector.start(issue);
    Answer::see(paper::ADDRESS)
}

/// Whether a form stood on a page of this server: browsers tell where it stood.
fn is_from_us(headers: &HeaderMap) -> bool {
    let host = word(headers, "host").unwrap_or_default();
    let is_ours = |origin: &str| origin.strip_prefix("http://") == Some(host);
    headers.get("origin").is_none_or(|value| value.to_str().is_ok_and(is_ours))
        && word(headers, "sec-fetch-site").is_none_or(|site| site == "same-origin")
}

/// Whether a request names this computer: a page of another site that got its name to
/// point here does not.
fn is_for_us(uri: &Uri, headers: &HeaderMap) -> bool {
    let is_local = |name: &str| matches!(name, "127.0.0.1" | "localhost" | "[::1]");
    let host = |value: &HeaderValue| {
        let authority: Option<Authority> = value.to_str().ok().and_then(|value| value.parse().ok());
        authority.is_some_and(|authority| {
            is_local(&authority.host().to_ascii_lowercase()) && !authority.as_str().contains('@')
        })
    };
    let mut hosts = headers.get_all(header::HOST).iter();
    let is_named = hosts.next().is_some_and(host) && hosts.next().is_none();
    is_named && uri.host().is_none_or(|host| is_local(&host.to_ascii_lowercase()))
}

/// What an address shows now, printed beside the connections. A full queue is the error.
async fn print(shared: &Shared, address: String, is_framed: bool) -> std::result::Result<Answer, Answer> {
    let _waiting: SemaphorePermit<'_> = shared.queue.try_acquire().map_err(|_| Answer::busy())?;
    let _printing = shared.prints.acquire().await.map_err(|_| Answer::busy())?;
    let mut shown = shared.shown.clone();
    let Ok(issue) = shown.wait_for(Option::is_some).await.map(|issue| issue.clone()) else {
        return Err(Answer::busy());
    };
    let (show, inspected) = (shared.show, shared.inspector.state());
    let work = move || issue.as_deref().map(|issue| show(issue, &inspected, &address, is_framed));
    // A print that panics ends its own thread and nothing else.
    let printed = tokio::task::spawn_blocking(work).await;
    Ok(printed.ok().flatten().unwrap_or_else(Answer::broken))
}

/// Answers 200 once the page of a query looks different, 204 where it does not for a while.
async fn wait(shared: &Shared, query: &str) -> Answer {
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let value = pairs.find(|(key, _)| *key == name).map(|(_, value)| value);
        value.and_then(|value| percent_decode_str(value).decode_utf8().ok())
    };
    let (Some(page), Some(mark)) = (value("page"), value("mark")) else {
        return Answer::words(400, "要写明 page 和 mark");
    };
    let Ok(_watcher) = shared.watchers.try_acquire() else {
        return Answer::words(503, "同时打开的页面太多，这一页暂时不会自动更新");
    };
    let waited = tokio::time::timeout(WAIT, changed(shared, &page, &mark)).await;
    waited.unwrap_or_else(|_| Answer::words(204, ""))
}

async fn changed(shared: &Shared, page: &str, mark: &str) -> Answer {
    let mut shown = shared.shown.clone();
    loop {
        // Before printing: what comes meanwhile is seen by the next turn.
        shown.mark_unchanged();
        match print(shared, page.to_owned(), false).await {
            Ok(answer) if answer.mark() != mark => return Answer::words(200, "有变化"),
            Ok(_) => {}
            Err(busy) => return busy,
        }
        if shown.changed().await.is_err() {
            return Answer::words(503, "预览正在结束");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::{SocketAddr, TcpStream};
    use std::thread;

    use jiff::civil::date;
    use tokio::sync::watch;

    use super::*;
    use crate::preview::desk::Desk;
    use crate::preview::{answer, watch::Change};

    /// A server on a free port; the address to ask.
    fn serve(shown: Shown, show: Show) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let inspector = Arc::new(Inspector::new(|| date(2026, 1, 15).at(9, 30, 0, 0)));
        thread::spawn(move || run(listener, shown, inspector, show));
        address
    }

    fn ask(server: SocketAddr, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(server).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        stream
    }

    fn reply(mut stream: TcpStream) -> String {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    #[test]
    fn a_full_queue_is_told_in_chinese_and_when_to_come_again() {
        // Nothing was read yet: each page waits for the first reading.
        let (_desk, shown) = watch::channel(None);
        let server = serve(shown, answer::at);
        let waiting: Vec<TcpStream> = (0..QUEUE).map(|_| ask(server, "/")).collect();
        let refused = (0..50).find_map(|_| {
            let stream = ask(server, "/");
            stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
            Some(reply(stream)).filter(|reply| !reply.is_empty())
        });
        let refused = refused.expect("a refusal");
        assert!(refused.starts_with("HTTP/1.1 503 "), "{refused}");
        assert!(refused.contains("retry-after: 1") && refused.contains("text/html"), "{refused}");
        assert!(
            refused.contains("<html lang=\"zh-CN\">") && refused.contains("同时打开的页面太多"),
            "{refused}"
        );
        drop(waiting);
    }

    #[test]
    fn a_print_that_panics_is_told_and_the_next_page_is_shown() {
        fn show(issue: &Issue, inspected: &Inspected, address: &str, is_framed: bool) -> Answer {
            assert_ne!(address, "/broken.html", "a print that breaks off");
            answer::at(issue, inspected, address, is_framed)
        }
        let root = tempfile::tempdir().unwrap();
        let mut desk = Desk::new(root.path(), date(2026, 1, 15));
        let shown = desk.subscribe();
        desk.reissue(&Change::default()).unwrap();
        let server = serve(shown, show);
        // More often than there are threads to print.
        for _ in 0..=PRINTS {
            let broken = reply(ask(server, "/broken.html"));
            assert!(broken.starts_with("HTTP/1.1 500 ") && broken.contains("预览仍在运行"), "{broken}");
        }
        assert!(reply(ask(server, "/")).starts_with("HTTP/1.1 200 "));
    }

    #[test]
    fn a_form_of_another_site_starts_no_inspection() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            let host = (header::HOST, HeaderValue::from_static("127.0.0.1:8000"));
            let pairs = pairs.iter().map(|(name, value)| {
                (header::HeaderName::from_static(name), HeaderValue::from_static(value))
            });
            std::iter::once(host).chain(pairs).collect::<HeaderMap>()
        };
        for (pairs, is) in [
            (&[][..], true),
            (&[("origin", "http://127.0.0.1:8000"), ("sec-fetch-site", "same-origin")], true),
            (&[("origin", "http://127.0.0.1:9000")], false),
            (&[("origin", "https://evil.example")], false),
            (&[("origin", "null")], false),
            (&[("sec-fetch-site", "cross-site")], false),
        ] {
            assert_eq!(is_from_us(&headers(pairs)), is, "{pairs:?}");
        }
    }
}
