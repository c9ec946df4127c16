//! Cards of links: by pointer, key and finger, from a folder and from a server, and none without script.

use std::path::Path;

use casebook::case::Edition;

use super::{driver, said, script};
use crate::{demo, tools};

#[test]
fn links_show_what_they_lead_to() {
    let Some((driver, chromium)) = driver() else {
        return;
    };
    let folder = tools::write(demo::site(Edition::Public));
    let run = script("cards.mjs", &[&driver, Path::new(chromium), folder.path()]);
    said(&run, "scenes went well");
}
