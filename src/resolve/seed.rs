//! The articles behind the source records: found, checked against their hash, cut into paragraphs, made ready for quotations.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::quotation::SourceWords;
use crate::case::Kind;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::Inputs;
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

/// The articles of all source documents, by the document's position; `None` for other kinds and where the file fails.
pub(super) fn read(
    documents: &[Document],
    inputs: &Inputs,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Seed>> {
    let read: Vec<_> = documents
        .par_iter()
        .map(|document| {
            let mut found = Diagnostics::default();
            let seed = match &document.record {
                Record::Source(source) if document.kind == Kind::Source => {
                    seed(document, source, inputs, &mut found)
                }
                _ => None,
            };
            (seed, found)
        })
        .collect();
    let mut seeds = Vec::with_capacity(read.len());
    for (seed, found) in read {
        diagnostics.extend(found);
        seeds.push(seed);
    }
    seeds
}

fn seed(
    document: &Document,
    source: &RawSource,
    inputs: &Inputs,
    diagnostics: &mut Diagnostics,
) -> Option<Seed> {
    let name = &source.file;
    if name.value.is_empty() {
        return None;
    }
    let path = format!("seeds/{}", name.value);
    let Some((file, bytes)) = inputs.files.get_key_value(path.as_str()) else {
        diagnostics.push(missing(document, name, inputs));
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
    let mut words = SourceWords::new(text, &paragraphs);
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
        text: text.into(),
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

fn missing(document: &Document, name: &Words, inputs: &Inputs) -> Diagnostic {
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
    let names = inputs
        .files
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
