//! The output folder: what is written, what is left alone, what is refused.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::program::{Folder, SMALL, files, run_in, run_with};

#[test]
fn root_and_output_may_be_anywhere() {
    let case = Folder::small();
    let elsewhere = Folder::new(&[]);
    let root = case.path().to_str().expect("a path in UTF-8");
    assert_eq!(elsewhere.run(&["build", "--root", root]).code, 0);
    assert!(
        case.at("public/index.html").exists(),
        "the output is the root's by default"
    );
    assert_eq!(
        elsewhere
            .run(&["build", "--root", root, "--output", "site"])
            .code,
        0
    );
    assert_eq!(
        files(&elsewhere.at("site")),
        files(&case.at("public")),
        "the same bytes anywhere"
    );
}

#[test]
fn only_what_changed_is_written() {
    let case = Folder::small();
    assert_eq!(case.run(&["build"]).code, 0);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for name in files(&case.at("public")).keys() {
        let file = fs::File::options()
            .append(true)
            .open(case.at("public").join(name))
            .expect("a file");
        file.set_modified(long_ago).expect("a time can be set");
    }
    case.write(
        "content/notes/a.md",
        b"---\ntitle: A note\n---\n\nIt says \"so it is for everyone\" [@s], really.\n",
    );
    let run = case.run(&["build"]);
    assert_eq!(run.code, 0);
    let written = |name: &str| {
        let modified = fs::metadata(case.at("public").join(name)).and_then(|file| file.modified());
        modified.expect("a time") != long_ago
    };
    assert!(written("notes/a.html") && written("data/case.json"));
    for name in [
        "404.html",
        "assets/site.css",
        "sources.html",
        "timeline.html",
    ] {
        assert!(!written(name), "{name}");
    }
    let again = case.run(&["build"]).out;
    assert!(
        again.contains(" 0 written") && again.contains("0 removed"),
        "{again}"
    );
}

#[test]
fn files_of_others_are_never_touched() {
    let case = Folder::small();
    assert_eq!(case.run(&["build"]).code, 0);
    case.write("public/notes/mine.txt", b"mine");
    case.write("public/CNAME", b"example.edu");
    fs::remove_file(case.at("content/notes/a.md")).expect("the note can be removed");
    case.write("content/case.md", b"---\ntitle: A\n---\n");
    assert_eq!(case.run(&["build"]).code, 0);
    assert!(!case.at("public/notes/a.html").exists());
    assert!(case.at("public/notes/mine.txt").exists() && case.at("public/CNAME").exists());
    assert_eq!(case.run(&["clean"]).code, 0);
    let left: Vec<String> = files(&case.at("public")).into_keys().collect();
    assert_eq!(left, ["CNAME", "notes/mine.txt"]);
    assert!(case.at("content/case.md").exists() && case.at("seeds/s.txt").exists());
}

#[test]
fn an_error_leaves_the_last_good_site() {
    let case = Folder::small();
    assert_eq!(case.run(&["build"]).code, 0);
    let before = files(&case.at("public"));
    for (path, text) in [
        (
            "content/notes/b.md",
            "---\ntitle: B\n---\n\n\"not in the article at all\" [@s]\n",
        ),
        ("content/notes/b.md", "---\ntitle: [\n---\n"),
        ("themes/folio/templates/404.html", "{{ nothing.at.all }}"),
    ] {
        case.write(path, text.as_bytes());
        let run = case.run(&["build"]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.err.contains("nothing was written"), "{}", run.err);
        assert!(files(&case.at("public")) == before, "{path}");
        fs::remove_file(case.at(path)).expect("the file can be removed");
    }
}

#[test]
fn folders_that_are_not_its_own_are_refused() {
    let case = Folder::small();
    case.write("thesis/chapter.txt", b"precious");
    case.write(".git/HEAD", b"ref");
    case.write("dots/.gitkeep", b"");
    let before = files(case.path());
    for output in [
        ".",
        "..",
        "/",
        "content",
        "content/site",
        "seeds",
        "themes/x",
        ".git",
        "thesis",
        "content/../thesis",
    ] {
        let run = case.run(&["build", "--output", output]);
        assert_eq!(run.code, 2, "{output}: {run:?}");
        assert!(run.err.contains("--output DIR"), "{output}: {}", run.err);
        assert_eq!(case.run(&["clean", "--output", output]).code, 2, "{output}");
    }
    assert!(files(case.path()) == before, "nothing was touched");
    for output in ["dots", "new", "new/er"] {
        assert_eq!(case.run(&["build", "--output", output]).code, 0, "{output}");
    }
    let home = case.path().to_str().expect("a path in UTF-8");
    let other = Folder::small();
    let run = run_with(
        other.path(),
        &["build", "--output", home],
        &[("HOME", home)],
    );
    assert_eq!(run.code, 2, "home is refused: {run:?}");
}

#[test]
fn check_writes_nothing() {
    let case = Folder::small();
    let before = files(case.path());
    let run = case.run(&["check"]);
    assert!(run.out.contains("No errors, no warnings"), "{}", run.out);
    assert!(files(case.path()) == before);
}

#[test]
fn seeds_are_never_changed() {
    let case = Folder::new(&SMALL);
    case.write(
        "seeds/s.txt",
        "\u{feff}The article says so it is for everyone.\r\n \r\nNo line end".as_bytes(),
    );
    let before = files(&case.at("seeds"));
    for command in ["build", "check", "clean"] {
        assert_eq!(run_in(case.path(), &[command]).code, 0, "{command}");
    }
    assert_eq!(files(&case.at("seeds")), before);
}
