//! The case put together: records in their lists, articles with their quotations and names, and what follows from all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::compose::{Composed, Record};
use super::mention::Names;
use super::naming::{self, Named};
use super::quoted::Quotations;
use super::registry::Order;
use super::seed::Reading;
use super::tag::Tags;
use super::{Fronts, Shared, redirect, source};
use crate::case::{
    Case, Claim, Concordance, Event, Files, Front, Handout, Kind, MentionRef, Note, Places,
    Profile, Question, Ref, Right, Source, Tag, concordance,
};
use crate::diagnostic::Diagnostics;
use crate::memo::{Kept, Row, Same, Slot, is_same};

/// What was put together last.
#[derive(Default)]
pub(super) struct Memory {
    names: Slot<Basis, Arc<ProfileNames>>,
    kept_names: Kept<ProfileNames>,
    automaton: Slot<Same<ProfileNames>, Arc<Names>>,
    named: Row<(Same<Names>, Same<Order>), NamedKey, Named>,
    sources: Row<Same<Order>, SourceKey, Option<Arc<Source>>>,
    concordance: Slot<ConcordanceKey, Arc<Concordance>>,
    kept_concordance: Kept<Concordance>,
    named_in: Slot<NamedInKey, Arc<Vec<Vec<MentionRef>>>>,
    linked_from: Kept<BTreeMap<Ref, Vec<Ref>>>,
    files: Kept<Files>,
    links: Option<Links>,
    places: Slot<Same<Order>, Arc<Places>>,
    tags: Slot<(Basis, Same<Tags>), Arc<Vec<Tag>>>,
    redirects: Slot<RedirectsKey, (Redirects, Arc<Diagnostics>)>,
}

/// What all front matter says, and the order of records.
type Basis = (Same<Fronts>, Same<Order>);

/// Names, each with its profile's place.
type ProfileNames = Vec<(u32, String)>;

/// Old output paths and where they lead now.
type Redirects = Arc<Vec<(String, Ref)>>;

type RedirectsKey = (
    Same<Fronts>,
    Same<Order>,
    Same<Vec<Tag>>,
    Same<Files>,
    Same<Concordance>,
);

/// The records whose evidence tells which sources speak of the same.
type ConcordanceKey = (Same<Order>, Vec<Same<Event>>, Vec<Same<Claim>>);

/// The profiles that there are, and what is found in each article: in a case without articles the first alone tells.
type NamedInKey = (Same<Order>, Vec<Same<Named>>);

/// What the names in an article are found with.
struct NamedKey {
    reading: Same<Reading>,
    right: Right,
    /// Where the rights allow quoted passages alone.
    quotations: Option<Same<Quotations>>,
}

/// What a source is completed with.
struct SourceKey {
    composed: Same<Composed>,
    reading: Same<Reading>,
    quotations: Option<Same<Quotations>>,
    named: Same<Named>,
}

/// What records lead to and use, as of the composed records that it was gathered from.
struct Links {
    order: Same<Order>,
    composed: Vec<Arc<Composed>>,
    linked_from: Arc<BTreeMap<Ref, Vec<Ref>>>,
    files: Arc<Files>,
}

impl Memory {
    /// Puts the case together; none without its front page.
    pub(super) fn assemble(
        &mut self,
        fronts: &Arc<Fronts>,
        order: &Arc<Order>,
        shared: &Shared,
        composed: &[Arc<Composed>],
        diagnostics: &mut Diagnostics,
    ) -> Option<Case> {
        let named = self.named(fronts, order, shared);
        let sources = self.sources(order, shared, composed, &named);
        self.links(order, composed);
        let links = self.links.as_ref()?;
        let (linked_from, files) = (Arc::clone(&links.linked_from), Arc::clone(&links.files));
        let lists = Lists::of(order, composed);
        let mut case = Case {
            front: lists.front?,
            edition: shared.registry.edition,
            notes: lists.notes,
            events: lists.events,
            profiles: lists.profiles,
            sources,
            claims: lists.claims,
            questions: lists.questions,
            handouts: lists.handouts,
            named_in: self.named_in(order, &named),
            linked_from,
            places: self.places.get(Same::of(order), || Arc::new(Places)),
            tags: Arc::default(),
            redirects: Arc::default(),
            concordance: Arc::default(),
            files,
        };
        case.concordance = self.concordance(order, &case);
        case.tags = self.tags.get(
            ((Same::of(fronts), Same::of(order)), Same::of(shared.tags)),
            || Arc::new(shared.tags.members(&case)),
        );
        case.redirects = self.redirects(fronts, order, shared, &case, diagnostics);
        Some(case)
    }

