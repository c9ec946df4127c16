//! Source records, and the articles behind them as far as the edition may show them.

use super::Shared;
use super::article::{self, Marked};
use super::naming::Named;
use super::prose::Composer;
use crate::case::{Article, Case, Kind, Mention, Right, Source};
use crate::syntax::article::truncated;
use crate::syntax::record::{RawSource, Record};

/// A source that its record gives no type: most are pages on the web.
const TYPE: &str = "webpage";

/// The record; its article and mentions come once all articles are searched.
pub(super) fn source(composer: &mut Composer, raw: &RawSource) -> Source {
    let head = composer.head();
    let at = composer.own.index;
    let seed = composer
        .shared
        .registry
        .document(Kind::Source, &head.id)
        .and_then(|document| composer.shared.seeds[document].as_ref());
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
        quotations: composer.shared.quoted.of_source(at).collect(),
        mentions: Vec::new(),
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

/// How much of a source document's article the edition may show, and which passages are quoted, by start.
pub(super) fn shown(shared: &Shared, document: usize) -> (Right, Vec<Marked>) {
    let right = match &shared.registry.documents[document].record {
        Record::Source(raw) => raw.rights.of(shared.registry.edition),
        _ => Right::Record,
    };
    let Some(place) = shared.registry.record(document) else {
        return (Right::Record, Vec::new());
    };
    let mut quoted: Vec<Marked> = shared
        .quoted
        .of_source(place.index)
        .flat_map(|index| {
            shared.quoted.ranges[index]
                .iter()
                .map(move |range| (range.clone(), index))
        })
        .collect();
    quoted.sort_by_key(|(range, index)| (range.start, std::cmp::Reverse(range.end), *index));
    (right, quoted)
}

/// Gives the case its mentions, and its sources their articles with the mentions in them.
pub(super) fn attach_mentions(shared: &Shared, case: &mut Case, named: Vec<Named>) {
    let documents: Vec<usize> = shared
        .registry
        .list(Kind::Source)
        .map(|(at, _)| at)
        .collect();
    for ((source, document), named) in documents.into_iter().enumerate().zip(named) {
        let base = case.mentions.len();
        let names: Vec<Marked> = named
            .linked
            .iter()
            .map(|at| (named.mentions[*at].0.clone(), base + at))
            .collect();
        let mentions: Vec<Mention> = named
            .mentions
            .into_iter()
            .map(|(_, mention)| mention)
            .collect();
        for (at, mention) in mentions.iter().enumerate() {
            case.profiles[mention.profile].mentions.push(base + at);
        }
        let record = &mut case.sources[source];
        record.mentions = (base..base + mentions.len()).collect();
        if let Some(seed) = &shared.seeds[document] {
            let (right, quoted) = shown(shared, document);
            record.article = article::article(seed, right, &quoted, &names);
        }
        case.mentions.extend(mentions);
    }
}
