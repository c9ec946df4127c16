//! Profiles' names: each belongs to one profile, and is found in every article.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

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
#[derive(Default)]
pub(super) struct Named {
    /// In the article's order.
    pub(super) mentions: Arc<[Mention]>,
    /// Those that the article links: their place in bytes of the file, and in `mentions`.
    pub(super) linked: Vec<Marked>,
}

/// The names of the edition's profiles, each with the profile's place in its list.
pub(super) fn of_edition(registry: &Registry) -> Vec<(u32, String)> {
    let profiles = registry.list(Kind::Profile).zip(0_u32..);
    let named = profiles.flat_map(|((_, document), index)| {
        names(document).map(move |name| (index, name.value.trim().to_owned()))
    });
    named.collect()
}

/// Finds names in an article of which the edition may show what `right` says, and the `quoted` passages.
pub(super) fn find(
    automaton: &Names,
    source: usize,
    seed: &Seed,
    right: Right,
    quoted: &[Marked],
) -> Named {
    let (mut mentions, mut linked) = (Vec::new(), Vec::new());
    let paragraphs = seed.article.paragraphs.iter();
    for paragraph in paragraphs.filter(|paragraph| !paragraph.omitted) {
        let text = &seed.text[paragraph.range.clone()];
        let found = automaton.find(text);
        let mut reader = Reader::new(text, paragraph, right, quoted, !found.is_empty());
        let mut seen = BTreeSet::new();
        for name in found {
            if seen.insert(name.profile) {
                let start = paragraph.range.start;
                linked.push((start + name.start..start + name.end, mentions.len()));
            }
            mentions.push(Mention {
                profile: name.profile as usize,
                source,
                paragraph: paragraph.number,
                words: reader.words(&name),
            });
        }
    }
    Named {
        mentions: mentions.into(),
        linked,
    }
}

/// Goes through a paragraph from name to name, so that a long one is read once.
struct Reader<'a> {
    text: &'a str,
    start: usize,
    right: Right,
    quoted: &'a [Marked],
    sentences: Vec<Range<usize>>,
    /// The sentence that the last name stood in.
    sentence: usize,
    /// The bytes counted so far, and their characters.
    counted: (usize, usize),
}

impl<'a> Reader<'a> {
    fn new(
        text: &'a str,
        paragraph: &Paragraph,
        right: Right,
        quoted: &'a [Marked],
        named: bool,
    ) -> Self {
        Reader {
            text,
            start: paragraph.range.start,
            right,
            quoted,
            sentences: if named { sentences(text) } else { Vec::new() },
            sentence: 0,
            counted: (0, 0),
        }
    }

    /// The name in its sentence, as far as the rights allow. Names come from left to right.
    fn words(&mut self, name: &Found) -> Option<Sentence> {
        let first = self.characters(name.start);
        let characters = first..self.characters(name.end);
        let shown = self.shown(name)?;
        Some(Sentence {
            alias: name.name.to_owned(),
            characters,
            before: one_line(before(&self.text[shown.start..name.start]))
                .trim_start()
                .to_owned(),
            name: one_line(&self.text[name.start..name.end]),
            after: one_line(after(&self.text[name.end..shown.end]))
                .trim_end()
                .to_owned(),
        })
    }

    /// The stretch of the paragraph around the name that may be shown with it.
    fn shown(&mut self, name: &Found) -> Option<Range<usize>> {
        while self
            .sentences
            .get(self.sentence)
            .is_some_and(|sentence| sentence.end <= name.start)
        {
            self.sentence += 1;
        }
        let sentence = self
            .sentences
            .get(self.sentence)
            .cloned()
            .unwrap_or(0..self.text.len());
        let sentence = sentence.start.min(name.start)..sentence.end.max(name.end);
        match self.right {
            Right::Record => None,
            Right::Full => Some(sentence),
            Right::Excerpt => {
                let holds = |range: &Range<usize>| {
                    range.start <= self.start + name.start && self.start + name.end <= range.end
                };
                let passage = self
                    .quoted
                    .iter()
                    .map(|(range, _)| range)
                    .find(|range| holds(range))?;
                let start = sentence.start.max(passage.start.saturating_sub(self.start));
                Some(start..sentence.end.min(passage.end - self.start))
            }
        }
    }

    /// The characters before a place of the paragraph; its line ends count as one.
    fn characters(&mut self, upto: usize) -> usize {
        let (from, count) = self.counted;
        let count = count + self.text[from..upto].chars().filter(|c| *c != '\r').count();
        self.counted = (upto, count);
        count
    }
}

/// A longer stretch beside a name is cut: a text without full stops is one sentence from end to end.
const LONGEST: usize = 300;

fn before(text: &str) -> Cow<'_, str> {
    match text.char_indices().rev().nth(LONGEST) {
        None => text.into(),
        Some((at, _)) => {
            let rest = &text[at..];
            let word = rest.find(char::is_whitespace).unwrap_or(0);
            format!("… {}", rest[word..].trim_start()).into()
        }
    }
}

fn after(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        None => text.into(),
        Some((at, _)) => {
            let rest = &text[..at];
            let word = rest.rfind(char::is_whitespace).unwrap_or(at);
            format!("{} …", &rest[..word]).into()
        }
    }
}

fn one_line(text: impl AsRef<str>) -> String {
    text.as_ref().replace(['\n', '\r'], " ")
}
