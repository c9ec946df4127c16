//! Files of the site as they are served: their types, their headers, parts of them, and the script that pages get.

use crate::demo;
use crate::program::{Folder, files};

use super::browser::Answer;
use super::served::Served;

/// The demo case, with its pictures and pages of every kind.
fn demo() -> Served {
    Served::with(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")),
        &["--port", "0", "--edition", "instructor"],
    )
}

#[test]
fn every_file_is_the_sites_with_the_script_added_to_pages_alone() {
    let served = demo();
    let site = demo::site(casebook::case::Edition::Instructor);
    for (path, bytes) in &site.files {
        let answer = served.get(&format!("/{}", casebook::page::route::encode(path)));
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.bare(), bytes.as_ref(), "{path}");
        let is_page = path.ends_with(".html");
        assert_eq!(answer.body != answer.bare(), is_page, "{path}");
        assert_eq!(
            answer.header("content-length"),
            answer.body.len().to_string(),
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        assert_eq!(answer.header("x-casebook-generation"), "1", "{path}");
        let kind = match path.rsplit('.').next().unwrap_or_default() {
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "json" => "application/json; charset=utf-8",
            "jsonld" => "application/ld+json; charset=utf-8",
            "pdf" => "application/pdf",
            "txt" => "text/plain; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "csv" => "text/csv; charset=utf-8",
            "bib" => "text/x-bibtex; charset=utf-8",
            "ris" => "application/x-research-info-systems; charset=utf-8",
            "woff2" => "font/woff2",
            "xml" => "text/xml; charset=utf-8",
            "svg" => "image/svg+xml; charset=utf-8",
            "png" => "image/png",
            "jpg" => "image/jpeg",
            other => panic!("a file of another kind, {other}: say here how it is to be served"),
        };
        assert_eq!(answer.header("content-type"), kind, "{path}");
    }
    let page = served.get("/notes/synopsis.html").text();
    assert_eq!(page.matches("/_casebook/live.js").count(), 1);
    let head = page.find("<head").expect("a head")..page.find("</head>").expect("its end");
    assert!(head.contains(&page.find("/_casebook/live.js").expect("the script")));
}

#[test]
fn types_of_files_that_authors_bring() {
    let case = Folder::small();
    let kinds = [
        ("a.js", "text/javascript; charset=utf-8"),
        // Browsers run this as well.
        ("a.mjs", "application/javascript; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.gif", "image/gif"),
        ("a.woff2", "font/woff2"),
        ("a.pdf", "application/pdf"),
        ("a.mp3", "audio/mpeg"),
        ("a.mp4", "video/mp4"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("nonesuch.qqq", "application/octet-stream"),
        ("none", "application/octet-stream"),
    ];
    for (name, _) in kinds {
        case.write(&format!("themes/folio/assets/{name}"), b"x");
    }
    let served = Served::new(case.path());
    for (name, kind) in kinds {
        let answer = served.get(&format!("/assets/{name}"));
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, kind),
            "{name}"
        );
    }
}

#[test]
fn the_previews_own_files_are_served() {
    let case = Folder::small();
    let served = Served::new(case.path());
    for (name, kind) in [
        ("live.js", "text/javascript; charset=utf-8"),
        ("live.css", "text/css; charset=utf-8"),
    ] {
        let answer = served.get(&format!("/_casebook/{name}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, kind));
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.body.len() > 500);
    }
}

#[test]
fn a_built_site_has_no_trace_of_the_preview() {
    let case = Folder::small();
    let served = Served::new(case.path());
    assert!(served.get("/").text().contains("_casebook"));
    assert_eq!(case.run(&["build"]).code, 0);
    for (path, bytes) in files(&case.at("public")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("_casebook/"), "{path}");
        if path.ends_with(".html") {
            assert_eq!(served.get(&format!("/{path}")).bare(), bytes, "{path}");
        }
    }
}

/// Asks for a part of a file of these ten letters.
fn part(served: &Served, range: &str) -> (u16, String, String) {
    let answer = served.ask("GET", "/assets/letters.txt", &[&format!("Range: {range}")]);
    (
        answer.status,
        answer.header("content-range").to_owned(),
        answer.text(),
    )
}

