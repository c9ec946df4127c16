//! The texts that the edition may not hold, for the last look at the finished site.

use std::ops::Range;

use pulldown_cmark::Event;

use super::Shared;
use super::held::held;
use super::seed::Seed;
use super::source::shown;
use crate::case::{Audience, Case, Kind, Right};
use crate::check::leak::Withheld;
use crate::syntax::document::Document;
use crate::syntax::markdown::{Part, What};
use crate::syntax::record::Record;

/// A text and what it belongs to.
type Text = (String, String);

/// Gathers what the edition leaves out, and what it holds, which may say the same.
pub(super) fn withheld(shared: &Shared, case: &Case) -> Withheld {
    let mut forbidden: Vec<Text> = Vec::new();
    let mut allowed: Vec<String> = Vec::new();
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
            article(shared, at, seed, &mut |text| sort(text, false), holds);
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
    Withheld::new(forbidden.into_iter(), allowed.iter().map(String::as_str))
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
        Record::Profile(profile) => {
            texts.extend(profile.roles.iter().map(|role| role.title.clone()))
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
        What::Event(Event::Text(words) | Event::Code(words)) => Some(words),
        What::Event(Event::SoftBreak | Event::HardBreak) => Some(" "),
        What::Image { alt, .. } => Some(alt),
        _ => None,
    }
}

fn is_inline(part: &Part) -> bool {
    matches!(
        part.what,
        What::LinkStart(..)
            | What::LinkEnd
            | What::WikiLinkStart(..)
            | What::WikiLinkEnd
            | What::QuoteStart(_)
            | What::QuoteEnd
    )
}

/// The words of an article that the edition may not show.
fn article(
    shared: &Shared,
    document: usize,
    seed: &Seed,
    keep: &mut dyn FnMut(String),
    holds: bool,
) {
    let (right, quoted) = shown(shared, document);
    if right == Right::Full && holds {
        return;
    }
    let shown: Vec<Range<usize>> = quoted.into_iter().map(|(range, _)| range).collect();
    for paragraph in &seed.article.paragraphs {
        let mut from = paragraph.range.start;
        for range in shown
            .iter()
            .filter(|range| range.start < paragraph.range.end && range.end > paragraph.range.start)
        {
            if range.start > from {
                keep(seed.text[from..range.start].to_owned());
            }
            from = from.max(range.end.min(paragraph.range.end));
        }
        if from < paragraph.range.end {
            keep(seed.text[from..paragraph.range.end].to_owned());
        }
    }
}
