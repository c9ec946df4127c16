//! The program serving a case, until it is dropped.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::browser::{self, Answer, PATIENCE};

/// A running preview.
pub(super) struct Served {
    child: Child,
    /// Where it listens.
    pub(super) address: SocketAddr,
    out: Arc<Mutex<String>>,
    err: Arc<Mutex<String>>,
}

impl Served {
    /// Serves the case of a folder on a free port.
    pub(super) fn new(root: &Path) -> Self {
        Served::with(root, &["--port", "0"])
    }

    /// The same with arguments of its own.
    pub(super) fn with(root: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_casebook"))
            .arg("serve")
            .args(arguments)
            .current_dir(root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let out = listen(child.stdout.take().expect("a pipe"));
        let err = listen(child.stderr.take().expect("a pipe"));
        let line = until("the address is told", || {
            assert!(
                child.try_wait().expect("a child").is_none(),
                "it ended: {}",
                err.lock().expect("a text")
            );
            let out = out.lock().expect("a text");
            let line = out.lines().find(|line| line.starts_with("Serving "));
            line.filter(|_| out.ends_with('\n')).map(str::to_owned)
        });
        let address = line.split("http://").nth(1).expect("an address");
        let address = address.split('/').next().unwrap_or_default();
        Served {
            address: address.parse().expect("an address with its port"),
            child,
            out,
            err,
        }
    }

    /// What it wrote on standard output so far.
    pub(super) fn out(&self) -> String {
        self.out.lock().expect("a text").clone()
    }

    /// What it wrote on standard error so far.
    pub(super) fn err(&self) -> String {
        self.err.lock().expect("a text").clone()
    }

    /// GET, as a browser on this machine would.
    pub(super) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Any method, with more headers.
    pub(super) fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let host = format!("Host: {}", self.address);
        let headers: Vec<&str> = [host.as_str()]
            .into_iter()
            .chain(headers.iter().copied())
            .collect();
        browser::ask(self.address, method, path, &headers)
    }

    /// The page's text once it has these words.
    pub(super) fn page_with(&self, path: &str, words: &str) -> String {
        until(&format!("{path} has `{words}`"), || {
            let text = self.get(path).text();
            text.contains(words).then_some(text)
        })
    }

    /// The findings as the panel gets them.
    pub(super) fn findings(&self) -> Vec<Value> {
        let answer = self.get("/_casebook/findings");
        assert_eq!(answer.header("content-type"), "application/json");
        serde_json::from_slice(&answer.body).expect("a list")
    }

    /// The rules of the findings, once they are these.
    pub(super) fn rules_become(&self, expected: &[&str]) {
        until(&format!("the findings are {expected:?}"), || {
            let found = self.findings();
            let rules = found.iter().map(|finding| &finding["rule"]);
            rules.eq(expected.iter()).then_some(())
        });
    }

    /// Sends a signal and waits for the end: its exit code, and how long that took.
    #[cfg(unix)]
    pub(super) fn end_by(&mut self, signal: &str) -> (Option<i32>, Duration) {
        let begun = Instant::now();
        let id = self.child.id().to_string();
        let kill = Command::new("kill").args([signal, &id]).status();
        assert!(kill.expect("kill runs").success());
        let code = until("the program ends", || {
            self.child.try_wait().expect("a child")
        });
        (code.code(), begun.elapsed())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Keeps what comes out of a pipe.
fn listen(pipe: impl Read + Send + 'static) -> Arc<Mutex<String>> {
    let text = Arc::new(Mutex::new(String::new()));
    let heard = Arc::clone(&text);
    thread::spawn(move || {
        let mut lines = BufReader::new(pipe);
        let mut line = Vec::new();
        while lines
            .read_until(b'\n', &mut line)
            .is_ok_and(|length| length > 0)
        {
            heard
                .lock()
                .expect("a text")
                .push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    });
    text
}

/// Asks again and again until there is an answer.
pub(super) fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        thread::sleep(Duration::from_millis(3));
    }
}
