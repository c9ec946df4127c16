//! A note: a page of the narrative.

use serde::Serialize;

use super::entry::{self, SourceEntry};
use super::{Desk, Link};
use crate::case::Prose;

/// With fewer headings a table of contents is longer than the way it saves.
const HEADINGS_FOR_CONTENTS: usize = 3;

/// A note.
#[derive(Debug, Serialize)]
pub struct NoteView {
    /// One sentence on it.
    pub summary: Option<String>,
    /// Its number in the narrative, from 1.
    pub number: usize,
    /// How many notes there are.
    pub of: usize,
    /// The highest headings, if there are enough for a table of contents.
    pub contents: Vec<Link>,
    /// Its text.
    pub body: Option<String>,
    /// The sources it cites, in the order of a bibliography.
    pub sources: Vec<SourceEntry>,
}

/// The note at `index`.
pub fn view(desk: &Desk, index: usize) -> NoteView {
    let note = &desk.case.notes[index];
    NoteView {
        summary: note.head.summary.clone(),
        number: index + 1,
        of: desk.case.notes.len(),
        contents: contents(desk, &note.body),
        body: desk.body(&note.body),
        sources: cited(desk, &note.body),
    }
}

/// The sources that prose cites, in the order of a bibliography.
pub(super) fn cited(desk: &Desk, prose: &Prose) -> Vec<SourceEntry> {
    works(desk, prose.cites.clone())
}

/// Sources in the order that the case's citation style has in a bibliography.
pub(super) fn works(desk: &Desk, mut sources: Vec<usize>) -> Vec<SourceEntry> {
    sources.sort_by_cached_key(|at| (desk.typesetter.reference(*at).rank, *at));
    sources.dedup();
    sources
        .into_iter()
        .map(|at| entry::source(desk, at))
        .collect()
}

fn contents(desk: &Desk, prose: &Prose) -> Vec<Link> {
    let highest: Vec<Link> = prose
        .headings
        .iter()
        .filter(|heading| heading.level == 2)
        .map(|heading| Link {
            title: heading.text.clone(),
            url: desk.url(&crate::case::Target::Here(heading.anchor.clone())),
        })
        .collect();
    if highest.len() < HEADINGS_FOR_CONTENTS {
        return Vec::new();
    }
    highest
}
