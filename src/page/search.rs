//! The page of the search: without a script it is the index at the end of a book, every record and every other name by letter.

mod letter;

use std::collections::BTreeSet;

use serde::Serialize;

use super::locale::Collation;
use super::{Date, Desk, name};
use crate::case::{Kind, Ref, Target};

/// The index of the case.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// How many entries there are.
    pub count: usize,
    /// The entries by letter, in the order of the site's language; letters without any are left out.
    pub letters: Vec<LetterView>,
}

/// The entries under one letter.
#[derive(Debug, Serialize)]
pub struct LetterView {
    /// The letter, or what stands for digits, signs or a script.
    pub label: String,
    /// Its anchor; it begins with `_`, as no id of the content does.
    pub anchor: String,
    /// The URL of the anchor.
    pub url: String,
    /// In the order of the site's language.
    pub entries: Vec<IndexEntry>,
}

/// An entry of the index.
#[derive(Debug, Serialize)]
pub struct IndexEntry {
    /// The title, the tag or another name of a profile.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// `note`, `event`, `profile`, `source`, `claim`, `question`, `handout` or `tag`.
    pub kind: &'static str,
    /// Of another name: the profile's own.
    pub see: Option<String>,
    /// When an event was or a source was published.
    pub date: Option<Date>,
}

/// The kinds whose records the index lists.
const KINDS: [Kind; 7] = [
    Kind::Note,
    Kind::Event,
    Kind::Profile,
    Kind::Source,
    Kind::Claim,
    Kind::Question,
    Kind::Handout,
];

/// The view of the page.
pub fn view(desk: &Desk) -> SearchView {
    let collation = Collation::new(&desk.words.language);
    let mut entries = entries(desk);
    // A book's index goes by letters, not by the quotation marks before them.
    entries.sort_by(|a, b| {
        let order = collation.compare(letter::bare(&a.title), letter::bare(&b.title));
        order.then_with(|| collation.compare(&a.title, &b.title))
    });
    SearchView {
        count: entries.len(),
        letters: letters(entries, &collation, &desk.words.language),
    }
}

fn entries(desk: &Desk) -> Vec<IndexEntry> {
    let case = desk.case;
    let mut entries = Vec::new();
    for kind in KINDS {
        let places = (0..case.count(kind)).map(|index| Ref { kind, index });
        entries.extend(places.map(|place| record(desk, place)));
    }
    for index in 0..case.profiles.len() {
        entries.extend(other_names(desk, index));
    }
    let tags = case.tags.iter().enumerate();
    entries.extend(tags.map(|(index, tag)| IndexEntry {
        title: tag.name.clone(),
        url: desk.url(&Target::Tag(index)),
        kind: "tag",
        see: None,
        date: None,
    }));
    entries
}

/// The other names of a profile, but those that differ from one before in capitals alone.
fn other_names(desk: &Desk, index: usize) -> Vec<IndexEntry> {
    let profile = &desk.case.profiles[index];
    let mut known = BTreeSet::from([profile.head.title.to_lowercase()]);
    let aliases = profile.aliases.iter();
    let names = aliases.filter(|alias| known.insert(alias.to_lowercase()));
    let place = Ref {
        kind: Kind::Profile,
        index,
    };
    names
        .map(|alias| IndexEntry {
            title: alias.clone(),
            see: Some(profile.head.title.clone()),
            ..record(desk, place)
        })
        .collect()
}

fn record(desk: &Desk, place: Ref) -> IndexEntry {
    let case = desk.case;
    let date = match place.kind {
        Kind::Event => case.events[place.index].date.as_ref(),
        Kind::Source => case.sources[place.index].date.as_ref(),
        _ => None,
    };
    IndexEntry {
        title: case.head(place).title.clone(),
        url: desk.record_url(place),
        kind: name::kind(place.kind),
        see: None,
        date: date.map(|date| desk.date(date)),
    }
}

/// Sorted entries by letter. A letter's entries need not be neighbours: pinyin stands under Latin letters, far behind them.
fn letters(entries: Vec<IndexEntry>, collation: &Collation, language: &str) -> Vec<LetterView> {
    let mut letters: Vec<LetterView> = Vec::new();
    for entry in entries {
        let label = letter::of(&entry.title, collation, language);
        // The last letters are looked at first: mostly it is the last.
        match letters.iter_mut().rev().find(|one| one.label == label) {
            Some(letter) => letter.entries.push(entry),
            None => {
                let anchor = ["_", &label].concat();
                letters.push(LetterView {
                    url: super::route::fragment(&anchor),
                    anchor,
                    label,
                    entries: vec![entry],
                });
            }
        }
    }
    letters.sort_by(|a, b| collation.compare(&a.label, &b.label));
    letters
}
