//! References and citations in the case's citation style, a style of the [Citation Style Language](https://citationstyles.org).
//!
//! They are made once for all pages. Each work is set by itself; those that a text would cite by the same words are set together, so that
//! the style tells them apart (`2025a`, `2025b`).

pub mod coins;
mod date;
mod run;
mod set;
mod spelling;
mod style;
#[cfg(test)]
mod tests;
mod work;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::page::locale::Collation;
use crate::page::{Reference, Words};
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
        let mut made: Vec<Made> = entries
            .par_iter()
            .map(|entry| set::alone(&style, entry))
            .collect();
        let told_apart = alike(&made).into_par_iter().map(|group| {
            let entries: Vec<_> = group.iter().map(|at| &entries[*at]).collect();
            (group, set::together(&style, &entries))
        });
        for (group, told_apart) in told_apart.collect::<Vec<_>>() {
            for (at, one) in group.into_iter().zip(told_apart) {
                made[at] = one;
            }
        }
        let ranks = ranks(&style, &entries, &made, &words.language);
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
fn alike(made: &[Made]) -> Vec<Vec<usize>> {
    let citations = made.iter().map(|made| made.citation.as_ref());
    let words = citations.map(|citation| citation.map(run::words));
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

/// The place of each work in a bibliography: by its author or whatever stands before its date, and among equals as the style has
/// them. A style that sorts nothing keeps the case's order.
fn ranks(style: &Style, entries: &[Entry], made: &[Made], language: &str) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    if style.sorts() {
        let heads = made.iter().map(|made| date::head(&made.entry));
        let groups = grouped(heads.zip(0..));
        let sorted = groups.into_par_iter().map(|(head, mut group)| {
            if group.len() > 1 {
                let entries: Vec<&Entry> = group.iter().map(|at| &entries[*at]).collect();
                let mut placed: Vec<_> = set::places(style, &entries)
                    .into_iter()
                    .zip(group)
                    .collect();
                placed.sort_unstable();
                group = placed.into_iter().map(|(_, at)| at).collect();
            }
            (head, group)
        });
        let mut sorted: Vec<_> = sorted.collect();
        let collation = Collation::new(language);
        sorted.sort_by(|(a, _), (b, _)| collation.compare(a, b));
        order = sorted.into_iter().flat_map(|(_, group)| group).collect();
    }
    let mut ranks = vec![0; order.len()];
    for (rank, at) in order.into_iter().enumerate() {
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
