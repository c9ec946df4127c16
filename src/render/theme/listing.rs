//! Which file of which theme is used, for authors who want to change one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bundle;
use super::shelf::{Held, Shelf};

/// What a path of a theme is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A page's template, or a piece of one.
    Templates,
    /// What a fenced block in a text may name.
    Components,
    /// The words of a language.
    Words,
    /// A style sheet, a script, a picture, a font.
    Assets,
}

/// A path of a theme, and where what stands there comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is for.
    pub group: Group,
    /// The path in the theme.
    pub path: String,
    /// The files that stand there, relative to the case's root, the one that is used first. Of words all are used, the first
    /// before the others. None for a bundle.
    pub files: Vec<Arc<str>>,
    /// What a bundle is made of, in order.
    pub parts: Vec<String>,
    /// Whether it is part of a bundle.
    pub is_part: bool,
}

/// Every path of the theme that pages are made with, by group, then by path.
pub fn list(shelf: &Shelf) -> Vec<Entry> {
    let mut files: BTreeMap<(Group, &str), Vec<Arc<str>>> = BTreeMap::new();
    let of = |held: &Held| Arc::clone(held.file);
    for (path, copies) in &shelf.files {
        if let Some(group) = group(path) {
            files.insert((group, path), copies.iter().map(of).collect());
        }
    }
    for held in &shelf.lent {
        if let Some(at) = held.file.find("/i18n/") {
            let key = (Group::Words, &held.file[at + 1..]);
            files.entry(key).or_default().push(of(held));
        }
    }
    let mut parts = bundles(shelf);
    for path in parts.keys() {
        files.entry((Group::Assets, path)).or_default().clear();
    }
    let all: BTreeSet<String> = parts.values().flatten().cloned().collect();
    let entry = |((group, path), files): ((Group, &str), Vec<Arc<str>>)| Entry {
        group,
        path: path.to_owned(),
        files,
        parts: parts.remove(path).unwrap_or_default(),
        is_part: all.contains(path),
    };
    files.into_iter().map(entry).collect()
}

fn bundles<'s>(shelf: &'s Shelf) -> BTreeMap<&'s str, Vec<String>> {
    let bundles = bundle::used(shelf).into_keys();
    bundles
        .map(|path| (path, bundle::parts(shelf, path)))
        .collect()
}

fn group(path: &str) -> Option<Group> {
    let (folder, name) = path.split_once('/')?;
    match folder {
        "templates" if !name.ends_with(".html") => None,
        "templates" if name.starts_with("components/") => Some(Group::Components),
        "templates" => Some(Group::Templates),
        "i18n" if name.ends_with(".yaml") => Some(Group::Words),
        "assets" => Some(Group::Assets),
        _ => None,
    }
}
