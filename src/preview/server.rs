//! The server: it accepts connections, refuses those that are not meant for it, and answers from the board.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

use super::board::Board;
use super::host::Names;
use super::port::Address;
use super::{Hear, News, answer, client, stream, versions};

/// A connection that has not said what it wants by then is cut.
const HEADER_TIME: Duration = Duration::from_secs(10);

/// More connections wait until one ends.
const CONNECTIONS: usize = 8192;

/// How long nobody is let in after the system refused a connection: it has no more files, and some must be closed first.
const BREATH: Duration = Duration::from_millis(100);

/// Files that the server may have open, where the system allows it.
const FILES: u64 = 16_384;

/// Pages that are made at once: more would not be ready sooner.
const MAKERS: usize = 64;

/// Files for programs that are made at once. Each may hold the whole case: many would fill the memory, and keep pages waiting.
static EXPORTS: Semaphore = Semaphore::const_new(2);

/// Answers requests until Ctrl-C.
pub(super) fn run(
    listener: TcpListener,
    wanted: &Address,
    board: Arc<Board>,
    hear: &Arc<Hear>,
) -> io::Result<()> {
    // With fewer files than wished for, fewer tabs can be served.
    rlimit::increase_nofile_limit(FILES).ok();
    let listening = listener.local_addr()?;
    let app = app(board, Names::new(&wanted.host, listening));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(MAKERS)
        .enable_all()
        .build()?;
    let outcome = runtime.block_on(async {
        // Who reads the address may press Ctrl-C at once: it is heard before the address is told.
        let stopped = stopped()?;
        tell_address(wanted, listening, hear);
        tokio::select! {
            outcome = accept(listener, app) => outcome,
            signal = stopped => signal,
        }
    });
    // Open streams and pages that are being made are left as they are.
    runtime.shutdown_background();
    outcome
}

/// Begins to listen for Ctrl-C and the system's word to end; what is returned waits for either.
#[cfg(unix)]
fn stopped() -> io::Result<impl Future<Output = io::Result<()>>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut end = signal(SignalKind::terminate())?;
    let mut hung_up = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => Ok(()),
            _ = end.recv() => Ok(()),
            _ = hung_up.recv() => Ok(()),
        }
    })
}

/// What waits for Ctrl-C.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere listening can fail")]
fn stopped() -> io::Result<impl Future<Output = io::Result<()>>> {
    Ok(tokio::signal::ctrl_c())
}

fn tell_address(wanted: &Address, listening: SocketAddr, hear: &Arc<Hear>) {
    let port = listening.port();
    let host = match listening.ip() {
        ip if ip.is_unspecified() => "127.0.0.1".to_owned(),
        ip if ip.is_ipv6() => format!("[{ip}]"),
        ip => ip.to_string(),
    };
    let is_moved = wanted.port != 0 && wanted.port != port;
    hear(News::Listening {
        url: &format!("http://{host}:{port}/"),
        taken: is_moved.then_some(wanted.port),
        open: !Address::is_loopback(listening),
    });
}

async fn accept(listener: TcpListener, app: Router) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return Ok(());
        };
        match listener.accept().await {
            Ok((connection, _)) => {
                let app = app.clone();
                tokio::spawn(async move {
                    serve(connection, app).await;
                    drop(place);
                });
            }
            Err(_) => tokio::time::sleep(BREATH).await,
        }
    }
}

/// Serves one connection to its end. What goes wrong with it is nobody else's concern.
async fn serve(connection: TcpStream, app: Router) {
    // Answers are small, and an author waits for them.
    connection.set_nodelay(true).ok();
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .serve_connection(TokioIo::new(connection), TowerToHyperService::new(app))
        .await
        .ok();
}

fn app(board: Arc<Board>, names: Names) -> Router {
    Router::new()
        .route("/_casebook/events", get(events))
        .route("/_casebook/findings", get(findings))
        .route("/_casebook/versions", get(versions_of))
        .route("/_casebook/{file}", get(own))
        .fallback(file)
        .layer(middleware::from_fn_with_state(Arc::new(names), guard))
        .with_state(board)
}

