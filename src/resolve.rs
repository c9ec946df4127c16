//! From documents to the case of one edition: ids, quotations, mentions, order, audiences and rights.
//!
//! Here an edition is filtered, once: what it may not hold is not in the [`Case`], so that no later stage can show it.
//!
//! Each step remembers what it made last, and from what ([`Memory`]): the case after a small change costs little more than the change.

mod article;
mod assemble;
mod binding;
mod component;
mod compose;
mod footnote;
mod handout;
mod heading;
mod held;
mod link;
pub mod mention;
mod naming;
mod path;
mod prose;
pub mod quotation;
mod quoted;
mod record;
mod redirect;
mod registry;
mod report;
mod seed;
mod source;
mod tag;
pub mod withheld;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::case::{Audience, Case, Kind, Ref};
use crate::check::leak::Withheld;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::{Files, Settings};
use crate::memo::{Kept, Row, Same, Slot, all_same};
use crate::page::locale::Collation;
use crate::syntax::document::Document;
use crate::syntax::record::{RawFront, Record};
use crate::syntax::{Spot, address};

use binding::{Binder, Bound};
use compose::{Composed, Ground};
use quoted::Quoted;
pub use registry::Unread;
use registry::{Order, Registry};
use seed::Seeds;
use tag::Tags;
use withheld::{Sources, Spans};

/// All documents, as of the last change of any front matter: two states of a case with the same `Fronts` differ in bodies alone.
pub type Fronts = Vec<Arc<Document>>;

/// What a case is resolved from.
pub struct Given<'a> {
    /// The documents, in the order of their files.
    pub documents: &'a Arc<Vec<Arc<Document>>>,
    /// The same documents, as of the last change of any front matter.
    pub fronts: &'a Arc<Fronts>,
    /// The content files that could not be read.
    pub unread: &'a Arc<Vec<Unread>>,
    /// Files of `content/` that are no documents.
    pub files: &'a Arc<Files>,
    /// The files of `seeds/`.
    pub articles: &'a Arc<Files>,
    /// What the command line says.
    pub settings: &'a Settings,
    /// The components that the theme has; none is known if it can't be read.
    pub components: Option<&'a Arc<BTreeSet<String>>>,
}

/// What resolving gives.
pub struct Resolved {
    /// The case; `None` if `content/case.md` is missing or can't be read.
    pub case: Option<Arc<Case>>,
    /// What is wrong.
    pub diagnostics: Diagnostics,
    order: Arc<Order>,
    seeds: Arc<Seeds>,
    quoted: Arc<Quoted>,
    /// The documents that it was resolved from.
    pub documents: Arc<Vec<Arc<Document>>>,
    settings: Settings,
}

impl Resolved {
    /// What the edition may not hold, and where that stands in articles.
    pub fn withheld(&self) -> (Withheld, Spans) {
        let Some(case) = &self.case else {
            return Default::default();
        };
        let sources = Sources {
            registry: Registry::new(&self.documents, &self.order, &self.settings),
            seeds: &self.seeds,
            quoted: &self.quoted,
        };
        withheld::withheld(&sources, case)
    }
}

/// What each step made last.
#[derive(Default)]
pub struct Memory {
    order: Slot<(Same<Fronts>, Same<Vec<Unread>>), Ordered>,
    kept_order: Kept<Order>,
    tags: Slot<(Same<Fronts>, Same<Order>), Arc<Tags>>,
    kept_tags: Kept<Tags>,
    seeds: seed::Memory,
    bound: Row<(Same<Order>, bool), BoundKey, Bound>,
    quoted: quoted::Memory,
    anchors: Row<Same<Order>, Same<Document>, BTreeSet<String>>,
    kept_anchors: Kept<Anchors>,
    composed: compose::Memory,
    assembled: assemble::Memory,
}

/// The order, and what is wrong with ids and names.
type Ordered = (Arc<Order>, Arc<Diagnostics>);

/// What the quotations of one document were bound with.
struct BoundKey {
    document: Same<Document>,
    readings: Vec<(usize, Same<seed::Reading>)>,
    /// For a document with findings, whose messages may name anything.
    all: Option<(Same<Fronts>, Same<Seeds>)>,
}

