//! The texts that the edition may not hold, for the last look at the finished site.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Event;

use super::Shared;
use super::held::held;
use super::registry::holds;
use super::seed::Seed;
use super::source::shown;
use crate::case::{Audience, Case, Kind, Right};
use crate::check::leak::Withheld;
use crate::input::{Inputs, Settings};
use crate::syntax::document::Document;
use crate::syntax::markdown::{self, Part, What};
use crate::syntax::record::Record;

/// A text and what it belongs to.
type Text = (String, String);

/// Stretches of articles that the edition may not show: the file, and bytes of it.
pub type Spans = Vec<(Arc<str>, Range<usize>)>;

/// Gathers what the edition leaves out, and what it holds, which may say the same.
pub(super) fn withheld(shared: &Shared, case: &Case) -> (Withheld, Spans) {
    let mut forbidden: Vec<Text> = Vec::new();
    let mut allowed: Vec<String> = Vec::new();
    let mut spans = Spans::new();
    for (at, document) in shared.registry.documents.iter().enumerate() {
        let holds = shared.registry.record(at).is_some();
        let mut sort = |text: String, held: bool| match held {
            true => allowed.push(text),
            false => forbidden.push((document.file.to_string(), text)),
        };
        for text in front_matter(document) {
            sort(text, holds);
        }
        for (text, held) in body(shared, document) {
            sort(text, holds && held);
        }
        if let Some(seed) = &shared.seeds[at] {
            article(shared, at, seed, holds, &mut |range| {
                sort(seed.text[range.clone()].to_owned(), false);
                spans.push((Arc::clone(&seed.file), range));
            });
        }
    }
    // A page shows a passage after its paragraph's number, and what is withheld may quote it in the same way.
    let shown = case
        .sources
        .iter()
        .flat_map(|source| &source.article.paragraphs);
    allowed.extend(shown.map(|paragraph| format!("{} {}", paragraph.number, paragraph.text)));
    let quoted = case
        .quotations
        .iter()
        .filter_map(|quotation| Some((quotation.paragraph?, quotation.text.as_ref()?)));
    allowed.extend(quoted.map(|(number, text)| format!("{number} {text}")));
    (
        Withheld::new(forbidden.into_iter(), allowed.iter().map(String::as_str)),
        spans,
    )
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
fn body(shared: &Shared, document: &Document) -> Vec<(String, bool)> {
    let edition = shared.registry.edition;
    let answer = document.kind == Kind::Question && !edition.holds(Audience::Instructor);
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
    shared: &Shared,
    document: usize,
    seed: &Seed,
    holds: bool,
    keep: &mut dyn FnMut(Range<usize>),
) {
    let (right, quoted) = shown(shared, document);
    if right == Right::Full && holds {
        return;
    }
    let shown: Vec<Range<usize>> = quoted.into_iter().map(|(range, _)| range).collect();
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
pub fn documents(documents: &[Document], settings: &Settings) -> Vec<Document> {
    let held_only = |document: &Document| {
        let mut document = document.clone();
        let answer =
            document.kind == Kind::Question && !settings.edition.holds(Audience::Instructor);
        document.body.parts = match answer {
            true => Vec::new(),
            false => held(&document.body.parts, settings.edition)
                .filter(|(_, held)| *held)
                .map(|(part, _)| part.clone())
                .collect(),
        };
        document
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
