//! Notes in the margin: beside their block, clear of each other, of the text and of the window's edge.

use std::path::Path;

use casebook::case::Edition;

use super::{driver, said, script};
use crate::{demo, tools};

#[test]
fn notes_stand_beside_what_they_belong_to() {
    let Some((driver, chromium)) = driver() else {
        return;
    };
    let folder = tools::write(demo::site(Edition::Instructor));
    let run = script("margin.mjs", &[&driver, Path::new(chromium), folder.path()]);
    said(&run, "scenes went well");
}
