//! Every way of saving gives the new page, whether the system tells of it or the files are looked at again and again.

use std::fs;

use super::events::Events;
use super::served::{Served, until};
use crate::program::{Folder, SMALL};

/// Each way in turn, and what the browser then gets.
fn follows(more: &[&str]) {
    let case = Folder::small();
    let arguments: Vec<&str> = ["--port", "0"].iter().chain(more).copied().collect();
    let served = Served::with(case.path(), &arguments);
    let note = |words: &str| format!("---\ntitle: A note\n---\n\nWords {words}.\n");
    let gone = |path: &str| {
        until(&format!("{path} is gone"), || {
            (served.get(path).status == 404).then_some(())
        })
    };

    case.write("content/notes/a.md", note("in place").as_bytes());
    served.page_with("/notes/a.html", "Words in place.");

    case.write("content/notes/.a.md.swp", note("renamed").as_bytes());
    fs::rename(
        case.at("content/notes/.a.md.swp"),
        case.at("content/notes/a.md"),
    )
    .expect("renamed");
    served.page_with("/notes/a.html", "Words renamed.");

    case.write("content/notes/b.md", note("of a new file").as_bytes());
    served.page_with("/notes/b.html", "Words of a new file.");

    fs::rename(case.at("content/notes/b.md"), case.at("content/notes/c.md")).expect("renamed");
    served.page_with("/notes/c.html", "Words of a new file.");
    gone("/notes/b.html");

    fs::remove_file(case.at("content/notes/c.md")).expect("deleted");
    gone("/notes/c.html");

    fs::remove_file(case.at("content/notes/a.md")).expect("deleted");
    case.write("content/notes/a.md", note("deleted and created").as_bytes());
    served.page_with("/notes/a.html", "Words deleted and created.");

    case.write(
        "content/notes/deep/er/d.md",
        note("in a new folder").as_bytes(),
    );
    served.page_with("/notes/d.html", "Words in a new folder.");
    case.write("content/notes/deep/er/d.md", note("in it again").as_bytes());
    served.page_with("/notes/d.html", "Words in it again.");

    fs::rename(case.at("content/notes/deep"), case.at("outside")).expect("moved");
    gone("/notes/d.html");
    fs::rename(case.at("outside"), case.at("content/notes/back")).expect("moved");
    served.page_with("/notes/d.html", "Words in it again.");

    case.write(
        "seeds/s.txt",
        b"The article says so it is for everyone, and more.\n",
    );
    served.page_with("/sources/s.html", "and more");

    let style = served.get("/assets/site.css").text();
    case.write("themes/folio/assets/tokens.css", b"/* mine */");
    served.page_with("/assets/site.css", "/* mine */");
    fs::remove_dir_all(case.at("themes")).expect("deleted");
    until("the built-in style is there again", || {
        (served.get("/assets/site.css").text() == style).then_some(())
    });
    case.write("themes/folio/assets/mine.css", b"p{}");
    served.page_with("/assets/mine.css", "p{}");
    assert!(served.findings().is_empty(), "{:?}", served.findings());
}

#[test]
fn every_way_of_saving_is_followed() {
    follows(&[]);
}

#[test]
fn every_way_of_saving_is_followed_by_looking_again_and_again() {
    follows(&["--poll"]);
}

#[test]
fn a_save_that_changes_nothing_shows_nothing_new() {
    let case = Folder::small();
    let served = Served::new(case.path());
    let mut events = Events::open(served.address);
    let first = events.wait("the proof", |data| data["proofing"] == false);
    case.write(SMALL[0].0, SMALL[0].1.as_bytes());
    case.write("content/notes/a.md~", b"a backup");
    case.write("content/.DS_Store", b"\0");
    case.write("notes.txt", b"beside the case");
    case.write("public/index.html", b"a build of somebody's");
    case.write("content/notes/b.md", b"---\ntitle: B\n---\n");
    let next = events.wait("the marker", |data| {
        data["generation"] != first["generation"]
    });
    served.page_with("/", "B");
    assert_eq!(
        next["generation"].as_u64(),
        first["generation"].as_u64().map(|number| number + 1)
    );
    assert!(
        served.get("/notes/b.html").status == 200,
        "the first news was of the marker"
    );
}

#[test]
fn a_hundred_files_at_once_are_few_rebuilds() {
    let case = Folder::small();
    let served = Served::new(case.path());
    for number in 0..100 {
        let note = format!("---\ntitle: Note number {number}\n---\n");
        case.write(&format!("beside/n{number:03}.md"), note.as_bytes());
    }
    fs::rename(case.at("beside"), case.at("content/notes/many")).expect("moved");
    served.page_with("/notes/n099.html", "Note number 99");
    served.page_with("/notes/n000.html", "Note number 0");
    let rebuilt = served.out().matches("Rebuilt in").count();
    assert!(
        (1..=3).contains(&rebuilt),
        "{rebuilt} rebuilds:\n{}",
        served.out()
    );
}

#[test]
fn editions_drafts_and_parts_are_followed() {
    let case = Folder::small();
    let arguments = [
        "--port",
        "0",
        "--edition",
        "student",
        "--drafts",
        "--through",
        "A",
    ];
    let served = Served::with(case.path(), &arguments);
    for (id, key) in [
        ("draft", "draft: true"),
        ("student", "audience: student"),
        ("instructor", "audience: instructor"),
        ("later", "part: B"),
        ("z", "order: 9"),
    ] {
        case.write(
            &format!("content/notes/{id}.md"),
            format!("---\ntitle: {id}\n{key}\n---\n").as_bytes(),
        );
    }
    until("the last one is there", || {
        (served.get("/notes/z.html").status == 200).then_some(())
    });
    let found = ["draft", "student", "instructor", "later"]
        .map(|id| served.get(&format!("/notes/{id}.html")).status);
    assert_eq!(found, [200, 200, 404, 404]);
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_a_circle_are_told_and_stop_nothing() {
    use std::os::unix::fs::symlink;
    for more in [None, Some("--poll")] {
        let case = Folder::small();
        let arguments: Vec<&str> = ["--port", "0"].into_iter().chain(more).collect();
        symlink("self.md", case.at("content/notes/self.md")).expect("a link");
        let served = Served::with(case.path(), &arguments);
        served.rules_become(&["unreadable-file"]);
        symlink("two", case.at("content/notes/one")).expect("a link");
        symlink("one", case.at("content/notes/two")).expect("a link");
        served.rules_become(&["unreadable-file"; 3]);
        for link in ["self.md", "one", "two"] {
            fs::remove_file(case.at(&format!("content/notes/{link}"))).expect("deleted");
        }
        case.write("content/notes/a.md", b"---\ntitle: Round and round\n---\n");
        served.page_with("/notes/a.html", "Round and round");
        served.rules_become(&[]);
    }
}
