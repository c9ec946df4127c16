//! Where the sources disagree: contested questions by sources, what each source says in its words, and who agrees with whom.

mod agreement;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::entry::{self, ClaimEntry};
use super::{Desk, EvidenceView, Link, name};
use crate::case::{Case, Claim, Evidence, Status, concordance};

pub use agreement::{Agreement, Pair, PairRow, Peer, Standing};

/// With more sources than this a table of questions by sources is no longer read at a glance, on paper least of all.
const COLUMNS: usize = 24;

/// With more silent sources than this their number says more than their names.
const SILENT: usize = 12;

/// Questions by sources.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    /// The columns: every source of the case, so that it shows who is silent. Of more than 24 only those that speak; if these
    /// are more than 24 too, none: the answers of a row name their sources.
    pub sources: Vec<Link>,
    /// The sources without a column that say nothing on any of the questions.
    pub silent: Vec<Link>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The rows by status, where there are several.
    pub groups: Vec<Group>,
    /// How many questions are disputed.
    pub disputed: usize,
    /// The numbers of positions, from 1 to the most that a question has: the columns where sources can have none.
    pub positions: Vec<usize>,
    /// Who agrees with whom; on the page of all questions alone, and if two sources answer the same question.
    pub agreement: Option<Agreement>,
}

/// The questions of one status.
#[derive(Debug, Serialize)]
pub struct Group {
    /// `disputed`, `settled` or `open`.
    pub status: &'static str,
    /// Places in the rows, from 0.
    pub rows: Vec<usize>,
}

/// One question.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The question and its positions.
    pub claim: ClaimEntry,
    /// One cell a source, in the order of the columns.
    pub cells: Vec<Cell>,
    /// Its answers, each with the sources whose words bear it out.
    pub answers: Vec<Answer>,
    /// The sources that say nothing on it, unless they are more than 12.
    pub silent: Vec<Link>,
    /// How many sources say nothing on it.
    pub silent_count: usize,
}

/// What one source says on one question.
#[derive(Debug, Serialize)]
pub struct Cell {
    /// How the case calls the source.
    pub source: String,
    /// The positions that its words bear out, each once, in order.
    pub positions: Vec<usize>,
    /// Its words, by position; empty where it is silent.
    pub says: Vec<Saying>,
}

/// Words that bear out a position.
#[derive(Debug, Serialize)]
pub struct Saying {
    /// The position's number on its claim's page, from 1.
    pub position: usize,
    /// The words.
    pub evidence: EvidenceView,
}

/// An answer to a contested question, with who gives it.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Its number, from 1.
    pub number: usize,
    /// The answer in the editor's words.
    pub says: String,
    /// The sources that give it, each once, in the order of the case.
    pub voices: Vec<Voice>,
}

/// A source with the words in which it gives an answer.
#[derive(Debug, Serialize)]
pub struct Voice {
    /// The source, as citations call it.
    pub source: Link,
    /// Its words.
    pub evidence: Vec<EvidenceView>,
}

/// The matrix of the whole case: what is disputed first, what is settled last.
pub fn view(desk: &Desk) -> MatrixView {
    let all = order(desk.case);
    MatrixView {
        agreement: agreement::of(desk, &all),
        ..of(desk, &all)
    }
}

/// Every claim, what is disputed first, what is settled last.
fn order(case: &Case) -> Vec<usize> {
    let mut all: Vec<usize> = (0..case.claims.len()).collect();
    all.sort_by_key(|at| weight(case, *at));
    all
}

/// What is disputed weighs least, as it comes first.
fn weight(case: &Case, claim: usize) -> u8 {
    match case.claims[claim].status {
        Status::Disputed => 0,
        Status::Open => 1,
        Status::Settled => 2,
    }
}

/// The claims before and after one in the matrix of the whole case.
pub(super) fn neighbours(case: &Case, claim: usize) -> (Option<usize>, Option<usize>) {
    let own = (weight(case, claim), claim);
    let key = |at: &usize| (weight(case, *at), *at);
    let others = || 0..case.claims.len();
    (
        others().filter(|at| key(at) < own).max_by_key(key),
        others().filter(|at| key(at) > own).min_by_key(key),
    )
}