    /// The names in each article that the edition has.
    fn named(
        &mut self,
        fronts: &Arc<Fronts>,
        order: &Arc<Order>,
        shared: &Shared,
    ) -> Vec<Arc<Named>> {
        let kept = &mut self.kept_names;
        let names = self.names.get((Same::of(fronts), Same::of(order)), || {
            kept.keep(naming::of_edition(&shared.registry))
        });
        let automaton = self.automaton.get(Same::of(&names), || {
            let names = names.iter();
            Arc::new(Names::new(
                names.map(|(profile, name)| (*profile, name.as_str())),
            ))
        });
        let documents = order.list(Kind::Source);
        let right = |at: usize| source::right(&shared.registry, documents[at]);
        let quotations = |at: usize| match right(at) {
            Right::Excerpt => shared.quoted.of(documents[at]),
            _ => None,
        };
        self.named.update(
            (Same::of(&automaton), Same::of(order)),
            documents.len(),
            |at, key| {
                key.reading.is(shared.seeds.reading(documents[at]))
                    && key.right == right(at)
                    && is_same(&key.quotations, quotations(at))
            },
            |at| {
                let key = NamedKey {
                    reading: Same::of(shared.seeds.reading(documents[at])),
                    right: right(at),
                    quotations: quotations(at).map(Same::of),
                };
                let quoted = source::quoted(quotations(at).map(|quotations| &**quotations));
                let named = shared
                    .seeds
                    .get(documents[at])
                    .map(|seed| naming::find(&automaton, at, seed, key.right, &quoted));
                (key, named.unwrap_or_default())
            },
        )
    }

    /// The sources with their articles.
    fn sources(
        &mut self,
        order: &Arc<Order>,
        shared: &Shared,
        composed: &[Arc<Composed>],
        named: &[Arc<Named>],
    ) -> Vec<Arc<Source>> {
        let documents = order.list(Kind::Source);
        let sources = self.sources.update(
            Same::of(order),
            documents.len(),
            |at, key| {
                let document = documents[at];
                key.composed.is(&composed[document])
                    && key.reading.is(shared.seeds.reading(document))
                    && is_same(&key.quotations, shared.quoted.of(document))
                    && key.named.is(&named[at])
            },
            |at| {
                let document = documents[at];
                let quotations = shared.quoted.of(document);
                let key = SourceKey {
                    composed: Same::of(&composed[document]),
                    reading: Same::of(shared.seeds.reading(document)),
                    quotations: quotations.map(Same::of),
                    named: Same::of(&named[at]),
                };
                let quotations = quotations.map(|quotations| &**quotations);
                let seed = shared.seeds.get(document);
                let source = match &composed[document].record {
                    Some(Record::Source(record)) => Some(Arc::new(source::complete(
                        record, seed, quotations, &named[at],
                    ))),
                    _ => None,
                };
                (key, source)
            },
        );
        sources
            .iter()
            .filter_map(|source| Option::clone(source))
            .collect()
    }

