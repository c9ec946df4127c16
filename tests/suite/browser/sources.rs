//! The reading view of an article and the pages that compare: keys, buttons, an address, no script, and a phone.

use std::path::Path;

use casebook::case::Edition;

use super::{driver, said, script};
use crate::{demo, tools};

#[test]
fn articles_are_read_by_passage_and_sources_side_by_side() {
    let Some((driver, chromium)) = driver() else {
        return;
    };
    let folder = tools::write(demo::site(Edition::Public));
    let run = script(
        "sources.mjs",
        &[&driver, Path::new(chromium), folder.path()],
    );
    said(&run, "scenes went well");
}
