//! Random edits: after each, what is left of a case from before its edit must give the site that a clean build gives, byte for byte.

pub(crate) mod edit;

use std::collections::BTreeMap;

use bytes::Bytes;
use casebook::case::Edition;
use casebook::diagnostic::Diagnostics;
use casebook::input::{Inputs, Settings};
use casebook::progress::Silence;
use casebook::{Memory, build, prepare};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::cases::repository;
use crate::expect::findings;
use edit::{Edit, edits};

/// How many sequences of edits are tried, and how many edits each has at most.
const SEQUENCES: u32 = 24;
const EDITS: usize = 12;

/// The files of a site, or what keeps it from being one.
type Outcome = (Option<BTreeMap<String, Bytes>>, Diagnostics);

/// A clean build.
fn clean(inputs: &Inputs, settings: &Settings) -> Outcome {
    let built = build(inputs, settings, &Silence);
    (built.site.map(|site| site.files), built.diagnostics)
}

/// The same with what `memory` has from the states before. Every second time the pages are made in the way of a preview: those that
/// were asked for, then the proof.
fn remembered(inputs: &Inputs, settings: &Settings, memory: &mut Memory, lazily: bool) -> Outcome {
    let prepared = prepare(inputs, settings, memory, &Silence);
    let Some(press) = prepared.press.clone().filter(|_| lazily) else {
        let built = prepared.print(inputs, &Silence);
        return (built.site.map(|site| site.files), built.diagnostics);
    };
    let mut diagnostics = prepared.diagnostics.clone();
    diagnostics.extend(
        prepared
            .proof(inputs, &|| false)
            .expect("nobody stopped it"),
    );
    diagnostics.settle();
    if diagnostics.has_errors() {
        return (None, diagnostics);
    }
    let file = |path: &String| {
        let file = press.file(path).expect("the path is the press's own");
        (
            path.clone(),
            file.unwrap_or_else(|_| panic!("{path} failed after a proof")),
        )
    };
    (Some(press.paths().map(file).collect()), diagnostics)
}

fn settings(edition: Edition) -> Settings {
    Settings {
        edition,
        base_url: Some("https://example.org/case/".to_owned()),
        ..Settings::default()
    }
}

/// Says where two outcomes differ, or nothing.
fn difference(inputs: &Inputs, clean: &Outcome, remembered: &Outcome) -> Option<String> {
    let told = [&clean.1, &remembered.1].map(|found| findings(found, inputs));
    if told[0] != told[1] {
        return Some(format!(
            "findings\nclean:\n{}\nremembered:\n{}",
            told[0], told[1]
        ));
    }
    let (Some(clean), Some(remembered)) = (&clean.0, &remembered.0) else {
        return (clean.0.is_some() != remembered.0.is_some()).then(|| "one has no site".to_owned());
    };
    let paths = |site: &BTreeMap<String, Bytes>| site.keys().cloned().collect::<Vec<_>>();
    if paths(clean) != paths(remembered) {
        return Some(format!("paths {:?} {:?}", paths(clean), paths(remembered)));
    }
    let differs = |(path, bytes): (&String, &Bytes)| {
        let other = &remembered[path];
        (bytes != other).then(|| {
            let texts = [bytes, other].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            let mut lines = texts[0].lines().zip(texts[1].lines());
            format!(
                "{path}: {:?}",
                lines.find(|(clean, remembered)| clean != remembered)
            )
        })
    };
    clean.iter().find_map(differs)
}

/// A case that is edited, with what is remembered of it.
struct Edited {
    inputs: Inputs,
    settings: Settings,
    memory: Memory,
    lazily: bool,
}

impl Edited {
    /// Compares the case's state with a clean build; whether it has a site.
    fn compare(&mut self, what: &str) -> Result<bool, TestCaseError> {
        self.lazily = !self.lazily;
        let (inputs, settings) = (&self.inputs, &self.settings);
        let clean = clean(inputs, settings);
        let remembered = remembered(inputs, settings, &mut self.memory, self.lazily);
        let difference = difference(inputs, &clean, &remembered);
        prop_assert!(
            difference.is_none(),
            "after {what}: {}",
            difference.unwrap_or_default()
        );
        Ok(clean.0.is_some())
    }
}

