//! From documents to the case of one edition: ids, quotations, mentions, order, audiences and rights.
//!
//! Here an edition is filtered, once: what it may not hold is not in the [`Case`], so that no later stage can show it.

mod article;
mod backlink;
mod binding;
mod component;
mod footnote;
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

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::case::{Audience, Case, Kind, Ref};
use crate::check::leak::Withheld;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::{Inputs, Settings};
use crate::page::locale::Collation;
use crate::syntax::document::Document;
use crate::syntax::record::{RawFront, Record};
use crate::syntax::{Spot, address};

use binding::{Binder, Bound};
use prose::{Composer, Gathered};
use quoted::Quoted;
use record::Built;
use registry::Registry;
use seed::Seed;
use tag::Tags;
use withheld::Spans;

/// What resolving gives.
pub struct Resolved {
    /// The case; `None` if `content/case.md` is missing or can't be read.
    pub case: Option<Case>,
    /// What the edition may not hold.
    pub withheld: Withheld,
    /// Where withheld words stand in articles.
    pub spans: Spans,
}

/// What the records' composers share, none of which they change.
struct Shared<'a> {
    registry: &'a Registry<'a>,
    seeds: &'a [Option<Seed>],
    quoted: &'a Quoted,
    inputs: &'a Inputs,
    tags: &'a Tags,
    components: Option<&'a BTreeSet<String>>,
    language: String,
    /// The anchors in each document's own text, by document.
    anchors: Vec<BTreeSet<String>>,
}

/// Resolves the documents into one edition of the case. `components` are those that the theme has; none is known if it can't be read.
pub fn resolve(
    documents: &[Document],
    inputs: &Inputs,
    settings: &Settings,
    components: Option<&BTreeSet<String>>,
    diagnostics: &mut Diagnostics,
) -> Resolved {
    let front = documents
        .iter()
        .find_map(|document| match &document.record {
            Record::Front(front) => Some((document, &**front)),
            _ => None,
        });
    let language = front
        .and_then(|(_, front)| front.language.as_ref())
        .map_or("en", |language| language.value.as_str())
        .to_owned();
    let collation = Collation::new(&language);
    let registry = Registry::new(documents, inputs, settings, &collation, diagnostics);
    naming::check(&registry, diagnostics);
    let seeds = seed::read(documents, inputs, diagnostics);
    let lenient = front.is_some_and(|(_, front)| front.quotes_warn);
    let bound = Binder {
        registry: &registry,
        seeds: &seeds,
        lenient,
    }
    .bind(settings.drafts, diagnostics);
    let quoted = Quoted::new(&registry, &seeds, &bound);
    let tags = Tags::new(&registry, &collation);
    let anchors = documents
        .par_iter()
        .map(|document| own_anchors(document, &registry))
        .collect();
    let shared = Shared {
        registry: &registry,
        seeds: &seeds,
        quoted: &quoted,
        inputs,
        tags: &tags,
        components,
        language,
        anchors,
    };
    let Some((document, front)) = front else {
        return Resolved {
            case: None,
            withheld: Withheld::default(),
            spans: Spans::new(),
        };
    };
    let case = assemble(&shared, &bound, document, front, settings, diagnostics);
    let (withheld, spans) = case
        .as_ref()
        .map(|case| withheld::withheld(&shared, case))
        .unwrap_or_default();
    Resolved {
        case,
        withheld,
        spans,
    }
}

