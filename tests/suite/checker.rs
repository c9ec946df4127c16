//! The Nu HTML checker: no error and no warning on any page, in any edition.

use std::path::{Path, PathBuf};
use std::process::Command;

use casebook::case::Edition;
use casebook::input::Settings;
use casebook::site::Site;

use crate::cases::{self, build};
use crate::crawl::TORTURE;
use crate::demo;
use crate::tools;

/// The checker's archive: where `VNU_JAR` says, or where `.ci/install` put it.
fn jar() -> Option<PathBuf> {
    let named = std::env::var_os("VNU_JAR").map(PathBuf::from);
    let installed = tools::folder().join("node_modules/vnu-jar/build/dist/vnu.jar");
    named
        .into_iter()
        .chain([installed])
        .find(|jar| jar.is_file())
}

/// What the checker says of all pages below a folder.
fn check(folder: &Path, jar: &Path) -> String {
    let output = Command::new("java")
        .args(["-Xss4m", "-jar"])
        .arg(jar)
        .args(["--skip-non-html", "--format", "gnu"])
        .arg(folder)
        .output()
        .expect("java runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned()
        + &String::from_utf8_lossy(&output.stdout);
    said.replace(&folder.display().to_string(), "")
}

/// Fails where the checker says anything of these sites.
pub(crate) fn assert_valid(sites: &[(&str, &Site)]) {
    let Some(jar) = jar().filter(|_| tools::program(&["java"]).is_some()) else {
        return tools::skip("nu html checker");
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, site) in sites {
        tools::write_into(site, &folder.path().join(name));
    }
    let said = check(folder.path(), &jar);
    assert!(
        said.is_empty(),
        "{} messages\n{said:.6000}",
        said.lines().count()
    );
}

#[test]
fn the_demo_is_valid_html() {
    let sites = Edition::ALL.map(|edition| (edition.name(), demo::site(edition)));
    assert_valid(&sites);
}

#[test]
fn the_torture_case_is_valid_html() {
    let settings = Settings {
        edition: Edition::Instructor,
        base_url: Some("https://example.edu/x/".to_owned()),
        ..Settings::default()
    };
    let site = build(&TORTURE, &settings).site.expect("a site");
    assert_valid(&[("torture", &site)]);
}

#[test]
fn the_sites_of_all_cases_are_valid_html() {
    let sites = cases::sites();
    let named: Vec<(&str, &Site)> = sites
        .iter()
        .map(|(name, site)| (name.as_str(), site))
        .collect();
    assert_valid(&named);
}

#[test]
fn the_large_case_is_valid_html() {
    assert_valid(&[("large", crate::large::site())]);
}

#[test]
fn cases_of_odd_shapes_are_valid_html() {
    let sites: Vec<(&str, &Site)> = crate::odd::sites()
        .iter()
        .map(|(name, site)| (*name, site))
        .collect();
    assert_valid(&sites);
}
