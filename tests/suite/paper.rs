//! Handouts as PDF: read by tools that others wrote (poppler, qpdf), and held to what their sheets say.
#![cfg(feature = "pdf")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use casebook::case::Edition;
use casebook::site::Site;

use crate::demo::site;
use crate::program::{Folder, SMALL};
use crate::tools;

/// What a program prints about a file; it has to accept it.
fn said(program: &str, arguments: &[&str], file: &Path) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(program)
        .args(arguments)
        .arg(file)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let err = String::from_utf8_lossy(&stderr).into_owned();
    assert!(status.success(), "{program} {}: {err}", file.display());
    String::from_utf8_lossy(&stdout).into_owned()
}

/// The text of a PDF, white space folded, words that a line's end parts made whole.
fn text(file: &Path) -> String {
    let output = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(file)
        .arg("-")
        .output()
        .expect("pdftotext runs");
    let text = String::from_utf8_lossy(&output.stdout).replace("-\n", "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line of what `pdfinfo` prints.
fn info<'a>(lines: &'a str, name: &str) -> &'a str {
    let mut found = lines.lines().filter_map(|line| line.strip_prefix(name));
    found
        .next()
        .unwrap_or_default()
        .trim_start_matches(':')
        .trim()
}

fn pdfs(site: &Site) -> Vec<&str> {
    let paths = site.files.keys().map(String::as_str);
    paths.filter(|path| path.ends_with(".pdf")).collect()
}

#[test]
fn every_handout_of_the_demo_is_a_pdf_that_others_can_read() {
    let Some(_) = tools::program(&["pdfinfo"]) else {
        return tools::skip("pdfinfo");
    };
    for edition in [Edition::Student, Edition::Instructor] {
        let site = site(edition);
        let folder = tools::write(site);
        let names = pdfs(site);
        let pages = site
            .files
            .keys()
            .filter(|path| path.starts_with("handouts/") && path.ends_with(".html"));
        assert_eq!(names.len(), pages.count(), "a PDF for each page");
        for name in names {
            let file = folder.path().join(name);
            let facts = said("pdfinfo", &[], &file);
            assert_eq!(info(&facts, "Tagged"), "yes", "{name}");
            assert!(
                info(&facts, "Title").contains("The critic and the brand"),
                "{name}: {facts}"
            );
            assert_eq!(info(&facts, "Creator"), "Casebook", "{name}");
            assert_eq!(
                info(&facts, "CreationDate"),
                "",
                "{name} has a clock's time"
            );
            assert!(
                info(&facts, "Page size").ends_with("(A4)"),
                "{name}: {facts}"
            );
            let structure = said("pdfinfo", &["-struct-text"], &file);
            assert!(structure.contains("H1"), "{name} has no tagged heading");
            let fonts = said("pdffonts", &[], &file);
            for line in fonts.lines().skip(2) {
                let yes = line.split_whitespace().rev().skip(2).take(3);
                assert!(
                    yes.into_iter().all(|word| word == "yes"),
                    "{name} has a font that is not embedded: {line}"
                );
            }
            if tools::program(&["qpdf"]).is_some() {
                said("qpdf", &["--check"], &file);
            }
        }
    }
}

#[test]
fn a_pdf_has_the_words_of_its_page() {
    if tools::program(&["pdftotext"]).is_none() {
        return tools::skip("pdftotext");
    }
    let folder = tools::write(site(Edition::Student));
    let words = text(&folder.path().join("handouts/in-class.pdf"));
    for wanted in [
        "agree on what you may say that it did.",
        "name the source when you state a fact",
        "Was there a deal between Xiaomi and Zong Ning?",
        "publicly terminated a potential partnership",
        "Student edition",
        "1 of ",
    ] {
        assert!(words.contains(wanted), "“{wanted}” is not in: {words}");
    }
    assert!(!words.contains("Model answer"), "{words}");
}

const HANDOUT: &str = "---\ntitle: On paper\naudience: everyone\ncontents: [body]\n---\n\n";

/// A small case with one handout of this body.
fn with_handout(body: &str) -> Folder {
    let folder = Folder::new(&SMALL);
    folder.write(
        "content/handouts/h.md",
        format!("{HANDOUT}{body}\n").as_bytes(),
    );
    folder
}

