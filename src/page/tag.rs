//! A tag and all that carries it.

use serde::Serialize;

use super::{Cited, Desk, name};

/// A tag.
#[derive(Debug, Serialize)]
pub struct TagView {
    /// What carries it, by kind.
    pub groups: Vec<TagGroup>,
}

/// What carries the tag, of one kind.
#[derive(Debug, Serialize)]
pub struct TagGroup {
    /// `note`, `event`, `profile`, `source`, `claim`, `question` or `handout`.
    pub kind: &'static str,
    /// In the case's order.
    pub members: Vec<Cited>,
}

/// The tag at `index`.
pub fn view(desk: &Desk, index: usize) -> TagView {
    let mut places = desk.case.tags[index].members.clone();
    places.sort_unstable();
    let groups = places
        .chunk_by(|a, b| a.kind == b.kind)
        .map(|group| TagGroup {
            kind: name::kind(group[0].kind),
            members: group.iter().map(|at| desk.cited(*at)).collect(),
        });
    TagView {
        groups: groups.collect(),
    }
}
