//! Who agrees with whom: of each two sources, on how many questions their words bear out the same position.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::case::{Case, Claim};
use crate::page::{Desk, Link, compare};

/// With more sources than this a table of sources by sources fits no page.
const TABLE: usize = 12;

/// How many others are named of one source.
const PEERS: usize = 3;

/// Who agrees with whom. Two sources agree on a question if there is a position that the words of both bear out, and differ if
/// both take positions and share none. Where one is silent there is nothing to compare.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// How many questions there are.
    pub questions: usize,
    /// The sources that answer a question, in the order of the case, each with what came before it; none with more than 12 sources.
    pub rows: Vec<PairRow>,
    /// Each source with those that it agrees and differs with most often.
    pub standings: Vec<Standing>,
}

/// A source and each source before it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct PairRow {
    /// The source.
    pub source: Link,
    /// The pairs with the sources of the rows before, in their order.
    pub pairs: Vec<Pair>,
}

/// What two sources have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// On how many questions there is at least one position that both take.
    pub same: usize,
    /// On how many they take positions and share none.
    pub differ: usize,
    /// On how many one of them, or both, are silent.
    pub silent: usize,
    /// The page that sets the two side by side, if there is one.
    pub url: Option<String>,
}

/// A source among the others.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The source.
    pub source: Link,
    /// On how many questions it takes a position.
    pub answers: usize,
    /// At most three others that it agrees with most often.
    pub with: Vec<Peer>,
    /// At most three others that it differs with most often.
    pub against: Vec<Peer>,
}

/// Another source, with a count of questions.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Peer {
    /// The source.
    pub source: Link,
    /// On how many questions.
    pub count: usize,
}

/// The pairs that both answer a question, the lesser place first.
type Pairs = BTreeMap<(usize, usize), Pair>;

/// The agreement over some claims; none if no two sources answer the same one.
pub(super) fn of(desk: &Desk, claims: &[usize]) -> Option<Agreement> {
    let (answers, pairs) = count(desk.case, claims);
    if pairs.is_empty() {
        return None;
    }
    let sources: Vec<usize> = answers.keys().copied().collect();
    let rows = match sources.len() <= TABLE {
        true => rows(desk, &sources, &pairs, claims.len()),
        false => Vec::new(),
    };
    Some(Agreement {
        questions: claims.len(),
        rows,
        standings: standings(desk, &answers, &pairs),
    })
}

/// On how many claims each source takes a position, and what each two have in common. Only sources that answer the same claim
/// are compared, so that many sources with little to say cost little.
fn count(case: &Case, claims: &[usize]) -> (BTreeMap<usize, usize>, Pairs) {
    let mut answers = BTreeMap::new();
    let mut pairs = Pairs::new();
    for claim in claims.iter().map(|at| &case.claims[*at]) {
        let taken: Vec<(usize, BTreeSet<usize>)> = positions(claim).into_iter().collect();
        for (at, (second, theirs)) in taken.iter().enumerate() {
            *answers.entry(*second).or_default() += 1;
            for (first, ours) in taken.iter().take(at) {
                let pair = pairs.entry((*first, *second)).or_default();
                match ours.is_disjoint(theirs) {
                    true => pair.differ += 1,
                    false => pair.same += 1,
                }
            }
        }
    }
    (answers, pairs)
}

/// The positions that each source takes.
fn positions(claim: &Claim) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut taken: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (number, position) in claim.positions.iter().enumerate() {
        for evidence in &position.evidence {
            taken.entry(evidence.source).or_default().insert(number);
        }
    }
    taken
}

fn rows(desk: &Desk, sources: &[usize], pairs: &Pairs, questions: usize) -> Vec<PairRow> {
    let pair = |first: usize, second: usize| {
        let pair = pairs.get(&(first, second)).cloned().unwrap_or_default();
        Pair {
            silent: questions - pair.same - pair.differ,
            url: compare::between(desk, first, second),
            ..pair
        }
    };
    let numbered = sources.iter().enumerate();
    numbered
        .map(|(at, second)| PairRow {
            source: desk.source(*second),
            pairs: sources
                .iter()
                .take(at)
                .map(|first| pair(*first, *second))
                .collect(),
        })
        .collect()
}

fn standings(desk: &Desk, answers: &BTreeMap<usize, usize>, pairs: &Pairs) -> Vec<Standing> {
    let mut others: BTreeMap<usize, Vec<(usize, &Pair)>> = BTreeMap::new();
    for ((first, second), pair) in pairs {
        others.entry(*first).or_default().push((*second, pair));
        others.entry(*second).or_default().push((*first, pair));
    }
    let standing = |(source, count): (&usize, &usize)| {
        let others = others.get(source).map_or(&[][..], Vec::as_slice);
        Standing {
            source: desk.source(*source),
            answers: *count,
            with: peers(desk, others, |pair| pair.same),
            against: peers(desk, others, |pair| pair.differ),
        }
    };
    answers.iter().map(standing).collect()
}

