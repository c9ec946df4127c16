//! Source records, and the articles behind them as far as the edition may show them.

use std::sync::Arc;

use super::article::{self, Marked};
use super::naming::Named;
use super::prose::Composer;
use super::quoted::Quotations;
use super::registry::Registry;
use super::seed::Seed;
use crate::case::{Article, Right, Source};
use crate::syntax::article::truncated;
use crate::syntax::record::{RawSource, Record};

/// A source that its record gives no type: most are pages on the web.
const TYPE: &str = "webpage";

/// The record; its article, quotations and mentions come in [`complete`].
pub(super) fn source(composer: &mut Composer, raw: &RawSource) -> Source {
    let head = composer.head();
    let document = composer.shared.registry.document_of(composer.own);
    composer.gathered.consulted.extend(document);
    let seed = document.and_then(|document| composer.shared.seeds.get(document));
    Source {
        label: label(raw, &head.title),
        file: raw.file.value.as_str().into(),
        csl_type: raw.csl_type.clone().unwrap_or_else(|| TYPE.to_owned()),
        authors: raw.authors.clone(),
        publisher: raw.publisher.clone(),
        date: raw.date,
        url: composer.web(raw.url.as_ref()),
        language: raw.language.clone(),
        translation: raw.translation,
        right: raw.rights.of(composer.shared.registry.edition),
        article: Article::default(),
        truncated: seed.is_some_and(|seed| truncated(&seed.article, &seed.text)),
        quotations: Arc::default(),
        mentions: Arc::default(),
        body: composer.prose(),
        head,
    }
}

/// How a citation calls the source.
fn label(raw: &RawSource, title: &str) -> String {
    let named = raw
        .short
        .clone()
        .or_else(|| raw.authors.first().cloned())
        .or_else(|| raw.publisher.clone());
    named.unwrap_or_else(|| {
        let words: Vec<_> = title.trim_matches(['[', ']']).split_whitespace().collect();
        match words.len() {
            0..=5 => words.join(" "),
            _ => format!("{} …", words[..4].join(" ")),
        }
    })
}

/// How much of a source document's article the edition may show.
pub(super) fn right(registry: &Registry, document: usize) -> Right {
    match &registry.documents[document].record {
        Record::Source(raw) if registry.record(document).is_some() => {
            raw.rights.of(registry.edition)
        }
        _ => Right::Record,
    }
}

/// The quoted passages of a source document's article, by start.
pub(super) fn quoted(quotations: Option<&Quotations>) -> Vec<Marked> {
    let ranges = quotations.iter().flat_map(|quotations| &quotations.ranges);
    let mut quoted: Vec<Marked> = ranges
        .enumerate()
        .flat_map(|(index, ranges)| ranges.iter().map(move |range| (range.clone(), index)))
        .collect();
    quoted.sort_by_key(|(range, index)| (range.start, std::cmp::Reverse(range.end), *index));
    quoted
}

/// The record with its article, what is quoted from it and who is named in it.
pub(super) fn complete(
    record: &Source,
    seed: Option<&Seed>,
    quotations: Option<&Quotations>,
    named: &Named,
) -> Source {
    let article = seed.map(|seed| {
        let quoted = quoted(quotations);
        article::article(seed, record.right, &quoted, &named.linked)
    });
    Source {
        article: article.unwrap_or_default(),
        quotations: quotations.map_or_else(Default::default, |all| Arc::clone(&all.list)),
        mentions: Arc::clone(&named.mentions),
        ..record.clone()
    }
}
