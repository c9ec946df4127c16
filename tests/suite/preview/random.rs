//! Random edits on a disk, followed by a running preview: once it is quiet it shows what a clean build gives, byte for byte, or the
//! last good site if the build fails, with the same findings.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use casebook::diagnostic::Diagnostics;
use casebook::diagnostic::locate::Locator;
use casebook::input::{self, Inputs, Settings};
use casebook::page::route;
use casebook::progress::Silence;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};

use super::events::Events;
use super::served::{Served, until};
use crate::cases::repository;
use crate::edits::edit::edits;
use crate::program::Folder;

/// How many edits are made.
const EDITS: usize = 40;

type Files = BTreeMap<String, Vec<u8>>;

/// What a clean build of a folder gives: its files if it is good, and its findings.
struct Clean {
    site: Option<Files>,
    findings: Vec<String>,
}

/// The steps of `casebook build` up to the writing.
fn build(root: &Path) -> Clean {
    let (inputs, mut diagnostics) = input::load(root).expect("the folder can be read");
    let built = casebook::build(&inputs, &Settings::default(), &Silence);
    diagnostics.extend(built.diagnostics);
    diagnostics.settle();
    let site = built.site.filter(|_| !diagnostics.has_errors());
    let file = |(path, bytes): (String, bytes::Bytes)| (path, bytes.to_vec());
    Clean {
        site: site.map(|site| site.files.into_iter().map(file).collect()),
        findings: findings(&diagnostics, &inputs),
    }
}

/// Each finding in a line, sorted.
fn findings(diagnostics: &Diagnostics, inputs: &Inputs) -> Vec<String> {
    let locator = Locator::new(diagnostics, inputs);
    let line = |diagnostic| {
        let located = locator.locate(diagnostic);
        let place = located.spot.as_ref().map(|spot| {
            let start = spot
                .span
                .map_or((1, 1), |span| (span.start.line, span.start.column));
            format!("{}:{}:{}", spot.file, start.0, start.1)
        });
        format!(
            "{} {} {} {}",
            located.severity.name(),
            located.rule.name(),
            place.unwrap_or_default(),
            located.message
        )
    };
    let mut lines: Vec<String> = diagnostics.iter().map(line).collect();
    lines.sort();
    lines
}

/// The same of what a tab is told.
fn told(served: &Served) -> Vec<String> {
    let line = |finding: &serde_json::Value| {
        let word = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let place = finding.get("file").map_or_else(String::new, |_| {
            format!("{}:{}:{}", word("file"), finding["line"], finding["column"])
        });
        format!(
            "{} {} {place} {}",
            word("severity"),
            word("rule"),
            word("message")
        )
    };
    let mut lines: Vec<String> = served.findings().iter().map(line).collect();
    lines.sort();
    lines
}

/// A case on a disk, its preview, and what the preview must show.
struct Edited {
    folder: Folder,
    served: Served,
    inputs: Inputs,
    good: Files,
    /// Every path that a site ever had.
    paths: BTreeSet<String>,
}

impl Edited {
    fn new(start: &Inputs) -> Self {
        let folder = Folder::new(&[]);
        for (path, bytes) in &start.files {
            if !path.starts_with("themes/") {
                folder.write(path, bytes);
            }
        }
        Edited {
            served: Served::new(folder.path()),
            folder,
            inputs: start.clone(),
            good: Files::new(),
            paths: BTreeSet::new(),
        }
    }

    /// Brings the disk from `self.inputs` to `next`, in one of the ways in which editors save.
    fn save(&mut self, next: Inputs, way: usize) {
        let (start, _) = repository();
        let files = self.inputs.files.keys().chain(next.files.keys());
        let changed: BTreeSet<&Arc<str>> = files
            .filter(|path| self.inputs.files.get(*path) != next.files.get(*path))
            .collect();
        let is_new = |path: &&&Arc<str>| !self.inputs.files.contains_key(**path);
        let gone: Vec<_> = changed
            .iter()
            .filter(|path| !next.files.contains_key(**path))
            .collect();
        let new: Vec<_> = changed.iter().filter(is_new).collect();
        if let ([from], [to], 2) = (gone.as_slice(), new.as_slice(), changed.len()) {
            fs::rename(self.folder.at(from), self.folder.at(to)).expect("a file can be renamed");
        } else {
            for path in changed {
                let is_own =
                    !path.starts_with("themes/") || next.files.get(path) != start.files.get(path);
                match next.files.get(path).filter(|_| is_own) {
                    Some(bytes) => self.write(path, bytes, way),
                    // The built-in theme's files are on no disk.
                    None => drop(fs::remove_file(self.folder.at(path))),
                }
            }
        }
        self.inputs = input::load(self.folder.path()).expect("a case").0;
    }