/// The anchors in each document's own text, by document.
#[derive(Default)]
struct Anchors(Vec<Arc<BTreeSet<String>>>);

impl PartialEq for Anchors {
    fn eq(&self, other: &Self) -> bool {
        all_same(&self.0, &other.0)
    }
}

/// What the records' composers share, none of which they change.
struct Shared<'a> {
    registry: Registry<'a>,
    seeds: &'a Arc<Seeds>,
    quoted: &'a Arc<Quoted>,
    files: &'a Arc<Files>,
    tags: &'a Arc<Tags>,
    components: Option<&'a Arc<BTreeSet<String>>>,
    language: String,
    anchors: &'a Arc<Anchors>,
}

/// Resolves the documents into one edition of the case.
pub fn resolve(given: &Given, memory: &mut Memory) -> Resolved {
    let mut diagnostics = Diagnostics::default();
    let documents = &**given.documents;
    let front = documents
        .iter()
        .find_map(|document| match &document.record {
            Record::Front(front) => Some((&**document, &**front)),
            _ => None,
        });
    let language = front
        .and_then(|(_, front)| front.language.as_ref())
        .map_or("en", |language| language.value.as_str())
        .to_owned();
    let order = memory.order(given, &language, &mut diagnostics);
    let registry = Registry::new(documents, &order, given.settings);
    let tags = memory.tags(given, &order, &registry, &language);
    let seeds = memory.seeds.read(given.fronts, given.articles);
    diagnostics.extend(seeds.diagnostics());
    let lenient = front.is_some_and(|(_, front)| front.quotes_warn);
    let bound = memory.bind(given, &order, &seeds, lenient, &mut diagnostics);
    let quoted = memory.quoted.gather(&order, &registry, &seeds, &bound);
    let anchors = memory.anchors(&order, &registry);
    let base_url =
        front.and_then(|(document, raw)| base_url(document, raw, given.settings, &mut diagnostics));
    let shared = Shared {
        registry,
        seeds: &seeds,
        quoted: &quoted,
        files: given.files,
        tags: &tags,
        components: given.components,
        language: language.clone(),
        anchors: &anchors,
    };
    let ground = Ground {
        order: Same::of(&order),
        tags: Same::of(&tags),
        files: Same::of(given.files),
        components: given.components.map(Same::of),
        language,
        base_url,
    };
    let composed = memory
        .composed
        .compose(ground, &shared, given.fronts, &bound);
    diagnostics.extend(findings(&composed));
    let case =
        memory
            .assembled
            .assemble(given.fronts, &order, &shared, &composed, &mut diagnostics);
    Resolved {
        case: case.map(Arc::new),
        diagnostics,
        seeds: Arc::clone(&seeds),
        quoted: Arc::clone(&quoted),
        documents: Arc::clone(given.documents),
        settings: given.settings.clone(),
        order,
    }
}

fn findings(composed: &[Arc<Composed>]) -> impl Iterator<Item = Diagnostic> {
    composed
        .iter()
        .flat_map(|composed| &composed.diagnostics)
        .cloned()
}

impl Memory {
    /// The order of the documents; what is wrong with ids and names.
    fn order(
        &mut self,
        given: &Given,
        language: &str,
        diagnostics: &mut Diagnostics,
    ) -> Arc<Order> {
        let key = (Same::of(given.fronts), Same::of(given.unread));
        let kept = &mut self.kept_order;
        let (order, found) = self.order.get(key, || {
            let mut found = Diagnostics::default();
            let documents = given.fronts;
            let collation = Collation::new(language);
            let order = Order::new(
                documents,
                given.unread,
                given.settings,
                &collation,
                &mut found,
            );
            let order = kept.keep(order);
            let registry = Registry::new(documents, &order, given.settings);
            naming::check(&registry, &mut found);
            (order, Arc::new(found))
        });
        diagnostics.extend(found.iter().cloned());
        order
    }

    fn tags(
        &mut self,
        given: &Given,
        order: &Arc<Order>,
        registry: &Registry,
        language: &str,
    ) -> Arc<Tags> {
        let key = (Same::of(given.fronts), Same::of(order));
        let kept = &mut self.kept_tags;
        self.tags.get(key, || {
            kept.keep(Tags::new(registry, &Collation::new(language)))
        })
    }

