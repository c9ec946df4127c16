//! Who is named with whom: drawn, and as a table.
//!
//! A tie is that two profiles are named in the same paragraph of a source, or take part in the same event. It is counted, not judged.

pub mod drawing;
pub mod ego;
pub mod layout;
#[cfg(test)]
mod tests;
pub mod tie;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Desk, Link, name, route};
use crate::case::Kind;
use drawing::{Drawing, Node};
use tie::Tie;

/// What is drawn for a width of window.
struct Form {
    name: &'static str,
    width: f64,
    least_height: f64,
    /// How many profiles.
    nodes: usize,
    /// How many lines: more would be a grey patch. The strongest are taken.
    lines: usize,
    /// How wide a line of a label may be, in heights of its type.
    letters: f64,
}

/// The drawings, each shown in about its own size so that its type stays legible.
const FORMS: [Form; 3] = [
    Form {
        name: "wide",
        width: 1000.0,
        least_height: 560.0,
        nodes: 60,
        lines: 200,
        letters: 9.1,
    },
    Form {
        name: "medium",
        width: 680.0,
        least_height: 480.0,
        nodes: 40,
        lines: 120,
        letters: 8.1,
    },
    Form {
        name: "narrow",
        width: 340.0,
        least_height: 420.0,
        nodes: 22,
        lines: 60,
        letters: 6.6,
    },
];

/// How many rows the table has, and how many others a row names. The profiles' own pages name all.
const ROWS: usize = 400;
const NAMED: usize = 12;

/// A tie that rests on more sources than these gives their number alone.
const SOURCES: usize = 4;

/// The network of the whole case.
#[derive(Debug, Serialize)]
pub struct NetworkView {
    /// How many profiles the case has.
    pub profiles: usize,
    /// How many of them are tied to another.
    pub tied: usize,
    /// How many pairs are tied.
    pub pairs: usize,
    /// The drawings, one a width of window, the widest first.
    pub pictures: Vec<Picture>,
    /// The page that has all of this.
    pub url: String,
    /// The kinds of profile in the drawing, for its legend.
    pub kinds: Vec<&'static str>,
    /// The same as a table, the most connected first.
    pub rows: Vec<Row>,
    /// How many tied profiles the table leaves to their own pages.
    pub more_rows: usize,
    /// The profiles that are tied to no other; none is listed where there are too many.
    pub alone: Vec<Link>,
}

/// A drawing and what it leaves out.
#[derive(Debug, Serialize)]
pub struct Picture {
    /// `wide`, `medium` (for paper, too) or `narrow`.
    pub name: &'static str,
    /// The drawing.
    pub drawing: Drawing,
    /// How many tied profiles are not drawn.
    pub left_out: usize,
    /// How many ties of those drawn are not drawn.
    pub lines_left_out: usize,
}

/// A profile of the table.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The profile.
    pub profile: Link,
    /// Its kind.
    pub kind: &'static str,
    /// How many others it is tied to.
    pub count: usize,
    /// The strongest of its ties.
    pub ties: Vec<TieView>,
    /// How many more there are: its own page has them.
    pub more: usize,
}

/// One tie of a profile.
#[derive(Debug, Serialize)]
pub struct TieView {
    /// The other profile.
    pub profile: Link,
    /// The other's kind.
    pub kind: &'static str,
    /// In how many paragraphs both are named.
    pub paragraphs: usize,
    /// In how many events both take part.
    pub events: usize,
    /// Paragraphs and events.
    pub strength: usize,
    /// The sources of the paragraphs, as citations call them; none is named where there are many.
    pub sources: Vec<String>,
    /// How many sources there are.
    pub source_count: usize,
}

/// All ties of a case, by profile.
struct Ties {
    /// Each pair once.
    pairs: BTreeMap<(usize, usize), Tie>,
    /// The sum of the strengths of each profile's ties.
    sums: Vec<usize>,
    /// The profiles with ties, the most connected first.
    ranked: Vec<usize>,
}

/// The view of the page.
pub fn view(desk: &Desk) -> NetworkView {
    let ties = Ties::of(desk);
    let rows = rows(desk, &ties);
    let alone = (0..desk.case.profiles.len()).filter(|at| ties.sums[*at] == 0);
    NetworkView {
        profiles: desk.case.profiles.len(),
        tied: ties.ranked.len(),
        pairs: ties.pairs.len(),
        pictures: FORMS
            .iter()
            .map(|form| picture(desk, &ties, form))
            .collect(),
        url: route::relative(desk.path, route::NETWORK),
        kinds: kinds(desk, &ties.ranked),
        more_rows: ties.ranked.len().saturating_sub(ROWS),
        rows,
        alone: alone
            .take(ROWS)
            .map(|at| desk.link(Kind::Profile, at))
            .collect(),
    }
}

