//! `data/cards/`: what links lead to, as scripts that a page loads when a card is first wanted. Pages that are opened from a folder
//! may load scripts and nothing else.

use super::prose;
use crate::case::{Case, Kind, Prose, Ref};
use crate::page::card::{Cards, Clerk};
use crate::page::{Words, route};

pub use crate::page::card::shelved;

/// The folder of them all.
const FOLDER: &str = "data/cards/";

/// The output path of a shelf.
pub fn shelf_path(shelf: usize) -> String {
    format!("{FOLDER}{shelf}.js")
}

/// The output path of the cards of a source and its passages: its page's own, with another ending.
pub fn source_path(case: &Case, index: usize) -> String {
    let kind = Kind::Source;
    let page = route::path(case, Ref { kind, index });
    let bare = page.strip_suffix(".html").unwrap_or(&page);
    [FOLDER, bare, ".js"].concat()
}

/// The cards of a shelf, which has those of these pages.
pub fn shelf_js(case: &Case, words: &Words, pages: &[Ref]) -> String {
    script(&with_clerk(case, words, |clerk| clerk.shelf(pages)))
}

/// The cards of a source and its passages.
pub fn source_js(case: &Case, words: &Words, index: usize) -> String {
    script(&with_clerk(case, words, |clerk| clerk.source(index)))
}

fn with_clerk(case: &Case, words: &Words, make: impl FnOnce(&Clerk) -> Cards) -> Cards {
    let plain = |body: &Prose| prose::plain(case, body);
    make(&Clerk {
        case,
        words,
        plain: &plain,
    })
}

fn script(cards: &Cards) -> String {
    let json = serde_json::to_string(cards).unwrap_or_default();
    ["Object.assign(self.casebookCards ??= {}, ", &json, ");\n"].concat()
}
