//! What the preview says in the terminal, what it refuses at the beginning, and how it ends.

use std::net::TcpListener;

use super::events::Events;
use super::served::{Served, until};
use crate::program::Folder;

#[test]
fn a_taken_port_gives_way_to_the_next_and_that_is_said() {
    let case = Folder::small();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port();
    let served = Served::with(case.path(), &["--port", &port.to_string()]);
    assert!(served.address.port() > port && served.address.port() <= port.saturating_add(100));
    assert!(
        served.out().contains(&format!("(port {port} is taken)")),
        "{}",
        served.out()
    );
    assert_eq!(served.get("/").status, 200);
    drop(taken);
}

#[test]
fn it_says_where_it_serves_and_what_it_rebuilt() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let out = served.out();
    assert!(
        out.contains("Ready in ") && out.contains("1 note") && out.contains("Ctrl-C"),
        "{out}"
    );
    assert!(
        served.address.ip().is_loopback(),
        "this machine alone, unless told otherwise"
    );
    assert!(!out.contains("network"), "{out}");
    case.write("content/notes/\u{1b}[2Jb.md", b"---\ntitle: B\n---\n");
    let line = until("the file is named", || {
        let out = served.out();
        out.lines()
            .find(|line| line.contains("Rebuilt in"))
            .map(str::to_owned)
    });
    assert!(
        line.contains("b.md") && !line.contains('\u{1b}'),
        "{line:?}"
    );
}

#[test]
fn quiet_tells_faults_alone() {
    let case = Folder::small();
    let served = Served::with(case.path(), &["--port", "0", "--quiet"]);
    case.write("content/notes/b.md", b"---\ntitle: [\n---\n");
    until("the fault", || {
        served.err().contains("bad-yaml").then_some(())
    });
    assert!(
        !served.out().contains("Ready") && !served.out().contains("Rebuilt"),
        "{}",
        served.out()
    );
}

#[test]
fn listening_on_all_addresses_is_warned_of() {
    let case = Folder::small();
    let served = Served::with(case.path(), &["--port", "0", "--host", "0.0.0.0"]);
    until("a warning", || {
        served
            .out()
            .contains("Others on the network can read it")
            .then_some(())
    });
    assert_eq!(served.get("/").status, 200, "under its loopback address");
    assert_eq!(
        super::browser::ask(served.address, "GET", "/", &["Host: 192.168.1.5"]).status,
        200
    );
    assert_eq!(
        super::browser::ask(served.address, "GET", "/", &["Host: evil.example"]).status,
        403
    );
}

#[test]
fn what_makes_no_sense_is_refused() {
    let case = Folder::small();
    let empty = Folder::new(&[]);
    for (folder, arguments, words) in [
        (&case, &["serve", "--output", "out"][..], "--output"),
        (&case, &["serve", "--port", "70000"], "70000"),
        (
            &case,
            &["serve", "--port", "0", "--host", "no.such.host.invalid"],
            "can't listen on no.such.host.invalid",
        ),
        (
            &case,
            &["serve", "--port", "0", "--host", "203.0.113.7"],
            "can't listen on 203.0.113.7",
        ),
        (&case, &["serve", "--root", "nowhere"], "--root DIR"),
        (&empty, &["serve"], "--root DIR"),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
        assert!(!case.at("out").exists());
    }
}

#[test]
fn the_help_names_its_options() {
    let help = Folder::small().run(&["serve", "--help"]);
    assert_eq!(help.code, 0);
    for words in [
        "--host",
        "--port",
        "--open",
        "--poll",
        "--edition",
        "--drafts",
        "4000",
        "127.0.0.1",
    ] {
        assert!(help.out.contains(words), "{words}: {}", help.out);
    }
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_with_streams_open_and_tells_no_failure() {
    let case = Folder::small();
    for signal in ["-INT", "-TERM", "-HUP"] {
        let mut served = Served::new(case.path());
        let mut streams: Vec<Events> = (0..20).map(|_| Events::open(served.address)).collect();
        for stream in &mut streams {
            stream.next();
        }
        let _half_open = super::browser::connect(served.address);
        let (code, took) = served.end_by(signal);
        assert_eq!(code, Some(0), "{signal}");
        assert!(took.as_millis() < 1_000, "{signal}: {took:?}");
        assert_eq!(served.err(), "", "{signal}");
    }
}
