//! A handout as PDF: the longest of the demo's, eight pages, set for the first time and once more.

use std::path::Path;
use std::sync::Arc;

use casebook::case::Edition;
use casebook::input::{self, Settings};
use casebook::progress::Silence;
use casebook::render::Press;
use casebook::{Memory, prepare};
use divan::Bencher;

/// With nothing remembered of what was set before; fonts are read.
#[divan::bench(max_time = 4)]
fn typeset(bencher: Bencher) {
    let press = press();
    let at = longest(&press);
    press.paper_of_size(at, None).expect("a PDF");
    bencher
        .with_inputs(|| comemo::evict(0))
        .bench_local_values(|()| press.paper_of_size(at, None).map(|pdf| pdf.len()));
}

/// With what was set before remembered, as in a preview.
#[divan::bench(max_time = 4)]
fn typeset_again(bencher: Bencher) {
    let press = press();
    let at = longest(&press);
    bencher.bench_local(|| press.paper_of_size(at, None).map(|pdf| pdf.len()));
}

fn press() -> Arc<Press> {
    let (inputs, _) = input::load(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the demo");
    let settings = Settings {
        edition: Edition::Instructor,
        ..Settings::default()
    };
    let prepared = prepare(&inputs, &settings, &mut Memory::default(), &Silence);
    prepared.press.expect("a case without errors")
}

fn longest(press: &Press) -> usize {
    let all = 0..press.case().handouts.len();
    let length = |at: &usize| press.paper_of_size(*at, None).map_or(0, |pdf| pdf.len());
    all.max_by_key(length).expect("a handout")
}
