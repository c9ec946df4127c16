//! Who is named with whom: in the same paragraph of a source, or as taking part in the same event.

use std::collections::BTreeMap;

use crate::case::{Case, Kind, Mention, Ref};

/// A paragraph or an event that names more than these is a register of everybody, and ties nobody to anybody. It also bounds the work.
pub const CROWD: usize = 60;

/// What ties two profiles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tie {
    /// The paragraphs that name both.
    pub paragraphs: usize,
    /// The events that both take part in.
    pub events: usize,
    /// The sources of those paragraphs, in order, each once.
    pub sources: Vec<usize>,
}

impl Tie {
    /// How strong it is.
    pub fn strength(&self) -> usize {
        self.paragraphs + self.events
    }

    fn add_paragraph(&mut self, source: usize) {
        self.paragraphs += 1;
        if self.sources.last() != Some(&source) {
            self.sources.push(source);
        }
    }
}

/// The ties of one profile, by the other's place. Looks at its own mentions and events alone.
pub fn of_one(case: &Case, index: usize) -> BTreeMap<usize, Tie> {
    let mut ties: BTreeMap<usize, Tie> = BTreeMap::new();
    let mut done = None;
    for at in &case.named_in[index] {
        let mentions = &case.sources[at.source].mentions;
        let place = (at.source, mentions[at.index].paragraph);
        if done.replace(place) == Some(place) {
            continue;
        }
        for other in named(around(mentions, at.index)) {
            if other != index {
                ties.entry(other).or_default().add_paragraph(at.source);
            }
        }
    }
    for event in events(case, index) {
        for other in crowd(case.events[event].profiles.iter().copied()) {
            if other != index {
                ties.entry(other).or_default().events += 1;
            }
        }
    }
    ties
}

/// All ties of the case, each under its two places, the lesser first.
pub fn all(case: &Case) -> BTreeMap<(usize, usize), Tie> {
    let mut ties: BTreeMap<(usize, usize), Tie> = BTreeMap::new();
    for (source, record) in case.sources.iter().enumerate() {
        for paragraph in record.mentions.chunk_by(|a, b| a.paragraph == b.paragraph) {
            for pair in pairs(&named(paragraph)) {
                ties.entry(pair).or_default().add_paragraph(source);
            }
        }
    }
    for event in &case.events {
        for pair in pairs(&crowd(event.profiles.iter().copied())) {
            ties.entry(pair).or_default().events += 1;
        }
    }
    ties
}

/// The events that a profile takes part in, in the order of the timeline.
pub fn events(case: &Case, index: usize) -> Vec<usize> {
    let own = Ref {
        kind: Kind::Profile,
        index,
    };
    let takes_part =
        |at: &Ref| at.kind == Kind::Event && case.events[at.index].profiles.contains(&index);
    let places = case.linked_from(own).iter();
    places
        .filter(|at| takes_part(at))
        .map(|at| at.index)
        .collect()
}

/// The mentions in the paragraph of the one at `index`: a source's mentions stand in its order, so they are neighbours.
fn around(mentions: &[Mention], index: usize) -> &[Mention] {
    let paragraph = mentions[index].paragraph;
    let same = |mention: &&Mention| mention.paragraph == paragraph;
    let before = mentions[..index].iter().rev().take_while(same).count();
    let after = mentions[index..].iter().take_while(same).count();
    &mentions[index - before..index + after]
}

fn named(mentions: &[Mention]) -> Vec<usize> {
    crowd(mentions.iter().map(|mention| mention.profile))
}

/// Places, each once, in order; none of a crowd.
fn crowd(places: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut places: Vec<usize> = places.collect();
    places.sort_unstable();
    places.dedup();
    if places.len() > CROWD {
        places.clear();
    }
    places
}

fn pairs(places: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    let numbered = places.iter().enumerate();
    numbered.flat_map(|(at, one)| places[at + 1..].iter().map(move |other| (*one, *other)))
}
