//! The texts that the edition may not hold, for the last look at the finished site.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Event;

use super::held::held;
use super::quoted::Quoted;
use super::registry::{Registry, holds};
use super::seed::{Seed, Seeds};
use super::source::{quoted, right};
use crate::case::{Audience, Case, Edition, Kind, Right};
use crate::check::leak::Withheld;
use crate::input::{Inputs, Settings};
use crate::syntax::document::Document;
use crate::syntax::markdown::{self, Part, What};
use crate::syntax::record::Record;

/// A text and what it belongs to.
type Text = (String, String);

/// Stretches of articles that the edition may not show: the file, and bytes of it.
pub type Spans = Vec<(Arc<str>, Range<usize>)>;

/// What an edition is made of.
pub(super) struct Sources<'a> {
    /// Its documents.
    pub(super) registry: Registry<'a>,
    /// The articles.
    pub(super) seeds: &'a Seeds,
    /// What is quoted from them.
    pub(super) quoted: &'a Quoted,
}

/// Gathers what the edition leaves out, and what it holds, which may say the same.
pub(super) fn withheld(sources: &Sources, case: &Case) -> (Withheld, Spans) {
    let (forbidden, spans) = forbidden(sources);
    // Most editions of most cases withhold nothing, and then nobody need know what they hold.
    if forbidden.is_empty() {
        return (Withheld::default(), spans);
    }
    let mut allowed: Vec<String> = Vec::new();
    for at in 0..sources.registry.documents.len() {
        let own = texts(&sources.registry, at).into_iter();
        allowed.extend(own.filter(|(_, held)| *held).map(|(text, _)| text));
    }
    // A page shows a passage after its paragraph's number, and what is withheld may quote it in the same way.
    let shown = case
        .sources
        .iter()
        .flat_map(|source| &source.article.paragraphs);
    allowed.extend(shown.map(|paragraph| format!("{} {}", paragraph.number, paragraph.text)));
    let quoted = case
        .quotations()
        .filter_map(|quotation| Some((quotation.paragraph?, quotation.text.as_ref()?)));
    allowed.extend(quoted.map(|(number, text)| format!("{number} {text}")));
    (
        Withheld::new(forbidden.into_iter(), allowed.iter().map(String::as_str)),
        spans,
    )
}

/// What the edition leaves out, and where it stands in articles.
fn forbidden(sources: &Sources) -> (Vec<Text>, Spans) {
    let registry = &sources.registry;
    let (mut forbidden, mut spans) = (Vec::new(), Spans::new());
    for (at, document) in registry.documents.iter().enumerate() {
        let mut forbid = |text: String| forbidden.push((document.file.to_string(), text));
        if withholds(registry, at) {
            let own = texts(registry, at).into_iter();
            own.filter(|(_, held)| !held)
                .for_each(|(text, _)| forbid(text));
        }
        if let Some(seed) = sources.seeds.get(at) {
            let holds = registry.record(at).is_some();
            article(sources, at, seed, holds, &mut |range| {
                forbid(seed.text[range.clone()].to_owned());
                spans.push((Arc::clone(&seed.file), range));
            });
        }
    }
    (forbidden, spans)
}

/// Whether the edition's readers may not have all of a document: the words of the others need not be looked at.
fn withholds(registry: &Registry, at: usize) -> bool {
    let document = &registry.documents[at];
    registry.record(at).is_none()
        || is_answer(registry.edition, document)
        || held(&document.body.parts, registry.edition).any(|(_, held)| !held)
}

/// Whether a document's text is a model answer that the edition leaves out.
fn is_answer(edition: Edition, document: &Document) -> bool {
    document.kind == Kind::Question && !edition.holds(Audience::Instructor)
}

/// All words of a document, with whether the edition's readers may have them.
fn texts(registry: &Registry, at: usize) -> Vec<(String, bool)> {
    let document = &registry.documents[at];
    let holds = registry.record(at).is_some();
    let front = front_matter(document).into_iter().map(|text| (text, holds));
    let body = body(registry.edition, document).into_iter();
    front
        .chain(body.map(|(text, held)| (text, holds && held)))
        .collect()
}

/// The words of a record's front matter.
fn front_matter(document: &Document) -> Vec<String> {
    let mut texts = vec![document.head.title.value.clone()];
    texts.extend(document.head.summary.clone());
    match &document.record {
        Record::Question(question) => texts.extend(question.objective.clone()),
        Record::Claim(claim) => texts.extend(
            claim
                .positions
                .iter()
                .map(|position| position.says.value.clone()),
        ),
        Record::Event(event) => texts.extend(event.place.clone()),
        Record::Source(source) => {
            texts.extend(source.publisher.iter().chain(&source.authors).cloned())
        }
        Record::Profile(profile) => {
            texts.extend(profile.roles.iter().map(|role| role.title.clone()));
            texts.extend(profile.aliases.iter().map(|alias| alias.value.clone()));
        }
        Record::Front(front) => {
            texts.extend(front.description.iter().chain(&front.subtitle).cloned())
        }
        _ => {}
    }
    texts.extend(
        super::binding::evidence(&document.record)
            .iter()
            .filter_map(|evidence| evidence.quote.as_ref())
            .map(|quote| quote.value.clone()),
    );
    texts
}

