//! Tools that some tests need and a machine may lack: `.ci/install` puts them into `target/tools`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use casebook::site::Site;

/// Where `.ci/install` puts npm packages.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools")
}

/// The first of these programs that runs.
pub(crate) fn program(names: &[&'static str]) -> Option<&'static str> {
    let runs = |name: &&&'static str| {
        let mut command = Command::new(name);
        command.arg(match **name {
            "java" => "-version",
            "pdftotext" | "pdfinfo" => "-v",
            _ => "--version",
        });
        command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .stdin(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    names.iter().find(runs).copied()
}

/// Says that a test was skipped, and why: it passes by name, not by what it found.
pub(crate) fn skip(what: &str) {
    eprintln!("skipped: {what} not installed");
}

/// A folder with a site's files.
pub(crate) fn write(site: &Site) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_into(site, folder.path());
    folder
}

/// Writes a site's files into a folder.
pub(crate) fn write_into(site: &Site, folder: &Path) {
    for (path, bytes) in &site.files {
        let place = folder.join(path);
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("folders");
        std::fs::write(place, bytes).expect("a file");
    }
}
