//! Pages in a browser: what holds for all of them, what their scripts do, and that the preview keeps up with its author.

mod cards;
mod checks;
mod margin;
mod search;
mod sources;
mod timeline;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::tools;

const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

#[test]
fn the_preview_keeps_up() {
    let Some((driver, chromium)) = driver() else {
        return;
    };
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/folio");
    let program = Path::new(env!("CARGO_BIN_EXE_casebook"));
    let run = script(
        "preview.mjs",
        &[&driver, Path::new(chromium), program, &theme],
    );
    said(&run, "scenes went well");
}

/// The browser's driver and the browser, where both are installed.
pub(crate) fn driver() -> Option<(PathBuf, &'static str)> {
    let Some(chromium) = tools::program(&CHROMIUM) else {
        tools::skip("chromium");
        return None;
    };
    let driver = tools::folder().join("node_modules/playwright-core");
    if !driver.is_dir() || tools::program(&["node"]).is_none() {
        tools::skip("node with playwright-core");
        return None;
    }
    Some((driver, chromium))
}

/// Runs a script of `tests/suite/browser`.
pub(crate) fn script(name: &str, arguments: &[&Path]) -> Output {
    Command::new("node")
        .arg(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/suite/browser")
                .join(name),
        )
        .args(arguments)
        .output()
        .expect("node runs")
}

/// Holds that a script went well, and came to its last line.
pub(crate) fn said(run: &Output, last: &str) {
    let out = String::from_utf8_lossy(&run.stdout);
    let err = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{out}{err}");
    assert!(out.contains(last), "{out}");
}