/// Makes the edits. What breaks the site is sometimes left for the next edit, and sometimes taken back.
fn try_edits(edition: Edition, edits: &[(Edit, bool)]) -> Result<(), TestCaseError> {
    let (start, _) = repository();
    let mut edited = Edited {
        inputs: start.clone(),
        settings: settings(edition),
        memory: Memory::default(),
        lazily: false,
    };
    edited.compare("nothing")?;
    for (at, (edit, stays)) in edits.iter().enumerate() {
        let before = edited.inputs.clone();
        let what = edit.apply(&mut edited.inputs, start);
        let is_good = edited.compare(&format!("edit {at}, {what}"))?;
        if !is_good && !stays {
            edited.inputs = before;
            edited.compare(&format!("edit {at} taken back, {what}"))?;
        }
    }
    Ok(())
}

#[test]
fn after_any_edits_the_site_is_that_of_a_clean_build() {
    let config = Config {
        cases: SEQUENCES,
        rng_seed: RngSeed::Fixed(2026),
        max_shrink_iters: 60,
        failure_persistence: None,
        ..Config::default()
    };
    let editions = prop::sample::select(Edition::ALL.to_vec());
    let sequences = (
        editions,
        prop::collection::vec((edits(), prop::bool::weighted(0.2)), 1..=EDITS),
    );
    TestRunner::new(config)
        .run(&sequences, |(edition, edits)| try_edits(edition, &edits))
        .unwrap_or_else(|failure| panic!("{failure}"));
}

/// A case grows from nothing, one record at a time, in orders that the demo's edits don't have: profiles without any source among them.
#[test]
fn a_case_that_grows_is_always_that_of_a_clean_build() {
    let mut edited = Edited {
        inputs: Inputs::built_in(),
        settings: settings(Edition::Instructor),
        memory: Memory::default(),
        lazily: false,
    };
    let files = [
        ("content/case.md", "---\ntitle: A case\n---\n"),
        (
            "content/profiles/a.md",
            "---\ntitle: Ann Lee\nkind: person\n---\n",
        ),
        (
            "content/profiles/b.md",
            "---\ntitle: Bo Lin\nkind: person\n---\n",
        ),
        (
            "content/notes/n.md",
            "---\ntitle: A note\n---\nSee [[a]].\n",
        ),
        (
            "content/sources/s.md",
            "---\ntitle: A source\nfile: s.txt\n---\n",
        ),
        ("seeds/s.txt", "Ann Lee spoke. Bo Lin did not.\n"),
        (
            "content/profiles/c.md",
            "---\ntitle: Cy Ma\nkind: person\n---\n",
        ),
        (
            "content/questions/q.md",
            "---\ntitle: Why?\n---\nAsk Ann Lee.\n",
        ),
    ];
    let mut compare = |files: &[(&str, &str)], what: &str| {
        edited.inputs = Inputs::built_in();
        for (file, text) in files {
            let bytes = text.as_bytes().into();
            edited.inputs.files.insert((*file).into(), bytes);
        }
        edited.compare(what).expect("the same");
    };
    for length in (1..=files.len()).chain((1..files.len()).rev()) {
        compare(&files[..length], &format!("{length} files"));
        compare(&files[..length], "nothing");
    }
}

/// The edits must be of a kind that matters: some leave a good site and some break it, and either way what is shown changes.
#[test]
fn the_random_edits_both_change_and_break_sites() {
    let (start, _) = repository();
    let settings = settings(Edition::Public);
    let whole = clean(start, &settings).0.expect("the demo is good");
    let config = Config {
        rng_seed: RngSeed::Fixed(7),
        ..Config::default()
    };
    let mut runner = TestRunner::new(config);
    let (mut changed, mut broken) = (0, 0);
    for _ in 0..40 {
        let edit = edits().new_tree(&mut runner).expect("an edit").current();
        let mut inputs = start.clone();
        edit.apply(&mut inputs, start);
        match clean(&inputs, &settings).0 {
            None => broken += 1,
            Some(site) if site != whole => changed += 1,
            Some(_) => {}
        }
    }
    assert!(
        changed >= 10 && broken >= 8,
        "{changed} changed, {broken} broke"
    );
}
