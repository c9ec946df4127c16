//! Two sources side by side: what both speak of, in the words of each, and what only one of them reports.

use std::collections::BTreeSet;

use serde::Serialize;

use super::passage::{self, PassageView, Witness};
use crate::case::{Kind, Ref, Status};
use crate::page::entry::{self, SourceEntry};
use crate::page::{Date, Desk, name};

/// Two sources.
#[derive(Debug, Serialize)]
pub struct PairView {
    /// The two, the earlier in the case's order first.
    pub sources: [SourceEntry; 2],
    /// What both speak of: events in the timeline's order, then claims.
    pub topics: Vec<PairTopic>,
    /// How many of those are events.
    pub events: usize,
    /// How many are claims.
    pub claims: usize,
    /// On how many claims they agree, wholly or in part: there is at least one position that both take.
    pub agree: usize,
    /// On how many they take positions and share none.
    pub differ: usize,
    /// What the first alone reports, then what the second does.
    pub only: [Vec<PairOnly>; 2],
}

/// An event or a claim that both speak of.
#[derive(Debug, Serialize)]
pub struct PairTopic {
    /// `event` or `claim`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Its anchor on this page.
    pub anchor: String,
    /// When an event took place; `None` is undated.
    pub date: Option<Date>,
    /// `disputed`, `settled` or `open`, of a claim.
    pub status: Option<&'static str>,
    /// How the two stand to each other on a claim.
    pub relation: Option<Relation>,
    /// The positions on a claim that either of them takes.
    pub positions: Vec<PositionLine>,
    /// What each says.
    pub sides: [PairSide; 2],
}

/// How two sources stand to each other on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// They take the same positions.
    Agree,
    /// They share a position, and one takes another besides: they agree in part.
    Overlap,
    /// They take different positions.
    Differ,
}

/// A position on a claim.
#[derive(Debug, Serialize)]
pub struct PositionLine {
    /// Its number on its claim's page, from 1.
    pub number: usize,
    /// The answer in the editor's words.
    pub says: String,
    /// Whether the first source takes it, and whether the second does.
    pub by: [bool; 2],
}

/// What one source says.
#[derive(Debug, Serialize)]
pub struct PairSide {
    /// How the case calls it.
    pub label: String,
    /// Its language, where it is not the site's.
    pub language: Option<String>,
    /// The positions on a claim that it takes.
    pub positions: Vec<usize>,
    /// Its words, each passage in its paragraph as far as the rights allow.
    pub passages: Vec<PassageView>,
}

/// What only one of the two speaks of.
#[derive(Debug, Serialize)]
pub struct PairOnly {
    /// `event` or `claim`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// When an event took place.
    pub date: Option<Date>,
}

/// The pair at `index` of the concordance.
pub fn pair(desk: &Desk, index: usize) -> PairView {
    let concordance = &desk.case.concordance;
    let pair = concordance.pairs[index];
    let of =
        |source: usize| -> BTreeSet<Ref> { concordance.topics[source].iter().copied().collect() };
    let (a, b) = (of(pair.a), of(pair.b));
    let shared = a.intersection(&b);
    let topics: Vec<PairTopic> = shared
        .map(|at| topic(desk, *at, [pair.a, pair.b]))
        .collect();
    let only = |these: &BTreeSet<Ref>, those: &BTreeSet<Ref>| {
        let places = these.difference(those);
        places.map(|at| only(desk, *at)).collect()
    };
    let count = |counts: &[Relation]| {
        let relations = topics.iter().filter_map(|one| one.relation);
        relations.filter(|one| counts.contains(one)).count()
    };
    let events = topics.iter().filter(|one| one.kind == "event").count();
    PairView {
        sources: [entry::source(desk, pair.a), entry::source(desk, pair.b)],
        events,
        claims: topics.len() - events,
        agree: count(&[Relation::Agree, Relation::Overlap]),
        differ: count(&[Relation::Differ]),
        only: [only(&a, &b), only(&b, &a)],
        topics,
    }
}

