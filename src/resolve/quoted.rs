//! The quotations of each source: what several records quote alike is one, with all that quote it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::binding::{Bound, Passage};
use super::quotation::Verdict;
use super::registry::{Order, Registry};
use super::seed::{Seed, Seeds};
use crate::case::{Quotation, QuotationRef, Ref};
use crate::memo::Same;

/// What makes two quotations of a source one: place, verdict; for unverified ones the words.
type Key = (Vec<(usize, usize)>, Verdict, String);

/// The quotations of one source that the edition holds, by place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quotations {
    /// In the article's order; those that are not verified come first.
    pub(super) list: Arc<[Quotation]>,
    /// The passage's pieces in the article's file, for each quotation.
    pub(super) ranges: Vec<Vec<Range<usize>>>,
    places: BTreeMap<Key, usize>,
}

/// The quotations of every source, by its document's position; none for other documents.
#[derive(Clone, Default)]
pub(super) struct Quoted(Vec<Option<Arc<Quotations>>>);

impl Quoted {
    /// The quotation that a passage became; `None` if the edition has it not.
    pub(super) fn place(&self, registry: &Registry, passage: &Passage) -> Option<QuotationRef> {
        let index = *self.of(passage.source)?.places.get(&key(passage))?;
        let source = registry.record(passage.source)?.index;
        Some(QuotationRef { source, index })
    }

    /// The quotations of a source's document.
    pub(super) fn of(&self, document: usize) -> Option<&Arc<Quotations>> {
        self.0.get(document)?.as_ref()
    }
}

/// The quotations as they were gathered last, and from what.
#[derive(Default)]
pub(super) struct Memory {
    order: Option<Same<Order>>,
    bound: Vec<Arc<Bound>>,
    seeds: Option<Arc<Seeds>>,
    /// The documents that quote each source, by the source's document.
    quoting: BTreeMap<usize, BTreeSet<usize>>,
    last: Arc<Quoted>,
}

impl Memory {
    /// Gathers what the edition's records quote, anew for the sources of which that changed.
    pub(super) fn gather(
        &mut self,
        order: &Arc<Order>,
        registry: &Registry,
        seeds: &Arc<Seeds>,
        bound: &[Arc<Bound>],
    ) -> Arc<Quoted> {
        if self.order.as_ref().is_none_or(|last| !last.is(order)) {
            *self = Memory {
                order: Some(Same::of(order)),
                last: Arc::new(Quoted(vec![None; bound.len()])),
                ..Memory::default()
            };
        }
        let changed = self.changed(seeds, bound);
        let gathered: Vec<_> = changed
            .into_par_iter()
            .map(|source| (source, self.quotations(registry, seeds, bound, source)))
            .filter(|(source, now)| self.last.of(*source).map(|last| &**last) != now.as_ref())
            .collect();
        if !gathered.is_empty() {
            let last = Arc::make_mut(&mut self.last);
            for (source, quotations) in gathered {
                last.0[source] = quotations.map(Arc::new);
            }
        }
        Arc::clone(&self.last)
    }

    /// The sources whose article changed, or what is quoted from it.
    fn changed(&mut self, seeds: &Arc<Seeds>, bound: &[Arc<Bound>]) -> BTreeSet<usize> {
        let mut changed = BTreeSet::new();
        for (at, now) in bound.iter().enumerate() {
            let before = self.bound.get(at);
            if before.is_some_and(|before| Arc::ptr_eq(before, now)) {
                continue;
            }
            for source in before.iter().flat_map(|before| &before.sources) {
                if let Some(quoting) = self.quoting.get_mut(source) {
                    quoting.remove(&at);
                }
                changed.insert(*source);
            }
            for source in &now.sources {
                self.quoting.entry(*source).or_default().insert(at);
                changed.insert(*source);
            }
        }
        if let Some(before) = &self.seeds {
            changed.extend(seeds.read_anew(before));
        }
        self.seeds = Some(Arc::clone(seeds));
        self.bound = bound.to_vec();
        changed
    }

    fn quotations(
        &self,
        registry: &Registry,
        seeds: &Seeds,
        bound: &[Arc<Bound>],
        source: usize,
    ) -> Option<Quotations> {
        let place = registry.record(source)?;
        let mut cited: BTreeMap<Key, Vec<Ref>> = BTreeMap::new();
        for at in self.quoting.get(&source)? {
            let Some(by) = registry.record(*at) else {
                continue;
            };
            let shown = bound[*at].passages.values().filter(|passage| passage.shown);
            for passage in shown.filter(|passage| passage.source == source) {
                cited.entry(key(passage)).or_default().push(by);
            }
        }
        let (id, seed) = (&registry.documents[source].id, seeds.get(source));
        let mut list = Vec::with_capacity(cited.len());
        let (mut ranges, mut places) = (Vec::with_capacity(cited.len()), BTreeMap::new());
        for (index, (key, mut by)) in cited.into_iter().enumerate() {
            by.sort_unstable();
            by.dedup();
            let at = QuotationRef {
                source: place.index,
                index,
            };
            list.push(quotation(&key, id, at, seed, by));
            ranges.push(key.0.iter().map(|(start, end)| *start..*end).collect());
            places.insert(key, index);
        }
        (!list.is_empty()).then(|| Quotations {
            list: list.into(),
            ranges,
            places,
        })
    }
}

fn key(passage: &Passage) -> Key {
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
    (ranges, passage.verdict, quote)
}

fn quotation(
    key: &Key,
    id: &str,
    at: QuotationRef,
    seed: Option<&Seed>,
    cited_by: Vec<Ref>,
) -> Quotation {
    let (ranges, verdict, _) = key;
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
        Verdict::NearMiss | Verdict::Absent => at.index.to_string(),
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
        source: at.source,
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
