//! A thousand open streams, connections that say nothing or half of it, and many at once: a page is answered promptly all the same.

use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use super::browser;
use super::events::Events;
use super::served::Served;
use crate::program::Folder;

/// How many streams this process may open, besides all else that the tests have open.
fn streams() -> usize {
    let limit = rlimit::increase_nofile_limit(4_096).unwrap_or(256);
    usize::try_from(limit).map_or(1_000, |limit| (limit / 3).min(1_000))
}

/// Longer than a page may take among them all.
const PROMPT: Duration = Duration::from_secs(2);

fn is_prompt(served: &Served, when: &str) {
    let begun = Instant::now();
    assert_eq!(served.get("/notes/a.html").status, 200, "{when}");
    assert!(begun.elapsed() < PROMPT, "{when}: {:?}", begun.elapsed());
}

#[test]
fn a_thousand_streams_and_bad_neighbours_do_no_harm() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let mut streams: Vec<Events> = (0..streams())
        .map(|_| Events::open(served.address))
        .collect();
    for stream in &mut streams {
        stream.next();
    }
    is_prompt(&served, "among the streams");
    let begun = |bytes: &[u8]| -> Vec<TcpStream> {
        let begin = |_| {
            let mut connection = browser::connect(served.address);
            connection
                .write_all(bytes)
                .expect("the beginning of a request");
            connection
        };
        (0..50).map(begin).collect()
    };
    let _silent = begun(b"");
    let _slow = begun(b"GET / HTTP/1.1\r\nHost: local");
    let _endless = begun(b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nx");
    let _deaf = begun(b"GET /assets/site.css HTTP/1.1\r\nHost: localhost\r\n\r\n");
    for _ in 0..50 {
        browser::send(served.address, b"\xff\x00 nonsense\r\n\r\n");
    }
    is_prompt(&served, "among half-open connections");

    case.write("content/notes/a.md", b"---\ntitle: New words\n---\n");
    served.page_with("/notes/a.html", "New words");
    for stream in &mut streams {
        stream.wait("every tab hears of it", |data| {
            data["generation"].as_u64() > Some(1)
        });
    }
    drop(streams);
    is_prompt(&served, "when all are gone");
    assert_eq!(served.err(), "");
}

#[test]
fn many_that_ask_at_once_are_all_answered() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let expected = served.get("/").body;
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                for _ in 0..60 {
                    assert_eq!(served.get("/").body, expected);
                }
            });
        }
    });
}
