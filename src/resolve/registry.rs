//! Which records there are, which of them the edition holds, and where each stands in its list.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::case::{Audience, Edition, Kind, Ref};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::Settings;
use crate::page::locale::Collation;
use crate::page::route;
use crate::suggest::nearest;
use crate::syntax::document::{Document, owner};
use crate::syntax::edtf::{Clock, Edtf, SortKey};
use crate::syntax::record::{RawEvent, Record};

/// All documents by kind and id, with what the edition holds.
pub(super) struct Registry<'a> {
    /// Every document, in the order of the files.
    pub(super) documents: &'a [Arc<Document>],
    /// The edition that is being built.
    pub(super) edition: Edition,
    /// Whether drafts are in.
    drafts: bool,
    /// Which of them have which place.
    order: &'a Order,
}

/// The places of documents, by their positions among the files. It says nothing of what is in them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    /// Of each document, its record's place in the edition.
    visible: Vec<Option<Ref>>,
    /// The documents of a kind that the edition holds, in the order of their list.
    lists: BTreeMap<Kind, Vec<usize>>,
    by_id: BTreeMap<Kind, BTreeMap<Arc<str>, usize>>,
    by_file: BTreeMap<Arc<str>, usize>,
    /// Places in a list, by the stem of the record's page.
    by_stem: BTreeMap<Kind, BTreeMap<String, usize>>,
    /// The content files that could not be read: what is wrong with them was said, and references to them are not at fault.
    unread: BTreeSet<(Kind, Arc<str>)>,
    unread_files: BTreeSet<Arc<str>>,
}

/// A content file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The file, relative to the root.
    pub file: Arc<str>,
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Arc<str>,
}

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A record of the edition.
    Visible(Ref),
    /// A document (by position) that the edition leaves out.
    Hidden(usize),
    /// Nothing.
    Unknown,
}

impl Order {
    /// Orders the documents and reports ids that occur twice.
    pub(super) fn new(
        documents: &[Arc<Document>],
        unread: &[Unread],
        settings: &Settings,
        collation: &Collation,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut order = Order {
            visible: vec![None; documents.len()],
            ..Order::default()
        };
        order.index(documents, diagnostics);
        for unread in unread {
            order.unread.insert((unread.kind, Arc::clone(&unread.id)));
            order.unread_files.insert(Arc::clone(&unread.file));
        }
        order.sort(documents, settings, collation);
        order
    }

    fn index(&mut self, documents: &[Arc<Document>], diagnostics: &mut Diagnostics) {
        let mut folded: BTreeMap<(Kind, String), usize> = BTreeMap::new();
        for (at, document) in documents.iter().enumerate() {
            self.by_file.insert(Arc::clone(&document.file), at);
            let key = (document.kind, document.id.to_lowercase());
            match folded.get(&key) {
                None => {
                    folded.insert(key, at);
                    let ids = self.by_id.entry(document.kind).or_default();
                    ids.insert(Arc::clone(&document.id), at);
                }
                Some(first) => diagnostics.push(duplicate(document, &documents[*first])),
            }
        }
    }

    fn sort(&mut self, documents: &[Arc<Document>], settings: &Settings, collation: &Collation) {
        for (at, document) in documents.iter().enumerate() {
            if holds(settings, document) {
                self.lists.entry(document.kind).or_default().push(at);
            }
        }
        for (kind, list) in &mut self.lists {
            list.sort_by(|a, b| compare(&documents[*a], &documents[*b], collation));
            let stems = self.by_stem.entry(*kind).or_default();
            for (index, at) in list.iter().enumerate() {
                self.visible[*at] = Some(Ref { kind: *kind, index });
                stems
                    .entry(route::stem(&documents[*at].id))
                    .or_insert(index);
            }
        }
    }

    /// Of each document, its record's place in the edition.
    pub(super) fn records(&self) -> impl Iterator<Item = Option<Ref>> {
        self.visible.iter().copied()
    }

    /// The documents of a kind that the edition holds, in the order of their list.
    pub(super) fn list(&self, kind: Kind) -> &[usize] {
        self.lists.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// All documents that the edition holds, list after list.
    pub(super) fn listed(&self) -> impl Iterator<Item = usize> {
        self.lists.values().flatten().copied()
    }
}

impl<'a> Registry<'a> {
    /// The documents in their order.
    pub(super) fn new(
        documents: &'a [Arc<Document>],
        order: &'a Order,
        settings: &Settings,
    ) -> Self {
        Registry {
            documents,
            edition: settings.edition,
            drafts: settings.drafts,
            order,
        }
    }

