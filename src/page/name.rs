//! The names of what can be one of a few, as front matter, `case.json` and the themes' strings have them.

use crate::case::{Audience, Edition, Kind, Paper, ProfileKind, Status, Translation};
use crate::resolve::quotation::Verdict;

/// The name of a kind.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Case => "case",
        Kind::Note => "note",
        Kind::Event => "event",
        Kind::Profile => "profile",
        Kind::Source => "source",
        Kind::Claim => "claim",
        Kind::Question => "question",
        Kind::Handout => "handout",
    }
}

/// The name of a verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "exact",
        Verdict::Normalised => "normalised",
        Verdict::Elided => "elided",
        Verdict::NearMiss => "near-miss",
        Verdict::Absent => "absent",
    }
}

/// The name of a profile's kind.
pub fn profile_kind(kind: ProfileKind) -> &'static str {
    match kind {
        ProfileKind::Person => "person",
        ProfileKind::Organization => "organization",
        ProfileKind::Group => "group",
        ProfileKind::Product => "product",
        ProfileKind::Place => "place",
    }
}

/// The name of a claim's status.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Disputed => "disputed",
        Status::Settled => "settled",
        Status::Open => "open",
    }
}

/// The name of the way in which an article was translated.
pub fn translation(translation: Translation) -> &'static str {
    match translation {
        Translation::None => "none",
        Translation::Human => "human",
        Translation::Machine => "machine",
    }
}

/// The name of a size of paper.
pub fn paper(paper: Paper) -> &'static str {
    match paper {
        Paper::A4 => "a4",
        Paper::Letter => "letter",
    }
}

/// The name of an audience, unless it is everyone.
pub fn audience(audience: Audience) -> Option<&'static str> {
    match audience {
        Audience::Everyone => None,
        Audience::Student => Some(Edition::Student.name()),
        Audience::Instructor => Some(Edition::Instructor.name()),
    }
}
