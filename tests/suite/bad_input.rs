//! Bad input of every kind: one clear finding with its place, no panic, within seconds.

use std::time::{Duration, Instant};

use crate::program::{Folder, Run, SMALL};

/// Checks the small case with more files; the program must end soon, and must not have met a fault of its own.
fn check(files: &[(&str, &[u8])]) -> Run {
    let case = Folder::new(&SMALL);
    for (path, bytes) in files {
        case.write(path, bytes);
    }
    let begun = Instant::now();
    let run = case.run(&["check", "--format", "json"]);
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });
    assert!(
        begun.elapsed() < limit,
        "{:?} for {:?}",
        begun.elapsed(),
        files.first().map(|(path, _)| path)
    );
    assert!(!run.err.contains("fault of its own"), "{}", run.err);
    run
}

fn rules(run: &Run) -> Vec<String> {
    let found: Vec<serde_json::Value> = serde_json::from_str(&run.out).expect("JSON");
    let rule = |finding: &serde_json::Value| {
        format!(
            "{} {}",
            finding["rule"].as_str().unwrap_or_default(),
            finding["file"].as_str().unwrap_or_default()
        )
    };
    found.iter().map(rule).collect()
}

fn note(front_matter: &str, body: &str) -> Vec<u8> {
    format!("---\n{front_matter}---\n{body}").into_bytes()
}

#[test]
fn yaml_that_multiplies_itself() {
    let mut bomb = "title: A\nextra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let alias = format!("*a{}", level - 1);
        bomb += &format!("  a{level}: &a{level} [{}]\n", vec![alias; 10].join(", "));
    }
    let run = check(&[("content/notes/b.md", &note(&bomb, ""))]);
    assert_eq!(
        (run.code, rules(&run)),
        (1, vec!["bad-yaml content/notes/b.md".to_owned()])
    );
}

