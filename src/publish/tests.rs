//! What publishing does to a folder, step by step.

use bytes::Bytes;
use std::collections::BTreeMap;
use std::path::PathBuf;

use super::*;

/// A case with a `public/` that is yet to be made.
struct Desk {
    root: tempfile::TempDir,
}

type Step<'a> = (
    &'a [(&'a str, &'a str)],
    Result<(usize, usize, usize), &'a str>,
);

impl Desk {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("content")).expect("a folder");
        Desk { root }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.path().join("public").join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().expect("a parent")).expect("folders");
        fs::write(self.at(path), text).expect("a file");
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<(usize, usize, usize), String> {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Bytes::copy_from_slice(text.as_bytes())));
        let site = Site {
            files: files.collect(),
        };
        publish(&site, &self.at(""), self.root.path())
            .map(|done| (done.written, done.unchanged, done.removed))
            .map_err(|error| error.to_string())
    }

    fn clean(&self) -> Result<usize, PublishError> {
        clean(&self.at(""), self.root.path())
    }

    /// Every file below `public/` with its text, folders as `name/`, the manifest left out.
    fn tree(&self) -> Vec<String> {
        let mut tree = Vec::new();
        let mut open = vec![self.at("")];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                let name = path
                    .strip_prefix(self.at(""))
                    .expect("inside")
                    .display()
                    .to_string();
                match fs::read_to_string(&path) {
                    _ if name == manifest::NAME => {}
                    Ok(text) => tree.push(format!("{name}={text}")),
                    Err(_) => {
                        tree.push(format!("{name}/"));
                        open.push(path);
                    }
                }
            }
        }
        tree.sort();
        tree
    }
}

#[test]
fn a_sequence_of_sites_leaves_the_last_one_and_nothing_else() {
    let steps: &[Step<'_>] = &[
        (
            &[
                ("index.html", "1"),
                ("notes/a.html", "a"),
                ("notes/b.html", "b"),
            ],
            Ok((3, 0, 0)),
        ),
        (
            &[
                ("index.html", "1"),
                ("notes/a.html", "a"),
                ("notes/b.html", "b"),
            ],
            Ok((0, 3, 0)),
        ),
        (
            &[
                ("index.html", "2"),
                ("notes/a.html", "a"),
                ("events/e.html", "e"),
            ],
            Ok((2, 1, 1)),
        ),
        (&[("index.html", "2")], Ok((0, 1, 2))),
        // A file where a folder was, and the reverse.
        (&[("index.html", "2"), ("old/page/x", "x")], Ok((1, 1, 0))),
        (&[("index.html", "2"), ("old", "file")], Ok((1, 1, 1))),
        (&[("index.html", "2"), ("old/page", "y")], Ok((1, 1, 1))),
        // What no folder can hold is refused.
        (&[("../x", "x")], Err("no path inside")),
        (&[("/x", "x")], Err("no path inside")),
        (&[("a//x", "x")], Err("no path inside")),
        (&[(".casebook-manifest.json", "x")], Err("no path inside")),
        (
            &[("a", "x"), ("a/b", "x")],
            Err("both as a file and as a folder"),
        ),
        (&[("index.html", "2"), ("old/page", "y")], Ok((0, 2, 0))),
    ];
    let desk = Desk::new();
    for (site, expected) in steps {
        match (desk.publish(site), expected) {
            (Ok(done), Ok(expected)) => {
                assert_eq!(done, *expected, "{site:?}");
                let mut files: Vec<_> = desk.tree();
                files.retain(|line| !line.ends_with('/'));
                let wanted: BTreeMap<_, _> = site.iter().copied().collect();
                let wanted: Vec<_> = wanted
                    .iter()
                    .map(|(path, text)| format!("{path}={text}"))
                    .collect();
                assert_eq!(files, wanted);
            }
            (Err(said), Err(expected)) => assert!(said.contains(expected), "{site:?}: {said}"),
            (found, expected) => panic!("{site:?}: {found:?} instead of {expected:?}"),
        }
    }
    assert_eq!(desk.tree(), ["index.html=2", "old/", "old/page=y"]);
    assert_eq!(desk.clean().expect("clean"), 2);
    assert!(
        !desk.at("").exists(),
        "Casebook made the folder, and so removes it"
    );
    assert_eq!(desk.clean().expect("clean"), 0);
}

