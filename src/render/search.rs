//! The search: an index of every word that the edition may show, and the texts that results are shown with.
//!
//! Both are scripts that hand data to `assets/search-engine.js`, since a page that was opened from the disk may load scripts and nothing
//! else. The index is what a keystroke needs: words, where they stand, titles and addresses. The texts are cut into shelves, of
//! which a browser loads those alone whose results it shows.
//!
//! Nothing here asks who may see what: a `Case` is one edition, and an article's paragraphs are what its rights allow. That has to
//! be right by construction, because an index of single words shows the leak guard no run of words. The texts are kept as they
//! read, so that the guard sees what it would find on a page.

mod code;
mod entry;
mod index;
#[cfg(test)]
mod tests;
mod token;

use serde::Serialize;

use crate::case::{Case, Kind, Ref};
use crate::page::Words;

/// The output path of the index.
pub const INDEX_PATH: &str = "data/search/index.js";

/// What the scripts hand their data to.
const GLOBAL: &str = "casebookSearch";

/// How many records share a shelf of texts.
const SHELF: usize = 64;

/// How many sources share one: articles are long.
const SOURCE_SHELF: usize = 8;

/// The records before the sources, in the order in which equally good results stand.
const KINDS: [Kind; 7] = [
    Kind::Case,
    Kind::Note,
    Kind::Event,
    Kind::Profile,
    Kind::Claim,
    Kind::Question,
    Kind::Handout,
];

/// The output path of a shelf of texts.
pub fn texts_path(shelf: usize) -> String {
    format!("data/search/texts-{shelf}.js")
}

/// How many shelves there are. It depends on nothing but which records there are, so that an edited text moves no other.
pub fn shelves(case: &Case) -> usize {
    let first = first_source(case);
    first.div_ceil(SHELF) + case.sources.len().div_ceil(SOURCE_SHELF)
}

/// The index.
pub fn index_js(case: &Case, words: &Words) -> String {
    script("index", &index::of(case, words))
}

/// The texts of a shelf: of each record its sections. They are made a second time here, which is a five-hundredth of a build; kept from the
/// index on they would stay in a preview's memory, all the words of the case once more.
pub fn texts_js(case: &Case, shelf: usize) -> String {
    let texts: Vec<Vec<String>> = on_shelf(case, shelf)
        .map(|place| entry::texts(case, place))
        .collect();
    script("texts", &(shelf, texts))
}

/// A script that hands a value to a function of the global. JSON is JavaScript since ECMAScript 2019.
fn script(function: &str, value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    [GLOBAL, ".", function, "(", &json, ");\n"].concat()
}

/// How many records stand before the sources.
fn first_source(case: &Case) -> usize {
    KINDS.iter().map(|kind| case.count(*kind)).sum()
}

/// Every record, in the order of the index.
fn places(case: &Case) -> impl Iterator<Item = Ref> {
    let kinds = KINDS.into_iter().chain([Kind::Source]);
    kinds.flat_map(|kind| (0..case.count(kind)).map(move |index| Ref { kind, index }))
}

/// The records on a shelf.
fn on_shelf(case: &Case, shelf: usize) -> impl Iterator<Item = Ref> {
    let first = first_source(case);
    let (from, to) = match shelf.checked_sub(first.div_ceil(SHELF)) {
        None => (shelf * SHELF, first.min((shelf + 1) * SHELF)),
        Some(at) => (first + at * SOURCE_SHELF, first + (at + 1) * SOURCE_SHELF),
    };
    places(case).skip(from).take(to - from)
}
