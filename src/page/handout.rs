//! A handout: parts of the case arranged for paper.

use std::collections::BTreeSet;
use std::iter;

use serde::Serialize;

use super::claim::{self, PositionView};
use super::entry::{self, ProfileEntry, QuestionEntry, SourceEntry};
use super::matrix::{self, MatrixView};
use super::session::{self, SessionView};
use super::timeline::axis::AxisView;
use super::timeline::{self, Year};
use super::{Desk, EvidenceView, name, note, route};
use crate::case::{Case, Evidence, Handout, HandoutPart, Kind, Quotation, QuotationRef, Ref};

/// A handout.
#[derive(Debug, Serialize)]
pub struct HandoutView {
    /// One sentence on it.
    pub summary: Option<String>,
    /// `a4` or `letter`.
    pub paper: &'static str,
    /// The same as a PDF, relative to the page; `None` if this program makes none.
    pub pdf: Option<String>,
    /// What is on it, in order.
    pub parts: Vec<Part>,
    /// The sources that its texts cite, in the order of a bibliography; none if the reading list is on it.
    pub works: Vec<SourceEntry>,
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
    /// Events.
    Timeline {
        /// By year.
        years: Vec<Year>,
        /// On an axis; `None` unless the handout wants them drawn, or if none is dated.
        axis: Option<AxisView>,
    },
    /// Who is who.
    Profiles(Vec<ProfileEntry>),
    /// Contested questions.
    Claims {
        /// Questions by sources; `None` where there is one question alone.
        matrix: Option<MatrixView>,
        /// Each with its answers.
        claims: Vec<HandoutClaim>,
    },
    /// The reading list.
    Sources(Vec<HandoutSource>),
    /// Questions with ruled space, or their model answers.
    Questions(Vec<HandoutQuestion>),
    /// Model answers, in the instructor's edition.
    Answers(Vec<HandoutQuestion>),
    /// The plan of a session, in the instructor's edition.
    Session(SessionView),
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
    /// One entry for each ruled line under it; none where the answer is given.
    pub lines: Vec<u32>,
    /// The model answer, in the instructor's edition and where the handout gives it.
    pub answer: Option<String>,
}

/// The handout at `index`.
pub fn view(desk: &Desk, index: usize) -> HandoutView {
    let handout = &desk.case.handouts[index];
    let mut prefixes = Prefixes::default();
    let mut parts = Vec::new();
    for one in &handout.contents {
        match one {
            HandoutPart::Body => {
                let own = desk.body_within(&handout.body, &prefixes.unlike(""), 2);
                parts.extend(own.map(Part::Body));
            }
            HandoutPart::Notes(notes) => {
                parts.extend(notes.iter().map(|at| whole_note(desk, *at, &mut prefixes)));
            }
            other => parts.extend(part(desk, other, &mut prefixes)),
        }
    }
    HandoutView {
        summary: handout.head.summary.clone(),
        paper: name::paper(handout.paper),
        pdf: cfg!(feature = "pdf").then(|| route::encode(&format!("{}.pdf", handout.head.stem))),
        parts,
        works: note::works(desk, cited(desk.case, handout)),
    }
}

/// What the texts of a handout cite, unless the reading list is on it.
fn cited(case: &Case, handout: &Handout) -> Vec<usize> {
    let mut cited = Vec::new();
    for part in &handout.contents {
        match part {
            HandoutPart::Sources { .. } => return Vec::new(),
            HandoutPart::Body => cited.extend(&handout.body.cites),
            HandoutPart::Notes(notes) => {
                cited.extend(notes.iter().flat_map(|at| &case.notes[*at].body.cites));
            }
            _ => {}
        }
    }
    cited
}

/// What the ids of each text begin with: a handout may hold one text twice, and no page an id.
#[derive(Default)]
struct Prefixes(BTreeSet<String>);

impl Prefixes {
    /// A prefix that none has had, and the one wanted if it is free.
    fn unlike(&mut self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}{number}-"));
        let mut all = iter::once(wanted.to_owned()).chain(numbered);
        let free = all.find(|prefix| !self.0.contains(prefix));
        let free = free.unwrap_or_default();
        self.0.insert(free.clone());
        free
    }
}

/// A note under a title of its own, its headings one level lower and its ids its own.
fn whole_note(desk: &Desk, index: usize, prefixes: &mut Prefixes) -> Part {
    let note = &desk.case.notes[index];
    let prefix = prefixes.unlike(&format!("{}-", note.head.stem));
    let link = desk.link(Kind::Note, index);
    Part::Note {
        title: link.title,
        url: link.url,
        body: desk.body_within(&note.body, &prefix, 3).unwrap_or_default(),
    }
}

fn part(desk: &Desk, part: &HandoutPart, prefixes: &mut Prefixes) -> Option<Part> {
    let part = match part {
        HandoutPart::Body | HandoutPart::Notes(_) => return None,
        HandoutPart::Timeline { events, drawn } => Part::Timeline {
            years: timeline::years(desk, events),
            axis: drawn.then(|| timeline::printed(desk, events)).flatten(),
        },
        HandoutPart::Profiles(profiles) => Part::Profiles(
            profiles
                .iter()
                .map(|at| entry::profile(desk, *at))
                .collect(),
        ),
        HandoutPart::Claims(claims) => Part::Claims {
            matrix: (claims.len() > 1).then(|| matrix::of(desk, claims)),
            claims: claims.iter().map(|at| handout_claim(desk, *at)).collect(),
        },
        HandoutPart::Sources { sources, excerpts } => Part::Sources(
            sources
                .iter()
                .map(|at| handout_source(desk, *at, *excerpts))
                .collect(),
        ),
        HandoutPart::Questions {
            questions,
            lines,
            answers,
        } => Part::Questions(
            questions
                .iter()
                .map(|at| {
                    let prefixes = answers.then_some(&mut *prefixes);
                    handout_question(desk, *at, *lines, prefixes)
                })
                .collect(),
        ),
        HandoutPart::Answers(questions) => Part::Answers(answers(desk, questions, prefixes)?),
        HandoutPart::Session(questions) => Part::Session(session::view(desk, questions)?),
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

/// A question with its model answer, or where there may be none with ruled lines.
fn handout_question(
    desk: &Desk,
    index: usize,
    lines: u32,
    prefixes: Option<&mut Prefixes>,
) -> HandoutQuestion {
    let question = &desk.case.questions[index];
    let answer = question.answer.as_ref().zip(prefixes);
    let answer = answer.and_then(|(answer, prefixes)| {
        let prefix = prefixes.unlike(&format!("answer-{}-", question.head.stem));
        desk.body_within(answer, &prefix, 4)
    });
    let lines = if answer.is_some() { 0 } else { lines };
    HandoutQuestion {
        facts: entry::question(desk, index),
        lines: (1..=lines).collect(),
        answer,
    }
}

/// The questions that have a model answer; nothing if none has.
fn answers(
    desk: &Desk,
    questions: &[usize],
    prefixes: &mut Prefixes,
) -> Option<Vec<HandoutQuestion>> {
    let answered = questions.iter();
    let answered: Vec<_> = answered
        .map(|at| handout_question(desk, *at, 0, Some(&mut *prefixes)))
        .filter(|question| question.answer.is_some())
        .collect();
    (!answered.is_empty()).then_some(answered)
}
