//! The articles behind the source records: found, checked against their hash, cut into paragraphs, made ready for quotations.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::Fronts;
use super::quotation::SourceWords;
use crate::case::Kind;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::Files;
use crate::memo::{Kept, Same, Slot, all_same};
use crate::suggest::nearest;
use crate::syntax::article::{self, Article, Form, Paragraph};
use crate::syntax::document::Document;
use crate::syntax::record::{RawSource, Record};
use crate::syntax::{Words, text};

/// An article and the words in it.
pub(super) struct Seed {
    /// The file, relative to the root.
    pub(super) file: Arc<str>,
    /// The file's text, byte order mark included.
    pub(super) text: Arc<str>,
    /// Its paragraphs.
    pub(super) article: Article,
    /// Its words, ready to be searched.
    pub(super) words: SourceWords,
}

/// The articles of all source documents, by the document's position; none for other kinds and where the file fails.
#[derive(Default)]
pub(super) struct Seeds(Vec<Arc<Reading>>);

/// What reading one document's article gave.
#[derive(Default)]
pub(super) struct Reading {
    seed: Option<Seed>,
    /// What is wrong with it.
    pub(super) diagnostics: Diagnostics,
}

/// What an article is read from: the record's front matter, the file, and where there is none, the names of those that are there.
struct Ground {
    front_matter: Arc<str>,
    bytes: Option<Arc<[u8]>>,
    others: Option<Vec<Arc<str>>>,
}

/// The articles as they were read last.
#[derive(Default)]
pub(super) struct Memory {
    by_file: HashMap<Arc<str>, (Ground, Arc<Reading>)>,
    nothing: Arc<Reading>,
    kept: Kept<Seeds>,
    last: Slot<(Same<Fronts>, Same<Files>), Arc<Seeds>>,
}

impl Memory {
    /// The articles of the documents: of `fronts`, the state of their front matter, from `articles`, the files of `seeds/`.
    pub(super) fn read(&mut self, fronts: &Arc<Fronts>, articles: &Arc<Files>) -> Arc<Seeds> {
        let mut last = std::mem::take(&mut self.last);
        let key = (Same::of(fronts), Same::of(articles));
        let seeds = last.get(key, || self.update(fronts, articles));
        self.last = last;
        seeds
    }

    /// Reads those that changed.
    fn update(&mut self, documents: &[Arc<Document>], articles: &Files) -> Arc<Seeds> {
        let stale: Vec<_> = documents
            .par_iter()
            .filter_map(|document| Some((document, source(document)?)))
            .filter(|(document, raw)| !self.is_fresh(document, raw, articles))
            .map(|(document, raw)| {
                let mut reading = Reading::default();
                reading.seed = seed(document, raw, articles, &mut reading.diagnostics);
                let ground = ground(document, raw, articles);
                (Arc::clone(&document.file), (ground, Arc::new(reading)))
            })
            .collect();
        self.by_file.extend(stale);
        let there: HashSet<_> = documents.iter().map(|document| &document.file).collect();
        self.by_file.retain(|file, _| there.contains(file));
        let readings = documents.iter().map(|document| self.of(document));
        self.kept.keep(Seeds(readings.collect()))
    }

    fn of(&self, document: &Document) -> Arc<Reading> {
        let reading = match document.kind {
            Kind::Source => self.by_file.get(&document.file).map(|(_, reading)| reading),
            _ => None,
        };
        Arc::clone(reading.unwrap_or(&self.nothing))
    }

    fn is_fresh(&self, document: &Document, raw: &RawSource, articles: &Files) -> bool {
        let Some((last, _)) = self.by_file.get(&document.file) else {
            return false;
        };
        let bytes = articles.get(path(raw).as_str());
        let same_bytes = match (&last.bytes, bytes) {
            (Some(last), Some(bytes)) => Arc::ptr_eq(last, bytes),
            (None, None) => last.others == names(raw, articles),
            _ => false,
        };
        same_bytes && last.front_matter == document.front_matter
    }
}

fn source(document: &Document) -> Option<&RawSource> {
    match &document.record {
        Record::Source(source) if document.kind == Kind::Source => Some(source),
        _ => None,
    }
}

fn ground(document: &Document, raw: &RawSource, articles: &Files) -> Ground {
    Ground {
        front_matter: Arc::clone(&document.front_matter),
        bytes: articles.get(path(raw).as_str()).cloned(),
        others: names(raw, articles),
    }
}

/// The names of all articles, if that of the source is not among them: the message about it names the nearest.
fn names(raw: &RawSource, articles: &Files) -> Option<Vec<Arc<str>>> {
    let missing = !raw.file.value.is_empty() && !articles.contains_key(path(raw).as_str());
    missing.then(|| articles.keys().cloned().collect())
}

fn path(raw: &RawSource) -> String {
    format!("seeds/{}", raw.file.value)
}

impl PartialEq for Seeds {
    fn eq(&self, other: &Self) -> bool {
        all_same(&self.0, &other.0)
    }
}

impl Seeds {
    /// The article of a document.
    pub(super) fn get(&self, document: usize) -> Option<&Seed> {
        self.0.get(document)?.seed.as_ref()
    }

    /// The documents whose article is not the one of before.
    pub(super) fn read_anew<'a>(&'a self, before: &'a Seeds) -> impl Iterator<Item = usize> + 'a {
        let pairs = self.0.iter().zip(&before.0).enumerate();
        let anew = pairs.filter(|(_, (now, before))| !Arc::ptr_eq(now, before));
        anew.map(|(at, _)| at)
    }