#[test]
fn hundredfold_nesting() {
    let yaml = format!(
        "title: A\nextra: {}{}\n",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    let cases: [(Vec<u8>, &str); 6] = [
        (note(&yaml, ""), "bad-yaml"),
        (
            note("title: A\n", &format!("{} deep", ">".repeat(500))),
            "too-deep",
        ),
        (
            note(
                "title: A\n",
                &(0..300)
                    .map(|level| format!("{}- x\n", "  ".repeat(level)))
                    .collect::<String>(),
            ),
            "too-deep",
        ),
        (note("title: A\n", &"[".repeat(50_000)), ""),
        (
            note(
                "title: A\n",
                &format!("{}x{}", "*".repeat(20_000), "*".repeat(20_000)),
            ),
            "",
        ),
        (
            note("title: A\n", &"::: instructor\n\nx\n\n".repeat(500)),
            "bad-passage",
        ),
    ];
    for (bytes, rule) in cases {
        let run = check(&[("content/notes/b.md", &bytes)]);
        let found = rules(&run);
        let named = found.iter().any(|found| found.starts_with(rule));
        assert!(
            rule.is_empty() || (run.code == 1 && named),
            "{rule}: {found:?}"
        );
    }
}

#[test]
fn long_lines_and_many_marks() {
    let words = "so it is and more of it ".repeat(45_000);
    let quotes = "\"so it is\" [@s] ".repeat(5_000);
    let open = "\"so “it 「is ".repeat(30_000);
    let gaps = format!("\"so {} is\" [@s]", "… ".repeat(20_000));
    let long = format!("\"{words}\" [@s]");
    let links = "[[a]] ".repeat(20_000);
    for body in [&words, &quotes, &open, &gaps, &long, &links] {
        let run = check(&[("content/notes/b.md", &note("title: A\n", body))]);
        assert!(run.code <= 1, "{run:?}");
    }
    let line = format!("The article says so it is for everyone. {words}");
    let run = check(&[
        ("seeds/s.txt", line.as_bytes()),
        (
            "content/profiles/p.md",
            &note("title: it\nkind: person\n", ""),
        ),
    ]);
    assert_eq!(run.code, 0, "{}", run.out);
    let pipes = "| a | b |\n".repeat(20_000) + "The article says so it is for everyone.";
    assert_eq!(check(&[("seeds/s.txt", pipes.as_bytes())]).code, 0);
    let blank = "\n".repeat(1_000_000) + "The article says so it is for everyone.";
    assert_eq!(check(&[("seeds/s.txt", blank.as_bytes())]).code, 0);
}

#[test]
fn files_that_are_no_text() {
    let noise: Vec<u8> = (0..100_000_u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    for (path, bytes, rule) in [
        (
            "content/notes/b.md",
            noise.as_slice(),
            "not-utf-8 content/notes/b.md",
        ),
        ("seeds/s.txt", noise.as_slice(), "not-utf-8 seeds/s.txt"),
        (
            "content/notes/b.md",
            b"---\ntitle: A\0\n---\n",
            "control-character content/notes/b.md",
        ),
        (
            "content/notes/b.md",
            b"",
            "missing-front-matter content/notes/b.md",
        ),
        (
            "content/notes/b.md",
            b"---",
            "missing-front-matter content/notes/b.md",
        ),
        (
            "content/notes/b.md",
            b"\xef\xbb\xbf",
            "missing-front-matter content/notes/b.md",
        ),
    ] {
        let run = check(&[(path, bytes)]);
        assert_eq!((run.code, rules(&run)), (1, vec![rule.to_owned()]));
    }
    assert!(
        check(&[("seeds/s.txt", b"")]).code == 1,
        "an empty article lacks what is quoted"
    );
}

#[test]
fn everything_wrong_at_once_is_told_at_once() {
    let run = check(&[
        ("content/notes/b.md", b"---\ntitle: [\n---\n"),
        (
            "content/notes/c.md",
            b"---\ntitle: C\noder: 1\n---\n[[nobody]] [x](gone.md) \"no such words at all\" [@s]\n",
        ),
        (
            "content/events/d.md",
            b"---\ntitle: D\ndate: 2026-02-31\n---\n",
        ),
        ("content/profiles/e.md", b"\xff"),
        (
            "content/sources/f.md",
            b"---\ntitle: F\nfile: gone.txt\n---\n",
        ),
    ]);
    let expected = [
        "bad-date content/events/d.md",
        "bad-yaml content/notes/b.md",
        "unknown-key content/notes/c.md",
        "unknown-id content/notes/c.md",
        "broken-link content/notes/c.md",
        "quote-not-found content/notes/c.md",
        "not-utf-8 content/profiles/e.md",
        "missing-file content/sources/f.md",
    ];
    assert_eq!(
        (run.code, rules(&run)),
        (1, expected.map(str::to_owned).to_vec())
    );
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_root_or_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let secret = Folder::new(&[("secret.txt", "the secret words of another folder")]);
    let case = Folder::new(&SMALL);
    symlink(secret.at("secret.txt"), case.at("seeds/t.txt")).expect("a link");
    symlink("nowhere.txt", case.at("seeds/u.txt")).expect("a link");
    symlink(case.at("content"), case.at("content/notes/loop")).expect("a link");
    let run = case.run(&["check", "--format", "json"]);
    let found = rules(&run);
    assert_eq!(run.code, 1);
    for expected in ["outside-root seeds/t.txt", "unreadable-file seeds/u.txt"] {
        assert!(
            found.iter().any(|found| found == expected),
            "{expected}: {found:?}"
        );
    }
    assert!(!run.out.contains("secret words"));
}

/// Every prefix and many mutations of real files are read without a panic.
#[test]
fn broken_files_of_the_demo() {
    let text = include_bytes!("../../content/notes/the-deal.md");
    let mut number = 1_u32;
    let files: Vec<(String, Vec<u8>)> = (0..200)
        .map(|at| {
            let mut bytes = text[..text.len() * at / 200].to_vec();
            for _ in 0..at % 7 {
                number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let place = number as usize % bytes.len().max(1);
                let sign = b"\"[]{}:@`*_>-|\\\n"[number as usize / 7 % 15];
                bytes.splice(place.min(bytes.len())..place.min(bytes.len()), [sign]);
            }
            (format!("content/notes/n{at}.md"), bytes)
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        .collect();
    assert_eq!(check(&files).code, 1);
}
