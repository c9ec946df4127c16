//! Who is who: every profile by kind, with an index where there are many.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::presence::{self, Strip};
use crate::case::ProfileKind;
use crate::page::entry::{self, ProfileEntry};
use crate::page::{Desk, Link, name, route};

/// A group with more profiles than these has an index of letters.
const MANY: usize = 24;

/// An index longer than this is none: the first signs of Chinese names differ nearly all.
const LETTERS: usize = 36;

/// A case with more sources than these doesn't name them beside the key of the strips.
const KEY: usize = 12;

/// Who is who.
#[derive(Debug, Serialize)]
pub struct ProfilesView {
    /// How many profiles there are.
    pub count: usize,
    /// The profiles by kind; kinds without any are left out.
    pub groups: Vec<ProfileGroup>,
    /// How many sources there are.
    pub sources: usize,
    /// The sources in the order of the strips' places; empty where there are too many to name.
    pub key: Vec<Link>,
    /// The page of who is named with whom.
    pub network: String,
}

/// The profiles of one kind.
#[derive(Debug, Serialize)]
pub struct ProfileGroup {
    /// `person`, `organization`, `group`, `product` or `place`.
    pub kind: &'static str,
    /// By name.
    pub profiles: Vec<ListedProfile>,
    /// The first letters of their names, where there are many.
    pub letters: Vec<Letter>,
}

/// A profile in who is who.
#[derive(Debug, Serialize)]
pub struct ListedProfile {
    /// What stands in every list.
    #[serde(flatten)]
    pub entry: ProfileEntry,
    /// How many sources name it.
    pub named_by: usize,
    /// Which.
    pub strip: Strip,
    /// The anchor of its letter, if it is the letter's first.
    pub anchor: Option<String>,
}

/// A letter of an index.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// The letter.
    pub letter: String,
    /// The id of the first profile under it.
    pub anchor: String,
}

/// Every profile, by kind.
pub fn list(desk: &Desk) -> ProfilesView {
    let all: Vec<usize> = (0..desk.case.profiles.len()).collect();
    let sources = desk.case.sources.len();
    ProfilesView {
        count: all.len(),
        groups: groups(desk, &all),
        sources,
        key: (0..sources)
            .filter(|_| sources <= KEY)
            .map(|at| desk.source(at))
            .collect(),
        network: route::relative(desk.path, route::NETWORK),
    }
}

/// Profiles, in the order given, by kind.
pub fn groups(desk: &Desk, places: &[usize]) -> Vec<ProfileGroup> {
    let kinds = [
        ProfileKind::Person,
        ProfileKind::Organization,
        ProfileKind::Group,
        ProfileKind::Product,
        ProfileKind::Place,
    ];
    kinds
        .into_iter()
        .filter_map(|kind| group(desk, places, kind))
        .collect()
}

fn group(desk: &Desk, places: &[usize], kind: ProfileKind) -> Option<ProfileGroup> {
    let of_kind = places
        .iter()
        .filter(|at| desk.case.profiles[**at].kind == kind);
    let mut profiles: Vec<ListedProfile> = of_kind.map(|at| listed(desk, *at)).collect();
    let kind = name::profile_kind(kind);
    let letters = index(kind, &mut profiles);
    (!profiles.is_empty()).then_some(ProfileGroup {
        kind,
        profiles,
        letters,
    })
}

fn listed(desk: &Desk, index: usize) -> ListedProfile {
    let places = &desk.case.named_in[index];
    let strip = presence::strip(desk, places);
    ListedProfile {
        entry: entry::profile(desk, index),
        named_by: strip.strokes.len(),
        strip,
        anchor: None,
    }
}

/// Sets the anchors of the first letters of many profiles, which are in the language's order.
fn index(kind: &str, profiles: &mut [ListedProfile]) -> Vec<Letter> {
    let first: Vec<String> = profiles
        .iter()
        .map(|one| letter(&one.entry.title))
        .collect();
    let starts = (0..first.len()).filter(|at| *at == 0 || first[*at] != first[at - 1]);
    let starts: Vec<usize> = starts.collect();
    if profiles.len() <= MANY || starts.len() > LETTERS {
        return Vec::new();
    }
    let mut letters = Vec::new();
    for (number, at) in starts.into_iter().enumerate() {
        let anchor = format!("_{kind}-{}", number + 1);
        profiles[at].anchor = Some(anchor.clone());
        letters.push(Letter {
            letter: first[at].clone(),
            anchor,
        });
    }
    letters
}

/// The letter that a name stands under: its first, without accents, as a capital. Figures and signs stand under one.
fn letter(name: &str) -> String {
    match name.nfd().find(|c| c.is_alphanumeric()) {
        Some(c) if c.is_alphabetic() => c.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_under_their_first_letter_without_its_accent() {
        let cases = [
            ("Émile", "E"),
            ("ann", "A"),
            ("“Zoë”", "Z"),
            ("36Kr", "#"),
            ("雷军", "雷"),
            ("", "#"),
        ];
        for (name, expected) in cases {
            assert_eq!(letter(name), expected, "{name}");
        }
    }
}
