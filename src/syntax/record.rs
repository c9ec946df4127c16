//! The front matter of each kind as written: values and their places, ids not yet looked up.

mod front;
mod handout;
mod profile;
mod read;
mod source;
mod style;

pub use front::{RawAuthor, RawFront};
pub use handout::{RawHandout, RawPart, RawSelection, selection};
pub use profile::{RawProfile, RawRole};
pub use read::{AUDIENCES, IMPORTANCE, read};
pub use source::{RawRights, RawSource};
pub use style::DEFAULT as STYLE;

use std::ops::Range;

use super::edtf::Edtf;
use super::{Spot, Words};
use crate::case::{Audience, Basis, Importance, Status};

/// What every kind may have.
#[derive(Clone, Debug)]
pub struct RawHead {
    /// The title; of a claim or question, the question.
    pub title: Words,
    /// One sentence on it.
    pub summary: Option<String>,
    /// Its tags.
    pub tags: Vec<Words>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Old output paths.
    pub redirect_from: Vec<Words>,
    /// Whom it is for.
    pub audience: Audience,
    /// The part of a case taught in parts.
    pub part: Option<char>,
    /// Whether quoted words without citation pass.
    pub uncited_quotes: bool,
    /// The author's own data.
    pub extra: serde_json::Value,
}

/// What a kind has beyond that.
#[derive(Clone, Debug)]
pub enum Record {
    /// The front page.
    Front(Box<RawFront>),
    /// A note.
    Note {
        /// Its place in the narrative.
        order: Option<i64>,
    },
    /// An event.
    Event(Box<RawEvent>),
    /// A profile.
    Profile(Box<RawProfile>),
    /// A source.
    Source(Box<RawSource>),
    /// A claim.
    Claim(Box<RawClaim>),
    /// A question.
    Question(Box<RawQuestion>),
    /// A handout.
    Handout(Box<RawHandout>),
}

/// Words of a source that bear something out, as written.
#[derive(Clone, Debug)]
pub struct RawEvidence {
    /// The source's id.
    pub source: Words,
    /// The words.
    pub quote: Option<Words>,
    /// The paragraph.
    pub paragraph: Option<Spot<u32>>,
}

/// An event as written.
#[derive(Clone, Debug)]
pub struct RawEvent {
    /// When.
    pub date: Option<Edtf>,
    /// Who says so.
    pub basis: Basis,
    /// The time of day.
    pub time: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// How much it weighs.
    pub importance: Importance,
    /// Its place among events of the same date and time.
    pub order: i64,
    /// Ids of profiles.
    pub profiles: Vec<Words>,
    /// What bears it out.
    pub evidence: Vec<RawEvidence>,
}

/// A claim as written.
#[derive(Clone, Debug)]
pub struct RawClaim {
    /// Ids of profiles.
    pub profiles: Vec<Words>,
    /// Where the matter stands.
    pub status: Status,
    /// What is said, by whom.
    pub positions: Vec<RawPosition>,
}

/// A position as written.
#[derive(Clone, Debug)]
pub struct RawPosition {
    /// The answer.
    pub says: Words,
    /// What bears it out.
    pub evidence: Vec<RawEvidence>,
    /// Where it is written.
    pub range: Range<usize>,
}

/// A question as written.
#[derive(Clone, Debug)]
pub struct RawQuestion {
    /// What discussing it teaches.
    pub objective: Option<String>,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// Its place in the session.
    pub order: Option<i64>,
    /// Ids with or without their kind.
    pub discusses: Vec<Words>,
}
