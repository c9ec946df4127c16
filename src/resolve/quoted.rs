//! The list of quotations: what several records quote alike is one, with all that quote it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::binding::{Bound, Passage};
use super::quotation::Verdict;
use super::registry::Registry;
use super::seed::Seed;
use crate::case::{Quotation, Ref};

/// What makes two quotations one: source, place, verdict; for unverified ones the words.
type Key = (usize, Vec<(usize, usize)>, Verdict, String);

/// The quotations of the edition, and where each passage went.
pub(super) struct Quoted {
    /// By source and place.
    pub(super) quotations: Vec<Quotation>,
    /// The passage's pieces in the article's file, for each quotation.
    pub(super) ranges: Vec<Vec<Range<usize>>>,
    places: BTreeMap<Key, usize>,
    /// Positions of sources in the edition, by document.
    sources: Vec<Option<usize>>,
}

impl Quoted {
    /// Gathers what the edition's records quote.
    pub(super) fn new(registry: &Registry, seeds: &[Option<Seed>], bound: &[Bound]) -> Self {
        let sources: Vec<_> = (0..registry.documents.len())
            .map(|at| registry.record(at).map(|place| place.index))
            .collect();
        let mut cited: BTreeMap<Key, (Vec<Ref>, usize)> = BTreeMap::new();
        for (at, passages) in bound.iter().enumerate() {
            let Some(by) = registry.record(at) else {
                continue;
            };
            for passage in passages.values().filter(|passage| passage.shown) {
                let Some(key) = key(passage, &sources) else {
                    continue;
                };
                let entry = cited
                    .entry(key)
                    .or_insert_with(|| (Vec::new(), passage.source));
                entry.0.push(by);
            }
        }
        let mut quoted = Quoted {
            quotations: Vec::new(),
            ranges: Vec::new(),
            places: BTreeMap::new(),
            sources,
        };
        for (index, (key, (mut by, document))) in cited.into_iter().enumerate() {
            by.sort_unstable();
            by.dedup();
            let id = &registry.documents[document].id;
            let seed = seeds[document].as_ref();
            quoted.quotations.push(quotation(&key, id, index, seed, by));
            quoted
                .ranges
                .push(key.1.iter().map(|(start, end)| *start..*end).collect());
            quoted.places.insert(key, index);
        }
        quoted
    }

    /// The quotation that a passage became; `None` if the edition has it not.
    pub(super) fn place(&self, passage: &Passage) -> Option<usize> {
        self.places.get(&key(passage, &self.sources)?).copied()
    }

    /// The quotations of a source, in the article's order.
    pub(super) fn of_source(&self, source: usize) -> impl Iterator<Item = usize> + '_ {
        let of_source = move |(_, quotation): &(usize, &Quotation)| quotation.source == source;
        self.quotations
            .iter()
            .enumerate()
            .filter(of_source)
            .map(|(index, _)| index)
    }
}

fn key(passage: &Passage, sources: &[Option<usize>]) -> Option<Key> {
    let source = sources.get(passage.source).copied().flatten()?;
    let ranges: Vec<_> = passage
        .ranges
        .iter()
        .map(|range| (range.start, range.end))
        .collect();
    let quote = if ranges.is_empty() {
        passage.quote.clone()
    } else {
        String::new()
    };
    Some((source, ranges, passage.verdict, quote))
}

fn quotation(
    key: &Key,
    id: &str,
    index: usize,
    seed: Option<&Seed>,
    cited_by: Vec<Ref>,
) -> Quotation {
    let (source, ranges, verdict, _) = key;
    let anchor = ranges
        .iter()
        .fold(String::from("q"), |mut anchor, (start, end)| {
            let _ = write!(
                anchor,
                "{}{start}-{end}",
                if anchor == "q" { "" } else { "." }
            );
            anchor
        });
    let verified = !ranges.is_empty();
    let suffix = match verdict {
        Verdict::Exact => String::new(),
        Verdict::Normalised => "n".to_owned(),
        Verdict::Elided => "e".to_owned(),
        Verdict::NearMiss | Verdict::Absent => index.to_string(),
    };
    let texts = ranges
        .iter()
        .filter_map(|(start, end)| seed?.text.get(*start..*end));
    let text = texts.map(one_line).collect::<Vec<_>>().join(" … ");
    let paragraph = ranges.first().and_then(|(start, _)| {
        let paragraphs = &seed?.article.paragraphs;
        let at = paragraphs.partition_point(|paragraph| paragraph.range.end <= *start);
        paragraphs.get(at).map(|paragraph| paragraph.number)
    });
    Quotation {
        id: format!("{id}-{anchor}{suffix}"),
        anchor: verified.then_some(anchor),
        source: *source,
        text: verified.then_some(text),
        verdict: *verdict,
        paragraph,
        cited_by,
    }
}

/// A passage as running text: its line ends are the file's, not its own.
fn one_line(text: &str) -> String {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
