//! A browser as small as can be: pages over one connection that is kept open.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

/// The pause between two requests for a page that isn't there yet.
const PAUSE: Duration = Duration::from_micros(400);

/// Asks one server for pages.
pub(crate) struct Browser {
    port: u16,
    connection: Option<BufReader<TcpStream>>,
}

/// What a server answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// A port that nobody uses now.
pub(crate) fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

impl Browser {
    pub(crate) fn new(port: u16) -> Self {
        Self {
            port,
            connection: None,
        }
    }

    /// Asks again and again until the answer is wanted; gives up when `limit` is over.
    pub(crate) fn wait_for(
        &mut self,
        path: &str,
        limit: Duration,
        wanted: impl Fn(&Answer) -> bool,
    ) -> Result<(), String> {
        let begun = Instant::now();
        loop {
            let last = match self.get(path) {
                Ok(answer) if wanted(&answer) => return Ok(()),
                Ok(answer) => format!("the answer was still {}", answer.status),
                Err(error) => error.to_string(),
            };
            if begun.elapsed() > limit {
                return Err(format!(
                    "{path} is not as it should be after {limit:?}: {last}"
                ));
            }
            thread::sleep(PAUSE);
        }
    }

    /// One request, over a new connection if the old one is gone.
    pub(crate) fn get(&mut self, path: &str) -> io::Result<Answer> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.connect()?,
        };
        let (connection, answer) = ask(connection, self.port, path)?;
        self.connection = connection;
        Ok(answer)
    }

    fn connect(&self) -> io::Result<BufReader<TcpStream>> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(BufReader::with_capacity(64 * 1024, stream))
    }
}

/// The answer, and the connection if it may be used again.
fn ask(
    mut connection: BufReader<TcpStream>,
    port: u16,
    path: &str,
) -> io::Result<(Option<BufReader<TcpStream>>, Answer)> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    connection.get_mut().write_all(request.as_bytes())?;
    let first = line(&mut connection)?;
    let status = first.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.ok_or_else(|| io::Error::other("this is no HTTP"))?;
    let (mut length, mut chunked, mut kept) = (None, false, true);
    loop {
        let header = line(&mut connection)?.to_ascii_lowercase();
        match header
            .split_once(':')
            .map(|(name, value)| (name, value.trim()))
        {
            None => break,
            Some(("content-length", value)) => length = value.parse::<u64>().ok(),
            Some(("transfer-encoding", "chunked")) => chunked = true,
            Some(("connection", "close")) => kept = false,
            Some(_) => {}
        }
    }
    let mut body = Vec::new();
    if chunked {
        while let size @ 1.. = chunk_size(&line(&mut connection)?)? {
            connection.by_ref().take(size).read_to_end(&mut body)?;
            line(&mut connection)?;
        }
        line(&mut connection)?;
    } else if let Some(length) = length {
        connection.by_ref().take(length).read_to_end(&mut body)?;
    } else {
        kept = false;
        connection.read_to_end(&mut body)?;
    }
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok((kept.then_some(connection), Answer { status, body }))
}

fn chunk_size(line: &str) -> io::Result<u64> {
    let digits = line.split(';').next().unwrap_or_default().trim();
    u64::from_str_radix(digits, 16).map_err(io::Error::other)
}

fn line(connection: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut line = String::new();
    if connection.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}
