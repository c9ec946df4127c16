//! Where the sources disagree: contested questions by sources, each cell the words that a source is quoted with.

use serde::Serialize;

use super::entry::{self, ClaimEntry};
use super::{Desk, EvidenceView, Link};
use crate::case::{Claim, Status};

/// Questions by sources.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    /// The columns: every source of the case, so that it shows who is silent.
    pub sources: Vec<Link>,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many questions are disputed.
    pub disputed: usize,
}

/// One question.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The question and its positions.
    pub claim: ClaimEntry,
    /// One cell a source, in the order of the columns.
    pub cells: Vec<Cell>,
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

/// The matrix of the whole case: what is disputed first, what is settled last.
pub fn view(desk: &Desk) -> MatrixView {
    let claims = &desk.case.claims;
    let mut all: Vec<usize> = (0..claims.len()).collect();
    all.sort_by_key(|at| match claims[*at].status {
        Status::Disputed => 0,
        Status::Open => 1,
        Status::Settled => 2,
    });
    of(desk, &all)
}

/// The matrix of some claims.
pub fn of(desk: &Desk, claims: &[usize]) -> MatrixView {
    let columns = columns(desk, claims);
    let rows: Vec<Row> = claims.iter().map(|at| row(desk, *at, &columns)).collect();
    MatrixView {
        sources: columns.iter().map(|at| desk.source(*at)).collect(),
        disputed: rows
            .iter()
            .filter(|row| row.claim.status == "disputed")
            .count(),
        rows,
    }
}

/// Every source, the silent ones too; none where nothing is asked.
fn columns(desk: &Desk, claims: &[usize]) -> Vec<usize> {
    let count = if claims.is_empty() {
        0
    } else {
        desk.case.sources.len()
    };
    (0..count).collect()
}

fn row(desk: &Desk, index: usize, columns: &[usize]) -> Row {
    let claim = &desk.case.claims[index];
    let cell = |source: &usize| {
        let says = sayings(desk, claim, *source);
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
    }
}

fn sayings(desk: &Desk, claim: &Claim, source: usize) -> Vec<Saying> {
    let mut says = Vec::new();
    for (number, position) in claim.positions.iter().enumerate() {
        let own = position.evidence.iter().filter(|one| one.source == source);
        says.extend(own.map(|evidence| Saying {
            position: number + 1,
            evidence: desk.witness(evidence),
        }));
    }
    says
}
