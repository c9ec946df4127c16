//! The resolved case: one edition of it, every reference bound, nothing in it that may not be shown.
//!
//! Lists refer to each other by position: `case.sources[quotation.source]`. Positions are made by `resolve` alone,
//! so that no reference dangles.

pub mod concordance;
mod edition;
mod front;
mod prose;
mod record;
mod source;

pub use concordance::{Concordance, Pair};
pub use edition::{Audience, Edition, Right};
pub use front::{Author, Front};
pub use prose::{Citation, CitationItem, Component, Heading, Piece, Prose, Selection, Target};
pub use record::{
    Basis, Claim, Event, Evidence, ExternalLink, Handout, HandoutPart, Head, Importance, Kind,
    Note, Paper, Picture, Position, Profile, ProfileKind, Question, Ref, Role, Status,
};
pub use source::{
    Article, Extent, Mention, MentionRef, Paragraph, Quotation, QuotationRef, Sentence, Source,
    Translation,
};

use std::collections::BTreeMap;
use std::sync::Arc;

/// One edition of a case. Records are shared, so that the next state of a case costs only what differs.
#[derive(Clone, Debug)]
pub struct Case {
    /// The front page and the site's configuration.
    pub front: Arc<Front>,
    /// Whom this edition is for.
    pub edition: Edition,
    /// The narrative, in `order`.
    pub notes: Vec<Arc<Note>>,
    /// Dated events in the order of the timeline; undated ones last.
    pub events: Vec<Arc<Event>>,
    /// Who is who, by name in the site's language.
    pub profiles: Vec<Arc<Profile>>,
    /// The articles, by date, then id.
    pub sources: Vec<Arc<Source>>,
    /// Contested questions, by id.
    pub claims: Vec<Arc<Claim>>,
    /// Discussion questions, in `order`.
    pub questions: Vec<Arc<Question>>,
    /// Handouts, by id.
    pub handouts: Vec<Arc<Handout>>,
    /// The mentions of each profile, by source and place.
    pub named_in: Arc<Vec<Vec<MentionRef>>>,
    /// Which sources speak of the same.
    pub concordance: Arc<Concordance>,
    /// Of each record that others lead to: which, in order.
    pub linked_from: Arc<BTreeMap<Ref, Vec<Ref>>>,
    /// Which records there are, to be told from another state of the case.
    pub places: Arc<Places>,
    /// Tags by name, each with what carries it.
    pub tags: Arc<Vec<Tag>>,
    /// Old output paths and where they lead now.
    pub redirects: Arc<Vec<(String, Ref)>>,
    /// Pictures and data files that visible records use: output path to bytes.
    pub files: Arc<Files>,
}

/// Stands for which records there are, and in which order: two states of a case that share it differ in neither.
#[derive(Debug)]
pub struct Places;

/// Files of the site that are copied as they are: output path to bytes.
pub type Files = BTreeMap<String, Arc<[u8]>>;

/// A tag and what carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// How many records of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Case => 1,
            Kind::Note => self.notes.len(),
            Kind::Event => self.events.len(),
            Kind::Profile => self.profiles.len(),
            Kind::Source => self.sources.len(),
            Kind::Claim => self.claims.len(),
            Kind::Question => self.questions.len(),
            Kind::Handout => self.handouts.len(),
        }
    }

    /// The text of the record at `place`; a question's is its answer, where the edition holds it.
    pub fn prose(&self, place: Ref) -> Option<&Prose> {
        let at = place.index;
        Some(match place.kind {
            Kind::Case => &self.front.body,
            Kind::Note => &self.notes[at].body,
            Kind::Event => &self.events[at].body,
            Kind::Profile => &self.profiles[at].body,
            Kind::Source => &self.sources[at].body,
            Kind::Claim => &self.claims[at].body,
            Kind::Question => return self.questions[at].answer.as_ref(),
            Kind::Handout => &self.handouts[at].body,
        })
    }

    /// The records whose text or front matter leads to the one at `place`.
    pub fn linked_from(&self, place: Ref) -> &[Ref] {
        self.linked_from.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Every quotation, by source and place.
    pub fn quotations(&self) -> impl Iterator<Item = &Quotation> {
        self.sources
            .iter()
            .flat_map(|source| source.quotations.iter())
    }

    /// The place of every quotation, by source and place.
    pub fn quotation_refs(&self) -> impl Iterator<Item = QuotationRef> {
        let sources = self.sources.iter().enumerate();
        sources.flat_map(|(source, record)| {
            (0..record.quotations.len()).map(move |index| QuotationRef { source, index })
        })
    }

    /// The quotation at a place.
    pub fn quotation(&self, at: QuotationRef) -> &Quotation {
        &self.sources[at.source].quotations[at.index]
    }

    /// Every mention of a profile, by source and place.
    pub fn mentions(&self) -> impl Iterator<Item = &Mention> {
        self.sources
            .iter()
            .flat_map(|source| source.mentions.iter())
    }

    /// The mention at a place.
    pub fn mention(&self, at: MentionRef) -> &Mention {
        &self.sources[at.source].mentions[at.index]
    }
}
