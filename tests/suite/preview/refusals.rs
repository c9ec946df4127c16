//! What the preview refuses: other methods, foreign hosts, paths out of the site, and requests that are none.

use std::fs;

use super::browser::{self, Answer};
use super::served::Served;
use crate::program::Folder;

#[test]
fn only_get_and_head_are_answered() {
    let case = Folder::small();
    let served = Served::new(case.path());
    for method in [
        "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get",
    ] {
        for path in [
            "/",
            "/_casebook/events",
            "/_casebook/findings",
            "/_casebook/live.js",
            "/none",
        ] {
            let answer = served.ask(method, path, &["Content-Length: 0"]);
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.header("allow"), "GET, HEAD", "{method} {path}");
            assert_eq!(answer.header("cache-control"), "no-store");
        }
    }
    assert_eq!(served.get("/").status, 200);
}

/// Asks with these lines in place of a `Host`.
fn status(served: &Served, hosts: &[&str]) -> u16 {
    browser::ask(served.address, "GET", "/", hosts).status
}

#[test]
fn requests_for_other_hosts_are_refused() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let port = served.address.port();
    for own in [
        format!("Host: 127.0.0.1:{port}"),
        format!("Host: localhost:{port}"),
        "Host: LOCALHOST".to_owned(),
        "Host: case.localhost:1".to_owned(),
        format!("Host: [::1]:{port}"),
    ] {
        assert_eq!(status(&served, &[&own]), 200, "{own}");
    }
    for foreign in [
        format!("Host: evil.example:{port}"),
        format!("Host: 127.0.0.1.evil.example:{port}"),
        format!("Host: localhost.evil.example:{port}"),
        format!("Host: 0.0.0.0:{port}"),
        format!("Host: 192.168.1.5:{port}"),
        "Host: localhost:80@evil.example".to_owned(),
        "Host: evil.example, localhost".to_owned(),
        "Host: [::1".to_owned(),
        "Host: \u{e9}".to_owned(),
        "Host:".to_owned(),
        "X-Forwarded-Host: localhost".to_owned(),
    ] {
        for path in [
            "/",
            "/_casebook/findings",
            "/_casebook/events",
            "/_casebook/live.js",
        ] {
            let answer = browser::ask(served.address, "GET", path, &[&foreign]);
            assert_eq!(answer.status, 403, "{foreign} {path}");
            assert!(answer.text().contains("--host NAME"), "{foreign}");
            assert!(!answer.text().contains("A small case"), "{foreign}");
        }
    }
    let two = ["Host: localhost", "Host: evil.example"];
    assert_eq!(status(&served, &two), 403, "two hosts");
    let whole = browser::ask(
        served.address,
        "GET",
        "http://evil.example/",
        &["Host: localhost"],
    );
    assert_eq!(whole.status, 403, "another host in the request line");
    let own = format!("http://{}/", served.address);
    assert_eq!(
        browser::ask(served.address, "GET", &own, &["Host: localhost"]).status,
        200
    );
    let old = browser::send(served.address, b"GET / HTTP/1.0\r\n\r\n").expect("an answer");
    assert_eq!(old.status, 403, "no host at all");
}

#[test]
fn pages_of_other_sites_may_link_to_the_preview_and_embed_nothing_of_it() {
    let case = Folder::small();
    let served = Served::new(case.path());
    for (site, mode, expected) in [
        ("cross-site", "no-cors", 403),
        ("cross-site", "cors", 403),
        ("cross-site", "navigate", 200),
        ("same-origin", "cors", 200),
        ("same-origin", "no-cors", 200),
        ("none", "navigate", 200),
    ] {
        let headers = [
            format!("Sec-Fetch-Site: {site}"),
            format!("Sec-Fetch-Mode: {mode}"),
        ];
        let headers = headers.each_ref().map(String::as_str);
        for path in ["/", "/data/case.json", "/_casebook/findings"] {
            let answer = served.ask("GET", path, &headers);
            assert_eq!(answer.status, expected, "{site} {mode} {path}");
            assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        }
    }
}

/// No answer holds what stands outside of the site.
fn shows_nothing(path: &str, answer: &Answer) {
    let expected = [400, 404];
    assert!(
        expected.contains(&answer.status),
        "{path}: {}",
        answer.status
    );
    for words in [
        "secret words",
        "title: A small case",
        "root:",
        "The article says so",
    ] {
        assert!(!answer.text().contains(words), "{path} shows `{words}`");
    }
}

