//! A small HTTP client that can also ask what no browser would.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Nothing that is asked here may take longer.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Names in lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// A header's value; empty if there is none.
    pub(super) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as it is in the site: without the script that is added as it is served.
    pub(super) fn bare(&self) -> Vec<u8> {
        let script = format!(
            "<script type=\"module\" src=\"/_casebook/live.js\" data-generation=\"{}\"></script>",
            self.header("x-casebook-generation")
        );
        let text = self.body.as_slice();
        let at = text
            .windows(script.len())
            .position(|window| window == script.as_bytes());
        match at {
            Some(at) => [&text[..at], &text[at + script.len()..]].concat(),
            None => text.to_vec(),
        }
    }

    fn read(raw: &[u8]) -> Option<Answer> {
        let end = raw.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&raw[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines.filter_map(|line| line.split_once(": "));
        Some(Answer {
            status,
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            body: raw[end + 4..].to_vec(),
        })
    }
}

/// A connection with time limits.
pub(super) fn connect(address: SocketAddr) -> TcpStream {
    let connection = TcpStream::connect_timeout(&address, PATIENCE).expect("a connection");
    let limit = Some(PATIENCE);
    connection.set_read_timeout(limit).expect("a limit");
    connection.set_write_timeout(limit).expect("a limit");
    connection
}

/// Sends bytes as they are and reads until the server closes; `None` if it answered with no HTTP.
pub(super) fn send(address: SocketAddr, request: &[u8]) -> Option<Answer> {
    let mut connection = connect(address);
    // A server may refuse before it has read everything.
    connection.write_all(request).ok();
    let mut raw = Vec::new();
    connection.read_to_end(&mut raw).ok();
    Answer::read(&raw)
}

/// A request with headers of its own (`Host` too), in a connection of its own.
pub(super) fn ask(address: SocketAddr, method: &str, path: &str, headers: &[&str]) -> Answer {
    let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    let request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n");
    send(address, request.as_bytes())
        .unwrap_or_else(|| panic!("no answer to {method} {path} {headers}"))
}
