//! Where a quotation's words stand in a source: matched after normalisation, mapped back to the file's bytes.

mod align;
mod difference;
mod letter;
mod lexicon;
mod likeness;
mod near;
mod normal;
mod passage;
mod pattern;
mod query;
mod search;
mod view;

#[cfg(test)]
mod tests;

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

pub use difference::marked;
use normal::Normalised;
use passage::Passage;
use pattern::{Pattern, readings};
use search::{Chains, Demands, Field};
use view::{Paragraphs, View};

/// One article's words, normalised once, when they are first looked at, each character mapped back to the bytes of the file.
#[derive(Debug)]
pub struct SourceWords {
    text: Arc<str>,
    paragraphs: Paragraphs,
    /// The paragraphs that are shown, as if the others were not there.
    shown: View,
    /// The same without the markers of lists, where there are any.
    unmarked: Option<View>,
    /// The whole file, where that is not the same.
    whole: Option<View>,
}

/// What became of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The same characters.
    Exact,
    /// The same words, typeset otherwise.
    Normalised,
    /// The same words, with marked gaps or insertions.
    Elided,
    /// Almost the same words.
    NearMiss,
    /// Nothing like it.
    Absent,
}

/// What was found for a quotation in one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Its words stand in the source.
    Verified(Match),
    /// Almost the same words do.
    NearMiss(NearMiss),
    /// Nothing like it does, or it holds no words.
    Absent,
}

/// The place of a verified quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// [`Verdict::Exact`], [`Verdict::Normalised`] or [`Verdict::Elided`].
    pub verdict: Verdict,
    /// Bytes of the file, one range for each piece, in order; pieces with nothing between them are one.
    pub ranges: Vec<Range<usize>>,
    /// The number of the paragraph in which it begins.
    pub paragraph: u32,
    /// The paragraphs in which the quotation also could begin, this one included, at most fifty.
    pub occurrences: Vec<u32>,
    /// Whether some of it stands only on lines that are not shown.
    pub hidden: bool,
}

/// The source's nearest words to a quotation that it does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// Bytes of the file, whole words; of scattered pieces, the first in the quotation's order.
    pub range: Range<usize>,
    /// Bytes of the file for each piece, in the quotation's order.
    pub pieces: Vec<Range<usize>>,
    /// What keeps them apart.
    pub reason: Reason,
    /// What differs, in order; empty where the words are the same.
    pub differences: Vec<Difference>,
}

/// Why a near miss is none but near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Other words, or other punctuation.
    Words,
    /// Small letters for capitals, or the other way round.
    Case,
    /// The pieces stand in another order.
    OutOfOrder,
    /// The pieces stand more than three paragraphs apart, or too much stands where an insertion is.
    TooFar,
    /// It begins or ends inside a word.
    PartOfWord,
}

/// One difference between a quotation and a source; either side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Bytes of the quotation.
    pub quotation: Range<usize>,
    /// Bytes of the file.
    pub source: Range<usize>,
}

/// How many paragraphs are listed in which a quotation also could begin.
const MAX_OCCURRENCES: usize = 50;

impl Finding {
    /// The verdict in one word.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Verified(found) => found.verdict,
            Self::NearMiss(_) => Verdict::NearMiss,
            Self::Absent => Verdict::Absent,
        }
    }
}

impl SourceWords {
    /// Takes a file's `text`. `paragraphs` are the bytes and number of each paragraph, and whether it is shown.
    /// Nothing is normalised before the first quotation is looked for; that is linear in the text.
    pub fn new(text: impl Into<Arc<str>>, paragraphs: &[(Range<usize>, u32, bool)]) -> Self {
        let text = text.into();
        let paragraphs = Paragraphs::new(paragraphs);
        let whole = paragraphs.leaves_out_words(&text);
        Self {
            shown: View::shown(&text, paragraphs.shown()),
            unmarked: None,
            whole: whole.then(|| View::whole(&text)),
            paragraphs,
            text,
        }
    }

    /// The same with a second reading of what is shown, in which list items lack their bullets and numbers: a list that
    /// is quoted as Markdown writes lists has the items' words alone. `parts` are the bytes of that reading, in order.
    #[must_use]
    pub fn without_markers(mut self, parts: impl Iterator<Item = Range<usize>>) -> Self {
        self.unmarked = Some(View::shown(&self.text, parts));
        self
    }