#[test]
fn parts_of_a_file() {
    let case = Folder::small();
    case.write("themes/folio/assets/letters.txt", b"abcdefghij");
    case.write("themes/folio/assets/empty.txt", b"");
    let served = Served::new(case.path());
    for (range, status, place, text) in [
        ("bytes=0-0", 206, "bytes 0-0/10", "a"),
        ("bytes=2-4", 206, "bytes 2-4/10", "cde"),
        ("bytes=8-", 206, "bytes 8-9/10", "ij"),
        ("bytes=-3", 206, "bytes 7-9/10", "hij"),
        ("bytes=-30", 206, "bytes 0-9/10", "abcdefghij"),
        ("bytes=5-99", 206, "bytes 5-9/10", "fghij"),
        (
            "bytes=0-18446744073709551615",
            206,
            "bytes 0-9/10",
            "abcdefghij",
        ),
        ("bytes=10-", 416, "bytes */10", ""),
        ("bytes=99-100", 416, "bytes */10", ""),
        ("bytes=-0", 416, "bytes */10", ""),
        // Several at once may be answered by the whole (RFC 9110, 14.2), and so must be what is no range.
        ("bytes=0-1,4-5", 200, "", "abcdefghij"),
        ("bytes=4-2", 200, "", "abcdefghij"),
        ("lines=0-1", 200, "", "abcdefghij"),
        ("bytes=a-b", 200, "", "abcdefghij"),
        ("bytes=", 200, "", "abcdefghij"),
        ("bytes=99999999999999999999999-", 200, "", "abcdefghij"),
    ] {
        assert_eq!(
            part(&served, range),
            (status, place.to_owned(), text.to_owned()),
            "{range}"
        );
    }
    let whole = served.get("/assets/letters.txt");
    assert_eq!(whole.header("accept-ranges"), "bytes");
    // No file has a validator that this could match: a part of it might be of other bytes (RFC 9110, 13.1.5).
    let conditional = ["Range: bytes=0-1", "If-Range: \"x\""];
    assert_eq!(
        served
            .ask("GET", "/assets/letters.txt", &conditional)
            .status,
        200
    );
    let empty = served.ask("GET", "/assets/empty.txt", &["Range: bytes=0-0"]);
    assert_eq!(
        (empty.status, empty.header("content-range")),
        (416, "bytes */0")
    );
    let missing = served.ask("GET", "/none", &["Range: bytes=0-0"]);
    assert_eq!(missing.status, 404);
    let page = served.ask("GET", "/", &["Range: bytes=0-14"]);
    assert_eq!(
        (page.status, page.text().to_lowercase().as_str()),
        (206, "<!doctype html>")
    );
}

#[test]
fn head_says_what_get_would_and_sends_no_body() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let without_date = |answer: Answer| -> Vec<(String, String)> {
        answer
            .headers
            .into_iter()
            .filter(|(name, _)| name != "date")
            .collect()
    };
    for path in [
        "/",
        "/assets/site.css",
        "/none",
        "/%00",
        "/_casebook/findings",
        "/_casebook/live.js",
        "/_casebook/versions",
    ] {
        let (head, get) = (served.ask("HEAD", path, &[]), served.get(path));
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(without_date(head), without_date(get), "{path}");
    }
    // Ranges are for GET alone (RFC 9110, 14.2).
    assert_eq!(served.ask("HEAD", "/", &["Range: bytes=0-1"]).status, 200);
    assert_eq!(
        served.ask("HEAD", "/_casebook/events", &[]).status,
        200,
        "and it ends"
    );
}

#[test]
fn what_is_not_there_has_the_sites_own_page_that_comes_to_life() {
    let case = Folder::small();
    assert_eq!(case.run(&["build"]).code, 0);
    let own = std::fs::read(case.at("public/404.html")).expect("a site has this page");
    let served = Served::new(case.path());
    for path in [
        "/none",
        "/notes/none.html",
        "/notes/none/",
        "/favicon.ico",
        "/notes/a.html/",
        "/index.html/x",
    ] {
        let answer = served.get(path);
        assert_eq!((answer.status, answer.bare()), (404, own.clone()), "{path}");
        assert!(answer.text().contains("/_casebook/live.js"), "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    }
    assert_eq!(served.get("/404.html").status, 200);
    assert_eq!(
        served.err(),
        "",
        "what a browser asks for by itself is no fault of the author's"
    );
}
