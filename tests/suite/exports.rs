//! The files for programs, as independent programs read them.

mod annotations;
mod package;
mod schema;

use std::path::PathBuf;
use std::sync::OnceLock;

use casebook::case::Edition;
use casebook::input::Settings;
use casebook::site::Site;
use serde_json::Value;

use crate::crawl::TORTURE;
use crate::{cases, demo, odd};

/// Sites of all shapes, each with a name: the demo's editions, cases of odd shapes, and those of the one-file cases. Built once.
fn sites() -> &'static [(String, Site)] {
    static SITES: OnceLock<Vec<(String, Site)>> = OnceLock::new();
    SITES.get_or_init(|| {
        let demos = Edition::ALL.map(|edition| (edition.name(), demo::site(edition).clone()));
        let odd = odd::sites().iter().cloned();
        let settings = Settings {
            edition: Edition::Instructor,
            base_url: Some("https://example.edu/x/".to_owned()),
            ..Settings::default()
        };
        let torture = cases::build(&TORTURE, &settings).site.expect("a site");
        let named = demos.into_iter().chain(odd).chain([("torture", torture)]);
        let named = named.map(|(name, site)| (name.to_owned(), site));
        named.chain(cases::sites()).collect()
    })
}

/// A folder with the data files of sites, and in it the folder of each.
fn written(sites: &[(String, Site)]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut folders = Vec::new();
    for (at, (_, site)) in sites.iter().enumerate() {
        let own = folder.path().join(at.to_string());
        std::fs::create_dir(&own).expect("a folder");
        for (path, bytes) in &site.files {
            if let Some(name) = path
                .strip_prefix("data/")
                .filter(|name| !name.contains('/'))
            {
                std::fs::write(own.join(name), bytes).expect("a file");
            }
        }
        folders.push(own);
    }
    (folder, folders)
}

fn json(site: &Site, path: &str) -> Value {
    let bytes = site.get(path).unwrap_or_else(|| panic!("no {path}"));
    serde_json::from_slice(bytes).expect("JSON")
}