    /// Looks for a quotation, in the `cited` paragraphs first.
    pub fn find(&self, quotation: &str, cited: Option<RangeInclusive<u32>>) -> Finding {
        let quotation = Quotation::new(quotation);
        if let Some(found) = self.verify(&quotation, cited.as_ref()) {
            return Finding::Verified(found);
        }
        let near = |view| near::near_miss(view, &self.paragraphs, &quotation);
        let near = near(&self.shown).or_else(|| self.whole.as_ref().and_then(near));
        near.map_or(Finding::Absent, Finding::NearMiss)
    }

    /// The first place where the words of a quotation stand, if they do: [`find`](Self::find) without near misses.
    pub fn holds(&self, quotation: &str) -> Option<Range<usize>> {
        let found = self.verify(&Quotation::new(quotation), None)?;
        found.ranges.into_iter().next()
    }

    /// Looks at what is shown, then at the same without list markers, and only then at the whole file.
    fn verify(&self, quotation: &Quotation, cited: Option<&RangeInclusive<u32>>) -> Option<Match> {
        let mut views = std::iter::once(&self.shown)
            .chain(&self.unmarked)
            .chain(&self.whole);
        views.find_map(|view| self.bind_best(view, quotation, cited))
    }

    /// The most literal reading that stands in the cited paragraphs, else the most literal that stands anywhere.
    fn bind_best(
        &self,
        view: &View,
        quotation: &Quotation,
        cited: Option<&RangeInclusive<u32>>,
    ) -> Option<Match> {
        let mut elsewhere = None;
        for pattern in &quotation.readings {
            let Some(found) = self.bind(view, quotation, pattern, cited) else {
                continue;
            };
            if cited.is_none_or(|cited| cited.contains(&found.paragraph)) {
                return Some(found);
            }
            elsewhere.get_or_insert(found);
        }
        elsewhere
    }

    /// Binds one reading to the cited paragraphs, or else to its first place.
    fn bind(
        &self,
        view: &View,
        quotation: &Quotation,
        pattern: &Pattern,
        cited: Option<&RangeInclusive<u32>>,
    ) -> Option<Match> {
        let field = Field::new(view.normal(), &self.paragraphs);
        let chains = Chains::find(&field, &quotation.normal, pattern, Demands::ALL)?;
        let chosen = cited.and_then(|cited| chains.paragraphs().position(|p| cited.contains(&p)));
        let chosen = chosen.unwrap_or(0);
        let mut occurrences: Vec<u32> = chains.paragraphs().collect();
        let paragraph = *occurrences.get(chosen)?;
        occurrences.dedup();
        occurrences.truncate(MAX_OCCURRENCES);
        let passage = self.passage(view, quotation, pattern, chains.chain(chosen));
        let hidden = view.is_whole() && passage.is_hidden();
        let ranges = if hidden {
            passage.ranges
        } else {
            passage.visible()
        };
        Some(Match {
            verdict: self.verdict(quotation, pattern, &ranges),
            ranges,
            paragraph,
            occurrences,
            hidden,
        })
    }

    /// The pieces of a quotation, put together where nothing is left out between them.
    fn passage(
        &self,
        view: &View,
        quotation: &Quotation,
        pattern: &Pattern,
        chain: Vec<Range<usize>>,
    ) -> Passage<'_> {
        let mut passage = Passage::new(&self.text, &self.paragraphs);
        let mut end = 0;
        for (piece, at) in pattern.pieces.iter().zip(chain) {
            let mark = quotation.normal.text().get(end..piece.at.start);
            passage.add(view.normal().original(&at), mark.unwrap_or_default());
            end = piece.at.end;
        }
        passage
    }

    fn verdict(
        &self,
        quotation: &Quotation,
        pattern: &Pattern,
        ranges: &[Range<usize>],
    ) -> Verdict {
        match ranges {
            _ if !pattern.literal => Verdict::Elided,
            [range] if self.text.get(range.clone()) == Some(quotation.written) => Verdict::Exact,
            _ => Verdict::Normalised,
        }
    }
}

/// A quotation as it is looked for.
struct Quotation<'a> {
    /// As it is written, without white space around it.
    written: &'a str,
    normal: Normalised,
    readings: Vec<Pattern>,
}

impl<'a> Quotation<'a> {
    fn new(written: &'a str) -> Self {
        let normal = Normalised::of(written);
        Self {
            written: written.trim(),
            readings: readings(&normal),
            normal,
        }
    }
}