/// Composes every record the edition holds and puts them together.
fn assemble(
    shared: &Shared,
    bound: &[Bound],
    document: &Document,
    raw: &RawFront,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<Case> {
    let base_url = base_url(document, raw, settings, diagnostics);
    let composed: Vec<_> = shared
        .registry
        .documents
        .par_iter()
        .enumerate()
        .filter_map(|(at, document)| {
            let own = shared.registry.record(at)?;
            let composer = Composer {
                shared,
                document,
                own,
                bound: &bound[at],
                gathered: Gathered::default(),
            };
            Some((own, compose(composer, base_url.clone())))
        })
        .collect();
    let named = naming::find(shared.registry, shared.seeds, &|at| {
        source::shown(shared, at)
    });
    let mut front = None;
    let mut lists = Lists::default();
    let mut links: BTreeMap<Ref, BTreeSet<Ref>> = BTreeMap::new();
    let mut files = BTreeMap::new();
    for (own, (built, gathered)) in composed {
        diagnostics.extend(gathered.diagnostics);
        files.extend(gathered.files);
        for to in gathered.links {
            links.entry(to).or_default().insert(own);
        }
        match built {
            Composed::Record(built) => match *built {
                Built::Front(built) => front = Some(*built),
                built => lists.take(own.index, built),
            },
            Composed::Source(built) => {
                lists.sources.insert(own.index, *built);
            }
        }
    }
    let mut case = lists.into_case(front?, settings.edition, shared.quoted.quotations.clone());
    case.files = files;
    source::attach_mentions(shared, &mut case, named);
    case.tags = shared.tags.members(&case);
    backlink::attach(&mut case, &links);
    case.redirects = redirect::redirects(&case, shared.registry, diagnostics);
    Some(case)
}

enum Composed {
    Record(Box<Built>),
    Source(Box<crate::case::Source>),
}

fn compose(mut composer: Composer, base_url: Option<String>) -> (Composed, Gathered) {
    let record = |built| Composed::Record(Box::new(built));
    let built = match &composer.document.record {
        Record::Front(raw) => record(Built::Front(Box::new(composer.front(raw, base_url)))),
        Record::Note { order } => record(Built::Note(composer.note_record(*order))),
        Record::Event(raw) => record(Built::Event(composer.event(raw))),
        Record::Profile(raw) => record(Built::Profile(composer.profile(raw))),
        Record::Source(raw) => Composed::Source(Box::new(source::source(&mut composer, raw))),
        Record::Claim(raw) => record(Built::Claim(composer.claim(raw))),
        Record::Question(raw) => record(Built::Question(composer.question(raw))),
        Record::Handout(raw) => record(Built::Handout(composer.handout(raw))),
    };
    (built, composer.gathered)
}

/// Records by their place, as they come.
#[derive(Default)]
struct Lists {
    notes: BTreeMap<usize, crate::case::Note>,
    events: BTreeMap<usize, crate::case::Event>,
    profiles: BTreeMap<usize, crate::case::Profile>,
    sources: BTreeMap<usize, crate::case::Source>,
    claims: BTreeMap<usize, crate::case::Claim>,
    questions: BTreeMap<usize, crate::case::Question>,
    handouts: BTreeMap<usize, crate::case::Handout>,
}

impl Lists {
    fn take(&mut self, index: usize, built: Built) {
        match built {
            Built::Note(note) => drop(self.notes.insert(index, note)),
            Built::Event(event) => drop(self.events.insert(index, event)),
            Built::Profile(profile) => drop(self.profiles.insert(index, profile)),
            Built::Claim(claim) => drop(self.claims.insert(index, claim)),
            Built::Question(question) => drop(self.questions.insert(index, question)),
            Built::Handout(handout) => drop(self.handouts.insert(index, handout)),
            Built::Front(_) => {}
        }
    }

    fn into_case(
        self,
        front: crate::case::Front,
        edition: crate::case::Edition,
        quotations: Vec<crate::case::Quotation>,
    ) -> Case {
        Case {
            front,
            edition,
            notes: self.notes.into_values().collect(),
            events: self.events.into_values().collect(),
            profiles: self.profiles.into_values().collect(),
            sources: self.sources.into_values().collect(),
            claims: self.claims.into_values().collect(),
            questions: self.questions.into_values().collect(),
            handouts: self.handouts.into_values().collect(),
            quotations,
            mentions: Vec::new(),
            tags: Vec::new(),
            redirects: Vec::new(),
            files: BTreeMap::new(),
        }
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
        if self.anchors[document].contains(anchor) {
            return true;
        }
        let Some(seed) = self.seeds[document]
            .as_ref()
            .filter(|_| place.kind == Kind::Source)
        else {
            return false;
        };
        let number = anchor
            .strip_prefix('p')
            .and_then(|number| number.parse::<usize>().ok());
        let paragraph =
            number.is_some_and(|number| (1..=seed.article.paragraphs.len()).contains(&number));
        let mut quotations = self.quoted.of_source(place.index);
        paragraph
            || quotations
                .any(|index| self.quoted.quotations[index].anchor.as_deref() == Some(anchor))
    }

    fn anchors_of(&self, place: Ref) -> impl Iterator<Item = &str> {
        let anchors = self
            .registry
            .document_of(place)
            .map(|document| &self.anchors[document]);
        anchors.into_iter().flatten().map(String::as_str)
    }

    /// Whether `id` names the record of `kind` at `index`.
    fn is(&self, kind: Kind, id: &str, index: usize) -> bool {
        self.registry.find(kind, id) == registry::Found::Visible(Ref { kind, index })
    }
}
