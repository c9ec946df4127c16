//! Habits of the repository: file heads, lengths, which module may use which, no case forgotten, no rule without a case.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use casebook::diagnostic::Rule;

use crate::cases;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder with that extension, by path from the repository's root, with their text.
fn texts(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let name = path
                    .strip_prefix(root())
                    .expect("a path inside")
                    .to_string_lossy()
                    .into_owned();
                found.push((name, fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_source_file_says_what_is_in_it() {
    for (path, text) in texts("src", "rs").into_iter().chain(texts("tests", "rs")) {
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("//! ") || path.ends_with("cases/list.rs"),
            "{path} begins with no `//!` sentence"
        );
    }
    for (path, text) in texts("tests/cases", "md") {
        assert!(text.starts_with("# "), "{path} begins with no heading");
    }
}

#[test]
fn no_file_is_too_long() {
    for (path, text) in texts("src", "rs").into_iter().chain(texts("tests", "rs")) {
        let lines = text.lines().count();
        assert!(lines <= 400, "{path} has {lines} lines");
    }
}

#[test]
fn modules_use_those_before_them_alone() {
    // Each folder with what its files may not name: an earlier stage knows nothing of a later one.
    let bans: [(&str, &[&str]); 7] = [
        (
            "src/syntax",
            &[
                "resolve", "check", "page", "render", "publish", "command", "site",
            ],
        ),
        (
            "src/case",
            &["check", "page", "render", "publish", "command"],
        ),
        (
            "src/diagnostic",
            &[
                "resolve", "check", "page", "render", "publish", "command", "case", "syntax",
            ],
        ),
        (
            "src/input",
            &[
                "resolve", "check", "page", "render", "publish", "command", "syntax",
            ],
        ),
        ("src/resolve", &["render", "publish", "command"]),
        ("src/page", &["publish", "command", "input"]),
        (
            "src/publish",
            &["resolve", "page", "render", "syntax", "input", "command"],
        ),
    ];
    for (folder, banned) in bans {
        let module = format!("{folder}.rs");
        let own = fs::read_to_string(root().join(&module)).map(|text| (module, text));
        for (path, text) in texts(folder, "rs").into_iter().chain(own) {
            let code: String = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            let code = code
                .split("#[cfg(test)]")
                .next()
                .unwrap_or_default()
                .to_owned();
            if path.ends_with("/tests.rs") || path.contains("/tests/") {
                continue;
            }
            for name in banned {
                assert!(
                    !code.contains(&format!("crate::{name}::")),
                    "{path} uses crate::{name}"
                );
            }
        }
    }
}

#[test]
fn no_case_is_forgotten() {
    let files: BTreeSet<String> = texts("tests/cases", "md")
        .into_iter()
        .map(|(path, _)| path.trim_start_matches("tests/cases/").to_owned())
        .collect();
    let listed: BTreeSet<String> = cases::ALL.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        files, listed,
        "tests/suite/cases/list.rs names every file in tests/cases"
    );
    assert!(cases::folder().is_dir());
}

#[test]
fn every_rule_has_a_case_that_shows_its_message() {
    let all: String = texts("tests/cases", "md")
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    // A file that can't be read needs a disk: `bad_input::links_that_leave_the_root_or_lead_nowhere` shows it. A leak
    // would be a fault of Casebook's own, which no case can bring about: the tests of `src/check/leak.rs` show how one is found.
    let elsewhere = [Rule::UnreadableFile, Rule::Leak];
    for rule in Rule::ALL.iter().filter(|rule| !elsewhere.contains(rule)) {
        let shown = ["error", "warning"]
            .iter()
            .any(|severity| all.contains(&format!("\n{severity}[{}] ", rule.name())));
        assert!(shown, "no case shows `{}`", rule.name());
    }
}

#[test]
fn nothing_unfinished_and_nothing_of_this_machine_is_kept() {
    // Put together here, so that this file does not hold what it looks for.
    let banned = [
        ["todo", "!("],
        ["unimpl", "emented!("],
        ["db", "g!("],
        ["FIX", "ME"],
        ["XX", "X:"],
        ["/ro", "ot/"],
        ["/wo", "rk/"],
        ["/ho", "me/"],
        ["/tm", "p/"],
    ]
    .map(|parts| parts.concat());
    let folders = ["src", "tests/suite", "tests/bench", "themes", "content"];
    let extensions = ["rs", "html", "css", "yaml", "md", "mjs"];
    let mut all: Vec<(String, String)> = Vec::new();
    for folder in folders {
        for extension in extensions {
            all.extend(texts(folder, extension));
        }
    }
    let top = [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Cargo.toml",
        "clippy.toml",
        ".ci/run",
        ".ci/install",
    ];
    for path in top {
        let text =
            fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        all.push((path.to_owned(), text));
    }
    for (path, text) in all {
        for word in &banned {
            assert!(!text.contains(word.as_str()), "{path} holds `{word}`");
        }
    }
}

#[test]
fn the_modules_of_the_pipeline_hold_no_unsafe_code_and_no_panic() {
    for (path, text) in texts("src", "rs") {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        if path.ends_with("/tests.rs") || path.contains("/tests/") || path.ends_with("sample.rs") {
            continue;
        }
        for banned in [".unwrap()", "panic!(", "unreachable!(", "unsafe {"] {
            let found = code
                .lines()
                .find(|line| line.contains(banned) && !line.trim_start().starts_with("//"));
            assert!(found.is_none(), "{path} has {banned}: {found:?}");
        }
    }
}
