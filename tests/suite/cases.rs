//! The one-file cases in `tests/cases`, a test each. `CASEBOOK_BLESS=1` writes the findings that came into the files.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use casebook::input::{self, Inputs};
use casebook::progress::Silence;
use casebook::site::Site;

use crate::case_file::{Build, CaseFile, What};
use crate::expect;

/// Declares a test for each case file, by folder, and the list of all of them.
macro_rules! cases {
    ($($folder:ident { $($name:ident)* })*) => {
        $(mod $folder {
            $(#[test] fn $name() {
                super::run(concat!(stringify!($folder), "/", stringify!($name), ".md"));
            })*
        })*

        /// Every case file that has a test.
        pub(crate) const ALL: &[&str] = &[
            $($(concat!(stringify!($folder), "/", stringify!($name), ".md"),)*)*
        ];
    };
}

include!("cases/list.rs");

/// Where the case files are.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Case files on what a program without PDFs has nothing to say of.
const PAPER: &[&str] = &["handouts/paper.md"];

fn run(name: &str) {
    if !cfg!(feature = "pdf") && PAPER.contains(&name) {
        return;
    }
    let path = folder().join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let bless = std::env::var_os("CASEBOOK_BLESS").is_some();
    let case = CaseFile::parse(&text);
    let mut failures = String::new();
    let mut blessed = Vec::new();
    for build in &case.builds {
        let inputs = inputs(&build.files);
        let built = casebook::build(&inputs, &build.settings, &Silence);
        let findings = expect::findings(&built.diagnostics, &inputs);
        let expected = build
            .expectations
            .iter()
            .any(|expectation| matches!(expectation.what, What::Diagnostics));
        if !expected && !findings.is_empty() {
            failures += &format!(
                "\n{name}: the {} build has findings:\n{findings}",
                build.settings.edition.name()
            );
        }
        for expectation in &build.expectations {
            if bless && matches!(expectation.what, What::Diagnostics) {
                blessed.push((expectation.line, findings.clone()));
            } else if let Err(reason) = expect::check(expectation, &built, &inputs) {
                failures += &format!("\ntests/cases/{name}:{}:\n{reason}\n", expectation.line);
            }
        }
    }
    if bless {
        fs::write(&path, bless_lines(&text, blessed)).expect("the case file can be written");
    }
    assert!(failures.is_empty(), "{failures}");
}

/// The sites of all builds of all cases, but for those whose theme is their own.
pub(crate) fn sites() -> Vec<(String, Site)> {
    let mut sites = Vec::new();
    for name in ALL.iter().filter(|name| !name.starts_with("theme/")) {
        let text = fs::read_to_string(folder().join(name)).expect("a case file");
        for (at, build) in CaseFile::parse(&text).builds.iter().enumerate() {
            let built = casebook::build(&inputs(&build.files), &build.settings, &Silence);
            sites.extend(built.site.map(|site| (format!("{name}-{at}"), site)));
        }
    }
    sites
}

/// The text with the blocks that begin at those lines replaced.
fn bless_lines(text: &str, blessed: Vec<(usize, String)>) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    for (line, findings) in blessed.iter().rev() {
        let end = (line - 1..lines.len())
            .find(|at| lines[*at].starts_with("```"))
            .unwrap_or(lines.len());
        lines.splice(line - 1..end, [findings.as_str()]);
    }
    lines.concat()
}

/// Files in memory, with the built-in themes beside them.
pub(crate) fn inputs(files: &BTreeMap<String, Vec<u8>>) -> Inputs {
    let mut all = themes().clone();
    for (path, bytes) in files {
        all.insert(path.as_str().into(), bytes.as_slice().into());
    }
    Inputs { files: all }
}

/// The files of the built-in themes.
fn themes() -> &'static BTreeMap<Arc<str>, Arc<[u8]>> {
    static THEME: OnceLock<BTreeMap<Arc<str>, Arc<[u8]>>> = OnceLock::new();
    THEME.get_or_init(|| {
        let mut files = repository().0.files.clone();
        files.retain(|path, _| {
            path.starts_with("themes/folio/") || path.starts_with("themes/plain/")
        });
        files
    })
}

/// The demo case, as the program reads it, and what reading it found.
pub(crate) fn repository() -> &'static (Inputs, casebook::diagnostic::Diagnostics) {
    static INPUTS: OnceLock<(Inputs, casebook::diagnostic::Diagnostics)> = OnceLock::new();
    INPUTS.get_or_init(|| input::load(env!("CARGO_MANIFEST_DIR").as_ref()).expect("the demo case"))
}

/// A case of the files given, built; for tests that make theirs.
pub(crate) fn build(files: &[(&str, &str)], settings: &input::Settings) -> casebook::Built {
    let mut build = Build::default();
    for (path, text) in files {
        build
            .files
            .insert((*path).to_owned(), text.as_bytes().to_vec());
    }
    casebook::build(&inputs(&build.files), settings, &Silence)
}
