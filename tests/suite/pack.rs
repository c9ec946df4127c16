//! `casebook pack`: what is in a pack, where it may be written, and what a cartridge's manifest says of it.

mod cartridge;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};

use zip::{DateTime, ZipArchive};

use crate::program::{Folder, Run, files};

/// The files of an archive, in its order.
fn unpacked(bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("bytes as packed");
        let name = file.name().expect("a name in UTF-8").into_owned();
        files.push((name, bytes));
    }
    files
}

fn fine(run: &Run) {
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
}

#[test]
fn a_pack_is_the_site_that_a_build_writes() {
    let case = Folder::small();
    case.write(
        "content/profiles/米粉.md",
        "---\ntitle: 米粉\nkind: group\n---\n".as_bytes(),
    );
    fine(&case.run(&["build"]));
    let run = case.run(&["pack"]);
    fine(&run);
    let packed = fs::read(case.at("a-small-case.zip")).expect("a pack under the case's name");
    for words in ["1 note", "→ a-small-case.zip, ", " kB", " files, "] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    let found = unpacked(packed.clone());
    let names: Vec<&String> = found.iter().map(|(name, _)| name).collect();
    assert!(
        names.is_sorted() && names.contains(&&"index.html".to_owned()),
        "{names:?}"
    );
    let mut site = files(&case.at("public"));
    assert!(
        site.remove(".casebook-manifest.json").is_some(),
        "the folder's own"
    );
    assert_eq!(found.into_iter().collect::<BTreeMap<_, _>>(), site);
    let mut archive = ZipArchive::new(Cursor::new(&packed)).expect("a zip");
    for at in 0..archive.len() {
        let file = archive.by_index(at).expect("a file");
        let name = file.name().expect("a name in UTF-8");
        assert_eq!(file.last_modified(), Some(DateTime::DEFAULT));
        assert_eq!(file.unix_mode(), Some(0o100_644), "{name}");
        // Bit 11 of the flags, seven bytes into the header, says that a name is UTF-8 (APPNOTE, 4.4.4).
        let header = usize::try_from(file.header_start()).expect("a place");
        let is_flagged = packed[header + 7] & 0b1000 != 0;
        assert_eq!(is_flagged, !name.is_ascii(), "{name}");
    }
}

#[test]
fn the_same_case_gives_the_same_bytes_and_leaves_its_pack_alone() {
    let (one, other) = (Folder::small(), Folder::small());
    for arguments in [&["pack"][..], &["pack", "--cartridge"]] {
        fine(&one.run(arguments));
        fine(&other.run(arguments));
        let name = format!(
            "a-small-case.{}",
            if arguments.len() == 1 { "zip" } else { "imscc" }
        );
        let bytes = |case: &Folder| fs::read(case.at(&name)).expect("a pack");
        assert_eq!(bytes(&one), bytes(&other));
        let written = fs::metadata(one.at(&name)).and_then(|file| file.modified());
        let run = one.run(arguments);
        assert!(run.out.ends_with("unchanged\n"), "{}", run.out);
        let now = fs::metadata(one.at(&name)).and_then(|file| file.modified());
        assert_eq!(written.expect("a time"), now.expect("a time"));
    }
}

#[test]
fn each_edition_has_a_pack_of_its_own() {
    let case = Folder::small();
    case.write(
        "content/notes/t.md",
        b"---\ntitle: Teaching\naudience: instructor\npart: B\n---\n\nFor teachers.\n",
    );
    for (arguments, name, is_in) in [
        (&["pack"][..], "a-small-case.zip", false),
        (
            &["pack", "--edition", "student"],
            "a-small-case-student.zip",
            false,
        ),
        (
            &["pack", "--edition", "instructor"],
            "a-small-case-instructor.zip",
            true,
        ),
        (
            &["pack", "--edition", "instructor", "--through", "A"],
            "a-small-case-instructor-through-a.zip",
            false,
        ),
        (&["pack", "--drafts"], "a-small-case-drafts.zip", false),
    ] {
        fine(&case.run(arguments));
        let packed = fs::read(case.at(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let names = unpacked(packed).into_iter().map(|(name, _)| name);
        let has = names.into_iter().any(|name| name == "notes/t.html");
        assert_eq!(has, is_in, "{name}");
    }
}

#[test]
fn an_error_leaves_the_last_pack_as_it_was() {
    let case = Folder::small();
    fine(&case.run(&["pack"]));
    let before = fs::read(case.at("a-small-case.zip")).expect("a pack");
    case.write(
        "content/notes/a.md",
        b"---\ntitle: A note\n---\n\nIt says \"so it was for everyone\" [@s].\n",
    );
    let run = case.run(&["pack"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
    assert!(run.err.contains("quote-near-miss"), "{}", run.err);
    assert!(
        run.err
            .ends_with("1 error, no warnings: nothing was packed\n"),
        "{}",
        run.err
    );
    assert_eq!(
        fs::read(case.at("a-small-case.zip")).expect("a pack"),
        before
    );
}

#[test]
fn a_pack_takes_no_place_that_is_anothers() {
    let case = Folder::small();
    fine(&case.run(&["build"]));
    case.write("thesis.zip", b"PK\x03\x04 someone's work");
    fs::create_dir(case.at("packs")).expect("a folder");
    let inputs = files(&case.at("content"));
    for (output, code, words) in [
        ("thesis.zip", 2, "--force"),
        ("content/a.zip", 2, "`content` is there"),
        ("seeds/a.zip", 2, "`seeds` is there"),
        ("themes/a.zip", 2, "`themes` is there"),
        (".git/a.zip", 2, "belongs to git"),
        ("public/a.zip", 2, "published in that folder"),
        ("public", 2, "published in that folder"),
        ("packs", 0, ""),
        ("new/folder/a.zip", 0, ""),
    ] {
        let run = case.run(&["pack", "--output", output]);
        assert_eq!(run.code, code, "{output}: {run:?}");
        assert!(run.err.contains(words), "{output}: {}", run.err);
    }
    assert!(case.at("packs/a-small-case.zip").is_file());
    assert!(case.at("new/folder/a.zip").is_file());
    assert_eq!(
        files(&case.at("content")),
        inputs,
        "what is read is not written"
    );
    assert_eq!(
        fs::read(case.at("thesis.zip")).expect("a file"),
        b"PK\x03\x04 someone's work"
    );
    assert!(!case.at("public/a.zip").exists());
    for output in ["thesis.zip", "public/a.zip"] {
        fine(&case.run(&["pack", "--force", "--output", output]));
        unpacked(fs::read(case.at(output)).expect("a pack"));
    }
    let left: Vec<String> = files(case.path())
        .into_keys()
        .filter(|name| name.ends_with(".tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