    /// What reading the article of a document gave, to be told from what it gave before.
    pub(super) fn reading(&self, document: usize) -> &Arc<Reading> {
        &self.0[document]
    }

    /// All articles with their documents.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, &Seed)> {
        let seeds = self.0.iter().enumerate();
        seeds.filter_map(|(at, reading)| Some((at, reading.seed.as_ref()?)))
    }

    /// What is wrong with them.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        let found = self.0.iter().flat_map(|reading| &reading.diagnostics);
        found.cloned()
    }
}

fn seed(
    document: &Document,
    source: &RawSource,
    articles: &Files,
    diagnostics: &mut Diagnostics,
) -> Option<Seed> {
    let name = &source.file;
    if name.value.is_empty() {
        return None;
    }
    let Some((file, bytes)) = articles.get_key_value(path(source).as_str()) else {
        diagnostics.push(missing(document, name, articles));
        return None;
    };
    check_hash(document, source, file, bytes, diagnostics);
    match text::read(file, bytes) {
        Ok(text) => {
            check_lines(document, source, text, diagnostics);
            Some(build(file, text, source))
        }
        Err(error) => {
            diagnostics.push(error);
            None
        }
    }
}

fn build(file: &Arc<str>, text: &str, source: &RawSource) -> Seed {
    let form = Form {
        omit: source
            .omit_lines
            .iter()
            .map(|lines| lines.value.clone())
            .collect(),
        headings: source.headings.clone(),
        wrapped: source.wrapped,
    };
    let article = article::parse(text, &form);
    let paragraphs: Vec<_> = article
        .paragraphs
        .iter()
        .map(|paragraph| {
            (
                paragraph.range.clone(),
                paragraph.number,
                !paragraph.omitted,
            )
        })
        .collect();
    let shared: Arc<str> = text.into();
    let mut words = SourceWords::new(Arc::clone(&shared), &paragraphs);
    let marked = |paragraph: &Paragraph| paragraph.marker > 0 || !paragraph.cells.is_empty();
    if article.paragraphs.iter().any(marked) {
        let shown = article
            .paragraphs
            .iter()
            .filter(|paragraph| !paragraph.omitted);
        words = words.without_markers(shown.flat_map(bare));
    }
    Seed {
        file: Arc::clone(file),
        text: shared,
        article,
        words,
    }
}

/// Where a paragraph's words stand: bullets, numbers, heading marks and the pipes of a table are none.
fn bare(paragraph: &Paragraph) -> Vec<Range<usize>> {
    let start = (paragraph.range.start + paragraph.marker).min(paragraph.range.end);
    let whole = std::iter::once(start..paragraph.range.end).filter(|_| paragraph.cells.is_empty());
    let cells = paragraph
        .cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .cloned();
    whole.chain(cells).collect()
}

fn missing(document: &Document, name: &Words, articles: &Files) -> Diagnostic {
    let outside = name.value.split('/').any(|part| part == "..") || name.value.starts_with('/');
    let place = Place::new(&document.file, name.range.clone());
    if outside {
        return Diagnostic::new(
            Rule::OutsideRoot,
            format!("`{}` leads out of `seeds/`", name.value),
        )
        .at(place)
        .help("put the article into `seeds/` and write its file name alone");
    }
    let names = articles
        .keys()
        .filter_map(|path| path.strip_prefix("seeds/"));
    let help = match nearest(&name.value, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "put the article there as a `.txt` file in UTF-8, or correct the name".to_owned(),
    };
    Diagnostic::new(
        Rule::MissingFile,
        format!("there is no article `seeds/{}`", name.value),
    )
    .at(place)
    .help(help)
}

fn check_hash(
    document: &Document,
    source: &RawSource,
    file: &Arc<str>,
    bytes: &[u8],
    diagnostics: &mut Diagnostics,
) {
    let Some(pinned) = &source.sha256 else { return };
    let found = hex(&Sha256::digest(bytes));
    if pinned.value.trim().eq_ignore_ascii_case(&found) {
        return;
    }
    let place = Place::new(&document.file, pinned.range.clone());
    diagnostics.push(
        Diagnostic::new(
            Rule::ChangedSource,
            format!("`{file}` is not the text that `sha256` pins"),
        )
        .at(place)
        .help(format!(
            "restore the article; or, if the change is meant, write `sha256: {found}`"
        ))
        .related(Place::start_of(file), "these bytes have another hash"),
    );
}

/// Reports lines that `omit_lines` or `headings` names and the article has not.
fn check_lines(document: &Document, source: &RawSource, text: &str, diagnostics: &mut Diagnostics) {
    let count = text.lines().count();
    let beyond = |last: u32| usize::try_from(last).is_ok_and(|last| last > count);
    let omitted = source
        .omit_lines
        .iter()
        .map(|lines| (*lines.value.end(), &lines.range));
    let headings = source
        .heading_lines
        .iter()
        .map(|line| (line.value, &line.range));
    for (line, range) in omitted.chain(headings).filter(|(line, _)| beyond(*line)) {
        diagnostics.push(
            Diagnostic::new(Rule::BadValue, format!("the article has no line {line}"))
                .at(Place::new(&document.file, range.clone()))
                .help(format!(
                    "its lines are numbered from 1 to {count}, as in an editor"
                )),
        );
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
