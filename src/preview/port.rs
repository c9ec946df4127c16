//! A port to listen on.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};

/// Where the server is to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// A name or an IP address.
    pub host: String,
    /// The first port to try; 0 lets the system choose.
    pub port: u16,
}

impl Address {
    /// Whether a listener on this address is heard by this machine alone.
    pub fn is_loopback(listening: SocketAddr) -> bool {
        match listening.ip() {
            IpAddr::V4(ip) => ip.is_loopback(),
            IpAddr::V6(ip) => ip.is_loopback(),
        }
    }
}

/// How many ports after the wanted one are tried.
const TRIES: u16 = 100;

/// Listens on the wanted port, or on the next one that is free.
pub(super) fn listen(address: &Address) -> io::Result<TcpListener> {
    let last = match address.port {
        0 => 0,
        port => port.saturating_add(TRIES),
    };
    let mut taken = None;
    for port in address.port..=last {
        let places = (address.host.as_str(), port).to_socket_addrs()?;
        match TcpListener::bind(places.collect::<Vec<_>>().as_slice()) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => taken = Some(error),
            Err(error) => return Err(error),
        }
    }
    Err(taken.unwrap_or_else(|| ErrorKind::AddrInUse.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_gives_way_to_a_later_one() {
        let host = "127.0.0.1".to_owned();
        let any = Address {
            host: host.clone(),
            port: 0,
        };
        let first = listen(&any).expect("a free port");
        let port = first.local_addr().expect("its address").port();
        let second = listen(&Address { host, port }).expect("another port");
        assert!(second.local_addr().expect("its address").port() > port);
    }
}
