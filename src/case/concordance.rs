//! Which sources speak of the same events and claims, and which pairs of them are worth reading side by side.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Claim, Event, Evidence, Kind, Ref};

/// Up to so many sources every pair that shares anything has a page.
pub const FEW: usize = 12;

/// Of more sources each has pages with the nearest alone, so that there are never more pages than a few for each source.
const NEAREST: usize = 8;

/// Of the sources of one event or claim each is counted with so many that follow: what hundreds report brings none of them near.
const WINDOW: usize = 64;

/// What each source bears out, and who shares it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concordance {
    /// Of each source: the events and claims that it is evidence for, events first, in the case's order.
    pub topics: Vec<Vec<Ref>>,
    /// The pairs of sources that have a page, by place.
    pub pairs: Vec<Pair>,
    /// Of each source: its pairs, as places in `pairs`, those that share most first.
    pub partners: Vec<Vec<usize>>,
    /// How much the pair that shares most shares.
    pub most: u32,
}

/// Two sources, the earlier first, and how much both speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Place in `Case::sources`.
    pub a: usize,
    /// Place in `Case::sources`, after `a`.
    pub b: usize,
    /// The events that both report.
    pub events: u32,
    /// The claims on which both say something.
    pub claims: u32,
}

impl Pair {
    /// How much the two share.
    pub fn total(&self) -> u32 {
        self.events.saturating_add(self.claims)
    }

    /// The one that `source` is compared with.
    pub fn other(&self, source: usize) -> usize {
        if self.a == source { self.b } else { self.a }
    }
}

impl Concordance {
    /// The concordance of some sources. `topics` are the events and claims in order, each with the sources that speak of it.
    pub fn new(sources: usize, topics: impl Iterator<Item = (Ref, BTreeSet<usize>)>) -> Self {
        let mut of_source = vec![Vec::new(); sources];
        let mut shared: BTreeMap<(usize, usize), (u32, u32)> = BTreeMap::new();
        for (topic, speaking) in topics {
            let speaking: Vec<usize> = speaking.into_iter().filter(|at| *at < sources).collect();
            for (place, a) in speaking.iter().enumerate() {
                of_source[*a].push(topic);
                for b in speaking.iter().skip(place + 1).take(WINDOW) {
                    let counts = shared.entry((*a, *b)).or_default();
                    match topic.kind {
                        Kind::Event => counts.0 += 1,
                        _ => counts.1 += 1,
                    }
                }
            }
        }
        let pairs = shared.into_iter().map(|((a, b), (events, claims))| Pair {
            a,
            b,
            events,
            claims,
        });
        let pairs = nearest(sources, pairs.collect());
        Concordance {
            partners: partners(sources, &pairs),
            most: pairs.iter().map(Pair::total).max().unwrap_or(0),
            topics: of_source,
            pairs,
        }
    }

    /// The pair's place, whichever source is named first; `None` if it has no page.
    pub fn between(&self, one: usize, other: usize) -> Option<usize> {
        let key = (one.min(other), one.max(other));
        let found = self
            .pairs
            .binary_search_by_key(&key, |pair| (pair.a, pair.b));
        found.ok()
    }
}

/// The sources that some evidence names, each once, in the case's order.
pub fn speaking<'a>(evidence: impl IntoIterator<Item = &'a Evidence>) -> BTreeSet<usize> {
    evidence.into_iter().map(|one| one.source).collect()
}

/// The events and claims of a case, each with the sources that speak of it.
pub fn topics<'a>(
    events: impl Iterator<Item = &'a Event> + 'a,
    claims: impl Iterator<Item = &'a Claim> + 'a,
) -> impl Iterator<Item = (Ref, BTreeSet<usize>)> + 'a {
    let place = |kind, index| Ref { kind, index };
    let events = events
        .enumerate()
        .map(move |(index, event)| (place(Kind::Event, index), speaking(&event.evidence)));
    let claims = claims.enumerate().map(move |(index, claim)| {
        let evidence = claim.positions.iter().flat_map(|one| &one.evidence);
        (place(Kind::Claim, index), speaking(evidence))
    });
    events.chain(claims)
}

