//! Which sources speak of the same: an overview, and a page for each pair worth reading side by side.

mod pair;
mod passage;

use serde::Serialize;

use super::{Date, Desk, Link, route};
use crate::case::concordance::FEW;
use crate::case::{Pair, Target};
use crate::page::phrase;
pub use pair::{PairOnly, PairSide, PairTopic, PairView, PositionLine, Relation, pair};
pub use passage::{PassageView, Run, RunKind};

/// How many grades the overview's shading has.
const GRADES: u32 = 4;

/// Every source, and what it can be compared with.
#[derive(Debug, Serialize)]
pub struct CompareView {
    /// Whether each row has a cell for every source, in the order of `columns`; else it has its nearest alone.
    pub matrix: bool,
    /// The matrix's columns.
    pub columns: Vec<Link>,
    /// The sources that share something with another, or all in a matrix.
    pub rows: Vec<ComparedSource>,
    /// How many pairs have a page.
    pub pairs: usize,
}

/// One source.
#[derive(Debug, Serialize)]
pub struct ComparedSource {
    /// How the case calls it.
    pub label: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// When it was published.
    pub date: Option<Date>,
    /// What it shares with others.
    pub cells: Vec<ComparedCell>,
}

/// What two sources share.
#[derive(Debug, Serialize)]
pub struct ComparedCell {
    /// How the case calls the other.
    pub label: String,
    /// Whether it is the row's own source.
    pub own: bool,
    /// What they share; `None` where it is nothing.
    pub partner: Option<Partner>,
}

/// A source that another can be compared with.
#[derive(Debug, Serialize)]
pub struct Partner {
    /// How the case calls it.
    pub label: String,
    /// Its title.
    pub title: String,
    /// The page that sets them side by side.
    pub url: String,
    /// The events that both report.
    pub events: u32,
    /// The claims on which both say something.
    pub claims: u32,
    /// How much that is, from 1 to 4, against the pair that shares most.
    pub grade: u32,
}

/// The view of the overview.
pub fn view(desk: &Desk) -> CompareView {
    let sources = desk.case.sources.len();
    let matrix = (2..=FEW).contains(&sources);
    let rows = (0..sources).map(|source| row(desk, source, matrix));
    CompareView {
        matrix,
        columns: match matrix {
            true => (0..sources).map(|at| desk.source(at)).collect(),
            false => Vec::new(),
        },
        rows: rows.filter(|row| !row.cells.is_empty()).collect(),
        pairs: desk.case.concordance.pairs.len(),
    }
}

fn row(desk: &Desk, source: usize, matrix: bool) -> ComparedSource {
    let record = &desk.case.sources[source];
    let link = desk.source(source);
    let all = 0..desk.case.sources.len();
    ComparedSource {
        label: link.title,
        title: record.head.title.clone(),
        url: link.url,
        date: record.date.as_ref().map(|date| desk.date(date)),
        cells: match matrix {
            true => all.map(|other| cell(desk, source, other)).collect(),
            false => partners(desk, source).into_iter().map(near).collect(),
        },
    }
}

/// A cell of the matrix.
fn cell(desk: &Desk, source: usize, other: usize) -> ComparedCell {
    let concordance = &desk.case.concordance;
    let place = concordance.between(source, other);
    ComparedCell {
        label: desk.case.sources[other].label.clone(),
        own: source == other,
        partner: place.map(|place| partner(desk, source, &concordance.pairs[place])),
    }
}

/// A cell of a row that has its nearest alone.
fn near(partner: Partner) -> ComparedCell {
    ComparedCell {
        label: partner.label.clone(),
        own: false,
        partner: Some(partner),
    }
}

/// What a source can be compared with, the nearest first.
pub fn partners(desk: &Desk, source: usize) -> Vec<Partner> {
    let concordance = &desk.case.concordance;
    let places = concordance.partners.get(source).into_iter().flatten();
    places
        .map(|place| partner(desk, source, &concordance.pairs[*place]))
        .collect()
}

fn partner(desk: &Desk, source: usize, pair: &Pair) -> Partner {
    let other = pair.other(source);
    let most = desk.case.concordance.most.max(1);
    Partner {
        label: desk.case.sources[other].label.clone(),
        title: desk.case.sources[other].head.title.clone(),
        url: route::relative(desk.path, &route::pair(desk.case, pair.a, pair.b)),
        events: pair.events,
        claims: pair.claims,
        grade: (pair.total() * GRADES).div_ceil(most).clamp(1, GRADES),
    }
}

/// The page that compares two sources, if there is one.
pub fn between(desk: &Desk, one: usize, other: usize) -> Option<String> {
    let place = desk.case.concordance.between(one, other)?;
    let pair = &desk.case.concordance.pairs[place];
    let path = route::pair(desk.case, pair.a, pair.b);
    Some(route::relative(desk.path, &path))
}

/// The overview, seen from the page.
pub fn overview_url(desk: &Desk) -> String {
    desk.url(&Target::File(route::COMPARE.to_owned()))
}

/// The title of a pair's page.
pub fn title(desk: &Desk, index: usize) -> String {
    let pair = &desk.case.concordance.pairs[index];
    let label = |source: usize| desk.case.sources[source].label.as_str();
    let values = [("a", label(pair.a)), ("b", label(pair.b))];
    phrase::fill(&desk.words.or_key("pair.title"), &values)
}
