//! `casebook theme`: what it lists, and that copying a file overwrites none.

use std::fs;

use crate::program::{Folder, Run};

/// A case with a theme of its own over the built-in one.
fn case() -> Folder {
    Folder::new(&[
        ("content/case.md", "---\ntitle: A case\ntheme: mine\n---\n"),
        ("themes/mine/theme.yaml", "name: Mine\nextends: folio\n"),
        ("themes/mine/assets/tokens.css", ":root { --ink: navy; }\n"),
        ("themes/mine/i18n/en.yaml", "nav: {notes: Chapters}\n"),
        (
            "themes/folio/templates/404.html",
            "<!doctype html>\n<title>Gone</title>\n",
        ),
    ])
}

/// What the list says of a path.
fn from<'a>(run: &'a Run, path: &str) -> &'a str {
    let line = |line: &'a str| line.trim().strip_prefix(path)?.strip_prefix(' ');
    let found = run.out.lines().find_map(line).map(str::trim);
    found.unwrap_or_else(|| panic!("no {path} in\n{}", run.out))
}

#[test]
fn the_list_says_which_file_wins_and_where_from() {
    let case = case();
    let run = case.run(&["theme"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("Theme mine, over folio\n\nTemplates\n"));
    for (path, expected) in [
        ("templates/note.html", "folio, built in"),
        ("templates/404.html", "themes/folio, over the built-in one"),
        ("templates/components/timeline.html", "folio, built in"),
        ("i18n/en.yaml", "themes/mine, and then folio"),
        ("assets/tokens.css", "themes/mine, over folio"),
        ("assets/favicon.svg", "folio, built in"),
    ] {
        assert_eq!(from(&run, path), expected, "{path}");
    }
    assert!(from(&run, "assets/site.css").starts_with("a bundle of "));
    // A part stands under its bundle, and nowhere else.
    assert_eq!(run.out.matches("assets/tokens.css").count(), 1);
    let run = case.run(&["theme", "plain"]);
    assert_eq!(from(&run, "i18n/de.yaml"), "folio, built in");
}

#[test]
fn programs_get_the_same_as_json() {
    let run = case().run(&["theme", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(listed["theme"], "mine");
    assert_eq!(listed["over"], serde_json::json!(["folio"]));
    let files = listed["files"].as_array().expect("a list");
    let of = |path: &str| {
        let found = files.iter().find(|file| file["path"] == path);
        found.unwrap_or_else(|| panic!("no {path}"))
    };
    let tokens = of("assets/tokens.css");
    assert_eq!(tokens["file"], "themes/mine/assets/tokens.css");
    assert_eq!(
        tokens["over"],
        serde_json::json!(["themes/folio/assets/tokens.css"])
    );
    assert_eq!(of("templates/note.html")["built_in"], true);
    let parts = of("assets/site.css")["parts"].as_array().expect("parts");
    assert_eq!(parts[0], "assets/tokens.css");
}

#[test]
fn a_copy_wins_and_overwrites_nothing() {
    let case = case();
    let run = case.run(&["theme", "--copy", "templates/note.html"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (
            0,
            "Copied templates/note.html from folio to themes/mine/templates/note.html\n"
        )
    );
    let run = case.run(&["theme"]);
    assert_eq!(from(&run, "templates/note.html"), "themes/mine, over folio");
    for (path, expected) in [
        (
            "templates/note.html",
            "error: themes/mine/templates/note.html is there already\n",
        ),
        (
            "templates/nota.html",
            "error: the theme `mine` has no `templates/nota.html`; did you mean `templates/note.html`?\n",
        ),
        (
            "../../content/case.md",
            "error: the theme `mine` has no `../../content/case.md`; `casebook theme` lists what there is\n",
        ),
    ] {
        let run = case.run(&["theme", "--copy", path]);
        assert_eq!((run.code, run.err.as_str()), (2, expected));
    }
    let run = case.run(&["theme", "--copy", "assets/site.css"]);
    assert!(
        run.err
            .contains("is a bundle; copy what it is made of: assets/tokens.css, ")
    );
    assert_eq!(case.run(&["build"]).code, 0);
}

#[test]
fn a_file_of_the_built_in_theme_is_copied_into_a_folder_of_its_name() {
    let case = Folder::small();
    let run = case.run(&["theme", "--copy", "assets/tokens.css", "--quiet"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    let own = fs::read(case.at("themes/folio/assets/tokens.css")).expect("a copy");
    let original = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/themes/folio/assets/tokens.css"
    );
    assert_eq!(own, fs::read(original).expect("the original"));
}

#[cfg(unix)]
#[test]
fn nothing_is_copied_through_a_link_that_leads_out_of_the_case() {
    let (case, other) = (Folder::small(), Folder::small());
    std::os::unix::fs::symlink(other.path(), case.at("themes")).expect("a link");
    let run = case.run(&["theme", "--copy", "assets/tokens.css"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("leads out of the case"), "{}", run.err);
    assert!(!other.at("folio").exists());
}

#[test]
fn a_theme_that_is_not_there_is_the_callers_slip_or_the_contents() {
    let case = case();
    let run = case.run(&["theme", "foilo"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            2,
            "error: there is no theme `foilo`; did you mean `folio`?\n"
        )
    );
    case.write("themes/mine/theme.yaml", b"name: Mine\nextends: foilo\n");
    let run = case.run(&["theme"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("assets/tokens.css"), "{}", run.out);
    assert!(run.err.contains("did you mean `folio`?"), "{}", run.err);
    case.write("content/case.md", b"---\ntitle: A case\ntheme: none\n---\n");
    assert_eq!(case.run(&["theme"]).code, 1);
}