#[test]
fn the_command_typesets_what_is_named_and_nothing_else() {
    let folder = with_handout("Some words.");
    folder.write(
        "content/handouts/other.md",
        format!("{HANDOUT}More words.\n").as_bytes(),
    );
    let run = folder.run(&["handout", "h", "--paper", "letter"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("Typeset h.pdf, "), "{}", run.out);
    assert!(
        folder.at("h.pdf").is_file()
            && !folder.at("other.pdf").exists()
            && !folder.at("public").exists()
    );
    if tools::program(&["pdfinfo"]).is_some() {
        let facts = said("pdfinfo", &[], &folder.at("h.pdf"));
        assert!(info(&facts, "Page size").ends_with("(letter)"), "{facts}");
    }
    let run = folder.run(&["handout", "h", "--paper", "letter"]);
    assert!(run.out.ends_with(", unchanged\n"), "{}", run.out);
    let run = folder.run(&["handout", "--edition", "student", "--output", "paper"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        folder.at("paper/h-student.pdf").is_file()
            && folder.at("paper/other-student.pdf").is_file()
    );
}

#[test]
fn the_command_says_which_handouts_there_are_and_replaces_no_strangers_file() {
    let folder = with_handout("Some words.");
    folder.write(
        "content/handouts/secret.md",
        format!("{}A secret.\n", HANDOUT.replace("everyone", "instructor")).as_bytes(),
    );
    let other = format!("{HANDOUT}More words.\n");
    folder.write("content/handouts/in-class.md", other.as_bytes());
    let run = folder.run(&["handout", "in-clas"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .contains("the public edition has no handout `in-clas`: did you mean `in-class`?"),
        "{}",
        run.err
    );
    let run = folder.run(&["handout", "secret"]);
    assert!(run.err.contains("--edition instructor"), "{}", run.err);
    folder.write("h.pdf", b"my own notes");
    let run = folder.run(&["handout", "h"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("Casebook didn't write this file"),
        "{}",
        run.err
    );
    assert_eq!(
        fs::read(folder.at("h.pdf")).expect("the file"),
        b"my own notes"
    );
}

#[test]
fn an_unchanged_handout_is_not_typeset_again() {
    let folder = with_handout("Some words.");
    assert_eq!(folder.run(&["build"]).code, 0);
    let pdf = folder.at("public/handouts/h.pdf");
    let made = fs::read(&pdf).expect("a PDF");
    // What lies there is taken as it is if it is what the manifest says: another file with a fitting stamp shows it.
    let stamp = |bytes: &[u8]| casebook::site::Stamp::new(String::new(), bytes).sha256;
    let forged = [&made[..], b"\n% taken as it is"].concat();
    let manifest = folder.at("public/.casebook-manifest.json");
    let listed = fs::read_to_string(&manifest).expect("a manifest");
    fs::write(&pdf, &forged).expect("a file");
    fs::write(&manifest, listed.replace(&stamp(&made), &stamp(&forged))).expect("a file");
    assert_eq!(folder.run(&["build"]).code, 0);
    assert!(
        fs::read(&pdf).expect("a PDF") == forged,
        "it was typeset again"
    );
    // Without a fitting stamp it is made anew, and so it is when its words change.
    fs::write(&pdf, &made[..100]).expect("a file");
    assert_eq!(folder.run(&["build"]).code, 0);
    assert!(
        fs::read(&pdf).expect("a PDF") == made,
        "what was changed by others was kept"
    );
    folder.write(
        "content/handouts/h.md",
        format!("{HANDOUT}Other words.\n").as_bytes(),
    );
    assert_eq!(folder.run(&["build"]).code, 0);
    assert!(
        fs::read(&pdf).expect("a PDF") != made,
        "the old words were kept"
    );
}

#[test]
fn paper_bears_what_authors_bring() {
    let long = "An overlong line of a handout that goes on. ".repeat(40);
    let url = format!("https://example.org/{}", "very-long-path/".repeat(13));
    let columns = "| a wide cell ".repeat(16);
    let rule = "| --- ".repeat(16);
    let bodies = [
        ("forty pages", format!("{long}\n\n").repeat(130)),
        ("a wide table", format!("{columns}|\n{rule}|\n{columns}|")),
        ("a long address", format!("<{url}> and {url}")),
        ("right to left", "هذا نص عربي مع English في داخله.".to_owned()),
        ("what Markdown has", "# A\n\n## B\n\n- [ ] one\n- [x] two\n\n1. a\n   - b\n\n> [!NOTE]\n> mind\n\nx[^1] $a^2$ `code` **b** *i* ~~s~~\n\n[^1]: a note\n\n```rust\nfn main() {}\n```\n\n---\n\nterm\n: meaning\n\n<b>raw</b> &amp; more".to_owned()),
        ("what Typst reads as markup", "#let x = 1 \\ $ @x #panic(\"no\") = not a heading _x_ `".to_owned()),
        ("lists in lists", (0..15).map(|depth| format!("{}- level {depth}\n", "  ".repeat(depth))).collect()),
        ("quotes in quotes", (1..20).map(|depth| format!("{} level {depth}\n", ">".repeat(depth))).collect()),
        ("a word of 300 characters", "x".repeat(300)),
    ];
    for (what, body) in bodies {
        let folder = with_handout(&body);
        let run = folder.run(&["handout", "h"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{what}");
        if tools::program(&["pdfinfo"]).is_none() {
            continue;
        }
        let pages: usize = info(&said("pdfinfo", &[], &folder.at("h.pdf")), "Pages")
            .parse()
            .expect("a number");
        match what {
            "forty pages" => assert!((40..120).contains(&pages), "{pages} pages"),
            _ => assert_eq!(pages, 1, "{what}"),
        }
        if what == "what Typst reads as markup" {
            assert!(
                text(&folder.at("h.pdf")).contains("#panic("),
                "{}",
                text(&folder.at("h.pdf"))
            );
        }
    }
}

#[test]
fn pictures_that_paper_cannot_show_are_told_and_their_words_stay() {
    let folder =
        with_handout("![A broken picture](broken.png)\n\n![A huge picture](huge.png \"Huge\")");
    folder.write("content/handouts/broken.png", b"\x89PNG\r\n\x1a\nno more");
    // The head of a PNG alone (ISO/IEC 15948, 11.2.2) that says to be 40,000 pixels high and wide.
    let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    huge.extend([40_000_u32.to_be_bytes(), 40_000_u32.to_be_bytes()].concat());
    huge.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    folder.write("content/handouts/huge.png", &huge);
    let run = folder.run(&["handout"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for wanted in [
        "can’t show the picture `broken.png`: it can't be read",
        "`huge.png`: it has 40000 × 40000 pixels",
    ] {
        assert!(run.err.contains(wanted), "{}", run.err);
    }
    if tools::program(&["pdftotext"]).is_some() {
        let words = text(&folder.at("h.pdf"));
        assert!(
            words.contains("A broken picture") && words.contains("A huge picture"),
            "{words}"
        );
    }
}

#[test]
fn a_theme_has_its_own_layout_file_by_file_and_its_slips_have_a_place() {
    let folder = with_handout("Some words.");
    folder.write(
        "content/case.md",
        b"---\ntitle: A small case\ntheme: mine\n---\n\nRead [the note](notes/a.md).\n",
    );
    folder.write("themes/mine/theme.yaml", b"name: mine\nextends: folio\n");
    let masthead =
        "#import \"setting.typ\": *\n#let masthead() = [= #sheet.title\nSet by another hand.]\n";
    folder.write("themes/mine/handout/masthead.typ", masthead.as_bytes());
    let run = folder.run(&["handout"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    if tools::program(&["pdftotext"]).is_some() {
        let words = text(&folder.at("h.pdf"));
        assert!(
            words.contains("Set by another hand.") && words.contains("Some words."),
            "{words}"
        );
    }
    let slip = masthead.replace("sheet.title", "sheet.titel");
    folder.write("themes/mine/handout/masthead.typ", slip.as_bytes());
    let run = folder.run(&["handout"]);
    assert_eq!(run.code, 1);
    for wanted in [
        "dictionary does not contain key \"titel\"",
        "themes/mine/handout/masthead.typ:2:29",
    ] {
        assert!(run.err.contains(wanted), "{}", run.err);
    }
}
