//! From documents to the records of the case: each is composed from its document, its quotations, and what it leads to.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::binding::Bound;
use super::prose::{Composer, Gathered};
use super::quoted::{Quotations, Quoted};
use super::registry::Order;
use super::seed::{Reading, Seeds};
use super::tag::Tags;
use super::{Anchors, Fronts, Shared, source};
use crate::case::{
    Claim, Event, Files as Copied, Front, Handout, Note, Profile, Question, Ref, Source,
};
use crate::diagnostic::Diagnostics;
use crate::input::Files;
use crate::memo::{Row, Same, is_same};
use crate::syntax::document::Document;
use crate::syntax::record::Record as Raw;

/// A record of the case.
pub(super) enum Record {
    Front(Arc<Front>),
    Note(Arc<Note>),
    Event(Arc<Event>),
    Profile(Arc<Profile>),
    /// Without its article, quotations and mentions.
    Source(Arc<Source>),
    Claim(Arc<Claim>),
    Question(Arc<Question>),
    Handout(Arc<Handout>),
}

/// A record, and what composing it gathered beside it.
pub(super) struct Composed {
    /// The record; none if the edition does not hold it.
    pub(super) record: Option<Record>,
    /// The records it leads to.
    pub(super) links: BTreeSet<Ref>,
    /// The files it uses, by output path.
    pub(super) files: Copied,
    /// What is wrong with it.
    pub(super) diagnostics: Diagnostics,
}

/// What all records are composed from alike.
#[derive(PartialEq)]
pub(super) struct Ground {
    /// The places of records.
    pub(super) order: Same<Order>,
    /// Tags.
    pub(super) tags: Same<Tags>,
    /// Files that texts may use.
    pub(super) files: Same<Files>,
    /// The theme's components.
    pub(super) components: Option<Same<BTreeSet<String>>>,
    /// The site's language.
    pub(super) language: String,
    /// The site's address.
    pub(super) base_url: Option<String>,
}

/// What one record is composed from beside.
pub(super) struct Key {
    document: Same<Document>,
    bound: Same<Bound>,
    consulted: Vec<Consulted>,
    /// For a record that depends on more than can be told apart.
    all: Option<(Same<Fronts>, Same<Seeds>)>,
}

/// A document that another one depends on: its anchors, its article, and what is quoted from it.
struct Consulted {
    document: usize,
    anchors: Same<BTreeSet<String>>,
    reading: Same<Reading>,
    quotations: Option<Same<Quotations>>,
}

impl Consulted {
    fn new(document: usize, shared: &Shared) -> Self {
        Consulted {
            document,
            anchors: Same::of(&shared.anchors.0[document]),
            reading: Same::of(shared.seeds.reading(document)),
            quotations: shared.quoted.of(document).map(Same::of),
        }
    }

    fn is_as_before(&self, shared: &Shared) -> bool {
        is_same(&self.quotations, shared.quoted.of(self.document))
            && self.anchors.is(&shared.anchors.0[self.document])
            && self.reading.is(shared.seeds.reading(self.document))
    }
}

/// The anchors, articles and quotations as of some time: while they are the same lists, no document need be asked for its own.
#[derive(PartialEq)]
struct State {
    anchors: Same<Anchors>,
    seeds: Same<Seeds>,
    quoted: Same<Quoted>,
}

/// The records as they were composed last.
#[derive(Default)]
pub(super) struct Memory {
    row: Row<Ground, Key, Composed>,
    state: Option<State>,
}

impl Memory {
    /// The record of every document, composed anew where what it depends on changed.
    pub(super) fn compose(
        &mut self,
        ground: Ground,
        shared: &Shared,
        fronts: &Arc<Fronts>,
        bound: &[Arc<Bound>],
    ) -> Vec<Arc<Composed>> {
        let documents = shared.registry.documents;
        let base_url = ground.base_url.clone();
        let state = State {
            anchors: Same::of(shared.anchors),
            seeds: Same::of(shared.seeds),
            quoted: Same::of(shared.quoted),
        };
        let unmoved = self.state.as_ref() == Some(&state);
        self.state = Some(state);
        let all = || (Same::of(fronts), Same::of(shared.seeds));
        self.row.update(
            ground,
            documents.len(),
            |at, key| {
                let consulted = || key.consulted.iter();
                key.document.is(&documents[at])
                    && key.bound.is(&bound[at])
                    && (unmoved || consulted().all(|one| one.is_as_before(shared)))
                    && key.all.as_ref().is_none_or(|before| *before == all())
            },
            |at| {
                let (record, gathered) = compose(shared, at, &bound[at], base_url.clone());
                let open = gathered.selects || gathered.diagnostics.iter().next().is_some();
                let consulted = gathered.consulted.iter();
                let key = Key {
                    document: Same::of(&documents[at]),
                    bound: Same::of(&bound[at]),
                    consulted: consulted.map(|at| Consulted::new(*at, shared)).collect(),
                    all: open.then(all),
                };
                let composed = Composed {
                    record,
                    links: gathered.links,
                    files: gathered.files,
                    diagnostics: gathered.diagnostics,
                };
                (key, composed)
            },
        )
    }
}

fn compose(
    shared: &Shared,
    at: usize,
    bound: &Bound,
    base_url: Option<String>,
) -> (Option<Record>, Gathered) {
    let Some(own) = shared.registry.record(at) else {
        return (None, Gathered::default());
    };
    let mut composer = Composer {
        shared,
        document: &shared.registry.documents[at],
        own,
        bound,
        gathered: Gathered::default(),
    };
    let record = match &composer.document.record {
        Raw::Front(raw) => Record::Front(composer.front(raw, base_url).into()),
        Raw::Note { order } => Record::Note(composer.note_record(*order).into()),
        Raw::Event(raw) => Record::Event(composer.event(raw).into()),
        Raw::Profile(raw) => Record::Profile(composer.profile(raw).into()),
        Raw::Source(raw) => Record::Source(source::source(&mut composer, raw).into()),
        Raw::Claim(raw) => Record::Claim(composer.claim(raw).into()),
        Raw::Question(raw) => Record::Question(composer.question(raw).into()),
        Raw::Handout(raw) => Record::Handout(composer.handout(raw).into()),
    };
    (Some(record), composer.gathered)
}
