//! The stream of events, and that it tells every state once, in order.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Instant;

use serde_json::Value;

use super::browser::{self, PATIENCE};
use super::served::Served;
use crate::program::Folder;

/// An open stream of events.
pub(super) struct Events {
    lines: BufReader<TcpStream>,
}

/// One message.
#[derive(Debug)]
pub(super) struct Message {
    event: String,
    id: String,
    pub(super) data: Value,
}

impl Events {
    pub(super) fn open(address: SocketAddr) -> Self {
        let mut connection = browser::connect(address);
        let request = format!("GET /_casebook/events HTTP/1.1\r\nHost: {address}\r\n\r\n");
        connection.write_all(request.as_bytes()).expect("a request");
        Events {
            lines: BufReader::new(connection),
        }
    }

    /// The next message.
    pub(super) fn next(&mut self) -> Message {
        self.next_by(Instant::now() + PATIENCE)
            .expect("a message in time")
    }

    /// The next message, if it comes in time: comments that keep the stream open may go on for ever.
    fn next_by(&mut self, deadline: Instant) -> Option<Message> {
        let mut message = Message {
            event: String::new(),
            id: String::new(),
            data: Value::Null,
        };
        while Instant::now() < deadline {
            let line = self.line();
            match line.split_once(": ") {
                Some(("event", event)) => message.event = event.to_owned(),
                Some(("id", id)) => message.id = id.to_owned(),
                Some(("data", data)) => message.data = serde_json::from_str(data).expect("JSON"),
                _ if line.is_empty() && !message.event.is_empty() => return Some(message),
                _ => {}
            }
        }
        None
    }

    /// The first message from here on that is as wished.
    pub(super) fn wait(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let message = self.next_by(deadline);
            let message = message.unwrap_or_else(|| panic!("waited in vain: {what}"));
            if is_it(&message.data) {
                return message.data;
            }
        }
    }

    /// Reads the headers up to the empty line.
    fn head(&mut self) -> String {
        let mut head = String::new();
        while !head.ends_with("\n\n") {
            head.push_str(&self.line());
            head.push('\n');
        }
        head
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        let length = self.lines.read_line(&mut line).expect("a line in time");
        assert!(length > 0, "the stream ended");
        line.trim_end_matches(['\r', '\n']).to_owned()
    }
}

#[test]
fn the_stream_tells_what_is_shown_now_and_every_change_in_order() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let mut events = Events::open(served.address);
    let head = events.head();
    for line in [
        "HTTP/1.1 200 OK\n",
        "content-type: text/event-stream\n",
        "cache-control: no-store\n",
    ] {
        assert!(head.contains(line), "{line}: {head}");
    }
    let first = events.next();
    assert_eq!(first.event, "showing");
    assert_eq!(first.id, first.data["generation"].to_string());
    assert_eq!(
        (
            &first.data["errors"],
            &first.data["warnings"],
            &first.data["site"]
        ),
        (&0.into(), &0.into(), &true.into())
    );
    assert!(
        first.data["session"]
            .as_str()
            .is_some_and(|session| session.len() >= 8)
    );
    events.wait("the pages are proofed", |data| data["proofing"] == false);

    case.write("content/notes/b.md", b"---\ntitle: [\n---\n");
    case.write("content/readme.md", b"Not content.\n");
    let broken = events.wait("an error", |data| {
        data["errors"] == 1 && data["warnings"] == 1
    });
    assert_eq!(broken["site"], true, "the last good site stays");
    case.write("content/notes/b.md", b"---\ntitle: B\n---\n");
    let mended = events.wait("no error", |data| data["errors"] == 0);
    assert!(
        mended["generation"].as_u64() > broken["generation"].as_u64()
            && broken["generation"].as_u64() > first.data["generation"].as_u64(),
        "{first:?} {broken} {mended}"
    );
    assert_eq!(mended["session"], first.data["session"]);
    assert_eq!(
        served.get("/notes/b.html").header("x-casebook-generation"),
        mended["generation"].to_string(),
        "a page is of the state that was told of"
    );
}

#[test]
fn another_run_is_another_session() {
    let case = Folder::small();
    let session = || {
        let served = Served::new(case.path());
        Events::open(served.address).next().data["session"].clone()
    };
    assert_ne!(session(), session());
}
