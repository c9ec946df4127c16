//! What is wrong is told with its place, over the last good site; and it goes when it is mended.

use std::fs;

use serde_json::json;

use super::events::Events;
use super::served::{Served, until};
use crate::program::{Folder, SMALL};

#[test]
fn a_broken_note_is_told_with_its_excerpt_over_the_last_good_site() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let good = served.get("/notes/a.html").bare();
    let broken = "---\ntitle: A note\n---\n\nÜber “so it was for everyone” [@s].\n";
    case.write("content/notes/a.md", broken.as_bytes());
    case.write("content/readme.md", b"Not content.\n");
    served.rules_become(&["quote-near-miss", "unknown-file"]);
    let found = served.findings().remove(0);
    for (key, value) in [
        ("severity", json!("error")),
        ("file", json!("content/notes/a.md")),
        ("line", json!(5)),
        ("column", json!(6)),
        (
            "excerpt",
            json!([{"line": 5, "text": "Über “so it was for everyone” [@s].", "from": 5, "to": 29}]),
        ),
    ] {
        assert_eq!(found[key], value, "{key}");
    }
    let related = &found["related"][0];
    assert_eq!(
        (&related["file"], &related["line"], &related["column"]),
        (&json!("seeds/s.txt"), &json!(1), &json!(18))
    );
    assert_eq!(
        related["excerpt"][0]["text"],
        json!("The article says so it is for everyone.")
    );
    assert!(
        found["help"]
            .as_str()
            .is_some_and(|help| help.contains("{+is+}"))
    );

    let page = served.get("/notes/a.html");
    assert_eq!(
        (page.status, page.bare()),
        (200, good),
        "the last good page"
    );
    let told = until("the terminal tells", || {
        Some(served.err()).filter(|err| err.contains("the last good site is shown"))
    });
    for words in [
        "quote-near-miss",
        "content/notes/a.md:5:6",
        "1 error, 1 warning",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }

    case.write("content/notes/a.md", SMALL[1].1.as_bytes());
    served.rules_become(&["unknown-file"]);
    fs::remove_file(case.at("content/readme.md")).expect("deleted");
    served.rules_become(&[]);
    until("the terminal says so", || {
        served.err().ends_with("All is well again.\n").then_some(())
    });
}

