//! `datapackage.json`: what it says of the data files, and Frictionless's word on whether that is so.

use std::collections::BTreeSet;
use std::process::Command;

use super::{json, sites, written};
use crate::tools;

/// Files that say what the others are.
const NO_DATA: [&str; 2] = ["case.schema.json", "datapackage.json"];

#[test]
fn every_data_file_is_described() {
    for (name, site) in sites() {
        let package = json(site, "data/datapackage.json");
        let resources = package["resources"].as_array().expect("resources");
        let described: BTreeSet<&str> = resources
            .iter()
            .map(|one| one["path"].as_str().expect("a path"))
            .collect();
        let names: BTreeSet<&str> = resources
            .iter()
            .map(|one| one["name"].as_str().expect("a name"))
            .collect();
        assert_eq!(
            (described.len(), names.len()),
            (resources.len(), resources.len()),
            "{name}"
        );
        // Below `data/` are folders for the site's own scripts; a schema is no data.
        let files = site
            .files
            .keys()
            .filter_map(|path| path.strip_prefix("data/"));
        let files: BTreeSet<&str> = files
            .filter(|file| !file.contains('/') && !NO_DATA.contains(file))
            .collect();
        assert_eq!(described, files, "{name}");
        for resource in resources {
            for key in ["title", "description", "mediatype", "encoding", "format"] {
                assert!(
                    resource[key]
                        .as_str()
                        .is_some_and(|words| !words.is_empty()),
                    "{name}: {resource}"
                );
            }
        }
    }
}

#[test]
fn the_demo_says_whose_it_is() {
    let (_, site) = &sites()[0];
    let package = json(site, "data/datapackage.json");
    assert_eq!(
        package["$schema"],
        "https://datapackage.org/profiles/2.0/datapackage.json"
    );
    assert_eq!(package["name"], "the-critic-and-the-brand");
    assert_eq!(package["created"], "2026-01-12T00:00:00Z");
    assert_eq!(package["licenses"][0]["name"], "CC-BY-4.0");
    assert_eq!(
        package["licenses"][0]["path"],
        "https://creativecommons.org/licenses/by/4.0/"
    );
    assert_eq!(package["contributors"][0]["title"], "The Casebook authors");
    assert_eq!(package["sources"].as_array().map(Vec::len), Some(5));
}

/// Frictionless reads every row of every table by its schema, and holds the description to the standard.
#[test]
fn the_packages_validate() {
    let python = || {
        let mut command = Command::new(tools::program(&["python3", "python"]).unwrap_or("python3"));
        command.env("PYTHONPATH", tools::folder().join("python"));
        command
    };
    let has = python().args(["-c", "import frictionless"]).output();
    if !has.is_ok_and(|run| run.status.success()) {
        return tools::skip("Python with frictionless");
    }
    let sites = sites();
    let (_folder, folders) = written(sites);
    let script =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/exports/package.py");
    let run = python()
        .arg(script)
        .args(&folders)
        .output()
        .expect("Python runs");
    let (out, err) = (
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr),
    );
    assert!(run.status.success(), "{out}{err}");
    assert_eq!(out.trim(), format!("{} packages are valid", sites.len()));
}
