//! A handout: parts of the case arranged for paper.

use serde::Serialize;

use super::claim::{self, PositionView};
use super::entry::{self, ProfileEntry, QuestionEntry, SourceEntry};
use super::timeline::{self, Year};
use super::{Desk, EvidenceView, name};
use crate::case::{Evidence, HandoutPart, Kind, Quotation, QuotationRef, Ref};

/// The most ruled lines under a question: a page of them.
const MOST_LINES: u32 = 60;

/// A handout.
#[derive(Debug, Serialize)]
pub struct HandoutView {
    /// One sentence on it.
    pub summary: Option<String>,
    /// `a4` or `letter`.
    pub paper: &'static str,
    /// What is on it, in order.
    pub parts: Vec<Part>,
}

/// One part of a handout: a map with one key.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The handout's own text.
    Body(String),
    /// A note, whole.
    Note {
        /// Its title.
        title: String,
        /// Its page.
        url: String,
        /// Its text.
        body: String,
    },
    /// Events by year.
    Timeline(Vec<Year>),
    /// Who is who.
    Profiles(Vec<ProfileEntry>),
    /// Contested questions.
    Claims(Vec<HandoutClaim>),
    /// The reading list.
    Sources(Vec<HandoutSource>),
    /// Questions with ruled space.
    Questions(Vec<HandoutQuestion>),
}

/// A contested question on a handout.
#[derive(Debug, Serialize)]
pub struct HandoutClaim {
    /// The question.
    pub title: String,
    /// Its page.
    pub url: String,
    /// `disputed`, `settled` or `open`.
    pub status: &'static str,
    /// The answers.
    pub positions: Vec<PositionView>,
}

/// A source on a handout.
#[derive(Debug, Serialize)]
pub struct HandoutSource {
    /// The bibliographic record.
    pub record: SourceEntry,
    /// Every quoted passage, where the handout wants them and the rights allow it.
    pub excerpts: Vec<EvidenceView>,
}

/// A question on a handout.
#[derive(Debug, Serialize)]
pub struct HandoutQuestion {
    /// The question.
    pub facts: QuestionEntry,
    /// One entry for each ruled line under it.
    pub lines: Vec<u32>,
}

/// The handout at `index`.
pub fn view(desk: &Desk, index: usize) -> HandoutView {
    let handout = &desk.case.handouts[index];
    let own = || desk.body_within(&handout.body, "", 2).map(Part::Body);
    let mut parts = Vec::new();
    for one in &handout.contents {
        match one {
            HandoutPart::Body => parts.extend(own()),
            HandoutPart::Notes(notes) => parts.extend(notes.iter().map(|at| note(desk, *at))),
            other => parts.extend(part(desk, other)),
        }
    }
    HandoutView {
        summary: handout.head.summary.clone(),
        paper: name::paper(handout.paper),
        parts,
    }
}

/// A note under a title of its own, its headings one level lower and its ids its own.
fn note(desk: &Desk, index: usize) -> Part {
    let note = &desk.case.notes[index];
    let prefix = format!("{}-", note.head.stem);
    let link = desk.link(Kind::Note, index);
    Part::Note {
        title: link.title,
        url: link.url,
        body: desk.body_within(&note.body, &prefix, 3).unwrap_or_default(),
    }
}

fn part(desk: &Desk, part: &HandoutPart) -> Option<Part> {
    let part = match part {
        HandoutPart::Body | HandoutPart::Notes(_) => return None,
        HandoutPart::Timeline(events) => Part::Timeline(timeline::years(desk, events)),
        HandoutPart::Profiles(profiles) => Part::Profiles(
            profiles
                .iter()
                .map(|at| entry::profile(desk, *at))
                .collect(),
        ),
        HandoutPart::Claims(claims) => {
            Part::Claims(claims.iter().map(|at| handout_claim(desk, *at)).collect())
        }
        HandoutPart::Sources { sources, excerpts } => Part::Sources(
            sources
                .iter()
                .map(|at| handout_source(desk, *at, *excerpts))
                .collect(),
        ),
        HandoutPart::Questions { questions, lines } => Part::Questions(
            questions
                .iter()
                .map(|at| handout_question(desk, *at, *lines))
                .collect(),
        ),
    };
    Some(part)
}

fn handout_claim(desk: &Desk, index: usize) -> HandoutClaim {
    let claim = &desk.case.claims[index];
    let place = Ref {
        kind: Kind::Claim,
        index,
    };
    HandoutClaim {
        title: claim.head.title.clone(),
        url: desk.record_url(place),
        status: name::status(claim.status),
        positions: claim::positions(desk, claim),
    }
}

/// A source shows its passages here only as far as its own page does.
fn handout_source(desk: &Desk, index: usize, with_excerpts: bool) -> HandoutSource {
    let source = &desk.case.sources[index];
    let may_show = with_excerpts && source.right != crate::case::Right::Record;
    let quotations = source.quotations.iter().enumerate();
    let quotations = quotations.filter(|_| may_show);
    let excerpt = |(at, quotation): (usize, &Quotation)| {
        let place = QuotationRef {
            source: index,
            index: at,
        };
        quotation.text.as_ref().map(|text| {
            desk.witness(&Evidence {
                source: index,
                quotation: Some(place),
                quote: Some(text.clone()),
                paragraph: quotation.paragraph,
            })
        })
    };
    HandoutSource {
        record: entry::source(desk, index),
        excerpts: quotations.filter_map(excerpt).collect(),
    }
}

fn handout_question(desk: &Desk, index: usize, lines: u32) -> HandoutQuestion {
    HandoutQuestion {
        facts: entry::question(desk, index),
        lines: (1..=lines.min(MOST_LINES)).collect(),
    }
}
