//! A case of 300 events, 150 profiles, 60 sources, 40 claims and 60 notes: it builds, its links hold, its pages stay small.
//!
//! `CASEBOOK_KEEP=FOLDER cargo test large` writes the case and its site there, for looking at.

mod draft;
mod prose;
mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use casebook::Built;
use casebook::case::Edition;
use casebook::input::Settings;
use casebook::progress::Silence;
use casebook::site::Site;

use crate::cases::inputs;
use crate::{crawl, demo, expect, tools};

/// No page is larger, so that a cheap phone can show it.
const LARGEST: usize = 1_500_000;

/// The case's site in the instructor's edition, which holds everything.
pub(crate) fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let files: BTreeMap<String, Vec<u8>> = draft::files()
            .into_iter()
            .map(|(path, text)| (path, text.into_bytes()))
            .collect();
        let settings = Settings {
            edition: Edition::Instructor,
            base_url: Some("https://example.edu/large/".to_owned()),
            ..Settings::default()
        };
        let inputs = inputs(&files);
        let Built {
            diagnostics, site, ..
        } = casebook::build(&inputs, &settings, &Silence);
        let found = expect::findings(&diagnostics, &inputs);
        assert!(found.is_empty(), "{found:.4000}");
        site.expect("a site")
    })
}

fn keep(files: &draft::Files, site: &Site, folder: &Path) {
    let inputs = Site {
        files: files
            .iter()
            .map(|(path, text)| (path.clone(), text.clone().into_bytes().into()))
            .collect(),
    };
    tools::write_into(&inputs, folder);
    tools::write_into(site, &folder.join("public"));
}

/// Its files but for the theme's, by path.
pub(crate) fn files() -> draft::Files {
    draft::files()
}

#[test]
fn it_builds_without_findings_and_is_of_that_size() {
    let site = site();
    let files = draft::files();
    if let Some(folder) = std::env::var_os("CASEBOOK_KEEP") {
        keep(&files, site, Path::new(&folder));
    }
    let count = |kind: &str| {
        demo::pages(site)
            .filter(|(path, _)| path.starts_with(kind))
            .count()
    };
    assert_eq!(
        ["events/", "profiles/", "sources/", "claims/", "notes/"].map(count),
        [300, 150, 60, 40, 60]
    );
    assert_eq!(files, draft::files());
}

#[test]
fn every_link_of_it_leads_somewhere() {
    let faults = crawl::faults(site());
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults[..faults.len().min(20)].join("\n")
    );
}

#[test]
fn no_page_of_it_is_too_large() {
    let large: Vec<String> = demo::pages(site())
        .filter(|(_, html)| html.len() > LARGEST)
        .map(|(path, html)| format!("{path}: {} bytes", html.len()))
        .collect();
    assert!(large.is_empty(), "{}", large.join("\n"));
}
