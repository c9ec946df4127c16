//! Profiles' names: each belongs to one profile, and is found in every article.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::article::Marked;
use super::mention::{Found, Names, key};
use super::registry::Registry;
use super::seed::Seed;
use crate::case::{Kind, Mention, Right, Sentence};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::syntax::Words;
use crate::syntax::article::{Paragraph, sentences};
use crate::syntax::document::Document;
use crate::syntax::record::Record;

/// Reports names that two profiles claim.
pub(super) fn check(registry: &Registry, diagnostics: &mut Diagnostics) {
    let mut owners: BTreeMap<String, (usize, &Words)> = BTreeMap::new();
    for (at, document) in registry.documents.iter().enumerate() {
        for name in names(document) {
            let key = key(&name.value);
            if key.is_empty() {
                continue;
            }
            match owners.get(&key) {
                None => {
                    owners.insert(key, (at, name));
                }
                Some((other, _)) if *other == at => {}
                Some((other, first)) => {
                    diagnostics.push(taken(document, name, &registry.documents[*other], first))
                }
            }
        }
    }
}

fn taken(document: &Document, name: &Words, other: &Document, first: &Words) -> Diagnostic {
    let message = format!("`{}` is a name of `{}` already", name.value, other.id);
    Diagnostic::new(Rule::DuplicateAlias, message)
        .at(Place::new(&document.file, name.range.clone()))
        .help("a name belongs to one profile: keep it where the articles mean that one, or write a longer one here")
        .related(Place::new(&other.file, first.range.clone()), "the other profile")
}

/// A profile's title and aliases.
fn names(document: &Document) -> impl Iterator<Item = &Words> {
    let aliases = match &document.record {
        Record::Profile(profile) => Some(profile.aliases.iter()),
        _ => None,
    };
    let title = aliases.is_some().then_some(&document.head.title);
    title.into_iter().chain(aliases.into_iter().flatten())
}

/// The mentions in one article, and where the first of each profile in each paragraph stands.
pub(super) struct Named {
    /// In the article's order; their places are bytes of the file.
    pub(super) mentions: Vec<(Range<usize>, Mention)>,
    /// Positions in `mentions` of those that the article links.
    pub(super) linked: Vec<usize>,
}

/// Finds the edition's names in the edition's articles. `shown` gives, for each source document, how much of it the edition
/// may show and the quoted passages.
pub(super) fn find(
    registry: &Registry,
    seeds: &[Option<Seed>],
    shown: &dyn Fn(usize) -> (Right, Vec<Marked>),
) -> Vec<Named> {
    let profiles = registry.list(Kind::Profile).zip(0_u32..);
    let automaton = Names::new(profiles.flat_map(|((_, document), index)| {
        names(document).map(move |name| (index, name.value.trim()))
    }));
    let sources: Vec<_> = registry
        .list(Kind::Source)
        .map(|(at, _)| (at, shown(at)))
        .collect();
    let named = sources
        .par_iter()
        .enumerate()
        .map(|(source, (at, (right, quoted)))| match &seeds[*at] {
            Some(seed) => article(&automaton, source, seed, *right, quoted),
            None => Named {
                mentions: Vec::new(),
                linked: Vec::new(),
            },
        });
    named.collect()
}

fn article(
    automaton: &Names,
    source: usize,
    seed: &Seed,
    right: Right,
    quoted: &[Marked],
) -> Named {
    let mut named = Named {
        mentions: Vec::new(),
        linked: Vec::new(),
    };
    for paragraph in seed
        .article
        .paragraphs
        .iter()
        .filter(|paragraph| !paragraph.omitted)
    {
        let text = &seed.text[paragraph.range.clone()];
        let found = automaton.find(text);
        let sentences = if found.is_empty() {
            Vec::new()
        } else {
            sentences(text)
        };
        let mut seen = Vec::new();
        for name in found {
            let mention = Mention {
                profile: name.profile as usize,
                source,
                paragraph: paragraph.number,
                words: words(&name, text, &sentences, paragraph, right, quoted),
            };
            if !seen.contains(&name.profile) {
                seen.push(name.profile);
                named.linked.push(named.mentions.len());
            }
            let start = paragraph.range.start;
            named
                .mentions
                .push((start + name.start..start + name.end, mention));
        }
    }
    named
}

/// The mention in its sentence, as far as the rights allow.
fn words(
    name: &Found,
    text: &str,
    sentences: &[Range<usize>],
    paragraph: &Paragraph,
    right: Right,
    quoted: &[Marked],
) -> Option<Sentence> {
    let sentence = sentences
        .iter()
        .find(|range| range.contains(&name.start))
        .cloned()
        .unwrap_or(0..text.len());
    let mut shown = sentence.start.min(name.start)..sentence.end.max(name.end);
    match right {
        Right::Record => return None,
        Right::Full => {}
        Right::Excerpt => {
            let start = paragraph.range.start;
            let holds = |range: &Range<usize>| {
                range.start <= start + name.start && start + name.end <= range.end
            };
            let passage = quoted
                .iter()
                .map(|(range, _)| range)
                .find(|range| holds(range))?;
            shown.start = shown.start.max(passage.start.saturating_sub(start));
            shown.end = shown.end.min(passage.end - start);
        }
    }
    let line = |range: Range<usize>| {
        text[range]
            .split_inclusive(char::is_whitespace)
            .map(|word| word.replace(['\n', '\r'], " "))
            .collect::<String>()
    };
    let characters = |upto: usize| text[..upto].chars().filter(|c| *c != '\r').count();
    Some(Sentence {
        alias: name.name.to_owned(),
        characters: characters(name.start)..characters(name.end),
        before: line(shown.start..name.start).trim_start().to_owned(),
        name: line(name.start..name.end),
        after: line(name.end..shown.end).trim_end().to_owned(),
    })
}