/// All pairs of few sources; of many those that are among the nearest of one of their two.
fn nearest(sources: usize, pairs: Vec<Pair>) -> Vec<Pair> {
    if sources <= FEW {
        return pairs;
    }
    let kept: BTreeSet<usize> = partners(sources, &pairs)
        .into_iter()
        .flat_map(|of_source| of_source.into_iter().take(NEAREST))
        .collect();
    kept.into_iter().map(|at| pairs[at]).collect()
}

/// The pairs of each source, those that share most first, then by the other's place.
fn partners(sources: usize, pairs: &[Pair]) -> Vec<Vec<usize>> {
    let mut partners = vec![Vec::new(); sources];
    for (at, pair) in pairs.iter().enumerate() {
        partners[pair.a].push(at);
        partners[pair.b].push(at);
    }
    for (source, pairs_of) in partners.iter_mut().enumerate() {
        pairs_of.sort_by_key(|at| (Reverse(pairs[*at].total()), pairs[*at].other(source)));
    }
    partners
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(index: usize) -> Ref {
        let kind = Kind::Event;
        Ref { kind, index }
    }

    fn claim(index: usize) -> Ref {
        let kind = Kind::Claim;
        Ref { kind, index }
    }

    /// Four sources. Event 0: 0, 1. Event 1: 0, 1, 2. Claim 0: 1, 2. Claim 1: 3 alone.
    #[test]
    fn pairs_are_those_that_share_something() {
        let topics = [
            (event(0), BTreeSet::from([0, 1])),
            (event(1), BTreeSet::from([0, 1, 2])),
            (claim(0), BTreeSet::from([1, 2])),
            (claim(1), BTreeSet::from([3])),
        ];
        let found = Concordance::new(4, topics.into_iter());
        let pair = |a, b, events, claims| Pair {
            a,
            b,
            events,
            claims,
        };
        assert_eq!(
            found.pairs,
            [pair(0, 1, 2, 0), pair(0, 2, 1, 0), pair(1, 2, 1, 1)]
        );
        // Source 1 shares two things with 0 and with 2: then the order of the list decides.
        assert_eq!(found.partners, [vec![0, 1], vec![0, 2], vec![2, 1], vec![]]);
        assert_eq!(found.topics[1], [event(0), event(1), claim(0)]);
        assert_eq!(found.topics[3], [claim(1)]);
        assert_eq!(found.between(2, 1), Some(2));
        assert_eq!(found.between(0, 3), None);
    }

    #[test]
    fn many_sources_have_pages_with_the_nearest_alone() {
        let all: BTreeSet<usize> = (0..60).collect();
        let near = BTreeSet::from([3, 59]);
        let topics = [(event(0), all), (event(1), near)];
        let found = Concordance::new(60, topics.into_iter());
        assert!(found.pairs.len() <= 60 * NEAREST, "{}", found.pairs.len());
        let place = found.between(3, 59).expect("the two that share most");
        assert_eq!(found.partners[3].first(), Some(&place));
        assert!(found.partners.iter().all(|pairs| !pairs.is_empty()));
    }

    #[test]
    fn thousands_of_sources_of_one_event_end() {
        let all: BTreeSet<usize> = (0..10_000).collect();
        let found = Concordance::new(10_000, [(event(0), all)].into_iter());
        assert!(found.pairs.len() <= 80_000);
    }

    #[test]
    fn no_source_and_one_source_have_no_pair() {
        assert_eq!(
            Concordance::new(0, std::iter::empty()),
            Concordance::default()
        );
        let one = Concordance::new(1, [(event(0), BTreeSet::from([0]))].into_iter());
        assert!(one.pairs.is_empty());
    }
}
