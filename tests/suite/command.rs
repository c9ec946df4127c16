//! The command line: what it takes, what it says, how it exits.

use std::fs;

use serde_json::{Value, json};

use crate::program::{Folder, files, run_with};

#[test]
fn build_writes_the_site_and_says_what_it_did() {
    let case = Folder::small();
    let run = case.run(&["build"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert_eq!(run.out.lines().count(), 1, "one line: {}", run.out);
    for words in ["1 note", "1 source", "1 quotation verified", "public/"] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    let site = files(&case.at("public"));
    assert!(site.contains_key("index.html") && site.contains_key("sources/s.html"));
    assert!(
        !case.at("themes").exists(),
        "the built-in theme is used, not written"
    );
}

#[test]
fn exit_codes_tell_content_from_machine() {
    let wrong = Folder::new(&[("content/case.md", "---\ntitel: x\n---\n")]);
    let empty = Folder::new(&[]);
    let small = Folder::small();
    for (folder, arguments, code, words) in [
        (&small, &["check"][..], 0, ""),
        (&small, &["clean"], 0, ""),
        (&wrong, &["build"], 1, "unknown-key"),
        (&wrong, &["check"], 1, "unknown-key"),
        (&empty, &["build"], 2, "--root DIR"),
        (&small, &["build", "--root", "nowhere"], 2, "--root DIR"),
        (&small, &["build", "--edition", "teacher"], 2, "instructor"),
        (&small, &["build", "--base-url", "example"], 2, "https://"),
        (&small, &["check", "--format", "xml"], 2, "sarif"),
        (&small, &["biuld"], 2, "build"),
        (&small, &[], 2, "Usage"),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, code, "{arguments:?}: {run:?}");
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn warnings_do_not_stop_a_build() {
    let case = Folder::small();
    case.write("content/readme.md", b"Not content.\n");
    let run = case.run(&["build"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.err.contains("unknown-file") && run.out.contains("1 warning"),
        "{run:?}"
    );
}

#[test]
fn findings_for_programs_stand_on_standard_output() {
    let case = Folder::small();
    case.write(
        "content/notes/a.md",
        "---\ntitle: A\n---\n\nÜber \"so it was for everyone\" [@s].\n".as_bytes(),
    );
    let run = case.run(&["check", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let found: Value = serde_json::from_str(&run.out).expect("JSON");
    let finding = found.get(0).expect("a finding");
    let keys: Vec<_> = finding
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    let expected = [
        "column",
        "end_column",
        "end_line",
        "file",
        "help",
        "line",
        "message",
        "related",
        "rule",
        "severity",
    ];
    let mut sorted = keys.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    for (key, value) in [
        ("rule", json!("quote-near-miss")),
        ("severity", json!("error")),
        ("file", json!("content/notes/a.md")),
        ("line", json!(5)),
        ("column", json!(6)),
        ("end_line", json!(5)),
        ("end_column", json!(30)),
    ] {
        assert_eq!(finding[key], value, "{key}");
    }
    let related = &finding["related"][0];
    assert_eq!(
        (&related["file"], &related["line"], &related["column"]),
        (&json!("seeds/s.txt"), &json!(1), &json!(18))
    );
    assert!(related["message"].is_string());

    let sarif: Value =
        serde_json::from_str(&case.run(&["check", "--format", "sarif"]).out).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(
        (&result["ruleId"], &result["level"]),
        (&json!("quote-near-miss"), &json!("error"))
    );
    let region = &result["locations"][0]["physicalLocation"];
    assert_eq!(region["artifactLocation"]["uri"], "content/notes/a.md");
    assert_eq!(
        (
            &region["region"]["startLine"],
            &region["region"]["startColumn"]
        ),
        (&json!(5), &json!(6))
    );

    let github = case.run(&["check", "--format", "github"]).out;
    assert!(
        github.starts_with("::error file=content/notes/a.md,line=5,"),
        "{github}"
    );
    assert_eq!(
        case.run(&["check", "--format", "human"])
            .out
            .lines()
            .count(),
        1
    );

    let fine = Folder::small();
    assert_eq!(fine.run(&["check", "--format", "json"]).out.trim(), "[]");
    assert_eq!(fine.run(&["check", "--format", "github"]).out, "");
}

#[test]
fn people_see_the_line_the_words_and_what_to_do() {
    let case = Folder::small();
    case.write(
        "content/notes/a.md",
        b"---\ntitle: A\n---\n\nIt says \"so it was for everyone\" [@s].\n",
    );
    let run = case.run(&["check"]);
    for words in [
        "quote-near-miss",
        "content/notes/a.md:5:9",
        "It says \"so it was for everyone\" [@s].",
        "[-was-]",
        "{+is+}",
        "seeds/s.txt",
    ] {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
    assert!(
        !run.err.contains('\u{1b}'),
        "no colours where no terminal is"
    );
    let coloured = case.run(&["check", "--color", "always"]);
    assert!(coloured.err.contains('\u{1b}'));
    let plain = run_with(
        case.path(),
        &["check"],
        &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")],
    );
    assert!(!plain.err.contains('\u{1b}'));
}

#[test]
fn quiet_says_only_what_is_wrong() {
    let case = Folder::small();
    for arguments in [["build", "--quiet"], ["check", "-q"], ["clean", "-q"]] {
        let run = case.run(&arguments);
        assert_eq!(
            (run.code, run.out.as_str(), run.err.as_str()),
            (0, "", ""),
            "{arguments:?}"
        );
    }
    case.write("content/notes/b.md", b"no front matter");
    assert!(
        case.run(&["build", "-q"])
            .err
            .contains("missing-front-matter")
    );
}

#[test]
fn help_teaches() {
    let case = Folder::new(&[]);
    let help = case.run(&["--help"]);
    assert_eq!(help.code, 0);
    for words in [
        "build",
        "check",
        "clean",
        "--root",
        "--output",
        "--base-url",
        "--edition",
        "--drafts",
        "--quiet",
        "NO_COLOR",
        "Exit codes",
        "instructor",
        "content/",
        "seeds/",
    ] {
        assert!(help.out.contains(words), "{words}");
    }
    let check = case.run(&["check", "--help"]).out;
    for format in ["human", "json", "sarif", "github"] {
        assert!(check.contains(format), "{format}");
    }
    assert!(case.run(&["--version"]).out.starts_with("casebook "));
}

#[test]
fn editions_and_drafts_are_chosen_on_the_command_line() {
    let case = Folder::small();
    case.write(
        "content/notes/key.md",
        b"---\ntitle: Key\naudience: instructor\n---\n",
    );
    case.write(
        "content/notes/new.md",
        b"---\ntitle: New\ndraft: true\n---\n",
    );
    case.write(
        "content/notes/later.md",
        b"---\ntitle: Later\npart: B\n---\n",
    );
    let built = |arguments: &[&str]| {
        assert_eq!(case.run(arguments).code, 0, "{arguments:?}");
        ["key", "new", "later"].map(|id| case.at(&format!("public/notes/{id}.html")).exists())
    };
    assert_eq!(
        built(&["build", "--edition", "instructor"]),
        [true, false, true]
    );
    assert_eq!(built(&["build", "--drafts"]), [false, true, true]);
    assert_eq!(built(&["build", "--through", "A"]), [false, false, false]);
    assert_eq!(built(&["build", "--through", "b"]), [false, false, true]);
    assert_eq!(
        built(&["build"]),
        [false, false, true],
        "what an edition does not hold is removed"
    );
    assert_eq!(case.run(&["build", "--through", "AB"]).code, 2);
}

#[test]
fn base_url_of_the_command_line_takes_the_place_of_the_cases() {
    let case = Folder::small();
    case.write(
        "content/case.md",
        b"---\ntitle: A\ndate: 2026-01-12\nbase_url: https://one.example/\n---\n",
    );
    assert_eq!(
        case.run(&["build", "--base-url", "https://two.example/x"])
            .code,
        0
    );
    let map = fs::read_to_string(case.at("public/sitemap.xml")).expect("a sitemap");
    assert!(map.contains("https://two.example/x/notes/a.html") && !map.contains("one.example"));
}
