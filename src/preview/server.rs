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
    tell_address(wanted, listening, hear);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let outcome = runtime.block_on(async {
        tokio::select! {
            outcome = accept(listener, app) => outcome,
            signal = stopped() => signal,
        }
    });
    // Open streams and pages that are being made are left as they are.
    runtime.shutdown_background();
    outcome
}

/// Ctrl-C, or the system's word to end.
async fn stopped() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut end, mut hung_up) = (
            signal(SignalKind::terminate())?,
            signal(SignalKind::hangup())?,
        );
        tokio::select! {
            interrupt = tokio::signal::ctrl_c() => interrupt,
            _ = end.recv() => Ok(()),
            _ = hung_up.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
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
    let host = request.headers().get(header::HOST);
    let is_own = host
        .and_then(|host| host.to_str().ok())
        .is_some_and(|host| names.allow(host));
    let mut response = match *request.method() {
        _ if !is_own => foreign().into_response(),
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
    let showing = board.now();
    // A page is made now: others must not wait for it.
    let made = tokio::task::spawn_blocking(move || answer::answer(&parts, &showing)).await;
    made.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}
