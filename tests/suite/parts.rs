//! A case taught in parts: the site up to a part is, byte for byte, the site of a case that never had the later ones.

use std::collections::{BTreeMap, BTreeSet};

use casebook::case::Edition;
use casebook::input::Settings;
use casebook::progress::Silence;
use casebook::site::Site;

use crate::cases::{inputs, repository};
use crate::expect::findings;
use crate::large;

/// The texts of a case by path.
type Files = BTreeMap<String, String>;

/// A case in which every kind has a record of part B, and records of part A that name those in every list which may. What stands between ⟦ and ⟧ is not there in the case
/// that never had a part B.
const WHOLE: &[(&str, &str)] = &[
    (
        "content/case.md",
        "---\ntitle: The whole case\nbase_url: https://example.edu/case/\ndate: 2026-01-12\n---\n\nWelcome to [[ann]] and [[early]].\n\n```{timeline}\n```\n",
    ),
    (
        "content/notes/first.md",
        "---\ntitle: First\norder: 1\npart: A\ntags: [shared]\n---\n\nAnn \"spoke in public\" [@early].\n\n```{profiles}\n```\n\n```{claims}\n```\n\n```{network}\n```\n",
    ),
    (
        "content/notes/second.md",
        "⟦---\ntitle: Second zebra\norder: 2\npart: B\ntags: [shared, quagga]\nredirect_from: [old/zebra.html]\n---\n\nAnn \"spoke again\" [@early], ![A numbat](numbat.svg), [[first]], [[late]].\n\n::: instructor\nA wombat.\n:::\n⟧",
    ),
    (
        "content/notes/numbat.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"7\" height=\"7\"></svg>",
    ),
    (
        "content/profiles/ann.md",
        "---\ntitle: Ann Ames\nkind: person\naliases: [Ann]\nroles:\n  - {title: Head, ⟦organization: dingo,⟧ from: 2024, evidence: [{source: early, quote: spoke in public}⟦, {source: late, quote: the late word}⟧]}\n---\n",
    ),
    (
        "content/profiles/bo.md",
        "---\ntitle: Bo Best\nkind: person\n---\n",
    ),
    (
        "content/profiles/dingo.md",
        "⟦---\ntitle: Dingo Ltd\nkind: organization\naliases: [Ann Ames Fans]\npart: B\ntags: [quagga]\n---\n\nOf [[ann]].\n⟧",
    ),
    (
        "content/events/speech.md",
        "---\ntitle: A speech\ndate: 2025-11-02\ntags: [shared]\nprofiles: [ann⟦, dingo⟧]\nevidence:\n  - {source: early, quote: spoke in public}\n⟦  - {source: late, quote: the late word}\n⟧---\n",
    ),
    (
        "content/events/reply.md",
        "---\ntitle: A reply\ndate: 2025-12\nprofiles: [bo]\nevidence:\n  - {source: other, quote: Bo Best replied}\n---\n",
    ),
    (
        "content/events/lemur.md",
        "⟦---\ntitle: The lemur\ndate: 2026-06-01\nimportance: major\npart: C\nprofiles: [ann, bo]\nevidence:\n  - {source: early, quote: and left}\n  - {source: late, quote: the late word}\n---\n⟧",
    ),
    (
        "content/sources/early.md",
        "---\ntitle: The early paper\nfile: early.txt\ndate: 2025-11-03\npublisher: Paper\n---\n",
    ),
    (
        "content/sources/other.md",
        "---\ntitle: The other paper\nfile: other.txt\ndate: 2025-12-03\nrights: full\n---\n",
    ),
    (
        "content/sources/late.md",
        "⟦---\ntitle: The okapi paper\nfile: late.txt\ndate: 2026-06-02\nrights: full\npart: B\n---\n\nA tapir.\n⟧",
    ),
    (
        "content/claims/who.md",
        "---\nquestion: Who spoke?\nstatus: disputed\nprofiles: [ann⟦, dingo⟧]\npositions:\n  - says: Ann\n    evidence:\n      - {source: early, quote: spoke in public}\n⟦      - {source: late, quote: the late word}\n⟧  - says: Bo\n    evidence: [{source: other, quote: Bo Best replied}]\n---\n",
    ),
    (
        "content/claims/ocelot.md",
        "⟦---\nquestion: The ocelot?\npart: B\nstatus: disputed\npositions:\n  - {says: Yes, evidence: [{source: early, quote: and left}]}\n  - {says: No, evidence: [{source: late, quote: the late word}]}\n---\n⟧",
    ),
    (
        "content/questions/why.md",
        "---\nquestion: Why speak?\nminutes: 10\norder: 1\ndiscusses: [event:speech⟦, event:lemur, claim:ocelot, source:late⟧]\n---\n\nBecause.\n",
    ),
    (
        "content/questions/gibbon.md",
        "⟦---\nquestion: The gibbon?\nminutes: 35\norder: 2\npart: B\n---\n\nThe serval.\n⟧",
    ),
    (
        "content/handouts/sheet.md",
        "---\ntitle: The sheet\ncontents:\n  - note: [first⟦, second⟧]\n  - timeline: {style: drawn, profiles: [ann, bo⟦, dingo⟧]}\n  - profiles: [ann⟦, dingo⟧]\n  - claims: [who⟦, ocelot⟧]\n  - sources: {ids: [early⟦, late⟧], excerpts: true}\n  - questions: {ids: [why⟦, gibbon⟧], lines: 2}\n⟦  - claims: [ocelot]\n⟧---\n",
    ),
    (
        "content/handouts/all.md",
        "---\ntitle: All of it\naudience: instructor\ncontents: [timeline, profiles, claims, sources, questions, session]\n---\n",
    ),
    (
        "content/handouts/axolotl.md",
        "⟦---\ntitle: The axolotl sheet\npart: B\ncontents: [questions]\n---\n⟧",
    ),
    (
        "seeds/early.txt",
        "Ann Ames spoke in public. Ann Ames Fans came. Then she spoke again, and left.\n",
    ),
    (
        "seeds/other.txt",
        "Bo Best replied to Ann. Dingo Ltd did not.\n",
    ),
    ("seeds/late.txt", "⟦This is the late word of Dingo Ltd.\n⟧"),
];

