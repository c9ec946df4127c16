//! Which records there are, which of them the edition holds, and where each stands in its list.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::case::{Audience, Edition, Kind, Ref};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::{Inputs, Settings};
use crate::page::locale::Collation;
use crate::suggest::nearest;
use crate::syntax::document::{Document, Role, owner, role};
use crate::syntax::edtf::{Clock, Edtf, SortKey};
use crate::syntax::record::{RawEvent, Record};

/// All documents by kind and id, with what the edition holds.
pub(super) struct Registry<'a> {
    /// Every document, in the order of the files.
    pub(super) documents: &'a [Document],
    /// The edition that is being built.
    pub(super) edition: Edition,
    /// Whether drafts are in.
    drafts: bool,
    /// Of each document, its record's place in the edition.
    visible: Vec<Option<Ref>>,
    /// The documents of a kind that the edition holds, in the order of their list.
    lists: BTreeMap<Kind, Vec<usize>>,
    by_id: BTreeMap<(Kind, &'a str), usize>,
    by_file: BTreeMap<&'a str, usize>,
    /// The content files that could not be read: what is wrong with them was said, and references to them are not at fault.
    unread: BTreeSet<(Kind, Arc<str>)>,
    unread_files: BTreeSet<&'a str>,
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

impl<'a> Registry<'a> {
    /// Orders the documents and reports ids that occur twice.
    pub(super) fn new(
        documents: &'a [Document],
        inputs: &'a Inputs,
        settings: &Settings,
        collation: &Collation,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut registry = Registry {
            documents,
            edition: settings.edition,
            drafts: settings.drafts,
            visible: vec![None; documents.len()],
            lists: BTreeMap::new(),
            by_id: BTreeMap::new(),
            by_file: BTreeMap::new(),
            unread: BTreeSet::new(),
            unread_files: BTreeSet::new(),
        };
        registry.index(diagnostics);
        registry.miss(inputs);
        registry.order(settings, collation);
        registry
    }

    fn index(&mut self, diagnostics: &mut Diagnostics) {
        let mut folded: BTreeMap<(Kind, String), usize> = BTreeMap::new();
        for (at, document) in self.documents.iter().enumerate() {
            self.by_file.insert(&document.file, at);
            let key = (document.kind, document.id.to_lowercase());
            match folded.get(&key) {
                None => {
                    folded.insert(key, at);
                    self.by_id.insert((document.kind, &document.id), at);
                }
                Some(first) => diagnostics.push(duplicate(document, &self.documents[*first])),
            }
        }
    }

    fn miss(&mut self, inputs: &'a Inputs) {
        for path in inputs.files.keys() {
            if let Role::Content(kind, id) = role(path)
                && !self.by_file.contains_key(&**path)
            {
                self.unread.insert((kind, id));
                self.unread_files.insert(path);
            }
        }
    }

    fn order(&mut self, settings: &Settings, collation: &Collation) {
        let mut lists: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
        for (at, document) in self.documents.iter().enumerate() {
            if holds(settings, document) {
                lists.entry(document.kind).or_default().push(at);
            }
        }
        for (kind, list) in &mut lists {
            list.sort_by(|a, b| compare(&self.documents[*a], &self.documents[*b], collation));
            for (index, at) in list.iter().enumerate() {
                self.visible[*at] = Some(Ref { kind: *kind, index });
            }
        }
        self.lists = lists;
    }

    /// The documents of a kind that the edition holds, in the order of their list.
    pub(super) fn list(&self, kind: Kind) -> impl Iterator<Item = (usize, &'a Document)> + '_ {
        let list = self.lists.get(&kind).map(Vec::as_slice).unwrap_or_default();
        list.iter().map(|at| (*at, &self.documents[*at]))
    }

    /// The document that a record was.
    pub(super) fn document_of(&self, place: Ref) -> Option<usize> {
        self.lists.get(&place.kind)?.get(place.index).copied()
    }

    /// The record that a document became.
    pub(super) fn record(&self, document: usize) -> Option<Ref> {
        self.visible.get(document).copied().flatten()
    }

    /// What `id` names among the records of `kind`.
    pub(super) fn find(&self, kind: Kind, id: &str) -> Found {
        self.document(kind, id)
            .map_or(Found::Unknown, |at| self.found(at))
    }

    /// The document of `kind` named `id`.
    pub(super) fn document(&self, kind: Kind, id: &str) -> Option<usize> {
        self.by_id.get(&(kind, id)).copied()
    }

    /// Whether `id` is that of a file that could not be read.
    pub(super) fn is_unread(&self, kind: Kind, id: &str) -> bool {
        self.unread.contains(&(kind, Arc::from(id)))
    }

    /// Whether the file is a content file that could not be read.
    pub(super) fn is_unread_file(&self, file: &str) -> bool {
        self.unread_files.contains(file)
    }

    /// The document read from `file`.
    pub(super) fn by_file(&self, file: &str) -> Option<usize> {
        self.by_file.get(file).copied()
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
        let of_kind =
            move |((found, id), _): (&(Kind, &'a str), &usize)| (*found == kind).then_some(*id);
        self.by_id.iter().filter_map(of_kind)
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
