//! The tags of the edition.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::registry::Registry;
use crate::case::{Case, Kind, Ref, Tag};
use crate::page::locale::Collation;
use crate::page::route;

/// Tags by name, upper and lower case alike.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Tags {
    names: Vec<String>,
    places: BTreeMap<String, usize>,
}

impl Tags {
    /// The tags of the records that the edition holds, sorted as its language does.
    pub(super) fn new(registry: &Registry, collation: &Collation) -> Self {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for (at, document) in registry.documents.iter().enumerate() {
            if registry.record(at).is_some() {
                for tag in document
                    .head
                    .tags
                    .iter()
                    .filter(|tag| !tag.value.trim().is_empty())
                {
                    names
                        .entry(fold(&tag.value))
                        .or_insert_with(|| tag.value.trim().to_owned());
                }
            }
        }
        let mut sorted: Vec<(String, String)> = names.into_iter().collect();
        sorted.sort_by(|a, b| collation.compare(&a.1, &b.1).then_with(|| a.0.cmp(&b.0)));
        let places = sorted
            .iter()
            .enumerate()
            .map(|(index, (key, _))| (key.clone(), index))
            .collect();
        Tags {
            names: sorted.into_iter().map(|(_, name)| name).collect(),
            places,
        }
    }

    /// The place of a tag.
    pub(super) fn get(&self, name: &str) -> Option<usize> {
        self.places.get(&fold(name)).copied()
    }

    /// All names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The tags with what carries them.
    pub(super) fn members(&self, case: &Case) -> Vec<Tag> {
        let mut taken = BTreeSet::new();
        let mut tags: Vec<Tag> = self
            .names
            .iter()
            .map(|name| Tag {
                name: name.clone(),
                stem: stem(name, &mut taken),
                members: Vec::new(),
            })
            .collect();
        for (kind, count) in counts(case) {
            for index in 0..count {
                let place = Ref { kind, index };
                for tag in &case.head(place).tags {
                    tags[*tag].members.push(place);
                }
            }
        }
        tags
    }
}

/// How many records there are of each kind.
pub(super) fn counts(case: &Case) -> [(Kind, usize); 8] {
    [
        (Kind::Case, 1),
        (Kind::Note, case.notes.len()),
        (Kind::Event, case.events.len()),
        (Kind::Profile, case.profiles.len()),
        (Kind::Source, case.sources.len()),
        (Kind::Claim, case.claims.len()),
        (Kind::Question, case.questions.len()),
        (Kind::Handout, case.handouts.len()),
    ]
}

/// "crisis PR" and "crisis-PR" would share a file: the second gets a hash.
fn stem(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = route::tag_stem(name);
    let stem = match taken.contains(&plain.to_lowercase()) {
        true => route::hashed(&plain, name),
        false => plain,
    };
    taken.insert(stem.to_lowercase());
    stem
}

fn fold(name: &str) -> String {
    name.trim().nfc().flat_map(char::to_lowercase).collect()
}