/// One profile's ties as an author reads them, the strongest first.
pub fn ranked(ties: BTreeMap<usize, Tie>) -> Vec<(usize, Tie)> {
    let mut ties: Vec<(usize, Tie)> = ties.into_iter().collect();
    ties.sort_by_key(|(other, tie)| (std::cmp::Reverse(tie.strength()), *other));
    ties
}

/// One tie.
pub fn tie_view(desk: &Desk, other: usize, tie: &Tie) -> TieView {
    let label = |source: &usize| desk.case.sources[*source].label.clone();
    let few = tie.sources.iter().filter(|_| tie.sources.len() <= SOURCES);
    TieView {
        profile: desk.link(Kind::Profile, other),
        kind: name::profile_kind(desk.case.profiles[other].kind),
        paragraphs: tie.paragraphs,
        events: tie.events,
        strength: tie.strength(),
        sources: few.map(label).collect(),
        source_count: tie.sources.len(),
    }
}

impl Ties {
    fn of(desk: &Desk) -> Self {
        let pairs = tie::all(desk.case);
        let mut sums = vec![0; desk.case.profiles.len()];
        for ((one, other), tie) in &pairs {
            sums[*one] += tie.strength();
            sums[*other] += tie.strength();
        }
        let mut ranked: Vec<usize> = (0..sums.len()).filter(|at| sums[*at] > 0).collect();
        ranked.sort_by_key(|at| (std::cmp::Reverse(sums[*at]), *at));
        Ties {
            pairs,
            sums,
            ranked,
        }
    }
}

/// The kinds of the profiles, in the order of who is who.
fn kinds(desk: &Desk, places: &[usize]) -> Vec<&'static str> {
    let drawn = places.iter().take(FORMS[0].nodes);
    let mut kinds: Vec<_> = drawn.map(|at| desk.case.profiles[*at].kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter().map(name::profile_kind).collect()
}

fn picture(desk: &Desk, ties: &Ties, form: &Form) -> Picture {
    let drawn: Vec<usize> = ties.ranked.iter().take(form.nodes).copied().collect();
    let places: BTreeMap<usize, usize> = drawn.iter().copied().zip(0..).collect();
    let among = ties.pairs.iter().filter_map(|((one, other), tie)| {
        Some((*places.get(one)?, *places.get(other)?, tie.strength()))
    });
    let mut among: Vec<(usize, usize, usize)> = among.collect();
    among.sort_by_key(|(one, other, strength)| (std::cmp::Reverse(*strength), *one, *other));
    let lines_left_out = among.len().saturating_sub(form.lines);
    among.truncate(form.lines);
    let nodes = drawn.iter().map(|at| sized_node(desk, *at, form.letters));
    Picture {
        name: form.name,
        drawing: drawing::free(nodes.collect(), &among, form.width, form.least_height),
        left_out: ties.ranked.len() - drawn.len(),
        lines_left_out,
    }
}

/// A node whose area grows with how often the sources name its profile.
fn sized_node(desk: &Desk, index: usize, letters: f64) -> Node {
    let named = desk.case.named_in[index].len() as f64;
    let radius = (4.0 + 1.1 * named.sqrt()).min(15.0);
    drawing::node(desk, index, drawing::rounded(radius), letters)
}

fn rows(desk: &Desk, ties: &Ties) -> Vec<Row> {
    let mut own: BTreeMap<usize, Vec<(usize, &Tie)>> = BTreeMap::new();
    for ((one, other), tie) in &ties.pairs {
        own.entry(*one).or_default().push((*other, tie));
        own.entry(*other).or_default().push((*one, tie));
    }
    let row = |index: &usize| {
        let mut others = own.remove(index).unwrap_or_default();
        others.sort_by_key(|(other, tie)| (std::cmp::Reverse(tie.strength()), *other));
        let shown = others.iter().take(NAMED);
        Row {
            profile: desk.link(Kind::Profile, *index),
            kind: name::profile_kind(desk.case.profiles[*index].kind),
            count: others.len(),
            ties: shown
                .map(|(other, tie)| tie_view(desk, *other, tie))
                .collect(),
            more: others.len().saturating_sub(NAMED),
        }
    };
    ties.ranked.iter().take(ROWS).map(row).collect()
}
