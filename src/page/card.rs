//! What a link leads to, in a few words: cards that a page's script shows beside its links.
//!
//! A card is as the pages are: of what the edition holds, in the site's language, and of an article no more than its rights allow.

mod passage;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Words, cut, name, route};
use crate::case::{Case, Event, Head, Kind, Profile, Prose, Ref, Source, Translation};

/// The kinds whose pages have cards in the shelves. A source's card lies with those of its passages.
const KINDS: [Kind; 4] = [Kind::Note, Kind::Event, Kind::Profile, Kind::Claim];

/// About how many cards are on one shelf: one link loads one shelf.
const SHELF: usize = 256;

/// A summary is not longer, in characters.
const SUMMARY: usize = 260;

/// Cards by where their links lead: an output path, with `#` and an anchor for a passage.
pub type Cards = BTreeMap<String, Card>;

/// What a link leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Card {
    /// What it is, in words: "event"; of a passage the source's label.
    pub kind: String,
    /// The title of the page.
    pub title: String,
    /// Short facts: the date in words, the role, the status.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    /// A sentence on it, or its first words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The answers to a contested question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// A profile's portrait: an output path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// A passage in its paragraph: the words before it, its own, and those after; of a paragraph that is cited as a whole only the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passage: Option<[String; 3]>,
    /// The passage's language, where it is not the site's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// What cards are made with.
#[derive(Clone, Copy)]
pub struct Clerk<'a> {
    /// The case.
    pub case: &'a Case,
    /// The theme's words.
    pub words: &'a Words,
    /// The words of a prose, without markup.
    pub plain: &'a dyn Fn(&Prose) -> String,
}

/// How many shelves the cards of a case are spread over.
pub fn shelves(case: &Case) -> usize {
    let counts = KINDS.map(|kind| case.count(kind));
    counts.iter().sum::<usize>().div_ceil(SHELF)
}

/// The pages whose cards are on each shelf.
pub fn shelved(case: &Case) -> Vec<Vec<Ref>> {
    let mut shelved = vec![Vec::new(); shelves(case)];
    let of_kind = |kind| (0..case.count(kind)).map(move |index| Ref { kind, index });
    for place in KINDS.into_iter().flat_map(of_kind) {
        let at = shelf(place.kind, case.head(place), shelved.len());
        shelved[at].push(place);
    }
    shelved
}

/// The shelf of a page, as its link finds it: FNV-1a over the characters of its output path.
fn shelf(kind: Kind, head: &Head, shelves: usize) -> usize {
    let folder = route::folder(kind).unwrap_or_default();
    let parts = [folder, "/", &head.stem, ".html"];
    let hash = parts
        .iter()
        .flat_map(|part| part.chars())
        .fold(0, |hash: u32, c| {
            (hash ^ u32::from(c)).wrapping_mul(0x0100_0193)
        });
    hash as usize % shelves.max(1)
}

impl Clerk<'_> {
    /// The cards of a shelf, which has those of these pages.
    pub fn shelf(&self, pages: &[Ref]) -> Cards {
        let card = |place: &Ref| (route::path(self.case, *place), self.card(*place));
        pages.iter().map(card).collect()
    }

    /// The card of a source, and those of its passages that links lead to.
    pub fn source(&self, index: usize) -> Cards {
        let source = &self.case.sources[index];
        let kind = Kind::Source;
        let path = route::path(self.case, Ref { kind, index });
        let mut cards = self.passages(index, &path);
        cards.insert(path, self.source_card(source));
        cards
    }

    fn card(&self, place: Ref) -> Card {
        let at = place.index;
        match place.kind {
            Kind::Event => self.event(&self.case.events[at]),
            Kind::Profile => self.profile(&self.case.profiles[at]),
            Kind::Claim => {
                let claim = &self.case.claims[at];
                let status = name::status(claim.status);
                Card {
                    facts: vec![self.words.or_key(&format!("status.{status}"))],
                    answers: claim.positions.iter().map(|one| one.says.clone()).collect(),
                    text: claim.head.summary.clone(),
                    ..self.bare(&claim.head)
                }
            }
            _ => {
                let note = &self.case.notes[at];
                Card {
                    text: self.text(&note.head, &note.body),
                    ..self.bare(&note.head)
                }
            }
        }
    }

    fn event(&self, event: &Event) -> Card {
        let date = event.date.as_ref().map(|date| self.words.date(date));
        let time = event.time.as_deref().map(|time| self.words.time(time));
        let facts = [date, time, event.place.clone()];
        Card {
            facts: facts.into_iter().flatten().collect(),
            text: self.text(&event.head, &event.body),
            ..self.bare(&event.head)
        }
    }

    fn profile(&self, profile: &Profile) -> Card {
        let role = profile.roles.first().map(|role| {
            let place = role.organization.map(|at| &self.case.profiles[at].head);
            match place {
                Some(head) => {
                    let separator = self.words.or_key("list.separator");
                    [role.title.as_str(), &separator, &head.title].concat()
                }
                None => role.title.clone(),
            }
        });
        let kind = name::profile_kind(profile.kind);
        Card {
            kind: self.words.or_key(&format!("profile_kind.{kind}")),
            facts: role.into_iter().collect(),
            text: self.text(&profile.head, &profile.body),
            image: profile.image.as_ref().map(|image| image.path.clone()),
            ..self.bare(&profile.head)
        }
    }

    fn source_card(&self, source: &Source) -> Card {
        let date = source.date.as_ref().map(|date| self.words.date(date));
        let translated = (source.translation != Translation::None).then(|| {
            let way = name::translation(source.translation);
            self.words.or_key(&format!("translation.{way}"))
        });
        let facts = [source.publisher.clone(), date, translated];
        Card {
            facts: facts.into_iter().flatten().collect(),
            text: self.text(&source.head, &source.body),
            ..self.bare(&source.head)
        }
    }

    fn bare(&self, head: &Head) -> Card {
        let kind = name::kind(head.kind);
        Card {
            kind: self.words.or_key(&format!("kind.{kind}")),
            title: head.title.clone(),
            ..Card::default()
        }
    }

    /// The summary; without one the first words of the body.
    fn text(&self, head: &Head, body: &Prose) -> Option<String> {
        let text = match &head.summary {
            Some(summary) => summary.clone(),
            None => (self.plain)(body),
        };
        Some(cut::beginning(&text, SUMMARY)).filter(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests;
