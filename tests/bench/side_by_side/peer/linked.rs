//! Which pages link to a page: Casebook finds it out, the peers are told.

use std::collections::BTreeMap;

use crate::corpus::Corpus;

/// A page that links to another.
pub(crate) struct Link {
    url: String,
    title: String,
    kind: &'static str,
}

impl Link {
    pub(crate) fn toml(&self) -> String {
        let Self { url, title, kind } = self;
        format!("{{ url = \"{url}\", title = \"{title}\", kind = \"{kind}\" }}")
    }
}

/// By the page's path in `content/`, less its extension, the pages that link to it.
pub(crate) fn linked(corpus: &Corpus) -> BTreeMap<String, Vec<Link>> {
    let mut linked: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    let mut add = |target: String, kind, number: usize, title: &str| {
        let folder = if kind == "note" {
            "notes/note"
        } else {
            "events/e"
        };
        linked.entry(target).or_default().push(Link {
            url: format!("/{folder}{number}/"),
            title: title.to_owned(),
            kind,
        });
    };
    for (number, note) in corpus.notes.iter().enumerate() {
        add(
            format!("notes/note{}", note.note),
            "note",
            number,
            &note.title,
        );
        add(
            format!("profiles/p{}", note.profile),
            "note",
            number,
            &note.title,
        );
        add(
            format!("sources/a{}", note.quoted.article),
            "note",
            number,
            &note.title,
        );
    }
    for (number, event) in corpus.events.iter().enumerate() {
        add(
            format!("profiles/p{}", event.profile),
            "event",
            number,
            &event.title,
        );
        add(
            format!("sources/a{}", event.quoted.article),
            "event",
            number,
            &event.title,
        );
    }
    linked
}