/// Those with the highest counts, in the order of the case where counts are equal.
fn peers(desk: &Desk, others: &[(usize, &Pair)], of: impl Fn(&Pair) -> usize) -> Vec<Peer> {
    let counted = others.iter().map(|(source, pair)| (of(pair), *source));
    let mut counted: Vec<(usize, usize)> = counted.filter(|(count, _)| *count > 0).collect();
    counted.sort_by_key(|(count, source)| (Reverse(*count), *source));
    let peer = |(count, source): &(usize, usize)| Peer {
        source: desk.source(*source),
        count: *count,
    };
    counted.iter().take(PEERS).map(peer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Concordance, Kind, Position, Right, Status, concordance};
    use crate::page::tests::at;
    use crate::render::sample;

    /// A claim whose positions are borne out by these sources.
    fn claim(positions: &[&[usize]]) -> Claim {
        let evidence = |source: &usize| crate::case::Evidence {
            source: *source,
            quotation: None,
            quote: None,
            paragraph: None,
        };
        let position = |sources: &&[usize]| Position {
            says: String::new(),
            evidence: sources.iter().map(evidence).collect(),
        };
        Claim {
            head: sample::head(Kind::Claim, "c", "C"),
            profiles: Vec::new(),
            status: Status::Disputed,
            positions: positions.iter().map(position).collect(),
            body: crate::case::Prose::default(),
        }
    }

    fn case(sources: &[&str], claims: Vec<Claim>) -> Case {
        let mut case = sample::case();
        let source = |id: &&str| sample::source(id, Right::Full, Vec::new()).into();
        case.sources = sources.iter().map(source).collect();
        case.claims = claims.into_iter().map(Into::into).collect();
        case
    }

    fn agreement(case: &Case) -> Option<Agreement> {
        let all: Vec<usize> = (0..case.claims.len()).collect();
        at(case, "claims.html", |desk| of(desk, &all))
    }

    /// Four questions, worked out by hand:
    ///
    /// |   | a   | b | c | d |
    /// | - | --- | - | - | - |
    /// | 1 | 1   | 1 | 2 | – |
    /// | 2 | 1   | 2 | 2 | – |
    /// | 3 | 1+2 | 2 | – | – |
    /// | 4 | 1   | – | – | – |
    fn four_questions() -> Case {
        case(
            &["a", "b", "c", "d"],
            vec![
                claim(&[&[0, 1], &[2]]),
                claim(&[&[0], &[1, 2]]),
                claim(&[&[0, 0], &[1, 0]]),
                claim(&[&[0], &[]]),
            ],
        )
    }

    #[test]
    fn two_sources_agree_where_they_share_a_position() {
        let found = agreement(&four_questions()).unwrap();
        let pair = |same, differ, silent| Pair {
            same,
            differ,
            silent,
            url: None,
        };
        let pairs: Vec<_> = found.rows.iter().map(|row| row.pairs.clone()).collect();
        let a_b = pair(2, 1, 1);
        let c = vec![pair(0, 2, 2), pair(1, 1, 2)];
        assert_eq!(pairs, [vec![], vec![a_b], c]);
        let answers: Vec<_> = found.standings.iter().map(|one| one.answers).collect();
        assert_eq!(answers, [4, 3, 2]);
        let peers = |peers: &[Peer]| -> Vec<(String, usize)> {
            let peer = |peer: &Peer| (peer.source.title.clone(), peer.count);
            peers.iter().map(peer).collect()
        };
        let c = found.standings.last().unwrap();
        assert_eq!(peers(&c.with), [("B".to_owned(), 1)]);
        let against = [("A".to_owned(), 2), ("B".to_owned(), 1)];
        assert_eq!(peers(&c.against), against);
    }

    #[test]
    fn the_page_of_two_sources_counts_as_the_table_does() {
        let mut case = four_questions();
        let claims = case.claims.iter().map(|claim| &**claim);
        let topics = concordance::topics(std::iter::empty(), claims);
        case.concordance = Concordance::new(case.sources.len(), topics).into();
        let rows = agreement(&case).unwrap().rows;
        let table = rows.iter().flat_map(|row| &row.pairs);
        let mut table: Vec<(usize, usize)> = table.map(|pair| (pair.same, pair.differ)).collect();
        let pairs = 0..case.concordance.pairs.len();
        let count = |index| {
            let pair = at(&case, "compare/a-b.html", |desk| compare::pair(desk, index));
            (pair.agree, pair.differ)
        };
        let mut pages: Vec<(usize, usize)> = pairs.map(count).collect();
        table.sort_unstable();
        pages.sort_unstable();
        assert_eq!(pages, table);
        assert_eq!(pages, [(0, 2), (1, 1), (2, 1)]);
    }

    #[test]
    fn where_no_two_sources_answer_the_same_there_is_nothing_to_compare() {
        let case = case(&["a", "b"], vec![claim(&[&[0]]), claim(&[&[], &[1]])]);
        assert_eq!(agreement(&case), None);
    }

    #[test]
    fn many_sources_have_no_table_of_pairs() {
        let ids: Vec<String> = (0..13).map(|at| format!("s{at:02}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let all: Vec<usize> = (0..13).collect();
        let found = agreement(&case(&ids, vec![claim(&[&all])])).unwrap();
        assert_eq!((found.rows.len(), found.standings.len()), (0, 13));
        assert!(found.standings.iter().all(|one| one.with.len() == PEERS));
    }
}