    fn write(&self, path: &str, bytes: &[u8], way: usize) {
        match way % 3 {
            0 => {}
            1 => {
                let beside = format!("{path}.tmp~");
                self.folder.write(&beside, bytes);
                fs::rename(self.folder.at(&beside), self.folder.at(path)).expect("renamed");
                return;
            }
            _ => {
                // There may be none yet.
                fs::remove_file(self.folder.at(path)).ok();
            }
        }
        self.folder.write(path, bytes);
    }

    /// Waits until the pages that are shown were all made.
    fn wait_for_proof(&self) {
        let what = "the proof ends";
        Events::open(self.served.address).wait(what, |data| data["proofing"] == false);
    }

    /// Waits until the preview shows what a clean build gives.
    fn compare(&mut self, what: &str) {
        let clean = build(self.folder.path());
        let is_good = clean.site.is_some();
        if let Some(site) = clean.site {
            self.paths.extend(site.keys().cloned());
            self.good = site;
        }
        let mut difference = String::new();
        let shown = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            until("it is quiet", || {
                let state = Events::open(self.served.address).next().data;
                let found = told(&self.served);
                difference = match () {
                    () if found != clean.findings => {
                        format!("{found:#?}\nin place of\n{:#?}", clean.findings)
                    }
                    () if !is_good && state["proofing"] == true => "the proof goes on".to_owned(),
                    () => self.difference().unwrap_or_default(),
                };
                let after = Events::open(self.served.address).next().data;
                (difference.is_empty() && state["generation"] == after["generation"]).then_some(())
            });
        }));
        assert!(shown.is_ok(), "after {what}: {difference}");
    }

    /// Where the site that is served differs from the last good one.
    fn difference(&self) -> Option<String> {
        let differs = |path: &&String| {
            let answer = self.served.get(&format!("/{}", route::encode(path)));
            match self.good.get(*path) {
                Some(bytes) => answer.status != 200 || answer.bare() != *bytes,
                None => answer.status != 404,
            }
        };
        let path = self.paths.iter().find(differs)?;
        Some(format!("{path} is another"))
    }
}

#[test]
fn after_any_edit_on_the_disk_the_preview_is_what_a_clean_build_is() {
    let (start, _) = repository();
    let mut edited = Edited::new(start);
    edited.compare("nothing");
    let config = Config {
        rng_seed: RngSeed::Fixed(2026),
        ..Config::default()
    };
    let (mut runner, strategy) = (TestRunner::new(config), edits());
    let (mut good, mut broken) = (0, 0);
    for at in 0..EDITS {
        let mut next = edited.inputs.clone();
        let what = match at % 10 {
            7 => fail_in_a_page(&mut next),
            9 => {
                next = start.clone();
                "all mended".to_owned()
            }
            _ => {
                let edit = strategy.new_tree(&mut runner).expect("an edit").current();
                edit.apply(&mut next, start)
            }
        };
        let is_good = casebook::build(&next, &Settings::default(), &Silence)
            .site
            .is_some();
        match is_good {
            true => good += 1,
            // Only what was proofed is known to be good, and stays.
            false => {
                broken += 1;
                edited.wait_for_proof();
            }
        }
        edited.save(next, at);
        edited.compare(&format!("edit {at}, {what}"));
    }
    assert!(good >= 8 && broken >= 8, "{good} good, {broken} broken");
}

/// A template of the theme that fails when a page is made with it, not before.
fn fail_in_a_page(inputs: &mut Inputs) -> String {
    let path = "themes/folio/templates/source.html";
    let text = String::from_utf8_lossy(&inputs.files[path]).into_owned();
    let faulty = text.replacen("{% endblock", "{{ page.nonesuch.deeper }}{% endblock", 1);
    inputs.files.insert(path.into(), faulty.into_bytes().into());
    format!("a fault in {path}")
}
