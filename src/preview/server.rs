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

use super::answer::{self, Answer};
use super::desk::{Issue, Shown};
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

/// What may go out with a page: the policy that a server of the site shall send.
const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// The same for cards that stand in frames of other sites.
const POLICY_OF_FRAMES: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors *";

/// What all connections share.
struct Shared {
    shown: Shown,
    prints: Semaphore,
    queue: Semaphore,
    watchers: Semaphore,
}

/// Serves until no issue can come any more.
pub(super) fn run(listener: TcpListener, shown: Shown) -> Result<()> {
    let refused = |cause| Error::port(super::PORT, cause);
    listener.set_nonblocking(true).map_err(refused)?;
    let mut threads = tokio::runtime::Builder::new_multi_thread();
    let threads = threads.worker_threads(2).max_blocking_threads(PRINTS).enable_all();
    let runtime = threads.build().map_err(refused)?;
    let mut ends = shown.clone();
    let shared = Arc::new(Shared {
        shown,
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
    let policy = if answer.is_for_frames { POLICY_OF_FRAMES } else { POLICY };
    let mut response = Response::builder()
        .status(answer.status)
        .header(header::CONTENT_TYPE, answer.mime)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::REFERRER_POLICY, "same-origin");
    if let Some(location) = answer.location {
        response = response.header(header::LOCATION, location);
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
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Answer::words(405, "预览只能查看，不能提交");
    }
    let is_framed = request
        .headers()
        .get("sec-fetch-dest")
        .is_some_and(|value| matches!(value.as_bytes(), b"iframe" | b"frame"));
    let address = request.uri().path();
    if address == CHANGED {
        return wait(shared, request.uri().query().unwrap_or_default()).await;
    }
    match print(shared, address.to_owned(), is_framed).await {
        Ok(answer) if is_framed => answer,
        Ok(answer) => answer.with_script(address),
        Err(busy) => busy,
    }
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
    let busy = || Answer::words(503, "同时打开的页面太多，请过一会儿再刷新");
    let _waiting: SemaphorePermit<'_> = shared.queue.try_acquire().map_err(|_| busy())?;
    let _printing = shared.prints.acquire().await.map_err(|_| busy())?;
    let mut shown = shared.shown.clone();
    let Ok(issue) = shown.wait_for(Option::is_some).await.map(|issue| issue.clone()) else {
        return Err(busy());
    };
    let work = move || issue.as_deref().map(|issue: &Issue| answer::at(issue, &address, is_framed));
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
