//! The first stage: every content file read into a document, and the other files sorted by what they are for.

use std::ops::Bound;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::{Files, Inputs};
use crate::progress::Progress;
use crate::resolve::{Fronts, Unread};
use crate::syntax::document::{self, Document, Role};

/// What the inputs hold.
pub(crate) struct Contents {
    /// The documents, in the order of their files.
    pub(crate) documents: Arc<Vec<Arc<Document>>>,
    /// The documents as of the last change of any front matter.
    pub(crate) fronts: Arc<Fronts>,
    /// The content files that could not be read.
    pub(crate) unread: Arc<Vec<Unread>>,
    /// Files of `content/` that are no documents.
    pub(crate) files: Arc<Files>,
    /// The files of `seeds/`.
    pub(crate) articles: Arc<Files>,
    /// The files of `themes/`.
    pub(crate) themes: Arc<Files>,
    /// What is wrong with documents, as far as one alone tells.
    pub(crate) diagnostics: Diagnostics,
}

/// What was read last.
#[derive(Default)]
pub(crate) struct Memory {
    content: Vec<Read>,
    documents: Arc<Vec<Arc<Document>>>,
    fronts: Arc<Fronts>,
    unread: Arc<Vec<Unread>>,
    files: Arc<Files>,
    articles: Arc<Files>,
    themes: Arc<Files>,
}

/// One Markdown file of `content/`.
struct Read {
    file: Arc<str>,
    bytes: Arc<[u8]>,
    document: Option<Arc<Document>>,
    unread: Option<Unread>,
    diagnostics: Vec<Diagnostic>,
}

impl Memory {
    /// Reads the inputs; of content files those whose bytes are other than before, in parallel.
    pub(crate) fn read(
        &mut self,
        inputs: &Inputs,
        drafts: bool,
        progress: &dyn Progress,
    ) -> Contents {
        let is_text = |file: &str| file.ends_with(".md");
        refresh(&mut self.files, within(inputs, "content/"), |file| {
            !is_text(file)
        });
        refresh(&mut self.articles, within(inputs, "seeds/"), |_| true);
        refresh(&mut self.themes, within(inputs, "themes/"), |_| true);
        let texts = within(inputs, "content/").filter(|(file, _)| is_text(file));
        self.parse(texts.collect(), drafts, progress);
        let documents = self
            .content
            .iter()
            .filter_map(|read| read.document.as_ref());
        self.documents = Arc::new(documents.cloned().collect());
        if !same_fronts(&self.fronts, &self.documents) {
            self.fronts = Arc::clone(&self.documents);
        }
        let unread = self.content.iter().filter_map(|read| read.unread.as_ref());
        if !unread.clone().eq(self.unread.iter()) {
            self.unread = Arc::new(unread.cloned().collect());
        }
        let mut diagnostics = Diagnostics::default();
        let found = self.content.iter().flat_map(|read| &read.diagnostics);
        diagnostics.extend(found.cloned());
        diagnostics.extend(without_front(inputs));
        Contents {
            documents: Arc::clone(&self.documents),
            fronts: Arc::clone(&self.fronts),
            unread: Arc::clone(&self.unread),
            files: Arc::clone(&self.files),
            articles: Arc::clone(&self.articles),
            themes: Arc::clone(&self.themes),
            diagnostics,
        }
    }

    /// Parses the content files that changed. Both lists are in order, so that one pass tells which those are.
    fn parse(
        &mut self,
        texts: Vec<(&Arc<str>, &Arc<[u8]>)>,
        drafts: bool,
        progress: &dyn Progress,
    ) {
        let mut before = std::mem::take(&mut self.content).into_iter().peekable();
        let known: Vec<Option<Read>> = texts
            .iter()
            .map(|(file, bytes)| {
                while before.next_if(|read| read.file < **file).is_some() {}
                before
                    .next_if(|read| read.file == **file)
                    .filter(|read| Arc::ptr_eq(&read.bytes, bytes) || read.bytes == **bytes)
            })
            .collect();
        let new = known.iter().filter(|known| known.is_none()).count();
        progress.stage("reading", new);
        let pairs = texts.into_par_iter().zip(known);
        self.content = pairs
            .map(|((file, bytes), known)| {
                known.unwrap_or_else(|| {
                    progress.step();
                    read(file, bytes, drafts)
                })
            })
            .collect();
    }
}

/// The files of a folder.
fn within<'a>(
    inputs: &'a Inputs,
    folder: &'a str,
) -> impl Iterator<Item = (&'a Arc<str>, &'a Arc<[u8]>)> {
    let bounds = (Bound::Included(folder), Bound::Unbounded);
    let from = inputs.files.range::<str, _>(bounds);
    from.take_while(move |(file, _)| file.starts_with(folder))
}

/// Takes the files anew if they are others than before.
fn refresh<'a>(
    last: &mut Arc<Files>,
    files: impl Iterator<Item = (&'a Arc<str>, &'a Arc<[u8]>)>,
    wanted: impl Fn(&str) -> bool,
) {
    let files: Vec<_> = files.filter(|(file, _)| wanted(file)).collect();
    let mut pairs = files.iter().zip(last.iter());
    let is_same = files.len() == last.len()
        && pairs.all(|((file, bytes), (last_file, last_bytes))| {
            *file == last_file && Arc::ptr_eq(bytes, last_bytes)
        });
    if !is_same {
        let files = files.into_iter();
        *last = Arc::new(
            files
                .map(|(file, bytes)| (Arc::clone(file), Arc::clone(bytes)))
                .collect(),
        );
    }
}

fn same_fronts(before: &Fronts, now: &[Arc<Document>]) -> bool {
    let mut pairs = before.iter().zip(now);
    before.len() == now.len()
        && pairs.all(|(before, now)| {
            Arc::ptr_eq(before, now)
                || (before.file == now.file && before.front_matter == now.front_matter)
        })
}

fn read(file: &Arc<str>, bytes: &Arc<[u8]>, drafts: bool) -> Read {
    let mut found = Diagnostics::default();
    let mut read = Read {
        file: Arc::clone(file),
        bytes: Arc::clone(bytes),
        document: None,
        unread: None,
        diagnostics: Vec::new(),
    };
    match document::role(file) {
        Role::Content(kind, id) => {
            let document = document::parse(file, kind, &id, bytes, &mut found);
            if let Some(document) = &document
                && (drafts || !document.head.draft)
            {
                check::document(document, &mut found);
            }
            read.unread = document.is_none().then(|| Unread {
                file: Arc::clone(file),
                kind,
                id,
            });
            read.document = document.map(Arc::new);
        }
        Role::Stray(near) => found.push(document::stray(file, near)),
        Role::File => {}
    }
    read.diagnostics = found.into_iter().collect();
    read
}

fn without_front(inputs: &Inputs) -> Option<Diagnostic> {
    let missing = !inputs.files.contains_key("content/case.md");
    missing.then(|| {
        Diagnostic::new(Rule::MissingFile, "there is no `content/case.md`")
            .at(Place::start_of(&"content/case.md".into()))
            .help("write the front page there: `title: …` between two lines of `---`, then text")
    })
}