#[test]
fn unchanged_files_keep_their_time_and_changed_ones_are_mended() {
    let desk = Desk::new();
    let site = [("index.html", "1"), ("a.html", "a")];
    desk.publish(&site).expect("a site");
    let time = |path: &str| {
        fs::metadata(desk.at(path))
            .and_then(|found| found.modified())
            .expect("a time")
    };
    let before = (time("a.html"), time(manifest::NAME));
    desk.put("index.html", "by hand");
    assert_eq!(desk.publish(&site), Ok((1, 1, 0)));
    assert_eq!(
        (time("a.html"), desk.tree()),
        (before.0, vec!["a.html=a".into(), "index.html=1".into()])
    );
    let before = time(manifest::NAME);
    assert_eq!(desk.publish(&site), Ok((0, 2, 0)));
    assert_eq!(time(manifest::NAME), before);
}

#[test]
fn foreign_files_are_never_touched() {
    let desk = Desk::new();
    desk.put(".gitkeep", "");
    desk.publish(&[("notes/a.html", "a"), ("old.html", "o")])
        .expect("a site");
    desk.put("notes/mine.txt", "mine");
    desk.put("mine/x.txt", "mine");
    let all = [
        ".gitkeep=",
        "mine/",
        "mine/x.txt=mine",
        "notes/",
        "notes/a.html=a",
        "notes/mine.txt=mine",
        "old.html=o",
    ];
    for (site, place) in [
        ([("mine/x.txt", "ours"), ("new.html", "n")], "mine/x.txt"),
        ([("mine", "ours"), ("new.html", "n")], "mine"),
        ([("notes", "ours"), ("new.html", "n")], "notes"),
        ([("mine/x.txt/y", "ours"), ("new.html", "n")], "mine/x.txt"),
    ] {
        let said = desk.publish(&site).expect_err("a refusal");
        assert!(said.contains(place) && said.contains("move it"), "{said}");
        assert_eq!(desk.tree(), all, "nothing is written, nothing removed");
    }
    assert_eq!(desk.publish(&[("index.html", "1")]), Ok((1, 0, 2)));
    let left = [
        ".gitkeep=",
        "index.html=1",
        "mine/",
        "mine/x.txt=mine",
        "notes/",
        "notes/mine.txt=mine",
    ];
    assert_eq!(desk.tree(), left);
    assert_eq!(desk.clean().expect("clean"), 1);
    fs::remove_file(desk.at("notes/mine.txt")).expect("a file");
    assert_eq!(
        desk.tree(),
        [".gitkeep=", "mine/", "mine/x.txt=mine", "notes/"]
    );
}

#[test]
fn an_interrupted_run_is_finished_by_the_next() {
    let desk = Desk::new();
    desk.publish(&[("index.html", "1"), ("a/old.html", "o")])
        .expect("a site");
    // As it is when the power fails in the midst: the manifest lists both, one file is cut short, one not yet there.
    let of = |site: &[(&str, &str)]| {
        let paths = site.iter().map(|(path, _)| (*path).to_owned());
        Manifest::of(&paths.collect(), ["b".to_owned()].into())
    };
    let old = manifest::read(&desk.at(""))
        .expect("readable")
        .expect("there");
    let between = Manifest::between(
        &old,
        &of(&[
            ("index.html", "2"),
            ("b/new.html", "new"),
            ("b/newer.html", "x"),
        ]),
    );
    desk.put(manifest::NAME, &between.json());
    desk.put("b/new.html", "n");
    desk.put("b/.casebook-Xy12.tmp", "half");
    let site = [
        ("index.html", "2"),
        ("b/new.html", "new"),
        ("b/newer.html", "x"),
    ];
    assert_eq!(desk.publish(&site), Ok((3, 0, 1)));
    assert_eq!(
        desk.tree(),
        ["b/", "b/new.html=new", "b/newer.html=x", "index.html=2"]
    );
    let found = manifest::read(&desk.at(""))
        .expect("readable")
        .expect("there");
    assert!(found.complete);
    let folders: Vec<_> = found.folders.into_iter().collect();
    assert_eq!(folders, [".", "b"]);
}

#[test]
fn what_the_first_version_listed_is_still_ours() {
    let desk = Desk::new();
    desk.put("index.html", "1");
    desk.put("old.html", "o");
    desk.put(
        manifest::NAME,
        r#"{"version":1,"complete":true,"folders":[],"files":{"index.html":"a0","old.html":"b1"}}"#,
    );
    assert_eq!(desk.publish(&[("index.html", "1")]), Ok((0, 1, 1)));
    assert_eq!(desk.tree(), ["index.html=1"]);
}

