//! From a request's path to an answer: a file of the site, a part of one, or a page that says there is none.

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::response::Builder;
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use bytes::Bytes;
use http_range_header::{EndPosition, RangeUnsatisfiableError, StartPosition, parse_range_header};
use percent_encoding::percent_decode_str;

use super::board::Showing;
use super::client;
use crate::page::route;

/// A longer path is none of the site's.
const LONGEST: usize = 2048;

/// What is answered to a path that no site can have.
const NO_PATH: &str = "That is no path of a site.\n";

/// Answers a request for a file of the site.
pub(super) fn answer(request: &Parts, showing: &Showing) -> Response<Body> {
    let Some(path) = path(request.uri.path()) else {
        return plain(StatusCode::BAD_REQUEST, NO_PATH);
    };
    let Some(site) = &showing.site else {
        return shell(request, showing, StatusCode::SERVICE_UNAVAILABLE);
    };
    match site.file(&path) {
        Some(Ok(bytes)) => file(request, showing, &path, bytes),
        // Its template failed: the findings that say so are on their way.
        Some(Err(_)) => shell(request, showing, StatusCode::SERVICE_UNAVAILABLE),
        None if site.file(&format!("{path}/index.html")).is_some() => moved(&path),
        None => match site.file("404.html") {
            Some(Ok(bytes)) => page(request, showing, StatusCode::NOT_FOUND, &bytes),
            _ => shell(request, showing, StatusCode::NOT_FOUND),
        },
    }
}

/// The output path that a URL's path names: a folder's is its `index.html`. `None` if it can't be one.
fn path(written: &str) -> Option<String> {
    if written.len() > LONGEST {
        return None;
    }
    let decoded = percent_decode_str(written).decode_utf8().ok()?;
    let path = decoded.strip_prefix('/')?;
    let is_foreign = |part: &str| matches!(part, "." | "..") || part.contains(['\\', '\0']);
    if path.split('/').any(is_foreign) {
        return None;
    }
    Some(match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_owned(),
    })
}

fn file(request: &Parts, showing: &Showing, path: &str, bytes: Bytes) -> Response<Body> {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    if kind == mime_guess::mime::TEXT_HTML {
        return page(request, showing, StatusCode::OK, &bytes);
    }
    // What mime_guess does not know.
    let unknown = [
        (".bib", "text/x-bibtex"),
        (".jsonld", "application/ld+json"),
    ];
    let known = unknown.iter().find(|(ending, _)| path.ends_with(ending));
    let kind = known
        .and_then(|(_, kind)| kind.parse().ok())
        .unwrap_or(kind);
    let is_text = kind.type_() == mime_guess::mime::TEXT
        || matches!(
            kind.subtype().as_str(),
            "json" | "javascript" | "xml" | "x-research-info-systems"
        )
        || kind
            .suffix()
            .is_some_and(|suffix| suffix == "xml" || suffix == "json");
    let kind = match is_text {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_string(),
    };
    send(request, showing, StatusCode::OK, &kind, bytes)
}

/// A page with the script that keeps it up to date, which is in no page of the site itself.
fn page(request: &Parts, showing: &Showing, status: StatusCode, html: &[u8]) -> Response<Body> {
    let page = client::alive(html, showing.generation);
    send(request, showing, status, HTML, page.into())
}

/// A page that comes to life when there is something to show.
fn shell(request: &Parts, showing: &Showing, status: StatusCode) -> Response<Body> {
    let shell = client::shell(showing.generation);
    send(request, showing, status, HTML, shell.into())
}

const HTML: &str = "text/html; charset=utf-8";

