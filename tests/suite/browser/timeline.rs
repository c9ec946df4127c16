//! The timeline in a browser: filters, "as known on", rows, zoom, keyboard, links to a state, and the page without a script.

use std::path::Path;

use casebook::case::Edition;

use super::{driver, said, script};
use crate::{demo, tools};

#[test]
fn the_timeline_is_filtered_zoomed_and_walked() {
    let Some((driver, chromium)) = driver() else {
        return;
    };
    let folder = tools::write(demo::site(Edition::Public));
    let run = script(
        "timeline.mjs",
        &[&driver, Path::new(chromium), folder.path()],
    );
    said(&run, "scenes went well");
}

#[test]
fn timelinejs_shows_the_exported_timeline() {
    let Some((driver, chromium)) = driver() else {
        return;
    };
    let timelinejs = tools::folder().join("node_modules/@knight-lab/timelinejs");
    if !timelinejs.is_dir() {
        return tools::skip("TimelineJS");
    }
    let folder = tools::write(demo::site(Edition::Public));
    let chromium = Path::new(chromium);
    let arguments = [driver.as_path(), chromium, folder.path(), &timelinejs];
    said(&script("timelinejs.mjs", &arguments), "scenes went well");
}
