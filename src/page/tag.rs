//! A tag and all that carries it.

use serde::Serialize;

use super::{Date, Desk, name};
use crate::case::{Kind, Ref, Target};

/// A tag.
#[derive(Debug, Serialize)]
pub struct TagView {
    /// How many records carry it.
    pub count: usize,
    /// What carries it, by kind.
    pub groups: Vec<TagGroup>,
    /// Every tag of the case in its order, this one among them.
    pub tags: Vec<TagLink>,
}

/// What carries the tag, of one kind.
#[derive(Debug, Serialize)]
pub struct TagGroup {
    /// `note`, `event`, `profile`, `source`, `claim`, `question` or `handout`.
    pub kind: &'static str,
    /// In the case's order.
    pub members: Vec<TagMember>,
}

/// A record that carries the tag.
#[derive(Debug, Serialize)]
pub struct TagMember {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence on it.
    pub summary: Option<String>,
    /// When it happened, of an event; when it was published, of a source.
    pub date: Option<Date>,
}

/// A tag in the list of all tags.
#[derive(Debug, Serialize)]
pub struct TagLink {
    /// As first written.
    pub title: String,
    /// Its page.
    pub url: String,
    /// How many records carry it.
    pub count: usize,
    /// Whether it is this page's.
    pub current: bool,
}

/// The tag at `index`.
pub fn view(desk: &Desk, index: usize) -> TagView {
    let mut places = desk.case.tags[index].members.clone();
    places.sort_unstable();
    let groups = places
        .chunk_by(|a, b| a.kind == b.kind)
        .map(|group| TagGroup {
            kind: name::kind(group[0].kind),
            members: group.iter().map(|at| member(desk, *at)).collect(),
        });
    TagView {
        count: places.len(),
        groups: groups.collect(),
        tags: tags(desk, index),
    }
}

fn member(desk: &Desk, place: Ref) -> TagMember {
    let case = desk.case;
    let head = case.head(place);
    let date = match place.kind {
        Kind::Event => case.events[place.index].date.as_ref(),
        Kind::Source => case.sources[place.index].date.as_ref(),
        _ => None,
    };
    TagMember {
        title: head.title.clone(),
        url: desk.record_url(place),
        summary: head.summary.clone(),
        date: date.map(|date| desk.date(date)),
    }
}

fn tags(desk: &Desk, current: usize) -> Vec<TagLink> {
    let tags = desk.case.tags.iter().enumerate();
    tags.map(|(index, tag)| TagLink {
        title: tag.name.clone(),
        url: desk.url(&Target::Tag(index)),
        count: tag.members.len(),
        current: index == current,
    })
    .collect()
}