/// The words of a record's text, block by block, with whether its readers may have them.
fn body(edition: Edition, document: &Document) -> Vec<(String, bool)> {
    let answer = is_answer(edition, document);
    let mut texts: Vec<(String, bool)> = Vec::new();
    let mut open = false;
    for (part, held) in held(&document.body.parts, edition) {
        let held = held && !answer;
        match words(part) {
            Some(words) if open && texts.last().is_some_and(|(_, last)| *last == held) => {
                if let Some((text, _)) = texts.last_mut() {
                    text.push_str(words);
                }
            }
            Some(words) => texts.push((words.to_owned(), held)),
            None => {}
        }
        open = words(part).is_some() || (open && is_inline(part));
    }
    texts
}

fn words(part: &Part) -> Option<&str> {
    match &part.what {
        What::Event(
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words),
        ) => Some(words),
        What::Event(Event::SoftBreak | Event::HardBreak) => Some(" "),
        What::Image { alt, .. } => Some(alt),
        _ => None,
    }
}

fn is_inline(part: &Part) -> bool {
    match &part.what {
        What::Event(Event::Start(tag)) => markdown::is_inline(tag.to_end()),
        What::Event(Event::End(end)) => markdown::is_inline(*end),
        What::LinkStart(..) | What::LinkEnd => true,
        What::WikiLinkStart(..) | What::WikiLinkEnd => true,
        What::QuoteStart(_) | What::QuoteEnd => true,
        _ => false,
    }
}

/// The stretches of an article that the edition may not show.
fn article(
    sources: &Sources,
    document: usize,
    seed: &Seed,
    holds: bool,
    keep: &mut dyn FnMut(Range<usize>),
) {
    if right(&sources.registry, document) == Right::Full && holds {
        return;
    }
    let quotations = sources.quoted.of(document).map(|quotations| &**quotations);
    let shown: Vec<Range<usize>> = quoted(quotations)
        .into_iter()
        .map(|(range, _)| range)
        .collect();
    for paragraph in &seed.article.paragraphs {
        let mut from = paragraph.range.start;
        let inside = shown
            .iter()
            .filter(|range| range.start < paragraph.range.end && range.end > paragraph.range.start);
        for range in inside {
            if range.start > from {
                keep(from..range.start);
            }
            from = from.max(range.end.min(paragraph.range.end));
        }
        if from < paragraph.range.end {
            keep(from..paragraph.range.end);
        }
    }
}

/// The documents without what the edition leaves out: hidden records, hidden passages, model answers.
pub fn documents(documents: &[Arc<Document>], settings: &Settings) -> Vec<Arc<Document>> {
    let held_only = |document: &Arc<Document>| {
        let mut document = Document::clone(document);
        document.body.parts = match is_answer(settings.edition, &document) {
            true => Vec::new(),
            false => held(&document.body.parts, settings.edition)
                .filter(|(_, held)| *held)
                .map(|(part, _)| part.clone())
                .collect(),
        };
        Arc::new(document)
    };
    documents
        .iter()
        .filter(|document| holds(settings, document))
        .map(held_only)
        .collect()
}

/// The inputs with every letter of the withheld stretches made an `x`, so that all else keeps its place.
pub fn inputs(inputs: &Inputs, spans: &Spans) -> Inputs {
    let mut inputs = inputs.clone();
    let mut by_file: BTreeMap<&Arc<str>, Vec<&Range<usize>>> = BTreeMap::new();
    for (file, range) in spans {
        by_file.entry(file).or_default().push(range);
    }
    for (file, ranges) in by_file {
        if let Some(bytes) = inputs.files.get_mut(file)
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            *bytes = masked(text, ranges).into_bytes().into();
        }
    }
    inputs
}

fn masked(text: &str, mut ranges: Vec<&Range<usize>>) -> String {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut masked = String::with_capacity(text.len());
    for range in ranges {
        let start = range.start.max(masked.len());
        let (Some(before), Some(words)) =
            (text.get(masked.len()..start), text.get(start..range.end))
        else {
            continue;
        };
        masked.push_str(before);
        for c in words.chars() {
            match c.is_alphanumeric() {
                true => masked.push_str(&"x".repeat(c.len_utf8())),
                false => masked.push(c),
            }
        }
    }
    masked.push_str(text.get(masked.len()..).unwrap_or_default());
    masked
}