    /// The passages that each document quotes.
    fn bind(
        &mut self,
        given: &Given,
        order: &Arc<Order>,
        seeds: &Arc<Seeds>,
        lenient: bool,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Arc<Bound>> {
        let documents = &**given.documents;
        let binder = Binder {
            registry: &Registry::new(documents, order, given.settings),
            seeds,
            lenient,
            drafts: given.settings.drafts,
        };
        let all = || (Same::of(given.fronts), Same::of(seeds));
        let bound = self.bound.update(
            (Same::of(order), lenient),
            documents.len(),
            |at, key| {
                let mut readings = key.readings.iter();
                key.document.is(&documents[at])
                    && readings.all(|(at, reading)| reading.is(seeds.reading(*at)))
                    && key.all.as_ref().is_none_or(|before| *before == all())
            },
            |at| {
                let bound = binder.bind(at);
                let reading = |at: &usize| (*at, Same::of(seeds.reading(*at)));
                let key = BoundKey {
                    document: Same::of(&documents[at]),
                    readings: bound.sources.iter().map(reading).collect(),
                    all: bound.diagnostics.iter().next().map(|_| all()),
                };
                (key, bound)
            },
        );
        diagnostics.extend(bound.iter().flat_map(|bound| &bound.diagnostics).cloned());
        bound
    }

    fn anchors(&mut self, order: &Arc<Order>, registry: &Registry) -> Arc<Anchors> {
        let documents = registry.documents;
        let anchors = self.anchors.update_kept(
            Same::of(order),
            documents.len(),
            |at, key| key.is(&documents[at]),
            |at| {
                let anchors = own_anchors(&documents[at], registry);
                (Same::of(&documents[at]), anchors)
            },
        );
        self.kept_anchors.keep(Anchors(anchors))
    }
}

/// Where the site will be published, with a final slash: the command line's word, or else the case's.
fn base_url(
    document: &Document,
    raw: &RawFront,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let written = raw.base_url.as_ref();
    let written = written.filter(|url| !url.value.trim().is_empty());
    if let Some(url) = &settings.base_url {
        return Some(url.clone());
    }
    let Spot { value, range } = written?;
    let address = address::of_site(value.trim());
    if address.is_none() {
        let message = format!("`base_url` is no address of a site: `{}`", value.trim());
        diagnostics.push(
            Diagnostic::new(Rule::BadValue, message)
                .at(Place::new(&document.file, range.clone()))
                .help("write it whole, as in `https://example.edu/cases/xiaomi/`"),
        );
    }
    address
}

fn own_anchors(document: &Document, registry: &Registry) -> BTreeSet<String> {
    // The body of a question is the model answer.
    if document.kind == Kind::Question && !registry.edition.holds(Audience::Instructor) {
        return BTreeSet::new();
    }
    heading::headings(&document.body.parts, registry.edition)
        .into_iter()
        .map(|heading| heading.anchor)
        .collect()
}

impl Shared<'_> {
    /// Whether the record's page has the anchor.
    fn has_anchor(&self, place: Ref, anchor: &str) -> bool {
        let Some(document) = self.registry.document_of(place) else {
            return false;
        };
        if self.anchors.0[document].contains(anchor) {
            return true;
        }
        let Some(seed) = self.seeds.get(document) else {
            return false;
        };
        let number = anchor
            .strip_prefix('p')
            .and_then(|number| number.parse::<usize>().ok());
        let paragraph =
            number.is_some_and(|number| (1..=seed.article.paragraphs.len()).contains(&number));
        let quotations = self.quoted.of(document);
        let mut quotations = quotations.iter().flat_map(|quotations| &*quotations.list);
        paragraph || quotations.any(|quotation| quotation.anchor.as_deref() == Some(anchor))
    }

    fn anchors_of(&self, place: Ref) -> impl Iterator<Item = &str> {
        let anchors = self
            .registry
            .document_of(place)
            .map(|document| &self.anchors.0[document]);
        anchors
            .into_iter()
            .flat_map(|anchors| &**anchors)
            .map(String::as_str)
    }

    /// Whether `id` names the record of `kind` at `index`.
    fn is(&self, kind: Kind, id: &str, index: usize) -> bool {
        self.registry.find(kind, id) == registry::Found::Visible(Ref { kind, index })
    }
}
