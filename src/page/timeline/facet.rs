//! What a timeline can be filtered by, with how many events each choice has.

use serde::Serialize;

use crate::case::concordance::speaking;
use crate::case::{Importance, Kind, Ref};
use crate::page::Desk;

/// One thing to filter by.
#[derive(Debug, Serialize)]
pub struct FacetView {
    /// `weight`, `profile`, `source` or `tag`: the key of a link to a state.
    pub key: &'static str,
    /// Its choices, the most frequent first.
    pub choices: Vec<Choice>,
}

/// A choice.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// What stands for it in a link: the stem of the record's file.
    pub id: String,
    /// What stands for it in a list's entry: its place in the case.
    pub place: usize,
    /// Its words; of a weight a key of the theme's strings.
    pub title: String,
    /// How many events it has.
    pub count: usize,
}

/// Weights, profiles, sources and tags of the case's events. What has fewer than two choices is left out: it would filter nothing.
pub fn facets(desk: &Desk) -> Vec<FacetView> {
    let case = desk.case;
    let mut profiles = vec![0; case.profiles.len()];
    let mut sources = vec![0; case.sources.len()];
    let mut tags = vec![0; case.tags.len()];
    let mut weights = vec![0; 2];
    for event in &case.events {
        weights[usize::from(event.importance == Importance::Minor)] += 1;
        event.profiles.iter().for_each(|at| profiles[*at] += 1);
        event.head.tags.iter().for_each(|at| tags[*at] += 1);
        speaking(&event.evidence)
            .iter()
            .for_each(|at| sources[*at] += 1);
    }
    let stem = |kind, index| case.head(Ref { kind, index }).stem.clone();
    let of_tag = |at: usize| (case.tags[at].stem.clone(), case.tags[at].name.clone());
    let of_profile = |at| (stem(Kind::Profile, at), desk.link(Kind::Profile, at).title);
    let of_source = |at| (stem(Kind::Source, at), desk.source(at).title);
    let of_weight = |at: usize| {
        let key = ["major", "minor"][at];
        (key.to_owned(), key.to_owned())
    };
    let facets = [
        facet("weight", &weights, of_weight),
        facet("profile", &profiles, of_profile),
        facet("source", &sources, of_source),
        facet("tag", &tags, of_tag),
    ];
    facets
        .into_iter()
        .filter(|facet| facet.choices.len() > 1)
        .collect()
}

fn facet(
    key: &'static str,
    counts: &[usize],
    words: impl Fn(usize) -> (String, String),
) -> FacetView {
    let mut places: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] > 0).collect();
    if key != "weight" {
        places.sort_by_key(|at| std::cmp::Reverse(counts[*at]));
    }
    let choice = |place: usize| {
        let (id, title) = words(place);
        Choice {
            id,
            place,
            title,
            count: counts[place],
        }
    };
    FacetView {
        key,
        choices: places.into_iter().map(choice).collect(),
    }
}
