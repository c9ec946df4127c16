//! The cards of a source's passages: what is quoted from it, and the paragraphs that are cited.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Card, Cards, Clerk};
use crate::case::{Case, Evidence, Kind, Piece, Prose, Quotation, Ref, Right, Source, Target};
use crate::page::{cut, phrase, route};

/// The passage's own words are not longer, in characters.
const WORDS: usize = 420;

/// Nor is what stands before or after it.
const AROUND: usize = 130;

/// What stands where the rights leave words out.
const GAP: &str = "[…]";

impl Clerk<'_> {
    /// The cards of the passages of a source, whose page is at `path`.
    pub(super) fn passages(&self, index: usize, path: &str) -> Cards {
        let source = &self.case.sources[index];
        let mut cards = Cards::new();
        for (at, quotation) in source.quotations.iter().enumerate() {
            if let Some(anchor) = &quotation.anchor {
                let words = quoted(source, at, quotation);
                let card = self.passage(source, quotation.paragraph, words);
                cards.insert([path, "#", anchor].concat(), card);
            }
        }
        for number in cited(self.case, index) {
            if let Some(paragraph) = source.article.paragraph(number) {
                let whole = paragraph.marker..paragraph.text.len();
                let words = cut::beginning(paragraph.with_gaps(whole, GAP).trim(), WORDS);
                let words = Some([words, String::new(), String::new()]);
                let anchor = route::paragraph_anchor(number);
                let card = self.passage(source, Some(number), words);
                cards.insert([path, "#", &anchor].concat(), card);
            }
        }
        cards
    }

    /// A card for words of a source; where its rights withhold them it says so.
    fn passage(&self, source: &Source, paragraph: Option<u32>, words: Option<[String; 3]>) -> Card {
        let withheld = source.right == Right::Record;
        let number = paragraph.map(|number| {
            let pattern = self.words.or_key("paragraph");
            phrase::fill(&pattern, &[("n", number.to_string())])
        });
        let date = source.date.as_ref().map(|date| self.words.date(date));
        let language = source.language.clone();
        Card {
            kind: source.label.clone(),
            title: source.head.title.clone(),
            facts: [number, date].into_iter().flatten().collect(),
            text: withheld.then(|| self.words.or_key("right.record")),
            language: language.filter(|own| !own.eq_ignore_ascii_case(&self.words.language)),
            passage: words.filter(|_| !withheld),
            ..Card::default()
        }
    }
}

/// The words before a passage in its paragraph, its own, and those after, as far as the edition shows them.
fn quoted(source: &Source, at: usize, quotation: &Quotation) -> Option<[String; 3]> {
    let own = cut::beginning(quotation.text.as_ref()?, WORDS);
    let paragraph = quotation
        .paragraph
        .and_then(|number| source.article.paragraph(number));
    let around = paragraph.and_then(|paragraph| {
        let marks = paragraph.quoted.iter();
        let mut own = marks.filter(|(_, place)| *place == at);
        let (range, _) = own.next()?;
        let before = paragraph.marker..range.start.max(paragraph.marker);
        let before = cut::end(paragraph.with_gaps(before, GAP).trim_start(), AROUND);
        // A passage in pieces has words of its own between, and one that goes on in the next paragraph has nothing after it here.
        let whole =
            own.next().is_none() && quotation.text.as_deref() == paragraph.text.get(range.clone());
        let after = match whole {
            true => cut::beginning(
                paragraph
                    .with_gaps(range.end..paragraph.text.len(), GAP)
                    .trim_end(),
                AROUND,
            ),
            false => String::new(),
        };
        Some((before, after))
    });
    let (before, after) = around.unwrap_or_default();
    Some([before, own, after])
}

/// The paragraphs of a source that records cite by number. Only what leads to the source is read, so that over all sources each
/// text is read as often as it cites another one.
fn cited(case: &Case, source: usize) -> BTreeSet<u32> {
    let mut numbers = BTreeSet::new();
    let place = Ref {
        kind: Kind::Source,
        index: source,
    };
    for from in case.linked_from(place) {
        let (prose, evidence) = parts(case, *from);
        let own = evidence.into_iter().filter(|one| one.source == source);
        numbers.extend(own.filter_map(|one| one.paragraph));
        if let Some(prose) = prose {
            in_prose(prose, source, &mut numbers);
        }
    }
    numbers
}

fn in_prose(prose: &Prose, source: usize, numbers: &mut BTreeSet<u32>) {
    for piece in &prose.pieces {
        match piece {
            Piece::Citation(citation) | Piece::BlockQuoteEnd(citation) => {
                let own = citation.items.iter().filter(|item| item.source == source);
                let first = |range: &Range<u32>| range.start;
                numbers.extend(own.filter_map(|item| item.paragraphs.as_ref().map(first)));
            }
            Piece::LinkStart(Target::Paragraph(to, number), _)
            | Piece::TitleLink(Target::Paragraph(to, number))
                if *to == source =>
            {
                numbers.insert(*number);
            }
            _ => {}
        }
    }
}

/// A record's text and evidence.
fn parts(case: &Case, place: Ref) -> (Option<&Prose>, Vec<&Evidence>) {
    let at = place.index;
    match place.kind {
        Kind::Case => (Some(&case.front.body), Vec::new()),
        Kind::Note => (Some(&case.notes[at].body), Vec::new()),
        Kind::Event => {
            let event = &case.events[at];
            (Some(&event.body), event.evidence.iter().collect())
        }
        Kind::Profile => {
            let profile = &case.profiles[at];
            let evidence = profile.roles.iter().flat_map(|role| &role.evidence);
            (Some(&profile.body), evidence.collect())
        }
        Kind::Source => (Some(&case.sources[at].body), Vec::new()),
        Kind::Claim => {
            let claim = &case.claims[at];
            let evidence = claim.positions.iter().flat_map(|one| &one.evidence);
            (Some(&claim.body), evidence.collect())
        }
        Kind::Question => (case.questions[at].answer.as_ref(), Vec::new()),
        Kind::Handout => (Some(&case.handouts[at].body), Vec::new()),
    }
}