#[test]
fn no_path_leaves_the_site() {
    let case = Folder::small();
    case.write("secret.txt", b"secret words");
    case.write("content/secret.txt", b"secret words");
    let served = Served::new(case.path());
    let ups = [
        "..",
        ".",
        "%2e%2e",
        "%2E%2e",
        ".%2e",
        "..%2f",
        "..%5c",
        "..\\",
        "%252e%252e",
        "%252e%252e%252f",
        "....",
        "..;",
        "..%00",
        "%c0%ae%c0%ae",
        "%uff0e%uff0e",
        "notes/..",
        "notes/%2e%2e",
        "notes/..%2f..",
        "assets%2f..",
    ];
    let targets = [
        "secret.txt",
        "content/secret.txt",
        "content/case.md",
        "seeds/s.txt",
        "etc/passwd",
        "%2fetc%2fpasswd",
    ];
    for up in ups {
        for target in targets {
            for path in [
                format!("/{up}/{target}"),
                format!("/{up}/{up}/{up}/{target}"),
                format!("//{up}/{target}"),
            ] {
                shows_nothing(&path, &served.get(&path));
            }
        }
    }
    for path in [
        "/secret.txt",
        "/content/case.md",
        "/seeds/s.txt",
        "//etc/passwd",
        "/C:/secret.txt",
        "/C:%5csecret.txt",
        "/%00",
        "/index.html%00",
        "/index.html%00.png",
        "/notes\\a.html",
        "/notes%5ca.html",
        "/%ff",
        "/%",
        "/%zz",
        "/_casebook/",
        "/_casebook/nonesuch.js",
        "/_casebook/..%2f..%2fsecret.txt",
        "/_casebook/%2e%2e/secret.txt",
        "/_casebook/client/live.js",
        "/_casebook",
    ] {
        shows_nothing(path, &served.get(path));
    }
    for name in [
        "/etc/passwd",
        "secret.txt",
        "../secret.txt",
        "content/case.md",
    ] {
        let query = format!("/_casebook/versions?path={name}&path=%2F..%2F{name}");
        let answer = served.get(&query);
        let json: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
        let versions = json["versions"].as_object().expect("versions");
        assert!(
            versions.values().all(serde_json::Value::is_null),
            "{query}: {json}"
        );
    }
}

#[test]
fn paths_and_heads_that_are_too_long_do_no_harm() {
    let case = Folder::small();
    let served = Served::new(case.path());
    for length in [2_000, 3_000, 60_000] {
        let path = format!("/{}", "a".repeat(length));
        shows_nothing("a long path", &served.get(&path));
    }
    let endless = format!("/{}", "a".repeat(1_000_000));
    let request = format!("GET {endless} HTTP/1.1\r\nHost: {}\r\n\r\n", served.address);
    if let Some(answer) = browser::send(served.address, request.as_bytes()) {
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
    let many: Vec<String> = (0..5_000).map(|number| format!("X-{number}: 1")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(served.ask("GET", "/", &many).status, 431);
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn no_folder_is_listed_and_one_without_its_slash_leads_to_its_page() {
    let case = Folder::small();
    case.write(
        "content/notes/a.md",
        b"---\ntitle: A note\nredirect_from: [old/index.html, \xE7\xB1\xB3/index.html]\n---\n",
    );
    let served = Served::new(case.path());
    for path in [
        "/notes/",
        "/assets/",
        "/data/",
        "/notes",
        "/assets",
        "/_casebook/",
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("a.html\">a.html"), "{path}");
    }
    for (path, to) in [("/old", "/old/"), ("/%E7%B1%B3", "/%E7%B1%B3/")] {
        let answer = served.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (307, to),
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(served.get(to).status, 200, "{to}");
    }
    for elsewhere in [
        "//evil.example",
        "//evil.example/",
        "/\\evil.example",
        "//old",
        "/%2fevil.example",
    ] {
        let answer = served.get(elsewhere);
        assert!(
            !(300..400).contains(&answer.status),
            "{elsewhere}: {:?}",
            answer.headers
        );
    }
}

#[test]
fn what_is_no_request_does_no_harm() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let garbage: [&[u8]; 12] = [
        b"\r\n\r\n",
        b"\0\0\0\0\0\0\0\0\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n",
        b"GET / HTTP/1.1\r\n: x\r\nHost: localhost\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ];
    for request in garbage {
        let mut connection = browser::connect(served.address);
        std::io::Write::write_all(&mut connection, request).expect("bytes can be sent");
        connection
            .shutdown(std::net::Shutdown::Write)
            .expect("half a connection");
        let mut raw = Vec::new();
        std::io::Read::read_to_end(&mut connection, &mut raw).ok();
        let answer = String::from_utf8_lossy(&raw).into_owned();
        assert!(!answer.starts_with("HTTP/1.1 5"), "{request:?}: {answer}");
        assert_eq!(served.get("/").status, 200, "after {request:?}");
    }
    assert_eq!(
        served.err(),
        "",
        "a bad request is no concern of the author's"
    );
}

#[test]
fn nothing_is_written() {
    let case = Folder::small();
    case.write("public/mine.txt", b"my own");
    let before = crate::program::files(case.path());
    let served = Served::new(case.path());
    assert_eq!(served.get("/notes/a.html").status, 200);
    assert_eq!(
        served.get("/mine.txt").status,
        404,
        "`public/` is not what is served"
    );
    drop(served);
    assert_eq!(crate::program::files(case.path()), before);
    fs::remove_dir_all(case.at("public")).expect("it can be removed");
    let served = Served::new(case.path());
    assert_eq!(served.get("/").status, 200);
    case.write("content/notes/b.md", b"---\ntitle: Another\n---\n");
    served.page_with("/notes/b.html", "Another");
    assert!(!case.at("public").exists() && !case.at("themes").exists());
}