/// Refuses what is not meant for this server, and what would change something. Adds what all answers say.
async fn guard(State(names): State<Arc<Names>>, request: Request, next: Next) -> Response {
    let mut response = match *request.method() {
        _ if !is_own(&request, &names) => foreign().into_response(),
        _ if is_embedded_elsewhere(&request) => StatusCode::FORBIDDEN.into_response(),
        Method::GET | Method::HEAD => next.run(request).await,
        _ => {
            let allow = [(header::ALLOW, "GET, HEAD")];
            (
                StatusCode::METHOD_NOT_ALLOWED,
                allow,
                "The preview only shows.\n",
            )
                .into_response()
        }
    };
    let headers = response.headers_mut();
    let always = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in always {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    response
}

/// Whether a request is meant for this server: its one `Host` says so, and so does its target if that names a host too,
/// which then counts for more ([RFC 9112, 3.2.2](https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2)).
fn is_own(request: &Request, names: &Names) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let target = request.uri().authority();
    host.to_str().is_ok_and(|host| names.allow(host))
        && target.is_none_or(|host| names.allow(host.as_str()))
}

/// Whether a page of another site asks for a part of itself. It may not read the answer anyway, and shall not keep the server
/// busy either; links to the preview are followed as usual
/// ([Fetch Metadata](https://www.w3.org/TR/fetch-metadata/), which only browsers send).
fn is_embedded_elsewhere(request: &Request) -> bool {
    let says = |name: &str, word: &str| {
        let value = request.headers().get(name);
        value.is_some_and(|value| value == word)
    };
    says("sec-fetch-site", "cross-site") && !says("sec-fetch-mode", "navigate")
}

fn foreign() -> impl IntoResponse {
    let words = "This is the preview of a Casebook case, and the request asks for another host.\n\
        Open it under the address that `casebook serve` printed; to reach it by another name of this machine, start it with `--host NAME`.\n";
    (StatusCode::FORBIDDEN, words)
}

async fn events(State(board): State<Arc<Board>>) -> impl IntoResponse {
    stream::events(&board)
}

async fn findings(State(board): State<Arc<Board>>) -> impl IntoResponse {
    let json = board.now().findings.to_string();
    ([(header::CONTENT_TYPE, "application/json")], json)
}

/// One of the preview's own files.
async fn own(Path(name): Path<String>) -> Response {
    match client::file(&name) {
        Some((kind, text)) => ([(header::CONTENT_TYPE, kind)], text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The versions of what a page loads.
async fn versions_of(State(board): State<Arc<Board>>, RawQuery(query): RawQuery) -> Response {
    let showing = board.now();
    let made = tokio::task::spawn_blocking(move || {
        let file = |path: &str| showing.site.as_ref()?.file(path)?.ok();
        versions::json(&query.unwrap_or_default(), showing.generation, file)
    });
    match made.await {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn file(State(board): State<Arc<Board>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let is_export = [".json", ".xml"]
        .iter()
        .any(|end| parts.uri.path().ends_with(end));
    let _turn = match is_export {
        true => EXPORTS.acquire().await.ok(),
        false => None,
    };
    let showing = board.now();
    // A page is made now: others must not wait for it.
    let made = tokio::task::spawn_blocking(move || answer::answer(&parts, &showing)).await;
    made.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn a_request_says_once_which_host_it_means() {
        let names = Names::new("127.0.0.1", ([127, 0, 0, 1], 4000).into());
        let cases: [(&str, &[&str], bool); 6] = [
            ("/", &["localhost:4000"], true),
            ("/", &[], false),
            ("/", &["evil.example"], false),
            ("/", &["localhost", "evil.example"], false),
            ("http://localhost:4000/", &["localhost:4000"], true),
            ("http://evil.example/", &["localhost"], false),
        ];
        for (target, hosts, expected) in cases {
            let mut request = Request::builder().uri(target);
            for host in hosts {
                request = request.header(header::HOST, *host);
            }
            let request = request.body(Body::empty()).expect("a request");
            assert_eq!(is_own(&request, &names), expected, "{target} {hosts:?}");
        }
    }
}