#[test]
fn a_forged_or_damaged_manifest_does_no_harm() {
    let desk = Desk::new();
    fs::write(desk.root.path().join("content/case.md"), "x").expect("a file");
    let secret = desk.root.path().join("content/case.md");
    let absolute = secret.display().to_string();
    let first = serde_json::json!({
        "version": 1, "complete": true, "folders": ["..", "../content", "/"],
        "files": {"../content/case.md": "0", (&absolute): "0", "a/../../content/case.md": "0", "a\\b": "0", "": "0"},
    });
    let second = serde_json::json!({
        "version": 2, "complete": true, "folders": ["..", "../content", "/"],
        "files": ["../content/case.md", absolute, "a/../../content/case.md", "a\\b", "", "index.html"],
    });
    for (forged, published) in [(first, (1, 0, 0)), (second, (0, 1, 0))] {
        desk.put(manifest::NAME, &forged.to_string());
        assert_eq!(desk.publish(&[("index.html", "1")]), Ok(published));
        assert!(secret.exists());
    }
    for (text, expected) in [
        ("{", "damaged"),
        ("[]", "damaged"),
        ("", "damaged"),
        (
            r#"{"version":9,"complete":true,"folders":[],"files":{}}"#,
            "another version",
        ),
    ] {
        desk.put(manifest::NAME, text);
        let said = desk.publish(&[("index.html", "2")]).expect_err("a refusal");
        assert!(said.contains(expected), "{said}");
        assert!(desk.clean().is_err());
        assert_eq!(desk.tree(), ["index.html=1"]);
    }
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_not_followed_and_files_are_readable_by_all() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let desk = Desk::new();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let target = elsewhere.path().join("a.html");
    desk.publish(&[("notes/a.html", "a"), ("b.html", "b")])
        .expect("a site");
    fs::write(&target, "a").expect("a file");
    // Our file became a link: the link is replaced, what it leads to is not.
    fs::remove_file(desk.at("b.html")).expect("a file");
    symlink(&target, desk.at("b.html")).expect("a link");
    assert_eq!(
        desk.publish(&[("notes/a.html", "a"), ("b.html", "c")]),
        Ok((1, 1, 0))
    );
    assert_eq!(fs::read_to_string(&target).expect("a text"), "a");
    assert!(!desk.at("b.html").is_symlink());
    let mode = |path: &str| {
        fs::metadata(desk.at(path))
            .expect("a file")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(
        mode("b.html"),
        mode("notes/a.html"),
        "replaced and new files get the same mode"
    );
    // A folder became a link: nothing is written or removed through it.
    fs::remove_dir_all(desk.at("notes")).expect("a folder");
    symlink(elsewhere.path(), desk.at("notes")).expect("a link");
    let said = desk
        .publish(&[("notes/a.html", "x"), ("b.html", "c")])
        .expect_err("a refusal");
    assert!(said.contains("a symbolic link"), "{said}");
    assert_eq!(desk.publish(&[("b.html", "c")]), Ok((0, 1, 0)));
    assert_eq!(fs::read_to_string(&target).expect("a text"), "a");
}

/// Publishes files of which `bad.html` can't be made.
fn publish_with_a_failure(desk: &Desk, paths: &[&str]) -> Vec<String> {
    let paths = paths.iter().map(|path| (*path).to_owned()).collect();
    let make = |path: &str| match path {
        "bad.html" => Err("its template failed"),
        path => Ok(Bytes::copy_from_slice(path.as_bytes())),
    };
    match publish_as_made(&paths, &make, &desk.at(""), desk.root.path()) {
        Err(NotPublished::Files(failed)) => failed
            .into_iter()
            .map(|(path, why)| format!("{path}: {why}"))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_first_run_that_fails_takes_back_what_it_wrote() {
    let desk = Desk::new();
    let paths = ["a/b/one.html", "a/two.html", "bad.html", "index.html"];
    for _ in 0..20 {
        assert_eq!(
            publish_with_a_failure(&desk, &paths),
            ["bad.html: its template failed"]
        );
        assert!(!desk.at("").exists(), "the folder was not there before");
    }
    desk.put(".gitkeep", "");
    publish_with_a_failure(&desk, &paths);
    assert_eq!(desk.tree(), [".gitkeep="]);
    assert!(!desk.at(manifest::NAME).exists());
}

#[test]
fn a_later_run_that_fails_leaves_the_last_site() {
    let desk = Desk::new();
    desk.publish(&[("index.html", "old"), ("gone.html", "g")])
        .expect("a site");
    publish_with_a_failure(&desk, &["bad.html", "index.html", "new/page.html"]);
    assert_eq!(desk.tree(), ["gone.html=g", "index.html=old"]);
}
