//! Which source uses which of a profile's names.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::case::{MentionRef, Profile};
use crate::page::{Desk, Link};

/// How many sources are named at a name.
const SOURCES: usize = 24;

/// A name of a profile, and who uses it.
#[derive(Debug, Serialize)]
pub struct NameView {
    /// The name as the author of the profile spelt it.
    pub name: String,
    /// The sources that use it, as citations call them. Where the rights withhold the words, which name is used isn't told.
    pub sources: Vec<NameUse>,
    /// How many more sources there are.
    pub more: usize,
}

/// A source's use of a name.
#[derive(Debug, Serialize)]
pub struct NameUse {
    /// The source.
    pub source: Link,
    /// How often.
    pub count: usize,
}

/// The names of a profile, its title first, then the aliases as written.
pub fn view(desk: &Desk, profile: &Profile, places: &[MentionRef]) -> Vec<NameView> {
    let mut uses: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for mention in places.iter().map(|at| desk.case.mention(*at)) {
        if let Some(words) = &mention.words {
            let by_source = uses.entry(words.alias.as_str()).or_default();
            *by_source.entry(mention.source).or_default() += 1;
        }
    }
    let names = std::iter::once(&profile.head.title).chain(&profile.aliases);
    names
        .map(|name| {
            let by_source = uses.remove(name.trim()).unwrap_or_default();
            let used = by_source.iter().take(SOURCES);
            NameView {
                name: name.clone(),
                more: by_source.len().saturating_sub(SOURCES),
                sources: used
                    .map(|(source, count)| NameUse {
                        source: desk.source(*source),
                        count: *count,
                    })
                    .collect(),
            }
        })
        .collect()
}
