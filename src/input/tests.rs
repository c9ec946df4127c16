//! What a load takes in, leaves out and says; `tests/refreshed.rs`: that a refresh gives the same.
#![allow(
    clippy::disallowed_methods,
    reason = "tests write folders of their own"
)]

#[cfg(unix)]
mod refreshed;

use std::fs;
use std::path::Path;

use super::{embedded, load};

fn case(files: &[&str]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for file in files {
        let place = root.path().join(file);
        fs::create_dir_all(place.parent().expect("a parent")).expect("folders");
        fs::write(place, file).expect("a file");
    }
    root
}

/// What was read, less the built-in theme, and what was said.
fn read(root: &Path) -> (Vec<String>, Vec<String>) {
    let (inputs, diagnostics) = load(root).expect("a case");
    let built_in = embedded::themes();
    let paths = inputs
        .files
        .keys()
        .filter(|path| !built_in.contains_key(*path));
    let said = diagnostics.iter().map(|found| {
        let place = found.place.as_ref().expect("a place");
        format!("{} {}", found.rule.name(), place.file)
    });
    (paths.map(ToString::to_string).collect(), said.collect())
}

#[test]
fn reads_what_is_content_and_leaves_out_the_rest() {
    let root = case(&[
        "content/case.md",
        "content/notes/b.md",
        "content/notes/a.md",
        "content/notes/_draft.md",
        "content/_old/x.md",
        "content/.hidden",
        "seeds/米.txt",
        "seeds/_x.txt",
        "themes/mine/templates/_part.html",
        "themes/mine/.git/config",
        "public/index.html",
        "README.md",
    ]);
    let expected = [
        "content/case.md",
        "content/notes/a.md",
        "content/notes/b.md",
        "seeds/米.txt",
        "themes/mine/templates/_part.html",
    ];
    assert_eq!(
        read(root.path()),
        (expected.map(str::to_owned).to_vec(), vec![])
    );
}

#[test]
fn a_file_of_the_case_takes_the_place_of_the_built_in_one() {
    let root = case(&["content/case.md", "themes/folio/theme.yaml"]);
    let (inputs, _) = load(root.path()).expect("a case");
    for (path, bytes) in embedded::themes() {
        let own = b"themes/folio/theme.yaml";
        let expected = if path.as_bytes() == own { own } else { &*bytes };
        assert_eq!(
            inputs.files.get(&path).map(|bytes| &**bytes),
            Some(expected),
            "{path}"
        );
    }
}

#[test]
fn says_what_to_do_where_no_case_is() {
    let root = case(&["seeds/a.txt"]);
    for folder in [
        root.path().to_owned(),
        root.path().join("nowhere"),
        root.path().join("seeds/a.txt"),
    ] {
        let message = load(&folder).expect_err("no case").to_string();
        assert!(message.contains("--root DIR"), "{message}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_the_root_alone_and_end() {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    let elsewhere = case(&["secret.txt"]);
    let root = case(&["content/case.md", "seeds/a.txt"]);
    let at = |path: &str| root.path().join(path);
    symlink(elsewhere.path().join("secret.txt"), at("seeds/secret.txt")).expect("a link");
    symlink(elsewhere.path(), at("themes")).expect("a link");
    symlink(at("seeds"), at("content/loop")).expect("a link");
    symlink("../content", at("seeds/loop")).expect("a link");
    symlink("nowhere", at("seeds/broken.txt")).expect("a link");
    symlink("a.txt", at("seeds/b.txt")).expect("a link");
    let odd = std::ffi::OsStr::from_bytes(b"\xff.md");
    fs::write(at("content").join(odd), "x").expect("a file");
    let (paths, said) = read(root.path());
    assert_eq!(
        paths,
        [
            "content/case.md",
            "content/loop/a.txt",
            "content/loop/b.txt",
            "seeds/a.txt",
            "seeds/b.txt",
            "seeds/loop/case.md"
        ]
    );
    assert_eq!(
        said,
        [
            "unreadable-file content",
            "unreadable-file content/loop/broken.txt",
            "outside-root content/loop/secret.txt",
            "unreadable-file seeds/broken.txt",
            "unreadable-file seeds/loop",
            "outside-root seeds/secret.txt",
            "outside-root themes",
        ]
    );
}
