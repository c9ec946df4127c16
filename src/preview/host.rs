//! Which names of the server a request may use.
//!
//! A page elsewhere can give its own name this machine's address and then read the answers (DNS rebinding), but it can't
//! change the `Host` that a browser sends.

use std::net::{IpAddr, SocketAddr};

/// The names that a server goes by.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// The name or address that it was told to listen on.
    told: String,
    /// Whether it listens on every address of the machine.
    everywhere: bool,
}

impl Names {
    /// The names of a server that was told to listen on `told`, and does so on `listening`.
    pub(super) fn new(told: &str, listening: SocketAddr) -> Self {
        Names {
            told: told.to_ascii_lowercase(),
            everywhere: listening.ip().is_unspecified(),
        }
    }

    /// Whether a request that says `Host: header` is meant for the server.
    pub(super) fn allow(&self, header: &str) -> bool {
        let Some(name) = without_port(header) else {
            return false;
        };
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        if name == self.told || name == "localhost" || name.ends_with(".localhost") {
            return !name.is_empty();
        }
        match name.parse::<IpAddr>() {
            Ok(ip) => ip.is_loopback() || self.everywhere,
            Err(_) => false,
        }
    }
}

/// The name or address in a `Host` header (RFC 9110, 7.2); `None` if it is not of that form.
fn without_port(header: &str) -> Option<&str> {
    let (name, rest) = match header.strip_prefix('[') {
        Some(inner) => inner.split_once(']')?,
        None => header.split_at(header.find(':').unwrap_or(header.len())),
    };
    let port = rest.strip_prefix(':').unwrap_or(rest);
    let fine = port.bytes().all(|byte| byte.is_ascii_digit())
        && (rest.is_empty() || rest.starts_with(':'));
    fine.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_names_are_allowed_and_foreign_ones_are_not() {
        let local = Names::new("127.0.0.1", ([127, 0, 0, 1], 4000).into());
        let open = Names::new("0.0.0.0", ([0, 0, 0, 0], 4000).into());
        let named = Names::new("Desk.local", ([192, 168, 1, 5], 4000).into());
        let cases = [
            ("127.0.0.1:4000", [true; 3]),
            ("localhost", [true; 3]),
            ("LOCALHOST:4001", [true; 3]),
            ("case.localhost:4000", [true; 3]),
            ("[::1]:4000", [true; 3]),
            ("127.0.0.2", [true; 3]),
            ("192.168.1.5:4000", [false, true, false]),
            ("desk.local:4000", [false, false, true]),
            ("evil.example", [false; 3]),
            ("localhost.evil.example", [false; 3]),
            ("127.0.0.1.evil.example", [false; 3]),
            ("evil.example:127.0.0.1", [false; 3]),
            ("localhost:4000@evil.example", [false; 3]),
            ("[::1", [false; 3]),
            ("", [false; 3]),
        ];
        for (header, expected) in cases {
            let found = [&local, &open, &named].map(|names| names.allow(header));
            assert_eq!(found, expected, "{header}");
        }
    }
}