/// Words that stand in records of later parts alone.
const LATER: [&str; 12] = [
    "zebra",
    "quagga",
    "numbat",
    "wombat",
    "dingo.html",
    "lemur",
    "okapi",
    "tapir",
    "ocelot",
    "gibbon",
    "serval",
    "axolotl",
];

/// The case above, with its later parts or as if they had never been.
fn whole(with_later: bool) -> Files {
    let mut files = Files::new();
    for (path, text) in WHOLE {
        let mut kept = String::new();
        for (at, piece) in text.split(['⟦', '⟧']).enumerate() {
            if at % 2 == 0 || with_later {
                kept.push_str(piece);
            }
        }
        if !kept.is_empty() {
            files.insert((*path).to_owned(), kept);
        }
    }
    files
}

fn built(files: &Files, edition: Edition, through: Option<char>) -> Site {
    let bytes = files
        .iter()
        .map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    let inputs = inputs(&bytes.collect());
    let settings = Settings {
        edition,
        through,
        ..Settings::default()
    };
    let built = casebook::build(&inputs, &settings, &Silence);
    let found = findings(&built.diagnostics, &inputs);
    built.site.unwrap_or_else(|| panic!("{found}"))
}

fn assert_same(with: &Site, without: &Site, what: &str) {
    let paths = |site: &Site| site.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(with), paths(without), "{what}");
    for (path, bytes) in &with.files {
        let (with, without) = (
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&without.files[path]).into_owned(),
        );
        let mut lines = with.lines().zip(without.lines());
        let first = lines.find(|(with, without)| with != without);
        assert!(
            with == without,
            "{path} of {what} knows of a later part: {first:#?}"
        );
    }
}

#[test]
fn a_site_through_a_part_is_that_of_a_case_without_the_later_ones() {
    for edition in Edition::ALL {
        let with = built(&whole(true), edition, Some('A'));
        let without = built(&whole(false), edition, None);
        assert_same(&with, &without, edition.name());
        for (path, bytes) in &with.files {
            let text = String::from_utf8_lossy(bytes);
            for word in LATER {
                assert!(
                    !text.contains(word) && !path.contains(word),
                    "{path} has {word}"
                );
            }
        }
        let all = built(&whole(true), edition, None);
        assert_same(
            &all,
            &built(&whole(true), edition, Some('Z')),
            edition.name(),
        );
        assert!(all.files.len() > with.files.len() + 10);
    }
}