fn only(desk: &Desk, at: Ref) -> PairOnly {
    let link = desk.link(at.kind, at.index);
    PairOnly {
        kind: name::kind(at.kind),
        title: link.title,
        url: link.url,
        date: date(desk, at),
    }
}

fn date(desk: &Desk, at: Ref) -> Option<Date> {
    let event = (at.kind == Kind::Event).then(|| &desk.case.events[at.index]);
    let date = event.and_then(|event| event.date.as_ref());
    date.map(|date| desk.date(date))
}

fn topic(desk: &Desk, at: Ref, sources: [usize; 2]) -> PairTopic {
    let link = desk.link(at.kind, at.index);
    let sides = sources.map(|source| side(desk, at, source));
    let kind = name::kind(at.kind);
    PairTopic {
        kind,
        title: link.title,
        url: link.url,
        anchor: format!("_{kind}-{}", desk.case.head(at).stem),
        date: date(desk, at),
        status: status(desk, at).map(name::status),
        relation: (at.kind == Kind::Claim).then(|| relation(&sides)),
        positions: positions(desk, at, &sides),
        sides,
    }
}

fn status(desk: &Desk, at: Ref) -> Option<Status> {
    (at.kind == Kind::Claim).then(|| desk.case.claims[at.index].status)
}

/// What a source says of an event or a claim.
fn side(desk: &Desk, at: Ref, source: usize) -> PairSide {
    let record = &desk.case.sources[source];
    let witnesses = witnesses(desk, at, source);
    let mut positions: Vec<usize> = witnesses.iter().filter_map(|one| one.position).collect();
    positions.dedup();
    PairSide {
        label: record.label.clone(),
        language: desk.foreign(record.language.as_deref()),
        passages: passage::passages(desk, source, &witnesses),
        positions,
    }
}

/// A source's evidence on an event or a claim, by position.
fn witnesses<'a>(desk: &Desk<'a>, at: Ref, source: usize) -> Vec<Witness<'a>> {
    let case = desk.case;
    let evidence: Vec<Witness> = match at.kind {
        Kind::Claim => {
            let positions = case.claims[at.index].positions.iter().zip(1..);
            let evidence = positions.flat_map(|(position, number)| {
                let evidence = position.evidence.iter();
                evidence.map(move |evidence| Witness {
                    evidence,
                    position: Some(number),
                })
            });
            evidence.collect()
        }
        _ => {
            let evidence = case.events[at.index].evidence.iter();
            let position = None;
            evidence
                .map(|evidence| Witness { evidence, position })
                .collect()
        }
    };
    let own = evidence
        .into_iter()
        .filter(|one| one.evidence.source == source);
    own.collect()
}

fn relation(sides: &[PairSide; 2]) -> Relation {
    let [a, b] = sides;
    if a.positions == b.positions {
        Relation::Agree
    } else if a.positions.iter().any(|one| b.positions.contains(one)) {
        Relation::Overlap
    } else {
        Relation::Differ
    }
}

fn positions(desk: &Desk, at: Ref, sides: &[PairSide; 2]) -> Vec<PositionLine> {
    if at.kind != Kind::Claim {
        return Vec::new();
    }
    let positions = desk.case.claims[at.index].positions.iter().zip(1..);
    let lines = positions.map(|(position, number)| PositionLine {
        number,
        says: position.says.clone(),
        by: [0, 1].map(|side: usize| sides[side].positions.contains(&number)),
    });
    lines.filter(|line| line.by != [false, false]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taking(positions: &[usize]) -> PairSide {
        PairSide {
            label: String::new(),
            language: None,
            positions: positions.to_vec(),
            passages: Vec::new(),
        }
    }

    #[test]
    fn sources_agree_overlap_or_differ() {
        let cases = [
            (vec![1], vec![1], Relation::Agree),
            (vec![1, 2], vec![1, 2], Relation::Agree),
            (vec![1, 2], vec![2], Relation::Overlap),
            (vec![1], vec![2, 3], Relation::Differ),
        ];
        for (a, b, expected) in cases {
            assert_eq!(relation(&[taking(&a), taking(&b)]), expected, "{a:?} {b:?}");
        }
    }
}