#[test]
fn warnings_are_counted_and_stop_nothing() {
    let case = Folder::small();
    case.write("content/readme.md", b"Not content.\n");
    let served = Served::new(case.path());
    let first = Events::open(served.address).next().data;
    assert_eq!(
        (&first["errors"], &first["warnings"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(served.get("/").status, 200);
    served.rules_become(&["unknown-file"]);
}

#[test]
fn without_a_good_site_a_shell_is_served_until_there_is_one() {
    let case = Folder::small();
    case.write("content/case.md", b"---\ntitel: x\n---\n");
    let served = Served::new(case.path());
    for path in ["/", "/notes/a.html", "/none", "/assets/site.css"] {
        let answer = served.get(path);
        assert_eq!(answer.status, 503, "{path}");
        assert_eq!(
            answer.header("content-type"),
            "text/html; charset=utf-8",
            "{path}"
        );
        assert!(answer.text().contains("/_casebook/live.js"), "{path}");
    }
    let mut events = Events::open(served.address);
    assert_eq!(events.next().data["site"], false);
    assert!(
        served
            .findings()
            .iter()
            .any(|finding| finding["rule"] == "unknown-key")
    );
    case.write("content/case.md", SMALL[0].1.as_bytes());
    events.wait("a site", |data| data["site"] == true && data["errors"] == 0);
    assert_eq!(served.get("/").status, 200);
    assert_eq!(served.get("/none").status, 404);
}

/// The template of sources, and the same with a fault that shows when a source's page is made, not before.
const SOURCE: &str = include_str!("../../../themes/folio/templates/source.html");
fn faulty() -> String {
    SOURCE.replacen("{% endblock", "{{ page.nonesuch.deeper }}{% endblock", 1)
}

#[test]
fn a_template_that_fails_as_a_page_is_made_gives_way_to_the_last_good_site() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let mut events = Events::open(served.address);
    events.wait("the proof", |data| data["proofing"] == false);
    let good = served.get("/").bare();
    case.write("themes/folio/templates/source.html", faulty().as_bytes());
    // Nobody asks for the page: the fault is found by the proof.
    let fault = events.wait("the fault", |data| {
        data["errors"] == 1 && data["proofing"] == false
    });
    let found = served.findings().remove(0);
    assert_eq!(
        found["file"],
        json!("themes/folio/templates/source.html"),
        "{found}"
    );
    assert_eq!(
        served.get("/sources/s.html").status,
        200,
        "the last good page"
    );
    assert_eq!(served.get("/").bare(), good);

    // What else is saved meanwhile doesn't make the author believe that all is well.
    let well = served.err().matches("All is well").count();
    case.write("content/notes/b.md", b"---\ntitle: Another\n---\n");
    let after = events.wait("the next proof", |data| {
        data["generation"].as_u64() > fault["generation"].as_u64() && data["proofing"] == false
    });
    assert_eq!(after["errors"], 1, "the same fault");
    assert_eq!(
        served.get("/notes/b.html").status,
        404,
        "a build would hold nothing"
    );
    assert_eq!(
        served.err().matches("All is well").count(),
        well,
        "{}",
        served.err()
    );

    case.write("themes/folio/templates/source.html", SOURCE.as_bytes());
    events.wait("it is mended", |data| {
        data["errors"] == 0 && data["proofing"] == false
    });
    assert_eq!(served.get("/notes/b.html").status, 200);
    served.rules_become(&[]);
}

#[test]
fn a_site_that_was_never_proofed_is_not_kept_as_the_last_good_one() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let mut events = Events::open(served.address);
    events.wait("the proof", |data| data["proofing"] == false);
    let good = served.get("/sources/s.html").bare();
    case.write("themes/folio/templates/source.html", faulty().as_bytes());
    // A listener that is kept waiting hears of the newest state alone.
    events.wait("the template is read", |data| {
        data["proofing"] == true || data["errors"] == 1
    });
    // Before the pages were made, another file breaks.
    case.write("content/notes/b.md", b"---\ntitle: [\n---\n");
    events.wait("the end", |data| {
        data["errors"] == 1 && data["proofing"] == false
    });
    let page = served.get("/sources/s.html");
    assert_eq!((page.status, page.bare()), (200, good));
    served.rules_become(&["bad-yaml"]);
}

#[test]
fn the_folder_may_go_and_come_back() {
    let beside = tempfile::tempdir().expect("a folder");
    let case = Folder::small();
    // The program runs elsewhere: nobody's working folder goes.
    let served = Served::with(
        beside.path(),
        &["--port", "0", "--root", &case.path().to_string_lossy()],
    );
    let away = case.path().with_extension("away");
    fs::rename(case.path(), &away).expect("moved");
    until("it is said", || {
        served.out().contains("is gone").then_some(())
    });
    assert_eq!(
        served.get("/notes/a.html").status,
        200,
        "the last good site"
    );
    fs::write(
        away.join("content/notes/a.md"),
        "---\ntitle: Changed elsewhere\n---\n",
    )
    .expect("written");
    fs::rename(&away, case.path()).expect("moved");
    served.page_with("/notes/a.html", "Changed elsewhere");
    until("it is said", || {
        served.out().contains("there again").then_some(())
    });
    case.write("content/notes/a.md", b"---\ntitle: Changed here\n---\n");
    served.page_with("/notes/a.html", "Changed here");
}

#[test]
fn content_may_go_and_come_back() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let away = case.at("away");
    fs::rename(case.at("content"), &away).expect("moved");
    until("it is said", || {
        served.out().contains("no folder `content`").then_some(())
    });
    assert_eq!(
        served.get("/notes/a.html").status,
        200,
        "the last good site"
    );
    fs::write(
        away.join("notes/a.md"),
        "---\ntitle: Changed elsewhere\n---\n",
    )
    .expect("written");
    fs::rename(&away, case.at("content")).expect("moved");
    served.page_with("/notes/a.html", "Changed elsewhere");
    until("it is said", || {
        served.out().contains("can be read again").then_some(())
    });
    fs::remove_file(case.at("content/case.md")).expect("deleted");
    until("an error", || (!served.findings().is_empty()).then_some(()));
    assert_eq!(served.get("/").status, 200);
    case.write("content/case.md", SMALL[0].1.as_bytes());
    served.rules_become(&[]);
}