    /// The documents of a kind that the edition holds, in the order of their list.
    pub(super) fn list(&self, kind: Kind) -> impl Iterator<Item = (usize, &'a Document)> + '_ {
        let list = self.order.list(kind).iter();
        list.map(|at| (*at, &*self.documents[*at]))
    }

    /// The document that a record was.
    pub(super) fn document_of(&self, place: Ref) -> Option<usize> {
        self.order.list(place.kind).get(place.index).copied()
    }

    /// The record that a document became.
    pub(super) fn record(&self, document: usize) -> Option<Ref> {
        self.order.visible.get(document).copied().flatten()
    }

    /// What `id` names among the records of `kind`.
    pub(super) fn find(&self, kind: Kind, id: &str) -> Found {
        self.document(kind, id)
            .map_or(Found::Unknown, |at| self.found(at))
    }

    /// The document of `kind` named `id`.
    pub(super) fn document(&self, kind: Kind, id: &str) -> Option<usize> {
        self.order.by_id.get(&kind)?.get(id).copied()
    }

    /// Whether `id` is that of a file that could not be read.
    pub(super) fn is_unread(&self, kind: Kind, id: &str) -> bool {
        self.order.unread.contains(&(kind, Arc::from(id)))
    }

    /// Whether the file is a content file that could not be read.
    pub(super) fn is_unread_file(&self, file: &str) -> bool {
        self.order.unread_files.contains(file)
    }

    /// The document read from `file`.
    pub(super) fn by_file(&self, file: &str) -> Option<usize> {
        self.order.by_file.get(file).copied()
    }

    /// The record of `kind` whose page has the stem.
    pub(super) fn by_stem(&self, kind: Kind, stem: &str) -> Option<Ref> {
        let index = *self.order.by_stem.get(&kind)?.get(stem)?;
        Some(Ref { kind, index })
    }

    /// The content files, read or not.
    pub(super) fn files(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let read = self.order.by_file.keys();
        read.chain(&self.order.unread_files).map(|file| &**file)
    }

    /// Whether the edition holds the document, and as what.
    pub(super) fn found(&self, document: usize) -> Found {
        self.record(document)
            .map_or(Found::Hidden(document), Found::Visible)
    }

    /// The id of `kind` that is nearest to a wrong one.
    pub(super) fn nearest(&self, kind: Kind, id: &str) -> Option<&'a str> {
        nearest(id, self.ids(kind))
    }

    /// All ids of a kind.
    pub(super) fn ids(&self, kind: Kind) -> impl Iterator<Item = &'a str> + '_ {
        let of_kind = self.order.by_id.get(&kind).into_iter();
        of_kind.flat_map(BTreeMap::keys).map(|id| &**id)
    }

    /// A finding for a visible text that refers to what the edition leaves out.
    pub(super) fn hidden(&self, from: &Document, to: usize, place: Place) -> Diagnostic {
        let target = &self.documents[to];
        let in_edition = self.edition.holds(target.head.audience);
        let is_draft = target.head.draft && !self.drafts;
        let (why, help) = match (is_draft, in_edition) {
            (true, _) => (
                "is a draft".to_owned(),
                "finish the draft, build with `--drafts`, or take the reference out".to_owned(),
            ),
            (false, false) => {
                let audience = if target.head.audience == Audience::Instructor {
                    "instructor"
                } else {
                    "student"
                };
                let help =
                    format!("put the reference into a `::: {audience}` passage, or take it out");
                ("is not in this edition".to_owned(), help)
            }
            (false, true) => {
                let part = target.head.part.unwrap_or_default();
                (
                    format!("belongs to part {part}"),
                    format!("move the reference to a record of part {part}, or take it out"),
                )
            }
        };
        let message = format!(
            "{} `{}` refers to {} `{}`, which {why}",
            owner(from.kind),
            from.id,
            owner(target.kind),
            target.id,
        );
        Diagnostic::new(Rule::HiddenReference, message)
            .at(place)
            .help(help)
            .related(Place::start_of(&target.file), "what the edition leaves out")
    }
}

/// Whether the site holds the document: its audience, its part, and whether it is finished decide.
pub(super) fn holds(settings: &Settings, document: &Document) -> bool {
    let head = &document.head;
    let later =
        matches!((head.part, settings.through), (Some(part), Some(through)) if part > through);
    settings.edition.holds(head.audience) && !later && (settings.drafts || !head.draft)
}

fn duplicate(document: &Document, first: &Document) -> Diagnostic {
    let message = format!(
        "{} `{}` is already there",
        owner(document.kind),
        document.id
    );
    Diagnostic::new(Rule::DuplicateId, message)
        .at(Place::start_of(&document.file))
        .help("an id is the file's name without its folder, upper or lower case alike: rename one of the two files")
        .related(Place::start_of(&first.file), "the other one")
}

/// The order of records within their list.
fn compare(a: &Document, b: &Document, collation: &Collation) -> Ordering {
    let order = match (&a.record, &b.record) {
        (Record::Note { order: a }, Record::Note { order: b }) => ordered(*a).cmp(&ordered(*b)),
        (Record::Question(a), Record::Question(b)) => ordered(a.order).cmp(&ordered(b.order)),
        (Record::Profile(_), Record::Profile(_)) => {
            collation.compare(&a.head.title.value, &b.head.title.value)
        }
        (Record::Source(a), Record::Source(b)) => {
            dated(a.date.as_ref()).cmp(&dated(b.date.as_ref()))
        }
        (Record::Event(a), Record::Event(b)) => {
            when(a).cmp(&when(b)).then_with(|| a.order.cmp(&b.order))
        }
        _ => Ordering::Equal,
    };
    order
        .then_with(|| a.id.cmp(&b.id))
        .then_with(|| a.file.cmp(&b.file))
}

/// What has no order of its own comes last.
fn ordered(order: Option<i64>) -> (bool, i64) {
    (order.is_none(), order.unwrap_or_default())
}

/// What has no date comes last.
fn dated(date: Option<&Edtf>) -> (bool, Option<SortKey>) {
    (date.is_none(), date.map(Edtf::sort_key))
}

/// When an event was; a time of day that is a clock's counts, words such as "late night" do not.
fn when(event: &RawEvent) -> (bool, Option<SortKey>) {
    let clock = event.time.as_deref().and_then(Clock::parse);
    let key = event.date.as_ref().map(Edtf::sort_key);
    let key = key.map(|key| clock.map_or(key, |clock| key.at(clock)));
    (key.is_none(), key)
}
