//! References and citations in the case's citation style, a style of the [Citation Style Language](https://citationstyles.org).
//!
//! They are made once for all pages. Each work is set by itself; those that a text would cite by the same words are set together, so that
//! the style tells them apart (`2025a`, `2025b`).

pub mod coins;
mod date;
mod order;
mod run;
mod set;
mod spelling;
mod style;
#[cfg(test)]
mod tests;
mod work;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use hayagriva::ElemChildren;
use rayon::prelude::*;

use crate::page::locale::Collation;
use crate::page::{Reference, Words};
use order::Order;
pub use run::{Run, inline};
use set::Made;
use spelling::Spelling;
use style::Style;
use work::Entry;
pub use work::Work;

/// The references of all sources, by their place in `Case::sources`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References(Vec<(Vec<Run>, Reference)>);

impl References {
    /// The references of some works in a style, in the language of `words`. A style that there is none of is the default.
    pub fn new(works: &[Work], style: &str, words: &Words) -> Self {
        if works.is_empty() {
            return References::default();
        }
        let style = Style::load(style, &words.language);
        let entries: Vec<_> = works
            .par_iter()
            .enumerate()
            .map(|(at, work)| work.entry(at, words))
            .collect();
        let collation = Collation::new(&words.language);
        let order = OnceCell::new();
        let order = || *order.get_or_init(|| Order::of(&style, words));
        let citations: Vec<_> = entries
            .par_iter()
            .map(|entry| set::citation(&style, entry))
            .collect();
        let mut groups = alike(&citations);
        sort(&mut groups, &entries, &order, &collation);
        let made = set_all(&style, &entries, citations, groups);
        let ranks = match style.sorts() {
            true => ranks(&entries, &made, &order, &collation),
            false => (0..works.len()).collect(),
        };
        let all = works.par_iter().zip(made).zip(ranks);
        References(
            all.map(|((work, made), rank)| finish(work, &made, rank))
                .collect(),
        )
    }

    /// How the source at a place is referred to.
    pub fn get(&self, source: usize) -> Option<&Reference> {
        self.0.get(source).map(|(_, reference)| reference)
    }

    /// Its entry in a bibliography, as runs of text.
    pub fn runs(&self, source: usize) -> &[Run] {
        self.0.get(source).map_or(&[], |(runs, _)| runs)
    }
}

/// The works that a text would cite by the same words.
fn alike(citations: &[Option<ElemChildren>]) -> Vec<Vec<usize>> {
    let words = citations
        .iter()
        .map(|citation| citation.as_ref().map(run::words));
    let groups = grouped(
        words
            .enumerate()
            .filter_map(|(at, words)| Some((words?, at))),
    );
    groups
        .into_values()
        .filter(|group| group.len() > 1)
        .collect()
}

fn grouped(pairs: impl Iterator<Item = (String, usize)>) -> BTreeMap<String, Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (words, at) in pairs {
        groups.entry(words).or_default().push(at);
    }
    groups
}

/// Puts the works of each group in the style's order, which is learnt only if there is one to sort.
fn sort(
    groups: &mut [Vec<usize>],
    entries: &[Entry],
    order: &dyn Fn() -> Order,
    collation: &Collation,
) {
    for group in groups.iter_mut().filter(|group| group.len() > 1) {
        let order = order();
        group.sort_by(|a, b| order.compare(&entries[*a], &entries[*b], collation));
    }
}

/// Sets each work: those of a group together, the others alone.
fn set_all(
    style: &Style,
    entries: &[Entry],
    citations: Vec<Option<ElemChildren>>,
    groups: Vec<Vec<usize>>,
) -> Vec<Made> {
    let mut made: Vec<Option<Made>> = vec![None; entries.len()];
    let together = groups.into_par_iter().map(|group| {
        let entries: Vec<_> = group.iter().map(|at| &entries[*at]).collect();
        (group, set::together(style, &entries))
    });
    for (group, told_apart) in together.collect::<Vec<_>>() {
        for (at, one) in group.into_iter().zip(told_apart) {
            made[at] = Some(one);
        }
    }
    let all = made.into_par_iter().zip(entries).zip(citations);
    let alone = |entry, citation| Made {
        entry: set::alone(style, entry),
        citation,
    };
    all.map(|((made, entry), citation)| made.unwrap_or_else(|| alone(entry, citation)))
        .collect()
}

/// The place of each work in a bibliography: by its author or whatever stands before its date, and among equals in the style's order.
fn ranks(
    entries: &[Entry],
    made: &[Made],
    order: &dyn Fn() -> Order,
    collation: &Collation,
) -> Vec<usize> {
    let heads = made.iter().map(|made| date::head(&made.entry));
    let mut groups: Vec<_> = grouped(heads.zip(0..)).into_iter().collect();
    groups.sort_by(|(a, _), (b, _)| collation.compare(a, b));
    let mut groups: Vec<_> = groups.into_iter().map(|(_, group)| group).collect();
    sort(&mut groups, entries, order, collation);
    let mut ranks = vec![0; entries.len()];
    for (rank, at) in groups.into_iter().flatten().enumerate() {
        ranks[at] = rank;
    }
    ranks
}

fn finish(work: &Work, made: &Made, rank: usize) -> (Vec<Run>, Reference) {
    let spelling = Spelling::of(work.texts());
    let set = |made| {
        let mut runs = run::runs(made);
        spelling.restore(&mut runs);
        runs
    };
    let mut runs = set(&made.entry);
    if runs.is_empty() {
        runs.push(Run::plain(&work.title));
    }
    let in_text = made.citation.as_ref().map(|made| run::text(&set(made)));
    let reference = Reference {
        html: run::html(&runs),
        in_text: in_text.filter(|words| !words.is_empty()),
        coins: coins::context(work),
        rank,
        inline: inline(&runs),
    };
    (runs, reference)
}
