//! The resolved case: one edition of it, every reference bound, nothing in it that may not be shown.
//!
//! Lists refer to each other by position: `case.sources[quotation.source]`. Positions are made by `resolve` alone,
//! so that no reference dangles.

mod edition;
mod front;
mod prose;
mod record;
mod source;

pub use edition::{Audience, Edition, Right};
pub use front::{Author, Front};
pub use prose::{Citation, CitationItem, Component, Heading, Piece, Prose, Selection, Target};
pub use record::{
    Basis, Claim, Event, Evidence, ExternalLink, Handout, HandoutPart, Head, Importance, Kind,
    Note, Paper, Picture, Position, Profile, ProfileKind, Question, Ref, Role, Status,
};
pub use source::{Article, Mention, Paragraph, Quotation, Sentence, Source, Translation};

use std::collections::BTreeMap;
use std::sync::Arc;

/// One edition of a case.
#[derive(Clone, Debug)]
pub struct Case {
    /// The front page and the site's configuration.
    pub front: Front,
    /// Whom this edition is for.
    pub edition: Edition,
    /// The narrative, in `order`.
    pub notes: Vec<Note>,
    /// Dated events in the order of the timeline; undated ones last.
    pub events: Vec<Event>,
    /// Who is who, by name in the site's language.
    pub profiles: Vec<Profile>,
    /// The articles, by date, then id.
    pub sources: Vec<Source>,
    /// Contested questions, by id.
    pub claims: Vec<Claim>,
    /// Discussion questions, in `order`.
    pub questions: Vec<Question>,
    /// Handouts, by id.
    pub handouts: Vec<Handout>,
    /// Every quotation, by source and place.
    pub quotations: Vec<Quotation>,
    /// Every mention of a profile, by source and place.
    pub mentions: Vec<Mention>,
    /// Tags by name, each with what carries it.
    pub tags: Vec<Tag>,
    /// Old output paths and where they lead now.
    pub redirects: Vec<(String, Ref)>,
    /// Pictures and data files that visible records use: output path to bytes.
    pub files: BTreeMap<String, Arc<[u8]>>,
}

/// A tag and what carries it.
#[derive(Clone, Debug)]
pub struct Tag {
    /// As first written.
    pub name: String,
    /// The stem of its page's file name.
    pub stem: String,
    /// The records that carry it.
    pub members: Vec<Ref>,
}

impl Case {
    /// What all kinds have in common, of the record at `place`.
    pub fn head(&self, place: Ref) -> &Head {
        let at = place.index;
        match place.kind {
            Kind::Case => &self.front.head,
            Kind::Note => &self.notes[at].head,
            Kind::Event => &self.events[at].head,
            Kind::Profile => &self.profiles[at].head,
            Kind::Source => &self.sources[at].head,
            Kind::Claim => &self.claims[at].head,
            Kind::Question => &self.questions[at].head,
            Kind::Handout => &self.handouts[at].head,
        }
    }
}