    /// What leads to each record, but for its own links, and the files that records use.
    fn links(&mut self, order: &Arc<Order>, composed: &[Arc<Composed>]) {
        let is_as_before = |links: &&mut Links| {
            let mut pairs = links.composed.iter().zip(composed);
            links.order.is(order)
                && pairs.all(|(before, now)| {
                    Arc::ptr_eq(before, now)
                        || (before.links == now.links && before.files == now.files)
                })
        };
        if let Some(links) = self.links.as_mut().filter(is_as_before) {
            links.composed = composed.to_vec();
            return;
        }
        let mut linked_from: BTreeMap<Ref, BTreeSet<Ref>> = BTreeMap::new();
        let mut files = Files::new();
        for (own, composed) in order.records().zip(composed) {
            let Some(own) = own else { continue };
            files.extend(composed.files.clone());
            for to in composed.links.iter().filter(|to| **to != own) {
                linked_from.entry(*to).or_default().insert(own);
            }
        }
        let linked_from = linked_from
            .into_iter()
            .map(|(to, from)| (to, from.into_iter().collect()));
        self.links = Some(Links {
            order: Same::of(order),
            composed: composed.to_vec(),
            linked_from: self.linked_from.keep(linked_from.collect()),
            files: self.files.keep(files),
        });
    }

    /// The mentions of each profile.
    fn named_in(&mut self, order: &Arc<Order>, named: &[Arc<Named>]) -> Arc<Vec<Vec<MentionRef>>> {
        let key = (Same::of(order), named.iter().map(Same::of).collect());
        let profiles = order.list(Kind::Profile).len();
        self.named_in.get(key, || {
            let mut named_in = vec![Vec::new(); profiles];
            for (source, named) in named.iter().enumerate() {
                for (index, mention) in named.mentions.iter().enumerate() {
                    named_in[mention.profile].push(MentionRef { source, index });
                }
            }
            Arc::new(named_in)
        })
    }

    /// Which sources speak of the same.
    fn concordance(&mut self, order: &Arc<Order>, case: &Case) -> Arc<Concordance> {
        let key = (
            Same::of(order),
            case.events.iter().map(Same::of).collect(),
            case.claims.iter().map(Same::of).collect(),
        );
        let kept = &mut self.kept_concordance;
        self.concordance.get(key, || {
            let events = case.events.iter().map(|event| &**event);
            let claims = case.claims.iter().map(|claim| &**claim);
            let topics = concordance::topics(events, claims);
            kept.keep(Concordance::new(case.sources.len(), topics))
        })
    }

    fn redirects(
        &mut self,
        fronts: &Arc<Fronts>,
        order: &Arc<Order>,
        shared: &Shared,
        case: &Case,
        diagnostics: &mut Diagnostics,
    ) -> Redirects {
        let key = (
            Same::of(fronts),
            Same::of(order),
            Same::of(&case.tags),
            Same::of(&case.files),
            Same::of(&case.concordance),
        );
        let (redirects, found) = self.redirects.get(key, || {
            let mut found = Diagnostics::default();
            let redirects = redirect::redirects(case, &shared.registry, &mut found);
            (Arc::new(redirects), Arc::new(found))
        });
        diagnostics.extend(found.iter().cloned());
        redirects
    }
}

/// The records of the edition in their lists, but for sources, which are not complete yet.
#[derive(Default)]
struct Lists {
    front: Option<Arc<Front>>,
    notes: Vec<Arc<Note>>,
    events: Vec<Arc<Event>>,
    profiles: Vec<Arc<Profile>>,
    claims: Vec<Arc<Claim>>,
    questions: Vec<Arc<Question>>,
    handouts: Vec<Arc<Handout>>,
}

impl Lists {
    fn of(order: &Order, composed: &[Arc<Composed>]) -> Self {
        let mut lists = Lists::default();
        for record in order.listed().filter_map(|at| composed[at].record.as_ref()) {
            match record {
                Record::Front(front) => lists.front = Some(Arc::clone(front)),
                Record::Note(note) => lists.notes.push(Arc::clone(note)),
                Record::Event(event) => lists.events.push(Arc::clone(event)),
                Record::Profile(profile) => lists.profiles.push(Arc::clone(profile)),
                Record::Source(_) => {}
                Record::Claim(claim) => lists.claims.push(Arc::clone(claim)),
                Record::Question(question) => lists.questions.push(Arc::clone(question)),
                Record::Handout(handout) => lists.handouts.push(Arc::clone(handout)),
            }
        }
        lists
    }
}