/// A text and what stands before it, between two lines of hyphens.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("---\n")?.split_once("\n---\n")
}

fn is_of_id(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// Where an id stands in a text as a word of its own.
fn places(text: &str, id: &str) -> Vec<usize> {
    let own = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + id.len()..].chars().next();
        !before.is_some_and(is_of_id) && !after.is_some_and(is_of_id)
    };
    let found = text.match_indices(id).map(|(at, _)| at);
    found.filter(own).collect()
}

/// Whether a place of front matter is inside of a plain list of ids: `[one, note:two]`.
fn is_listed(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..]
        .find(['\n', ']'])
        .map_or(text.len(), |to| at + to);
    let open = text[line..at].rfind('[').map(|open| line + open);
    open.is_some_and(|open| {
        text[end..].starts_with(']') && !text[open..end].contains(['{', '"', ']'])
    })
}

/// The records that nothing but lists of front matter names: every one of them could be of a later part.
fn free(files: &Files) -> BTreeSet<String> {
    let kinds = [
        "notes",
        "events",
        "profiles",
        "claims",
        "questions",
        "handouts",
    ];
    let free = files.keys().filter(|path| {
        let record = path
            .strip_prefix("content/")
            .and_then(|path| path.strip_suffix(".md"))
            .and_then(|path| path.split_once('/'))
            .filter(|(kind, _)| kinds.contains(kind));
        record.is_some_and(|(_, id)| {
            files.iter().all(|(other, text)| {
                let (head, body) = front_matter(text).unwrap_or(("", text));
                let listed = |at: &usize| is_listed(head, *at);
                other == *path
                    || other.starts_with("seeds/")
                    || (places(body, id).is_empty() && places(head, id).iter().all(listed))
            })
        })
    });
    free.cloned().collect()
}

/// Lists without the ids of what is not there.
fn without_ids(head: &str, gone: &BTreeSet<&str>) -> String {
    let mut kept = String::new();
    let mut rest = head;
    while let Some(open) = rest.find('[') {
        let end = rest[open..].find(']').map_or(rest.len(), |to| open + to);
        let list = &rest[open + 1..end];
        kept.push_str(&rest[..=open]);
        if list.contains(['{', '"', '[', '\n']) {
            rest = &rest[open + 1..];
            continue;
        }
        let ids: Vec<&str> = list.split(", ").collect();
        let stays = |id: &&&str| !gone.contains(id.rsplit(':').next().unwrap_or(id));
        let left: Vec<&str> = ids.iter().filter(stays).copied().collect();
        kept.push_str(&left.join(", "));
        rest = &rest[end..];
    }
    kept + rest
}

/// A case with every second record that can be of part B, and the same without these.
fn halved(files: &Files) -> (Files, Files, usize) {
    let chosen: Vec<String> = free(files).into_iter().step_by(2).collect();
    let stems = chosen.iter().filter_map(|path| path.rsplit('/').next());
    let gone: BTreeSet<&str> = stems.filter_map(|name| name.strip_suffix(".md")).collect();
    let (mut with, mut without) = (files.clone(), files.clone());
    for path in &chosen {
        let text = files[path].replacen("---\n", "---\npart: B\n", 1);
        with.insert(path.clone(), text);
        without.remove(path);
    }
    for (path, text) in &mut without {
        if let (true, Some((head, body))) = (path.ends_with(".md"), front_matter(text)) {
            *text = format!("---\n{}\n---\n{body}", without_ids(head, &gone));
        }
    }
    (with, without, chosen.len())
}

#[test]
fn the_demo_in_parts_and_a_large_case_know_nothing_of_part_b() {
    let demo = repository().0.files.iter();
    let demo = demo.filter(|(path, _)| path.starts_with("content/") || path.starts_with("seeds/"));
    let demo: Files = demo
        .map(|(path, bytes)| {
            (
                path.to_string(),
                String::from_utf8_lossy(bytes).into_owned(),
            )
        })
        .collect();
    let public = &Edition::ALL[..1];
    for (name, files, least, editions) in [
        ("the demo", demo, 20, &Edition::ALL[..]),
        ("a large case", large::files(), 100, public),
    ] {
        let (with, without, later) = halved(&files);
        assert!(later >= least, "{name}: {later} records of part B");
        for edition in editions {
            let with = built(&with, *edition, Some('A'));
            assert_same(&with, &built(&without, *edition, None), name);
        }
    }
}