/// The matrix of some claims, in that order.
pub fn of(desk: &Desk, claims: &[usize]) -> MatrixView {
    let speaking = speaking(desk.case, claims);
    let columns = columns(desk.case, &speaking);
    let rows: Vec<Row> = claims.iter().map(|at| row(desk, *at, &columns)).collect();
    MatrixView {
        silent: silent(desk, &speaking, &columns),
        sources: columns.iter().map(|at| desk.source(*at)).collect(),
        groups: groups(&rows),
        disputed: rows
            .iter()
            .filter(|row| row.claim.status == name::status(Status::Disputed))
            .count(),
        positions: positions(&rows),
        rows,
        agreement: None,
    }
}

fn positions(rows: &[Row]) -> Vec<usize> {
    let most = rows.iter().map(|row| row.answers.len()).max();
    (1..=most.unwrap_or_default()).collect()
}

/// The sources that say something on any of the claims.
fn speaking(case: &Case, claims: &[usize]) -> BTreeSet<usize> {
    let positions = claims.iter().flat_map(|at| &case.claims[*at].positions);
    let evidence = positions.flat_map(|position| &position.evidence);
    concordance::speaking(evidence)
}

/// Every source, the silent ones too, while they are few; none where nothing is asked.
fn columns(case: &Case, speaking: &BTreeSet<usize>) -> Vec<usize> {
    match (speaking.len(), case.sources.len()) {
        (0, _) => Vec::new(),
        (_, all) if all <= COLUMNS => (0..all).collect(),
        (few, _) if few <= COLUMNS => speaking.iter().copied().collect(),
        _ => Vec::new(),
    }
}

fn silent(desk: &Desk, speaking: &BTreeSet<usize>, columns: &[usize]) -> Vec<Link> {
    if speaking.is_empty() || columns.len() == desk.case.sources.len() {
        return Vec::new();
    }
    let all = 0..desk.case.sources.len();
    all.filter(|at| !speaking.contains(at))
        .map(|at| desk.source(at))
        .collect()
}

fn groups(rows: &[Row]) -> Vec<Group> {
    let mut groups = Vec::new();
    for status in [Status::Disputed, Status::Open, Status::Settled] {
        let status = name::status(status);
        let of_it = |at: &usize| rows[*at].claim.status == status;
        let rows: Vec<usize> = (0..rows.len()).filter(of_it).collect();
        if !rows.is_empty() {
            groups.push(Group { status, rows });
        }
    }
    groups
}

fn row(desk: &Desk, index: usize, columns: &[usize]) -> Row {
    let claim = &desk.case.claims[index];
    let mut by_source = by_source(desk, claim);
    let silent_count = desk.case.sources.len() - by_source.len();
    let silent = match silent_count <= SILENT {
        true => {
            let all = 0..desk.case.sources.len();
            all.filter(|at| !by_source.contains_key(at))
                .map(|at| desk.source(at))
                .collect()
        }
        false => Vec::new(),
    };
    let cell = |source: &usize| {
        let says = by_source.remove(source).unwrap_or_default();
        let mut positions: Vec<usize> = says.iter().map(|saying| saying.position).collect();
        positions.dedup();
        Cell {
            source: desk.case.sources[*source].label.clone(),
            positions,
            says,
        }
    };
    Row {
        claim: entry::claim(desk, index),
        cells: columns.iter().map(cell).collect(),
        answers: answers(desk, claim),
        silent,
        silent_count,
    }
}

/// What each source that is not silent says, by position.
fn by_source(desk: &Desk, claim: &Claim) -> BTreeMap<usize, Vec<Saying>> {
    let mut by_source: BTreeMap<usize, Vec<Saying>> = BTreeMap::new();
    for (number, position) in (1..).zip(&claim.positions) {
        for evidence in &position.evidence {
            by_source.entry(evidence.source).or_default().push(Saying {
                position: number,
                evidence: desk.witness(evidence),
            });
        }
    }
    by_source
}

/// The answers with who gives them.
fn answers(desk: &Desk, claim: &Claim) -> Vec<Answer> {
    let numbered = (1..).zip(&claim.positions);
    numbered
        .map(|(number, position)| Answer {
            number,
            says: position.says.clone(),
            voices: voices(desk, &position.evidence),
        })
        .collect()
}

/// The sources of some evidence, each with its words.
pub(super) fn voices(desk: &Desk, evidence: &[Evidence]) -> Vec<Voice> {
    let mut by_source: BTreeMap<usize, Vec<EvidenceView>> = BTreeMap::new();
    for one in evidence {
        let own = by_source.entry(one.source).or_default();
        own.push(desk.witness(one));
    }
    let voice = |(source, evidence)| Voice {
        source: desk.source(source),
        evidence,
    };
    by_source.into_iter().map(voice).collect()
}