/// Sends bytes, or the part of them that was asked for ([RFC 9110, 14](https://www.rfc-editor.org/rfc/rfc9110#section-14)).
fn send(
    request: &Parts,
    showing: &Showing,
    status: StatusCode,
    kind: &str,
    bytes: Bytes,
) -> Response<Body> {
    let head = Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(header::ACCEPT_RANGES, "bytes")
        .header("x-casebook-generation", showing.generation);
    let length = bytes.len();
    match range(request, status).map(|range| part(range, length)) {
        Some(Part::Of(first, last)) => {
            let head = head.status(StatusCode::PARTIAL_CONTENT).header(
                header::CONTENT_RANGE,
                format!("bytes {first}-{last}/{length}"),
            );
            body(request, head, bytes.slice(first..=last))
        }
        Some(Part::Beyond) => {
            let head = head
                .status(StatusCode::RANGE_NOT_SATISFIABLE)
                .header(header::CONTENT_RANGE, format!("bytes */{length}"));
            body(request, head, Bytes::new())
        }
        Some(Part::All) | None => body(request, head.status(status), bytes),
    }
}

/// The range that is asked for. Only GET has ranges; and no file has a validator that an `If-Range` could match.
fn range(request: &Parts, status: StatusCode) -> Option<&HeaderValue> {
    let is_ranged = request.method == Method::GET
        && status == StatusCode::OK
        && !request.headers.contains_key(header::IF_RANGE);
    request.headers.get(header::RANGE).filter(|_| is_ranged)
}

/// What part of a file is asked for.
enum Part {
    All,
    /// The first byte and the last.
    Of(usize, usize),
    /// None that it has.
    Beyond,
}

/// Reads a `Range`. What is not understood, and several ranges at once, may be answered by the whole.
fn part(range: &HeaderValue, length: usize) -> Part {
    let written = range.to_str().ok().filter(|range| !range.contains(','));
    let parsed = match written.map(parse_range_header) {
        Some(Ok(parsed)) => parsed,
        Some(Err(RangeUnsatisfiableError::ZeroSuffix)) => return Part::Beyond,
        _ => return Part::All,
    };
    let Some(one) = parsed.ranges.first() else {
        return Part::All;
    };
    let Some(end) = length.checked_sub(1) else {
        return Part::Beyond;
    };
    // A number that is too large for this machine is beyond any file.
    let place = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let (first, last) = match (one.start, one.end) {
        (StartPosition::FromLast(number), _) => (length.saturating_sub(place(number)), end),
        (StartPosition::Index(first), EndPosition::LastByte) => (place(first), end),
        (StartPosition::Index(first), EndPosition::Index(last)) if first > last => {
            return Part::All;
        }
        (StartPosition::Index(first), EndPosition::Index(last)) => {
            (place(first), place(last).min(end))
        }
    };
    match first < length {
        true => Part::Of(first, last),
        false => Part::Beyond,
    }
}

fn body(request: &Parts, head: Builder, bytes: Bytes) -> Response<Body> {
    let head = head.header(header::CONTENT_LENGTH, bytes.len());
    let body = match request.method == Method::HEAD {
        true => Body::empty(),
        false => Body::from(bytes),
    };
    // The headers are made above, of values that headers may have.
    head.body(body).unwrap_or_default()
}

fn moved(path: &str) -> Response<Body> {
    let head = Response::builder()
        .status(StatusCode::TEMPORARY_REDIRECT)
        .header(header::LOCATION, format!("/{}/", route::encode(path)));
    head.body(Body::empty()).unwrap_or_default()
}

fn plain(status: StatusCode, words: &'static str) -> Response<Body> {
    let head = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "text/plain; charset=utf-8");
    head.body(Body::from(words)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_url_names_an_output_path_or_nothing() {
        let long = format!("/{}", "a".repeat(LONGEST));
        let cases = [
            ("/", Some("index.html")),
            ("/notes/a.html", Some("notes/a.html")),
            ("/old/", Some("old/index.html")),
            ("/%E7%B1%B3.html", Some("米.html")),
            ("/a%20b.html", Some("a b.html")),
            ("/%252e%252e/x", Some("%2e%2e/x")),
            ("/../Cargo.toml", None),
            ("/notes/..%2f..%2fCargo.toml", None),
            ("/%2e%2e/Cargo.toml", None),
            ("/a%00b", None),
            ("/..%5cCargo.toml", None),
            ("/%ff", None),
            ("*", None),
            (&long, None),
        ];
        for (written, expected) in cases {
            assert_eq!(path(written).as_deref(), expected, "{written}");
        }
    }
}
