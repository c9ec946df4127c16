//! A contested question: the positions side by side, who is silent, and the editor's assessment.

use std::collections::BTreeSet;

use serde::Serialize;

use super::entry::SourceEntry;
use super::matrix::{self, Voice};
use super::{Desk, EvidenceView, Link, compare, name, note};
use crate::case::{Claim, Kind};

/// With more pairs of sources than this their links say nothing.
const PAIRS: usize = 6;

/// A contested question.
#[derive(Debug, Serialize)]
pub struct ClaimView {
    /// One sentence on it.
    pub summary: Option<String>,
    /// `disputed`, `settled` or `open`.
    pub status: &'static str,
    /// The answers.
    pub positions: Vec<PositionView>,
    /// The sources that say nothing on it.
    pub silent: Vec<Link>,
    /// Pages that set two sources side by side which both take a position here; at most six.
    pub compare: Vec<Link>,
    /// Whom it concerns.
    pub profiles: Vec<Link>,
    /// The editor's assessment.
    pub body: Option<String>,
    /// The sources that the assessment cites.
    pub sources: Vec<SourceEntry>,
}

/// One answer.
#[derive(Debug, Serialize)]
pub struct PositionView {
    /// Its number, from 1.
    pub number: usize,
    /// The answer in the editor's words.
    pub says: String,
    /// Who gives it, in which words.
    pub evidence: Vec<EvidenceView>,
    /// The same by source, in the order of the case.
    pub voices: Vec<Voice>,
}

/// The claim at `index`.
pub fn view(desk: &Desk, index: usize) -> ClaimView {
    let claim = &desk.case.claims[index];
    ClaimView {
        summary: claim.head.summary.clone(),
        status: name::status(claim.status),
        positions: positions(desk, claim),
        silent: silent(desk, claim),
        compare: side_by_side(desk, claim),
        profiles: desk.links(Kind::Profile, &claim.profiles),
        body: desk.body(&claim.body),
        sources: note::cited(desk, &claim.body),
    }
}

/// The answers with their evidence.
pub(super) fn positions(desk: &Desk, claim: &Claim) -> Vec<PositionView> {
    let numbered = claim.positions.iter().enumerate();
    numbered
        .map(|(index, position)| PositionView {
            number: index + 1,
            says: position.says.clone(),
            evidence: desk.evidence(&position.evidence),
            voices: matrix::voices(desk, &position.evidence),
        })
        .collect()
}

/// The pairs of sources that speak here, in the order of the case.
fn side_by_side(desk: &Desk, claim: &Claim) -> Vec<Link> {
    let evidence = claim.positions.iter().flat_map(|one| &one.evidence);
    let speaking: BTreeSet<usize> = evidence.map(|one| one.source).collect();
    let pairs = speaking.iter().flat_map(|one| {
        let others = speaking.range(one + 1..);
        others.map(move |other| (*one, *other))
    });
    let link = |(one, other)| {
        let place = desk.case.concordance.between(one, other)?;
        Some(Link {
            title: compare::title(desk, place),
            url: compare::between(desk, one, other)?,
        })
    };
    pairs.filter_map(link).take(PAIRS).collect()
}

fn silent(desk: &Desk, claim: &Claim) -> Vec<Link> {
    let speaks = |source: usize| {
        let mut evidence = claim.positions.iter().flat_map(|one| &one.evidence);
        evidence.any(|one| one.source == source)
    };
    (0..desk.case.sources.len())
        .filter(|source| !speaks(*source))
        .map(|source| desk.source(source))
        .collect()
}
